"""The conventions of plain texts: what an essay is read as if its entry names them, and if it does not."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edition.model.essay import Essay, Source
from edition.model.ledger import restore
from edition.model.manifest import Section, TextQuoteSelector
from edition.model.vocabulary import Convention
from edition.text.authors_notes import find_notes
from edition.text.layout import MAX_VERSE_WIDTH
from edition.text.normalise import normalise
from tests.support.strategies import TEXTS, entry

ALL = get_args(Convention)
LONG = "It stood by the water for a hundred and eleven years, and the whole of the"
"""A full line of print."""


def read(text: str, *conventions: Convention, **known: Any) -> Essay:
    """Normalise a text of one section, which begins with its first words."""
    first = text.split("\n")[0].split()
    place = TextQuoteSelector((), " ".join(first[:6]))
    sections = (Section("all", "All", True, place),)
    made = entry("", sections=sections, conventions=conventions, **known)
    essay = normalise(Source("x.txt", text, ""), made)
    assert restore(essay.text, essay.ledger) == text
    return essay


def shown(essay: Essay) -> list[str]:
    """Return the blocks, each with its kind unless it is a paragraph, and with the number of its note."""
    return [
        (f"[{block.kind}{block.note and ' '}{block.note}] " if block.kind != "paragraph" else "")
        + essay.block_text(block)
        for block in essay.blocks
    ]


def called(essay: Essay) -> list[tuple[str, str]]:
    """Return the last word before each call of a note, and the number of the note."""
    return [(essay.text[: call.at].split()[-1], call.note) for call in essay.calls]


# --- emphasis -----------------------------------------------------------------------------------


def test_words_between_marks_are_emphasised() -> None:
    essay = read('The _Ariel_ and the *Mab*; "_Never_," he said.', "emphasis")
    assert essay.text == "The Ariel and the Mab; “Never,” he said."
    assert [essay.text[start:end] for start, end in essay.emphases] == ["Ariel", "Mab", "Never"]


@pytest.mark.parametrize(
    "text",
    [
        "It is snake_case_here and 2 * 3 * 4.",
        "See http://example.org/a_b_c and _ this _.",
        "The crane* and the quay* too.",
        "One _word that never ends.",
    ],
)
def test_marks_of_another_use_stay(text: str) -> None:
    essay = read(text, "emphasis")
    assert (essay.text, essay.emphases) == (text, ())


def test_emphasis_ends_with_its_paragraph() -> None:
    assert read("It is _so\n\nand so_ it is.", "emphasis").emphases == ()


# --- notes --------------------------------------------------------------------------------------


def test_notes_in_brackets_below_the_text() -> None:
    essay = read("The quay fell.[1] It burnt [2].\n\nNotes\n\n[1] See Marlow.\n\n[2] So Holt.", "notes")
    assert shown(essay) == ["The quay fell. It burnt.", "[note 1] See Marlow.", "[note 2] So Holt."]
    assert called(essay) == [("fell.", "1"), ("burnt", "2")]


def test_notes_of_a_wrapped_text_on_lines_of_their_own() -> None:
    text = "The quay\nfell.[1] It burnt.[2]\n\n[1] See\nMarlow.\n[2] So Holt."
    assert shown(read(text, "notes", wrapped=True))[1:] == ["[note 1] See Marlow.", "[note 2] So Holt."]


def test_signs_call_the_notes_in_their_order_and_are_numbered() -> None:
    text = "It fell.*\n\n* See Marlow.\n\nIt burnt.* It sank.†\n\n* So Holt.\n\n† So Ina."
    essay = read(text, "notes")
    assert shown(essay)[1::2] == ["[note 1] See Marlow.", "[note 2] So Holt."]
    assert called(essay) == [("fell.", "1"), ("burnt.", "2"), ("sank.", "3")]


def test_a_note_in_brackets_may_have_paragraphs() -> None:
    text = "So[A] it was.\n\n[Footnote A: See Marlow [1887].\n\nAnd Holt.]\n\nThen it fell."
    essay = read(text, "notes")
    assert shown(essay) == [
        "So it was.",
        "[note 1] See Marlow [1887].",
        "[note 1] And Holt.",
        "Then it fell.",
    ]
    assert called(essay) == [("So", "1")]


def test_numbers_without_brackets_call_the_numbered_notes_at_the_end() -> None:
    essay = read("The quay fell.1 It “burnt”.2\n\n1 See Marlow.\n\n2. So Holt.", "notes")
    assert shown(essay) == ["The quay fell. It “burnt”.", "[note 1] See Marlow.", "[note 2] So Holt."]


def test_notes_that_are_numbered_anew_in_each_chapter() -> None:
    text = "It fell.[1]\n\n[1] See Marlow.\n\nIt burnt.[1] It sank.[2]\n\n[1] So Holt.\n\n[2] So Ina."
    essay = read(text, "notes")
    assert called(essay) == [("fell.", "1"), ("burnt.", "2"), ("sank.", "3")]
    assert [block.note for block in essay.blocks if block.note] == ["1", "2", "3"]


def test_a_note_may_be_called_twice() -> None:
    assert called(read("It fell[3] and burnt.[3]\n\n[3] See Marlow.", "notes")) == [
        ("fell", "3"),
        ("burnt.", "3"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "It fell.[1]\n\nIt burnt.",  # no note
        "It fell.\n\n_[1]_\n\n[1] See Marlow.",  # no words
        "It fell.\n\n[1] See Marlow.",  # no call
        "They want\n\n* bread\n\n* salt",
        "It [sic] fell.\n\n1. Bread\n\n2. Salt",
        "In 1911 the B2 fell.\n\n1 Bread\n\n2 Salt",
    ],
)
def test_what_only_looks_like_a_note_stays(text: str) -> None:
    essay = read(text, "notes")
    assert not essay.calls
    assert not any(block.note for block in essay.blocks)


# --- breaks, pictures, pages --------------------------------------------------------------------


@pytest.mark.parametrize("sign", ["* * *", "***", "-----", "⁂", "*       *       *", "– – –"])
def test_a_line_of_signs_is_a_break(sign: str) -> None:
    essay = read(f"One part.\n\n{sign}\n\nAnother.", "breaks")
    assert [block.kind for block in essay.blocks] == ["paragraph", "break", "paragraph"]


@pytest.mark.parametrize("line", ["…", "* bread", "– salt", "--", "1911"])
def test_a_line_of_words_is_none(line: str) -> None:
    essay = read(f"One part.\n\n{line}\n\nAnother.", "breaks")
    assert "break" not in [block.kind for block in essay.blocks]


def test_pictures_and_numbers_of_pages() -> None:
    text = "By the\n\n7\n\nwater [Pg 8]it stood.\n\n[Illustration]\n\n[Illustration: The quay]\n\nIt fell."
    assert shown(read(text, "furniture")) == ["By the water it stood.", "[caption] The quay", "It fell."]


# --- layout -------------------------------------------------------------------------------------


def test_stanzas_keep_their_lines() -> None:
    stanza = "    The mill is old,\n      the wheel is still,\n    and no one comes."
    text = f"{LONG}\nharbour sang:\n\n{stanza}\n\nSo."
    essay = read(text, "layout", wrapped=True)
    assert shown(essay) == [
        f"{LONG} harbour sang:",
        "The mill is old,\nthe wheel is still,\nand no one comes.",
        "So.",
    ]


def test_the_indentation_of_a_stanza_does_not_count_as_its_width() -> None:
    stanza = ["The mill has stood beside the water since the town was young", "And no one comes."]
    assert len(stanza[0]) < MAX_VERSE_WIDTH * len(LONG) < len(stanza[0]) + 6
    essay = read(
        f"{LONG}\nharbour sang:\n\n      {stanza[0]}\n      {stanza[1]}\n\nSo.", "layout", wrapped=True
    )
    assert shown(essay)[1] == "\n".join(stanza)


def test_hyphens_before_the_name_below_a_verse_are_a_dash() -> None:
    stanza = "    The mill is old,\n      The wheel is still.\n            --ADA MARLOW."
    essay = read(f"{LONG}\nharbour sang:\n\n{stanza}\n\nSo.", "layout", wrapped=True)
    assert shown(essay)[1] == "The mill is old,\nThe wheel is still.\n—ADA MARLOW."


def test_an_indented_quotation_is_prose() -> None:
    quoted = "    For so long did the quay stand there that no one\n    had seen it rise, nor thought of it."
    assert "no one had seen" in read(f"{LONG}\nport:\n\n{quoted}", "layout", wrapped=True).text


def test_tables_keep_their_spaces_and_signs() -> None:
    rows = ["Crane      12 -- 14", "  Quay      4 ...", '  "Mole"    1']
    indented = "\n".join(f"    {row}" for row in rows)
    essay = read(f"{LONG}\nport:\n\n{indented}\n\nSo.", "layout", wrapped=True)
    assert shown(essay)[1] == "[preformatted] " + "\n".join(rows)


def test_the_heads_of_columns_and_a_sum_belong_to_a_table() -> None:
    """A single line with a gap between columns, but only beside a table."""
    rows = "1846      40\n1852   4,000"
    text = f"{LONG}\nport:\n\nYear   Miles\n\n{rows}\n\nSum   4,040\n\nSo.\n\nThe   end"
    shown_blocks = shown(read(text, "layout", wrapped=True))
    tables = ["Year   Miles", rows, "Sum   4,040"]
    assert shown_blocks[1:] == [*(f"[preformatted] {table}" for table in tables), "So.", "The end"]


def test_a_diagram_keeps_its_lines() -> None:
    diagram = "+-----+     +-----+\n| one |---->| two |\n+-----+     +-----+"
    essay = read(f"{LONG}\nport:\n\n{diagram}\n\nSo.", "layout", wrapped=True)
    assert shown(essay)[1] == f"[preformatted] {diagram}"


def test_hyphens_at_line_ends_are_no_verse() -> None:
    text = f"{LONG}\nport.\n\nThe com-\nmittee met on the quay-\nside."
    assert read(text, "layout", wrapped=True).text.endswith("The committee met on the quayside.")


def test_two_short_lines_of_prose_are_joined() -> None:
    text = f"{LONG}\nport.\n\nIts last words were: cranes for the harbour,\nand quays for the town."
    assert read(text, "layout", wrapped=True).text.endswith("harbour, and quays for the town.")


def test_an_indented_line_begins_a_paragraph() -> None:
    text = f"{LONG} port.\n    The next paragraph went on over a line\nand ended. So.\n    The last one.\n"
    assert len(read(text, "layout", wrapped=True).blocks) == 3


# --- remains of HTML ----------------------------------------------------------------------------


def test_remains_of_html() -> None:
    essay = read("Bread &amp; <b>salt</b> &mdash; &#8217;t&nbsp;was.<br>Now.", "html")
    assert shown(essay) == ["Bread & salt — ’t was.", "Now."]


def test_emphasis_in_tags() -> None:
    essay = read("The <i>Ariel</i>, <em class=x>the Mab</em>; ha<i>rb</i>our.", "html", "emphasis")
    assert essay.text == "The Ariel, the Mab; harbour."
    assert [essay.text[start:end] for start, end in essay.emphases] == ["Ariel", "the Mab"]
    assert read("The <i>Ariel</i>.", "html").text == "The Ariel."


# --- every text ---------------------------------------------------------------------------------


PLAIN = (
    "It fell.[1] And *so*\n\n-----\n\n[1] See _Marlow_.\n\n[Illustration]\n\nby the\n\n7\n\nwater &amp; salt "
    "<b>so</b>."
)


def test_without_a_convention_nothing_of_it_changes() -> None:
    essay = read(PLAIN)
    assert essay.text == PLAIN
    assert not essay.calls
    assert not essay.emphases
    assert {block.kind for block in essay.blocks} <= {"paragraph", "item"}


_MARKS = [
    "_",
    "*",
    "[1]",
    "[1] ",
    "\n\n",
    "* ",
    "†",
    "[Footnote 1: ",
    "]",
    "7",
    "word ",
    "&amp;",
    "<b>",
    "Notes",
]


@pytest.mark.parametrize("label", ["Footnote", "FOOTNOTE", "Fußnote", "Fussnote", "FUSSNOTE", "Anmerkung"])
def test_notes_in_brackets_in_english_and_german(label: str) -> None:
    (note,) = find_notes(["So[1] war es.", f"[{label} 1: Siehe Marlow.]"]).notes
    assert (note.label, note.marker, note.tail) == ("1", len(label) + 5, 1)


@pytest.mark.parametrize("wrapped", [False, True])
@settings(max_examples=400, deadline=None)
@given(
    text=st.one_of(
        TEXTS, st.lists(st.sampled_from([*_MARKS, "\n", "  ", "--", "."]), max_size=40).map("".join)
    )
)
def test_every_source_is_restored_and_what_is_marked_lies_in_its_blocks(wrapped: bool, text: str) -> None:
    """The word at the front gives the section a place of its own."""
    essay = read(f"Beginning.\n\n{text}", *ALL, wrapped=wrapped)
    assert all(0 <= block.start <= block.end <= len(essay.text) for block in essay.blocks)
    assert all(block.note for block in essay.blocks if block.kind == "note")
    notes = {block.note for block in essay.blocks if block.note}
    assert notes == {call.note for call in essay.calls}
    for start, end in essay.emphases:
        assert essay.block_at(start).end >= end > start
