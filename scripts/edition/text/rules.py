"""The house style: named rules that turn extracted text into text as it shall be read.

A rule looks at the whole text and tells what it would change; `ledger` makes and records the
changes. `house_style` gives the order in which they run. Each has its cases in `tests/rules/<name>.txt`.

A paragraph of the text is divided from the next by an empty line once `paragraph-break` has run.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from edition.model.ledger import Change, Draft

Replacement = tuple[int, int, str]
"""Start, end (code points) and what shall stand there."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the house style."""

    name: str
    why: str
    find: Callable[[str], Iterable[Replacement]]

    def changes(self, text: str) -> Iterator[Change]:
        """Yield what the rule changes in `text`, in order."""
        for start, end, after in self.find(text):
            before = text[start:end]
            if before != after:
                yield Change(start, end, "rule", self.name, before, after, self.why)


def run(rules: Iterable[Rule], draft: Draft) -> Draft:
    """Return `draft` after every one of `rules`, in order."""
    for rule in rules:
        draft = draft.revise(rule.changes(draft.text))
    return draft


def _pattern(
    regex: str, after: str | Callable[[re.Match[str]], str]
) -> Callable[[str], Iterator[Replacement]]:
    compiled = re.compile(regex)

    def find(text: str) -> Iterator[Replacement]:
        for match in compiled.finditer(text):
            yield match.start(), match.end(), after if isinstance(after, str) else after(match)

    return find


# --- spaces and letters -------------------------------------------------------------------------
#
# A text is scanned by every rule, so each pattern begins with the rare character it is about and
# looks around from there.


def _composed_letters(text: str) -> Iterator[Replacement]:
    for match in re.finditer("[\u0300-\u036f]+", text):
        start = match.start() - 1
        if start >= 0 and text[start].isalpha():
            yield start, match.end(), unicodedata.normalize("NFC", text[start : match.end()])


def _paragraph_breaks(text: str) -> Iterator[Replacement]:
    for match in re.finditer(r"\n[ \n]*", text):
        start = match.start()
        yield start - text.endswith(" ", 0, start), match.end(), "\n\n"


def _edges(text: str) -> Iterator[Replacement]:
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    yield 0, start, ""
    if end > start:
        yield end, len(text), ""


def _spaces_before_stops(text: str) -> Iterator[Replacement]:
    for match in re.finditer(r"[,;:!?.](?<= .)(?<!\. \.)(?=[\s\"'”’)\]]|\Z)", text):
        yield match.start() - 1, match.start(), ""


_TOKEN = re.compile(r"[\w.,-]+")


def _range_dashes(text: str) -> Iterator[Replacement]:
    """Find hyphens between two whole numbers that are no part of a longer token."""
    for match in re.finditer(r"-(?<=\d-)(?=\d)", text):
        start = max(text.rfind(space, 0, match.start()) for space in " \n(“‘") + 1
        token = _TOKEN.match(text, start)
        if token and re.fullmatch(r"\d+-\d+", token[0].rstrip(".,")):
            yield match.start(), match.end(), "–"


# --- quotation marks ---------------------------------------------------------------------------

_OPENERS = frozenset("([{–—-/“‘")
_CLOSERS = frozenset(".,;:!?)]}…–—-/”’")
_ELISIONS = re.compile(r"'(?:\d0s|em|n|til|tis|twas|cause|bout|round)\b", re.IGNORECASE)


def _leans(text: str, at: int) -> tuple[bool, bool]:
    """Tell whether the mark at `at` could open, and could close, by its two neighbours."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    clear = not before or before.isspace() or before in _OPENERS
    opens = clear and bool(after) and not after.isspace()
    closes = bool(before) and not before.isspace() and (not after or after.isspace() or after in _CLOSERS)
    return opens, closes


def _double_quotes(text: str) -> Iterator[Replacement]:
    """Give each straight double mark a direction: by its neighbours, else by what stands open."""
    if '"' not in text:
        return
    is_open = False
    for match in re.finditer('["“”]|\n\n', text):
        mark = match[0]
        if mark == '"':
            opens, closes = _leans(text, match.start())
            mark = ("“" if opens else "”") if opens != closes else "”" if is_open else "“"
            yield match.start(), match.end(), mark
        is_open = mark == "“"


def _single_quotes(text: str) -> Iterator[Replacement]:
    """Make each straight single mark an apostrophe or closing mark, or an opening one."""
    for match in re.finditer("'", text):
        at = match.start()
        before = text[at - 1 : at]
        opens = _leans(text, at)[0] and not before.isalnum() and not _ELISIONS.match(text, at)
        yield at, at + 1, "‘" if opens else "’"


# --- the list ----------------------------------------------------------------------------------

_CHARACTERS = (
    Rule(
        "line-end",
        "Line ends are those of Unix.",
        _pattern(r"[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029](?:(?<=\r)\n)?", "\n"),
    ),
    Rule(
        "invisible-character",
        "Characters without a shape (byte-order mark, soft hyphen, controls) are dropped.",
        _pattern(r"[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\xad\u200b\u2060\ufeff\ufffe\uffff]+", ""),
    ),
    Rule("composed-letter", "A letter and its accent are one character.", _composed_letters),
    Rule(
        "space",
        "No-break, doubled and other odd spaces between words are one plain space.",
        _pattern(r"[^\S\n](?:[^\S\n]+|(?<! ))", " "),
    ),
)

_WRAPPED_LINE = Rule(
    "wrapped-line",
    "The text is divided into lines of print; a single line end is a space.",
    _pattern(r" ?(?<!\n)(?<!\n )\n(?! ?\n| ?\Z| ?[*•·‣▪-] | ?\d{1,3}[.)] ) ?", " "),
)

_BREAKS = (
    Rule("text-edge", "Blank space before and after the text is dropped.", _edges),
    Rule("paragraph-break", "Paragraphs are divided by one empty line.", _paragraph_breaks),
)

_TYPOGRAPHY = (
    Rule("ellipsis", "Three stops are one ellipsis.", _pattern(r"\.(?<!\.\.)(?:\.\.| \. \.)(?!\.)", "…")),
    Rule("space-before-stop", "No space stands before a stop.", _spaces_before_stops),
    Rule("double-quote", "Double quotation marks are curly.", _double_quotes),
    Rule("single-quote", "Single quotation marks and apostrophes are curly.", _single_quotes),
    Rule(
        "space-inside-quotes",
        "No space stands just inside quotation marks.",
        _pattern("[“‘] | ”", lambda match: match[0].strip(" ")),
    ),
    Rule("dash", "Hyphens that stand between spaces are a dash.", _pattern(r" -{1,3}(?= )", " –")),
    Rule(
        "double-hyphen",
        "Two or three hyphens between words are a dash.",
        _pattern(r"--(?<=[^-\s]--)-?(?=[^-\s])", "—"),
    ),
    Rule("range-dash", "A span of numbers has a dash.", _range_dashes),
)


def house_style(*, wrapped: bool = False) -> tuple[Rule, ...]:
    """Return the rules in the order in which they run; `wrapped` for texts in lines of print."""
    return (*_CHARACTERS, *((_WRAPPED_LINE,) if wrapped else ()), *_BREAKS, *_TYPOGRAPHY)
