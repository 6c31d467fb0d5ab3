"""The feed of editions, in Atom: what is new in each version, for those who follow the edition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from uuid import NAMESPACE_URL, uuid5

from edition.model.publication import Publication, Release

FEED = "feed.xml"


def atom_feed(edition: Publication, releases: Sequence[Release], url: str = "") -> str:
    """Return the feed of `releases`, the newest first; `url` is that of the site, if it is known."""
    home = escape(url or "./")
    own = f'  <link rel="self" href="{home}{FEED}"/>\n' if url else ""
    authors = "".join(f"  <author><name>{escape(name.natural)}</name></author>\n" for name in edition.editors)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
        f"  <id>{_id(edition.title)}</id>\n  <title>{escape(edition.title)}</title>\n"
        f"  <updated>{_time(releases[0].date)}</updated>\n{authors}{own}"
        f'  <link rel="alternate" href="{home}"/>\n{"".join(_entries(edition, releases, home))}</feed>\n'
    )


def _entries(edition: Publication, releases: Sequence[Release], home: str) -> Iterator[str]:
    for one in releases:
        yield (
            f"  <entry>\n    <id>{_id(f'{edition.title} {one.version}')}</id>\n"
            f"    <title>Version {escape(one.version)}</title>\n    <updated>{_time(one.date)}</updated>\n"
            f'    <link rel="alternate" href="{home}"/>\n'
            f"    <summary>{escape(one.summary)}</summary>\n  </entry>\n"
        )


def _id(name: str) -> str:
    """Return an id that stays, wherever the site may move."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, name)}"


def _time(date: str) -> str:
    return f"{date}T00:00:00Z"
