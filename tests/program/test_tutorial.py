"""The tutorial: its commands are run and its files are written, in their order, as a new user would."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.commands import output_of
from tests.support.environment import ROOT
from tests.support.markup import parse

TUTORIAL = ROOT / "docs/guide/tutorial.md"
_BLOCK = re.compile(r"(?P<before>[^\n]*(?:\n[^\n]+)*)\n\n```(?P<language>\w+)\n(?P<text>.*?)```", re.DOTALL)


def steps() -> Iterator[tuple[str, str, str]]:
    """Yield each block of the tutorial: its language, its text, and the paragraph before it."""
    for match in _BLOCK.finditer(TUTORIAL.read_text(encoding="utf-8")):
        yield match["language"], match["text"], " ".join(match["before"].split())


def write(before: str, text: str) -> None:
    """Write or extend the file that the paragraph before a block names."""
    named = re.search(r"\b([Ss]ave this as|[Aa]dd this to) `([^`]+)`:$", before)
    assert named, f"no sentence says where this block goes: {text}"
    path = Path(named[2])
    with path.open("a" if "dd" in named[1] else "x", encoding="utf-8") as file:
        file.write(text)


def test_every_command_and_file_of_the_tutorial(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """At its end the essay has its notes, the registers its entries, and the digest its place."""
    monkeypatch.chdir(tmp_path)
    ran = []
    for language, text, before in steps():
        if language == "sh":
            continue  # installs the program, as in the test of a wheel
        if language != "console":
            write(before, text)
            continue
        for line in text.splitlines():
            command, _, target = line.removeprefix("$ ").partition(" >> ")
            program, *arguments = shlex.split(command)
            if program == "cd":
                monkeypatch.chdir(arguments[0])
                continue
            assert program == "edition", line
            printed = output_of(*arguments)
            ran.append(arguments[0])
            if target:
                with Path(target).open("a", encoding="utf-8") as file:
                    file.write(printed)
    assert {"init", "build", "new", "report", "check"} <= {*ran}
    page = parse(Path("site/essays/night-school/index.html").read_text(encoding="utf-8"))
    words = " ".join(page.text().split())
    assert "asked the owner for the counting room" in words  # its lines are joined
    assert "Founder of the night school at Harrow Beck." in words
    assert "Eleven people come to the first evening" in words
    assert "had learnt to read from crates" in words
    for name, entry in (
        ("people", "edith-marsh"),
        ("timeline", "1884-10-03"),
        ("quotations", "bring-your-own-candle"),
    ):
        register = parse(Path(f"site/{name}/index.html").read_text(encoding="utf-8"))
        assert register.by_id(entry)
