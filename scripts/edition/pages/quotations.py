"""The page of quotations in Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from edition.annotate.collation import Piece, Version, compare, likeness, text_of, versions
from edition.annotate.index import EntityIndex
from edition.markup.markdown import attributes, escape, linked
from edition.model.entries import QuotationEntry
from edition.pages.entity_notes import quotation_source, quotation_verdict
from edition.pages.entries import aliases, join_parts, occurrence_link, page_head, shorten_passage
from edition.pages.overviews import who_shares_what
from edition.pages.side_by_side import side_by_side_links
from edition.text.words import tokenise

ELIDED = 12
"""Words that only another wording has, of which at most so many are shown in a row."""


# --- quotations ----------------------------------------------------------------------------------


def quotations_page(context: EntityIndex) -> str:
    """Return the page of all quotations: source, verdict, and every place with its wording."""
    described = "Whose words the essays quote, where they are published, and how far they are right."
    parts = [page_head("Quotations", described), *who_shares_what(context)]
    for quotation in context.registry.quotations:
        parts.append(f"## {escape(quotation.title)} {attributes(quotation.id)}")
        parts.append(aliases(context, "quotation", quotation.id))
        parts.append(quotation_source(context, quotation))
        parts.append(quotation_verdict(quotation))
        parts.append(f"How we know: {linked(quotation.source)}\n{attributes(classes=['imprint'])}")
        parts += _quoted(context, quotation)
        found = context.places_of("quotation", quotation.id)
        parts.append(
            side_by_side_links(context.titles, ((slug, them[0].anchor) for slug, them in found.items()))
        )
    return join_parts(parts)


def _quoted(context: EntityIndex, quotation: QuotationEntry) -> Iterator[str]:
    """Yield a quotation's places; where it has several versions, with how their words differ."""
    found = context.places_of("quotation", quotation.id)
    them = [version for places in found.values() for version in versions(places)]
    if len(them) < 2:
        them = [(place,) for places in found.values() for place in places]
        told = [_in_context(version, escape(shorten_passage(text_of(version)))) for version in them]
    else:
        told = _compared(context, them)
    if any("<ins>" in line or "<del>" in line for line in told):
        yield f"{_KEY}\n{attributes(classes=['imprint'])}"
    for slug in found:
        yield f"In *{escape(context.titles[slug])}*:"
        here = [line for line, version in zip(told, them, strict=True) if version[0].essay == slug]
        yield "\n".join(f"- {line}" for line in here)


_UNSEEN = '<span class="unseen">{}</span>'
_ONLY = {
    "here": f"<ins>{_UNSEEN.format('[only here: ')}{{}}{_UNSEEN.format(']')}</ins>",
    "there": f"<del>{_UNSEEN.format('[only in the first: ')}{{}}{_UNSEEN.format(']')}</del>",
}
_KEY = "Compared with the first place: <ins>only here</ins>, <del>only in the first</del>."


def _compared(context: EntityIndex, them: Sequence[Version]) -> list[str]:
    """Return versions as lines, marked where their words differ from the first's."""
    seen: dict[tuple[str, ...], Version] = {}
    out = []
    for version in them:
        words = text_of(version)
        same = seen.setdefault(tokenise(words).words, version)
        if version is them[0]:
            out.append(_in_context(version, escape(shorten_passage(words))))
        elif same is not version:
            out.append(
                _in_context(version, escape(shorten_passage(words)), _agreement(context, same, version))
            )
        else:
            out.append(_differing(text_of(them[0]), version))
    return out


def _differing(base: str, version: Version) -> str:
    words = text_of(version)
    like = likeness(base, words)
    if like == "near":
        return _in_context(version, _marked(compare(base, words)))
    return _in_context(version, escape(words), "in other words" if like == "other" else "some of these words")


def _agreement(context: EntityIndex, same: Version, version: Version) -> str:
    if same[0].essay == version[0].essay:
        return "the same words again"
    return f"the same words as in *{escape(context.titles[same[0].essay])}*"


def _in_context(version: Version, words: str, remark: str = "") -> str:
    """Return Markdown of a version: its address, a remark, and its words with those around them."""
    links = ", ".join(occurrence_link(place) for place in version)
    before, after = (escape(" ".join(t.split("\n"))) for t in (version[0].before, version[-1].after))
    told = f'<span class="remark">{remark}:</span> ' if remark else ""
    around = f'<span class="around">{before}</span>**{words}**<span class="around">{after}</span>'
    return f"{links} {told}{around}"


def _marked(pieces: Sequence[Piece]) -> str:
    """Return Markdown of two wordings in one."""
    out = []
    for at, piece in enumerate(pieces):
        if piece.kind == "both":
            out.append(escape(piece.text))
        elif piece.kind == "here":
            out.append(_ONLY["here"].format(escape(piece.text)))
        else:
            told = _ONLY["there"].format(escape(_elided(piece.text)))
            out.append(
                f"{told} " if pieces[at + 1 : at + 2] and pieces[at + 1].kind == "here" else f" {told}"
            )
    return "".join(out).strip()


def _elided(text: str) -> str:
    words = text.split()
    if len(words) <= ELIDED:
        return text
    return " ".join([*words[: ELIDED // 2], "…", *words[-ELIDED // 2 :]])
