"""Filters of the pages of entries: the form to choose from, and the entries with what they are chosen by.

The form needs scripts (docs/assets/scripts/filter.js); without them it is not shown, and the page has its
entries in groups, with links to each.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from edition.annotate.entity_index import EntityIndex, OccurrencesByEssay
from edition.markup.forms import form, select
from edition.markup.markdown import block, escape, html_block, link, strong
from edition.model.translation import gettext
from edition.pages.large_editions import too_many_to_list

Tags = Mapping[str, Sequence[str]]
"""The values of an entry, which have no spaces, by the name of the facet."""


@dataclass(frozen=True, slots=True)
class Facet:
    """What the entries of a page can be chosen by."""

    name: str
    """Its name in an address, as in `?essay=…`."""
    label: str
    choices: Mapping[str, str]
    """The label of each value, in the order in which they are offered."""


def essay_facet(index: EntityIndex) -> Facet:
    """Return the facet of the essays that an entry is about; of very many none is offered."""
    return Facet("essay", gettext("Essay"), {} if too_many_to_list(len(index.titles)) else index.titles)


def essay_tags(index: EntityIndex, found: OccurrencesByEssay) -> Sequence[str]:
    """Return the values of that facet for an entity with the places `found`."""
    return [] if too_many_to_list(len(index.titles)) else [*found]


def filter_form(facets: Iterable[Facet], entries: Sequence[Tags]) -> str:
    """Return the form that chooses from entries, with the number of entries of each value.

    A value that no entry has is not offered, nor is a facet with a single value; without facets there is
    no form.
    """
    fields = []
    for facet in facets:
        counts = Counter(value for tags in entries for value in tags.get(facet.name, ()))
        offered = {
            value: f"{label} ({counts[value]})" for value, label in facet.choices.items() if counts[value]
        }
        if len(offered) > 1:
            fields.append(select(facet.name, facet.label, {"": gettext("All"), **offered}))
    return form(fields, "filters") if fields else ""


def entry_block(content: Iterable[str], tags: Tags, classes: str = "", *, depth: int = 1) -> str:
    """Return an entry, whose `content` is Markdown, as a block that can be chosen by its `tags`.

    `depth` is as for `block`.
    """
    values = {f"data-{name}": " ".join(values) for name, values in tags.items() if values}
    parts = [part for part in content if part]
    return block(f"html | div.entry{classes}", parts, {"attrs": values} if values else None, depth)


def contents(groups: Mapping[str, Sequence[tuple[str, str]]], classes: str = "") -> str:
    """Return lists of links to entries; `groups` has the title and the id of each entry, by their heading.

    An empty heading is left out.
    """
    parts = []
    for heading, entries in groups.items():
        if entries:
            parts += [strong(heading)] if heading else []
            parts.append("\n".join(f"- {link(escape(title), f'#{id_}')}" for title, id_ in entries))
    return html_block(f"div.contents{classes}", parts) if parts else ""
