"""Dates in French."""

from __future__ import annotations

import re

from edition.annotate.dates.language import DateLanguage, QualifierWords, RangeWords, StoryWords
from edition.annotate.dates.languages.french_context import CONDITIONS
from edition.annotate.dates.languages.french_forms import WORDS
from edition.annotate.dates.patterns import by_word

_OF = r"(?:de\ (?:l[’'])?|du\ |des\ )"
_PART = rf"(?:(?:début|fin)\ {_OF}?|mi-|(?:la\ fin|le\ début|le\ milieu)\ {_OF})?"
_ARTICLE = r"(?:au\ mois\ d(?:e\ |[’'])|à\ l[’']|les?\ |l[’']|la\ |en\ |au\ |du\ |de\ |d[’'])?"
_UNTIL = r"(?:à|aux?|jusqu[’'](?:en|à|aux?))"
_RANGES = RangeWords(
    connector=re.compile(rf"\ ?[–—/-]\ ?{_PART}|\ (?:{_UNTIL}|et)\ {_ARTICLE}{_PART}"),
    list_connector=re.compile(
        rf",?\ (?:et|ou|puis)\ {_ARTICLE}{_PART}|,\ {_ARTICLE}"
        rf"|\ ?[–—/-]\ ?{_PART}|\ {_UNTIL}\ {_ARTICLE}{_PART}"
    ),
    since=re.compile(rf"\b(?:d(?:e|u|es)\ (?:l[’']|la\ |le\ )?|d[’']){_PART}$", re.IGNORECASE),
    between=re.compile(r"\bentre (?:les? |la |l[’'])?$", re.IGNORECASE),
    ands=frozenset({"et"}),
    untils=frozenset(
        {"à", "au", "aux", *(f"jusqu{mark}{end}" for mark in "’'" for end in ("en", "à", "au"))}
    ),
    several_days=re.compile(r"(?<=[\drʳ])\ (?:et|ou)\ (?:le\ )?(?=\d)"),
    two_calendars=re.compile(r"/"),
    of_century=re.compile(r"\ du\ "),
)

_STORY = StoryWords(
    since=re.compile(r"\b(?:depuis|fondée?\ en|née?\ (?:en|le)|née?)\s(?:le\s|l[’'])?$", re.IGNORECASE),
    cited=re.compile(
        r"(?:\b(?i:voir|cf\.|cité\ (?:dans|par))\ [^()]{0,60}|\b[A-ZÀÂÇÉÈÊÎÔ][\w’-]+(?:\ et\ al\.)?,?\ |,\s)$"
    ),
    relations=by_word({"last": ("dernier",), "next": ("suivant", "prochain"), "previous": ("précédent",)}),
    afterwards=re.compile(r"\ (dernier|suivant|prochain|précédent)(?!\w)"),
    background=re.compile(r"\b(?:qui\ avai(?:t|ent)|dur(?:a|èrent|é)|jusque-là)\b"),
    of=re.compile(
        r"\b(?!fin|début|milieu|moitié|mois|partir|printemps|été|automne|hiver|plus|moins)[a-zà-ÿœ]{3,}"
        r"\ de\s$"
    ),
    to=re.compile(r"\bjusqu[’'](?:en|à|au)\s(?:le\s)?$"),
)

_NAMES = by_word(
    {
        "beginning": ("début",),
        "mid": ("milieu", "mi"),
        "end": ("fin",),
        "first half": ("première moitié",),
        "second half": ("seconde moitié", "deuxième moitié"),
        "before": ("avant",),
        "after": ("après",),
        "since": ("depuis",),
        "from": ("dès", "à partir de", "à partir du", "à partir des", "à partir d"),
        "until": [f"jusqu{mark}{end}" for mark in "’'" for end in ("en", "à", "au", "aux")],
    }
)
_QUALIFIERS = QualifierWords(
    part=re.compile(
        r"\b(?:(début|fin|milieu)\ (?:de\ l[’'](?:an\ |année\ )?|de\ |du\ (?:mois\ de\ )?|des\ |d[’'])?|(mi)-"
        r"|((?:première|seconde|deuxième)\ moitié)\ (?:de\ l[’'](?:année\ )?|de\ |du\ |des\ |d[’']))$",
        re.IGNORECASE,
    ),
    bound=re.compile(
        r"\b(?:(avant|après|depuis|dès|jusqu[’'](?:en|à|aux?)|à\ partir\ d(?:es?|u))\s(?:les?\s|la\s|l[’'])?"
        r"|(à\ partir\ d)[’'])$",
        re.IGNORECASE,
    ),
    circa=re.compile(r"(?<!\.)\b(?:[Cc]a?\.\ ?|[Cc]irca\ )$"),
    about=re.compile(
        r"\b(?:[Vv]ers|[Ee]nviron|[Aa]utour\ de|[Aa]ux\ (?:environs|alentours)\ de)"
        r"\ (?:l[’']an(?:née)?\ |le\ |la\ |les\ )?$"
    ),
    names=_NAMES,
)

FRENCH = DateLanguage("fr", WORDS, CONDITIONS, _RANGES, _STORY, _QUALIFIERS)
