"""Quotations: words between quotation marks, and whether somebody said them."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.annotate.quotation_marks import find_quoted, find_unclosed
from edition.annotate.quotations import exclude_registered, find_quotations, is_quotation

PAIRS: dict[str, list[str]] = {
    "": [],
    "no marks": [],
    "“one” and “two”": ["one", "two"],
    "‘one’ and ‘two’": ["one", "two"],
    # nested
    "“one ‘two’ three” four": ["one ‘two’ three", "two"],
    "‘one “two” three’ four": ["one “two” three", "two"],
    "“one “two” three” “four”": ["one “two” three", "two", "four"],
    "“one “two ‘three’””": ["one “two ‘three’”", "two ‘three’", "three"],
    # left open
    "“one two\n\nthree": ["one two"],
    "“one two": ["one two"],
    "“one two\n\nthree four”": ["one two"],
    "“one “two\n\n“three”": ["one “two", "two", "three"],
    "‘one\n\ntwo’": [],
    "one” “two”": ["two"],
    # apostrophes
    "‘It’s late, isn’t it?’ she said": ["It’s late, isn’t it?"],
    "’tis ‘late’": ["late"],
    "it’s the workers’ own": [],
    # plural possessives
    "‘the workers’ own hall’ stood": ["the workers’ own hall"],
    "‘the workers’ and owners’ hall’ stood": ["the workers’ and owners’ hall"],
    "‘the workers’ stood": ["the workers"],
    "‘boys’ and ‘girls’ sang": ["boys", "girls"],
    "‘the owners’. The men’s tools’ weight": ["the owners"],
    "‘the owners’ yard. The tools’ weight": ["the owners"],
}


@pytest.mark.parametrize(("text", "expected"), PAIRS.items(), ids=PAIRS)
def test_pairs(text: str, expected: list[str]) -> None:
    """Each opening mark ends at its closing mark or at the end of its paragraph."""
    assert [text[q.start : q.end] for q in find_quoted(text)] == expected


def test_a_block_quotation_is_found_without_its_marks() -> None:
    """A quotation of several paragraphs is one span, without the marks at its ends."""
    text = "Before.\n\n“One.\n\nTwo.”\n\nAfter."
    block = (9, 21)
    assert [(q.start, q.end) for q in find_quoted(text, [block])] == [(10, 20)]
    assert find_quotations(text, [block]) == [(10, 20)]
    assert find_quotations("One.\n\nTwo.", [(0, 10)]) == [(0, 10)]
    assert find_quotations("“One.\n\nTwo”.", [(0, 12)]) == [(1, 10)]


@pytest.mark.parametrize(
    "text",
    [
        "„No crane moves.“",
        "»No crane moves.«",
        "«No crane moves.»",
        "« No crane moves. »",
        "›No crane moves.‹",
    ],
)
def test_the_marks_of_any_language_are_no_part_of_a_block_quote(text: str) -> None:
    (span,) = find_quotations(text, [(0, len(text))])
    assert text[slice(*span)] == "No crane moves."


def test_a_mark_of_words_quoted_within_a_block_quote_is_a_part_of_it() -> None:
    text = "No crane «moves»."
    (span,) = find_quotations(text, [(0, len(text))])
    assert text[slice(*span)] == text


def test_a_continued_quotation_may_repeat_its_opening_mark() -> None:
    text = "Before.\n\n“One ‘two’.\n\n“Three “four” five.”\n\n“After.”"
    block = (9, text.index("\n\n“After"))
    whole = (10, block[1] - 1)
    four, after = text.index("four"), text.index("After")
    doubles = [(q.start, q.end) for q in find_quoted(text, [block]) if text[q.start - 1] == "“"]
    assert doubles == [whole, (four, four + 4), (after, after + 6)]


QUOTATIONS = (
    # said before
    "The owner said “not today”.",
    "The owner said: “Not today.”",
    "The board declared the gate “open”.",
    "He replied: “The Harbour and the Town”",
    "They called it “the pit”.",
    "He was called a “traitor”.",
    "She demanded an “open gate”.",
    # said after
    "“Not today”, said the owner.",
    "“Not today,” the owner replied.",
    "“Not today”, he later said.",
    "A “third way”, the clerk wrote.",
    "A “third way”, as Marlow wrote.",
    "“Not today” (Marlow, 1911).",
    "“Hard times,” The Gazette had it.",
    # possessives
    "Marlow’s “door shut”.",
    "Marlow’s own “door shut”.",
    # nouns of speech
    "Under the slogan “bread and fish” they met.",
    "The cry “all out” was heard.",
    "In the words “no more”, no less.",
    # long
    "“No crane moves unless we move it”.",
    "A long “row of nine old cranes” stood there.",
)

OTHERS = (
    # scare quotes
    "A “fair” wage.",
    "The “owners” came.",
    "These “free men” left.",
    "It is “called for”.",
    "The “gate” was open. He said nothing.",
    "He said nothing. The “gate” was open.",
    "It was “open” (sic).",
    # titles
    "She read “The Harbour and the Town”.",
    "“The Harbour and the Town” is long.",
    "“What Now, Harbour?” is long.",
    "his pamphlet “no crane moves unless we move it”",
    "the article, “no crane moves unless we move it”",
    "a song entitled “what now, said the crane”",
    # names
    "The so-called “fair wage” act.",
    "the ship nicknamed “Old Bess”",
    "Bill, known as “the Eel”, left.",
    "Bill, known locally as “the Eel”, left.",
    "the pier, dubbed “red quay”, stood.",
    "Bob “Eel” Smith",
    # initials
    "He said “U.S.A.”",
    "The “HMS” was gone; “N.B.” was there.",
)


@pytest.mark.parametrize(
    ("text", "expected"), [*((q, True) for q in QUOTATIONS), *((o, False) for o in OTHERS)]
)
def test_is_quotation(text: str, expected: bool) -> None:
    """Long phrases and phrases with a speaker are quotations; names, titles and scare quotes are not."""
    found = find_quoted(text)
    assert found
    assert {is_quotation(text, quoted) for quoted in found} == {expected}


def test_five_words_are_enough() -> None:
    """Then no speaker is needed."""
    assert find_quotations("It was “a row of nine”.") == []
    assert find_quotations("It was “a row of nine cranes”.") == [(8, 28)]


def test_quotations_that_overlap_registered_ones_are_excluded() -> None:
    """Even an overlap of one code point counts."""
    assert exclude_registered([(0, 4), (6, 9), (9, 12)], [(3, 5), (9, 10)]) == [(6, 9)]
    assert exclude_registered([(0, 4)], []) == [(0, 4)]
    assert exclude_registered([], [(0, 4)]) == []


MARKED = st.lists(
    st.sampled_from([*"“”‘’“”‘’", "word", " ", "s", "\n\n", ". ", "said ", "The ", "(A)", ","]), max_size=40
).map("".join)


@given(MARKED)
def test_pairs_nest_or_are_separate(text: str) -> None:
    """Double marks never cross, and spans lie within the text."""
    found = find_quoted(text)
    assert [(q.start, -q.end) for q in found] == sorted((q.start, -q.end) for q in found)
    for quoted in found:
        assert 0 < quoted.start <= quoted.end <= len(text)
        assert text[quoted.start - 1] in "“‘"
        assert "\n\n" not in text[quoted.start : quoted.end]
    doubles = [q for q in found if text[q.start - 1] == "“"]
    for first in doubles:
        for second in doubles:
            assert not first.start < second.start <= first.end < second.end
    assert set(find_quotations(text)) <= {(q.start, q.end) for q in found}


# --- other marks, dialogue and titles ------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "She wrote: «no crane moves unless we do».",
        "She wrote: « no crane moves unless we do ».",
        "She wrote: «\u00a0no crane moves unless we do\u00a0».",
        "She wrote: »no crane moves unless we do«.",
        "She wrote: „no crane moves unless we do“.",
        "She wrote: „no crane moves unless we do”.",
        "She wrote: ‚no crane moves unless we do‘.",
        "She wrote: ‚no crane moves unless we do’.",
        "She wrote: ‹no crane moves unless we do›.",
        "She wrote: ›no crane moves unless we do‹.",
        "She wrote: ``no crane moves unless we do''.",
    ],
)
def test_marks_of_several_languages(text: str) -> None:
    """Spaces within the marks stay in the text, and are not part of the quotation."""
    assert [text[start:end] for start, end in find_quotations(text)] == ["no crane moves unless we do"]


def test_marks_of_one_language_within_one_another() -> None:
    text = "„Sie rief ‚kein Kran bewegt sich ohne uns‘ und ging“, then “they «never said a word of» it”."
    assert [text[q.start : q.end] for q in find_quoted(text)] == [
        "Sie rief ‚kein Kran bewegt sich ohne uns‘ und ging",
        "kein Kran bewegt sich ohne uns",
        "they «never said a word of» it",
        "never said a word of",
    ]


@pytest.mark.parametrize(
    "text", ["The ‘48ers said they held the dockers’ bridge", "In May ‘68 the dockers’ hall stood"]
)
def test_an_apostrophe_before_a_year_opens_nothing(text: str) -> None:
    assert find_quoted(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“Come in,” said Ada. “Now?” “Yes.”", ["Come in,", "Now?", "Yes."]),
        ("“Quick!” cried she.", ["Quick!"]),
        ("They marched for “bread, fish” and “quays to all”.", ["bread, fish", "quays to all"]),
        ("They marched for “bread, fish” under the “fair” moon.", ["bread, fish"]),
        ("In “The end of the old crane is near at last” she counts them.", []),
        ("She reads “Notes from Under the Crane”.", []),
        ("The “Now.” of it was late.", []),
    ],
)
def test_dialogue_slogans_and_titles(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in find_quotations(text)] == found


@pytest.mark.parametrize("piece", ["“", "‘", "„", "« ", "``", "“a ‘b ", "’ ", "‚a "])
def test_the_time_to_find_quotations_grows_with_the_length_of_a_text(piece: str) -> None:
    def seconds(repeats: int) -> float:
        begun = time.process_time()
        find_quotations(piece * repeats)
        return time.process_time() - begun

    short = min(seconds(4000) for _ in range(2))
    assert seconds(12000) < 6 * short + 0.05


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He wrote: “The quay is old. Then he slept.\n\nShe said “so it is” twice.", [10]),
        ("“The quay is old.\n\n“The crane is still.”", []),
        ("She said “so it is”, and „so“ and «so».", []),
        ("It ended with “so", [14]),
        ("He said “it was ‘old’ and “grey”.\n\nSo it was.", [8]),
    ],
)
def test_marks_left_open(text: str, expected: list[int]) -> None:
    assert list(find_unclosed(text)) == expected


def test_a_mark_may_stay_open_in_a_block_quote() -> None:
    text = "“The quay is old.\n\nIt fell.”\n\nSo."
    assert list(find_unclosed(text, [(0, text.index("\n\nSo"))])) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    {
        "He wrote: “The quay is old and grey. Then he slept.\n\nShe said “the crane is quite still” twice.": [
            "the crane is quite still"
        ],
        "He wrote: “The quay is old and grey\n\nSo he slept.": ["The quay is old and grey"],
        "He wrote: “The quay is old. It is grey.\n\n“It fell.”\n\nSo he slept.": [
            *("The quay is old. It is grey.", "It fell."),
        ],
    }.items(),
)
def test_of_a_quotation_left_open_nobody_can_tell_the_end_after_a_sentence(
    text: str, expected: list[str]
) -> None:
    assert [text[start:end] for start, end in find_quotations(text)] == expected
