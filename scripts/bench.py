"""Compare the build's own stages with the generator's share, at 5, 50 and 500 essays.

The essays are those whose texts are at hand, or the sample edition's, varied: in each copy the
words of most paragraphs are turned round by another step. All figures of a row come from one run.

Run it as `make bench`, or `python scripts/make.py bench [SIZE ...]`.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from edition.build.assemble import assemble
from edition.build.generator import (
    add_pages,
    add_pictures,
    by_folder,
    expected_addresses,
    generator_environment,
    save_hashes,
    unchanged,
)
from edition.build.publishing import preview_cards, preview_pages
from edition.checks.findings import demand_none
from edition.checks.html import read_site
from edition.checks.site import site_findings
from edition.editing.reuse import find_reuse
from edition.inputs.manifest import SCHEMA, load_manifest, parse_manifest
from edition.inputs.paths import MANIFEST
from edition.inputs.texts import find_folder, fingerprint, read_source, recognise_sources, text_files
from edition.model.essay import Source
from edition.model.manifest import Entry
from edition.text.locate import fold

ROOT = Path(__file__).parent.parent
SIZES = (5, 50, 500)
RUNS = 5
SHARE = 1 / 3
GROWTH = 11.0
_UNKNOWN = {"words": 1, "digest": "0" * 16, "sketch": ""}

Essay = tuple[dict[str, Any], Source]


def main() -> int:
    """Print the table; return 1 where a bound is broken."""
    sizes = [int(size) for size in sys.argv[1:]] or list(SIZES)
    originals = list(_originals())
    print(f"{len(originals)} texts, varied; python {sys.version.split()[0]}")
    print("essays   ours s  generator s  ours/whole  ours MB  generator MB")
    rows = [_row(originals, size) for size in sizes]
    broken = [
        f"our share at {n} essays is {ours / whole:.2f}" for n, ours, whole in rows if ours > SHARE * whole
    ]
    _reuse(originals, sizes)
    for (n, _, low), (m, _, high) in pairwise(rows):
        print(f"from {n} to {m} essays the whole takes {high / low:.1f} times as long")
        if n >= 50 and high / low > GROWTH * m / n / 10:
            broken.append(f"growth from {n} to {m} is {high / low:.1f}")
    print(
        "; ".join(broken) or f"within bounds: a share of {SHARE:.2f}, a growth of {GROWTH:.0f} from 50 to 500"
    )
    return 1 if broken else 0


def _reuse(originals: list[Essay], sizes: list[int]) -> None:
    """Print how the search for shared passages grows, and whether it finds them all."""
    rows = []
    for size in sizes:
        quoting = _quoting(originals, size)
        start = time.perf_counter()
        found = {(one.one.text, one.other.text) for one in find_reuse(quoting)}
        spent = time.perf_counter() - start
        rows.append((size, spent, len({(str(n), str(n + 1)) for n in range(size - 1)} - found)))
    told = ", ".join(f"{size} texts {spent / rows[0][1]:.1f} ({lost} lost)" for size, spent, lost in rows)
    print(f"text reuse, times that of {sizes[0]} texts: {told}")


def _quoting(originals: list[Essay], size: int) -> dict[str, str]:
    """Return texts that have their words in no order, but for a passage that each takes from the last."""
    texts_: dict[str, str] = {}
    passage: list[str] = []
    for n in range(size):
        words = originals[n % len(originals)][1].text.split()
        random.Random(n).shuffle(words)  # noqa: S311 - the same in every run
        texts_[str(n)] = " ".join(words + passage)
        passage = words[:20]
    return texts_


def _originals() -> Iterator[Essay]:
    root, folder = ROOT, find_folder(ROOT, None, os.environ)
    if folder is None:
        root = ROOT / "tests" / "sample"
        folder = root / "sources"
    raw = yaml.safe_load((root / MANIFEST).read_text(encoding="utf-8"))["essays"]
    entries = load_manifest(ROOT).entries if root is ROOT else _sample_entries(root)
    sources = [read_source(path) for path in text_files(folder)]
    found = recognise_sources(sources, entries)
    for data in raw:
        if data["slug"] in found:
            yield data, found[data["slug"]].source


def _sample_entries(root: Path) -> tuple[Entry, ...]:
    schema = (ROOT / SCHEMA).read_text(encoding="utf-8")
    return parse_manifest((root / MANIFEST).read_text(encoding="utf-8"), schema).entries


def _row(originals: list[Essay], size: int) -> tuple[int, float, float]:
    """Measure one size, a small one several times: the medians count. Return our time and the whole."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "edition"
        _prepare(root, originals, size)
        # the first build issues the addresses; those that are measured find them
        _run(root, "edition", "build", "--markdown-only")
        runs = [_once(root) for _ in range(min(RUNS, 1 + 100 // size))]
    ours, memory, generator, its_memory = map(statistics.median, zip(*runs, strict=True))
    whole = ours + generator
    print(
        f"{size:>6} {ours:>8.2f} {generator:>12.2f} {ours / whole:>11.2f} {memory:>8.0f} {its_memory:>13.0f}",
        flush=True,
    )
    return size, ours, whole


def _once(root: Path) -> tuple[float, float, float, float]:
    """Return what a build takes of seconds and megabytes: our stages, then the generator."""
    ours, memory = _run(root, "edition", "build", "--markdown-only")
    generator, its_memory = _run(root, "mkdocs", "build", "--quiet")
    start = time.perf_counter()
    demand_none(site_findings(read_site(root / "site"), expected_addresses(root)))
    checked = time.perf_counter() - start
    return ours + checked + _previews(root), memory, generator, its_memory


def _previews(root: Path) -> float:
    """Return how long previews and their pictures take a second build, which finds most of them there."""
    edition = assemble(root, None, lambda essays: essays)
    place, record, pictures = root / "site", root / ".build/previews.json", root / ".build/pictures"
    for _ in range(2):
        start = time.perf_counter()
        groups = by_folder(preview_pages(edition))
        kept = unchanged(groups, place, record)
        add_pages(place, (page for name in groups if name not in kept for page in groups[name]))
        add_pictures(place, preview_cards(edition), pictures)
        save_hashes(groups, groups, record)
        spent = time.perf_counter() - start
    return spent


def _run(root: Path, module: str, *arguments: str) -> tuple[float, float]:
    """Run a module; return its wall time in seconds and its peak memory in MB."""
    environment = generator_environment(root)
    # the generator was compiled when it was installed; the first run compiles ours, if Python may
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", module, *arguments],
        cwd=root,
        env=environment,
        stdout=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{module} failed")
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def _prepare(root: Path, originals: list[Essay], size: int) -> None:
    """Make an edition of `size` essays."""
    for place in ("docs/annotations", "sources"):
        (root / place).mkdir(parents=True)
    for name in ("essays.schema.json", "people.schema.json", "dates.schema.json"):
        shutil.copy(ROOT / "docs/annotations" / name, root / "docs/annotations")
    for name in ("people.yml", "dates.yml"):
        text = (ROOT / "docs/annotations" / name).read_text(encoding="utf-8")
        (root / "docs/annotations" / name).write_text(_unsettled(text), encoding="utf-8")
    for name in ("overrides", "docs/assets"):
        shutil.copytree(ROOT / name, root / name)
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
        print_ = fingerprint(text)
        told = {"words": print_.words, "digest": print_.digest, "sketch": "".join(print_.sketch)}
        entries.append({**data, "slug": f"{data['slug']}-{n}", "fingerprint": told})
    # one without a text, so that nobody asks whether every entry of the registries is met
    entries.append({**originals[0][0], "slug": "absent", "fingerprint": _UNKNOWN})
    (root / MANIFEST).write_text(yaml.safe_dump({"essays": entries}, allow_unicode=True), encoding="utf-8")


def _unsettled(registry: str) -> str:
    """Return a registry without what it settles in single essays, which here have other slugs."""
    data = yaml.safe_load(registry)
    data.pop("settled", None)
    for person in data.get("people", ()):
        person.pop("where", None)
    return yaml.safe_dump(data, allow_unicode=True)


def _without_nav(config: str) -> str:
    """Return the configuration without its navigation, so that it fits any number of essays."""
    return re.sub(r"^nav:\n(?:(?: .*)?\n)*", "", config, flags=re.MULTILINE)


def _vary(text: str, data: dict[str, Any], step: int) -> str:
    """Turn the words of each line round by `step`, but for lines that the manifest speaks of."""
    told = [fold(str(value)) for words in _places(data) for value in words.values()]
    lines = []
    for line in text.split("\n"):
        words = line.split(" ")
        free = len(words) > 3 and not any(word.strip() and word in fold(line) for word in told)
        turn = step % len(words)
        lines.append(" ".join(words[turn:] + words[:turn]) if free else line)
    return "\n".join(lines)


def _places(data: dict[str, Any]) -> Iterator[dict[str, str]]:
    yield {"title": data["title"].partition("–")[0], "byline": f"By {data['author']['is']}"}
    for kind in ("sections", "blocks", "omissions", "emendations"):
        for item in data.get(kind, ()):
            keys = ("begins", "ends", "left", "right", "reading", "reading-ends")
            yield {key: item[key] for key in keys if len(str(item.get(key, ""))) > 3}


if __name__ == "__main__":
    sys.exit(main())
