"""The edition as files: what is read from a checkout, what is written into it.

All that a build writes is worked out first and then put in place together, so that a fault on the
way leaves the last good state.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

import yaml

from edition import (
    addresses,
    bibliography,
    checked,
    citation,
    citing,
    compare,
    configuration,
    crosslink,
    data,
    digest,
    disagreements,
    entities,
    entity_pages,
    entitybook,
    notes,
    render,
    schemaorg,
    search,
    searchindex,
    share,
    tei,
    texts,
    webannotation,
)
from edition.addresses import Assignment, Book, Pages, Paragraph
from edition.annotate import AnnotationError, Mention, MentionKind, annotate
from edition.citation import Part, Publication
from edition.configuration import Site
from edition.crosslink import HOMES, Key, Place
from edition.digest import DigestError
from edition.entities import Context
from edition.entitybook import Shelf
from edition.errors import EditionError
from edition.essay import Essay, Source
from edition.feed import FEED, Release, feed
from edition.manifest import MANIFEST, Entry, Manifest
from edition.manifest import load as load_manifest
from edition.markdown import with_front_matter
from edition.normalise import MisfitError, normalise
from edition.notes import Note
from edition.people import people_finder
from edition.places import Finder, PlaceError
from edition.registry import (
    DATES,
    DISAGREEMENTS,
    PEOPLE,
    QUOTATIONS,
    WORKS,
    Registry,
    claims,
    date_id,
    date_value,
    load_registry,
)
from edition.share import Card
from edition.texts import Recognised
from edition.words import words

BOOKS = "docs/annotations/addresses"
PAGES, ENTITIES = f"{BOOKS}/pages.json", f"{BOOKS}/entities.json"
GENERATED = ("docs/essays", "docs/data")
"""Folders that hold nothing but what the build writes."""

DIGESTS, EDITIONS = "docs/digests", "docs/annotations/editions.yml"
SEARCH = "docs/search.md"
CITATION, CONFIGURATION = "CITATION.cff", "mkdocs.yml"

ENTITY_PAGES = {
    "people": PEOPLE,
    "quotations": QUOTATIONS,
    "timeline": DATES,
    "disagreements": DISAGREEMENTS,
    "sources": WORKS,
}
"""The pages that are made of registries, and the registry of each."""

STAGING = ".build"

LOST = 5
"""How many lost addresses of a kind a message names."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Edition:
    """Everything a build works out, before anything is written."""

    manifest: Manifest
    folder: Path | None
    """Where the texts are, if there are any."""
    essays: tuple[Essay, ...]
    """Those whose text is there."""
    digests: Mapping[str, Essay]
    """By slug."""
    recognised: Mapping[str, Recognised]
    books: Mapping[str, Book]
    """By slug; with new addresses where there are any."""
    assigned: Mapping[str, Assignment]
    """By slug, of the paragraphs of what is shown."""
    briefs: Mapping[str, Assignment]
    """By slug, of the paragraphs of digests that stand above a text."""
    registry: Registry
    mentions: Mapping[str, Sequence[Mention]]
    """By slug, of what is shown."""
    shelves: Mapping[MentionKind, Shelf]
    """The addresses of entities, by kind."""

    @property
    def shown(self) -> tuple[Essay, ...]:
        """What there is to read of each essay: its text, or else its digest."""
        return _shown(self.manifest, self.essays, self.digests)

    @property
    def complete(self) -> bool:
        """Whether the text of every essay is there."""
        return len(self.essays) == len(self.manifest.entries)


def find_root(start: Path) -> Path:
    """Return the nearest folder from `start` up that holds an edition. Raises EditionError."""
    if not start.is_dir():
        raise EditionError(str(start), "is no folder", todo="Name the checkout in --project")
    for folder in (start, *start.parents):
        if (folder / MANIFEST).is_file():
            return folder
    raise EditionError(
        str(start),
        f"holds no edition: there is no {MANIFEST} here or above",
        todo="Change to the checkout, or name it with --project",
    )


def assemble(
    root: Path, asked: Path | None, progress: Callable[[Iterable[Recognised]], Iterable[Recognised]]
) -> Edition:
    """Read texts, manifest and address books, and normalise every essay whose text is there.

    `progress` may watch the essays go by. Raises EditionError.
    """
    manifest = load_manifest(root)
    folder = texts.find_folder(root, asked, os.environ)
    sources = [texts.read(path) for path in texts.text_files(folder)] if folder else []
    recognised = texts.recognise(sources, manifest.entries)
    in_order = [recognised[e.slug] for e in manifest.entries if e.slug in recognised]
    essays = tuple(_essay(manifest, one) for one in progress(in_order))
    books = {entry.slug: _book(root, entry) for entry in manifest.entries}
    digests = {entry.slug: one for entry in manifest.entries if (one := _digest(root, entry))}
    assigned, briefs = _addressed(manifest, essays, digests, books)
    for slug, one in digests.items():
        _check_digest(one, books[slug])
    registry = load_registry(root, [entry.slug for entry in manifest.entries])
    mentions = _annotated(_shown(manifest, essays, digests), registry)
    shelves = _shelves(root, registry, mentions, complete=len(essays) == len(manifest.entries))
    return Edition(
        manifest, folder, essays, digests, recognised, books, assigned, briefs, registry, mentions, shelves
    )


def _shown(manifest: Manifest, essays: Iterable[Essay], digests: Mapping[str, Essay]) -> tuple[Essay, ...]:
    there = {**digests, **{essay.entry.slug: essay for essay in essays}}
    return tuple(there[entry.slug] for entry in manifest.entries if entry.slug in there)


def _digest(root: Path, entry: Entry) -> Essay | None:
    """Read the editors' digest of an essay, if there is one. Raises EditionError."""
    path = root / DIGESTS / f"{entry.slug}.md"
    if not path.is_file():
        return None
    source = texts.read(path)
    try:
        return digest.parse(source, entry)
    except DigestError as error:
        raise _digest_error(source, error) from None


def _check_digest(one: Essay, book: Book) -> None:
    try:
        digest.check(one, book)
    except DigestError as error:
        raise _digest_error(one.source, error) from None


def _digest_error(source: Source, error: DigestError) -> EditionError:
    line = source.text.count("\n", 0, error.at) + 1
    return EditionError(source.name, error.what, where=f"line {line}", todo=error.todo)


def _annotated(essays: Iterable[Essay], registry: Registry) -> dict[str, Sequence[Mention]]:
    """Find the mentions of every essay; a place that a changed text no longer has is an error."""
    finder = people_finder([entry.person for entry in registry.people], registry.titles)
    out: dict[str, Sequence[Mention]] = {}
    for essay in essays:
        try:
            out[essay.entry.slug] = annotate(essay, registry, finder)
        except AnnotationError as error:
            raise EditionError(
                f"docs/annotations, {error.entity}",
                error.what,
                where=f"essay {essay.entry.slug!r}",
                todo="Give the words as they stand in the text",
            ) from None
    return out


def _essay(manifest: Manifest, one: Recognised) -> Essay:
    try:
        return normalise(one.source, one.entry)
    except MisfitError as error:
        raise _misfit_error(manifest, one, error) from None


def _misfit_error(manifest: Manifest, one: Recognised, error: MisfitError) -> EditionError:
    told = [f"{manifest.where(m.path)}: {m.what}" for m in error.misfits]
    if one.exact:
        more = f" (and {len(told) - 1} more)" if len(told) > 1 else ""
        where, what = told[0].split(": ", 1)
        return EditionError(
            manifest.file, what + more, where=where, todo="Give the words as they stand in the text"
        )
    changed = f"the text of {one.entry.slug!r} has changed since the manifest was made"
    return EditionError(
        one.source.name,
        f"{changed}; of {manifest.file} no longer fit: {'; '.join(dict.fromkeys(told))}",
        todo="Mend these places, or put the former text back",
    )


# --- addresses ---------------------------------------------------------------------------------


def _book(root: Path, entry: Entry) -> Book:
    path = f"{BOOKS}/{entry.slug}.json"
    book = _parsed(root, path, lambda text: addresses.parse(text) if text else Book())
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


def _addressed(
    manifest: Manifest, essays: Sequence[Essay], digests: Mapping[str, Essay], books: dict[str, Book]
) -> tuple[dict[str, Assignment], dict[str, Assignment]]:
    """Return the addresses of what is shown, and of the digests that stand above a text.

    New ones are put into `books`.
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
    tellers = {name: at for at, block in reversed(list(enumerate(told.addressed()))) for name in block.told}
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


def _parsed(root: Path, path: str, parse: Callable[[str], T]) -> T:
    """Parse a file of addresses; an empty text where there is none. Raises EditionError."""
    file = root / path
    try:
        return parse(file.read_text(encoding="utf-8") if file.is_file() else "")
    except (ValueError, KeyError, TypeError) as error:
        raise EditionError(
            path, f"is no list of addresses ({error})", todo="Restore it from version control"
        ) from None


def _shelves(
    root: Path, registry: Registry, mentions: Mapping[str, Sequence[Mention]], *, complete: bool
) -> dict[MentionKind, Shelf]:
    """Settle the addresses of all entities. Raises EditionError where one would be lost."""
    issued = _parsed(root, ENTITIES, lambda text: entitybook.parse(text, HOMES))
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


def _differs(file: Path, text: str) -> bool:
    return not file.is_file() or file.read_bytes() != text.encode("utf-8")


def _pages(root: Path, manifest: Manifest) -> Pages:
    """Return the addresses of all pages. Raises EditionError where one that was issued is gone."""
    found = (path.stem for path in (root / "docs").glob("*.md"))
    written = sorted({*found, *ENTITY_PAGES, compare.PAGE, Path(SEARCH).stem})
    written = [stem for stem in written if stem not in ENTITY_PAGES or _has_registry(root, stem)]
    written = [stem for stem in written if stem != compare.PAGE or _can_compare(manifest)]
    pages = ["", "essays/"] + [f"{stem}/" for stem in written if stem != "index"]
    pages += [f"essays/{entry.slug}/" for entry in manifest.entries]
    book = _parsed(root, PAGES, addresses.parse_pages)
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


# --- writing -----------------------------------------------------------------------------------


def _has_registry(root: Path, page: str) -> bool:
    return (root / ENTITY_PAGES[page]).is_file()


def _can_compare(manifest: Manifest) -> bool:
    return len(manifest.entries) > 1


def outputs(root: Path, edition: Edition) -> dict[str, str]:
    """Return every file that a build writes into the checkout: its path and its text."""
    entries = edition.manifest.entries
    pages = _pages(root, edition.manifest)
    files = {PAGES: addresses.dump_pages(pages)}
    if any(shelf.ids for shelf in edition.shelves.values()):
        files[ENTITIES] = entitybook.dump(edition.shelves.items())
    shown = {essay.entry.slug: essay for essay in edition.shown}
    files["docs/essays/index.md"] = render.overview(entries, shown)
    published, site = publication(root), configured(root)
    cites = _cites(edition, published, site) if published else {}
    for entry in entries:
        files[f"{BOOKS}/{entry.slug}.json"] = addresses.dump(edition.books[entry.slug])
        if entry.slug not in shown:
            page = render.missing_page(entry, edition.books[entry.slug], cites.get(entry.slug, ""))
            files[f"docs/essays/{entry.slug}.md"] = page
    context = _context(edition)
    decided = {essay.entry.slug: _notes(edition, context, essay) for essay in edition.shown}
    for essay in edition.shown:
        slug = essay.entry.slug
        told = {note.label: _told(context, note, slug) for note in decided[slug]}
        brief = render.Brief(edition.digests[slug], edition.briefs[slug]) if slug in edition.briefs else None
        page = render.page(essay, edition.assigned[slug], decided[slug], told, brief, cites.get(slug, ""))
        files[f"docs/essays/{slug}.md"] = page
    files |= _entity_pages(context) | _compare_page(edition.manifest)
    files |= _data_files(edition, pages.standing, context, decided)
    lists = [name for name in search.LISTS if f"docs/{name}.md" in files]
    files |= {SEARCH: search.page(lists)} | _search_files(edition, context, decided)
    if published:
        files |= _described(files, edition, published, site)
        files[f"docs/{FEED}"] = feed(published, _releases(root, published), site.url)
    return files


def _told(context: Context, note: Note, slug: str) -> str:
    """Return the words of a note on the page of one essay."""
    if note.kind == "disagreement":
        return disagreements.note(context, note.entity, slug)
    return entities.note(context, note.kind, note.entity, slug)


def _context(edition: Edition) -> Context:
    places = {}
    for essay in edition.shown:
        slug = essay.entry.slug
        places[slug] = tuple(crosslink.places(essay, edition.assigned[slug].ids, edition.mentions[slug]))
    index = crosslink.index(place for them in places.values() for place in them)
    found = {key: crosslink.by_essay(them) for key, them in index.items()}
    _check_claims(edition, found)
    return Context(edition.manifest.entries, edition.registry, found, places, _aliases(edition.shelves))


def _aliases(shelves: Mapping[MentionKind, Shelf]) -> dict[Key, list[str]]:
    """Return for each entity the addresses of others that lead to it."""
    out: dict[Key, list[str]] = {}
    for kind, shelf in shelves.items():
        for name, to in shelf.leads.items():
            out.setdefault((kind, to), []).append(name)
    return out


def _check_claims(edition: Edition, found: Mapping[crosslink.Key, Mapping[str, Sequence[Place]]]) -> None:
    """Raise EditionError where the words of a claim stand in another paragraph than it says."""
    for essay in edition.essays:
        slug = essay.entry.slug
        for entry, claim in claims(edition.registry, slug):
            stands = [place.anchor for place in found[("disagreement", entry.id)][slug]]
            if claim.at not in stands:
                raise EditionError(
                    DISAGREEMENTS,
                    f"{entry.id}: {claim.place.begins!r} stands in {', '.join(stands)}, not in {claim.at}",
                    todo=f"Correct `at` of the claim of {slug!r}",
                )


def _notes(edition: Edition, context: Context, essay: Essay) -> tuple[Note, ...]:
    mentions = edition.mentions[essay.entry.slug]
    return notes.decide(essay, mentions, lambda one: context.deserves_note(one.kind, one.entity))


def _entity_pages(context: Context) -> dict[str, str]:
    """Return the pages that are made of registries; none for an edition without them."""
    pages = {}
    registry = context.registry
    if context.registry.people:
        jsonld = schemaorg.people(registry.people)
        pages["docs/people.md"] = with_front_matter(entity_pages.people_page(context), {"jsonld": jsonld})
    if context.registry.quotations:
        jsonld = schemaorg.quotations(registry.quotations, context.people, context.works)
        page = with_front_matter(entity_pages.quotations_page(context), {"jsonld": jsonld})
        pages["docs/quotations.md"] = page
    if context.registry.dates:
        pages["docs/timeline.md"] = entity_pages.timeline_page(context)
    if context.registry.disagreements:
        pages["docs/disagreements.md"] = disagreements.page(context)
    if context.registry.works:
        pages["docs/sources.md"] = bibliography.page(context)
    return pages


def _compare_page(manifest: Manifest) -> dict[str, str]:
    """Return the page that reads two essays side by side; none where there is but one."""
    return {f"docs/{compare.PAGE}.md": compare.page(manifest.entries)} if _can_compare(manifest) else {}


def _data_files(
    edition: Edition, pages: list[str], context: Context, decided: Mapping[str, Sequence[Note]]
) -> dict[str, str]:
    """Return the files for other programs."""
    files = {f"ledger/{essay.entry.slug}.json": data.ledger(essay) for essay in edition.essays}
    for essay in edition.shown:
        slug = essay.entry.slug
        files[f"tei/{slug}.xml"] = tei.document(
            context, essay, edition.assigned[slug], edition.mentions[slug], decided[slug]
        )
    files["anchors.json"] = data.anchors(
        pages,
        edition.manifest.entries,
        edition.books,
        _assignments(edition),
        _entity_addresses(edition.shelves),
    )
    if context.registry.people:
        found = (item for essay in edition.shown for item in _annotations(edition, context, decided, essay))
        files["annotations.json"] = webannotation.page(found)
        files |= webannotation.registries(context.registry, context.found)
    return {f"docs/data/{name}": text for name, text in files.items()}


def _search_files(
    edition: Edition, context: Context, decided: Mapping[str, Sequence[Note]]
) -> dict[str, str]:
    """Return the files of the index of the search."""
    slugs = [essay.entry.slug for essay in edition.shown]
    shown = [
        search.Part(essay, edition.assigned[slug].ids, edition.mentions[slug])
        for slug, essay in zip(slugs, edition.shown, strict=True)
    ]
    briefs = [search.Part(edition.digests[slug], edition.briefs[slug].ids) for slug in edition.briefs]
    people = people_finder([entry.person for entry in edition.registry.people], edition.registry.titles)
    records = search.records(context, [*shown, *briefs], decided, people)
    return {f"docs/data/search/{name}": text for name, text in searchindex.files(records).items()}


# --- citing and sharing ------------------------------------------------------------------------


def publication(root: Path) -> Publication | None:
    """Read how the edition itself is cited; None where nothing tells. Raises EditionError."""
    path = root / CITATION
    try:
        return citation.parse(path.read_text(encoding="utf-8")) if path.is_file() else None
    except (yaml.YAMLError, ValueError, KeyError, TypeError) as error:
        told = " ".join(str(error).split())
        todo = "Give title, version, authors, and date-released as YYYY-MM-DD"
        raise EditionError(CITATION, f"does not tell how to cite the edition ({told})", todo=todo) from None


def configured(root: Path) -> Site:
    """Read what the generator's configuration tells of the site. Raises EditionError."""
    try:
        return configuration.parse((root / CONFIGURATION).read_text(encoding="utf-8"), os.environ)
    except (OSError, yaml.YAMLError, ValueError) as error:
        told = " ".join(str(error).split())
        todo = "Restore it from version control"
        raise EditionError(CONFIGURATION, f"cannot be read ({told})", todo=todo) from None


def _parts(edition: Edition, entry: Entry) -> list[Part]:
    """Return what of an essay can be cited, the first that which its page shows."""
    text = any(essay.entry.slug == entry.slug for essay in edition.essays)
    told = entry.slug in edition.digests
    return [*(["essay"] if text or not told else []), *(["digest"] if told else []), "notes"]  # type: ignore[list-item]


def _cites(edition: Edition, published: Publication, site: Site) -> dict[str, str]:
    """Return by slug how each essay's page is to be cited."""
    return {
        entry.slug: citing.details(entry, published, _parts(edition, entry)[0], site.url)
        for entry in edition.manifest.entries
    }


def _described(
    files: Mapping[str, str], edition: Edition, published: Publication, site: Site
) -> dict[str, str]:
    """Return the essays' pages with metadata, and the files that cite them."""
    out = {}
    lengths = {essay.entry.slug: essay.length() for essay in edition.essays}
    for entry in edition.manifest.entries:
        path, parts = f"docs/essays/{entry.slug}.md", _parts(edition, entry)
        values = citing.metadata(entry, published, parts[0], lengths.get(entry.slug, 0))
        out[path] = with_front_matter(files[path], values)
        told = citing.files(entry, published, parts, site.url)
        out |= {f"docs/{name}": text for name, text in told.items()}
    return out


def _releases(root: Path, published: Publication) -> list[Release]:
    """Read the versions of the edition, the newest first. Raises EditionError."""
    newest = Release(published.version, published.released.isoformat(), published.title)
    if not (root / EDITIONS).is_file():
        return [newest]
    told = checked.load(root, EDITIONS)
    releases = [Release(one["version"], one["date"], one["summary"]) for one in told.data["editions"]]
    if (releases[0].version, releases[0].date) != (newest.version, newest.date):
        what = f"the newest version is not that of {CITATION}, {newest.version} of {newest.date}"
        raise told.fault(("editions", 0), what, "Tell what is new in it, before the others")
    return releases


def previews(root: Path, edition: Edition) -> Iterator[tuple[str, str]]:
    """Yield the pages that stand beside those of the generator, each with its path on the site.

    They show programs a passage before a reader follows the link to it, or lead on from an address
    that was given up.
    """
    site = configured(root)
    for entry in edition.manifest.entries:
        book = edition.books[entry.slug]
        for one in share.previews(entry, book, _on_page(edition, entry.slug)):
            yield f"{one.path}index.html", share.page(one, site)
    for old, new in _parsed(root, PAGES, addresses.parse_pages).retired.items():
        for path, to in [(old, new), *_former(root, edition, old, new)]:
            yield f"{path}index.html", share.redirect(path, to, site)


def _former(root: Path, edition: Edition, old: str, new: str) -> Iterator[tuple[str, str]]:
    """Yield where the previews of an essay's page that was given up lead, if its address book is kept."""
    slug, heir = (page.removeprefix("essays/").rstrip("/") for page in (old, new))
    path = f"{BOOKS}/{slug}.json"
    if not old.startswith("essays/") or not (root / path).is_file():
        return
    book, known = _parsed(root, path, addresses.parse), edition.books.get(heir, Book())
    for name in (*book.sections, *book.paragraphs):
        there = name in (*known.sections, *known.paragraphs)
        yield f"{share.HOME}{slug}/{name}/", f"{new}#{name}" if there else new


def _on_page(edition: Edition, slug: str) -> list[tuple[Essay, Assignment]]:
    """Return what stands on the page of an essay, its main thing first, with the addresses."""
    shown = [(essay, edition.assigned[slug]) for essay in edition.shown if essay.entry.slug == slug]
    return shown + ([(edition.digests[slug], edition.briefs[slug])] if slug in edition.briefs else [])


def cards(root: Path, edition: Edition) -> dict[str, Card]:
    """Return what the preview pictures say, of the site and of each essay, by path on the site."""
    site = configured(root)
    out = {share.picture(): Card(site.name, site.description, "")}
    for entry in edition.manifest.entries:
        by = " and ".join(name.natural for name in citation.author(entry))
        told = " · ".join(filter(None, (by, citation.when(entry.date.edtf).strip("[]"))))
        out[share.picture(entry.slug)] = Card(entry.title, told, site.name)
    return out


def _assignments(edition: Edition) -> dict[str, list[Assignment]]:
    """Return all addresses of paragraphs on each essay's page."""
    slugs = [essay.entry.slug for essay in edition.shown]
    return {slug: [by[slug] for by in (edition.assigned, edition.briefs) if slug in by] for slug in slugs}


def _annotations(
    edition: Edition, context: Context, decided: Mapping[str, Sequence[Note]], essay: Essay
) -> Iterator[dict[str, Any]]:
    slug = essay.entry.slug
    digest = edition.digests[slug].text if slug in edition.briefs else ""
    return webannotation.items(essay, decided[slug], context.places[slug], digest)


def _entity_addresses(shelves: Mapping[MentionKind, Shelf]) -> Iterator[tuple[str, str, str]]:
    """Yield the address of each entity, its kind, and the address that it leads to, if to another."""
    for kind, shelf in shelves.items():
        home = HOMES[kind]
        for name in shelf.ids:
            to = f"{home}/#{shelf.leads[name]}" if name in shelf.leads else ""
            yield f"{home}/#{name}", kind, to


def new_addresses(root: Path, files: Mapping[str, str]) -> list[str]:
    """Return the address books among `files` that differ from those in the checkout."""
    return [path for path in sorted(files) if path.startswith(BOOKS) and _differs(root / path, files[path])]


def write(root: Path, files: Mapping[str, str], *, only: str = "") -> None:
    """Put `files` in place, and take away what an earlier build left in folders of its own.

    All are first written aside; only then is anything replaced. `only` names one folder of
    generated files to look at. Raises OSError with the checkout as it was.
    """
    stage = root / STAGING / "files"
    shutil.rmtree(stage, ignore_errors=True)
    changed = {path: text for path, text in files.items() if _differs(root / path, text)}
    for path, text in changed.items():
        (stage / path).parent.mkdir(parents=True, exist_ok=True)
        (stage / path).write_text(text, encoding="utf-8", newline="\n")
    for path in changed:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        os.replace(stage / path, root / path)
    for folder in GENERATED:
        if folder.startswith(only):
            for stale in (p for p in (root / folder).rglob("*") if p.is_file()):
                if stale.relative_to(root).as_posix() not in files:
                    stale.unlink()
    shutil.rmtree(stage, ignore_errors=True)


def describe(source: Source, slug: str) -> str:
    """Return a first entry of the manifest for a text: what an editor then completes."""
    print_ = texts.fingerprint(source.text)
    lines = [line.strip().lstrip("\ufeff") for line in source.text.splitlines()]
    spoken = [line for line in lines if words(line)]
    titled = len(spoken) > 1 and len(spoken[0]) <= TITLE
    return _ENTRY.format(
        slug=slug,
        title=_quoted(spoken[0] if titled else " ".join(spoken[0].split()[:8])),
        supplied="" if titled else "\n    title-supplied: true",
        begins=_quoted(_beginning(source.text, spoken[1 if titled else 0])),
        words=print_.words,
        digest=print_.digest,
        sketch="".join(print_.sketch),
    )


def _beginning(text: str, line: str) -> str:
    """Return the first words of `line`, as many as it takes to find them once in the text."""
    told, finder = line.split(), Finder(text)
    for count in range(min(4, len(told)), min(11, len(told)) + 1):
        with suppress(PlaceError):
            finder.find(" ".join(told[:count]))
            return " ".join(told[:count])
    return " ".join(told[:11])


def _quoted(text: str) -> str:
    """Return `text` as a YAML string."""
    return json.dumps(text, ensure_ascii=False)


TITLE = 120
"""Code points that the first line of a text has at most if it is a title."""


_ENTRY = """
  - slug: {slug}
    title: {title}{supplied}
    author: {{is: not named, certainty: unknown}}
    publisher: {{is: not found, certainty: unknown}}
    date: {{is: not found, certainty: unknown}}
    address: {{is: not found, certainty: unknown}}
    rights: In copyright; the holder is not known.
    fingerprint:
      words: {words}
      digest: "{digest}"
      sketch: "{sketch}"
    sections:
      - {{id: opening, heading: Opening, supplied: true, begins: {begins}}}
"""
