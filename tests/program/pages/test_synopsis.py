"""The synopsis: what each essay says of each episode and each question."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from edition.annotate.entity_index import EntityIndex
from edition.exports.registry_data import registry_files
from edition.model.address_book import AddressBook, IssuedAddress, ParagraphFingerprint
from edition.model.edited_essay import EditedEssay
from edition.model.edtf import Edtf
from edition.model.entries import Claim, DisagreementEntry
from edition.model.episodes import Account, Episode, Outside
from edition.model.manifest import TextQuoteSelector
from edition.model.ranges import addresses_in, display_ranges, parse_ranges
from edition.model.registry import Registry
from edition.pages.synopsis import synopsis_links, synopsis_page
from tests.support.strategies import entry

ENTRIES = (
    entry("The"),
    entry("The", slug="quays", short="*Quays*"),
    entry("The", slug="rents", short="Rents"),
)

STRIKE = Episode(
    "strike",
    "The *strike*",
    Edtf.parse("1911-05"),
    (
        Account("cranes", ((3, 5), (9, 9)), "They stood *still*."),
        Account("quays", ((1, 1),), "Few came."),
    ),
)
ALONE = Episode("alone", "Who stood alone?", None, (Account("rents", ((2, 2),), "Nobody did."),))
QUESTION = DisagreementEntry(
    *("cause", "The cause", "question", "causes", "Why did they strike?", "Nobody knows.", "probable", ""),
    claims=(
        Claim("cranes", "For pay.", "p3", TextQuoteSelector((), "pay")),
        Claim("cranes", "For rest.", "p4", TextQuoteSelector((), "rest")),
        Claim("rents", "For bread.", "p1", TextQuoteSelector((), "bread")),
    ),
)
REGISTRY = Registry(
    disagreements=(QUESTION,),
    episodes=(STRIKE, ALONE),
    outside=(Outside("cranes", ((1, 2),), "A caption."), Outside("cranes", ((7, 7),), "A call.")),
)
BLANK = ParagraphFingerprint("", "")
INDEX = EntityIndex(ENTRIES, REGISTRY, {})


def test_a_row_has_what_each_essay_says_of_an_episode() -> None:
    """In the order of the essays, also of those that say nothing."""
    page = synopsis_page(INDEX)
    assert (
        r"""
### The \*strike\* (May 1911) { #strike }

/// html | form.accounts[action="../compare/"]

- **The Cranes** They stood \*still\*. [¶ 3–5, 9](essays/cranes.md#p3)
- **\*Quays\*** Few came. [¶ 1](essays/quays.md#p1)
- **Rents** does not discuss this
    { .silent }

[Read both side by side](compare.md?a=cranes:p3-p5,p9&b=quays:p1&on=synopsis:strike)
{ .side-by-side }

///
"""
        in page
    )


def test_of_three_accounts_any_can_be_chosen() -> None:
    """Each has a box; the button makes the address of the ticked ones, with what it is headed by."""
    strike = replace(STRIKE, accounts=(*STRIKE.accounts, Account("rents", ((2, 2),), "Rents fell.")))
    page = synopsis_page(EntityIndex(ENTRIES, Registry(episodes=(strike,)), {}))
    assert (
        '- <label><input type="checkbox" name="a" value="cranes:p3-p5,p9" />**The Cranes**</label> They'
        in page
    )
    assert '- <label><input type="checkbox" name="c" value="rents:p2" />**Rents**</label> Rents fell.' in page
    assert "[Read all three side by side](compare.md?a=cranes:p3-p5,p9&b=quays:p1&c=rents:p2&on=" in page
    assert '<button name="on" value="synopsis:strike">Compare the ticked essays</button>' in page


def test_an_answer_in_a_word_comes_first() -> None:
    claims = tuple(replace(claim, word="*pay*") for claim in QUESTION.claims[:1])
    question = replace(QUESTION, claims=(*claims, *QUESTION.claims[1:]))
    page = synopsis_page(EntityIndex(ENTRIES, Registry(disagreements=(question,)), {}))
    assert r"- **The Cranes** *\*pay\**{ .word } For pay. [¶ 3]" in page
    assert "- **Rents** For bread." in page


def test_an_episode_that_one_essay_tells_cannot_be_read_side_by_side() -> None:
    page = synopsis_page(INDEX)
    alone = page[page.index("### Who stood alone? { #alone }") : page.index("## The questions")]
    assert "- **Rents** Nobody did. [¶ 2](essays/rents.md#p2)" in alone
    assert "compare.md" not in alone


def test_a_question_has_all_answers_of_each_essay() -> None:
    page = synopsis_page(INDEX)
    question = page[page.index("## The questions { #questions }") :]
    assert "### Why did they strike?\n" in question
    assert (
        "- **The Cranes** For pay. [¶ 3](essays/cranes.md#p3) For rest. [¶ 4](essays/cranes.md#p4)\n"
        in question
    )
    assert (
        "[Read both side by side](compare.md?a=cranes:p3,p4&b=rents:p1&on=disagreements:cause) "
        "[What is known](disagreements.md#cause)\n" in question
    )


def test_a_section_leads_to_its_episodes_that_others_tell_of() -> None:
    """Not to those that it tells alone, nor to those of other sections."""
    paragraphs = {f"p{n}": IssuedAddress("opening" if n < 4 else "close", BLANK) for n in range(1, 10)}
    book = AddressBook(sections=("opening",), paragraphs=paragraphs)
    links = synopsis_links(INDEX, EditedEssay(ENTRIES[0], None, None, book))
    assert links == {
        "opening": "The other essays on this: [The \\*strike\\*](../synopsis.md#strike)\n{ .elsewhere }"
    }
    assert synopsis_links(INDEX, EditedEssay(ENTRIES[2], None, None, book)) == {}


def test_the_data_have_every_paragraph_of_an_account() -> None:
    data = json.loads(registry_files(REGISTRY, {})["episodes.json"])
    assert data == {
        "episodes": [
            {
                "id": "strike",
                "title": "The *strike*",
                "when": "1911-05",
                "accounts": [
                    {
                        "essay": "cranes",
                        "paragraphs": ["p3", "p4", "p5", "p9"],
                        "says": "They stood *still*.",
                    },
                    {"essay": "quays", "paragraphs": ["p1"], "says": "Few came."},
                ],
            },
            {
                "id": "alone",
                "title": "Who stood alone?",
                "accounts": [{"essay": "rents", "paragraphs": ["p2"], "says": "Nobody did."}],
            },
        ],
        "outside": {"cranes": ["p1", "p2", "p7"]},
    }
    assert "episodes.json" not in registry_files(Registry(), {})


@pytest.mark.parametrize(
    ("text", "ranges", "addresses", "shown"),
    [
        ("p4", ((4, 4),), ["p4"], "4"),
        ("p4-p4", ((4, 4),), ["p4"], "4"),
        ("p4-p6, p9", ((4, 6), (9, 9)), ["p4", "p5", "p6", "p9"], "4–6, 9"),
    ],
)
def test_ranges_of_paragraphs(
    text: str, ranges: tuple[tuple[int, int], ...], addresses: list[str], shown: str
) -> None:
    assert parse_ranges(text) == ranges
    assert list(addresses_in(ranges)) == addresses
    assert display_ranges(ranges) == shown


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("p6-p4", "'p6-p4' runs backwards"),
        ("p1-p99999999999", "'p1-p99999999999' names a paragraph beyond p999999"),
        ("p" + "9" * 5000, "names a paragraph beyond p999999"),
    ],
)
def test_ranges_that_cannot_be(text: str, problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        parse_ranges(text)
