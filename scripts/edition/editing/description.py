"""What is proposed for a new text: how it is read, its parts, and what it says of itself."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from edition.editing.contents import find_contents
from edition.editing.head import Head, clean_title, find_head, is_numeral
from edition.editing.outline import MIN_PROSE_WORDS, Outline, Paragraph, find_headings, outline
from edition.importing.imported_text import NO_FACTS, NOTHING, Facts, ImportedText, Passage, Statement
from edition.model.edtf import Edtf
from edition.model.essay import Source, Span
from edition.model.vocabulary import Convention, MarkKind
from edition.text.authors_notes import is_note_heading
from edition.text.words import words

MAX_INCIPIT = 8
"""Words of a title that is made of the beginning of the text."""

_CALL = re.compile(r" ?\[(?:\d{1,4}|[*†‡§]{1,3})\]")
_LANGUAGES = {
    "english": "en",
    "french": "fr",
    "german": "de",
    "spanish": "es",
    "italian": "it",
    "dutch": "nl",
    "portuguese": "pt",
    "russian": "ru",
    "latin": "la",
    "swedish": "sv",
    "danish": "da",
    "finnish": "fi",
}
"""The languages that the frame of Project Gutenberg names in English."""

_MARKS: Mapping[str, MarkKind] = {
    "quotation": "quotation",
    "epigraph": "epigraph",
    "citation": "citation",
    "caption": "caption",
}
_HEAD_KINDS: Mapping[str, MarkKind] = {
    "title": "standfirst",
    "subtitle": "subtitle",
    "byline": "byline",
    "standfirst": "standfirst",
    "caption": "caption",
    "publication": "standfirst",
}


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
        return " ".join(_plain(part, self.conventions) for part in parts)


def describe(source: Source, imported: ImportedText | None) -> Description:
    """Return what is proposed for a text; `imported` is the document from which it was made, if it was."""
    return (
        _describe_import(source, imported) if imported else _describe_plain_text(source, outline(source.text))
    )


def describe_plainly(source: Source) -> Description:
    """Return what is proposed for a text of which nothing is known but its words."""
    found = replace(outline(source.text, framed=False), conventions=(), wrapped=False)
    return without_head(source, replace(_describe_plain_text(source, found), headings=()))


def without_head(source: Source, found: Description) -> Description:
    """Return a description in which the first section begins where the text does, whatever stands there."""
    first = found.paragraphs[0]
    text = source.text
    start = next((end for start, end in found.frame if end <= first.start), 0)
    blank = re.compile(r"[\s\ufeff]*").match(text, start, first.start)
    start = blank.end() if blank else start
    paragraphs = (replace(first, start=start), *found.paragraphs[1:])
    return replace(found, head=Head(), paragraphs=paragraphs, marks=(), contents=None)


def _plain(text: str, conventions: Sequence[Convention]) -> str:
    """Return words as the page shows them, for a title or a heading."""
    text = _CALL.sub("", text) if "notes" in conventions else text
    text = re.sub(r"(?<![\w_])_+|_+(?![\w_])", "", text) if "emphasis" in conventions else text
    return re.sub(r"(?<=\w)'(?=\w)", "’", clean_title(text) or text)


def _incipit(paragraphs: Sequence[Paragraph], conventions: Sequence[Convention]) -> str:
    """Return the first words of a text, which stand for a title."""
    prose = next((p.words for p in paragraphs if not is_numeral(p.words)), paragraphs[0].words)
    first = _plain(prose, conventions).split()
    shown = " ".join(first[:MAX_INCIPIT]).strip(" .,;:–—-")
    return f"{shown} …" if len(first) > MAX_INCIPIT else shown or "Untitled"


# --- plain texts -----------------------------------------------------------------------------------


def _describe_plain_text(source: Source, found: Outline) -> Description:
    head = find_head(found.paragraphs, found.title, found.author)
    # from here on: lines of the head in capitals, as in newspapers, are no table of contents with those below
    below = tuple(find_headings(found.paragraphs, wrapped=found.wrapped, first=max(1, head.end)))
    contents = find_contents(source.text, found.paragraphs, head.end) if head.end else None
    span = None
    if contents:
        listed = found.paragraphs[slice(*contents)]
        span = (listed[0].start, listed[-1].end)
        head = replace(head, end=contents[1])
    headings = [i for i in below if i >= head.end]
    if not head.end and is_numeral(found.paragraphs[0].words) and len(found.paragraphs) > 1:
        headings = [0, *headings]
    own = _plain(found.paragraphs[head.title].words, found.conventions) if head.title is not None else ""
    title = (
        # the frame has the same title without the capitals of the title page
        (found.title if words(found.title) == words(own) else own)
        if own
        else found.title or _title_of_file(source.name) or _incipit(found.paragraphs, found.conventions)
    )
    date = head.date
    return Description(
        found.paragraphs,
        found.wrapped,
        found.conventions,
        title,
        head,
        tuple(headings),
        frame=found.frame,
        contents=span,
        facts=_facts_of_outline(found, head),
        date=date[1] if date else None,
    )


def _facts_of_outline(found: Outline, head: Head) -> Facts:
    author = NOTHING
    if head.author and head.author != found.author:
        author = Statement(head.author, "the byline")
    elif found.author:
        author = Statement(found.author, "the frame of the file")
    date = Statement(head.date[0], "the head of the text") if head.date else NOTHING
    licence = NOTHING
    if any(found.frame) and (found.title or found.author):
        licence = Statement("Public domain in the United States", "Project Gutenberg")
    return Facts(
        author=author, date=date, licence=licence, language=_LANGUAGES.get(found.language.lower(), "")
    )


_FILE_NAME = re.compile(r"[^\W\d_]{2,}(?:[ _-]+[^\W_]+)+")


def _title_of_file(name: str) -> str:
    """Return a title made of the name of a file, if that consists of words."""
    stem = PurePath(name).stem
    is_words = _FILE_NAME.fullmatch(stem) and not re.search(r"[0-9a-f]{8}", stem)
    return re.sub(r"[ _-]+", " ", stem).capitalize() if is_words else ""


# --- documents of other formats --------------------------------------------------------------------


def _describe_import(source: Source, imported: ImportedText) -> Description:
    passages = [passage for passage in imported.passages if passage.role not in ("quotation", "epigraph")]
    paragraphs = tuple(_paragraph(source.text, passage) for passage in passages)
    facts, title = imported.facts, _own_title(imported.facts)
    known = {i: _HEAD_KINDS[p.role] for i, p in enumerate(passages) if p.role in _HEAD_KINDS}
    title_at = _find_title(passages, paragraphs, title)
    has_headings = any(passage.role == "heading" for passage in passages)
    head = (
        find_head(paragraphs, title, facts.author.text, known, title_at)
        if title_at is not None or not has_headings
        else Head()
    )
    headings = [i for i in _headings(passages, paragraphs, imported) if i >= head.end]
    shown = _plain(paragraphs[head.title].words, imported.conventions) if head.title is not None else title
    if head.author and (not facts.author.text or _is_fuller(head.author, facts.author.text)):
        facts = replace(facts, author=Statement(head.author, "the byline"))
    value = _edtf(facts.date.text)
    if head.date and not facts.date.text:
        facts = replace(facts, date=Statement(head.date[0], "the head of the text"))
        value = head.date[1]
    published = [i for i, passage in enumerate(passages[: head.end]) if passage.role == "publication"]
    publication = _one_span(paragraphs, published)
    if publication:
        head = replace(head, parts=tuple(part for part in head.parts if part[0] not in published))
    start_of_text = paragraphs[head.end].start if head.end < len(paragraphs) else len(source.text)
    return Description(
        paragraphs,
        imported.wrapped,
        imported.conventions,
        shown or _incipit(paragraphs, imported.conventions),
        head,
        tuple(headings),
        tuple(
            (_MARKS[passage.role], (passage.start, passage.end))
            for passage in imported.passages
            if passage.role in _MARKS and passage.start >= start_of_text
        ),
        facts=facts,
        date=value,
        publication=publication,
    )


def _one_span(paragraphs: Sequence[Paragraph], indices: Sequence[int]) -> Span | None:
    """Return the span of paragraphs that follow one another; None if there are none, or others between."""
    if not indices or indices[-1] - indices[0] >= len(indices):
        return None
    return paragraphs[indices[0]].start, paragraphs[indices[-1]].end


def _paragraph(text: str, passage: Passage) -> Paragraph:
    own = text[passage.start : passage.end]
    indent = len(own) - len(own.lstrip())
    return Paragraph(passage.start + indent, passage.end, " ".join(own.split()), own.count("\n") + 1)


def _own_title(facts: Facts) -> str:
    """Return the title that a document gives, without the name of the site after it."""
    title = facts.title.text
    match = re.fullmatch(r"(.+?)\s+[|–—·:»-]\s+(.+)", title)
    return match[1] if match and words(match[2]) == words(facts.publisher.text) else title


def _find_title(passages: Sequence[Passage], paragraphs: Sequence[Paragraph], title: str) -> int | None:
    """Return the index of the paragraph that is the title; None if the text has none.

    It is what the metadata call so, or the only heading of the highest level, if that stands above the prose;
    a heading that is like the others below it is the first chapter.
    """
    first_prose = next(
        (i for i, p in enumerate(paragraphs) if passages[i].role == "paragraph" and _is_prose(p)),
        len(passages),
    )
    above = range(min(first_prose + 1, len(passages)))
    named = words(title)
    own = [words(_CALL.sub("", paragraphs[i].words)) for i in above]
    same = [i for i in above if named and own[i] == named]
    if same:
        return same[0]
    levels = [(p.level, i) for i, p in enumerate(passages) if p.role == "heading"]
    if levels:
        level, first = min(levels)
        is_alone = sum(other == level for other, _ in levels) == 1
        if is_alone and first < first_prose and not is_numeral(paragraphs[first].words):
            return first
    return next((i for i in above if len(own[i]) > 1 and own[i] == named[: len(own[i])]), None)


def _is_prose(paragraph: Paragraph) -> bool:
    return len(paragraph.words.split()) >= MIN_PROSE_WORDS


def _headings(
    passages: Sequence[Passage], paragraphs: Sequence[Paragraph], imported: ImportedText
) -> Sequence[int]:
    """Return the headings of a document, but not those of its notes; if it has none, what looks like some."""
    found = [
        i
        for i, passage in enumerate(passages)
        if passage.role == "heading"
        and not (
            is_note_heading(paragraphs[i].words) and i + 1 < len(passages) and passages[i + 1].role == "note"
        )
    ]
    return found or list(find_headings(paragraphs, wrapped=imported.wrapped))


def _is_fuller(name: str, known: str) -> bool:
    """Return whether a name is the known one with its given names, as `Ada Marlow` is to `A Marlow`."""
    return words(name)[-1:] == words(known)[-1:] and len(name) > len(known)


def _edtf(text: str) -> Edtf | None:
    """Return the value of a date that a document gives in figures."""
    match = re.match(r"(\d{4})(?:[-/](\d\d?)(?:[-/](\d\d?))?)?(?=T|$|\s|Z)", text)
    if not match:
        return None
    try:
        return Edtf.parse("-".join(part.zfill(2) for part in match.groups() if part))
    except ValueError:
        return None
