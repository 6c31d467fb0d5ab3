"""What a page and a TEI document show of an author's own notes, emphasis, breaks, verse and tables."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, get_args

import pytest
from lxml import etree

from edition.annotate.entity_index import EntityIndex
from edition.exports.plain_markdown import plain_markdown
from edition.exports.tei.document import tei_document
from edition.exports.tei.imprint import Imprint
from edition.model.edited_essay import EditedEssay
from edition.model.edtf import Edtf
from edition.model.entries import Person, PersonEntry
from edition.model.essay import Essay, Source
from edition.model.manifest import Emendation, Section, TextQuoteSelector
from edition.model.mention import Mention, Occurrence
from edition.model.registry import Registry
from edition.model.vocabulary import Convention
from edition.pages.essay import essay_page
from edition.pages.essay_head import Additions
from edition.pages.places import occurrence_link
from edition.text.normalise import normalise
from tests.support.making import addressed, edited
from tests.support.strategies import entry

TEI = "{http://www.tei-c.org/ns/1.0}"
ID = "{http://www.w3.org/XML/1998/namespace}id"
UNKNOWN = Edtf.parse("19XX")
JO = PersonEntry(
    Person("jo", ("Jo",), (), (), ()), "", "", "Jo", UNKNOWN, UNKNOWN, "", "", "confirmed", "", ""
)


def make(text: str, *names: str, wrapped: bool = False, emendations: Any = ()) -> EditedEssay:
    """Return an essay that follows all conventions, in which each of the `names` is a person."""
    place = TextQuoteSelector((), text.split("\n")[0])
    known = entry(
        "",
        sections=(Section("all", "All", True, place),),
        conventions=get_args(Convention),
        wrapped=wrapped,
        emendations=emendations,
    )
    essay = addressed(normalise(Source("x.txt", text, ""), known))
    return edited(essay, [_mention(essay, name) for name in names])


def _mention(essay: Essay, name: str) -> Mention:
    at = essay.text.index(name)
    return Mention(at, at + len(name), "person", "jo", at, at + len(name))


def page(made: EditedEssay) -> str:
    """Return the page of an essay in which a note on a person may be called."""
    return essay_page(made, Additions({"person-jo": "Jo was a docker."}))


def tree(made: EditedEssay) -> Any:
    """Return the TEI document of an essay."""
    assert made.text
    index = EntityIndex((made.entry,), Registry(people=(JO,)), {})
    return etree.fromstring(tei_document(index, made, made.text, Imprint("en")).encode())


NOTED = "Jo fell.[1] So [A] did _Jo_.[2]\n\nThe end.[1]\n\n[1] See *Reed*.\n\n[2] So Holt."


def test_the_authors_notes_stand_apart_and_link_both_ways() -> None:
    shown = page(make(NOTED, "Jo"))
    text, _, notes = shown.partition("## Notes of the author")
    own, _, editors = notes.partition("## Notes {")
    assert "fell.[\\[1\\]](#note_1){ #call_1 .author-call" in text
    assert "The end.[\\[1\\]](#note_1){ .author-call" in text
    assert "Reed" not in text
    assert "\n<b>1</b> See <em>Reed</em>. [↑](#call_1){ .back" in own
    assert "\n{ #note_1 .author-note }\n" in own
    assert "<b>2</b> So Holt. [↑](#call_2)" in own
    assert "Jo was a docker." in editors
    assert "Jo was a docker." not in own


def test_a_mention_in_a_note_of_the_author_is_listed_by_the_number_of_the_note() -> None:
    made = make("It fell.[1]\n\n[1] See Jo.", "Jo")
    (mention,) = made.mentions
    found = Occurrence("cranes", "s", "note_1", mention, "See ", "Jo", ".")
    assert occurrence_link(found).startswith("[note 1](essays/cranes.md#note_1")


def test_a_page_without_such_notes_has_no_section_for_them() -> None:
    assert "Notes of the author" not in page(make("Jo fell.\n\nThe end.", "Jo"))


def test_the_editors_call_no_notes_in_notes_of_the_author() -> None:
    made = make("It fell.[1]\n\n[1] See Jo.", "Jo")
    assert not made.notes.footnotes
    assert [block.anchor for block in made.text.blocks] == ["p1", "note_1"] if made.text else False


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("It was _Jo_ there.", ["Jo"], "was <em>Jo</em>[^person-jo] there"),
        ("It was _so Jo_, then.", ["Jo"], "was <em>so Jo</em>,[^person-jo] then"),
        ("_It_ was.", [], "<em>It</em> was."),
    ],
)
def test_emphasis_beside_calls(text: str, names: list[str], expected: str) -> None:
    assert expected in page(make(f"Then.\n\n{text}", *names))


def test_emphasis_encloses_the_whole_of_an_emendation() -> None:
    place = TextQuoteSelector((), "quay fel")
    slip = Emendation("misspelling", place, "quay fell", "A letter is lost.")
    made = make("Then.\n\nThe *old quay fel* and sank.", emendations=(slip,))
    assert re.search(r"<em>old \[quay fell\]\(#e1\)\{[^}]*\}</em> and", page(made))


def test_breaks_verse_and_tables() -> None:
    line = "The keeper of the light wrote down what he saw that winter by the old water,\nand sang:"
    verse = "    The mill is old,\n    + the wheel,\n    And no one comes."
    text = f"{line}\n\n{verse}\n\n* * *\n\n    Crane   *12*\n    Quay     4\n\nSo."
    shown = page(make(text, wrapped=True))
    assert "The mill is old,<br />\n\\+ the wheel,<br />\nAnd no one comes.\n{ #p2 }" in shown
    assert "\n\n***\n\n" in shown
    assert "div#p3.preformatted" in shown
    assert "\n\n    Crane   *12*\n    Quay     4\n\n///" in shown


def test_plain_markdown_keeps_emphasis_and_lines_of_verse() -> None:
    text = "Then the keeper sang to all who came to him, and\nsaid:\n\n  The *mill*\n  Is old,\n  It sleeps."
    plain = plain_markdown(page(make(text, wrapped=True)), "essays/x.md", "")
    assert "The *mill*\\\nIs old,\\\nIt sleeps." in plain


def test_tei_has_notes_where_they_stand_and_pointers_to_them() -> None:
    document = tree(make(NOTED, "Jo"))
    pointers = [(p.get("target"), p.tail) for p in document.iter(f"{TEI}ptr") if p.get("type") == "note-call"]
    assert [target for target, _ in pointers] == ["#note_1", "#note_2", "#note_1"]
    notes = {note.get(ID): "".join(note.itertext()).strip() for note in document.iter(f"{TEI}note")}
    assert notes["note_1"] == "See Reed."
    assert [hi.text for hi in document.iter(f"{TEI}hi")][-1] == "Reed"


def test_tei_has_breaks_lines_and_tables() -> None:
    text = "Then.\n\n  The *mill*\n  Is old,\n  It sleeps.\n\n* * *\n\n  a    b\n  c    d\n\nSo."
    document = tree(make(text, wrapped=True))
    assert [m.get("unit") for m in document.iter(f"{TEI}milestone")] == ["section"]
    assert len(list(document.iter(f"{TEI}lb"))) == 3
    tables = [ab for ab in document.iter(f"{TEI}ab") if ab.get("type") == "preformatted"]
    assert ["".join(table.itertext()) for table in tables] == ["a    bc    d"]


def test_the_ledger_restores_the_source_of_a_page_with_all_of_it() -> None:
    made = replace(make(NOTED, "Jo"))
    assert made.text
    assert {change.name for change in made.text.ledger} >= {"emphasis", "note-call", "note-marker"}
