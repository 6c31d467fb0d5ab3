"""Dates that are the same in every language: days in the form of ISO 8601, and years."""

from __future__ import annotations

import re
from dataclasses import dataclass

from edition.annotate.dates.language import DateLanguage, RangeWords, StoryWords
from edition.annotate.dates.lookalikes import LABEL_WINDOW, Condition, Surroundings
from edition.annotate.dates.patterns import ISO, NEVER, form
from edition.annotate.dates.words import DateWords

_UNSPACED = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
"""Letters of Chinese, Japanese and Korean, which are written without spaces around a number."""
_HEBREW = "\u05d0-\u05ea"
"""Letters of Hebrew, in which a word such as `in` is joined to a number by a hyphen."""
_YEAR = r"(?:1[0-9]|20)\d\d(?![^\W年년]|%)(?!\.\d)"
"""Four digits, after which there may be the word for a year in one of these languages."""
_NUMBERED = re.compile(r"(?:[£$€#№§]|\b(?:pp?|[Ss]|nos?|Nr|n)\.|\bn?[°º]|(?:\d|\))\ ?:)\s*$")
"""What makes a number a page, a sum or a place in a work."""
_UNIT = re.compile(r"\ ?(?:[£$€%‰°]|(?:km|kg|mm|cm|m|g|t|ha)\b)")
DASHED = re.compile(r"\ ?[–—/-]\ ?")
CITED = re.compile(r"(?:[A-Z][\w’-]+(?:\ et\ al\.)?,?\ |,\s)$")


def is_plain_year(at: Surroundings) -> bool:
    """Return whether a number is a year as far as signs and units show that stand beside it."""
    return not _UNIT.match(at.after) and not _NUMBERED.search(at.before[-LABEL_WINDOW:])


@dataclass(frozen=True, slots=True)
class CountWords:
    """Words of a language beside a number, by which years are told from pages, quantities and counts."""

    before_number: re.Pattern[str]
    """What makes a number a page, a count or the number of a paper."""
    units: re.Pattern[str]
    """What makes a number a quantity whatever stands before it."""
    plural: re.Pattern[str]
    """What makes a number a count, unless `before_year` stands before it."""
    before_year: re.Pattern[str]
    before_round_year: re.Pattern[str]
    """What a round number needs to be a year."""


HUNDREDS_THAT_COUNT = range(1000, 1600, 100)
"""Round numbers that are counts more often than years."""


def year_condition(known: CountWords) -> Condition:
    """Return the condition that a number is a year, by the words of a language."""

    def is_year(at: Surroundings) -> bool:
        year, before = at.expression.year, at.before[-LABEL_WINDOW:]
        if year is None or year <= 0:  # it names its era, or lacks its century
            return True
        if not is_plain_year(at) or known.units.match(at.after) or known.before_number.search(before):
            return False
        if year in HUNDREDS_THAT_COUNT and not known.before_round_year.search(before):
            return False
        return not known.plural.match(at.after) or bool(known.before_year.search(before))

    return is_year


NUMERALS = DateLanguage(
    code="",
    words=DateWords(
        re.compile(
            rf"(?<![^\W{_UNSPACED}])(?=\d)(?:(?<![.,£€$=/–-])|(?<=[{_HEBREW}]-))"
            rf"(?:{ISO}|{form('bare_year', rf'<year>{_YEAR})(?!,[0-9])')})"
        )
    ),
    conditions={"bare_year": is_plain_year},
    ranges=RangeWords(connector=DASHED, list_connector=DASHED, since=NEVER),
    story=StoryWords(cited=CITED),
)
"""What is found in a language whose words are not known."""
