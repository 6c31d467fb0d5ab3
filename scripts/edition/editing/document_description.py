"""What is proposed for a text that was made of a document, by what its format tells of the passages."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from edition.editing.description import CALL, Description, incipit, shown_words
from edition.editing.head import Head, find_head, is_numeral
from edition.editing.outline import MIN_PROSE_WORDS, Paragraph, find_headings
from edition.editing.text_language import guess_language
from edition.importing.imported_text import Facts, ImportedText, Passage, Statement
from edition.model.edtf import Edtf
from edition.model.essay import Source, Span
from edition.model.translation import gettext_noop
from edition.model.vocabulary import MarkKind
from edition.text.authors_notes import is_note_heading
from edition.text.words import words

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


def describe_document(source: Source, imported: ImportedText, language: str = "") -> Description:
    """Return what is proposed for the text that was made of a document; `language` is that of the edition."""
    passages = [passage for passage in imported.passages if passage.role not in ("quotation", "epigraph")]
    paragraphs = tuple(_paragraph(source.text, passage) for passage in passages)
    facts, title = imported.facts, _own_title(imported.facts)
    known = {i: _HEAD_KINDS[p.role] for i, p in enumerate(passages) if p.role in _HEAD_KINDS}
    title_at = _find_title(passages, paragraphs, title)
    has_headings = any(passage.role == "heading" for passage in passages)
    own_language = facts.language or guess_language(source.text) or language or "en"
    head = (
        find_head(paragraphs, title, facts.author.text, known, title_at, own_language)
        if title_at is not None or not has_headings
        else Head()
    )
    headings = [i for i in _headings(passages, paragraphs, imported) if i >= head.end]
    shown = (
        shown_words(paragraphs[head.title].words, imported.conventions) if head.title is not None else title
    )
    if head.author and (not facts.author.text or _is_fuller(head.author, facts.author.text)):
        facts = replace(facts, author=Statement(head.author, gettext_noop("the byline")))
    value = _edtf(facts.date.text)
    if head.date and not facts.date.text:
        facts = replace(facts, date=Statement(head.date[0], gettext_noop("the head of the text")))
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
        shown or incipit(paragraphs, imported.conventions),
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
    own = [words(CALL.sub("", paragraphs[i].words)) for i in above]
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
