"""A first entry of the manifest for a text: what an editor then completes."""

from __future__ import annotations

import json
from contextlib import suppress

from edition.inputs.texts import fingerprint
from edition.model.essay import Source
from edition.text.locate import Finder, PlaceError
from edition.text.words import words

TITLE = 120
"""Code points that the first line of a text has at most if it is a title."""

_ENTRY = """
  - slug: {slug}
    title: {title}{supplied}
    author: {{is: not named, certainty: unknown}}
    publisher: {{is: not found, certainty: unknown}}
    date: {{is: not found, certainty: unknown}}
    address: {{is: not found, certainty: unknown}}
    rights: In copyright; the holder is not known.
    fingerprint:
      words: {words}
      digest: "{digest}"
      sketch: "{sketch}"
    sections:
      - {{id: opening, heading: Opening, supplied: true, begins: {begins}}}
"""


def propose_entry(source: Source, slug: str) -> str:
    """Return a first entry of the manifest for a text: what an editor then completes."""
    print_ = fingerprint(source.text)
    lines = [line.strip().lstrip("\ufeff") for line in source.text.splitlines()]
    spoken = [line for line in lines if words(line)]
    titled = len(spoken) > 1 and len(spoken[0]) <= TITLE
    return _ENTRY.format(
        slug=slug,
        title=_quoted(spoken[0] if titled else " ".join(spoken[0].split()[:8])),
        supplied="" if titled else "\n    title-supplied: true",
        begins=_quoted(_beginning(source.text, spoken[1 if titled else 0])),
        words=print_.words,
        digest=print_.digest,
        sketch="".join(print_.sketch),
    )


def _beginning(text: str, line: str) -> str:
    """Return the first words of `line`, as many as it takes to find them once in the text."""
    told, finder = line.split(), Finder(text)
    for count in range(min(4, len(told)), min(11, len(told)) + 1):
        with suppress(PlaceError):
            finder.find(" ".join(told[:count]))
            return " ".join(told[:count])
    return " ".join(told[:11])


def _quoted(text: str) -> str:
    """Return `text` as a YAML string."""
    return json.dumps(text, ensure_ascii=False)
