"""The layout of wrapped texts: verse and tables, which keep their lines, and indented paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, starmap

from edition.model.essay import Span
from edition.model.ledger import Change
from edition.model.translation import gettext_noop
from edition.text.rule import Replacement, Rule, replace_matches

MAX_VERSE_WIDTH = 0.85
"""The width of the longest line of verse, without what indents it, as a share of the width of the text."""

MIN_TEXT_WIDTH = 50
"""Code points in a line of print; narrower texts are not divided by a printer."""

MIN_SHARE = 0.7
"""The share of lines that must look like verse, or like rows of a table."""

_GROUP = re.compile(r"[^\n]*\S[^\n]*(?:\n[^\n]*\S[^\n]*)*")
_ROW = re.compile(
    r"\S(?: {3,}|\t+)\S|\|.*\||[+|][-=]{2,}|(?:^|\s)[|/\\_]+(?:\s|$)|[-=]{5,}|\.{4,}|(?:\. ){4,}"
)
_GAP = re.compile(r"\S(?: {3,}|\t+)\S")
"""The space between two columns, as in the heads of columns above a table, or a sum below it."""
_VERSE_START = re.compile(r"[\s\"'“‘«(_*\[-]*[A-ZÀ-ÞŚŽ]")
_VERSE_END = re.compile(r"(?:[.,;:!?…—–]|--)[\"'”’»)\]_]*\s*$")
_MARKER = re.compile(r"\s*(?:\d{1,3}[.)]|[*•·‣▪-]|\[\w+\]) ")


TABLE_INDENT = ("table-indent", gettext_noop("A table begins at the margin of the page."))
"""The name and the reason of a rule, as the ledger records them."""


@dataclass(frozen=True, slots=True)
class Layout:
    """What keeps its lines in a text, in the order of the text."""

    line_ends: tuple[Span, ...]
    """The line ends within stanzas."""
    tables: tuple[Span, ...]
    """Tables and diagrams: whole lines, the first without the indentation that all of them have."""

    @property
    def kept(self) -> list[Span]:
        """All that no rule may change."""
        return sorted((*self.line_ends, *self.tables))


def find_layout(text: str) -> Layout:
    """Return what keeps its lines in a wrapped text whose line ends are those of Unix."""
    groups = [(match.start(), match[0].split("\n")) for match in _GROUP.finditer(text)]
    width = _text_width([line for _, lines in groups for line in lines])
    line_ends: list[Span] = []
    tables: list[Span] = []
    tabular = [_is_table(lines) for _, lines in groups]
    for i, (start, lines) in enumerate(groups):
        is_beside_table = any(tabular[max(i - 1, 0) : i + 2])
        if tabular[i] or (is_beside_table and len(lines) == 1 and _GAP.search(lines[0])):
            indent = min(len(line) - len(line.lstrip()) for line in lines)
            tables.append((start + indent, start + len("\n".join(lines).rstrip())))
        elif _is_verse(lines, width):
            line_ends += _line_ends(start, lines)
    return Layout(tuple(line_ends), tuple(tables))


def table_indents(text: str, layout: Layout) -> Iterator[Change]:
    """Yield the changes that remove the indentation that all lines of a table have.

    It belongs to the page. That of the first line is removed as all blank space above a paragraph is.
    """
    for start, end in layout.tables:
        indent = start - text.rfind("\n", 0, start) - 1
        for match in re.compile("\n").finditer(text, start, end if indent else start):
            at = match.end()
            name, why = TABLE_INDENT
            yield Change(at, at + indent, "rule", name, text[at : at + indent], "", why)


def _text_width(lines: Sequence[str]) -> int:
    """Return the width of the text: that of all lines but the longest tenth, or the least allowed."""
    widths = sorted(len(line.rstrip()) for line in lines)
    return max(MIN_TEXT_WIDTH, widths[len(widths) * 9 // 10] if widths else 0)


def _line_ends(start: int, lines: Sequence[str]) -> Iterator[Span]:
    for line in lines[:-1]:
        start += len(line)
        yield start, start + 1
        start += 1


def _is_table(lines: Sequence[str]) -> bool:
    return len(lines) > 1 and sum(bool(_ROW.search(line.rstrip())) for line in lines) >= MIN_SHARE * len(
        lines
    )


def _is_verse(lines: Sequence[str], width: int) -> bool:
    """Return whether lines are broken before they are full, and begin with capitals or end with stops.

    Of two lines, both must begin with capitals, and be indented.
    """
    if len(lines) < 2 or any(map(_MARKER.match, lines)):
        return False
    if max(len(line.strip()) for line in lines) > MAX_VERSE_WIDTH * width:
        return False
    if _INDENTED.search("\n".join(lines)) and any(starmap(_goes_on, pairwise(lines))):
        return False
    capitals = sum(bool(_VERSE_START.match(line)) for line in lines)
    if len(lines) == 2:
        return capitals == 2 and all(line[:1].isspace() for line in lines)
    stops = sum(bool(_VERSE_END.search(line)) for line in lines)
    return capitals >= MIN_SHARE * len(lines) or stops >= MIN_SHARE * len(lines)


def _goes_on(line: str, following: str) -> bool:
    """Return whether a sentence goes on over a line end, in lower case."""
    return not _VERSE_END.search(line) and following.lstrip()[:1].islower()


# --- indented paragraphs ------------------------------------------------------------------------

_INDENTED = re.compile(r"(?<=[.!?:\"”’»])[ \t]*\n(?=(?: {2,}|\t)[ \t]*[\"'“‘«(_]*[A-ZÀ-Þ])")


def _find_indented_paragraphs(text: str) -> Iterator[Replacement]:
    """Find line ends before an indented line, where the lines around it are not indented."""
    for match in _INDENTED.finditer(text):
        before = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
        first, _, rest = text[match.end() :].partition("\n")
        after = rest.partition("\n")[0]
        is_lone = not after.strip() or not after[:1].isspace() or bool(re.search(r"[.!?:\"”’»]\s*$", first))
        if is_lone and (not before[:1].isspace() or _begins_paragraph(text, match.start())):
            yield match.start(), match.end(), "\n\n"


def _begins_paragraph(text: str, at: int) -> bool:
    """Return whether the line that ends at `at` is itself an indented paragraph of one line."""
    start = text.rfind("\n", 0, at)
    return start > 0 and bool(_INDENTED.match(text, len(text[:start].rstrip())))


INDENTED = Rule(
    "indented-paragraph",
    gettext_noop("An indented line begins a paragraph, as an empty line does."),
    _find_indented_paragraphs,
)

VERSE_LINE = Rule(
    "verse-line",
    gettext_noop("A line of verse stands in a line of its own, without spaces around it."),
    replace_matches(r" *(?<!\n)\n(?!\n) *", "\n"),
)
