"""Texts with a great deal of one thing: what a build takes, of a tenth of it and of all."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.editions import with_own_texts
from bench.running import Run, attempt, note
from edition.inputs.paths import MANIFEST
from edition.inputs.texts import fingerprint

MAX_MEMORY = 1000
"""The most memory that a build may take, in MB."""

MAX_TIMES = 12.0
"""How many times as long a build of ten times the text may take."""

_TITLE, _HEADING = "A Great Deal of One Thing", "1. All of it"


@dataclass(frozen=True)
class Hostile:
    """A kind of text."""

    name: str
    count: int
    """How many of the things the largest text has."""
    make: Callable[[int], str]
    """Makes a text with so many of them."""
    is_refused: bool = False
    """Whether a text with all of them is longer than is allowed."""


def _paragraphs(count: int) -> str:
    return "\n\n".join(f"Paragraph {n} of a text that goes on and on." for n in range(count))


def _open_quotations(count: int) -> str:
    return "\n\n".join(f"“Paragraph {n} opens a quotation and does not close it." for n in range(count))


def _years(count: int) -> str:
    return "1917-" * count


def _notes(count: int) -> str:
    labels = [f"{n:x}" for n in range(1, count + 1)]
    calls = "\n\n".join(f"A sentence that has a note of its own.[{label}]" for label in labels)
    notes = "\n\n".join(f"[{label}] The words of note {label}." for label in labels)
    return f"{calls}\n\nNotes\n\n{notes}"


def _line(count: int) -> str:
    return "word " * count


KINDS = (
    Hostile("paragraphs", 100_000, _paragraphs),
    Hostile("paragraphs that open a quotation", 50_000, _open_quotations),
    Hostile("times `1917-` in a line", 50_000, _years),
    Hostile("notes", 10_000, _notes),
    Hostile("words in a line of 10 MB", 2_000_000, _line, is_refused=True),
)


def measure_hostile(folder: Path) -> Iterator[str]:
    """Print what builds of such texts in a `folder` take; yield a line for each limit that is exceeded."""
    print("\nTexts with a great deal of one thing: seconds of processor time of a build, and its memory")
    for kind in KINDS:
        small, large = (_build(folder, kind, count) for count in (kind.count // 10, kind.count))
        growth = large.processor / small.processor if isinstance(small, Run) and isinstance(large, Run) else 0
        print(f"{kind.count:>9,} {kind.name}: {_described(large)}", flush=True)
        note(f"a tenth of them: {_described(small)}" + f"; so {growth:.1f} times as long" * bool(growth))
        for count, taken, is_refused in (
            (kind.count // 10, small, False),
            (kind.count, large, kind.is_refused),
        ):
            if (outcome := _outcome(taken)) != ("refused" if is_refused else "built"):
                yield f"{count:,} {kind.name}: {outcome}"
        if growth > MAX_TIMES:
            yield f"{kind.count:,} {kind.name}: {growth:.1f} times as long as a tenth of them"
        if isinstance(large, Run) and large.memory > MAX_MEMORY:
            yield f"{kind.count:,} {kind.name}: {large.memory:.0f} MB"


def _outcome(taken: Run | str) -> str:
    """Return in a word how a build ended; what is refused is, in a line of the program."""
    if isinstance(taken, Run):
        return "built"
    return "refused" if taken.startswith("edition: ") else "failed"


def _build(folder: Path, kind: Hostile, count: int) -> Run | str:
    """Build an edition of a text; return what it took, or why it was refused."""
    root = folder / f"hostile-{KINDS.index(kind)}-{count}"
    write_edition(root, kind, count)
    return attempt([sys.executable, "-m", "edition", "build"], root, with_own_texts(os.environ))


def write_edition(root: Path, kind: Hostile, count: int) -> None:
    """Write an edition of one text that has so many things of a kind into the folder `root`."""
    text = f"{_TITLE}\n\nBy Nobody\n\n{_HEADING}\n\n{kind.make(count)}\n"
    identity = fingerprint(text)
    known = {"words": identity.words, "digest": identity.digest, "sketch": "".join(identity.sketch)}
    author = {"is": "Nobody", "family": "Nobody", "certainty": "confirmed"}
    unknown, sections = {"certainty": "unknown"}, [{"id": "all", "heading": _HEADING, "begins": _HEADING}]
    entry: dict[str, object] = {
        "slug": "a-great-deal",
        "title": _TITLE,
        "author": author,
        "fingerprint": known,
        "rights": "None.",
    }
    entry |= {"publisher": unknown, "date": unknown, "address": unknown, "sections": sections}
    entry["conventions"] = ["notes"]
    files = {
        MANIFEST: json.dumps({"essays": [entry]}),
        "mkdocs.yml": "site_name: A great deal\n",
        "docs/index.md": "# Home\n",
        "sources/a-great-deal.txt": text,
    }
    for path, content in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(content, encoding="utf-8", newline="")


def _described(taken: Run | str) -> str:
    if isinstance(taken, str):
        return taken.strip() or "failed"
    return f"{taken.processor:.1f} s, {taken.memory:.0f} MB"
