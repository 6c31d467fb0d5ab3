"""Links to the comparison of passages side by side."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from edition.model.entries import Claim, DisagreementEntry
from edition.model.episodes import Episode
from edition.model.manifest import TextQuoteSelector
from edition.model.registry import Registry
from edition.pages.side_by_side import claim_passages, side_by_side_link, side_by_side_page
from tests.support.strategies import entry


@pytest.mark.parametrize(
    ("essays", "words"), [(2, "both"), (3, "all three"), (5, "all five"), (6, "all six"), (7, "all six")]
)
def test_a_link_says_how_many_passages_it_shows(essays: int, words: str) -> None:
    """No more than six."""
    link = side_by_side_link((f"e{n}", "p1") for n in range(essays))
    assert link.startswith(f"[Read {words} side by side](compare.md?a=e0:p1&b=e1:p1")
    assert link.count(":p1") == min(essays, 6)


def test_a_link_takes_the_first_passage_of_each_essay() -> None:
    link = side_by_side_link([("cranes", "p2"), ("quays", "p5"), ("cranes", "p9")], "quotations:moves")
    assert link.endswith("(compare.md?a=cranes:p2&b=quays:p5&on=quotations:moves)")


@pytest.mark.parametrize("passages", [[], [("cranes", "p2")], [("cranes", "p2"), ("cranes", "p9")]])
def test_passages_of_one_essay_have_no_link(passages: list[tuple[str, str]]) -> None:
    assert side_by_side_link(passages) == ""


def test_the_claims_of_an_essay_are_one_passage() -> None:
    """Each paragraph is in it once."""
    claims = [
        Claim(essay, "It did.", at, TextQuoteSelector((), "did"))
        for essay, at in [("cranes", "p9"), ("quays", "p1"), ("cranes", "p3"), ("cranes", "p9")]
    ]
    assert claim_passages(claims) == [("cranes", "p9,p3"), ("quays", "p1")]


def test_every_claim_is_compared_with_the_others(bare_checkout: Path) -> None:
    """If more than one essay has any."""
    text = (bare_checkout / "docs/disagreements.md").read_text(encoding="utf-8")
    for section in re.split(r"^### ", text, flags=re.M)[1:]:
        claimed = set(re.findall(r"essays/([\w-]+)\.md#(\w+)\)", section))
        passages = re.findall(r"[a-f]=([\w-]+):([\w,]+)", section)
        linked = {(slug, place) for slug, places in passages for place in places.split(",")}
        assert linked == (claimed if len({slug for slug, _ in claimed}) > 1 else set())


EPISODES = (Episode("strike", "The strike", None, ()),)
POINTS = (
    DisagreementEntry(
        "cause", "The cause", "question", "causes", "Why?", "Nobody knows.", "probable", "", ()
    ),
)
SYNOPSIS = "in the [synopsis](synopsis.md)"
DISAGREEMENTS = "among the [points on which the essays disagree](disagreements.md)"


@pytest.mark.parametrize(
    ("registry", "line"),
    [
        (
            Registry(episodes=EPISODES, disagreements=POINTS),
            f"Choose a subject {SYNOPSIS} or {DISAGREEMENTS}.",
        ),
        (Registry(episodes=EPISODES), f"Choose a subject {SYNOPSIS}."),
        (Registry(disagreements=POINTS), f"Choose a subject {DISAGREEMENTS}."),
        (Registry(), ""),
    ],
)
def test_the_page_leads_to_where_subjects_are_chosen(registry: Registry, line: str) -> None:
    """To those pages that the edition has."""
    page = side_by_side_page([entry("The"), entry("The", slug="quays")], registry)
    sentences = re.findall(r"Choose a subject .*?\.(?= )", page)
    assert sentences == ([line] if line else [])


def test_one_essay_is_not_compared(single_checkout: Path) -> None:
    assert not (single_checkout / "docs/compare.md").exists()
