"""After October as other programs read it: link previews, pictures, metadata, feed."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import yaml

from edition.inputs.publication import load_publication
from edition.inputs.version_records import load_records
from edition.markup.markdown import split_front_matter
from tests.program.exports.test_link_previews import (
    ATOM,
    test_each_page_says_how_to_cite_it_without_scripts,
    test_every_address_has_a_preview_that_leads_to_it,
    test_lists_name_every_entry,
    test_pictures_are_small_and_have_the_stated_size,
    test_previews_are_small,
    test_previews_say_that_they_show_a_digest,
    test_previews_show_the_passage,
    test_reference_managers_find_metadata_of_the_essay,
    test_the_data_are_described,
)
from tests.support.environment import ROOT

__all__ = (
    "test_each_page_says_how_to_cite_it_without_scripts",
    "test_every_address_has_a_preview_that_leads_to_it",
    "test_lists_name_every_entry",
    "test_pictures_are_small_and_have_the_stated_size",
    "test_previews_are_small",
    "test_previews_say_that_they_show_a_digest",
    "test_previews_show_the_passage",
    "test_reference_managers_find_metadata_of_the_essay",
    "test_the_data_are_described",
)


def test_the_feed_lists_every_version(bare_checkout: Path) -> None:
    listed = yaml.safe_load((ROOT / "docs/annotations/editions.yml").read_text(encoding="utf-8"))["editions"]
    feed = ET.parse(bare_checkout / "site/feed.xml").getroot()  # noqa: S314 - our own
    titles = [entry.findtext("a:title", namespaces=ATOM) for entry in feed.findall("a:entry", ATOM)]
    assert titles == [f"Version {release['version']}" for release in listed]


def test_everybody_names_the_same_editors_and_licence() -> None:
    """CITATION.cff, the file for Zenodo, and the description of the data."""
    publication = load_publication(ROOT, "en")
    assert publication
    zenodo = json.loads((ROOT / ".zenodo.json").read_text(encoding="utf-8"))
    about, _ = split_front_matter((ROOT / "docs/about.md").read_text(encoding="utf-8"))
    described = yaml.safe_load(about)["jsonld"]
    assert zenodo["title"] == publication.title
    assert zenodo["license"].casefold() == publication.licence.casefold()
    assert [creator["name"] for creator in zenodo["creators"]] == [n.inverted for n in publication.editors]
    assert [described["creator"]["name"]] == [name.natural for name in publication.editors]


def test_every_version_is_recorded() -> None:
    """So that a citation of it can be understood later."""
    listed = yaml.safe_load((ROOT / "docs/annotations/editions.yml").read_text(encoding="utf-8"))["editions"]
    versions = [release["version"] for release in listed]
    assert list(load_records(ROOT, versions)) == versions


def test_the_page_about_leads_to_the_repository_where_that_is_known(bare_checkout: Path) -> None:
    about = (bare_checkout / "site/about/index.html").read_text(encoding="utf-8")
    source = (ROOT / "docs/about.md").read_text(encoding="utf-8")
    assert source.count("edition<!-- repository -->") == 2  # for mistakes, and for holders of rights
    assert "<!-- repository -->" not in about
