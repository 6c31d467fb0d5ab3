"""Patterns of the expressions that name a calendar time in English, one for each form."""

from __future__ import annotations

import re

from edition.annotate.dates.patterns import (
    BC_NUMBER,
    DASH,
    ISO,
    NUMERIC,
    PLAIN_YEAR,
    REPUBLICAN_MONTHS,
    ROMAN,
    beginnings,
    date_expression,
    form,
    numbered,
)
from edition.annotate.dates.words import DateWords

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

# --- parts ---------------------------------------------------------------------------------------

_MONTH_NAME = (
    r"Jan(?:uary|\.)?|Feb(?:ruary|\.)?|March|Mar\.|April|Apr\.|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?"
)
MONTH = rf"(?:{_MONTH_NAME}|{_MONTH_NAME.upper()})(?!\w)"
_ANY_CASE_MONTH = rf"(?i:{_MONTH_NAME})(?!\w)"
_BC = r"\ ?B(?:CE?|\.\ ?C(?:\.\ ?E)?\.?)(?!\w)"
_AD = r"(?:\ ?(?:AD|CE)(?!\w)|\ ?(?:A\.\ ?D\.|C\.\ ?E\.))"
_BC_YEAR = rf"{BC_NUMBER}(?:{_BC}|(?=(?:{DASH}|\ (?:to|until|till|and|or)\ ){BC_NUMBER}{_BC}))"
"""A year before Christ: the era follows it, or the second of two years: `1200–800 BC`."""
_AD_YEAR = rf"(?:(?:A\.\ ?D\.|AD)\ ?[1-9]\d{{0,3}}(?![\w%])|[1-9]\d{{0,3}}{_AD})"
DAY = rf"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th|d)?(?!\w|{_BC})"
_YEAR = rf"(?:{_BC_YEAR}|{PLAIN_YEAR}(?!,\d))"
_SHORT_YEAR = r"[’'‘]\d\d(?![\w’'])"
_EARLY_YEAR = r"[2-9]\d\d(?=[.;:)]|\ (?:at|in|and|when|while|he|she|they|the|a)\b)"
_YEAR_OF_DAY = rf"(?:{_BC_YEAR}|{_AD_YEAR}|{PLAIN_YEAR}(?!,\d\d\d(?!\d))|{_SHORT_YEAR}|{_EARLY_YEAR})"
"""A year after a day and a month, where no other number is likely."""
_YEAR_OF_MONTH = rf"(?:{_YEAR}|{_SHORT_YEAR})"
_OTHER_YEAR = r"(?:that|the\ same|the\ following|the\ next|the\ previous)\ year(?!\w)"
"""A year given by the one before it: `August of that year`."""
_STYLE = r"(?:,?\ \(?[ON]\.?\ ?S\.?\)?|,?\ \(?(?:[Oo]ld|[Nn]ew)\ [Ss]tyle\)?)?"
_LAST_DAY = rf"{DAY}(?:,?\ {PLAIN_YEAR}|(?!\ \w))"
"""A day after its month and `to`: not `March 3 to 5 April`, nor `on March 3 to 5 delegates`."""
_ORDINAL = rf"(?:\d{{1,2}}(?:st|nd|rd|th)|(?i:{'|'.join(reversed(ORDINALS))}))"
_CENTURY = r"(?:\ |-)(?i:centur(?:y|ies))(?!\w)"
_SEASON = r"(?i:spring|summer|autumn|winter|fall)"
_FEAST = (
    r"(?:Christmas(?:\ Day|\ Eve)?|New\ Year[’']s(?:\ Day|\ Eve)|Good\ Friday|Easter(?:\ Sunday|\ Monday)?)"
)

# --- forms ---------------------------------------------------------------------------------------


_DAYS = rf"<day>{DAY})(?:(?:{DASH}|\ (?:to|and|or|&)\ )<last>{DAY}))?"
_FORMS = (
    ISO,
    form(
        "hyphened", rf"<day>{DAY})-<month>(?i:{'|'.join(MONTHS)})[A-Za-z]{{0,6}})-<year>[12]\d{{3}})(?![\w-])"
    ),
    NUMERIC,
    ROMAN,
    # one of several days: `2, 3 and 5 May`
    form("listed", rf"<day>{DAY})(?=(?:,\ {DAY}){{0,6}},?\ (?:and|or|&)\ {DAY}\ (?:of\ )?{MONTH})(?=,)"),
    form("day_month", rf"{_DAYS}\ (?:day\ )?(?:of\ )?<month>{MONTH}){_STYLE}(?:,?\ <year>{_YEAR_OF_DAY}))?"),
    form("lower", rf"<day>{DAY})\ (?:of\ )?<month>{_ANY_CASE_MONTH}),?\ <year>{PLAIN_YEAR}(?!,\d))"),
    form(
        "month_day",
        rf"<month>{MONTH})\ (?:the\ )?<day>{DAY})"
        rf"(?:(?:{DASH}|\ (?:to|and|or|&)\ (?={_LAST_DAY}))<last>{DAY}))?"
        rf"{_STYLE}(?:,?\ (?:of\ )?<year>{_YEAR_OF_DAY}))?",
    ),
    form("month_year", rf"<month>{MONTH}),?\ (?:of\ )?(?:<year>{_YEAR_OF_MONTH})|<other>{_OTHER_YEAR}))"),
    form(
        "season_year",
        rf"<season>{_SEASON})(?:{DASH}<until>{_SEASON}))?"
        rf"\ (?:of\ )?(?:<year>{_YEAR})|<other>{_OTHER_YEAR}))",
    ),
    form("decade", rf"<year>\d{{2,3}})0[’']?s(?!\w)<era>{_BC})?"),
    form("short_decade", r"[’'‘]?<year>\d)0s(?!\w)"),
    form("named_decade", rf"[’'‘]?<stem>(?i:{'|'.join(DECADE_STEMS)}))(?i:ties)(?!\w)"),
    form(
        "century",
        rf"<century>{_ORDINAL})(?:{_CENTURY}<era>{_BC})?"
        rf"|(?=-?,?\ (?:and|or|to)\ (?:the\ )?(?:early\ |late\ )?{_ORDINAL}{_CENTURY}))",
    ),
    form("feast", rf"<name>{_FEAST}),?\ (?:of\ )?<year>{PLAIN_YEAR}(?!,\d))"),
    form("instant", rf"<day>{DAY})\ (?:of\ )?<this>(?:inst|ult|prox)(?:\.|(?:ant|imo)(?!\w)|(?!\w)))"),
    form(
        "republican",
        rf"<day>{DAY})\ <month>{'|'.join(REPUBLICAN_MONTHS)})(?!\w)"
        r"(?:,?\ (?:[Yy]ear|[Aa]n)\ <roman>[IVX]{1,4})(?!\w))",
    ),
    form("other_year", r"(?<=[Tt]he\ )<other>following|next)\ year(?!\w)"),
    form("years_on", r"years?\ (?:later|afterwards?)(?!\w)"),
    form("ad_year", rf"<year>{_AD_YEAR})"),
    form("bare_year", rf"<year>{_YEAR})"),
    form("short_year", rf"<year>{_SHORT_YEAR})"),
    form("bare_day", r"(?<=[Tt]he\ )<day>(?:3[01]|[12]\d|[1-9])(?:st|nd|rd|th))(?!\w)"),
    form("bare_month", rf"<month>{MONTH})"),
    form("bare_season", rf"<season>{_SEASON})(?!\w)"),
)

_AFTER_A_MARK = (
    r"(?<=\b(?:mid|pre)[–-])|(?<=\b(?:post|late)[–-])|(?<=\bearly[–-])"
    rf"|(?<=[a-z.\d)][/–-])(?=(?:{DAY}\ )?{MONTH})"
    rf"|(?<=[a-z],)(?={MONTH})"
    r"|(?<=s[/–-])(?=[’'‘]?\d{1,3}0[’']?s)"
    rf"|(?<=[\d.CE][/–-])(?={BC_NUMBER}{_BC})"
    rf"|(?<=[a-z]-)(?={_SEASON}\ )"
)
"""Where a date may begin directly after a letter, a digit or a mark."""

_BEGINNINGS = "|".join(
    [
        beginnings((*SEASONS, *DECADE_STEMS, *ORDINALS)),
        *(f"{month.title()}|{month.upper()}" for month in MONTHS),
        *("Christ", "New", "Good", "East", "AD", r"A\."),
        *("foll", r"next\ y", r"years?\ (?:la|af)"),
    ]
)
"""What a date begins with that does not begin with a number: these skip most words quickly."""

_VAGUE_WORDS = ("than", "over", "about", "some", "almost", "nearly", "hardly", "or", "to")
_VAGUE = "".join(rf"(?<!\b{word}\ )" for word in _VAGUE_WORDS)

WORDS = DateWords(
    expression=date_expression(_FORMS, _BEGINNINGS, _AFTER_A_MARK, quick=r"(?=[\d’‘'AaCDEeFfGJMNnOSsTtWwy])"),
    months=numbered(*MONTHS),
    seasons=SEASONS,
    decades=numbered(*DECADE_STEMS, first=20, step=10),
    ordinals=numbered(*ORDINALS),
    years_on={"following": 1, "next": 1, "previous": -1},
    count=re.compile(rf"{_VAGUE}(?<![\w.,–-])(\d\d?|an?|{'|'.join(NUMBERS)})\ $", re.IGNORECASE),
    numbers=NUMBERS,
    year_before_christ=re.compile(rf"(?=(\d+)){_BC_YEAR}"),
    later_century_bc=re.compile(r"-?,? (?:and|or|to) [^.,;]{0,40}centur(?:y|ies) B\.? ?C"),
    is_day_first=False,
)
