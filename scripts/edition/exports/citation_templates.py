"""Citations of any passage of a work, as templates that a page fills in with its place and address."""

from __future__ import annotations

import re

from edition.exports.citation_styles import Citation, apa, chicago
from edition.exports.cited_work import CitedWork, Passage
from edition.exports.reference_managers import FORMATS, TEX
from edition.model.publication import Publication

_HOLES = {"\ufdd0": "locator", "\ufdd1": "url", "\ufdd2": "key"}
"""What a passage fills in, by a character that stands for it while a template is made.

They are noncharacters, which Unicode sets aside for use within a program: no title can contain them.
"""

HTML = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
"""How HTML spells the characters that it would otherwise take for markup."""

ESCAPES = {"bibtex": TEX, "html": HTML}
"""The characters that formats spell otherwise, for what is filled into their templates."""

Template = list[str]
"""Text and, in every second place, the name of what a passage fills in: `locator`, `url` or `key`."""


def citation_templates(work: CitedWork, edition: Publication) -> dict[str, Template]:
    """Return a citation of a passage in every format, to be filled in with the passage.

    The citations for readers are there twice, as plain text and as HTML.
    """
    at = Passage(*_HOLES)
    readable = {"chicago": chicago(work, edition, at), "apa": apa(work, edition, at)}
    filled = {name: style.plain for name, style in readable.items()}
    filled |= {f"{name}-html": citation_html(style) for name, style in readable.items()}
    filled |= {name: style(work, edition, at) for name, style in FORMATS.items()}
    return {name: _template(text) for name, text in filled.items()}


def citation_html(citation: Citation) -> str:
    """Return a citation for readers in HTML."""
    before, title, after = map(_escape_html, (citation.before, citation.title, citation.after))
    return f"{before}<i>{title}</i>{after}"


def _escape_html(text: str) -> str:
    return "".join(HTML.get(character, character) for character in text)


def _template(text: str) -> Template:
    return [_HOLES.get(part, part) for part in re.split(f"([{''.join(_HOLES)}])", text)]
