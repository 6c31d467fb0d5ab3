"""The page *Sources* in Markdown: where the essays are from, and every work that they quote or name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from edition.annotate.entity_index import EntityIndex
from edition.markup.markdown import attributes, emphasis, escape, front_matter, html_block, link, link_urls
from edition.model.edtf import Edtf, display_date
from edition.model.entries import QuotationEntry, WorkEntry
from edition.model.manifest import Entry
from edition.model.sorting import alphabetical_key
from edition.model.translation import gettext, gettext_noop, join_with_and
from edition.pages.phrases import qualify
from edition.pages.provenance import facts, rights
from edition.pages.references import reference_list
from edition.pages.register_parts import identifier_links, label_sources

_DESCRIPTION = gettext_noop(
    "Where the essays are from, and every work that they quote or name, and where to read it."
)


def sources_page(index: EntityIndex) -> str:
    """Return the page of the essays' provenance and of the works of the registry."""
    title, description = gettext("Sources"), gettext(_DESCRIPTION)
    values = {"title": title, "description": description, "hide": ["navigation"]}
    essays = f"## {gettext('The essays')} {attributes('the-essays')}"
    parts = [front_matter(values) + f"\n# {title}", description, essays]
    parts += [part for entry in index.entries for part in _essay(entry)]
    parts.append(f"## {gettext('Works')} {attributes('works')}")
    parts.append(_introduction(index.registry.introduction))
    quoted = _by_work(index.registry.quotations)
    for name, works in groupby(_in_order(index), key=lambda work: _author(index, work)):
        parts.append(f"### {escape(name)}")
        parts += [_work(index, work, quoted.get(work.id, ())) for work in works]
    return "\n\n".join(parts) + "\n"


_INTRODUCTION = gettext_noop(
    "By author. After each work stand the quotations from it, and what the entry rests on."
)


def _introduction(text: str) -> str:
    """Return the introduction to the list of works; `text` is the edition's own part of it."""
    return "\n".join([gettext(_INTRODUCTION), *map(_with_titles, text.splitlines())])


def _with_titles(line: str) -> str:
    """Return a line, escaped, in which titles stand between asterisks."""
    parts = line.split("*")
    if len(parts) % 2 == 0:  # an asterisk without a partner
        return escape(line, starts_line=True)
    words = (escape(part, starts_line=not n) for n, part in enumerate(parts))
    return "".join(f"*{part}*" if n % 2 and part else part for n, part in enumerate(words))


def _essay(entry: Entry) -> Iterator[str]:
    yield f"### {link(escape(entry.title), f'essays/{entry.slug}.md')} {attributes(entry.slug)}"
    yield html_block("div.facts", [*facts(entry), rights(entry)])


def _author(index: EntityIndex, work: WorkEntry) -> str:
    person = index.people.get(work.author)
    return person.name if person else work.by


def _in_order(index: EntityIndex) -> list[WorkEntry]:
    """Return the works by author, as a library would sort them, and then by year."""

    def key(work: WorkEntry) -> tuple[tuple[str, str, str], str, tuple[int, str], str]:
        person = index.people.get(work.author)
        sort = (person.sort or person.name) if person else work.by
        return alphabetical_key(sort), _author(index, work), _year_key(work.year), work.id

    return sorted(index.registry.works, key=key)


def _year_key(year: Edtf | None) -> tuple[int, str]:
    """Return the sort key of a year; works of an unknown year come first."""
    return (year.years[0], str(year)) if year else (-10_000, "")


def _by_work(quotations: Iterable[QuotationEntry]) -> Mapping[str, Sequence[QuotationEntry]]:
    out: dict[str, list[QuotationEntry]] = {}
    for quotation in quotations:
        out.setdefault(quotation.work, []).append(quotation)
    return out


def _work(index: EntityIndex, work: WorkEntry, quoted: Sequence[QuotationEntry]) -> str:
    also = [index.people[name].name for name in work.also if name in index.people]
    title = f'<span id="{work.id}"></span>{emphasis(work.title)}'
    shared = gettext("with {authors}").format(authors=escape(join_with_and(also))) if also else ""
    listed = ", ".join(filter(None, (title, shared, display_date(work.year))))
    parts = [f"{listed}. {escape(work.published.rstrip('.'))}."]
    if work.read_at:
        parts.append(gettext("Read it at {address}.").format(address=link_urls(work.read_at)))
    if quoted:
        links = [link(escape(quotation.title), f"quotations.md#{quotation.id}") for quotation in quoted]
        parts.append(gettext("Quoted: {quotations}.").format(quotations="; ".join(links)))
    rests_on = reference_list(work.sources, work.sources_note).rstrip(".")
    parts.append(qualify(f"{label_sources(rests_on, len(work.sources))}.", work.certainty))
    if identifiers := " · ".join(identifier_links(work)):
        parts.append(f"{identifiers}.")
    return f"{' '.join(parts)}\n{attributes(classes=['work'])}"
