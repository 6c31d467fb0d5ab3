"""The page of an essay in Markdown: head, sections, footnotes and apparatus.

Words of a text pass through `markdown.escape`; everything else on a page is the program's own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
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
from edition.model.manifest import Entry
from edition.model.translation import gettext, gettext_noop
from edition.pages.apparatus import apparatus_section
from edition.pages.blocks import Marks, Renderer, find_marks, flow, inline
from edition.pages.essay_head import (
    NOTHING_ADDED,
    Additions,
    draft_notice,
    essay_front_matter,
    essay_head,
    imprint,
    provenance,
)
from edition.pages.large_editions import too_many_to_list
from edition.pages.phrases import bind_dashes
from edition.text.words import words

CONTENT = "content"
"""A class that keeps an element in the reader views of browsers.

They leave out what an id such as `socialism` or `comments` seems to make a part of the site's furniture,
unless a class says otherwise.
"""


def essay_page(edited: EditedEssay, added: Additions = NOTHING_ADDED) -> str:
    """Return the page of an essay: its text with a digest of each section, or only its digest.

    If neither is available, the page shows the data of the manifest.
    """
    essay = edited.shown
    if essay is None:
        return _missing_page(edited, added)
    marks = find_marks(essay, edited.emendations, edited.notes)
    summaries = _summaries(edited.summary) if edited.summary else {}
    language = _language(essay, added)
    parts = [essay_front_matter(edited, added), *essay_head(edited, essay, marks, added, language)]
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
            f"## {gettext('Where the essays differ')} {attributes('differences', ['editorial'])}",
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
        title = gettext("Heading by the editors")
        return f"## {text} {attributes(section_id, ['supplied', CONTENT], title=title)}"
    own = words(essay.text[headings[0].start : headings[0].end]) if headings else words(section.heading)
    # "CHAPTER I." has its title in the list of sections, where nothing stands below it
    is_longer = own != words(section.heading) and own == words(section.heading)[: len(own)]
    listed = {"data_toc_label": section.heading} if is_longer else {}
    return f"## {text} {attributes(section_id, [CONTENT], **listed, **language)}"


def _summaries(digest: Essay) -> dict[str, list[str]]:
    """Return the digest of each section in a collapsed box, by the section's id."""
    summaries = {}
    for section, blocks in groupby(digest.addressed_blocks(), key=lambda block: block.section):
        content = map(Renderer(digest, {}, has_numbers=False).block, blocks)
        summaries[section] = [details(gettext(_SUMMARY), content, "brief", depth=2)]
    return summaries


_SUMMARY = gettext_noop('In brief <span class="by">by the editors</span>')


def _missing_page(edited: EditedEssay, added: Additions) -> str:
    """Return the page of an essay without text and digest: the data of the manifest.

    The addresses of paragraphs lead to their sections.
    """
    entry = edited.entry
    parts = [
        essay_front_matter(edited, added),
        f"# {escape(entry.title)}",
        imprint(entry),
        *draft_notice(edited),
        provenance(entry, gettext("Description without the text")),
        *filter(None, (added.citation,)),
        escape(entry.summary, starts_line=True),
        note(gettext("The text is not part of this site"), [gettext(_MISSING_NOTICE)]),
        f"## {gettext('Sections')} {attributes('sections')}",
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


_MISSING_NOTICE = gettext_noop("""\
Whoever built this site had no copy of the essay. Where a copy is put into the folder `sources/`
before the site is built, this page carries the whole text; its sections keep the addresses that
they have here.""")


def essay_list_page(essays: Sequence[EditedEssay]) -> str:
    """Return the page that lists the essays; of very many, only their titles and authors."""
    title = gettext("The essays")
    values = {
        "title": title,
        "description": gettext("The essays of this edition, in reading order."),
        "hide": ["navigation", "toc"],  # they list the same
    }
    if too_many_to_list(len(essays)):
        listed = ["\n".join(map(_listed_briefly, essays))]
    else:
        listed = [html_block("div.listed", _listed(essay)) for essay in essays]
    return "\n\n".join([front_matter(values), f"# {title}", *listed]) + "\n"


def _listed_briefly(essay: EditedEssay) -> str:
    author = essay.entry.author.text
    title = link(escape(essay.entry.title), f"{essay.slug}.md")
    return f"- {title}{f', {escape(author)}' if author else ''}"


def _listed(essay: EditedEssay) -> Iterator[str]:
    """Yield the title of an essay, what is known of it, and what it says."""
    title = escape(bind_dashes(essay.entry.title))
    yield f"## {link(title, f'{essay.slug}.md')} {attributes(essay.slug)}"
    yield imprint(essay.entry, essay.shown, is_draft=essay.is_draft)
    if essay.entry.summary:
        yield escape(essay.entry.summary, starts_line=True)


def _author_notes(essay: Essay, marks: Marks, language: Mapping[str, str]) -> Iterator[str]:
    """Yield the section of the author's own notes, apart from those of the editors."""
    notes = [block for block in essay.blocks if block.kind == "note"]
    if notes:
        yield f"## {gettext('Notes of the author')} {attributes('author_notes', [CONTENT])}"
        yield from Renderer(essay, marks, language).author_notes(notes)


def _footnotes(entry: Entry, footnotes: Sequence[Footnote], notes: Mapping[str, str]) -> Iterator[str]:
    """Yield the section of footnotes, with a link from each back to its call."""
    if not footnotes:
        return
    yield f"## {gettext('Notes')} {attributes('notes', ['editorial'])}"
    yield "///Footnotes Go Here///"
    headings = {section.id: section.heading for section in entry.sections}
    for footnote in footnotes:
        back_link = _back_link(footnote, headings.get(footnote.call.block.section, ""))
        yield f"[^{footnote.label}]: {notes[footnote.label]} {back_link}"


def _back_link(footnote: Footnote, heading: str) -> str:
    """Return a link from a note to its call, named by the paragraph or by the heading of the section."""
    block = footnote.call.block
    if block.address:
        name = gettext("Back to paragraph {number}").format(number=block.number)
    elif heading:
        name = gettext("Back to “{heading}”").format(heading=heading)
    else:
        name = gettext("Back to the head of the essay")
    label = attributes(classes=["back"], role="doc-backlink", aria_label=name)
    return link("↑", f"#{footnote.call_id}", label)
