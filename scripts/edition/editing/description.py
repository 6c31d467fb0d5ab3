"""What is proposed for a new text: how it is read, its parts, and what it says of itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from edition.editing.head import Head, clean_title, is_numeral
from edition.editing.outline import Paragraph
from edition.importing.imported_text import NO_FACTS, Facts
from edition.model.edtf import Edtf
from edition.model.essay import Source, Span
from edition.model.vocabulary import Convention, MarkKind

MAX_INCIPIT = 8
"""Words of a title that is made of the beginning of the text."""

CALL = re.compile(r" ?\[(?:\d{1,4}|[*†‡§]{1,3})\]")
"""The call of a note, in the conventions of plain texts."""


@dataclass(frozen=True, slots=True)
class Description:
    """What is proposed for a text."""

    paragraphs: tuple[Paragraph, ...]
    wrapped: bool
    conventions: tuple[Convention, ...]
    title: str
    head: Head
    headings: tuple[int, ...]
    """The indices of the paragraphs that are headings, all below the head."""
    marks: tuple[tuple[MarkKind, Span], ...] = ()
    """Passages whose kind the format of the file tells."""
    frame: tuple[Span, ...] = ()
    """What a library put around the text."""
    contents: Span | None = None
    """The table of contents between the head and the first section."""
    facts: Facts = NO_FACTS
    date: Edtf | None = None
    publication: Span | None = None
    """Lines between the title and the first section that say where the text was published."""

    @property
    def has_title(self) -> bool:
        """Whether the text itself has the title."""
        return self.head.title is not None

    def heading(self, index: int) -> str:
        """Return the words of a heading, without the calls of notes; a bare number has its title with it."""
        own = self.paragraphs[index].words
        has_title = is_numeral(own.rstrip(" .:")) and index + 1 in self.headings
        parts = [own, self.paragraphs[index + 1].words] if has_title else [own]
        return " ".join(shown_words(part, self.conventions) for part in parts)


def without_head(source: Source, found: Description) -> Description:
    """Return a description in which the first section begins where the text does, whatever stands there."""
    first = found.paragraphs[0]
    text = source.text
    start = next((end for start, end in found.frame if end <= first.start), 0)
    blank = re.compile(r"[\s\ufeff]*").match(text, start, first.start)
    start = blank.end() if blank else start
    paragraphs = (replace(first, start=start), *found.paragraphs[1:])
    return replace(found, head=Head(), paragraphs=paragraphs, marks=(), contents=None)


def shown_words(text: str, conventions: Sequence[Convention]) -> str:
    """Return words as the page shows them, for a title or a heading."""
    text = CALL.sub("", text) if "notes" in conventions else text
    text = re.sub(r"(?<![\w_])_+|_+(?![\w_])", "", text) if "emphasis" in conventions else text
    return re.sub(r"(?<=\w)'(?=\w)", "’", clean_title(text) or text)


def incipit(paragraphs: Sequence[Paragraph], conventions: Sequence[Convention]) -> str:
    """Return the first words of a text, which stand for a title."""
    prose = next((p.words for p in paragraphs if not is_numeral(p.words)), paragraphs[0].words)
    first = shown_words(prose, conventions).split()
    shown = " ".join(first[:MAX_INCIPIT]).strip(" .,;:–—-")
    return f"{shown} …" if len(first) > MAX_INCIPIT else shown or "Untitled"
