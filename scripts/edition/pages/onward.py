"""What stands after the last line of an essay: what to read next, and its questions in other essays."""

from __future__ import annotations

from collections.abc import Iterator

from edition.annotate.entity_index import EntityIndex
from edition.markup.markdown import emphasis, escape, html_block, link, selector_value
from edition.model.entries import DisagreementEntry
from edition.model.translation import gettext
from edition.pages.register_parts import entry_address

MAX_QUESTIONS = 6
"""The number of questions that a page lists; the page of disagreements has them all."""


def onward(index: EntityIndex, slug: str) -> Iterator[str]:
    """Yield where a reader of the essay called `slug` may go next, in Markdown; nothing without others."""
    slugs = [entry.slug for entry in index.entries]
    if len(slugs) < 2:
        return
    following = index.entries[(slugs.index(slug) + 1) % len(slugs)]
    next_essay = link(emphasis(following.title), f"{following.slug}.md")
    parts = [
        gettext("**Read next:** {essay}").format(essay=next_essay),
        *([escape(following.summary, starts_line=True)] if following.summary else []),
    ]
    questions = _shared_questions(index, slug)
    if questions:
        items = [
            f"- {link(escape(entry.question), entry_address('disagreement', entry.id))}"
            for entry in questions[:MAX_QUESTIONS]
        ]
        parts += [gettext("**The same questions in the others:**"), "\n".join(items)]
        parts.append(link(gettext("All of them"), "../disagreements.md#questions"))
    label = selector_value(gettext("After the essay"))
    yield html_block(f"nav#onward.onward.editorial[aria-label={label}]", parts)


def _shared_questions(index: EntityIndex, slug: str) -> list[DisagreementEntry]:
    """Return the questions that an essay answers, those that most other essays answer first."""

    def answers(entry: DisagreementEntry) -> set[str]:
        return {claim.essay for claim in entry.claims}

    questions = [
        entry
        for entry in index.registry.disagreements
        if entry.kind == "question" and slug in answers(entry) and len(answers(entry)) > 1
    ]
    return sorted(questions, key=lambda entry: -len(answers(entry)))
