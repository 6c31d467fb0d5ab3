"""The parts of the home page: the essays as cards, the synopsis in small, the answers in a word."""

from __future__ import annotations

from dataclasses import replace

import pytest

from edition.annotate.entity_index import EntityIndex
from edition.model.address_book import AddressBook
from edition.model.edited_essay import EditedEssay
from edition.model.edtf import Edtf
from edition.model.entries import Claim, DisagreementEntry
from edition.model.episodes import Account, Episode
from edition.model.manifest import Entry, Fact, TextQuoteSelector
from edition.model.registry import Registry
from edition.pages.home import MAX_QUESTIONS, home_parts
from edition.pages.home_lists import home_lists
from tests.program.annotate.test_footnotes import essay_of
from tests.support.markup import Element, parse
from tests.support.strategies import entry

ENTRIES = entry("The"), entry("The", slug="quays", title="The Quays", short="Quays")

STRIKE = Episode(
    "strike",
    "The <strike>",
    Edtf.parse("1911-05"),
    (Account("cranes", ((3, 5), (9, 12)), "They stood still."),),
)
CAUSE = DisagreementEntry(
    *("cause", "The cause", "question", "causes", "Why did they strike?", "Nobody knows.", "probable", ""),
    claims=(
        Claim("cranes", "For pay.", "p3", TextQuoteSelector((), "pay"), "pay"),
        Claim("quays", "For rest.", "p4", TextQuoteSelector((), "rest")),
    ),
)


NOTHING = Registry()


def parts(
    *entries: Entry, registry: Registry = NOTHING, essays: tuple[EditedEssay, ...] = ()
) -> dict[str, Element]:
    """Return the parsed parts of the home page of an edition."""
    html = home_parts(EntityIndex(entries, registry, {}), essays)
    return {name: parse(part) for name, part in html.items()}


def elements(parent: Element) -> list[Element]:
    return [child for child in parent.children if isinstance(child, Element)]


def card(words: int, *, is_digest: bool = False, **changes: object) -> Element:
    """Return the card of an essay of which the site has a number of words."""
    shown = replace(essay_of(("paragraph", "opening", "word " * words)), is_digest=is_digest)
    edited = EditedEssay(
        entry("The", **changes),
        None if is_digest else shown,
        shown if is_digest else None,
        AddressBook(),
    )
    (found,) = parts(edited.entry, essays=(edited,))["essays"].all("li")
    return found


def test_a_card_says_who_when_what_and_how_long() -> None:
    cranes = card(
        460,
        author=Fact("Ada Marlow", "probable"),
        date=Fact("May 1911", "confirmed", edtf=Edtf.parse("1911-05")),
        verdict="The owners were to blame.",
        tradition="The dockers’ union",
    )
    assert [line.text() for line in elements(cranes)] == [
        "Ada Marlow (probable)",
        "1911",
        "The Cranes",
        "The owners were to blame.",
        "The dockers’ union",
        "2\N{NO-BREAK SPACE}minutes",
    ]
    (link,) = cranes.all("a")
    assert link.attributes["href"] == "essays/cranes/"


def test_the_time_is_that_of_what_the_site_has() -> None:
    assert "1\N{NO-BREAK SPACE}minute, digest" in card(230, is_digest=True).text()


def test_a_date_without_a_year_of_its_own_is_given_as_it_is() -> None:
    date = Fact("1999 or later", "probable", edtf=Edtf.parse("1999/.."))
    lines = [line.text() for line in elements(card(9, author=Fact("", "unknown"), date=date))]
    assert lines[:2] == ["Author not named", "1999 or later"]


def test_the_synopsis_in_small_has_a_square_for_each_essay() -> None:
    """The darker the more paragraphs; screen readers hear how many essays tell of the episode."""
    story = parts(*ENTRIES, registry=Registry(episodes=(STRIKE,)))["episodes"]
    (line,) = story.all("a")
    assert line.attributes["href"] == "synopsis/#strike"
    assert line.text() == "1911The <strike>, told by 1 of 2"
    assert [square.attributes["class"] for square in line.all("rect")] == ["shade-3", "shade-0"]


def test_episodes_without_a_date_stand_under_a_heading_of_their_own() -> None:
    """They are questions, whatever their place among the others."""
    why, later = (replace(STRIKE, id=f"e{n}", title=f"E{n}", when=None) for n in range(2))
    story = parts(*ENTRIES, registry=Registry(episodes=(why, STRIKE, later)))["episodes"]
    text = story.text()
    assert text.index("The <strike>") < text.index("Questions") < text.index("E0") < text.index("E1")
    dated = parts(*ENTRIES, registry=Registry(episodes=(STRIKE,)))["episodes"]
    assert "Questions" not in dated.text()
    assert "Questions" not in parts(*ENTRIES, registry=Registry(episodes=(why,)))["episodes"].text()


@pytest.mark.parametrize(("last", "shade"), [(1, 1), (2, 1), (3, 2), (6, 2), (7, 3)])
def test_three_and_seven_paragraphs_make_a_square_darker(last: int, shade: int) -> None:
    episode = replace(STRIKE, accounts=(Account("cranes", ((1, last),), "They stood still."),))
    (square, _) = parts(*ENTRIES, registry=Registry(episodes=(episode,)))["episodes"].all("rect")
    assert square.attributes["class"] == f"shade-{shade}"


def test_a_question_has_the_answers_in_a_word() -> None:
    answers = parts(*ENTRIES, registry=Registry(disagreements=(CAUSE,)))["questions"]
    assert [[cell.text() for cell in elements(row)] for row in answers.all("tr")] == [
        ["", "The Cranes", "Quays"],
        ["Why did they strike?", "pay", "–"],
    ]
    assert answers.all("a")[0].attributes["href"] == "disagreements/#cause"


def test_the_questions_that_most_essays_answer_come_first() -> None:
    """Those whose answers are all the same come after others with as many."""
    both = replace(CAUSE, id="both", claims=tuple(replace(claim, word=claim.essay) for claim in CAUSE.claims))
    same = replace(CAUSE, id="same", claims=tuple(replace(claim, word="pay") for claim in CAUSE.claims))
    answers = parts(*ENTRIES, registry=Registry(disagreements=(CAUSE, same, both)))["questions"]
    assert [link.attributes["href"].partition("#")[2] for link in answers.all("a")] == [
        "both",
        "same",
        "cause",
    ]


@pytest.mark.parametrize(("questions", "shown"), [(MAX_QUESTIONS, 8), (MAX_QUESTIONS + 1, 8)])
def test_the_table_has_eight_questions(questions: int, shown: int) -> None:
    entries = tuple(replace(CAUSE, id=f"cause-{n}") for n in range(questions))
    assert len(parts(*ENTRIES, registry=Registry(disagreements=entries))["questions"].all("a")) == shown


def test_there_is_nothing_where_there_is_nothing_to_show() -> None:
    assert set(home_parts(EntityIndex((), Registry(), {}), ()).values()) == {""}


def test_a_template_that_includes_a_part_finds_none_of_its_own_marks() -> None:
    """Braces would be evaluated."""
    cranes = entry("The", title="{{ 7 * 7 }}", short="{% raw %}", verdict="{# none #}")
    edited = EditedEssay(cranes, None, None, AddressBook())
    html = home_parts(EntityIndex((cranes,), Registry(disagreements=(CAUSE,)), {}), (edited,))
    assert not any(brace in text for text in html.values() for brace in "{}")
    assert "{{ 7 * 7 }}" in parse(html["essays"]).text()


def test_the_plain_form_of_the_page_lists_the_same() -> None:
    claims = (replace(CAUSE.claims[0], word="_pay_"), CAUSE.claims[1])
    registry = Registry(episodes=(STRIKE,), disagreements=(replace(CAUSE, claims=claims),))
    entries = ENTRIES[0], replace(ENTRIES[1], verdict="Rest, not pay")
    assert home_lists(EntityIndex(entries, registry, {})) == {
        "essays": f"- [{entries[0].title}](essays/cranes.md)\n- [The Quays](essays/quays.md): Rest, not pay",
        "episodes": "- [The &lt;strike>](synopsis.md#strike) (1911)",
        "questions": "- [Why did they strike?](disagreements.md#cause)\n"
        f"    - {entries[0].short}: \\_pay\\_\n    - Quays: –",
    }
