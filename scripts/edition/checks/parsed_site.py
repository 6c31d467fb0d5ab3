"""Parsing the pages and stylesheets of a built site for the checks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape
from pathlib import Path
from typing import NamedTuple

from edition.model.errors import EditionError, display_path

_RESOURCE_TAGS = frozenset(
    {"script", "img", "iframe", "frame", "embed", "object", "source", "video", "audio", "track", "input"}
    | {"image", "use", "feimage"}
)
_URL_ATTRIBUTES = ("href", "src", "poster", "data", "xlink:href")
_UNLOADED_RELATIONS = frozenset(
    ("canonical", "next", "prev", "first", "last", "up", "alternate", "author", "license", "help", "search")
)
"""Values of a `link` element's `rel` for which a browser loads nothing."""
_RELEVANT = re.compile("id|href|src|style|poster|data=", re.IGNORECASE)
"""Matches in the attributes of every tag that matters to the checks; most tags do not."""
_HANDLER = re.compile(r"(?<![\w-])on[a-z]+\s*=", re.IGNORECASE)
"""The name of an attribute that runs its value as a script."""
_NO_TEXT = ("", "&#8203;")
"""What may stand between tags that mark one place; the space without width is before the number of a note."""
_BACK_LINK_CLASSES = frozenset({"back", "footnote-backref"})


class Link(NamedTuple):
    """A reference from a page or stylesheet to an address."""

    target: str
    loaded: bool
    """Whether a browser loads the target with the page, without waiting for a reader to follow it."""


@dataclass(frozen=True, slots=True)
class ParsedPage:
    """The parts of an HTML page or a stylesheet that the checks look at."""

    links: tuple[Link, ...]
    ids: Mapping[str, int] = field(default_factory=dict)
    """Every id on the page, with the number of times it occurs."""
    canonical: str = ""
    calls: Mapping[str, str] = field(default_factory=dict)
    """The ids at which footnotes are called, each with the id of the footnote."""
    back_links: tuple[tuple[str, str], ...] = ()
    """For each back link, the id of the footnote that contains it and the id that it leads to."""
    code: tuple[str, ...] = ()
    """The scripts and handlers of events among the words of the page: in its article, or after its title."""


@dataclass(frozen=True, slots=True)
class BuiltSite:
    """The files of a site, with its pages and stylesheets parsed."""

    files: frozenset[str]
    """The path of every file, from the top of the site."""
    pages: Mapping[str, ParsedPage]
    """The parsed pages and stylesheets, by path."""

    @property
    def base_url(self) -> str:
        """The address that the site was built for, ending in a slash; empty if the site does not say."""
        home = self.pages.get("index.html")
        return home.canonical if home else ""


# --- parsing -------------------------------------------------------------------------------------

_ATTRIBUTES = r"""(?:[^"'>]++|"[^"]*"|'[^']*')*+"""
_TAG = re.compile(
    rf"<!--.*?-->|<(?P<raw>script|style)\b(?P<raw_attributes>{_ATTRIBUTES})>(?P<body>.*?)</(?P=raw)\s*>"
    rf"|<(?P<tag>[a-z][^\s/>]*)[\s/](?P<attributes>{_ATTRIBUTES})>|</(?P<closing>ol|span)>",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"""([^\s"'>/=]+)\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)""")
_URL = re.compile(
    r"""/\*.*?\*/|@import\s+["'](?P<import>[^"']*)"""
    r"""|url\(\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^)"'\s]*))\s*\)""",
    re.DOTALL | re.IGNORECASE,
)


def read_site(folder: Path) -> BuiltSite:
    """Parse the pages and stylesheets in `folder`. Raises EditionError if it is not a built site."""
    files = site_files(folder)
    pages = {name: parse_file(name, (folder / name).read_bytes()) for name in files if is_parsed(name)}
    return BuiltSite(frozenset(files), pages)


def site_files(folder: Path) -> list[str]:
    """Return the path of every file in `folder`, sorted. Raises EditionError if it is not a built site."""
    if not (folder / "index.html").is_file():
        raise EditionError(display_path(folder), "is not a built site", todo="Build one with `edition build`")
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def is_parsed(name: str) -> bool:
    """Return whether a file of a site is a page or a stylesheet."""
    return name.endswith((".html", ".css"))


def parse_file(name: str, data: bytes) -> ParsedPage:
    """Return the links, ids and footnotes of a page, or the links of a stylesheet."""
    text = data.decode("utf-8", "replace")
    return parse_stylesheet(text) if name.endswith(".css") else parse_page(text)


def parse_stylesheet(text: str) -> ParsedPage:
    """Return the addresses that a stylesheet loads."""
    matches = (match.groups() for match in _URL.finditer(text))
    return ParsedPage(tuple(Link(target, True) for groups in matches for target in groups if target))


def parse_page(text: str) -> ParsedPage:
    """Return the links, ids and footnotes of an HTML page."""
    parser = _PageParser(text.find("<article"), text.rfind("</article>"))
    for match in _TAG.finditer(text):
        parser.handle_tag(match)
    return ParsedPage(
        tuple(dict.fromkeys(parser.links)),
        dict(Counter(parser.ids)),
        parser.canonical,
        parser.calls,
        tuple(parser.back_links),
        tuple(parser.code),
    )


class _PageParser:
    """Collects links, ids and footnotes from the tags of a page, in document order."""

    def __init__(self, article: int, article_end: int) -> None:
        self._article, self._article_end = article, article_end
        self.links: list[Link] = []
        self.ids: list[str] = []
        self.canonical = ""
        self.calls: dict[str, str] = {}
        self.back_links: list[tuple[str, str]] = []
        self.code: list[str] = []
        self._footnote = ""
        """The id of the footnote that the parser is in; empty outside footnotes."""
        self._adjacent_ids: list[str] = []
        """The ids of adjacent inline tags with no text between them: they all mark one place."""
        self._end = 0

    def handle_tag(self, match: re.Match[str]) -> None:
        """Record the contents of one match of `_TAG`."""
        raw, raw_attributes, body, tag, attributes, closing = match.groups()
        name, attributes = (raw or tag or closing or "").lower(), raw_attributes or attributes or ""
        between = match.string[self._end : match.start()]
        if between not in _NO_TEXT or name not in ("a", "span", "sup"):
            self._adjacent_ids = []
        self._end = match.end()
        if closing == "ol":
            self._footnote = ""
        if _RELEVANT.search(attributes):
            values = _parse_attributes(attributes)
            self._record_links(name, values)
            self._record_ids(name, values)
        if self._article < match.start() < self._article_end or between.rstrip().endswith("</title>"):
            self._record_code(name, attributes, body)
        if name == "style":
            self.links += parse_stylesheet(body).links

    def _record_code(self, tag: str, attributes: str, body: str) -> None:
        """Record a script that stands in the page, unless it only has data, and all handlers of events."""
        is_handled = _HANDLER.search(attributes)
        if tag != "script" and not is_handled:
            return
        values = _parse_attributes(attributes)
        if tag == "script" and body.strip() and not values.get("type", "").endswith("json"):
            self.code.append(f"<script>{' '.join(body.split())}")
        self.code += [f"{name}={value}" for name, value in values.items() if _HANDLER.match(f"{name}=")]

    def _record_ids(self, tag: str, values: Mapping[str, str]) -> None:
        if id_ := values.get("id", ""):
            self.ids.append(id_)
            self._adjacent_ids.append(id_)
            if tag == "li" and id_.startswith("fn:"):
                self._footnote = id_
        if tag == "a":
            self._record_footnote_link(values.get("href", ""), set(values.get("class", "").split()))

    def _record_footnote_link(self, href: str, classes: set[str]) -> None:
        """Record a link that calls a footnote, or one from a footnote back to its call."""
        if "footnote-ref" in classes:
            self.calls |= dict.fromkeys(self._adjacent_ids, href.partition("#")[2])
        if self._footnote and classes & _BACK_LINK_CLASSES and href.startswith("#"):
            self.back_links.append((self._footnote, href[1:]))

    def _record_links(self, tag: str, values: Mapping[str, str]) -> None:
        loaded = tag in _RESOURCE_TAGS or (tag == "link" and self._handle_link_element(values))
        for name in _URL_ATTRIBUTES:
            if values.get(name) and (name != "data" or tag == "object"):
                self.links.append(Link(values[name], loaded))
        candidates = filter(str.strip, values.get("srcset", "").split(","))
        self.links += [Link(candidate.split()[0], True) for candidate in candidates]
        if "style" in values:
            self.links += parse_stylesheet(values["style"]).links

    def _handle_link_element(self, values: Mapping[str, str]) -> bool:
        """Record the canonical address of a `link` element; return whether a browser loads its target."""
        relations = set(values.get("rel", "").lower().split())
        if "canonical" in relations:
            self.canonical = values.get("href", "")
        return not relations <= _UNLOADED_RELATIONS


@lru_cache(maxsize=4096)  # every page repeats the same navigation
def _parse_attributes(text: str) -> Mapping[str, str]:
    """Return the attributes of a tag by name; the first of duplicates counts, as in browsers."""
    pairs = reversed(_ATTRIBUTE.findall(text))
    return {name.lower(): unescape(value[1:-1] if value[0] in "\"'" else value) for name, value in pairs}
