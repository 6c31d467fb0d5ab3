"""The data files for other programs, and those of the search."""

from __future__ import annotations

from itertools import chain

from edition.build.edition import Edition
from edition.exports.data import anchors_json, ledger_json
from edition.exports.tei.document import tei_document
from edition.exports.tei.imprint import Imprint
from edition.exports.web_annotations import annotation_items, annotation_page, registry_files
from edition.inputs.paths import DATA
from edition.search.essay_records import search_records
from edition.search.index_files import index_files


def data_files(edition: Edition) -> dict[str, str]:
    """Return the data files for other programs, by path in the checkout."""
    index = edition.index
    files = {f"ledger/{text.entry.slug}.json": ledger_json(text) for text in edition.texts}
    imprint = Imprint(edition.site.language, edition.publication, edition.releases, edition.site.url)
    for essay in edition.essays:
        if essay.shown:
            files[f"tei/{essay.slug}.xml"] = tei_document(index, essay, essay.shown, imprint)
    files["anchors.json"] = anchors_json(edition.anchors)
    if edition.registry.people:
        files["annotations.json"] = annotation_page(
            chain.from_iterable(annotation_items(essay, edition.registry) for essay in edition.essays)
        )
        files |= registry_files(edition.registry, index.by_entity)
    return {f"{DATA}/{name}": text for name, text in files.items()}


def search_files(edition: Edition) -> dict[str, str]:
    """Return the files of the search index, by path in the checkout."""
    records = search_records(edition.index, edition.essays, edition.people_finder, edition.site.language)
    return {f"{DATA}/search/{name}": text for name, text in index_files(records).items()}
