"""The manifest: what it may contain, and how errors are reported."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from edition.inputs.manifest import SCHEMA, Manifest, load_manifest, parse_manifest
from edition.inputs.paths import MANIFEST
from edition.model.errors import EditionError
from edition.model.manifest import Fingerprint, TextQuoteSelector
from tests.support.environment import ROOT

SCHEMA_TEXT = (ROOT / SCHEMA).read_text(encoding="utf-8")

TEXT = """\
# What we know of the lamp-lighters.
essays:
  - slug: lamp-lighters
    title: The Last Lamp-lighters
    language: en-GB
    summary: How one town went dark, and who had kept it bright.
    verdict: The town forgot those who had kept it bright.
    tradition: Local history
    author: {is: Tobias Fenn, family: Fenn, certainty: probable, note: The signature is half torn off.}
    publisher: {is: Wickford Almanac, certainty: confirmed}
    date: {is: Spring 1911, edtf: 1911-21, certainty: confirmed}
    written: {is: "1910", edtf: "1910", certainty: probable}
    address: {certainty: unknown}
    rights: Written for these tests.
    lines: wrapped
    conventions: [notes, layout]
    fingerprint:
      words: 42
      digest: "0123456789abcdef"
      sketch: "0123456789abcdef"
    sections:
      - {id: dusk, heading: Dusk, begins: When the ladders}
      - id: dawn
        heading: Dawn
        supplied: true
        begins: Nobody thanked
    blocks:
      - {kind: epigraph, begins: Light is, ends: a habit, left: "so ", right: " of ours"}
    omissions:
      - kind: page number
        begins: page twelve
        ends: of forty
        left: ". "
        right: " On"
        why: The number of a page.
    emendations:
      - {kind: misspelling, reading: lader, correction: ladder, why: A letter is lost.}
      - kind: printed twice
        left: they said that
        reading: they said
        reading-ends: said that
        right: the gas
        correction: ""
        why: The line is set twice.
    retired:
      - {address: night, to: dusk, why: Both were one.}
  - slug: tide-tables
    title: Tide Tables
    short: Tides
    title-supplied: true
    author: {certainty: unknown}
    publisher: {certainty: unknown}
    date: {certainty: unknown}
    address: {certainty: unknown}
    rights: Written for these tests.
    fingerprint: {words: 7, digest: "fedcba9876543210", sketch: ""}
    sections:
      - {id: dusk, heading: Ebb, begins: The water}
"""


def line_of(part: str, text: str = TEXT) -> int:
    """Return the number of the first line that contains `part`."""
    return text[: text.index(part)].count("\n") + 1


def parse(text: str) -> Manifest:
    return parse_manifest(text, SCHEMA_TEXT, "en")


def error_with(old: str, new: str) -> EditionError:
    """Return the error after the first `old` in the manifest is replaced by `new`."""
    assert old in TEXT
    with pytest.raises(EditionError) as error:
        parse(TEXT.replace(old, new, 1))
    assert error.value.file == MANIFEST
    assert "\n" not in str(error.value)
    return error.value


def test_everything_is_read() -> None:
    """All of its values are in the entries, in order."""
    first_essay, second_essay = parse(TEXT).entries
    assert (first_essay.slug, first_essay.title, first_essay.title_supplied) == (
        "lamp-lighters",
        "The Last Lamp-lighters",
        False,
    )
    assert (first_essay.language, first_essay.wrapped) == ("en-GB", True)
    assert first_essay.conventions == ("notes", "layout")
    assert first_essay.summary == "How one town went dark, and who had kept it bright."
    assert (first_essay.author.text, first_essay.author.certainty) == ("Tobias Fenn", "probable")
    assert first_essay.author.note == "The signature is half torn off."
    facts = [fact.text for fact in (first_essay.publisher, first_essay.date, first_essay.address)]
    assert facts == ["Wickford Almanac", "Spring 1911", ""]
    assert first_essay.rights == "Written for these tests."
    assert first_essay.fingerprint == Fingerprint(42, "0123456789abcdef", ("01234567", "89abcdef"))
    assert [(s.id, s.heading, s.supplied) for s in first_essay.sections] == [
        ("dusk", "Dusk", False),
        ("dawn", "Dawn", True),
    ]
    assert [s.place.begins for s in first_essay.sections] == ["When the ladders", "Nobody thanked"]
    (mark,) = first_essay.marks
    assert (mark.kind, mark.place.begins, mark.place.ends) == ("epigraph", "Light is", "a habit")
    assert (mark.place.left, mark.place.right) == ("so ", " of ours")
    (omission,) = first_essay.omissions
    assert (omission.kind, omission.why) == ("page number", "The number of a page.")
    assert (omission.place.begins, omission.place.ends) == ("page twelve", "of forty")
    assert (omission.place.left, omission.place.right) == (". ", " On")
    first, second = first_essay.emendations
    assert (first.kind, first.place.begins, first.correction) == ("misspelling", "lader", "ladder")
    assert (second.place.begins, second.place.ends) == ("they said", "said that")
    assert (second.place.left, second.place.right) == ("they said that", "the gas")
    assert (second.correction, second.why) == ("", "The line is set twice.")
    assert first_essay.retired == {"night": "dusk"}
    assert (second_essay.slug, second_essay.title_supplied, second_essay.language, second_essay.wrapped) == (
        "tide-tables",
        True,
        "en",
        False,
    )
    assert (second_essay.marks, second_essay.omissions, second_essay.emendations, second_essay.retired) == (
        (),
        (),
        (),
        {},
    )


def test_places_know_their_lines() -> None:
    """So that messages can name the line."""
    read = parse(TEXT)
    first_essay, second_essay = read.entries
    assert read.where(first_essay.sections[1].place.path) == f"line {line_of('- id: dawn')}"
    assert read.where(first_essay.marks[0].place.path) == f"line {line_of('- {kind: epigraph')}"
    assert read.where(first_essay.emendations[1].place.path) == f"line {line_of('- kind: printed twice')}"
    assert read.where(second_essay.sections[0].place.path) == f"line {line_of('heading: Ebb')}"


# --- keys --------------------------------------------------------------------------------------

WRONG_KEYS = [
    # the line before which the wrong key is put, the key, one that is known there
    ("essays:\n", "esays", "essays"),
    ("    title: The Last", "titel", "title"),
    ("      words: 42", "word", "words"),
    ("        heading: Dawn", "header", "heading"),
    ("        ends: of forty", "stops", "ends"),
    ("        reading-ends: said", "reading-end", "reading-ends"),
]


@pytest.mark.parametrize(("before", "wrong", "known"), WRONG_KEYS, ids=[wrong for _, wrong, _ in WRONG_KEYS])
def test_wrong_key(before: str, wrong: str, known: str) -> None:
    """The message names file, line, key, and the keys that are allowed there."""
    indent = before[: len(before) - len(before.lstrip())]
    error = error_with(before, f"{indent}{wrong}: value\n{before}")
    assert error.where == f"line {line_of(before)}"
    similar = "" if wrong == "stops" else f" (did you mean {known!r}?)"
    assert error.what == f"unknown key {wrong!r}{similar}"
    assert known in error.todo.removeprefix("Allowed keys: ").split(", ")


def test_wrong_key_within_a_line() -> None:
    error = error_with("certainty: confirmed}", "certainty: confirmed, notes: seen}")
    assert error.where == f"line {line_of('publisher:')}"
    assert error.what == "unknown key 'notes' (did you mean 'note'?)"
    assert error.todo == "Allowed keys: certainty, is, note"


def test_first_of_several_wrong_keys() -> None:
    """The first one in the file is reported."""
    error = error_with("      words: 42", "      zeal: 1\n      words: 42\n      awe: 2\n      mirth: 3")
    assert (error.where, error.what) == (f"line {line_of('words: 42')}", "unknown key 'zeal'")


@pytest.mark.parametrize("key", ["7", "2014-03-03"])
def test_a_key_that_is_not_a_word(key: str) -> None:
    error = error_with("    rights:", f"    {key}: value\n    rights:")
    assert (error.where, error.what) == (f"line {line_of('rights:')}", f"unknown key {key!r}")


@pytest.mark.parametrize(
    ("taken", "key", "where"),
    [
        ("    rights: Written for these tests.\n", "rights", "- slug: lamp"),
        ("    title: The Last Lamp-lighters\n", "title", "- slug: lamp"),
        ("is: Tobias Fenn, ", "is", "author:"),
        ("      words: 42\n", "words", "fingerprint:"),
        (", begins: When the ladders", "begins", "id: dusk"),
        ("        begins: page twelve\n", "begins", "- kind: page number"),
        ("correction: ladder, ", "correction", "lader"),
        (", why: Both were one.", "why", "address: night"),
    ],
)
def test_missing_key(taken: str, key: str, where: str) -> None:
    """The message names the key and the line of the object that lacks it."""
    error = error_with(taken, "")
    assert error.what == f"the key {key!r} is missing"
    assert error.where == f"line {line_of(where)}"


@pytest.mark.parametrize("key", ["title", "sections", "rights"])
def test_repeated_key(key: str) -> None:
    """YAML would silently use the last one."""
    again = {"title": "Other", "sections": "[]", "rights": "Other"}[key]
    error = error_with("    retired:\n", f"    {key}: {again}\n    retired:\n")
    assert error.where == f"line {line_of('    retired:')}"
    assert key in error.what
    assert "twice" in error.what


# --- values ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("words: 42", "words: many", "words"),
        ("words: 42", "words: 0", "words"),
        ("title: The Last Lamp-lighters", "title: 1911", "title"),
        ("title: The Last Lamp-lighters", "title: [The, Last]", "title"),
        ("supplied: true", 'supplied: "yes"', "supplied"),
        ("certainty: probable", "certainty: sure", "certainty"),
        ("is: Spring 1911", "is: 1911", "is"),
        ("kind: misspelling", "kind: typo", "kind"),
        ("kind: epigraph", "kind: motto", "kind"),
        ("lines: wrapped", "lines: long", "lines"),
        ('digest: "0123456789abcdef"', 'digest: "0123"', "digest"),
        ('sketch: "0123456789abcdef"', 'sketch: "012345678"', "sketch"),
        ("why: A letter is lost.", "why: A", "why"),
        ("begins: Nobody thanked", 'begins: ""', "begins"),
        ("slug: lamp-lighters", "slug: Lamp_Lighters", "slug"),
        ("id: dawn", "id: dawn-", "id"),
    ],
)
def test_wrong_value(old: str, new: str, named: str) -> None:
    """The message names line and key, and what is expected."""
    error = error_with(old, new)
    assert error.where == f"line {line_of(old)}"
    assert error.what.startswith(f"{named} ")
    assert error.todo


@pytest.mark.parametrize(
    "text", ["", "# nothing yet\n", "essays:\n", "essays: []\n", "- slug: a\n", "essays: 1\n"]
)
def test_no_essays(text: str) -> None:
    with pytest.raises(EditionError, match=f"^{re.escape(MANIFEST)}, line 1: "):
        parse(text)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("begins", "Nobody thanked"),
        ("ends", "a habit"),
        ("left", "they said that"),
        ("right", "the gas"),
        ("begins", "page twelve"),
        ("ends", "of forty"),
        ("reading", "lader"),
        ("reading-ends", "said that"),
    ],
)
def test_twelve_words_in_a_place(key: str, value: str) -> None:
    """The repository may contain at most eleven words in a row from an essay."""
    old, eleven = f"{key}: {value}", "one two three four five six seven eight nine ten eleven"
    error = error_with(old, f"{key}: {eleven} twelve")
    assert error.what == f"{key} has more than 11 words"
    assert error.where == f"line {line_of(old)}"
    parse(TEXT.replace(old, f"{key}: {eleven}", 1))


@pytest.mark.parametrize("reserved", ["p3", "p10", "d2", "e1", "notes", "apparatus", "e1-at", "sections"])
def test_reserved_ids(reserved: str) -> None:
    """A section must not have an id that its page uses for something else."""
    error = error_with("id: dawn", f"id: {reserved}")
    assert error.where == f"line {line_of('id: dawn')}"
    assert repr(reserved) in error.what


@pytest.mark.parametrize("allowed", ["p", "p3a", "e", "page-3", "note", "apparatus-criticus"])
def test_ids_like_reserved_ones(allowed: str) -> None:
    assert parse(TEXT.replace("id: dawn", f"id: {allowed}")).entries[0].sections[1].id == allowed


def test_reserved_slug() -> None:
    """It is the page of the list of essays."""
    assert error_with("slug: tide-tables", "slug: index").where == f"line {line_of('slug: tide-tables')}"


def test_repeated_slug() -> None:
    error = error_with("slug: tide-tables", "slug: lamp-lighters")
    assert error.where == f"line {line_of('slug: tide-tables')}"
    assert "'lamp-lighters' is already taken" in error.what


def test_repeated_section_id() -> None:
    """Within an essay; another essay may have the same id."""
    error = error_with("id: dawn", "id: dusk")
    assert error.where == f"line {line_of('id: dawn')}"
    assert "'dusk' is already taken" in error.what


@pytest.mark.parametrize("address", ["night", "dawn"])
def test_repeated_retired_address(address: str) -> None:
    """An address must not be retired twice, or be that of a section."""
    again = f"      - {{address: {address}, to: dusk, why: Both were one.}}\n"
    error = error_with("  - slug: tide-tables", f"{again}  - slug: tide-tables")
    assert error.where == f"line {line_of('  - slug: tide-tables')}"
    assert f"{address!r} is already taken" in error.what


# --- the file ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("    rights:", "\trights:"),
        ("    rights:", "   rights:"),
        ("begins: When the ladders}", "begins: When the ladders"),
        ("rights: Written", "rights: *written"),
        ("rights: Written", "rights: Written: here"),
        ("rights: Written", "rights: !!python/name:os.system Written"),
        ("rights: Written", "rights: “Wr\x07itten”"),
    ],
)
def test_broken_yaml(old: str, new: str) -> None:
    """The message names the line or one of the next two."""
    error = error_with(old, new)
    assert error.what.startswith("is not valid YAML: ")
    found = int(error.where.removeprefix("line "))
    assert line_of(old) <= found <= line_of(old) + 2
    assert error.todo


def lay_out(root: Path) -> Path:
    (root / MANIFEST).parent.mkdir(parents=True)
    (root / MANIFEST).write_text(TEXT, encoding="utf-8")
    return root


def test_missing_file(tmp_path: Path) -> None:
    root = lay_out(tmp_path)
    assert len(load_manifest(root, "en").entries) == 2
    (root / MANIFEST).unlink()
    with pytest.raises(EditionError) as error:
        load_manifest(root, "en")
    assert error.value.file == MANIFEST


def test_not_utf_8(tmp_path: Path) -> None:
    root = lay_out(tmp_path)
    (root / MANIFEST).write_bytes(TEXT.encode("utf-16"))
    with pytest.raises(EditionError, match=f"^{re.escape(MANIFEST)}, line 1: is not UTF-8"):
        load_manifest(root, "en")


def test_byte_order_mark_and_line_ends_do_not_matter(tmp_path: Path) -> None:
    root = lay_out(tmp_path)
    (root / MANIFEST).write_bytes(("\ufeff" + TEXT.replace("\n", "\r\n")).encode("utf-8"))
    assert load_manifest(root, "en").entries == parse(TEXT).entries


# --- the manifest of an edition ----------------------------------------------------------------


def places(value: object, key: str = "") -> Iterator[tuple[str, str]]:
    """Yield every string that quotes a text, with the name of its field."""
    if isinstance(value, TextQuoteSelector):
        for name in ("begins", "ends", "left", "right"):
            yield name, getattr(value, name)
    elif isinstance(value, tuple):
        for item in value:
            yield from places(item, key)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from places(getattr(value, name), name)


def test_places_are_named_by_fewer_than_twelve_words(bare_checkout: Path) -> None:
    entries = load_manifest(bare_checkout, "en").entries
    quoted = list(places(entries))
    assert len(quoted) > 8 * len(entries)
    assert [text for _, text in quoted if len(text.split()) >= 12] == []


# --- the schema as a document ------------------------------------------------------------------

DEFINED: dict[str, Any] = json.loads(SCHEMA_TEXT)


def keys(node: Any, at: str = "") -> Iterator[tuple[str, str, Any]]:
    """Yield each key of the schema: its place, its name and its definition."""
    if isinstance(node, dict):
        for name, about in node.get("properties", {}).items():
            yield at, name, about
        for name, inner in node.items():
            if name in ("definitions", "properties"):
                for key, value in inner.items():
                    yield from keys(value, f"{at}/{key}")
            elif name != "if":  # it repeats keys, to say on which value of theirs a rule depends
                yield from keys(inner, at)
    elif isinstance(node, list):
        for inner in node:
            yield from keys(inner, at)


@pytest.mark.parametrize(
    ("at", "name", "about"), list(keys(DEFINED)), ids=lambda v: v if isinstance(v, str) else ""
)
def test_every_key_is_described(at: str, name: str, about: dict[str, Any]) -> None:
    """Directly or in the definition that it refers to; text editors show the description."""
    while "description" not in about and "$ref" in about:
        about = DEFINED["definitions"][about["$ref"].removeprefix("#/definitions/")]
    assert len(about.get("description", "").split()) >= 3, f"{at}: {name}"


def test_unknown_keys_are_refused_everywhere() -> None:
    """In every object of the schema."""

    def objects(node: Any) -> Iterator[dict[str, Any]]:
        if isinstance(node, dict):
            if node.get("type") == "object":
                yield node
            node = list(node.values())
        if isinstance(node, list):
            for inner in node:
                yield from objects(inner)

    assert [node for node in objects(DEFINED) if node.get("additionalProperties") is not False] == []


def test_the_example_has_every_key() -> None:
    """So that the test of reading covers every key."""
    for _, name, _ in keys(DEFINED):
        assert re.search(rf"(^|[\s{{]){re.escape(name)}:", TEXT, re.MULTILINE), name
