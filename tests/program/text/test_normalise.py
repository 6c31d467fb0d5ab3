"""Normalising: from a source and its entry in the manifest to the essay that readers see."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from edition.build.stages import assemble
from edition.model.essay import Block, Essay, Source
from edition.model.ledger import Change, apply, restore
from edition.model.manifest import Emendation, Mark, Omission, Section, TextQuoteSelector
from edition.model.vocabulary import MarkKind
from edition.text.normalise import normalise
from edition.text.passages import MismatchError
from tests.support.strategies import TEXTS, entry, ledgers


def at(begins: str, ends: str = "", left: str = "", right: str = "") -> TextQuoteSelector:
    """Return a place whose path is its words."""
    return TextQuoteSelector((begins or left or right,), begins, ends, left, right)


def section(begins: str, name: str = "opening", *, supplied: bool = True) -> Section:
    return Section(name, name.capitalize(), supplied, at(begins))


def mark(kind: MarkKind, *place: str, **more: str) -> Mark:
    return Mark(kind, at(*place, **more))


def omit(*place: str, **more: str) -> Omission:
    return Omission("furniture", at(*place, **more), "No part of it.")


def emend(reading: str, correction: str, **more: str) -> Emendation:
    return Emendation("misspelling", at(reading, **more), correction, "A slip.")


def read(text: str, *sections: Section, **known: Any) -> Essay:
    """Normalise a text; by default, it has one section, which begins with its first words."""
    sections = sections or (section(" ".join(text.split()[:8])),)
    essay = normalise(Source("x.txt", text, ""), entry("", sections=sections, **known))
    assert restore(essay.text, essay.ledger) == text
    return essay


def shown(essay: Essay) -> list[str]:
    """Return the blocks as lines of quote, kind and words; a plain paragraph is only its words."""
    return [_shown(essay, block) for block in essay.blocks]


def _shown(essay: Essay, block: Block) -> str:
    quote = f"{block.quote.kind} " if block.quote else ""
    kind = "numbered item" if block.item_number else block.kind
    words = essay.block_text(block)
    return words if quote + kind == "paragraph" else f"[{quote}{kind}] {words}"


def names(essay: Essay) -> list[str]:
    return [change.name for change in essay.ledger]


def changes(essay: Essay, kind: str) -> list[tuple[str, str]]:
    return [(change.before, change.after) for change in essay.ledger if change.kind == kind]


def structural(essay: Essay, name: str) -> list[Change]:
    return [change for change in essay.ledger if change.name == name]


# --- the head -----------------------------------------------------------------------------------


def test_title_and_byline_are_recognised_by_their_words() -> None:
    text = "THE  'CRANES' !\nby Ada Marlow.\nIt began in May."
    essay = read(text, section("It began"), title="The Cranes")
    assert shown(essay) == ["[title] THE ‘CRANES’!", "[byline] by Ada Marlow.", "It began in May."]
    assert [block.section for block in essay.blocks] == ["", "", "opening"]


def test_the_title_in_the_text_of_a_section_is_a_paragraph() -> None:
    essay = read("It began in May.\nThe Cranes\nBy Ada Marlow", section("It began"))
    assert shown(essay) == ["It began in May.", "The Cranes", "By Ada Marlow"]


def test_marks_in_the_head_of_a_text() -> None:
    text = "The Cranes\nA tale of the port\nTold by a clerk\nFor the “Quays”.\nIt began in May."
    marks = (
        mark("subtitle", "A tale"),
        mark("byline", "Told by"),
        mark("standfirst", "For the"),
    )
    assert shown(read(text, section("It began"), marks=marks)) == [
        "[title] The Cranes",
        "[subtitle] A tale of the port",
        "[byline] Told by a clerk",
        "[standfirst] For the “Quays”.",
        "It began in May.",
    ]


# --- sections -----------------------------------------------------------------------------------


def test_headings_of_the_text_and_supplied_headings() -> None:
    text = "It began in May.\nThe spring\nAll was quiet.\nIn June it rained."
    sections = (
        section("It began"),
        section("The spring", "spring", supplied=False),
        section("In June", "summer"),
    )
    essay = read(text, *sections)
    assert shown(essay) == [
        "It began in May.",
        "[heading] The spring",
        "All was quiet.",
        "In June it rained.",
    ]
    assert [block.section for block in essay.blocks] == ["opening", "spring", "spring", "summer"]


def test_a_heading_that_looks_like_a_list_item() -> None:
    text = "1. The spring\nAll was quiet.\n2. The summer\n3. The autumn"
    sections = (
        section("1. The", "spring", supplied=False),
        section("2. The", "summer", supplied=False),
        section("3. The", "autumn", supplied=False),
    )
    assert shown(read(text, *sections)) == [
        "[heading] 1. The spring",
        "All was quiet.",
        "[heading] 2. The summer",
        "[heading] 3. The autumn",
    ]


def test_a_section_begins_at_its_words_in_the_source() -> None:
    text = "It  began - in May .\r\n\r\nIn\u00a0June it 'rained'."
    essay = read(text, section("It began - in May"), section("June it 'rained'", "summer"))
    assert [block.section for block in essay.blocks] == ["opening", "summer"]


# --- lines --------------------------------------------------------------------------------------


def test_each_line_is_a_paragraph() -> None:
    assert shown(read("One.\nTwo.\r\n\r\n\r\nThree.\n")) == ["One.", "Two.", "Three."]


def test_wrapped_lines_are_joined() -> None:
    text = "It began\nin May.\n\n  And it\r\nended in\r\nJune.\n"
    assert shown(read(text, wrapped=True)) == ["It began in May.", "And it ended in June."]


def test_items_in_wrapped_lines() -> None:
    text = "We ask for\n1. a week's\nnotice\n2. no fines\n\nand that\nis all"
    assert shown(read(text, wrapped=True)) == [
        "We ask for",
        "[numbered item] a week’s notice",
        "[numbered item] no fines",
        "and that is all",
    ]


@pytest.mark.parametrize("text", ["x", "x\n", "\ufeffx", "\n \n x \n"])
def test_a_text_of_one_word(text: str) -> None:
    assert shown(read(text, section("x"))) == ["x"]


# --- omissions ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "place", "expected"),
    [
        ("Posted in May\n\nIt began.\nIt ended.", at("Posted in May"), ["It began.", "It ended."]),
        ("It began.\n\n* * *\n\nIt ended.", at("* * *"), ["It began.", "It ended."]),
        ("It began.\nIt ended.\nReply\nTags:", at("Reply", "Tags:"), ["It began.", "It ended."]),
        ("It began.\nIt ended.\n\nReply\n\n", at("Reply"), ["It began.", "It ended."]),
        ("It began. [12] It ended.", at("[12]"), ["It began. It ended."]),
        ("It began [12].\nIt ended.", at(" [12]"), ["It began.", "It ended."]),
        ("[12] It began.\nIt ended.", at("[12] "), ["It began.", "It ended."]),
        ("It began.\n[12] It ended.", at("[12]"), ["It began.", "It ended."]),
        ("It began.\nIt ended. [12]", at("[12]"), ["It began.", "It ended."]),
        ("It began.\n  Ad one\n  Ad two\nIt ended.", at("Ad one", "Ad two"), ["It began.", "It ended."]),
    ],
    ids=["start", "middle", "end", "end with blank", "line", "stop", "first", "second", "last", "lines"],
)
def test_omissions(text: str, place: TextQuoteSelector, expected: list[str]) -> None:
    essay = read(text, section("It began"), omissions=(Omission("furniture", place, "No part."),))
    assert shown(essay) == expected
    ((before, after),) = changes(essay, "omission")
    assert before.split() == [*place.begins.split(), *place.ends.split()]
    assert not after.strip()


def test_a_whole_line_that_is_omitted_leaves_nothing_behind() -> None:
    essay = read("One.\n\nAd  \n\nTwo.", omissions=(omit("Ad"),))
    assert essay.text == "One.\n\nTwo."
    assert [(c.kind, c.name, c.why) for c in essay.ledger] == [("omission", "furniture", "No part of it.")]


def test_omitting_a_printed_line_joins_its_neighbours() -> None:
    text = "It began\nPage 12\nin May.\n\nPage 13\n\nIt ended."
    essay = read(text, wrapped=True, omissions=(omit("Page 12"), omit("Page 13")))
    assert shown(essay) == ["It began in May.", "It ended."]


def test_omitting_the_last_line_of_a_wrapped_paragraph_keeps_the_next_one_apart() -> None:
    text = "It began\nin May.\nPage 12\n\nIt ended\nin June."
    essay = read(text, wrapped=True, omissions=(omit("Page 12"),))
    assert shown(essay) == ["It began in May.", "It ended in June."]


# --- emendations --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "slip", "expected", "change"),
    [
        ("It bgean in May.", emend("bgean", "began"), "It began in May.", ("bgean", "began")),
        ("It began May.", emend("", " in", left="began"), "It began in May.", ("", " in")),
        ("It began in May", emend("", ".", left="in May"), "It began in May.", ("", ".")),
        ("t began in May.", emend("", "I", right="t began"), "It began in May.", ("", "I")),
        ("It began in in May.", emend(" in", "", left="began in"), "It began in May.", (" in", "")),
        (
            "It began. It ended.",
            emend("It", "So it", right=" ended"),
            "It began. So it ended.",
            ("It", "So it"),
        ),
        ("It's its end.", emend("its", "it’s", left="It's "), "It’s it’s end.", ("its", "it’s")),
    ],
    ids=[
        "replace",
        "insert",
        "insert at the end",
        "insert at the start",
        "delete",
        "left alone",
        "with marks",
    ],
)
def test_emendations(text: str, slip: Emendation, expected: str, change: tuple[str, str]) -> None:
    essay = read(text, emendations=(slip,))
    assert essay.text == expected
    assert changes(essay, "emendation") == [change]
    (emendation,) = [c for c in essay.ledger if c.kind == "emendation"]
    assert (emendation.name, emendation.why) == ("misspelling", "A slip.")
    assert text[emendation.start : emendation.end] == emendation.before


def test_a_rule_that_touches_an_emendation_becomes_part_of_it() -> None:
    text = 'She said "no and left.'
    essay = read(text, emendations=(emend("no", 'no"'),))
    assert essay.text == "She said “no” and left."
    assert changes(essay, "emendation") == [("no", "no”")]
    assert changes(essay, "rule") == [('"', "“")]


def test_an_emendation_may_divide_a_paragraph() -> None:
    essay = read("It began.It ended.", emendations=(emend("", "\n", left="began."),))
    assert shown(essay) == ["It began.", "It ended."]


def test_an_emendation_may_close_a_quotation() -> None:
    text = "They said:\n“No crane moves. (Song)\nIt ended."
    assert shown(read(text)) == ["They said:", "“No crane moves. (Song)", "It ended."]
    essay = read(text, emendations=(emend("", "”", left="moves."),))
    assert shown(essay) == [
        "They said:",
        "[quotation paragraph] “No crane moves.”",
        "[quotation citation] (Song)",
        "It ended.",
    ]


def test_adjacent_emendations() -> None:
    slips = (emend("bgean", "began"), emend("", " in", left="bgean"), emend(" may", " May"))
    essay = read("It bgean may.", emendations=slips)
    assert essay.text == "It began in May."
    assert changes(essay, "emendation") == [("bgean", "began"), ("", " in"), (" may", " May")]


# --- captions, and passages in one line with others ----------------------------------------------


CAPTION = mark("caption", "A crane", "in 1910")
STOOD, CRANE, FELL = "It stood.", "[caption] A crane in 1910", "It fell."


@pytest.mark.parametrize(
    ("text", "expected", "breaks"),
    [
        ("It stood.A crane in 1910It fell.", [STOOD, CRANE, FELL], ["", ""]),
        ("It stood. A crane in 1910 It fell.", [STOOD, CRANE, FELL], [" ", " "]),
        ("It stood.\u00a0 A crane in 1910It fell.", [STOOD, CRANE, FELL], ["\u00a0 ", ""]),
        ("It stood.\nA crane in 1910It fell.", [STOOD, CRANE, FELL], [""]),
        ("It stood.A crane in 1910\nIt fell.", [STOOD, CRANE, FELL], [""]),
        ("It stood.\nA crane in 1910\nIt fell.", [STOOD, CRANE, FELL], []),
        ("It stood.A crane in 1910", [STOOD, CRANE], [""]),
        ("A crane in 1910It fell.", [CRANE, FELL], [""]),
        ("A crane\nin 1910It fell.", ["[caption] A crane", "[caption] in 1910", FELL], [""]),
    ],
)
def test_captions(text: str, expected: list[str], breaks: list[str]) -> None:
    essay = read(text, marks=(CAPTION,))
    assert shown(essay) == expected
    assert [change.before for change in structural(essay, "block-break")] == breaks


def test_a_caption_without_an_end_is_the_whole_paragraph() -> None:
    essay = read("It stood.\nA crane in 1910. It fell.", marks=(mark("caption", "A crane"),))
    assert shown(essay) == ["It stood.", "[caption] A crane in 1910. It fell."]
    assert structural(essay, "block-break") == []


def test_the_end_of_a_passage_may_be_given_by_what_follows() -> None:
    text = "It stood.A crane in 1910It fell in 1910."
    essay = read(text, marks=(mark("caption", "A crane", "in 1910", right="It"),))
    assert shown(essay) == [STOOD, CRANE, "It fell in 1910."]


def test_a_caption_inside_a_wrapped_paragraph() -> None:
    essay = read("It stood\nthere. A crane\nin 1910 And it\nfell.", marks=(CAPTION,), wrapped=True)
    assert shown(essay) == ["It stood there.", "[caption] A crane in 1910", "And it fell."]


def test_a_caption_on_a_line_of_its_own_in_a_wrapped_paragraph() -> None:
    essay = read("It stood\nthere.\nA crane in 1910\nAnd it\nfell.", marks=(CAPTION,), wrapped=True)
    assert shown(essay) == ["It stood there.", "[caption] A crane in 1910", "And it fell."]


def test_a_biography_below_the_text() -> None:
    text = "It began.\nAda Marlow\nAda is a clerk."
    marks = (mark("biography", "Ada Marlow"), mark("biography", "Ada is"))
    assert shown(read(text, marks=marks)) == [
        "It began.",
        "[biography] Ada Marlow",
        "[biography] Ada is a clerk.",
    ]


# --- quotations ---------------------------------------------------------------------------------


def test_a_quotation_that_stands_alone_is_set_apart() -> None:
    essay = read('They said:\n"No crane moves."\nAnd "none" did.')
    assert shown(essay) == ["They said:", "[quotation paragraph] “No crane moves.”", "And “none” did."]


@pytest.mark.parametrize("opening", ["", '"'], ids=["one pair of marks", "repeated opening marks"])
def test_a_quotation_over_several_paragraphs(opening: str) -> None:
    essay = read(f'They said:\n"No crane.\n{opening}No rope.\n{opening}No tide."\nSo it was.')
    mark = "“" if opening else ""
    assert shown(essay) == [
        "They said:",
        "[quotation paragraph] “No crane.",
        f"[quotation paragraph] {mark}No rope.",
        f"[quotation paragraph] {mark}No tide.”",
        "So it was.",
    ]
    assert len({block.quote for block in essay.blocks if block.quote}) == 1


def test_two_quotations_in_a_row_are_two() -> None:
    essay = read("“No crane.” (Song)\n“No rope.”\n– Ada Marlow")
    assert shown(essay) == [
        "[quotation paragraph] “No crane.”",
        "[quotation citation] (Song)",
        "[quotation paragraph] “No rope.”",
        "[quotation citation] – Ada Marlow",
    ]
    first, first_source, second, second_source = (block.quote for block in essay.blocks)
    assert first == first_source
    assert second == second_source
    assert first != second


@pytest.mark.parametrize(
    "text", ["“No crane.” (Song)", "“No crane.”(Song)", "“No crane.”\n(Song)", "“No crane.”\n\n\n(Song)"]
)
def test_a_citation_on_the_same_line_and_on_the_next(text: str) -> None:
    essay = read(f"They said:\n{text}\nSo it was.")
    assert shown(essay)[1:3] == ["[quotation paragraph] “No crane.”", "[quotation citation] (Song)"]
    lifted = structural(essay, "citation")
    assert [change.before for change in lifted] == ([] if "\n" in text else [text[11:-6]])
    assert essay.text.endswith("“No crane.”\n\n(Song)\n\nSo it was.")


def test_a_quotation_without_marks_is_known_by_its_introduction_and_its_source() -> None:
    essay = read("They said:\nNo crane. (Song)\nIt began. (In May.)")
    assert shown(essay) == [
        "They said:",
        "[quotation paragraph] No crane.",
        "[quotation citation] (Song)",
        "It began. (In May.)",
    ]


def test_only_the_last_paragraph_of_a_quotation_has_a_citation() -> None:
    essay = read("“No crane! (None.)\nNo rope.” (Song)")
    assert shown(essay) == [
        "[quotation paragraph] “No crane! (None.)",
        "[quotation paragraph] No rope.”",
        "[quotation citation] (Song)",
    ]


def test_a_bracket_or_dash_without_a_quotation_is_a_paragraph() -> None:
    text = "It began.\n(In May.)\n– And ended.\n“No crane,” they said.\n(Song)"
    assert shown(read(text)) == text.split("\n")


def test_an_ellipsis_below_a_quotation_is_not_its_source() -> None:
    assert shown(read("“No crane.”\n(…)\n“No rope.”"))[1] == "(…)"


def test_an_epigraph_stands_below_a_heading() -> None:
    text = "The spring\n“No crane.” (Song)\n“No rope.”\nIt began."
    essay = read(text, section("The spring", supplied=False))
    assert shown(essay) == [
        "[heading] The spring",
        "[epigraph paragraph] “No crane.”",
        "[epigraph citation] (Song)",
        "[quotation paragraph] “No rope.”",
        "It began.",
    ]


def test_a_quotation_below_a_supplied_heading_is_not_an_epigraph() -> None:
    assert (
        shown(read("“No crane.”\nIt began.", section("“No crane")))[0] == "[quotation paragraph] “No crane.”"
    )


def test_a_quotation_does_not_run_into_the_next_section() -> None:
    text = "“No crane.\nThe spring\nNo rope.”"
    sections = (section("“No crane"), section("The spring", "spring", supplied=False))
    assert shown(read(text, *sections)) == ["“No crane.", "[heading] The spring", "No rope.”"]


def test_numbered_items_inside_a_quotation() -> None:
    essay = read("They said:\n“We ask for:\n1) notice;\n2) no fines.” (Letter)\nSo it was.")
    assert shown(essay) == [
        "They said:",
        "[quotation paragraph] “We ask for:",
        "[quotation numbered item] notice;",
        "[quotation numbered item] no fines.”",
        "[quotation citation] (Letter)",
        "So it was.",
    ]
    assert [change.before for change in structural(essay, "list-marker")] == ["1) ", "2) "]
    assert [change.before for change in structural(essay, "citation")] == [" "]


def test_marks_of_quotations() -> None:
    text = "A song:\nNo crane,\nno rope.\nThe dockers\n“So it was.”\n“No tide.”"
    marks = (
        mark("quotation", "No crane,", "no rope."),
        mark("citation", "The dockers"),
        mark("paragraph", "“So it was.”"),
        mark("epigraph", "“No tide.”"),
    )
    assert shown(read(text, marks=marks)) == [
        "A song:",
        "[quotation paragraph] No crane,",
        "[quotation paragraph] no rope.",
        "[quotation citation] The dockers",
        "“So it was.”",
        "[epigraph paragraph] “No tide.”",
    ]


def test_adjacent_marked_quotations_stay_separate() -> None:
    essay = read("No crane.\nNo rope.", marks=(mark("quotation", "No crane."), mark("quotation", "No rope.")))
    assert shown(essay) == ["[quotation paragraph] No crane.", "[quotation paragraph] No rope."]
    assert len({block.quote for block in essay.blocks}) == 2


def test_a_quotation_that_shares_its_line_with_others() -> None:
    essay = read("A song: No crane. So it was.", marks=(mark("quotation", "No", "crane."),))
    assert shown(essay) == ["A song:", "[quotation paragraph] No crane.", "So it was."]
    assert [change.after for change in structural(essay, "block-break")] == ["\n\n", "\n\n"]


# --- lists --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        (["* one", "* two"], "item"),
        (["• one", "- two"], "item"),
        (["1. one", "2. two"], "numbered item"),
        (["1)  one", "2)\u00a0two"], "numbered item"),
    ],
)
def test_items_lose_their_markers(lines: Sequence[str], kind: str) -> None:
    essay = read("\n".join(["So:", *lines, "That is all."]))
    assert shown(essay) == ["So:", f"[{kind}] one", f"[{kind}] two", "That is all."]
    assert len(structural(essay, "list-marker")) == 2
    assert essay.text == "So:\n\none\n\ntwo\n\nThat is all."


@pytest.mark.parametrize("line", ["1. one", "– one", "*one", "1917. one", "*", "* "])
def test_other_lines_keep_their_first_characters(line: str) -> None:
    essay = read(f"So:\n{line}\nThat is all.")
    assert shown(essay) == ["So:", line.strip(), "That is all."]


def test_every_structural_rule_has_a_reason() -> None:
    text = "It stood.A crane in 1910It fell.\n\n“No crane.” (Song)\n\n* one"
    reasons = {c.name: c.why for c in read(text, marks=(CAPTION,)).ledger if c.kind == "rule"}
    assert set(reasons) == {"block-break", "citation", "list-marker"}
    assert all(why.endswith(".") for why in reasons.values())


# --- misfits ------------------------------------------------------------------------------------

STORY = "It began in May.\nThe spring\nIt ended in June.\nThe summer\nIt was over."
ONE = section("It began")


def misfit(text: str, *sections: Section, **known: Any) -> tuple[tuple[str | int, ...], str]:
    with pytest.raises(MismatchError) as error:
        read(text, *sections, **known)
    (mismatch,) = error.value.mismatches
    assert str(error.value) == mismatch.what
    return mismatch.path, mismatch.what


MISFITS: dict[str, tuple[list[Section], dict[str, Any], str, list[str]]] = {
    "a section nowhere": ([section("In July")], {}, "In July", ["'In July'", "nowhere"]),
    "a section twice": ([section("The")], {}, "The", ["'The'", "more than once"]),
    "a block nowhere": ([ONE], {"marks": (mark("caption", "A crane"),)}, "A crane", ["'A crane'", "nowhere"]),
    "a block twice": ([ONE], {"marks": (mark("caption", "It"),)}, "It", ["'It'", "more than once"]),
    "an omission nowhere": ([ONE], {"omissions": (omit("Ad"),)}, "Ad", ["'Ad'", "nowhere"]),
    "an omission whose end is nowhere": (
        [ONE],
        {"omissions": (omit("The spring", "Ad"),)},
        "The spring",
        ["nowhere"],
    ),
    "an omission twice": ([ONE], {"omissions": (omit("in"),)}, "in", ["'in'", "more than once"]),
    "an emendation nowhere": ([ONE], {"emendations": (emend("may", "May"),)}, "may", ["'may'", "nowhere"]),
    "an insertion nowhere": (
        [ONE],
        {"emendations": (emend("", ",", left="Began"),)},
        "Began",
        ["'Began'", "nowhere"],
    ),
    "an emendation twice": (
        [ONE],
        {"emendations": (emend("The", "the"),)},
        "The",
        ["'The'", "more than once"],
    ),
    "an omission that ends before it begins": (
        [ONE],
        {"omissions": (omit("It ended", "The spring"),)},
        "It ended",
        ["'The spring'", "before", "'It ended'"],
    ),
    "emendations that overlap": (
        [ONE],
        {"emendations": (emend("May.", "May"), emend("in May", "on May"))},
        "May.",
        ["'May.'", "overlaps", "'in May'"],
    ),
    "an emendation in an omission": (
        [ONE],
        {"omissions": (omit("The spring"),), "emendations": (emend("spring", "Spring"),)},
        "spring",
        ["overlaps"],
    ),
    "an insertion in an emendation": (
        [ONE],
        {"emendations": (emend("in May", "on May"), emend("", "!", left="in", right=" May"))},
        "in",
        ["overlaps"],
    ),
    "omissions that overlap": (
        [ONE],
        {"omissions": (omit("The spring", "in June."), omit("It ended", "The summer"))},
        "It ended",
        ["overlaps"],
    ),
    "sections out of order": (
        [ONE, section("The summer", "summer"), section("The spring", "spring")],
        {},
        "The spring",
        ["'spring'", "before the one above"],
    ),
    "two sections in one paragraph": (
        [ONE, section("in May", "may")],
        {},
        "in May",
        ["'may'", "before the one above"],
    ),
    "prose before the first section": (
        [section("The spring")],
        {},
        "The spring",
        ["'It began in May.'", "before the first section"],
    ),
}


@pytest.mark.parametrize(("sections", "known", "where", "what"), MISFITS.values(), ids=MISFITS)
def test_mismatches(sections: list[Section], known: dict[str, Any], where: str, what: list[str]) -> None:
    path, message = misfit(STORY, *sections, **known)
    assert path == (where,)
    assert all(part in message for part in what), message


@pytest.mark.parametrize(
    ("place", "what"), [(("A crane", "in 1910"), "nowhere"), (("It ended", "The spring"), "before")]
)
def test_a_mismatch_of_a_block_with_an_end_is_reported_once(place: tuple[str, str], what: str) -> None:
    path, message = misfit(STORY, ONE, marks=(mark("caption", *place),))
    assert path == (place[0],)
    assert what in message


def test_all_mismatches_are_reported_together() -> None:
    with pytest.raises(MismatchError) as error:
        read(STORY, section("In July"), omissions=(omit("Ad"),), emendations=(emend("The", "the"),))
    assert {misfit.path for misfit in error.value.mismatches} == {("In July",), ("Ad",), ("The",)}


def test_changes_that_only_touch_do_not_overlap() -> None:
    slips = (emend("It", "So it", right=" began"), emend(" began", " starts"), emend("", ",", left="May"))
    assert read(STORY, ONE, emendations=slips).text.startswith("So it starts in May,.")


def test_prose_before_the_first_section_must_be_omitted_or_marked() -> None:
    text = "Posted in May\nFor the port.\nIt began."
    known = {"omissions": (omit("Posted in May"),), "marks": (mark("standfirst", "For the port"),)}
    assert shown(read(text, section("It began"), **known)) == ["[standfirst] For the port.", "It began."]


# --- any text -----------------------------------------------------------------------------------

PARTS = st.lists(
    st.one_of(
        st.sampled_from(
            ["“No crane.”", "“No rope.", "no tide.”", "“No.” (Song)", "(Song)", "– Ada", "It stood."]
        ),
        st.sampled_from(
            ["1. one", "2. two", "3) three", "* four", "- ", "“A” (…) “b.”", "(…)", "The spring", ""]
        ),
        TEXTS,
    ),
    max_size=10,
)


@pytest.mark.parametrize("wrapped", [False, True])
@settings(max_examples=250)
@given(parts=PARTS)
@example(parts=["“No crane.” (Song)", "“1. one", "2. two.” (Song)", "(Song)"])
def test_every_word_is_in_one_block(wrapped: bool, parts: list[str]) -> None:
    text = "\n".join(["Zero.", *parts])
    essay = read(text, section(text), wrapped=wrapped)
    assert apply(text, essay.ledger) == essay.text
    assert "\n\n".join(essay.block_text(block) for block in essay.blocks) == essay.text
    assert all(essay.block_text(block).strip() for block in essay.blocks)
    quotes = [quote for quote, _ in groupby(block.quote for block in essay.blocks) if quote]
    assert len(quotes) == len({quote.number for quote in quotes})
    for block, above in zip(essay.blocks, (None, *essay.blocks), strict=False):
        if block.kind == "citation":
            assert above
            assert above.quote == block.quote


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, tuple[Emendation, ...], tuple[Omission, ...]]:
    """A text without double spaces, with corrections and omissions that do not overlap."""
    text = "Zero " + " ".join(draw(TEXTS).split(" "))
    assume(not re.search(r"\s\s", text))
    slips, cuts = [], []
    for change in draw(ledgers(text)):
        left, reading, right = text[: change.start], change.before, text[change.end :]
        if reading and draw(st.booleans()):
            cuts.append(omit(reading, left=left, right=right))
        elif change.start:
            slips.append(emend(reading, change.after, left=left, right=right))
    return text, tuple(slips), tuple(cuts)


@settings(max_examples=200)
@given(edited())
def test_all_changes_are_recorded_and_can_be_undone(
    case: tuple[str, tuple[Emendation, ...], tuple[Omission, ...]],
) -> None:
    text, emendations, omissions = case
    try:
        essay = read(text, section(text), emendations=emendations, omissions=omissions)
    except MismatchError as error:
        if "overlaps" not in str(error):  # an omitted line includes the blank lines below it
            raise
        return
    assert apply(text, essay.ledger) == essay.text
    assert "\n\n".join(essay.block_text(block) for block in essay.blocks) == essay.text
    count = sum(change.kind != "rule" for change in essay.ledger)
    assert count <= len(emendations) + len(omissions)


# --- the sample edition -------------------------------------------------------------------------


@pytest.fixture
def harbour(single: Path) -> Essay:
    (essay,) = assemble(single, single / "sources", lambda essays: essays).texts
    return essay


def test_the_sample_is_normalised(harbour: Essay) -> None:
    assert shown(harbour) == [
        "[title] The Harbour Strike – “Who stopped the cranes?”",
        "[byline] By Ada Marlow",
        "[standfirst] A short account, written for the ‘Quays Museum’ and its visitors.",
        "[heading] 1. Before the strike",
        "[epigraph paragraph] “No crane moves unless we move it, and nobody knows this better "
        "than the owners.”",
        "[epigraph citation] (Port worker – 1911)",
        "The harbour had forty cranes in 1910–12; by the spring only nine of them still worked.",
        "[caption] A harbour worker, about 1910",
        "In those years the men were hired by the day.",
        "Nobody could plan a week ahead – let alone a year.",
        "The owners’ letter of May 1911 said:",
        "[quotation paragraph] “We regret the present conditions.",
        "[quotation paragraph] We shall look into them in due course.”",
        "[quotation citation] (Letter to the Gazette)",
        "[item] Wages fell twice.",
        "[item] Rents rose three times.",
        "[heading] 2. The strike",
        "The committee asked for three things:",
        "[quotation paragraph] “The demands are few:",
        "[quotation numbered item] a week’s notice;",
        "[quotation numbered item] a fixed rate;",
        "[quotation numbered item] no fines”.",
        "The received answer was ‘no’. It was – as Marlow’s grandfather put it – “a door shut twice”. "
        "Then everybody went home*, and [nobody] knew why; see <note> & page_7.",
        "[biography] Ada Marlow",
        "[biography] Ada is a retired clerk and writes about ports.",
    ]


def test_the_sample_is_divided_into_sections(harbour: Essay) -> None:
    sections = [(name, len(list(blocks))) for name, blocks in groupby(b.section for b in harbour.blocks)]
    assert sections == [("", 3), ("before", 13), ("strike", 9)]


def test_the_sample_lists_the_emendations(harbour: Essay) -> None:
    listed = [(c.kind, c.name, c.before.strip(), c.after) for c in harbour.ledger if c.kind != "rule"]
    assert listed == [
        ("omission", "posting date", "Posted on Monday 3 March 2014", ""),
        ("omission", "separator", "* * *", ""),
        ("emendation", "missing mark", "", "”"),
        ("emendation", "stray mark", "”.", "”."),
        ("emendation", "misspelling", "recieved", "received"),
        ("emendation", "wrong character", "`no'", "‘no’"),
        ("omission", "form", "Leave a reply\nTagged under:", ""),
    ]


def test_the_sample_is_restored(harbour: Essay, single: Path) -> None:
    raw = (single / "sources" / "harbour.txt").read_bytes()
    assert restore(harbour.text, harbour.ledger).encode("utf-8") == raw
