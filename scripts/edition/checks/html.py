"""Pages and stylesheets of a built site, read for the checks."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape
from pathlib import Path
from typing import NamedTuple

from edition.inputs.texts import display_path
from edition.model.errors import EditionError

_LOADED = frozenset(
    {"script", "img", "iframe", "frame", "embed", "object", "source", "video", "audio", "track", "input"}
    | {"image", "use", "feimage"}
)
_LOCATORS = ("href", "src", "poster", "data", "xlink:href")
_REFERRING = frozenset(
    ("canonical", "next", "prev", "first", "last", "up", "alternate", "author", "license", "help", "search")
)
"""Relations of a `link` for which a browser loads nothing."""
_WANTED = re.compile("id|href|src|style|poster|data=", re.IGNORECASE)
"""What stands in every tag that is of interest; most are not."""
_BACK = frozenset({"back", "footnote-backref"})


class Link(NamedTuple):
    """What a page or a stylesheet points at."""

    to: str
    loaded: bool
    """Whether a browser loads it with the page, not only when a reader follows it."""


@dataclass(frozen=True, slots=True)
class CheckedPage:
    """What a page of HTML, or a stylesheet, has to be checked."""

    links: tuple[Link, ...]
    ids: Mapping[str, int] = field(default_factory=dict)
    """How often each stands there."""
    canonical: str = ""
    calls: Mapping[str, str] = field(default_factory=dict)
    """The id of the note that is called at an id."""
    back_links: tuple[tuple[str, str], ...] = ()
    """Each with the id of the note in which it stands."""


@dataclass(frozen=True, slots=True)
class BuiltSite:
    """A site's files by path, and its pages and stylesheets read."""

    files: frozenset[str]
    pages: Mapping[str, CheckedPage]

    @property
    def base(self) -> str:
        """The address that the site is built for, ending in a stroke; empty where it tells none."""
        home = self.pages.get("index.html")
        return home.canonical if home else ""


# --- reading -------------------------------------------------------------------------------------

_INNER = r"""(?:[^"'>]++|"[^"]*"|'[^']*')*+"""
_TAG = re.compile(
    rf"<!--.*?-->|<(?P<raw>script|style)\b(?P<head>{_INNER})>(?P<body>.*?)</(?P=raw)\s*>"
    rf"|<(?P<tag>[a-z][^\s/>]*)\s(?P<told>{_INNER})>|</(?P<closed>ol|span)>",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"""([^\s"'>/=]+)\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)""")
_STYLE = re.compile(
    r"""/\*.*?\*/|@import\s+["'](?P<import>[^"']*)"""
    r"""|url\(\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^)"'\s]*))\s*\)""",
    re.DOTALL | re.IGNORECASE,
)


def read_site(folder: Path) -> BuiltSite:
    """Read the pages and stylesheets in `folder`. Raises EditionError where it holds no site."""
    if not (folder / "index.html").is_file():
        raise EditionError(display_path(folder), "is no site", todo="Make one with `edition build`")
    files = sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())
    readers = {".html": parse_page, ".css": parse_style}
    pages = {
        name: readers[posixpath.splitext(name)[1]]((folder / name).read_text("utf-8", "replace"))
        for name in files
        if name.endswith((".html", ".css"))
    }
    return BuiltSite(frozenset(files), pages)


def parse_style(text: str) -> CheckedPage:
    """Return what a stylesheet loads."""
    groups = (match.groups() for match in _STYLE.finditer(text))
    return CheckedPage(tuple(Link(to, True) for told in groups for to in told if to))


def parse_page(text: str) -> CheckedPage:
    """Return what a page of HTML points at, what can be pointed at on it, and its notes."""
    reader = _Reader()
    for match in _TAG.finditer(text):
        reader.take(match)
    return CheckedPage(
        tuple(dict.fromkeys(reader.links)),
        dict(Counter(reader.ids)),
        reader.canonical,
        reader.calls,
        tuple(reader.back_links),
    )


class _Reader:
    """Gathers what the tags of a page tell, in their order."""

    def __init__(self) -> None:
        self.links: list[Link] = []
        self.ids: list[str] = []
        self.canonical = ""
        self.calls: dict[str, str] = {}
        self.back_links: list[tuple[str, str]] = []
        self._note = ""
        self._here: list[str] = []
        """The ids since the last text or element of another sort: they all mean one place."""
        self._end = -1

    def take(self, match: re.Match[str]) -> None:
        """Take in what `_TAG` finds."""
        raw, head, body, tag, told, closed = match.groups()
        name, inner = (raw or tag or closed or "").lower(), head or told or ""
        if match.start() != self._end or name not in ("a", "span", "sup"):
            self._here = []
        self._end = match.end()
        if closed == "ol":
            self._note = ""
        if _WANTED.search(inner):
            values = _attributes(inner)
            self._point(name, values)
            self._name(name, values)
        if name == "style":
            self.links += parse_style(body).links

    def _name(self, tag: str, values: Mapping[str, str]) -> None:
        if name := values.get("id", ""):
            self.ids.append(name)
            self._here.append(name)
            if tag == "li" and name.startswith("fn:"):
                self._note = name
        if tag == "a":
            self._refer(values.get("href", ""), set(values.get("class", "").split()))

    def _refer(self, href: str, classes: set[str]) -> None:
        """Take in a call of a note, or a link from a note back to a call."""
        if "footnote-ref" in classes:
            self.calls |= dict.fromkeys(self._here, href.partition("#")[2])
        if self._note and classes & _BACK and href.startswith("#"):
            self.back_links.append((self._note, href[1:]))

    def _point(self, tag: str, values: Mapping[str, str]) -> None:
        """Take in what a tag points at."""
        loaded = tag in _LOADED or (tag == "link" and self._relates(values))
        for name in _LOCATORS:
            if values.get(name) and (name != "data" or tag == "object"):
                self.links.append(Link(values[name], loaded))
        if "srcset" in values:
            self.links += [Link(one.split()[0], True) for one in values["srcset"].split(",") if one.strip()]
        if "style" in values:
            self.links += parse_style(values["style"]).links

    def _relates(self, values: Mapping[str, str]) -> bool:
        """Take in an element `link`; tell whether a browser loads what it points at."""
        relations = set(values.get("rel", "").lower().split())
        if "canonical" in relations:
            self.canonical = values.get("href", "")
        return not relations <= _REFERRING


@lru_cache(maxsize=4096)  # the same navigation stands on every page
def _attributes(told: str) -> Mapping[str, str]:
    """Return attributes by name; of one that stands twice the first, as browsers do."""
    found = reversed(_ATTRIBUTE.findall(told))
    return {name.lower(): unescape(value[1:-1] if value[0] in "\"'" else value) for name, value in found}
