"""What makes a French expression a date, and what makes it a count, a page or another word."""

from __future__ import annotations

import re

from edition.annotate.dates.languages.french_forms import MONTH
from edition.annotate.dates.languages.numerals import CountWords, year_condition
from edition.annotate.dates.lookalikes import Condition, Surroundings, stands

_BEFORE_NUMBER = re.compile(
    r"\b(?:pages?|vol|volumes?|tomes?|t|no|numéros?|chap|chapitres?|articles?|art|alinéa|tableaux?|fig|figures?"
    r"|lignes?|salles?|chambres?|modèles?|types?|décrets?|ordres?|psaumes?|lots?|boîtes?|dossiers?"
    r"|plus\ de|moins\ de|au\ moins|au\ plus|quelque|presque|près\ de|chaque)\.?\s*$",
    re.IGNORECASE,
)
"""What makes a number a page, a count or the number of a paper."""
_UNITS = re.compile(
    r"\s(?:francs?|marks?|roubles?|dollars?|livres?|euros?|florins?|sous|lires|mètres?|kilomètres?|centimètres?"
    r"|kilos?|grammes?|tonnes?|litres?|hectares?|lieues?|milles?|heures?|minutes?|jours?|semaines?|mois|ans"
    r"|années|pages?|voix|sièges?|hommes|femmes|enfants|personnes|habitants?|exemplaires?|degrés?|volts?|watts?"
    r"|millions?|milliards?|pour\ cent|km|kg)\b"
)
"""What makes a number a quantity whatever stands before it."""
_PLURAL = re.compile(
    r"\s(?!(?:mais|dans|sans|sous|vers|dès|puis|pas|plus|les|des|ses|ces|leurs|nos|nous|vous|ils|elles|très|alors"
    r"|après|depuis|jamais|toujours|hors|près|lors|tous|toutes|certains|certaines|plusieurs|deux|aux|ceux)\b)"
    r"[a-zà-ÿœ]{3,}[sx]\b"
)
"""What makes a number a count: `1900 ouvriers`."""
_SINCE = (
    r"\b(?:en|depuis|avant|après|dès|vers|an|années?|début|fin|printemps|été|automne|hiver)"
    r"|\bjusqu[’'](?:en|à)"
)
_BEFORE_YEAR = re.compile(rf"(?:{_SINCE}|[–—(\[,])\s*$", re.IGNORECASE)
"""What makes a number a year even before a plural: `en 1917 ouvriers et soldats`."""
_BEFORE_ROUND_YEAR = re.compile(rf"(?:{_SINCE}|\b(?:de|à|et|entre)|[–—(\[,“„«»])\s*$|^$", re.IGNORECASE)


_COUNTS = CountWords(_BEFORE_NUMBER, _UNITS, _PLURAL, _BEFORE_YEAR, _BEFORE_ROUND_YEAR)


_BEFORE_MONTH = re.compile(
    r"(?:\b(?:en|fin|début|courant|dès|depuis|jusqu[’'](?:en|à)|à\ partir\ de|mois\ de"
    r"|(?:fin|début|milieu)\ (?:de|du\ mois\ de))\ |\bmi-"
    r"|\b(?:mois|à\ partir|(?:fin|début|milieu)(?:\ du\ mois)?)\ d[’'])$",
    re.IGNORECASE,
)
"""What comes before a month without a year: `en mai`, not `la rue du Trente-Mai`."""
_NOT_A_MONTH = re.compile(rf"[-–](?!{MONTH})\w")
_BEFORE_SEASON = re.compile(
    r"\b(?:(?:au|cet|ce|jusqu[’']au|d(?:ès|epuis)\ le|(?:fin|début|milieu)\ du)\ "
    r"|(?:(?:jusqu[’'])?à|pendant|durant|dès|depuis|(?:fin|début|milieu)\ de)\ l[’'])$",
    re.IGNORECASE,
)
_NOT_A_SEASON = re.compile(r"-\w|\ de\ (?!cette|la\ même|l[’']an)|\ (?:des|du)\ ")
"""What makes a season something else: `au printemps de la vie`."""
_WHICH_SEASON = re.compile(r"\ (?:suivant|précédent|dernier)(?!\w)")
_BEFORE_WHICH_SEASON = re.compile(r"\b(?:le\ |l[’'])$", re.IGNORECASE)
_BEEN = re.compile(
    r"\b(?:a|as|ai|ont|avons|avez|avais|avait|avaient|avoir|ayant|aura|auront|aurait|auraient|eut|eût)\ $",
    re.IGNORECASE,
)
"""What makes a verb of `été`."""


def _is_bare_season(at: Surroundings) -> bool:
    if _WHICH_SEASON.match(at.after) and _BEFORE_WHICH_SEASON.search(at.before):
        return True
    return bool(_BEFORE_SEASON.search(at.before)) and not _NOT_A_SEASON.match(at.after)


def _is_season_of_year(at: Surroundings) -> bool:
    return not (at.words.lower().startswith("été") and _BEEN.search(at.before))


_AFTER_DAY = re.compile(r"[,;:.)](?!\d)|\ (?:et|ou|il|elle|on|ils|elles|je|nous|au\ (?:matin|soir))\b|$")
_BEFORE_SHORT_YEAR = re.compile(
    r"\b(?:en|de|depuis|avant|après|jusqu[’']en|dès|vers|et|printemps|été|automne|hiver)\ $", re.IGNORECASE
)

CONDITIONS: dict[str, Condition] = {
    "bare_year": year_condition(_COUNTS),
    "bare_month": stands(_BEFORE_MONTH, not_after=_NOT_A_MONTH),
    "bare_season": _is_bare_season,
    "season_year": _is_season_of_year,
    "bare_day": stands(after=_AFTER_DAY),
    "short_year": stands(_BEFORE_SHORT_YEAR),
}
"""By form, what must be around it."""
