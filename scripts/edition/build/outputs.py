"""The text of every file that a build writes into the checkout: pages and data."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import partial
from itertools import chain

from edition.annotate.entity_index import EntityIndex
from edition.build.ahead import ahead
from edition.build.books import book_paths
from edition.build.citations import Citations, cite_essay
from edition.build.data_files import data_files, listed_data
from edition.build.edition import Edition
from edition.build.releasing import record_edition
from edition.exports.epub.books import essay_book_path
from edition.exports.feed import atom_feed
from edition.exports.plain_markdown import llms_txt
from edition.exports.schema_org import people_item, quotations_item
from edition.inputs.paths import (
    DOCS,
    ESSAYS,
    FEED,
    HOME_PARTS,
    LLMS,
    SEARCH,
    SIDE_BY_SIDE,
    VERSIONS,
    can_compare,
)
from edition.model.edited_essay import EditedEssay
from edition.model.translation import translated_by
from edition.pages.disagreements import difference_notes, disagreements_page
from edition.pages.essay import essay_list_page, essay_page
from edition.pages.essay_head import Additions
from edition.pages.footnotes import footnote_texts
from edition.pages.home import home_parts
from edition.pages.onward import onward
from edition.pages.people import people_mentions, people_page
from edition.pages.quotations import quotations_page
from edition.pages.search import search_page
from edition.pages.side_by_side import side_by_side_page
from edition.pages.sources import sources_page
from edition.pages.synopsis import synopsis_links, synopsis_page
from edition.pages.timeline import date_mentions, timeline_page
from edition.pages.versions import History, versions_page


def output_files(edition: Edition) -> dict[str, str]:
    """Return the text of every file that a build writes into the checkout, by path, but for the e-books."""
    with translated_by(edition.catalogue):
        return dict(page_files(edition)) | {path: "".join(parts) for path, parts in data_files(edition)}


def page_files(edition: Edition) -> Iterator[tuple[str, str]]:
    """Yield the path and the text of every page and of the files beside the pages; data is not among them.

    They are yielded one after another because those of thousands of essays would fill the memory.
    """
    paths = [*listed_data(edition), *book_paths(edition)]
    for path, text in chain(_essay_files(edition), _edition_files(edition)):
        paths.append(path)
        yield path, text
    names = [path.removeprefix(f"{DOCS}/") for path in paths]
    yield f"docs/{LLMS}", llms_txt(edition.site, edition.manifest.entries, names)


def _essay_files(edition: Edition) -> Iterator[tuple[str, str]]:
    """Yield the page that lists the essays, and the page of each essay with its citations."""
    yield f"{ESSAYS}/index.md", essay_list_page(edition.essays)

    def derive(essay: EditedEssay) -> None:
        _essay_page(edition, essay, _cite(edition, essay))

    for essay in ahead(edition.cache, edition.essays, derive):
        cited = _cite(edition, essay)
        yield f"{ESSAYS}/{essay.slug}.md", _essay_page(edition, essay, cited)
        for path, text in cited.files.items():
            yield f"docs/{path}", text


def _edition_files(edition: Edition) -> Iterator[tuple[str, str]]:
    """Yield the pages and files that are about all essays."""
    registers = _register_pages(edition.index)
    mentions = chain(people_mentions(edition.index), date_mentions(edition.index))
    for name, page in chain(registers.items(), mentions):
        yield f"docs/{name}.md", page
    yield from _side_by_side_page(edition).items()
    for name, part in home_parts(edition.index, edition.essays).items():
        yield f"{HOME_PARTS}/{name}.html", part
    yield SEARCH, search_page(registers)
    if edition.publication:
        yield f"docs/{FEED}", atom_feed(edition.publication, edition.released, edition.site.url)
        current = record_edition(edition, edition.publication)
        history = History(edition.releases, edition.records, current, edition.site.repository)
        yield f"docs/{VERSIONS}.md", versions_page(edition.index, history)


def essay_pages(edition: Edition, slugs: Collection[str]) -> dict[str, str]:
    """Return the pages of some essays, by path."""
    return {
        f"{ESSAYS}/{essay.slug}.md": _essay_page(edition, essay, _cite(edition, essay))
        for essay in edition.essays
        if essay.slug in slugs
    }


def _cite(edition: Edition, essay: EditedEssay) -> Citations:
    return cite_essay(essay, edition.publication, edition.site.url)


def _essay_page(edition: Edition, essay: EditedEssay, cited: Citations) -> str:
    book = essay_book_path(essay.slug) if edition.publication else ""
    added = _additions(edition, essay, cited, book)
    make = partial(essay_page, essay, added)
    return edition.derive(essay, "page", make, repr(essay.notes), repr(added))


def _additions(edition: Edition, essay: EditedEssay, cited: Citations, book: str) -> Additions:
    """Return what the edition adds to the page of an essay."""
    index = edition.index
    return Additions(
        notes=footnote_texts(index, essay),
        differences=tuple(difference_notes(index, essay)),
        elsewhere=synopsis_links(index, essay),
        onward=tuple(onward(index, essay.slug)),
        citation=cited.details,
        book=book,
        metadata=cited.metadata,
        language=edition.site.language,
    )


def _register_pages(index: EntityIndex) -> dict[str, str]:
    """Return a page for each registry that has entries, by name."""
    pages: dict[str, str] = {}
    registry = index.registry
    if registry.people:
        pages["people"] = people_page(index, {"jsonld": people_item(registry.people)})
    if registry.quotations:
        item = quotations_item(registry.quotations, index.people, index.works)
        pages["quotations"] = quotations_page(index, {"jsonld": item})
    if registry.dates:
        pages["timeline"] = timeline_page(index)
    if registry.disagreements:
        pages["disagreements"] = disagreements_page(index)
    if registry.episodes:
        pages["synopsis"] = synopsis_page(index)
    if registry.works:
        pages["sources"] = sources_page(index)
    return pages


def _side_by_side_page(edition: Edition) -> dict[str, str]:
    """Return the page that shows two essays side by side; nothing if there is only one essay."""
    entries = edition.manifest.entries
    if not can_compare(entries):
        return {}
    return {f"docs/{SIDE_BY_SIDE}.md": side_by_side_page(entries, edition.registry)}
