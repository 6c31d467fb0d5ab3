"""The command line as users see it, especially its errors."""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from edition.build import restoring, site, swap
from edition.build.edition import Edition
from edition.build.generator_process import Generator, run_generator
from edition.build.stages import assemble
from edition.cli import main, shared
from edition.inputs.paths import ADDRESS_BOOKS, GENERATED, MANIFEST, PAGE_BOOK, STAGING
from tests.support.commands import (
    BOOK,
    COMMANDS,
    SLUG,
    TEXT,
    build_error,
    change,
    error_of,
    line_of,
    output_of,
    run,
    tree,
)
from tests.support.editions import SINGLE, build, lay_out, release
from tests.support.environment import environment
from tests.support.faults import faults
from tests.support.markup import parse

# --- builds ------------------------------------------------------------------------------------


def test_build_makes_a_site(root: Path) -> None:
    """The output names the folder of texts, the essays and the site."""
    shutil.rmtree("site")
    printed = output_of("build")
    assert "texts: sources" in printed
    assert "harbour-strike: 19 paragraphs" in printed
    assert printed.endswith("site: site\n")
    page = parse((root / f"site/essays/{SLUG}/index.html").read_text(encoding="utf-8"))
    assert "Nobody could plan a week ahead" in page.by_id("p6").text()
    assert page.by_id("strike").tag == "h2"


def test_the_site_does_not_depend_on_the_date(root: Path) -> None:
    """It has the date of the edition."""
    change(root / "CITATION.cff", "2024-05-06", "2001-02-03")
    output_of("build")
    dates = re.findall(r"<lastmod>(.*?)</lastmod>", (root / "site/sitemap.xml").read_text(encoding="utf-8"))
    assert {*dates} == {"2001-02-03"}


def test_markdown_only_leaves_the_site(root: Path) -> None:
    before = tree(root / "site")
    change(root / TEXT, "Wages fell twice", "Wages fell three times")
    assert "site:" not in output_of("build", "--markdown-only")
    assert "Wages fell three times" in (root / f"docs/essays/{SLUG}.md").read_text(encoding="utf-8")
    assert tree(root / "site") == before


def test_a_changed_text_whose_places_match(root: Path) -> None:
    """It keeps its addresses, and the output says that the text is changed."""
    change(root / TEXT, "Wages fell twice", "Wages fell three times")
    assert re.search(r"harbour-strike: 19 paragraphs.*changed", output_of("build", "--markdown-only"))
    assert len(json.loads((root / BOOK).read_text(encoding="utf-8"))["paragraphs"]) == 19


def test_two_builds_give_the_same_bytes(built_edition: Path, tmp_path: Path) -> None:
    """In another folder and time zone, and with other hashes."""
    other = lay_out(tmp_path / "elsewhere" / "much-longer-name", SINGLE)
    release(other)
    build(other, PYTHONHASHSEED="7", TZ="Pacific/Auckland", LC_ALL="C")
    assert tree(other) == tree(built_edition)


def test_building_again_changes_nothing(root: Path) -> None:
    before = tree(root)
    output_of("build")
    assert tree(root) == before


def test_built_from_a_folder_within(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = tree(root)
    monkeypatch.chdir(root / "docs" / "annotations")
    output_of("build", "--markdown-only")
    assert tree(root) == before


def test_order_of_the_folders_of_texts(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The option comes first, then the variable, then the folder in the checkout."""
    for name in ("asked", "named"):
        shutil.copytree(root / "sources", root / name)
    assert "texts: sources\n" in output_of("build", "--markdown-only")
    monkeypatch.setenv("ESSAYS_DIR", "named")
    assert "texts: named\n" in output_of("build", "--markdown-only")
    assert "texts: asked\n" in output_of("build", "--markdown-only", "--sources", "asked")


@pytest.fixture(scope="module")
def bare(built_edition: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same edition with the addresses of its text, built where the text is not."""
    root = lay_out(tmp_path_factory.mktemp("bare") / "edition", SINGLE)
    shutil.rmtree(root / "sources")
    shutil.copytree(built_edition / ADDRESS_BOOKS, root / ADDRESS_BOOKS)
    printed = output_of("build", "--project", str(root))
    assert "texts: none found" in printed
    return root


def test_a_build_without_texts_has_all_sections_and_addresses(bare: Path) -> None:
    """Every issued address still exists."""
    page = parse((bare / f"site/essays/{SLUG}/index.html").read_text(encoding="utf-8"))
    ids = [element.attributes["id"] for element in page.walk() if "id" in element.attributes]
    book = json.loads((bare / BOOK).read_text(encoding="utf-8"))
    assert len(book["paragraphs"]) == 19
    for name in (*book["paragraphs"], *book["sections"]):
        assert ids.count(name) == 1, name
    shown = page.all("article")[0].text()
    assert "1. Before the strike" in shown
    assert "2. The strike" in shown
    assert "Nobody could plan" not in shown


def test_without_texts_retired_addresses_exist(root: Path) -> None:
    """They lead to their replacements."""
    retired = [("p19", "p18"), ("aftermath", "strike")]
    items = "".join(f"      - {{address: {old}, to: {new}, why: They became one.}}\n" for old, new in retired)
    change(root / MANIFEST, "    emendations:", f"    retired:\n{items}    emendations:")
    change(root / BOOK, '["before", "strike"]', '["before", "strike", "aftermath"]')
    shutil.rmtree("sources")
    output_of("build")
    page = parse((root / f"site/essays/{SLUG}/index.html").read_text(encoding="utf-8"))
    section = page.by_id("strike")
    for old, _ in retired:
        assert page.by_id(old) in section.walk()
        assert f"essays/{SLUG}/#{old}" in (root / "site/data/anchors.json").read_text(encoding="utf-8")


def test_without_texts_the_list_of_addresses_is_correct(bare: Path) -> None:
    """Every address in `anchors.json` exists on the site, and every issued address is in it."""
    anchors = json.loads((bare / "site/data/anchors.json").read_text(encoding="utf-8"))["anchors"]
    listed = {anchor["address"] for anchor in anchors}
    for address in listed:
        page, _, fragment = address.partition("#")
        html = (bare / "site" / page / "index.html").read_text(encoding="utf-8")
        assert not fragment or re.search(rf'id="?{fragment}["\s>]', html), address
    book = json.loads((bare / BOOK).read_text(encoding="utf-8"))
    assert {f"essays/{SLUG}/#{name}" for name in (*book["paragraphs"], *book["sections"])} <= listed


def test_addresses_are_the_same_with_and_without_texts(built_edition: Path, bare: Path) -> None:
    assert (built_edition / BOOK).read_bytes() == (bare / BOOK).read_bytes()


# --- the other commands ------------------------------------------------------------------------


def test_verify_restores_the_texts(root: Path) -> None:
    before, size = tree(root), (root / TEXT).stat().st_size
    printed = output_of("verify")
    assert re.match(rf"{SLUG}: {size:,} bytes restored from \d+ changes\n$", printed)
    assert tree(root) == before


@pytest.mark.usefixtures("root")
def test_verify_without_texts() -> None:
    shutil.rmtree("sources")
    line = error_of(run("verify"))
    assert "no texts to verify" in line
    assert "--sources" in line


@pytest.mark.usefixtures("root")
def test_verify_reports_a_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(restoring, "restore", lambda text, _: text)
    assert error_of(run("verify")).startswith(f"{TEXT}: ")


def test_verify_reads_a_text_once(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It compares what was read at first, even if the file changes meanwhile."""

    def assemble_and_delete(*arguments: Any) -> Edition:
        edition = assemble(*arguments)
        (root / TEXT).unlink()
        return edition

    monkeypatch.setattr(shared, "assemble", assemble_and_delete)
    assert "bytes restored" in output_of("verify")


def test_data_writes_only_data(single: Path) -> None:
    before = tree(single)
    printed = output_of("data", "--project", str(single))
    after = tree(single)
    index = {f"search/{name}.js" for name in ("main", "text-0", "words-0")}
    cited = {f"citations/{SLUG}.{ending}" for ending in ("json", "csl.json", "bib", "ris", "js")}
    books = {"epub/sample.epub", f"epub/essays/{SLUG}.epub"}
    names = {"anchors.json", f"ledger/{SLUG}.json", f"tei/{SLUG}.xml", *index, *cited, *books}
    new = {f"docs/data/{name}" for name in names}
    assert {path for path in after if after[path] != before.get(path)} == new
    assert before.keys() <= after.keys()
    assert {*printed.split()} == new


def test_data_is_the_same_as_that_of_build(built_edition: Path, single: Path) -> None:
    release(single)
    output_of("data", "--project", str(single))
    assert tree(single / "docs/data") == tree(built_edition / "docs/data")


def test_data_deletes_stale_files(root: Path) -> None:
    """It deletes data of removed essays, but no pages."""
    before = tree(root)
    for name in ("docs/data/ledger/gone.json", "docs/essays/stale.md"):
        (root / name).write_text("old")
    output_of("data")
    assert tree(root) == before | {"docs/essays/stale.md": b"old"}


BEES = """\
Notes on Bees, from a "Northern" Garden

"Are they angry?" is what every visitor asks first, and the honest answer is that they are busy.

A hive behind currant bushes, out of the wind, loses fewer workers in March than one on the lawn.
* Feed sugar only in need.
* Leave them half of their honey.

The last week of May decides the year.
"""

TEXTS = {
    "as one types": BEES,
    "other line ends": "\ufeff" + BEES.replace("\n", "\r\n"),
    "a backslash": BEES.replace("Northern", "North\\ern").replace("angry", "ang\\ry"),
    "a long first line": BEES.replace("\n\n", " " + "and more of the same " * 8 + "\n\n", 1),
    "one line": "All there is to say of bees fits into a single line of plain text.\n",
    "words that come again": BEES + '\n"Are they angry?" is what every visitor asks last, too.\n',
    "marks of YAML": BEES.replace(
        'Notes on Bees, from a "Northern" Garden', "Bees: {a} #1 & [b], *c, !d, 50%"
    ),
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_new_prints_an_entry_that_builds(root: Path, text: str) -> None:
    """Appended to the manifest, it builds, and the essay has all of its words."""
    (root / "sources" / "Bees, 2nd draft.txt").write_text(text, encoding="utf-8", newline="")
    assert "edition new" in build_error(root)
    entry = output_of("new", "sources/Bees, 2nd draft.txt")
    with (root / MANIFEST).open("a", encoding="utf-8") as file:
        file.write(entry)
    printed = output_of("build", "--markdown-only")
    assert "bees-2nd-draft: " in printed
    assert "changed" not in printed
    assert "bees-2nd-draft: " in output_of("verify")


def test_new_essay_gets_its_page(root: Path) -> None:
    """At the slug that the user names."""
    (root / "sources" / "draft.txt").write_text(BEES.replace('"', ""), encoding="utf-8")
    with (root / MANIFEST).open("a", encoding="utf-8") as file:
        file.write(output_of("new", "sources/draft.txt", "--slug", "bees"))
    output_of("build")
    page = parse((root / "site/essays/bees/index.html").read_text(encoding="utf-8"))
    assert "The last week of May decides the year." in page.by_id("p5").text()
    assert "Northern Garden" in (root / "site/essays/index.html").read_text(encoding="utf-8")


def test_new_essay_beside_others(bare_checkout: Path, tmp_path: Path) -> None:
    """As the guide explains: an entry at the end, and a line in a navigation of one's own."""
    root = tmp_path / "five"
    shutil.copytree(bare_checkout, root)
    (root / "sources").mkdir()
    (root / "sources" / "bees.txt").write_text(BEES.replace('"', ""), encoding="utf-8")
    with (root / MANIFEST).open("a", encoding="utf-8") as file:
        file.write(output_of("new", str(root / "sources/bees.txt")))
    last = "      - essays/keeper-letters.md\n"
    change(root / "mkdocs.yml", last, f"{last}      - essays/bees.md\n")
    assert "bees: 5 paragraphs" in output_of("build", "--project", str(root))
    assert len([*(root / "site/essays").glob("*/index.html")]) == 5


@pytest.mark.parametrize("slug", ["Bad Slug!", "p3", "-", "ä"])
@pytest.mark.usefixtures("root")
def test_new_refuses_an_invalid_slug(slug: str) -> None:
    """A malformed slug or a reserved one."""
    assert "slug" in error_of(run("new", TEXT, "--slug", slug))


@pytest.mark.parametrize("name", ["nowhere.txt", "sources"])
@pytest.mark.usefixtures("root")
def test_new_without_a_text(name: str) -> None:
    line = error_of(run("new", name))
    assert line.startswith(f"{name}: cannot be read")
    assert name != "nowhere.txt" or "move it out of the folder" not in line.lower()


@pytest.mark.parametrize("name", [None, *sorted(COMMANDS)])
def test_help_of_a_command(name: str | None) -> None:
    """It begins with one sentence, which the list of commands shows in full."""
    command = COMMANDS[name] if name else main
    assert command.help
    sentence = " ".join(command.help.partition("\n\n")[0].split())
    assert re.fullmatch(r"[A-Z][^.!?]+\.", sentence), sentence
    shown = output_of(*([name] if name else []), "--help")
    assert " ".join(command.help.split()) in " ".join(shown.split())
    assert sentence in " ".join(output_of("--help").split())
    for option in command.params:
        assert getattr(option, "help", "") or option.param_type_name == "argument", option.name


# --- bad input: the place and the texts --------------------------------------------------------


def test_folder_without_an_edition(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    line = build_error(root)
    assert line.startswith(f"{tmp_path / 'empty'}: contains no edition")
    assert MANIFEST in line
    assert "--project" in line


def test_project_that_does_not_exist(root: Path) -> None:
    """An edition in a parent folder is not used instead."""
    assert build_error(root, "--project", "nowhere").startswith(f"{root / 'nowhere'}: ")


@pytest.mark.parametrize("name", ["nowhere", TEXT])
def test_sources_that_are_not_a_folder(root: Path, name: str) -> None:
    line = build_error(root, "--sources", name)
    assert line.startswith(f"{name}: is not a directory")
    assert "--sources" in line


def test_sources_without_texts(root: Path) -> None:
    (root / "empty").mkdir()
    assert build_error(root, "--sources", "empty").startswith("empty: contains no text")


def test_not_utf_8(root: Path) -> None:
    raw = (root / TEXT).read_bytes()
    (root / TEXT).write_bytes(raw.replace(b"Quays", b"Qu\xe4ys"))
    line = raw[: raw.index(b"Quays")].count(b"\n") + 1
    assert build_error(root).startswith(f"{TEXT}, line {line}: is not UTF-8")


def test_empty_text(root: Path) -> None:
    (root / "sources" / "a.txt").write_bytes(b"")
    assert build_error(root).startswith("sources/a.txt: contains no words")


def test_two_files_of_one_essay(root: Path) -> None:
    shutil.copy(root / TEXT, root / "sources" / "copy.txt")
    line = build_error(root)
    assert "sources/copy.txt" in line
    assert TEXT in line


def test_a_folder_among_the_texts(root: Path) -> None:
    (root / "sources" / "x.txt").mkdir()
    assert build_error(root).startswith("sources/x.txt: cannot be read (is a directory)")


def test_a_changed_text_whose_places_do_not_match(root: Path) -> None:
    """Every place is named by its line in the manifest, so that all can be corrected at once."""
    change(root / TEXT, "recieved", "received")
    change(root / TEXT, "* * *", "—")
    line = build_error(root)
    assert line.startswith(f"{TEXT}: ")
    assert SLUG in line
    for place in ("reading: recieved", "begins: '* * *'"):
        start = re.escape(f"line {line_of(root / MANIFEST, place)}") + "|"
        item = re.escape(f"line {line_of(root / MANIFEST, place) - 1}")
        assert re.search(rf"({start}{item})\b", line), place


def test_an_unknown_text(root: Path) -> None:
    """The message says how to add it."""
    (root / "sources" / "bees.txt").write_text(BEES)
    line = build_error(root)
    assert line.startswith("sources/bees.txt: ")
    assert "edition new sources/bees.txt --write" in line


# --- bad input: the manifest -------------------------------------------------------------------


def test_wrong_key(root: Path) -> None:
    change(root / MANIFEST, "    rights:", "    right: x\n    rights:")
    line = build_error(root)
    assert line.startswith(f"{MANIFEST}, line {line_of(root / MANIFEST, 'right: x')}: unknown key 'right'")
    assert "rights" in line.partition("Allowed keys: ")[2]


def test_duplicate_id(root: Path) -> None:
    change(root / MANIFEST, "id: strike", "id: before")
    text = (root / MANIFEST).read_text(encoding="utf-8")
    second = text[: text.rindex("id: before")].count("\n") + 1
    assert build_error(root).startswith(f"{MANIFEST}, line {second}: ")


@pytest.mark.parametrize(("reading", "fault"), [("recievd", "nowhere"), ("the", "more than once")])
def test_emendation_that_does_not_match(root: Path, reading: str, fault: str) -> None:
    change(root / MANIFEST, "reading: recieved", f"reading: {reading}")
    line = build_error(root)
    at = line_of(root / MANIFEST, f"reading: {reading}")
    assert re.match(rf"{re.escape(MANIFEST)}, line ({at}|{at - 1}): '{reading}' ", line)
    assert fault in line


def test_removed_section(root: Path) -> None:
    lines = (root / MANIFEST).read_text(encoding="utf-8").splitlines(keepends=True)
    at = line_of(root / MANIFEST, "- id: strike") - 1
    (root / MANIFEST).write_text("".join(lines[:at] + lines[at + 3 :]), encoding="utf-8")
    line = build_error(root)
    assert f"/essays/{SLUG}/#strike" in line
    assert "retired" in line


def test_removed_paragraph(root: Path) -> None:
    """It is an error until the manifest names a replacement."""
    change(root / TEXT, "Nobody could plan a week ahead - let alone a year.\n", "")
    line = build_error(root)
    assert f"/essays/{SLUG}/#p6" in line
    assert "#p5" not in line
    retired = "    retired:\n      - {address: p6, to: p5, why: The author cut it.}\n"
    change(root / MANIFEST, "    emendations:", f"{retired}    emendations:")
    output_of("build")
    page = parse((root / f"site/essays/{SLUG}/index.html").read_text(encoding="utf-8"))
    assert page.by_id("p6").parent is page.by_id("p5")


@pytest.mark.parametrize(("address", "to"), [("p6", "p99"), ("p99", "p6"), ("p6", "p6"), ("p6", "nowhere")])
def test_invalid_retired_address(root: Path, address: str, to: str) -> None:
    """An address that was never issued, or one that leads nowhere."""
    retired = f"    retired:\n      - {{address: {address}, to: {to}, why: A slip.}}\n"
    change(root / MANIFEST, "    emendations:", f"{retired}    emendations:")
    assert address in build_error(root)


def test_removed_page(root: Path) -> None:
    change(root / MANIFEST, f"slug: {SLUG}", "slug: dock-strike")
    assert f"/essays/{SLUG}/" in build_error(root)


@pytest.mark.parametrize("file", [MANIFEST, BOOK, PAGE_BOOK, "mkdocs.yml"])
@pytest.mark.parametrize(
    "content", [b"\xff\xfe\x00", b"<<<<<<< HEAD\n{\n", b"{"], ids=["bytes", "merge", "cut"]
)
def test_damaged_file(root: Path, file: str, content: bytes) -> None:
    """For example, after a failed merge or download."""
    (root / file).write_bytes(content)
    assert file.removesuffix(".yml") in build_error(root)


@pytest.mark.parametrize("content", ["date-released: soon\n", "a: [\n", "words\n"])
def test_broken_citation(root: Path, content: str) -> None:
    """It contains the date of the site."""
    (root / "CITATION.cff").write_text(content)
    assert "CITATION.cff" in build_error(root)


# --- the generator fails -----------------------------------------------------------------------


def test_unknown_theme(root: Path) -> None:
    change(root / "mkdocs.yml", "name: material", "name: nosuch")
    assert re.match(r"mkdocs.*'nosuch'", build_error(root))


def test_link_that_leads_nowhere(root: Path) -> None:
    """A warning of the generator is an error, and the site is not replaced."""
    change(root / "docs/index.md", "essays/index.md", "essays/nowhere.md")
    line = build_error(root)
    assert "index.md" in line
    assert "essays/nowhere.md" in line


def test_address_that_the_site_lacks(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The site is not replaced if the generator drops an address."""
    generate = run_generator

    def drop(generator: Generator, target: Path, *arguments: Any) -> None:
        generate(generator, target, *arguments)
        page = target / "essays" / SLUG / "index.html"
        page.write_text(re.sub(r'id="?p7"?', "", page.read_text(encoding="utf-8")), encoding="utf-8")

    monkeypatch.setattr(site, "run_generator", drop)
    assert build_error(root).startswith(f"/essays/{SLUG}/#p7: is missing")


def half_a_site(error: BaseException) -> Callable[..., None]:
    """Return a generator that fails after it has written one page."""

    def generate(_: Generator, target: Path, *__: object) -> None:
        target.mkdir(parents=True)
        (target / "index.html").write_text("half a page")
        raise error

    return generate


def test_interrupted(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site, "run_generator", half_a_site(KeyboardInterrupt()))
    assert "interrupted" in build_error(root, status=130)


def test_disk_full_while_the_generator_writes(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    monkeypatch.setattr(site, "run_generator", half_a_site(full))
    assert "no space left on device" in build_error(root)


@pytest.mark.parametrize("fits", range(4))
def test_disk_full_before_the_generator(root: Path, fits: int) -> None:
    """If only `fits` files can be written, none is replaced."""
    for folder in GENERATED:
        for path in root.glob(f"{folder}/**/*.*"):
            path.write_bytes(path.read_bytes() + b"\n")
    with faults().at(fits, root / STAGING / "files", operations=("open",)):
        assert "no space left on device" in build_error(root)


@pytest.mark.parametrize("is_first", [False, True])
def test_pages_in_the_place_of_link_previews(root: Path, is_first: bool) -> None:
    """A preview would replace a page of the same name, and those of a later site come with the folder."""
    if is_first:
        shutil.rmtree("site")
    page = root / f"docs/s/{SLUG}/p6.md"
    page.parent.mkdir(parents=True)
    page.write_text("# A page")
    assert build_error(root) == (
        f"docs/s/{SLUG}: is where the site has the link previews of an essay. Rename it"
    )
    page.rename("docs/p6.md")
    output_of("build")


@pytest.mark.parametrize("name", [f"s/{SLUG}.png", "preview.png"])
def test_a_picture_in_the_place_of_a_preview_image(root: Path, name: str) -> None:
    picture = root / "docs" / name
    picture.parent.mkdir(exist_ok=True)
    picture.write_bytes(b"a picture")
    assert build_error(root) == f"docs/{name}: is where the site has a preview image. Rename it"
    picture.rename(picture.with_name("ours.png"))
    output_of("build")
    assert (root / "site" / name).with_name("ours.png").read_bytes() == b"a picture"
    assert (root / "site" / name).read_bytes().startswith(b"\x89PNG")


def test_site_that_cannot_be_moved_into_place(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The previous site is restored."""
    rename, faults = Path.rename, iter([True])

    def stubborn(self: Path, target: Path) -> Path:
        if self.parent.name == ".build" and next(faults, False):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(self))
        return rename(self, target)

    monkeypatch.setattr(swap, "exchange", lambda *_: False)
    monkeypatch.setattr(Path, "rename", stubborn)
    assert "no space left on device" in build_error(root)
    output_of("build")


# --- real signals ------------------------------------------------------------------------------

STAND_IN = """
import json, os, pathlib, sys, time

target = pathlib.Path(json.loads(sys.stdin.read())["site"])
target.mkdir(parents=True)
(target / "index.html").write_text("half a page")
started = open(os.environ["STARTED"], "a", buffering=1)
started.write("generator started, ")
{then}
"""

FOR_A_MINUTE = """
for _ in range(1200):
    started.write("goes on, ")
    started.flush()
    time.sleep(0.05)
"""


@pytest.fixture
def stand_in(tmp_path: Path) -> Callable[[str], dict[str, str]]:
    """Return an environment with another program in place of the generator."""

    def make(then: str) -> dict[str, str]:
        package = tmp_path / "path" / "mkdocs"
        package.mkdir(parents=True)
        (package / "__init__.py").write_text(STAND_IN.format(then=then))
        path = os.pathsep.join(filter(None, [str(package.parent), os.environ.get("PYTHONPATH")]))
        return environment(PYTHONPATH=path, STARTED=str(tmp_path / "started"))

    return make


def hear_interrupts() -> None:
    """Restore the handling of interrupts, which shells change for background programs."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def slow_build(
    root: Path, stand_in: Callable[[str], dict[str, str]]
) -> Iterator[tuple[subprocess.Popen[str], Path]]:
    """A build whose generator takes a minute, and the file that shows it is still running."""
    variables = stand_in(FOR_A_MINUTE)
    process = subprocess.Popen(
        [sys.executable, "-m", "edition", "build"],
        cwd=root,
        env=variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=hear_interrupts,
    )
    started = Path(variables["STARTED"])
    deadline = time.monotonic() + 30
    while not (started.is_file() and "goes on" in started.read_text()) and time.monotonic() < deadline:
        assert process.poll() is None, process.communicate()
        time.sleep(0.02)
    yield process, started
    if process.poll() is None:
        process.kill()
        process.wait()


@pytest.mark.parametrize(
    ("number", "everyone"), [(signal.SIGTERM, False), (signal.SIGINT, False), (signal.SIGINT, True)]
)
def test_stopped_from_outside(
    root: Path, slow_build: tuple[subprocess.Popen[str], Path], number: signal.Signals, everyone: bool
) -> None:
    """One line of output, the previous site, and no generator that keeps running."""
    process, generator_says = slow_build
    before = tree(root)
    (os.killpg if everyone else os.kill)(process.pid, number)
    _, error = process.communicate(timeout=20)
    assert process.returncode == 130
    (line,) = error.splitlines()
    assert line.startswith("edition: interrupted")
    assert tree(root) == before
    said = generator_says.read_text()
    time.sleep(0.2)
    assert generator_says.read_text() == said


def test_generator_that_crashes(
    root: Path, stand_in: Callable[[str], dict[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its last line is reported, without the traceback."""
    for name, value in stand_in('raise OSError(28, "No space left on device")').items():
        monkeypatch.setenv(name, value)
    line = build_error(root)
    assert "No space left on device" in line
    assert "Traceback" not in line
