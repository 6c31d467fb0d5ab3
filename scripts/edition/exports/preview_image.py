"""Drawing the image of a link preview or the cover of an e-book: a card's words, as PNG."""

from __future__ import annotations

import io
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from PIL import Image, ImageDraw, ImageFont

from edition.exports.link_previews import IMAGE_SIZE, Card

LINE_HEIGHT = 1.22
"""The distance between two lines of the title, in font sizes."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the words of an image stand, in pixels."""

    size: tuple[int, int]
    """Width and height of the image."""
    margin: int
    """Left and right of all lines."""
    top: int
    """Where the title begins."""
    title_height: int
    """The height that all lines of the title share."""
    title_sizes: tuple[int, ...]
    """Font sizes of the title: the largest one that fits is used."""
    small_size: int
    """The font size of the authors; that of the edition's name is a little smaller."""
    bottom: int
    """The distance of the edition's name from the lower edge."""

    @property
    def text_width(self) -> int:
        """The width of all lines."""
        return self.size[0] - 2 * self.margin


PREVIEW = Layout(IMAGE_SIZE, 90, 100, 320, (76, 66, 58, 50, 44), 36, 100)
"""The image of a link preview."""
COVER = Layout((1200, 1800), 110, 300, 900, (120, 104, 90, 76, 64, 54), 52, 260)
"""The cover of an e-book."""

MAX_CHARACTERS = 1000
"""How much of a text is measured: more than any image has room for; longer ones take long, or are refused."""

MISSING_SIZE = 20
"""The font size at which letters are compared with the box that stands for missing ones, in pixels."""

_PAPER, _INK, _GREY, _RED = (253, 252, 249), (35, 33, 30), (84, 80, 74), (143, 36, 24)
_SHADES = 15
"""Shades between paper and a colour: enough for smooth letters, few enough for a small file."""


def draw_card(card: Card, layout: Layout = PREVIEW) -> bytes:
    """Return the image of a card as the bytes of a PNG file."""
    card = Card(*(text[:MAX_CHARACTERS] for text in (card.title, card.by, card.edition)))
    size, lines = _fit_title(card.title, layout)
    layers = {colour: Image.new("L", layout.size) for colour in (_INK, _GREY, _RED)}
    pens = {colour: ImageDraw.Draw(layer) for colour, layer in layers.items()}
    left, small, foot = layout.margin, layout.small_size, layout.size[1] - layout.bottom
    pens[_RED].rectangle((0, 0, layout.size[0], 14), fill=255)
    top = layout.top
    for line in lines:
        pens[_INK].text((left, top), line, font=_font("Semibold", size), fill=255)
        top += round(size * LINE_HEIGHT)
    by = _cut_to_width(card.by, small, layout.text_width)
    pens[_GREY].text((left, top + 22), by, font=_font("Regular", small), fill=255)
    pens[_RED].rectangle((left, foot - 18, left + 90, foot - 15), fill=255)
    edition = _cut_to_width(card.edition, small - 2, layout.text_width)
    pens[_RED].text((left, foot), edition, font=_font("Semibold", small - 2), fill=255)
    return _png(layers, layout.size)


def _png(layers: dict[tuple[int, int, int], Image.Image], size: tuple[int, int]) -> bytes:
    """Combine the layers, given by colour, into a PNG with a palette of paper and shades of each colour."""
    palette = [*_PAPER]
    image = Image.new("P", size)
    for number, (colour, layer) in enumerate(layers.items()):
        palette += [value for step in range(1, _SHADES + 1) for value in _shade(colour, step)]
        shift = number * _SHADES
        steps = [round(value * _SHADES / 255) for value in range(256)]
        box = layer.getbbox()
        drawn = layer.crop(box)
        shades = drawn.point([step + shift if step else 0 for step in steps])
        image.paste(shades, box, mask=drawn.point([255 if step else 0 for step in steps]))
    image.putpalette(palette)
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=6)
    return out.getvalue()


def _shade(colour: tuple[int, int, int], step: int) -> Iterator[int]:
    for paper, ink in zip(_PAPER, colour, strict=True):
        yield round(paper + (ink - paper) * step / _SHADES)


@cache
def _font(weight: str, size: int) -> ImageFont.FreeTypeFont:
    """Return Source Serif Pro, which has Latin, Greek and Cyrillic letters."""
    name = f"files/SourceSerifPro-{weight}.otf"
    with resources.as_file(resources.files("font_source_serif_pro") / name) as path:
        return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)


def missing_characters(card: Card) -> str:
    """Return the characters on a card that the font lacks, each once; in the image they are boxes.

    >>> missing_characters(Card("Мир 世界 – 世", "α", "é"))
    '世界'
    """
    font = _font("Semibold", MISSING_SIZE)
    box = bytes(font.getmask("\uffff"))
    characters = dict.fromkeys("".join((card.title, card.by, card.edition)))
    return "".join(c for c in characters if not c.isspace() and bytes(font.getmask(c)) == box)


def _fit_title(title: str, layout: Layout) -> tuple[int, list[str]]:
    """Return the largest font size at which a title fits, and its lines.

    At the smallest size, a title that does not fit is cut.
    """
    width = layout.text_width
    for size in layout.title_sizes:
        lines = list(_wrap(title, size, width))
        max_lines = int(layout.title_height / (size * LINE_HEIGHT))
        if len(lines) <= max_lines and all(_width(line, size) <= width for line in lines):
            return size, lines
    last = " ".join(lines[max_lines - 1 :])
    return size, [_cut_to_width(line, size, width) for line in (*lines[: max_lines - 1], last)]


def _wrap(text: str, size: int, width: int) -> Iterator[str]:
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and _width(longer, size) > width:
            yield line
            line = word
        else:
            line = longer
    yield line


def _cut_to_width(text: str, size: int, width: int) -> str:
    """Return as much of `text` as fits on a line, with an ellipsis if it is cut."""
    if _width(text, size) <= width:
        return text
    # a text is the wider the more of it there is: measuring every beginning of a long word would take seconds
    lengths = range(1, len(text) + 1)
    fits = bisect_left(lengths, True, key=lambda length: _width(f"{text[:length]} …", size) > width)
    return f"{text[:fits].rstrip()} …"


def _width(text: str, size: int) -> float:
    return _font("Semibold", size).getlength(text)
