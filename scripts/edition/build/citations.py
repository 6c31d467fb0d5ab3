"""How the essays of an edition are cited: on their pages, in their metadata, and in files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from edition.exports.citations import citation_details, citation_files, page_metadata
from edition.exports.cited_work import CitedWork, Part, cited_work
from edition.model.edited_essay import EditedEssay
from edition.model.publication import Publication


@dataclass(frozen=True, slots=True)
class Citations:
    """All citations of one essay; empty if the edition has no CITATION.cff."""

    details: str = ""
    """The box on its page, in Markdown."""
    metadata: Mapping[str, object] = field(default_factory=dict)
    """Metadata of its page for other programs."""
    files: Mapping[str, str] = field(default_factory=dict)
    """Files for reference managers, by path from the top of the site."""


def cite_essay(essay: EditedEssay, edition: Publication | None, url: str) -> Citations:
    """Return the citations of an essay of the `edition`, whose site is published at `url`, if known.

    Those of a draft say so after the version, as `1.2.0-draft`.
    """
    if not edition:
        return Citations()
    if essay.is_draft:
        edition = replace(edition, version=f"{edition.version}-draft")
    works = _cited_works(essay, edition)
    shown = next(iter(works.values()))
    words = essay.text.word_count() if essay.text else 0
    return Citations(
        citation_details(essay.entry, shown, edition, url),
        page_metadata(essay.entry, works, edition, words),
        citation_files(essay.entry, works, edition, url),
    )


def _cited_works(essay: EditedEssay, edition: Publication) -> dict[Part, CitedWork]:
    """Return what can be cited of an essay; the first is what its page shows."""
    parts: tuple[Part, ...] = ("essay",) if essay.text or not essay.digest else ()
    parts += ("digest", "notes") if essay.digest else ("notes",)
    return {part: cited_work(essay.entry, edition, part) for part in parts}
