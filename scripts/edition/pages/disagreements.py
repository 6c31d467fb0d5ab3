"""Disagreements in Markdown: their notes, and the page *Where they disagree*."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from edition.annotate.entity_index import EntityIndex
from edition.markup.markdown import attributes, escape, front_matter, html_block, link, link_urls
from edition.model.edited_essay import EditedEssay
from edition.model.entries import Claim, DisagreementEntry
from edition.model.footnote import Sign
from edition.model.vocabulary import DisagreementKind
from edition.pages.phrases import KNOWN, qualify
from edition.pages.register_parts import aliases
from edition.pages.side_by_side import side_by_side_links

KINDS: Mapping[DisagreementKind, tuple[str, str, str]] = {
    "fact": (
        "Facts",
        "facts",
        "Figures, dates and events on which the essays contradict each other, or what is known from "
        "elsewhere. In the texts a note stands at each of these places.",
    ),
    "question": (
        "Questions",
        "questions",
        "What the essays answer differently: not slips, but judgements and explanations that part ways. "
        "Notes in the texts lead here.",
    ),
    "look-alike": (
        "Only alike",
        "only-alike",
        "What is easily taken for a contradiction and is none: the figures or dates differ because they "
        "count different things, or speak of different times.",
    ),
}
"""The heading of each kind, the id of the heading, and an introduction."""

MAX_CLAIMS = 4
"""How many other essays' claims a note repeats; the page has them all."""


def difference_notes(index: EntityIndex, essay: EditedEssay) -> Iterator[str]:
    """Yield for each sign on the page of an essay its note, in Markdown.

    A note has all questions that its paragraph touches. One that an earlier paragraph touched, too, is
    answered there.
    """
    answered: dict[str, Sign] = {}
    for sign in essay.notes.signs:
        parts = [_back_link(sign)]
        for entity in sign.disagreements:
            entry = index.disagreements[entity]
            earlier = answered.setdefault(entity, sign)
            parts += _reference(entry, earlier) if earlier is not sign else _note(index, entry, essay.slug)
        yield html_block(f"div#{sign.note_id}.difference", parts)


def _back_link(sign: Sign) -> str:
    """Return a link to the paragraph of a sign."""
    label = f"Back to paragraph {sign.block.number}"
    return link(f"¶ {sign.block.number}", f"#{sign.id}", attributes(classes=["back"], aria_label=label))


def _reference(entry: DisagreementEntry, earlier: Sign) -> Iterator[str]:
    """Yield a question with a link to its answers in the note of an earlier sign."""
    yield f"**{escape(entry.question)}** See {link(f'¶ {earlier.block.number}', f'#{earlier.note_id}')}."


def _note(index: EntityIndex, entry: DisagreementEntry, essay: str) -> Iterator[str]:
    """Yield the question, what `essay` and the others say, and what is known, as paragraphs."""
    here = [claim for claim in entry.claims if claim.essay == essay]
    others = [claim for claim in _first_claims(entry.claims) if claim.essay != essay]
    compare = link("Compare", f"../disagreements.md#{entry.id}")
    yield f"**{escape(entry.question)}** {compare}."
    yield f"**Here:** {' '.join(escape(claim.says) for claim in here)}"
    if others:
        yield f"**Elsewhere:** {' '.join(_claim(index, claim) for claim in others[:MAX_CLAIMS])}"
    source = f" Source: {link_urls(entry.source.rstrip('.'))}." if entry.source else ""
    yield f"**{KNOWN[entry.kind]}:** {_known(entry)}{source}"


def _known(entry: DisagreementEntry) -> str:
    """Return what is known; of a fact, say how sure that is."""
    known = escape(entry.known)
    return qualify(known, entry.certainty) if entry.kind == "fact" else known


def _first_claims(claims: Iterable[Claim]) -> list[Claim]:
    """Return the first claim of each essay."""
    first: dict[str, Claim] = {}
    for claim in claims:
        first.setdefault(claim.essay, claim)
    return list(first.values())


def _claim(index: EntityIndex, claim: Claim) -> str:
    title = link(f"*{escape(index.titles[claim.essay])}*", f"{claim.essay}.md#{claim.at}")
    return f"{title}: {escape(claim.says)}"


def disagreements_page(index: EntityIndex) -> str:
    """Return the page of all disagreements: what each essay says, and what is known."""
    description = "Where the essays contradict each other or the record, and what they answer differently."
    values = {"title": "Where they disagree", "description": description, "hide": ["navigation"]}
    parts = [front_matter(values) + "\n# Where they disagree", description]
    for kind, (heading, id_, introduction) in KINDS.items():
        entries = [entry for entry in index.registry.disagreements if entry.kind == kind]
        if entries:
            parts += [f"## {heading} {attributes(id_)}", introduction, _contents(entries)]
            parts += [part for entry in entries for part in _entry(index, entry)]
    return "\n\n".join(parts) + "\n"


def _contents(entries: Iterable[DisagreementEntry]) -> str:
    lines = [f"- {link(escape(entry.title), f'#{entry.id}')}" for entry in entries]
    return html_block("div.contents", ["\n".join(lines)])


def _entry(index: EntityIndex, entry: DisagreementEntry) -> Iterator[str]:
    yield f"### {escape(entry.title)} {attributes(entry.id)}"
    yield from filter(None, [aliases(index, "disagreement", entry.id)])
    yield f"{escape(entry.question, starts_line=True)}\n{attributes(classes=['question'])}"
    yield _claims(index, entry.claims)
    if together := side_by_side_links(index.titles, ((claim.essay, claim.at) for claim in entry.claims)):
        yield together
    yield f"**{KNOWN[entry.kind]}.** {_known(entry)}"
    if entry.source:
        yield f"How we know: {link_urls(entry.source)}\n{attributes(classes=['imprint'])}"


def _claims(index: EntityIndex, claims: Sequence[Claim]) -> str:
    rows = ["| Essay | What it says | Where |", "| --- | --- | --- |"]
    for claim in claims:
        where = link(f"¶ {claim.at.removeprefix('p')}", f"essays/{claim.essay}.md#{claim.at}")
        rows.append(f"| {escape(index.titles[claim.essay])} | {escape(claim.says)} | {where} |")
    return "\n".join(rows)
