"""What a plain text says by its conventions: emphasis, the author's notes, breaks, tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from edition.model.essay import NoteCall, Span, index_at
from edition.model.ledger import Alignment, Change, Draft
from edition.model.manifest import Entry
from edition.model.translation import gettext_noop
from edition.text.authors_notes import FoundNotes, find_notes
from edition.text.emphasis import Emphasis, find_emphasis
from edition.text.structure import paragraph_spans

EMPHASIS = ("emphasis", gettext_noop("Marks around emphasised words are typography, not characters."))
NOTE_CALL = (
    "note-call",
    gettext_noop("The call of a note of the author is a link, not a part of the sentence."),
)
NOTE_MARKER = ("note-marker", gettext_noop("The label of a note of the author is set beside it."))
NOTE_HEADING = (
    "note-heading",
    gettext_noop("The author's notes stand below the text, under a heading of their own."),
)
PICTURE_CAPTION = ("picture-caption", gettext_noop("The caption of a picture that is lost is set apart."))
"""Names and reasons of rules, as the ledger records them."""

_BREAK = re.compile(r"(?:\* ?){3,}|⁂|\*|(?:[-–—_=~#•·.] ?){5,}|(?:[-–—] ?){3,}|o0o|\* ?\* ?\*")
_CAPTION = re.compile(r"\[(?:Illustration|Frontispiece|Plate|Figure)[:.] ?(?=\S)(?:[^\[\]]|\[[^\]]*\])+\]")
_CAPTION_START = re.compile(r"\[\w+[:.] ?")


@dataclass(frozen=True, slots=True)
class PlainText:
    """A draft without the marks of its conventions, and what they said; positions are those of its text."""

    draft: Draft
    emphases: tuple[Span, ...] = ()
    calls: tuple[NoteCall, ...] = ()
    notes: Mapping[int, str] = field(default_factory=dict)
    """The number of the note of each paragraph in one, by the start of the paragraph."""
    captions: frozenset[int] = frozenset()
    """The starts of the paragraphs that are captions."""


def is_break(paragraph: str) -> bool:
    """Return whether a paragraph is nothing but a sign that divides a section."""
    return _BREAK.fullmatch(paragraph) is not None


def is_caption(paragraph: str) -> bool:
    """Return whether a paragraph is nothing but the place of a picture, with its caption."""
    return _CAPTION.fullmatch(paragraph) is not None


def read_conventions(draft: Draft, entry: Entry, tables: Iterable[int] = ()) -> PlainText:
    """Remove the marks of the conventions that `entry` names from a text in house style.

    In `tables`, which are positions in the source, no mark is looked for.
    """
    if not entry.conventions:
        return PlainText(draft)
    spans = list(paragraph_spans(draft.text))
    to_text = Alignment(draft.ledger).to_text
    skipped = {index_at(spans, to_text(start), itemgetter(0)) for start in tables}
    paragraphs = ["" if i in skipped else draft.text[slice(*span)] for i, span in enumerate(spans)]
    emphases = [
        Emphasis(start + found.start, start + found.end, found.mark)
        for (start, _), paragraph in zip(spans, paragraphs, strict=True)
        for found in (find_emphasis(paragraph) if "emphasis" in entry.conventions else ())
    ]
    notes = FoundNotes()
    if "notes" in entry.conventions:
        notes = find_notes(paragraphs, _places(spans, emphases))
    captions: list[int] = []
    if "furniture" in entry.conventions:
        captions = [i for i, paragraph in enumerate(paragraphs) if is_caption(paragraph)]
    removals = (
        *_emphasis_changes(emphases),
        *_note_changes(spans, notes),
        *_caption_changes(draft.text, spans, captions),
    )
    changes = _distinct(removals, draft.text)
    return _place(draft, changes, spans, emphases, notes, captions)


def _places(spans: Sequence[Span], emphases: Sequence[Emphasis]) -> set[tuple[int, int]]:
    """Return the first and the last position of each emphasis, with the index of its paragraph."""
    return {
        (i, at - spans[i][0])
        for found in emphases
        for i in [index_at(spans, found.start, itemgetter(0))]
        for at in (found.start, found.end - 1)
    }


_Removal = tuple[int, int, tuple[str, str]]
"""Start and end of what is removed, with the name and the reason of the rule."""


def _emphasis_changes(emphases: Iterable[Emphasis]) -> Iterator[_Removal]:
    for found in emphases:
        start, end = found.inside
        yield found.start, start, EMPHASIS
        yield end, found.end, EMPHASIS


def _note_changes(spans: Sequence[Span], found: FoundNotes) -> Iterator[_Removal]:
    for call, _ in found.calls:
        start = spans[call.paragraph][0]
        yield start + call.start, start + call.end, NOTE_CALL
    for note in found.notes:
        start, end = spans[note.first][0], spans[note.last][1]
        yield start, start + note.marker, NOTE_MARKER
        yield end - note.tail, end, NOTE_MARKER
    for i in found.headings:
        yield spans[i][0], spans[i + 1][0], NOTE_HEADING


def _caption_changes(text: str, spans: Sequence[Span], captions: Iterable[int]) -> Iterator[_Removal]:
    for start, end in (spans[i] for i in captions):
        if marker := _CAPTION_START.match(text, start):
            yield start, marker.end(), PICTURE_CAPTION
            yield end - 1, end, PICTURE_CAPTION


def _distinct(removals: Iterable[_Removal], text: str) -> list[Change]:
    """Return the removals as changes, in order; of two that overlap, the first."""
    changes: list[Change] = []
    for start, end, (name, why) in sorted(removals):
        if start < end and (not changes or changes[-1].end <= start):
            changes.append(Change(start, end, "rule", name, text[start:end], "", why))
    return changes


def _without_empty(spans: Iterable[Span]) -> Iterator[Span]:
    return (span for span in spans if span[0] < span[1])


def _place(
    draft: Draft,
    changes: Sequence[Change],
    spans: Sequence[Span],
    emphases: Iterable[Emphasis],
    notes: FoundNotes,
    captions: Iterable[int],
) -> PlainText:
    """Return the text after `changes`, with the places in it of what the marks said."""
    to_text = Alignment(tuple(changes)).to_text
    note_starts = {
        to_text(spans[i][0] + (note.marker if i == note.first else 0)): note.number
        for note in notes.notes
        for i in range(note.first, note.last + 1)
    }
    return PlainText(
        draft.revise(changes),
        tuple(_without_empty((to_text(start), to_text(end)) for start, end in (e.inside for e in emphases))),
        tuple(NoteCall(to_text(spans[c.paragraph][0] + c.start), number) for c, number in notes.calls),
        note_starts,
        frozenset(to_text(spans[i][0]) for i in captions),
    )
