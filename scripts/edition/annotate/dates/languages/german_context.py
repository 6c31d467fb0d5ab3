"""What makes a German expression a date, and what makes it a count, a page or another word."""

from __future__ import annotations

import re

from edition.annotate.dates.languages.german_forms import MONTH
from edition.annotate.dates.languages.numerals import CountWords, year_condition
from edition.annotate.dates.lookalikes import Condition, Surroundings, stands

_BEFORE_NUMBER = re.compile(
    r"\b(?:Seiten?|Nummern?|Bd|Band|Bände|Kap|Kapitel|Artikel|Art|Abs|Absatz|Blatt|Bl|Zeilen?|Zimmer|Tafel"
    r"|Abb|Abbildung|Dok|Dokument|Modell|Typ|Paragraph|Heft|Sp|Spalten?|Verse?|Psalm|Akte|Mappe|Los|Befehl"
    r"|mehr\ als|weniger\ als|mindestens|höchstens|wenigstens|insgesamt|rund|knapp|beinahe|jede[rsn]?)"
    r"\.?\s*$",
    re.IGNORECASE,
)
"""What makes a number a page, a count or the number of a paper."""
_UNITS = re.compile(
    r"[\s-](?:Mark|Pfennige?|Rubel|Franken|Francs?|Dollars?|Pfund|Gulden|Kronen|Taler|Euro|Lire"
    r"|(?:Kilo|Zenti|Milli)?[Mm]etern?|Kilo|Kilogramm|Gramm|Tonnen|Zentner|Liter|Hektar|Morgen|Meilen"
    r"|Stunden|Minuten|Tagen?|Wochen|Jahren?|Seiten|Stück|Mann|Prozent|Stimmen|Sitzen?|Exemplaren?"
    r"|Einwohnern?|Millionen|Milliarden|Grad|Volt|Watt|Uhr)\b"
)
"""What makes a number a quantity whatever stands before it."""
_PLURAL = re.compile(r"\s[A-ZÄÖÜ][a-zäöüß]+(?:e|en|er|ern|eln|n|s)\b")
"""What makes a number a count: `1900 Arbeiter`."""
_BEFORE_YEAR = re.compile(
    r"(?:\b(?:im|in|Jahre?|Jahren|seit|bis|ab|vor|nach|gegen|zwischen|Anfang|Mitte|Ende|erst|noch"
    r"|schon|bereits|dann|wurden?|wird|waren?|ist|sind|trat|kam|ging|starb|erschien|er|sie|es)"
    r"|[–—(\[,])\s*$",
    re.IGNORECASE,
)
"""What makes a number a year even before a plural: `seit 1917 Minister`."""
_BEFORE_ROUND_YEAR = re.compile(
    r"(?:\b(?:Jahre?|Jahren|seit|bis|ab|von|vor|nach|um|gegen|zwischen|Anfang|Mitte|Ende|etwa|c?a\.)"
    r"|[–—(\[“„»«]|^)\s*$",
    re.IGNORECASE,
)


_COUNTS = CountWords(_BEFORE_NUMBER, _UNITS, _PLURAL, _BEFORE_YEAR, _BEFORE_ROUND_YEAR)


_RELATION = (
    r"(?:(?:folgenden|darauffolgenden|nächsten|kommenden|vorigen|vorangegangenen|vergangenen|letzten|selben"
    r"|gleichen|frühen|späten|ganzen)\ )?"
)
_BEFORE_MONTH = re.compile(
    rf"\b(?:im|in\ diesem|in\ jenem|seit(?:\ dem)?|bis(?:\ zum)?|ab|vo[mn]|Anfang|Mitte|Ende|Monat|diesen"
    rf"|jenen)\ {_RELATION}$"
    r"|\b(?:vergangenen|letzten|vorigen|folgenden)\ $",
    re.IGNORECASE,
)
"""What comes before a month without a year: `im Mai`, not `August Kranich`."""
_NOT_A_MONTH = re.compile(rf"[-–](?!{MONTH})\w")
"""What makes a month a part of another word: `Mai-Feier`."""
_BEFORE_SEASON = re.compile(
    rf"\b(?:im|in\ diesem|in\ jenem|seit\ dem|bis\ zum|vom|zum|ab|diesen|jenen|(?:Anfang|Mitte|Ende)\ des)"
    rf"\ {_RELATION}$",
    re.IGNORECASE,
)
_NOT_A_SEASON = re.compile(r"-\w|\ (?:des|der|ihres|seines|meines)\ (?!Jahres)")
"""What makes a season something else: `im Herbst des Lebens`."""
_AFTER_DAY = re.compile(
    r"[,;:)](?!\d)|\ (?:und|oder|war|waren|wurden?|kam|kamen|begann|trat|traten|fand|fanden|ging|gingen"
    r"|hatten?|folgte|erschien|reisten?|sprach|schrieb|fiel|starb|ich|er|sie|es|wir|dann|schließlich)\b|$"
)
_BEFORE_NAMED_DECADE = re.compile(r"\b(?:goldenen?|wilden?|frühen|späten)\ $", re.IGNORECASE)


def _is_named_decade(at: Surroundings) -> bool:
    """Return whether the word for a decade is not that for somebody's age: `ein Zwanziger`."""
    if at.words.lower().endswith(("jahre", "jahren")):
        return True
    is_joined = at.words.lower().endswith("iger") and bool(
        re.match(r"-?(?:,|\ (?:und|oder|bis)\b)", at.after)
    )
    return is_joined or (at.words[0].isupper() and bool(_BEFORE_NAMED_DECADE.search(at.before)))


CONDITIONS: dict[str, Condition] = {
    "bare_year": year_condition(_COUNTS),
    "bare_month": stands(_BEFORE_MONTH, not_after=_NOT_A_MONTH),
    "bare_season": stands(_BEFORE_SEASON, not_after=_NOT_A_SEASON),
    "bare_day": stands(after=_AFTER_DAY),
    "named_decade": _is_named_decade,
    "short_year": stands(
        re.compile(r"\b(?:seit|bis|ab|von|vor|nach|um|und|Jahre?|Frühjahr|Sommer|Herbst|Winter)\ $")
    ),
}
"""By form, what must be around it."""
