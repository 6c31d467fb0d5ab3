"""Markdown pages from essays: plain headings, paragraphs, quotes and lists, with addresses.

A text's own words pass through `markdown.escape`; everything else on a page is ours.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, groupby

from edition import provenance
from edition.addresses import Assignment, Book, homes
from edition.essay import Block, Essay
from edition.ledger import Alignment, Change
from edition.manifest import Entry, Fact
from edition.markdown import attributes, escape, front_matter, link, quote, targets
from edition.notes import Note

READING_SPEED = 230
"""Words that a reader of prose takes in a minute (Brysbaert 2019 finds 238 for non-fiction)."""

CONTEXT = 28
"""Code points of the text that the apparatus shows on either side of an emendation."""


@dataclass(frozen=True, slots=True)
class Slip:
    """An emendation, placed: where it stands in the text and what it is called on the page."""

    id: str
    block: int
    """The start of the block that shows it."""
    start: int
    end: int
    change: Change


@dataclass(frozen=True, slots=True)
class Brief:
    """The digest of an essay, and the addresses of its paragraphs."""

    digest: Essay
    addresses: Assignment


def page(
    essay: Essay,
    addresses: Assignment,
    notes: Sequence[Note] = (),
    told: Mapping[str, str] | None = None,
    brief: Brief | None = None,
    cite: str = "",
) -> str:
    """Return the page of an essay: of its text, with a `brief` of each section, or of its digest.

    `told` has the Markdown of each of `notes`, by label; `cite` that of how to cite it.
    """
    slips = tuple(find_slips(essay))
    marks = _marks(essay, slips, notes)
    anchors = _anchors(essay, addresses)
    briefs = _briefs(brief) if brief else {}
    parts = [_front_matter(essay.entry), *_head(essay, marks, anchors, cite)]
    body = [block for block in essay.blocks if block.section]
    for section, group in groupby(body, key=lambda block: block.section):
        blocks = list(group)
        opened = [block for block in blocks if block.kind == "heading"]
        parts.append(_heading(essay, section, opened, marks))
        parts += briefs.get(section, ())
        parts += _blocks(essay, [block for block in blocks if block not in opened], marks, anchors)
    parts += _notes(essay, notes, told or {})
    if not essay.is_digest:
        parts += _apparatus(essay, slips)
    return "\n\n".join(parts) + "\n"


def _heading(essay: Essay, section: str, opened: Sequence[Block], marks: _Marks) -> str:
    """Return the heading of a section: the essay's own, or the editors'."""
    told = next(one for one in essay.entry.sections if one.id == section)
    text = _inline(essay, opened[0], marks) if opened else escape(told.heading)
    if told.supplied:
        return f"## {text} {attributes(section, ['supplied'], title='Heading by the editors')}"
    return f"## {text} {attributes(section)}"


def _briefs(brief: Brief) -> dict[str, list[str]]:
    """Return what the digest says of each section, folded."""
    anchors = _anchors(brief.digest, brief.addresses)
    out = {}
    for section, blocks in groupby(brief.digest.addressed(), key=lambda block: block.section):
        render = _Renderer(brief.digest, {}, anchors)
        out[section] = [_BRIEF, *map(render.block, blocks), "</details>"]
    return out


_BRIEF = """<details class="brief" markdown="1">
<summary>In brief <span class="by">by the editors</span></summary>"""


def missing_page(entry: Entry, book: Book, cite: str = "") -> str:
    """Return the page of an essay of which there is neither text nor digest: what the manifest knows.

    Addresses of paragraphs lead to their sections.
    """
    leads = homes(book, entry.retired, [section.id for section in entry.sections])
    items = []
    for section in entry.sections:
        names = [name for name, home in leads.items() if home == section.id]
        items.append(f"- {targets(names)}{escape(section.heading)}\n    {attributes(section.id)}")
    return (
        "\n\n".join(
            [
                _front_matter(entry),
                f"# {escape(entry.title)}",
                _byline(entry),
                *_provenance(entry, "Description without the text"),
                *filter(None, (cite,)),
                escape(entry.summary, starts_line=True),
                _MISSING,
                f"## Sections {attributes('sections')}",
                "\n".join(items),
            ]
        )
        + "\n"
    )


def _instead(entry: Entry) -> str:
    """Return what a reader of a digest has to know."""
    address = provenance.original(entry)
    return f"{_INSTEAD} The essay can be read at {address}." if address else _INSTEAD


_INSTEAD = """!!! note "A digest, not the essay"

    The essay’s own text is not part of this site. What follows is told by the editors, section by
    section and in their own words; ¶ and a number say which of the essay’s paragraphs are meant."""


_MISSING = """!!! note "The text is not part of this site"

    The essay belongs to its author, and whoever built this site had no copy of it. Where a copy is
    put into the folder `sources/` before the site is built, this page carries the whole text; its
    sections keep the addresses that they have here."""


def overview(entries: Iterable[Entry], shown: Mapping[str, Essay]) -> str:
    """Return the page that lists the essays; `shown` has their texts or digests, by slug."""
    parts = [
        # the menu beside the page lists the same
        front_matter(
            {
                "title": "The essays",
                "description": "The essays of this edition, in reading order.",
                "hide": ["toc"],
            }
        ),
        "# The essays",
    ]
    for entry in entries:
        parts.append(f"## {link(escape(entry.title), f'{entry.slug}.md')} {attributes(entry.slug)}")
        essay = shown.get(entry.slug)
        length, digest = (essay.length(), essay.is_digest) if essay else (None, False)
        parts.append(_byline(entry, length, digest=digest))
        if entry.summary:
            parts.append(escape(entry.summary, starts_line=True))
    return "\n\n".join(parts) + "\n"


# --- the head of a page ------------------------------------------------------------------------


def _front_matter(entry: Entry) -> str:
    return front_matter({"title": entry.title, "description": entry.summary or entry.title}).rstrip("\n")


def _head(essay: Essay, marks: _Marks, anchors: Mapping[int, _Anchor], cite: str) -> Iterator[str]:
    head = [block for block in essay.blocks if not block.section]
    titles = [block for block in head if block.kind == "title"]
    supplied = essay.entry.title_supplied and not titles
    note = " " + attributes(classes=["supplied"], title="Title by the editors") if supplied else ""
    yield "# " + (_inline(essay, titles[0], marks) if titles else escape(essay.entry.title)) + note
    lead = [block for block in head if block.kind in ("subtitle", "byline")]
    yield from (f"{_inline(essay, b, marks, True)}\n{attributes(classes=[b.kind])}" for b in lead)
    named = any(b.kind == "byline" for b in lead)
    yield _byline(essay.entry, essay.length(), named=named, digest=essay.is_digest)
    yield from _provenance(essay.entry, _edition(essay))
    if cite:
        yield cite
    if essay.is_digest:
        yield _instead(essay.entry)
    yield from _blocks(essay, [b for b in head if b not in titles and b not in lead], marks, anchors)


def _byline(entry: Entry, length: int | None = None, *, named: bool = False, digest: bool = False) -> str:
    facts = (() if named else (entry.author,)) + (entry.publisher, entry.date)
    shown = [
        _short(fact, "Author " if fact is entry.author and fact.certainty == "unknown" else "")
        for fact in facts
    ]
    if length:
        minutes = round(length / READING_SPEED) or 1
        told = f"{length:,} words, {minutes} {'minute' if minutes == 1 else 'minutes'}"
        shown.append(f"digest of {told}" if digest else told)
    return " · ".join(shown) + "\n" + attributes(classes=["imprint"])


def _short(fact: Fact, prefix: str) -> str:
    mark = " (probably)" if fact.certainty == "probable" else ""
    return escape(prefix + fact.text, starts_line=True) + mark


def _edition(essay: Essay) -> str:
    if essay.is_digest:
        return _DIGEST.format(tei=link("As TEI", f"../data/tei/{essay.entry.slug}.xml"))
    kinds = Counter[str](change.kind for change in essay.ledger)
    names = {"emendation": "emendation", "omission": "omission", "rule": "change by rule"}
    told = ", ".join(_counted(kinds[kind], name) for kind, name in names.items())
    return f"Full text, normalised: {told}, all listed in the [apparatus](#apparatus)"


_DIGEST = "Digest in the editors’ words; the essay’s own text is not part of this site. {tei}"


def _counted(count: int, name: str) -> str:
    """Return a number of things: `1 change by rule`, `no omissions`."""
    noun, _, rest = name.partition(" ")
    plural = noun if count == 1 else f"{noun}s"
    return f"{count or 'no'} {plural}{' ' if rest else ''}{rest}"


def _provenance(entry: Entry, edition: str) -> Iterator[str]:
    """Yield the folded description of where the text is from."""
    rows = provenance.facts(entry)
    supplied = [s for s in entry.sections if s.supplied]
    if entry.title_supplied:
        rows.append(provenance.row("Title", "By the editors; the text has none"))
    if supplied:
        which = (
            "All by the editors; the text has none"
            if len(supplied) == len(entry.sections)
            else "Those in italics are the editors’"
        )
        rows.append(provenance.row("Headings", which))
    rows += [provenance.rights(entry), provenance.row("This edition", edition)]
    yield _PROVENANCE
    yield "\n\n".join(rows)
    yield "</details>"


_PROVENANCE = """<details class="provenance" markdown="1">
<summary>About this text</summary>"""


# --- the text ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Anchor:
    """The address of a block, and further ones that lead to it."""

    id: str
    aliases: tuple[str, ...]


def _anchors(essay: Essay, addresses: Assignment) -> dict[int, _Anchor]:
    """Map the start of each addressed block to its addresses."""
    return {
        block.start: _Anchor(name, addresses.aliases.get(at, ()))
        for at, (block, name) in enumerate(zip(essay.addressed(), addresses.ids, strict=True))
    }


def _blocks(
    essay: Essay, blocks: Sequence[Block], marks: _Marks, anchors: Mapping[int, _Anchor]
) -> Iterator[str]:
    """Yield Markdown for each block, frame, list and aside."""
    render = _Renderer(essay, marks, anchors)
    for frame, framed in groupby(blocks, key=lambda block: block.frame):
        parts = list(render.flow(list(framed)))
        if frame is None:
            yield from parts
            continue
        yield from render.framed(frame.kind, parts)


@dataclass(frozen=True, slots=True)
class _Renderer:
    essay: Essay
    marks: _Marks
    anchors: Mapping[int, _Anchor]

    def flow(self, blocks: Sequence[Block]) -> Iterator[str]:
        """Yield Markdown for blocks of one frame, or of none; items of one list together."""
        for kind, group in groupby(blocks, key=lambda block: (block.kind, block.numbered)):
            members = list(group)
            if kind[0] == "item":
                yield "\n".join(self.item(n, block) for n, block in enumerate(members, 1))
            elif kind[0] == "biography":
                yield '<aside class="biography" markdown="1">'
                yield from map(self.block, members)
                yield "</aside>"
            else:
                yield from map(self.block, members)

    def framed(self, kind: str, parts: Sequence[str]) -> Iterator[str]:
        """Yield a quotation that is set apart, with its source below it."""
        quoted = [part for part in parts if not part.startswith("<figcaption")]
        source = [part for part in parts if part.startswith("<figcaption")]
        yield f'<figure class="{kind}" markdown="1">'
        yield quote("\n\n".join(quoted))
        yield from source
        yield "</figure>"

    def block(self, block: Block) -> str:
        """Return one block."""
        text = _inline(self.essay, block, self.marks, starts_line=True) + _locator(block)
        match block.kind:
            case "citation":
                return f'<figcaption markdown="span">{text}</figcaption>'
            case "caption":
                anchor, number = self.anchor(block)
                opening = f'<figure class="lost-picture" id="{anchor.id}" markdown="1">'
                return f'{opening}\n<figcaption markdown="span">{number}{text}</figcaption>\n</figure>'
        anchor, number = self.anchor(block)
        classes = [] if block.kind == "paragraph" else [block.kind]
        return f"{number}{text}\n{attributes(anchor.id, classes)}"

    def item(self, number: int, block: Block) -> str:
        """Return one item of a list."""
        anchor, mark = self.anchor(block)
        bullet = f"{number}. " if block.numbered else "- "
        return f"{bullet}{mark}{_inline(self.essay, block, self.marks)}\n    {attributes(anchor.id)}"

    def anchor(self, block: Block) -> tuple[_Anchor, str]:
        """Return the addresses of a block and the number that shows the first of them."""
        anchor = self.anchors[block.start]
        label = attributes(classes=["number"], aria_label=f"Paragraph {anchor.id[1:]}")
        return anchor, link("", f"#{anchor.id}", label) + targets(anchor.aliases)


@dataclass(frozen=True, slots=True)
class _Mark:
    """Markdown that stands for `text[start:end]` of the essay."""

    block: int
    """The start of the block that shows it."""
    start: int
    end: int
    shown: str


_Marks = Mapping[int, Sequence[_Mark]]
"""By the start of the block that shows them, in order."""


def _marks(essay: Essay, slips: Sequence[Slip], notes: Sequence[Note]) -> _Marks:
    """Return the emendations and the calls of notes."""
    marks = [_Mark(s.block, s.start, s.end, _marked(s, essay.text[s.start : s.end])) for s in slips]
    starts = [block.start for block in essay.blocks]
    for note in notes:
        for n, call in enumerate(note.calls):
            block = starts[bisect_right(starts, call.at - 1) - 1]
            shown = f"{targets([note.back_link(n)])}[^{note.label}]"
            marks.append(_Mark(block, call.at, call.at, shown))
    ordered = sorted(marks, key=lambda mark: (mark.block, mark.start, mark.end))
    return {block: list(group) for block, group in groupby(ordered, key=lambda mark: mark.block)}


def _inline(essay: Essay, block: Block, marks: _Marks, starts_line: bool = False) -> str:
    """Return the text of a block with what is marked in it."""
    parts, at = [], block.start
    for mark in marks.get(block.start, ()):
        parts.append(escape(essay.text[at : mark.start], starts_line=starts_line and at == block.start))
        parts.append(mark.shown)
        at = mark.end
    parts.append(escape(essay.text[at : block.end], starts_line=starts_line and at == block.start))
    return "".join(parts)


def _locator(block: Block) -> str:
    """Return which paragraphs of the essay a paragraph of its digest tells of."""
    if not block.tells:
        return ""
    spans = [str(first) if first == last else f"{first}–{last}" for first, last in block.tells]
    return " " + link(f"¶ {', '.join(spans)}", f"#p{block.tells[0][0]}", attributes(classes=["locator"]))


def _notes(essay: Essay, notes: Sequence[Note], told: Mapping[str, str]) -> Iterator[str]:
    """Yield the section of footnotes; each leads back to its calls."""
    if not notes:
        return
    yield f"## Notes {attributes('notes', ['editorial'])}"
    yield "///Footnotes Go Here///"
    order = {section.id: n for n, section in enumerate(essay.entry.sections, 1)}
    for note in notes:
        back = " ".join(_back_link(note, n, order.get(call.section, 0)) for n, call in enumerate(note.calls))
        yield f"[^{note.label}]: {told[note.label]} {back}"


def _back_link(note: Note, number: int, section: int) -> str:
    where = f"section {section}" if section else "the head of the essay"
    told = f"Back to {where}"
    label = attributes(classes=["back"], role="doc-backlink", aria_label=told, title=told)
    return link(f"↑{section or ''}", f"#{note.back_link(number)}", label)


# --- emendations and the apparatus -------------------------------------------------------------


def find_slips(essay: Essay) -> Iterator[Slip]:
    """Yield the emendations, each within the block that shows it, without blank space at its ends."""
    alignment = Alignment(essay.ledger)
    starts = [block.start for block in essay.blocks]
    numbers = count(1)
    for at, change in enumerate(essay.ledger):
        if change.kind == "emendation":
            start, end = alignment.span(at)
            block = essay.blocks[max(0, bisect_right(starts, start) - 1)]
            start, end = min(max(start, block.start), block.end), min(end, block.end)
            text = essay.text[start:end]
            start += len(text) - len(text.lstrip()) if text.strip() else 0
            yield Slip(f"e{next(numbers)}", block.start, start, start + len(text.strip()), change)


def _marked(slip: Slip, text: str) -> str:
    reading = _one_line(slip.change.before)
    told = f"The source has: {reading}" if reading else "Not in the source"
    classes = ["emendation"] if text else ["emendation", "removed"]
    values = {"data_reading": told, "aria_describedby": slip.id}
    if not text:
        values["aria_label"] = "Emendation"
    return link(escape(text), f"#{slip.id}", attributes(f"{slip.id}-at", classes, **values))


def _apparatus(essay: Essay, slips: Sequence[Slip]) -> Iterator[str]:
    """Yield the section that lists what was changed."""
    yield f"## Apparatus {attributes('apparatus', ['editorial'])}"
    data = link("as data", f"../data/ledger/{essay.entry.slug}.json")
    tei = link("as TEI", f"../data/tei/{essay.entry.slug}.xml")
    yield (
        f"What this page changes in the source. All of it, with positions, is published {data}; from it "
        f"and this text the source can be restored to the letter. The essay is there {tei}, too."
    )
    if slips:
        yield "### Emendations"
        yield "\n".join(
            f"{n}. {_lemma(essay, slip)}\n    {attributes(slip.id)}" for n, slip in enumerate(slips, 1)
        )
    omissions = [change for change in essay.ledger if change.kind == "omission"]
    if omissions:
        yield "### Left out"
        yield "\n".join(f"- {_omitted(change)}" for change in omissions)
    rules = Counter((change.name, change.why) for change in essay.ledger if change.kind == "rule")
    if rules:
        yield "### Changed by rule"
        rows = [f"| {name} | {count} | {why} |" for (name, why), count in sorted(rules.items())]
        yield "\n".join(["| Rule | Times | What it does |", "| --- | ---: | --- |", *rows])


def _lemma(essay: Essay, slip: Slip) -> str:
    """Return a line of the apparatus: lemma ] reading, sort, reason."""
    lemma = escape(slip.change.after.strip()) or "*nothing*"
    reading = escape(_one_line(slip.change.before)) or "*nothing*"
    before, after = _context(essay.text, slip.start, slip.end)
    shown = f"**{lemma}**" if slip.change.after.strip() else "‸"
    context = f"{escape(before)}{shown}{escape(after)}"
    back = link(
        "↑",
        f"#{slip.id}-at",
        attributes(
            classes=["back"], role="doc-backlink", aria_label=f"Back to emendation {slip.id[1:]} in the text"
        ),
    )
    sort = f"{slip.change.name.capitalize()}: {escape(slip.change.why)}"
    return f"{context} {back} Source: {_code(reading)}. {sort}"


def _context(text: str, start: int, end: int) -> tuple[str, str]:
    """Return some whole words on either side of a place, within its paragraph."""
    before = text[max(0, start - CONTEXT) : start].rpartition("\n")[2]
    after = text[end : end + CONTEXT].partition("\n")[0]
    if len(before) == CONTEXT:
        before = "… " + before.partition(" ")[2]
    if len(after) == CONTEXT:
        after = after.rpartition(" ")[0] + " …"
    return before, after


def _code(reading: str) -> str:
    return f'<span class="reading">{reading}</span>'


def _one_line(text: str) -> str:
    """Return lines as one, a stroke between them."""
    return " / ".join(line.strip() for line in text.split("\n") if line.strip())


def _omitted(change: Change) -> str:
    return f"{_code(escape(_one_line(change.before)))} {change.name.capitalize()}: {escape(change.why)}"
