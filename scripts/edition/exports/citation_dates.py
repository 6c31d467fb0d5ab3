"""Dates in citations: in the words of bibliographies, and as variables of CSL."""

from __future__ import annotations

from typing import Any

from edition.model.edtf import Edtf, display_bound, display_date
from edition.model.edtf_date import EdtfDate
from edition.model.translation import gettext


def date_parts(value: Edtf | None) -> dict[str, Any]:
    """Return a date as a CSL date variable. A season becomes its year; there is no year 0, and 2 BC is -2.

    CSL has no half-open dates; as words they stay what they are in every style.

    >>> date_parts(Edtf.parse("2017-08-10")), date_parts(Edtf.parse("1999/.."))
    ({'date-parts': [[2017, 8, 10]]}, {'literal': '1999 or later'})
    """
    if value is None:
        return {}
    if value.is_half_open:
        return {"literal": hedge_date(value)}
    circa = {} if value.is_exact else {"circa": True}
    return {"date-parts": [_csl_parts(date) for date in value.dates], **circa}


def _csl_parts(date: EdtfDate) -> list[int]:
    year = date.years[0]
    parts = (year if year > 0 else year - 1, date.month, date.day)
    return [part for part in parts if part is not None]


def bibliographic_date(value: Edtf | None) -> str:
    """Return a date as in a bibliography, in brackets if it is not certain; empty for None.

    >>> bibliographic_date(Edtf.parse("2020?")), bibliographic_date(Edtf.parse("2017-08-10"))
    ('[2020?]', '10 August 2017')
    """
    if value and (value.is_uncertain or value.is_approximate or value.is_half_open):
        return f"[{hedge_date(value)}]"
    return display_date(value)


def hedge_date(value: Edtf | None) -> str:
    """Return a date with its uncertainty, as bibliographies in the current language do; empty for None.

    >>> hedge_date(Edtf.parse("1924%")), hedge_date(Edtf.parse("1999/.."))
    ('ca. 1924?', '1999 or later')
    """
    if value is None:
        return ""
    if value.is_interval:
        return display_bound(value)
    (date,) = value.dates
    words = date.display_unqualified()
    match date.qualifier:
        case "":
            return words
        case "?":
            return gettext("{date}?").format(date=words)
        case "~":
            return gettext("ca. {date}").format(date=words)
        case "%":
            return gettext("ca. {date}?").format(date=words)
