"""The house style: named rules that turn extracted text into the text that is read.

`house_style` gives the order in which the rules run. Each rule has its test cases
in `tests/program/text/rules/<name>.txt`.

Once `paragraph-break` has run, an empty line separates each paragraph of the text from the next.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator

from edition.model.vocabulary import Convention
from edition.text.curly_marks import CURLY_MARKS
from edition.text.damage import DAMAGE, EMPHASIS_TAG, HTML
from edition.text.furniture import FURNITURE
from edition.text.layout import INDENTED
from edition.text.lines import WRAPPED_LINES, wrapped_line
from edition.text.rule import Replacement, Rule, replace_matches

# --- spaces and letters -------------------------------------------------------------------------
#
# Every rule scans the whole text, so for speed each pattern starts from the rare character that it
# is about and examines its surroundings with lookarounds.


def _find_decomposed_letters(text: str) -> Iterator[Replacement]:
    for match in re.finditer("[\u0300-\u036f]+", text):
        start = match.start() - 1
        if start >= 0 and text[start].isalpha():
            yield start, match.end(), unicodedata.normalize("NFC", text[start : match.end()])


def _find_paragraph_breaks(text: str) -> Iterator[Replacement]:
    for match in re.finditer(r"\n[ \n]*", text):
        start = match.start()
        yield start - text.endswith(" ", 0, start), match.end(), "\n\n"


def _find_blank_edges(text: str) -> Iterator[Replacement]:
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    yield 0, start, ""
    if end > start:
        yield end, len(text), ""


def _find_spaces_before_stops(text: str) -> Iterator[Replacement]:
    for match in re.finditer(r"[,;:!?.](?<= .)(?<!\. \.)(?=[\s\"'”’)\]]|\Z)", text):
        yield match.start() - 1, match.start(), ""


_NUMBER_RANGE = re.compile(r"\d(?<![^ \n(“‘].)\d*+(-)\d++(?=[.,]*+(?![\w.,-]))")


def _find_range_hyphens(text: str) -> Iterator[Replacement]:
    """Find hyphens between two whole numbers that are not part of a longer token."""
    for match in _NUMBER_RANGE.finditer(text):
        yield match.start(1), match.end(1), "–"


# --- the rules ---------------------------------------------------------------------------------

LINE_END = Rule(
    "line-end",
    "Line ends are those of Unix.",
    replace_matches(r"[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029](?:(?<=\r)\n)?", "\n"),
)

_CHARACTERS = (
    Rule(
        "invisible-character",
        "Characters without a shape (byte-order mark, soft hyphen, controls) are dropped.",
        replace_matches(r"[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\xad\u200b\u2060\ufeff\ufffe\uffff]+", ""),
    ),
    Rule("composed-letter", "A letter and its accent are one character.", _find_decomposed_letters),
    Rule(
        "space",
        "No-break, doubled and other odd spaces between words are one plain space.",
        replace_matches(r"[^\S\n](?:[^\S\n]+|(?<! ))", " "),
    ),
)

_BREAKS = (
    Rule("text-edge", "Blank space before and after the text is dropped.", _find_blank_edges),
    Rule("paragraph-break", "Paragraphs are divided by one empty line.", _find_paragraph_breaks),
)

_TYPOGRAPHY = (
    Rule(
        "ellipsis",
        "Three stops are one ellipsis.",
        replace_matches(
            r"\.(?<!\.\.)(?:\.\.(?:\.(?! (?:\. \.|…)))?| \. \.)(?!\.)",
            lambda match: "…." if match[0] == "...." else "…",
        ),
    ),
    Rule("space-before-stop", "No space stands before a stop.", _find_spaces_before_stops),
    *CURLY_MARKS,
    Rule("dash", "Hyphens that stand between spaces are a dash.", replace_matches(r" -{1,3}(?= )", " –")),
    Rule(
        "double-hyphen",
        "Two or three hyphens beside a word are a dash.",
        replace_matches(
            r"--(?:(?<=[^-\s]--)-?(?=[^-\s]|\n\n|\Z)|(?:(?<=\n\n--)|(?<=\A--))(?=[^\W\d_]|[“‘«¿¡]))", "—"
        ),
        in_urls=False,
    ),
    Rule("range-dash", "A span of numbers has a dash.", _find_range_hyphens, in_urls=False),
)


def character_rules(conventions: Collection[Convention] = ()) -> tuple[Rule, ...]:
    """Return the rules for damaged characters and line ends; after them, the lines of a text are known."""
    html = HTML if "html" in conventions else ()
    emphasis = (EMPHASIS_TAG,) if html and "emphasis" in conventions else ()
    return (*emphasis, *html, *DAMAGE, LINE_END)


def house_style(*, wrapped: bool = False, conventions: Collection[Convention] = ()) -> tuple[Rule, ...]:
    """Return the rules in the order in which they run.

    `wrapped` says that the text has a line end after each printed line, not only after paragraphs;
    `conventions` are those of plain texts that it follows. Where lines are kept, `edition.text.layout` has a
    rule for them that runs last.
    """
    has_layout = wrapped and "layout" in conventions
    return (
        *character_rules(conventions),
        *((INDENTED,) if has_layout else ()),
        *(WRAPPED_LINES if wrapped else ()),
        *_CHARACTERS,
        *((wrapped_line(notes="notes" in conventions),) if wrapped else ()),
        *_BREAKS,
        *(FURNITURE if "furniture" in conventions else ()),
        *_TYPOGRAPHY,
    )
