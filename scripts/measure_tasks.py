"""Measure how long the longest essay keeps a phone busy: the longest task while it is read.

A task is what the browser does without a pause, in which it can answer nobody. The processor is slowed
down four times. Counted is the processor's time, not that of the clock, so that other programs on the
machine make little difference. Each figure is the median of the runs, with the least and the greatest.

Run it as `make tasks`, or `python scripts/make.py tasks [RUNS]`.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from lighthouse import build, longest_essay, serve

RUNS = 5
SLOWER = 4
MAX_TASK = 100
"""Milliseconds: what a reader does must not take longer."""
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "has_touch": True,
    "is_mobile": True,
}
CATEGORIES = ["toplevel", "devtools.timeline", "disabled-by-default-devtools.timeline", "__metadata"]
FLAGS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update"]
QUERY = "party"
LAYOUT_SHIFTS = """new PerformanceObserver((list) => {
  for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) window.shifted += value;
}).observe({ type: "layout-shift", buffered: true }); window.shifted = 0;"""

Task = tuple[float, str]
"""The milliseconds that a task takes, and what takes longest in it."""


def main() -> int:
    """Print the longest task of each thing that a reader does; return 1 if one takes too long."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Path(folder) / "site"
        build(site)
        browser = playwright.chromium.launch(executable_path=os.environ.get("EDITION_BROWSER"), args=FLAGS)
        with serve(site) as address:
            essay = longest_essay(site)
            found = [one for _ in range(runs) for one in read(browser, f"{address}{essay}")]
        browser.close()
    print(f"{essay}: the longest task on a phone, processor {SLOWER} times slower, medians of {runs} runs:")
    slow = 0
    for name, group in groupby(sorted(found, key=lambda one: one[0]), key=lambda one: one[0]):
        times = sorted(task for _, task in group)
        middle = median(time for time, _ in times)
        slow += middle > MAX_TASK and not name.startswith("0")
        print(f"  {name[2:]:24}{middle:5.0f} ms ({times[0][0]:.0f} to {times[-1][0]:.0f})  {times[-1][1]}")
    return int(slow > 0)


def read(browser: Browser, address: str) -> Iterator[tuple[str, Task]]:
    """Read an essay as a new reader; yield the longest task of each thing that is done."""
    context = browser.new_context(**PHONE)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    steps: dict[str, Callable[[], object]] = {
        "0 loading": lambda: page.goto(address, wait_until="networkidle"),
        "1 first touch": lambda: page.touchscreen.tap(195, 500),
        "2 scrolling": lambda: _scroll(session),
        "3 opening a note": lambda: _open_note(page),
        "4 opening the search": lambda: page.locator("[data-search-link]").tap(),
        "5 typing a query": lambda: _type(page),
    }
    for name, step in steps.items():
        with _traced(browser, page) as tasks:
            step()
            page.wait_for_timeout(1000)
        yield name, max(tasks, default=(0, ""))
    context.close()


def _scroll(session: CDPSession) -> None:
    """Scroll down ten screens with a finger, and up one."""
    for distance in (-8440, 844):
        gesture = {"x": 195, "y": 420, "yDistance": distance, "speed": 3000, "gestureSourceType": "touch"}
        session.send("Input.synthesizeScrollGesture", gesture)


def _open_note(page: Page) -> None:
    call = page.locator("a.footnote-ref").nth(20)
    call.scroll_into_view_if_needed()
    call.tap()
    page.locator(".popup.note").wait_for()


def _type(page: Page) -> None:
    page.get_by_role("searchbox").press_sequentially(QUERY, delay=120)
    page.locator(".search-list a").first.wait_for()


@contextmanager
def _traced(browser: Browser, page: Page) -> Iterator[list[Task]]:
    """Yield a list that is filled, at the end, with the tasks of the page's main thread."""
    tasks: list[Task] = []
    browser.start_tracing(page=page, categories=CATEGORIES)
    yield tasks
    tasks += tasks_in(json.loads(browser.stop_tracing())["traceEvents"])


def tasks_in(events: list[dict[str, Any]]) -> Iterator[Task]:
    """Yield the tasks of the main threads that show pages."""
    threads = {
        (event["pid"], event["tid"])
        for event in events
        if event["name"] == "thread_name" and event["args"]["name"] == "CrRendererMain"
    }
    timed = [e for e in events if (e["pid"], e["tid"]) in threads and e["ph"] == "X" and "tdur" in e]
    for task in timed:
        if task["name"] != "RunTask":
            continue
        end = task["ts"] + task["dur"]
        parts = [
            part
            for part in timed
            if part["pid"] == task["pid"] and task["ts"] <= part["ts"] < end and "RunTask" not in part["name"]
        ]
        if task["tdur"] > 20_000:
            named = sorted(parts, key=lambda part: -float(part["tdur"]))[:4]
            what = ", ".join(f"{part['name']} {part['tdur'] / 1000:.0f}" for part in named)
        else:
            what = ""
        yield task["tdur"] / 1000, what


if __name__ == "__main__":
    raise SystemExit(main())
