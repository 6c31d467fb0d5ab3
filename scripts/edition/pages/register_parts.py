"""Parts that the pages of people, quotations, dates and disagreements share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from edition.annotate.entity_index import EntityIndex
from edition.markup.markdown import (
    attributes,
    escape,
    front_matter,
    link,
    link_targets,
)
from edition.model.entries import Claim, PersonEntry, WorkEntry
from edition.model.identifiers import identifiers_of
from edition.model.mention import PAGE_BY_KIND, EntityKind, MentionKind
from edition.model.reference import Reference
from edition.model.translation import ngettext
from edition.pages.references import reference_list


def page_head(
    title: str, description: str, metadata: Mapping[str, object] | None = None, *, more: str = ""
) -> str:
    """Return the front matter, title and description of a page; `more` is Markdown that follows."""
    values = {"title": title, "description": description, "hide": ["navigation"]}
    return front_matter(values, metadata) + f"\n# {title}\n\n{description} {more}".rstrip()


def entry_address(kind: MentionKind | EntityKind, entity: str) -> str:
    """Return the address of an entity's entry, for a link from the page of an essay."""
    return f"../{PAGE_BY_KIND[kind]}.md#{entity}"


def claim_link(claim: Claim) -> str:
    """Return a link to the paragraph of a claim, for a page at the top level of docs/."""
    return link(claim_label(claim), f"essays/{claim.essay}.md#{claim.at}")


def claim_label(claim: Claim) -> str:
    """Return what names the paragraph of a claim: `¶ 3` for `p3`."""
    return f"¶ {claim.at.removeprefix('p')}"


def aliases(index: EntityIndex, kind: EntityKind, entity: str, *others: str) -> str:
    """Return link targets for the retired addresses of an entity; empty if there are none.

    `others` are ids of entities that have no entry of their own, but are part of this one.
    """
    names = [*others]
    for id_ in (entity, *others):
        names += index.aliases.get((kind, id_), ())
    return f"{link_targets(names)}\n{attributes(classes=['alias'])}" if names else ""


def join_parts(parts: Iterable[str]) -> str:
    """Return a page made of its parts; empty parts are skipped."""
    return "\n\n".join(part for part in parts if part) + "\n"


def jumps(entries: Iterable[tuple[str, str]]) -> str:
    """Return a line of links, each to the first entry under a key, such as a letter or a decade.

    `entries` are keys and ids, in the order of the page. Empty if all have the same key.
    """
    firsts: dict[str, str] = {}
    for key, id_ in entries:
        firsts.setdefault(key, id_)
    links = " ".join(link(escape(key), f"#{id_}") for key, id_ in firsts.items())
    return f"{links}\n{attributes(classes=['jumps'])}" if len(firsts) > 1 else ""


def source_line(sources: Sequence[Reference], note: str, *more: str) -> str:
    """Return the line that says what an entry rests on; `more` are links that follow, in Markdown."""
    listed = label_sources(reference_list(sources, note), len(sources))
    return " · ".join([listed, *more]) + "\n" + attributes(classes=["imprint"])


def label_sources(references: str, number: int) -> str:
    """Return a `number` of references, which are Markdown, after the word for what they are."""
    label = ngettext("Source: {references}", "Sources: {references}", max(1, number))
    return label.format(references=references)


def identifier_links(entry: PersonEntry | WorkEntry) -> Iterator[str]:
    """Yield the identifiers of a person or a work in Markdown, as links if they lead anywhere."""
    for identifier in identifiers_of(entry):
        label = escape(f"{identifier.scheme} {identifier.value}")
        yield link(label, f"<{identifier.address}>") if identifier.address else label
