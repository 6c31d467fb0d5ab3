"""The proposals of `edition report` for an edition with empty registries."""

from __future__ import annotations

from pathlib import Path

import pytest

from edition.editing.new_entry import propose_slug
from tests.support.commands import output_of

SECOND = """The Quays in Spring

By Ina Holt

The harbour had forty cranes in 1910-12, and there was no work. Mrs Holt came in June 1913.

"Not one of us went home that night", she told the Harbour Board.
"""
DIGEST = """## 1. Before the strike {#before}

How many cranes there were. [p2-p10]

## 2. The strike {#strike}

What was asked for. [p12-p17, p19]
"""


@pytest.fixture
def report(single: Path) -> dict[str, list[str]]:
    """The lines of the report by heading."""
    second = single / "sources/second.txt"
    second.write_text(SECOND, encoding="utf-8")
    new_entry = output_of("new", str(second), "--slug", "quays")
    with (single / "docs/annotations/essays.yml").open("a", encoding="utf-8") as manifest:
        manifest.write(new_entry)
    output_of("build", "--markdown-only", "--project", str(single))
    (single / "docs/digests").mkdir()
    (single / "docs/digests/harbour-strike.md").write_text(DIGEST, encoding="utf-8")
    out: dict[str, list[str]] = {}
    heading = ""
    for line in output_of("report", "--project", str(single)).splitlines():
        if line.startswith("  "):
            out[heading].append(line.strip())
        else:
            heading = "Years" if line.startswith("Dates whose year") else line.split()[0]
            out[heading] = []
    return out


def test_a_passage_of_two_essays_is_proposed(report: dict[str, list[str]]) -> None:
    (passage,) = report["Passages"]
    assert passage.startswith("harbour-strike ")
    assert ", quays " in passage
    assert "had forty cranes" in passage


def test_unregistered_quotations_are_proposed(report: dict[str, list[str]]) -> None:
    assert any(line.endswith("Not one of us went home that night") for line in report["Possible"])


def test_dates_without_an_entry_are_counted(report: dict[str, list[str]]) -> None:
    assert {"1910/1912: 2", "1911-05: 1", "1913-06: 1"} <= set(report["Dates"])


def test_names_are_proposed_as_entries(report: dict[str, list[str]]) -> None:
    """Without titles before them, and not those of bodies and months."""
    assert "- id: ina-holt" in report["Names"]
    assert 'names: ["Ina Holt", "Holt"]' in report["Names"]
    assert not any(word in line for line in report["Names"] for word in ("Harbour Board", "June", "Mrs"))


def test_inferred_years_are_listed_for_the_editor(report: dict[str, list[str]]) -> None:
    assert "harbour-strike ¶3: spring is 1912-21" in report["Years"]


def test_paragraphs_missing_from_a_digest_are_listed(report: dict[str, list[str]]) -> None:
    assert report["Paragraphs"] == ["harbour-strike: p1, p11, p18"]


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
