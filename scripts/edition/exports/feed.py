"""The Atom feed of releases: what is new in each version of the edition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from uuid import NAMESPACE_URL, uuid5

from edition.inputs.paths import FEED
from edition.markup.xml import block, escape, inline
from edition.model.publication import Publication, Release
from edition.model.translation import gettext


def atom_feed(edition: Publication, releases: Sequence[Release], url: str = "") -> str:
    """Return the feed of `releases`, which are newest first; `url` is the site's address, if known.

    A feed without a release has the date of the `edition`.

    Without it there are no links: programs that fetch the feed would not know what they are relative to.
    """
    home = [inline("link", "", {"rel": "alternate", "href": url})] if url else []
    lines = [
        inline("id", _id(edition.title)),
        inline("title", escape(edition.title)),
        inline("updated", _time(releases[0].date if releases else edition.released.isoformat())),
        *(inline("author", inline("name", escape(name.natural))) for name in edition.editors),
        *([inline("link", "", {"rel": "self", "href": f"{url}{FEED}"})] if url else []),
        *home,
        *(line for release in releases for line in _entry(edition, release, home)),
    ]
    feed = block("feed", lines, {"xmlns": "http://www.w3.org/2005/Atom"})
    return "\n".join(['<?xml version="1.0" encoding="utf-8"?>', *feed]) + "\n"


def _entry(edition: Publication, release: Release, home: Sequence[str]) -> Iterator[str]:
    lines = [
        inline("id", _id(f"{edition.title} {release.version}")),
        inline("title", escape(gettext("Version {version}").format(version=release.version))),
        inline("updated", _time(release.date)),
        *home,
        # an entry without a link must have content
        inline("summary" if home else "content", escape(release.summary)),
    ]
    return block("entry", lines)


def _id(name: str) -> str:
    """Return an id that stays the same if the site moves."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, name)}"


def _time(date: str) -> str:
    return f"{date}T00:00:00Z"
