"""The feed of editions was last changed on the day of its newest edition."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree

from edition.exports.feed import atom_feed
from edition.model.publication import Name, Publication, Release

ATOM = {"a": "http://www.w3.org/2005/Atom"}
RELEASES = [
    Release("1.1.0", "2024-05-06", "Notes on wages."),
    Release("1.0.0", "2023-11-30", "With a timeline."),
    Release("0.1.0", "2021-01-02", "First version."),
]


def test_the_feed_has_the_date_of_its_newest_edition() -> None:
    """Feed readers compare `updated` to find changes (RFC 4287, 4.2.15)."""
    edition = Publication("Harbours", "1.1.0", date(2024, 5, 6), (Name("Quill", "Robin"),), language="en")
    root = ElementTree.fromstring(atom_feed(edition, RELEASES))  # noqa: S314 - our own
    assert root.findtext("a:updated", namespaces=ATOM) == "2024-05-06T00:00:00Z"
    entries = [
        (entry.findtext("a:title", namespaces=ATOM), entry.findtext("a:updated", namespaces=ATOM))
        for entry in root.findall("a:entry", ATOM)
    ]
    assert entries == [
        ("Version 1.1.0", "2024-05-06T00:00:00Z"),
        ("Version 1.0.0", "2023-11-30T00:00:00Z"),
        ("Version 0.1.0", "2021-01-02T00:00:00Z"),
    ]
