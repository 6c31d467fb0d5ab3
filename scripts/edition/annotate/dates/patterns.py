"""Patterns of the expressions that name a calendar time: one for each form in which they are written.

The name of a form is that of its group in `DATE_EXPRESSION`; what a form gives (`year`, `month`, …) is in
groups called after both, such as `month_day__year`. `expressions.py` reads a match.
"""

from __future__ import annotations

import re

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""The first letters of the months' names, in order."""
SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
"""The seasons by name, as EDTF numbers them."""
DECADE_STEMS = ("twen", "thir", "for", "fif", "six", "seven", "eigh", "nine")
"""The stems of the words for decades: `twenties`, `thirties`, …"""
ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"),
    *("eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth"),
    *("eighteenth", "nineteenth", "twentieth", "twenty-first"),
)
"""The words for the numbers of centuries, in order."""
NUMBERS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
)
"""The words for numbers of years, in order."""
ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV")
"""Numbers of months and of years of the French Republic."""
REPUBLICAN_MONTHS = (
    *("Vendémiaire", "Brumaire", "Frimaire", "Nivôse", "Pluviôse", "Ventôse"),
    *("Germinal", "Floréal", "Prairial", "Messidor", "Thermidor", "Fructidor"),
)
"""The months of the French Republic, of thirty days each, in order."""

# --- parts ---------------------------------------------------------------------------------------

_MONTH_NAME = (
    r"Jan(?:uary|\.)?|Feb(?:ruary|\.)?|March|Mar\.|April|Apr\.|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?"
)
MONTH = rf"(?:{_MONTH_NAME}|{_MONTH_NAME.upper()})(?!\w)"
_ANY_CASE_MONTH = rf"(?i:{_MONTH_NAME})(?!\w)"
DASH = r"\ ?[–—/-]\ ?"
_BC = r"\ ?B(?:CE?|\.\ ?C(?:\.\ ?E)?\.?)(?!\w)"
_AD = r"(?:\ ?(?:AD|CE)(?!\w)|\ ?(?:A\.\ ?D\.|C\.\ ?E\.))"
_BC_NUMBER = r"[1-9]\d{0,3}"
_BC_YEAR = rf"{_BC_NUMBER}(?:{_BC}|(?=(?:{DASH}|\ (?:to|until|till|and|or)\ ){_BC_NUMBER}{_BC}))"
"""A year before Christ: the era follows it, or the second of two years: `1200–800 BC`."""
_AD_YEAR = rf"(?:(?:A\.\ ?D\.|AD)\ ?[1-9]\d{{0,3}}(?![\w%])|[1-9]\d{{0,3}}{_AD})"
DAY = rf"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th|d)?(?!\w|{_BC})"
_PLAIN_YEAR = r"(?:1[0-9]|20)\d\d(?![\w%])(?!\.\d)"
_YEAR = rf"(?:{_BC_YEAR}|{_PLAIN_YEAR}(?!,\d))"
_SHORT_YEAR = r"[’'‘]\d\d(?![\w’'])"
_EARLY_YEAR = r"[2-9]\d\d(?=[.;:)]|\ (?:at|in|and|when|while|he|she|they|the|a)\b)"
_YEAR_OF_DAY = rf"(?:{_BC_YEAR}|{_AD_YEAR}|{_PLAIN_YEAR}(?!,\d\d\d(?!\d))|{_SHORT_YEAR}|{_EARLY_YEAR})"
"""A year after a day and a month, where no other number is likely."""
_YEAR_OF_MONTH = rf"(?:{_YEAR}|{_SHORT_YEAR})"
_OTHER_YEAR = r"(?:that|the\ same|the\ following|the\ next|the\ previous)\ year(?!\w)"
"""A year given by the one before it: `August of that year`."""
_STYLE = r"(?:,?\ \(?[ON]\.?\ ?S\.?\)?|,?\ \(?(?:[Oo]ld|[Nn]ew)\ [Ss]tyle\)?)?"
_LAST_DAY = rf"{DAY}(?:,?\ {_PLAIN_YEAR}|(?!\ \w))"
"""A day after its month and `to`: not `March 3 to 5 April`, nor `on March 3 to 5 delegates`."""
_ORDINAL = rf"(?:\d{{1,2}}(?:st|nd|rd|th)|(?i:{'|'.join(reversed(ORDINALS))}))"
_CENTURY = r"(?:\ |-)(?i:centur(?:y|ies))(?!\w)"
_SEASON = r"(?i:spring|summer|autumn|winter|fall)"
_FEAST = (
    r"(?:Christmas(?:\ Day|\ Eve)?|New\ Year[’']s(?:\ Day|\ Eve)|Good\ Friday|Easter(?:\ Sunday|\ Monday)?)"
)

# --- forms ---------------------------------------------------------------------------------------


def _form(name: str, pattern: str) -> str:
    """Return the pattern of a form as a group, `<part>` in it standing for the beginning of a group."""
    return f"(?P<{name}>{re.sub('<([a-z]+)>', lambda m: f'(?P<{name}__{m[1]}>', pattern)})"


_DAYS = rf"<day>{DAY})(?:(?:{DASH}|\ (?:to|and|or|&)\ )<last>{DAY}))?"
_FORMS = (
    _form("iso", r"<year>[12]\d{3})-<number>0[1-9]|1[0-2])-<day>[0-3]\d)(?=T\d|(?![\w-]))"),
    _form(
        "hyphened", rf"<day>{DAY})-<month>(?i:{'|'.join(MONTHS)})[A-Za-z]{{0,6}})-<year>[12]\d{{3}})(?![\w-])"
    ),
    _form("numeric", r"<day>\d\d?)(?:/<number>\d\d?)/|\.<dotted>\d\d?)\.)<year>[12]\d{3})(?!\w)"),
    _form("roman", r"<day>\d\d?)\.\ ?<roman>[IVX]{1,4})\.\ ?<year>[12]\d{3})(?!\w)"),
    # one of several days: `2, 3 and 5 May`
    _form("listed", rf"<day>{DAY})(?=(?:,\ {DAY}){{0,6}},?\ (?:and|or|&)\ {DAY}\ (?:of\ )?{MONTH})(?=,)"),
    _form("day_month", rf"{_DAYS}\ (?:day\ )?(?:of\ )?<month>{MONTH}){_STYLE}(?:,?\ <year>{_YEAR_OF_DAY}))?"),
    _form("lower", rf"<day>{DAY})\ (?:of\ )?<month>{_ANY_CASE_MONTH}),?\ <year>{_PLAIN_YEAR}(?!,\d))"),
    _form(
        "month_day",
        rf"<month>{MONTH})\ (?:the\ )?<day>{DAY})"
        rf"(?:(?:{DASH}|\ (?:to|and|or|&)\ (?={_LAST_DAY}))<last>{DAY}))?"
        rf"{_STYLE}(?:,?\ (?:of\ )?<year>{_YEAR_OF_DAY}))?",
    ),
    _form("month_year", rf"<month>{MONTH}),?\ (?:of\ )?(?:<year>{_YEAR_OF_MONTH})|<other>{_OTHER_YEAR}))"),
    _form(
        "season_year",
        rf"<season>{_SEASON})(?:{DASH}<until>{_SEASON}))?"
        rf"\ (?:of\ )?(?:<year>{_YEAR})|<other>{_OTHER_YEAR}))",
    ),
    _form("decade", rf"<year>\d{{2,3}})0[’']?s(?!\w)<era>{_BC})?"),
    _form("short_decade", r"[’'‘]?<year>\d)0s(?!\w)"),
    _form("named_decade", rf"[’'‘]?<stem>(?i:{'|'.join(DECADE_STEMS)}))(?i:ties)(?!\w)"),
    _form(
        "century",
        rf"<century>{_ORDINAL})(?:{_CENTURY}<era>{_BC})?"
        rf"|(?=-?,?\ (?:and|or|to)\ (?:the\ )?(?:early\ |late\ )?{_ORDINAL}{_CENTURY}))",
    ),
    _form("feast", rf"<name>{_FEAST}),?\ (?:of\ )?<year>{_PLAIN_YEAR}(?!,\d))"),
    _form("instant", rf"<day>{DAY})\ (?:of\ )?<this>(?:inst|ult|prox)(?:\.|(?:ant|imo)(?!\w)|(?!\w)))"),
    _form(
        "republican",
        rf"<day>{DAY})\ <month>{'|'.join(REPUBLICAN_MONTHS)})(?!\w)"
        r"(?:,?\ (?:[Yy]ear|[Aa]n)\ <roman>[IVX]{1,4})(?!\w))",
    ),
    _form("other_year", r"(?<=[Tt]he\ )<other>following|next)\ year(?!\w)"),
    _form("years_on", r"years?\ (?:later|afterwards?)(?!\w)"),
    _form("ad_year", rf"<year>{_AD_YEAR})"),
    _form("bare_year", rf"<year>{_YEAR})"),
    _form("short_year", rf"<year>{_SHORT_YEAR})"),
    _form("bare_day", r"(?<=[Tt]he\ )<day>(?:3[01]|[12]\d|[1-9])(?:st|nd|rd|th))(?!\w)"),
    _form("bare_month", rf"<month>{MONTH})"),
    _form("bare_season", rf"<season>{_SEASON})(?!\w)"),
)

_AFTER_A_MARK = (
    r"(?<=\b(?:mid|pre)[–-])|(?<=\b(?:post|late)[–-])|(?<=\bearly[–-])"
    rf"|(?<=[a-z.\d)][/–-])(?=(?:{DAY}\ )?{MONTH})"
    rf"|(?<=[a-z],)(?={MONTH})"
    r"|(?<=s[/–-])(?=[’'‘]?\d{1,3}0[’']?s)"
    rf"|(?<=[\d.CE][/–-])(?={_BC_NUMBER}{_BC})"
    rf"|(?<=[a-z]-)(?={_SEASON}\ )"
)
"""Where a date may begin directly after a letter, a digit or a mark."""

_WORDS = (*SEASONS, *DECADE_STEMS, *ORDINALS)
_BEGINNINGS = "|".join(
    [
        *sorted({f"[{word[0].upper()}{word[0]}](?i:{word[1:3]})" for word in _WORDS}),
        *(f"{month.title()}|{month.upper()}" for month in MONTHS),
        *("Christ", "New", "Good", "East", "AD", r"A\."),
        *("foll", r"next\ y", r"years?\ (?:la|af)"),
    ]
)
"""What a date begins with that does not begin with a number: these skip most words quickly."""

DATE_EXPRESSION = re.compile(
    rf"(?<!\w)(?=[\d’‘'AaCDEeFfGJMNnOSsTtWwy])(?=[\d’‘']|{_BEGINNINGS})"
    rf"(?:(?<![\w.,£€$=/–-])|{_AFTER_A_MARK})"
    rf"(?:{'|'.join(_FORMS)})"
)
"""What looks like a date; `read_expression` reads a match."""

PARTS: dict[str, list[tuple[str, int]]] = {
    form: [
        (name.removeprefix(f"{form}__"), number)
        for name, number in DATE_EXPRESSION.groupindex.items()
        if name.startswith(f"{form}__")
    ]
    for form in DATE_EXPRESSION.groupindex
    if "__" not in form
}
"""By form, what it may give, each with the number of its group."""

YEAR_BEFORE_CHRIST = re.compile(rf"(?=(\d+)){_BC_YEAR}")
"""A year that names its era, or has it from the year after it; the first group is its number."""
