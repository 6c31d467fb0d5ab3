"""What single elements of a page are: by their tags, by what their attributes say, by the words in them."""

from __future__ import annotations

import re

from edition.importing.html_notes import CALL
from edition.importing.safe_input import Element
from edition.text.words import word_set

MAX_BOLD_HEADING = 90
"""Code points of the longest paragraph in bold type that is taken for a heading."""

BLOCK_TAGS = word_set(
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer "
    "h1 h2 h3 h4 h5 h6 header hgroup hr html li main ol p pre section summary table tbody td tfoot th "
    "thead tr ul"
)
"""The tags of elements that are blocks or have some in them."""

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_SPACES = re.compile(r"[ \t\r\n\f]+")


def clean(text: str | None) -> str:
    """Return the text of an element without control characters, and with single spaces; empty for None."""
    return fold_spaces(remove_controls(text or ""))


def remove_controls(text: str) -> str:
    """Return `text` without control characters, some of which stand for marks in imported blocks."""
    return _CONTROLS.sub("", text)


def fold_spaces(text: str) -> str:
    """Return `text` with one space for each run of spaces, tabs and line ends."""
    return _SPACES.sub(" ", text)


def describe_attributes(element: Element) -> str:
    """Return what attributes say of an element: its class, type, role and properties."""
    names = ("class", "epub:type", "role", "itemprop", "rel")
    return " ".join(filter(None, (element.get(name) for name in names))).lower()


def is_citation(element: Element) -> bool:
    """Return whether a paragraph is nothing but the source of a quotation."""
    if clean(element.text).strip(" —–-") or len(element) != 1:
        return False
    return element[0].tag == "cite" and not clean(element[0].tail).strip(" .")


def space_after(element: Element) -> str:
    """Return a space where only the style of a page divides a time from what follows it."""
    return " " if element.tag == "time" and not element.tail and element.getnext() is not None else ""


def ends_with(element: Element, child: Element) -> bool:
    """Return whether a child stands at the end of an element, below other words."""
    is_last = child.getnext() is None and not (child.tail or "").strip(" .\n\t\r")
    own = element.text_content().strip()
    return is_last and element.tag != "cite" and own != child.text_content().strip()


def is_bold_heading(element: Element) -> bool:
    """Return whether a paragraph is short, has no stop, and is in bold type as a whole."""
    text = " ".join(element.text_content().split())
    if not 1 <= len(text) <= MAX_BOLD_HEADING or text[-1] in ".,;:" or not any(map(str.isalnum, text)):
        return False
    if any(inner.tag in BLOCK_TAGS or inner.get(CALL) for inner in element.iterdescendants()):
        return False
    bold = "".join(inner.text_content() for inner in element.iter("b", "strong"))
    return "".join(bold.split()) == "".join(text.split())
