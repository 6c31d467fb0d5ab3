"""The edition as files: what is read from a checkout, what is written into it.

All that a build writes is worked out first and then put in place together, so that a fault on the
way leaves the last good state.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from edition import addresses, data, render, texts
from edition.addresses import Assignment, Book, Paragraph
from edition.errors import EditionError
from edition.essay import ADDRESSED, Essay, Source
from edition.manifest import MANIFEST, Entry, Manifest
from edition.manifest import load as load_manifest
from edition.normalise import MisfitError, normalise
from edition.texts import Recognised

BOOKS = "docs/annotations/addresses"
PAGES = f"{BOOKS}/pages.json"
GENERATED = ("docs/essays", "docs/data")
"""Folders that hold nothing but what the build writes."""

STAGING = ".build"


@dataclass(frozen=True, slots=True)
class Edition:
    """Everything a build works out, before anything is written."""

    manifest: Manifest
    folder: Path | None
    """Where the texts are, if there are any."""
    essays: tuple[Essay, ...]
    """Those whose text is there."""
    recognised: Mapping[str, Recognised]
    books: Mapping[str, Book]
    """By slug; with new addresses where there are any."""
    assigned: Mapping[str, Assignment]


def find_root(start: Path) -> Path:
    """Return the nearest folder from `start` up that holds an edition. Raises EditionError."""
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
    assigned = {essay.entry.slug: _assign(essay, books[essay.entry.slug]) for essay in essays}
    books |= {slug: one.book for slug, one in assigned.items()}
    return Edition(manifest, folder, essays, recognised, books, assigned)


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
    text = _read(root / path)
    try:
        book = addresses.parse(text) if text else Book()
    except (ValueError, KeyError, TypeError) as error:
        raise EditionError(
            path, f"is no address book ({error})", todo="Restore it from version control"
        ) from None
    ids = [section.id for section in entry.sections]
    gone = [s for s in book.sections if s not in ids and s not in entry.retired]
    if gone:
        raise _lost(entry, gone, "section")
    return addresses.with_sections(book, ids)


def _assign(essay: Essay, book: Book) -> Assignment:
    blocks = [block for block in essay.blocks if block.kind in ADDRESSED]
    paragraphs = [Paragraph(block.section, essay.words_of(block)) for block in blocks]
    assignment = addresses.assign(book, paragraphs, essay.entry.retired)
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


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def _pages(root: Path, manifest: Manifest) -> list[str]:
    """Return the addresses of all pages. Raises EditionError where one that was issued is gone."""
    written = sorted(path.stem for path in (root / "docs").glob("*.md"))
    pages = ["", "essays/"] + [f"{stem}/" for stem in written if stem != "index"]
    pages += [f"essays/{entry.slug}/" for entry in manifest.entries]
    issued = addresses.parse_pages(_read(root / PAGES))
    gone = [page for page in issued if page not in pages]
    if gone:
        raise EditionError(
            PAGES,
            f"pages would be lost: {', '.join('/' + page for page in gone)}",
            todo="Restore them, or take them out of this file if nobody can have linked to them",
        )
    return [*issued, *(page for page in pages if page not in issued)]


# --- writing -----------------------------------------------------------------------------------


def outputs(root: Path, edition: Edition) -> dict[str, str]:
    """Return every file that a build writes into the checkout: its path and its text."""
    entries = edition.manifest.entries
    pages = _pages(root, edition.manifest)
    files = {PAGES: addresses.dump_pages(pages)}
    lengths = {essay.entry.slug: essay.length() for essay in edition.essays}
    files["docs/essays/index.md"] = render.overview(entries, lengths)
    for entry in entries:
        files[f"{BOOKS}/{entry.slug}.json"] = addresses.dump(edition.books[entry.slug])
        if entry.slug not in lengths:
            files[f"docs/essays/{entry.slug}.md"] = render.missing_page(entry, edition.books[entry.slug])
    for essay in edition.essays:
        files[f"docs/essays/{essay.entry.slug}.md"] = render.page(essay, edition.assigned[essay.entry.slug])
    return files | data_files(edition, pages)


def data_files(edition: Edition, pages: list[str]) -> dict[str, str]:
    """Return the files for other programs."""
    files = {f"docs/data/ledger/{essay.entry.slug}.json": data.ledger(essay) for essay in edition.essays}
    files["docs/data/anchors.json"] = data.anchors(
        pages, edition.manifest.entries, edition.books, edition.assigned
    )
    return files


def new_addresses(root: Path, files: Mapping[str, str]) -> list[str]:
    """Return the address books among `files` that differ from those in the checkout."""
    return [path for path in sorted(files) if path.startswith(BOOKS) and _read(root / path) != files[path]]


def write(root: Path, files: Mapping[str, str], *, only: str = "") -> None:
    """Put `files` in place, and take away what an earlier build left in folders of its own.

    All are first written aside; only then is anything replaced. `only` names one folder of
    generated files to look at. Raises OSError with the checkout as it was.
    """
    stage = root / STAGING / "files"
    shutil.rmtree(stage, ignore_errors=True)
    changed = {path: text for path, text in files.items() if _read(root / path) != text}
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
    lines = [line.strip() for line in source.text.split("\n") if line.strip()]
    title = lines[0][:120].replace('"', "'")
    begins = " ".join(lines[min(1, len(lines) - 1)].split()[:6]).replace('"', "'")
    return _ENTRY.format(
        slug=slug,
        title=title,
        begins=begins,
        words=print_.words,
        digest=print_.digest,
        sketch="".join(print_.sketch),
    )


_ENTRY = """
  - slug: {slug}
    title: "{title}"
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
      - {{id: opening, heading: Opening, supplied: true, begins: "{begins}"}}
"""
