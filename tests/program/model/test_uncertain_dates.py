"""EDTF's qualifiers as readers see them: `~` is approximate, `?` uncertain, `%` both."""

from __future__ import annotations

import pytest

from edition.model.edtf import Edtf, display_date, display_lifetime

QUALIFIED = {
    "1911~": "about 1911",
    "1911?": "1911 (?)",
    "1911%": "about 1911 (?)",
    "1911-05~": "about May 1911",
    "1911-05-03?": "3 May 1911 (?)",
    "1911-21%": "about spring 1911 (?)",
    "191X~": "about 1910s",
    "1911~/1912": "about 1911 – 1912",
    "1911/1911-05": "1911 – May 1911",
    "1911-05/1911-05-03": "May – 3 May 1911",
    "1911-XX": "1911",
    "1911-05-XX": "May 1911",
}


@pytest.mark.parametrize(("value", "shown"), QUALIFIED.items(), ids=QUALIFIED)
def test_approximate_and_uncertain_dates_have_different_words(value: str, shown: str) -> None:
    """As ISO 8601-2 defines `~` and `?`."""
    assert display_date(Edtf.parse(value)) == shown


@pytest.mark.parametrize(
    ("born", "died", "shown"),
    [
        ("1848-02-21", "1911-05-03", "1848–1911"),
        ("1848", "", "born 1848"),
        ("", "1911-05", "died 1911"),
        ("", "", ""),
    ],
)
def test_a_lifetime_with_missing_dates(born: str, died: str, shown: str) -> None:
    dates = (Edtf.parse(day) if day else None for day in (born, died))
    assert display_lifetime(*dates) == shown


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("1911-05-03", 1911, 1911),
        ("191X", 1910, 1919),
        ("1911-24", 1911, 1912),
        ("1911/1913-02", 1911, 1913),
        ("1911/..", 1911, 1911),
        ("../1913", 1913, 1913),
    ],
)
def test_the_years_of_a_date(value: str, first: int, last: int) -> None:
    """A half-open interval has the year of its date; a winter has two years."""
    assert Edtf.parse(value).years == (first, last)


def test_months_are_named() -> None:
    shown = [display_date(Edtf.parse(f"1911-{month:02}")).removesuffix(" 1911") for month in range(1, 13)]
    assert shown == [
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ]


def test_the_timeline_is_in_order_of_beginning() -> None:
    """A season begins with its first month, and an interval follows the date with which it begins."""
    in_order = [
        "1909",
        "191X",  # begins with 1910
        "1910/1913",
        "1911",
        "1911/1913",
        "1911-02",
        "1911-21",  # March
        "1911-03/1911-04",
        "1911-04",
        "1911-22",  # June
        "1911-06-30",
        "1911-08",
        "1911-23",  # September
        "1911-10",
        "1911-24",  # December
        "1911-12-31",
        "1912",
    ]
    shuffled = in_order[::-1]
    assert [str(value) for value in sorted(map(Edtf.parse, shuffled))] == in_order
