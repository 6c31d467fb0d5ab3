"""Years, decades and centuries in words."""

from __future__ import annotations

from edition.model.translation import gettext, gettext_noop, pgettext


def display_years(first: int, last: int) -> str:
    """Return the years from `first` to `last` in words, with the era if they are before 1000.

    >>> display_years(1917, 1917), display_years(1936, 1938), display_years(14, 37)
    ('1917', '1936–1938', 'AD 14–37')
    >>> display_years(-384, -321), display_years(-19, 14)
    ('385–322 BC', '20 BC – AD 14')

    An essay may turn the years round: `display_years(14, -19)` is `AD 14 – 20 BC`.
    """
    if first == last:
        return display_year(first)
    if (first <= 0) != (last <= 0):
        eras = (
            gettext("AD {year}").format(year=year) if year > 0 else display_year(year)
            for year in (first, last)
        )
        return " – ".join(eras)
    if last <= 0:
        return gettext("{first}–{last} BC").format(first=1 - first, last=1 - last)
    return gettext("AD {first}–{last}").format(first=first, last=last) if first < 1000 else f"{first}–{last}"


def display_year(year: int) -> str:
    """Return a year in words, with the era if it is before 1000.

    >>> display_year(1917), display_year(999), display_year(1), display_year(0), display_year(-384)
    ('1917', 'AD 999', 'AD 1', '1 BC', '385 BC')
    """
    if year <= 0:
        return gettext("{year} BC").format(year=1 - year)
    return gettext("AD {year}").format(year=year) if year < 1000 else str(year)


def display_decade(first: int) -> str:
    """Return in words the years that begin with a round one, which is after Christ.

    >>> display_decade(1930), display_decade(140)
    ('1930s', 'AD 140s')
    """
    return (gettext("{year}s") if first >= 1000 else gettext("AD {year}s")).format(year=first)


def name_decade(first: int) -> str:
    """Return the same as a name that can stand in a sentence: German says *1930er Jahre*."""
    return pgettext("in a sentence", "{year}s").format(year=first) if first >= 1000 else display_decade(first)


def display_century(first: int) -> str:
    """Return in words the century that begins with a round year, the 11th or a later one.

    >>> display_century(1200), display_century(1800), display_century(2000), display_century(2100)
    ('13th century', '19th century', '21st century', '22nd century')
    """
    number = first // 100 + 1
    is_teen = number % 100 in (11, 12, 13)  # 11th, but 21st
    message = _CENTURIES["th" if is_teen else _ENDINGS.get(number % 10, "th")]
    return gettext(message).format(number=number)


_ENDINGS = {1: "st", 2: "nd", 3: "rd"}
"""The ending of a number by its last digit; others have `th`."""

_CENTURIES = {
    # Translators: the number is like 21
    "st": gettext_noop("{number}st century"),
    # Translators: the number is like 22
    "nd": gettext_noop("{number}nd century"),
    # Translators: the number is like 23
    "rd": gettext_noop("{number}rd century"),
    "th": gettext_noop("{number}th century"),
}
"""A century by the ending of its number."""
