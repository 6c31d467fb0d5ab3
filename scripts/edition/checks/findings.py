"""What a check finds, and the rules by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from edition.model.errors import EditionError

RULES: Mapping[str, str] = {
    "footnote-undefined": "Define the note, or take the call out",
    "footnote-unused": "Call the note, or take it out",
    "footnote-double": "Keep one of the definitions",
    "footnote-out-of-order": "Put the definitions in the order in which the notes are first called",
    "footnote-in-heading": "Call the note in the text below the heading",
    "footnote-in-link": "Call the note after the link",
    "address-missing": "Bring it back, or retire it in the registry or in the entry of its essay",
    "id-double": "Give one of the two another id",
    "link-dead": "Correct the link, or add what it leads to",
    "fragment-dead": "Correct the fragment, or give the place that id",
    "loaded-from-elsewhere": "Keep a copy in docs/assets and load that",
    "back-link-without-call": "Let it lead to the place that calls this note",
    "entry-never-met": "Take it out, or give the words by which the texts name it",
}
"""Every rule by its name, and what is to be done about a finding. README.md explains them."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a build may not have."""

    rule: str
    file: str
    """The file of the checkout, or the page as an address on the site."""
    place: str
    """A place in it, such as `line 12`; empty for the whole."""
    what: str

    @property
    def todo(self) -> str:
        """What is to be done about it."""
        return RULES[self.rule]

    def __str__(self) -> str:
        """Return it as a line."""
        where = ", ".join(part for part in (self.file, self.place) if part)
        return f"{self.rule}: {where}: {self.what}. {self.todo}"


def demand_none(findings: Iterable[Finding]) -> None:
    """Raise EditionError where there is a finding: it tells the first, and how many more there are."""
    found = list(findings)
    if found:
        first, more = found[0], len(found) - 1
        told = f"{first.rule}, and {more} more" if more else first.rule
        raise EditionError(first.file, f"{first.what} ({told})", where=first.place, todo=first.todo)
