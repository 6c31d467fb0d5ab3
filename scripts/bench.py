"""Compare the build's own stages with the generator's share, at 5, 50 and 500 essays.

The essays are variations of the texts that are available, or otherwise of the sample edition's: each
copy rotates the words of most paragraphs by a different number of places. All figures in a row are
from the same runs.

Run it as `make bench`, or `python scripts/make.py bench [SIZE ...]`.
"""

from __future__ import annotations

import json
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

from edition.build.previews import preview_cards, preview_pages
from edition.build.site import (
    add_pages,
    add_preview_images,
    generator_environment,
    markdown_pages,
    save_hashes,
    unchanged_folders,
)
from edition.build.stages import assemble
from edition.checks.findings import raise_first_finding
from edition.checks.parsed_site import read_site
from edition.checks.site import site_findings
from edition.editing.reuse import find_reuse
from edition.inputs.address_files import published_addresses
from edition.inputs.configuration import load_configuration
from edition.inputs.manifest import SCHEMA, load_manifest, parse_manifest
from edition.inputs.paths import GENERATOR_CONFIGURATION, MANIFEST
from edition.inputs.publication import load_publication
from edition.inputs.texts import find_source_folder, fingerprint, read_source, recognise_sources, text_files
from edition.model.essay import Source
from edition.model.manifest import Entry
from edition.text.locate import fold

ROOT = Path(__file__).parent.parent
SIZES = (5, 50, 500)
"""Numbers of essays that are measured by default."""
MAX_RUNS = 5
MAX_SHARE = 1 / 3
"""The largest share of a whole build that our stages may take."""
MAX_GROWTH = 11.0
"""The largest factor by which a build may grow from 50 to 500 essays."""
_NO_FINGERPRINT = {"words": 1, "digest": "0" * 16, "sketch": ""}

Essay = tuple[dict[str, Any], Source]
"""The data of a manifest entry, and the text of the essay."""


def main() -> int:
    """Print the table; return 1 if a limit is exceeded."""
    sizes = [int(size) for size in sys.argv[1:]] or list(SIZES)
    originals = list(read_originals())
    print(f"{len(originals)} texts, varied; python {sys.version.split()[0]}")
    print("essays   ours s  generator s  ours/whole  ours MB  generator MB")
    rows = [_row(originals, size) for size in sizes]
    exceeded = [
        f"our share at {n} essays is {ours / whole:.2f}"
        for n, ours, whole in rows
        if ours > MAX_SHARE * whole
    ]
    _print_reuse(originals, sizes)
    for (n, _, low), (m, _, high) in pairwise(rows):
        print(f"from {n} to {m} essays a whole build takes {high / low:.1f} times as long")
        if n >= 50 and high / low > MAX_GROWTH * m / n / 10:
            exceeded.append(f"growth from {n} to {m} is {high / low:.1f}")
    limits = f"a share of {MAX_SHARE:.2f}, a growth of {MAX_GROWTH:.0f} from 50 to 500 essays"
    print("; ".join(exceeded) or f"within limits: {limits}")
    return 1 if exceeded else 0


def _print_reuse(originals: list[Essay], sizes: list[int]) -> None:
    """Print how the time to find shared passages grows, and how many passages were missed."""
    rows = []
    for size in sizes:
        texts = _texts_with_quotations(originals, size)
        start = time.perf_counter()
        found = {(reuse.first.text, reuse.second.text) for reuse in find_reuse(texts)}
        seconds = time.perf_counter() - start
        rows.append((size, seconds, len({(str(n), str(n + 1)) for n in range(size - 1)} - found)))
    figures = ", ".join(
        f"{size} texts {seconds / rows[0][1]:.1f} ({missed} missed)" for size, seconds, missed in rows
    )
    print(f"text reuse, in multiples of the time for {sizes[0]} texts: {figures}")


def _texts_with_quotations(originals: list[Essay], size: int) -> dict[str, str]:
    """Return texts of shuffled words, each of which ends in a passage from the preceding one."""
    texts: dict[str, str] = {}
    passage: list[str] = []
    for n in range(size):
        words = originals[n % len(originals)][1].text.split()
        random.Random(n).shuffle(words)  # noqa: S311 - must be the same in every run
        texts[str(n)] = " ".join(words + passage)
        passage = words[:20]
    return texts


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


def _row(originals: list[Essay], size: int) -> tuple[int, float, float]:
    """Print the row of one size; return the size, our seconds, and those of a whole build.

    Small sizes are measured several times, and the medians are used.
    """
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "edition"
        prepare_edition(root, originals, size)
        # the first build fills the caches, which a usual build, the one that is measured, finds filled
        _run(root, "edition", "build", "--markdown-only")
        runs = [_measure(root) for _ in range(min(MAX_RUNS, 1 + 100 // size))]
    ours, memory, generator, generator_memory = map(statistics.median, zip(*runs, strict=True))
    whole = ours + generator
    times = f"{ours:>8.2f} {generator:>12.2f} {ours / whole:>11.2f}"
    print(f"{size:>6} {times} {memory:>8.0f} {generator_memory:>13.0f}", flush=True)
    return size, ours, whole


def _measure(root: Path) -> tuple[float, float, float, float]:
    """Return seconds and megabytes of our stages, then seconds and megabytes of the generator."""
    ours, memory = _run(root, "edition", "build", "--markdown-only")
    arguments = ("build", "--quiet", "--config-file", GENERATOR_CONFIGURATION)
    generator, generator_memory = _run(root, "mkdocs", *arguments)
    start, site = time.perf_counter(), root / "site"
    add_pages(site, markdown_pages(root, site, load_configuration(root)))
    raise_first_finding(site_findings(read_site(site), published_addresses(root / "docs")))
    checks = time.perf_counter() - start
    return ours + checks + _measure_previews(root), memory, generator, generator_memory


def _measure_previews(root: Path) -> float:
    """Return the seconds that previews and their images take in a second build, which reuses most."""
    edition = assemble(root, None, lambda texts: texts)
    site, hashes, cache = root / "site", root / ".build/previews.json", root / ".build/pictures"
    for _ in range(2):
        start = time.perf_counter()
        groups = preview_pages(edition)
        unchanged = unchanged_folders(groups, site, hashes)
        add_pages(site, (page for name in groups if name not in unchanged for page in groups[name]))
        add_preview_images(site, preview_cards(edition), cache)
        save_hashes(groups, groups, hashes)
        seconds = time.perf_counter() - start
    return seconds


def _run(root: Path, module: str, *arguments: str) -> tuple[float, float]:
    """Run a module; return its wall time in seconds and its peak memory in MB."""
    environment = generator_environment(load_publication(root, "en"))
    # the generator was compiled to bytecode when it was installed; let the first run compile our code
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
    quoted = [fold(str(value)) for words in _quoted_words(data) for value in words.values()]
    lines = []
    for line in text.split("\n"):
        words = line.split(" ")
        varies = len(words) > 3 and not any(part.strip() and part in fold(line) for part in quoted)
        places = step % len(words)
        lines.append(" ".join(words[places:] + words[:places]) if varies else line)
    return "\n".join(lines)


def _quoted_words(data: dict[str, Any]) -> Iterator[dict[str, str]]:
    """Yield the words of the text that a manifest entry quotes, by key."""
    yield {"title": data["title"].partition("–")[0], "byline": f"By {data['author'].get('is', '')}"}
    for kind in ("sections", "blocks", "omissions", "emendations"):
        for item in data.get(kind, ()):
            keys = ("begins", "ends", "left", "right", "reading", "reading-ends")
            yield {key: item[key] for key in keys if len(str(item.get(key, ""))) > 3}


if __name__ == "__main__":
    sys.exit(main())
