"""Dates: how they are spelt, what they mean, and what only looks like a date."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from edition.annotate.dates import find_dates
from edition.annotate.dates.languages.english_forms import MONTHS
from edition.model.edtf import Edtf
from tests.support.environment import ROOT

MONTH_NAMES = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

SEASON_NUMBERS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}


def found(text: str) -> list[tuple[str, str]]:
    """Return each expression in `text` with its value."""
    return [(text[d.start : d.end], str(d.edtf)) for d in find_dates(text)]


def with_qualifiers(text: str) -> list[tuple[str, str, tuple[str, ...]]]:
    """Return each expression in `text` with its value and its qualifiers."""
    return [(text[d.start : d.end], str(d.edtf), d.qualifiers) for d in find_dates(text)]


SPELLINGS = {
    # days
    "3 March 1887": "1887-03-03",
    "3 March, 1887": "1887-03-03",
    "03 March 1887": "1887-03-03",
    "3rd March 1887": "1887-03-03",
    "1st March 1887": "1887-03-01",
    "2nd March 1887": "1887-03-02",
    "31st of March 1887": "1887-03-31",
    "March 3, 1887": "1887-03-03",
    "March 3 1887": "1887-03-03",
    "March 3rd, 1887": "1887-03-03",
    "March the 3rd, 1887": "1887-03-03",
    "31 Dec. 1887": "1887-12-31",
    "Dec 31, 1887": "1887-12-31",
    # days of one month
    "3–5 March 1887": "1887-03-03/1887-03-05",
    "3-5 March 1887": "1887-03-03/1887-03-05",
    "3 – 5 March 1887": "1887-03-03/1887-03-05",
    "3—5 March 1887": "1887-03-03/1887-03-05",
    "3/5 March 1887": "1887-03-03/1887-03-05",
    "3rd–5th March 1887": "1887-03-03/1887-03-05",
    "3 and 4 March 1887": "1887-03-03/1887-03-04",
    "3 to 5 March 1887": "1887-03-03/1887-03-05",
    "3 or 4 March 1887": "1887-03-03/1887-03-04",
    "March 3–5, 1887": "1887-03-03/1887-03-05",
    "March 3-5 1887": "1887-03-03/1887-03-05",
    "March 3 to 5, 1887": "1887-03-03/1887-03-05",
    "March 3rd to 5th, 1887": "1887-03-03/1887-03-05",
    "March 3 to 5 1887": "1887-03-03/1887-03-05",
    "March 3 and 4, 1887": "1887-03-03/1887-03-04",
    "March 3 or 4, 1887": "1887-03-03/1887-03-04",
    # days of two months
    "28 February – 3 March 1887": "1887-02-28/1887-03-03",
    "28 February–3 March 1887": "1887-02-28/1887-03-03",
    "28 February to 3 March 1887": "1887-02-28/1887-03-03",
    "28 December 1887 – 3 January 1888": "1887-12-28/1888-01-03",
    "February 28 to 3 March 1887": "1887-02-28/1887-03-03",
    # months
    "March 1887": "1887-03",
    "March, 1887": "1887-03",
    "March of 1887": "1887-03",
    "May 1887": "1887-05",
    "October to November 1887": "1887-10/1887-11",
    "October – November 1887": "1887-10/1887-11",
    "October–November 1887": "1887-10/1887-11",
    "October/November 1887": "1887-10/1887-11",
    "November 1887 – March 1888": "1887-11/1888-03",
    "November 1887–March 1888": "1887-11/1888-03",
    # abbreviations
    "Jan. 1887": "1887-01",
    "Jan 1887": "1887-01",
    "Feb. 1887": "1887-02",
    "Mar. 1887": "1887-03",
    "Apr. 1887": "1887-04",
    "Aug. 1887": "1887-08",
    "Sep 1887": "1887-09",
    "Sept. 1887": "1887-09",
    "Oct. 1887": "1887-10",
    "Nov. 1887": "1887-11",
    "Dec. 1887": "1887-12",
    # seasons
    "spring 1887": "1887-21",
    "Summer of 1887": "1887-22",
    "autumn 1887": "1887-23",
    "fall of 1887": "1887-23",
    "WINTER 1887": "1887-24",
    "winter of 1887–88": "1887-24",
    "winter of 1887-1888": "1887-24",
    "winter 1887/8": "1887-24",
    # years
    "1066": "1066",
    "1887": "1887",
    "2099": "2099",
    "1910-12": "1910/1912",
    "1910–12": "1910/1912",
    "1910—12": "1910/1912",
    "1910/12": "1910/1912",
    "1910 – 12": "1910/1912",
    "1910–2": "1910/1912",
    "1910-1912": "1910/1912",
    "1910–1912": "1910/1912",
    "1910/1912": "1910/1912",
    "1910—1912": "1910/1912",
    "1910 – 1912": "1910/1912",
    "1910 to 1912": "1910/1912",
    "1910 until 1912": "1910/1912",
    "1910 till 1912": "1910/1912",
    "1899–1901": "1899/1901",
    # decades
    "1930s": "193X",
    "1930’s": "193X",
    "1930's": "193X",
    "2000s": "200X",
    "1920s – 1930s": "192X/193X",
    "1920s–1930s": "192X/193X",
    # before Christ; ISO 8601 counts 1 BC as 0
    "1200 BC": "-1199",
    "1200BC": "-1199",
    "1200 BCE": "-1199",
    "1200 B.C.": "-1199",
    "1200 B.C": "-1199",
    "1200 B. C.": "-1199",
    "1200 B.C.E.": "-1199",
    "480 BC": "-0479",
    "1 BC": "0000",
    "15 March 44 BC": "-0043-03-15",
    "March 15, 44 BC": "-0043-03-15",
    "March 44 BC": "-0043-03",
    "March 15 BC": "-0014-03",
    "summer of 1200 BC": "-1199-22",
    "1200–1150 BC": "-1199/-1149",
    "1200–800 BC": "-1199/-0799",
    "1200 to 800 BCE": "-1199/-0799",
    "1200 BC–800 BC": "-1199/-0799",
    "1200 B.C. – 1150 B.C.": "-1199/-1149",
    "44 BC to 1066": "-0043/1066",
}


@pytest.mark.parametrize(("spelling", "value"), SPELLINGS.items(), ids=SPELLINGS)
def test_every_spelling_is_one_expression(spelling: str, value: str) -> None:
    """Alone, in a sentence, in brackets and between quotation marks."""
    for before, after in (("", ""), ("They met on ", " and left."), ("(", ")"), ("“", "”"), ("", ", then")):
        assert found(before + spelling + after) == [(spelling, value)]


@pytest.mark.parametrize(("number", "month"), list(enumerate(MONTH_NAMES, 1)), ids=MONTH_NAMES)
def test_every_month_is_recognised(number: int, month: str) -> None:
    """Alone, before and after a day."""
    assert found(f"{month} 1887") == [(f"{month} 1887", f"1887-{number:02}")]
    assert found(f"4 {month} 1887") == [(f"4 {month} 1887", f"1887-{number:02}-04")]
    assert found(f"{month} 4, 1887") == [(f"{month} 4, 1887", f"1887-{number:02}-04")]


@pytest.mark.parametrize(
    ("text", "expected"),
    {
        "from 1910 to 1912": [("1910 to 1912", "1910/1912", ("from",))],
        "from 1910 until 1912": [("1910 until 1912", "1910/1912", ("from",))],
        "from 28 February to 3 March 1887": [
            ("28 February to 3 March 1887", "1887-02-28/1887-03-03", ("from",))
        ],
        "from 1887 to October 1888": [("1887 to October 1888", "1887/1888-10", ("from",))],
        "from June to the 1930s": [("June to the 1930s", "1930-06/193X", ("from",))],
        "from the 1920s to the 1930s": [("1920s to the 1930s", "192X/193X", ("from",))],
        "between 1910 and 1912": [("1910 and 1912", "1910/1912", ())],
        "between October and November 1887": [("October and November 1887", "1887-10/1887-11", ())],
        "between the 1920s and the 1930s": [("1920s and the 1930s", "192X/193X", ())],
        "in 1910 and 1912": [("1910", "1910", ()), ("1912", "1912", ())],
        "in 1910, 1912": [("1910", "1910", ()), ("1912", "1912", ())],
        "in June and July 1887": [("June", "1887-06", ()), ("July 1887", "1887-07", ())],
        "on 1 May and 3 June 1887": [("1 May", "1887-05-01", ()), ("3 June 1887", "1887-06-03", ())],
        "the 1920s and 1930s": [("1920s", "192X", ()), ("1930s", "193X", ())],
        "1889-5": [("1889", "1889", ())],
        "1888–88": [("1888", "1888", ())],
    }.items(),
)
def test_ranges_need_a_connecting_word(text: str, expected: list[tuple[str, str, tuple[str, ...]]]) -> None:
    """`from … to` and `between … and` make a range; `and` alone, or an end before the start, does not."""
    assert with_qualifiers(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    {
        "early 1887": ("early 1887", "1887", ("early",)),
        "Early 1887": ("Early 1887", "1887", ("early",)),
        "early in 1887": ("early in 1887", "1887", ("early",)),
        "mid-1887": ("mid-1887", "1887", ("mid",)),
        "mid 1887": ("mid 1887", "1887", ("mid",)),
        "in late 1887": ("late 1887", "1887", ("late",)),
        "late March 1887": ("late March 1887", "1887-03", ("late",)),
        "mid-March 1887": ("mid-March 1887", "1887-03", ("mid",)),
        "early spring 1887": ("early spring 1887", "1887-21", ("early",)),
        "the late 1930s": ("late 1930s", "193X", ("late",)),
        "the end of 1887": ("end of 1887", "1887", ("end",)),
        "the close of 1887": ("close of 1887", "1887", ("end",)),
        "end of March 1887": ("end of March 1887", "1887-03", ("end",)),
        "the end of the 1930s": ("end of the 1930s", "193X", ("end",)),
        "the beginning of 1887": ("beginning of 1887", "1887", ("beginning",)),
        "the start of 1887": ("start of 1887", "1887", ("beginning",)),
        "the middle of 1887": ("middle of 1887", "1887", ("mid",)),
        "by 1887": ("1887", "1887", ("by",)),
        "from 1887": ("1887", "1887", ("from",)),
        "until 1887": ("1887", "1887", ("until",)),
        "till 1887": ("1887", "1887", ("until",)),
        "Since 1887": ("1887", "1887", ("since",)),
        "before the 1930s": ("1930s", "193X", ("before",)),
        "after 3 March 1887": ("3 March 1887", "1887-03-03", ("after",)),
        "as early as 1887": ("1887", "1887", ("as-early-as",)),
        "as late as March 1887": ("March 1887", "1887-03", ("as-late-as",)),
        "until the end of 1887": ("end of 1887", "1887", ("until", "end")),
        "by late 1887": ("late 1887", "1887", ("by", "late")),
        "whereby 1887": ("1887", "1887", ()),
        "in 1887": ("1887", "1887", ()),
    }.items(),
)
def test_parts_and_bounds(text: str, expected: tuple[str, str, tuple[str, ...]]) -> None:
    """A part (`early`) belongs to the expression, a bound (`by`) does not; both are qualifiers."""
    assert with_qualifiers(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    {
        # in the same paragraph: the nearest before
        "In 1887 they met. On 3 March they left.": ["1887", "1887-03-03"],
        "In 1887 they met. On March 3 they left.": ["1887", "1887-03-03"],
        "In 1905 and 1887. By May they left.": ["1905", "1887", "1887-05"],
        "On 3 March 1887; on 4 March; in 1920.": ["1887-03-03", "1887-03-04", "1920"],
        "In 1905.\n\nOn 3 March, then 1887.": ["1905", "1905-03-03", "1887"],
        # in the text before
        "In 1905.\n\nIn 1887.\n\nOn 3 March.": ["1905", "1887", "1887-03-03"],
        "In 1905.\n\nNothing.\n\nUntil June.": ["1905", "1905-06"],
        # after, where nothing is before
        "On 3 March they met.\n\nIn 1887 they left.": ["1887-03-03", "1887"],
        "On 3 March they met, in 1905, not in 1887.": ["1905-03-03", "1905", "1887"],
        # the year of a cited work counts only if there is no other
        "In 1905.\n\nPeace! (Words, 1887)\n\nOn 3 March.": ["1905", "1887", "1905-03-03"],
        "Peace! (Words, 1887, p. 3)\n\nOn 3 March, before 1905.": ["1887", "1905-03-03", "1905"],
        "Peace! (Words, 1887)\n\nOn 3 March.": ["1887", "1887-03-03"],
        # nor does what else is in brackets
        "In 1905 and at the congress (1887). On 3 March.": ["1905", "1887", "1905-03-03"],
        "In 1905 and (Words, 3 May 1887) then. On 3 March.": ["1905", "1887-05-03", "1905-03-03"],
        # nowhere
        "On 3 March they met.": [],
        # decades in words take their century
        "In 1934, in the Thirties, they met.": ["1934", "193X"],
        "In 1834, in the thirties, they met.": ["1834", "183X"],
        "The twenties, unlike 1934.": ["192X", "1934"],
        "In 1934. The late fifties.": ["1934", "195X"],
        "In 1934. The mid-forties.": ["1934", "194X"],
        "In 1934. The ’sixties.": ["1934", "196X"],
        "In 1934. The early nineties.": ["1934", "189X"],
        "The eighties came.": [],
    }.items(),
)
def test_missing_years_are_taken_from_nearby_dates(text: str, expected: list[str]) -> None:
    """From the nearest earlier date in the paragraph, else in the text, else from a later date."""
    assert [value for _, value in found(text)] == expected


NO_DATES = (
    "1,966 delegates",
    "p. 1848",
    "pp. 1848–50",
    "page 1848",
    "vol. 1887",
    "Volume 1887",
    "no. 1887",
    "№ 1887",
    "1848 delegates",
    "some 1887 workers",
    "$1887",
    "£1887",
    "£ 1887",
    "1887%",
    "3.1887",
    "1887.5",
    "1887,5",
    "31887",
    "A1887",
    "1887th",
    "899",
    "2100",
)


@pytest.mark.parametrize("text", NO_DATES)
def test_other_numbers_are_not_dates(text: str) -> None:
    """Numbers in counts, prices and citations are not years."""
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "They may leave.",
        "May they leave?",
        "March on, comrades!",
        "They march in rows.",
        "an august assembly",
        "Jane and June",
        "the April revolution",
        "in the April revolution",
        "since the July days",
        "the February insurrection",
        "during the May Crisis",
        "in the April Uprising",
        "The Dec 3a form",
        "for three years",
        "ten days that were long",
        "a man in his thirties",
        "thirties clothes",
        "Mayday",
    ],
)
def test_ordinary_words_are_not_dates(text: str) -> None:
    """A month alone needs a word such as `in` before it and no event after it; a decade needs `the`."""
    year = "In 1887 it rained. "
    assert found(year + text) == [("1887", "1887")]


def test_a_common_word_after_a_month_does_not_make_it_an_event() -> None:
    assert found("In 1887 it rained. In August war broke out.")[1] == ("August", "1887-08")


@pytest.mark.parametrize(
    "text", ["In 1848 delegates met.", "by 1848 workers left", "1848 was hard", "1848 has passed", "(1848)"]
)
def test_years_are_not_mistaken_for_counts(text: str) -> None:
    """A word such as `in` before the number or a verb after it makes it a year."""
    assert found(text) == [("1848", "1848")]


@pytest.mark.parametrize(
    ("text", "expected"),
    {
        "AD 1200": [("AD 1200", "1200")],
        "1200 AD": [("1200 AD", "1200")],
        "1200 CE": [("1200 CE", "1200")],
        "1200 BCs": [("1200", "1200")],
        "in 1200 B. Clark left": [("1200", "1200")],
        "480": [],
        "10,000 BC": [],
        "12000 BC": [],
        "the 1200s BC": [],
        "1200 BC cities": [("1200 BC", "-1199")],
        "between 1200 and 800 BC": [("1200 and 800 BC", "-1199/-0799")],
        "in 1200 and 800 BC": [("1200", "-1199"), ("800 BC", "-0799")],
        "In 44 BC they met. By March they left.": [("44 BC", "-0043"), ("March", "-0043-03")],
        "In 1934, not in 44 BC, nor in the thirties.": [
            ("1934", "1934"),
            ("44 BC", "-0043"),
            ("thirties", "193X"),
        ],
    }.items(),
)
def test_years_before_christ_need_an_era(text: str, expected: list[tuple[str, str]]) -> None:
    """The era of the second of two years applies to both; decades in words are never BC."""
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    {
        "In 1887, from March 3 to 5, it rained.": ("March 3 to 5", "1887-03-03/1887-03-05"),
        "In 1887, on March 3 to 5 delegates it said so.": ("March 3", "1887-03-03"),
        "In 1887, on March 3 and 5 days later.": ("March 3", "1887-03-03"),
    }.items(),
)
def test_a_number_after_a_day_may_count_something_else(text: str, expected: tuple[str, str]) -> None:
    """The last of several days without a year must not be followed directly by a word."""
    assert found(text) == [("1887", "1887"), expected]


def test_only_a_winter_runs_into_the_next_year() -> None:
    assert found("winter of 1887–89") == [("winter of 1887", "1887-24")]
    assert found("summer of 1887–88") == [("summer of 1887", "1887-22")]


@pytest.mark.parametrize("word", ["in", "by", "until", "since", "from", "during", "last", "that", "late"])
def test_a_month_alone_needs_a_word_of_time(word: str) -> None:
    """Such as `in` or `since`."""
    assert [v for _, v in found(f"It was 1887. They met {word} October.")] == ["1887", "1887-10"]


# --- properties ----------------------------------------------------------------------------------

_SCHEMA = json.loads((ROOT / "docs/annotations/dates.schema.json").read_text(encoding="utf-8"))
EDTF = re.compile(_SCHEMA["definitions"]["edtf"]["pattern"])

_PIECES = (
    *(
        "1887",
        "1910",
        "1899",
        "1910 – 1912",
        "1 May–3 June 1887",
        "1200 BC",
        "44 B.C.",
        "BC",
        "12",
        "3",
        "31",
        "3rd",
        "1930s",
        "the thirties",
        "’Twenties",
        "1,966",
        "p. ",
    ),
    *("March", "May", "Oct.", "December", "spring", "Winter", "revolution", "delegates", "days"),
    *(" ", " ", " ", "\n\n", ", ", ". ", "–", " – ", "-", "/", "—", " to ", " and ", " of ", " the "),
    *("in ", "by ", "from ", "between ", "until ", "early ", "late ", "mid-", "end of ", "£", "(", ")", "“"),
)

DATED = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(_PIECES), max_size=30).map("".join))


@given(DATED)
@example("1B.C.EARLY 1000")  # the C is not that of circa
def test_spans_are_in_order_and_values_are_edtf(text: str) -> None:
    """Expressions never overlap and are never empty, and the schema accepts their values."""
    at = 0
    for date in find_dates(text):
        assert at <= date.start < date.end <= len(text)
        at = date.end
        assert EDTF.search(str(date.edtf.without_qualifiers())), date
        assert Edtf.from_id(date.edtf.without_qualifiers().id) == date.edtf.without_qualifiers()
        assert not text[date.start].isspace()
        assert not text[date.end - 1].isspace()


@given(st.integers(1000, 2099), st.integers(0, 11), st.integers(1, 28))
def test_both_orders_mean_the_same(year: int, month: int, day: int) -> None:
    """A day may stand before or after its month."""
    value = f"{year}-{month + 1:02}-{day:02}"
    name = MONTH_NAMES[month]
    assert name.lower().startswith(MONTHS[month])
    for spelling in (f"{day} {name} {year}", f"{name} {day}, {year}", f"{day} of {name}, {year}"):
        assert found(spelling) == [(spelling, value)]


@given(st.sampled_from(sorted(SEASON_NUMBERS)), st.integers(1000, 2099))
def test_seasons_have_the_numbers_of_edtf(season: str, year: int) -> None:
    """Seasons are 21 to 24."""
    assert found(f"{season} {year}") == [(f"{season} {year}", f"{year}-{SEASON_NUMBERS[season]}")]
