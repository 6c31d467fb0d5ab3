"""Settings of an edition: language, calendar, and the introduction of works."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from jinja2 import Environment

from edition.inputs.configuration import parse_configuration
from edition.inputs.manifest import parse_manifest
from edition.inputs.paths import ANNOTATIONS, DATES, MANIFEST, WORKS, schema_path
from edition.inputs.publication import parse_publication
from edition.inputs.registries import load_registry
from edition.model.errors import EditionError
from edition.model.registry import Calendar
from tests.support.environment import ROOT

ENTRY = """\
essays:
  - slug: cranes
    title: The Cranes
    author: {certainty: unknown}
    publisher: {certainty: unknown}
    date: {certainty: unknown}
    address: {certainty: unknown}
    rights: Ours.
    fingerprint: {words: 7, digest: "fedcba9876543210", sketch: ""}
    sections: [{id: opening, heading: Opening, begins: The water}]
"""
SCHEMA = (ROOT / schema_path(MANIFEST)).read_text(encoding="utf-8")

CITATION = "title: T\nversion: '1'\ndate-released: 2026-01-02\nauthors: [{name: Us}]\n"


@pytest.mark.parametrize(
    ("theme", "language"),
    [
        ("theme: {name: material, language: de}\n", "de"),
        ("theme: {name: material}\n", "en"),
        ("theme: material\n", "en"),
        ("", "en"),
    ],
)
def test_the_language_of_an_edition_is_that_of_its_theme(theme: str, language: str) -> None:
    """The default is English, as in the generator."""
    assert parse_configuration(f"site_name: Cranes\n{theme}", {}).language == language


def test_an_essay_is_in_the_language_of_the_edition_unless_its_entry_names_another() -> None:
    (entry,) = parse_manifest(ENTRY, SCHEMA, language="de").entries
    assert entry.language == "de"
    french = ENTRY.replace("    rights:", "    language: fr\n    rights:")
    assert parse_manifest(french, SCHEMA, language="de").entries[0].language == "fr"


def test_the_edition_is_cited_in_its_language() -> None:
    assert parse_publication(CITATION, "de").language == "de"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with only the schemas."""
    (tmp_path / ANNOTATIONS).mkdir(parents=True)
    for file in (DATES, WORKS):
        shutil.copy(ROOT / schema_path(file), tmp_path / ANNOTATIONS)
    return tmp_path


STRIKE = """\
dates:
  - {date: "1911", title: The strike, what: The cranes stood., certainty: confirmed,
     sources-note: The Gazette.}
"""


def test_a_calendar_is_read(checkout: Path) -> None:
    calendar = "calendar: {id: of-the-harbour, description: Two days behind ours., ours: at sea}\n"
    (checkout / DATES).write_text(calendar + STRIKE, encoding="utf-8")
    read = load_registry(checkout).calendar
    assert read == Calendar("of-the-harbour", "Two days behind ours.", "at sea")
    assert read.heading == "At sea"


def test_without_a_calendar_none_is_described(checkout: Path) -> None:
    (checkout / DATES).write_text(STRIKE, encoding="utf-8")
    calendar = load_registry(checkout).calendar
    assert (calendar.id, calendar.ours) == ("old-style", "new style")
    assert "Julian" not in calendar.description


@pytest.mark.parametrize(
    ("calendar", "what"),
    [
        ("calendar: {id: old}\n", "the key 'description' is missing"),
        ("calendar: {description: Old., name: Old}\n", "unknown key 'name'"),
        ("calendar: {description: Old., id: Old Style}\n", "id must match pattern"),
    ],
)
def test_an_error_in_a_calendar_has_a_line_number(checkout: Path, calendar: str, what: str) -> None:
    (checkout / DATES).write_text("# ours\n" + calendar + STRIKE, encoding="utf-8")
    with pytest.raises(EditionError) as error:
        load_registry(checkout)
    assert (error.value.file, error.value.where) == (DATES, "line 2")
    assert what in error.value.what


def test_the_introduction_of_works_is_read(checkout: Path) -> None:
    """Its line breaks are kept; without the key it is empty."""
    work = "works:\n  - {id: letters, title: L, by: Her, year: '1911', form: letter, published: Now., "
    work += "certainty: confirmed, sources-note: The print.}\n"
    (checkout / WORKS).write_text("introduction: |\n  CW are the *Works*.\n  L are letters.\n" + work)
    assert load_registry(checkout).introduction == "CW are the *Works*. L are letters."
    (checkout / WORKS).write_text(work)
    assert load_registry(checkout).introduction == ""


@pytest.mark.parametrize(
    ("variables", "address"),
    [
        ({"REPOSITORY_URL": "https://example.org/quays"}, "https://example.org/quays"),
        ({"REPOSITORY_URL": "https://example.org/quays/"}, "https://example.org/quays"),
        ({"REPOSITORY_URL": ""}, ""),
        ({}, ""),
    ],
)
def test_the_repository_is_the_one_that_is_configured(variables: dict[str, str], address: str) -> None:
    text = 'extra:\n  repository: !ENV [REPOSITORY_URL, ""]\n'
    assert parse_configuration(text, variables).repository == address


def test_a_configuration_need_not_name_a_repository() -> None:
    assert parse_configuration("extra:\n", {}).repository == ""
    assert parse_configuration("site_name: Quays\n", {}).repository == ""


@pytest.mark.parametrize(
    ("repository", "shown"),
    [
        (
            "https://example.org/a&b",
            ' (<a href="https://example.org/a&amp;b">example.org/a&amp;b</a>)',
        ),
        ("", ""),
    ],
)
def test_a_page_names_the_repository_where_it_is_known(repository: str, shown: str) -> None:
    template = (ROOT / "overrides/partials/repository.html").read_text(encoding="utf-8")
    config = {"extra": {"repository": repository}}
    assert Environment(autoescape=False).from_string(template).render(config=config) == shown  # noqa: S701
