"""Texts that are divided into lines of print: recognising them, and joining their lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from edition.model.translation import gettext_noop
from edition.text.rule import Replacement, Rule, replace_matches
from edition.text.words import word_set

MAX_PRINTED_LINE = 100
"""Code points of the longest line in a text that is divided into lines of print."""

MIN_WRAPPED_SHARE = 0.5
"""The share of lines that another follows directly, in a text that is divided into lines of print."""

MIN_UNFINISHED_SHARE = 0.3
"""Of these lines, the share that ends within a sentence."""

MIN_DIVIDED_SHARE = 0.03
"""The share of lines that end with a hyphen, in a text whose printer divided words at line ends."""

MIN_CONTINUED_SHARE = 0.6
"""Of these lines, the share that ends within a sentence which the next goes on in lower case; it suffices."""

MIN_CONTINUED = 3
"""How many such lines suffice."""

_UNFINISHED = re.compile(r"[\w,;)\]–—¬\xad-]$")


def is_wrapped(text: str) -> bool:
    """Return whether a text is divided into lines of print, with empty lines between its paragraphs."""
    lines = [line.strip() for line in text.splitlines()]
    pairs = [(line, follower) for line, follower in pairwise([*lines, ""]) if line]
    followed = [(line, follower) for line, follower in pairs if follower]
    if not followed or max(map(len, lines)) > MAX_PRINTED_LINE:
        return False
    unfinished = [follower for line, follower in followed if _UNFINISHED.search(line)]
    continued = sum(follower[0].islower() for follower in unfinished)
    if continued >= max(MIN_CONTINUED, MIN_CONTINUED_SHARE * len(followed)):
        return True
    return len(followed) >= MIN_WRAPPED_SHARE * len(pairs) and len(unfinished) >= MIN_UNFINISHED_SHARE * len(
        followed
    )


# --- hyphens at line ends -----------------------------------------------------------------------

# A word is looked at from its beginning only: otherwise a very long one takes very long.
_WORD = r"(?<![^\W\d_])[^\W\d_]++"
_DIVIDED = re.compile(rf"({_WORD})(-)[ \t]*\n[ \t]*([^\W\d_]+)")
_LETTERS = re.compile(r"[^\W\d_]+")
_COMPOUND = re.compile(rf"{_WORD}-[^\W\d_]+")

_PREFIXES = word_set(
    "all anti arch co counter cross demi ex extra fellow great half ill infra inter intra joint mid much neo "
    "never non now once over post pre pro pseudo quasi re self semi so sub super then to ultra vice well"
)
"""First parts of words that are written with a hyphen more often than not."""

_CONJUNCTIONS = word_set("and or to nor but et ou und oder bis y o e i ed en of og och")
"""Words that follow a part of a compound: “two- and three-year plans”."""


def _find_divided_words(text: str) -> Iterator[Replacement]:
    """Find hyphens at line ends: those that divide words, and those of compounds, which stay."""
    matches = list(_DIVIDED.finditer(text))
    if not matches:
        return
    whole = Counter(map(str.lower, _LETTERS.findall(_DIVIDED.sub(" ", text))))
    compounds = frozenset(map(str.lower, _COMPOUND.findall(text)))
    lines = sum(map(bool, text.split("\n")))
    divides = len(matches) >= MIN_DIVIDED_SHARE * lines
    for match in matches:
        first, second = match[1].lower(), match[3].lower()
        if second in _CONJUNCTIONS:
            continue
        joins = not match[3][:1].isupper() or match[1].isupper()
        if joins and first + second not in whole:
            parts_known = first in whole and second in whole
            is_compound = f"{first}-{second}" in compounds or first in _PREFIXES
            joins = divides and not parts_known and not is_compound
        yield match.start(2), match.start(3), "" if joins else "-"


WRAPPED_LINES = (
    Rule(
        "divided-word",
        gettext_noop("A word that was divided at the end of a line is whole again."),
        replace_matches(r"[\xad¬][ \t]*\n[ \t]*(?=[^\W\d_])", ""),
        triggers="\xad¬",
    ),
    Rule(
        "line-end-hyphen",
        gettext_noop(
            "A hyphen at the end of a line joins its compound, or is dropped where it divides a word."
        ),
        _find_divided_words,
        triggers="-",
    ),
    Rule(
        "line-end-dash",
        gettext_noop(
            "A dash at the end or the beginning of a line stands between its words without a space."
        ),
        replace_matches(
            r"(?:(?<=[^-\s]--)|(?<=[^—\s]—))[ \t]*\n[ \t]*(?=[^\s—-])"
            r"|(?<=[\w,;)])[ \t]*\n[ \t]*(?=--[^\s-]|—[^\s—])",
            "",
        ),
    ),
)
"""Rules that must run before the lines are joined and soft hyphens dropped."""

_ITEM = r" ?[*•·‣▪-] | ?\d{1,3}[.)] "
_NOTE = r"| ?\[\w{1,4}\] | ?\[(?:Footnote|Note)\b| ?[*†‡§]{1,3}[^\s*]"


def wrapped_line(*, notes: bool = False) -> Rule:
    """Return the rule that joins lines, except where a list item begins or, if asked for, a note."""
    begins = _ITEM + (_NOTE if notes else "")
    return Rule(
        "wrapped-line",
        gettext_noop("The text is divided into lines of print; a single line end is a space."),
        replace_matches(rf" ?(?<!\n)(?<!\n )\n(?! ?\n| ?\Z|{begins}) ?", " "),
    )
