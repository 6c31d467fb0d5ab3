"""The Atom feed of releases: what is new in each version of the edition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from uuid import NAMESPACE_URL, uuid5

from edition.model.publication import Publication, Release

FEED = "feed.xml"
"""The path of the feed, from the top of the site."""


def atom_feed(edition: Publication, releases: Sequence[Release], url: str = "") -> str:
    """Return the feed of `releases`, which are newest first; `url` is the site's address, if known."""
    home = escape(url or "./")
    self_link = f'  <link rel="self" href="{home}{FEED}"/>\n' if url else ""
    authors = "".join(f"  <author><name>{escape(name.natural)}</name></author>\n" for name in edition.editors)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
        f"  <id>{_id(edition.title)}</id>\n  <title>{escape(edition.title)}</title>\n"
        f"  <updated>{_time(releases[0].date)}</updated>\n{authors}{self_link}"
        f'  <link rel="alternate" href="{home}"/>\n{"".join(_entries(edition, releases, home))}</feed>\n'
    )


def _entries(edition: Publication, releases: Sequence[Release], home: str) -> Iterator[str]:
    for release in releases:
        yield (
            f"  <entry>\n    <id>{_id(f'{edition.title} {release.version}')}</id>\n"
            f"    <title>Version {escape(release.version)}</title>\n"
            f"    <updated>{_time(release.date)}</updated>\n"
            f'    <link rel="alternate" href="{home}"/>\n'
            f"    <summary>{escape(release.summary)}</summary>\n  </entry>\n"
        )


def _id(name: str) -> str:
    """Return an id that stays the same if the site moves."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, name)}"


def _time(date: str) -> str:
    return f"{date}T00:00:00Z"
