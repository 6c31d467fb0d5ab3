"""Disagreements in Markdown: their notes, and the page *Where they disagree*."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from edition.annotate.entity_index import EntityIndex
from edition.markup.markdown import attributes, escape, front_matter, html_block, link, link_urls
from edition.model.entries import Claim, DisagreementEntry
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

_MAX_CLAIMS = {"fact": 2, "question": 3}
"""How many other essays' claims a note repeats, by kind; the page has them all."""

_MAX_KNOWN_LENGTH = 170
"""Code points of what a note says is known; the first sentence is never cut."""

_SENTENCE_END = re.compile(r"(?<=[.!?]) (?=[A-Z“])")


def disagreement_note(index: EntityIndex, entity: str, essay: str) -> str:
    """Return the text of a footnote in `essay`: what the others say, and what is known."""
    entry = index.disagreements[entity]
    others = [claim for claim in _first_claims(entry.claims) if claim.essay != essay]
    claims = "; ".join(_claim(index, claim) for claim in others[: _MAX_CLAIMS[entry.kind]])
    parts = [f"**{escape(entry.title)}.**"]
    if claims:
        parts.append(f"{claims}.")
    if entry.kind == "fact" or not claims:
        parts.append(_known(entry, _first_sentences(entry.known)))
    return " ".join([*parts, link("Compare", f"../disagreements.md#{entry.id}") + "."])


def _known(entry: DisagreementEntry, text: str) -> str:
    """Return what is known, or its beginning; of a fact, say how sure that is."""
    known = escape(text)
    return qualify(known, entry.certainty) if entry.kind == "fact" else known


def _first_sentences(text: str) -> str:
    """Return as many of the first sentences of a text as a note has room for."""
    first, *others = _SENTENCE_END.split(text)
    for sentence in others:
        if len(first) + len(sentence) >= _MAX_KNOWN_LENGTH:
            return first
        first = f"{first} {sentence}"
    return first


def _first_claims(claims: Iterable[Claim]) -> list[Claim]:
    """Return the first claim of each essay."""
    first: dict[str, Claim] = {}
    for claim in claims:
        first.setdefault(claim.essay, claim)
    return list(first.values())


def _claim(index: EntityIndex, claim: Claim) -> str:
    title = link(f"*{escape(index.titles[claim.essay])}*", f"{claim.essay}.md#{claim.at}")
    return f"{title}: {escape(claim.says.rstrip('.'))}"


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
    yield f"**{KNOWN[entry.kind]}.** {_known(entry, entry.known)}"
    if entry.source:
        yield f"How we know: {link_urls(entry.source)}\n{attributes(classes=['imprint'])}"


def _claims(index: EntityIndex, claims: Sequence[Claim]) -> str:
    rows = ["| Essay | What it says | Where |", "| --- | --- | --- |"]
    for claim in claims:
        where = link(f"¶ {claim.at.removeprefix('p')}", f"essays/{claim.essay}.md#{claim.at}")
        rows.append(f"| {escape(index.titles[claim.essay])} | {escape(claim.says)} | {where} |")
    return "\n".join(rows)
