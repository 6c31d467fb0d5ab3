"""CITATION.cff and editions.yml must name the same newest edition."""

from __future__ import annotations

from pathlib import Path

import pytest

from edition.inputs.publication import load_publication, load_releases, parse_publication
from edition.model.errors import EditionError

ANNOTATIONS = "docs/annotations"
SCHEMA = Path(__file__).parents[3] / ANNOTATIONS / "editions.schema.json"

CITATION = """
title: "Harbours"
authors:
  - family-names: Quill
    given-names: Robin
version: 1.2.0
date-released: 2024-05-06
"""


def editions(root: Path, *newest: str) -> Path:
    """Write an edition with these versions, each given as `version date`."""
    (root / ANNOTATIONS).mkdir(parents=True)
    (root / "CITATION.cff").write_text(CITATION, encoding="utf-8")
    (root / ANNOTATIONS / SCHEMA.name).write_bytes(SCHEMA.read_bytes())
    entries = "".join(
        f"  - version: {version}\n    date: '{date}'\n    summary: Version {version}.\n"
        for version, date in (release.split() for release in newest)
    )
    (root / ANNOTATIONS / "editions.yml").write_text(f"editions:\n{entries}", encoding="utf-8")
    return root


def versions(root: Path) -> list[tuple[str, str]]:
    published = load_publication(root, "en")
    assert published
    return [(release.version, release.date) for release in load_releases(root, published)]


def test_the_newest_edition_is_that_of_the_citation(tmp_path: Path) -> None:
    root = editions(tmp_path, "1.2.0 2024-05-06", "1.1.0 2023-01-01")
    assert versions(root) == [("1.2.0", "2024-05-06"), ("1.1.0", "2023-01-01")]


@pytest.mark.parametrize(
    "newest",
    [
        "1.2.0 2024-05-07",  # the right version, one day late
        "1.2.0 2023-05-06",
        "1.2.1 2024-05-06",  # the right day, another version
        "1.1.0 2023-01-01",
    ],
)
def test_another_version_or_another_date_stops_the_build(tmp_path: Path, newest: str) -> None:
    root = editions(tmp_path, newest)
    with pytest.raises(EditionError, match=r"not that of CITATION\.cff, 1\.2\.0 of 2024-05-06") as error:
        versions(root)
    assert (error.value.file, error.value.where) == (f"{ANNOTATIONS}/editions.yml", "line 2")


@pytest.mark.parametrize(
    ("line", "licence"),
    [("license: MIT", "MIT"), ("license: [MIT, 0BSD]", "MIT OR 0BSD"), ("license:", ""), ("", "")],
)
def test_a_licence_is_one_or_a_choice_of_several(line: str, licence: str) -> None:
    assert parse_publication(CITATION + line, "en").licence == licence
