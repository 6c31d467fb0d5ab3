"""Finding quotations: telling words quoted from somebody from other uses of quotation marks.

Titles, nicknames and scare quotes have quotation marks, too. The rules here recognise what rules can;
the registry decides the rest. Positions are code points of normalised text, in which quotation marks
are curly and an empty line separates paragraphs.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate

from edition.annotate.quotation_marks import QuotedSpan, find_quoted, is_left_open
from edition.model.essay import Span

MAX_TITLE_LENGTH = 200
"""Code points of the longest title."""

MIN_QUOTATION_WORDS = 5
"""With at least this many words, what is between quotation marks is a quotation, not a name or title."""


# --- quotation or not ----------------------------------------------------------------------------

_SPEECH_VERBS = (
    "said|says|say|saying|tell|tells|telling|told|wrote|writes|write|writing|declared|declares|declaring"
    "|announced|observed|observes|remarked|replied|answered|asked|insisted|argued|argues|warned|claimed"
    "|claims|stated|states|explained|explains|added|adds|called|calls|call|calling|described|describes"
    "|denounced|demanded|demanding|proclaimed|concluded|concludes|recalled|reported|cried|shouted"
    "|thundered|complained|spoke|speaks|quoted|quotes|noted|notes|asserted|asserts|promised|swore|vowed"
    "|defines|defined|termed|dismissed|hailed|predicted|urged|confessed|admitted|exclaimed|jeered"
    r"|chanted|chanting|sneered|boasted|branded|put\ it|puts\ it|pointed\ out|points\ out|summed\ up"
)
_SPEECH_NOUNS = (
    "words|phrase|slogan|motto|cry|call|term|expression|verdict|appeal|headline|banners?|toast|formula|reply"
    "|answer"
)
_NAME = r"[A-Z][\w’.-]+(?:\ [A-Z][\w’.-]+)*"
_INTRODUCTION = re.compile(
    rf"""(?:\b(?:{_SPEECH_VERBS})\b[^.!?“”]{{0,48}}  # said …
    |\b(?:{_SPEECH_NOUNS})\b[^.!?“”]{{0,24}}        # the slogan …
    |\bmarched\ (?:for|under|behind)\s              # they marched for …
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
_SAID = re.compile(rf"\s(?:{_SPEECH_VERBS})\b")
_NAME_INTRODUCTION = re.compile(
    r"(?:\bso-called|\bnicknamed|\bknown(?: \w+)? as|\bdubbed|\b(?:en)?titled|\bnamed"
    r"|\b(?:article|book|pamphlet|novel|poem|essay|paper|journal|newspaper|ship|play|song|work|text|lecture),?)"
    r"\s*(?:the |a )?$",
    re.IGNORECASE,
)
_CAPITAL = (
    r"(?:[A-Z0-9][\w’-]*|of|the|and|in|a|an|or|for|to|on|with|from|by|at|its|as|into|against|under|between|after"
    r"|&|–)"
)
_TITLE = re.compile(rf"{_CAPITAL}(?:[ ,:]+{_CAPITAL})*[?!.,]?")
_SENTENCE = re.compile(r"[A-Z].*[.!?…]", re.DOTALL)
_BEFORE_SPEECH = re.compile(r"(?:^|\n|[.!?…]|[”’»])\s*[–—]?\s?$")
"""What comes before words that are spoken: the beginning of a paragraph, a sentence or other words spoken."""
_IN_A_WORK = re.compile(r"(?:^|[.!?]\s|\n)In $")
_AFTER_A_WORK = re.compile(r",?\s(?:he|she|they|we|I|[A-Z]\w+)\s")
_INITIALS = re.compile(r"(?:[A-Z]\.?)+")


def is_quotation(text: str, quoted: QuotedSpan) -> bool:
    """Return whether what is between quotation marks is a quotation rather than a name, title or the like.

    The criteria are its own form and length, and words just before and after that name a speaker.
    """
    words = text[quoted.start : quoted.end]
    opening, closing = _mark_before(text, quoted.start), _mark_after(text, quoted.end)
    before = text[max(0, opening - 80) : opening]
    before = before[max(0, before.rfind("\n\n")) :]
    after = text[closing : closing + 60]
    if _NAME_INTRODUCTION.search(before):
        return False
    if _INITIALS.fullmatch(words):
        return False
    if words.endswith(",") and re.match(r"\s(?:[A-Z]|he\b|she\b|they\b|a \w|the \w)", after):
        return True
    if words[-1:] in (",", "!", "?") and _SAID.match(after):
        return True
    if " " in words and len(words) <= MAX_TITLE_LENGTH and _is_title(words, before, after):
        return False
    if len(words[: MAX_TITLE_LENGTH * 2].split()) >= MIN_QUOTATION_WORDS:
        return True
    if _SENTENCE.fullmatch(words) and _BEFORE_SPEECH.search(before):
        return True
    return bool(_INTRODUCTION.search(before) or _ATTRIBUTION.search(after))


def _is_title(words: str, before: str, after: str) -> bool:
    """Return whether words have capitals as a title has, or stand where a title stands: `In “…” she says`."""
    if _TITLE.fullmatch(words):
        return not before.endswith(": ")
    is_sentence = words[-1:] in ".!?…,"
    return not is_sentence and bool(_IN_A_WORK.search(before) and _AFTER_A_WORK.match(after))


def _mark_before(text: str, start: int) -> int:
    """Return where the opening mark of a quoted span is."""
    while start > 0 and text[start - 1].isspace():
        start -= 1
    return start - (2 if text.startswith("``", start - 2) else 1)


def _mark_after(text: str, end: int) -> int:
    """Return where the text goes on after the closing mark of a quoted span."""
    while end < len(text) and text[end].isspace() and not text.startswith("\n\n", end):
        end += 1
    return end + (2 if text.startswith("''", end) else 1)


def find_quotations(text: str, set_apart: Sequence[Span] = ()) -> list[Span]:
    """Return the spans of all quotations, in order, nested ones included.

    `set_apart` are the spans of block quotes, which always count.
    """
    blocks = [_strip_marks(text, start, end) for start, end in set_apart]
    # the marks of a block quote may be within a stop of its ends
    near = {(s + i, e + j) for s, e in blocks for i in range(-1, 2) for j in range(-2, 3)}
    inline: list[Span] = []
    for quoted in find_quoted(text, set_apart):
        span = quoted.start, quoted.end
        if is_left_open(text, quoted.end) and _SENTENCE_END.search(text[slice(*span)]):
            continue  # nobody can tell where it ends
        if span not in near and (is_quotation(text, quoted) or _goes_on(text, inline, quoted)):
            inline.append(span)
    return sorted({*blocks, *inline})


_SENTENCE_END = re.compile(r"[.!?…]\s")
_BETWEEN = re.compile(r"[”’»“]?(?:,?\ (?:and|or)\ |,\ )[“‘«„]")


def _goes_on(text: str, quotations: Sequence[Span], quoted: QuotedSpan) -> bool:
    """Return whether words are the next of several quotations: `for “bread” and “land to all”`."""
    words = text[quoted.start : quoted.end]
    is_near = bool(quotations) and 0 <= quoted.start - quotations[-1][1] < 10
    return is_near and " " in words and bool(_BETWEEN.fullmatch(text, quotations[-1][1], quoted.start))


_BLOCK_CLOSERS = {"„": "“”", "‚": "‘’", "«": "»", "»": "«", "‹": "›", "›": "‹"}
"""By opening mark other than those of English, the marks that close it."""


def _strip_marks(text: str, start: int, end: int) -> Span:
    """Return the span of a block quote without the quotation marks at its ends, those of any language."""
    closing = _BLOCK_CLOSERS.get(text[start])
    if closing:
        tail = re.search(rf"[ \u00a0]?[{closing}](?=[.,;:!?]?$)", text[start:end])
        opened = start + 1 + (text[start + 1 : start + 2] in (" ", "\u00a0"))
        return opened, max(opened, start + tail.start()) if tail else end
    start += text[start] in "“‘"
    tail = re.search(r"[”’](?=[.,;:!?]?$)", text[start:end])
    return start, start + tail.start() if tail else end


def exclude_registered(spans: Iterable[Span], registered: Sequence[Span]) -> list[Span]:
    """Return those of `spans` that do not overlap any that is `registered`."""
    ordered = sorted(registered)
    ends = [end for _, end in ordered]
    reach = list(accumulate(ends, max))
    starts = [start for start, _ in ordered]

    def overlaps(span: Span) -> bool:
        before = bisect_left(starts, span[1])
        return before > 0 and reach[before - 1] > span[0]

    return [span for span in spans if not overlaps(span)]
