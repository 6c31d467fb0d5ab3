"""The emendations of an essay, and the apparatus that lists what was changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from edition.markup.markdown import attributes, escape, link
from edition.model.essay import Essay, PlacedEmendation
from edition.model.ledger import Change

CONTEXT = 28
"""Code points of the text that the apparatus shows on either side of an emendation."""


def emendation_link(emendation: PlacedEmendation, text: str) -> str:
    """Return the Markdown of an emendation in the text: a link to where it is listed."""
    reading = _one_line(emendation.change.before)
    told = f"The source has: {reading}" if reading else "Not in the source"
    classes = ["emendation"] if text else ["emendation", "removed"]
    values = {"data_reading": told, "aria_describedby": emendation.id}
    if not text:
        values["aria_label"] = "Emendation"
    return link(escape(text), f"#{emendation.id}", attributes(f"{emendation.id}-at", classes, **values))


def apparatus_section(essay: Essay, emendations: Sequence[PlacedEmendation]) -> Iterator[str]:
    """Yield the section that lists what was changed."""
    yield f"## Apparatus {attributes('apparatus', ['editorial'])}"
    data = link("as data", f"../data/ledger/{essay.entry.slug}.json")
    tei = link("as TEI", f"../data/tei/{essay.entry.slug}.xml")
    yield (
        f"What this page changes in the source. All of it, with positions, is published {data}; from it "
        f"and this text the source can be restored to the letter. The essay is there {tei}, too."
    )
    if emendations:
        yield "### Emendations"
        yield "\n".join(
            f"{n}. {_lemma(essay, emendation)}\n    {attributes(emendation.id)}"
            for n, emendation in enumerate(emendations, 1)
        )
    omissions = [change for change in essay.ledger if change.kind == "omission"]
    if omissions:
        yield "### Left out"
        yield "\n".join(f"- {_omitted(change)}" for change in omissions)
    rules = Counter((change.name, change.why) for change in essay.ledger if change.kind == "rule")
    if rules:
        yield "### Changed by rule"
        rows = [f"| {name} | {count} | {why} |" for (name, why), count in sorted(rules.items())]
        yield "\n".join(["| Rule | Times | What it does |", "| --- | ---: | --- |", *rows])


def _lemma(essay: Essay, emendation: PlacedEmendation) -> str:
    """Return a line of the apparatus: lemma ] reading, sort, reason."""
    lemma = escape(emendation.change.after.strip()) or "*nothing*"
    reading = escape(_one_line(emendation.change.before)) or "*nothing*"
    before, after = _context(essay.text, emendation.start, emendation.end)
    shown = f"**{lemma}**" if emendation.change.after.strip() else "‸"
    context = f"{escape(before)}{shown}{escape(after)}"
    back = link(
        "↑",
        f"#{emendation.id}-at",
        attributes(
            classes=["back"],
            role="doc-backlink",
            aria_label=f"Back to emendation {emendation.id[1:]} in the text",
        ),
    )
    sort = f"{emendation.change.name.capitalize()}: {escape(emendation.change.why)}"
    return f"{context} {back} Source: {_code(reading)}. {sort}"


def _context(text: str, start: int, end: int) -> tuple[str, str]:
    """Return some whole words on either side of a place, within its paragraph."""
    before = text[text.rfind("\n", 0, start) + 1 : start]
    after = text[end:].partition("\n")[0]
    if len(before) > CONTEXT:
        before = "… " + before[-CONTEXT - 1 :].partition(" ")[2]
    if len(after) > CONTEXT:
        after = after[: CONTEXT + 1].rpartition(" ")[0] + " …"
    return before, after


def _code(reading: str) -> str:
    return f'<span class="reading">{reading}</span>'


def _one_line(text: str) -> str:
    """Return lines as one, a stroke between them."""
    return " / ".join(line.strip() for line in text.split("\n") if line.strip())


def _omitted(change: Change) -> str:
    return f"{_code(escape(_one_line(change.before)))} {change.name.capitalize()}: {escape(change.why)}"
