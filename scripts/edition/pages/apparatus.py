"""The emendations of an essay, and the apparatus that lists all changes to its source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from edition.markup.markdown import attributes, escape, link
from edition.model.essay import Essay, PlacedEmendation
from edition.model.ledger import Change
from edition.model.translation import gettext
from edition.pages.phrases import slip_name

CONTEXT_LENGTH = 28
"""Code points of context that the apparatus shows on either side of an emendation."""


def emendation_link(emendation: PlacedEmendation, text: str) -> str:
    """Return a link from an emended passage to its entry in the apparatus."""
    reading = _one_line(emendation.change.before)
    in_source = gettext("The source has: {reading}").format(reading=reading)
    source = in_source if reading else gettext("Not in the source")
    classes = ["emendation"] if text else ["emendation", "removed"]
    values = {"data_reading": source, "aria_describedby": emendation.id}
    if not text:
        values["aria_label"] = gettext("Emendation")
    return link(escape(text), f"#{emendation.id}", attributes(f"{emendation.id}-at", classes, **values))


def apparatus_section(essay: Essay, emendations: Sequence[PlacedEmendation]) -> Iterator[str]:
    """Yield the section of the page that lists all changes to the source."""
    yield f"## {gettext('Changes to the text')} {attributes('apparatus', ['editorial'])}"
    message = gettext(
        "How this page differs from the source. The full list, with positions, is available "
        "[as data]({data}); from it and this text the source can be restored to the letter. The essay is "
        "also available [as TEI]({tei})."
    )
    slug = essay.entry.slug
    yield message.format(data=f"../data/ledger/{slug}.json", tei=f"../data/tei/{slug}.xml")
    if emendations:
        yield f"### {gettext('Emendations')}"
        yield "\n".join(
            f"{emendation.number}. {_emendation(essay, emendation)}\n    {attributes(emendation.id)}"
            for emendation in emendations
        )
    omissions = [change for change in essay.ledger if change.kind == "omission"]
    if omissions:
        yield f"### {gettext('Left out')}"
        yield "\n".join(f"- {_omission(change)}" for change in omissions)
    rules = Counter((change.name, change.why) for change in essay.ledger if change.kind == "rule")
    if rules:
        yield f"### {gettext('Changed by rule')}"
        number = attributes(classes=["count"])
        rows = [
            f"| {name} | {count} {number} | {gettext(why)} |" for (name, why), count in sorted(rules.items())
        ]
        head = f"| {gettext('Rule')} | {gettext('Times')} {number} | {gettext('What it does')} |"
        yield "\n".join([head, "| --- | --- | --- |", *rows])


def _emendation(essay: Essay, emendation: PlacedEmendation) -> str:
    """Return an entry of the apparatus: context with the lemma, reading of the source, kind, reason."""
    lemma = escape(emendation.change.after.strip()) or gettext("*nothing*")
    reading = escape(_one_line(emendation.change.before)) or gettext("*missing*")
    before, after = _context(essay.text, emendation.start, emendation.end)
    marked = f"**{lemma}**" if emendation.change.after.strip() else "‸"
    context = f"{escape(before, starts_line=True)}{marked}{escape(after)}"
    name = gettext("Back to emendation {number} in the text").format(number=emendation.number)
    label = attributes(classes=["back"], role="doc-backlink", aria_label=name)
    back = link("↑", f"#{emendation.id}-at", label)
    source = gettext("Source: {reading}.").format(reading=_reading_span(reading))
    reason = f"{slip_name(emendation.change.name)}: {escape(emendation.change.why)}"
    return f"{context} {back} {source} {reason}"


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
    reading, kind = _reading_span(escape(_one_line(change.before))), escape(slip_name(change.name))
    return f"{reading} {kind}: {escape(change.why)}"
