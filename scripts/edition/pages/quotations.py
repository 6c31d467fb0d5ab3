"""The page of quotations in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from edition.annotate.collation import Piece, Version, classify_wording, compare, group_versions, version_text
from edition.annotate.entity_index import EntityIndex, OccurrencesByEssay
from edition.markup.markdown import attributes, emphasis, escape, html_block
from edition.model.entries import PersonEntry, QuotationEntry
from edition.model.translation import gettext, gettext_noop, join_with_and
from edition.pages.filters import Facet, Tags, contents, entry_block, essay_facet, filter_form
from edition.pages.footnotes import quotation_source, quotation_verdict
from edition.pages.overviews import quotations_overview
from edition.pages.phrases import VERDICTS
from edition.pages.places import essay_label, occurrence_link, shorten_passage
from edition.pages.register_parts import (
    aliases,
    join_parts,
    page_head,
    source_line,
)
from edition.pages.side_by_side import side_by_side_line
from edition.text.words import tokenise

MAX_MISSING_WORDS = 12
"""Words in a row that only the first version has; of a longer passage the middle is left out."""


def quotations_page(index: EntityIndex, metadata: Mapping[str, object] | None = None) -> str:
    """Return the page of all quotations: source, verdict, and every occurrence with its wording.

    `metadata` goes into the front matter, for other programs.
    """
    description = gettext(
        "Whose words the essays quote, where they are published, and how accurately they are quoted."
    )
    quotations = index.registry.quotations
    overview = list(quotations_overview(index))
    chart = gettext("A [chart below](#who-quotes-the-same) shows which essays share them.")
    more = chart if overview else ""
    parts = [page_head(gettext("Quotations"), description, metadata, more=more)]
    facets = [_author_facet(index), _verdict_facet(), essay_facet(index)]
    parts.append(filter_form(facets, [_tags(index, quotation) for quotation in quotations]))
    recurring = [quotation for quotation in quotations if _recurs(index, quotation)]
    single = [quotation for quotation in quotations if not _recurs(index, quotation)]
    if recurring:
        parts.append(_group(index, gettext("In several essays"), "in-several-essays", recurring))
    if single:
        in_one, all_ = (
            (gettext("In one essay"), "in-one-essay"),
            (gettext("All quotations"), "all-quotations"),
        )
        parts.append(_group(index, *(in_one if recurring else all_), single))
    return join_parts([*parts, *overview])


# --- groups and filters --------------------------------------------------------------------------

_OTHER_AUTHORS = "others"
"""The value of the facet of authors for all who have no entry in the registry of people."""


def _author_facet(index: EntityIndex) -> Facet:
    names = {person.id: person.sort for person in index.registry.people}
    return Facet("author", gettext("Author"), {**names, _OTHER_AUTHORS: gettext("Others")})


def _verdict_facet() -> Facet:
    labels = {str(verdict): gettext(text).removesuffix(".") for verdict, text in VERDICTS.items()}
    return Facet("verdict", gettext("Verdict"), labels)


def _authors(index: EntityIndex, quotation: QuotationEntry) -> list[PersonEntry]:
    """Return those of whom a quotation is and who are in the registry of people."""
    return index.registered((quotation.speaker, *quotation.also))


def _tags(index: EntityIndex, quotation: QuotationEntry) -> Tags:
    return {
        "author": [author.id for author in _authors(index, quotation)] or [_OTHER_AUTHORS],
        "verdict": [quotation.verdict],
        "essay": [*index.occurrences_of("quotation", quotation.id)],
    }


def _recurs(index: EntityIndex, quotation: QuotationEntry) -> bool:
    return len(index.occurrences_of("quotation", quotation.id)) > 1


def _group(index: EntityIndex, title: str, id_: str, quotations: Sequence[QuotationEntry]) -> str:
    """Return quotations under a heading, by author, with links to them; the author of most comes first."""
    by_author = _group_by_author(index, quotations)
    heading = f"## {title} {attributes(id_)}"
    links = contents(
        {author: [(quotation.title, quotation.id) for quotation in of] for author, of in by_author.items()}
    )
    entries = (
        entry_block(_entry(index, quotation), _tags(index, quotation))
        for of in by_author.values()
        for quotation in of
    )
    return html_block("div.entries", [heading, links, *entries], depth=2)


def _group_by_author(
    index: EntityIndex, quotations: Iterable[QuotationEntry]
) -> dict[str, list[QuotationEntry]]:
    """Group quotations by the names of their authors: the author of most first, all others last."""
    others = gettext("Others")
    by_author: dict[str, list[QuotationEntry]] = {}
    for quotation in quotations:
        author = join_with_and(person.name for person in _authors(index, quotation)) or others
        by_author.setdefault(author, []).append(quotation)
    most_first = sorted(by_author, key=lambda author: (author == others, -len(by_author[author])))
    return {author: by_author[author] for author in most_first}


def _entry(index: EntityIndex, quotation: QuotationEntry) -> Iterator[str]:
    """Yield the title, source and verdict of a quotation, and its places."""
    yield f"### {escape(quotation.title)} {attributes(quotation.id)}"
    yield aliases(index, "quotation", quotation.id)
    yield quotation_source(index, quotation)
    yield quotation_verdict(quotation)
    yield source_line(quotation.sources, quotation.sources_note)
    yield from _quoted(index, quotation)
    found = index.occurrences_of("quotation", quotation.id)
    first_places = ((slug, places[0].anchor) for slug, places in found.items())
    yield side_by_side_line(first_places, f"quotations:{quotation.id}")


# --- places --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the list of places: a version of a quotation in its index."""

    essay: str
    markdown: str
    marks_differences: bool = False
    """Whether words that differ from the first place's are marked."""


def _quoted(index: EntityIndex, quotation: QuotationEntry) -> Iterator[str]:
    """Yield a quotation's places; where it has several versions, with how their words differ."""
    found = index.occurrences_of("quotation", quotation.id)
    lines = _lines(index, found)
    if any(line.marks_differences for line in lines):
        yield f"{gettext(_KEY)}\n{attributes(classes=['imprint'])}"
    for slug in found:
        yield essay_label(index, slug)
        yield "\n".join(f"- {line.markdown}" for line in lines if line.essay == slug)


def _lines(index: EntityIndex, found: OccurrencesByEssay) -> list[_Line]:
    several = [version for places in found.values() for version in group_versions(places)]
    if len(several) > 1:
        return _compared(index, several)
    return [_plain((place,)) for places in found.values() for place in places]


def _plain(version: Version, remark: str = "") -> _Line:
    """Return a version with its words as they stand."""
    return _in_context(version, escape(shorten_passage(version_text(version))), remark)


_ONLY = {
    "here": ("ins", gettext_noop("[only here: {words}]")),
    "there": ("del", gettext_noop("[only in the first: {words}]")),
}
"""The element of words that only one version has, and what screen readers say of them."""

_KEY = gettext_noop("Compared with the first place: <ins>only here</ins>, <del>only in the first</del>.")


def _only(where: str, words: str) -> str:
    """Return the words of a piece, which are Markdown, in the element that says which version has them."""
    tag, message = _ONLY[where]
    before, _, after = gettext(message).partition("{words}")
    return f'<{tag}><span class="unseen">{before}</span>{words}<span class="unseen">{after}</span></{tag}>'


def _compared(index: EntityIndex, several: Sequence[Version]) -> list[_Line]:
    """Return versions as lines, marked where their words differ from the first's."""
    first_with: dict[tuple[str, ...], Version] = {}
    lines = []
    for version in several:
        same = first_with.setdefault(tokenise(version_text(version)).words, version)
        if version is several[0]:
            lines.append(_plain(version))
        elif same is not version:
            lines.append(_plain(version, _agreement(index, same, version)))
        else:
            lines.append(_differing(version_text(several[0]), version))
    return lines


def _differing(base: str, version: Version) -> _Line:
    words = version_text(version)
    like = classify_wording(base, words)
    if like == "near":
        pieces = compare(base, words)
        differs = any(piece.kind != "both" for piece in pieces)
        return replace(_in_context(version, _marked(pieces)), marks_differences=differs)
    remark = gettext("in other words") if like == "other" else gettext("some of these words")
    return _in_context(version, escape(words), remark)


def _agreement(index: EntityIndex, same: Version, version: Version) -> str:
    if same[0].essay == version[0].essay:
        return gettext("the same words again")
    title = emphasis(index.titles[same[0].essay])
    return gettext("the same words as in {essay}").format(essay=title)


def _in_context(version: Version, words: str, remark: str = "") -> _Line:
    """Return a version as a line: its address, a remark, and its words with those around them."""
    links = ", ".join(occurrence_link(place) for place in version)
    before, after = (escape(" ".join(t.split("\n"))) for t in (version[0].before, version[-1].after))
    label = f'<span class="remark">{remark}:</span> ' if remark else ""
    around = f'<span class="around">{before}</span>**{words}**<span class="around">{after}</span>'
    return _Line(version[0].essay, f"{links} {label}{around}")


def _marked(pieces: Sequence[Piece]) -> str:
    """Return Markdown of two wordings in one."""
    out = []
    for at, piece in enumerate(pieces):
        if piece.kind == "both":
            out.append(escape(piece.text))
        elif piece.kind == "here":
            out.append(_only("here", escape(piece.text)))
        else:
            missing = _only("there", escape(_shorten_missing(piece.text)))
            is_replaced = at + 1 < len(pieces) and pieces[at + 1].kind == "here"
            out.append(f"{missing} " if is_replaced else f" {missing}")
    return "".join(out).strip()


def _shorten_missing(text: str) -> str:
    """Return words that only the first version has, without the middle of a long passage."""
    words = text.split()
    if len(words) <= MAX_MISSING_WORDS:
        return text
    return " ".join([*words[: MAX_MISSING_WORDS // 2], "…", *words[-MAX_MISSING_WORDS // 2 :]])
