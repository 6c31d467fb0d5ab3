"""How the essays of an edition are cited: on their pages, in their metadata, and in files."""

from __future__ import annotations

from collections.abc import Mapping

from edition.build.edition import Edition
from edition.exports.citation_styles import Part
from edition.exports.citations import citation_details, citation_files, page_metadata
from edition.model.edited_essay import EditedEssay


def _parts(essay: EditedEssay) -> list[Part]:
    """Return the parts of an essay that can be cited; the first is the one that its page shows."""
    parts: list[Part] = ["essay"] if essay.text or not essay.digest else []
    return [*parts, *(["digest"] if essay.digest else []), "notes"]  # type: ignore[list-item]


def page_citation(edition: Edition, essay: EditedEssay) -> str:
    """Return citations of an essay's page, in Markdown; empty if the edition has no CITATION.cff."""
    if not edition.publication:
        return ""
    return citation_details(essay.entry, edition.publication, _parts(essay)[0], edition.site.url)


def page_descriptions(edition: Edition, essay: EditedEssay) -> Mapping[str, object]:
    """Return the metadata of an essay's page for other programs, to go into its front matter."""
    if not edition.publication:
        return {}
    words = essay.text.word_count() if essay.text else 0
    return page_metadata(essay.entry, edition.publication, _parts(essay)[0], words)


def citation_outputs(edition: Edition) -> dict[str, str]:
    """Return citations of each essay as files for reference managers, by path."""
    if not edition.publication:
        return {}
    return {
        f"docs/{name}": text
        for essay in edition.essays
        for name, text in citation_files(
            essay.entry, edition.publication, _parts(essay), edition.site.url
        ).items()
    }
