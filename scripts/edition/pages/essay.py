"""Markdown pages from essays: plain headings, paragraphs, quotes and lists, with addresses.

A text's own words pass through `markdown.escape`; everything else on a page is ours.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from edition.addresses.paragraphs import sections_of_addresses
from edition.annotate.emendations import find_emendations
from edition.annotate.footnotes import Footnote
from edition.markup.markdown import attributes, escape, front_matter, link, targets
from edition.model.address import AddressBook, Assignment
from edition.model.essay import Block, Essay
from edition.model.manifest import Entry, Fact
from edition.pages.apparatus import apparatus_section
from edition.pages.blocks import Anchor, Marks, Renderer, find_anchors, find_marks, flow, inline
from edition.pages.provenance import facts, original, rights, row
from edition.pages.wording import qualify_fact

READING_SPEED = 230
"""Words that a reader of prose takes in a minute (Brysbaert 2019 finds 238 for non-fiction)."""


@dataclass(frozen=True, slots=True)
class BriefDigest:
    """The digest of an essay, and the addresses of its paragraphs."""

    digest: Essay
    addresses: Assignment


def essay_page(
    essay: Essay,
    addresses: Assignment,
    notes: Sequence[Footnote] = (),
    told: Mapping[str, str] | None = None,
    brief: BriefDigest | None = None,
    cite: str = "",
) -> str:
    """Return the page of an essay: of its text, with a `brief` of each section, or of its digest.

    `told` has the Markdown of each of `notes`, by label; `cite` that of how to cite it.
    """
    slips = tuple(find_emendations(essay))
    marks = find_marks(essay, slips, notes)
    anchors = find_anchors(essay, addresses)
    briefs = _briefs(brief) if brief else {}
    parts = [_front_matter(essay.entry), *_head(essay, marks, anchors, cite)]
    body = [block for block in essay.blocks if block.section]
    for section, group in groupby(body, key=lambda block: block.section):
        blocks = list(group)
        opened = [block for block in blocks if block.kind == "heading"]
        parts.append(_heading(essay, section, opened, marks))
        parts += briefs.get(section, ())
        parts += flow(essay, [block for block in blocks if block not in opened], marks, anchors)
    parts += _notes(essay, notes, told or {})
    if not essay.is_digest:
        parts += apparatus_section(essay, slips)
    return "\n\n".join(parts) + "\n"


def _heading(essay: Essay, section: str, opened: Sequence[Block], marks: Marks) -> str:
    """Return the heading of a section: the essay's own, or the editors'."""
    told = next(one for one in essay.entry.sections if one.id == section)
    text = inline(essay, opened[0], marks) if opened else escape(told.heading)
    if told.supplied:
        return f"## {text} {attributes(section, ['supplied'], title='Heading by the editors')}"
    return f"## {text} {attributes(section)}"


def _briefs(brief: BriefDigest) -> dict[str, list[str]]:
    """Return what the digest says of each section, folded."""
    anchors = find_anchors(brief.digest, brief.addresses)
    out = {}
    for section, blocks in groupby(brief.digest.addressed(), key=lambda block: block.section):
        render = Renderer(brief.digest, {}, anchors)
        out[section] = [_BRIEF, *map(render.block, blocks), "</details>"]
    return out


_BRIEF = """<details class="brief" markdown="1">
<summary>In brief <span class="by">by the editors</span></summary>"""


def missing_page(entry: Entry, book: AddressBook, cite: str = "") -> str:
    """Return the page of an essay of which there is neither text nor digest: what the manifest knows.

    Addresses of paragraphs lead to their sections.
    """
    leads = sections_of_addresses(book, entry.retired, [section.id for section in entry.sections])
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
    address = original(entry)
    return f"{_INSTEAD} The essay can be read at {address}." if address else _INSTEAD


_INSTEAD = """!!! note "A digest, not the essay"

    The essay’s own text is not part of this site. What follows is told by the editors, section by
    section and in their own words; ¶ and a number say which of the essay’s paragraphs are meant."""


_MISSING = """!!! note "The text is not part of this site"

    The essay belongs to its author, and whoever built this site had no copy of it. Where a copy is
    put into the folder `sources/` before the site is built, this page carries the whole text; its
    sections keep the addresses that they have here."""


def essay_list_page(entries: Iterable[Entry], shown: Mapping[str, Essay]) -> str:
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


def _head(essay: Essay, marks: Marks, anchors: Mapping[int, Anchor], cite: str) -> Iterator[str]:
    head = [block for block in essay.blocks if not block.section]
    titles = [block for block in head if block.kind == "title"]
    supplied = essay.entry.title_supplied and not titles
    note = " " + attributes(classes=["supplied"], title="Title by the editors") if supplied else ""
    yield "# " + (inline(essay, titles[0], marks) if titles else escape(essay.entry.title)) + note
    lead = [block for block in head if block.kind in ("subtitle", "byline")]
    yield from (f"{inline(essay, b, marks, True)}\n{attributes(classes=[b.kind])}" for b in lead)
    named = any(b.kind == "byline" for b in lead)
    yield _byline(essay.entry, essay.length(), named=named, digest=essay.is_digest)
    yield from _provenance(essay.entry, _edition(essay))
    if cite:
        yield cite
    if essay.is_digest:
        yield _instead(essay.entry)
    yield from flow(essay, [b for b in head if b not in titles and b not in lead], marks, anchors)


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
    return qualify_fact(escape(prefix + fact.text, starts_line=True), fact)


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
    rows = facts(entry)
    supplied = [s for s in entry.sections if s.supplied]
    if entry.title_supplied:
        rows.append(row("Title", "By the editors; the text has none"))
    if supplied:
        which = (
            "All by the editors; the text has none"
            if len(supplied) == len(entry.sections)
            else "Those in italics are the editors’"
        )
        rows.append(row("Headings", which))
    rows += [rights(entry), row("This edition", edition)]
    yield _PROVENANCE
    yield "\n\n".join(rows)
    yield "</details>"


_PROVENANCE = """<details class="provenance" markdown="1">
<summary>About this text</summary>"""


# --- the foot of a page ------------------------------------------------------------------------


def _notes(essay: Essay, notes: Sequence[Footnote], told: Mapping[str, str]) -> Iterator[str]:
    """Yield the section of footnotes; each leads back to its calls."""
    if not notes:
        return
    yield f"## Notes {attributes('notes', ['editorial'])}"
    yield "///Footnotes Go Here///"
    order = {section.id: n for n, section in enumerate(essay.entry.sections, 1)}
    for note in notes:
        back = " ".join(_back_link(note, n, order.get(call.section, 0)) for n, call in enumerate(note.calls))
        yield f"[^{note.label}]: {told[note.label]} {back}"


def _back_link(note: Footnote, number: int, section: int) -> str:
    where = f"section {section}" if section else "the head of the essay"
    told = f"Back to {where}"
    label = attributes(classes=["back"], role="doc-backlink", aria_label=told, title=told)
    return link(f"↑{section or ''}", f"#{note.back_link(number)}", label)
