"""The page *Versions* in Markdown: what each version of the edition brought, and what has changed since."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from edition.annotate.entity_index import EntityIndex
from edition.markup.markdown import attributes, details, escape, link
from edition.model.edtf import Edtf
from edition.model.mention import PAGE_BY_KIND
from edition.model.publication import Release, address_of_doi
from edition.model.versions import (
    Changes,
    Difference,
    EssayChanges,
    VersionRecord,
    compare_versions,
    previous_records,
)
from edition.pages.register_parts import page_head

MAX_SHOWN = 40
"""Entries and paragraphs that a list of changes names without being folded."""

_PAGES: Mapping[str, str] = {"work": "sources", **dict(PAGE_BY_KIND.items())}
_KINDS = {
    "person": ("People", "person", "people"),
    "quotation": ("Quotations", "quotation", "quotations"),
    "date": ("Dates", "date", "dates"),
    "work": ("Works", "work", "works"),
    "disagreement": ("Disagreements", "disagreement", "disagreements"),
    "episode": ("Episodes", "episode", "episodes"),
}
"""What entries of a kind are called: as the head of a list, one of them, and several."""

_DESCRIPTION = "What each version of this edition brought, and what has changed since."
_INTRODUCTION = (
    "Every citation names a version. Here you find what has become of what it cites: a paragraph that was "
    "reworded, an entry that was revised or that another has replaced. Whatever is not named has stayed as "
    "it was."
)
_UNRECORDED = "What this version held was not recorded, so that it cannot be compared with others."


@dataclass(frozen=True, slots=True)
class History:
    """The versions of an edition, and what is known of them."""

    releases: Sequence[Release]
    """Newest first."""
    records: Mapping[str, VersionRecord]
    """By version."""
    current: VersionRecord
    """What the edition holds now."""
    repository: str = ""
    """The address of the repository; empty if not known."""

    def record_of(self, release: Release) -> VersionRecord | None:
        """Return the record of a version; a newest one without a record has what the edition holds now."""
        unreleased = self.current if release == self.releases[0] else None
        return self.records.get(release.version, unreleased)


def versions_page(index: EntityIndex, history: History) -> str:
    """Return the page of the versions of the edition."""
    feed = link("feed", "feed.xml")
    more = f"{_INTRODUCTION} New versions are announced in a {feed}."
    if history.repository:
        files = link("in the repository", f"<{history.repository}/releases>")
        more += f" The files of each version are kept {files}."
    parts = [page_head("Versions", _DESCRIPTION, more=more), *_unreleased(index, history)]
    previous = previous_records([release.version for release in history.releases], history.records)
    for release in history.releases:
        parts += _release(index, history, release, previous[release.version])
    return "\n\n".join(parts) + "\n"


def _unreleased(index: EntityIndex, history: History) -> Iterator[str]:
    """Yield what has changed since the newest version."""
    newest = history.releases[0].version
    record = history.records.get(newest)
    changes = compare_versions(record, history.current) if record else None
    if changes:
        yield f"## Since version {escape(newest)} {attributes('since')}"
        yield "What has been changed since then, and is part of no version yet."
        yield from _changes(index, changes)


def _release(
    index: EntityIndex, history: History, release: Release, previous: VersionRecord | None
) -> Iterator[str]:
    yield f"## Version {escape(release.version)} {attributes(_anchor(release.version))}"
    yield f"{Edtf.parse(release.date).display()}. {escape(release.summary)}"
    if release.doi:
        yield f"DOI: {link(escape(release.doi), f'<{address_of_doi(release.doi)}>')}"
    if release.note:
        yield escape(release.note, starts_line=True)
    record = history.record_of(release)
    if not record:
        yield _UNRECORDED
        return
    saved = link("Its record", f"annotations/editions/{release.version}.json")
    more = f" {saved} has a hash of each of these." if release.version in history.records else ""
    yield f"It has {_contents(record)}.{more}"
    if previous:
        changes = compare_versions(previous, record)
        yield f"Compared with version {escape(previous.version)}:"
        yield from _changes(index, changes) if changes else ["- nothing was changed in texts and registries."]


def _anchor(version: str) -> str:
    return "v" + re.sub(r"[^A-Za-z0-9]+", "-", version)


def _contents(record: VersionRecord) -> str:
    """Return how much a version held, as a list in words."""
    essays = record.essays.values()
    digests = sum(name.startswith("d") for essay in essays for name in essay.paragraphs)
    paragraphs = sum(len(essay.paragraphs) for essay in essays) - digests
    counts = [
        _count(len(essays), "essay", "essays"),
        _count(paragraphs, "paragraph", "paragraphs"),
        _count(digests, "paragraph of digests", "paragraphs of digests"),
        _count(sum(len(essay.emendations) for essay in essays), "emendation", "emendations"),
        *(_count(len(record.entries.get(kind, ())), *names[1:]) for kind, names in _KINDS.items()),
    ]
    return _join([count for count in counts if not count.startswith("0 ")])


def _count(number: int, one: str, several: str) -> str:
    return f"{number:,} {one if number == 1 else several}"


def _join(words: Sequence[str]) -> str:
    """Return words as a list in a sentence.

    >>> _join(["a", "b", "c"]), _join(["a"]), _join([])
    ('a, b and c', 'a', 'nothing')
    """
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1]))) if words else "nothing"


# --- changes -------------------------------------------------------------------------------------


def _changes(index: EntityIndex, changes: Changes) -> Iterator[str]:
    """Yield a list of changes, folded if it is long."""
    lists = "\n".join(f"- {item}" for item in _items(index, changes))
    number = _size(changes)
    yield lists if number <= MAX_SHOWN else details(f"{number} changes", [lists], "places")


def _size(changes: Changes) -> int:
    differences = [changes.texts, *changes.entries.values()]
    differences += [essay.paragraphs for essay in changes.essays.values()]
    listed = sum(len(d.added) + len(d.changed) + len(d.retired) for d in differences)
    return listed + sum(e.emended + e.withdrawn + e.redescribed for e in changes.essays.values())


def _items(index: EntityIndex, changes: Changes) -> Iterator[str]:
    if changes.texts:
        titles = {slug: link(escape(title), f"essays/{slug}.md") for slug, title in index.titles.items()}
        yield f"**Essays**: {_difference(changes.texts, titles)}."
    for slug, essay in changes.essays.items():
        if slug in index.titles:
            title = link(escape(index.titles[slug]), f"essays/{slug}.md")
            yield f"*{title}*: {'; '.join(_essay(slug, essay))}."
    names = _names(index)
    for kind, difference in changes.entries.items():
        if kind in _KINDS:
            links = {id_: _entry_link(kind, id_, name) for id_, name in names[kind].items()}
            retired = index.registry.retired.get(kind, {})
            links |= {old: links[new] for old, new in retired.items() if new in links and old not in links}
            yield f"**{_KINDS[kind][0]}**: {_difference(difference, links)}."


def _names(index: EntityIndex) -> dict[str, dict[str, str]]:
    """Return the names of all entries, by kind and id."""
    registry = index.registry
    return {
        "person": {entry.id: entry.name for entry in registry.people},
        "quotation": {entry.id: entry.title for entry in registry.quotations},
        "date": {entry.id: entry.title for entry in registry.dates},
        "work": {entry.id: entry.title for entry in registry.works},
        "disagreement": {entry.id: entry.title for entry in registry.disagreements},
        "episode": {entry.id: entry.title for entry in registry.episodes},
    }


def _entry_link(kind: str, id_: str, name: str) -> str:
    return link(escape(name), f"{_PAGES[kind]}.md#{id_}")


def _difference(difference: Difference, links: Mapping[str, str]) -> str:
    """Return what was added, revised and retired, each with its number; `links` has Markdown by id.

    An id that is retired is named, with a link to what has replaced it.
    """
    named = {
        "new": [links.get(id_, escape(id_)) for id_ in difference.added],
        "revised": [links.get(id_, escape(id_)) for id_ in difference.changed],
        "retired": [_retired(id_, links) for id_ in difference.retired],
    }
    return "; ".join(f"{len(found)} {what} ({', '.join(found)})" for what, found in named.items() if found)


def _retired(id_: str, links: Mapping[str, str]) -> str:
    return f"{escape(id_)}, now {links[id_]}" if id_ in links else escape(id_)


def _essay(slug: str, changes: EssayChanges) -> Iterator[str]:
    """Yield the changes in an essay and in its digest."""
    for prefix, of_digest in (("p", ""), ("d", " of the digest")):
        named = {
            "reworded": changes.paragraphs.changed,
            "new": changes.paragraphs.added,
            "retired": changes.paragraphs.retired,
        }
        for what, addresses in named.items():
            links = _paragraph_links(slug, (name for name in addresses if name.startswith(prefix)))
            if links:
                count = _count(len(links), "paragraph", "paragraphs")
                yield f"{count}{of_digest} {what} ({', '.join(links)})"
    if changes.emended:
        yield _count(changes.emended, "new emendation", "new emendations")
    if changes.withdrawn:
        yield f"{_count(changes.withdrawn, 'emendation', 'emendations')} withdrawn"
    if changes.redescribed:
        yield "what is said of its title, author or source revised"


def _paragraph_links(slug: str, addresses: Iterable[str]) -> list[str]:
    return [link(f"¶\u00a0{name[1:]}", f"essays/{slug}.md#{name}") for name in addresses]
