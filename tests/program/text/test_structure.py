"""The structure of a text: block quotations, their sources, and lists."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edition.text.structure import (
    find_citation,
    find_list_markers,
    find_quotation_ends,
    is_citation,
    is_dialogue,
    is_introduced_quotation,
)

# --- quotations ---------------------------------------------------------------------------------

QUOTATIONS: dict[str, tuple[list[str], int | None]] = {
    "one paragraph": (["“No crane moves.”", "So they said."], 0),
    "a stop after the mark": (["“No crane moves”."], 0),
    "a question after the mark": (["“No crane moves”?"], 0),
    "a citation on the same line": (["“No crane moves.” (Port worker, 1911)"], 0),
    "a citation and a stop": (["“No crane moves” (Port worker, 1911)."], 0),
    "a stop before the citation": (["“No crane moves”. (Port worker, 1911)"], 0),
    "a mark after the citation": (["“No crane moves” (Port worker, 1911)!"], 0),
    "a bracket inside": (["“No crane (of ours) moves.”"], 0),
    "a quotation inside": (["“He said “no crane” and left.”"], 0),
    "a quotation inside, at the end": (["“He said “no crane.””"], 0),
    "single marks inside": (["“He said ‘no crane’ and wasn’t heard.”"], 0),
    "two paragraphs, one pair of marks": (["“No crane moves.", "Nor shall it.”", "So they said."], 1),
    "three paragraphs, each with an opening mark": (["“No crane.", "“No rope.", "“No tide.”", "So."], 2),
    "some paragraphs with an opening mark": (["“No crane.", "No rope.", "“No tide.” (Song)"], 2),
    "a list inside": (["“Our demands:", "1) less work", "2) more pay”."], 2),
    "a cut": (["“No crane” (…) “moves.”"], 0),
    "a cut in square brackets, and a citation": (["“No crane” […] “moves.” (Song)"], 0),
    "a bare cut": (["“No crane” … “moves.”"], 0),
    "a cut and a second paragraph": (["“No crane” (…) “moves.", "Nor shall it.”"], 1),
    "a quotation after the quotation": (["“No crane moves.”", "“No rope holds.”"], 0),
    "no opening mark": (["No crane moves.”"], None),
    "a mark later on": (["They said: “No crane moves.”"], None),
    "no marks at all": (["No crane moves."], None),
    "never closed": (["“No crane moves.", "So they said."], None),
    "words after it": (["“No crane moves,” they said."], None),
    "words after it, on a later line": (["“No crane moves.", "Nor shall it,” they said."], None),
    "a quoted word first": (["“Cranes” are birds, too."], None),
    "two quoted words": (["“Cranes” and “ropes”"], None),
    "words after the citation": (["“No crane moves.” (Song) So they said."], None),
    "single marks only": (["‘No crane moves.’"], None),
}


@pytest.mark.parametrize(("paragraphs", "end"), QUOTATIONS.values(), ids=QUOTATIONS)
def test_quotation_end(paragraphs: list[str], end: int | None) -> None:
    assert find_quotation_ends(paragraphs)[0] == end


def test_quotation_end_counts_from_the_top() -> None:
    paragraphs = ["They said:", "“No crane moves.", "Nor shall it.”", "“No rope holds.”"]
    assert find_quotation_ends(paragraphs) == [None, 2, None, 3]


PARAGRAPHS = st.lists(
    st.lists(st.sampled_from(["“", "”", "a", " ", ".", "(b)", "(…)"]), min_size=1, max_size=8).map("".join),
    min_size=1,
    max_size=4,
)


@settings(max_examples=400)
@given(PARAGRAPHS, PARAGRAPHS)
def test_what_follows_a_quotation_does_not_matter(paragraphs: list[str], more: list[str]) -> None:
    end = find_quotation_ends(paragraphs)[0]
    if end is not None:
        assert find_quotation_ends(paragraphs[: end + 1] + more)[0] == end


@settings(max_examples=400)
@given(PARAGRAPHS)
def test_a_quotation_is_opened_and_closed(paragraphs: list[str]) -> None:
    end = find_quotation_ends(paragraphs)[0]
    if end is not None:
        assert paragraphs[0].startswith("“")
        assert "”" in paragraphs[end]
        assert "a" not in paragraphs[end].rpartition("”")[2]


# --- citations ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("quotation", "between", "citation"),
    [
        ("“No crane moves.”", " ", "(Port worker, 1911)"),
        ("“No crane moves”", " ", "(Port worker, 1911)."),
        ("“No crane moves.”", "", "(Song)"),
        ("No crane moves.", " ", "(Song)"),
        ("No crane moves!", " ", "(Song)"),
        ("Does a crane move?", " ", "(Song)"),
        ("‘No crane moves.’", " ", "(Song)"),
        ("No crane …", " ", "(Song)"),
        ("“No crane (of ours) moves.”", " ", "(Song)"),
        ("“No crane” (…) “moves.”", " ", "(Song, p. 3; see there)"),
    ],
)
def test_citation_start(quotation: str, between: str, citation: str) -> None:
    start = find_citation(quotation + between + citation)
    assert start == len(quotation + between)


@pytest.mark.parametrize(
    "paragraph",
    [
        "“No crane moves.”",
        "“No crane moves” (…)",
        "“No crane moves” (so they said) again.",
        "No crane (of ours)",
        "“No crane moves (of ours)”",
        "“No crane moves.” [Song]",
        "“No crane moves.” (Song",
        "“No crane moves.” (Song (old))",
        "(Song)",
        "",
    ],
)
def test_no_citation_start(paragraph: str) -> None:
    assert find_citation(paragraph) is None


@pytest.mark.parametrize(
    "paragraph",
    [
        "(Port worker, 1911)",
        "(Port worker, 1911).",
        "– Port worker",
        "—Port worker, 1911",
        "— Port worker, in the “Gazette” (1911)",
        "(From “The … Strike”)",
    ],
)
def test_is_citation(paragraph: str) -> None:
    assert is_citation(paragraph)


@pytest.mark.parametrize(
    "paragraph",
    [
        "Port worker, 1911",
        "(Port worker) said so.",
        "So said (Port worker)",
        "(One) (two)",
        "- Port worker",
        "–",
        "– ",
        "(…)",
        "(…).",
        "()",
        "– " + "They said so at length. " * 10,
        "",
    ],
)
def test_is_no_citation(paragraph: str) -> None:
    assert not is_citation(paragraph)


@pytest.mark.parametrize(
    ("introduction", "paragraph", "cited"),
    [
        ("They said:", "No crane moves. (Port worker, 1911)", True),
        ("They said:", "No crane moves.", False),
        ("They said.", "No crane moves. (Port worker, 1911)", False),
        ("They said:", "No crane moves (of ours).", False),
        ("They said:", "“No crane moves. (Port worker, 1911)", False),
        ("They said:", "‘No crane moves.’ (Port worker, 1911)", True),
    ],
)
def test_is_cited(introduction: str, paragraph: str, cited: bool) -> None:
    assert is_introduced_quotation(introduction, paragraph) == cited


# --- lists --------------------------------------------------------------------------------------

LISTS: dict[str, tuple[list[str], list[str]]] = {
    "numbers with stops": (["1. a", "2. b", "3. c"], ["1. ", "2. ", "3. "]),
    "numbers with brackets": (["1) a", "2) b"], ["1) ", "2) "]),
    "numbers of two digits": ([f"{n}. x" for n in range(1, 12)], [f"{n}. " for n in range(1, 12)]),
    "words before and after": (["1917.", "1. a", "2. b", "So."], ["", "1. ", "2. ", ""]),
    "a second list begins anew": (["1. a", "2. b", "1. c", "2. d"], ["1. ", "2. ", "1. ", "2. "]),
    "one number": (["1. a", "So."], ["", ""]),
    "the same number twice": (["1. a", "1. b"], ["", ""]),
    "numbers that do not begin with one": (["2. a", "3. b"], ["", ""]),
    "numbers that begin with nought": (["0. a", "1. b"], ["", ""]),
    "a list that goes on after words": (["1. a", "2. b", "So:", "3. c", "4. d"], ["1. ", "2. ", "", "", ""]),
    "a number left out": (["1. a", "2. b", "4. c"], ["1. ", "2. ", ""]),
    "numbers that fall": (["2. a", "1. b"], ["", ""]),
    "years": (["1917. a", "1918. b"], ["", ""]),
    "numbers without a space": (["1.5 a", "2.5 b"], ["", ""]),
    "numbers inside a line": (["No. 1. a", "No. 2. b"], ["", ""]),
    "bullets": (["* a", "• b", "- c", "· d"], ["* ", "• ", "- ", "· "]),
    "one bullet": (["So:", "* a", "So."], ["", "* ", ""]),
    "a bullet amid numbers": (["1. a", "* b", "2. c"], ["", "* ", ""]),
    "dashes and footnote marks": (["– a", "*a", "-a", "** b"], ["", "", "", ""]),
    "nothing": ([], []),
}


@pytest.mark.parametrize(("paragraphs", "expected"), LISTS.values(), ids=LISTS)
def test_list_markers(paragraphs: list[str], expected: list[str]) -> None:
    markers = [""] * len(paragraphs)
    for at, length, counts in find_list_markers(paragraphs):
        markers[at] = paragraphs[at][:length]
        assert counts == int("".join(re.findall(r"^\d+", paragraphs[at])) or 0)
    assert markers == expected


@settings(max_examples=300)
@given(st.lists(st.one_of(st.integers(0, 4), st.none(), st.just("*")), max_size=10))
def test_numbered_items_follow_the_previous_item(numbers: list[int | str | None]) -> None:
    paragraphs = ["x" if n is None else "* x" if n == "*" else f"{n}. x" for n in numbers]
    items = {at: numbers[at] for at, _, counts in find_list_markers(paragraphs) if counts}
    for at, number in items.items():
        assert isinstance(number, int)
        assert number == 1 or items.get(at - 1) == number - 1
        assert number != 1 or items.get(at + 1) == 2


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (["“Is the crane old?”", "“Very.”", "Nobody knew."], [True, True, False]),
        (["She wrote:", "“The crane is old.”", "“It fell.”"], [False, False, True]),
        (["“The crane is old.” (Marlow, 1887)", "“It fell.”"], [False, False]),
        (["They left.", "“The crane is old.”", "Nobody knew."], [False, False, False]),
        ([f"“{'old ' * 39}crane.”", "“Very.”"], [True, True]),
        ([f"“{'old ' * 40}crane.”", "“Very.”"], [False, True]),
    ],
)
def test_turns_of_a_dialogue_are_no_block_quotations(paragraphs: list[str], expected: list[bool]) -> None:
    """They are short, one after another, and have no citation, nor one or a colon before them."""
    quoted = [at for at, paragraph in enumerate(paragraphs) if paragraph.startswith("“")]
    assert [at in quoted and is_dialogue(paragraphs, at) for at in range(len(paragraphs))] == expected
