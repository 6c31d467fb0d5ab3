"""Links to the comparison of passages side by side."""

from __future__ import annotations

import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from edition.pages.side_by_side import side_by_side_address, side_by_side_links

TITLES = {"cranes": "The *Cranes*", "quays": "Quays", "docks": "Docks"}

passages = st.lists(st.tuples(st.sampled_from(sorted(TITLES)), st.sampled_from(["p1", "p2", "opening", ""])))


def test_a_passage_is_an_essay_and_a_place() -> None:
    assert (
        side_by_side_address(("cranes", "p12"), ("quays", "before"))
        == "compare.md?a=cranes:p12&b=quays:before"
    )
    assert side_by_side_address(("cranes", ""), ("quays", "")) == "compare.md?a=cranes&b=quays"


def test_a_line_names_the_essays_and_takes_the_first_place_of_each() -> None:
    links = side_by_side_links(TITLES, [("cranes", "p2"), ("quays", "p5"), ("cranes", "p9")])
    assert r"[*The \*Cranes\** and *Quays*](compare.md?a=cranes:p2&b=quays:p5)" in links


@given(passages)
def test_every_other_essay_is_compared_with_the_first_once(places: list[tuple[str, str]]) -> None:
    essays = list(dict.fromkeys(slug for slug, _ in places))
    pairs = re.findall(r"\?a=(\w+)(?::\w+)?&b=(\w+)", side_by_side_links(TITLES, places))
    assert pairs == [(essays[0], other) for other in essays[1:]]


def test_every_claim_is_compared_with_another(bare_checkout: Path) -> None:
    """Each essay of a disagreement is in one of its links, at the place of a claim."""
    text = (bare_checkout / "docs/disagreements.md").read_text(encoding="utf-8")
    entries = re.split(r"^### ", text, flags=re.M)[1:]
    for entry in entries:
        claimed = set(re.findall(r"essays/([\w-]+)\.md#(\w+)\)", entry))
        linked = set(re.findall(r"[ab]=([\w-]+):(\w+)", entry))
        assert linked <= claimed
        essays = {slug for slug, _ in claimed}
        assert {slug for slug, _ in linked} == (essays if len(essays) > 1 else set())


def test_one_essay_is_not_compared(single_checkout: Path) -> None:
    assert not (single_checkout / "docs/compare.md").exists()
