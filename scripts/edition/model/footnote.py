"""Footnotes and their calls."""

from __future__ import annotations

from dataclasses import dataclass

from edition.model.essay import Block
from edition.model.mention import EntityKey, Mention, MentionKind


@dataclass(frozen=True, slots=True)
class Call:
    """A place where a footnote is called."""

    at: int
    """Its position: the call goes before `text[at]` of the essay, in code points."""
    block: Block
    """The block that contains it."""
    mention: Mention
    """The mention that it follows."""


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote and its calls."""

    kind: MentionKind
    entity: str
    """The id of the entity that it is about."""
    calls: tuple[Call, ...]
    """At least one, in the order of the text."""

    @property
    def key(self) -> EntityKey:
        """The kind and the id of the entity."""
        return self.kind, self.entity

    @property
    def label(self) -> str:
        """The footnote's label in Markdown, such as `person-ada-lovelace`."""
        return f"{self.kind}-{self.entity}"

    def call_id(self, number: int) -> str:
        """Return the id of the call at index `number`, to which the footnote links back.

        Python-Markdown's own ids (`fnref:…`) will not do: they number calls in lists and quotations last.
        """
        return f"call-{number + 1}-{self.label}"
