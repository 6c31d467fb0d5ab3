"""XML, built as text: what is escaped, elements in a line, and elements on lines of their own.

Lines are indented by what stands around them; no white space is ever added next to words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

Attributes = Mapping[str, str]
"""Names to values; what is empty is left out."""

INDENT = "  "

_SPECIAL = re.compile("[\x00-\x08\x0b-\x1f&<>\ud800-\udfff\ufffe\uffff]")
_IN_VALUE = re.compile('[\x00-\x1f&<>"\ud800-\udfff\ufffe\uffff]')
_REFERENCES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
_REFERENCES |= {space: f"&#{ord(space)};" for space in "\t\n\r"}


def text(words: str) -> str:
    """Return `words` as XML text; a character that XML cannot have becomes U+FFFD.

    >>> text("R&D <1917>")
    'R&amp;D &lt;1917&gt;'
    """
    return _SPECIAL.sub(_reference, words)


def _reference(match: re.Match[str]) -> str:
    return _REFERENCES.get(match[0], "\ufffd")


def attributes(values: Attributes) -> str:
    """Return attributes as they stand in a tag, each after a space."""
    told = [f' {name}="{_IN_VALUE.sub(_reference, value)}"' for name, value in values.items() if value]
    return "".join(told)


def inline(name: str, content: str = "", values: Attributes | None = None) -> str:
    """Return an element in a line; `content` is XML.

    >>> inline("p", "Peace", {"xml:id": "p1"}), inline("gap")
    ('<p xml:id="p1">Peace</p>', '<gap/>')
    """
    opening = f"<{name}{attributes(values or {})}"
    return f"{opening}>{content}</{name}>" if content else f"{opening}/>"


def said(name: str, words: str, values: Attributes | None = None) -> Iterator[str]:
    """Yield an element that holds `words`; none where there are none."""
    if words:
        yield inline(name, text(words), values)


def block(name: str, lines: Iterable[str], values: Attributes | None = None) -> Iterator[str]:
    """Yield the lines of an element around `lines`, none where there are none."""
    inside = [INDENT + line for line in lines]
    if inside:
        yield f"<{name}{attributes(values or {})}>"
        yield from inside
        yield f"</{name}>"
