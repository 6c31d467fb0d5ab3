"""The proposals of `edition report` for an edition with empty registries."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from edition.editing.registry_entries import MAX_INTERRUPTION, group_parts
from edition.editing.slugs import propose_slug
from edition.inputs.checked_yaml import parse_yaml
from tests.support.commands import error_of, output_of, run, tree
from tests.support.environment import ROOT

SECOND = """The Quays in Spring

By Ina Holt

The harbour had forty cranes in 1910-12, and there was no work. Mrs Holt came in June 1913.

"Not one of us went home that night", she told the Harbour Board.
"""
REGISTERED = """
people:
  - id: ida-tesselsky
    name: Ida Tesselsky
    sort: Tesselsky, Ida
    role: Engineer of the cranes.
    names: [Ida Tesselsky, Tesselsky]
    certainty: probable
    sources-note: A list of engineers.
titles: []
"""
DIGEST = """## 1. Before the strike {#before}

How many cranes there were. [p2-p10]

## 2. The strike {#strike}

What was asked for. [p12-p17, p19]
"""


@pytest.fixture
def edition(single: Path) -> Path:
    """An edition of two texts with empty registries."""
    add_text(single, "quays", SECOND)
    (single / "docs/digests").mkdir()
    (single / "docs/digests/harbour-strike.md").write_text(DIGEST, encoding="utf-8")
    return single


def add_text(root: Path, slug: str, text: str) -> None:
    """Add a text to an edition, as `edition new` proposes it."""
    path = root / f"sources/{slug}.txt"
    path.write_text(text, encoding="utf-8")
    new_entry = output_of("new", str(path), "--slug", slug)
    with (root / "docs/annotations/essays.yml").open("a", encoding="utf-8") as manifest:
        manifest.write(new_entry)


def report_of(edition: Path, *arguments: str) -> str:
    return output_of("report", "--project", str(edition), *arguments)


def proposals(edition: Path, kind: str, *arguments: str) -> list[dict[str, Any]]:
    """Return the proposals of a kind as the report gives them to programs."""
    data: dict[str, list[dict[str, Any]]] = json.loads(
        report_of(edition, "--format", "json", "--kind", kind, *arguments)
    )
    return data[kind]


def subjects(edition: Path, kind: str, *arguments: str) -> list[str]:
    return [proposal["subject"] for proposal in proposals(edition, kind, *arguments)]


def person(edition: Path, name: str) -> dict[str, Any]:
    (found,) = (proposal for proposal in proposals(edition, "people") if proposal["subject"] == name)
    return found


# --- what is proposed ----------------------------------------------------------------------------


def test_a_passage_of_two_essays_is_proposed(edition: Path) -> None:
    (passage,) = proposals(edition, "passages")
    assert [place["essay"] for place in passage["places"]] == ["harbour-strike", "quays"]
    assert "had forty cranes" in passage["subject"]


def test_unregistered_quotations_are_proposed(edition: Path) -> None:
    assert "Not one of us went home that night" in subjects(edition, "quotations")


def test_an_interrupted_quotation_is_proposed_in_parts_that_build(edition: Path) -> None:
    add_text(
        edition,
        "dusk",
        "Dusk\n\nBy Ina Holt\n\n“Nobody came,” she said, “and nobody went,” and it was dark.\n",
    )
    arguments = ("--kind", "quotations", "--essay", "dusk", "--format", "yaml")
    (entry,) = yaml.safe_load(report_of(edition, *arguments))["quotations"]
    assert entry["places"] == [
        {"essay": "dusk", "begins": "Nobody came,", "part": 1},
        {"essay": "dusk", "begins": "and nobody went,", "part": 2},
    ]
    registry = edition / "docs/annotations/quotations.yml"
    registry.write_text(yaml.safe_dump({"quotations": [entry]}), encoding="utf-8")
    output_of("build", "--markdown-only", "--project", str(edition))
    assert subjects(edition, "quotations", "--essay", "dusk") == []


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("“Nobody,” she said, “was sent.”", [2]),
        ("“Nobody”, she said, “was sent”.", [2]),
        ("“Nobody,” she said, “was,” and laughed, “sent.”", [3]),
        ("“Nobody,” she said. “was sent.”", [1, 1]),
        ("“Nobody,” she said, “Was sent.”", [1, 1]),
        ("“Nobody” she said “was sent.”", [1, 1]),
        ("“strike”, and “lock-out”", [1, 1]),
        ("“Nobody,” " + "x" * (MAX_INTERRUPTION - len("  a, ")) + " a, “was sent.”", [2]),
        ("“Nobody,” " + "x" * (MAX_INTERRUPTION - len("  a, ") + 1) + " a, “was sent.”", [1, 1]),
    ],
)
def test_words_that_interrupt_a_quotation(text: str, parts: list[int]) -> None:
    """Few of them follow a comma, without a stop, and the quotation goes on in lower case."""
    quotations = [match.span() for match in re.finditer("“[^”]*”", text)]
    assert [len(group) for group in group_parts(text, quotations)] == parts


def test_dates_without_an_entry_are_counted_and_the_most_frequent_come_first(edition: Path) -> None:
    counts = {date["subject"]: len(date["places"]) for date in proposals(edition, "dates")}
    assert {"1910/1912": 2, "1911-05": 1, "1913-06": 1}.items() <= counts.items()
    assert list(counts.values()) == sorted(counts.values(), reverse=True)


def test_names_are_proposed_as_entries(edition: Path) -> None:
    """Without titles before them, and not those of bodies and months."""
    holt = person(edition, "Ina Holt")
    assert holt["entry"] == {
        "id": "ina-holt",
        "name": "Ina Holt",
        "sort": "Holt, Ina",
        "role": "To be written.",
        "names": ["Ina Holt", "Holt"],
        "certainty": "probable",
        "sources": [{"work": "To be given."}],
    }
    assert not {"Harbour Board", "June", "Mrs Holt"} & set(subjects(edition, "people"))


def test_places_are_paragraphs(edition: Path) -> None:
    """The byline of the second text has none."""
    assert person(edition, "Ina Holt")["places"][-2:] == [
        {"essay": "quays", "paragraph": ""},
        {"essay": "quays", "paragraph": "p1"},
    ]


def test_inferred_years_are_listed_for_the_editor(edition: Path) -> None:
    assert "  harbour-strike p3: spring is 1912-21" in report_of(edition).splitlines()


def test_paragraphs_missing_from_a_digest_are_listed(edition: Path) -> None:
    lines = report_of(edition, "--kind", "digests").splitlines()
    assert lines == [
        "Paragraphs that the digest of their essay does not cover:",
        "  harbour-strike p1, p11, p18",
    ]


def test_another_spelling_of_a_registered_name_is_no_new_person(edition: Path) -> None:
    registry = edition / "docs/annotations/people.yml"
    registry.write_text(REGISTERED, encoding="utf-8")
    add_text(edition, "third", "The Third\n\nBy Ada Reed\n\nThen Tesselskii spoke, and Tesselskii left.\n")
    (spelling,) = proposals(edition, "spellings")
    assert (spelling["subject"], spelling["remark"]) == ("Tesselskii", "perhaps ida-tesselsky")
    assert "Tesselskii" not in subjects(edition, "people")


# --- which are shown, and how --------------------------------------------------------------------


def test_the_report_can_be_of_one_essay_and_of_some_kinds(edition: Path) -> None:
    assert "1911-05" not in subjects(edition, "dates", "--essay", "quays")
    assert "1913-06" in subjects(edition, "dates", "--essay", "quays")
    out = report_of(edition, "--kind", "unclosed", "--kind", "undated")
    assert out.splitlines() == [
        *("Quotation marks that are not closed in their paragraph:", "  none"),
        *("Days that do not exist, or have no year:", "  none"),
    ]


def test_an_unknown_essay_is_named(edition: Path) -> None:
    message = error_of(run("report", "--project", str(edition), "--essay", "quay"))
    assert message == "--essay: no essay is called 'quay'. Name one of harbour-strike, quays"


@pytest.mark.parametrize("registry", ["people", "quotations", "dates"])
def test_entries_are_valid_where_they_are_pasted(edition: Path, registry: str) -> None:
    """A registry of nothing but the proposed entries matches its schema."""
    data = yaml.safe_load(report_of(edition, "--format", "yaml"))[registry]
    assert data
    schema = (ROOT / f"docs/annotations/{registry}.schema.json").read_text(encoding="utf-8")
    more: dict[str, Any] = {"titles": []} if registry == "people" else {}
    checked = parse_yaml(json.dumps({registry: data, **more}), schema, "pasted.yml")
    assert len(checked.data[registry]) == len(data)


def test_entries_that_are_pasted_build(edition: Path) -> None:
    data = yaml.safe_load(report_of(edition, "--format", "yaml"))
    people = {"people": sorted(data["people"], key=lambda entry: entry["sort"]), "titles": []}
    (edition / "docs/annotations/people.yml").write_text(yaml.safe_dump(people), encoding="utf-8")
    output_of("build", "--markdown-only", "--project", str(edition))
    assert not [p for p in proposals(edition, "people") if "entry" in p]


def test_entries_stand_below_their_number_of_mentions(edition: Path) -> None:
    lines = report_of(edition, "--kind", "dates", "--format", "yaml").splitlines()
    assert lines[lines.index('  - date: "1911-05"') - 1] == "  # 1 mention: harbour-strike p7"


def test_what_is_only_in_texts_newer_than_the_registry_is_new(edition: Path) -> None:
    registry = edition / "docs/annotations/people.yml"
    registry.write_text(REGISTERED, encoding="utf-8")
    for file, time in (("harbour", 100), ("quays", 300)):
        os.utime(edition / f"sources/{file}.txt", (time, time))
    os.utime(registry, (200, 200))
    new = {p["subject"]: p["new"] for p in proposals(edition, "people")}
    assert (new["Ina Holt"], new["Ada Marlow"]) == (True, False)


# --- drafts --------------------------------------------------------------------------------------


def draft(edition: Path, registry: str = "people") -> Path:
    return edition / f"drafts/{registry}.yml"


def test_drafts_hold_the_entries_and_no_build_reads_them(edition: Path) -> None:
    output_of("build", "--markdown-only", "--project", str(edition))
    before = tree(edition)
    assert "drafts/people.yml: " in report_of(edition, "--write")
    entries = yaml.safe_load(draft(edition).read_text(encoding="utf-8"))
    assert [entry["id"] for entry in entries["people"]] == [
        proposal["entry"]["id"] for proposal in proposals(edition, "people") if "entry" in proposal
    ]
    output_of("build", "--markdown-only", "--project", str(edition))
    after = {path: text for path, text in tree(edition).items() if not path.startswith("drafts/")}
    assert after == before


def test_what_the_draft_does_not_have_yet_is_new(edition: Path) -> None:
    report_of(edition, "--write")
    assert not any(proposal["new"] for proposal in proposals(edition, "people"))
    add_text(edition, "third", "The Third\n\nBy Ada Reed\n\nMr Josef Tessel met Mrs Holt.\n")
    first, second, *_ = proposals(edition, "people")
    assert [(p["subject"], p["new"]) for p in (first, second)] == [("Ada Reed", True), ("Josef Tessel", True)]
    assert not person(edition, "Ina Holt")["new"]
    assert "  # new; 1 mention: third p1" in report_of(edition, "--kind", "people").splitlines()


def test_writing_again_keeps_what_the_editor_wrote(edition: Path) -> None:
    report_of(edition, "--write")
    entries = yaml.safe_load(draft(edition).read_text(encoding="utf-8"))
    (holt,) = (entry for entry in entries["people"] if entry["id"] == "ina-holt")
    holt["role"] = "Chronicler of the quays."
    declined = next(entry["id"] for entry in entries["people"] if entry["id"] != "ina-holt")
    draft(edition).write_text(yaml.safe_dump({**entries, "declined": [declined]}), encoding="utf-8")
    report_of(edition, "--write")
    again = yaml.safe_load(draft(edition).read_text(encoding="utf-8"))
    assert holt in again["people"]
    assert again["declined"] == [declined]
    assert declined not in [entry["id"] for entry in again["people"]]
    assert declined not in [p["entry"]["id"] for p in proposals(edition, "people") if "entry" in p]


def test_a_draft_that_cannot_be_written_stays_as_it_was(edition: Path) -> None:
    """An editor may have worked on it."""
    resource = pytest.importorskip("resource")
    report_of(edition, "--write")
    draft(edition).write_text(draft(edition).read_text("utf-8") + "# To do: dates.\n", "utf-8")
    before, limits = tree(edition), resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, limits[1]))
    try:
        result = run("report", "--write", "--project", str(edition))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert "file too large" in error_of(result)
    assert tree(edition) == before


def test_entries_that_were_moved_into_the_registry_leave_the_draft(edition: Path) -> None:
    report_of(edition, "--write")
    entries = yaml.safe_load(draft(edition).read_text(encoding="utf-8"))["people"]
    moved = {"people": [entry for entry in entries if entry["id"] == "ina-holt"], "titles": []}
    (edition / "docs/annotations/people.yml").write_text(yaml.safe_dump(moved), encoding="utf-8")
    report_of(edition, "--write")
    left = yaml.safe_load(draft(edition).read_text(encoding="utf-8"))["people"]
    assert [entry["id"] for entry in left] == [e["id"] for e in entries if e["id"] != "ina-holt"]


@pytest.mark.parametrize(
    ("content", "message"),
    {
        "people: [": "is not valid YAML",
        "people: {}\ndeclined: [ada]": None,
        "people: ada": "`people`: is not a list of entries",
        "declined: [1917]": "`declined`: is not a list of ids",
        "- ada": "is not a list of entries",
    }.items(),
)
def test_a_broken_draft_is_reported(edition: Path, content: str, message: str | None) -> None:
    draft(edition).parent.mkdir()
    draft(edition).write_text(content, encoding="utf-8")
    result = run("report", "--project", str(edition))
    if message is None:
        assert result.exit_code == 0
    else:
        assert error_of(result).startswith("drafts/people.yml")
        assert message in error_of(result)


@pytest.mark.parametrize(
    ("name", "slug"),
    {
        "Été": "ete",
        "E\u0301te\u0301 1917": "ete-1917",
        "Çelik_Köprü": "celik-kopru",
        "The Strike!": "the-strike",
        "1917": "essay-1917",
        "港": "essay",
    }.items(),
)
def test_a_slug_has_no_accents(name: str, slug: str) -> None:
    assert propose_slug(name) == slug


def test_a_name_in_a_note_or_a_heading_has_its_place(edition: Path) -> None:
    """A note of the author is named by its id, a heading by its section."""
    body = "Mrs Wexley built it, as all of the quay knew who had been there when it was built by her.[1]"
    text = f"The Mole\n\n{body}\n\nPART TWO: MRS WEXLEY\n\n{body}\n\n[1] So wrote Mrs Wexley.\n"
    add_text(edition, "mole", text)
    (found,) = [p for p in proposals(edition, "people", "--essay", "mole") if "Wexley" in p["subject"]]
    assert {"p1", "p2", "note_1"} <= {place["paragraph"] for place in found["places"]}
    assert all(place["paragraph"] for place in found["places"])
