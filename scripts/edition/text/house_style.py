"""The house style: named rules that turn extracted text into the text that is read.

`house_style` gives the order in which the rules run. Each rule has its test cases
in `tests/program/text/rules/<name>.txt`.

Once `paragraph-break` has run, an empty line separates each paragraph of the text from the next.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator

from edition.model.translation import gettext_noop
from edition.model.vocabulary import Convention
from edition.text.curly_marks import CURLY_MARKS
from edition.text.damage import DAMAGE, EMPHASIS_TAG, HTML
from edition.text.furniture import FURNITURE
from edition.text.layout import INDENTED
from edition.text.lines import WRAPPED_LINES, wrapped_line
from edition.text.rule import Replacement, Rule, find_all, replace_matches

# --- spaces and letters -------------------------------------------------------------------------
#
# Every rule scans the whole text, so for speed each pattern starts from the rare character that it
# is about and examines its surroundings with lookarounds.


_INVISIBLE = "".join(
    chr(code)
    for codes in (range(9), range(0xE, 0x1C), range(0x7F, 0x85), range(0x86, 0xA0))
    for code in (*codes, 0x1F, 0xAD, 0x200B, 0x2060, 0xFEFF, 0xFFFE, 0xFFFF)
)
"""Characters without a shape, but not those that end a line."""

_ACCENTS = "".join(map(chr, range(0x300, 0x370)))
"""Accents that follow their letter."""

_ODD_SPACES = (
    "\t\x0b\x0c\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)
_SPACES = re.compile(r"[^\S\n](?:[^\S\n]+|(?<! ))")
_SPACES = re.compile(r"[^\S\n]+")


_SPACING_ACCENTS = {"ˇ": "\u030c", "˘": "\u0306", "˙": "\u0307", "˛": "\u0328", "˝": "\u030b"}
"""Accents that typesetting has put after their letter as characters of their own."""

_ACCENT_AFTER = re.compile(f"[{''.join(_SPACING_ACCENTS)}](?=[^\\W\\d_])|[\u0300-\u036f]+")


def _find_decomposed_letters(text: str) -> Iterator[Replacement]:
    for match in _ACCENT_AFTER.finditer(text):
        start = match.start() - 1
        if start < 0 or not text[start].isalpha():
            continue
        accent = _SPACING_ACCENTS.get(match[0])
        composed = unicodedata.normalize("NFC", text[start] + (accent or match[0]))
        if not accent or len(composed) == 1:
            yield start, match.end(), composed


def _find_odd_spaces(text: str) -> Iterator[Replacement]:
    """Find runs of spaces that are not one plain space, from what is odd about them."""
    end = 0
    for at, _ in find_all(text, "  ", *_ODD_SPACES):
        if at >= end:
            start = at - (text[at - 1 : at] == " " and at > end)
            end = _SPACES.match(text, at).end()  # type: ignore[union-attr]
            yield start, end, " "


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
    gettext_noop("Line ends are those of Unix."),
    replace_matches(r"[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029](?:(?<=\r)\n)?", "\n"),
    triggers="\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029",
)

_CHARACTERS = (
    Rule(
        "invisible-character",
        gettext_noop("Characters without a shape (byte-order mark, soft hyphen, controls) are dropped."),
        replace_matches(f"[{re.escape(_INVISIBLE)}]+", ""),
        triggers=_INVISIBLE,
    ),
    Rule(
        "composed-letter",
        gettext_noop("A letter and its accent are one character."),
        _find_decomposed_letters,
        triggers=_ACCENTS + "".join(_SPACING_ACCENTS),
    ),
    Rule(
        "apostrophe-space",
        gettext_noop("No space stands between an apostrophe and the year that it shortens."),
        replace_matches("[\xa0\u2009\u200a\u202f](?<=[\\s([]['’‘].)(?=\\d\\d(?!\\d))", ""),
        triggers="\xa0\u2009\u200a\u202f",
    ),
    Rule(
        "space",
        gettext_noop("No-break, doubled and other odd spaces between words are one plain space."),
        _find_odd_spaces,
    ),
)

_BREAKS = (
    Rule("text-edge", gettext_noop("Blank space before and after the text is dropped."), _find_blank_edges),
    Rule(
        "paragraph-break", gettext_noop("Paragraphs are divided by one empty line."), _find_paragraph_breaks
    ),
)

_TYPOGRAPHY = (
    Rule(
        "ellipsis",
        gettext_noop("Three stops are one ellipsis."),
        replace_matches(
            r"\.(?<!\.\.)(?:\.\.(?:\.(?! (?:\. \.|…)))?| \. \.)(?!\.)",
            lambda match: "…." if match[0] == "...." else "…",
        ),
        triggers=".",
    ),
    Rule("space-before-stop", gettext_noop("No space stands before a stop."), _find_spaces_before_stops),
    *CURLY_MARKS,
    Rule(
        "minus",
        gettext_noop("A hyphen before a number of degrees or percent, or in a sum, is a minus sign."),
        replace_matches(
            r"-(?:(?<=[\s(\[“‘]-)|(?<![\s\S]-))(?=\d+(?:\.\d+)? ?(?:°|%|(?:degrees?|per ?cent)\b))"
            r"|-(?<=\d -)(?= \d+(?:\.\d+)? =)",
            "−",
        ),
        triggers="-",
    ),
    Rule(
        "dash",
        gettext_noop("Hyphens that stand between spaces are a dash."),
        replace_matches(r" -{1,3}(?= )", " –"),
        triggers="-",
    ),
    Rule(
        "double-hyphen",
        gettext_noop("Two or three hyphens beside a word are a dash."),
        replace_matches(
            r"--(?:(?<=[^-\s]--)-?(?=[^-\s]|\n\n|\Z)|(?:(?<=\n--)|(?<=\n --)|(?<=\A--))(?=[^\W\d_]|[“‘«¿¡]))",
            "—",
        ),
        in_urls=False,
        triggers="-",
    ),
    Rule(
        "range-dash",
        gettext_noop("A span of numbers has a dash."),
        _find_range_hyphens,
        in_urls=False,
        triggers="-",
    ),
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
