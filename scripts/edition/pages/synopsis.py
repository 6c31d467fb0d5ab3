"""The page *Synopsis* in Markdown: what each essay says of each episode and each question, side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from string import ascii_lowercase

from edition.annotate.entity_index import EntityIndex
from edition.inputs.paths import SIDE_BY_SIDE
from edition.markup.markdown import attributes, emphasis, escape, front_matter, html_block, link, strong
from edition.model.edited_essay import EditedEssay
from edition.model.edtf import display_date
from edition.model.entries import DisagreementEntry
from edition.model.episodes import Account, Episode
from edition.model.mention import PAGE_BY_KIND
from edition.model.ranges import addresses_in, display_ranges, format_ranges
from edition.model.translation import gettext, gettext_noop
from edition.pages.large_editions import too_many_to_list
from edition.pages.register_parts import aliases, claim_link, entry_address
from edition.pages.side_by_side import Passage, claim_passages, passage_text, side_by_side_link

_DESCRIPTION = gettext_noop(
    "What each essay says of each stretch of the story and of each question, side by side."
)

_INTRODUCTION = gettext_noop("""\
The essays tell one story in different order and length. Here each part of it is set out as all of them tell
it. A number with ¶ opens the passage, and the essays that you tick can be read side by side. Below are the
[questions](#questions) that the essays answer.""")


def synopsis_page(index: EntityIndex) -> str:
    """Return the page of all episodes, and of the questions that the essays answer differently."""
    title = gettext("Synopsis")
    values = {"title": title, "description": gettext(_DESCRIPTION), "hide": ["navigation", "toc"]}
    questions = [entry for entry in index.registry.disagreements if entry.kind == "question"]
    introduction = f"{gettext(_INTRODUCTION)}\n{attributes(classes=['lead'])}"
    story = f"## {gettext('The story')} {attributes('story')}"
    parts = [front_matter(values) + f"\n# {title}", introduction, story]
    parts += [part for episode in index.registry.episodes for part in _episode(index, episode)]
    if questions:
        parts.append(f"## {gettext('The questions')} {attributes('questions')}")
        parts += [part for entry in questions for part in _question(index, entry)]
    return "\n\n".join(parts) + "\n"


@dataclass(frozen=True, slots=True)
class _Cell:
    """What an essay says of an episode, or answers to a question."""

    place: str
    """The paragraphs that say it, as for a `Passage`; empty if it says nothing."""
    text: str
    """In Markdown."""


def _episode(index: EntityIndex, episode: Episode) -> Iterator[str]:
    """Yield the heading of an episode, and what each essay says of it."""
    when = f" ({display_date(episode.when)})" if episode.when else ""
    yield f"### {escape(episode.title)}{when} {attributes(episode.id)}"
    yield from filter(None, [aliases(index, "episode", episode.id)])
    cells = _without_silent({slug: _account(slug, episode.account_of(slug)) for slug in index.titles})
    yield _row(index, cells, f"{PAGE_BY_KIND['episode']}:{episode.id}")


def _account(slug: str, account: Account | None) -> _Cell:
    """Return what an essay says of an episode, with a link to the passage."""
    if not account:
        return _silent()
    first = f"essays/{slug}.md#p{account.paragraphs[0][0]}"
    passage = link(f"¶ {display_ranges(account.paragraphs)}", first)
    return _Cell(format_ranges(account.paragraphs), f"{escape(account.says)} {passage}")


def _question(index: EntityIndex, entry: DisagreementEntry) -> Iterator[str]:
    """Yield a question, and what each essay answers."""
    yield f"### {escape(entry.question)}"
    places = dict(claim_passages(entry.claims))
    cells = {
        slug: _answer(entry, slug, places.get(slug, ""), entry.words.get(slug, "")) for slug in index.titles
    }
    page = PAGE_BY_KIND["disagreement"]
    yield _row(
        index,
        _without_silent(cells),
        f"{page}:{entry.id}",
        link(gettext("What is known"), f"{page}.md#{entry.id}"),
    )


def _answer(entry: DisagreementEntry, slug: str, place: str, word: str) -> _Cell:
    """Return the claims of an essay, each with a link to its paragraph, after its answer in a word."""
    if not place:
        return _silent()
    claims = [f"{escape(claim.says)} {claim_link(claim)}" for claim in entry.claims if claim.essay == slug]
    answer = [f"{emphasis(word)}{attributes(classes=['word'])}"] if word else []
    return _Cell(place, " ".join([*answer, *claims]))


def _without_silent(cells: Mapping[str, _Cell]) -> Mapping[str, _Cell]:
    """Return the cells of a row; of very many, only those of essays that say something."""
    if not too_many_to_list(len(cells)):
        return cells
    return {slug: cell for slug, cell in cells.items() if cell.place}


def _silent() -> _Cell:
    """Return what stands for an essay that says nothing of an episode or a question."""
    return _Cell("", f"{gettext('does not discuss this')}\n    {attributes(classes=['silent'])}")


def _row(index: EntityIndex, cells: Mapping[str, _Cell], entry: str, *links: str) -> str:
    """Return a row with an item for each essay, and below it links to the passages side by side.

    It is a form: its ticked boxes make the address of the page that shows passages side by side. `entry` is
    what the page is headed with; `links` are added to those below the row.
    """
    passages = [(slug, cell.place) for slug, cell in cells.items() if cell.place]
    boxes = {}
    below = [side_by_side_link(passages, entry), *links]
    if len(passages) > 2:
        boxes = {
            passage[0]: _box(key, passage) for key, passage in zip(ascii_lowercase, passages, strict=False)
        }
        words = escape(gettext("Compare the ticked essays"))
        below.append(f'<button name="on" value="{entry}">{words}</button>')
    items = [f"- {_title(index.titles[slug], boxes.get(slug))} {cell.text}" for slug, cell in cells.items()]
    line = " ".join(filter(None, below))
    parts = ["\n".join(items), *([f"{line}\n{attributes(classes=['side-by-side'])}"] if line else [])]
    return html_block(f'form.accounts[action="../{SIDE_BY_SIDE}/"]', parts)


def _box(key: str, passage: Passage) -> str:
    return f'<input type="checkbox" name="{key}" value="{passage_text(passage)}" />'


def _title(title: str, box: str | None) -> str:
    """Return the title of an essay, as the label of its `box` if it has one."""
    name = strong(title)
    return f"<label>{box}{name}</label>" if box else name


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
            line = gettext("The other essays on this: {episodes}").format(episodes=" · ".join(links))
            lines[section.id] = f"{line}\n{classes}"
    return lines
