"""Patterns of the expressions that name a calendar time in French, one for each form in which they are written."""

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
    form,
    join_names,
)
from edition.annotate.dates.words import DateWords

_MONTHS = {
    **{"janv": 1, "fév": 2, "fev": 2, "mars": 3, "avr": 4, "mai": 5, "juin": 6, "juil": 7, "août": 8, "aout": 8},
    **{"sept": 9, "oct": 10, "nov": 11, "déc": 12, "dec": 12},
}
_SEASONS = {"printemps": 21, "été": 22, "automne": 23, "hiver": 24}
_DECADES = {
    **{"vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "soixante-dix": 70},
    **{"septante": 70, "quatre-vingt": 80, "quatre-vingts": 80, "quatre-vingt-dix": 90, "nonante": 90},
}
_ORDINAL_WORDS = {
    **{"premier": 1, "deuxième": 2, "second": 2, "troisième": 3, "quatrième": 4, "cinquième": 5},
    **{"sixième": 6, "septième": 7, "huitième": 8, "neuvième": 9, "dixième": 10, "onzième": 11},
    **{"douzième": 12, "treizième": 13, "quatorzième": 14, "quinzième": 15, "seizième": 16},
    **{"dix-septième": 17, "dix-huitième": 18, "dix-neuvième": 19, "vingtième": 20, "vingt et unième": 21},
}
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
    r"(?:de\ la\ même\ année|de\ cette\ (?:même\ )?année(?:-là)?|de\ l[’']année\ (?:suivante|précédente))(?!\w)"
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
        "named_decade", rf"(?:{_YEARS}|{_AFTER_NAMED_DECADE})<stem>(?i:{join_names(_DECADES)}))(?![\w-]|\ et\ un)"
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
    expression=re.compile(
        rf"(?<!\w)(?=[\d’‘']|{_BEGINNINGS})(?:(?<![\w.,£€$=/–-])|{_AFTER_A_MARK})(?:{'|'.join(_FORMS)})"
    ),
    months=_MONTHS,
    seasons=_SEASONS,
    decades=_DECADES,
    ordinals={**{roman.lower(): number for number, roman in enumerate(ROMANS, 1)}, **_ORDINAL_WORDS},
    years_on={"suivante": 1, "d’après": 1, "d'après": 1, "précédente": -1},
    count=re.compile(
        rf"(?<!\bde\ )(?<!\benviron\ )(?<!\bou\ )(?<!\bà\ )(?<![\w.,–-])(\d\d?|{join_names(_NUMBERS)})\ $",
        re.IGNORECASE,
    ),
    numbers=_NUMBERS,
    year_before_christ=re.compile(rf"(?=(\d+)){_BC_YEAR}"),
    later_century_bc=re.compile(rf"(?:,?\ (?:et|ou|au)\ |[–/-])[^.,;]{{0,40}}{_CENTURY}{_BC}"),
)
