"""Rules for characters that were damaged on the way: by a wrong encoding, by typesetting, by markup."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator

from edition.text.rule import Replacement, Rule, replace_matches

# --- wrong encodings ----------------------------------------------------------------------------

_CONTROLS = re.compile("[\x80\x82-\x8c\x8e\x91-\x9c\x9e\x9f]")
_NEXT_LINE = "\x85"
"""In Unicode a line end, in Windows-1252 an ellipsis."""


def _find_windows_characters(text: str) -> Iterator[Replacement]:
    """Find the control characters that are marks and letters in Windows-1252.

    One of them is also a line end, and counts only if there are others.
    """
    matches = list(_CONTROLS.finditer(text))
    if all(match[0] == _NEXT_LINE for match in matches):
        return
    for match in matches:
        yield match.start(), match.end(), match[0].encode("latin-1").decode("cp1252")


def _bytes_of(text: str) -> bytes:
    """Return the bytes that a program read as Windows-1252; five of them have no character there."""
    return b"".join(
        c.encode("latin-1") if "\x80" <= c <= "\x9f" else c.encode("cp1252", "ignore") for c in text
    )


_FOLLOWING = {bytes([byte]).decode("cp1252", "ignore") for byte in range(0x80, 0xC0)}
_CONTINUATION = re.escape("".join(sorted(_FOLLOWING | {*map(chr, range(0x80, 0xC0))})))
_MOJIBAKE = re.compile(
    f"(?:[ÂÃ][{_CONTINUATION}]|[âï][{_CONTINUATION}]{{2}}|ð[{_CONTINUATION}]{{3}})+"
    f"|(?:[ÄÅÎÏÐÑ][{_CONTINUATION}]){{2,}}"
)


def _find_mojibake(text: str) -> Iterator[Replacement]:
    """Find UTF-8 that was read as Windows-1252: `â€™` for an apostrophe.

    A capital with an accent before a guillemet is that, and not the first byte of something else.
    """
    for match in _MOJIBAKE.finditer(text):
        if match[0][-1] in "«»" and len(match[0]) == 2 and text[match.start() - 1 : match.start()].isupper():
            continue
        try:
            yield match.start(), match.end(), _bytes_of(match[0]).decode("utf-8")
        except UnicodeDecodeError:
            continue


# --- markup -------------------------------------------------------------------------------------

_TAGS = "a|abbr|b|big|body|center|cite|em|font|hr|html|i|img|q|small|span|strong|sub|sup|tt|u"


def _find_entities(text: str) -> Iterator[Replacement]:
    for match in re.finditer(r"&(?:[A-Za-z][A-Za-z0-9]{1,30}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});", text):
        yield match.start(), match.end(), html.unescape(match[0])


DAMAGE = (
    Rule(
        "mistaken-encoding",
        "Letters and marks that were read in a wrong encoding are restored.",
        _find_mojibake,
    ),
    Rule(
        "windows-character",
        "Control characters that stand for marks and letters of Windows are those marks and letters.",
        _find_windows_characters,
    ),
    Rule(
        "ligature",
        "A ligature of two or three letters is these letters.",
        replace_matches("[\ufb00-\ufb06]", lambda match: unicodedata.normalize("NFKC", match[0])),
    ),
    Rule(
        "joiner",
        "Joiners without a shape are dropped where the letters around them cannot be joined.",
        replace_matches(
            r"(?<![^\x00-\u052f\u1e00-\u206f])[\u200c\u200d]+(?![^\x00-\u052f\u1e00-\u206f])", ""
        ),
    ),
)
"""Rules that are safe for every text, since what they change has no other meaning."""

HTML = (
    Rule("entity", "Characters that HTML writes by their names are these characters.", _find_entities),
    Rule(
        "line-tag",
        "A tag of HTML that ends a line or a paragraph is a line end.",
        replace_matches(r"(?i)<br ?/?>\n?|</?(?:p|div|h[1-6]|blockquote)(?: [^<>]*)?>", "\n"),
    ),
    Rule(
        "stray-tag",
        "Tags of HTML that were left in the text are dropped.",
        replace_matches(rf"(?i)</?(?:{_TAGS})(?: [^<>]*)?/?>|<!--.*?-->", ""),
    ),
)
"""Rules for texts that were saved with remains of HTML; other texts may speak of it."""
