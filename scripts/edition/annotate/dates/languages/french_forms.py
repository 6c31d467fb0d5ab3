"""Patterns of the expressions that name a calendar time in French, one for each form."""

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
    ROMANS,
    beginnings,
    date_expression,
    form,
    join_names,
    numbered,
)
from edition.annotate.dates.words import DateWords

_MONTHS = numbered(
    *("janv", "fév|fev", "mars", "avr", "mai", "juin", "juil", "août|aout", "sept", "oct", "nov", "déc|dec"),
)
_SEASONS = numbered("printemps", "été", "automne", "hiver", first=21)
_DECADES = numbered(
    *("vingt", "trente", "quarante", "cinquante", "soixante", "soixante-dix|septante"),
    *("quatre-vingt|quatre-vingts", "quatre-vingt-dix|nonante"),
    first=20,
    step=10,
)
_ORDINAL_WORDS = numbered(
    *("premier", "deuxième|second", "troisième", "quatrième", "cinquième", "sixième", "septième"),
    *("huitième", "neuvième", "dixième", "onzième", "douzième", "treizième", "quatorzième", "quinzième"),
    *("seizième", "dix-septième", "dix-huitième", "dix-neuvième", "vingtième", "vingt et unième"),
)
_NUMBERS = (
    *("un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze"),
    *("treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf", "vingt"),
)

# --- parts ---------------------------------------------------------------------------------------

_MONTH_NAME = (
    r"janvier|janv\.|f[ée]vrier|févr?\.|mars|avril|avr\.|mai|juin|juillet|juil\.|ao[ûu]t|septembre|sept\."
    r"|octobre|oct\.|novembre|nov\.|d[ée]cembre|déc\."
)
MONTH = rf"(?i:{_MONTH_NAME})(?!\w)"
_CHRIST = r"(?:J\.?[\ -]?C(?:\.|(?!\w))|Jésus-Christ)"
_BC = rf"\ (?:av(?:\.|ant)\ {_CHRIST}|avant\ notre\ ère|av\.\ n\.\ ?è\.)"
_AD = rf"\ (?:apr?\.\ {_CHRIST}|après\ {_CHRIST}|de\ notre\ ère)"
_BC_YEAR = rf"{BC_NUMBER}(?:{_BC}|(?=(?:{DASH}|\ (?:à|et|ou)\ ){BC_NUMBER}{_BC}))"
"""A year before Christ: the era follows it, or the second of two years: `de 1200 à 800 av. J.-C.`."""
_AD_YEAR = rf"[1-9]\d{{0,3}}{_AD}"
_DAY = r"(?:1(?:er|ᵉʳ)|3[01]|[12]\d|0?[1-9])(?!\w)"
_SHORT_YEAR = r"[’'‘]\d\d(?![\w’'])"
_YEAR = rf"(?:{_BC_YEAR}|{PLAIN_YEAR}(?!,\d))"
_DATED_YEAR = rf"(?:{_BC_YEAR}|{_AD_YEAR}|{PLAIN_YEAR}(?!,\d\d\d(?!\d))|{_SHORT_YEAR})"
"""A year after a month or a season, where no other number is likely."""
_OTHER_YEAR = (
    r"de\ (?:la\ même\ année|cette\ (?:même\ )?année(?:-là)?|l[’']année\ (?:suivante|précédente))(?!\w)"
)
"""A year given by the one before it: `en août de la même année`."""
_OF_YEAR = rf"(?:,?\ (?:de\ l[’']an(?:née)?\ |de\ )?<year>{_DATED_YEAR})|\ <other>{_OTHER_YEAR}))"
_SEASON = "(?i:printemps|été|automne|hiver)"
_CENTURY = r"\ (?:siècles?(?!\w)|s\.)"
_CENTURY_NUMBER = rf"{join_names(ROMANS)}|\d\d?"
_ORDINAL_END = r"(?:er|ᵉʳ|ème|e|ᵉ)"
_ORDINAL = rf"(?:(?:{_CENTURY_NUMBER}){_ORDINAL_END}|(?i:{join_names(_ORDINAL_WORDS)}))"
_TO_CENTURY = r"(?:,?\ (?:et|ou|au)\ (?:du\ |le\ |au\ )?|\ ?[–/-]\ ?)"
_YEARS = r"[Aa]nnées\ "
_NO_LAST_YEAR = r"(?!(?:\ ?[–-]\ ?|\ à\ )\d{3}[1-9])"
"""After a decade: not the last of several years, as in `années 1920-1923`."""

# --- forms ---------------------------------------------------------------------------------------

_AND_DAY = r"(?:\ ?[–—/-]\ ?|\ (?:au|et|ou)\ (?:le\ )?)"
_AFTER_DECADE = rf"(?<={_YEARS}\d{{4}}\ et\ )|(?<={_YEARS}\d{{4}}[–-])"
_AFTER_SHORT_DECADE = rf"(?<={_YEARS}\d{{2}}\ et\ )|(?<={_YEARS}\d{{4}}\ et\ )"
_AFTER_NAMED_DECADE = "|".join(rf"(?<={_YEARS}{name}\ et\ )" for name in _DECADES)
_FORMS = (
    ISO,
    NUMERIC,
    ROMAN,
    # one of several days: `les 2, 3 et 5 mai`
    form("listed", rf"<day>{_DAY})(?=(?:,\ {_DAY}){{0,6}}\ (?:et|ou)\ {_DAY}\ {MONTH})(?=,)"),
    form(
        "republican",
        rf"<day>{_DAY})\ <month>(?i:{'|'.join(REPUBLICAN_MONTHS)}))"
        r",?\ (?:de\ l[’'])?[Aa]n\ <roman>[IVX]{1,4})(?!\w)",
    ),
    form("day_month", rf"<day>{_DAY})(?:{_AND_DAY}<last>{_DAY}))?\ (?:de\ )?<month>{MONTH})(?:{_OF_YEAR})?"),
    form("month_year", rf"<month>{MONTH})(?:{_OF_YEAR})"),
    form("season_year", rf"<season>{_SEASON})(?:{DASH}<until>{_SEASON}))?(?!\w)(?:{_OF_YEAR})"),
    form("decade", rf"(?:{_YEARS}|{_AFTER_DECADE})<year>\d{{3}})0(?![\w%]){_NO_LAST_YEAR}"),
    form("short_decade", rf"(?:{_YEARS}|{_AFTER_SHORT_DECADE})<year>\d)0(?![\w%])"),
    form(
        "named_decade",
        rf"(?:{_YEARS}|{_AFTER_NAMED_DECADE})<stem>(?i:{join_names(_DECADES)}))(?![\w-]|\ et\ un)",
    ),
    form(
        "century",
        rf"<century>(?:{_CENTURY_NUMBER})(?={_ORDINAL_END})|(?i:{join_names(_ORDINAL_WORDS)}))"
        rf"{_ORDINAL_END}?(?:{_CENTURY}<era>{_BC})?|(?={_TO_CENTURY}{_ORDINAL}{_CENTURY}))",
    ),
    form("other_year", r"(?<=[Ll][’'])<other>année\ suivante|année\ d[’']après)(?!\w)"),
    form("years_on", r"ans?\ (?:plus\ tard|après(?=[,.;]))(?!\w)"),
    form("ad_year", rf"<year>{_AD_YEAR})"),
    form("bare_year", rf"<year>{_YEAR})"),
    form("short_year", rf"<year>{_SHORT_YEAR})"),
    form("bare_day", rf"(?<=[Ll]e\ )<day>{_DAY})"),
    form("bare_month", rf"<month>{MONTH})"),
    form("bare_season", rf"<season>{_SEASON})(?!\w)"),
)

_AFTER_A_MARK = (
    rf"(?<=\bmi-)(?={MONTH})"
    rf"|(?<=[a-zéû.\d)][/–])(?=(?:{_DAY}\ )?{MONTH})"
    rf"|(?<=(?:ier|ars|ril|mai|uin|let|oût|bre)-)(?={MONTH})"
    rf"|(?<=\d-)(?={_DAY}\ {MONTH})"
    rf"|(?<=[se][/–-])(?={_SEASON}\ )"
    rf"|(?<=e[/–-])(?={_ORDINAL}{_CENTURY})"
    rf"|(?<={_YEARS}\d{{4}}[–-])(?=\d{{3}}0)"
    rf"|(?<=[\d.C][/–-])(?={BC_NUMBER}{_BC})"
)
"""Where a date may begin directly after a letter, a digit or a mark."""

_BEGINNINGS = rf"{beginnings((*_MONTHS, *_SEASONS, *_DECADES, *_ORDINAL_WORDS, 'années'))}|[IVX]|ans?\ [pa]"

WORDS = DateWords(
    expression=date_expression(_FORMS, _BEGINNINGS, _AFTER_A_MARK),
    months=_MONTHS,
    seasons=_SEASONS,
    decades=_DECADES,
    ordinals=numbered(*map(str.lower, ROMANS)) | _ORDINAL_WORDS,
    years_on={"suivante": 1, "d’après": 1, "d'après": 1, "précédente": -1},
    count=re.compile(
        rf"(?<!\bde\ )(?<!\benviron\ )(?<!\bou\ )(?<!\bà\ )(?<![\w.,–-])(\d\d?|{join_names(_NUMBERS)})\ $",
        re.IGNORECASE,
    ),
    numbers=_NUMBERS,
    year_before_christ=re.compile(rf"(?=(\d+)){_BC_YEAR}"),
    later_century_bc=re.compile(rf"(?:,?\ (?:et|ou|au)\ |[–/-])[^.,;]{{0,40}}{_CENTURY}{_BC}"),
)
