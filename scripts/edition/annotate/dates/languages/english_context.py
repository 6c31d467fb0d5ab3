"""What makes an English expression a date, and what makes it a count, a page or another word."""

from __future__ import annotations

import re

from edition.annotate.dates.languages.numerals import HUNDREDS_THAT_COUNT
from edition.annotate.dates.lookalikes import LABEL_WINDOW, Condition, Surroundings, stands

# --- years ---------------------------------------------------------------------------------------

_DESIGNATIONS = (
    "pp?|pages?|vols?|volumes?|nos?|nrs?|numbers?|chapters?|chap|ch|tables?|rooms?|figures?|fig|sections?"
    "|sec|articles?|art|resolutions?|actions?|orders?|telegrams?|tels?|deptels?|embtels?|airgrams?|cables?|despatch(?:es)?"
    "|circulars?|documents?|docs?|models?|types?|flights?|routes?|highways?|box|file|folder|lines?|items?|bills?"
    "|paragraphs?|para|tosec|secto|cirtel|message|part|plates?|lots?|rev|columns?|units?|psalms?|your|our|my"
    r"|h\.\ ?r|p\.\ ?l|s\.\ ?res"
)
_BEFORE_NUMBER = re.compile(
    rf"(?:\b(?:{_DESIGNATIONS})\.?|[£$€#№]|(?:\d|\))\ ?:)\s*$"
    r"|\b(?:(?:more|less|fewer|other|greater|rather) than|as many as|up to|at least|at most|nearly|almost"
    r"|some"
    r"|approximately|roughly|every|another|over a?|only)\s*$",
    re.IGNORECASE,
)
"""What makes a number a page, a sum, a count or the number of a paper: `p. 1917`, `Resolution 1917`."""
_UNITS = re.compile(
    r"[\s-](?:yards?|miles?|met(?:re|er)s?|(?:kilo|centi|milli)met(?:re|er)s?|feet|foot|inch(?:es)?|acres?"
    r"|hectares?|tons?|tonnes?|pounds?|dollars?|francs?|marks?|roubles?|rubles?|pence|shillings?|euros?|votes?"
    r"|seats?|hours?|hrs?|copies|guns?|tanks?|planes|aircraft|volts?|watts?|degrees|words|pages|calories|horses"
    r"|casualties|prisoners|km|kg|hp|mm|cm|sq|percent|per\ cent|billion|million|o’clock)\b"
)
"""What makes a number a quantity whatever stands before it."""
_PLURAL = re.compile(
    r"\s(?:(?!(?:was|is|his|as|its|has|this|thus|perhaps|across|towards|always)\b)[a-z]{2,}s|men|women|children"
    r"|people|troops)\b"
)
"""What makes a number a count: `1900 workers`."""
_BEFORE_YEAR = re.compile(
    r"(?:\b(?:in|by|of|from|until|till|since|to|and|the|before|after|between|during|for|early|late|year|through)"
    r"|[–—(\[])\s*$",
    re.IGNORECASE,
)
"""What makes a number a year even before a plural: `in 1917 workers rose`."""
_BEFORE_ROUND_YEAR = re.compile(
    r"(?:\b(?:in|by|of|from|until|till|since|to|and|the|before|after|between|during|early|late|year|on|about"
    r"|around|circa|ca?\.|through)|[–—(\[“‘]|^)\s*$",
    re.IGNORECASE,
)
"""What a round number needs to be a year: `in 1200`, but not `1200 of them`."""
_AFTER_TIME = re.compile(r"(?:[ap]\.\s?m\.|\d[Zz]?\.)\s$")
"""What a number of its own follows in the head of a telegram: `7 p.m. 1735. Paris`."""
_LONE_STOP = re.compile(r"\.(?:\s|$)")


def _is_year(at: Surroundings) -> bool:
    year, before, after = at.expression.year, at.before, at.after
    if year is None or year <= 0:  # it names its era, or lacks its century
        return True
    if _UNITS.match(after) or _BEFORE_NUMBER.search(before[-LABEL_WINDOW:]):
        return False
    if _AFTER_TIME.search(before) and _LONE_STOP.match(after):
        return False
    if year in HUNDREDS_THAT_COUNT and not _BEFORE_ROUND_YEAR.search(before):
        return False
    return not _PLURAL.match(after) or bool(_BEFORE_YEAR.search(before[-LABEL_WINDOW:]))


# --- months, seasons and days --------------------------------------------------------------------

_TIME_WORDS = (
    "in|by|until|till|since|from|during|between|early|late|mid|last|that|this|next|through|throughout|into"
)
_PART_WORDS = "end|beginning|start|middle|close|rest|course|month|first half|second half"
_BEFORE_MONTH = re.compile(
    rf"\b(?:{_TIME_WORDS}|previous|following)[ –-](?:the )?"
    r"(?:previous |following |next |same )?$"
    rf"|\b(?:{_PART_WORDS}) of (?:the )?(?:previous |following |next )?$",
    re.IGNORECASE,
)
"""What comes before a month without a year: `in May`, not `you may`."""
_BEFORE_SEASON = re.compile(
    r"\b(?:in|by|until|till|since|from|during|through|throughout|over|into|before|after|this|last)"
    r" (?:the |that |this )?(?:early |late |mid-|mid |previous |following |next |same |whole )?$"
    rf"|\b(?:{_PART_WORDS}|early in|late in) (?:of |in )?(?:the |that )?(?:previous |following |next )?$"
    r"|\b(?:the (?:previous|following|next|same)|that|early|late) $",
    re.IGNORECASE,
)
_NOT_A_SEASON = re.compile(
    r"(?: of (?!that|the same|this)|[ -](?:offensive|campaign|uprising|rising|war|palace|line|games"
    r"|olympics|quarters"
    r"|clothing|clothes|coats?|sports?|wheat|school|term|semester|house|holidays?|vacations?|break|balance|water"
    r"|camps?|weather|harvest|crops?|meetings?|session|equinox|solstice|gardens?|tide|cleaning))\b|[’']",
    re.IGNORECASE,
)
"""What makes a season something else: `the fall of the town`, `the Winter Garden`."""
_EVENT_NAME = re.compile(
    r"\s(?:[Rr]evolution|[Rr]ising|[Uu]prising|[Ii]nsurrection|[Dd]ays"
    r"|War|Crisis|Coup|Manifesto|Massacre|Offensive|Pact|Treaty)\b"
)
"""What makes a month the name of an event: `the April Revolution`."""
_BEFORE_DECADE = re.compile(r"\b[Tt]he (?:early |late |mid[ –-]?|roaring |Roaring |hungry |Hungry )?$")
_AGE = re.compile(r"\b(?:aged?|temperatures?|degrees)\b")
_JOINED_DECADE = re.compile(r"\ds(?:\ ?[–—/-]\ ?|,?\ (?:and|or|to)\ (?:the\ )?)$")
_BEFORE_SHORT_YEAR = re.compile(
    r"(?:\b(?:in|of|by|since|until|till|from|to|and|before|after|during|class|spring|summer|autumn|winter|fall"
    r"|early|late)|[(–-])\s?$",
    re.IGNORECASE,
)
_AFTER_DAY = re.compile(
    r"[.,;:!?)—–]|\ (?:[–—]|(?:they|he|she|it|we|I|you|the|a|an|and|but|or|when|while|as|in|at|by|with|of|to"
    r"|for|from"
    r"|his|her|their|our|all|both|there|that|this|no|some|after|before|only)\b)|$"
)
_BEFORE_DAY = re.compile(
    r"\b(?:on|until|till|by|from|since|of|after|before|between|to|and)"
    r"(?:\ the\ (?:morning|evening|night|day|afternoon)"
    r"\ of)?\ the\ $",
    re.IGNORECASE,
)


def _is_short_decade(at: Surroundings) -> bool:
    joined = _JOINED_DECADE.search(at.before)
    return (
        at.words[0] in "’‘'"
        or bool(joined)
        or bool(_BEFORE_DECADE.search(at.before) and not _AGE.search(at.before))
    )


CONDITIONS: dict[str, Condition] = {
    "bare_year": _is_year,
    "bare_month": stands(_BEFORE_MONTH, not_after=_EVENT_NAME),
    "bare_season": stands(_BEFORE_SEASON, not_after=_NOT_A_SEASON),
    "bare_day": stands(_BEFORE_DAY, after=_AFTER_DAY),
    "named_decade": stands(_BEFORE_DECADE),
    "short_decade": _is_short_decade,
    "short_year": stands(_BEFORE_SHORT_YEAR),
}
"""By form, what must be around it."""
