"""Organisations and places as data: names.json, and nothing of them on the pages."""

from __future__ import annotations

import json
from pathlib import Path

from edition.build.edition import Edition
from edition.build.outputs import output_files
from edition.build.stages import assemble
from edition.exports.registry_data import names_file
from edition.inputs.paths import NAMES
from edition.model.registry import Registry


def test_each_name_has_its_entry_and_all_its_places(full_checkout: Path, full: Edition) -> None:
    listed = json.loads((full_checkout / "site/data/names.json").read_text(encoding="utf-8"))["names"]
    assert [entry["id"] for entry in listed] == [entry.id for entry in full.registry.names]
    sources = {text.entry.slug: text.source.text for text in full.texts}
    places = [(entry, place) for entry in listed for place in entry["places"]]
    assert places
    for entry, place in places:
        words = " ".join(sources[place["essay"]][place["start"] : place["end"]].split())
        assert words.replace("'", "’") == " ".join(place["text"].split()).replace("'", "’")
        assert place["address"].startswith(f"essays/{place['essay']}/#")
        assert entry["kind"] in ("organisation", "place")


def test_places_of_an_entry_in_the_harbour(full: Edition) -> None:
    """Where the council is that of Skerrow, Skerrow itself is not named."""
    files = names_file(full.registry, full.index.by_entity)
    by_id = {entry["id"]: entry for entry in json.loads(files["names.json"])["names"]}
    council = [place["text"] for place in by_id["harbour-council"]["places"]]
    assert council == ["harbour council of Skerrow"]
    assert by_id["harbour-council"]["what"] == "Council that owned the harbour."
    assert "essays/keeper-letters/#p1" not in [place["address"] for place in by_id["stack"]["places"]]
    assert by_id["skerrow"]["wikidata"] == "Q4115189"
    assert "exceptions" not in by_id["stack"]


def test_no_file_without_names() -> None:
    assert names_file(Registry(), {}) == {}


def test_pages_do_not_show_names(harbour: Path) -> None:
    """Without the registry, all is the same but names.json and the TEI documents."""
    with_names = output_files(assemble(harbour, None))
    (harbour / NAMES).unlink()
    without = output_files(assemble(harbour, None))
    assert with_names.keys() - without.keys() == {"docs/data/names.json"}
    changed = {path for path, text in without.items() if with_names[path] != text}
    assert changed == {path for path in without if path.startswith("docs/data/tei/")}
