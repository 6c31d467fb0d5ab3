"""Parts that the pages of people, quotations, dates and disagreements share.

Every occurrence of an entity is linked, with its words in context; each page opens
with a picture of its counts, and the same counts as a table.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from edition.annotate.entity_index import EntityIndex, OccurrencesByEssay
from edition.markup.markdown import attributes, details, escape, front_matter, link, link_targets
from edition.model.entries import Claim
from edition.model.mention import PAGE_BY_KIND, EntityKind, Occurrence

MAX_PASSAGE_LENGTH = 700
"""Code points of the longest passage that a list of places shows whole."""


def page_head(title: str, description: str, metadata: Mapping[str, object] | None = None) -> str:
    """Return the front matter, the title and the description of a page."""
    values = {"title": title, "description": description, "hide": ["navigation"]}
    return front_matter(values, metadata) + f"\n# {title}\n\n{description}"


def entry_address(kind: EntityKind, entity: str) -> str:
    """Return the address of an entity's entry, for a link from the page of an essay."""
    return f"../{PAGE_BY_KIND[kind]}.md#{entity}"


def claim_link(claim: Claim) -> str:
    """Return a link to the paragraph of a claim, for a page at the top level of docs/."""
    return link(claim_label(claim), f"essays/{claim.essay}.md#{claim.at}")


def claim_label(claim: Claim) -> str:
    """Return what names the paragraph of a claim: `¶ 3` for `p3`."""
    return f"¶ {claim.at.removeprefix('p')}"


def aliases(index: EntityIndex, kind: EntityKind, entity: str) -> str:
    """Return link targets for the retired addresses of an entity; empty if there are none."""
    names = index.aliases.get((kind, entity))
    return f"{link_targets(names)}\n{attributes(classes=['alias'])}" if names else ""


def join_parts(parts: Iterable[str]) -> str:
    """Return a page made of its parts; empty parts are skipped."""
    return "\n\n".join(part for part in parts if part) + "\n"


def occurrence_lists(index: EntityIndex, found: OccurrencesByEssay) -> Iterator[str]:
    """Yield an entity's places, grouped by essay, each with its words in context."""
    for slug, places in found.items():
        lines = "\n".join(f"- {_line(place)}" for place in places)
        yield details(f"{escape(index.titles[slug])} ({len(places)})", [lines], "places")


def _line(occurrence: Occurrence) -> str:
    """Return an occurrence as a line: its address, and its words in context."""
    exact = escape(shorten_passage(" ".join(occurrence.exact.split())))
    before, after = (escape(" ".join(words.split("\n"))) for words in (occurrence.before, occurrence.after))
    return f"{occurrence_link(occurrence)} {before}**{exact}**{after}"


def occurrence_link(occurrence: Occurrence) -> str:
    """Return a link to an occurrence; its label is the address of the paragraph."""
    label = f"#{occurrence.anchor}" if occurrence.anchor else "title"
    return link(escape(label), occurrence.address_on(f"essays/{occurrence.essay}.md"))


def shorten_passage(text: str) -> str:
    """Return a passage cut to `MAX_PASSAGE_LENGTH` code points, with an ellipsis for the part left out."""
    if len(text) <= MAX_PASSAGE_LENGTH:
        return text
    head, tail = (
        text[: MAX_PASSAGE_LENGTH // 2].rpartition(" ")[0],
        text[-MAX_PASSAGE_LENGTH // 2 :].partition(" ")[2],
    )
    return f"{head} … {tail}"
