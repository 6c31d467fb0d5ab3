"""An essay with everything that the editors add to it."""

from __future__ import annotations

from dataclasses import dataclass

from edition.model.address import AddressBook
from edition.model.essay import Essay, PlacedEmendation
from edition.model.footnote import Footnote
from edition.model.manifest import Entry
from edition.model.mention import Mention


@dataclass(frozen=True, slots=True)
class EditedEssay:
    """An entry of the manifest with its text, its digest, and what was found in them.

    The stages of a build fill it in one after another; what a stage has not reached yet is empty.
    """

    entry: Entry
    text: Essay | None
    """None where the text is not at hand."""
    digest: Essay | None
    """None where the editors have written none."""
    addresses: AddressBook
    text_changed: bool = False
    """Whether the text is no longer quite the one that the manifest was made for."""
    emendations: tuple[PlacedEmendation, ...] = ()
    """Those of the text or digest that is shown, as are the mentions and footnotes."""
    mentions: tuple[Mention, ...] = ()
    footnotes: tuple[Footnote, ...] = ()

    @property
    def slug(self) -> str:
        """The essay's name in addresses."""
        return self.entry.slug

    @property
    def shown(self) -> Essay | None:
        """What the page of the essay is about: its text, otherwise its digest."""
        return self.text or self.digest

    @property
    def summary(self) -> Essay | None:
        """The digest, where it accompanies a text."""
        return self.digest if self.text else None

    @property
    def on_page(self) -> tuple[Essay, ...]:
        """All that the page of the essay holds, what it is about first."""
        return tuple(filter(None, (self.shown, self.summary)))
