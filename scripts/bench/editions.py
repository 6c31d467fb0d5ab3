"""Editions of any size, to measure what takes how long.

The essays are variations of the texts that are available, or otherwise of the sample edition's: each
copy rotates the words of most paragraphs by a different number of places.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from edition.inputs.manifest import SCHEMA, load_manifest, parse_manifest
from edition.inputs.paths import ESSAYS, MANIFEST
from edition.inputs.texts import (
    FOLDER_VARIABLE,
    find_source_folder,
    fingerprint,
    read_source,
    recognise_sources,
    text_files,
)
from edition.model.essay import Source
from edition.model.manifest import Entry
from edition.text.locate import fold

ROOT = Path(__file__).parents[2]
_NO_FINGERPRINT = {"words": 1, "digest": "0" * 16, "sketch": ""}
_LONG_LINE = 12
"""Words in a line whose word in the middle can be changed: a line of a paragraph, not a heading."""

Essay = tuple[dict[str, Any], Source]
"""The data of a manifest entry, and the text of the essay."""


def with_own_texts(environment: Mapping[str, str]) -> dict[str, str]:
    """Return environment variables with which a program reads the texts in an edition's own folder.

    The one that is left out may name the folder of the originals.
    """
    return {name: value for name, value in environment.items() if name != FOLDER_VARIABLE}


def read_originals() -> Iterator[Essay]:
    """Yield the manifest data and the text of each essay at hand, or else of a sample edition."""
    root, folder = ROOT, find_source_folder(ROOT, None, os.environ)
    if folder is None:
        root = ROOT / "tests/editions/single"
        folder = root / "sources"
    raw = yaml.safe_load((root / MANIFEST).read_text(encoding="utf-8"))["essays"]
    entries = load_manifest(ROOT, "en").entries if root is ROOT else _sample_entries(root)
    sources = [read_source(path) for path in text_files(folder)]
    recognised = recognise_sources(sources, entries)
    for data in raw:
        if data["slug"] in recognised:
            yield data, recognised[data["slug"]].source


def _sample_entries(root: Path) -> tuple[Entry, ...]:
    schema = (ROOT / SCHEMA).read_text(encoding="utf-8")
    return parse_manifest((root / MANIFEST).read_text(encoding="utf-8"), schema, "en").entries


def prepare_edition(root: Path, originals: list[Essay], size: int) -> None:
    """Write an edition of `size` essays into the folder `root`."""
    for place in ("docs/annotations", "sources"):
        (root / place).mkdir(parents=True)
    for name in ("people.yml", "dates.yml"):
        text = (ROOT / "docs/annotations" / name).read_text(encoding="utf-8")
        (root / "docs/annotations" / name).write_text(_without_settled_mentions(text), encoding="utf-8")
    (root / "mkdocs.yml").write_text(
        _without_nav((ROOT / "mkdocs.yml").read_text(encoding="utf-8")), encoding="utf-8"
    )
    shutil.copy(ROOT / "CITATION.cff", root)
    (root / "docs/index.md").write_text("# Home\n", encoding="utf-8")
    entries = []
    for n in range(size):
        data, source = originals[n % len(originals)]
        text = _vary(source.text, data, n // len(originals))
        (root / "sources" / f"{n:04}.txt").write_text(text, encoding="utf-8", newline="")
        identity = fingerprint(text)
        values = {"words": identity.words, "digest": identity.digest, "sketch": "".join(identity.sketch)}
        entries.append({**data, "slug": f"{data['slug']}-{n}", "fingerprint": values})
    # an essay without a text makes the edition incomplete, which turns off the rule unused-entry
    entries.append({**originals[0][0], "slug": "absent", "fingerprint": _NO_FINGERPRINT})
    (root / MANIFEST).write_text(_dump({"essays": entries}), encoding="utf-8")


def _dump(data: dict[str, Any]) -> str:
    """Return data as JSON, which is YAML; a YAML writer would use anchors, which the program refuses."""
    return json.dumps(data, ensure_ascii=False, indent=1)


def _without_settled_mentions(registry: str) -> str:
    """Return a registry without its decisions about single essays, whose slugs are different here."""
    data = yaml.safe_load(registry)
    for key in ("settled", "unnoted"):
        data.pop(key, None)
    for entry in (*data.get("people", ()), *data.get("dates", ())):
        for key in ("where", "here", "bound"):
            entry.pop(key, None)
    return _dump(data)


def _without_nav(config: str) -> str:
    """Return the configuration without its navigation, which lists single essays."""
    return re.sub(r"^nav:\n(?:(?: .*)?\n)*", "", config, flags=re.MULTILINE)


def _vary(text: str, data: dict[str, Any], step: int) -> str:
    """Rotate the words of each line by `step` places, except in lines that the manifest quotes."""
    lines = []
    for line, is_quoted in _lines(text, data):
        words = line.split(" ")
        places = step % len(words)
        varies = len(words) > 3 and not is_quoted
        lines.append(" ".join(words[places:] + words[:places]) if varies else line)
    return "\n".join(lines)


def _lines(text: str, data: dict[str, Any]) -> Iterator[tuple[str, bool]]:
    """Yield each line of a text, and whether the manifest quotes words in it."""
    lines = text.split("\n")
    folded = [fold(line) for line in lines]
    quoted = [fold(str(value)) for words in _quoted_words(data, folded) for value in words.values()]
    for line, plain in zip(lines, folded, strict=True):
        yield line, any(part.strip() and part in plain for part in quoted)


def _quoted_words(data: dict[str, Any], lines: list[str]) -> Iterator[dict[str, str]]:
    """Yield the words that a manifest entry quotes, by key; `lines` are those of the text, folded."""
    yield {"title": data["title"].partition("–")[0], "byline": f"By {data['author'].get('is', '')}"}
    for kind in ("sections", "blocks", "omissions", "emendations"):
        for item in data.get(kind, ()):
            keys = ("begins", "ends", "left", "right", "reading", "reading-ends")
            words = {key: item[key] for key in keys if len(str(item.get(key, ""))) > 3}
            # what stands beside a reading is often so short that most lines have it
            whole = "".join(str(item.get(key, "")) for key in ("left", "reading", "right"))
            is_found = "reading" in item and any(fold(whole) in line for line in lines)
            yield {"whole": whole} if is_found else words


@dataclass(frozen=True)
class Change:
    """A word that is new in an edition, and the address of the page that has it."""

    word: str
    page: str


def change_word(root: Path, originals: list[Essay], turn: int) -> Change:
    """Replace a word of the longest original in an edition by a new word, another in each `turn`."""
    available = originals[: len(list((root / "sources").iterdir()))]
    number = max(range(len(available)), key=lambda n: len(available[n][1].text))
    data = originals[number][0]
    file = root / "sources" / f"{number:04}.txt"
    lines = list(_lines(file.read_text(encoding="utf-8"), data))
    long = [n for n, (line, quoted) in enumerate(lines) if not quoted and line.count(" ") > _LONG_LINE]
    at = long[(len(long) // 2 + turn) % len(long)]
    words = lines[at][0].split(" ")
    middle = next(n for n in range(len(words) // 2, len(words)) if words[n].isalpha() and words[n].islower())
    word = words[middle] = f"reworded{chr(ord('a') + turn)}"
    text = "\n".join(" ".join(words) if n == at else line for n, (line, _) in enumerate(lines))
    file.write_text(text, encoding="utf-8", newline="")
    return Change(word, f"{ESSAYS.removeprefix('docs/')}/{data['slug']}-{number}/")
