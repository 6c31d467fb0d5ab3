"""The page of versions: what each brought, and what has changed since."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from edition.annotate.entity_index import EntityIndex
from edition.model.edtf import Edtf
from edition.model.entries import Person, PersonEntry, WorkEntry
from edition.model.publication import Release
from edition.model.registry import Registry
from edition.model.versions import EssayRecord, VersionRecord
from edition.pages.versions import MAX_SHOWN, History, versions_page
from tests.support.markup import parse
from tests.support.strategies import entry


def person(id_: str, name: str) -> PersonEntry:
    return PersonEntry(Person(id_, (name,)), name, "", name, None, None, "", "", "confirmed", "", "")


LOG = WorkEntry("log", "The *log*", "", "Jo", Edtf.parse("1889"), "book", "", "", "confirmed", "")
INDEX = EntityIndex(
    (entry("The", short="Cranes"),),
    Registry(
        (person("ada", "Ada"), person("tom", "Tom")), works=(LOG,), retired={"person": {"old-tom": "tom"}}
    ),
    {},
)
FIRST, SECOND = Release("1.0", "2023-01-02", "First."), Release("1.1", "2024-05-06", "Second.")
BEFORE = VersionRecord(
    *("1.0", "2023-01-02", {"cranes": EssayRecord({"p1": "1", "p2": "1", "d1": "1"}, ("1", "2"))}),
    {"person": {"ada": "1", "old-tom": "1", "gone": "1"}},
)
AFTER = VersionRecord(
    *("1.1", "2024-05-06", {"cranes": EssayRecord({"p1": "2", "p3": "1", "d1": "2"}, ("2", "3", "4"))}),
    {"person": {"ada": "2", "tom": "1"}, "work": {"log": "1"}},
)
OF_ESSAY = (
    "1 paragraph reworded ([¶\u00a01](essays/cranes.md#p1))",
    "1 paragraph new ([¶\u00a03](essays/cranes.md#p3))",
    "1 paragraph retired ([¶\u00a02](essays/cranes.md#p2))",
    "1 paragraph of the digest reworded ([¶\u00a01](essays/cranes.md#d1))",
    "2 new emendations",
    "1 emendation withdrawn.",
)
OF_PEOPLE = (
    "1 new ([Tom](people.md#tom))",
    "1 revised ([Ada](people.md#ada))",
    "2 retired (old-tom, now [Tom](people.md#tom), gone).",
)
ALL_CHANGES = rf"""
- *[Cranes](essays/cranes.md)*: {"; ".join(OF_ESSAY)}
- **People**: {"; ".join(OF_PEOPLE)}
- **Works**: 1 new ([The \*log\*](sources.md#log)).
"""


def page(*releases: Release, current: VersionRecord = AFTER, **records: VersionRecord) -> str:
    by_version = {record.version: record for record in records.values()}
    return versions_page(INDEX, History(releases, by_version, current))


def section(text: str, heading: str) -> str:
    """Return what stands under a heading of a page."""
    return text.split(f"## {heading} ", 1)[1].split("\n## ")[0]


def test_a_version_is_compared_with_the_one_before() -> None:
    text = page(SECOND, FIRST, before=BEFORE, after=AFTER)
    assert f"Compared with version 1.0:\n{ALL_CHANGES}" in section(text, "Version 1.1")
    assert "Compared" not in section(text, "Version 1.0")
    assert "## Since" not in text


def test_what_was_changed_after_a_release_is_in_no_version() -> None:
    text = page(FIRST, before=BEFORE)
    assert ALL_CHANGES in section(text, "Since version 1.0")


def test_a_version_that_is_not_released_yet_has_what_the_edition_holds() -> None:
    """A newest version without a record: the editors prepare it."""
    text = page(SECOND, FIRST, before=BEFORE)
    assert ALL_CHANGES in section(text, "Version 1.1")
    assert "1.1.json" not in text
    assert "(annotations/editions/1.0.json)" in text
    assert "## Since" not in text


def test_an_older_version_without_a_record_is_not_compared() -> None:
    text = page(SECOND, FIRST, after=AFTER)
    assert "was not recorded" in section(text, "Version 1.0")
    assert "Compared" not in text


def test_a_version_says_how_much_it_has() -> None:
    assert (
        "It has 1 essay, 2 paragraphs, 1 paragraph of digests, 3 emendations, 2 people and 1 work."
        in page(SECOND, after=AFTER)
    )


def test_two_versions_with_the_same_contents() -> None:
    text = page(SECOND, FIRST, before=BEFORE, after=replace(BEFORE, version="1.1"), current=BEFORE)
    assert "nothing was changed" in section(text, "Version 1.1")


@pytest.mark.parametrize(("number", "folded"), [(MAX_SHOWN, False), (MAX_SHOWN + 1, True)])
def test_a_long_list_of_changes_is_folded(number: int, folded: bool) -> None:
    essay = EssayRecord({f"p{n}": "1" for n in range(1, number + 1)})
    one, two = (
        VersionRecord(version, "", {"cranes": e}) for version, e in (("1.0", EssayRecord()), ("1.1", essay))
    )
    text = page(SECOND, FIRST, one=one, two=two, current=two)
    assert (f"/// details | {number} changes" in text) is folded
    assert f"[¶\u00a0{number}](essays/cranes.md#p{number})" in text


def test_a_version_has_its_doi_and_its_note() -> None:
    text = page(replace(SECOND, doi="10.5281/zenodo.7", note="Recorded *late*."), after=AFTER)
    assert "[10.5281/zenodo.7](<https://doi.org/10.5281/zenodo.7>)" in text
    assert r"Recorded \*late\*." in text


def test_files_of_versions_are_in_the_repository_if_that_is_known() -> None:
    history = History((SECOND,), {}, AFTER, "https://example.org/quays")
    assert "(<https://example.org/quays/releases>)" in versions_page(INDEX, history)
    assert "releases" not in versions_page(INDEX, replace(history, repository=""))


def test_every_page_leads_to_the_versions(full_checkout: Path) -> None:
    for page_ in ("site/index.html", "site/about/index.html"):
        links = parse((full_checkout / page_).read_text(encoding="utf-8")).all("a")
        found = [a.attributes["href"] for a in links if a.text().strip() == "Versions of this edition"]
        assert [href.rstrip("/").rpartition("/")[2] for href in found] == ["versions"], page_
    assert (full_checkout / "site/versions/index.html").is_file()
