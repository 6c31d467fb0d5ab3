"""Reasons in the apparatus, omitted lines, and messages for mismatches."""

from __future__ import annotations

import re
from typing import Any, get_args

import pytest

from edition.model.essay import Essay, Source
from edition.model.ledger import restore
from edition.model.manifest import Emendation, Mark, Omission, Section, TextQuoteSelector
from edition.model.vocabulary import Convention
from edition.text import passages, plain_text
from edition.text.house_style import house_style
from edition.text.layout import TABLE_INDENT, VERSE_LINE
from edition.text.locate import Finder, PlaceError, fold
from edition.text.normalise import _CITATION, _LIST_MARKER, normalise
from edition.text.passages import MismatchError
from tests.support.strategies import entry


def at(begins: str, ends: str = "", **around: str) -> TextQuoteSelector:
    return TextQuoteSelector((begins,), begins, ends, around.get("left", ""), around.get("right", ""))


def section(begins: str, name: str = "quays", *, supplied: bool = True) -> Section:
    return Section(name, name.capitalize(), supplied, at(begins))


def read(text: str, *sections: Section, **known: Any) -> Essay:
    made = sections or (section(text.strip()[:6]),)
    essay = normalise(Source("x.txt", text, ""), entry("", sections=made, **known))
    assert restore(essay.text, essay.ledger) == text
    return essay


def paragraphs(essay: Essay) -> list[str]:
    return [essay.block_text(block) for block in essay.blocks]


# --- reasons -------------------------------------------------------------------------------------

RULES = (*house_style(wrapped=True, conventions=get_args(Convention)), VERSE_LINE)
REASONS = [
    *(
        (rule.name, rule.why)
        for rule in (*house_style(wrapped=True, conventions=get_args(Convention)), VERSE_LINE)
    ),
    *(plain_text.EMPHASIS, plain_text.NOTE_CALL, plain_text.NOTE_MARKER, plain_text.NOTE_HEADING),
    plain_text.PICTURE_CAPTION,
    TABLE_INDENT,
    passages._BLOCK_BREAK,
    _CITATION,
    _LIST_MARKER,
]


@pytest.mark.parametrize(("name", "why"), REASONS, ids=[name for name, _ in REASONS])
def test_each_rule_has_a_documented_name_and_a_sentence(name: str, why: str) -> None:
    """The apparatus shows both."""
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", name)
    assert re.fullmatch(r"(A|[A-Z][a-z-]+),? [a-z].+[^.]\.", why)


def test_names_of_rules_are_unique() -> None:
    assert len({name for name, _ in REASONS}) == len(REASONS)


def test_lines_are_joined_only_in_wrapped_texts() -> None:
    names = [rule.name for rule in house_style()]
    assert [rule.name for rule in house_style(wrapped=True) if rule.name not in names] == [
        *("divided-word", "line-end-hyphen", "line-end-dash", "wrapped-line")
    ]


# --- marks ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("word", ["tis", "Twas", "em", "til", "n", "cause", "bout", "round", "20s", "EM"])
def test_words_that_begin_with_an_apostrophe(word: str) -> None:
    """The apostrophe does not open a quotation."""
    assert paragraphs(read(f"They sang '{word} no more.")) == [f"They sang ’{word} no more."]
    assert paragraphs(read(f"They sang '{word}x' no more.")) == [f"They sang ‘{word}x’ no more."]


# --- omissions -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "left"),
    [
        # the head of a page in the middle of a sentence
        ("No crane moved\nQUAYS 12\nall summer.", ["No crane moved all summer."]),
        ("No crane moved\nQUAYS 12 \t\nall summer.", ["No crane moved all summer."]),
        # between two paragraphs, with all blank lines below it
        ("No crane moved.\n\nQUAYS 12\n\n\nAll summer.", ["No crane moved.", "All summer."]),
        # at the beginning and at the end
        ("QUAYS 12\n\nNo crane moved.", ["No crane moved."]),
        ("No crane moved.\n\nQUAYS 12", ["No crane moved."]),
        # within a line
        ("No crane QUAYS 12 moved.", ["No crane moved."]),
        ("No crane QUAYS 12\nmoved.", ["No crane moved."]),
    ],
)
def test_an_omitted_line_leaves_no_gap(text: str, left: list[str]) -> None:
    page = Omission("page head", at("QUAYS 12"), "The head of a page.")
    essay = read(text, section("No crane"), wrapped=True, omissions=(page,))
    assert paragraphs(essay) == left
    assert [c.name for c in essay.ledger if c.kind == "omission"] == ["page head"]


# --- misfits -------------------------------------------------------------------------------------


def misfits(text: str, *sections: Section, **known: Any) -> list[tuple[tuple[str | int, ...], str]]:
    with pytest.raises(MismatchError) as error:
        read(text, *sections, **known)
    assert str(error.value) == "; ".join(mismatch.what for mismatch in error.value.mismatches)
    return [(mismatch.path, mismatch.what) for mismatch in error.value.mismatches]


def test_every_missing_place_is_named_once() -> None:
    slip = Emendation("misspelling", at("recieved"), "received", "A slip.")
    page = Omission("page head", at("", left="QUAYS", right=" 12"), "The head of a page.")
    quoted = Mark("quotation", at("No crane", "the end."))
    found = misfits(
        "No crane moved.", section("No crane"), emendations=(slip,), omissions=(page,), marks=(quoted,)
    )
    assert found == [
        (("",), "'QUAYS 12' appears nowhere in the text"),
        (("recieved",), "'recieved' appears nowhere in the text"),
        (("No crane",), "'the end.' appears nowhere in the text"),
    ]


def test_a_repeated_place_needs_more_words() -> None:
    assert misfits("No crane moved. No crane fell.", section("No crane")) == [
        (("No crane",), "'No crane' appears more than once in the text; add words to tell the places apart")
    ]


def test_an_end_before_its_beginning() -> None:
    quoted = Mark("quotation", at("moved", "No crane"))
    assert misfits("No crane moved.", section("No crane"), marks=(quoted,)) == [
        (("moved",), "'moved' begins a passage whose end, 'No crane', comes before it; exchange the two")
    ]


def test_corrections_that_overlap() -> None:
    slips = (
        Emendation("misspelling", at("crane moved"), "cranes moved", "A slip."),
        Emendation("misspelling", at("No crane"), "No cranes", "A slip."),
    )
    assert misfits("No crane moved.", section("No crane"), emendations=slips) == [
        (("crane moved",), "'crane moved' overlaps another place, 'No crane'")
    ]


def test_corrections_that_touch_do_not_overlap() -> None:
    slips = (
        Emendation("misspelling", at("No "), "Not one ", "A slip."),
        Emendation("misspelling", at("crane"), "winch", "A slip."),
    )
    assert paragraphs(read("No crane moved.", section("No crane"), emendations=slips)) == [
        "Not one winch moved."
    ]


def test_sections_are_in_order() -> None:
    text = "No crane moved.\nRents rose."
    wrong = (section("Rents", "town"), section("No crane"))
    assert misfits(text, *wrong) == [(("No crane",), "section 'quays' begins before the one above it")]
    same = (section("No crane"), section("moved", "town"))
    assert misfits(text, *same) == [(("moved",), "section 'town' begins before the one above it")]


def test_prose_before_the_first_section_is_quoted_by_its_first_forty_letters() -> None:
    text = "Forty cranes stood in the harbour in 1910.\nNo crane moved."
    assert misfits(text, section("No crane")) == [
        (
            ("No crane",),
            "the paragraph 'Forty cranes stood in the harbour in 191' comes before the first section",
        )
    ]


# --- places --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ({"begins": "the cranes"}, "the cranes"),
        ({"begins": "the cranes", "right": " stood"}, "the cranes"),
        ({"begins": "cranes", "ends": "still"}, "cranes stood – ‘still"),
        ({"begins": "cranes", "ends": "'still'"}, "cranes stood – ‘still’"),
        ({"begins": "stood - 'still'"}, "stood – ‘still’"),
        ({"begins": "cranes", "ends": "all", "right": " summer"}, "cranes stood – ‘still’  all"),
        ({"begins": "", "left": "still’", "right": " all"}, ""),
        ({"begins": "still’ all"}, "still’  all"),
    ],
)
def test_a_passage_is_found_as_an_editor_types_it(words: dict[str, str], found: str) -> None:
    text = "So the cranes stood – ‘still’  all summer; all winter, too."
    start, end = Finder(text).find_passage(**words)
    assert text[start:end] == found


def test_letters_are_not_marks() -> None:
    text = "Xenia’s “XX” – X-ray – 'x'"
    assert fold(text) == "Xenia's \"XX\" - X-ray - 'x'"
    with pytest.raises(PlaceError):
        Finder(text).find('"enia')


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ({"words": "all"}, "appears more than once in the text; add words to tell the places apart"),
        ({"words": "All"}, "appears nowhere in the text"),
        ({"words": "cranes", "left": "So "}, "appears nowhere in the text"),
        ({"words": ""}, "appears nowhere in the text"),
    ],
)
def test_words_that_do_not_name_a_place(words: dict[str, str], what: str) -> None:
    with pytest.raises(PlaceError) as error:
        Finder("So the cranes stood still all summer, all winter.").find(**words)
    assert str(error.value) == what
