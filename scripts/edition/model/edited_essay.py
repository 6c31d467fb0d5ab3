"""An essay with everything that the edition adds to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from edition.model.address_book import AddressBook
from edition.model.essay import Essay, PlacedEmendation
from edition.model.footnote import PageNotes
from edition.model.manifest import Entry
from edition.model.mention import Mention, Occurrence


@dataclass(frozen=True, slots=True)
class EditedEssay:
    """A manifest entry with its text, its digest, and what was found in them.

    The stages of a build fill in its fields one after another; until then they are empty.
    """

    entry: Entry
    text: Essay | None
    """None if the text is not available."""
    digest: Essay | None
    """None if the editors have not written one."""
    addresses: AddressBook
    """All addresses of the page: those that releases have issued, and those that no release has yet."""
    is_draft: bool = False
    """Whether no release contains the essay; its addresses may then change."""
    unissued: tuple[str, ...] = ()
    """The addresses of paragraphs that no release has issued."""
    text_changed: bool = False
    """Whether the words of the text differ from those that the manifest was written for."""
    emendations: tuple[PlacedEmendation, ...] = ()
    """Those in `shown`, as are the mentions, occurrences and notes."""
    mentions: tuple[Mention, ...] = ()
    occurrences: tuple[Occurrence, ...] = ()
    """The mentions with their addresses, in the same order."""
    names: tuple[Occurrence, ...] = ()
    """Where `shown` names organisations and places; pages do not show them."""
    notes: PageNotes = field(default_factory=PageNotes)
    key: str = field(default="", compare=False)
    """A hash of everything that the fields above, except the notes, were derived from; empty if not known."""

    @property
    def slug(self) -> str:
        """The essay's name in URLs."""
        return self.entry.slug

    @property
    def shown(self) -> Essay | None:
        """What the essay's page shows: the text if available, otherwise the digest."""
        return self.text or self.digest

    @property
    def summary(self) -> Essay | None:
        """The digest, if it accompanies a text."""
        return self.digest if self.text else None

    @property
    def on_page(self) -> tuple[Essay, ...]:
        """All that the essay's page contains: `shown`, then `summary`."""
        return tuple(filter(None, (self.shown, self.summary)))


def has_all_texts(essays: Iterable[EditedEssay]) -> bool:
    """Return whether the text of every essay is available."""
    return all(essay.text for essay in essays)
