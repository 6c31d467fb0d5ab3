"""`edition serve` builds again when an editor saves a file, and not when the build itself does."""

from __future__ import annotations

import threading
import time
from pathlib import Path

from edition.build.watch import watch


def test_address_books_which_the_build_writes_do_not_start_another(tmp_path: Path) -> None:
    """Otherwise each build would start the next one, for ever."""
    annotations, texts = tmp_path / "docs/annotations", tmp_path / "sources"
    books = annotations / "addresses"
    for folder in (books, texts):
        folder.mkdir(parents=True)
    changed = threading.Event()
    with watch(tmp_path, texts, changed.set):
        (books / "harbour-strike.json").write_text("{}", encoding="utf-8")
        time.sleep(1)
        assert not changed.is_set()
        for saved in (annotations / "people.yml", texts / "harbour.txt"):
            saved.write_text("No crane moves.", encoding="utf-8")
            assert changed.wait(10), saved
            time.sleep(1)
            changed.clear()
