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
from edition.model.translation import (
    count,
    gettext,
    gettext_noop,
    join_as_list,
    ngettext,
    ngettext_noop,
)
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
    "person": gettext_noop("People"),
    "quotation": gettext_noop("Quotations"),
    "date": gettext_noop("Dates"),
    "work": gettext_noop("Works"),
    "disagreement": gettext_noop("Disagreements"),
    "episode": gettext_noop("Episodes"),
}
"""What entries of a kind are called as the head of a list."""
_COUNTS = {
    "person": ngettext_noop("{number} person", "{number} people"),
    "quotation": ngettext_noop("{number} quotation", "{number} quotations"),
    "date": ngettext_noop("{number} date", "{number} dates"),
    "work": ngettext_noop("{number} work", "{number} works"),
    "disagreement": ngettext_noop("{number} disagreement", "{number} disagreements"),
    "episode": ngettext_noop("{number} episode", "{number} episodes"),
}

_DESCRIPTION = gettext_noop("What each version of this edition brought, and what has changed since.")
_INTRODUCTION = gettext_noop(
    "Every citation names a version. Here you find what has become of what it cites: a paragraph that was "
    "reworded, an entry that was revised or that another has replaced. Whatever is not named has stayed as "
    "it was."
)
_UNRECORDED = gettext_noop(
    "What this version held was not recorded, so that it cannot be compared with others."
)


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
    more = [gettext(_INTRODUCTION), gettext("New versions are announced in a [feed](feed.xml).")]
    if history.repository:
        message = gettext("The files of each version are kept [in the repository]({address}).")
        more.append(message.format(address=f"<{history.repository}/releases>"))
    head = page_head(gettext("Versions"), gettext(_DESCRIPTION), more=" ".join(more))
    parts = [head, *_unreleased(index, history)]
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
        yield f"## {gettext('Since version {version}').format(version=escape(newest))} {attributes('since')}"
        yield gettext("What has been changed since then, and is part of no version yet.")
        yield from _changes(index, changes)


def _release(
    index: EntityIndex, history: History, release: Release, previous: VersionRecord | None
) -> Iterator[str]:
    heading = gettext("Version {version}").format(version=escape(release.version))
    yield f"## {heading} {attributes(_anchor(release.version))}"
    day = escape(Edtf.parse(release.date).display(), starts_line=True)
    yield f"{day}. {escape(release.summary)}"
    if release.doi:
        yield f"DOI: {link(escape(release.doi), f'<{address_of_doi(release.doi)}>')}"
    if release.note:
        yield escape(release.note, starts_line=True)
    record = history.record_of(release)
    if not record:
        yield gettext(_UNRECORDED)
        return
    held = [gettext("It has {contents}.").format(contents=_contents(record))]
    if release.version in history.records:
        message = gettext("[Its record]({address}) has a hash of each of these.")
        held.append(message.format(address=f"annotations/editions/{release.version}.json"))
    yield " ".join(held)
    if previous:
        changes = compare_versions(previous, record)
        yield gettext("Compared with version {version}:").format(version=escape(previous.version))
        nothing = f"- {gettext('nothing was changed in texts and registries.')}"
        yield from _changes(index, changes) if changes else [nothing]


def _anchor(version: str) -> str:
    return "v" + re.sub(r"[^A-Za-z0-9]+", "-", version)


def _contents(record: VersionRecord) -> str:
    """Return how much a version held, as a list in words."""
    essays = record.essays.values()
    digests = sum(name.startswith("d") for essay in essays for name in essay.paragraphs)
    paragraphs = sum(len(essay.paragraphs) for essay in essays) - digests
    emendations = sum(len(essay.emendations) for essay in essays)
    counts = [
        (ngettext_noop("{number} essay", "{number} essays"), len(essays)),
        (ngettext_noop("{number} paragraph", "{number} paragraphs"), paragraphs),
        (ngettext_noop("{number} paragraph of digests", "{number} paragraphs of digests"), digests),
        (ngettext_noop("{number} emendation", "{number} emendations"), emendations),
        *((messages, len(record.entries.get(kind, ()))) for kind, messages in _COUNTS.items()),
    ]
    return join_as_list([count(messages, number) for messages, number in counts if number]) or gettext(
        "nothing"
    )


# --- changes -------------------------------------------------------------------------------------


def _changes(index: EntityIndex, changes: Changes) -> Iterator[str]:
    """Yield a list of changes, folded if it is long."""
    lists = "\n".join(f"- {item}" for item in _items(index, changes))
    number = _size(changes)
    summary = count(ngettext_noop("{number} change", "{number} changes"), number)
    yield lists if number <= MAX_SHOWN else details(summary, [lists], "places")


def _size(changes: Changes) -> int:
    differences = [changes.texts, *changes.entries.values()]
    differences += [essay.paragraphs for essay in changes.essays.values()]
    listed = sum(len(d.added) + len(d.changed) + len(d.retired) for d in differences)
    return listed + sum(e.emended + e.withdrawn + e.redescribed for e in changes.essays.values())


def _items(index: EntityIndex, changes: Changes) -> Iterator[str]:
    if changes.texts:
        titles = {slug: link(escape(title), f"essays/{slug}.md") for slug, title in index.titles.items()}
        yield f"**{gettext('Essays')}**: {_difference(changes.texts, titles)}."
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
            yield f"**{gettext(_KINDS[kind])}**: {_difference(difference, links)}."


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
    named = (
        (
            ngettext_noop("{number} new ({entries})", "{number} new ({entries})"),
            [links.get(id_, escape(id_)) for id_ in difference.added],
        ),
        (
            ngettext_noop("{number} revised ({entries})", "{number} revised ({entries})"),
            [links.get(id_, escape(id_)) for id_ in difference.changed],
        ),
        (
            ngettext_noop("{number} retired ({entries})", "{number} retired ({entries})"),
            [_retired(id_, links) for id_ in difference.retired],
        ),
    )
    return "; ".join(_counted(messages, found) for messages, found in named if found)


def _counted(messages: tuple[str, str], found: Sequence[str]) -> str:
    """Return how many things were `found`, and these in brackets."""
    return ngettext(*messages, len(found)).format(number=len(found), entries=", ".join(found))


def _retired(id_: str, links: Mapping[str, str]) -> str:
    if id_ not in links:
        return escape(id_)
    return gettext("{former}, now {entry}").format(former=escape(id_), entry=links[id_])


_PARAGRAPHS = {
    "p": (
        ngettext_noop("{number} paragraph reworded ({entries})", "{number} paragraphs reworded ({entries})"),
        ngettext_noop("{number} paragraph new ({entries})", "{number} paragraphs new ({entries})"),
        ngettext_noop("{number} paragraph retired ({entries})", "{number} paragraphs retired ({entries})"),
    ),
    "d": (
        ngettext_noop(
            "{number} paragraph of the digest reworded ({entries})",
            "{number} paragraphs of the digest reworded ({entries})",
        ),
        ngettext_noop(
            "{number} paragraph of the digest new ({entries})",
            "{number} paragraphs of the digest new ({entries})",
        ),
        ngettext_noop(
            "{number} paragraph of the digest retired ({entries})",
            "{number} paragraphs of the digest retired ({entries})",
        ),
    ),
}
"""What is said of paragraphs that were reworded, added and retired, by the first letter of an address."""


def _essay(slug: str, changes: EssayChanges) -> Iterator[str]:
    """Yield the changes in an essay and in its digest."""
    of = changes.paragraphs
    for prefix, kinds in _PARAGRAPHS.items():
        for messages, addresses in zip(kinds, (of.changed, of.added, of.retired), strict=True):
            links = _paragraph_links(slug, (name for name in addresses if name.startswith(prefix)))
            if links:
                yield _counted(messages, links)
    if changes.emended:
        yield count(ngettext_noop("{number} new emendation", "{number} new emendations"), changes.emended)
    if changes.withdrawn:
        messages = ngettext_noop("{number} emendation withdrawn", "{number} emendations withdrawn")
        yield count(messages, changes.withdrawn)
    if changes.redescribed:
        yield gettext("what is said of its title, author or source revised")


def _paragraph_links(slug: str, addresses: Iterable[str]) -> list[str]:
    return [link(f"¶\u00a0{name[1:]}", f"essays/{slug}.md#{name}") for name in addresses]
