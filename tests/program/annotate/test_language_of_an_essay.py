"""An essay is annotated by the words of its own language, a digest by those of the editors'."""

from __future__ import annotations

from dataclasses import replace

from edition.annotate.entity_index import EntityIndex
from edition.annotate.mentions import find_mentions
from edition.annotate.people import make_people_finder
from edition.model.address_book import AddressBook
from edition.model.edited_essay import EditedEssay
from edition.model.essay import Source
from edition.model.registry import Registry
from edition.search.essay_records import search_records
from edition.text.normalise import normalise
from tests.support.making import addressed
from tests.support.strategies import entry

GERMAN = entry("Der", language="de")
ESSAY = normalise(Source("x.txt", "Der Kran stand am 3. März 1887 still.", ""), GERMAN)
NOBODY = make_people_finder((), ())


def dates(language: str = "", *, is_digest: bool = False) -> list[str]:
    essay = replace(ESSAY, is_digest=is_digest)
    return [m.entity for m in find_mentions(essay, Registry(), NOBODY, language)]


def test_an_essay_is_in_the_language_of_its_entry() -> None:
    assert dates() == ["1887-03-03"]


def test_a_digest_is_in_the_language_that_is_given() -> None:
    assert dates("en", is_digest=True) == ["1887"]


def test_the_search_reads_the_editors_words_in_their_language() -> None:
    """The summary of an essay is among them."""
    described = replace(GERMAN, summary="Still am 3. März 1887.")
    edited = EditedEssay(described, addressed(ESSAY), None, AddressBook())
    index = EntityIndex((described,), Registry(), {}, {})
    for language, value in (("de", "1887-03-03"), ("en", "1887")):
        record = search_records(index, [edited], NOBODY, language)[0]
        assert [entity for _, _, entity in record.about or ()] == [value]
