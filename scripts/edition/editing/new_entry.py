"""Proposing the manifest entry of a new text, for an editor to complete."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from string import whitespace

import yaml

from edition.editing.description import Description, without_head
from edition.editing.document_description import describe_document
from edition.editing.places import Place, PlaceNamer
from edition.editing.slugs import hyphenate
from edition.editing.text_description import describe_plainly, describe_text
from edition.editing.text_language import guess_language
from edition.editing.yaml_values import quoted, scalar
from edition.importing.imported_text import ImportedText, Statement
from edition.inputs.checked_yaml import CheckedYaml
from edition.inputs.converter import parse_entries
from edition.inputs.paths import MANIFEST
from edition.inputs.texts import fingerprint
from edition.model.edtf import Edtf
from edition.model.errors import EditionError
from edition.model.essay import Source
from edition.model.manifest import Entry, is_id
from edition.model.translation import gettext, gettext_noop
from edition.model.vocabulary import MarkKind
from edition.text.normalise import normalise
from edition.text.passages import MismatchError
from edition.text.words import words

_FRAME_WHY = gettext_noop("The frame of the library from which the file comes, not a part of the text.")

_CONTENTS_WHY = gettext_noop("The table of contents; the page lists its sections by itself.")

_SEPARATOR_WHY = gettext_noop("A row of marks above the text, which the page sets off by itself.")

_PUBLICATION_WHY = gettext_noop(
    "What the page says above the text of its publication; see publisher, date and rights."
)

_NUMBER = re.compile(r"^(?:(?:chapter|part|section)\s+)?(?:[ivxlc]+|\d+)[.):\s—–-]+(?=\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class EntryLine:
    """A line of an entry: what it says of a text."""

    key: str
    value: str
    """As YAML."""
    hint: str = ""
    """What the editor is still to say or to look at; empty if nothing is open."""
    is_probable: bool = False
    """Whether the text or its document says so, and the editor is to check it."""

    def __str__(self) -> str:
        """Return the line without its indentation."""
        return f"{self.key}: {self.value}{self.hint and f'  # {self.hint}'}"


@dataclass(frozen=True, slots=True)
class ProposedEntry:
    """A manifest entry for an editor to complete."""

    yaml: str
    """An item of a list that begins after two spaces, on the second line: the first is empty."""
    lines: tuple[EntryLine, ...]
    """The lines that follow that of the slug, as far as they say something of the text as a whole."""


def propose_entry(
    source: Source, slug: str, imported: ImportedText | None = None, language: str = ""
) -> ProposedEntry:
    """Return a manifest entry for a text; the edition builds with it.

    `imported` is the document from which the text was made, if it was; `language` is that of the edition.
    What would not fit the text is left out. Raises EditionError if not even the beginning of the text can be
    named.
    """
    if not any(map(str.isalnum, source.text)):
        raise EditionError(source.name, "contains no words", todo="Put the essay's text in it")
    found = describe_document(source, imported, language) if imported else describe_text(source, language)
    writer = _Writer(source, slug, language)
    for simplified in _simplifications(source, found):
        entry = writer.entry(simplified)
        if entry and _fits(source, entry.yaml):
            return entry
    raise EditionError(
        source.name,
        "repeats itself so often that no few words tell one passage from the others",
        todo="Divide it, or remove what it has twice",
    )


def _simplifications(source: Source, found: Description) -> Iterator[Description]:
    """Yield the description, and simpler ones in case that it does not fit the text."""
    yield found
    yield replace(found, marks=())
    headless = without_head(source, found)
    yield headless
    plain = replace(headless, headings=())
    yield plain
    yield replace(plain, conventions=())
    yield replace(plain, conventions=(), wrapped=False)
    yield describe_plainly(source)


def _fits(source: Source, entry: str) -> bool:
    """Return whether the essay can be made of a source as its entry says."""
    try:
        file = CheckedYaml(MANIFEST, entry, yaml.safe_load(f"essays:{entry}"))
        normalise(source, parse_entries(file, "essays", Entry)[0])
    except (MismatchError, EditionError):
        return False
    return True


class _Writer:
    """Writes entries for one text."""

    def __init__(self, source: Source, slug: str, language: str) -> None:
        self._text = source.text
        self._places = PlaceNamer(source.text)
        self._slug, self._language = slug, language
        self._fingerprint = fingerprint(source.text)

    def entry(self, found: Description) -> ProposedEntry | None:
        """Return an entry, or None if the beginning of the text cannot be named."""
        sections = list(self._sections(found))
        head = list(self._head(found))
        if not sections or None in head:
            return None
        facts = found.facts
        lines = (
            EntryLine("title", quoted(found.title)),
            *_supplied_title(found),
            *self._language_line(found),
            _fact_line("author", facts.author, "who wrote it"),
            _fact_line("publisher", facts.publisher, "who published it first"),
            _fact_line("date", facts.date, "when it was first published", found.date),
            _fact_line("address", facts.address, "where it was first found on the web"),
            _rights(facts.licence),
            *([EntryLine("lines", "wrapped")] if found.wrapped else []),
            *([EntryLine("conventions", f"[{', '.join(found.conventions)}]")] if found.conventions else []),
        )
        blocks = [*filter(None, head), *self._marks(found)]
        written = (
            f"\n  - slug: {scalar(self._slug)}\n"
            + "".join(f"    {line}\n" for line in lines)
            + self._fingerprint_lines()
            + _list("sections", sections)
            + _list("blocks", blocks)
            + _list("omissions", list(self._omissions(found)))
        )
        return ProposedEntry(written, lines)

    def _language_line(self, found: Description) -> Iterator[EntryLine]:
        own, hint = found.facts.language, ""
        if not own and self._language:
            own, hint = guess_language(self._text), "as its commonest words suggest"
        if own and own.split("-")[0].lower() != self._language.split("-")[0].lower():
            yield EntryLine("language", scalar(own), hint)

    def _fingerprint_lines(self) -> str:
        own = self._fingerprint
        return (
            f"    fingerprint:\n      words: {own.words}\n"
            f'      digest: "{own.digest}"\n      sketch: "{"".join(own.sketch)}"\n'
        )

    def _sections(self, found: Description) -> Iterator[str]:
        """Yield a line for each section; the first is supplied if the text does not begin with a heading."""
        taken = Counter[str]()
        first = min(found.head.end, len(found.paragraphs) - 1)
        headings = [i for i in found.headings if i - 1 not in found.headings]
        language = found.facts.language or guess_language(self._text) or self._language
        if not headings or headings[0] > first:
            paragraph = found.paragraphs[first]
            place = self._places.beginning(paragraph.start, paragraph.end)
            if place is None:
                return
            taken["opening"] = 1
            yield f"{{id: opening, heading: {scalar(gettext('Opening'))}, supplied: true, {_place(place)}}}"
        for i in headings:
            paragraph = found.paragraphs[i]
            place = self._places.beginning(paragraph.start, paragraph.end)
            if place is None and i == first:
                return
            if place is not None:
                heading = found.heading(i)
                id_ = scalar(_section_id(heading, taken, language))
                yield f"{{id: {id_}, heading: {quoted(heading)}, {_place(place)}}}"

    def _head(self, found: Description) -> Iterator[str | None]:
        """Yield the parts of the head, except those that need no mark; None for one that cannot be named."""
        parts: list[tuple[int, MarkKind]] = list(found.head.parts)
        title = found.head.title
        if title is not None and words(found.title) != words(found.paragraphs[title].words):
            parts.append((title, "title"))
        author = ["by", *words(found.facts.author.text)]
        for i, kind in sorted(parts):
            paragraph = found.paragraphs[i]
            if kind != "byline" or words(paragraph.words) != author:
                place = self._places.paragraph(paragraph.start, paragraph.end)
                yield f"{{kind: {kind}, {_place(place)}}}" if place else None

    def _marks(self, found: Description) -> Iterator[str]:
        """Yield the passages whose kind no rule recognises; one that cannot be named is left out."""
        for i in found.headings:
            if i - 1 in found.headings:
                paragraph = found.paragraphs[i]
                if place := self._places.paragraph(paragraph.start, paragraph.end):
                    yield f"{{kind: subtitle, {_place(place)}}}"
        for kind, (start, end) in found.marks:
            inside = [p for p in found.paragraphs if start <= p.start and p.end <= end]
            name = self._places.paragraph if len(inside) == 1 else self._places.passage
            if inside and (place := name(inside[0].start, end)):
                yield f"{{kind: {kind}, {_place(place)}}}"

    def _omissions(self, found: Description) -> Iterator[str]:
        """Yield what stands before and after the text, and rows of marks above the first section."""
        for start, end in found.frame:
            if place := self._places.passage(start, end):
                yield f"{{kind: frame, {_place(place)},\n         why: {quoted(gettext(_FRAME_WHY))}}}"
        if found.contents and (place := self._places.passage(*found.contents)):
            yield f"{{kind: contents, {_place(place)}, why: {quoted(gettext(_CONTENTS_WHY))}}}"
        above = (
            found.paragraphs[: min(found.head.end, len(found.paragraphs) - 1) + 1] if found.has_title else ()
        )
        start = next((end for _, end in found.frame if above and end <= above[0].start), 0)
        for paragraph in above:
            gap = self._text[start : paragraph.start]
            mark = gap.strip("\ufeff" + whitespace)
            if mark and not any(map(str.isalnum, mark)):
                at = start + gap.index(mark)
                if place := self._places.passage(at, at + len(mark)):
                    yield f"{{kind: separator, {_place(place)}, why: {quoted(gettext(_SEPARATOR_WHY))}}}"
            start = paragraph.end
        if above and found.publication and (place := self._places.passage(*found.publication)):
            yield f"{{kind: publication, {_place(place)}, why: {quoted(gettext(_PUBLICATION_WHY))}}}"


def _list(key: str, items: Sequence[str]) -> str:
    return f"    {key}:\n" + "".join(f"      - {item}\n" for item in items) if items else ""


def _place(place: Place) -> str:
    return ", ".join(f"{key}: {quoted(value)}" for key, value in place.items())


def _fact_line(key: str, statement: Statement, hint: str, value: Edtf | None = None) -> EntryLine:
    """Return what is known of something, with where it stands; `value` is that of a date."""
    if not statement.text:
        return EntryLine(key, "{certainty: unknown}", hint)
    is_figures = value is not None and re.match(r"\d{4}(?:\W|$)", statement.text)
    shown = value.display() if value and is_figures else statement.text
    edtf = f', edtf: "{value}"' if value else ""
    note = quoted(gettext("According to {place}.").format(place=statement.place))
    fact = f"{{is: {quoted(shown)}{edtf}, certainty: probable, note: {note}}}"
    return EntryLine(key, fact, is_probable=True)


def _supplied_title(found: Description) -> Iterator[EntryLine]:
    """Yield a line if the title is not in the text; one that is only made up is a question."""
    is_known = words(found.title) == words(found.facts.title.text)
    if not found.has_title:
        hint = "" if is_known else "the text has no title; say what it is called"
        yield EntryLine("title-supplied", "true", hint)


def _rights(licence: Statement) -> EntryLine:
    if not licence.text:
        hint = "who owns them, and on what terms the text may be used"
        return EntryLine("rights", scalar(gettext("Not known.")), hint)
    statement = gettext("{licence}, according to {place}.").format(
        licence=licence.text.rstrip("."), place=licence.place
    )
    return EntryLine("rights", quoted(statement))


def _section_id(heading: str, taken: Counter[str], language: str) -> str:
    """Return an id made from a heading that is not among those `taken`, and add it to them.

    Of an id that several headings have, `taken` counts the numbers that were tried for them.
    """
    name = "-".join(hyphenate(_NUMBER.sub("", heading) or heading, language).split("-")[:6])
    name = name if is_id(name) else f"section-{name}".strip("-")
    id_ = name
    while id_ in taken:
        taken[name] += 1
        id_ = f"{name}-{taken[name]}"
    taken[id_] = 1
    return id_
