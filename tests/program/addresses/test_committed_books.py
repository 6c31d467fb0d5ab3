"""The format of committed address books does not change, and damaged books are refused."""

from __future__ import annotations

import json
from zlib import crc32

import pytest

from edition.addresses.matching import Paragraph
from edition.addresses.paragraphs import assign_addresses, dump_address_book, parse_address_book
from edition.model.address_book import AddressBook

COMMITTED = """{
  "sections": ["quays"],
  "paragraphs": {
    "p1": {"section": "quays", "digest": "6cd4a12ab05d07c4", "grams": "1f2f7b9b8d76"}
  }
}
"""


def grams(*runs: str) -> str:
    """Return the hashes of runs of three words; a word beyond the end of the paragraph is empty."""
    return "".join(sorted(f"{crc32(run.encode()) & 0xFFFF:04x}" for run in runs))


def test_hashes_of_runs_never_change() -> None:
    """With other hashes, every paragraph that is edited next would lose its address."""
    paragraph = Paragraph("quays", "No crane, no rope!")
    book = assign_addresses(AddressBook(), [paragraph], {}).book
    found = book.paragraphs["p1"].fingerprint.grams
    assert found == grams("  no", " no crane", "no crane no", "crane no rope", "no rope ", "rope  ")


def test_a_repeated_run_is_stored_once() -> None:
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
def test_a_damaged_book_is_refused(old: str, new: str) -> None:
    assert old in COMMITTED
    with pytest.raises((ValueError, KeyError, TypeError)):
        parse_address_book(COMMITTED.replace(old, new, 1))


def test_a_file_that_is_not_a_book_is_refused() -> None:
    for text in ("", "[]", "{}", "null", json.dumps({"sections": []})):
        with pytest.raises((ValueError, KeyError, TypeError)):
            parse_address_book(text)
