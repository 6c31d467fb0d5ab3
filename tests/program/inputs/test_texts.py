"""Texts: they are found, decoded, and recognised by their words; errors are one line."""

from __future__ import annotations

import errno
import hashlib
import os
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from edition.build.edition import Edition
from edition.inputs.manifest import SCHEMA, parse_manifest
from edition.inputs.paths import MANIFEST
from edition.inputs.texts import (
    decode_source,
    find_source_folder,
    fingerprint,
    read_file,
    read_source,
    recognise_sources,
    text_files,
)
from edition.model.errors import EditionError
from edition.model.essay import Source
from edition.model.manifest import Entry
from tests.support.editions import SINGLE
from tests.support.environment import ROOT

STRANGER = (
    "Notes on keeping bees in a northern garden. The hive stands behind the currant bushes, out of the\n"
    "wind, and faces the morning sun. In a wet May the colony eats more than it gathers; a careful keeper\n"
    "leaves them half their honey and feeds sugar only in need.\n"
)


@dataclass(frozen=True)
class Known:
    """An essay of a manifest, and the bytes of its file."""

    entry: Entry = field(repr=False)
    raw: bytes = field(repr=False)

    @property
    def text(self) -> str:
        return self.raw.decode("utf-8")


def known_alone() -> Known:
    schema = (ROOT / SCHEMA).read_text(encoding="utf-8")
    (entry,) = parse_manifest((SINGLE / MANIFEST).read_text(encoding="utf-8"), schema, "en").entries
    return Known(entry, (SINGLE / "sources/harbour.txt").read_bytes())


def known_of(edition: Edition) -> list[Known]:
    return [Known(essay.entry, Path(essay.source.name).read_bytes()) for essay in edition.texts]


@pytest.fixture(scope="module", params=["alone", "with others"])
def known(request: pytest.FixtureRequest) -> list[Known]:
    """The only essay of one edition, or the four essays of another."""
    return [known_alone()] if request.param == "alone" else known_of(request.getfixturevalue("full"))


def recognise(raw: bytes, known: list[Known], name: str = "any.txt") -> tuple[str, bool]:
    """Return the slug of a file's essay, and whether its words are exactly those of the essay."""
    ((slug, recognised),) = recognise_sources([decode_source(name, raw)], [k.entry for k in known]).items()
    assert recognised.entry.slug == slug
    return slug, recognised.exact


def typed(text: str) -> str:
    """Return the text with the marks of a keyboard."""
    for marks, key in (("“”", '"'), ("‘’", "'"), ("–", "-"), ("—", "--"), ("…", "..."), ("\u00a0", " ")):
        text = re.sub(f"[{marks}]", key, text)
    return text


SAME: dict[str, Callable[[str], str]] = {
    "as it is": lambda text: text,
    "other line ends": lambda text: re.sub(r"\r?\n", "\r\n", text),
    "old line ends": lambda text: re.sub(r"\r?\n", "\r", text),
    "byte-order mark": lambda text: "\ufeff" + text,
    "typewriter marks": typed,
    "all three": lambda text: "\ufeff" + re.sub(r"\r?\n", "\r\n", typed(text)),
    "capitals": lambda text: text.upper(),
    "no empty lines": lambda text: re.sub(r"\s*\n\s*", "\n", text),
}


@pytest.mark.parametrize("change", SAME.values(), ids=SAME)
def test_the_same_words_are_the_same_text(known: list[Known], change: Callable[[str], str]) -> None:
    for essay in known:
        assert recognise(change(essay.text).encode("utf-8"), known) == (essay.entry.slug, True)


@pytest.mark.parametrize("name", ["000_other.txt", "a b.txt", "Ünicode – name.txt"])
def test_the_name_of_the_file_does_not_count(known: list[Known], name: str) -> None:
    for essay in known:
        assert recognise(essay.raw, known, name) == (essay.entry.slug, True)


@pytest.mark.parametrize("first", range(10))
def test_a_tenth_of_the_words_changed(known: list[Known], first: int) -> None:
    """It is recognised, but not as exact."""
    for essay in known:
        parts = re.split(r"(\W+)", essay.text)
        for n in range(2 * first, len(parts), 20):
            parts[n] = f"{parts[n]}qualm" if parts[n] else parts[n]
        assert recognise("".join(parts).encode("utf-8"), known) == (essay.entry.slug, False)


def test_one_word_changed(known: list[Known]) -> None:
    for essay in known:
        assert recognise(essay.raw + b"\nEnd\n", known) == (essay.entry.slug, False)


def test_an_unknown_text_is_refused(known: list[Known]) -> None:
    """The message says how to add it."""
    with pytest.raises(EditionError) as error:
        recognise(STRANGER.encode(), known, "sources/bees.txt")
    assert error.value.file == "sources/bees.txt"
    assert "edition new sources/bees.txt --write" in error.value.todo


def test_how_to_add_a_text_whose_name_has_a_space() -> None:
    with pytest.raises(EditionError, match=r"`edition new 'my bees\.txt' --write`"):
        recognise(STRANGER.encode(), [known_alone()], "my bees.txt")


def test_essays_are_not_similar_to_each_other(full: Edition) -> None:
    for essay in full.texts:
        others = [entry for entry in full.manifest.entries if entry is not essay.entry]
        with pytest.raises(EditionError, match="not one of the essays"):
            recognise_sources([essay.source], others)


def test_all_essays_at_once(full: Edition) -> None:
    """In any order of the files."""
    entries = full.manifest.entries
    found = recognise_sources([essay.source for essay in reversed(full.texts)], entries)
    assert {slug: text.source.sha256 for slug, text in found.items()} == {
        essay.entry.slug: essay.source.sha256 for essay in full.texts
    }


def test_two_files_of_one_essay() -> None:
    """The message names both files."""
    essay = known_alone()
    sources = [decode_source("a.txt", essay.raw), decode_source("b.txt", essay.raw + b"\nEnd\n")]
    with pytest.raises(EditionError) as error:
        recognise_sources(sources, [essay.entry])
    assert "a.txt" in str(error.value)
    assert "b.txt" in str(error.value)
    assert "harbour-strike" in str(error.value)


def test_fingerprint_is_that_of_the_manifest(known: list[Known]) -> None:
    for essay in known:
        assert fingerprint(essay.text) == essay.entry.fingerprint


# --- where texts are looked for ----------------------------------------------------------------


@pytest.fixture
def places(tmp_path: Path) -> dict[str, Path]:
    """A checkout and every folder in which texts are searched, each with a text."""
    root = tmp_path / "checkout"
    names = {"asked": "one", "environment": "two", "sources": "checkout/sources", "shared": "shared/essays"}
    folders = {key: tmp_path / name for key, name in names.items()}
    for folder in folders.values():
        folder.mkdir(parents=True)
        (folder / "essay.txt").write_text(STRANGER)
    return folders | {"root": root}


def test_the_order_of_folders(places: dict[str, Path]) -> None:
    root, named = places["root"], {"ESSAYS_DIR": str(places["environment"])}
    assert find_source_folder(root, places["asked"], named) == places["asked"]
    assert find_source_folder(root, None, named) == places["environment"]
    assert find_source_folder(root, None, {}) == places["sources"]
    (places["sources"] / "essay.txt").unlink()
    assert find_source_folder(root, None, {}) == places["shared"]
    (places["shared"] / "essay.txt").unlink()
    assert find_source_folder(root, None, {}) is None


def test_an_empty_variable_is_ignored(places: dict[str, Path]) -> None:
    assert find_source_folder(places["root"], None, {"ESSAYS_DIR": ""}) == places["sources"]


@pytest.mark.parametrize("by", ["option", "variable"])
def test_a_named_folder_must_exist(places: dict[str, Path], by: str) -> None:
    """Other texts must not replace those that the user named."""
    gone = places["root"] / "nowhere"
    asked, named = (gone, {}) if by == "option" else (None, {"ESSAYS_DIR": str(gone)})
    with pytest.raises(EditionError) as error:
        find_source_folder(places["root"], asked, named)
    assert error.value.file.endswith("nowhere")
    assert "--sources" in error.value.todo
    assert "ESSAYS_DIR" in error.value.todo


@pytest.mark.parametrize("content", ["nothing", "a hidden file", "another kind of file"])
def test_a_named_folder_must_contain_a_text(places: dict[str, Path], tmp_path: Path, content: str) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    name = {"a hidden file": ".essay.txt", "another kind of file": "essay.docx"}.get(content)
    if name:
        (empty / name).write_text(STRANGER)
    with pytest.raises(EditionError, match="contains no text") as error:
        find_source_folder(places["root"], empty, {})
    assert error.value.file.endswith("empty")
    assert ".txt" in error.value.todo


def test_a_file_in_place_of_a_folder_is_refused(places: dict[str, Path]) -> None:
    with pytest.raises(EditionError, match="is not a directory"):
        find_source_folder(places["root"], places["asked"] / "essay.txt", {})


def test_hidden_files_are_ignored(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", ".c.txt", "._a.txt", "d.md", "e.txt~"):
        (tmp_path / name).write_text(STRANGER)
    assert [path.name for path in text_files(tmp_path)] == ["a.txt", "b.txt"]


# --- reading -----------------------------------------------------------------------------------


def test_reading_keeps_every_byte(tmp_path: Path) -> None:
    raw = "\ufeffOne “line”\r\nand\ranother\n\n".encode()
    (tmp_path / "essay.txt").write_bytes(raw)
    source = read_source(tmp_path / "essay.txt")
    assert isinstance(source, Source)
    assert source.text.encode("utf-8") == raw
    assert source.sha256 == hashlib.sha256(raw).hexdigest()


@pytest.mark.parametrize(
    ("raw", "line", "byte"),
    [
        (b"caf\xe9 in the old coding\n", 1, "0xe9"),
        (b"First.\nSecond.\n\nThe \x93fourth\x94 line.\n", 4, "0x93"),
        ("Wide letters\n".encode("utf-16"), 1, "0xff"),
        (b"Cut off in the middle \xe2\x80", 1, "0xe2"),
    ],
)
def test_not_utf_8(raw: bytes, line: int, byte: str) -> None:
    """The message names the line and says what to do."""
    with pytest.raises(EditionError) as error:
        decode_source("essay.txt", raw)
    assert str(error.value).startswith(f"essay.txt, line {line}: is not UTF-8 (byte {byte})")
    assert error.value.todo


@pytest.mark.parametrize("raw", [b"", b"\n\n \r\n", "\ufeff".encode(), b"* * *\n---\n"])
def test_no_words(raw: bytes) -> None:
    with pytest.raises(EditionError, match=r"^essay\.txt: contains no words\. "):
        decode_source("essay.txt", raw)


def test_a_folder_named_like_a_text(tmp_path: Path) -> None:
    (tmp_path / "x.txt").mkdir()
    with pytest.raises(
        EditionError, match=r"x\.txt: cannot be read \(is a directory\)\. Move it out of the folder"
    ):
        read_source(tmp_path / "x.txt")


def test_a_broken_symbolic_link(tmp_path: Path) -> None:
    (tmp_path / "x.txt").symlink_to(tmp_path / "gone.txt")
    (path,) = text_files(tmp_path)
    with pytest.raises(EditionError, match=r"x\.txt: cannot be read"):
        read_source(path)


def test_a_text_without_permission_to_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(self: Path) -> bytes:
        raise PermissionError(errno.EACCES, "Permission denied", str(self))

    (tmp_path / "x.txt").write_text(STRANGER)
    monkeypatch.setattr(Path, "read_bytes", forbidden)
    with pytest.raises(
        EditionError, match=r"x\.txt: cannot be read \(permission denied\)\. Make it readable"
    ):
        read_source(tmp_path / "x.txt")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with a name (this system has none)")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "x.txt"
    os.mkfifo(pipe)
    with pytest.raises(EditionError, match=r"x\.txt: is not a regular file\. Save the text in one"):
        read_source(pipe)


def test_a_text_may_have_so_many_bytes(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text("ten bytes.", encoding="utf-8")
    assert read_file(path, 10) == b"ten bytes."
    path.write_text("ten bytes!!", encoding="utf-8")
    with pytest.raises(EditionError, match=r"has 11 bytes, and a text may have 10\. Divide it"):
        read_file(path, 10)


def test_a_text_has_no_more_than_eight_megabytes(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    with path.open("wb") as file:
        file.truncate(8_000_001)
    with pytest.raises(EditionError, match="has 8,000,001 bytes, and a text may have 8,000,000"):
        read_source(path)
