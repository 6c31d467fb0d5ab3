"""EDTF dates: as a reader writes them, and when they begin and end."""

from __future__ import annotations

from datetime import date

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}


def display_date(value: str) -> str:
    """Return an EDTF value in words; empty for an empty one.

    >>> display("1917-10-25"), display("1922-03"), display("193X"), display("1936/1938")
    ('25 October 1917', 'March 1922', '1930s', '1936–1938')
    """
    if "/" in value:
        first, last = value.split("/")
        return _range(first, last)
    if value in ("", ".."):
        return ""
    if value[-1] in "?~%":
        about, doubt = "about " * (value[-1] in "~%"), " (?)" * (value[-1] in "?%")
        return f"{about}{display_date(value[:-1])}{doubt}"
    if value[:4].endswith("X"):
        return value[:4].replace("X", "0") + "s"
    year, _, rest = value.partition("-")
    month, _, day = (part if part.isdigit() else "" for part in rest.partition("-"))
    name = SEASONS.get(month) or (MONTHS[int(month) - 1] if month else "")
    return " ".join(part for part in (day.lstrip("0"), name, year) if part)


def _range(first: str, last: str) -> str:
    """Return a range; what both ends share is said once."""
    one, other = first.split("-"), last.split("-")
    if len(one) == len(other) == 1:
        return f"{display_date(first)}–{display_date(last)}"
    if len(one) == 3 and one[:2] == other[:2]:
        return f"{int(one[2])}–{display_date(last)}"
    if len(one) > 1 and one[0] == other[0]:
        return f"{display_date(first).rpartition(' ')[0]} – {display_date(last)}"
    return f"{display_date(first)} – {display_date(last)}"


def display_lifetime(born: str, died: str) -> str:
    """Return the years of a life, as far as they are known.

    >>> years("1870-04-22", "1924-01-21"), years("1955", "")
    ('1870–1924', 'born 1955')
    """
    if born and died:
        return f"{born[:4]}–{died[:4]}"
    return f"born {born[:4]}" if born else f"died {died[:4]}" if died else ""


def date_limits(value: str) -> tuple[str, str]:
    """Return the first and the last day, month or year of an EDTF value, as ISO 8601; empty where open.

    A season is three months, winter those from December on. A day that its month does not have is
    taken for the month.

    >>> limits("193X"), limits("1917-21"), limits("1936/1938"), limits("1917-10-25?")
    (('1930', '1939'), ('1917-03', '1917-05'), ('1936', '1938'), ('1917-10-25', '1917-10-25'))
    """
    if "/" in value:
        first, last = value.split("/")
        return date_limits(first)[0], date_limits(last)[1]
    value = value.rstrip("?~%").removesuffix("-XX").removesuffix("-XX")
    if value in ("", ".."):
        return "", ""
    if "X" in value:
        return value.replace("X", "0"), value.replace("X", "9")
    year, _, month = value.partition("-")
    return _season(int(year), int(month)) if month in SEASONS else (_existing(value),) * 2


def _season(year: int, season: int) -> tuple[str, str]:
    first = (season - 20) * 3
    over, last = divmod(first + 1, 12)
    return f"{year:04}-{first:02}", f"{year + over:04}-{last + 1:02}"


def _existing(value: str) -> str:
    try:
        return value if len(value) < len("1917-10-25") else date.fromisoformat(value).isoformat()
    except ValueError:
        return value[: len("1917-10")]


def year_span(value: str) -> tuple[int, int]:
    """Return the first and the last year of an EDTF value, which is not open at both ends.

    >>> span("1917-10-25"), span("193X"), span("1936/1938")
    ((1917, 1917), (1930, 1939), (1936, 1938))
    """
    first, last = date_limits(value)
    return int((first or last)[:4]), int((last or first)[:4])


# --- the timeline --------------------------------------------------------------------------------

_SEASON_STARTS = {"21": "03", "22": "06", "23": "09", "24": "12"}


def sort_key(value: str) -> tuple[str, bool, str]:
    """Return what dates are sorted by: when they begin; a range after a date that begins with it."""
    year, _, rest = value.partition("/")[0].replace("X", "0").partition("-")
    return f"{year}-{_SEASON_STARTS.get(rest, rest)}", "/" in value, value
