"""Everything that pages say beside the words of texts and editors can be translated.

The edition `harbour` is made in a language in which each message of the program stands in brackets, with the
values that are filled in outside of them. What then stands outside of brackets must be the edition's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

import pytest
import yaml

from edition.build.edition import Edition
from edition.build.outputs import output_files
from edition.build.stages import assemble
from edition.inputs.catalogues import load_catalogue
from edition.model.identifiers import identifiers_of
from edition.model.translation import ENGLISH, Catalogue, translated_by
from edition.pages.essay import essay_page
from edition.search.essay_records import search_records
from edition.text.house_style import house_style
from tests.support.editions import HARBOUR, MIXED, lay_out
from tests.support.hostile import read_page, shape
from tests.support.markup import Element, parse
from tests.support.translation import Bracketed, phrases

SAID_BY_NO_MESSAGE = {
    "TEI",
    # the names of rules, which the data of an essay have, too
    *(rule.name for rule in house_style(wrapped=True, conventions=("html", "layout", "furniture"))),
    *("block-break", "citation", "emphasis", "list-marker", "note-call", "note-heading", "note-marker"),
}
"""Words of the program that are the same in every language."""

NOT_SHOWN = {"cite", "footnote-backref"}
"""Classes: of the box that says how to cite an essay, since citation styles have rules of their own, and of
links without words, which a build removes."""

READ_OUT = ("aria-label", "title", "placeholder", "alt", "data-in", "data-reading", "data-toc-label")
"""Attributes with words for readers."""


@pytest.fixture(scope="module", params=["with its texts", "with half of its texts"])
def edition(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """The edition `harbour` in the language of brackets."""
    root = lay_out(tmp_path_factory.mktemp("bracketed") / "harbour", HARBOUR)
    for path in (root / "sources").iterdir():
        if request.param != "with its texts" and path.name not in MIXED:
            path.unlink()
    return replace(assemble(root, None), catalogue=Catalogue(Bracketed(), digest="brackets"))


def _values(data: Any) -> Iterator[str]:
    """Yield every text in data as YAML holds them; keys are not among them."""
    if isinstance(data, str):
        yield from (data, data.capitalize())  # a kind of omission begins with a capital on its page
    for value in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from _values(value)


def own_phrases(edition: Edition) -> str:
    """Return the edition's own words, without punctuation: what stands between two marks, in lines."""
    texts = [essay.text for essay in (*edition.texts, *filter(None, (e.digest for e in edition.essays)))]
    texts += [path.read_text(encoding="utf-8") for path in (HARBOUR / "sources").iterdir()]
    for path in [*HARBOUR.glob("docs/annotations/*.yml"), HARBOUR / "CITATION.cff"]:
        texts += _values(yaml.safe_load(path.read_text(encoding="utf-8")))
    for entry in (*edition.registry.people, *edition.registry.works):
        texts += [f"{known.scheme} {known.value}" for known in identifiers_of(entry)]
    texts += [
        name for record in edition.records.values() for kind in record.entries.values() for name in kind
    ]
    return "\n".join(f" {phrase} " for text in texts for phrase in phrases(text))


def shown_text(element: Element) -> str:
    """Return the words of a page, with a mark where an element begins and ends."""
    if element.classes & NOT_SHOWN:
        return ""
    return "".join(
        child if isinstance(child, str) else f"|{shown_text(child)}|" for child in element.children
    )


def read_out(element: Element) -> Iterator[str]:
    """Yield the words of attributes that are shown or read out."""
    for each in element.walk():
        if not each.classes & NOT_SHOWN:
            yield from (each.attributes[name] for name in READ_OUT if name in each.attributes)


def untranslated(texts: Iterable[str], own: str) -> set[str]:
    """Return the phrases in `texts` that are neither in brackets nor the edition's `own`."""
    found = {phrase for text in texts for phrase in phrases(text)} - SAID_BY_NO_MESSAGE
    return {phrase for phrase in found if f" {phrase} " not in own}


def test_every_word_of_a_page_is_the_editions_own_or_a_message(edition: Edition) -> None:
    own = own_phrases(edition)
    files = output_files(edition)
    pages = {path: text for path, text in files.items() if path.endswith((".md", ".html"))}
    assert len(pages) > 12
    wrong = {}
    for path, text in pages.items():
        front, page = read_page(text) if path.endswith(".md") else ({}, parse(text))
        said = [
            shown_text(page),
            *read_out(page),
            *(front.get(key, "") for key in ("title", "short", "description")),
        ]
        assert path.endswith(".html") or "⟦" in "".join(said), path
        if found := untranslated(said, own):
            wrong[path] = found
    assert not wrong


def test_every_word_of_what_a_search_finds_is_the_editions_own_or_a_message(edition: Edition) -> None:
    own = own_phrases(edition)
    with translated_by(edition.catalogue):
        records = search_records(edition.index, edition.essays, edition.people_finder, edition.site.language)
    said = [text for r in records for text in (r.shown_in, r.section, r.title, r.text)]
    assert "⟦Timeline⟧" in said
    assert not untranslated(said, own)


def test_a_translation_changes_words_and_no_markup(edition: Edition) -> None:
    """A German date such as “1. November” at the beginning of a line is no list."""
    german = load_catalogue(HARBOUR, "de")
    english, translated = (output_files(replace(edition, catalogue=c)) for c in (ENGLISH, german))
    assert english.keys() == translated.keys()
    for path in english:
        if path.endswith(".md"):
            assert shape(read_page(translated[path])[1]) == shape(read_page(english[path])[1]), path


def test_a_page_without_text_and_digest_says_nothing_else(edition: Edition) -> None:
    own = own_phrases(edition)
    with translated_by(edition.catalogue):
        for essay in edition.essays:
            _, page = read_page(essay_page(replace(essay, text=None, digest=None)))
            assert "⟦The text is not part of this site⟧" in shown_text(page)
            assert not untranslated([shown_text(page), *read_out(page)], own)
