"""Quotations: whose words stand between marks, and which marks hold something else.

Marks also stand around titles, nicknames and words that an author keeps at a distance. What is told
apart by rule is told apart here; what no rule can tell, a registry settles. Positions are code
points of normalised text: marks are curly, and an empty line divides paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

Span = tuple[int, int]

LONG = 5
"""From so many words on, what stands between marks is somebody's words and no name or title."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words between marks, `text[start:end]`, the outer marks left out."""

    start: int
    end: int
    depth: int
    """How many pairs of marks stand around this one."""


# --- pairs of marks ------------------------------------------------------------------------------

_CLOSE = re.compile(r"’(?!\w)")
_DOUBLE = re.compile(r"[“”]|\n\n|\Z")


def pairs(text: str, set_apart: Sequence[Span] = ()) -> list[Quoted]:
    """Return all that stands between marks, in order; a pair left open ends with its paragraph.

    `set_apart` are quotations that stand in paragraphs of their own; marks may stay open within.
    """
    doubles = list(_doubles(text, set_apart))
    singles = list(_singles(text))
    found = [*doubles, *singles]
    nested = [Quoted(s, e, sum(low < s and e <= high for low, high in found)) for s, e in found]
    return sorted(nested, key=lambda quoted: (quoted.start, -quoted.end))


def _doubles(text: str, set_apart: Sequence[Span]) -> Iterator[Span]:
    opened: list[int] = []
    for match in _DOUBLE.finditer(text):
        if match[0] == "“":
            # within a quotation that runs on, a paragraph may only repeat the mark
            if not (opened and text.startswith("\n\n", match.start() - 2)):
                opened.append(match.end())
        elif match[0] == "”" and opened:
            yield opened.pop(), match.start()
        elif match[0] in ("\n\n", "") and opened and not any(s <= match.start() < e for s, e in set_apart):
            yield from ((start, match.start()) for start in opened)
            opened.clear()


def _singles(text: str) -> Iterator[Span]:
    at = text.find("‘")
    while at >= 0:
        limit = min((n for n in (text.find("\n\n", at), text.find("‘", at + 1)) if n >= 0), default=len(text))
        closing = [match.start() for match in _CLOSE.finditer(text, at + 2, limit)]
        end = _closing(text, closing)
        if end is not None:
            yield at + 1, end
        at = text.find("‘", at + 1)


def _closing(text: str, places: Sequence[int]) -> int | None:
    """Choose the mark that closes: a plural's apostrophe (`workers’`) waits for a later one."""
    for at, place in enumerate(places):
        later = places[at + 1] if at + 1 < len(places) else None
        plural = text[place - 1] == "s" and text[place + 1 : place + 2] == " "
        if plural and later is not None and not re.search(r"[.!?;:]\s", text[place:later]):
            continue
        return place
    return None


# --- quotation or not ----------------------------------------------------------------------------

_SAYING = (
    "said|says|say|saying|tell|tells|telling|told|wrote|writes|write|writing|declared|declares|declaring"
    "|announced|observed|observes|remarked|replied|answered|asked|insisted|argued|argues|warned|claimed"
    "|claims|stated|states|explained|explains|added|adds|called|calls|call|calling|described|describes"
    "|denounced|demanded|demanding|proclaimed|concluded|concludes|recalled|reported|cried|shouted"
    "|thundered|complained|spoke|speaks|quoted|quotes|noted|notes|asserted|asserts|promised|swore|vowed"
    "|defines|defined|termed|dismissed|hailed|predicted|urged|confessed|admitted|exclaimed|jeered"
    r"|sneered|boasted|branded|put\ it|puts\ it|pointed\ out|points\ out|summed\ up"
)
_VOICE = (
    "words|phrase|slogan|motto|cry|call|term|expression|verdict|appeal|headline|banners?|toast|formula|reply"
    "|answer"
)
_NAME = r"[A-Z][\w’.-]+(?:\ [A-Z][\w’.-]+)*"
_BEFORE = re.compile(
    rf"""(?:\b(?:{_SAYING})\b[^.!?“”]{{0,48}}      # said …
    |\b(?:{_VOICE})\b[^.!?“”]{{0,24}}             # the slogan …
    |:\s*                                         # …:
    |\b[A-Z][\w’-]+[’']s?\ (?:own\ )?(?:[a-z]+\ )?  # Churchill’s …
    )$""",
    re.VERBOSE,
)
_AFTER = re.compile(
    rf"""^[,.;:!?]?\s*(?:(?:he|she|they|it|{_NAME}|the\ \w+|one\ \w+|as\ [^.“]{{2,24}})\s)?
      (?:had\ |has\ |later\ |once\ )?(?:{_SAYING})\b   # …, he later said
    |^,\s(?:\w+\s){{1,6}}(?:{_SAYING})\b               # …, a delegate from there wrote
    |^[,.]?\s*\((?=[^)]*[A-Z])                         # … (Marx, 1871)
    """,
    re.VERBOSE,
)
_NAMING = re.compile(
    r"(?:\bso-called|\bnicknamed|\bknown(?: \w+)? as|\bdubbed|\b(?:en)?titled|\bnamed"
    r"|\b(?:article|book|pamphlet|novel|poem|essay|paper|journal|newspaper|ship|play|song|work|text|lecture),?)"
    r"\s*(?:the |a )?$",
    re.IGNORECASE,
)
_CAPITAL = r"(?:[A-Z0-9][\w’-]*|of|the|and|in|a|an|or|for|to|on|&|–)"
_TITLE = re.compile(rf"{_CAPITAL}(?:[ ,:]+{_CAPITAL})*[?!.,]?")
_INITIALS = re.compile(r"(?:[A-Z]\.?)+")


def is_quotation(text: str, quoted: Quoted) -> bool:
    """Tell whether what stands between marks is somebody's words.

    Length tells, then who is said to speak just before or after.
    """
    words = text[quoted.start : quoted.end]
    before = text[max(0, text.rfind("\n\n", 0, quoted.start)) : quoted.start - 1][-80:]
    after = text[quoted.end + 1 : quoted.end + 60]
    if _NAMING.search(before):
        return False
    if _INITIALS.fullmatch(words):
        return False
    if words.endswith(",") and re.match(r"\s(?:[A-Z]|he\b|she\b|they\b|a \w|the \w)", after):
        return True
    if _TITLE.fullmatch(words) and len(words.split()) > 1 and not before.endswith(": "):
        return False
    if len(words.split()) >= LONG:
        return True
    return bool(_BEFORE.search(before) or _AFTER.search(after))


def find_quotations(text: str, set_apart: Sequence[Span] = ()) -> list[Span]:
    """Return the spans that are somebody's words, in order, nested ones included."""
    framed = [_bare(text, start, end) for start, end in set_apart]
    inner = [
        (quoted.start, quoted.end)
        for quoted in pairs(text, set_apart)
        if not any(abs(quoted.start - s) <= 1 and abs(quoted.end - e) <= 2 for s, e in framed)
        and is_quotation(text, quoted)
    ]
    return sorted({*framed, *inner})


def _bare(text: str, start: int, end: int) -> Span:
    """Return a quotation set apart without the marks at its ends."""
    start += text[start] in "“‘"
    tail = re.search(r"[”’](?=[.,;:!?]?$)", text[start:end])
    return start, start + tail.start() if tail else end


def unregistered(found: Iterable[Span], known: Sequence[Span]) -> list[Span]:
    """Return the spans that share no ground with any that is `known`."""
    return [span for span in found if not any(s < span[1] and span[0] < e for s, e in known)]
