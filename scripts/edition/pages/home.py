"""Parts of the home page that depend on what a build has: cards of the essays, the synopsis in small.

The page itself, `docs/index.md`, is the editors' own. It says where the parts go with a comment for each,
such as `<!-- essays -->`, and `overrides/page.html` puts them there. They are HTML, since they are added
to the finished page; the page as plain Markdown has them as lists.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from edition.annotate.entity_index import EntityIndex
from edition.markup.svg import element, rectangle
from edition.markup.xml import block, escape, inline
from edition.model.edited_essay import EditedEssay
from edition.model.entries import DisagreementEntry
from edition.model.episodes import Account, Episode
from edition.model.essay import Essay
from edition.model.manifest import Entry
from edition.model.mention import PAGE_BY_KIND, EntityKind
from edition.model.translation import format_number, gettext
from edition.pages.large_editions import too_many_to_list
from edition.pages.phrases import bind_dashes, qualify, reading_time

MAX_QUESTIONS = 8
"""Questions in the table of answers; the synopsis has them all."""

SHADES = (0, 1, 3, 7)
"""The number of paragraphs from which a square of the synopsis in small has the next darker shade."""

MAX_COLUMNS = 12
"""Essays of the largest edition of which the home page shows accounts and answers side by side."""

_SQUARE, _STEP = 10, 13
"""Side of a square, and distance from one to the next, in units."""


def home_parts(index: EntityIndex, essays: Sequence[EditedEssay]) -> dict[str, str]:
    """Return the HTML of each part by its name; a part of which there is nothing to show is empty."""
    return {
        "essays": _join(_essays(essays)),
        "episodes": _join(_story(index.registry.episodes, [*index.titles])),
        "questions": _join(block("table", _answers(index), {"class": "answers"})),
    }


def _join(lines: Iterable[str]) -> str:
    """Return lines of HTML without a brace, since a template that includes them would read it as its own."""
    return "".join(f"{line}\n" for line in lines).replace("{", "&#123;").replace("}", "&#125;")


def _element(name: str, text: str, class_: str) -> str:
    """Return an element with a text; empty if the text is."""
    return inline(name, escape(text), {"class": class_}) if text else ""


def _entry_address(kind: EntityKind, entity: str) -> str:
    return f"{PAGE_BY_KIND[kind]}/#{entity}"


# --- the essays ----------------------------------------------------------------------------------


def _essays(essays: Sequence[EditedEssay]) -> Iterator[str]:
    """Yield a card for each essay; if there are very many, a link to the list of them."""
    if too_many_to_list(len(essays)):
        yield inline("p", inline("a", escape(all_essays(len(essays))), {"href": "essays/"}))
    else:
        yield from block("ol", _cards(essays), {"class": "cards"})


def all_essays(number: int) -> str:
    """Return the words of a link to the list of very many essays."""
    return gettext("All {number} essays").format(number=format_number(number))


def _cards(essays: Iterable[EditedEssay]) -> Iterator[str]:
    """Yield a card for each essay: who wrote it and when, what it concludes, how long it takes to read."""
    for essay in essays:
        entry = essay.entry
        title = inline("a", escape(bind_dashes(entry.title)), {"href": f"essays/{entry.slug}/"})
        parts = [
            _element("p", _author(entry), "card-detail"),
            _element("p", _date(entry), "card-detail"),
            inline("h2", title),
            _element("p", entry.verdict, "card-verdict"),
            _element("p", entry.tradition, "card-detail"),
            _element("p", ", ".join(_state(essay)), "card-detail"),
        ]
        yield from block("li", filter(None, parts))


def _author(entry: Entry) -> str:
    author = entry.author
    return qualify(author.text, author.certainty) if author.text else gettext("Author not named")


def _date(entry: Entry) -> str:
    """Return the year of an essay if it is known, otherwise the date as it is given, such as `after 1999`."""
    value = entry.date.edtf
    return entry.date.text if value is None or value.is_half_open else value.to_years().display()


def _state(essay: EditedEssay) -> Iterator[str]:
    """Yield how long it takes to read an essay, and whether it is a draft."""
    if essay.shown:
        yield _time(essay.shown)
    if essay.is_draft:
        yield gettext("draft")


def _time(shown: Essay) -> str:
    """Return how long it takes to read what this site has of an essay."""
    time = reading_time(shown.word_count())
    return gettext("{time}, digest").format(time=time) if shown.is_digest else time


# --- the synopsis in small -----------------------------------------------------------------------


def _story(episodes: Iterable[Episode], slugs: Sequence[str]) -> Iterator[str]:
    """Yield the list of episodes, then that of those without a date, which are questions, under a heading."""
    groups: dict[bool, list[Episode]] = {True: [], False: []}
    for episode in episodes:
        groups[bool(episode.when)].append(episode)
    yield from block("ul", _lines(groups[True], slugs), {"class": "story"})
    if all(groups.values()):
        yield inline("h3", escape(gettext("Questions")))
    yield from block("ul", _lines(groups[False], slugs), {"class": "story"})


def _lines(episodes: Iterable[Episode], slugs: Sequence[str]) -> Iterator[str]:
    """Yield a line for each episode: when, what, and a square for each essay."""
    for episode in episodes:
        accounts = [episode.account_of(slug) for slug in slugs]
        number = sum(1 for account in accounts if account)
        when = _element("span", episode.when.to_years().display() if episode.when else "", "when")
        title = _element("span", episode.title, "what")
        shares = gettext(", told by {number} of {all}").format(number=number, all=len(accounts))
        parts = f"{when}{title}{_element('span', shares, 'unseen')}"
        parts += _squares(accounts) if len(accounts) <= MAX_COLUMNS else ""
        yield inline("li", inline("a", parts, {"href": _entry_address("episode", episode.id)}))


def _squares(accounts: Sequence[Account | None]) -> str:
    """Return a square for each essay, the darker the more paragraphs it has about the episode."""
    squares = [
        rectangle(n * _STEP + 0.5, 0.5, _SQUARE, _SQUARE, f"shade-{_shade(account)}")
        for n, account in enumerate(accounts)
    ]
    width, height = (len(accounts) - 1) * _STEP + _SQUARE + 1, _SQUARE + 1
    return element("svg", "".join(squares), viewBox=f"0 0 {width} {height}", aria_hidden="true")


def _shade(account: Account | None) -> int:
    """Return the shade of a square: 0 for an essay that does not tell of the episode, then 1 to 3."""
    paragraphs = sum(last - first + 1 for first, last in account.paragraphs) if account else 0
    return max(shade for shade, least in enumerate(SHADES) if paragraphs >= least)


# --- the questions -------------------------------------------------------------------------------


def questions_with_answers(index: EntityIndex) -> list[tuple[DisagreementEntry, dict[str, str]]]:
    """Return the questions that most essays answer, with the answers by essay."""
    rows = [(entry, words) for entry in index.registry.disagreements if (words := entry.words)]
    # the sort is stable: questions with as many answers stay in the order of the registry
    rows.sort(key=lambda row: (-len(row[1]), len(set(row[1].values())) == 1))
    return rows[:MAX_QUESTIONS]


def _answers(index: EntityIndex) -> Iterator[str]:
    """Yield the rows of a table: questions that most essays answer, and their answers in a word each."""
    rows = questions_with_answers(index)
    if not rows or len(index.titles) > MAX_COLUMNS:
        return
    headings = [inline("th", escape(title), {"scope": "col"}) for title in index.titles.values()]
    yield from block("thead", [inline("tr", "<td></td>" + "".join(headings))])
    yield from block("tbody", [_row(index, entry, words) for entry, words in rows])


def _row(index: EntityIndex, entry: DisagreementEntry, words: Mapping[str, str]) -> str:
    question = inline("a", escape(entry.question), {"href": _entry_address("disagreement", entry.id)})
    cells = [_answer(title, words.get(slug, "")) for slug, title in index.titles.items()]
    return inline("tr", inline("th", question, {"scope": "row"}) + "".join(cells))


def _answer(title: str, word: str) -> str:
    """Return the cell of an essay; on a phone, where the table has no head, it shows the essay's `title`."""
    return inline("td", escape(word), {"data-essay": title}) if word else '<td class="none">–</td>'
