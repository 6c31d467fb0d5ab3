"""Count what a reader meets: numbered calls, quiet links and signs of disagreement on each page.

Run it in the edition: `.venv/bin/python scripts/measure_notes.py`. Each essay is counted as its text, if that
is available, and as its digest. The last column is the largest number of calls side by side, with no
letter or digit between them.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections import Counter
from itertools import pairwise
from pathlib import Path

from edition.build.edition import Edition
from edition.build.stages import assemble
from edition.inputs.paths import CITATION, CONFIGURATION
from edition.inputs.texts import FOLDER_VARIABLE
from edition.model.edited_essay import EditedEssay
from edition.model.essay import Essay
from edition.model.footnote import Footnote

ROOT = Path(__file__).resolve().parent.parent

COLUMNS = ("words", "calls", "per 100", "people", "events", "quotations", "links", "signs", "in a row")
"""The headings of the table."""


def main() -> None:
    """Print a line for each page, with the texts and without them."""
    print(f"{'':36}" + "".join(f"{column:>11}" for column in COLUMNS))
    for edition in (assemble(ROOT, None), assemble_digests(ROOT)):
        for edited in edition.essays:
            if edited.shown:
                name = f"{edited.slug}, {'digest' if edited.shown.is_digest else 'text'}"
                print(f"{name:36}" + "".join(f"{cell:>11}" for cell in row(edited, edited.shown)))


def assemble_digests(root: Path) -> Edition:
    """Return the edition in `root` as it is where no text is available."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "edition"
        shutil.copytree(root / "docs", copy / "docs")
        for name in (CITATION, CONFIGURATION):
            if (root / name).is_file():
                shutil.copy(root / name, copy)
        os.environ.pop(FOLDER_VARIABLE, None)
        return assemble(copy, None)


def row(edited: EditedEssay, essay: Essay) -> list[str]:
    """Return the cells of one line of the table."""
    notes, words = edited.notes, essay.word_count()
    kinds = Counter(note.kind for note in notes.footnotes)
    counts = (kinds["person"], kinds["date"], kinds["quotation"], len(notes.links), len(notes.signs))
    per_100 = 100 * len(notes.footnotes) / words
    return [
        *(str(words), str(len(notes.footnotes)), f"{per_100:.2f}"),
        *map(str, counts),
        str(longest_row(essay.text, notes.footnotes)),
    ]


def longest_row(text: str, footnotes: tuple[Footnote, ...]) -> int:
    """Return the largest number of calls with no letter or digit between them; 0 without calls."""
    longest = current = min(1, len(footnotes))
    for first, second in pairwise(note.call.at for note in footnotes):
        current = 1 if any(map(str.isalnum, text[first:second])) else current + 1
        longest = max(longest, current)
    return longest


if __name__ == "__main__":
    main()
