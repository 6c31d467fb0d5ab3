"""Checks of the finished site: each link, address and note leads where it says, to nothing elsewhere.

Only the files are looked at, whichever generator made them; attributes may stand without quotation
marks. Every page is parsed once.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape
from itertools import chain
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from edition.checks import Finding
from edition.errors import EditionError
from edition.texts import shown

ANCHORS = "data/anchors.json"
"""Where a site tells its own addresses."""

ERROR_PAGE = "404.html"
"""The page that a server shows anywhere, so that its links cannot be relative."""

_ROOT = "http://site.invalid/site/"
"""Stands for the address of the site, which has to work anywhere; deep enough to see a link leave it."""

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
class Page:
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
class Site:
    """A site's files by path, and its pages and stylesheets read."""

    files: frozenset[str]
    pages: Mapping[str, Page]

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


def read_site(folder: Path) -> Site:
    """Read the pages and stylesheets in `folder`. Raises EditionError where it holds no site."""
    if not (folder / "index.html").is_file():
        raise EditionError(shown(folder), "is no site", todo="Make one with `edition build`")
    files = sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())
    readers = {".html": parse_page, ".css": parse_style}
    pages = {
        name: readers[posixpath.splitext(name)[1]]((folder / name).read_text("utf-8", "replace"))
        for name in files
        if name.endswith((".html", ".css"))
    }
    return Site(frozenset(files), pages)


def published(folder: Path) -> list[str]:
    """Return the addresses that the data in `folder` tell, such as `essays/x/#p1`.

    Raises EditionError where there is no list of them.
    """
    try:
        anchors = json.loads((folder / ANCHORS).read_text(encoding="utf-8"))["anchors"]
        return [anchor["address"] for anchor in anchors]
    except (OSError, ValueError, KeyError, TypeError):
        raise EditionError(
            shown(folder / ANCHORS), "is no list of addresses", todo="Make it again with `edition build`"
        ) from None


def parse_style(text: str) -> Page:
    """Return what a stylesheet loads."""
    groups = (match.groups() for match in _STYLE.finditer(text))
    return Page(tuple(Link(to, True) for told in groups for to in told if to))


def parse_page(text: str) -> Page:
    """Return what a page of HTML points at, what can be pointed at on it, and its notes."""
    reader = _Reader()
    for match in _TAG.finditer(text):
        reader.take(match)
    return Page(
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


# --- the rules -----------------------------------------------------------------------------------


def findings(site: Site, addresses: Iterable[str]) -> Iterator[Finding]:
    """Yield what is wrong with a `site` that must have `addresses`, such as `essays/x/#p1`."""
    yield from _missing(site, addresses)
    for name, page in site.pages.items():
        yield from chain(_double(name, page), _links(site, name, page), _back_links(name, page))


def _shown(name: str) -> str:
    """Return a file's address on the site, as a reader sees it."""
    return "/" + (name.removesuffix("index.html") if posixpath.basename(name) == "index.html" else name)


def _missing(site: Site, addresses: Iterable[str]) -> Iterator[Finding]:
    for address in addresses:
        where, _, fragment = address.partition("#")
        page = site.pages.get(f"{where}index.html")
        if not page or (fragment and fragment not in page.ids):
            yield Finding("address-missing", f"/{address}", "", "is missing from the site that was built")


def _double(name: str, page: Page) -> Iterator[Finding]:
    for id_, count in page.ids.items():
        if count > 1:
            yield Finding("id-double", _shown(name), f"id {id_!r}", f"stands there {count} times")


def _links(site: Site, name: str, page: Page) -> Iterator[Finding]:
    for link in page.links:
        place = f"link {link.to!r}"
        file, fragment = _target(site, name, link.to)
        if file is None:
            if link.loaded and _elsewhere(site, link.to):
                what = "is loaded from another host"
                yield Finding("loaded-from-elsewhere", _shown(name), place, what)
        elif file not in site.files:
            yield Finding("link-dead", _shown(name), place, "leads to nothing on the site")
        elif fragment and file in site.pages and not _has(site.pages[file], fragment):
            what = f"there is no id {fragment!r} on {_shown(file)}"
            yield Finding("fragment-dead", _shown(name), place, what)


def _has(page: Page, fragment: str) -> bool:
    return fragment in page.ids or fragment == "top" or fragment.startswith(":~:")


def _elsewhere(site: Site, link: str) -> bool:
    return link.startswith(("http:", "https:", "//")) and urlsplit(link).netloc != urlsplit(site.base).netloc


def _target(site: Site, name: str, link: str) -> tuple[str | None, str]:
    """Return the file that a link on the page `name` leads to, and the fragment.

    The file is None for what is not on the site, and a name that no file has for what should be.
    """
    where, _, fragment = link.partition("#")
    if not where:
        return name, unquote(fragment)
    target = _resolved(site, name, where)
    if not target.startswith(_ROOT):
        return (link if target.startswith("http://site.invalid/") else None), ""
    path = unquote(urlsplit(target[len(_ROOT) :]).path)
    if path.endswith("/") or not path:
        return f"{path}index.html", unquote(fragment)
    return (path if path in site.files else f"{path}/index.html"), unquote(fragment)


def _resolved(site: Site, name: str, where: str) -> str:
    """Return an address on the page `name` as a whole one; what is on the site begins with `_ROOT`."""
    if site.base and where.startswith(site.base):
        return urljoin(_ROOT, f"./{where[len(site.base) :]}")
    home = urlsplit(site.base).path or "/"
    if where.startswith(home) and not where.startswith("//") and (site.base or name == ERROR_PAGE):
        return urljoin(_ROOT, f"./{where[len(home) :]}")
    return urljoin(_ROOT + name, where)


def _back_links(name: str, page: Page) -> Iterator[Finding]:
    for note, target in page.back_links:
        if page.calls.get(target) != note:
            what = f"its back link leads to {target!r}, where this note is not called"
            yield Finding("back-link-without-call", _shown(name), f"note {note!r}", what)
