"""`edition collate` on a small edition, with works written for it, and the verdicts that it contradicts."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any, get_args

import pytest

from edition.editing.alignment import Alignment
from edition.editing.collate import Collation, Quoted, Result, contradicts, is_found, is_found_elsewhere
from edition.editing.differences import Difference
from edition.inputs.paths import QUOTATIONS, WORKS
from edition.model.entries import QuotationEntry, QuotationPlace
from edition.model.manifest import TextQuoteSelector
from edition.model.vocabulary import Verdict
from tests.support.commands import change, error_of, line_of, output_of, run
from tests.support.editions import HARBOUR, lay_out

SONGS = """\
The Quay Songs. Number 4.
A rope is many threads that have agreed.
Number 7.
Keep it for the boat you cannot see,
and for the boat that cannot see you
keep it twice.
"""
NOTICES = """\
No. 31. The rate is lowered because the harbour is poor. The harbour is poor because the rate is high.
No answer to this notice is needed, and none will be read. Given on the fourteenth of January.
"""
LETTER = """\
Sirs, you say that the harbour is poor because the rate is high. We say that the harbour does not belong
to those who own it but to those who would be missed. They have written down what they never dared to say,
and, since it is written, now it can be answered.
"""
LOG = "9 February. Nobody came; a day nobody begins has not begun.\n"

TEXTS = {
    "songs.txt": (SONGS, "ferrow-quay-songs-1871", ""),
    "notices.txt": (NOTICES, "harbour-notices-1889", ""),
    "letter.txt": (LETTER, "ondry-letter-1889", ""),
    "log.txt": (LOG, "thornby-log-1889", "        part: The year 1889\n"),
}


def checksum_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@pytest.fixture(scope="module")
def with_works(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The edition with texts of four of its works; tests must not change it."""
    root = lay_out(tmp_path_factory.mktemp("works") / "edition", HARBOUR)
    (root / "works").mkdir()
    for name, (text, work, key) in TEXTS.items():
        (root / "works" / name).write_text(text, encoding="utf-8")
        entry = f"  - id: {work}\n"
        listed = f"{entry}    texts:\n      - sha256: {checksum_of(text)}\n{key}"
        change(root / WORKS, entry, listed)
    run("collate", "--project", str(root))  # the registries are checked once
    return root


@pytest.fixture
def root(with_works: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the edition with works, as the current directory; tests may change it."""
    root = tmp_path / "edition"
    shutil.copytree(with_works, root)
    monkeypatch.chdir(root)
    return root


def results(*arguments: str) -> dict[tuple[str, str], dict[str, Any]]:
    """Return what `edition collate` says about each quotation, by its id and the essay."""
    printed = json.loads(run("collate", "--format", "json", *arguments).stdout)
    return {(entry["quotation"], entry["essay"]): entry for entry in printed["quotations"]}


# --- results -------------------------------------------------------------------------------------


def test_each_quotation_has_a_result(root: Path) -> None:
    found = {key: entry["result"] for key, entry in results().items()}
    assert found["many-threads", "dockers-strike"] == "as-printed"
    assert found["boat-you-cannot-see", "stack-light"] == "as-printed"
    assert found["boat-you-cannot-see", "keeper-letters"] == "as-printed"
    assert found["rate-is-lowered", "dockers-strike"] == "as-printed"
    assert found["day-nobody-begins", "stack-light"] == "as-printed"
    assert found["day-nobody-begins", "dockers-strike"] == "differs"
    assert found["those-who-would-be-missed", "dockers-strike"] == "as-printed"
    assert found["never-dared-to-say", "dockers-strike"] == "elsewhere"
    assert found["two-consciences", "dockers-strike"] == "no-work"
    (root / "works/log.txt").unlink()
    assert results()["day-nobody-begins", "stack-light"]["result"] == "no-text-of-work"


@pytest.mark.usefixtures("root")
def test_a_difference_is_given_word_by_word() -> None:
    entry = results()["day-nobody-begins", "dockers-strike"]
    assert entry["differences"] == [{"kind": "added", "essay": "that", "work": ""}]
    assert (entry["line"], entry["contradicts"]) == (1, False)


@pytest.mark.usefixtures("root")
def test_the_parts_of_an_interrupted_quotation_are_compared_as_one() -> None:
    """What the essay's own words stand for is left out with a mark."""
    entry = results()["those-who-would-be-missed", "dockers-strike"]
    assert (entry["differences"], entry["line"]) == ([], 1)


@pytest.mark.usefixtures("root")
def test_the_table_is_for_readers() -> None:
    lines = run("collate").stdout.splitlines()
    (row,) = [line for line in lines if line.startswith("day-nobody-begins  ") and "dockers" in line]
    assert row.split() == [
        *(
            "day-nobody-begins",
            "dockers-strike#p17",
            "variant",
            "differs",
            "thornby-log-1889",
            "works/log.txt:1",
        ),
    ]
    assert lines[lines.index(row) + 1] == "    adds “that”"
    assert lines[-1].startswith("15 quotations: ")


@pytest.mark.usefixtures("root")
def test_the_data_name_the_texts_by_their_checksums() -> None:
    texts = json.loads(run("collate", "--format", "json").stdout)["texts"]
    assert [text["file"] for text in texts] == [f"works/{name}" for name in sorted(TEXTS)]
    assert texts[0]["sha256"] == checksum_of(LETTER)


def test_an_essay_without_its_text_is_named(root: Path) -> None:
    (root / "sources/stack.txt").unlink()
    entry = results()["boat-you-cannot-see", "stack-light"]
    assert entry["result"] == "no-text-of-essay"
    assert "no text of the essay" in run("collate").stdout


def test_a_text_may_be_of_several_works(root: Path) -> None:
    """A volume has them all; what stands in it is in each."""
    volume = SONGS + LETTER
    for name, text in (("songs.txt", SONGS), ("letter.txt", LETTER)):
        (root / "works" / name).unlink()
        change(root / WORKS, checksum_of(text), checksum_of(volume))
    (root / "works/volume.txt").write_text(volume, encoding="utf-8")
    found = results()
    assert found["many-threads", "dockers-strike"]["result"] == "as-printed"
    assert found["those-who-would-be-missed", "dockers-strike"]["result"] == "as-printed"


# --- errors --------------------------------------------------------------------------------------


def settle(root: Path) -> None:
    """Give the quotations the verdicts that the works show."""
    told = "    verdict: not-found\n    differs: Nobody"
    change(
        root / QUOTATIONS,
        told,
        told.replace("verdict: not-found", "work: ondry-letter-1889\n    verdict: trimmed"),
    )
    poor = "    said: '1889-01-16'\n    verdict: as-published\n"
    settled = poor.replace("as-published", "trimmed\n    differs: A word is left out.")
    change(root / QUOTATIONS, poor, settled)


def replace_text(root: Path, name: str, text: str) -> None:
    """Replace a text by another one, which the registry lists in its place."""
    old = TEXTS[name][0]
    (root / "works" / name).write_text(text, encoding="utf-8")
    change(root / WORKS, checksum_of(old), checksum_of(text))


def test_contradicted_verdicts_are_errors_each_in_one_line(root: Path) -> None:
    result = run("collate")
    assert result.exit_code == 1
    not_found, differs = result.stderr.splitlines()
    line = line_of(root / QUOTATIONS, "id: never-dared-to-say") + 4
    assert not_found == (
        f"edition: {QUOTATIONS}, line {line}: never-dared-to-say: the verdict on 'dockers-strike' is "
        "'not-found', but the quotation is in ondry-letter-1889 (works/letter.txt, line 2). "
        "Name that work, or correct the verdict"
    )
    line = line_of(root / QUOTATIONS, "id: harbour-is-poor") + 5
    assert differs == (
        f"edition: {QUOTATIONS}, line {line}: harbour-is-poor: the verdict on 'harbour-council' is "
        "'as-published', but the quotation differs from ondry-letter-1889 (works/letter.txt, line 1): "
        "leaves out “that”. "
        "Correct the verdict, or name in works.yml the print or translation that the text follows"
    )


def test_settled_verdicts_are_no_errors(root: Path) -> None:
    settle(root)
    assert output_of("collate").endswith("15 quotations: 7 as printed; 3 differs; 5 no work named\n")


def test_a_verdict_on_one_place_is_found_by_its_own_line(root: Path) -> None:
    settle(root)
    replace_text(root, "log.txt", LOG.replace("a day nobody", "a day which nobody"))
    line = line_of(root / QUOTATIONS, "differs: It is given as it stands in the log.") - 1
    claim = f"{QUOTATIONS}, line {line}: day-nobody-begins: the verdict on 'stack-light'"
    assert error_of(run("collate")).startswith(claim)


def test_another_translation_does_not_contradict_a_verdict(root: Path) -> None:
    """The essay may quote the standard edition, which is not there."""
    settle(root)
    songs = SONGS.replace("many threads", "several strands")
    replace_text(root, "songs.txt", songs)
    assert "many-threads: the verdict" in error_of(run("collate"))
    checksum = checksum_of(songs)
    change(root / WORKS, checksum, f"{checksum}\n        edition: The print of 1890")
    assert "“many threads” for “several strands”" in output_of("collate")


def test_what_is_missing_from_a_whole_work_contradicts_but_not_from_a_part(root: Path) -> None:
    settle(root)
    replace_text(root, "log.txt", "10 February. Snow.\n")
    assert "only a part of the work" in output_of("collate")
    change(root / WORKS, "        part: The year 1889\n", "")
    assert "is 'as-published', but the quotation is not in thornby-log-1889. " in error_of(run("collate"))


def test_a_text_that_no_work_lists_is_an_error(root: Path) -> None:
    (root / "works/other.txt").write_text("Of another work.", encoding="utf-8")
    assert error_of(run("collate")) == (
        f"works/other.txt: is none of the texts in {WORKS}. "
        f"List it under `texts` of its work, with sha256: {checksum_of('Of another work.')}"
    )


def test_a_changed_text_is_not_taken_for_the_one_that_is_listed(root: Path) -> None:
    change(root / "works/songs.txt", "threads", "strands")
    assert error_of(run("collate")).startswith("works/songs.txt: is none of the texts")


def test_without_any_work_there_is_nothing_to_collate(root: Path) -> None:
    shutil.rmtree(root / "works")
    assert error_of(run("collate")) == (
        "works: contains no text of a work. "
        "Put works into works/ as .txt files, or name their folder with --works"
    )


def test_the_folder_of_works_can_be_elsewhere(root: Path, tmp_path: Path) -> None:
    shutil.move(root / "works", tmp_path / "library")
    entry = results("--works", str(tmp_path / "library"))["many-threads", "dockers-strike"]
    assert entry["result"] == "as-printed"


def test_a_build_does_not_need_the_works(root: Path) -> None:
    shutil.rmtree(root / "works")
    assert "harbour-council" in output_of("build", "--markdown-only")


# --- thresholds and verdicts ---------------------------------------------------------------------


def alignment(common: int, words: int) -> Alignment:
    return Alignment(0, 1, common, words, (Difference("changed", "here", "there"),))


@pytest.mark.parametrize(
    ("common", "words", "expected"),
    [(5, 10, True), (4, 10, False), (5, 9, True), (4, 9, False), (6, 8, True), (5, 8, False), (2, 3, True)],
)
def test_half_of_a_long_quotation_must_be_there_and_two_thirds_of_a_short_one(
    common: int, words: int, expected: bool
) -> None:
    assert is_found(alignment(common, words)) is expected


@pytest.mark.parametrize(
    ("common", "words", "expected"),
    [(5, 6, True), (4, 6, False), (8, 10, True), (7, 10, False), (5, 5, False)],
)
def test_only_what_cannot_be_chance_is_found_in_another_work(common: int, words: int, expected: bool) -> None:
    assert is_found_elsewhere(alignment(common, words)) is expected


def judged(verdict: Verdict, result: Result, *, conclusive: bool = True) -> bool:
    """Return whether a result contradicts a verdict."""
    place = QuotationPlace("essay", TextQuoteSelector(("quotations", 0, "places", 0), "words"), 0, "", "")
    entry = QuotationEntry(
        *("an-id", "A title", "", "Somebody", "a-work", None, ""),
        verdict=verdict,
        differs="",
        certainty="confirmed",
        sources_note="Seen.",
        places=(place,),
    )
    return contradicts(Collation(Quoted(entry, "essay", "p1", place), result, is_conclusive=conclusive))


VERDICTS: tuple[Verdict, ...] = get_args(Verdict)


@pytest.mark.parametrize(
    ("result", "contradicted"),
    [
        ("as-printed", {"variant", "not-checked", "not-found"}),
        ("differs", {"as-published", "wrong-page", "wrong-date", "not-checked", "not-found"}),
        ("not-in-work", {"as-published", "wrong-page", "wrong-date", "trimmed"}),
        ("elsewhere", {"as-published", "wrong-page", "wrong-date", "trimmed", "not-checked", "not-found"}),
        ("no-text-of-work", set()),
        ("no-work", set()),
        ("no-text-of-essay", set()),
    ],
)
def test_each_result_contradicts_certain_verdicts(result: Result, contradicted: set[Verdict]) -> None:
    assert {verdict for verdict in VERDICTS if judged(verdict, result)} == contradicted


@pytest.mark.parametrize("result", ["as-printed", "differs", "elsewhere"])
def test_any_text_shows_that_a_quotation_is_not_unseen(result: Result) -> None:
    """Other verdicts need a text of the standard edition."""
    found = {verdict for verdict in VERDICTS if judged(verdict, result, conclusive=False)}
    assert found == {"not-checked", "not-found"}
