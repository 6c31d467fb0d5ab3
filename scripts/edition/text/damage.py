"""Rules for characters that were damaged on the way: by a wrong encoding, by typesetting, by markup."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator

from edition.model.translation import gettext_noop
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
_NOTHING = "[\x00-\x08\x0e-\x1b\x1f\x7f\u200b\u2060\ufeff\ufffe\uffff]"
"""Characters without a shape, which may stand between the others."""
_NEXT = f"{_NOTHING}*[{_CONTINUATION}]"
_MOJIBAKE = re.compile(
    f"(?=[ÂÃâïðÄÅÎÏÐÑ])(?:[ÂÃ]{_NEXT}|[âï](?:{_NEXT}){{2}}|ð(?:{_NEXT}){{3}})+"
    f"|(?=[ÄÅÎÏÐÑ])(?:[ÄÅÎÏÐÑ]{_NEXT}){{2,}}"
)
_LEADS = re.compile("[ÂÃâïðÄÅÎÏÐÑ]")
_MARKS = frozenset("“”‘’–—…‹›«»")


def _find_mojibake(text: str) -> Iterator[Replacement]:
    """Find UTF-8 that was read as Windows-1252: `â€™` for an apostrophe.

    A letter before nothing but marks may be just that; it counts only if the text has other cases.
    """
    if not _LEADS.search(text):
        return
    found = [(match, decoded) for match in _MOJIBAKE.finditer(text) if (decoded := _decode(match[0]))]
    if all(_MARKS.issuperset(match[0][1:]) for match, _ in found):
        return
    done = 0
    for match, decoded in found:
        if match.start() >= done:
            done, decoded = _decode_again(text, match.end(), decoded)
            yield match.start(), done, decoded


def _decode_again(text: str, end: int, decoded: str) -> tuple[int, str]:
    """Decode what was read wrongly more than once: until `decoded` and what follows `end` are not mojibake.

    Return the end of what is replaced, and what replaces it.
    """
    while True:
        tail = decoded + text[end : end + _LONGEST]
        again = _MOJIBAKE.search(tail)
        more = _decode(again[0]) if again and again.start() < len(decoded) else ""
        if not again or not more:
            return end, decoded
        end += max(0, again.end() - len(decoded))
        decoded = tail[: again.start()] + more + tail[again.end() : len(decoded)]


_LONGEST = 3
"""Characters after the first that make one."""


def _decode(text: str) -> str:
    """Return the characters whose bytes were read as `text`; empty if there are none."""
    try:
        decoded = _bytes_of(re.sub(_NOTHING, "", text)).decode("utf-8")
    except UnicodeDecodeError:
        return ""
    return "" if any("\x80" <= c <= "\x9f" for c in decoded) else decoded


# --- markup -------------------------------------------------------------------------------------

_LINE_TAGS = (
    "article|blockquote|body|center|div|footer|h[1-6]|head|header|html|li|main|nav|ol|p|section|table|title|tr"
    "|ul"
)
_TAGS = "a|abbr|b|big|cite|em|font|hr|i|img|link|meta|q|small|span|strong|sub|sup|td|th|tt|u"
_EMPHASIS_TAGS = re.compile(
    r"(?<!\w)(<(em|i)\b[^<>]*>)(?=[^\s<>_])[^<>_]*(?<=[^\s<>_])(</\2>)(?!\w)", re.IGNORECASE
)


def _find_emphasis_tags(text: str) -> Iterator[Replacement]:
    for match in _EMPHASIS_TAGS.finditer(text):
        yield *match.span(1), "_"
        yield *match.span(3), "_"


def _find_entities(text: str) -> Iterator[Replacement]:
    for match in re.finditer(r"&(?:[A-Za-z][A-Za-z0-9]{1,30}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});", text):
        yield match.start(), match.end(), html.unescape(match[0])


_JOINERS = re.compile(r"[\u200c\u200d]+(?![^\x00-\u052f\u1e00-\u206f])")
_JOINED = re.compile(r"[^\x00-\u052f\u1e00-\u206f]")


def _find_joiners(text: str) -> Iterator[Replacement]:
    for match in _JOINERS.finditer(text):
        if not _JOINED.match(text[match.start() - 1 : match.start()]):
            yield match.start(), match.end(), ""


DAMAGE = (
    Rule(
        "joiner",
        gettext_noop("Joiners without a shape are dropped where the letters around them cannot be joined."),
        _find_joiners,
        triggers="\u200c\u200d",
    ),
    Rule(
        "mistaken-encoding",
        gettext_noop("Letters and marks that were read in a wrong encoding are restored."),
        _find_mojibake,
        triggers="ÂÃâïðÄÅÎÏÐÑ",
    ),
    Rule(
        "windows-character",
        gettext_noop(
            "Control characters that stand for marks and letters of Windows are those marks and letters."
        ),
        _find_windows_characters,
        triggers="".join(map(chr, range(0x80, 0xA0))),
    ),
    Rule(
        "ligature",
        gettext_noop("A ligature of two or three letters is these letters."),
        replace_matches("[\ufb00-\ufb06]", lambda match: unicodedata.normalize("NFKC", match[0])),
        triggers="".join(map(chr, range(0xFB00, 0xFB07))),
    ),
)
"""Rules that are safe for every text, since what they change has no other meaning."""

HTML = (
    Rule(
        "entity",
        gettext_noop("Characters that HTML writes by their names are these characters."),
        _find_entities,
        triggers="&",
    ),
    Rule(
        "line-tag",
        gettext_noop("A tag of HTML that ends a line or a paragraph is a line end."),
        replace_matches(rf"(?i)<br ?/?>\n?|</?(?:{_LINE_TAGS})(?: [^<>]*)?>", "\n"),
        triggers="<",
    ),
    Rule(
        "stray-tag",
        gettext_noop("Tags of HTML that were left in the text are dropped."),
        replace_matches(
            rf"(?i)</?(?:{_TAGS})(?: [^<>]*)?/?>|<!--.*?-->|<!doctype [^<>]*>|<\?xml[^<>]*\?>", ""
        ),
        triggers="<",
    ),
)
"""Rules for texts that were saved with remains of HTML; other texts may speak of it."""

EMPHASIS_TAG = Rule(
    "emphasis-tag",
    gettext_noop("Words in tags of HTML for emphasis are marked as in plain texts."),
    _find_emphasis_tags,
    triggers="<",
)
"""For texts with remains of HTML in which emphasis is shown."""
