"""A new edition: the files of the folder `starter`, with title, language and date filled in.

For a language for which there is a folder such as `starter_de`, its files take the place of those of the same
name: they have the words that readers see, and the example text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from string import Template

from edition.editing.names.nouns import noun_language
from edition.inputs.paths import ANNOTATIONS
from edition.inputs.program_files import installed_from
from edition.markup.markdown import escape
from edition.model.errors import EditionError

_REQUESTS = re.compile(
    r"\b(?:Say here|One sentence on this edition|Sagen Sie hier|Ein Satz zu dieser Edition)\b"
)
"""Words with which the files of a new edition ask for those of an editor."""

_HIDDEN = {"gitignore": ".gitignore", "github": ".github"}
"""Names of the starter's files and folders that begin with a full stop in an edition."""


class _StarterTemplate(Template):
    """A template whose placeholders begin with a section sign, since workflows and schemas use the dollar."""

    delimiter = "§"


_EXAMPLE = ("sources/", "docs/digests/")
"""Folders with nothing but the example."""

_ENTRIES = re.compile(r"^([a-z]+:)\n.*", re.MULTILINE | re.DOTALL)
"""The key of a registry, and its entries."""

_ABOUT_EXAMPLE = re.compile(r"The essay \*[^*]+\* is an example\..*?\n\n", re.DOTALL)


def starter_files(title: str, language: str, today: date, *, example: bool = True) -> dict[str, str]:
    """Return the files of a new edition, by path.

    With the `example`, it has one short text with a person, a date and a quotation, and builds as it is;
    without, it has registries without entries, and needs a text first. `title` is plain text, `language` a
    code that the theme knows, `today` the date of its first version.
    """
    values = {
        "title_yaml": json.dumps(title, ensure_ascii=False),
        "title_markdown": escape(title, starts_line=True),
        "language": json.dumps(language),
        "language_of_example": "" if language.split("-")[0] == "en" else "\n    language: en",
        "today": today.isoformat(),
        "requirement": installed_from(),
    }
    made = {path: _StarterTemplate(text).substitute(values) for path, text in _texts_in(language).items()}
    return made if example else without_example(made)


def check_language(language: str) -> None:
    """Raise EditionError if the theme has no translation for a language."""
    folder = Path(str(files("material"))) / "templates/partials/languages"
    if not (folder / f"{language}.html").is_file():
        known = ", ".join(sorted(path.stem for path in folder.glob("*.html")))
        raise EditionError(
            "--language", f"{language!r} is not a language of the theme", todo=f"Use one of {known}"
        )


def title_of(folder: Path, language: str = "en") -> str:
    """Return a title made from a folder's name: `my-edition` becomes “My edition”.

    In a language in which nouns have capitals, all words get one but those that are certainly none.
    """
    words = re.findall(r"\w+", folder.resolve().name.replace("_", " "))
    if known := noun_language(language):
        words = [w if w in known.function_words else w[:1].upper() + w[1:] for w in words]
    title = " ".join(words)
    return title[:1].upper() + title[1:] or "An edition"


def without_example(made: Mapping[str, str]) -> dict[str, str]:
    """Return the files of a new edition without the example text and its entries."""
    left = {path: text for path, text in made.items() if not path.startswith(_EXAMPLE)}
    return {path: _emptied(path, text) for path, text in left.items()}


def _emptied(path: str, text: str) -> str:
    if path.startswith(f"{ANNOTATIONS}/"):
        return _ENTRIES.sub(r"\1\n", text)
    return _ABOUT_EXAMPLE.sub("", text) if path == "README.md" else text


def unanswered(root: Path) -> Iterator[tuple[str, int, str]]:
    """Yield path, number and words of each line that asks for words and is as in a new edition."""
    texts = [item for folder in _folders() for item in _texts_below(folder)]
    paths = dict.fromkeys(path for path, _ in texts)
    for path in paths:
        file = root / path
        lines_of_path = (line for name, text in texts if name == path for line in text.splitlines())
        asked = {line for line in lines_of_path if _REQUESTS.search(line)}
        if asked and file.is_file():
            lines = enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)
            yield from ((path, number, line) for number, line in lines if line in asked)


def _folders() -> list[Traversable]:
    """Return the folder of the starter, and then those of its translations."""
    beside = files("edition.editing").iterdir()
    return sorted((item for item in beside if _FOLDER.fullmatch(item.name)), key=lambda item: item.name)


_FOLDER = re.compile("starter(?:_[a-z]{2,3})?")


def _texts_in(language: str) -> dict[str, str]:
    """Return the files of the starter by path, those for readers in a language if they are translated."""
    own = {"starter", f"starter_{language}"}
    return {path: text for folder in _folders() if folder.name in own for path, text in _texts_below(folder)}


def _texts_below(folder: Traversable) -> Iterator[tuple[str, str]]:
    """Yield path and text of each file in a folder of the package."""
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        name = _HIDDEN.get(item.name, item.name)
        if item.is_dir():
            yield from ((f"{name}/{path}", text) for path, text in _texts_below(item))
        else:
            yield name, item.read_text(encoding="utf-8")
