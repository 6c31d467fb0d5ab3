"""`edition new`, as an editor uses it: from a file to an edition that builds."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from edition.inputs.paths import MANIFEST
from tests.program.importing.test_documents import CHAPTERS, MARKDOWN, METADATA, TEI
from tests.program.importing.test_web_pages import PAGE
from tests.support.commands import error_of, output_of, run, tree
from tests.support.documents import docx, epub, paragraph
from tests.support.editions import SINGLE, lay_out

TEXT = """The Quays in Spring

By Ina Holt

The harbour had forty cranes, and there was no work. Mrs Holt came in June 1913.

"Not one of us went home that night", she told the Harbour Board.
"""


@pytest.fixture
def edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An edition with one essay, as the current folder."""
    root = lay_out(tmp_path / "edition", SINGLE)
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def empty(edition: Path) -> Path:
    """An edition that has no essay yet."""
    (edition / "sources/harbour.txt").unlink()
    (edition / MANIFEST).write_text("# Our essays.\nessays: []\n", encoding="utf-8")
    return edition


def make(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_write_adds_the_entry_and_the_text(edition: Path, tmp_path: Path) -> None:
    before = (edition / MANIFEST).read_bytes()
    text = TEXT.replace("\n", "\r\n").encode()
    printed = output_of("new", str(make(tmp_path, "spring.txt", text)), "--write").splitlines()
    after = (edition / MANIFEST).read_bytes()
    assert after.startswith(before)
    assert (edition / "sources/spring.txt").read_bytes() == text
    line = after.decode().splitlines().index("  - slug: spring") + 1
    assert printed[0] == f"{MANIFEST}, line {line}: added the essay spring"
    assert printed[1].startswith("sources/spring.txt: 36 words, a copy of ")
    assert printed[2] == f"Still to say in {MANIFEST}:"
    assert printed[3] == f"  line {line + 3}: publisher: {{certainty: unknown}}  # who published it first"
    assert [item.split(":")[1].strip() for item in printed[3:-1]] == [
        "publisher",
        "date",
        "address",
        "rights",
    ]
    assert printed[-1] == "To be checked, and then confirmed: author"
    assert "spring: " in output_of("build", "--markdown-only")


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("before", ["# Our essays.\nessays: []\n", "essays:\n"])
def test_what_is_still_to_say_is_in_the_line_that_is_named(
    empty: Path, tmp_path: Path, before: str, line_end: str
) -> None:
    """The text has no title and seems to be in German, so that almost everything is to be said."""
    (empty / MANIFEST).write_bytes(before.replace("\n", line_end).encode())
    text = (
        "Es war nicht mehr, was es einmal gewesen war, und sie wussten es auch, denn an den Kais lag seit "
        "der Nacht kein Schiff. Wer noch kam, der stand vor dem Tor und sah auf die Kräne.\n\n"
        "Auf dem Heimweg sprach niemand; nur die Kinder fragten, warum es so still sei.\n"
    )
    printed = output_of("new", str(make(tmp_path, "kai.txt", text)), "--write").splitlines()
    lines = (empty / MANIFEST).read_text("utf-8").splitlines()
    named = dict(re.findall(r"(?m)^  line (\d+): (.*)", "\n".join(printed)))
    assert {int(number): line for number, line in named.items()} == {
        number: line.strip() for number, line in enumerate(lines, 1) if "  # " in line
    }
    keys = [line.partition(":")[0] for line in named.values()]
    assert keys == ["title-supplied", "language", "author", "publisher", "date", "address", "rights"]


def test_a_text_that_is_in_its_folder_stays(edition: Path) -> None:
    make(edition / "sources", "Spring, second draft.txt", TEXT)
    printed = output_of("new", "sources/Spring, second draft.txt", "--write", "--slug", "spring")
    assert "sources/Spring, second draft.txt: 36 words, already there" in printed
    assert len([*(edition / "sources").iterdir()]) == 2
    output_of("build", "--markdown-only")


@pytest.mark.parametrize(
    ("name", "content"),
    {
        "page.html": PAGE,
        "text.md": MARKDOWN,
        "text.docx": docx(paragraph("The Cranes", style="Title"), paragraph("It was so.")),
        "book.epub": epub(METADATA, CHAPTERS),
        "text.xml": TEI,
        "spring.txt": TEXT,
    }.items(),
)
def test_a_file_of_each_format_begins_an_edition(
    empty: Path, tmp_path: Path, name: str, content: str | bytes
) -> None:
    """It builds, and the ledger restores the text that was made of the file."""
    file = make(tmp_path, name, content)
    output_of("new", str(file), "--write")
    slug = file.stem
    assert (empty / f"sources/{slug}.txt").is_file()
    assert f"  {slug}: " in output_of("build", "--markdown-only")
    assert "bytes restored" in output_of("verify")
    page = (empty / f"docs/essays/{slug}.md").read_text(encoding="utf-8")
    assert "<em>Ariel</em>" in page or name in ("text.docx", "book.epub", "spring.txt")
    assert "author-call" in page or name in ("text.docx", "spring.txt")
    assert "# The " in page


def test_nothing_is_written_without_being_asked_for(edition: Path, tmp_path: Path) -> None:
    before = tree(edition)
    assert "\n  - slug: spring\n" in output_of("new", str(make(tmp_path, "spring.txt", TEXT)))
    result = run("new", str(make(tmp_path, "page.html", PAGE)))
    assert result.exit_code == 0
    assert "\n  - slug: page\n" in result.stdout
    assert "--write saves both" in result.stderr
    assert tree(edition) == before


@pytest.mark.usefixtures("edition")
def test_the_slug_is_free_in_the_edition(tmp_path: Path) -> None:
    file = make(tmp_path, "harbour-strike.txt", TEXT)
    assert "slug: harbour-strike-2\n" in output_of("new", str(file))
    line = error_of(run("new", str(file), "--slug", "harbour-strike"))
    assert "'harbour-strike'" in line
    assert "harbour-strike-2" in line


@pytest.mark.parametrize("slug", ["no", "on"])
def test_a_slug_that_yaml_would_read_as_something_else(empty: Path, tmp_path: Path, slug: str) -> None:
    output_of("new", str(make(tmp_path, "spring.txt", TEXT)), "--slug", slug, "--write")
    assert f"  {slug}: " in output_of("build", "--markdown-only")
    assert (empty / f"docs/essays/{slug}.md").is_file()


def test_what_cannot_be_added(edition: Path, tmp_path: Path) -> None:
    """One line says why, and nothing is written."""
    make(edition / "sources", "spring.txt", "Something else.\n")
    before = tree(edition)
    harbour = (SINGLE / "sources/harbour.txt").read_text(encoding="utf-8")
    cases: dict[str, tuple[str | bytes, str]] = {
        "copy.txt": (harbour, "is the essay 'harbour-strike' of the edition already"),
        "spring.txt": (TEXT, "is another text"),
        "cranes.pdf": (b"%PDF-1.7\n", "is a PDF"),
    }
    for name, (content, words) in cases.items():
        assert words in error_of(run("new", str(make(tmp_path, name, content)), "--write"))
    assert tree(edition) == before


def test_write_needs_an_edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    file = make(tmp_path, "spring.txt", TEXT)
    assert "contains no edition" in error_of(run("new", str(file), "--write"))
    assert "slug: spring" in output_of("new", str(file))


def test_the_manifest_must_be_valid(edition: Path, tmp_path: Path) -> None:
    manifest = edition / MANIFEST
    manifest.write_text(
        manifest.read_text(encoding="utf-8").replace("    title:", "    titel:"), encoding="utf-8"
    )
    before = tree(edition)
    assert "title" in error_of(run("new", str(make(tmp_path, "spring.txt", TEXT)), "--write"))
    assert tree(edition) == before


def test_sections_can_be_told_apart_by_the_words_around_them(empty: Path, tmp_path: Path) -> None:
    """A heading that occurs twice is two sections."""
    prose = "It was so, and the harbour lay still for all of that winter, until there was no work."
    text = f"The Cranes\n\n{prose}\n\nI\n\n{prose}\n\nI\n\n{prose}\n\nAnd nobody came.\n"
    output_of("new", str(make(tmp_path, "cranes.txt", text)), "--write")
    manifest = (empty / MANIFEST).read_text(encoding="utf-8")
    assert "right: " in manifest or "left: " in manifest
    output_of("build", "--markdown-only")
