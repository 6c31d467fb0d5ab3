"""Finding quotations: telling words quoted from somebody from other uses of quotation marks.

Titles, nicknames and scare quotes have quotation marks, too. The rules here recognise what rules can;
the registry decides the rest. Positions are code points of normalised text, in which quotation marks
are curly and an empty line separates paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from edition.model.essay import Span

MIN_QUOTATION_WORDS = 5
"""With at least this many words, what is between quotation marks is a quotation, not a name or title."""


@dataclass(frozen=True, slots=True)
class QuotedSpan:
    """Words between quotation marks: `text[start:end]`, without the outer marks."""

    start: int
    end: int


# --- pairs of marks ------------------------------------------------------------------------------

_CLOSING_SINGLE = re.compile(r"’(?!\w)")
_DOUBLE_OR_BREAK = re.compile(r"[“”]|\n\n|\Z")


def find_quoted(text: str, set_apart: Sequence[Span] = ()) -> list[QuotedSpan]:
    """Return all spans between quotation marks, in order; a pair left open ends with its paragraph.

    `set_apart` are the spans of block quotes, within which marks may stay open across paragraphs.
    """
    spans = [*_find_double_quoted(text, set_apart), *_find_single_quoted(text)]
    return [QuotedSpan(*span) for span in sorted(spans, key=lambda span: (span[0], -span[1]))]


def _find_double_quoted(text: str, set_apart: Sequence[Span]) -> Iterator[Span]:
    open_starts: list[int] = []
    for match in _DOUBLE_OR_BREAK.finditer(text):
        in_block_quote = any(start <= match.start() < end for start, end in set_apart)
        if match[0] == "“":
            # A quotation of several paragraphs may repeat its opening mark at the start of each.
            if not (open_starts and text.startswith("\n\n", match.start() - 2)):
                open_starts.append(match.end())
        elif match[0] == "”" and open_starts:
            yield open_starts.pop(), match.start()
        elif match[0] in ("\n\n", "") and open_starts and not in_block_quote:
            yield from ((start, match.start()) for start in open_starts)
            open_starts.clear()


def _find_single_quoted(text: str) -> Iterator[Span]:
    mark = text.find("‘")
    while mark >= 0:
        limits = (text.find("\n\n", mark), text.find("‘", mark + 1))
        limit = min((position for position in limits if position >= 0), default=len(text))
        closing = [match.start() for match in _CLOSING_SINGLE.finditer(text, mark + 2, limit)]
        end = _choose_closing(text, closing)
        if end is not None:
            yield mark + 1, end
        mark = text.find("‘", mark + 1)


def _choose_closing(text: str, positions: Sequence[int]) -> int | None:
    """Return the first of `positions` with a closing mark rather than a plural's apostrophe (`workers’`).

    What may be either is taken for an apostrophe only if another mark follows in the same sentence.
    """
    for i, position in enumerate(positions):
        later = positions[i + 1] if i + 1 < len(positions) else None
        plural = text[position - 1] == "s" and text[position + 1 : position + 2] == " "
        if plural and later is not None and not re.search(r"[.!?;:]\s", text[position:later]):
            continue
        return position
    return None


# --- quotation or not ----------------------------------------------------------------------------

_SPEECH_VERBS = (
    "said|says|say|saying|tell|tells|telling|told|wrote|writes|write|writing|declared|declares|declaring"
    "|announced|observed|observes|remarked|replied|answered|asked|insisted|argued|argues|warned|claimed"
    "|claims|stated|states|explained|explains|added|adds|called|calls|call|calling|described|describes"
    "|denounced|demanded|demanding|proclaimed|concluded|concludes|recalled|reported|cried|shouted"
    "|thundered|complained|spoke|speaks|quoted|quotes|noted|notes|asserted|asserts|promised|swore|vowed"
    "|defines|defined|termed|dismissed|hailed|predicted|urged|confessed|admitted|exclaimed|jeered"
    r"|sneered|boasted|branded|put\ it|puts\ it|pointed\ out|points\ out|summed\ up"
)
_SPEECH_NOUNS = (
    "words|phrase|slogan|motto|cry|call|term|expression|verdict|appeal|headline|banners?|toast|formula|reply"
    "|answer"
)
_NAME = r"[A-Z][\w’.-]+(?:\ [A-Z][\w’.-]+)*"
_INTRODUCTION = re.compile(
    rf"""(?:\b(?:{_SPEECH_VERBS})\b[^.!?“”]{{0,48}}  # said …
    |\b(?:{_SPEECH_NOUNS})\b[^.!?“”]{{0,24}}        # the slogan …
    |:\s*                                           # …:
    |\b[A-Z][\w’-]+[’']s?\ (?:own\ )?(?:[a-z]+\ )?  # Churchill’s …
    )$""",
    re.VERBOSE,
)
_ATTRIBUTION = re.compile(
    rf"""^[,.;:!?]?\s*(?:(?:he|she|they|it|{_NAME}|the\ \w+|one\ \w+|as\ [^.“]{{2,24}})\s)?
      (?:had\ |has\ |later\ |once\ )?(?:{_SPEECH_VERBS})\b   # …, he later said
    |^,\s(?:\w+\s){{1,6}}(?:{_SPEECH_VERBS})\b               # …, a delegate from there wrote
    |^[,.]?\s*\((?=[^)]*[A-Z])                               # … (Marlow, 1871)
    """,
    re.VERBOSE,
)
_NAME_INTRODUCTION = re.compile(
    r"(?:\bso-called|\bnicknamed|\bknown(?: \w+)? as|\bdubbed|\b(?:en)?titled|\bnamed"
    r"|\b(?:article|book|pamphlet|novel|poem|essay|paper|journal|newspaper|ship|play|song|work|text|lecture),?)"
    r"\s*(?:the |a )?$",
    re.IGNORECASE,
)
_CAPITAL = r"(?:[A-Z0-9][\w’-]*|of|the|and|in|a|an|or|for|to|on|&|–)"
_TITLE = re.compile(rf"{_CAPITAL}(?:[ ,:]+{_CAPITAL})*[?!.,]?")
_INITIALS = re.compile(r"(?:[A-Z]\.?)+")


def is_quotation(text: str, quoted: QuotedSpan) -> bool:
    """Return whether what is between quotation marks is a quotation rather than a name, title or the like.

    The criteria are its own form and length, and words just before and after that name a speaker.
    """
    words = text[quoted.start : quoted.end]
    before = text[max(0, text.rfind("\n\n", 0, quoted.start)) : quoted.start - 1][-80:]
    after = text[quoted.end + 1 : quoted.end + 60]
    if _NAME_INTRODUCTION.search(before):
        return False
    if _INITIALS.fullmatch(words):
        return False
    if words.endswith(",") and re.match(r"\s(?:[A-Z]|he\b|she\b|they\b|a \w|the \w)", after):
        return True
    if _TITLE.fullmatch(words) and len(words.split()) > 1 and not before.endswith(": "):
        return False
    if len(words.split()) >= MIN_QUOTATION_WORDS:
        return True
    return bool(_INTRODUCTION.search(before) or _ATTRIBUTION.search(after))


def find_quotations(text: str, set_apart: Sequence[Span] = ()) -> list[Span]:
    """Return the spans of all quotations, in order, nested ones included.

    `set_apart` are the spans of block quotes, which always count.
    """
    blocks = [_strip_marks(text, start, end) for start, end in set_apart]
    inline = [
        (quoted.start, quoted.end)
        for quoted in find_quoted(text, set_apart)
        if not any(abs(quoted.start - s) <= 1 and abs(quoted.end - e) <= 2 for s, e in blocks)
        and is_quotation(text, quoted)
    ]
    return sorted({*blocks, *inline})


def _strip_marks(text: str, start: int, end: int) -> Span:
    """Return the span of a block quote without the quotation marks at its ends."""
    start += text[start] in "“‘"
    tail = re.search(r"[”’](?=[.,;:!?]?$)", text[start:end])
    return start, start + tail.start() if tail else end


def exclude_registered(spans: Iterable[Span], registered: Sequence[Span]) -> list[Span]:
    """Return those of `spans` that do not overlap any that is `registered`."""
    return [span for span in spans if not any(s < span[1] and span[0] < e for s, e in registered)]
