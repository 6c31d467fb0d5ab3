"""Digests: what the editors tell of an essay, section by section, in words of their own.

A digest is a file of plain paragraphs under the headings of the manifest. Each paragraph ends with a
locator, the addresses of the paragraphs that it tells of:

    ## The old state machine {#old-state-machine}

    The section opens with the officials of the old state. [p4-p6, p9]

It becomes an essay like any other, with a ledger that restores the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from edition.model.address import AddressBook
from edition.model.essay import Block, Essay, Source
from edition.model.ledger import Alignment, Change, Draft
from edition.model.manifest import Entry, Section
from edition.text.locate import fold
from edition.text.rules import house_style, run
from edition.text.structure import paragraph_spans

_HEADING = re.compile(r"## (?P<heading>.+?) \{#(?P<id>[^}\s]*)\}")
_LOCATOR = re.compile(r" \[(p\d+(?:-p\d+)?(?:, p\d+(?:-p\d+)?)*)\]\Z")
_RANGE = re.compile(r"p(\d+)(?:-p(\d+))?")
_MARKUP = "The marks of the file are not part of what is read."


class DigestError(ValueError):
    """A place of a digest that is not as it must be."""

    def __init__(self, at: int, what: str, todo: str) -> None:
        """Tell the place in code points of the source."""
        super().__init__(what)
        self.at, self.what, self.todo = at, what, todo


def parse_digest(source: Source, entry: Entry) -> Essay:
    """Return the digest that `source` holds of the essay that `entry` describes.

    Raises DigestError where its sections are not those of the manifest, or a paragraph has no locator.
    """
    draft = run(house_style(wrapped=True), Draft(source.text, source.text))
    blocks, changes = _blocks(draft, entry)
    moved = Alignment(tuple(changes)).to_text
    placed = tuple(replace(b, start=moved(b.start), end=moved(b.end - 1) + 1) for b in blocks)
    done = draft.revise(changes)
    return Essay(entry, source, done.text, done.ledger, placed, is_digest=True)


def _blocks(draft: Draft, entry: Entry) -> tuple[list[Block], list[Change]]:
    """Make the blocks, in positions of the draft's text, and the changes that take the marks away."""
    blocks: list[Block] = []
    changes: list[Change] = []
    to_source = Alignment(draft.ledger).to_source
    waiting = iter(entry.sections)
    section = ""
    for start, end in paragraph_spans(draft.text):
        text = draft.text[start:end]
        heading, locator = _HEADING.fullmatch(text), _LOCATOR.search(text)
        if heading:
            section = _opened(heading, next(waiting, None), to_source(start))
            blocks.append(Block("heading", start + heading.start(1), start + heading.end(1), section))
            changes += _without(draft.text, start, end, blocks[-1])
        elif locator and section:
            blocks.append(
                Block("paragraph", start, start + locator.start(), section, covers=_covered(locator[1]))
            )
            changes += _without(draft.text, start, end, blocks[-1])
        else:
            raise DigestError(to_source(start), *_FAULTS[bool(section)])
    left = next(waiting, None)
    if left:
        what = f"has no section {left.id!r}"
        raise DigestError(len(draft.source), what, f"Add it under ## {left.heading} {{#{left.id}}}")
    return blocks, changes


_FAULTS = {
    True: ("has a paragraph without a locator", "End it with the paragraphs that it tells of: [p4-p6, p9]"),
    False: ("does not begin with a section", "Begin it with ## and the heading of the first section"),
}


def _opened(found: re.Match[str], wanted: Section | None, at: int) -> str:
    """Return the id of the section that a heading opens. Raises DigestError for any but the next."""
    if wanted is None:
        raise DigestError(at, f"has a section {found['id']!r} too many", "Take it out")
    if (fold(found["heading"]), found["id"]) != (fold(wanted.heading), wanted.id):
        what = f"has {found[0]!r} where the manifest has another section"
        raise DigestError(at, what, f"Write ## {wanted.heading} {{#{wanted.id}}}")
    return wanted.id


def _covered(locator: str) -> tuple[tuple[int, int], ...]:
    return tuple((int(m[1]), int(m[2] or m[1])) for m in _RANGE.finditer(locator))


def _without(text: str, start: int, end: int, block: Block) -> Iterator[Change]:
    """Yield the changes that leave of `text[start:end]` what is the block's."""
    for low, high in ((start, block.start), (block.end, end)):
        if low < high:
            yield Change(low, high, "rule", "digest-markup", text[low:high], "", _MARKUP)


def check_digest(digest: Essay, book: AddressBook) -> None:
    """Raise DigestError where a locator names a paragraph that was never issued, or none of its section."""
    ids = [section.id for section in digest.entry.sections]
    for block in digest.addressed():
        for name in block.covered:
            issued = book.paragraphs.get(name)
            home = issued and (issued.section or ids[0])
            if home != block.section:
                at = Alignment(digest.ledger).to_source(block.start)
                where = f"stands in section {home!r}" if home else "was never issued"
                raise DigestError(at, f"tells of {name}, which {where}", "Correct the locator")


def uncovered_paragraphs(digest: Essay, book: AddressBook) -> list[str]:
    """Return the addresses of the essay's own paragraphs that no part of its digest covers."""
    covered = digest.covering()
    return [
        name
        for name, issued in book.paragraphs.items()
        if name.startswith("p") and not issued.to and name not in covered and name not in digest.entry.retired
    ]
