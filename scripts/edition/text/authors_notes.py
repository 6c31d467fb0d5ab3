"""The notes of an author in a plain text: `[1]`, `*`, `[Footnote 1: …]`, and numbers without brackets.

A note counts only if the text calls it; a paragraph that merely looks like a note stays one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from edition.text.words import word_set

MAX_NOTE_PARAGRAPHS = 12
"""Paragraphs of the longest note in brackets."""

_SIGNS = r"[*†‡§]{1,3}"
_BRACKETED = re.compile(
    rf"\[(?:Footnote|FOOTNOTE|Note|NOTE|Fu(?:ß|ss)note|FU(?:ẞ|SS)NOTE|Anmerkung) ?(\w{{1,4}}|{_SIGNS})?[:.] ?"
)
_LABELLED = re.compile(rf"\[(\w{{1,4}}|{_SIGNS})\][:.]? ?(?=\S)")
_SIGNED = re.compile(rf"({_SIGNS}) ?(?=[^\s*])")
_NUMBERED = re.compile(r"(\d{1,3})[.)]? (?=\S)")
_CALLS = re.compile(
    rf"(?<=\S) ?\[(?P<bracketed>\w{{1,4}}|{_SIGNS})\]|(?<=[^\s*])(?P<sign>{_SIGNS})(?![\w*])"
    r"|(?:(?<=[^\W\d_]{3})|(?<=[^\W\d_][.,;:!?”’)])|(?<=[.,!?][”’)])|(?<=[”’)][.,;:!?]))(?P<number>\d{1,3})(?![\w.,]\d|\w)"
)
_HEADINGS = word_set(
    "notes note footnotes footnote endnotes anmerkungen fußnoten fussnoten notas noten noter"
)


@dataclass(frozen=True, slots=True)
class AuthorsNote:
    """A note: some paragraphs of the text."""

    first: int
    """The index of its first paragraph."""
    last: int
    label: str
    """How the file calls it."""
    marker: int
    """Code points before its words."""
    tail: int
    """Code points after them: a bracket, or nothing."""
    is_plain: bool = False
    """Whether its label is a number without brackets, which only a call of the same kind confirms."""
    number: str = ""
    """How the page calls it."""


@dataclass(frozen=True, slots=True)
class FoundCall:
    """A call: `paragraphs[paragraph][start:end]`."""

    paragraph: int
    start: int
    end: int
    label: str
    is_plain: bool = False


@dataclass(frozen=True, slots=True)
class FoundNotes:
    """The notes of a text with their calls."""

    notes: tuple[AuthorsNote, ...] = ()
    """In the order of the text."""
    calls: tuple[tuple[FoundCall, str], ...] = ()
    """Each call with the number of its note, in the order of the text."""
    headings: tuple[int, ...] = ()
    """The indices of paragraphs that are nothing but the heading of the notes below them."""


def is_note_heading(paragraph: str) -> bool:
    """Return whether a paragraph is nothing but a heading for notes."""
    return paragraph.strip(" .:_*").lower() in _HEADINGS


def find_notes(paragraphs: Sequence[str], taken: Collection[tuple[int, int]] = ()) -> FoundNotes:
    """Return the notes in a text, and the calls that lead to them.

    `taken` are places, each a paragraph and a position in it, where a sign is something else.
    """
    candidates = [
        note
        for note in _candidates(paragraphs)
        if (note.first, 0) not in taken and any(map(str.isalnum, paragraphs[note.first][note.marker :]))
    ]
    starts = {note.first for note in candidates}
    calls = [
        call
        for i, paragraph in enumerate(paragraphs)
        for call in _calls(i, paragraph)
        if (i, call.start) not in taken and (i, call.end - 1) not in taken
        if not (i in starts and call.start == 0)
    ]
    pairs = sorted(_pair(candidates, calls), key=lambda pair: (pair[1].paragraph, pair[1].start))
    called = list(dict.fromkeys(note for note, _ in pairs))
    labels = [note.label.lstrip("0") for note in called]
    keeps = len(set(labels)) == len(labels) and all(map(str.isdecimal, labels))
    numbers = {note: labels[n] if keeps else str(n + 1) for n, note in enumerate(called)}
    notes = tuple(replace(note, number=numbers[note]) for note in candidates if note in numbers)
    return FoundNotes(
        notes,
        tuple((call, numbers[note]) for note, call in pairs),
        tuple(_note_headings(paragraphs, notes)),
    )


# --- candidates ---------------------------------------------------------------------------------


def _candidates(paragraphs: Sequence[str]) -> Iterator[AuthorsNote]:
    """Yield the paragraphs that look like notes."""
    numbered = set(_final_numbers(paragraphs))
    last = -1
    for i, paragraph in enumerate(paragraphs):
        if i <= last:
            continue
        if match := _BRACKETED.match(paragraph):
            last, tail = _closing(paragraphs, i)
            yield AuthorsNote(i, last, match[1] or "*", match.end(), tail)
        elif match := _LABELLED.match(paragraph) or _SIGNED.match(paragraph):
            yield AuthorsNote(i, i, match[1], match.end(), 0)
        elif i in numbered and (match := _NUMBERED.match(paragraph)):
            yield AuthorsNote(i, i, match[1], match.end(), 0, is_plain=True)


def _closing(paragraphs: Sequence[str], first: int) -> tuple[int, int]:
    """Return the last paragraph of a note in brackets, and 1 if a bracket ends it, else 0."""
    depth = 0
    for i in range(first, min(len(paragraphs), first + MAX_NOTE_PARAGRAPHS)):
        depth += paragraphs[i].count("[") - paragraphs[i].count("]")
        if depth <= 0 and paragraphs[i].endswith("]"):
            return i, 1
    return first, 0


def _final_numbers(paragraphs: Sequence[str]) -> Iterator[int]:
    """Yield the paragraphs at the end of a text that are numbered one by one from 1."""
    matches = [_NUMBERED.match(paragraph) for paragraph in paragraphs]
    found: list[int] = []
    for i in reversed(range(len(paragraphs))):
        match = matches[i]
        if not match:
            continue
        if found and int(match[1]) != int(paragraphs[found[-1]].split()[0].rstrip(".)")) - 1:
            break
        found.append(i)
        if match[1] == "1":
            yield from found
            return


def _calls(i: int, paragraph: str) -> Iterator[FoundCall]:
    """Yield what looks like a call in a paragraph that has words besides."""
    if not any(map(str.isalnum, _CALLS.sub("", paragraph))):
        return
    for match in _CALLS.finditer(paragraph):
        label = match["bracketed"] or match["sign"] or match["number"]
        yield FoundCall(i, match.start(), match.end(), label, bool(match["number"]))


# --- pairs --------------------------------------------------------------------------------------


def _pair(
    notes: Iterable[AuthorsNote], calls: Iterable[FoundCall]
) -> Iterator[tuple[AuthorsNote, FoundCall]]:
    """Yield each note with each of its calls.

    Where a label occurs once, all its calls belong to it. Where it recurs, each note belongs to the last
    call before it, or else, below all calls, the notes follow the order of the calls.
    """
    by_label: dict[tuple[str, bool], list[AuthorsNote]] = defaultdict(list)
    for note in notes:
        by_label[note.label, note.is_plain].append(note)
    calls_by_label: dict[tuple[str, bool], list[FoundCall]] = defaultdict(list)
    for call in calls:
        calls_by_label[call.label, call.is_plain].append(call)
    for key, same in by_label.items():
        found = calls_by_label[key]
        if len(same) == 1 and not key[1] and key[0].isalnum():
            yield from ((same[0], call) for call in found if call.paragraph != same[0].first)
        elif len(same) == 1 and key[1]:
            yield from ((same[0], call) for call in found[:1] if call.paragraph < same[0].first)
        elif len(same) == len(found):
            yield from (
                (note, call) for note, call in zip(same, found, strict=True) if call.paragraph < note.first
            )
        elif key[0].isalnum():
            yield from _nearest(same, found)


def _nearest(
    notes: Iterable[AuthorsNote], calls: Sequence[FoundCall]
) -> Iterator[tuple[AuthorsNote, FoundCall]]:
    """Yield each note with the last call before it, if no other note stands between the two."""
    previous = -1
    for note in notes:
        before = [call for call in calls if previous < call.paragraph < note.first]
        if before:
            yield note, before[-1]
        previous = note.first


def _note_headings(paragraphs: Sequence[str], notes: Iterable[AuthorsNote]) -> Iterator[int]:
    """Yield the paragraphs directly above notes that are nothing but a heading for them."""
    for note in notes:
        above = paragraphs[note.first - 1] if note.first else ""
        if is_note_heading(above):
            yield note.first - 1
