"""Footnotes, and the places from which they are called."""

from __future__ import annotations

from dataclasses import dataclass

from edition.model.essay import Block
from edition.model.mention import MentionKind


@dataclass(frozen=True, slots=True)
class Call:
    """A place where a note is called: before `text[at]` of the essay, in `block`."""

    at: int
    block: Block


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote and its calls."""

    kind: MentionKind
    entity: str
    calls: tuple[Call, ...]

    @property
    def label(self) -> str:
        """The label in Markdown, such as `person-vladimir-lenin`."""
        return f"{self.kind}-{self.entity}"

    def call_id(self, number: int) -> str:
        """Return the id of the call with this `number`, counted from 0, to which the note links back.

        Python-Markdown's own ids (`fnref:…`) number the calls in lists and quotations last.
        """
        return f"call-{number + 1}-{self.label}"
