"""Clues beside a capitalised phrase: what speaks for a person's name, and what against it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from edition.editing.names.phrases import Phrase
from edition.editing.names.vocabulary import PLACES

_BEFORE_PERSON = re.compile(
    r"\b(?:met|told|asked|saw|joined by|written by|wrote to|spoke to|spoke with|said to|comrade|named|called"
    r"|author|letters? (?:to|from)|signed by|drafted by|approved by|cleared by|led by|headed by|edited by"
    r"|according to|and his (?:wife|son|brother)|(?:says|said|wrote|writes|asked|argued|replied|cried))\s$",
    re.IGNORECASE,
)
_ADVERBS = (
    r"(?:has |had |have |also |then |later |himself |herself |once |again |rightly |even |never |now |not "
    r"|did |would |could |who |[a-z]{2,}ly )*"
)
_SPEECH = (
    r"said|says|say|wrote|writes|write|spoke|speaks|argued|argues|claimed|claims|answered|replied|asked|thought"
    r"|thinks|think|believed|believes|believe|declared|insisted|remarked|observed|observes|noted|notes"
    r"|commented|explained|explains|told|stated|agreed|suggested|proposed|concluded|recalled|warned|complained|died"
    r"|dies|was born|resigned|knew|wanted|hoped|feared|felt|laughed|smiled|nodded|refused|admitted|confessed"
    r"|denied|pointed out|expressed|inquired|wondered|married|who|himself|herself|concurred|went on"
)
_AFTER_PERSON = re.compile(rf",?\s{_ADVERBS}(?:{_SPEECH})\b")
_PAST = (
    r"sent|gave|made|took|went|came|left|saw|became|began|met|held|put|led|won|lost|fought|wrote|said|told|spoke"
    r"|thought|felt|knew|kept|found|got|let|set|ran|fell|rose|stood|sat|grew|drew|broke|bore|chose|drove|flew|lay"
    r"|rode|sang|sank|slept|swore|threw|wore|brought|bought|taught|caught|sought|heard|read|paid|sold|meant|built"
    r"|spent|cut"
)
_ACTS = re.compile(
    rf"\s{_ADVERBS}(?:[a-z]{{3,}}ed|{_PAST}|gives|makes|takes|sees|did|does|is|was|has|had|will|would|should|could"
    r"|can|may)\b"
)
_OWNS = re.compile(r"[’'](?:s\b|(?=\s))")
_APPOSITION = re.compile(r",\ (?:the|a|an|its|his|her|their|who|whose|acting|then|now)\ ")
_ROLES = (
    "leader|president|minister|secretary|chairman|general|author|writer|poet|novelist|historian|founder|editor|son"
    "|daughter|wife|husband|brother|sister|widow|man|woman|worker|member|head|commander|philosopher|economist"
    "|revolutionary|king|tsar|emperor|director|ambassador|officer|professor|lawyer|teacher|journalist|artist"
    "|engineer|soldier|sailor|friend|colleague|comrade|priest|bishop|communist|socialist|marxist|anarchist"
)
_WHO_IT_IS = re.compile(
    rf",\ (?:the|a|an|its|his|her|their|then)\ (?:[\w’-]+\ ){{0,4}}?(?:{_ROLES})\b", re.IGNORECASE
)
_ROLE_BEFORE = re.compile(rf"\b(?:{_ROLES})\s$")
_BY = re.compile(r"\b(?:by|like|someone like|and|or)\s$")
_ALONE_IN_BRACKETS = re.compile(r"[a-z’] \($")
_LIST_OF_PEOPLE = re.compile(r"\b(?:[Pp]resent|[Pp]articipants|[Aa]ttending|[Ss]igned|[Mm]embers):\s$")
_ARTICLE = re.compile(r"\b(?:[Tt]he|[Aa]n?|[Tt]his|[Tt]hat|[Tt]hese|[Tt]hose|[Ee]ach|[Ee]very|[Nn]o)\s$")
_PLACE_BEFORE = re.compile(
    r"\b(?:in|In|at|At|near|into|towards|throughout|across|outside|inside|around|via"
    r"|leave|left|visit(?:ed)? to)\s$"
)
_NOUN_AFTER = re.compile(
    r"\s(?!(?:and|or|but|nor|to|in|on|at|of|by|for|from|with|as|if|that|which|who|whom|when|where|while|the|a|an"
    r"|is|was|are|were|be|been|had|has|have|do|does|did|will|would|shall|should|can|could|may|might|must|not|his"
    r"|her|their|its|our|my|he|she|it|they|we|I|you|than|then|also|there|here|now|never|once|again|after|before"
    r"|during|under|over|into|about|against|between|through|without|within|because|since|until|so|too|both|even"
    rf"|only|just|this|these|those|himself|herself|alone|later|earlier|{_PAST}|[a-z]+(?:ed|s|ly))\b)[a-z]{{3,}}"
)
_SENTENCE_START = re.compile(r"(?:^|[.!?:;…]['\"”’)\]]*\s|\n\s*|[“‘\"(\[•*])$")
_LINE = re.compile(r"\n\n$")
_WINDOW = 40
STRONG = 3
"""The weight of a clue that suffices by itself: a title, or the form of a full name."""


@dataclass(frozen=True, slots=True)
class Clues:
    """What stands beside a phrase."""

    weight_for: int
    """How much speaks for a person's name; STRONG suffices."""
    weight_against: int
    begins_sentence: bool

    @property
    def is_strong(self) -> bool:
        """Whether the clues suffice by themselves."""
        return self.weight_for >= STRONG


def read_clues(text: str, phrase: Phrase) -> Clues:
    """Return the clues beside a phrase of `text`."""
    before = text[max(0, phrase.start - _WINDOW) : phrase.start]
    after = text[phrase.end : phrase.end + _WINDOW]
    begins = bool(_SENTENCE_START.search(before))
    has_article = bool(_ARTICLE.search(before))
    if phrase.has_title or (phrase.looks_full and not has_article):
        return Clues(STRONG, 0, begins)
    weight_for = 0
    if not has_article:
        if _LIST_OF_PEOPLE.search(before):
            weight_for += STRONG
        if (
            _BEFORE_PERSON.search(before)
            or _AFTER_PERSON.match(after)
            or _WHO_IT_IS.match(after)
            or _ROLE_BEFORE.search(before)
        ):
            weight_for += 2
        elif _ACTS.match(after) or _OWNS.match(after) or _APPOSITION.match(after) or _BY.search(before):
            weight_for += 1
        if after[:1] == ")" and _ALONE_IN_BRACKETS.search(before):
            weight_for += 2
    weight_against = 2 * has_article + 2 * bool(_PLACE_BEFORE.search(before))
    weight_against += 2 * bool(_NOUN_AFTER.match(after)) + 2 * after.startswith(("-", "–"))
    weight_against += 4 * (phrase.words[-1].lower() in PLACES)
    return Clues(weight_for, weight_against, begins)
