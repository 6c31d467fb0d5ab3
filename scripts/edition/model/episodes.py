"""Episodes: the stretches of the story that several essays tell, and what each says of them."""

# Without `from __future__ import annotations`, as in `entries`.

from dataclasses import dataclass

from edition.model.edtf import Edtf
from edition.model.ranges import Range


@dataclass(frozen=True, slots=True)
class Account:
    """What one essay says of an episode."""

    essay: str
    """The slug of the essay."""
    paragraphs: tuple[Range, ...]
    """The paragraphs that tell of it."""
    says: str
    """What they say, in one sentence of the editors'."""


@dataclass(frozen=True, slots=True)
class Episode:
    """A stretch of the story, or a question to which the essays return."""

    id: str
    title: str
    when: Edtf | None
    """None for a question."""
    accounts: tuple[Account, ...]

    def account_of(self, essay: str) -> Account | None:
        """Return what an essay says of the episode; None if it does not tell of it."""
        return next((account for account in self.accounts if account.essay == essay), None)


@dataclass(frozen=True, slots=True)
class Outside:
    """Paragraphs of an essay that tell of no episode."""

    essay: str
    """The slug of the essay."""
    paragraphs: tuple[Range, ...]
    why: str
    """What they are instead."""
