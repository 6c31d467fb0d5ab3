"""What a page says about the mentions in its text: footnotes, quiet links and signs of disagreement."""

from __future__ import annotations

from dataclasses import dataclass

from edition.model.essay import Block
from edition.model.mention import EntityKey, Mention, MentionKind


@dataclass(frozen=True, slots=True)
class Call:
    """The place where a footnote is called, by a number in the text."""

    at: int
    """Its position: the call goes before `text[at]` of the essay, in code points."""
    block: Block
    """The block that contains it."""
    mention: Mention
    """The mention that it follows."""


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote about a person, an event or a quotation; it is called once."""

    kind: MentionKind
    entity: str
    """The id of the person, the quotation, or the entry of the timeline."""
    call: Call

    @property
    def key(self) -> EntityKey:
        """The kind and the id of the entity."""
        return self.kind, self.entity

    @property
    def label(self) -> str:
        """The footnote's label in Markdown, such as `person-ada-lovelace`."""
        return f"{self.kind}-{self.entity}"

    @property
    def id(self) -> str:
        """The id that Markdown gives the footnote on its page."""
        return f"fn:{self.label}"

    @property
    def call_id(self) -> str:
        """The id that Markdown gives the call."""
        return f"fnref:{self.label}"


@dataclass(frozen=True, slots=True)
class QuietLink:
    """A mention whose own words are a link, without a number."""

    mention: Mention
    block: Block
    """The block that contains it."""
    label: str
    """The label of the footnote on the same page; empty if the link leads to the entity's own entry."""


@dataclass(frozen=True, slots=True)
class Sign:
    """The sign, at the end of a paragraph, that the essays differ about what it says."""

    block: Block
    disagreements: tuple[str, ...]
    """The ids of the disagreements that the paragraph touches; at least one."""

    @property
    def note_id(self) -> str:
        """The id of its note at the end of the page, such as `differ-p12`."""
        return f"differ-{self.block.address}"

    @property
    def id(self) -> str:
        """The id of the sign itself, to which the note links back."""
        return f"sign-{self.block.address}"


@dataclass(frozen=True, slots=True)
class PageNotes:
    """All that a page says about the mentions in its text, each part in the order of the text."""

    footnotes: tuple[Footnote, ...] = ()
    links: tuple[QuietLink, ...] = ()
    signs: tuple[Sign, ...] = ()
