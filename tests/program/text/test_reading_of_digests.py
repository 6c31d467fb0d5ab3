"""Reading a digest file, and the messages for errors in it."""

from __future__ import annotations

import pytest

from edition.model.address_book import AddressBook, IssuedAddress, ParagraphFingerprint
from edition.model.essay import Essay, Source
from edition.model.ledger import restore
from edition.model.manifest import Entry, Section, TextQuoteSelector
from edition.text.digest import DigestError, check_digest, parse_digest, uncovered_paragraphs
from tests.support.strategies import entry

PLACE = TextQuoteSelector((), "The")
STRIKE: Entry = entry(
    "The",
    sections=(
        Section("quays", "The “old” quays", supplied=False, place=PLACE),
        Section("town", "The town", supplied=False, place=PLACE),
    ),
    retired={"p6": "p5"},
)

FILE = """## The "old" quays {#quays}

Forty cranes,
nine of which worked. [p1-p3]

The owners -- "in due course" -- wrote. [p4, p6-p7]

## The town {#town}

Rents rose. [p8]
"""


def read(text: str) -> Essay:
    digest = parse_digest(Source("digest.md", text, ""), STRIKE)
    assert restore(digest.text, digest.ledger) == text
    return digest


def covering(digest: Essay) -> dict[str, int]:
    """Return for each paragraph of the essay the index of the digest paragraph that covers it."""
    blocks = digest.addressed_blocks()
    return {name: blocks.index(block) for name, block in digest.covering_blocks().items()}


def test_a_digest_is_read_without_its_markup() -> None:
    """Headings and paragraphs are plain text in the house style."""
    digest = read(FILE)
    assert digest.is_digest
    assert [(b.kind, b.section, digest.block_text(b), b.covers) for b in digest.blocks] == [
        ("heading", "quays", "The “old” quays", ()),
        ("paragraph", "quays", "Forty cranes, nine of which worked.", ((1, 3),)),
        ("paragraph", "quays", "The owners – “in due course” – wrote.", ((4, 4), (6, 7))),
        ("heading", "town", "The town", ()),
        ("paragraph", "town", "Rents rose.", ((8, 8),)),
    ]
    assert [*digest.blocks[2].covered_addresses] == ["p4", "p6", "p7"]
    assert covering(digest) == {"p1": 0, "p2": 0, "p3": 0, "p4": 1, "p6": 1, "p7": 1, "p8": 2}
    assert digest.text == "\n\n".join(digest.block_text(block) for block in digest.blocks)


def test_the_first_part_that_covers_a_paragraph_counts() -> None:
    digest = read(FILE.replace("[p8]", "[p3, p8]"))
    assert covering(digest)["p3"] == 0


FAULTS = {
    "words before the first section": (
        "Forty cranes. [p1]\n\n" + FILE,
        "Forty",
        "does not begin with a section",
        "Begin it with ## and the heading of the first section",
    ),
    "an empty file": (
        "",
        "",
        "has no section 'quays'",
        "Add it under ## The “old” quays {#quays}",
    ),
    "no locator": (
        FILE.replace(" [p8]", ""),
        "Rents",
        "has a paragraph without a locator",
        "End it with the paragraphs it sums up: [p4-p6, p9]",
    ),
    "a locator of something else": (
        FILE.replace("[p8]", "[d8]"),
        "Rents",
        "has a paragraph without a locator",
        "End it with the paragraphs it sums up: [p4-p6, p9]",
    ),
    "a locator without a number": (
        FILE.replace("[p8]", "[p]"),
        "Rents",
        "has a paragraph without a locator",
        "End it with the paragraphs it sums up: [p4-p6, p9]",
    ),
    "a locator with half a range": (
        FILE.replace("[p8]", "[p6, p7-p]"),
        "Rents",
        "has a paragraph without a locator",
        "End it with the paragraphs it sums up: [p4-p6, p9]",
    ),
    "a locator without its second number": (
        FILE.replace("[p8]", "[p8, p]"),
        "Rents",
        "has a paragraph without a locator",
        "End it with the paragraphs it sums up: [p4-p6, p9]",
    ),
    "a locator with half a range before another": (
        FILE.replace("[p8]", "[p6-p, p8]"),
        "Rents",
        "has a paragraph without a locator",
        "End it with the paragraphs it sums up: [p4-p6, p9]",
    ),
    "a locator before the end": (
        FILE.replace("Rents rose. [p8]", "Rents [p8] rose."),
        "Rents",
        "has a paragraph without a locator",
        "End it with the paragraphs it sums up: [p4-p6, p9]",
    ),
    "another heading": (
        FILE.replace("## The town", "## The docks"),
        "## The docks",
        "has '## The docks {#town}' where the manifest has another section",
        "Write ## The town {#town}",
    ),
    "another id": (
        FILE.replace("{#town}", "{#docks}"),
        "## The town",
        "has '## The town {#docks}' where the manifest has another section",
        "Write ## The town {#town}",
    ),
    "an empty id": (
        FILE.replace("{#town}", "{#}"),
        "## The town",
        "has '## The town {#}' where the manifest has another section",
        "Write ## The town {#town}",
    ),
    "a section too many": (
        FILE + "\n## The docks {#docks}\n",
        "## The docks",
        "has an unexpected section 'docks'",
        "Remove it",
    ),
    "a section too few": (
        FILE.partition("## The town")[0],
        "",
        "has no section 'town'",
        "Add it under ## The town {#town}",
    ),
}


@pytest.mark.parametrize(("text", "at", "what", "todo"), FAULTS.values(), ids=FAULTS)
def test_an_error_has_place_and_remedy(text: str, at: str, what: str, todo: str) -> None:
    with pytest.raises(DigestError) as error:
        read(text)
    assert (error.value.what, error.value.todo) == (what, todo)
    assert text[error.value.position :].startswith(at)
    assert error.value.position == (text.index(at) if at else len(text))


# --- against the address book --------------------------------------------------------------------


def book(**sections: str) -> AddressBook:
    """Return a book of paragraphs with their sections; `to p3` is a redirect."""
    printed = ParagraphFingerprint("0" * 16, "0000")
    paragraphs = {
        name: IssuedAddress("quays", printed, section.removeprefix("to "))
        if section.startswith("to ")
        else IssuedAddress(section, printed)
        for name, section in sections.items()
    }
    return AddressBook(("quays", "town"), paragraphs)


ISSUED = {"p1": "", **dict.fromkeys(("p2", "p3", "p4", "p6", "p7"), "quays"), "p8": "town"}


def test_locators_name_paragraphs_of_their_section() -> None:
    """Paragraphs before the first section belong to it."""
    check_digest(read(FILE), book(**ISSUED))


@pytest.mark.parametrize(
    ("issued", "what"),
    [
        ({**ISSUED, "p7": "town"}, "sums up p7, which is in section 'town'"),
        ({**ISSUED, "p8": ""}, "sums up p8, which is in section 'quays'"),
        (
            {name: section for name, section in ISSUED.items() if name != "p2"},
            "sums up p2, which was never issued",
        ),
    ],
)
def test_a_wrong_locator_is_named(issued: dict[str, str], what: str) -> None:
    with pytest.raises(DigestError) as error:
        check_digest(read(FILE), book(**issued))
    assert (error.value.what, error.value.todo) == (what, "Correct the locator")
    wrong = next(
        words for name, words in {"p7": "The owners", "p8": "Rents", "p2": "Forty"}.items() if name in what
    )
    assert FILE[error.value.position :].startswith(wrong)


def test_uncovered_paragraphs() -> None:
    """Redirected and retired paragraphs and those of the digest do not count."""
    issued = {**ISSUED, "p5": "quays", "p9": "to p3", "p10": "town", "d1": "quays", "p11": "town"}
    digest = FILE.replace("p6-p7", "p7")  # p6 is retired
    assert uncovered_paragraphs(read(digest), book(**issued)) == ["p5", "p10", "p11"]


@pytest.mark.parametrize("locator", ["[p3-p1]", "[p1-p99999999999]"])
def test_a_locator_that_cannot_be_is_refused(locator: str) -> None:
    with pytest.raises(DigestError, match=r"^has an impossible locator: 'p") as error:
        read(FILE.replace("[p8]", locator))
    assert error.value.todo == "Correct the locator"
    assert FILE[error.value.position :].startswith("Rents rose.")


def test_a_digest_sums_up_so_many_paragraphs() -> None:
    assert read(FILE.replace("[p8]", "[p8-p500000]"))
    with pytest.raises(DigestError, match="sums up more than 999999 paragraphs"):
        read(FILE.replace("[p8]", "[p8-p500000, p8-p600000]"))
