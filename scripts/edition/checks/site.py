"""Checks of a built site: links, addresses, ids, footnotes, and nothing loaded from another host.

Only the site's files are read, so that the checks work whichever generator wrote them. HTML
attributes may be unquoted. Every page is parsed once.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain
from urllib.parse import unquote, urljoin, urlsplit

from edition.checks.findings import Finding
from edition.checks.parsed_site import BuiltSite, ParsedPage

ERROR_PAGE = "404.html"
"""The page that a server shows at any missing address, so that its links cannot be relative."""

_HOST = "http://site.invalid/"
_ROOT = f"{_HOST}site/"
"""A placeholder for the site's address, in a folder so that a link that leaves the site is noticed."""


# --- the rules -----------------------------------------------------------------------------------


def site_findings(site: BuiltSite, addresses: Iterable[str]) -> Iterator[Finding]:
    """Yield findings about a `site` that must have `addresses`, such as `essays/x/#p1`."""
    yield from _check_addresses(site, addresses)
    for path, page in site.pages.items():
        yield from chain(
            _check_ids(path, page),
            _check_links(site, path, page),
            _check_back_links(path, page),
            _check_code(path, page),
        )


def _display_address(path: str) -> str:
    """Return the address of a file on the site, as readers see it."""
    return "/" + (path.removesuffix("index.html") if posixpath.basename(path) == "index.html" else path)


def _check_addresses(site: BuiltSite, addresses: Iterable[str]) -> Iterator[Finding]:
    for address in addresses:
        path, _, fragment = address.partition("#")
        page = site.pages.get(f"{path}index.html")
        if not page or (fragment and fragment not in page.ids):
            yield Finding("missing-address", f"/{address}", "", "is missing from the built site")


def _check_ids(path: str, page: ParsedPage) -> Iterator[Finding]:
    for id_, count in page.ids.items():
        if count > 1:
            what = f"occurs {count} times on the page"
            yield Finding("duplicate-id", _display_address(path), f"id {id_!r}", what)


def _check_links(site: BuiltSite, path: str, page: ParsedPage) -> Iterator[Finding]:
    for link in page.links:
        place = f"link {link.target!r}"
        file, fragment = _resolve_link(site, path, link.target)
        if file is None:
            if link.loaded and _is_external(site, link.target):
                what = "is loaded from another host"
                yield Finding("external-resource", _display_address(path), place, what)
        elif file not in site.files:
            what = "does not lead to a file on the site"
            yield Finding("broken-link", _display_address(path), place, what)
        elif fragment and file in site.pages and not _has_fragment(site.pages[file], fragment):
            what = f"{_display_address(file)} has no id {fragment!r}"
            yield Finding("broken-fragment", _display_address(path), place, what)


def _has_fragment(page: ParsedPage, fragment: str) -> bool:
    return fragment in page.ids or fragment == "top" or fragment.startswith(":~:")


def _is_external(site: BuiltSite, link: str) -> bool:
    address = link.strip().lower()
    is_absolute = address.startswith(("http:", "https:", "//"))
    return is_absolute and urlsplit(address).netloc != urlsplit(site.base_url.lower()).netloc


def _resolve_link(site: BuiltSite, path: str, link: str) -> tuple[str | None, str]:
    """Return the file that a link on the page at `path` leads to, and the fragment.

    The file is None for a link to another site. For a link that should lead to a file on this site
    and does not, it is a path that no file has.
    """
    address, _, fragment = link.partition("#")
    if not address:
        return path, unquote(fragment)
    target = _absolute_address(site.base_url, path, address)
    if not target.startswith(_ROOT):
        return (link if target.startswith(_HOST) else None), ""
    file = unquote(urlsplit(target[len(_ROOT) :]).path)
    if file.endswith("/") or not file:
        return f"{file}index.html", unquote(fragment)
    return (file if file in site.files else f"{file}/index.html"), unquote(fragment)


@lru_cache(maxsize=1000)
def _absolute_address(base_url: str, path: str, address: str) -> str:
    """Return an address on the page at `path` as an absolute one; within the site it begins with `_ROOT`.

    `base_url` is the address of the site, or empty. Hundreds of links on a page have the same few addresses.
    """
    if base_url and address.startswith(base_url):
        return urljoin(_ROOT, f"./{address[len(base_url) :]}")
    home = urlsplit(base_url).path or "/"
    if address.startswith(home) and not address.startswith("//") and (base_url or path == ERROR_PAGE):
        return urljoin(_ROOT, f"./{address[len(home) :]}")
    return urljoin(_ROOT + path, address)


def _check_back_links(path: str, page: ParsedPage) -> Iterator[Finding]:
    for footnote, target in page.back_links:
        if page.calls.get(target) != footnote:
            what = f"its back link leads to {target!r}, which is not a call of this footnote"
            yield Finding("broken-back-link", _display_address(path), f"footnote {footnote!r}", what)


def _check_code(path: str, page: ParsedPage) -> Iterator[Finding]:
    """Yield findings about scripts among the words of a page: no template has any there."""
    links = (link.target for link in page.links if link.target.strip().lower().startswith("javascript:"))
    for code in (*page.code, *links):
        shown = code if len(code) <= MAX_SHOWN else f"{code[:MAX_SHOWN]}…"
        what = "is a script among the words of the page"
        yield Finding("inline-script", _display_address(path), repr(shown), what)


MAX_SHOWN = 60
"""Code points of a script that a finding shows."""
