"""A link to selected words leads to these words: in each engine, which highlights them."""

from __future__ import annotations

import io
import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops, ImageDraw

from tests.browser.test_copies import CHOOSE, COUNCIL, OWN_TEXT, choose, spans
from tests.support.engines import Tab, open_chromium, start, wait_for

READ = f"() => ({OWN_TEXT})().map(block => block.map(text => text.data))"
IS_BEFORE_NUMBER = f"""() => ({OWN_TEXT})().flatMap((block, n) => block.flatMap(
  (text, m) => text.nextSibling?.localName === "sup" ? [[n, m, text.data]] : []))"""

MAKE = f"""ends => {{
  ({CHOOSE})(ends);
  const range = edition.selected.range();
  getSelection().removeAllRanges();
  return edition.textFragment(edition.selected.pieces(range));
}}"""
"""Return the text fragment for a selection."""

BOXES = f"""ends => {{
  // a policy would refuse another stylesheet
  const [sheet] = [...document.styleSheets].filter(({{href}}) => href);
  const rule = "::target-text {{ background: #f0f !important; color: #f0f !important }}";
  sheet.insertRule(rule, sheet.cssRules.length);
  ({CHOOSE})(ends);
  const range = getSelection().getRangeAt(0).cloneRange();
  getSelection().removeAllRanges();
  const {{startContainer: first, startOffset: from, endContainer: last, endOffset: to}} = range;
  const start = from + first.data.slice(from).search(/[\\p{{L}}\\p{{N}}]/u);
  const end = to - /[^\\p{{L}}\\p{{N}}]*$/u.exec(last.data.slice(0, to))[0].length;
  const boxes = (from, to) => {{
    range.setStart(...from);
    range.setEnd(...to);
    return [...range.getClientRects()].map(box => [box.left, box.top, box.right, box.bottom]);
  }};
  return [boxes([first, start], [last, end]), boxes([first, start], [first, start + 1])[0],
    boxes([last, end - 1], [last, end])[0]];
}}"""
"""Highlight what the address quotes; return the boxes of the selected words and of their ends."""

Box = list[float]

HEIGHT = 1300


@pytest.fixture(scope="module", params=["chromium", "firefox"])
def browser_tab(request: pytest.FixtureRequest) -> Iterator[Tab]:
    chromium = request.param == "chromium"
    with open_chromium(request.getfixturevalue("browser")) if chromium else start(request.param) as tab:
        tab.resize(1000, HEIGHT)
        yield tab


def highlight(tab: Tab) -> Image.Image:
    """Return a picture that is white where the page is of the colour of highlighted words."""
    with Image.open(io.BytesIO(tab.screenshot())) as picture:
        bands = picture.convert("RGB").split()
    near = [
        band.point([255 * (abs(value - wanted) < 6) for value in range(256)])
        for band, wanted in zip(bands, (255, 0, 255), strict=True)
    ]
    return ImageChops.darker(ImageChops.darker(near[0], near[1]), near[2])


def is_marked(picture: Image.Image, box: Box) -> bool:
    left, top, right, bottom = box
    return picture.crop((int(left), int(top), int(right) + 1, int(bottom) + 1)).getbbox() is not None


def landing(tab: Tab, ends: list[int]) -> str:
    """Return what is highlighted: the words that were selected, others, or none."""
    boxes, first, last = tab.run(BOXES, ends)
    picture = highlight(tab)
    if not picture.getbbox():
        return "none"
    both = is_marked(picture, first) and (is_marked(picture, last) or last[3] > HEIGHT)
    drawing = ImageDraw.Draw(picture)
    for left, top, right, bottom in boxes:
        drawing.rectangle((left - 3, top - 9, right + 3, bottom + 9), fill=0)
    return "right" if both and not picture.getbbox() else "others"


def selections(tab: Tab, count: int) -> list[tuple[str, list[int]]]:
    """Choose selections anywhere, such that end before the number of a note, and such that begin after it."""
    blocks, numbers = tab.run(READ), tab.run(IS_BEFORE_NUMBER)
    chance = random.Random(count)  # noqa: S311 - the same choice every time
    chosen = [choose(chance, blocks)[0] for _ in range(count // 2)]
    for block, text, data in chance.sample(numbers, count - len(chosen)):
        begins = chance.choice(spans(data)[-4:])[0]
        following = blocks[block][text + 1 : text + 2]
        after = [end for _, end in spans(following[0])][:4] if following else []
        chosen.append(
            [block, text, begins, block, text + 1, chance.choice(after)]
            if after and chance.random() < 0.4
            else [block, text, begins, block, text, len(data.rstrip())]
        )
    return [(tab.run(MAKE, ends), ends) for ends in chosen]


def test_a_link_to_selected_words_leads_to_them(
    full_checkout: Path, serve: Callable[..., str], browser_tab: Tab
) -> None:
    address = serve(full_checkout / "site") + COUNCIL
    browser_tab.open(address)
    wait_for(browser_tab, "() => Boolean(edition.selected)")
    browser_tab.run("() => void edition.load('scripts/text-fragment.js')")
    wait_for(browser_tab, "() => Boolean(edition.textFragment)")
    wrong: list[Any] = []
    for fragment, ends in selections(browser_tab, 16):
        browser_tab.open("about:blank")
        browser_tab.open(f"{address}#:~:text={fragment}")
        wait_for(browser_tab, "() => document.readyState === 'complete'")
        where = landing(browser_tab, ends)
        if where != "right":  # the browser may not have looked yet
            time.sleep(1)
            where = landing(browser_tab, ends)
        if where != "right":
            wrong.append((where, fragment, ends))
    assert not wrong
