"""Packing a built site into the files of a release: archives of the site and of its data, and the e-book."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from edition.exports.epub.books import edition_book_path
from edition.model.errors import EditionError
from edition.model.publication import Release, Site

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The date of all files in an archive, so that the same site gives the same bytes: the earliest possible."""

_TEI = "data/tei/"
_DATA = ("data/", "annotations/")
_NOT_DATA = (_TEI, "data/search/", "data/epub/")
"""What of the data an archive of its own, the site alone or an e-book has."""


def group_files(paths: Iterable[str]) -> dict[str, list[str]]:
    """Return which of the files of a site go into which archive, by its name; the site has all of them.

    >>> group_files(["index.html", "data/people.json", "data/tei/a.xml", "data/search/a.json"])["data"]
    ['data/people.json']
    """
    files = sorted(paths)
    data = [path for path in files if path.startswith(_DATA) and not path.startswith(_NOT_DATA)]
    return {"site": files, "tei": [path for path in files if path.startswith(_TEI)], "data": data}


def pack_site(folder: Path, target: Path, site: Site, release: Release) -> list[Path]:
    """Write the files of a release of the site in `folder` into the folder `target`, and return their paths.

    Besides the archives and the e-book there is `notes.md`, what the release is to say of itself. Raises
    EditionError if the site has not been built.
    """
    if not (folder / "index.html").is_file():
        raise EditionError(str(folder), "has no site", todo="Build it with `edition build`")
    target.mkdir(parents=True, exist_ok=True)
    book = folder / edition_book_path(site)
    stem = f"{book.stem}-{release.version}"
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    packed = []
    for name, members in group_files(files).items():
        if members:
            packed.append(target / f"{stem}-{name}.zip")
            _write_archive(packed[-1], {f"{stem}-{name}/{path}": files[path] for path in members})
    if book.is_file():
        packed.append(target / f"{stem}.epub")
        packed[-1].write_bytes(book.read_bytes())
    packed.append(target / "notes.md")
    packed[-1].write_text(f"{release.summary}\n", encoding="utf-8")
    return packed


def _write_archive(path: Path, members: Mapping[str, Path]) -> None:
    with ZipFile(path, "w") as archive:
        for name, file in members.items():
            entry = ZipInfo(name, _EPOCH)
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, file.read_bytes(), ZIP_DEFLATED)
