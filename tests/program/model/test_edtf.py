"""Dates in EDTF: which are accepted, and their words, bounds, years, order and ids."""

from __future__ import annotations

import json
import re
from calendar import monthrange
from datetime import date
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.inputs.paths import DATES, MANIFEST, PEOPLE, QUOTATIONS, WORKS, schema_path
from edition.model.edtf import Edtf, display_date, display_lifetime
from edition.model.edtf_date import MONTHS, SEASONS, EdtfDate, UndatedEnd
from edition.model.years_in_words import display_year, display_years
from tests.support.environment import ROOT

# --- words ---------------------------------------------------------------------------------------

SHOWN = {
    "1917": "1917",
    "1917-10": "October 1917",
    "1917-10-25": "25 October 1917",
    "1917-03-03": "3 March 1917",
    "2000-02-29": "29 February 2000",
    "1917-21": "spring 1917",
    "1917-22": "summer 1917",
    "1917-23": "autumn 1917",
    "1917-24": "winter 1917–18",
    "1999-24": "winter 1999–00",
    "0014-24": "winter AD 14",
    "20XX": "21st century",
    # qualified: approximate, uncertain, both
    "1870~": "about 1870",
    "1870?": "1870 (?)",
    "1870%": "about 1870 (?)",
    "1870-04~": "about April 1870",
    "1870-04?": "April 1870 (?)",
    "1870-04-22%": "about 22 April 1870 (?)",
    "1911-21?": "spring 1911 (?)",
    "191X~": "about 1910s",
    # digits that are not specified
    "193X": "1930s",
    "19XX": "20th century",
    # the ending of a number goes with its last digit, but not from 11 to 13
    "10XX": "11th century",
    "11XX": "12th century",
    "12XX": "13th century",
    "21XX": "22nd century",
    "22XX": "23rd century",
    "23XX": "24th century",
    "91XX": "92nd century",
    "99XX": "100th century",
    "1XXX": "1000s",
    "1917-XX": "1917",
    "1917-XX-XX": "1917",
    "1917-10-XX": "October 1917",
    "1917-10-2X": "October 1917",
    "1917-1X": "1917",
    "1917-XX-25": "1917",
    "193X-05": "1930s",
    "193X-05-12": "1930s",
    "193X-21": "1930s",
    "1X17": "1017–1917",
    "19X7": "1907–1997",
    # years before 1000, and before Christ
    "0999": "AD 999",
    "1000": "1000",
    "0001": "AD 1",
    "0000": "1 BC",
    "-0001": "2 BC",
    "-0384": "385 BC",
    "-9999": "10000 BC",
    "-0043-03-15": "15 March 44 BC",
    "0014-08-19~": "about 19 August AD 14",
    "074X": "AD 740s",
    "001X": "AD 10s",
    "000X": "1 BC – AD 9",
    "-000X": "10–1 BC",
    "-038X": "390–381 BC",
    "-03XX": "400–301 BC",
    # intervals
    "1936/1938": "1936–1938",
    "1936/1936": "1936",
    "192X/193X": "1920s–1930s",
    "1917/192X": "1917–1920s",
    "192X/1935": "1920s–1935",
    "1917-10-24/1917-10-25": "24–25 October 1917",
    "1917-10-24/1918-10-25": "24 October 1917 – 25 October 1918",
    "1917-10-30/1917-11-02": "30 October – 2 November 1917",
    "1917-12-30/1918-01-02": "30 December 1917 – 2 January 1918",
    "1917-10/1917-11": "October – November 1917",
    "1917-21/1917-23": "spring – autumn 1917",
    "1917-11/1918-03": "November 1917 – March 1918",
    "1917/1918-10": "1917 – October 1918",
    "1917-10/1918": "October 1917 – 1918",
    "1917/1917-10": "1917 – October 1917",
    "1917-10/1917": "October 1917 – 1917",
    "1917-10-25/1917-11": "25 October – November 1917",
    "1917-10-25/1917-10": "25 October – October 1917",
    "1917-10/1917-10-25": "October – 25 October 1917",
    "1917-XX/1918-XX": "1917–1918",
    "193X-05/193X-06": "1930s–1930s",
    "0014/0037": "AD 14–37",
    "0742/0814": "AD 742–814",
    "0742/1066": "AD 742–1066",
    "-0384/-0321": "385–322 BC",
    "-0001/0000": "2–1 BC",
    "0000/0001": "1 BC – AD 1",
    "-0019/0014": "20 BC – AD 14",
    "-0019/1014": "20 BC – AD 1014",
    "-038X/-032X": "390–381 BC – 330–321 BC",
    "-0043-03-15/-0042-10": "15 March 44 BC – October 43 BC",
    "-0043-03/-0043-05": "March – May 44 BC",
    # intervals of which a date is qualified, open or unknown
    "1845~/1846": "about 1845 – 1846",
    "1845/1846~": "1845 – about 1846",
    "1845?/1846": "1845 (?) – 1846",
    "1845%/1846?": "about 1845 (?) – 1846 (?)",
    "1917-10?/1917-11": "October 1917 (?) – November 1917",
    "1917-10-24/1917-10-25?": "24 October 1917 – 25 October 1917 (?)",
    "1999/..": "1999–",
    "../1999": "–1999",
    "1999/": "1999–?",
    "/1999": "?–1999",
    "1999-10/..": "October 1999 –",
    "../1999-10": "– October 1999",
    "1999-10/": "October 1999 – ?",
    "1999~/..": "about 1999 –",
}


@pytest.mark.parametrize(("text", "shown"), SHOWN.items(), ids=SHOWN)
def test_words(text: str, shown: str) -> None:
    """Dates in English; what both dates of an interval share is written once."""
    assert Edtf.parse(text).display() == shown
    assert display_date(Edtf.parse(text)) == shown


def test_no_date_has_no_words() -> None:
    assert display_date(None) == ""


@pytest.mark.parametrize(("number", "name"), list(enumerate(MONTHS, 1)))
def test_every_month_has_its_english_name(number: int, name: str) -> None:
    assert Edtf.parse(f"1917-{number:02}").display() == f"{name} 1917"
    assert date(1917, number, 1).strftime("%B") == name


def test_a_date_can_be_shown_without_its_qualifier() -> None:
    assert [EdtfDate("1870", "04", "22", mark).display_unqualified() for mark in ("", "?", "~", "%")] == [
        "22 April 1870"
    ] * 4


@pytest.mark.parametrize(
    ("year", "shown"),
    [(-384, "385 BC"), (-1, "2 BC"), (0, "1 BC"), (1, "AD 1"), (999, "AD 999"), (1000, "1000")],
)
def test_a_year_in_words(year: int, shown: str) -> None:
    """Year 0 of ISO 8601 is 1 BC."""
    assert display_year(year) == shown
    assert display_years(year, year) == shown


def test_reversed_years_are_shown_as_written() -> None:
    assert display_years(1917, 1905) == "1917–1905"
    assert display_years(14, 1) == "AD 14–1"
    assert display_years(14, -19) == "AD 14 – 20 BC"
    assert display_years(1917, 0) == "AD 1917 – 1 BC"
    assert display_years(-1, -3) == "2–4 BC"
    assert Edtf.parse("0002-XX/0000", as_written=True).display() == "AD 2 – 1 BC"


@pytest.mark.parametrize(
    ("born", "died", "shown"),
    [
        ("1870-04-22", "1924-01-21", "1870–1924"),
        ("1870", "1924", "1870–1924"),
        ("1911", "1911-05", "1911–1911"),
        ("-0043", "-0043", "44 BC – 44 BC"),
        ("1955", "", "born 1955"),
        ("", "1924-01", "died 1924"),
        ("", "", ""),
        ("1870-04~", "1924", "about 1870 – 1924"),
        ("1870-04?", "", "born 1870 (?)"),
        ("", "1924%", "died about 1924 (?)"),
        ("187X", "19XX", "1870s – 20th century"),
        ("1845/1846", "1901/1902", "1845–1901"),
        ("/1846", "1901", "1846–1901"),
        ("-0384", "-0321-10", "385–322 BC"),
        ("-0384", "", "born 385 BC"),
        ("-0042-11-16", "0037-03-16", "43 BC – AD 37"),
        ("", "0014-08-19", "died AD 14"),
    ],
)
def test_years_of_a_life(born: str, died: str, shown: str) -> None:
    """Only years are shown, with their qualifiers."""
    first, last = (Edtf.parse(text) if text else None for text in (born, died))
    assert display_lifetime(first, last) == shown


# --- limits and years ----------------------------------------------------------------------------

BOUNDS = {
    "1917": ("1917", "1917"),
    "1917-10": ("1917-10", "1917-10"),
    "1917-10-25": ("1917-10-25", "1917-10-25"),
    "193X": ("1930", "1939"),
    "18XX": ("1800", "1899"),
    "1XXX": ("1000", "1999"),
    "1X17": ("1017", "1917"),
    "1917-21": ("1917-03", "1917-05"),
    "1917-22": ("1917-06", "1917-08"),
    "1917-23": ("1917-09", "1917-11"),
    "1917-24": ("1917-12", "1918-02"),
    "193X-24": ("1930-12", "1940-02"),
    "-0001-24": ("-0001-12", "0000-02"),
    "1936/1938": ("1936", "1938"),
    "192X/193X": ("1920", "1939"),
    "1918-11/1922-24": ("1918-11", "1923-02"),
    "1917/..": ("1917", ""),
    "../1917": ("", "1917"),
    "1917/": ("1917", ""),
    "/1917": ("", "1917"),
    "../1917-24": ("", "1918-02"),
    "1917-24/..": ("1917-12", ""),
    "1917?": ("1917", "1917"),
    "1917-10~": ("1917-10", "1917-10"),
    "1917-10-25%": ("1917-10-25", "1917-10-25"),
    "1917-XX": ("1917", "1917"),
    "1917-XX-XX": ("1917", "1917"),
    "1917-10-XX": ("1917-10", "1917-10"),
    "1917-0X": ("1917-01", "1917-09"),
    "1917-1X": ("1917-10", "1917-12"),
    "1917-X2": ("1917-02", "1917-12"),
    "1917-XX-25": ("1917-01-25", "1917-12-25"),
    "1917-XX-31": ("1917-01-31", "1917-12-31"),
    "1917-10-0X": ("1917-10-01", "1917-10-09"),
    "1917-10-2X": ("1917-10-20", "1917-10-29"),
    "1917-10-3X": ("1917-10-30", "1917-10-31"),
    "1917-02-2X": ("1917-02-20", "1917-02-28"),
    "1916-02-2X": ("1916-02-20", "1916-02-29"),
    "1917-1X-05": ("1917-10-05", "1917-12-05"),
    "193X-05": ("1930-05", "1939-05"),
    "193X-05-12": ("1930-05-12", "1939-05-12"),
    "-0384": ("-0384", "-0384"),
    "-0384-02-29": ("-0384-02-29", "-0384-02-29"),
    "-038X": ("-0389", "-0380"),
    "-000X": ("-0009", "0000"),
    "000X": ("0000", "0009"),
    "-0019/0014": ("-0019", "0014"),
}


@pytest.mark.parametrize(("text", "bounds"), BOUNDS.items(), ids=BOUNDS)
def test_bounds(text: str, bounds: tuple[str, str]) -> None:
    """The first and the last day, month or year, as precise as the date."""
    assert Edtf.parse(text).bounds == bounds


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("1917-02-29", "1917-02"),
        ("1917-02-30", "1917-02"),
        ("1900-02-29", "1900-02"),
        ("1917-04-31", "1917-04"),
    ],
)
def test_the_bound_of_an_impossible_day_is_its_month(text: str, bound: str) -> None:
    """In the order of dates it follows the real days of its month."""
    value = Edtf.parse(text, as_written=True)
    assert value.bounds == (bound, bound)
    assert Edtf.parse(f"{bound}-28") < value < Edtf.parse(f"{bound[:5]}{int(bound[5:]) + 1:02}")


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("1917-10-25", (1917, 1917)),
        ("193X", (1930, 1939)),
        ("19XX", (1900, 1999)),
        ("1936/1938", (1936, 1938)),
        ("192X/193X", (1920, 1939)),
        ("1917/..", (1917, 1917)),
        ("../192X", (1920, 1929)),
        ("/1917", (1917, 1917)),
        ("1917-10~", (1917, 1917)),
        ("1917-24", (1917, 1918)),
        ("1917-24/..", (1917, 1918)),
        ("1911/1913-02", (1911, 1913)),
        ("-0384", (-384, -384)),
        ("-038X", (-389, -380)),
        ("-0019/0014", (-19, 14)),
    ],
)
def test_years(text: str, years: tuple[int, int]) -> None:
    """A half-open interval has the years of its date; a winter has two years."""
    assert Edtf.parse(text).years == years


def test_years_of_a_reversed_interval() -> None:
    assert Edtf.parse("1917/1905-03", as_written=True).years == (1905, 1917)


# --- parts ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "years", "month", "season", "day"),
    [
        ("1917", (1917, 1917), None, "", None),
        ("1917-10", (1917, 1917), 10, "", None),
        ("1917-10-05", (1917, 1917), 10, "", 5),
        ("1917-12-31", (1917, 1917), 12, "", 31),
        ("1917-21", (1917, 1917), None, "spring", None),
        ("1917-24", (1917, 1917), None, "winter", None),
        ("1917-XX", (1917, 1917), None, "", None),
        ("1917-1X-05", (1917, 1917), None, "", None),
        ("1917-10-2X", (1917, 1917), 10, "", None),
        ("193X-05", (1930, 1939), 5, "", None),
        ("-000X", (-9, 0), None, "", None),
    ],
)
def test_parts(text: str, years: tuple[int, int], month: int | None, season: str, day: int | None) -> None:
    """Missing and partly unspecified parts are None; a season is not a month."""
    (part,) = Edtf.parse(text).dates
    assert (part.years, part.month, part.season, part.day) == (years, month, season, day)


def test_dates_can_be_made_of_numbers() -> None:
    """They equal the dates that are parsed."""
    assert EdtfDate.of(1917, 10, 5) == EdtfDate("1917", "10", "05") == Edtf.parse("1917-10-05").first
    assert EdtfDate.of(14, 8) == EdtfDate("0014", "08")
    assert EdtfDate.of(1923, 24) == EdtfDate("1923", "24")
    assert EdtfDate.of(0) == EdtfDate("0000")
    assert EdtfDate.of(-1) == EdtfDate("-0001")
    assert EdtfDate.of(-384) == EdtfDate("-0384") == Edtf.parse("-0384").first
    assert EdtfDate.of_decade(193) == EdtfDate("193X")
    assert EdtfDate.of_decade(0) == EdtfDate("000X")
    assert Edtf.from_day(date(1917, 3, 4)) == Edtf.parse("1917-03-04")
    assert Edtf(EdtfDate.of(1917), UndatedEnd.OPEN) == Edtf.parse("1917/..")
    assert Edtf(UndatedEnd.UNKNOWN, EdtfDate.of(1917)) == Edtf.parse("/1917")


@pytest.mark.parametrize(
    ("text", "uncertain", "approximate", "half_open", "exact", "interval"),
    [
        ("1917", False, False, False, True, False),
        ("1917-10-25", False, False, False, True, False),
        ("1917-21", False, False, False, True, False),
        ("1917?", True, False, False, False, False),
        ("1917~", False, True, False, False, False),
        ("1917%", True, True, False, False, False),
        ("193X", False, False, False, False, False),
        ("1917-XX", False, False, False, False, False),
        ("1917-10-XX", False, False, False, False, False),
        ("1917/1918", False, False, False, True, True),
        ("1917?/1918", True, False, False, False, True),
        ("1917/1918~", False, True, False, False, True),
        ("1917?/1918~", True, True, False, False, True),
        ("1917/192X", False, False, False, False, True),
        ("1917/..", False, False, True, False, True),
        ("/1917", False, False, True, False, True),
        ("../1917?", True, False, True, False, True),
    ],
)
def test_certainty_of_a_date(
    text: str, uncertain: bool, approximate: bool, half_open: bool, exact: bool, interval: bool
) -> None:
    """`?` means uncertain, `~` approximate, `%` both."""
    value = Edtf.parse(text)
    assert (value.is_uncertain, value.is_approximate) == (uncertain, approximate)
    assert (value.is_half_open, value.is_exact, value.is_interval) == (half_open, exact, interval)


@pytest.mark.parametrize("text", ["1917", "1917-10", "1917-10-25", "0000", "-0384-05"])
def test_dates_that_iso_8601_1_can_express(text: str) -> None:
    assert Edtf.parse(text).iso == text


@pytest.mark.parametrize("text", ["1917?", "193X", "1917-XX", "1917-21", "1917/1918", "1917/..", "../1917"])
def test_dates_that_iso_8601_1_cannot_express(text: str) -> None:
    """Qualifiers, unspecified digits, seasons and intervals."""
    assert Edtf.parse(text).iso == ""


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("1917", "1917"),
        ("1917-10-25", "1917"),
        ("1917-10-25?", "1917?"),
        ("1923-24", "1923"),
        ("193X-05", "193X"),
        ("1917-10/1918-03", "1917/1918"),
        ("1917-03/1917-05", "1917"),
        ("1917-03/1917-05~", "1917/1917~"),
        ("1917-03~/1917-05~", "1917~"),
        ("1917-03/..", "1917/.."),
        ("/1917-03", "/1917"),
        ("-0043-03-15", "-0043"),
    ],
)
def test_to_years(text: str, years: str) -> None:
    """Qualifiers and open ends are kept; an interval within a year becomes that year."""
    assert str(Edtf.parse(text).to_years()) == years


# --- order ---------------------------------------------------------------------------------------

IN_ORDER = [
    "../1917",  # without a beginning
    "/-0500",
    "-9999",
    "-0400",
    "-038X",  # begins with 390 BC
    "-0384",
    "-0384-02",
    "0000",
    "0014-08-19",
    "1909",
    "1910",
    "191X",  # begins with 1910
    "1910/1912",
    "1911",
    "1911-XX",
    "1911?",
    "1911/..",
    "1911/1913",
    "1911-01",
    "1911-01/1911-02",
    "1911-01-01",
    "1911-02",
    "1911-03",
    "1911-21",  # March
    "1911-03/1911-04",
    "1911-03-01",
    "1911-04",
    "1911-05-03",
    "1911-05-12",
    "1911-22",  # June
    "1911-06-30",
    "1911-08",
    "1911-23",  # September
    "1911-10",
    "1911-1X",  # October
    "1911-24",  # December
    "1911-12-31",
    "1912",
]


def test_order_of_time() -> None:
    """By their beginnings; then years before months, months before seasons, dates before intervals."""
    values = [Edtf.parse(text) for text in IN_ORDER]
    reversed_ = values[::-1]
    assert [*map(str, sorted(reversed_))] == IN_ORDER
    for before, after in combinations(values, 2):
        assert before < after
        assert after > before
        assert before <= after
        assert not after <= before
        assert before != after
    assert not any(value < value or value > value for value in values)


# --- parsing -------------------------------------------------------------------------------------

SHAPE = "write it as 1917-10-25, 1917-10, 1917, 193X, 1923-24 or 1921/1922"

REFUSED = {
    **dict.fromkeys(("", "soon", "May 1917", "917", "19170", "1917-1", "1917-10-5", "1917-10-25-03"), SHAPE),
    **dict.fromkeys(
        ("+1917", "1917 ", " 1917", "1917\n", "1917-", "1917-10-", "٠٠١٤", "193x", "193u"), SHAPE
    ),
    **dict.fromkeys(("?", "1917??", "1917?~", "?1917", "1917?-10", "Y170000002", "1917-10-25T10:00"), SHAPE),
    **dict.fromkeys(("..", "1916/1917/1918", "1917//1918", "1917/soon", "open/1917"), SHAPE),
    **dict.fromkeys(("/", "../..", "../", "/.."), "it contains no date"),
    "1917-00": "there is no month 00",
    "1917-13": "there is no month 13",
    "1917-20": "there is no month 20",
    "1917-25": "there is no month 25",
    "1917-2X": "there is no month 2X",
    "1917-13-01": "there is no month 13",
    "1917-21-03": "21 is a season, which has no days",
    "1917-10-00": "October 1917 has no day 00",
    "1917-10-32": "October 1917 has no day 32",
    "1917-10-4X": "October 1917 has no day 4X",
    "1917-04-31": "April 1917 has no day 31",
    "1917-02-29": "February 1917 has no day 29",
    "1900-02-29": "February 1900 has no day 29",
    "-0001-02-29": "February -0001 has no day 29",
    "193X-02-30": "February 193X has no day 30",
    "1917-02-3X": "February 1917 has no day 3X",
    "1917-XX-32": "month XX 1917 has no day 32",
    "1917-04-31?": "April 1917 has no day 31",
    "1917/1918-13": "there is no month 13",
    "1917-13/1918": "there is no month 13",
    "-0000": "there is no year -0000; 1 BC is 0000, and 2 BC is -0001",
    "XXXX": "it contains no year",
    "-XXXX": "it contains no year",
    "XXXX-12-25": "it contains no year",
    "1918/1917": "it ends before it begins",
    "1917-11/1917-10": "it ends before it begins",
    "1917-10-25/1917-10-24": "it ends before it begins",
    "1918/1917-10": "it ends before it begins",
    "1918-01/1917": "it ends before it begins",
    "1917-03/1917-01-31": "it ends before it begins",
    "1940/193X": "it ends before it begins",
    "-0321/-0384": "it ends before it begins",
    "0014/-0019": "it ends before it begins",
}


@pytest.mark.parametrize(("text", "why"), REFUSED.items(), ids=repr)
def test_parse_says_what_is_wrong(text: str, why: str) -> None:
    with pytest.raises(ValueError, match="not a date") as error:
        Edtf.parse(text)
    assert str(error.value) == f"{text!r} is not a date in EDTF: {why}"
    assert error.value.__cause__ is None


@pytest.mark.parametrize(
    "text",
    [
        *("1916-02-29", "2000-02-29", "0000-02-29", "-0004-02-29", "193X-02-29", "1917-XX-31", "1917-02-2X"),
        *(
            "1917/1917",
            "1917-10/1917",
            "1917/1917-01",
            "1917-12/1917",
            "1939/193X",
            "193X/1930",
            "1917-10/1917-10",
        ),
        *("1917-10-25/1917-10", "1917-10-31/1917-10-31", "1918-01/1917-24", "-0384/-0384", "-0001/0000"),
    ],
)
def test_parse_accepts_dates_at_the_limits(text: str) -> None:
    assert str(Edtf.parse(text)) == text


@pytest.mark.parametrize(
    "text", ["1917-02-30", "1900-02-29", "1917-04-31", "1918/1917", "1917-02-30/1917-03"]
)
def test_impossible_dates_are_accepted_as_written(text: str) -> None:
    """Any day up to the 31st and any interval, because an essay may contain slips or Julian dates."""
    value = Edtf.parse(text, as_written=True)
    assert str(value) == text
    assert Edtf.from_id(value.id) == value
    with pytest.raises(ValueError, match="not a date"):
        Edtf.parse(text)


@pytest.mark.parametrize(
    ("text", "why"),
    {
        "1917-02-32": "no month has a day 32",
        "1917-02-00": "no month has a day 00",
        "1917-13": "there is no month 13",
        "1917-21-03": "21 is a season, which has no days",
        "-0000": "there is no year -0000; 1 BC is 0000, and 2 BC is -0001",
        "../..": "it contains no date",
        "soon": SHAPE,
    }.items(),
)
def test_malformed_dates_are_refused_as_written(text: str, why: str) -> None:
    with pytest.raises(ValueError, match="not a date") as error:
        Edtf.parse(text, as_written=True)
    assert str(error.value) == f"{text!r} is not a date in EDTF: {why}"


def test_parsing_is_cached() -> None:
    assert Edtf.parse("1917-10-25") is Edtf.parse("1917-10-25")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("1917", "1917"),
        ("1910/1912", "1910--1912"),
        ("193X/194X", "193X--194X"),
        ("1917-10-24/1917-10-25", "1917-10-24--1917-10-25"),
        ("-0384", "-0384"),
        ("-0384/-0321", "-0384---0321"),
        ("-0019/0014", "-0019--0014"),
        ("1999/..", "1999--.."),
    ],
)
def test_id(text: str, name: str) -> None:
    """An id has no slash and can be converted back."""
    assert Edtf.parse(text).id == name
    assert Edtf.from_id(name) == Edtf.parse(text)


def test_an_id_that_is_not_a_date_is_refused() -> None:
    with pytest.raises(ValueError, match="'ada-marlow' is not a date in EDTF"):
        Edtf.from_id("ada-marlow")


# --- schemas -------------------------------------------------------------------------------------


def patterns(file: str, *path: str) -> list[str]:
    schema = json.loads((ROOT / schema_path(file)).read_text(encoding="utf-8"))
    at = schema["definitions"]
    for step in path:
        at = at[step]
    return [at["pattern"]]


ANY = patterns(PEOPLE, "date")[0]
ADDRESSED = patterns(DATES, "edtf")[0]


def test_the_schemas_agree() -> None:
    """They accept the same dates wherever a date is not an address."""
    for file, path in ((QUOTATIONS, ["date"]), (WORKS, ["date"]), (MANIFEST, ["date", "properties", "edtf"])):
        assert patterns(file, *path) == [ANY]


@pytest.mark.parametrize("text", [text for text in SHOWN if "X" not in text] + [*BOUNDS])
def test_the_schemas_accept_the_same_dates_as_parse(text: str) -> None:
    """Dates that are addresses must not be qualified or half-open."""
    assert re.search(ANY, text)
    assert bool(re.search(ADDRESSED, text)) == (not re.search(r"[?~%]|\.\.|^/|/$", text))


@pytest.mark.parametrize("text", ["", "soon", "May 1917", "917", "1917-1", "1917??", "1916/1917/1918", "/"])
def test_the_schemas_refuse_malformed_dates(text: str) -> None:
    assert not re.search(ANY, text)
    assert not re.search(ADDRESSED, text)


# --- properties ----------------------------------------------------------------------------------

YEARS = st.integers(-9999, 9998)
QUALIFIERS = st.sampled_from(["", "?", "~", "%"])


def year_text(year: int) -> str:
    return f"{'-' * (year < 0)}{abs(year):04}"


@st.composite
def days(draw: st.DrawFn) -> str:
    year, month = draw(YEARS), draw(st.integers(1, 12))
    return f"{year_text(year)}-{month:02}-{draw(st.integers(1, monthrange(year, month)[1])):02}"


months = st.builds(lambda y, m: f"{year_text(y)}-{m:02}", YEARS, st.integers(1, 12))
seasons = st.builds(lambda y, s: f"{year_text(y)}-{s}", YEARS, st.sampled_from(sorted(SEASONS)))
decades = st.builds(lambda y, n: year_text(y)[:-n] + "X" * n, YEARS, st.integers(1, 3))
unspecified = st.builds(lambda t, n: t + "-XX" * n, YEARS.map(year_text), st.integers(1, 2)) | months.map(
    "{}-XX".format
)
plain = st.one_of(YEARS.map(year_text), months, seasons, days(), decades, unspecified)
singles = st.builds(str.__add__, plain, QUALIFIERS)
halves = st.builds("{}/{}".format, singles, st.sampled_from(["", ".."])) | st.builds(
    "{}/{}".format, st.sampled_from(["", ".."]), singles
)
intervals = st.builds("{}/{}".format, singles, singles)
texts = st.one_of(singles, halves, intervals)


def padded(bound: str, rest: str) -> tuple[int, str]:
    """Return a bound in a form that can be compared, with its missing part taken from `rest`."""
    match = re.fullmatch(r"(-?\d{4,5})(.*)", bound)
    assert match
    return int(match[1]), match[2] + rest[len(match[2]) :]


@given(texts)
def test_values_and_texts_convert_both_ways(text: str) -> None:
    value = Edtf.parse(text, as_written=True)
    assert str(value) == text
    assert Edtf.parse(str(value), as_written=True) == value
    assert Edtf.from_id(value.id) == value
    assert hash(Edtf.from_id(value.id)) == hash(value)


@given(texts, texts)
def test_values_are_equal_if_their_texts_are(first_text: str, second_text: str) -> None:
    first, second = (Edtf.parse(text, as_written=True) for text in (first_text, second_text))
    assert (first == second) == (first_text == second_text)
    assert (first < second) + (first == second) + (first > second) == 1


@given(texts)
def test_bounds_are_in_order(text: str) -> None:
    """`parse` refuses an interval if and only if it ends before it begins."""
    value = Edtf.parse(text, as_written=True)
    first, last = value.bounds
    assert bool(first) + bool(last) == (1 if value.is_half_open else 2)
    if value.is_half_open or padded(first, "-00-00") <= padded(last, "-99-99"):
        assert Edtf.parse(text) == value
    else:
        with pytest.raises(ValueError, match="it ends before it begins"):
            Edtf.parse(text)


@given(texts)
def test_years_are_those_of_the_dates(text: str) -> None:
    value = Edtf.parse(text, as_written=True)
    years = [padded(bound, "")[0] for bound in value.bounds if bound]
    assert value.years[0] <= value.years[1]
    if not value.is_half_open:
        assert value.years == (min(years), max(years))
    else:
        assert {*years} <= {*value.years}


@given(singles, singles)
def test_order_agrees_with_bounds(first_text: str, second_text: str) -> None:
    """The date that begins earlier comes first."""
    first, second = (Edtf.parse(text) for text in (first_text, second_text))
    begins = [padded(value.bounds[0], "-00-00") for value in (first, second)]
    if begins[0] != begins[1]:
        assert (first < second) == (begins[0] < begins[1])


@given(plain, QUALIFIERS)
def test_a_qualifier_does_not_change_bounds(text: str, mark: str) -> None:
    assert Edtf.parse(text + mark).bounds == Edtf.parse(text).bounds
    assert Edtf.parse(text + mark).years == Edtf.parse(text).years


@given(plain)
def test_qualifiers_have_different_words(text: str) -> None:
    """Unqualified, uncertain, approximate, and both."""
    assert len({Edtf.parse(text + mark).display() for mark in ("", "?", "~", "%")}) == 4


@given(texts)
def test_words_contain_no_edtf_notation(text: str) -> None:
    """Only English words, numbers, dashes, and question marks for what is uncertain or unknown."""
    shown = Edtf.parse(text, as_written=True).display()
    assert re.fullmatch(r"[A-Za-z0-9 ?()–]+", shown)
    assert not re.search(r"X|\.\.|[~%/-]", shown)
    assert shown == " ".join(shown.split())


@given(st.dates(), st.dates())
def test_intervals_of_days_name_both_days(first: date, last: date) -> None:
    """The last day is written in full."""
    shown = Edtf.parse(f"{first}/{last}", as_written=True).display()
    assert shown.endswith(Edtf.from_day(last).display())
    assert shown.startswith(str(first.day))


@given(YEARS, YEARS)
def test_years_in_words_can_be_converted_back(first: int, last: int) -> None:
    """Number and era determine the year, and no number is 0."""
    for year in (first, last):
        shown = display_year(year)
        number = int(re.sub(r"\D", "", shown))
        assert number > 0
        assert year == (1 - number if shown.endswith("BC") else number)


def test_different_years_have_different_words() -> None:
    shown = [display_year(year) for year in range(-1500, 2100)]
    assert len({*shown}) == len(shown)
