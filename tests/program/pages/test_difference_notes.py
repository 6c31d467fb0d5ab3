"""The notes that the signs of disagreement lead to."""

from __future__ import annotations

from dataclasses import replace

import pytest

from edition.annotate.entity_index import EntityIndex
from edition.model.address_book import AddressBook
from edition.model.edited_essay import EditedEssay
from edition.model.entries import Claim, DisagreementEntry
from edition.model.essay import Block
from edition.model.footnote import PageNotes, Sign
from edition.model.manifest import TextQuoteSelector
from edition.model.registry import Registry
from edition.pages.disagreements import MAX_ESSAYS, MAX_QUESTIONS, difference_notes
from tests.support.strategies import entry

CRANES = DisagreementEntry(
    id="number-of-cranes",
    title="How many cranes",
    kind="fact",
    subject="figures",
    question="How many cranes had the harbour in 1911?",
    known="The harbour had forty-one.",
    certainty="probable",
    sources_note="Gazette, p. 7",
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


SUMMARY = Block("paragraph", 0, 9, "one", address="d2")


def sign_at(address: str, *ids: str) -> Sign:
    return Sign(Block("paragraph", 0, 9, "one", address=address), ids)


def test_a_note_says_what_is_said_here_and_elsewhere_and_what_is_known() -> None:
    """It has what each other essay says first, after a link to the place, and links to its other places."""
    (note,) = notes_on(CRANES, signs=(sign_at("p3", "number-of-cranes"),))
    assert note.split("\n\n") == [
        "/// html | div#differ-p3.difference",
        '[¶ 3](#sign-p3){ .back aria-label="Back to paragraph 3" }',
        "**How many cranes had the harbour in 1911?** [Compare](../disagreements.md#number-of-cranes).",
        r"**Here:** The harbour had \*forty\*.",
        "**Elsewhere:** [*The Quays*](quays.md#p1): The harbour had nine. Also [¶ 2](quays.md#p2).",
        "**Known:** The harbour had forty-one (probable). Source: Gazette, p. 7.",
        "///",
    ]


def test_a_question_that_two_paragraphs_touch_is_answered_at_both() -> None:
    """Each note says what its own paragraph says; the later one is brief on the rest."""
    claim = replace(CRANES.claims[0], says="Forty cranes stood still.", at="p5")
    cranes = replace(CRANES, claims=(*CRANES.claims, claim))
    signs = sign_at("p3", "number-of-cranes"), sign_at("p5", "number-of-cranes")
    first, later = notes_on(cranes, signs=signs)
    assert r"**Here:** The harbour had \*forty\*. Also [¶ 5](#p5)." + "\n" in first
    assert later.split("\n\n")[2:] == [
        "**How many cranes had the harbour in 1911?** [Compare](../disagreements.md#number-of-cranes).",
        "**Here:** Forty cranes stood still. Also [¶ 3](#p3).",
        "**Elsewhere:** [*The Quays*](quays.md#p1).",
        # on paper, what an earlier note has said is not repeated
        "**Known:** The harbour had forty-one (probable).\n{ .screen-only }",
        "///",
    ]


def test_a_digest_says_here_what_it_sums_up() -> None:
    """Its paragraph tells what several of the essay do, so that their claims need no links."""
    sums_up = replace(sign_at("d2", "number-of-cranes"), block=replace(SUMMARY, covers=((2, 3),)))
    (note,) = notes_on(CRANES, signs=(sums_up,))
    assert r"**Here:** The harbour had \*forty\*." + "\n" in note


@pytest.mark.parametrize(("touched", "answered"), [(1, 1), (2, 2), (3, 2), (5, 2)])
def test_a_note_answers_two_questions_and_links_to_the_others(touched: int, answered: int) -> None:
    assert MAX_QUESTIONS == 2
    entries = [replace(CRANES, id=f"cranes-{n}", question=f"Question {n}?") for n in range(touched)]
    (note,) = notes_on(*entries, signs=(sign_at("p3", *(cranes.id for cranes in entries)),))
    assert note.count("**Known:**") == answered
    links = [f"[Question {n}?](../disagreements.md#cranes-{n})" for n in range(answered, touched)]
    assert ("**Also:** " + " ".join(links) in note) == bool(links)


def test_facts_come_before_questions_of_judgement() -> None:
    why = replace(CRANES, id="why", kind="question", question="Why forty?")
    last = replace(CRANES, id="last", question="Since when?")
    sign = sign_at("p3", "why", "number-of-cranes", "last")
    (note,) = notes_on(why, CRANES, last, signs=(sign,))
    assert note.index("**How many cranes") < note.index("**Since when?**") < note.index("[Why forty?]")


def test_a_question_of_judgement_has_no_remark_on_how_sure_it_is() -> None:
    (note,) = notes_on(replace(CRANES, kind="question"), signs=(sign_at("p3", "number-of-cranes"),))
    assert "**On the question:** The harbour had forty-one. Source: Gazette, p. 7." in note


@pytest.mark.parametrize(("others", "shown"), [(4, 4), (5, 4)])
def test_a_note_repeats_the_claims_of_four_other_essays(others: int, shown: int) -> None:
    assert MAX_ESSAYS == 4
    claims = [Claim(f"e{n}", "Nine.", "p1", TextQuoteSelector((), "nine")) for n in range(others)]
    manifest = [entry("The"), *(entry("The", slug=claim.essay, short="E") for claim in claims)]
    disagreement = replace(CRANES, claims=(CRANES.claims[0], *claims))
    index = EntityIndex(tuple(manifest), Registry(disagreements=(disagreement,)), {})
    notes = PageNotes(signs=(sign_at("p3", "number-of-cranes"),))
    (note,) = difference_notes(index, EditedEssay(manifest[0], None, None, AddressBook(), notes=notes))
    assert note.count("): Nine.") == shown
