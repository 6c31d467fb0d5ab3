"""`edition reuse`: texts for passim, and proposals from the clusters that it finds.

The fields of the records are those that passim's README and its introduction show for its input and output.
"""

from __future__ import annotations

import bz2
import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.commands import error_of, output_of, run

# in it is a character outside the basic plane, which Spark counts as one
SECOND = """The Quays in Spring

By Ina Holt

Here 𝄞 nobody slept, for “No crane moves unless we move it”, they said.
"""
WORDS = "No crane moves unless we move it"


@pytest.fixture
def edition(single: Path) -> Path:
    """An edition of two texts that have a few words in common."""
    path = single / "sources/quays.txt"
    path.write_text(SECOND, encoding="utf-8")
    with (single / "docs/annotations/essays.yml").open("a", encoding="utf-8") as manifest:
        manifest.write(output_of("new", str(path), "--slug", "quays"))
    return single


def export(edition: Path) -> list[dict[str, Any]]:
    file = edition / "in.json"
    assert output_of("reuse", "--project", str(edition), "--export", str(file)).endswith("in.json: 2 texts\n")
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def record(document: dict[str, Any], cluster: int, words: str) -> dict[str, Any]:
    """Return the record that passim writes for the words of a document, in one of its clusters."""
    begin = document["text"].index(words)
    return {
        "uid": -7966282239007996852,
        "cluster": cluster,
        "begin": begin,
        "end": begin + len(words),
        "boiler": False,
        "src": [],
        "size": 2,
        "pboiler": 0.0,
        **{key: document[key] for key in ("id", "series", "title", "author")},
        "text": words,
    }


def write_output(edition: Path, records: list[dict[str, Any]]) -> Path:
    """Write records as Spark does: a folder with a file for each worker, in the folder of the output."""
    folder = edition / "output/out.json"
    folder.mkdir(parents=True)
    (folder / "_SUCCESS").touch()
    for number, written in enumerate(records):
        file = folder / f"part-{number:05}-c000.json"
        file.write_text(json.dumps(written) + "\n", encoding="utf-8")
    return folder.parent


def imported(edition: Path, output: Path) -> list[dict[str, Any]]:
    out = output_of("reuse", "--project", str(edition), "--import", str(output), "--format", "json")
    passages: list[dict[str, Any]] = json.loads(out)["passages"]
    return passages


def test_documents_have_the_fields_that_passim_reads(edition: Path) -> None:
    """An id of its own, a series in which nothing is compared, and the text; a line for each."""
    harbour, quays = export(edition)
    assert (harbour["id"], harbour["series"]) == ("harbour-strike", "harbour-strike")
    assert quays["text"].endswith(f"for “{WORDS}”, they said.")
    assert all(isinstance(value, str) for document in (harbour, quays) for value in document.values())


def test_clusters_are_proposed_with_their_paragraphs(edition: Path) -> None:
    documents = export(edition)
    output = write_output(edition, [record(document, 7, WORDS) for document in documents])
    assert imported(edition, output) == [
        {
            "subject": WORDS,
            "remark": "cluster 7",
            "new": False,
            "places": [
                {"essay": "harbour-strike", "paragraph": "p2"},
                {"essay": "quays", "paragraph": "p1"},
            ],
        }
    ]


def test_quotations_come_first_and_then_long_passages(edition: Path) -> None:
    documents = export(edition)
    harbour, quays = documents
    records = [
        record(harbour, cluster, "the men were hired by the day"[: 10 * cluster]) for cluster in (1, 2)
    ]
    records += [record(document, 3, "crane moves") for document in (harbour, quays)]
    found = imported(edition, write_output(edition, records))
    assert [passage["remark"] for passage in found] == ["cluster 3", "cluster 2", "cluster 1"]


@pytest.mark.parametrize(("ending", "opener"), {".gz": gzip.open, ".bz2": bz2.open, "": open}.items())
def test_a_single_file_may_be_compressed(edition: Path, ending: str, opener: Any) -> None:
    (_, quays) = export(edition)
    file = edition / f"clusters.json{ending}"
    with opener(file, "wt", encoding="utf-8") as out:
        out.write(json.dumps(record(quays, 1, WORDS)) + "\n\n")
    assert len(imported(edition, file)) == 1


def test_registered_quotations_are_left_out(edition: Path) -> None:
    documents = export(edition)
    (edition / "docs/annotations/quotations.yml").write_text(
        json.dumps({"quotations": [quotation(document["id"]) for document in documents]}), encoding="utf-8"
    )
    assert imported(edition, write_output(edition, [record(d, 1, WORDS) for d in documents])) == []


def quotation(essay: str) -> dict[str, Any]:
    return {
        "id": f"crane-in-{essay}",
        "title": "The crane",
        "said-by": "A docker",
        "verdict": "not-found",
        "differs": "Nobody knows.",
        "certainty": "unknown",
        "sources-note": "Nothing was found.",
        "places": [{"essay": essay, "begins": WORDS}],
    }


@pytest.mark.parametrize(
    ("change", "message"),
    {
        "text": "quays has other words at ",
        "id": "no text is called 'pier'",
        "begin": "has no field 'begin', or one of another kind",
        "cluster": "has no field 'cluster', or one of another kind",
    }.items(),
)
def test_output_that_does_not_fit_is_reported(edition: Path, change: str, message: str) -> None:
    (_, quays) = export(edition)
    other = {"text": "No crane moved", "id": "pier", "begin": None, "cluster": None}[change]
    output = write_output(edition, [{**record(quays, 1, WORDS), change: other}])
    error = error_of(run("reuse", "--project", str(edition), "--import", str(output)))
    assert message in error
    assert "part-00000-c000.json, line 1: " in error


def test_unreadable_output_is_reported(edition: Path) -> None:
    empty = edition / "empty"
    empty.mkdir()
    (edition / "torn.json").write_text('{"id": ', encoding="utf-8")
    for path, message in (
        ("missing.json", "cannot be read"),
        ("empty", "contains no files part-*"),
        ("torn.json", "is not JSON"),
    ):
        error = error_of(run("reuse", "--project", str(edition), "--import", str(edition / path)))
        assert message in error


def test_one_of_the_two_must_be_named(edition: Path) -> None:
    for more in ([], ["--export", str(edition / "a"), "--import", str(edition / "b")]):
        result = run("reuse", "--project", str(edition), *more)
        assert result.exit_code == 2
        assert "name either --export or --import" in result.stderr
