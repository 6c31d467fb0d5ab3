"""Writing XML as text: escaping, inline elements, and elements on lines of their own.

Each element indents the lines inside it; no white space is ever added next to words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

Attributes = Mapping[str, str]
"""Values by name; an attribute with an empty value is left out."""

INDENT = "  "
"""What each level of nesting is indented by."""

_IN_TEXT = re.compile("[\x00-\x08\x0b-\x1f&<>\ud800-\udfff\ufffe\uffff]")
_IN_VALUE = re.compile('[\x00-\x1f&<>"\ud800-\udfff\ufffe\uffff]')
_REFERENCES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
_REFERENCES |= {space: f"&#{ord(space)};" for space in "\t\n\r"}


def escape(words: str) -> str:
    """Return `words` as XML text; a character that XML does not allow becomes U+FFFD.

    >>> escape("R&D <1917>")
    'R&amp;D &lt;1917&gt;'
    """
    return _IN_TEXT.sub(_reference, words)


def _reference(match: re.Match[str]) -> str:
    return _REFERENCES.get(match[0], "\ufffd")


def attributes(values: Attributes) -> str:
    """Return attributes as written in a tag, each after a space."""
    return "".join(f' {name}="{_IN_VALUE.sub(_reference, value)}"' for name, value in values.items() if value)


def inline(name: str, content: str = "", values: Attributes | None = None) -> str:
    """Return an element for use within a line; `content` is XML.

    >>> inline("p", "Peace", {"xml:id": "p1"}), inline("gap")
    ('<p xml:id="p1">Peace</p>', '<gap/>')
    """
    opening = f"<{name}{attributes(values or {})}"
    return f"{opening}>{content}</{name}>" if content else f"{opening}/>"


def text_element(name: str, words: str, values: Attributes | None = None) -> Iterator[str]:
    """Yield an element that contains `words`, or nothing if they are empty."""
    if words:
        yield inline(name, escape(words), values)


def block(name: str, lines: Iterable[str], values: Attributes | None = None) -> Iterator[str]:
    """Yield the lines of an element around `lines`, or nothing if there are none."""
    indented = [INDENT + line for line in lines]
    if indented:
        yield f"<{name}{attributes(values or {})}>"
        yield from indented
        yield f"</{name}>"
