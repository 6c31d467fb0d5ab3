"""Disagreements in Markdown: their notes, and the page *Where they disagree*."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from edition.annotate.entity_index import EntityIndex
from edition.markup.markdown import attributes, escape, front_matter, html_block, link, link_urls
from edition.model.edited_essay import EditedEssay
from edition.model.entries import Claim, DisagreementEntry
from edition.model.essay import Block
from edition.model.footnote import Sign
from edition.model.vocabulary import DisagreementKind
from edition.pages.phrases import KNOWN, qualify
from edition.pages.register_parts import aliases, claim_label, claim_link, entry_address
from edition.pages.side_by_side import claim_passages, side_by_side_line

KINDS: Mapping[DisagreementKind, tuple[str, str, str]] = {
    "fact": (
        "Facts",
        "facts",
        "Figures, dates and events on which the essays contradict each other, or what is known from "
        "elsewhere. In the texts the sign ≠ stands at the end of each of these paragraphs.",
    ),
    "question": (
        "Questions",
        "questions",
        "What the essays answer differently: not slips, but judgements and explanations that part ways. "
        "The sign ≠ in the texts leads here, too.",
    ),
    "look-alike": (
        "Only alike",
        "only-alike",
        "What is easily taken for a contradiction and is none: the figures or dates differ because they "
        "count different things, or speak of different times.",
    ),
}
"""The heading of each kind, the id of the heading, and an introduction."""

MAX_ESSAYS = 4
"""How many other essays a note repeats the claims of; the page has them all."""

MAX_QUESTIONS = 3
"""How many questions a note answers; it links to the others."""


def difference_notes(index: EntityIndex, essay: EditedEssay) -> Iterator[str]:
    """Yield for each sign on the page of an essay its note, in Markdown: the questions of its paragraph."""
    for sign in essay.notes.signs:
        entries = [index.disagreements[entity] for entity in sign.disagreements]
        parts = [_back_link(sign)]
        for entry in entries[:MAX_QUESTIONS]:
            parts += _note(index, entry, essay.slug, sign.block)
        if len(entries) > MAX_QUESTIONS:
            links = (
                link(escape(entry.question), entry_address("disagreement", entry.id))
                for entry in entries[MAX_QUESTIONS:]
            )
            parts.append(f"**Also:** {' '.join(links)}")
        yield html_block(f"div#{sign.note_id}.difference", parts)


def _back_link(sign: Sign) -> str:
    """Return a link to the paragraph of a sign."""
    label = f"Back to paragraph {sign.block.number}"
    return link(f"¶ {sign.block.number}", f"#{sign.id}", attributes(classes=["back"], aria_label=label))


def _note(index: EntityIndex, entry: DisagreementEntry, essay: str, block: Block) -> Iterator[str]:
    """Yield the question, what `essay` and the others say, and what is known, as paragraphs.

    `block` is the paragraph that the note belongs to.
    """
    by_essay = _group_claims(entry.claims)
    here = by_essay.pop(essay, [])
    yield f"**{escape(entry.question)}** {link('Compare', entry_address('disagreement', entry.id))}."
    yield f"**Here:** {_statements(here, {block.address, *block.covered_addresses})}"
    if by_essay:
        others = (_claims_of(index, claims) for claims in list(by_essay.values())[:MAX_ESSAYS])
        yield f"**Elsewhere:** {' '.join(others)}"
    source = f" Source: {link_urls(entry.source.rstrip('.'))}." if entry.source else ""
    yield f"**{KNOWN[entry.kind]}:** {_known(entry)}{source}"


def _group_claims(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    """Return claims by essay, in their order."""
    by_essay: dict[str, list[Claim]] = {}
    for claim in claims:
        by_essay.setdefault(claim.essay, []).append(claim)
    return by_essay


def _claims_of(index: EntityIndex, claims: Sequence[Claim]) -> str:
    """Return what one other essay says, after a link to the place where it first says so."""
    first = claims[0]
    title = link(f"*{escape(index.titles[first.essay])}*", f"{first.essay}.md#{first.at}")
    return f"{title}: {_statements(claims, {first.at}, f'{first.essay}.md')}"


def _statements(claims: Iterable[Claim], linked: Container[str], page: str = "") -> str:
    """Return claims of one essay, each with a link to its paragraph unless that is among those `linked`.

    `page` is the address of the essay's page; it is empty on the page itself.
    """
    return " ".join(
        escape(claim.says)
        if claim.at in linked
        else f"{escape(claim.says)} {link(claim_label(claim), f'{page}#{claim.at}')}"
        for claim in claims
    )


def _known(entry: DisagreementEntry) -> str:
    """Return what is known; of a fact, say how sure that is."""
    known = escape(entry.known)
    return qualify(known, entry.certainty) if entry.kind == "fact" else known


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
    if together := side_by_side_line(claim_passages(entry.claims), f"disagreements:{entry.id}"):
        yield together
    yield f"**{KNOWN[entry.kind]}.** {_known(entry)}"
    if entry.source:
        yield f"How we know: {link_urls(entry.source)}\n{attributes(classes=['imprint'])}"


def _claims(index: EntityIndex, claims: Sequence[Claim]) -> str:
    rows = ["| Essay | What it says | Where |", "| --- | --- | --- |"]
    rows += [
        f"| {escape(index.titles[claim.essay])} | {escape(claim.says)} | {claim_link(claim)} |"
        for claim in claims
    ]
    return "\n".join(rows)
