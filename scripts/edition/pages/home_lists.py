"""The parts of the home page as lists in Markdown, for its plain form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from edition.annotate.entity_index import EntityIndex
from edition.markup.markdown import escape, link
from edition.model.entries import DisagreementEntry
from edition.pages.home import all_essays, questions_with_answers
from edition.pages.large_editions import too_many_to_list


def home_lists(index: EntityIndex) -> dict[str, str]:
    """Return Markdown for each part by its name, with links from the home page.

    A part is empty if there is nothing to list. Below a question are the answers of the essays.
    """
    episodes = [
        f"- {link(escape(episode.title), f'synopsis.md#{episode.id}')}"
        + (f" ({episode.when.to_years().display()})" if episode.when else "")
        for episode in index.registry.episodes
    ]
    essays = [
        f"- {link(escape(entry.title), f'essays/{entry.slug}.md')}"
        + (f": {escape(entry.verdict)}" if entry.verdict else "")
        for entry in index.entries
    ]
    if too_many_to_list(len(essays)):
        essays = [link(all_essays(len(essays)), "essays/index.md")]
    questions = [
        line for entry, words in questions_with_answers(index) for line in _answer_list(index, entry, words)
    ]
    return {"essays": "\n".join(essays), "episodes": "\n".join(episodes), "questions": "\n".join(questions)}


def _answer_list(index: EntityIndex, entry: DisagreementEntry, words: Mapping[str, str]) -> Iterator[str]:
    address = f"disagreements.md#{entry.id}"
    yield f"- {link(escape(entry.question), address)}"
    for slug, title in index.titles.items():
        yield f"    - {escape(title)}: {escape(words.get(slug, '–'))}"
