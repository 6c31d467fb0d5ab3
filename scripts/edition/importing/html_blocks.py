"""The blocks of a page: paragraphs, headings, quotations, stanzas, tables and notes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from edition.importing.blocks import (
    CALL_CLOSES,
    CALL_OPENS,
    EMPHASIS_CLOSES,
    EMPHASIS_OPENS,
    DocumentBlock,
    balance_emphasis,
)
from edition.importing.breaks import find_breaks
from edition.importing.html_elements import (
    BLOCK_TAGS,
    clean,
    describe_attributes,
    ends_with,
    fold_spaces,
    is_bold_heading,
    is_citation,
    remove_controls,
    space_after,
)
from edition.importing.html_notes import CALL, NOTE
from edition.importing.html_surroundings import is_around, repeats_text
from edition.importing.imported_text import Role
from edition.importing.safe_input import Element
from edition.importing.table_lines import table_lines
from edition.text.words import word_set

MAX_VERSE_LINE = 70
"""Code points of the longest line of verse, in a paragraph whose lines are divided by `<br>`."""

MAX_CELL = 200
"""Those of the longest cell in a table; one with longer cells arranges a page."""

_LINE = "\x06"
"""A line end that the page asks for."""

_SKIPPED = word_set(
    "script style noscript template nav form button input select textarea iframe object embed canvas "
    "audio video map dialog head title meta link rt rp"
)
_EMPHASIS = word_set("em i cite strong b dfn var")
_SKIPPED_ROLES = word_set("navigation complementary banner contentinfo search dialog")
_LEFT_OUT = {
    "picture": ("picture", "pictures"),
    "around": ("part around the text", "parts around the text"),
    "pull quote": ("pull quote", "pull quotes"),
}
"""How one and several of what is left out are called."""

_VERSE = re.compile(r"\b(?:verse|poem|poetry|stanza|song|hymn|lg)\b")
_QUOTED = re.compile(r"(?:^|\s)(?:quote[a-z]?|block-?quote|indentb)(?:$|\s)")
_EPIGRAPH = re.compile(r"\b(?:epigraph|dedication)\b")
_ROLES: Sequence[tuple[re.Pattern[str], Role]] = (
    (re.compile(r"(?:^|[\s_-])(?:byline|author|by-author|creator)(?:$|\s)"), "byline"),
    (re.compile(r"(?:^|[\s_-])(?:subtitle|sub-title|bridgehead)(?:$|\s)"), "subtitle"),
    (re.compile(r"(?:^|[\s_-])(?:caption|caption-text)(?:$|\s)"), "caption"),
    (re.compile(r"(?:^|[\s_-])(?:standfirst|lead|lede|dek|deck)(?:$|\s)"), "standfirst"),
)


@dataclass(frozen=True, slots=True)
class _Place:
    """What surrounds a block."""

    role: Role = "paragraph"
    quote: int = 0
    note: str = ""
    is_verse: bool = False
    marker: str = ""
    """Of the list item that the next paragraph begins."""


class _Walker:
    def __init__(self) -> None:
        self.blocks: list[DocumentBlock] = []
        self.left_out: Counter[str] = Counter()
        self.quotes = 0

    def flow(self, element: Element, place: _Place) -> None:
        """Add the blocks in an element, whose own words are paragraphs, too."""
        pieces = [clean(element.text)]
        for child in element:
            if self._is_skipped(child):
                pass
            elif _is_source(child, place) and ends_with(element, child):
                place = self._add(pieces, place)
                pieces = []
                self.flow(child, replace(place, role="citation"))
            elif child.tag in BLOCK_TAGS or any(inner.tag in BLOCK_TAGS for inner in child.iterdescendants()):
                place = self._add(pieces, place)
                pieces = []
                count = len(self.blocks)
                self.block(child, place)
                place = replace(place, marker="") if len(self.blocks) > count else place
            else:
                pieces.append(self.inline(child) + space_after(child))
            pieces.append(clean(child.tail))
        self._add(pieces, place)

    def block(self, element: Element, place: _Place) -> None:
        """Add the blocks of an element that is one or has some in it."""
        tag, kind = element.tag, describe_attributes(element)
        if number := element.get(NOTE):
            place = _Place(note=number)
        if _VERSE.search(kind):
            place = replace(place, is_verse=True)
        match tag:
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                self._add_heading(element, place, kind)
            case "hr":
                self._add_break(place)
            case "blockquote" | "p" if _is_quotation(tag, kind, place):
                self._add_quotation(element, place, kind)
            case "ul" | "ol":
                self._add_list(element, place)
            case "table":
                self._add_table(element, place)
            case "pre":
                self._add_preformatted(element, place)
            case "p" | "div" if is_bold_heading(element) and place == _Place():
                self._add_bold_heading(element)
            case _:
                self.flow(element, replace(place, role=self._role(element, kind, place)))

    def _add_break(self, place: _Place) -> None:
        if not place.note and not place.quote:
            self.blocks.append(DocumentBlock("paragraph", ("* * *",), is_break=True))

    def _add_preformatted(self, element: Element, place: _Place) -> None:
        text = "".join(element.itertext()).replace("\r\n", "\n").strip("\n")
        for group in re.split(r"\n(?:[^\S\n]*\n)+", text):
            lines = [remove_controls(line) for line in group.split("\n")]
            self._add_lines([line for line in lines if line.strip()], place, keeps_lines=True)
            place = replace(place, marker="")

    def inline(self, element: Element) -> str:
        """Return the words of an element within a line."""
        if self._is_skipped(element):
            return ""
        if element.tag == "br":
            return _LINE
        if number := element.get(CALL):
            return f"{CALL_OPENS}{number}{CALL_CLOSES}"
        words = clean(element.text) + "".join(
            self.inline(child) + space_after(child) + clean(child.tail) for child in element
        )
        if element.tag in _EMPHASIS:
            return f"{EMPHASIS_OPENS}{words}{EMPHASIS_CLOSES}"
        return f"“{words}”" if element.tag == "q" else words

    def _is_skipped(self, element: Element) -> bool:
        """Return whether an element has no place in a text; pictures and asides are counted."""
        tag = element.tag
        if not isinstance(tag, str):
            return True
        if element.get(NOTE):
            return False
        if tag in ("img", "svg", "picture") and not any(c.tag in BLOCK_TAGS for c in element):
            self.left_out["picture"] += 1
            return True
        if is_around(element):
            self.left_out["around"] += 1
            return True
        if repeats_text(element):
            self.left_out["pull quote"] += 1
            return True
        hidden = element.get("hidden") is not None or element.get("aria-hidden") == "true"
        hidden = hidden or "display:none" in (element.get("style") or "").replace(" ", "")
        return tag in _SKIPPED or hidden or element.get("role") in _SKIPPED_ROLES

    def _role(self, element: Element, kind: str, place: _Place) -> Role:
        if place.quote and (element.tag == "footer" or (element.tag == "p" and is_citation(element))):
            return "citation"
        if element.tag == "figcaption":
            return "caption"
        if place.role != "paragraph" or place.quote or place.note:
            return place.role
        return next((role for regex, role in _ROLES if regex.search(kind)), "paragraph")

    def _add(self, pieces: Sequence[str], place: _Place) -> _Place:
        """Add the paragraphs of some words; return the place of those that follow."""
        text = "".join(pieces)
        if not text.replace(_LINE, "").strip(" " + EMPHASIS_OPENS + EMPHASIS_CLOSES):
            return place
        stanzas: list[list[str]] = [[]]
        for line in balance_emphasis(text.split(_LINE)):
            if line:
                stanzas[-1].append(line)
            elif stanzas[-1]:
                stanzas.append([])
        for lines in filter(None, stanzas):
            keeps = len(lines) > 1 and (place.is_verse or max(map(len, lines)) <= MAX_VERSE_LINE)
            self._add_lines(lines, place, keeps_lines=keeps)
            place = replace(place, marker="")
        return place

    def _add_lines(self, lines: Sequence[str], place: _Place, *, keeps_lines: bool) -> None:
        keeps = keeps_lines and len(lines) > 1
        paragraphs = [tuple(lines)] if keeps else [(line,) for line in lines]
        for at, paragraph in enumerate(paragraphs):
            marked = (place.marker + paragraph[0], *paragraph[1:]) if at == 0 else paragraph
            self.blocks.append(
                DocumentBlock(place.role, marked, quote=place.quote, keeps_lines=keeps, note=place.note)
            )

    def _add_heading(self, element: Element, place: _Place, kind: str) -> None:
        text = " ".join(" ".join(balance_emphasis(self.inline(element).split(_LINE))).split())
        if not text:
            return
        if place.quote or place.note:
            self._add_lines([text], place, keeps_lines=False)
            return
        role = self._role(element, kind, place)
        self.blocks.append(
            DocumentBlock(role if role in ("subtitle", "byline") else "heading", (text,), int(element.tag[1]))
        )

    def _add_bold_heading(self, element: Element) -> None:
        text = re.sub(f"[{EMPHASIS_OPENS}{EMPHASIS_CLOSES}]", "", self.inline(element).replace(_LINE, " "))
        self.blocks.append(DocumentBlock("heading", (" ".join(text.split()),), level=6))

    def _add_quotation(self, element: Element, place: _Place, kind: str) -> None:
        self.quotes += 0 if place.quote else 1
        role: Role = "epigraph" if _EPIGRAPH.search(kind) else "quotation"
        quote = place.quote or self.quotes
        if place.note:
            quote = 0
        self.flow(element, replace(place, role=role if quote else place.role, quote=quote))

    def _add_list(self, element: Element, place: _Place) -> None:
        start = element.get("start") or "1"
        number = int(start) if start.isdecimal() and len(start) < 5 else 1
        for item in element:
            if not isinstance(item.tag, str) or self._is_skipped(item):
                continue
            has_marker = item.tag == "li" and not item.get(NOTE) and not place.note
            marker = (f"{number}. " if element.tag == "ol" else "• ") if has_marker else ""
            number += 1
            self.block(item, replace(place, marker=marker))

    def _add_table(self, element: Element, place: _Place) -> None:
        rows = [[self._cell(cell) for cell in row if cell.tag in ("td", "th")] for row in element.iter("tr")]
        arranges = any(inner is not element for inner in element.iter("table"))
        cells = [cell for row in rows for cell in row]
        if (
            arranges
            or not cells
            or max(map(len, cells)) > MAX_CELL
            or max(map(len, rows)) < 2
            or len(rows) < 2
        ):
            self.flow(element, place)
            return
        for caption in element.iter("caption"):
            self.flow(caption, replace(place, role="caption"))
        lines = tuple(table_lines([row for row in rows if row]))
        self.blocks.append(
            DocumentBlock(
                place.role, lines, quote=place.quote, keeps_lines=True, is_table=True, note=place.note
            )
        )

    def _cell(self, cell: Element) -> str:
        words = fold_spaces(self.inline(cell).replace(_LINE, " "))
        return words.replace(EMPHASIS_OPENS, "").replace(EMPHASIS_CLOSES, "").strip()


def find_blocks(root: Element) -> tuple[list[DocumentBlock], tuple[str, ...]]:
    """Return the blocks of a page whose notes are marked, and what has no place in a text."""
    walker = _Walker()
    walker.block(root, _Place())
    left_out = tuple(f"{n} {_LEFT_OUT[what][n > 1]}" for what, n in walker.left_out.items())
    return find_breaks(walker.blocks), left_out


def _is_quotation(tag: str, kind: str, place: _Place) -> bool:
    """Return whether an element is a quotation: by its tag, or by its class and in none."""
    return tag == "blockquote" or (not place.quote and _QUOTED.search(kind) is not None)


def _is_source(child: Element, place: _Place) -> bool:
    """Return whether an element may name the source of the quotation in which it stands."""
    return bool(place.quote) and place.role != "citation" and child.tag == "cite"
