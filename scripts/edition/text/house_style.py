"""The house style: named rules that turn extracted text into the text that is read.

A rule examines the whole text and reports what it would change; `edition.model.ledger` makes and
records the changes. `house_style` gives the order in which the rules run. Each rule has its test cases
in `tests/program/text/rules/<name>.txt`.

Once `paragraph-break` has run, an empty line separates each paragraph of the text from the next.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from edition.model.ledger import Change, Draft

Replacement = tuple[int, int, str]
"""Start and end (code points), and the text to put there."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the house style."""

    name: str
    why: str
    """The reason for its changes, in one sentence."""
    find: Callable[[str], Iterable[Replacement]]

    def changes(self, text: str) -> Iterator[Change]:
        """Yield the changes that the rule makes in `text`, in order."""
        for start, end, after in self.find(text):
            before = text[start:end]
            if before != after:
                yield Change(start, end, "rule", self.name, before, after, self.why)


def apply_rules(rules: Iterable[Rule], draft: Draft) -> Draft:
    """Return `draft` after each of `rules` has been applied, in order."""
    for rule in rules:
        draft = draft.revise(rule.changes(draft.text))
    return draft


def _replace_matches(
    regex: str, after: str | Callable[[re.Match[str]], str]
) -> Callable[[str], Iterator[Replacement]]:
    """Return the `find` function of a rule that replaces each match of `regex` with `after`."""
    compiled = re.compile(regex)

    def find(text: str) -> Iterator[Replacement]:
        for match in compiled.finditer(text):
            yield match.start(), match.end(), after if isinstance(after, str) else after(match)

    return find


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


_TOKEN = re.compile(r"[\w.,-]+")


def _find_range_hyphens(text: str) -> Iterator[Replacement]:
    """Find hyphens between two whole numbers that are not part of a longer token."""
    for match in re.finditer(r"-(?<=\d-)(?=\d)", text):
        start = max(text.rfind(space, 0, match.start()) for space in " \n(“‘") + 1
        token = _TOKEN.match(text, start)
        if token and re.fullmatch(r"\d+-\d+", token[0].rstrip(".,")):
            yield match.start(), match.end(), "–"


# --- quotation marks ---------------------------------------------------------------------------

_OPENERS = frozenset("([{–—-/“‘")
_CLOSERS = frozenset(".,;:!?)]}…–—-/”’")
_ELISIONS = re.compile(r"'(?:\d0s|em|n|til|tis|twas|cause|bout|round)\b", re.IGNORECASE)


def _mark_directions(text: str, position: int) -> tuple[bool, bool]:
    """Return whether the mark at `position` could open, and whether it could close a quotation.

    Only the characters directly before and after it decide.
    """
    before, after = text[position - 1 : position], text[position + 1 : position + 2]
    unattached = not before or before.isspace() or before in _OPENERS
    opens = unattached and bool(after) and not after.isspace()
    closes = bool(before) and not before.isspace() and (not after or after.isspace() or after in _CLOSERS)
    return opens, closes


def _find_straight_double_quotes(text: str) -> Iterator[Replacement]:
    """Give each straight double mark a direction: by its neighbours, or else by whether one is open."""
    if '"' not in text:
        return
    is_open = False
    for match in re.finditer('["“”]|\n\n', text):
        mark = match[0]
        if mark == '"':
            opens, closes = _mark_directions(text, match.start())
            mark = ("“" if opens else "”") if opens != closes else "”" if is_open else "“"
            yield match.start(), match.end(), mark
        is_open = mark == "“"


def _find_straight_single_quotes(text: str) -> Iterator[Replacement]:
    """Make each straight single mark an opening mark, or an apostrophe or closing mark."""
    for match in re.finditer("'", text):
        position = match.start()
        before = text[position - 1 : position]
        may_open, _ = _mark_directions(text, position)
        opens = may_open and not before.isalnum() and not _ELISIONS.match(text, position)
        yield position, position + 1, "‘" if opens else "’"


# --- the rules ---------------------------------------------------------------------------------

_CHARACTERS = (
    Rule(
        "line-end",
        "Line ends are those of Unix.",
        _replace_matches(r"[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029](?:(?<=\r)\n)?", "\n"),
    ),
    Rule(
        "invisible-character",
        "Characters without a shape (byte-order mark, soft hyphen, controls) are dropped.",
        _replace_matches(
            r"[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\xad\u200b\u2060\ufeff\ufffe\uffff]+", ""
        ),
    ),
    Rule("composed-letter", "A letter and its accent are one character.", _find_decomposed_letters),
    Rule(
        "space",
        "No-break, doubled and other odd spaces between words are one plain space.",
        _replace_matches(r"[^\S\n](?:[^\S\n]+|(?<! ))", " "),
    ),
)

_WRAPPED_LINE = Rule(
    "wrapped-line",
    "The text is divided into lines of print; a single line end is a space.",
    _replace_matches(r" ?(?<!\n)(?<!\n )\n(?! ?\n| ?\Z| ?[*•·‣▪-] | ?\d{1,3}[.)] ) ?", " "),
)

_BREAKS = (
    Rule("text-edge", "Blank space before and after the text is dropped.", _find_blank_edges),
    Rule("paragraph-break", "Paragraphs are divided by one empty line.", _find_paragraph_breaks),
)

_TYPOGRAPHY = (
    Rule(
        "ellipsis",
        "Three stops are one ellipsis.",
        _replace_matches(r"\.(?<!\.\.)(?:\.\.| \. \.)(?!\.)", "…"),
    ),
    Rule("space-before-stop", "No space stands before a stop.", _find_spaces_before_stops),
    Rule("double-quote", "Double quotation marks are curly.", _find_straight_double_quotes),
    Rule(
        "single-quote",
        "Single quotation marks and apostrophes are curly.",
        _find_straight_single_quotes,
    ),
    Rule(
        "space-inside-quotes",
        "No space stands just inside quotation marks.",
        _replace_matches("[“‘] | ”", lambda match: match[0].strip(" ")),
    ),
    Rule("dash", "Hyphens that stand between spaces are a dash.", _replace_matches(r" -{1,3}(?= )", " –")),
    Rule(
        "double-hyphen",
        "Two or three hyphens between words are a dash.",
        _replace_matches(r"--(?<=[^-\s]--)-?(?=[^-\s])", "—"),
    ),
    Rule("range-dash", "A span of numbers has a dash.", _find_range_hyphens),
)


def house_style(*, wrapped: bool = False) -> tuple[Rule, ...]:
    """Return the rules in the order in which they run.

    `wrapped` says that the text has a line end after each printed line, not only after paragraphs.
    """
    return (*_CHARACTERS, *((_WRAPPED_LINE,) if wrapped else ()), *_BREAKS, *_TYPOGRAPHY)
