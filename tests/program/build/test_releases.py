"""Making a release: recording a version, and packing the site into files."""

from __future__ import annotations

import json
from pathlib import Path
from zipfile import ZipFile

import pytest

from edition.build.packing import pack_site
from edition.build.releasing import record_edition
from edition.build.stages import assemble
from edition.inputs.paths import PAGE_BOOK
from edition.inputs.version_records import dump_record, load_records, parse_record
from edition.model.errors import EditionError
from edition.model.publication import Release, Site
from edition.model.versions import EssayRecord, VersionRecord
from tests.support.commands import BOOK, TEXT, change, error_of, output_of, run
from tests.support.editions import SINGLE, lay_out

RECORD = "docs/annotations/editions/1.2.0.json"
MANIFEST = "docs/annotations/essays.yml"


@pytest.fixture(scope="module")
def built_edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small edition with one text, of which nothing has been released."""
    return lay_out(tmp_path_factory.mktemp("unreleased") / "edition", SINGLE)


def test_a_record_has_every_paragraph_and_emendation(root: Path) -> None:
    assert f"written: {RECORD}\n" in output_of("release")
    data = json.loads((root / RECORD).read_text(encoding="utf-8"))
    (essay,) = data["essays"].values()
    book = json.loads((root / BOOK).read_text(encoding="utf-8"))["paragraphs"]
    assert {name: issued["digest"] for name, issued in book.items()} == essay["paragraphs"]
    assert len(essay["emendations"]) == (root / MANIFEST).read_text(encoding="utf-8").count("correction:")
    assert (data["version"], data["date"]) == ("1.2.0", "2024-05-06")


def test_a_version_is_recorded_once(root: Path) -> None:
    """The same state may be recorded again, another only on purpose."""
    output_of("release")
    first = (root / RECORD).read_bytes()
    output_of("release")
    assert (root / RECORD).read_bytes() == first
    change(root / MANIFEST, "is: Quays Museum", "is: Quay Museum")
    line = error_of(run("release"))
    assert line.startswith(f"{RECORD}: records another state of this version. Name the next version")
    assert (root / RECORD).read_bytes() == first
    output_of("release", "--again")
    assert (root / RECORD).read_bytes() != first


TO_BE_WRITTEN = """people:
  - {id: tom-reed, name: Tom Reed, sort: "Reed, Tom", role: To be written., names: [Tom Reed],
     certainty: probable, sources: [{work: A sign.}]}
"""
TO_BE_GIVEN = TO_BE_WRITTEN.replace("To be written.", "Owner of cranes.").replace("A sign.", "To be given.")


@pytest.mark.parametrize("people", [TO_BE_WRITTEN, TO_BE_GIVEN])
def test_an_entry_that_is_still_to_be_written_is_not_released(root: Path, people: str) -> None:
    """It may be built, to be looked at."""
    change(root / TEXT, "Wages fell twice", "Tom Reed laughed; wages fell twice")
    registry = root / "docs/annotations/people.yml"
    registry.write_text(people, encoding="utf-8")
    output_of("build", "--markdown-only")
    line = error_of(run("release"))
    assert line.startswith(
        "docs/annotations/people.yml, entry 'tom-reed': it says 'To be written.' or 'To be"
    )
    assert not (root / RECORD).exists()
    written = people.replace("To be written.", "Owner of cranes.").replace("To be given.", "A sign.")
    registry.write_text(written, encoding="utf-8")
    output_of("release")


def test_reasons_may_be_worded_otherwise(root: Path) -> None:
    output_of("release")
    change(root / MANIFEST, "why: A row of stars.", "why: Some stars.")
    output_of("release")


def test_without_a_citation_there_is_no_version(root: Path) -> None:
    (root / "CITATION.cff").unlink()
    assert error_of(run("release")).startswith("CITATION.cff: is missing")


def test_without_a_citation_there_is_a_site_without_versions(root: Path) -> None:
    """And without a feed of them, and without e-books, which say how the edition is cited."""
    output_of("build", "--markdown-only")
    assert (root / "docs/feed.xml").is_file()
    (root / "CITATION.cff").unlink()
    output_of("build")
    pages = [*(root / "site").rglob("*.html")]
    assert pages
    assert not any("application/atom+xml" in page.read_text(encoding="utf-8") for page in pages)
    assert not [*(root / "site").rglob("*.epub"), *(root / "site").rglob("feed.xml")]


def test_texts_are_not_needed_for_a_record(full_checkout: Path, bare_checkout: Path) -> None:
    """What is in the address books is recorded, whether or not the texts are there."""
    records = []
    for checkout in (full_checkout, bare_checkout):
        edition = assemble(checkout, None, lambda essays: essays)
        assert edition.publication
        records.append(record_edition(edition, edition.publication))
    assert records[0] == records[1]
    assert {*records[0].entries} == {"person", "quotation", "date", "work", "disagreement", "episode"}


def test_a_retired_paragraph_is_not_recorded(full_checkout: Path) -> None:
    edition = assemble(full_checkout, None, lambda essays: essays)
    assert edition.publication
    record = record_edition(edition, edition.publication)
    retired = [(e.slug, old) for e in edition.essays for old in e.entry.retired if old[1:].isdigit()]
    assert retired
    for slug, old in retired:
        assert old not in record.essays[slug].paragraphs


def test_a_record_is_read_as_it_was_written() -> None:
    essays = {"cranes": EssayRecord({"p1": "1"}, ("2", "3"), "4")}
    record = VersionRecord("1", "2024-05-06", essays, {"person": {"zoé": "5"}})
    assert parse_record(dump_record(record)) == record


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"version": "1.2.0"}', '{"version": "1", "date": "", "essays": {}, "entries": {}}'],
)
def test_a_record_that_is_malformed_or_of_another_version_is_an_error(tmp_path: Path, text: str) -> None:
    (tmp_path / RECORD).parent.mkdir(parents=True)
    (tmp_path / RECORD).write_text(text, encoding="utf-8")
    with pytest.raises(EditionError, match=r"is not the record of version 1\.2\.0"):
        load_records(tmp_path, ["1.2.0"])


def test_a_release_has_the_site_its_data_and_the_book(root: Path) -> None:
    output_of("release")
    output_of("build")
    output_of("pack", "release", "--tag", "v1.2.0")
    stem = "sample-1.2.0"
    assert {path.name for path in (root / "release").iterdir()} == {
        *(f"{stem}-{name}.zip" for name in ("site", "tei", "data")),
        f"{stem}.epub",
        "notes.md",
    }
    names = {}
    for name in ("site", "tei", "data"):
        with ZipFile(root / f"release/{stem}-{name}.zip") as archive:
            assert archive.testzip() is None
            names[name] = [member.removeprefix(f"{stem}-{name}/") for member in archive.namelist()]
    assert set(names["site"]) == {
        path.relative_to(root / "site").as_posix() for path in (root / "site").rglob("*") if path.is_file()
    }
    assert names["tei"] == ["data/tei/harbour-strike.xml"]
    assert {"data/anchors.json", MANIFEST.removeprefix("docs/"), RECORD.removeprefix("docs/")} <= {
        *names["data"]
    }
    assert not [name for name in names["data"] if name.startswith(("data/tei", "data/search", "data/epub"))]


@pytest.mark.parametrize("tag", ["1.2.0", "v1.2", "v1.2.1"])
def test_a_tag_of_another_version_is_refused(root: Path, tag: str) -> None:
    output_of("release")
    assert "is not the tag of version 1.2.0" in error_of(run("pack", "release", "--tag", tag))
    assert not (root / "release").exists()


def test_what_is_not_recorded_is_not_released(root: Path) -> None:
    assert error_of(run("pack", "release")).startswith(f"{RECORD}: is missing. Run `edition release`")
    output_of("release")
    change(root / MANIFEST, "is: Quays Museum", "is: Quay Museum")
    assert "does not record what the edition holds" in error_of(run("pack", "release"))


def test_what_has_an_address_that_was_not_issued_is_not_released(root: Path) -> None:
    output_of("release")
    (root / "docs/second-thoughts.md").write_text("# Second thoughts\n", encoding="utf-8")
    line = error_of(run("pack", "release"))
    assert line.startswith(f"{PAGE_BOOK}: does not list all addresses of the edition. Run `edition release`")


def test_the_same_site_gives_the_same_archive(tmp_path: Path) -> None:
    release, archives = Release("1", "2024-05-06", "First."), []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        for file in ("index.html", "b.txt") if name == "a" else ("b.txt", "index.html"):
            (tmp_path / name / file).write_text("x", encoding="utf-8")
        paths = pack_site(tmp_path / name, tmp_path / "release" / name, Site("Quays", "en"), release)
        archives.append(paths[0].read_bytes())
        assert paths[-1].read_text(encoding="utf-8") == "First.\n"
    assert archives[0] == archives[1]


def test_a_site_must_have_been_built(tmp_path: Path) -> None:
    with pytest.raises(EditionError, match="has no site"):
        pack_site(
            tmp_path / "site", tmp_path / "release", Site("Quays", "en"), Release("1", "2024-05-06", "First.")
        )
