"""Disagreements: the page, the notes in the texts and in the digests, and the data."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from edition.build.edition import Edition
from edition.cli import main
from edition.inputs.manifest import load_manifest
from edition.inputs.paths import DISAGREEMENTS
from edition.inputs.registries import load_registry
from edition.model.entries import DisagreementEntry
from edition.model.registry import Registry
from edition.model.vocabulary import DisagreementKind
from edition.pages.disagreements import KINDS
from edition.text.words import words
from tests.support.markup import Element, article

Entries = tuple[DisagreementEntry, ...]


@pytest.fixture(scope="session")
def entries(bare_checkout: Path) -> Entries:
    return load_registry(bare_checkout).disagreements


@pytest.fixture(scope="session")
def slugs(bare_checkout: Path) -> list[str]:
    return [entry.slug for entry in load_manifest(bare_checkout, "en").entries]


def with_note(entries: Entries) -> Entries:
    """Return the disagreements that have notes at their claims."""
    found = tuple(entry for entry in entries if entry.is_noted)
    assert found
    return found


def signs(page: Element) -> dict[str, Element]:
    """Return the signs of disagreement on a page, by the address of their paragraph."""
    return {link.attributes["href"].removeprefix("#differ-"): link for link in page.all("a", "sign")}


def noted(entry: DisagreementEntry, slug: str) -> list[str]:
    return list(dict.fromkeys(claim.at for claim in entry.claims if claim.essay == slug))


# --- the page ------------------------------------------------------------------------------------


def test_each_entry_shows_and_links_all_claims(bare_checkout: Path, entries: Entries) -> None:
    page = article(bare_checkout / "site", "disagreements")
    blocks = {block.all("h3")[0].attributes["id"]: block for block in page.all("div", "disagreement")}
    assert set(blocks) == {entry.id for entry in entries}
    for entry in entries:
        items = blocks[entry.id].all("li")
        links = [item.all("a")[0].attributes["href"] for item in items]
        assert links == [f"../essays/{claim.essay}/#{claim.at}" for claim in entry.claims]
        for item, claim in zip(items, entry.claims, strict=True):
            assert " ".join(item.text().split()).endswith(f"¶ {claim.at[1:]} {claim.says}")


def test_the_question_and_what_is_known_come_before_the_claims(bare_checkout: Path) -> None:
    page = article(bare_checkout / "site", "disagreements")
    (block,) = (b for b in page.all("div", "disagreement") if b.all("h3")[0].attributes["id"] == "rot-known")
    said = [" ".join(e.text().split()) for e in block.walk() if e.tag in {"h3", "p", "li"}]
    assert said[0].startswith("When the rot was known")
    assert said[1:4] == [
        "Since when did the council know that the crane was rotten?",
        "Known. The minute of 1879 is the first that speaks of rot (probable).",
        "Source: The minute books.",
    ]
    assert said[4].endswith("¶ 27 It had known since the summer of 1888, as Wenn says.")


def test_each_entry_has_its_address(bare_checkout: Path, entries: Entries) -> None:
    page = article(bare_checkout / "site", "disagreements")
    for entry in entries:
        assert words(page.by_id(entry.id).text()) == words(entry.title)


@pytest.mark.parametrize("kind", ["fact", "question", "look-alike"])
def test_every_kind_is_explained_and_listed(
    bare_checkout: Path, entries: Entries, kind: DisagreementKind
) -> None:
    page = article(bare_checkout / "site", "disagreements")
    heading, id_, _ = KINDS[kind]
    assert heading in page.by_id(id_).text()
    inside = [a.attributes["href"] for box in page.all("div", "contents") for a in box.all("a")]
    own = [entry.id for entry in entries if entry.kind == kind]
    assert own
    assert [f"#{name}" for name in own] == [href for href in inside if href[1:] in own]


# --- notes ---------------------------------------------------------------------------------------


def questions_at(page: Element, address: str) -> str:
    """Return the text of the note that the sign of a paragraph leads to."""
    return " ".join(page.by_id(f"differ-{address}").text().split())


def test_each_paragraph_with_a_claim_in_a_text_has_a_sign(
    full: Edition, full_checkout: Path, entries: Entries
) -> None:
    """It leads to the questions that the paragraph touches, and from there back."""
    for essay in full.essays:
        page = article(full_checkout / "site", f"essays/{essay.slug}")
        found = signs(page)
        expected = {at for entry in with_note(entries) for at in noted(entry, essay.slug)}
        assert set(found) == expected, essay.slug
        for address, sign in found.items():
            note = page.by_id(f"differ-{address}")
            assert note.all("a", "back")[0].attributes["href"] == f"#{sign.attributes['id']}"
            for entry in with_note(entries):
                if address in noted(entry, essay.slug):
                    assert entry.question in questions_at(page, address)


def test_a_claim_in_a_digest_has_a_sign(bare_checkout: Path, entries: Entries, slugs: list[str]) -> None:
    """It says how many questions the paragraph touches."""
    for slug in slugs:
        page = article(bare_checkout / "site", f"essays/{slug}")
        for address, sign in signs(page).items():
            touched = [entry for entry in with_note(entries) if entry.question in questions_at(page, address)]
            assert sign.text() == f"Others on this ({len(touched)})", (slug, address)


def test_apparent_disagreements_have_no_note(bare_checkout: Path, entries: Entries, slugs: list[str]) -> None:
    alike = [entry.question for entry in entries if not entry.is_noted]
    assert alike
    for slug in slugs:
        page = article(bare_checkout / "site", f"essays/{slug}")
        assert not [
            question for question in alike for at in signs(page) if question in questions_at(page, at)
        ]


# --- data and faults -----------------------------------------------------------------------------


def test_the_data_has_all_claims_and_places(bare_checkout: Path, entries: Entries) -> None:
    data = json.loads((bare_checkout / "site/data/disagreements.json").read_text(encoding="utf-8"))
    listed = {entry["id"]: entry for entry in data["disagreements"]}
    assert list(listed) == [entry.id for entry in entries]
    for entry in entries:
        claims = [(c["essay"], c["says"], c["address"]) for c in listed[entry.id]["claims"]]
        assert claims == [(c.essay, c.says, f"essays/{c.essay}/#{c.at}") for c in entry.claims]
        assert bool(listed[entry.id]["places"]) == entry.is_noted


_ONE = """disagreements:
  - id: number-of-cranes
    title: How many cranes there were
    kind: fact
    subject: figures
    question: How many cranes had the harbour?
    known: Nobody knows.
    certainty: unknown
    sources-note: Nothing was found.
    claims:
      - {essay: harbour-strike, says: There were forty., at: p3, begins: forty cranes}
"""


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("", "", ""),
        ("at: p3", "at: p5", "'forty cranes' is in p3, not in p5"),
        ("begins: forty cranes", "begins: fifty cranes", "'fifty cranes' appears nowhere in the text"),
        ("subject: figures", "subject: cranes", "Use one of these"),
        ("    sources-note:", "    sauce: x\n    sources-note:", "unknown key 'sauce'"),
    ],
)
def test_an_error_in_the_registry_is_reported(single: Path, old: str, new: str, what: str) -> None:
    (single / DISAGREEMENTS).write_text(_ONE.replace(old, new) if old else _ONE, encoding="utf-8")
    result = CliRunner().invoke(main, ["build", "--markdown-only", "--project", str(single)])
    assert what in result.stderr
    assert bool(result.exit_code) == bool(what)


def test_the_registry_is_in_order(entries: Entries, slugs: list[str]) -> None:
    """Facts, questions, and apparent disagreements, with unique ids and existing essays."""
    kinds = list(KINDS)
    order = [kinds.index(entry.kind) for entry in entries]
    assert order == sorted(order)
    assert len({entry.id for entry in entries}) == len(entries)
    assert {claim.essay for entry in entries for claim in entry.claims} <= set(slugs)
    assert Registry().disagreements == ()
    for entry in entries:
        if entry.kind == "question":
            essays = {claim.essay for claim in entry.claims}
            assert len(essays) > 1, f"{entry.id}: one essay alone answers nobody"
        assert len(entry.claims) > (entry.kind != "fact"), entry.id
