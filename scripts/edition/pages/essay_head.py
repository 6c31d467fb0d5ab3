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
from edition.model.translation import count, gettext, gettext_noop, ngettext, ngettext_noop
from edition.pages.blocks import Marks, flow, inline
from edition.pages.phrases import NO_BREAK, qualify, reading_time
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
        suffix = " " + attributes(classes=["supplied"], title=gettext("Title by the editors"))
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
    unissued = frozenset(edited.unissued)
    new = [link(f"¶{NO_BREAK}{name[1:]}", f"#{name}") for name in shown if name in unissued]
    if edited.is_draft:
        yield f"{gettext(_DRAFT)}\n{attributes(classes=['imprint'])}"
    elif new:
        message = gettext("New since the last version, with addresses that may still change: {paragraphs}")
        yield f"{message.format(paragraphs=', '.join(new))}\n{attributes(classes=['imprint'])}"


_DRAFT = gettext_noop("Draft: until a released version has this page, addresses on it may change")


def imprint(
    entry: Entry, shown: Essay | None = None, *, has_byline: bool = False, is_draft: bool = False
) -> str:
    """Return what is known of author (unless there is a byline), publisher, date and length."""
    author = "" if has_byline else _fact(entry.author) or gettext("Author not named")
    length = _length(shown) if shown else ""
    draft = gettext("draft") if is_draft else ""
    parts = (author, _fact(entry.publisher), _fact(entry.date), length, draft)
    return " · ".join(filter(None, parts)) + "\n" + attributes(classes=["imprint"])


def _length(essay: Essay) -> str:
    """Return the number of words and the reading time."""
    number = essay.word_count()
    words = count(ngettext_noop("{number} word", "{number} words"), number).replace(" ", NO_BREAK)
    length = f"{words}, {reading_time(number)}"
    return gettext("digest of {length}").format(length=length) if essay.is_digest else length


def _fact(fact: Fact) -> str:
    return qualify(escape(fact.text, starts_line=True), fact.certainty) if fact.text else ""


def _edition(essay: Essay) -> str:
    """Return what this edition made of the text: the digest, or counts of changes to the source."""
    if essay.is_digest:
        return gettext(_DIGEST)
    kinds = Counter[str](change.kind for change in essay.ledger)
    emendations, omissions, by_rule = (kinds[kind] for kind in ("emendation", "omission", "rule"))
    message = gettext(
        "Full text, normalised: {emendations}, {omissions}, {by_rule}, all listed under "
        "[Changes to the text](#apparatus)"
    )
    return message.format(
        emendations=_counted(emendations, _EMENDATIONS, gettext("no emendations")),
        omissions=_counted(omissions, _OMISSIONS, gettext("no omissions")),
        by_rule=_counted(by_rule, _BY_RULE, gettext("no changes by rule")),
    )


_EMENDATIONS = ngettext_noop("{number} emendation", "{number} emendations")
_OMISSIONS = ngettext_noop("{number} omission", "{number} omissions")
_BY_RULE = ngettext_noop("{number} change by rule", "{number} changes by rule")


def _counted(number: int, messages: tuple[str, str], none: str) -> str:
    """Return a number with its noun: `1 change by rule`; `none` if it is 0."""
    return ngettext(*messages, number).format(number=number) if number else none


_DIGEST = gettext_noop("Digest in the editors’ words; the essay’s own text is not part of this site")


def provenance(entry: Entry, edition: str, book: str = "", *, has_tei: bool = False) -> str:
    """Return a collapsed box with the provenance of the text; `edition` says what this edition made of it.

    `book` is the path of its e-book, if there is one, and `has_tei` says whether it is published as TEI.
    """
    rows = facts(entry)
    supplied = [section for section in entry.sections if section.supplied]
    if entry.title_supplied:
        rows.append(row(gettext("Title"), gettext("By the editors; the text has none")))
    if supplied:
        all_, some = (
            gettext("All by the editors; the text has none"),
            gettext("Those in italics are the editors’"),
        )
        rows.append(row(gettext("Headings"), all_ if len(supplied) == len(entry.sections) else some))
    rows += [rights(entry), row(gettext("This edition"), edition)]
    files = [link(gettext("e-book (EPUB)"), f"../{book}")] if book else []
    files += [link("TEI", f"../data/tei/{entry.slug}.xml")] if has_tei else []
    if files:
        rows.append(row(gettext("Download"), ", ".join(files)))
    return details(gettext("About this text"), rows, "provenance")


def _digest_notice(entry: Entry) -> str:
    """Return a notice that the page shows a digest, with a link to the essay if there is one."""
    address = original(entry)
    where = gettext("The essay can be read at {address}.").format(address=address) if address else ""
    notice = " ".join(filter(None, (gettext(_DIGEST_NOTICE), where)))
    return note(gettext("A digest, not the essay"), [notice])


_DIGEST_NOTICE = gettext_noop("""\
The essay’s own text is not part of this site. What follows is told by the editors, section by
section and in their own words; ¶ and a number say which of the essay’s paragraphs are meant.""")
