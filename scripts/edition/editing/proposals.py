"""What `edition report` proposes: the kinds of proposals, and what is said of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Literal, get_args

ProposalKind = Literal[
    "people",
    "spellings",
    "shared-names",
    "quotations",
    "passages",
    "unclosed",
    "dates",
    "inferred-years",
    "undated",
    "episodes",
    "digests",
]
"""What a proposal is about; `people`, `quotations` and `dates` are entries of registries."""

KINDS: tuple[ProposalKind, ...] = get_args(ProposalKind)

HEADINGS: Mapping[ProposalKind, str] = {
    "people": "Names that are in no registry, as entries for people.yml:",
    "spellings": "Names that may be another spelling of one in the registry, for its `names` or `misspelt`:",
    "shared-names": "Names of which the text does not say who is meant:",
    "quotations": "Possible quotations that are not in the registry:",
    "passages": "Passages that two essays share and no quotation in the registry covers:",
    "unclosed": "Quotation marks that are not closed in their paragraph:",
    "dates": "Dates without an entry in the registry, with their number of mentions:",
    "inferred-years": "Dates whose year is that of another date, to be checked:",
    "undated": "Days that do not exist, or have no year:",
    "episodes": "Sections that may tell of the same, and that no episode has together:",
    "digests": "Paragraphs that the digest of their essay does not cover:",
}
"""By kind, what the proposals are, in the order in which an editor needs them."""


@dataclass(frozen=True, slots=True)
class Place:
    """A paragraph of an essay."""

    essay: str
    """The essay's slug."""
    paragraph: str = ""
    """The address of the paragraph, such as `p4`, of the note of the author, such as `note_2`, or of the
    section, as in a heading; empty above the first section."""

    def __str__(self) -> str:
        """Return the place as the report shows it: `harbour-strike p4`."""
        return f"{self.essay} {self.paragraph}".rstrip()


@dataclass(frozen=True, slots=True)
class Proposal:
    """Something that an editor may want to add to a registry, or to look at."""

    kind: ProposalKind
    subject: str
    """The name, the date or the words it is about."""
    places: tuple[Place, ...]
    """The place of each mention, in the order of the texts."""
    remark: str = ""
    """What is to be said of it."""
    entry: Mapping[str, object] = field(default_factory=dict)
    """The entry of a registry, for an editor to complete; empty where there is nothing to paste."""
    key: str = ""
    """What the entry is called by in its registry: the id, or the date."""
    is_new: bool = False
    """Whether it has come up since an editor last looked."""


def list_places(places: Iterable[Place]) -> str:
    """Return places in short: `mill p3 (2), p5; quay p7`."""
    counts = Counter(places)
    essays = (list(group) for _, group in groupby(counts, lambda place: place.essay))
    return "; ".join(
        f"{group[0].essay} {', '.join(_paragraph(p, counts[p]) for p in group)}".rstrip() for group in essays
    )


def _paragraph(place: Place, count: int) -> str:
    return f"{place.paragraph} ({count})".lstrip() if count > 1 else place.paragraph


def count_mentions(proposal: Proposal) -> str:
    """Return how often something is mentioned, and where: `3 mentions: mill p3 (2), p5`."""
    count = len(proposal.places)
    return f"{count} mention{'s' if count > 1 else ''}: {list_places(proposal.places)}"
