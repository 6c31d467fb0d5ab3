"""The texts of an essay's footnotes, in Markdown."""

from __future__ import annotations

from edition.annotate.entity_index import EntityIndex
from edition.model.edited_essay import EditedEssay
from edition.model.footnote import Footnote
from edition.pages.disagreements import disagreement_note
from edition.pages.entity_notes import entity_note


def footnote_texts(index: EntityIndex, essay: EditedEssay) -> dict[str, str]:
    """Return the Markdown of each footnote on the page of an essay, by label."""
    return {footnote.label: _text(index, footnote, essay.slug) for footnote in essay.footnotes}


def _text(index: EntityIndex, footnote: Footnote, slug: str) -> str:
    if footnote.kind == "disagreement":
        return disagreement_note(index, footnote.entity, slug)
    return entity_note(index, footnote.kind, footnote.entity, slug)
