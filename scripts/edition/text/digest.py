"""Digests: the editors' summary of an essay, section by section, in their own words.

A digest is a file of plain paragraphs under the headings of the manifest. Each paragraph ends with a
locator, the addresses of the paragraphs that it sums up:

    ## The old state machine {#old-state-machine}

    The section opens with the officials of the old state. [p4-p6, p9]

It is parsed into an essay like any other, with a ledger that restores the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from edition.model.address_book import AddressBook
from edition.model.essay import Block, Essay, Source
from edition.model.ledger import Alignment, Change, Draft
from edition.model.manifest import Entry, Section
from edition.model.ranges import MAX_NUMBER, Range, count_numbers, parse_ranges
from edition.text.house_style import house_style
from edition.text.locate import fold
from edition.text.rule import apply_rules
from edition.text.structure import paragraph_spans

_HEADING = re.compile(r"## (?P<heading>.+?) \{#(?P<id>[^}\s]*)\}")
_LOCATOR = re.compile(r" \[(p\d+(?:-p\d+)?(?:, p\d+(?:-p\d+)?)*)\]\Z")
_MARKUP = "The marks of the file are not part of what is read."


class DigestError(ValueError):
    """A mistake in a digest."""

    def __init__(self, position: int, what: str, todo: str) -> None:
        """Say what is wrong and what to do, `position` being in code points of the source."""
        super().__init__(what)
        self.position, self.what, self.todo = position, what, todo


def parse_digest(source: Source, entry: Entry) -> Essay:
    """Parse the file `source` as the digest of the essay that `entry` describes.

    Raises DigestError if its sections are not those of the manifest, or a paragraph has no locator.
    """
    draft = apply_rules(house_style(wrapped=True), Draft(source.text, source.text))
    blocks, changes = _parse_blocks(draft, entry)
    to_text = Alignment(tuple(changes)).to_text
    moved = tuple(replace(b, start=to_text(b.start), end=to_text(b.end - 1) + 1) for b in blocks)
    final = draft.revise(changes)
    return Essay(entry, source, final.text, final.ledger, moved, is_digest=True)


def _parse_blocks(draft: Draft, entry: Entry) -> tuple[list[Block], list[Change]]:
    """Return the blocks, in positions of the draft's text, and the changes that remove the markup."""
    blocks: list[Block] = []
    changes: list[Change] = []
    to_source = Alignment(draft.ledger).to_source
    expected = iter(entry.sections)
    section = ""
    for start, end in paragraph_spans(draft.text):
        text = draft.text[start:end]
        heading, locator = _HEADING.fullmatch(text), _LOCATOR.search(text)
        if heading:
            section = _check_heading(heading, next(expected, None), to_source(start))
            blocks.append(Block("heading", start + heading.start(1), start + heading.end(1), section))
            changes += _strip_markup(draft.text, start, end, blocks[-1])
        elif locator and section:
            covers = _read_locator(locator, to_source(start))
            blocks.append(Block("paragraph", start, start + locator.start(), section, covers=covers))
            changes += _strip_markup(draft.text, start, end, blocks[-1])
        else:
            raise DigestError(to_source(start), *(_NO_LOCATOR if section else _NO_SECTION))
    if sum(count_numbers(block.covers) for block in blocks) > MAX_NUMBER:
        raise DigestError(0, f"sums up more than {MAX_NUMBER} paragraphs", "Correct its locators")
    missing = next(expected, None)
    if missing:
        what = f"has no section {missing.id!r}"
        raise DigestError(len(draft.source), what, f"Add it under ## {missing.heading} {{#{missing.id}}}")
    return blocks, changes


_NO_LOCATOR = ("has a paragraph without a locator", "End it with the paragraphs it sums up: [p4-p6, p9]")
_NO_SECTION = ("does not begin with a section", "Begin it with ## and the heading of the first section")


def _read_locator(locator: re.Match[str], position: int) -> tuple[Range, ...]:
    """Return the ranges of a locator. Raises DigestError, with its `position`, if they cannot be."""
    try:
        return parse_ranges(locator[1])
    except ValueError as error:
        raise DigestError(position, f"has an impossible locator: {error}", "Correct the locator") from None


def _check_heading(heading: re.Match[str], expected: Section | None, position: int) -> str:
    """Return the id of the section that `heading` opens.

    Raises DigestError, with the heading's `position` in the source, unless it is the `expected` section.
    """
    if expected is None:
        raise DigestError(position, f"has an unexpected section {heading['id']!r}", "Remove it")
    if (fold(heading["heading"]), heading["id"]) != (fold(expected.heading), expected.id):
        what = f"has {heading[0]!r} where the manifest has another section"
        raise DigestError(position, what, f"Write ## {expected.heading} {{#{expected.id}}}")
    return expected.id


def _strip_markup(text: str, start: int, end: int, block: Block) -> Iterator[Change]:
    """Yield the changes that remove from `text[start:end]` what is outside the block."""
    for low, high in ((start, block.start), (block.end, end)):
        if low < high:
            yield Change(low, high, "rule", "digest-markup", text[low:high], "", _MARKUP)


def check_digest(digest: Essay, book: AddressBook) -> None:
    """Raise DigestError if a locator names a paragraph of another section, or one that does not exist."""
    ids = [section.id for section in digest.entry.sections]
    for block in digest.addressed_blocks():
        for name in block.covered_addresses:
            issued = book.paragraphs.get(name)
            section = issued and (issued.section or ids[0])
            if section != block.section:
                position = Alignment(digest.ledger).to_source(block.start)
                where = f"is in section {section!r}" if section else "was never issued"
                raise DigestError(position, f"sums up {name}, which {where}", "Correct the locator")


def uncovered_paragraphs(digest: Essay, book: AddressBook) -> list[str]:
    """Return the addresses of the essay's own paragraphs that no part of its digest covers."""
    excluded = {*digest.covering_blocks(), *digest.entry.retired}
    return [
        name
        for name, issued in book.paragraphs.items()
        if name.startswith("p") and not issued.target and name not in excluded
    ]
