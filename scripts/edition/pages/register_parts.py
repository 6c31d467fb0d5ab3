"""Parts that the pages of people, quotations, dates and disagreements share.

Every place where an essay is about an entity is linked, with its words in index; each page opens
with a picture of its counts, and the same counts as a table.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from edition.annotate.index import EntityIndex, OccurrencesByEssay
from edition.markup.markdown import attributes, details, escape, front_matter, link, link_targets
from edition.model.mention import MentionKind, Occurrence
from edition.pages.entity_notes import occurrence_address

SHOWN = 700
"""Code points of a passage that a list of places shows at most."""


# --- parts of all pages --------------------------------------------------------------------------


def page_head(title: str, description: str, metadata: Mapping[str, object] | None = None) -> str:
    """Return the front matter, the title and the description of a page."""
    values = {"title": title, "description": description, "hide": ["navigation"]}
    return front_matter(values, metadata) + f"\n# {title}\n\n{description}"


def aliases(index: EntityIndex, kind: MentionKind, entity: str) -> str:
    """Return the places of the addresses that lead to an entity; empty where there are none."""
    names = index.aliases.get((kind, entity))
    return f"{link_targets(names)}\n{attributes(classes=['alias'])}" if names else ""


def join_parts(parts: Iterable[str]) -> str:
    """Return a page made of its parts, without those that are empty."""
    return "\n\n".join(part for part in parts if part) + "\n"


def occurrence_lists(index: EntityIndex, found: OccurrencesByEssay) -> Iterator[str]:
    """Yield an entity's places, grouped by essay, each with its words in index."""
    for slug, places in found.items():
        lines = "\n".join(f"- {_line(place)}" for place in places)
        yield details(f"{escape(index.titles[slug])} ({len(places)})", [lines], "places")


def _line(place: Occurrence) -> str:
    """Return a place as a line: its address, and the words around it."""
    exact = escape(shorten_passage(" ".join(place.exact.split())))
    before, after = (escape(" ".join(words.split("\n"))) for words in (place.before, place.after))
    return f"{occurrence_link(place)} {before}**{exact}**{after}"


def occurrence_link(place: Occurrence) -> str:
    """Return a link to a place in an essay; its text is the address of the paragraph."""
    label = f"#{place.anchor}" if place.anchor else "title"
    return link(escape(label), occurrence_address(place, f"essays/{place.essay}.md"))


def shorten_passage(exact: str) -> str:
    """Return a passage of at most `SHOWN` code points, with an ellipsis for what is left out."""
    if len(exact) <= SHOWN:
        return exact
    head, tail = exact[: SHOWN // 2].rpartition(" ")[0], exact[-SHOWN // 2 :].partition(" ")[2]
    return f"{head} … {tail}"
