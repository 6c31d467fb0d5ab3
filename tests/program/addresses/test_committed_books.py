"""A book that was committed holds for later builds, and one that somebody spoilt is refused."""

from __future__ import annotations

import json
from zlib import crc32

import pytest

from edition.addresses.paragraphs import Paragraph, assign_addresses, dump_address_book, parse_address_book
from edition.model.address_book import AddressBook

COMMITTED = """{
  "sections": ["quays"],
  "paragraphs": {
    "p1": {"section": "quays", "digest": "6cd4a12ab05d07c4", "grams": "1f2f7b9b8d76"}
  }
}
"""


def grams(*runs: str) -> str:
    """Return what a book holds of runs of three words; at an end of the paragraph a word is empty."""
    return "".join(sorted(f"{crc32(run.encode()) & 0xFFFF:04x}" for run in runs))


def test_runs_are_those_of_the_books_that_were_committed() -> None:
    """Hashes of any other kind would lose the addresses of every paragraph that is edited next."""
    paragraph = Paragraph("quays", "No crane, no rope!")
    book = assign_addresses(AddressBook(), [paragraph], {}).book
    found = book.paragraphs["p1"].fingerprint.grams
    assert found == grams("  no", " no crane", "no crane no", "crane no rope", "no rope ", "rope  ")


def test_a_run_that_recurs_is_held_once() -> None:
    book = assign_addresses(AddressBook(), [Paragraph("quays", "no no no no no no")], {}).book
    assert book.paragraphs["p1"].fingerprint.grams == grams("  no", " no no", "no no no", "no no ", "no  ")


def test_a_book_is_read_as_it_was_written() -> None:
    book = parse_address_book(COMMITTED)
    assert book.sections == ("quays",)
    issued = book.paragraphs["p1"]
    assert (issued.section, issued.target, issued.fingerprint.digest) == ("quays", "", "6cd4a12ab05d07c4")
    assert issued.fingerprint.gram_set() == {"1f2f", "7b9b", "8d76"}
    assert dump_address_book(book) == COMMITTED


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"p1"', '"p0"'),
        ('"p1"', '"p01"'),
        ('"p1"', '"p"'),
        ('"p1"', '"1"'),
        ('"p1"', '"P1"'),
        ('"p1"', '"p1 "'),
        ('"6cd4a12ab05d07c4"', '"6cd4a12ab05d07c"'),
        ('"6cd4a12ab05d07c4"', '"6cd4a12ab05d07c4a"'),
        ('"6cd4a12ab05d07c4"', '"6CD4a12ab05d07c4"'),
        ('"6cd4a12ab05d07c4"', '""'),
        ('"1f2f7b9b8d76"', '"1f2f7b9b8d7"'),
        ('"1f2f7b9b8d76"', '"1f2f7b9b8d7g"'),
        ('"1f2f7b9b8d76"', '""'),
        ('"digest"', '"print"'),
        ('"section"', '"part"'),
        ('"sections"', '"parts"'),
        ('["quays"]', "7"),
    ],
)
def test_a_book_that_was_spoilt_is_refused(old: str, new: str) -> None:
    assert old in COMMITTED
    with pytest.raises((ValueError, KeyError, TypeError)):
        parse_address_book(COMMITTED.replace(old, new, 1))


def test_a_book_is_not_read_from_something_else() -> None:
    for text in ("", "[]", "{}", "null", json.dumps({"sections": []})):
        with pytest.raises((ValueError, KeyError, TypeError)):
            parse_address_book(text)
