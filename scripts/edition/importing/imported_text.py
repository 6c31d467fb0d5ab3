"""The text that a document contains, in the conventions of plain texts, and what the document says of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from edition.model.translation import gettext
from edition.model.vocabulary import Convention

Role = Literal[
    "paragraph",
    "heading",
    "quotation",
    "epigraph",
    "citation",
    "caption",
    "note",
    "title",
    "subtitle",
    "byline",
    "standfirst",
    "publication",
]
"""What a passage of the text is in the document; `publication` is a line on where it was published."""


@dataclass(frozen=True, slots=True)
class Statement:
    """Something that a document says of itself."""

    text: str = ""
    """Empty if it says nothing."""
    where: str = ""
    """Where it says so, as part of a sentence: `the metadata ({key})`; a message that can be translated."""
    key: str = ""
    """What stands for `{key}` in it."""

    @property
    def place(self) -> str:
        """Where it says so, in the language of the edition."""
        return gettext(self.where).format(key=self.key)


NOTHING = Statement()
"""What a document does not say."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a document says of its text."""

    title: Statement = NOTHING
    author: Statement = NOTHING
    publisher: Statement = NOTHING
    date: Statement = NOTHING
    """In EDTF or in words."""
    address: Statement = NOTHING
    licence: Statement = NOTHING
    language: str = ""
    """As a BCP 47 code."""


NO_FACTS = Facts()
"""Those of a document that says nothing."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One or more paragraphs: `text[start:end]`, in code points."""

    start: int
    end: int
    role: Role
    level: int = 0
    """Of a heading: 1 for the highest."""


@dataclass(frozen=True, slots=True)
class ImportedText:
    """The text of a document: paragraphs that are divided by one empty line."""

    format: str
    """The name of the document's format, such as `DOCX`."""
    text: str
    passages: tuple[Passage, ...] = ()
    """Each paragraph, and each run of paragraphs that is a quotation; in order of their beginnings."""
    conventions: tuple[Convention, ...] = ()
    wrapped: bool = False
    """Whether a line end does not end a paragraph; so it is where verse or tables keep their lines."""
    facts: Facts = NO_FACTS
    left_out: tuple[str, ...] = ()
    """What has no place in a text, such as `3 pictures`."""
