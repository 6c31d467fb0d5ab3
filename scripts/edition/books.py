"""Address books as files: read, kept, and checked so that no address is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from edition import addresses, compare, entity_pages, entitybook
from edition.addresses import Assignment, Book, Pages, Paragraph
from edition.annotate import Mention, MentionKind
from edition.crosslink import HOMES
from edition.entitybook import Shelf
from edition.errors import EditionError
from edition.essay import Essay
from edition.layout import BOOKS, ENTITIES, ENTITY_PAGES, PAGES, SEARCH, has_registry
from edition.manifest import MANIFEST, Entry, Manifest
from edition.registry import Registry, date_id, date_value

LOST = 5
"""How many lost addresses of a kind a message names."""

T = TypeVar("T")


def parsed(root: Path, path: str, parse: Callable[[str], T]) -> T:
    """Parse a file of addresses; an empty text where there is none. Raises EditionError."""
    file = root / path
    try:
        return parse(file.read_text(encoding="utf-8") if file.is_file() else "")
    except (ValueError, KeyError, TypeError) as error:
        raise EditionError(
            path, f"is no list of addresses ({error})", todo="Restore it from version control"
        ) from None


def read_book(root: Path, entry: Entry) -> Book:
    """Read the address book of an essay, and give its sections their addresses.

    Raises EditionError where a section that had one is gone, or one is retired that never was.
    """
    path = f"{BOOKS}/{entry.slug}.json"
    book = parsed(root, path, lambda text: addresses.parse(text) if text else Book())
    ids = [section.id for section in entry.sections]
    gone = [s for s in book.sections if s not in ids and s not in entry.retired]
    if gone:
        raise _lost(entry, gone, "section")
    never = [old for old in entry.retired if old not in (*book.paragraphs, *book.sections)]
    if never:
        raise EditionError(
            MANIFEST,
            f"no such address was ever issued: {', '.join(never)}",
            where=f"essay {entry.slug!r}, retired",
            todo=f"Name one that {path} lists",
        )
    return addresses.with_sections(book, ids)


def addressed(
    manifest: Manifest, essays: Sequence[Essay], digests: Mapping[str, Essay], books: dict[str, Book]
) -> tuple[dict[str, Assignment], dict[str, Assignment]]:
    """Return the addresses of what is shown, and of the digests that stand above a text.

    New ones are put into `books`. Raises EditionError where a paragraph that had one is gone.
    """
    assigned: dict[str, Assignment] = {}
    briefs: dict[str, Assignment] = {}
    full = {essay.entry.slug: essay for essay in essays}
    for entry in manifest.entries:
        slug, text, told = entry.slug, full.get(entry.slug), digests.get(entry.slug)
        if text:
            assigned[slug] = _assign(text, books[slug], "p", sections=True)
            books[slug] = assigned[slug].book
        if told:
            one = _assign(told, books[slug], "d", sections=not text)
            books[slug] = one.book
            (briefs if text else assigned)[slug] = one if text else _with_paragraphs(told, one)
    return assigned, briefs


def _with_paragraphs(told: Essay, assigned: Assignment) -> Assignment:
    """Let the addresses of an essay's own paragraphs lead to those of its digest that tell of them."""
    sections = [section.id for section in told.entry.sections]
    homes = addresses.homes(assigned.book, told.entry.retired, sections)
    first = {block.section: at for at, block in reversed(list(enumerate(told.addressed())))}
    tellers = told.tellers()
    known = {*assigned.ids, *(name for names in assigned.aliases.values() for name in names)}
    aliases = {at: list(names) for at, names in assigned.aliases.items()}
    for name, section in homes.items():
        if name not in known and (name in tellers or section in first):
            aliases.setdefault(tellers.get(name, first.get(section, 0)), []).append(name)
    return replace(assigned, aliases={at: tuple(names) for at, names in aliases.items()})


def _assign(essay: Essay, book: Book, prefix: str, *, sections: bool) -> Assignment:
    """Give the paragraphs of an essay or a digest their addresses.

    `sections` tells whether retired addresses of sections lead to them, too.
    """
    paragraphs = [Paragraph(block.section, essay.words_of(block)) for block in essay.addressed()]
    retired = {
        old: to
        for old, to in essay.entry.retired.items()
        if (old[1:].isdigit() and old[0] == prefix) or (sections and not old[1:].isdigit())
    }
    assignment = addresses.assign(book, paragraphs, retired, prefix)
    if assignment.lost:
        raise _lost(essay.entry, assignment.lost, "paragraph")
    return assignment


def _lost(entry: Entry, names: Iterable[str], kind: str) -> EditionError:
    shown = ", ".join(f"/essays/{entry.slug}/#{name}" for name in names)
    return EditionError(
        MANIFEST,
        f"addresses would be lost: {shown}; the text has no such {kind} any more",
        where=f"essay {entry.slug!r}",
        todo="Restore it, or name where the address leads under `retired`",
    )


def shelves(
    root: Path, registry: Registry, mentions: Mapping[str, Sequence[Mention]], *, complete: bool
) -> dict[MentionKind, Shelf]:
    """Settle the addresses of all entities. Raises EditionError where one would be lost."""
    issued = parsed(root, ENTITIES, lambda text: entitybook.parse(text, HOMES))
    out = {}
    for kind, standing in _standing(registry, mentions).items():
        retired = registry.retired.get(kind, {})
        # of dates that no entry has, only the texts know: without all of them nothing can be missed
        open_ = kind == "date" and standing and not complete
        nearest = entitybook.next_before(standing, _in_time) if open_ else None
        out[kind] = entitybook.settle(issued.get(kind, ()), standing, retired, nearest)
        _demand_kept(kind, out[kind], retired)
    return out


def _standing(registry: Registry, mentions: Mapping[str, Sequence[Mention]]) -> dict[MentionKind, list[str]]:
    """Return the ids of all entities that have an entry on the page of their kind."""
    dates = {m.entity for them in mentions.values() for m in them if m.kind == "date"}
    dates |= {date_id(value) for one in registry.dates for value in one.values}
    return {
        "person": [one.id for one in registry.people],
        "quotation": [one.id for one in registry.quotations],
        "date": sorted(dates, key=_in_time) if registry.dates else [],
        "disagreement": [one.id for one in registry.disagreements],
    }


def _in_time(date: str) -> tuple[str, bool, str]:
    return entity_pages.order(date_value(date))


def _demand_kept(kind: MentionKind, shelf: Shelf, retired: Mapping[str, str]) -> None:
    """Raise EditionError where an address is lost, or one retired that never was."""
    home, never = HOMES[kind], [name for name in retired if name not in shelf.ids]
    file = ENTITY_PAGES[home]
    if shelf.lost:
        shown = ", ".join(f"/{home}/#{name}" for name in shelf.lost[:LOST])
        more = f" and {len(shelf.lost) - LOST} more" if len(shelf.lost) > LOST else ""
        what = f"addresses would be lost: {shown}{more}; no entry and no text has them any more"
        raise EditionError(file, what, todo="Restore them, or name where they lead under `retired`")
    if never:
        what = f"no such address was ever issued: {', '.join(never)}"
        raise EditionError(file, what, where="retired", todo=f"Name one that {ENTITIES} lists")


def pages(root: Path, manifest: Manifest) -> Pages:
    """Return the addresses of all pages. Raises EditionError where one that was issued is gone."""
    found = (path.stem for path in (root / "docs").glob("*.md"))
    written = sorted({*found, *ENTITY_PAGES, compare.PAGE, Path(SEARCH).stem})
    written = [stem for stem in written if stem not in ENTITY_PAGES or has_registry(root, stem)]
    written = [stem for stem in written if stem != compare.PAGE or compare.possible(manifest.entries)]
    pages = ["", "essays/"] + [f"{stem}/" for stem in written if stem != "index"]
    pages += [f"essays/{entry.slug}/" for entry in manifest.entries]
    book = parsed(root, PAGES, addresses.parse_pages)
    gone = [page for page in book.issued if page not in pages and page not in book.retired]
    if gone:
        raise EditionError(
            PAGES,
            f"pages would be lost: {', '.join('/' + page for page in gone)}",
            todo="Restore them, or name under `retired` the page that each leads to",
        )
    _check_retired(book, pages)
    return replace(book, issued=(*book.issued, *(page for page in pages if page not in book.issued)))


def _check_retired(book: Pages, pages: Sequence[str]) -> None:
    """Raise EditionError where a page is retired that is there, or leads to one that is not."""
    for old, new in book.retired.items():
        if old in pages or old not in book.issued:
            what = "is still there" if old in pages else "was never issued"
            raise EditionError(PAGES, f"/{old} {what}", where="retired", todo="Take it out")
        if new not in pages:
            todo = "Name a page that the site has"
            raise EditionError(PAGES, f"/{old} leads to /{new}, which is no page", where="retired", todo=todo)
