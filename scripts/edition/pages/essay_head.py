"""The head of an essay's page: front matter, title, what is known of the text, and where it comes from."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from edition.markup.markdown import attributes, details, escape, front_matter, link, note
from edition.model.edited_essay import EditedEssay
from edition.model.essay import Essay
from edition.model.manifest import Entry, Fact
from edition.pages.blocks import Marks, flow, inline
from edition.pages.phrases import NO_BREAK, NOT_NAMED, qualify, reading_time
from edition.pages.provenance import facts, original, rights, row


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


NOTHING_ADDED = Additions()


def essay_front_matter(edited: EditedEssay, added: Additions) -> str:
    """Return the front matter of an essay's page, without a line end."""
    entry = edited.entry
    values = {"title": entry.title, "short": entry.short, "description": entry.summary or entry.title}
    if edited.is_draft:
        values["robots"] = "noindex"  # search engines keep addresses that a draft may give up
    return front_matter(values, added.metadata).rstrip("\n")


def essay_head(
    edited: EditedEssay, essay: Essay, marks: Marks, added: Additions, language: Mapping[str, str]
) -> Iterator[str]:
    """Yield what stands above the first section of a page that has the text or the digest, in Markdown.

    `language` are the attributes of what is in the language of the text.
    """
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
    yield imprint(essay.entry, essay, has_byline=any(b.kind == "byline" for b in lead))
    yield from draft_notice(edited)
    yield provenance(essay.entry, _edition(essay), added.book, has_tei=True)
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


def draft_notice(edited: EditedEssay) -> Iterator[str]:
    """Yield a line on the addresses of the page that may still change; nothing if a release has them all."""
    shown = [block.address for block in edited.shown.addressed_blocks()] if edited.shown else []
    new = [link(f"¶{NO_BREAK}{name[1:]}", f"#{name}") for name in shown if name in edited.unissued]
    if edited.is_draft:
        yield f"{_DRAFT}\n{attributes(classes=['imprint'])}"
    elif new:
        yield f"{_NEW} {', '.join(new)}\n{attributes(classes=['imprint'])}"


_DRAFT = "Draft: until a released version has this page, addresses on it may change"
_NEW = "New since the last version, with addresses that may still change:"


def imprint(
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


def provenance(entry: Entry, edition: str, book: str = "", *, has_tei: bool = False) -> str:
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


def _digest_notice(entry: Entry) -> str:
    """Return a notice that the page shows a digest, with a link to the essay if there is one."""
    address = original(entry)
    where = f" The essay can be read at {address}." if address else ""
    return note("A digest, not the essay", [_DIGEST_NOTICE + where])


_DIGEST_NOTICE = """\
The essay’s own text is not part of this site. What follows is told by the editors, section by
section and in their own words; ¶ and a number say which of the essay’s paragraphs are meant."""
