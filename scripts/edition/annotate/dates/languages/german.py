"""Dates in German."""

from __future__ import annotations

import re

from edition.annotate.dates.language import DateLanguage, QualifierWords, RangeWords, StoryWords
from edition.annotate.dates.languages.german_context import CONDITIONS
from edition.annotate.dates.languages.german_forms import WORDS
from edition.annotate.dates.patterns import by_word

_PART = r"(?:(?:Anfang|Mitte|Ende)\ (?:des\ |der\ )?|(?:frühen|späten)\ )?"
_ARTICLE = r"(?:zu[mr]\ |zu\ den\ |in\ die\ |in\ den\ |ins\ |de[nmr]\ |[ia]m\ )?"
_RANGES = RangeWords(
    connector=re.compile(rf"\ ?[–—/-]\ ?{_PART}|\ (?:bis|und)\ {_ARTICLE}{_PART}"),
    list_connector=re.compile(
        rf"-?,?\ (?:und|oder|sowie|u\.)\ {_ARTICLE}{_PART}|-?,\ (?:[ia]m\ )?"
        rf"|\ ?[–—/-]\ ?{_PART}|\ bis\ {_ARTICLE}{_PART}"
    ),
    since=re.compile(rf"\bvo[nm] (?:der |den )?{_PART}$", re.IGNORECASE),
    between=re.compile(r"\bzwischen (?:de[mnr] )?$", re.IGNORECASE),
    ands=frozenset({"und"}),
    untils=frozenset({"bis"}),
    several_days=re.compile(r"(?<=\.)\ (?:und|oder|u\.)\ (?:de[mn]\ )?(?=\d)"),
    two_calendars=re.compile(r"/"),
    of_century=re.compile(r"\ des\ "),
)

_NO_AUTHOR = "Jahre?n?|Anfang|Mitte|Ende|Früh|Sommer|Herbst|Winter"
_STORY = StoryWords(
    since=re.compile(
        r"\b(?:seit|gegründet|gegründet im Jahre?|geboren|geboren [ia]m)\s(?:dem\s)?$", re.IGNORECASE
    ),
    cited=re.compile(
        r"(?:\b(?i:vgl\.|siehe|zitiert nach|zit\. nach)\ [^()]{0,60}"
        rf"|\b(?!{_NO_AUTHOR})[A-ZÄÖÜ][\w’-]+(?:\ u\.\ ?a\.|\ et\ al\.)?,?\ |,\s)$"
    ),
    relation=re.compile(
        r"\b(folgenden|darauffolgenden|nächsten|kommenden|vorigen|vorangegangenen|vergangenen|letzten) $"
    ),
    relations=by_word(
        {
            "next": ("folgenden", "darauffolgenden", "nächsten", "kommenden"),
            "previous": ("vorigen", "vorangegangenen"),
            "last": ("vergangenen", "letzten"),
        }
    ),
    background=re.compile(r"\b(?:dauerten?|währten?|nicht|zuvor)\b"),
    of=re.compile(r"\b(?!Anfang|Mitte|Ende)[A-ZÄÖÜ][\w-]{2,}\ (?:von|vom\ Jahre?|aus\ dem\ Jahre?)\s$"),
    to=re.compile(r"\bbis\s(?:zum\s)?$"),
)

_QUALIFIERS = QualifierWords(
    part=re.compile(
        r"\b(?:(Anfang|Beginn|Mitte|Ende)\ (?:des\ (?:Jahres\ |Monats\ )?|der\ )?"
        r"|((?:ersten?|zweiten?)\ Hälfte)\ (?:des\ (?:Jahres\ )?|der\ )"
        r"|(frühen?|späten?)\ )$",
        re.IGNORECASE,
    ),
    bound=re.compile(
        r"\b(vor|nach|seit|bis|ab)\s(?:de[mnr]\s|zu[mr]\s|zu\sden\s|in\sdie\s|ins\s|dem\sJahre?\s)?$",
        re.IGNORECASE,
    ),
    circa=re.compile(r"(?<!\.)\b(?:[Cc]a?\.\ ?|[CZcz]ir[ck]a\ )$"),
    about=re.compile(r"\b(?:[Uu]m|[Gg]egen|[Ee]twa|[Uu]ngefähr)\ (?:das\ Jahr\ )?$"),
    names=by_word(
        {
            "beginning": ("anfang", "beginn"),
            "mid": ("mitte",),
            "end": ("ende",),
            "first half": ("erste hälfte", "ersten hälfte"),
            "second half": ("zweite hälfte", "zweiten hälfte"),
            "early": ("frühe", "frühen"),
            "late": ("späte", "späten"),
            "before": ("vor",),
            "after": ("nach",),
            "since": ("seit",),
            "until": ("bis",),
            "from": ("ab",),
        }
    ),
)

GERMAN = DateLanguage("de", WORDS, CONDITIONS, _RANGES, _STORY, _QUALIFIERS)
