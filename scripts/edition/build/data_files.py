"""The data files for other programs, and those of the search."""

from __future__ import annotations

from collections.abc import Iterator

from edition.build.edition import Edition
from edition.exports.data import Anchor, anchors_json, ledger_json, site_anchors
from edition.exports.tei.document import tei_document
from edition.exports.web_annotations import annotation_items, annotation_page, registry_files
from edition.inputs.paths import DATA
from edition.model.mention import PAGE_BY_KIND
from edition.search.essay_records import search_records
from edition.search.index import index_files


def data_files(edition: Edition) -> dict[str, str]:
    """Return the data files for other programs, by path in the checkout."""
    index = edition.index
    files = {f"ledger/{text.entry.slug}.json": ledger_json(text) for text in edition.texts}
    language = edition.site.language
    licence = edition.publication.licence if edition.publication else ""
    for essay in edition.essays:
        if essay.shown:
            files[f"tei/{essay.slug}.xml"] = tei_document(index, essay, essay.shown, language, licence)
    files["anchors.json"] = anchors_json(_anchors(edition))
    if edition.registry.people:
        annotations = (
            annotation
            for essay in edition.essays
            for annotation in annotation_items(essay, index.by_essay.get(essay.slug, ()))
        )
        files["annotations.json"] = annotation_page(annotations)
        files |= registry_files(edition.registry, index.by_entity)
    return {f"{DATA}/{name}": text for name, text in files.items()}


def site_addresses(edition: Edition) -> list[str]:
    """Return the addresses that the site of the edition must have, such as `essays/x/#p1`."""
    return [anchor["address"] for anchor in _anchors(edition)]


def _anchors(edition: Edition) -> Iterator[Anchor]:
    return site_anchors(edition.pages.current, edition.essays, _entity_addresses(edition))


def _entity_addresses(edition: Edition) -> Iterator[tuple[str, str, str]]:
    """Yield for each entity its address, its kind, and the address of the entity that replaced it.

    The last is empty for an entity that was not retired.
    """
    for kind, addresses in edition.entity_addresses.items():
        home = PAGE_BY_KIND[kind]
        for id_ in addresses.ids:
            replacement = f"{home}/#{addresses.redirects[id_]}" if id_ in addresses.redirects else ""
            yield f"{home}/#{id_}", kind, replacement


def search_files(edition: Edition) -> dict[str, str]:
    """Return the files of the search index, by path in the checkout."""
    records = search_records(edition.index, edition.essays, edition.people_finder)
    return {f"{DATA}/search/{name}": text for name, text in index_files(records).items()}
