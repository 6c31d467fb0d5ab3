"""A rule of the house style, and how rules are applied to a text.

A rule examines the whole text and reports what it would change; `edition.model.ledger` makes and records
the changes.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from edition.model.essay import Span
from edition.model.ledger import Alignment, Change, Draft

Replacement = tuple[int, int, str]
"""Start and end (code points), and the text to put there."""

_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"“”«»]*[^\s<>\"“”«».,;:!?)\]'’]")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the house style."""

    name: str
    why: str
    """The reason for its changes, in one sentence."""
    find: Callable[[str], Iterable[Replacement]]
    in_urls: bool = True
    """Whether it also changes URLs."""
    triggers: str = ""
    """Characters without any of which the rule changes nothing; empty if that cannot be said."""

    def changes(self, text: str) -> Iterator[Change]:
        """Yield the changes that the rule makes in `text`, in order."""
        urls = [] if self.in_urls else find_urls(text)
        for start, end, after in self.find(text):
            before = text[start:end]
            if before != after and not overlaps(urls, start, end):
                yield Change(start, end, "rule", self.name, before, after, self.why)


def find_urls(text: str) -> list[Span]:
    """Return start and end of each URL in a text."""
    if "://" not in text and "www." not in text:
        return []
    return [match.span() for match in _URL.finditer(text)]


def overlaps(spans: Sequence[Span], start: int, end: int) -> bool:
    """Return whether `start` to `end` overlaps one of the `spans`, which are in order."""
    at = bisect_right(spans, (max(start, end - 1), float("inf"))) - 1
    return at >= 0 and spans[at][1] > start


def apply_rules(rules: Iterable[Rule], draft: Draft, kept: Sequence[Span] = ()) -> Draft:
    """Return `draft` after each of `rules` has been applied, in order.

    No rule changes the spans `kept` of the source, which are in order and not empty.
    """
    # what the text may contain: rules whose triggers are missing need not read it, and most are
    characters = set(draft.text)
    for rule in rules:
        if rule.triggers and characters.isdisjoint(rule.triggers):
            continue
        changes: Iterable[Change] = rule.changes(draft.text)
        if kept:
            to_text = Alignment(draft.ledger).to_text
            spans = [(to_text(start), to_text(end - 1) + 1) for start, end in kept]
            changes = (c for c in changes if not overlaps(spans, c.start, c.end))
        made = tuple(changes)
        draft = draft.revise(made)
        characters.update(*(change.after for change in made))
    return draft


def find_all(text: str, *needles: str) -> list[tuple[int, str]]:
    """Return the places of all of `needles` in a text, in order, each with the needle; they may overlap.

    For a few rare strings this is many times quicker than a pattern that reads every character.
    """
    found: list[tuple[int, str]] = []
    for needle in needles:
        at = text.find(needle)
        while at >= 0:
            found.append((at, needle))
            at = text.find(needle, at + 1)
    return sorted(found)


def replace_matches(
    regex: str, after: str | Callable[[re.Match[str]], str]
) -> Callable[[str], Iterator[Replacement]]:
    """Return the `find` function of a rule that replaces each match of `regex` with `after`."""
    compiled = re.compile(regex)

    def find(text: str) -> Iterator[Replacement]:
        for match in compiled.finditer(text):
            yield match.start(), match.end(), after if isinstance(after, str) else after(match)

    return find
