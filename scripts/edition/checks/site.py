"""Checks of the finished site: each link, address and note leads where it says, to nothing elsewhere.

Only the files are looked at, whichever generator made them; attributes may stand without quotation
marks. Every page is parsed once.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from itertools import chain
from urllib.parse import unquote, urljoin, urlsplit

from edition.checks.findings import Finding
from edition.checks.html import BuiltSite, CheckedPage

ERROR_PAGE = "404.html"
"""The page that a server shows anywhere, so that its links cannot be relative."""

_ROOT = "http://site.invalid/site/"
"""Stands for the address of the site, which has to work anywhere; deep enough to see a link leave it."""


# --- the rules -----------------------------------------------------------------------------------


def site_findings(site: BuiltSite, addresses: Iterable[str]) -> Iterator[Finding]:
    """Yield what is wrong with a `site` that must have `addresses`, such as `essays/x/#p1`."""
    yield from _missing(site, addresses)
    for name, page in site.pages.items():
        yield from chain(_double(name, page), _links(site, name, page), _back_links(name, page))


def _shown(name: str) -> str:
    """Return a file's address on the site, as a reader sees it."""
    return "/" + (name.removesuffix("index.html") if posixpath.basename(name) == "index.html" else name)


def _missing(site: BuiltSite, addresses: Iterable[str]) -> Iterator[Finding]:
    for address in addresses:
        where, _, fragment = address.partition("#")
        page = site.pages.get(f"{where}index.html")
        if not page or (fragment and fragment not in page.ids):
            yield Finding("address-missing", f"/{address}", "", "is missing from the site that was built")


def _double(name: str, page: CheckedPage) -> Iterator[Finding]:
    for id_, count in page.ids.items():
        if count > 1:
            yield Finding("id-double", _shown(name), f"id {id_!r}", f"stands there {count} times")


def _links(site: BuiltSite, name: str, page: CheckedPage) -> Iterator[Finding]:
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


def _has(page: CheckedPage, fragment: str) -> bool:
    return fragment in page.ids or fragment == "top" or fragment.startswith(":~:")


def _elsewhere(site: BuiltSite, link: str) -> bool:
    return link.startswith(("http:", "https:", "//")) and urlsplit(link).netloc != urlsplit(site.base).netloc


def _target(site: BuiltSite, name: str, link: str) -> tuple[str | None, str]:
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


def _resolved(site: BuiltSite, name: str, where: str) -> str:
    """Return an address on the page `name` as a whole one; what is on the site begins with `_ROOT`."""
    if site.base and where.startswith(site.base):
        return urljoin(_ROOT, f"./{where[len(site.base) :]}")
    home = urlsplit(site.base).path or "/"
    if where.startswith(home) and not where.startswith("//") and (site.base or name == ERROR_PAGE):
        return urljoin(_ROOT, f"./{where[len(home) :]}")
    return urljoin(_ROOT + name, where)


def _back_links(name: str, page: CheckedPage) -> Iterator[Finding]:
    for note, target in page.back_links:
        if page.calls.get(target) != note:
            what = f"its back link leads to {target!r}, where this note is not called"
            yield Finding("back-link-without-call", _shown(name), f"note {note!r}", what)
