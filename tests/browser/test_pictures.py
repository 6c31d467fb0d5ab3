"""Pictures and compared wordings in a real browser, wide and narrow, light and dark."""

from __future__ import annotations

import pytest

from tests.support.browsing import Open

PAGES = ("people/", "quotations/", "timeline/")

TEXT_HEIGHTS = """() => [...document.querySelectorAll(".picture svg")].flatMap(svg => {
  const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
  return [...svg.querySelectorAll("text")].map(e => parseFloat(getComputedStyle(e).fontSize) * scale);
})"""

OUTSIDE = """() => [...document.querySelectorAll(".picture svg *")].filter(e => {
  const box = e.getBoundingClientRect();
  return box.width && (box.right > innerWidth || box.left < 0);
}).length"""

OVERLAPS = """() => {
  const boxes = [...document.querySelectorAll(".picture .number, .picture .lane, .picture a .name")]
    .map(e => e.getBoundingClientRect());
  const clear = (a, b) => a.right <= b.left + 1 || b.right <= a.left + 1
    || a.bottom <= b.top + 6 || b.bottom <= a.top + 6;
  return boxes.filter((a, n) => boxes.slice(n + 1).some(b => !clear(a, b))).length;
}"""

UNSEEN = """() => [...document.querySelectorAll(".picture text")]
  .filter(e => !e.checkVisibility({opacityProperty: true, visibilityProperty: true}))
  .map(e => e.textContent)"""

CONTRASTS = """() => {
  const luminance = colour => {
    const channels = colour.match(/[\\d.]+/g).slice(0, 3).map(c => c / 255)
      .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2];
  };
  const ground = luminance(getComputedStyle(document.body).backgroundColor);
  const ratio = colour => {
    const ink = luminance(colour);
    return (Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05);
  };
  const of = (selector, key) =>
    [...document.querySelectorAll(".picture " + selector)].map(e => ratio(getComputedStyle(e)[key]));
  return {
    text: Math.min(...of("text", "fill")),
    drawn: Math.min(...of(".amount", "stroke"), ...of(".bar", "fill"), ...of(":is(.arc, .span)", "stroke")),
  };
}"""


@pytest.mark.parametrize("width", [390, 820, 1600])
@pytest.mark.parametrize("page", PAGES)
def test_pictures_fit_and_can_be_read(full_site: str, visit: Open, page: str, width: int) -> None:
    """Nothing scrolls sideways, is cut off or overlaps, and text is at least 11 pixels high."""
    shown = visit(full_site + page, width)
    assert shown.locator(".picture svg").count() == 1
    assert shown.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert shown.evaluate(OUTSIDE) == 0
    assert min(shown.evaluate(TEXT_HEIGHTS)) >= 11
    assert shown.evaluate(OVERLAPS) == 0
    assert shown.evaluate(UNSEEN) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("page", PAGES)
def test_pictures_stand_out_in_both_schemes(full_site: str, visit: Open, page: str, scheme: str) -> None:
    """The contrast is at least 4.5:1 for text and 3:1 for shapes, as WCAG 2.2 requires."""
    found = visit(full_site + page, color_scheme=scheme).evaluate(CONTRASTS)
    assert found["text"] >= 4.5
    assert found["drawn"] >= 3


@pytest.mark.parametrize("page", PAGES)
def test_links_in_a_picture_work_with_the_keyboard(full_site: str, visit: Open, page: str) -> None:
    """Each has a name and leads to its entry, even without scripts."""
    shown = visit(full_site + page, java_script_enabled=False)
    link = shown.get_by_role("group").get_by_role("link").nth(2)
    name = link.locator("title").text_content()
    assert name
    assert shown.get_by_role("link", name=name, exact=True).count() == 1
    link.focus()
    shown.keyboard.press("Enter")
    target = link.get_attribute("href")
    assert target
    assert shown.url.endswith(target)


def test_differing_words_are_marked_without_colour(full_site: str, visit: Open) -> None:
    """They are underlined or struck through; the words for screen readers are invisible."""
    shown = visit(full_site + "quotations/")
    for tag, line in (("ins", "underline"), ("del", "line-through")):
        style = f"getComputedStyle(document.querySelector('li {tag}')).textDecorationLine"
        assert shown.evaluate(style) == line
    box = shown.locator("li ins .unseen").first.bounding_box()
    assert box
    assert box["width"] <= 1
    assert box["height"] <= 1
