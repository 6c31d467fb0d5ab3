"""What `make bench` measures can be built, its limits hold, and it counts quotations rightly."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from bench import builds, hostile, reuse, serving
from bench.build_runs import Build, Comparison, Round
from bench.editions import change_word, prepare_edition, read_originals
from bench.planted_quotations import Planted, Quotation, score
from bench.running import Run
from edition.build.outputs import output_files
from edition.build.stages import assemble
from edition.inputs.texts import FOLDER_VARIABLE


def test_an_edition_to_measure_is_one(tmp_path: Path) -> None:
    root = tmp_path / "edition"
    originals = list(read_originals())
    prepare_edition(root, originals, len(originals) + 1)
    edition = assemble(root, None)
    assert len(edition.texts) == len(originals) + 1
    assert "docs/people.md" in output_files(edition)


def test_a_changed_word_is_on_its_page_and_on_no_other_essay(tmp_path: Path) -> None:
    root = tmp_path / "edition"
    originals = list(read_originals())
    prepare_edition(root, originals, len(originals) + 1)
    changes = [change_word(root, originals, turn) for turn in range(3)]
    files = output_files(assemble(root, None))
    essays = {path: text for path, text in files.items() if path.startswith("docs/essays/")}
    assert len({change.word for change in changes}) == 3
    for change in changes:
        having = [path for path, text in essays.items() if change.word in text]
        assert having == [f"docs/{change.page.removesuffix('/')}.md"]


def test_an_edition_of_fewer_essays_than_there_are_can_be_changed(tmp_path: Path) -> None:
    originals = list(read_originals())
    prepare_edition(tmp_path / "edition", originals, 1)
    change = change_word(tmp_path / "edition", originals, 0)
    assert change.word in (tmp_path / "edition/sources/0000.txt").read_text(encoding="utf-8")


def test_an_edition_is_served_with_its_own_texts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever folder of texts is named: otherwise a changed word would never be there."""
    originals = list(read_originals())
    monkeypatch.setattr(serving, "CHANGES", range(1))
    monkeypatch.setattr(serving, "_PATIENCE", 20)
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "elsewhere"))
    serving.measure_serving(originals, [1], tmp_path)
    assert "1 essays: " in capsys.readouterr().out


def compared(whole: float, generator: float, mkdocs: float) -> Comparison:
    """Return a build that took `whole` seconds, beside MkDocs alone."""
    ours = Build(Run(whole, whole, 50), start=0.1, generator=generator, books=0, pictures=0)
    return Comparison(ours, Run(mkdocs, mkdocs, 50), None)


def exceeded(monkeypatch: pytest.MonkeyPatch, sizes: dict[int, Round]) -> list[str]:
    """Return the limits that the builds of these sizes exceed."""
    monkeypatch.setattr(builds, "build_rounds", lambda _, size, __: [sizes[size]])
    return builds.measure_builds([], list(sizes), Path())


GOOD: Round = {
    "clean": compared(50, 10, 10),
    "unchanged": compared(14, 10, 10),
    "word": compared(14, 4, 10),
}
"""Each build takes as long as it may."""


def test_builds_within_the_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    tenfold = {
        state: compared(
            11 * c.ours.whole.processor,
            11 * c.ours.generator,
            11 * c.mkdocs.processor,
        )
        for state, c in GOOD.items()
    }
    assert exceeded(monkeypatch, {5: GOOD, 50: GOOD, 500: tenfold}) == []


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"unchanged": compared(14.1, 10, 10)}, ", nothing changed: 1.41 times plain MkDocs"),
        ({"word": compared(14.1, 5, 10)}, ", one word changed: 1.41 times plain MkDocs"),
        ({"word": compared(14, 3.5, 10)}, ": own stages after one word take 0.26 of those of a clean build"),
    ],
)
def test_a_build_that_takes_too_long(monkeypatch: pytest.MonkeyPatch, change: Round, message: str) -> None:
    assert exceeded(monkeypatch, {101: {**GOOD, **change}}) == [f"101 essays{message}"]


def test_own_stages_of_a_small_edition_have_no_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its start is a large part of a build, and a changed word changes the book of all essays."""
    assert exceeded(monkeypatch, {100: {**GOOD, "word": compared(14, 3.5, 10)}}) == []


def test_builds_that_grow_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    large = {**GOOD, "clean": compared(551, 110, 110)}
    assert exceeded(monkeypatch, {50: GOOD, 500: large}) == [
        "growth from 50 to 500 essays, with nothing of earlier builds: 11.0 times"
    ]


@pytest.mark.parametrize(
    ("kind", "thing"),
    [
        *zip(
            hostile.KINDS,
            (" goes on and on.\n", " does not close it.\n", "1917", "](#note_", "word"),
            strict=True,
        )
    ],
)
def test_a_text_with_a_great_deal_of_one_thing_is_one(
    kind: hostile.Hostile, thing: str, tmp_path: Path
) -> None:
    hostile.write_edition(tmp_path, kind, 30)
    assert output_files(assemble(tmp_path, None))["docs/essays/a-great-deal.md"].count(thing) >= 29


def test_what_is_refused_of_many_is_built_of_few(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    kind = replace(next(kind for kind in hostile.KINDS if kind.is_refused), count=30)
    monkeypatch.setattr(hostile, "KINDS", [kind])
    assert list(hostile.measure_hostile(tmp_path)) == [f"30 {kind.name}: built"]
    assert f"       30 {kind.name}: " in capsys.readouterr().out


@pytest.mark.parametrize(
    ("small", "large", "message"),
    [
        (Run(10, 10, 100), Run(120, 120, 1000), None),
        (Run(10, 10, 100), Run(121, 121, 1000), "12.1 times as long as a tenth of them"),
        (Run(10, 10, 100), Run(120, 120, 1001), "1001 MB"),
        (Run(10, 10, 100), "edition: too long", "refused"),
        (Run(10, 10, 100), "Traceback", "failed"),
    ],
)
def test_a_text_that_takes_too_much(
    small: Run, large: Run | str, message: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    kind = hostile.KINDS[0]
    monkeypatch.setattr(hostile, "KINDS", [kind])
    found = iter((small, large))
    monkeypatch.setattr(hostile, "_build", lambda *_: next(found))
    expected = [f"{kind.count:,} {kind.name}: {message}"] if message else []
    assert list(hostile.measure_hostile(Path())) == expected


def test_quotations_are_counted() -> None:
    """Half of a quotation must be found, and half of a finding must be a quotation."""
    quotations = [Quotation((1, 5), 4, 0), Quotation((6, 10), 4, 1)]
    planted = Planted("", "zero one two three four five six seven eight nine ten", quotations)
    result = score(planted, [(3, 7), (0, 1)])
    assert (result.recall, result.precision) == (0.5, 0.5)
    assert result.missed == {quotations[1]}
    assert planted.place(5, 12) == (1, 3)


def test_quid_that_is_killed_is_no_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The system kills what needs too much memory, and then it says nothing."""
    script = tmp_path / "quid_matches.py"
    script.write_text("import os, signal\nos.kill(os.getpid(), signal.SIGTERM)\n", encoding="utf-8")
    monkeypatch.setattr(reuse, "_HERE", tmp_path)
    monkeypatch.setattr(reuse, "_install_quid", lambda: Path(sys.executable))
    reuse.measure_reuse(list(read_originals()), [1])
    assert "Quid failed: it ended with status " in capsys.readouterr().out
