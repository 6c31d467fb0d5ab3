"""Proposing the manifest entry of a new text, for an editor to complete."""

from __future__ import annotations

import json
import re
import unicodedata
from contextlib import suppress

from edition.inputs.texts import fingerprint
from edition.model.essay import Source
from edition.model.manifest import is_id
from edition.text.locate import Finder, PlaceError
from edition.text.words import words

MAX_TITLE_LENGTH = 120
"""Code points of the longest first line that is taken for a title."""

MIN_WORDS, MAX_WORDS = 4, 11
"""Words with which a proposed section begins; the manifest allows fewer than twelve."""

_ENTRY = """
  - slug: {slug}
    title: {title}{supplied}
    author: {{certainty: unknown}}
    publisher: {{certainty: unknown}}
    date: {{certainty: unknown}}
    address: {{certainty: unknown}}
    rights: In copyright; the holder is not known.
    fingerprint:
      words: {words}
      digest: "{digest}"
      sketch: "{sketch}"
    sections:
      - {{id: opening, heading: Opening, supplied: true, begins: {begins}}}
"""


def propose_slug(name: str) -> str:
    """Return a slug made from the name of a file, its letters without their accents.

    >>> propose_slug("Été 1917")
    'ete-1917'
    """
    letters = (c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    slug = re.sub(r"[^a-z0-9]+", "-", "".join(letters).lower()).strip("-")
    return slug if is_id(slug) else f"essay-{slug}".strip("-")


def propose_entry(source: Source, slug: str) -> str:
    """Return a manifest entry for a text as YAML, for an editor to complete."""
    text_fingerprint = fingerprint(source.text)
    lines = [line.strip().lstrip("\ufeff") for line in source.text.splitlines()]
    with_words = [line for line in lines if words(line)]
    has_title = len(with_words) > 1 and len(with_words[0]) <= MAX_TITLE_LENGTH
    return _ENTRY.format(
        slug=slug,
        title=_yaml_string(with_words[0] if has_title else " ".join(with_words[0].split()[:8])),
        supplied="" if has_title else "\n    title-supplied: true",
        begins=_yaml_string(_unique_beginning(source.text, with_words[1 if has_title else 0])),
        words=text_fingerprint.words,
        digest=text_fingerprint.digest,
        sketch="".join(text_fingerprint.sketch),
    )


def _unique_beginning(text: str, line: str) -> str:
    """Return the first words of `line`, enough of them to occur only once in the text."""
    line_words, finder = line.split(), Finder(text)
    for count in range(min(MIN_WORDS, len(line_words)), min(MAX_WORDS, len(line_words)) + 1):
        with suppress(PlaceError):
            finder.find(" ".join(line_words[:count]))
            return " ".join(line_words[:count])
    return " ".join(line_words[:MAX_WORDS])


def _yaml_string(text: str) -> str:
    """Return `text` as a quoted YAML string."""
    return json.dumps(text, ensure_ascii=False)
