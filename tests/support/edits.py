"""Random edits of an edition, and random damage to what earlier builds left behind."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

from edition.build.cache import DERIVED, Cache
from edition.build.checkout import write_markdown
from edition.build.generator_process import RENDERED
from edition.build.site import FINISHED, build_site
from edition.build.stages import assemble
from edition.build.swap import SPARE
from edition.exports.link_previews import PREVIEW_FOLDER
from edition.inputs.checked_yaml import CACHE as CHECKED
from edition.inputs.paths import GENERATED, GENERATED_FILES
from edition.model.errors import EditionError
from tests.support.commands import tree

CACHES = (DERIVED, RENDERED, FINISHED, CHECKED, f"{SPARE}/{PREVIEW_FOLDER}")
BUILT = (".build", "site", *GENERATED, *GENERATED_FILES)
"""What builds write."""


def _change_word(path: Path, chance: Random) -> None:
    """Replace a lower-case word of a file, or repeat it."""
    text = path.read_text(encoding="utf-8")
    word = chance.choice(list(re.finditer(r"(?<= )[a-z]{3,}(?= [a-z])", text)))
    new = chance.choice(["gantry", f"{word[0]} {word[0]}"])
    path.write_text(text[: word.start()] + new + text[word.end() :], encoding="utf-8")


def change_text(root: Path, chance: Random) -> None:
    """Change a word of a text."""
    _change_word(chance.choice(sorted((root / "sources").glob("*.txt"))), chance)


def change_digest(root: Path, chance: Random) -> None:
    """Change a word of a digest."""
    _change_word(chance.choice(sorted((root / "docs/digests").glob("*.md"))), chance)


def change_page(root: Path, chance: Random) -> None:
    """Add a sentence to a page of the editors, which may be new."""
    page = root / "docs" / chance.choice(["index.md", "about.md", "history.md"])
    with page.open("a", encoding="utf-8") as file:
        file.write(f"\nThe tide turns {chance.randrange(9)} times.\n")


def change_person(root: Path, chance: Random) -> None:
    """Change what the editors say of somebody."""
    people = root / "docs/annotations/people.yml"
    text = people.read_text(encoding="utf-8")
    role = chance.choice(list(re.finditer(r"(?<= role: )\w+", text)))
    people.write_text(f"{text[: role.start()]}Former {text[role.start() :]}", encoding="utf-8")


def change_title(root: Path, chance: Random) -> None:
    """Change the name of the site, which is on every page."""
    settings = root / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(re.sub("(?m)^site_name: .*", f"site_name: Harbour {chance.random()}", text), "utf-8")


def change_template(root: Path, chance: Random) -> None:
    """Replace a template of the program."""
    template = root / "overrides/partials/copyright.html"
    template.parent.mkdir(parents=True, exist_ok=True)
    template.write_text(f"<p>{chance.random()}</p>\n", encoding="utf-8")


def take_text_away(root: Path, chance: Random) -> None:
    """Move a text out of its folder, or back into it."""
    away = root / "away"
    away.mkdir(exist_ok=True)
    there = [*(root / "sources").glob("*.txt")]
    moved = chance.choice(sorted([*away.iterdir(), *there[:3]]))
    shutil.move(moved, (root / "sources" if moved.parent == away else away) / moved.name)


def damage_cache(root: Path, chance: Random) -> None:
    """Damage what earlier builds left behind: change a byte, cut it off, or put another in its place."""
    found = [path for folder in CACHES for path in sorted((root / folder).rglob("*")) if path.is_file()]
    for path in chance.sample(found, min(40, len(found))):
        data = bytearray(path.read_bytes())
        match chance.randrange(3):
            case 0:
                data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
            case 1:
                del data[chance.randrange(len(data)) :]
            case _:
                data = bytearray(chance.choice(found).read_bytes())
        path.write_bytes(data)


EDITS: tuple[Callable[[Path, Random], None], ...] = (
    *(change_text, change_digest, change_page, change_person, change_title, change_template),
    *(take_text_away, damage_cache),
)


def outcome(root: Path) -> str | dict[str, bytes]:
    """Build the edition in `root`; return each file of its pages and its site, or the error."""
    cache = Cache(root / DERIVED, is_shared=True)
    try:
        edition = assemble(root, root / "sources", iter, cache)
        write_markdown(root, edition)
        build_site(root, edition)
        cache.remove_unused()
    except EditionError as error:
        return str(error).replace(str(root), "")
    found = tree(root)
    return {path: data for path, data in found.items() if path.startswith(("site/", "docs/"))}


def clean_copy(root: Path, target: Path) -> Path:
    """Copy what people wrote in `root`, without anything that a build has written."""
    shutil.copytree(root, target)
    for path in (target / name for name in BUILT):
        shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)
    return target


def restore(root: Path, copy: Path) -> None:
    """Bring what people wrote in `root` back to a `copy`, and leave what builds wrote."""
    written = {path.relative_to(copy) for path in copy.rglob("*") if path.is_file()}
    for path in (path for path in clean_files(root) if path.relative_to(root) not in written):
        path.unlink()
    for name in written:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(copy / name, root / name)


def clean_files(root: Path) -> list[Path]:
    """Return the files in `root` that no build has written."""
    built = [root / name for name in BUILT]
    files = (path for path in root.rglob("*") if path.is_file())
    return [path for path in files if not any(path == made or made in path.parents for made in built)]
