"""The page *Synopsis* in Markdown: what each essay says of each episode and each question, side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from edition.annotate.entity_index import EntityIndex
from edition.markup.markdown import attributes, escape, front_matter, html_block, link
from edition.model.edited_essay import EditedEssay
from edition.model.edtf import display_date
from edition.model.entries import DisagreementEntry
from edition.model.episodes import Account, Episode
from edition.model.ranges import addresses_in, display_ranges
from edition.pages.register_parts import aliases, claim_link, entry_address
from edition.pages.side_by_side import Passage, side_by_side_address

_DESCRIPTION = "What each essay says of each stretch of the story and of each question, side by side."

_INTRODUCTION = """\
The essays tell one story in different order and length. Each part of it has the accounts of all of them
in a row; ¶ and a number open the passage. Below are the [questions](#questions) that they answer."""


def synopsis_page(index: EntityIndex) -> str:
    """Return the page of all episodes, and of the questions that the essays answer differently."""
    values = {"title": "Synopsis", "description": _DESCRIPTION, "hide": ["navigation", "toc"]}
    questions = [entry for entry in index.registry.disagreements if entry.kind == "question"]
    parts = [front_matter(values) + "\n# Synopsis", _INTRODUCTION, f"## The story {attributes('story')}"]
    parts += [part for episode in index.registry.episodes for part in _episode(index, episode)]
    if questions:
        parts.append(f"## The questions {attributes('questions')}")
        parts += [part for entry in questions for part in _question(index, entry)]
    return "\n\n".join(parts) + "\n"


def _episode(index: EntityIndex, episode: Episode) -> Iterator[str]:
    """Yield the heading of an episode, and what each essay says of it."""
    when = f" ({display_date(episode.when)})" if episode.when else ""
    yield f"### {escape(episode.title)}{when} {attributes(episode.id)}"
    yield from filter(None, [aliases(index, "episode", episode.id)])
    cells = [(slug, _account(slug, episode.account_of(slug))) for slug in index.titles]
    yield _row(index, cells)
    yield from _side_by_side([(a.essay, f"p{a.paragraphs[0][0]}") for a in episode.accounts])


def _account(slug: str, account: Account | None) -> str:
    """Return what an essay says of an episode, with a link to the passage; empty if it says nothing."""
    if not account:
        return ""
    first = f"essays/{slug}.md#p{account.paragraphs[0][0]}"
    return f"{escape(account.says)} {link(f'¶ {display_ranges(account.paragraphs)}', first)}"


def _question(index: EntityIndex, entry: DisagreementEntry) -> Iterator[str]:
    """Yield a question, and what each essay answers."""
    yield f"### {escape(entry.question)}"
    cells = [(slug, _answer(slug, entry)) for slug in index.titles]
    yield _row(index, cells)
    first = {claim.essay: (claim.essay, claim.at) for claim in reversed(entry.claims)}
    more = link("What is known", f"disagreements.md#{entry.id}")
    yield from _side_by_side([first[slug] for slug in index.titles if slug in first], more)


def _answer(slug: str, entry: DisagreementEntry) -> str:
    """Return the claims of an essay, each with a link to its paragraph; empty if it has none."""
    return " ".join(
        f"{escape(claim.says)} {claim_link(claim)}" for claim in entry.claims if claim.essay == slug
    )


def _row(index: EntityIndex, cells: Sequence[tuple[str, str]]) -> str:
    """Return a list with an item for each essay, also for those that say nothing."""
    items = [f"- **{escape(index.titles[slug])}** {text or _NOTHING}" for slug, text in cells]
    return html_block("div.accounts", ["\n".join(items)])


def _side_by_side(passages: Sequence[Passage], *more: str) -> Iterator[str]:
    """Yield a line with a link that opens the first two passages side by side, and `more` links.

    There is no such link if there is only one passage.
    """
    address = side_by_side_address(passages[0], passages[1]) if len(passages) > 1 else ""
    links = [*([link("Read side by side", address)] if address else []), *more]
    if links:
        yield f"{' · '.join(links)}\n{attributes(classes=['side-by-side'])}"


_NOTHING = f"not told\n    {attributes(classes=['silent'])}"
"""What stands for an essay that says nothing of an episode or a question."""


# --- links from the essays -----------------------------------------------------------------------


def synopsis_links(index: EntityIndex, essay: EditedEssay) -> dict[str, str]:
    """Return by section of an essay a line that leads to those of its episodes that others tell, too."""
    lines = {}
    for section in essay.entry.sections:
        addresses = {
            name for name, issued in essay.addresses.paragraphs.items() if issued.section == section.id
        }
        links = [
            link(escape(episode.title), entry_address("episode", episode.id))
            for episode in index.registry.episodes
            if (account := episode.account_of(essay.slug)) and len(episode.accounts) > 1
            if addresses.intersection(addresses_in(account.paragraphs))
        ]
        if links:
            classes = attributes(classes=["elsewhere"])
            lines[section.id] = f"The same in the other essays: {' · '.join(links)}\n{classes}"
    return lines
