"""Dates in the forms that letters, reports and histories use, and where their years come from."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest

from edition.annotate.dates import DateMention, Undated, find_all_dates, find_dates


def values(text: str) -> list[str]:
    return [str(date.edtf) for date in find_dates(text)]


def found(text: str) -> list[tuple[str, str]]:
    return [(text[date.start : date.end], str(date.edtf)) for date in find_dates(text)]


FORMS = {
    "1887-03-05": "1887-03-05",
    "5-Mar-1887": "1887-03-05",
    "5-MAR-1887": "1887-03-05",
    "25.3.1887": "1887-03-25",
    "5.3.1887": "1887-03-05",
    "25/3/1887": "1887-03-25",
    "3/25/1887": "1887-03-25",
    "5.III.1887": "1887-03-05",
    "5. XII. 1887": "1887-12-05",
    "MARCH 5, 1887": "1887-03-05",
    "5 MAR. 1887": "1887-03-05",
    "5 march 1887": "1887-03-05",
    "the 3d of March 1887": "1887-03-03",
    "22nd day of March, 1887": "1887-03-22",
    "March 5 of 1887": "1887-03-05",
    "5 March O.S. 1887": "1887-03-05",
    "5 March (old style) 1887": "1887-03-05",
    "4 June 420.": "0420-06-04",
    "A.D. 410": "0410",
    "AD 410": "0410",
    "410 A.D.": "0410",
    "410 CE": "0410",
    "the 18th century": "17XX",
    "eighteenth-century": "17XX",
    "the Eighteenth Century": "17XX",
    "the twenty-first century": "20XX",
    "the 1st century": "00XX",
    "the 4th century BC": "-0399/-0300",
    "the 470s BC": "-0478/-0469",
    "the 1700s": "17XX",
    "the 1900s": "190X",
    "mid-1880s": "188X",
    "mid–1880s": "188X",
    "summer–autumn of 1887": "1887-22/1887-23",
    "c. 1887": "1887~",
    "ca. 1887": "1887~",
    "circa 1887": "1887~",
    "around 1887": "1887~",
    "in about 1887": "1887~",
    "1887 (?)": "1887?",
    "c. 1887(?)": "1887%",
    "c. 1887–89": "1887~/1889~",
    "1899–02": "1899/1902",
    "December to January 1887": "1886-12/1887-01",
    "28 December – 3 January 1887": "1886-12-28/1887-01-03",
    "the 13th to the 19th of June 1887": "1887-06-13/1887-06-19",
    "from early June to late August 1887": "1887-06/1887-08",
    "Good Friday 1887": "1887-04-08",
    "Easter 1888": "1888-04-01",
    "Easter Monday, 1888": "1888-04-02",
    "Christmas 1887": "1887-12-25",
    "New Year’s Eve 1887": "1887-12-31",
    "9 Thermidor, Year II": "1794-07-27",
    "1 Vendémiaire an I": "1792-09-22",
}


@pytest.mark.parametrize(("text", "value"), FORMS.items(), ids=FORMS)
def test_each_form_is_one_date(text: str, value: str) -> None:
    assert values(f"It was {text}; so they say.") == [value]


LISTS = {
    "on 2, 3 and 5 May 1887": ["1887-05-02", "1887-05-03", "1887-05-05"],
    "on 3 and 4 May 1887": ["1887-05-03/1887-05-04"],
    "on May 3 and 6, 1887": ["1887-05-03", "1887-05-06"],
    "in April and June 1887": ["1887-04", "1887-06"],
    "in December and January 1887": ["1886-12", "1887-01"],
    "in January, March and May 1887": ["1887-01", "1887-03", "1887-05"],
    "in spring and autumn 1887": ["1887-21", "1887-23"],
    "the 17th and 18th centuries": ["16XX", "17XX"],
    "the 5th and 4th centuries BC": ["-0499/-0400", "-0399/-0300"],
    "nineteenth- and twentieth-century": ["18XX", "19XX"],
    "the 1920s and 30s": ["192X", "193X"],
    "the 1950s–60s": ["195X/196X"],
    "June 3 (June 4 in the east), 1887": ["1887-06-03", "1887-06-04", "1887"],
}


@pytest.mark.parametrize(("text", "expected"), LISTS.items(), ids=LISTS)
def test_what_stands_once_in_a_list_is_meant_for_all_of_it(text: str, expected: list[str]) -> None:
    assert values(f"In 1850 it rained. Then, {text}, it snowed.")[1:] == expected


@pytest.mark.parametrize(
    ("text", "first", "other"),
    [
        ("25 October (6 November) 1887", "1887-10-25", "1887-11-06"),
        ("Oct. 25 (Nov. 6), 1887", "1887-10-25", "1887-11-06"),
        ("October 25/November 6, 1887", "1887-10-25", "1887-11-06"),
        ("7 November (25 October) 1917", "1917-11-07", "1917-10-25"),
        ("25 October (7 November) 1917", "1917-10-25", "1917-11-07"),
        ("21 December 1887 (2 January 1888)", "1887-12-21", "1888-01-02"),
        ("20 March (31 March) 1750", "1750-03-20", "1750-03-31"),
    ],
)
def test_a_day_in_two_calendars_is_one_date(text: str, first: str, other: str) -> None:
    (date,) = find_dates(f"On {text} it snowed.")
    assert (str(date.edtf), str(date.other_calendar), date.is_inferred) == (first, other, False)


@pytest.mark.parametrize("text", ["25 October (7 November) 1887", "25 October/7 November 1887"])
def test_days_that_are_not_that_far_apart_are_two_dates_or_a_range(text: str) -> None:
    found = list(find_dates(f"On {text} it snowed."))
    assert found
    assert all(date.other_calendar is None for date in found)


@pytest.mark.parametrize(
    ("text", "value"),
    {
        "Two years later it burnt.": "1889",
        "It burnt a year later.": "1888",
        "It burnt 12 years afterwards.": "1899",
        "The following year it burnt.": "1888",
        "In the next year, it burnt.": "1888",
        "In the following year it burnt. Twenty years later it was forgotten.": "1908",
    }.items(),
)
def test_a_year_may_be_counted_from_the_one_before_it(text: str, value: str) -> None:
    *_, last = find_dates(f"The mill was built in May 1887. {text}")
    assert (str(last.edtf), last.is_inferred) == (value, True)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "More than two years later it burnt.",
            "Some ten years later it burnt.",
            "Many years later it burnt.",
        ),
        *("Two or three years later it burnt.", "It burnt in a later year.", "Next year it may burn."),
    ],
)
def test_vague_numbers_of_years_are_no_dates(text: str) -> None:
    assert values(f"The mill was built in May 1887. {text}") == ["1887-05"]


def test_years_are_not_counted_from_a_date_that_comes_later_or_from_none() -> None:
    assert values("Two years later the mill burnt. It was built in 1887.") == ["1887"]
    assert values("The following year it burnt.") == []


OTHER_NUMBERS = (
    *("more than 1000 people", "at least 1500 came", "nearly 2000 of them", "Resolution 1325", "H.R. 1280"),
    *(
        "Order No 1917",
        "Chapter 1848",
        "Room 1917",
        "Telegram 1472",
        "your 1254",
        "Model 1891 rifle",
        "T-1934",
    ),
    *("1500 seats", "at 1200 yards", "of 1848 roubles", "1483 acres", "at 1900 hours", "€1917", "x=1917"),
    *("Mills 92 (6): 1087–1101", "pages 1087–1101", "doi:10.1037/0022-3514.1992.1087", "1500 of them"),
    *(
        "sent at 7 p.m. 1735. Reply",
        "the Winter Palace",
        "a winter coat",
        "the fall of the town",
        "spring water",
    ),
    *("a man in his sixties", "temperatures in the 60s", "the 2nd Division", "on the 38th parallel"),
    *("on the 5th Army", "the 19th Congress", "may go", "the 25th century", "’68ers"),
)


@pytest.mark.parametrize("text", OTHER_NUMBERS)
def test_counts_labels_and_other_words_are_not_dates(text: str) -> None:
    assert values(f"In May 1850 it rained. They saw {text} there.") == ["1850-05"]


def test_the_year_of_a_book_may_be_a_sentence() -> None:
    assert values("Ada Marlow. 1887. The Crane Press.") == ["1887"]


def test_a_month_after_which_something_was_may_be_an_event() -> None:
    """So `before` and `after` alone do not make it a date."""
    assert values("In 1887 they met. Soon after October they left.") == ["1887"]


def test_a_book_about_a_year_is_not_from_about_that_year() -> None:
    assert values("a book about 1887") == ["1887"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("on 31 April 1887", "no such day"),
        ("on 30 February 1888", "no such day"),
        ("on 29 February 1887", "no such day"),
        ("on 5–3 May 1887", "no such day"),
        ("on 30 May at the mill", "no year"),
    ],
)
def test_impossible_and_yearless_days_have_no_value(text: str, problem: str) -> None:
    (found,) = find_all_dates(text)
    assert isinstance(found, Undated)
    assert found.problem == problem
    assert find_dates(text) == []


def test_a_leap_day_of_the_julian_calendar_exists() -> None:
    assert values("on 29 February 1900") == ["1900-02-29"]


@pytest.mark.parametrize("text", ["between 1917 and 1848", "from 1917 to 1848", "from June 1887 to May 1887"])
def test_a_range_that_runs_backwards_is_two_dates(text: str) -> None:
    assert len(values(text)) == 2
    assert not any(date.edtf.is_interval for date in find_dates(text))


INFERRED = {
    # months follow one another
    "In December 1887 it rained. In January it snowed.": ["1887-12", "1888-01"],
    "In July 1887 it rained. In January it snowed.": ["1887-07", "1887-01"],
    "In August 1887 it rained. In January it snowed.": ["1887-08", "1888-01"],
    "In 1887 it rained. On 5 May 1888 it snowed, and in June of that year too.": [
        *("1887", "1888-05-05", "1888-06"),
    ],
    "In May 1887 it rained. The following April it snowed, the following June too.": [
        *("1887-05", "1888-04", "1888-06"),
    ],
    "In May 1887 it rained, as in the previous June.": ["1887-05", "1886-06"],
    "In 1887 it rained. In August of the following year it did not.": ["1887", "1888-08"],
    # the story goes on around what is said by the way
    "In 1887 (see Berg 1852: 30) it rained. On 3 March it snowed.": ["1887", "1852", "1887-03-03"],
    "In 1887 it rained. (A film of 2004 shows it.) On 3 March it snowed.": ["1887", "2004", "1887-03-03"],
    "In 1887, as since May 1850, it rained. On 3 March it snowed.": ["1887", "1850-05", "1887-03-03"],
    "In 1887 the 1852 rules held. On 3 March it snowed.": ["1887", "1852", "1887-03-03"],
    "In 1887 came rains that lasted until 1889. On 3 March it snowed.": ["1887", "1889", "1887-03-03"],
    "The rains (1887)\n\nOn 3 March it snowed.": ["1887", "1887-03-03"],
    "In 1850 it rained.\n\nThe snows (1887)\n\nOn 3 March it snowed.": ["1850", "1887", "1887-03-03"],
    # seasons, days and letters
    "In May 1887 it rained. That summer was dry.": ["1887-05", "1887-22"],
    "In May 1887 it rained. By the spring it was dry.": ["1887-05", "1887-21"],
    "In May 1887 it rained on the 2nd; on the 5th it snowed.": ["1887-05", "1887-05-02", "1887-05-05"],
    "Mills, 3 January 1887. Yours of the 12th inst. and the 26th ult. came.": [
        *("1887-01-03", "1887-01-12", "1886-12-26"),
    ],
    "We met last September. This is the year 2020.": ["2019-09", "2020"],
    # centuries of decades and years
    "In 2011 she looked back on the sixties.": ["2011", "196X"],
    "In 1887 she looked back on the sixties.": ["1887", "186X"],
    "In 1899 she was born; the Twenties she spent here.": ["1899", "192X"],
    "In May ’68 it rained, not in 1975.": ["1968-05", "1975"],
    "The class of ’68 met in 1887.": ["1868", "1887"],
    "Songs of the ’60s.": ["196X"],
}


@pytest.mark.parametrize(("text", "expected"), INFERRED.items(), ids=INFERRED)
def test_years_are_those_that_the_story_has_reached(text: str, expected: list[str]) -> None:
    assert values(text) == expected


def test_a_year_of_another_date_is_marked() -> None:
    text = "In 1887 it rained. In May it snowed, not in June 1888; the ’60s were dry. 3 and 4 July 1888."
    assert [date.is_inferred for date in find_dates(text)] == [False, True, False, True, False]


def test_the_year_of_a_cited_work_is_marked() -> None:
    text = "In 1887 (Berg 1952: 30), as Berg says (The Mill, 1953), and (see Holt 1954), not (1955)."
    assert [date.is_cited for date in find_dates(text)] == [False, True, True, True, False]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("pre-1887", ("before",)),
        ("post-1887", ("after",)),
        ("on the eve of 1887", ("before",)),
        ("prior to 1887", ("before",)),
        ("the first half of 1887", ("first-half",)),
        ("by the second quarter of 1887", ("by", "second-quarter")),
        ("the turn of 1887", ("turn",)),
    ],
)
def test_words_that_qualify_a_date(text: str, words: tuple[str, ...]) -> None:
    (date,) = find_dates(text)
    assert date.qualifiers == words


HOSTILE = (
    *("1917-", "1917 to ", "in May, ", "3, 4 and ", "(1917 ", "3 May (", "3 May/", "the 18th and ", "’68 "),
    *("12 BC–", "1/1/", "until ", "[", "A.D. ", "in the ", "25 October (7 "),
)


@pytest.mark.parametrize("piece", HOSTILE)
def test_the_time_to_search_grows_with_the_length_of_a_text(piece: str) -> None:
    """Three times the text takes about three times as long, not nine times."""

    def seconds(repeats: int) -> float:
        text = piece * repeats
        begun = time.process_time()
        for _ in find_all_dates(text):
            pass
        return time.process_time() - begun

    short = min(seconds(1500) for _ in range(2))
    assert seconds(4500) < 6 * short + 0.05


def test_all_found_are_in_order() -> None:
    text = "On 31 April 1887, in 1888, on 3 June (4 July), c. 1890 and in the ’90s of the 19th century."
    spans = [(found.start, found.end) for found in find_all_dates(text)]
    assert spans == sorted(spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    assert sum(isinstance(date, DateMention) for date in find_all_dates(text)) == len(spans) - 1
