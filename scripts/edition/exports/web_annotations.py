"""Annotations as data: a W3C AnnotationPage.

The model is https://www.w3.org/TR/annotation-model/. Addresses are relative to the file, so that they
are valid wherever the site is published.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from edition.exports.data import item_json, join_json
from edition.model.edited_essay import EditedEssay
from edition.model.essay import Block, Essay
from edition.model.footnote import PageNotes
from edition.model.ledger import Alignment, Change, apply
from edition.model.mention import PAGE_BY_KIND, Mention, Occurrence
from edition.model.registry import Registry
from edition.pages.phrases import sign_text

CONTEXT_LENGTH = 32
"""Code points of prefix and suffix, as most clients use; both are longer if the place is ambiguous."""

MAX_CONTEXT = 512
"""Code points of the longest prefix or suffix: where the same is repeated for pages, no context is
unique, and pages of context for each place would let the data grow with the square of the text."""

LEMMA_LENGTH = 64
"""Code points: at least as many as the list of emendations shows on either side of one."""

CONTEXT = {name: f"http://schema.org/{name}" for name in ("Person", "Date", "Quotation")}
"""What the types of bodies mean; the context of the W3C has none for dates and quotations."""

TYPES = {"person": "Person", "date": "Date", "quotation": "Quotation"}
"""The type of an annotation's body, by kind of mention; disagreements are published separately."""


class PageText:
    """The text of an essay as a browser reads it from the page, with the numbers of footnotes."""

    def __init__(self, essay: Essay, notes: PageNotes, beside: str = "") -> None:
        """Derive the page's text from `essay`; `beside` is what else the page may say in the same words."""
        changes = tuple(sorted(_page_changes(essay, notes), key=lambda c: (c.start, c.end)))
        self._alignment = Alignment(changes)
        self._added = tuple(_added_parts(changes))
        self._beside = beside
        self.text = apply(essay.text, changes)
        self._unique: dict[str, bool] = {}
        """Whether words are on the page once; where a text repeats itself, the same are asked for again."""

    def selector(self, mention: Mention, blocks: Sequence[Block]) -> dict[str, str]:
        """Return a TextQuoteSelector for a mention, whose context stays within `blocks`.

        The context is as long as it must be for the selector to match once on the page, but not longer than
        `MAX_CONTEXT`. If it can do without the numbers and signs of notes, it has none, because a new note
        changes them. In a heading it includes the mark at the end, which the table of contents does not have.
        """
        in_heading = blocks[0].kind in ("heading", "title")
        start, end = self._on_page(mention.start), self._on_page(mention.end - 1) + 1
        low, high = self._on_page(blocks[0].start), self._on_page(blocks[-1].end - 1) + 1
        high = high + 1 if in_heading else max(high, end)
        limits = [(low, high)] if in_heading else [self._without_added(low, start, end, high), (low, high)]
        for leftmost, rightmost in limits:
            lowest = max(leftmost, start - MAX_CONTEXT)
            highest = min(rightmost, end + MAX_CONTEXT)
            first = max(lowest, start - CONTEXT_LENGTH)
            last = highest if in_heading else min(highest, end + CONTEXT_LENGTH)
            if not self._is_unique(self.text[lowest:highest]):  # then nothing within it is
                first, last = lowest, highest
            while (first, last) != (lowest, highest) and not self._is_unique(self.text[first:last]):
                first, last = max(lowest, first - CONTEXT_LENGTH), min(highest, last + CONTEXT_LENGTH)
            # with fewer words of the essay around it, a note or a menu may have the same
            is_long = max(start - first, last - end) >= CONTEXT_LENGTH
            if is_long and self._is_unique(self.text[first:last]):
                break
        exact, before, after = self.text[start:end], self.text[first:start], self.text[end:last]
        return {"type": "TextQuoteSelector", "exact": exact, "prefix": before, "suffix": after}

    def _without_added(self, low: int, start: int, end: int, high: int) -> tuple[int, int]:
        """Return how far the text from `low` to `high` goes around a mention until the page adds to it."""
        low = max([low, *(last for _, last in self._added if last <= start)])
        return low, min([high, *(first for first, _ in self._added if first >= end)])

    def _is_unique(self, words: str) -> bool:
        if words not in self._unique:
            self._unique[words] = self.text.count(words) + self._beside.count(words) == 1
        return self._unique[words]

    def _on_page(self, position: int) -> int:
        return self._alignment.to_text(position)


APART = "\u200b"
"""What stands on the page, unseen, between a word and the number of a footnote, and after a heading, where it
tells the heading from its copies in menus."""


def _page_changes(essay: Essay, notes: PageNotes) -> Iterator[Change]:
    """Yield the changes from the text to the page: numbers of footnotes, signs, line breaks."""
    for number, note in enumerate(notes.footnotes, 1):
        yield _replacement(essay.text, note.call.at, note.call.at, f"{APART}{number}")
    for call in essay.calls:
        yield _replacement(essay.text, call.at, call.at, f"[{call.note}]")
    signs = {
        sign.block.start: sign_text(len(sign.disagreements), in_digest=essay.is_digest)
        for sign in notes.signs
    }
    for block, following in pairwise(essay.blocks):
        line_break = "\n\n" if following.kind == "item" != block.kind else "\n"
        sign = APART if block.kind in ("heading", "title") else signs.get(block.start, "")
        yield _replacement(essay.text, block.end, following.start, sign + line_break)


def _added_parts(changes: Iterable[Change]) -> Iterator[tuple[int, int]]:
    """Yield start and end, in the text of the page, of what it adds and a reader sees: numbers, signs."""
    shift = 0
    for change in changes:
        start = change.start + shift
        if added := change.after.strip():
            yield start, start + len(added)
        shift += len(change.after) - (change.end - change.start)


def _replacement(text: str, start: int, end: int, after: str) -> Change:
    return Change(start, end, "rule", "", text[start:end], after, "")


def annotation_page(annotations: Iterable[str]) -> Iterator[str]:
    """Yield the AnnotationPage of all `annotations`, which are JSON, as JSON in parts, one per line."""
    head = {
        "@context": ["http://www.w3.org/ns/anno.jsonld", CONTEXT],
        "id": "annotations.json",
        "type": "AnnotationPage",
    }
    return join_json("items", annotations, head)


def annotation_lines(edited: EditedEssay, registry: Registry) -> list[str]:
    """Return the annotations of an essay as JSON, one in each line."""
    return [item_json(item) for item in annotation_items(edited, registry)]


def annotation_items(edited: EditedEssay, registry: Registry) -> Iterator[dict[str, Any]]:
    """Yield an annotation for each mention in the text or digest that an essay's page shows."""
    essay = edited.shown
    if not essay:
        return
    page_text = PageText(essay, edited.notes, "\n".join(_said_beside(edited, essay, registry)))
    published = (occurrence for occurrence in edited.occurrences if occurrence.mention.kind in TYPES)
    for number, occurrence in enumerate(published, 1):
        mention = occurrence.mention
        first = essay.block_number(mention.start)
        blocks = list(_similar_blocks(essay.blocks[first : first + 2]))
        yield {
            "id": f"annotations.json#{essay.entry.slug}-{number}",
            "type": "Annotation",
            "motivation": "identifying",
            "body": _body(mention),
            "target": [
                {
                    "source": _page_source(occurrence, blocks[0]),
                    "selector": page_text.selector(mention, blocks),
                },
                _file_target(essay, mention),
            ],
        }


def _similar_blocks(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the first block, and each other block of the same kind and block quote, except headings."""
    yield blocks[0]
    for block in blocks[1:]:
        if (block.kind, block.quote) == (blocks[0].kind, blocks[0].quote) and block.kind != "heading":
            yield block


def _said_beside(edited: EditedEssay, essay: Essay, registry: Registry) -> Iterator[str]:
    """Yield what the page of an essay says in its words elsewhere: digest, notes, list of emendations."""
    if edited.summary:
        yield edited.summary.text
    yield from (claim.says for entry in registry.disagreements for claim in entry.claims)
    if not essay.is_digest:
        for emendation in edited.emendations:
            yield essay.text[max(0, emendation.start - LEMMA_LENGTH) : emendation.end + LEMMA_LENGTH]


def _body(mention: Mention) -> dict[str, str]:
    body = {"type": TYPES[mention.kind], "id": f"../{PAGE_BY_KIND[mention.kind]}/#{mention.entity}"}
    return body | ({"value": str(mention.value)} if mention.value else {})


def _page_source(occurrence: Occurrence, block: Block) -> str:
    """Return the address of the page, with the fragment of `block` if it contains the whole mention.

    A mention may run on into the next paragraph. A citation has the fragment of its quotation, whose
    element does not contain it.
    """
    is_within = block.kind != "citation" and occurrence.mention.end <= block.end
    page = f"../essays/{occurrence.essay}/"
    return occurrence.address_on(page) if is_within else page


def _file_target(essay: Essay, mention: Mention) -> dict[str, Any]:
    position = {"type": "TextPositionSelector", "start": mention.source_start, "end": mention.source_end}
    return {"source": f"urn:sha256:{essay.source.sha256}", "selector": position}
