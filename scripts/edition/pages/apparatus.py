"""The emendations of an essay, and the apparatus that lists all changes to its source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from edition.markup.markdown import attributes, escape, link
from edition.model.essay import Essay, PlacedEmendation
from edition.model.ledger import Change

CONTEXT_LENGTH = 28
"""Code points of context that the apparatus shows on either side of an emendation."""


def emendation_link(emendation: PlacedEmendation, text: str) -> str:
    """Return a link from an emended passage to its entry in the apparatus."""
    reading = _one_line(emendation.change.before)
    source = f"The source has: {reading}" if reading else "Not in the source"
    classes = ["emendation"] if text else ["emendation", "removed"]
    values = {"data_reading": source, "aria_describedby": emendation.id}
    if not text:
        values["aria_label"] = "Emendation"
    return link(escape(text), f"#{emendation.id}", attributes(f"{emendation.id}-at", classes, **values))


def apparatus_section(essay: Essay, emendations: Sequence[PlacedEmendation]) -> Iterator[str]:
    """Yield the section of the page that lists all changes to the source."""
    yield f"## Changes to the text {attributes('apparatus', ['editorial'])}"
    data = link("as data", f"../data/ledger/{essay.entry.slug}.json")
    tei = link("as TEI", f"../data/tei/{essay.entry.slug}.xml")
    yield (
        f"How this page differs from the source. The full list, with positions, is available {data}; from it "
        f"and this text the source can be restored to the letter. The essay is also available {tei}."
    )
    if emendations:
        yield "### Emendations"
        yield "\n".join(
            f"{emendation.number}. {_emendation(essay, emendation)}\n    {attributes(emendation.id)}"
            for emendation in emendations
        )
    omissions = [change for change in essay.ledger if change.kind == "omission"]
    if omissions:
        yield "### Left out"
        yield "\n".join(f"- {_omission(change)}" for change in omissions)
    rules = Counter((change.name, change.why) for change in essay.ledger if change.kind == "rule")
    if rules:
        yield "### Changed by rule"
        number = attributes(classes=["count"])
        rows = [f"| {name} | {count} {number} | {why} |" for (name, why), count in sorted(rules.items())]
        yield "\n".join([f"| Rule | Times {number} | What it does |", "| --- | --- | --- |", *rows])


def _emendation(essay: Essay, emendation: PlacedEmendation) -> str:
    """Return an entry of the apparatus: context with the lemma, reading of the source, kind, reason."""
    lemma = escape(emendation.change.after.strip()) or "*nothing*"
    reading = escape(_one_line(emendation.change.before)) or "*missing*"
    before, after = _context(essay.text, emendation.start, emendation.end)
    marked = f"**{lemma}**" if emendation.change.after.strip() else "‸"
    context = f"{escape(before, starts_line=True)}{marked}{escape(after)}"
    back = link(
        "↑",
        f"#{emendation.id}-at",
        attributes(
            classes=["back"],
            role="doc-backlink",
            aria_label=f"Back to emendation {emendation.number} in the text",
        ),
    )
    reason = f"{emendation.change.name.capitalize()}: {escape(emendation.change.why)}"
    return f"{context} {back} Source: {_reading_span(reading)}. {reason}"


def _context(text: str, start: int, end: int) -> tuple[str, str]:
    """Return whole words on either side of a passage, within its paragraph."""
    before = text[text.rfind("\n", 0, start) + 1 : start]
    after = text[end:].partition("\n")[0]
    if len(before) > CONTEXT_LENGTH:
        before = "… " + before[-CONTEXT_LENGTH - 1 :].partition(" ")[2]
    if len(after) > CONTEXT_LENGTH:
        after = after[: CONTEXT_LENGTH + 1].rpartition(" ")[0] + " …"
    return before, after


def _reading_span(reading: str) -> str:
    return f'<span class="reading">{reading}</span>'


def _one_line(text: str) -> str:
    """Return the lines of `text` on one line, separated by slashes."""
    return " / ".join(line.strip() for line in text.splitlines() if line.strip())


def _omission(change: Change) -> str:
    reading, kind = _reading_span(escape(_one_line(change.before))), escape(change.name.capitalize())
    return f"{reading} {kind}: {escape(change.why)}"
