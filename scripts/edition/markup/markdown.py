"""Markdown in which a text's own characters mean nothing but themselves.

For Python-Markdown and its extensions `attr_list`, `def_list`, `footnotes`, `md_in_html` and
`tables`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from urllib.parse import unquote

import yaml

# an exclamation mark at the end would make a picture of a link that follows; a colon after a bracket
# would make a definition of a link that it stands in
_ANYWHERE = re.compile(r"[\\`*_{}\[\]#&<]|(?<=\]):|!\Z")
_AT_START = re.compile(r"(?:\d+)?([-+.>:!|=)~])")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ":": "&#58;", "=": "&#61;", "~": "&#126;", "|": "&#124;"}
_ATTRIBUTE = {ord(c): f"&#{ord(c)};" for c in "\"'{}<>&\\`*_[]\n\r\t"}


def escape(text: str, *, starts_line: bool = False) -> str:
    r"""Return Markdown that shows `text`, which is one line; `starts_line` where a line begins.

    >>> escape("*1917* & [a]")
    '\\*1917\\* &amp; \\[a\\]'
    >>> escape("1. May", starts_line=True)
    '1\\. May'
    """
    escaped = _ANYWHERE.sub(lambda match: _ENTITIES.get(match[0], "\\" + match[0]), text)
    start = _AT_START.match(escaped) if starts_line else None
    if start:
        at, mark = start.start(1), start[1]
        escaped = escaped[:at] + _ENTITIES.get(mark, "\\" + mark) + escaped[at + 1 :]
    return escaped


def attributes(identifier: str = "", classes: Iterable[str] = (), **values: str) -> str:
    """Return an attribute list: `{ #id .class key="value" }`.

    Underscores in the names of `values` stand for hyphens.
    """
    parts = [f"#{identifier}"] if identifier else []
    parts += [f".{name}" for name in classes]
    parts += [f'{name.replace("_", "-")}="{value.translate(_ATTRIBUTE)}"' for name, value in values.items()]
    return "{ " + " ".join(parts) + " }"


def link(text: str, target: str, attribute_list: str = "") -> str:
    """Return a link; `text` is Markdown, `target` an address without spaces."""
    return f"[{text}]({target}){attribute_list}"


_WEB = re.compile(r"https?://[^\s<>]*[^\s<>.,;:]")


def linked(text: str) -> str:
    """Return `text`, escaped; addresses in it become links that show the host and the last step.

    >>> linked("See https://example.org/works/a.htm.")
    'See [example.org: a.htm](<https://example.org/works/a.htm>).'
    """
    parts: list[str] = []
    at = 0
    for match in _WEB.finditer(text):
        parts += escape(text[at : match.start()]), link(escape(_named(match[0])), f"<{match[0]}>")
        at = match.end()
    return "".join([*parts, escape(text[at:], starts_line=not at)])


def _named(address: str) -> str:
    """Return the host of an address and the last step of its path."""
    host, _, path = address.partition("://")[2].partition("/")
    last = path.rstrip("/").rpartition("/")[2].partition("#")[0].partition("?")[0]
    return ": ".join(filter(None, (host.removeprefix("www."), unquote(last).replace("_", " "))))


def targets(names: Iterable[str]) -> str:
    """Return empty places for links to `names`, which are ids."""
    return "".join(f'<span id="{name}"></span>' for name in names)


def quote(block: str) -> str:
    """Return `block` as a block quote."""
    return "\n".join(f"> {line}".rstrip() for line in block.split("\n"))


def front_matter(values: Mapping[str, object], metadata: Mapping[str, object] | None = None) -> str:
    """Return YAML front matter for a page, with `metadata` for other programs below its `values`.

    Each value of the metadata is one line of JSON, which is YAML, too.
    """
    head = yaml.safe_dump(dict(values), allow_unicode=True, sort_keys=False, width=10_000)
    lines = [f"{key}: {json.dumps(data, ensure_ascii=False)}\n" for key, data in (metadata or {}).items()]
    return f"---\n{head}{''.join(lines)}---\n"
