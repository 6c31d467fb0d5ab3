"""Drawing the image of a link preview: title, authors and name of the edition, as PNG."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache
from importlib import resources

from PIL import Image, ImageDraw, ImageFont

from edition.exports.link_previews import IMAGE_SIZE, Card

MARGIN, TEXT_WIDTH = 90, 1020
"""The left margin and the width of all lines, in pixels."""
TITLE_SIZES = (76, 66, 58, 50, 44)
"""Font sizes of the title, in pixels: the largest one that fits is used."""
TITLE_HEIGHT = 320
"""The height that all lines of the title share, in pixels."""
LINE_HEIGHT = 1.22
"""The distance between two lines of the title, in font sizes."""

MISSING_SIZE = 20
"""The font size at which letters are compared with the box that stands for missing ones, in pixels."""

_PAPER, _INK, _GREY, _RED = (253, 252, 249), (35, 33, 30), (84, 80, 74), (143, 36, 24)
_SHADES = 15
"""Shades between paper and a colour: enough for smooth letters, few enough for a small file."""


def draw_preview_image(card: Card) -> bytes:
    """Return the image of a card as the bytes of a PNG file."""
    size, lines = _fit_title(card.title)
    layers = {_INK: _layer(), _GREY: _layer(), _RED: _layer()}
    pens = {colour: ImageDraw.Draw(layer) for colour, layer in layers.items()}
    pens[_RED].rectangle((0, 0, IMAGE_SIZE[0], 14), fill=255)
    top = 100
    for line in lines:
        pens[_INK].text((MARGIN, top), line, font=_font("Semibold", size), fill=255)
        top += round(size * LINE_HEIGHT)
    pens[_GREY].text((MARGIN, top + 22), _cut_to_width(card.by, 36), font=_font("Regular", 36), fill=255)
    pens[_RED].rectangle((MARGIN, 512, MARGIN + 90, 515), fill=255)
    pens[_RED].text((MARGIN, 530), _cut_to_width(card.edition, 34), font=_font("Semibold", 34), fill=255)
    return _png(layers)


def _layer() -> Image.Image:
    return Image.new("L", IMAGE_SIZE)


def _png(layers: dict[tuple[int, int, int], Image.Image]) -> bytes:
    """Combine the layers, given by colour, into a PNG with a palette of paper and shades of each colour."""
    palette = [*_PAPER]
    image = Image.new("P", IMAGE_SIZE)
    for number, (colour, layer) in enumerate(layers.items()):
        palette += [value for step in range(1, _SHADES + 1) for value in _shade(colour, step)]
        shift = number * _SHADES
        steps = [round(value * _SHADES / 255) for value in range(256)]
        shades = layer.point([step + shift if step else 0 for step in steps])
        image.paste(shades, mask=layer.point([255 if step else 0 for step in steps]))
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


def _fit_title(title: str) -> tuple[int, list[str]]:
    """Return the largest font size at which a title fits, and its lines.

    At the smallest size, a title that does not fit is cut.
    """
    for size in TITLE_SIZES:
        lines, max_lines = list(_wrap(title, size)), int(TITLE_HEIGHT / (size * LINE_HEIGHT))
        if len(lines) <= max_lines and all(_width(line, size) <= TEXT_WIDTH for line in lines):
            return size, lines
    last = " ".join(lines[max_lines - 1 :])
    return size, [_cut_to_width(line, size) for line in (*lines[: max_lines - 1], last)]


def _wrap(text: str, size: int) -> Iterator[str]:
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and _width(longer, size) > TEXT_WIDTH:
            yield line
            line = word
        else:
            line = longer
    yield line


def _cut_to_width(text: str, size: int) -> str:
    """Return as much of `text` as fits on a line, with an ellipsis if it is cut."""
    if _width(text, size) <= TEXT_WIDTH:
        return text
    start = text
    while start and _width(f"{start} …", size) > TEXT_WIDTH:
        start = start[:-1]
    return f"{start.rstrip()} …"


def _width(text: str, size: int) -> float:
    return _font("Semibold", size).getlength(text)
