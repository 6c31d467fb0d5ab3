"""Disagreements in Markdown: their notes, and the page *Where they disagree*."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from edition.annotate.entity_index import EntityIndex
from edition.markup.markdown import attributes, emphasis, escape, html_block, link, strong
from edition.model.edited_essay import EditedEssay
from edition.model.entries import Claim, DisagreementEntry, group_claims
from edition.model.essay import Block
from edition.model.footnote import Sign
from edition.model.translation import gettext, gettext_noop
from edition.model.vocabulary import DisagreementKind
from edition.pages.filters import Facet, Tags, contents, entry_block, essay_facet, filter_form
from edition.pages.phrases import KNOWN, SUBJECTS, qualify
from edition.pages.references import reference_list
from edition.pages.register_parts import (
    aliases,
    claim_label,
    claim_link,
    entry_address,
    join_parts,
    label_sources,
    page_head,
    source_line,
)
from edition.pages.side_by_side import claim_passages, side_by_side_line

KINDS: Mapping[DisagreementKind, tuple[str, str, str]] = {
    "fact": (
        gettext_noop("Facts"),
        "facts",
        gettext_noop(
            "Figures, dates and events on which the essays contradict each other, or what is known from "
            "elsewhere. In the texts the sign ≠ stands at the end of each of these paragraphs."
        ),
    ),
    "question": (
        gettext_noop("Questions"),
        "questions",
        gettext_noop(
            "What the essays answer differently: not slips, but judgements and explanations that part ways. "
            "The sign ≠ in the texts leads here, too."
        ),
    ),
    "look-alike": (
        gettext_noop("Not really disagreements"),
        "only-alike",
        gettext_noop(
            "What is easily taken for a contradiction and is none: the figures or dates differ because they "
            "count different things, or speak of different times."
        ),
    ),
}
"""The heading of each kind, the id of the heading, and an introduction, in English."""

MAX_ESSAYS = 4
"""How many other essays a note repeats the claims of; the page has them all."""

MAX_QUESTIONS = 2
"""How many questions a note answers; it links to the others."""


def difference_notes(index: EntityIndex, essay: EditedEssay) -> Iterator[str]:
    """Yield for each sign on the page of an essay its note, in Markdown: the questions of its paragraph.

    Facts come before what is a matter of judgement. A question that an earlier note has answered is
    answered again, but more briefly.
    """
    answered: set[str] = set()
    for sign in essay.notes.signs:
        touched = [index.disagreements[entity] for entity in sign.disagreements]
        entries = sorted(touched, key=lambda entry: entry.kind != "fact")
        parts = [_back_link(sign)]
        for entry in entries[:MAX_QUESTIONS]:
            parts += _note(index, entry, essay.slug, sign.block, brief=entry.id in answered)
            answered.add(entry.id)
        if len(entries) > MAX_QUESTIONS:
            links = (
                link(escape(entry.question), entry_address("disagreement", entry.id))
                for entry in entries[MAX_QUESTIONS:]
            )
            parts.append(_not_printed(gettext("**Also:** {questions}").format(questions=" ".join(links))))
        yield html_block(f"div#{sign.note_id}.difference", parts)


def _back_link(sign: Sign) -> str:
    """Return a link to the paragraph of a sign."""
    label = gettext("Back to paragraph {number}").format(number=sign.block.number)
    return link(f"¶ {sign.block.number}", f"#{sign.id}", attributes(classes=["back"], aria_label=label))


def _note(
    index: EntityIndex, entry: DisagreementEntry, essay: str, block: Block, *, brief: bool
) -> Iterator[str]:
    """Yield the question, what `essay` and the others say, and what is known, as paragraphs.

    `block` is the paragraph that the note belongs to; the claims made elsewhere in the essay are only linked.
    A `brief` note only links to the other essays, too, and gives no source.
    """
    by_essay = group_claims(entry.claims)
    own = by_essay.pop(essay, [])
    here = [claim for claim in own if claim.at in {block.address, *block.covered_addresses}] or own
    compare = link(gettext("Compare"), entry_address("disagreement", entry.id))
    yield f"{strong(entry.question)} {compare}."
    yield gettext("**Here:** {claims}").format(claims=f"{_statements(here)}{_more(own, here)}")
    if others := list(by_essay.values())[:MAX_ESSAYS]:
        if brief:
            elsewhere = ", ".join(_title(index, claims[0]) for claims in others) + "."
        else:
            elsewhere = " ".join(_claims_of(index, claims) for claims in others)
        yield gettext("**Elsewhere:** {claims}").format(claims=elsewhere)
    # the first source is enough here; the page of disagreements has all
    source = reference_list(entry.sources[:1], "" if entry.sources else entry.sources_note)
    source = f" {label_sources(source.rstrip('.'), 1)}." if source and not brief else ""
    known = f"**{gettext(KNOWN[entry.kind])}:** {_known(entry)}{source}"
    yield _not_printed(known) if brief else known


def _not_printed(paragraph: str) -> str:
    """Return a paragraph that is left out in print: on paper it has been said before, or is links alone."""
    return f"{paragraph}\n{attributes(classes=['screen-only'])}"


def _claims_of(index: EntityIndex, claims: Sequence[Claim]) -> str:
    """Return what one other essay says first, after a link to the place, and links to its other places."""
    first = claims[0]
    said = [claim for claim in claims if claim.at == first.at]
    return f"{_title(index, first)}: {_statements(said)}{_more(claims, said, f'{first.essay}.md')}"


def _title(index: EntityIndex, claim: Claim) -> str:
    """Return the title of the essay of a claim, as a link to the claim."""
    return link(emphasis(index.titles[claim.essay]), f"{claim.essay}.md#{claim.at}")


def _statements(claims: Iterable[Claim]) -> str:
    return " ".join(escape(claim.says) for claim in claims)


def _more(claims: Iterable[Claim], said: Collection[Claim], page: str = "") -> str:
    """Return links to the paragraphs of those claims of an essay that are not among `said`.

    `page` is the address of the essay's page; it is empty on the page itself.
    """
    labels = {claim.at: claim_label(claim) for claim in claims if claim not in said}
    links = ", ".join(link(label, f"{page}#{address}") for address, label in labels.items())
    return f" {gettext('Also {paragraphs}.').format(paragraphs=links)}" if links else ""


def _known(entry: DisagreementEntry) -> str:
    """Return what is known; of a fact, say how sure that is."""
    known = escape(entry.known)
    return qualify(known, entry.certainty) if entry.kind == "fact" else known


def disagreements_page(index: EntityIndex) -> str:
    """Return the page of all disagreements: what each essay says, and what is known."""
    description = gettext(
        "Where the essays contradict each other or the record, and questions they answer differently."
    )
    disagreements = index.registry.disagreements
    facets = [
        Facet(
            "topic", gettext("Topic"), {str(subject): gettext(topic) for subject, topic in SUBJECTS.items()}
        ),
        Facet("kind", gettext("Kind"), {kind: gettext(heading) for kind, (heading, _, _) in KINDS.items()}),
        essay_facet(index),
    ]
    parts = [page_head(gettext("Where they disagree"), description)]
    parts.append(filter_form(facets, [_tags(entry) for entry in disagreements]))
    for kind in KINDS:
        entries = [entry for entry in disagreements if entry.kind == kind]
        if entries:
            parts.append(_kind(index, kind, entries))
    return join_parts(parts)


def _tags(entry: DisagreementEntry) -> Tags:
    essays = dict.fromkeys(claim.essay for claim in entry.claims)
    return {"topic": [entry.subject], "kind": [entry.kind], "essay": [*essays]}


def _kind(index: EntityIndex, kind: DisagreementKind, entries: Sequence[DisagreementEntry]) -> str:
    """Return the disagreements of a kind under its heading, with links to them by topic."""
    heading, id_, introduction = KINDS[kind]
    links = {
        gettext(topic): [(entry.title, entry.id) for entry in entries if entry.subject == subject]
        for subject, topic in SUBJECTS.items()
    }
    parts = [f"## {gettext(heading)} {attributes(id_)}", gettext(introduction), contents(links)]
    parts += [entry_block(_entry(index, entry), _tags(entry), ".disagreement", depth=1) for entry in entries]
    return html_block("div.entries", parts, depth=2)


def _entry(index: EntityIndex, entry: DisagreementEntry) -> Iterator[str]:
    """Yield a disagreement in two parts: the question with what is known, and what the essays say."""
    asked = [
        f"### {escape(entry.title)} {attributes(entry.id)}",
        aliases(index, "disagreement", entry.id),
        f"{escape(entry.question, starts_line=True)}\n{attributes(classes=['question'])}",
        f"**{gettext(KNOWN[entry.kind])}.** {_known(entry)}",
        source_line(entry.sources, entry.sources_note) if entry.sources or entry.sources_note else "",
    ]
    answers = [
        "\n".join(_claim(index, claim) for claim in entry.claims),
        side_by_side_line(claim_passages(entry.claims), f"disagreements:{entry.id}"),
    ]
    yield html_block("div.asked", filter(None, asked))
    yield html_block("div.answers", filter(None, answers))


def _claim(index: EntityIndex, claim: Claim) -> str:
    """Return a claim as an item of a list: the essay and the paragraph, and what it says."""
    return f"- {strong(index.titles[claim.essay])} {claim_link(claim)} {escape(claim.says)}"
