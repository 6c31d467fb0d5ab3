"""Drawing link previews' images and the covers of e-books, each only once."""

from __future__ import annotations

from functools import partial
from typing import Literal

from edition.build.cache import Cache, key_of
from edition.exports.link_previews import Card

Use = Literal["preview", "cover"]
"""What a picture is drawn for."""


def derive_picture(cache: Cache, card: Card, use: Use) -> bytes:
    """Return the picture of a card, as PNG, from the `cache` if possible."""
    return cache.derive(key_of_picture(card, use), partial(_draw, card, use))


def key_of_picture(card: Card, use: Use) -> str:
    """Return the key of a picture in a cache."""
    return key_of("picture", use, repr(card))


def _draw(card: Card, use: Use) -> bytes:
    from edition.exports.preview_image import COVER, PREVIEW, draw_card  # imports Pillow, which takes a while

    return draw_card(card, COVER if use == "cover" else PREVIEW)
