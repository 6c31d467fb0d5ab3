"""The house style: named rules that turn extracted text into text as it shall be read.

A rule looks at the whole text and tells what it would change; `ledger` makes and records the
changes. `RULES` is the order in which they run. Each has its cases in `tests/rules/<name>.txt`.

A paragraph of the text is divided from the next by an empty line once `paragraph-break` has run.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from edition.ledger import Change, Draft

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


def _pattern(regex: str, after: str | Callable[[re.Match[str]], str]) -> Callable[[str], Iterator[Replacement]]:
    compiled = re.compile(regex)

    def find(text: str) -> Iterator[Replacement]:
        for match in compiled.finditer(text):
            yield match.start(), match.end(), after if isinstance(after, str) else after(match)

    return find


def _compose(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFC", match[0])


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

_LINE_ENDS = r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]"
_CONTROLS = r"[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\xad\u200b\u2060\ufeff\ufffe\uffff]+"

_CHARACTERS = (
    Rule("line-end", "Line ends are those of Unix.", _pattern(_LINE_ENDS, "\n")),
    Rule(
        "invisible-character",
        "Characters without a shape (byte-order mark, soft hyphen, controls) are dropped.",
        _pattern(_CONTROLS, ""),
    ),
    Rule(
        "composed-letter",
        "A letter and its accent are one character.",
        _pattern(r"\w[\u0300-\u036f]+", _compose),
    ),
    Rule(
        "space",
        "No-break, doubled and other odd spaces between words are one plain space.",
        _pattern(r"[^\S\n]+", " "),
    ),
)

_WRAPPED_LINE = Rule(
    "wrapped-line",
    "The text is divided into lines of print; a single line end is a space.",
    _pattern(r" ?(?<!\n)\n(?! ?\n) ?", " "),
)

_BREAKS = (
    Rule("text-edge", "Blank space before and after the text is dropped.", _pattern(r"\A\s+|\s+\Z", "")),
    Rule(
        "paragraph-break",
        "Paragraphs are divided by one empty line.",
        _pattern(r" ?\n[ \n]*", "\n\n"),
    ),
)

_TYPOGRAPHY = (
    Rule(
        "space-before-stop",
        "No space stands before a stop.",
        _pattern(r" (?=[,;:!?](?:[\s\"'”’)\]]|\Z)|\.(?:[\s\"'”’)\]]|\Z))", ""),
    ),
    Rule("double-quote", "Double quotation marks are curly.", _double_quotes),
    Rule("single-quote", "Single quotation marks and apostrophes are curly.", _single_quotes),
    Rule(
        "space-inside-quotes",
        "No space stands just inside quotation marks.",
        _pattern(r"(?<=[“‘]) | (?=”)", ""),
    ),
    Rule(
        "dash",
        "A spaced hyphen is a dash, and so are two or three hyphens.",
        _pattern(
            r"(?<=\S) -{1,3}(?= )|(?<=[^\s-])-{2,3}(?=[^\s-])",
            lambda match: " –" if match[0][0] == " " else "—",
        ),
    ),
    Rule(
        "range-dash",
        "A span of numbers has a dash.",
        _pattern(r"(?<![\w-])(?<![.,]\d)(\d+)-(?=\d+(?![\w-]|[.,]\d))", lambda match: match[1] + "–"),
    ),
    Rule(
        "ellipsis",
        "Three stops are one ellipsis.",
        _pattern(r"(?<!\.)(?:\.\.\.|\. \. \.)(?!\.)", "…"),
    ),
)


def house_style(*, wrapped: bool = False) -> tuple[Rule, ...]:
    """Return the rules in the order in which they run; `wrapped` for texts in lines of print."""
    return (*_CHARACTERS, *((_WRAPPED_LINE,) if wrapped else ()), *_BREAKS, *_TYPOGRAPHY)
