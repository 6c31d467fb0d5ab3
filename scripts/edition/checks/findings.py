"""What a check finds, and the rules by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from edition.model.errors import EditionError

RULES: Mapping[str, str] = {
    "undefined-footnote": "Define the footnote or remove the call",
    "unused-footnote": "Call the footnote or remove it",
    "duplicate-footnote": "Keep one of the definitions",
    "misordered-footnote": "Define footnotes in the order in which they are first called",
    "footnote-in-heading": "Call the footnote in the text below the heading",
    "footnote-in-link": "Call the footnote after the link",
    "missing-address": "Restore it, or retire it in the registry or in its essay's manifest entry",
    "duplicate-id": "Give every element a different id",
    "broken-link": "Correct the link or add the file it leads to",
    "broken-fragment": "Correct the fragment or add that id to the page",
    "external-resource": "Keep a copy in docs/assets and load that",
    "broken-back-link": "Make it lead to a call of this footnote",
    "inline-script": "Escape the value it comes from, or put the script into docs/assets/scripts",
    "unused-entry": "Remove the entry or add the wording that the texts use for it",
}
"""The name of every rule, with what to do about a finding. docs/guide/checks.md explains the rules."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One violation of a rule."""

    rule: str
    file: str
    """A path in the checkout, or the address of a page on the site."""
    place: str
    """A place in the file, such as `line 12`; empty if the finding concerns the whole file."""
    what: str

    @property
    def todo(self) -> str:
        """What to do about the finding."""
        return RULES[self.rule]

    def __str__(self) -> str:
        """Return the finding as one line."""
        location = ", ".join(part for part in (self.file, self.place) if part)
        return f"{self.rule}: {location}: {self.what}. {self.todo}"


def raise_first_finding(findings: Iterable[Finding]) -> None:
    """Raise EditionError if there are any findings.

    The message reports the first finding and says how many more there are.
    """
    listed = list(findings)
    if listed:
        first, more = listed[0], len(listed) - 1
        rule = f"{first.rule}, and {more} more" if more else first.rule
        raise EditionError(first.file, f"{first.what} ({rule})", where=first.place, todo=first.todo)
