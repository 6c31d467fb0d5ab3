"""The outline of a new text: the frame of its file, its paragraphs and headings, its conventions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from edition.model.essay import Span
from edition.model.ledger import Draft
from edition.model.vocabulary import Convention
from edition.text.authors_notes import find_notes, is_note_heading
from edition.text.damage import HTML
from edition.text.emphasis import find_emphasis
from edition.text.furniture import FURNITURE
from edition.text.house_style import character_rules, house_style
from edition.text.layout import INDENTED, find_layout
from edition.text.lines import is_wrapped
from edition.text.plain_text import is_break, is_caption
from edition.text.rule import apply_rules
from edition.text.structure import paragraph_spans

MAX_HEADING_LENGTH = 90
"""Code points of the longest paragraph that is taken for a heading."""

MAX_NUMBERED_LENGTH = 60
"""Those of a heading that begins with a number."""

MAX_TITLED_WORDS = 10
"""Words of a heading that nothing marks but the lack of a stop."""

MIN_PROSE_WORDS = 15
"""Words of the paragraph below such a heading."""

MAX_ADJACENT = 2
"""Headings that may follow each other directly; more of them are a table of contents."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a file: `text[start:end]`, with its words on one line."""

    start: int
    end: int
    words: str
    lines: int


@dataclass(frozen=True, slots=True)
class Outline:
    """What a file seems to contain."""

    wrapped: bool
    frame: tuple[Span, ...]
    """What stands before and after the text itself, if a library put it there."""
    paragraphs: tuple[Paragraph, ...]
    """Those between."""
    conventions: tuple[Convention, ...]
    title: str = ""
    """As the frame gives it, as are the author and the language."""
    author: str = ""
    language: str = ""


def outline(text: str, *, framed: bool = True) -> Outline:
    """Return the outline of a text file; `framed` says whether a library may have put a frame around it."""
    start, end = find_body(text) if framed else (0, len(text))
    body = text[start:end]
    wrapped = is_wrapped(body)
    paragraphs = tuple(_paragraphs(text, start, end, wrapped=wrapped))
    if not paragraphs:  # nothing but tags
        paragraphs = tuple(_paragraphs(text, start, end, wrapped=wrapped, tagged=True))
    head = text[:start]
    return Outline(
        wrapped,
        tuple(span for span in ((0, start), (end, len(text))) if text[slice(*span)].strip("\ufeff \r\n\t")),
        paragraphs,
        tuple(find_conventions(body, wrapped=wrapped)),
        _field(head, "Title"),
        _field(head, "Author"),
        _field(head, "Language"),
    )


# --- the frame of a library ----------------------------------------------------------------------

_START = re.compile(r"^\*\*\* ?START OF (?:THE|THIS) PROJECT GUTENBERG [^\n]*\n", re.MULTILINE)
_END = re.compile(
    r"^(?:End of (?:the |this )?Project Gutenberg|\*\*\* ?END OF (?:THE|THIS) PROJECT GUTENBERG)",
    re.MULTILINE,
)
_CREDITS = re.compile(
    r"\s*(?:\[?Transcriber|Produced by|Transcribed by|E-?text prepared|This e-?book was produced)"
    r"[^\n]*(?:\n[^\S\n]*\S[^\n]*)*\n",
    re.IGNORECASE,
)


def find_body(text: str) -> Span:
    """Return start and end of the text itself, without the frame that Project Gutenberg puts around it."""
    opening = _START.search(text)
    start = opening.end() if opening else 0
    while opening and (credit := _CREDITS.match(text, start)):
        start = credit.end()
    closing = _END.search(text, start)
    return start, closing.start() if closing else len(text)


def _field(head: str, name: str) -> str:
    """Return a value in the frame, such as that of `Title: `."""
    match = re.search(rf"^{name}: +(\S[^\r\n]*)", head, re.MULTILINE)
    return match[1].strip() if match else ""


_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<[!?][^<>]*>")


_ENDS = r"\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029"
_LINE = rf"[^{_ENDS}]*[^\s\ufeff{_ENDS}][^{_ENDS}]*"
_PARAGRAPH = re.compile(_LINE)
_WRAPPED_PARAGRAPH = re.compile(rf"{_LINE}(?:(?:\r\n|[{_ENDS}]){_LINE})*")


def _paragraphs(
    text: str, start: int, end: int, *, wrapped: bool, tagged: bool = False
) -> Iterator[Paragraph]:
    """Yield the paragraphs of a body that have words; those within tags count if it is `tagged`."""
    for match in (_WRAPPED_PARAGRAPH if wrapped else _PARAGRAPH).finditer(text, start, end):
        words = " ".join((match[0] if tagged else _TAG.sub(" ", match[0])).lstrip("\ufeff").split())
        if any(map(str.isalnum, words)):
            indent = len(match[0]) - len(match[0].lstrip("\ufeff \t\xa0"))
            lines = len(match[0].splitlines())
            yield Paragraph(match.start() + indent, match.start() + len(match[0].rstrip()), words, lines)


# --- headings -------------------------------------------------------------------------------------

DIVISION = re.compile(
    r"(?:book|chapter|part|section|letter|lecture|act|scene|canto|chapitre|livre|partie|kapitel|teil|buch"
    r"|capítulo|parte) (?:[ivxlcdm]+|\d+|the \w+|one|two|three|four|five|six|seven|eight|nine|ten)\b",
    re.IGNORECASE,
)
NUMERAL = re.compile(r"(?:(?:no|nr)\.? ?)?(?:[IVXLCDM]+|[ivxlcdm]{2,}|\d{1,4})[.):]?|\W*\d+\W*")
_ROMAN = re.compile(r"[IVXLC]+\.?|[IVXLC]+(?:[.:)]|\.? ?[—–-]) ?\S.*|[IVXLC]{2,} +[^\W\d_].*")
_NUMBERED = re.compile(r"(\d{1,2})([.)]) +\S.*[^.;,:]")
_STOPPED = re.compile(r"[.,;:!?…—–-][\"'”’)\]]*(?:\[\w{1,4}\]|[*†‡]|\d{1,2})?$|[\"”’*]$")
_OPENS_NAME = re.compile(r"[^\W\d_]")


def find_headings(paragraphs: Sequence[Paragraph], *, wrapped: bool, first: int = 1) -> Iterator[int]:
    """Yield the indices of the paragraphs that look like headings, from the paragraph `first` on."""
    words = [paragraph.words for paragraph in paragraphs]
    numbered = set(_numbered_headings(words))
    found = [
        i
        for i in range(first, len(words) - 1)
        if paragraphs[i].lines <= 2 and _is_heading(words, i, numbered, wrapped=wrapped)
    ]
    runs: list[list[int]] = []
    for i in found:
        if runs and runs[-1][-1] == i - 1:
            runs[-1].append(i)
        else:
            runs.append([i])
    for run in runs:
        if len(run) <= MAX_ADJACENT:
            yield from run
        else:  # the last may be the first chapter, below a table of contents
            yield from run[-1:]


def _is_heading(words: Sequence[str], i: int, numbered: set[int], *, wrapped: bool) -> bool:
    """Return whether a paragraph looks like a heading, by its own words and those around it."""
    text = words[i]
    if len(text) > MAX_HEADING_LENGTH or text[-1] in ",;" or text.startswith(("[", "(", "“", '"', "«", "*")):
        return False
    if _interrupts(words[i - 1], words[i + 1]):
        return False
    if is_note_heading(text) and re.match(r"[\[*†1]", words[i + 1]):
        return False
    if i in numbered or DIVISION.match(text):
        return True
    if _ROMAN.fullmatch(text) and len(text) <= MAX_NUMBERED_LENGTH:
        return True
    if text.isupper() and sum(map(str.isalpha, text)) > 3:
        return True
    return _is_titled(words, i) and (not wrapped or _has_capitals(text))


def _interrupts(before: str, after: str) -> bool:
    """Return whether a sentence goes on over what stands between two paragraphs, as over a running head."""
    return not _STOPPED.search(before) and after[:1].islower()


def _has_capitals(text: str) -> bool:
    """Return whether most of the longer words of a paragraph begin with a capital, as in a title."""
    longer = [word for word in text.split() if len(word) > 3]
    return 2 * sum(word.lstrip("\"'“‘(_*")[:1].isupper() for word in longer) > len(longer)


def _is_titled(words: Sequence[str], i: int) -> bool:
    """Return whether a short paragraph without a stop stands between sentences, or below a bare number."""
    text = words[i]
    is_short = len(text.split()) <= MAX_TITLED_WORDS and not _STOPPED.search(text)
    is_name = bool(_OPENS_NAME.match(text)) and text[0].isupper() and not text.lower().startswith("by ")
    before, after = words[i - 1], words[i + 1]
    is_below = bool(_STOPPED.search(before) or NUMERAL.fullmatch(before))
    return is_short and is_name and is_below and len(after.split()) >= MIN_PROSE_WORDS


def _numbered_headings(words: Sequence[str]) -> Iterator[int]:
    """Yield short numbered paragraphs that count from 1, with prose between them."""
    matches = [(i, match) for i, text in enumerate(words) if (match := _NUMBERED.fullmatch(text))]
    for mark in ".)":
        series: list[int] = []
        for i, match in matches:
            is_next = match[2] == mark and int(match[1]) == len(series) + 1
            if is_next and len(words[i]) <= MAX_NUMBERED_LENGTH:
                series.append(i)
        if len(series) > 1 and all(second - first > 1 for first, second in pairwise(series)):
            yield from series


# --- conventions ----------------------------------------------------------------------------------


def find_conventions(body: str, *, wrapped: bool) -> Iterator[Convention]:
    """Yield the conventions of plain texts that a text seems to follow, in the order of the schema."""
    html: tuple[Convention, ...] = ("html",) if any(any(rule.changes(body)) for rule in HTML) else ()
    lined = apply_rules(character_rules(html), Draft(body, body)).text
    styled = apply_rules(
        house_style(wrapped=wrapped, conventions=("emphasis", "notes", *html)), Draft(body, body)
    ).text
    paragraphs = [styled[start:end] for start, end in paragraph_spans(styled)]
    if any(any(find_emphasis(paragraph)) for paragraph in paragraphs):
        yield "emphasis"
    if find_notes(paragraphs).notes:
        yield "notes"
    if any(map(is_break, paragraphs[1:-1])):
        yield "breaks"
    if wrapped and (find_layout(lined).kept or any(INDENTED.changes(lined))):
        yield "layout"
    if any(any(rule.changes(styled)) for rule in FURNITURE) or any(map(is_caption, paragraphs)):
        yield "furniture"
    yield from html
