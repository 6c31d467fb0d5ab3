"""The languages in which dates are found, and what to do in others."""

from __future__ import annotations

from edition.annotate.dates.language import DateLanguage
from edition.annotate.dates.languages.english import ENGLISH
from edition.annotate.dates.languages.french import FRENCH
from edition.annotate.dates.languages.german import GERMAN
from edition.annotate.dates.languages.numerals import NUMERALS

_LANGUAGES = {language.code: language for language in (ENGLISH, GERMAN, FRENCH)}


def date_language(code: str) -> DateLanguage:
    """Return the language with a BCP 47 code such as `de-AT`; one that knows only numbers for all others."""
    return _LANGUAGES.get(code.partition("-")[0].lower(), NUMERALS)
