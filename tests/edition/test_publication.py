"""After October as other programs read it: link previews, pictures, metadata, feed."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

import yaml

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
