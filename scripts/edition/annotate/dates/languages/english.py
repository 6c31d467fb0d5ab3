"""Dates in English."""

from __future__ import annotations

import re

from edition.annotate.dates.language import DateLanguage, QualifierWords, RangeWords, StoryWords
from edition.annotate.dates.languages.english_context import CONDITIONS
from edition.annotate.dates.languages.english_forms import WORDS

_PART = r"(?:the\ )?(?:(?:early|late)\ |mid[ –-]|(?:end|beginning|start|middle)\ of\ (?:the\ )?)?"
_RANGES = RangeWords(
    connector=re.compile(rf"\ ?[–—/-]\ ?{_PART}|\ (?:to|until|till|through|and)\ {_PART}"),
    list_connector=re.compile(
        rf",?\ (?:and|or|&)\ (?:in\ |on\ )?{_PART}|,\ |\ ?[–—/-]\ ?{_PART}"
        rf"|\ (?:to|through|until|till)\ {_PART}"
    ),
    since=re.compile(rf"\bfrom {_PART}$", re.IGNORECASE),
    between=re.compile(r"\bbetween (?:the )?$", re.IGNORECASE),
    ands=frozenset({"and"}),
    untils=frozenset({"to", "until", "till", "through"}),
    several_days=re.compile(r"(?<=[\dtdh])\ (?:and|or|&)\ (?=\d)"),
)

_NO_NOUNS = "was|were|is|are|and|or|to|in|the|by|with|when|had|has|as|on|at|for|that|which|from|but"
_STORY = StoryWords(
    since=re.compile(r"\b(?:since|founded in|born in|born on|born)\s(?:the\s)?$", re.IGNORECASE),
    cited=re.compile(
        r"(?:\b(?i:see|cf\.|quoted in|cited in)\ [^()]{0,60}|[A-Z][\w’-]+(?:\ et\ al\.)?,?\ |,\s)$"
    ),
    present=re.compile(r"\b[Tt]his is (?:now )?(?:the year )?((?:1\d|20)\d\d)\b"),
    relation=re.compile(r"\b(following|next|previous|preceding|last) $", re.IGNORECASE),
    relations={
        "following": "next",
        "next": "next",
        "previous": "previous",
        "preceding": "previous",
        "last": "last",
    },
    afterwards=re.compile(r" last(?=[\s,.;)](?:\(|we\b|I\b|he\b|she\b|they\b|in\b)?)"),
    background=re.compile(
        r"\b(?:(?:until|till)(?! (?:in|on|by)\b)|lasted|not|(?:that|which|who|whom) had)\b"
    ),
    before_attribute=re.compile(r"\b(?:the|a|an|his|her|their|its|this|[a-z]+’s)\s$", re.IGNORECASE),
    noun=re.compile(rf"\s(?!(?:{_NO_NOUNS})\b)[A-Za-z]{{3}}"),
    of=re.compile(
        r"\b(?!end|beginning|start|middle|close|rest|course|half|quarter|months?)[a-z]{3,} of\s$",
        re.IGNORECASE,
    ),
    to=re.compile(r"\b(?:to|through)\s(?:the\s)?$"),
)

_QUALIFIERS = QualifierWords(
    part=re.compile(
        r"\b(?:(early|mid|late)(?:\ in|\ the|\ part\ of)?[ –-]"
        r"|(end|beginning|start|middle|close|turn|(?:first|second|latter)\ half"
        r"|(?:first|second|third|last)\ quarter)\ of\ )"
        r"(?:the\ )?$",
        re.IGNORECASE,
    ),
    bound=re.compile(
        r"\b(?:(as early as|as late as|by|from|until|till|since|before|after|on the eve of"
        r"|prior to)\s(?:the\s|in\s)?"
        r"|(pre|post)[–-])$",
        re.IGNORECASE,
    ),
    circa=re.compile(r"(?<!\.)(?:\b[Cc]a?\.\ ?|\b[Cc]irca\ )$"),
    # `in about 1850`, but not `a book about 1850`
    about=re.compile(
        r"(?:(?:^|[,;:(–—]|\b(?i:in|from|to|till|until|by|of|since|at|born|died|built|was|were|is|dated|dates|written|made))"
        r"\ ?[Aa]bout|\b[Aa]round)\ (?:the\ year\ )?$"
    ),
    names={
        "till": "until",
        "start": "beginning",
        "close": "end",
        "middle": "mid",
        "latter half": "second half",
        "on the eve of": "before",
        "prior to": "before",
        "pre": "before",
        "post": "after",
    },
)

ENGLISH = DateLanguage("en", WORDS, CONDITIONS, _RANGES, _STORY, _QUALIFIERS)
