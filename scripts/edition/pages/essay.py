"""Markdown pages from essays: plain headings, paragraphs, quotes and lists, with addresses.

A text's own words pass through `markdown.escape`; everything else on a page is ours.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from edition.addresses.paragraphs import sections_of_addresses
from edition.markup.markdown import attributes, escape, front_matter, link, link_targets
from edition.model.edited_essay import EditedEssay
from edition.model.essay import Block, Essay
from edition.model.footnote import Footnote
from edition.model.manifest import Entry, Fact
from edition.pages.apparatus import apparatus_section
from edition.pages.blocks import Marks, Renderer, find_marks, flow, inline
from edition.pages.provenance import facts, original, rights, row

READING_SPEED = 230
"""Words that a reader of prose takes in a minute (Brysbaert 2019 finds 238 for non-fiction)."""

Metadata = Mapping[str, object]
"""What a page tells other programs in its front matter."""


def essay_page(
    edited: EditedEssay,
    notes: Mapping[str, str] | None = None,
    cite: str = "",
    metadata: Metadata | None = None,
) -> str:
    """Return the page of an essay: of its text, with the digest of each section, or of its digest alone.

    Where there is neither, the page says what the manifest knows. `notes` has the Markdown of the
    footnotes, by label; `cite` that of how to cite the essay.
    """
    essay = edited.shown
    if essay is None:
        return _missing_page(edited, cite, metadata)
    marks = find_marks(essay, edited.emendations, edited.footnotes)
    summaries = _summaries(edited.summary) if edited.summary else {}
    parts = [_front_matter(essay.entry, metadata), *_head(essay, marks, cite)]
    body = [block for block in essay.blocks if block.section]
    for section, group in groupby(body, key=lambda block: block.section):
        blocks = list(group)
        opened = [block for block in blocks if block.kind == "heading"]
        parts.append(_heading(essay, section, opened, marks))
        parts += summaries.get(section, ())
        parts += flow(essay, [block for block in blocks if block not in opened], marks)
    parts += _notes(essay.entry, edited.footnotes, notes or {})
    if not essay.is_digest:
        parts += apparatus_section(essay, edited.emendations)
    return "\n\n".join(parts) + "\n"


def _heading(essay: Essay, section: str, opened: Sequence[Block], marks: Marks) -> str:
    """Return the heading of a section: the essay's own, or the editors'."""
    known = next(s for s in essay.entry.sections if s.id == section)
    text = inline(essay, opened[0], marks) if opened else escape(known.heading)
    if known.supplied:
        return f"## {text} {attributes(section, ['supplied'], title='Heading by the editors')}"
    return f"## {text} {attributes(section)}"


def _summaries(digest: Essay) -> dict[str, list[str]]:
    """Return what the digest says of each section, folded."""
    out = {}
    for section, blocks in groupby(digest.addressed_blocks(), key=lambda block: block.section):
        out[section] = [_BRIEF, *map(Renderer(digest, {}).block, blocks), "</details>"]
    return out


_BRIEF = """<details class="brief" markdown="1">
<summary>In brief <span class="by">by the editors</span></summary>"""


def _missing_page(edited: EditedEssay, cite: str, metadata: Metadata | None) -> str:
    """Return the page of an essay of which there is neither text nor digest: what the manifest knows.

    Addresses of paragraphs lead to their sections.
    """
    entry = edited.entry
    parts = [
        _front_matter(entry, metadata),
        f"# {escape(entry.title)}",
        _byline(entry),
        *_provenance(entry, "Description without the text"),
        *filter(None, (cite,)),
        escape(entry.summary, starts_line=True),
        _MISSING,
        f"## Sections {attributes('sections')}",
        "\n".join(_section_items(edited)),
    ]
    return "\n\n".join(parts) + "\n"


def _section_items(edited: EditedEssay) -> Iterator[str]:
    """Yield each section as an item of a list, with places for the addresses that lead there."""
    entry = edited.entry
    leads = sections_of_addresses(edited.addresses, entry.retired, [section.id for section in entry.sections])
    for section in entry.sections:
        names = [name for name, home in leads.items() if home == section.id]
        yield f"- {link_targets(names)}{escape(section.heading)}\n    {attributes(section.id)}"


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


def essay_list_page(essays: Iterable[EditedEssay]) -> str:
    """Return the page that lists the essays."""
    values = {
        "title": "The essays",
        "description": "The essays of this edition, in reading order.",
        "hide": ["toc"],  # the menu beside the page lists the same
    }
    parts = [front_matter(values), "# The essays"]
    for essay in essays:
        parts.append(f"## {link(escape(essay.entry.title), f'{essay.slug}.md')} {attributes(essay.slug)}")
        parts.append(_byline(essay.entry, essay.shown))
        if essay.entry.summary:
            parts.append(escape(essay.entry.summary, starts_line=True))
    return "\n\n".join(parts) + "\n"


# --- the head of a page ------------------------------------------------------------------------


def _front_matter(entry: Entry, metadata: Metadata | None) -> str:
    values = {"title": entry.title, "description": entry.summary or entry.title}
    return front_matter(values, metadata).rstrip("\n")


def _head(essay: Essay, marks: Marks, cite: str) -> Iterator[str]:
    head = [block for block in essay.blocks if not block.section]
    titles = [block for block in head if block.kind == "title"]
    supplied = essay.entry.title_supplied and not titles
    note = " " + attributes(classes=["supplied"], title="Title by the editors") if supplied else ""
    yield "# " + (inline(essay, titles[0], marks) if titles else escape(essay.entry.title)) + note
    lead = [block for block in head if block.kind in ("subtitle", "byline")]
    yield from (f"{inline(essay, b, marks, True)}\n{attributes(classes=[b.kind])}" for b in lead)
    yield _byline(essay.entry, essay, named=any(b.kind == "byline" for b in lead))
    yield from _provenance(essay.entry, _edition(essay))
    if cite:
        yield cite
    if essay.is_digest:
        yield _instead(essay.entry)
    yield from flow(essay, [b for b in head if b not in titles and b not in lead], marks)


def _byline(entry: Entry, shown: Essay | None = None, *, named: bool = False) -> str:
    """Return who wrote an essay, unless a byline has `named` them, who published it, when, and its length."""
    facts = (() if named else (entry.author,)) + (entry.publisher, entry.date)
    parts = [
        _short(fact, "Author " if fact is entry.author and fact.certainty == "unknown" else "")
        for fact in facts
    ]
    parts += [_length(shown)] if shown else []
    return " · ".join(parts) + "\n" + attributes(classes=["imprint"])


def _length(essay: Essay) -> str:
    """Return how many words there are to read, and how long that takes."""
    words = essay.word_count()
    minutes = round(words / READING_SPEED) or 1
    length = f"{words:,} words, {minutes} {'minute' if minutes == 1 else 'minutes'}"
    return f"digest of {length}" if essay.is_digest else length


def _short(fact: Fact, prefix: str) -> str:
    mark = " (probably)" if fact.certainty == "probable" else ""
    return escape(prefix + fact.text, starts_line=True) + mark


def _edition(essay: Essay) -> str:
    if essay.is_digest:
        return _DIGEST.format(tei=link("As TEI", f"../data/tei/{essay.entry.slug}.xml"))
    kinds = Counter[str](change.kind for change in essay.ledger)
    counts = (
        _counted(kinds["emendation"], "emendation", "emendations"),
        _counted(kinds["omission"], "omission", "omissions"),
        _counted(kinds["rule"], "change by rule", "changes by rule"),
    )
    return f"Full text, normalised: {', '.join(counts)}, all listed in the [apparatus](#apparatus)"


def _counted(count: int, singular: str, plural: str) -> str:
    """Return a number of things: `1 change by rule`, `no omissions`."""
    return f"{count or 'no'} {singular if count == 1 else plural}"


_DIGEST = "Digest in the editors’ words; the essay’s own text is not part of this site. {tei}"


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


def _notes(entry: Entry, footnotes: Sequence[Footnote], notes: Mapping[str, str]) -> Iterator[str]:
    """Yield the section of footnotes; each leads back to its calls."""
    if not footnotes:
        return
    yield f"## Notes {attributes('notes', ['editorial'])}"
    yield "///Footnotes Go Here///"
    order = {section.id: n for n, section in enumerate(entry.sections, 1)}
    for footnote in footnotes:
        back = [
            _back_link(footnote.call_id(n), order.get(call.block.section, 0))
            for n, call in enumerate(footnote.calls)
        ]
        yield f"[^{footnote.label}]: {notes[footnote.label]} {' '.join(back)}"


def _back_link(call_id: str, section: int) -> str:
    name = f"Back to section {section}" if section else "Back to the head of the essay"
    label = attributes(classes=["back"], role="doc-backlink", aria_label=name, title=name)
    return link(f"↑{section or ''}", f"#{call_id}", label)
