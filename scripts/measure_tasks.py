"""Measure how long the longest essay keeps a phone busy: the longest task while it is read.

A task is what the browser does without a pause, in which it can answer nobody. Counted is the processor's
time, not that of the clock, so that other programs on the machine make little difference; and it is
multiplied by four, as a phone is about four times slower. (Chromium's own emulation of a slow processor
counts the time of other programs, too.)

Run it as `make tasks`, or `python scripts/make.py tasks [RUNS]`.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import Error as PlaywrightError

import make
from lighthouse import build, longest_essay, serve

RUNS = 5
SLOWER = 4
MAX_TASK = 100
"""Milliseconds: nothing that a reader does may keep the phone busy for longer."""
LOADING = "loading"
"""Measured, too, but not limited here: `make lighthouse` rates it."""
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "has_touch": True,
    "is_mobile": True,
}
FLAGS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update"]
CATEGORIES = ["devtools.timeline", "disabled-by-default-devtools.timeline", "__metadata"]
QUERY = "party"

Event = dict[str, Any]
Task = tuple[float, str]
"""The milliseconds that a task takes on a phone, and what takes longest in it."""


def main() -> int:
    """Print the longest task of each thing that a reader does; return 1 if one of them takes too long."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("runs", type=int, nargs="?", default=RUNS, help=f"how often it is measured ({RUNS})")
    runs = max(1, parser.parse_args().runs)
    path = make.find_browser()
    if not path:
        raise SystemExit("measure_tasks: this needs Chromium; `make test` installs it")
    try:
        with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
            site = Path(folder) / "site"
            build(site)
            essay = longest_essay(site)
            browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
            with serve(site) as address:
                found = measure(browser, address + essay, runs)
            browser.close()
    except PlaywrightError as error:
        raise SystemExit(f"measure_tasks: {path}: {error.message.splitlines()[0]}") from None
    print(f"{essay}: the longest task, {SLOWER} times slower than this machine; medians of {runs} runs:")
    too_long = False
    for name, tasks in found.items():
        times = sorted(time for time, _ in tasks)
        middle = median(times)
        too_long |= middle > MAX_TASK and name != LOADING
        what = next(what for time, what in tasks if time == times[-1])
        print(f"  {name:22}{middle:5.0f} ms ({times[0]:.0f} to {times[-1]:.0f})  {what}")
    return int(too_long)


def measure(browser: Browser, address: str, runs: int) -> dict[str, list[Task]]:
    """Read an essay several times; return the longest tasks of each thing that is done, by its name."""
    found: dict[str, list[Task]] = defaultdict(list)
    for _ in range(runs):
        for name, task in read(browser, address):
            found[name].append(task)
    return found


def read(browser: Browser, address: str) -> Iterator[tuple[str, Task]]:
    """Read an essay as a new reader; yield each thing that is done with the longest task it takes."""
    context = browser.new_context(**PHONE)
    page = context.new_page()

    def measure(act: Callable[[], object]) -> Task:
        browser.start_tracing(page=page, categories=CATEGORIES)
        act()
        page.wait_for_timeout(1500)
        return max(_tasks(json.loads(browser.stop_tracing())["traceEvents"]), default=(0, ""))

    yield LOADING, measure(lambda: page.goto(address, wait_until="load"))
    yield "first touch", measure(lambda: page.touchscreen.tap(195, 500))
    yield "scrolling", measure(lambda: _scroll(page))
    call = _place(page, "a.footnote-ref >> nth=20")
    yield "opening a note", measure(lambda: page.touchscreen.tap(*call))
    page.locator(".popup.note").wait_for(timeout=1000)
    search = _place(page, "[data-search-link]")
    yield "opening the search", measure(lambda: page.touchscreen.tap(*search))
    yield "typing a query", measure(lambda: page.keyboard.type(QUERY, delay=150))
    page.locator(".search-list a").first.wait_for(timeout=1000)
    context.close()


def _scroll(page: Page) -> None:
    """Scroll down ten screens with a finger, and up one."""
    session = page.context.new_cdp_session(page)
    for distance in (-8440, 844):
        gesture = {"x": 195, "y": 420, "yDistance": distance, "speed": 3000, "gestureSourceType": "touch"}
        session.send("Input.synthesizeScrollGesture", gesture)


def _place(page: Page, selector: str) -> tuple[float, float]:
    """Return the middle of an element; found beforehand, because finding it takes a task of its own."""
    element = page.locator(selector)
    element.scroll_into_view_if_needed()
    page.wait_for_timeout(1000)
    box = element.bounding_box()
    if not box:
        raise SystemExit(f"tasks: {selector} is not shown")
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def _tasks(events: list[Event]) -> Iterator[Task]:
    """Yield the tasks of the threads that show pages."""
    threads = {
        (event["pid"], event["tid"])
        for event in events
        if event["name"] == "thread_name" and event["args"]["name"] == "CrRendererMain"
    }
    timed = [e for e in events if e["ph"] == "X" and "tdur" in e and (e["pid"], e["tid"]) in threads]
    for task in timed:
        if task["name"] == "RunTask":
            yield task["tdur"] * SLOWER / 1000, _parts(task, timed)


def _parts(task: Event, events: list[Event]) -> str:
    """Return what takes longest in a task, with milliseconds; empty for a short one."""
    if task["tdur"] * SLOWER < MAX_TASK / 4 * 1000:
        return ""
    end = task["ts"] + task["dur"]
    inner = [e for e in events if e["pid"] == task["pid"] and task["ts"] <= e["ts"] < end and e is not task]
    longest = sorted(inner, key=lambda event: -float(event["tdur"]))[:3]
    return ", ".join(f"{event['name']} {event['tdur'] * SLOWER / 1000:.0f}" for event in longest)


if __name__ == "__main__":
    raise SystemExit(main())
