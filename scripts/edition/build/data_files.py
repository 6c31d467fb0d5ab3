"""The data files for other programs, and those of the search."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain

from edition.build.ahead import ahead
from edition.build.edition import Edition
from edition.exports.data import anchors_json, ledger_json
from edition.exports.registry_data import names_file, registry_files
from edition.exports.tei.document import tei_document
from edition.exports.tei.imprint import Imprint
from edition.exports.web_annotations import annotation_lines, annotation_page
from edition.inputs.paths import DATA
from edition.model.edited_essay import EditedEssay
from edition.search.essay_records import RecordGroup, record_groups
from edition.search.index_files import merge_parts
from edition.search.index_parts import IndexPart, index_parts

_ANCHORS, _ANNOTATIONS = f"{DATA}/anchors.json", f"{DATA}/annotations.json"


def listed_data(edition: Edition) -> list[str]:
    """Return the paths of the data that the edition lists for other programs."""
    return [_ANCHORS, *([_ANNOTATIONS] if edition.registry.people else [])]


def data_files(edition: Edition) -> Iterator[tuple[str, str | Iterable[str]]]:
    """Yield the path in the checkout and the text of each file of data, and of the search.

    They are yielded one after another because those of thousands of essays would fill the memory; the text of
    the largest is given in parts.
    """
    yield from _essay_data(edition)
    yield from _edition_data(edition)
    yield from search_files(edition)


def _essay_data(edition: Edition) -> Iterator[tuple[str, str]]:
    imprint = Imprint(edition.site.language, edition.publication, edition.releases, edition.site.url)

    def derive_tei(essay: EditedEssay) -> str:
        make = partial(_tei, edition, essay, imprint)
        return edition.derive(essay, "tei", make, repr(imprint), repr(essay.notes))

    for essay in ahead(edition.cache, edition.essays, derive_tei):
        if essay.text:
            yield f"{DATA}/ledger/{essay.slug}.json", ledger_json(essay.text)
        if tei := derive_tei(essay):
            yield f"{DATA}/tei/{essay.slug}.xml", tei


def _tei(edition: Edition, essay: EditedEssay, imprint: Imprint) -> str:
    """Return the TEI document of an essay; empty if its page shows neither text nor digest."""
    return tei_document(edition.index, essay, essay.shown, imprint) if essay.shown else ""


def _edition_data(edition: Edition) -> Iterator[tuple[str, str | Iterable[str]]]:
    yield _ANCHORS, anchors_json(edition.anchors)
    if edition.registry.people:
        derive = partial(_annotation_lines, edition)
        lines = chain.from_iterable(map(derive, ahead(edition.cache, edition.essays, derive)))
        yield _ANNOTATIONS, annotation_page(lines)
        for name, text in registry_files(edition.registry, edition.index.by_entity).items():
            yield f"{DATA}/{name}", text
    for name, text in names_file(edition.registry, edition.index.by_entity).items():
        yield f"{DATA}/{name}", text


def _annotation_lines(edition: Edition, essay: EditedEssay) -> list[str]:
    make = partial(annotation_lines, essay, edition.registry)
    return edition.derive(essay, "annotations", make, repr(essay.notes))


def search_files(edition: Edition) -> Iterator[tuple[str, str]]:
    """Yield the path in the checkout and the text of each file of the search index."""
    return ((f"{DATA}/search/{name}", text) for name, text in merge_parts(_index_parts(edition)))


def _index_parts(edition: Edition) -> Iterator[IndexPart]:
    """Yield the parts of the index, those of each group of records after another."""
    language = edition.site.language
    groups = list(record_groups(edition.index, edition.essays, edition.people_finder, language))
    derive = partial(_derive_parts, edition)

    def store(group: RecordGroup) -> None:
        if group.essay:  # what depends on all essays is not stored, so that others would make it in vain
            derive(group)

    yield from chain.from_iterable(map(derive, ahead(edition.cache, groups, store)))


def _derive_parts(edition: Edition, group: RecordGroup) -> list[IndexPart]:
    make = partial(_group_parts, group)
    return edition.derive(group.essay, group.name, make) if group.essay else make()


def _group_parts(group: RecordGroup) -> list[IndexPart]:
    return index_parts(list(group.make()))
