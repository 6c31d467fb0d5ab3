"""The picture of a preview: title, author and name of the edition on paper, as PNG."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache
from importlib import resources

from PIL import Image, ImageDraw, ImageFont

from edition.exports.link_previews import PICTURE, Card

MARGIN, WIDTH = 90, 1020
SIZES = (76, 66, 58, 50, 44)
"""Of the title, in pixels: the largest that fits is taken."""
HEIGHT = 320
"""Of all lines of the title together."""
LEADING = 1.22

_PAPER, _INK, _GREY, _RED = (253, 252, 249), (35, 33, 30), (84, 80, 74), (143, 36, 24)
_SHADES = 15
"""Steps from paper to a colour: enough for smooth letters, few enough for a small file."""


def draw_preview_image(card: Card) -> bytes:
    """Return the picture of a card as PNG."""
    size, lines = _laid_out(card.title)
    layers = {_INK: _layer(), _GREY: _layer(), _RED: _layer()}
    pens = {colour: ImageDraw.Draw(layer) for colour, layer in layers.items()}
    pens[_RED].rectangle((0, 0, PICTURE[0], 14), fill=255)
    top = 100
    for line in lines:
        pens[_INK].text((MARGIN, top), line, font=_font("Semibold", size), fill=255)
        top += round(size * LEADING)
    pens[_GREY].text((MARGIN, top + 22), _fitted(card.by, 36), font=_font("Regular", 36), fill=255)
    pens[_RED].rectangle((MARGIN, 512, MARGIN + 90, 515), fill=255)
    pens[_RED].text((MARGIN, 530), _fitted(card.edition, 34), font=_font("Semibold", 34), fill=255)
    return _png(layers)


def _layer() -> Image.Image:
    return Image.new("L", PICTURE)


def _png(layers: dict[tuple[int, int, int], Image.Image]) -> bytes:
    """Put the layers together with a palette: paper, and shades of each colour."""
    palette = [*_PAPER]
    whole = Image.new("P", PICTURE)
    for number, (colour, layer) in enumerate(layers.items()):
        palette += [value for step in range(1, _SHADES + 1) for value in _shade(colour, step)]
        shift = number * _SHADES
        steps = [round(value * _SHADES / 255) for value in range(256)]
        shades = layer.point([step + shift if step else 0 for step in steps])
        whole.paste(shades, mask=layer.point([255 if step else 0 for step in steps]))
    whole.putpalette(palette)
    out = io.BytesIO()
    whole.save(out, "PNG", compress_level=6)
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


def _laid_out(title: str) -> tuple[int, list[str]]:
    """Return the largest size at which a title fits, and its lines; cut where it fits at none."""
    for size in SIZES:
        lines, most = list(_lines(title, size)), int(HEIGHT / (size * LEADING))
        if len(lines) <= most and all(_wide(line, size) <= WIDTH for line in lines):
            return size, lines
    return size, [_fitted(line, size) for line in (*lines[: most - 1], " ".join(lines[most - 1 :]))]


def _lines(text: str, size: int) -> Iterator[str]:
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and _wide(longer, size) > WIDTH:
            yield line
            line = word
        else:
            line = longer
    yield line


def _fitted(text: str, size: int) -> str:
    """Return as much of `text` as a line holds; dots where some is left out."""
    if _wide(text, size) <= WIDTH:
        return text
    kept = text
    while kept and _wide(f"{kept} …", size) > WIDTH:
        kept = kept[:-1]
    return f"{kept.rstrip()} …"


def _wide(text: str, size: int) -> float:
    return _font("Semibold", size).getlength(text)
