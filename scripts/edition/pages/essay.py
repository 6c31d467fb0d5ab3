"""The page of an essay in Markdown: head, sections, footnotes and apparatus.

Words of a text pass through `markdown.escape`; everything else on a page is the program's own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from edition.addresses.paragraphs import sections_of_addresses
from edition.markup.markdown import (
    attributes,
    details,
    escape,
    front_matter,
    html_block,
    link,
    link_targets,
    note,
)
from edition.model.edited_essay import EditedEssay
from edition.model.essay import Block, Essay
from edition.model.footnote import Footnote
from edition.model.languages import text_direction
from edition.model.manifest import Entry, Fact
from edition.pages.apparatus import apparatus_section
from edition.pages.blocks import Marks, Renderer, find_marks, flow, inline
from edition.pages.phrases import NO_BREAK, NOT_NAMED, bind_dashes, qualify, reading_time
from edition.pages.provenance import facts, original, rights, row
from edition.text.words import words

CONTENT = "content"
"""A class that keeps an element in the reader views of browsers.

They leave out what an id such as `socialism` or `comments` seems to make a part of the site's furniture,
unless a class says otherwise.
"""


@dataclass(frozen=True, slots=True)
class Additions:
    """What the edition adds to the page of an essay, besides the text and its marks."""

    notes: Mapping[str, str] = field(default_factory=dict)
    """The Markdown of the footnotes, by label."""
    differences: Sequence[str] = ()
    """The notes of the signs of disagreement, in Markdown."""
    elsewhere: Mapping[str, str] = field(default_factory=dict)
    """Links to what other essays say of the same, in Markdown, by section."""
    onward: Sequence[str] = ()
    """What to read next, in Markdown."""
    citation: str = ""
    """The box that says how to cite the essay, in Markdown."""
    book: str = ""
    """The path of the essay as an e-book, from the top of the site; empty if there is none."""
    metadata: Mapping[str, object] | None = None
    """Metadata for other programs, for the front matter."""
    language: str = ""
    """The language of the page and of all that the edition adds to it."""


def essay_page(edited: EditedEssay, added: Additions = Additions()) -> str:
    """Return the page of an essay: its text with a digest of each section, or only its digest.

    If neither is available, the page shows the data of the manifest.
    """
    essay = edited.shown
    if essay is None:
        return _missing_page(edited, added)
    marks = find_marks(essay, edited.emendations, edited.notes)
    summaries = _summaries(edited.summary) if edited.summary else {}
    language = _language(essay, added)
    parts = [_front_matter(edited, added), *_head(edited, essay, marks, added, language)]
    body = [block for block in essay.blocks if block.section]
    for section, group in groupby(body, key=lambda block: block.section):
        blocks = list(group)
        headings = [block for block in blocks if block.kind == "heading"]
        parts.append(_heading(essay, section, headings, marks, language))
        parts += summaries.get(section, ())
        prose = [block for block in blocks if block.kind not in ("heading", "note")]
        parts += flow(essay, prose, marks, language)
        parts += filter(None, [added.elsewhere.get(section)])
    parts += added.onward
    parts += _author_notes(essay, marks, language)
    parts += _footnotes(essay.entry, edited.notes.footnotes, added.notes)
    if added.differences:
        parts += [
            f"## Where the essays differ {attributes('differences', ['editorial'])}",
            html_block("div.differences", added.differences, depth=1),
        ]
    if not essay.is_digest:
        parts += apparatus_section(essay, edited.emendations)
    return "\n\n".join(parts) + "\n"


def _language(essay: Essay, added: Additions) -> dict[str, str]:
    """Return the attributes that say the language of a text and its direction, if they are not the page's.

    A digest is in the language of the edition.
    """
    own = essay.entry.language
    if essay.is_digest or own == added.language or not (own and added.language):
        return {}
    direction = text_direction(own)
    return {"lang": own} | ({} if direction == text_direction(added.language) else {"dir": direction})


def _heading(
    essay: Essay, section_id: str, headings: Sequence[Block], marks: Marks, language: Mapping[str, str]
) -> str:
    """Return the heading of a section: the essay's own, or the editors'."""
    section = essay.entry.section(section_id)
    text = inline(essay, headings[0], marks) if headings else escape(section.heading)
    if section.supplied:
        return f"## {text} {attributes(section_id, ['supplied', CONTENT], title='Heading by the editors')}"
    own = words(essay.text[headings[0].start : headings[0].end]) if headings else words(section.heading)
    # "CHAPTER I." has its title in the list of sections, where nothing stands below it
    is_longer = own != words(section.heading) and own == words(section.heading)[: len(own)]
    listed = {"data_toc_label": section.heading} if is_longer else {}
    return f"## {text} {attributes(section_id, [CONTENT], **listed, **language)}"


def _summaries(digest: Essay) -> dict[str, list[str]]:
    """Return the digest of each section in a collapsed box, by the section's id."""
    summaries = {}
    for section, blocks in groupby(digest.addressed_blocks(), key=lambda block: block.section):
        content = map(Renderer(digest, {}).block, blocks)
        summaries[section] = [details(_SUMMARY, content, "brief", depth=2)]
    return summaries


_SUMMARY = 'In brief <span class="by">by the editors</span>'


def _missing_page(edited: EditedEssay, added: Additions) -> str:
    """Return the page of an essay without text and digest: the data of the manifest.

    The addresses of paragraphs lead to their sections.
    """
    entry = edited.entry
    parts = [
        _front_matter(edited, added),
        f"# {escape(entry.title)}",
        _imprint(entry),
        *_draft_notice(edited),
        _provenance(entry, "Description without the text"),
        *filter(None, (added.citation,)),
        escape(entry.summary, starts_line=True),
        note("The text is not part of this site", [_MISSING_NOTICE]),
        f"## Sections {attributes('sections')}",
        "\n".join(_section_items(edited)),
    ]
    return "\n\n".join(parts) + "\n"


def _section_items(edited: EditedEssay) -> Iterator[str]:
    """Yield each section as a list item, with targets for the addresses that lead to it."""
    entry = edited.entry
    leads = sections_of_addresses(edited.addresses, entry.retired, [section.id for section in entry.sections])
    for section in entry.sections:
        addresses = [address for address, home in leads.items() if home == section.id]
        yield f"- {link_targets(addresses)}{escape(section.heading)}\n    {attributes(section.id)}"


def _digest_notice(entry: Entry) -> str:
    """Return a notice that the page shows a digest, with a link to the essay if there is one."""
    address = original(entry)
    where = f" The essay can be read at {address}." if address else ""
    return note("A digest, not the essay", [_DIGEST_NOTICE + where])


_DIGEST_NOTICE = """\
The essay’s own text is not part of this site. What follows is told by the editors, section by
section and in their own words; ¶ and a number say which of the essay’s paragraphs are meant."""


_MISSING_NOTICE = """\
Whoever built this site had no copy of the essay. Where a copy is put into the folder `sources/`
before the site is built, this page carries the whole text; its sections keep the addresses that
they have here."""


def essay_list_page(essays: Iterable[EditedEssay]) -> str:
    """Return the page that lists the essays."""
    values = {
        "title": "The essays",
        "description": "The essays of this edition, in reading order.",
        "hide": ["navigation", "toc"],  # they list the same
    }
    listed = [html_block("div.listed", _listed(essay)) for essay in essays]
    return "\n\n".join([front_matter(values), "# The essays", *listed]) + "\n"


def _listed(essay: EditedEssay) -> Iterator[str]:
    """Yield the title of an essay, what is known of it, and what it says."""
    title = escape(bind_dashes(essay.entry.title))
    yield f"## {link(title, f'{essay.slug}.md')} {attributes(essay.slug)}"
    yield _imprint(essay.entry, essay.shown, is_draft=essay.is_draft)
    if essay.entry.summary:
        yield escape(essay.entry.summary, starts_line=True)


# --- the head of a page ------------------------------------------------------------------------


def _front_matter(edited: EditedEssay, added: Additions) -> str:
    entry = edited.entry
    values = {"title": entry.title, "short": entry.short, "description": entry.summary or entry.title}
    if edited.is_draft:
        values["robots"] = "noindex"  # search engines keep addresses that a draft may give up
    return front_matter(values, added.metadata).rstrip("\n")


def _head(
    edited: EditedEssay, essay: Essay, marks: Marks, added: Additions, language: Mapping[str, str]
) -> Iterator[str]:
    head = [block for block in essay.blocks if not block.section]
    titles = [block for block in head if block.kind == "title"]
    supplied = essay.entry.title_supplied and not titles
    suffix = " " + attributes(**language) if language else ""
    if supplied:
        suffix = " " + attributes(classes=["supplied"], title="Title by the editors")
    title = inline(essay, titles[0], marks) if titles else escape(essay.entry.title)
    yield f"# {_hold_dashes(title)}{suffix}"
    lead = [block for block in head if block.kind in ("subtitle", "byline")]
    yield from (f"{inline(essay, b, marks, True)}\n{attributes(classes=[b.kind], **language)}" for b in lead)
    yield _imprint(essay.entry, essay, has_byline=any(b.kind == "byline" for b in lead))
    yield from _draft_notice(edited)
    yield _provenance(essay.entry, _edition(essay), added.book, has_tei=True)
    if added.citation:
        yield added.citation
    if essay.is_digest:
        yield _digest_notice(essay.entry)
    rest = [b for b in head if b not in titles and b not in lead and b.kind != "note"]
    yield from flow(essay, rest, marks, language)


_BEFORE_DASH = re.compile(r"\{[^{}]*\}|(?<!\\)([^\s*_\\{}()<>\[\]]+ [–—])(?= )")
"""A word without markup and the dash after it; or attributes, which are left as they are."""


def _hold_dashes(title: str) -> str:
    """Return the Markdown of a title in which no line begins with a dash.

    Its characters stay as they are, with ordinary spaces, since annotations quote them.
    """
    return _BEFORE_DASH.sub(lambda m: f'<span class="dash">{m[0]}</span>' if m[1] else m[0], title)


def _draft_notice(edited: EditedEssay) -> Iterator[str]:
    """Yield a line on the addresses of the page that may still change; nothing if a release has them all."""
    shown = [block.address for block in edited.shown.addressed_blocks()] if edited.shown else []
    new = [link(f"¶{NO_BREAK}{name[1:]}", f"#{name}") for name in shown if name in edited.unissued]
    if edited.is_draft:
        yield f"{_DRAFT}\n{attributes(classes=['imprint'])}"
    elif new:
        yield f"{_NEW} {', '.join(new)}\n{attributes(classes=['imprint'])}"


_DRAFT = "Draft: until a released version has this page, addresses on it may change"
_NEW = "New since the last version, with addresses that may still change:"


def _imprint(
    entry: Entry, shown: Essay | None = None, *, has_byline: bool = False, is_draft: bool = False
) -> str:
    """Return what is known of author (unless there is a byline), publisher, date and length."""
    author = "" if has_byline else _fact(entry.author) or f"Author {NOT_NAMED}"
    length = _length(shown) if shown else ""
    parts = (author, _fact(entry.publisher), _fact(entry.date), length, "draft" if is_draft else "")
    return " · ".join(filter(None, parts)) + "\n" + attributes(classes=["imprint"])


def _length(essay: Essay) -> str:
    """Return the number of words and the reading time."""
    words = essay.word_count()
    length = f"{words:,}{NO_BREAK}words, {reading_time(words)}"
    return f"digest of {length}" if essay.is_digest else length


def _fact(fact: Fact) -> str:
    return qualify(escape(fact.text, starts_line=True), fact.certainty) if fact.text else ""


def _edition(essay: Essay) -> str:
    """Return what this edition made of the text: the digest, or counts of changes to the source."""
    if essay.is_digest:
        return _DIGEST
    kinds = Counter[str](change.kind for change in essay.ledger)
    counts = (
        _counted(kinds["emendation"], "emendation", "emendations"),
        _counted(kinds["omission"], "omission", "omissions"),
        _counted(kinds["rule"], "change by rule", "changes by rule"),
    )
    return f"Full text, normalised: {', '.join(counts)}, all listed under [Changes to the text](#apparatus)"


def _counted(count: int, singular: str, plural: str) -> str:
    """Return a count with its noun: `1 change by rule`, `no omissions`."""
    return f"{count or 'no'} {singular if count == 1 else plural}"


_DIGEST = "Digest in the editors’ words; the essay’s own text is not part of this site"


def _provenance(entry: Entry, edition: str, book: str = "", *, has_tei: bool = False) -> str:
    """Return a collapsed box with the provenance of the text; `edition` says what this edition made of it.

    `book` is the path of its e-book, if there is one, and `has_tei` says whether it is published as TEI.
    """
    rows = facts(entry)
    supplied = [section for section in entry.sections if section.supplied]
    if entry.title_supplied:
        rows.append(row("Title", "By the editors; the text has none"))
    if supplied:
        headings = (
            "All by the editors; the text has none"
            if len(supplied) == len(entry.sections)
            else "Those in italics are the editors’"
        )
        rows.append(row("Headings", headings))
    rows += [rights(entry), row("This edition", edition)]
    files = [link("e-book (EPUB)", f"../{book}")] if book else []
    files += [link("TEI", f"../data/tei/{entry.slug}.xml")] if has_tei else []
    if files:
        rows.append(row("Download", ", ".join(files)))
    return details("About this text", rows, "provenance")


# --- the foot of a page ------------------------------------------------------------------------


def _author_notes(essay: Essay, marks: Marks, language: Mapping[str, str]) -> Iterator[str]:
    """Yield the section of the author's own notes, apart from those of the editors."""
    notes = [block for block in essay.blocks if block.kind == "note"]
    if notes:
        yield f"## Notes of the author {attributes('author_notes', [CONTENT])}"
        yield from Renderer(essay, marks, language).author_notes(notes)


def _footnotes(entry: Entry, footnotes: Sequence[Footnote], notes: Mapping[str, str]) -> Iterator[str]:
    """Yield the section of footnotes, with a link from each back to its call."""
    if not footnotes:
        return
    yield f"## Notes {attributes('notes', ['editorial'])}"
    yield "///Footnotes Go Here///"
    headings = {section.id: section.heading for section in entry.sections}
    for footnote in footnotes:
        back_link = _back_link(footnote, headings.get(footnote.call.block.section, ""))
        yield f"[^{footnote.label}]: {notes[footnote.label]} {back_link}"


def _back_link(footnote: Footnote, heading: str) -> str:
    """Return a link from a note to its call, named by the heading of the section."""
    name = f"Back to “{heading}”" if heading else "Back to the head of the essay"
    label = attributes(classes=["back"], role="doc-backlink", aria_label=name)
    return link("↑", f"#{footnote.call_id}", label)
