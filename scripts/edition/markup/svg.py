"""Inline SVG: the few elements that the pictures are made of."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

WIDTH = 400
"""Units across; on a phone a unit is a little less than a pixel, and text is 13 units high."""

CHARACTER = 6.6
"""Units that a character takes, on the average of a label."""

DIGIT = 8
"""Units that a digit takes at most."""


def value(one: str | float) -> str:
    """Return the value of an attribute; numbers have one decimal at most."""
    return escape(one) if isinstance(one, str) else f"{round(one, 1):g}"


def said(words: str) -> str:
    """Return words as SVG, on one line."""
    return escape(" ".join(words.split()))


def element(tag: str, content: str = "", **values: str | float) -> str:
    """Return an element with `content`, which is SVG.

    In names of `values` an underscore stands for a hyphen, and `class_` for class.
    """
    told = "".join(f' {key.rstrip("_").replace("_", "-")}="{value(one)}"' for key, one in values.items())
    return f"<{tag}{told}>{content}</{tag}>" if content else f"<{tag}{told}/>"


def text(words: str | int, x: float, y: float, class_: str) -> str:
    """Return words, of which `y` is the base line."""
    return element("text", said(str(words)), x=x, y=y, class_=class_)


def box(x: float, y: float, width: float, height: float, class_: str) -> str:
    """Return a rectangle."""
    return element("rect", x=x, y=y, width=width, height=height, class_=class_)


def across(x: float, y: float, to: float, class_: str) -> str:
    """Return a level line from `x` to `to`."""
    return element("path", d=f"M{value(x)} {value(y)}H{value(to)}", class_=class_)


def down(x: float, y: float, to: float, class_: str) -> str:
    """Return an upright line from `y` to `to`."""
    return element("path", d=f"M{value(x)} {value(y)}V{value(to)}", class_=class_)


def unsaid(parts: Iterable[str]) -> str:
    """Return a group that a screen reader passes over, since other words say the same."""
    return element("g", "\n".join(parts), aria_hidden="true")


def link(target: str, told: str, parts: Iterable[str]) -> str:
    """Return a link within the page; `told` is its name and, under a pointer, a tooltip."""
    return element("a", f"<title>{said(told)}</title>\n{unsaid(parts)}", href=f"#{target}")


def figure(label: str, caption: str, height: float, parts: Iterable[str]) -> str:
    """Return a picture as a figure for Markdown: a block without empty lines.

    It is a group and no image, so that the links in it can be reached.
    """
    drawn = "\n".join(parts)
    size = f'viewBox="0 0 {WIDTH} {value(height)}"'
    return (
        f'<figure class="picture">\n<svg {size} role="group" '
        f'aria-label="{said(label)}">\n{drawn}\n</svg>\n<figcaption>{said(caption)}</figcaption>\n</figure>'
    )
