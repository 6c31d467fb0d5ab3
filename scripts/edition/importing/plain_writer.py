"""Writing the blocks of a document as a plain text, in the conventions that the program reads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from edition.importing.blocks import (
    CALL_CLOSES,
    CALL_OPENS,
    EMPHASIS_CLOSES,
    EMPHASIS_OPENS,
    DocumentBlock,
)
from edition.importing.imported_text import Facts, ImportedText, Passage, Role
from edition.model.vocabulary import Convention
from edition.text.emphasis import MAX_LENGTH
from edition.text.layout import find_layout

_INDENT = "    "
_MARKED = re.compile(f"{EMPHASIS_OPENS}([^{EMPHASIS_OPENS}{EMPHASIS_CLOSES}]*){EMPHASIS_CLOSES}")
_CALL = re.compile(f" ?{CALL_OPENS}(\\d+){CALL_CLOSES}")


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph of the text that is written."""

    block: DocumentBlock
    text: str


def write_plain_text(
    format_: str, blocks: Sequence[DocumentBlock], facts: Facts, left_out: tuple[str, ...] = ()
) -> ImportedText:
    """Return the text of some blocks, and where each of them is in it."""
    paragraphs = [_Paragraph(block, _text(block, _INDENT)) for block in blocks]
    paragraphs = list(
        _label_notes([p for p in paragraphs if any(map(str.isalnum, p.text)) or p.block.is_break])
    )
    paragraphs = _with_stanzas_that_stay(paragraphs)
    text, passages = _join(paragraphs)
    wrapped = any("\n" in paragraph.text for paragraph in paragraphs)
    conventions = tuple(_conventions(blocks, text, wrapped=wrapped))
    return ImportedText(format_, text, tuple(passages), conventions, wrapped, facts, left_out)


def _conventions(blocks: Sequence[DocumentBlock], text: str, *, wrapped: bool) -> Iterator[Convention]:
    lines = "\x00".join(line for block in blocks for line in block.lines)
    if EMPHASIS_OPENS in lines and "_" in text:
        yield "emphasis"
    if CALL_OPENS in lines:
        yield "notes"
    if any(block.is_break for block in blocks):
        yield "breaks"
    if wrapped:
        yield "layout"


def _text(block: DocumentBlock, indent: str) -> str:
    # the spaces in the rows of a table align its columns
    marked = block.lines if block.is_table else [mark_emphasis(line) for line in block.lines]
    lines = [_CALL.sub(r"[\1]", line) for line in marked]
    margin = indent if block.keeps_lines and not block.is_table else ""
    return "\n".join(margin + line for line in lines)


def mark_emphasis(line: str) -> str:
    r"""Return a line with underscores around what is emphasised, where they would be read as such marks.

    >>> mark_emphasis("the \x02Ariel \x03came; \x02un\x03seen")
    'the _Ariel_ came; unseen'
    """
    line = line.replace(EMPHASIS_CLOSES + EMPHASIS_OPENS, "")
    while (
        flat := re.sub(
            f"({EMPHASIS_OPENS}[^{EMPHASIS_CLOSES}]*){EMPHASIS_OPENS}"
            f"([^{EMPHASIS_OPENS}{EMPHASIS_CLOSES}]*){EMPHASIS_CLOSES}",
            r"\1\2",
            line,
        )
    ) != line:
        line = flat
    out, at = "", 0
    for match in _MARKED.finditer(line):
        out += line[at : match.start()]
        at = match.end()
        inside = match[1]
        stripped = inside.strip()
        before = out + inside[: len(inside) - len(inside.lstrip())]
        after = inside[len(inside.rstrip()) :] + line[at:]
        is_readable = (
            any(map(str.isalnum, stripped))
            and "_" not in stripped
            and len(stripped) <= MAX_LENGTH
            and not re.search(r"[\w_]$", before)
            and not re.match(r"[^\W_]|_", after)
        )
        out = f"{before}_{stripped}_{inside[len(inside.rstrip()) :]}" if is_readable else out + inside
    unmarked = re.sub(f"[{EMPHASIS_OPENS}{EMPHASIS_CLOSES}]", "", out + line[at:])
    return re.sub(" {2,}", " ", unmarked).strip()


def _label_notes(paragraphs: Iterable[_Paragraph]) -> Iterator[_Paragraph]:
    """Yield the paragraphs, those of notes with the label by which the text calls them."""
    for note, group in groupby(paragraphs, key=lambda paragraph: paragraph.block.note):
        members = list(group)
        if not note:
            yield from members
            continue
        texts = [" ".join(member.text.split()) for member in members]
        first = replace(members[0].block, role="note", keeps_lines=False)
        balanced = all(text.count("[") == text.count("]") for text in texts)
        if len(texts) == 1 or not balanced:
            yield _Paragraph(first, f"[{note}] {' '.join(texts)}")
            continue
        texts = [f"[Footnote {note}: {texts[0]}", *texts[1:-1], f"{texts[-1]}]"]
        yield from (_Paragraph(first, text) for text in texts)


def _with_stanzas_that_stay(paragraphs: Sequence[_Paragraph]) -> list[_Paragraph]:
    """Return the paragraphs; a stanza whose lines would be joined has a paragraph for each line."""
    unindented = [
        paragraph if stays else _Paragraph(paragraph.block, _text(paragraph.block, ""))
        for paragraph, stays in _find_joined(paragraphs)
    ]
    return [
        part
        for paragraph, stays in _find_joined(unindented)
        for part in ([paragraph] if stays else _one_for_each_line(paragraph))
    ]


def _find_joined(paragraphs: Sequence[_Paragraph]) -> Iterator[tuple[_Paragraph, bool]]:
    """Yield the paragraphs, each with whether all of its line ends would stay."""
    text, _ = _join(paragraphs)
    layout = find_layout(text)
    ends = {start for start, _ in layout.line_ends}
    for paragraph, (start, end) in zip(paragraphs, _spans(paragraphs), strict=True):
        broken = [at for at in range(start, end) if text[at] == "\n" and at not in ends]
        yield paragraph, all(any(low <= at < high for low, high in layout.tables) for at in broken)


def _one_for_each_line(paragraph: _Paragraph) -> Iterator[_Paragraph]:
    block = replace(paragraph.block, keeps_lines=False)
    lines = (line.strip() for line in paragraph.text.split("\n"))
    yield from (_Paragraph(block, line) for line in lines if any(map(str.isalnum, line)))


def _spans(paragraphs: Iterable[_Paragraph]) -> Iterator[tuple[int, int]]:
    at = 0
    for paragraph in paragraphs:
        yield at, at + len(paragraph.text)
        at += len(paragraph.text) + 2


def _join(paragraphs: Sequence[_Paragraph]) -> tuple[str, list[Passage]]:
    """Return the text of the paragraphs and its passages."""
    text = "\n\n".join(paragraph.text for paragraph in paragraphs) + "\n"
    passages: list[Passage] = []
    placed = list(zip(paragraphs, _spans(paragraphs), strict=True))
    for quote, group in groupby(placed, key=lambda pair: pair[0].block.quote):
        members = list(group)
        if quote:
            role: Role = "epigraph" if members[0][0].block.role == "epigraph" else "quotation"
            passages.append(Passage(members[0][1][0], members[-1][1][1], role))
        for paragraph, (start, end) in members:
            own = paragraph.block.role
            own = "paragraph" if own in ("quotation", "epigraph") else own
            passages.append(Passage(start, end, own, paragraph.block.level))
    return text, passages
