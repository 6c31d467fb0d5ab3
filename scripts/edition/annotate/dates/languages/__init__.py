"""The languages in which dates are found, and what to do in others."""

from __future__ import annotations

from edition.annotate.dates.language import DateLanguage


def date_language(code: str) -> DateLanguage:
    """Return the language with a BCP 47 code such as `de-AT`; one that knows only numbers for all others.

    A language is loaded when a text in it is read: to compile its patterns takes longer than to load the
    rest of the package.
    """
    match code.partition("-")[0].lower():
        case "en":
            from edition.annotate.dates.languages.english import ENGLISH

            return ENGLISH
        case "de":
            from edition.annotate.dates.languages.german import GERMAN

            return GERMAN
        case "fr":
            from edition.annotate.dates.languages.french import FRENCH

            return FRENCH
        case _:
            from edition.annotate.dates.languages.numerals import NUMERALS

            return NUMERALS
