"""Proposing the manifest entry of a new text, for an editor to complete."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress

from edition.editing.outline import Outline, Paragraph, outline
from edition.inputs.texts import fingerprint
from edition.model.essay import Source, Span
from edition.model.manifest import is_id
from edition.text.locate import Finder, PlaceError
from edition.text.words import words

MAX_TITLE_LENGTH = 120
"""Code points of the longest first paragraph that is taken for a title."""

MAX_HEAD = 4
"""Paragraphs below the title among which a byline is looked for."""

MIN_WORDS, MAX_WORDS = 4, 11
"""Words by which a place is proposed; the manifest allows fewer than twelve."""

_ENTRY = """
  - slug: {slug}
    title: {title}{supplied}
    author: {author}
    publisher: {{certainty: unknown}}
    date: {{certainty: unknown}}
    address: {{certainty: unknown}}
    rights: In copyright; the holder is not known.{reading}
    fingerprint:
      words: {words}
      digest: "{digest}"
      sketch: "{sketch}"
    sections:
{sections}
"""

_FRAME_WHY = "The frame of the library from which the file comes, not a part of the text."

_NUMBER = re.compile(r"^(?:(?:chapter|part|section)\s+)?(?:[ivxlc]+|\d+)[.):\s—–-]+(?=\w)", re.IGNORECASE)


def propose_slug(name: str) -> str:
    """Return a slug made from the name of a file, its letters without their accents.

    >>> propose_slug("Été 1917")
    'ete-1917'
    """
    slug = _hyphenated(name)
    return slug if is_id(slug) else f"essay-{slug}".strip("-")


def _hyphenated(name: str) -> str:
    letters = (c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "-", "".join(letters).lower()).strip("-")


def propose_entry(source: Source, slug: str) -> str:
    """Return a manifest entry for a text as YAML, for an editor to complete."""
    found = outline(source.text)
    places = _Places(source.text)
    has_title = len(found.paragraphs) > 1 and len(found.paragraphs[0].words) <= MAX_TITLE_LENGTH
    first = 1 if has_title else 0
    byline, author = _find_byline(found) if has_title else (None, "")
    blocks = [("byline", found.paragraphs[byline])] if byline is not None else []
    first = first if byline != first else first + 1
    headings = [i for i in found.headings if i >= first]
    blocks += [("subtitle", found.paragraphs[i]) for i in headings if i - 1 in headings]
    text_fingerprint = fingerprint(source.text)
    title = found.paragraphs[0].words
    entry = _ENTRY.format(
        slug=slug,
        title=_yaml_string(title if has_title else " ".join(title.split()[:8])),
        supplied="" if has_title else "\n    title-supplied: true",
        author=_author(author or found.author),
        reading=_reading(found),
        words=text_fingerprint.words,
        digest=text_fingerprint.digest,
        sketch="".join(text_fingerprint.sketch),
        sections="\n".join(_sections(found, places, [i for i in headings if i - 1 not in headings], first)),
    )
    return entry + _blocks(blocks, places, author) + _omissions(found.frame, places)


def _find_byline(found: Outline) -> tuple[int | None, str]:
    """Return the paragraph below the title that names the author, and the name."""
    for i, paragraph in enumerate(found.paragraphs[1:MAX_HEAD], 1):
        match = re.fullmatch(r"by (\S.{2,60}?)\.?", paragraph.words, re.IGNORECASE)
        if match and i == 1:
            return i, match[1]
    return None, ""


def _author(name: str) -> str:
    return f"{{is: {_yaml_string(name)}, certainty: probable}}" if name else "{certainty: unknown}"


def _reading(found: Outline) -> str:
    """Return how the lines and the marks of the file are to be read."""
    wrapped = "\n    lines: wrapped" if found.wrapped else ""
    conventions = f"\n    conventions: [{', '.join(found.conventions)}]" if found.conventions else ""
    return wrapped + conventions


# --- places ---------------------------------------------------------------------------------------


class _Places:
    """Gives passages of a text by words that occur once in it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._finder = Finder(text)

    def beginning(self, start: int, end: int) -> str:
        """Return the first words of a passage, enough of them to occur only once, or those that may stand.

        If its own words do not suffice, those after it follow.
        """
        own = self._text[start:end].lstrip("\ufeff").split()
        more = self._text[start : start + 400].lstrip("\ufeff").split()[:MAX_WORDS]
        counts = [*range(min(MIN_WORDS, len(own)), min(MAX_WORDS, len(own)) + 1)]
        return self._shortest(more[:count] for count in [*counts, *range(len(own) + 1, len(more) + 1)])

    def ending(self, start: int, end: int) -> str:
        """Return the last words of a passage, enough of them to occur only once."""
        own = self._text[start:end].split()[-MAX_WORDS:]
        return self._shortest(own[-count:] for count in range(min(MIN_WORDS, len(own)), len(own) + 1))

    def _shortest(self, candidates: Iterable[Sequence[str]]) -> str:
        candidate = ""
        for chosen in candidates:
            candidate = " ".join(chosen)
            with suppress(PlaceError):
                self._finder.find(candidate)
                return candidate
        return candidate


def _sections(found: Outline, places: _Places, headings: Sequence[int], first: int) -> Iterator[str]:
    """Yield a line for each section; the first is supplied if the text does not begin with a heading."""
    taken = Counter[str]()
    if not headings or headings[0] > first:
        begins = places.beginning(*_span(found.paragraphs[min(first, len(found.paragraphs) - 1)]))
        taken["opening"] = 1
        yield (
            "      - {id: opening, heading: Opening, supplied: true, begins: " + f"{_yaml_string(begins)}}}"
        )
    for i in headings:
        paragraph = found.paragraphs[i]
        begins = places.beginning(*_span(paragraph))
        id_ = _section_id(paragraph.words, taken)
        yield (
            f"      - {{id: {id_}, heading: {_yaml_string(paragraph.words)}, begins: {_yaml_string(begins)}}}"
        )


def _span(paragraph: Paragraph) -> Span:
    return paragraph.start, paragraph.end


def _section_id(heading: str, taken: Counter[str]) -> str:
    """Return an id made from a heading that is not among those `taken`, and add it to them.

    Of an id that several headings have, `taken` counts the numbers that were tried for them.
    """
    name = "-".join(_hyphenated(_NUMBER.sub("", heading) or heading).split("-")[:6])
    name = name if is_id(name) else f"section-{name}".strip("-")
    id_ = name
    while id_ in taken:
        taken[name] += 1
        id_ = f"{name}-{taken[name]}"
    taken[id_] = 1
    return id_


# --- blocks and omissions -------------------------------------------------------------------------


def _blocks(blocks: Sequence[tuple[str, Paragraph]], places: _Places, author: str) -> str:
    """Return the passages whose kind no rule recognises; a byline with the author’s name alone needs none."""
    lines = [
        f"      - {{kind: {kind}, begins: {_yaml_string(places.beginning(*_span(paragraph)))}}}"
        for kind, paragraph in blocks
        if kind != "byline" or words(paragraph.words) != ["by", *words(author)]
    ]
    return "\n".join(["    blocks:", *lines, ""]) if lines else ""


def _omissions(frame: Sequence[Span], places: _Places) -> str:
    """Return the omissions of what stands before and after the text."""
    lines = [
        f"      - {{kind: frame, begins: {_yaml_string(places.beginning(start, end))},\n"
        f"         ends: {_yaml_string(places.ending(start, end))},\n"
        f"         why: {_yaml_string(_FRAME_WHY)}}}"
        for start, end in frame
    ]
    return "\n".join(["    omissions:", *lines, ""]) if lines else ""


def _yaml_string(text: str) -> str:
    """Return `text` as a quoted YAML string."""
    return json.dumps(text, ensure_ascii=False)
