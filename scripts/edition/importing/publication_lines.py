"""Lines above a text that say where it was published, as archives have them: `Source: The Log, 1911`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from edition.importing.blocks import EMPHASIS_CLOSES, EMPHASIS_OPENS, DocumentBlock
from edition.importing.imported_text import Facts, Statement
from edition.model.translation import gettext_noop

MAX_LINES = 16
"""Blocks among which such lines are looked for."""

_MARKS = f"{EMPHASIS_OPENS}{EMPHASIS_CLOSES}"
_LABELLED = re.compile(
    rf"{EMPHASIS_OPENS}?("
    r"(?:first |originally |online )?(?:published|version|printed|issued|written|delivered)"
    r"|source|transcri(?:bed|ption)(?: ?[/\\]+ ?[a-z ]+)?|translat(?:ed|ion)|mark-?up|html(?: [a-z-]+)?"
    r"|proof-?read"
    r"|(?:zuerst |online )?(?:erschienen|veröffentlicht|gedruckt)|geschrieben|erstdruck|erstveröffentlichung"
    r"|quelle|vorlage|transkription|übersetz(?:t|ung|er)|gemeinfrei|urheberrecht|lizenz"
    r"|public domain|copy(?:right|left)|licen[cs]e)(?: (?:by|in|von))?"
    rf"(?::{EMPHASIS_CLOSES}?|{EMPHASIS_CLOSES}:)\s*(.+)",
    re.IGNORECASE,
)
_WHERE = gettext_noop("the line “{key}” above the text")
_TITLE = re.compile(f"{EMPHASIS_OPENS}([^{_MARKS}]+){EMPHASIS_CLOSES}")
_PUBLISHED = (
    *("first published", "originally published", "published", "source"),
    *("erstdruck", "erstveröffentlichung", "zuerst veröffentlicht", "zuerst erschienen"),
    *("veröffentlicht", "erschienen", "quelle", "vorlage"),
)
_LICENCES = (
    "gemeinfrei",
    "urheberrecht",
    "lizenz",
    "public domain",
    "copyright",
    "copyleft",
    "licence",
    "license",
)


@dataclass(frozen=True, slots=True)
class _Line:
    label: str
    words: str
    """With the marks of emphasis."""


def mark_publication_lines(blocks: Sequence[DocumentBlock]) -> list[DocumentBlock]:
    """Return the blocks, such lines among the first of them marked as such, without breaks below them."""
    marked = [part for block in blocks[:MAX_LINES] for part in _parts(block)] + list(blocks[MAX_LINES:])
    return [
        block
        for before, block in zip([None, *marked], marked, strict=False)
        if not (block.is_break and before and before.role == "publication")
    ]


def _parts(block: DocumentBlock) -> list[DocumentBlock]:
    """Return each line of a block by itself if all are such lines, otherwise the block."""
    lines = [replace(block, role="publication", lines=(line,), keeps_lines=False) for line in block.lines]
    return lines if not block.is_table and all(map(_read, lines)) else [block]


def add_publication(facts: Facts, blocks: Sequence[DocumentBlock]) -> Facts:
    """Return the facts with what such lines say of publisher and licence, if nothing else says it."""
    lines = [line for block in blocks[:MAX_LINES] if (line := _read(block))]
    if not facts.publisher.text:
        facts = replace(facts, publisher=_publisher(lines))
    if not facts.licence.text:
        facts = replace(facts, licence=_licence(lines))
    return facts


def _read(block: DocumentBlock) -> _Line | None:
    match = _LABELLED.fullmatch(block.lines[0]) if len(block.lines) == 1 and not block.quote else None
    return _Line(match[1].lower(), match[2]) if match and not block.note else None


def _publisher(lines: Iterable[_Line]) -> Statement:
    """Return the title in italics that the first line on the publication gives."""
    by_label = {line.label: line.words for line in reversed(list(lines))}
    for label in _PUBLISHED:
        if title := _TITLE.search(by_label.get(label, "")):
            return Statement(title[1].strip(" ,."), _WHERE, label.capitalize())
    return Statement()


def _licence(lines: Iterable[_Line]) -> Statement:
    for line in lines:
        if line.label in _LICENCES:
            words = re.sub(f"[{_MARKS}]", "", line.words).strip()
            return Statement(f"{line.label.capitalize()}: {words}", _WHERE, line.label.capitalize())
    return Statement()
