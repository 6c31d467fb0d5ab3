"""The search beside Pagefind and MiniSearch, which get the same records: sizes, and time for each key."""

from __future__ import annotations

import gzip
import json
import shutil
import statistics
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import yaml
from playwright.sync_api import Browser, sync_playwright
from playwright.sync_api import Error as PlaywrightError

import make
from bench.editions import ROOT, Essay, prepare_edition
from bench.running import explain, note, run
from bench.search_pages import Typing, folder_of, open_search, serve, write_pages
from edition.build import data_files
from edition.build.shrink import SCRIPTS, STYLES, shrink_script, shrink_style
from edition.build.stages import assemble
from edition.inputs.paths import DATA, DOCS
from edition.search.index_parts import IndexPart, index_parts
from edition.search.record import Record

_MODULES = make.TOOLS / "node_modules"
_HERE = Path(__file__).parent
_EVERY = 8
"""Which of the queries are typed: the first of so many."""


@dataclass(frozen=True)
class Index:
    """An index of one of the engines."""

    seconds: float
    """Processor time to make it."""
    size: int
    """Bytes of its files, compressed."""


def measure_search(originals: list[Essay], sizes: Sequence[int]) -> None:
    """Print a line for each engine at each size."""
    print("\nSearch: compressed sizes, processor time to make the index, wall time per key in a browser;")
    print("all engines get each query in turn. Ours includes drawing the list of results.")
    path = make.find_browser()
    if not path:
        print("not measured: this needs Chromium; `make test` installs it")
        return
    peers = ["Pagefind", "MiniSearch"] if shutil.which("node") and make.get_tools("--include=dev") else []
    if not peers:
        print("Pagefind and MiniSearch are not measured: Node.js or npm is missing, or npm failed")
    queries = yaml.safe_load((ROOT / "tests/edition/queries.yml").read_text(encoding="utf-8"))[::_EVERY]
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
            for size in sizes:
                with tempfile.TemporaryDirectory() as folder:
                    _measure(browser, Path(folder), originals, size, [query["q"] for query in queries], peers)
            browser.close()
    except PlaywrightError as error:
        print(f"not measured: {path}: {error.message.splitlines()[0]}")


def _measure(
    browser: Browser,
    folder: Path,
    originals: list[Essay],
    size: int,
    queries: Sequence[str],
    peers: Sequence[str],
) -> None:
    site = folder / "site"
    engines = ["ours", *peers]
    write_pages(site, engines)
    records, ours = _make_index(folder / "edition", site, originals, size)
    indexes = {"ours": ours} | {engine: _make_peer(engine, site, records) for engine in peers}
    with serve(site) as server:
        typed = {engine: open_search(browser, server, engine, queries[0]) for engine in engines}
        for query in queries:
            for typing in typed.values():
                typing.type(query)
        for typing in typed.values():
            typing.page.close()
    print(f"{size:>4} essays, {len(records)} records: ours {_describe(ours, typed['ours'])}")
    for engine in peers:
        note(f"{engine} {_describe(indexes[engine], typed[engine])}")
        _compare(engine, indexes, typed, len(records), _parts(site))


def _compare(
    engine: str,
    indexes: Mapping[str, Index],
    typed: Mapping[str, Typing],
    record_count: int,
    parts: Mapping[str, int],
) -> None:
    """Print the ratios of ours to those of another engine, each with the reason if we are not ahead."""
    index, other = indexes["ours"], indexes[engine]
    mine, theirs = typed["ours"], typed[engine]
    slower = sum(a > b for a, b in zip(mine.delays, theirs.delays, strict=True)) / len(mine.delays)
    program = mine.first_bytes - mine.index_bytes
    finding = statistics.median(mine.finding)
    times = finding / statistics.median(theirs.delays)
    keys = (
        f"{slower:.0%} of the keys take longer than with {engine}; of our median {finding:.1f} ms are "
        f"the query ({times:.1f} times the median of {engine}), for which places of new words are loaded; "
        f"the rest is drawing the list with its excerpts, which {engine} leaves to others"
    )
    ratios = (
        (
            "index",
            index.size / other.size,
            f"{(parts['words'] + parts['more']) / 1000:.0f} kB are places of words, for phrases and "
            f"excerpts, {parts['text'] / 1000:.0f} kB texts, {parts['main'] / 1000:.0f} kB the list of words",
        ),
        (
            "to first result",
            mine.first_bytes / theirs.first_bytes,
            f"{program / 1000:.0f} kB are the page, its styles and scripts, which show results; "
            f"of the index it loads {mine.index_bytes / 1000:.0f} kB",
        ),
        ("median key", statistics.median(mine.delays) / statistics.median(theirs.delays), keys),
        ("95% key", _high(mine.delays) / _high(theirs.delays), keys),
        (
            "making",
            index.seconds / other.seconds,
            f"ours is made in Python, at {index.seconds / record_count * 1000:.2f} s for 1000 records",
        ),
    )
    note("ratios ours/theirs: " + ", ".join(f"{name} {ratio:.2f}" for name, ratio, _ in ratios))
    for reason in dict.fromkeys(reason for _, _, reason in ratios):
        late = [name for name, ratio, why in ratios if why == reason and ratio >= 1]
        explain(bool(late), f"{', '.join(late)}: {reason}")


def _high(delays: Sequence[float]) -> float:
    return sorted(delays)[int(len(delays) * 0.95)]


def _describe(index: Index, typing: Typing) -> str:
    return (
        f"index {index.size / 1000:.0f} kB, {typing.first_bytes / 1000:.0f} kB to the first result, "
        f"key to result {statistics.median(typing.delays):.1f} ms, 95% {_high(typing.delays):.1f} ms, "
        f"made in {index.seconds:.2f} s"
    )


def _make_index(root: Path, site: Path, originals: list[Essay], size: int) -> tuple[list[Record], Index]:
    """Write our index, and what its page needs; return its records, and the index."""
    prepare_edition(root, originals, size)
    edition = assemble(root, root / "sources")
    records: list[Record] = []

    def collect(group: Sequence[Record]) -> list[IndexPart]:
        records.extend(group)
        return index_parts(group)

    with patch.object(data_files, "index_parts", collect):
        start = time.process_time()
        files = list(data_files.search_files(edition))
        seconds = time.process_time() - start
    for path, text in files:
        file = site / path.removeprefix(f"{DOCS}/")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    for folder, shrink in ((SCRIPTS, shrink_script), (STYLES, shrink_style)):
        shutil.copytree(ROOT / DOCS / folder, site / folder)
        for file in (site / folder).iterdir():
            if file.suffix in (".js", ".css"):
                file.write_text(shrink(file.read_text(encoding="utf-8")), encoding="utf-8")
    return records, Index(seconds, sum(_parts(site).values()))


def _parts(site: Path) -> dict[str, int]:
    """Return the compressed size of each kind of file of our index."""
    sizes = dict.fromkeys(("main", "words", "more", "text"), 0)
    for file in (site / DATA.removeprefix(f"{DOCS}/") / "search").iterdir():
        sizes[file.stem.partition("-")[0]] += _compressed(file)
    return sizes


def _make_peer(engine: str, site: Path, records: Sequence[Record]) -> Index:
    """Write the index of another engine, and what its page needs."""
    folder = site / folder_of(engine)
    data = [
        {
            "id": number,
            "url": f"/{record.address}",
            "title": record.title,
            "text": " ".join((record.text, *record.names)),
        }
        for number, record in enumerate(records)
    ]
    file = site.parent / "records.json"
    file.write_text(json.dumps(data), encoding="utf-8")
    taken = run(["node", _HERE / "peers.mjs", _MODULES, folder_of(engine), file, folder], site)
    if engine == "MiniSearch":
        script = "minisearch/dist/umd/index.js"
        run(["node", _HERE / "minify.mjs", _MODULES, script, folder / "minisearch.js"], site)
    return Index(taken.processor, sum(_compressed(path) for path in folder.rglob("*") if _is_index(path)))


def _is_index(path: Path) -> bool:
    """Return whether a file of another engine is part of its index, and not of its program."""
    return path.suffix.startswith(".pf_") or path.name in ("index.json", "pagefind-entry.json")


def _compressed(file: Path) -> int:
    return len(gzip.compress(file.read_bytes()))
