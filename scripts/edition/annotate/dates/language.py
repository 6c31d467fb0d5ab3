"""What a language knows of dates: their forms, and the words around them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from edition.annotate.dates.lookalikes import Condition
from edition.annotate.dates.patterns import NEVER
from edition.annotate.dates.words import DateWords


@dataclass(frozen=True, slots=True)
class RangeWords:
    """Words that make one date of two, or a list of several."""

    connector: re.Pattern[str]
    """All between the two ends of a range."""
    list_connector: re.Pattern[str]
    """All between two dates of a list."""
    since: re.Pattern[str]
    """What comes before a range: `from`."""
    between: re.Pattern[str] = NEVER
    """What makes a range of two dates that an `and` joins: `between`."""
    ands: frozenset[str] = frozenset()
    untils: frozenset[str] = frozenset()
    """The first words of what joins dates of different kinds: `from May to 3 June`."""
    several_days: re.Pattern[str] = NEVER
    """What separates two days of one month: ` and ` in `3 and 5 May`."""
    two_calendars: re.Pattern[str] = NEVER
    """What joins two days of one month that may be one day in two calendars: `5./18. März`."""
    of_century: re.Pattern[str] = NEVER
    """What joins a decade to its century: `die achtziger Jahre des 19. Jahrhunderts`."""


@dataclass(frozen=True, slots=True)
class StoryWords:
    """Words that say how a date belongs to the story that a text tells, by what they come before or after."""

    since: re.Pattern[str] = NEVER
    """Before the time since when something lasts: `since`."""
    cited: re.Pattern[str] = NEVER
    """In brackets before the year of a cited work."""
    present: re.Pattern[str] = NEVER
    """Where a text says in what year it is written, which is the first group."""
    relation: re.Pattern[str] = NEVER
    """Before a month: a word of `relations`, which is the first group."""
    relations: Mapping[str, str] = field(default_factory=dict)
    """By word, `next`, `previous` or `last`."""
    afterwards: re.Pattern[str] = NEVER
    """After a month of the year before: `September last`. A group in it is a word of `relations`."""
    background: re.Pattern[str] = NEVER
    """In a clause that says how long something lasted, or what had been before."""
    before_attribute: re.Pattern[str] = NEVER
    """Before a year that describes a noun: `the` in `the 1946 strike`."""
    noun: re.Pattern[str] = NEVER
    """After such a year."""
    of: re.Pattern[str] = NEVER
    """Before a year that names something: `the treaty of 1921`."""
    to: re.Pattern[str] = NEVER
    """Before the end of a range."""


@dataclass(frozen=True, slots=True)
class QualifierWords:
    """Words that qualify a date, before it."""

    part: re.Pattern[str] = NEVER
    """A part of it; the word is the group that is not empty."""
    bound: re.Pattern[str] = NEVER
    """`by`, `from`, `until`, …; the word is the group that is not empty."""
    circa: re.Pattern[str] = NEVER
    """What belongs to a date that is approximate: `c. 1850`."""
    about: re.Pattern[str] = NEVER
    """What makes a date approximate without being a part of it: `about 1850`."""
    names: Mapping[str, str] = field(default_factory=dict)
    """By words in lower case, the name by which the program knows what they say; their own if left out."""


@dataclass(frozen=True, slots=True)
class DateLanguage:
    """A language in which dates are found."""

    code: str
    """BCP 47, without a region; empty for numerals that are the same in all languages."""
    words: DateWords
    conditions: Mapping[str, Condition]
    """By form, what must be around it."""
    ranges: RangeWords
    story: StoryWords = StoryWords()
    qualifiers: QualifierWords = QualifierWords()
