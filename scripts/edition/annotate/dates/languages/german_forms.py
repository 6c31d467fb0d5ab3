"""Patterns of the expressions that name a calendar time in German, one for each form."""

from __future__ import annotations

import re

from edition.annotate.dates.patterns import (
    BC_NUMBER,
    DASH,
    ISO,
    PLAIN_YEAR,
    ROMAN,
    beginnings,
    date_expression,
    form,
    join_names,
    numbered,
)
from edition.annotate.dates.words import DateWords

_MONTHS = numbered(
    "jan|jän", "feb", "mär|maerz|mrz", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "dez"
)
_SEASONS = numbered(
    "frühjahr|frühling",
    "sommer|frühsommer|hochsommer|spätsommer",
    "herbst|frühherbst|spätherbst",
    "winter",
    first=21,
)
_DECADES = numbered(
    *("zwanz", "dreiß|dreiss", "vierz", "fünfz", "sechz", "siebz|siebenz", "achtz", "neunz"),
    first=20,
    step=10,
)
_ORDINALS = numbered(
    *("erst", "zweit", "dritt", "viert", "fünft", "sechst", "siebt|siebent", "acht", "neunt", "zehnt"),
    *("elft", "zwölft", "dreizehnt", "vierzehnt", "fünfzehnt", "sechzehnt", "siebzehnt", "achtzehnt"),
    *("neunzehnt", "zwanzigst", "einundzwanzigst"),
)
_NUMBERS = (
    *("ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf"),
    *("dreizehn", "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn", "zwanzig"),
)

# --- parts ---------------------------------------------------------------------------------------

_MONTH_NAME = (
    r"Jan(?:uar|\.)|Jän(?:ner|\.)|Feb(?:ruar|er|\.)|März|Maerz|Mrz\.|April|Apr\.|Mai|Jun(?:i|\.)|Jul(?:i|\.)"
    r"|Aug(?:ust|\.)|Sept?(?:ember|\.)|Okt(?:ober|\.)|Nov(?:ember|\.)|Dez(?:ember|\.)"
)
MONTH = rf"(?:(?:{_MONTH_NAME})s?|{_MONTH_NAME.upper()})(?!\w)"
_BC = r"\ ?(?:v\.\ ?Chr\.|v\.\ ?u\.\ ?Z\.|vor\ Christus|vor\ Christi\ Geburt|vor\ unserer\ Zeitrechnung)"
_AD = r"\ ?(?:n\.\ ?Chr\.|n\.\ ?u\.\ ?Z\.|nach\ Christus|nach\ Christi\ Geburt|unserer\ Zeitrechnung)"
_BC_YEAR = rf"{BC_NUMBER}(?:{_BC}|(?=(?:{DASH}|\ (?:bis|und|oder)\ ){BC_NUMBER}{_BC}))"
"""A year before Christ: the era follows it, or the second of two years: `1200–800 v. Chr.`."""
_AD_YEAR = rf"[1-9]\d{{0,3}}{_AD}"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?!\d)"
_SHORT_YEAR = r"[’'‘]\d\d(?![\w’'])"
_YEAR = rf"(?:{_BC_YEAR}|{PLAIN_YEAR}(?!,\d))"
_DATED_YEAR = rf"(?:{_BC_YEAR}|{_AD_YEAR}|{PLAIN_YEAR}(?!,\d\d\d(?!\d))|{_SHORT_YEAR})"
"""A year after a month or a season, where no other number is likely."""
_OTHER_YEAR = (
    r"(?:(?:desselben|des\ (?:selben|gleichen|folgenden|nächsten|darauffolgenden|vorigen|vorangegangenen)"
    r"|dieses|jenes|folgenden|vorigen)\ Jahres|des\ Vorjahre?s)(?!\w)"
)
"""A year given by the one before it: `im August desselben Jahres`."""
_OF_YEAR = rf"(?:,?\ (?:des\ Jahres\ |im\ Jahre?\ |von\ )?<year>{_DATED_YEAR})|\ <other>{_OTHER_YEAR}))"
_SEASON = "|".join(sorted((name.title() for name in _SEASONS), key=len, reverse=True))
_CENTURY = r"\ (?:Jahrhundert(?:s|e|en)?(?!\w)|Jhs?\.|Jhdts?\.)"
_ORDINAL = rf"(?:\d\d?\.|(?i:{join_names(_ORDINALS)})e[nrsm]?)"
_TO_CENTURY = r"(?:,?\ (?:und|oder|bis)\ (?:zum\ |ins\ |des\ )?(?:frühen\ |späten\ )?|\ ?[–/-]\ ?)"
_YEARS = r"[ -]?[Jj]ahren?(?!-?\w)"
_TO_DECADE = (
    r"-?(?:,\ |\ (?:und|oder|bis)\ (?:zu\ den\ |in\ die\ |de[rn]\ |die\ )?(?:frühen\ |späten\ )?|\ ?[–/-]\ ?)"
)
_STEM = rf"(?i:{join_names(_DECADES)})"

# --- forms ---------------------------------------------------------------------------------------

_AND_DAY = r"\.?(?:\ ?[–—/-]\ ?|\ (?:bis|und|oder|u\.)\ (?:zum\ |de[mn]\ )?)"
_FORMS = (
    ISO,
    form("numeric", r"<day>\d\d?)(?:/<number>\d\d?)/|\.\ ?<dotted>\d\d?)\.\ ?)<year>[12]\d{3})(?!\w)"),
    ROMAN,
    # one of several days: `2., 3. und 5. Mai`
    form("listed", rf"<day>{_DAY})\.(?=(?:,\ {_DAY}\.){{0,6}}\ (?:und|oder|u\.)\ {_DAY}\.\ ?{MONTH})(?=,)"),
    form("day_month", rf"<day>{_DAY})(?:{_AND_DAY}<last>{_DAY}))?\.\ ?<month>{MONTH})(?:{_OF_YEAR})?"),
    form("month_year", rf"<month>{MONTH})(?:{_OF_YEAR})"),
    form(
        "season_year",
        rf"<season>{_SEASON})(?:e?s)?(?:{DASH}<until>{_SEASON}))?(?!\w)(?:{_OF_YEAR})",
    ),
    form("decade", rf"<year>\d{{3}})0er(?:{_YEARS}|(?={_TO_DECADE}\d{{2,4}}er{_YEARS}))"),
    form("short_decade", rf"[’'‘]?<year>\d)0er(?:{_YEARS}|(?={_TO_DECADE}\d{{2,4}}er{_YEARS}))"),
    form("named_decade", rf"<stem>{_STEM})iger(?:{_YEARS}|(?={_TO_DECADE}{_STEM}iger{_YEARS})|n?(?!\w))"),
    form(
        "century",
        rf"<century>\d\d?(?=\.)|(?i:{join_names(_ORDINALS)})(?=e))(?:\.|e[nrsm]?)"
        rf"(?:{_CENTURY}<era>{_BC})?|(?={_TO_CENTURY}{_ORDINAL}{_CENTURY}))",
    ),
    form(
        "other_year",
        r"(?<=[Ii]m\ )<other>(?:folgenden|nächsten|darauffolgenden)\ Jahre?|Jahre?\ darauf)(?!\w)",
    ),
    form("years_on", r"Jahre?\ (?:später|danach|darauf)(?!\w)"),
    form("ad_year", rf"<year>{_AD_YEAR})"),
    form("bare_year", rf"<year>{_YEAR})"),
    form("short_year", rf"<year>{_SHORT_YEAR})"),
    form("bare_day", rf"(?<=[Aa]m\ )<day>{_DAY})\."),
    form("bare_month", rf"<month>{MONTH})"),
    form("bare_season", rf"<season>{_SEASON})(?:e?s)?(?!\w)"),
)

_AFTER_A_MARK = (
    rf"(?<=[a-zäöüß.\d)][/–-])(?=(?:{_DAY}\.\ ?)?{MONTH})"
    rf"|(?<=[a-zäöüß][/–-])(?=(?:{_SEASON})\ )"
    rf"|(?<=r[/–-])(?=\d{{2,4}}er{_YEARS})"
    rf"|(?<=\.[/–-])(?=\d\d?\.{_CENTURY})"
    rf"|(?<=[\d.][/–-])(?={BC_NUMBER}{_BC})"
)
"""Where a date may begin directly after a letter, a digit or a mark."""

_BEGINNINGS = beginnings((*_MONTHS, *_SEASONS, *_DECADES, *_ORDINALS, "jahr", "folgend", "nächst", "darauf"))

WORDS = DateWords(
    expression=date_expression(_FORMS, _BEGINNINGS, _AFTER_A_MARK),
    months=_MONTHS,
    seasons=_SEASONS,
    decades=_DECADES,
    ordinals=_ORDINALS,
    years_on={"folgend": 1, "nächst": 1, "darauf": 1, "Vorjahr": -1, "vorig": -1, "vorangegangen": -1},
    count=re.compile(
        rf"(?<!\bals\ )(?<!\bfast\ )(?<!\betwa\ )(?<!\bkaum\ )(?<!\boder\ )(?<!\bbis\ )(?<![\w.,–-])"
        rf"(\d\d?|{'|'.join(_NUMBERS)})\ $",
        re.IGNORECASE,
    ),
    numbers=_NUMBERS,
    year_before_christ=re.compile(rf"(?=(\d+)){_BC_YEAR}"),
    later_century_bc=re.compile(rf"(?:\ (?:und|oder|bis)\ |[–/-])[^,;]{{0,40}}{_CENTURY}{_BC}"),
)
