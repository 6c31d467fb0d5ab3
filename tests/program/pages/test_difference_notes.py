"""The notes that the signs of disagreement lead to."""

from __future__ import annotations

from dataclasses import replace

import pytest

from edition.annotate.entity_index import EntityIndex
from edition.model.address_book import AddressBook
from edition.model.edited_essay import EditedEssay
from edition.model.entries import Claim, DisagreementEntry, Registry
from edition.model.essay import Block
from edition.model.footnote import PageNotes, Sign
from edition.model.manifest import TextQuoteSelector
from edition.pages.disagreements import MAX_CLAIMS, difference_notes
from tests.support.strategies import entry

CRANES = DisagreementEntry(
    id="number-of-cranes",
    title="How many cranes",
    kind="fact",
    subject="figures",
    question="How many cranes had the harbour in 1911?",
    known="The harbour had forty-one.",
    certainty="probable",
    source="Gazette, p. 7",
    claims=(
        Claim("cranes", "The harbour had *forty*.", "p3", TextQuoteSelector((), "forty")),
        Claim("quays", "The harbour had nine.", "p1", TextQuoteSelector((), "nine")),
        Claim("quays", "Nine were left.", "p2", TextQuoteSelector((), "left")),
    ),
)


def notes_on(*entries: DisagreementEntry, signs: tuple[Sign, ...]) -> list[str]:
    """Return the notes on disagreements of the essay `cranes`, beside which there is `quays`."""
    manifest = (entry("The"), entry("The", slug="quays", title="The Quays", short="The Quays"))
    index = EntityIndex(manifest, Registry(disagreements=entries), {})
    notes = PageNotes(signs=signs)
    return list(difference_notes(index, EditedEssay(manifest[0], None, None, AddressBook(), notes=notes)))


def sign_at(address: str, *ids: str) -> Sign:
    return Sign(Block("paragraph", 0, 9, "one", address=address), ids)


def test_a_note_says_what_is_said_here_and_elsewhere_and_what_is_known() -> None:
    """Of each other essay, it has the first claim."""
    (note,) = notes_on(CRANES, signs=(sign_at("p3", "number-of-cranes"),))
    assert note.split("\n\n") == [
        "/// html | div#differ-p3.difference",
        '[¶ 3](#sign-p3){ .back aria-label="Back to paragraph 3" }',
        "**How many cranes had the harbour in 1911?** [Compare](../disagreements.md#number-of-cranes).",
        r"**Here:** The harbour had \*forty\*.",
        "**Elsewhere:** [*The Quays*](quays.md#p1): The harbour had nine.",
        "**Known:** The harbour had forty-one (probable). Source: Gazette, p. 7.",
        "///",
    ]


def test_a_question_is_answered_once_on_a_page() -> None:
    """A later paragraph that touches it leads to the answer."""
    signs = sign_at("p3", "number-of-cranes"), sign_at("p5", "number-of-cranes")
    _, later = notes_on(CRANES, signs=signs)
    assert "**How many cranes had the harbour in 1911?** See [¶ 3](#differ-p3)." in later
    assert "Elsewhere" not in later


def test_a_question_of_judgement_has_no_remark_on_how_sure_it_is() -> None:
    (note,) = notes_on(replace(CRANES, kind="question"), signs=(sign_at("p3", "number-of-cranes"),))
    assert "**On the question:** The harbour had forty-one. Source: Gazette, p. 7." in note


@pytest.mark.parametrize(("others", "shown"), [(4, 4), (5, 4)])
def test_a_note_repeats_the_claims_of_four_other_essays(others: int, shown: int) -> None:
    assert MAX_CLAIMS == 4
    claims = [Claim(f"e{n}", "Nine.", "p1", TextQuoteSelector((), "nine")) for n in range(others)]
    manifest = [entry("The"), *(entry("The", slug=claim.essay, short="E") for claim in claims)]
    disagreement = replace(CRANES, claims=(CRANES.claims[0], *claims))
    index = EntityIndex(tuple(manifest), Registry(disagreements=(disagreement,)), {})
    notes = PageNotes(signs=(sign_at("p3", "number-of-cranes"),))
    (note,) = difference_notes(index, EditedEssay(manifest[0], None, None, AddressBook(), notes=notes))
    assert note.count("): Nine.") == shown
