"""Writing inline SVG: the few elements that the charts are made of."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

WIDTH = 400
"""Width of every chart, in units; on a phone a unit is a little less than a pixel. Text is 13 units high."""

CHARACTER_WIDTH = 6.6
"""Average width of a character in a label, in units."""

DIGIT_WIDTH = 8
"""Maximum width of a digit, in units."""


def format_value(value: str | float) -> str:
    """Return the value of an attribute as SVG; numbers have at most one decimal."""
    return escape(value).replace("[", "&#91;") if isinstance(value, str) else f"{round(value, 1):g}"


def escape_text(words: str) -> str:
    """Return `words` as SVG text, on one line."""
    return escape(" ".join(words.split())).replace("[", "&#91;")


def element(tag: str, content: str = "", **values: str | float) -> str:
    """Return an element with `content`, which is SVG.

    Underscores in the names of `values` become hyphens, and `class_` becomes `class`.
    """
    attributes = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{format_value(value)}"' for key, value in values.items()
    )
    return f"<{tag}{attributes}>{content}</{tag}>" if content else f"<{tag}{attributes}/>"


def text(words: str | int, x: float, y: float, class_: str) -> str:
    """Return a text element with `y` as its baseline."""
    return element("text", escape_text(str(words)), x=x, y=y, class_=class_)


def rectangle(x: float, y: float, width: float, height: float, class_: str) -> str:
    """Return a rectangle."""
    return element("rect", x=x, y=y, width=width, height=height, class_=class_)


def horizontal_line(x: float, y: float, end_x: float, class_: str) -> str:
    """Return a horizontal line from `x` to `end_x`."""
    d = f"M{format_value(x)} {format_value(y)}H{format_value(end_x)}"
    return element("path", d=d, class_=class_)


def vertical_line(x: float, y: float, end_y: float, class_: str) -> str:
    """Return a vertical line from `y` to `end_y`."""
    d = f"M{format_value(x)} {format_value(y)}V{format_value(end_y)}"
    return element("path", d=d, class_=class_)


def hidden_group(parts: Iterable[str]) -> str:
    """Return a group that is visible but hidden from screen readers, since other words say the same."""
    return element("g", "\n".join(parts), aria_hidden="true")


def link(target: str, label: str, parts: Iterable[str]) -> str:
    """Return a link within the page; `label` is its accessible name and its tooltip."""
    return element("a", f"<title>{escape_text(label)}</title>\n{hidden_group(parts)}", href=f"#{target}")


def figure(label: str, caption: str, height: float, parts: Iterable[str]) -> str:
    """Return a chart as a figure for Markdown, which is a block without empty lines.

    Its role is `group`, not `img`, so that screen readers reach the links in it.
    """
    content = "\n".join(parts)
    view_box = f'viewBox="0 0 {WIDTH} {format_value(height)}"'
    return (
        f'<figure class="picture">\n<svg {view_box} role="group" aria-label="{escape_text(label)}">\n'
        f"{content}\n</svg>\n<figcaption>{escape_text(caption)}</figcaption>\n</figure>"
    )
