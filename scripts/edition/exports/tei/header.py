"""The header of a TEI document: whose the text is, where it is from, and what was done to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from edition.annotate.dates import find_dates
from edition.annotate.index import EntityIndex
from edition.exports.tei.standoff import CERTAINTY, EDITORS, SITE, calendar_id, dated
from edition.markup.xml import Attributes, block, escape, inline, text_element
from edition.model.entries import Calendar
from edition.model.essay import Essay
from edition.model.ledger import Ledger
from edition.model.manifest import Entry, Fact
from edition.model.mention import Mention

LICENCE = "https://creativecommons.org/licenses/by/4.0/"


def tei_header(
    context: EntityIndex, essay: Essay, mentions: Iterable[Mention], language: str
) -> Iterator[str]:
    """Yield the lines of `teiHeader`, in a `language`, for an essay or for the editors' digest of one."""
    calendar = context.registry.calendar if _has_two_calendars(context, mentions) else None
    yield from block(
        "teiHeader",
        [
            *block("fileDesc", _file(essay)),
            *block("encodingDesc", _encoding(essay)),
            *block("profileDesc", _profile(essay.entry, calendar)),
        ],
        {"xml:lang": language},
    )


# --- the file ------------------------------------------------------------------------------------


def _file(essay: Essay) -> Iterator[str]:
    entry = essay.entry
    title = (
        escape(entry.title) if not entry.title_supplied else inline("supplied", escape(entry.title), _EDITED)
    )
    titles = [inline("title", title), *_told("author", entry.author), *_editors()]
    published = [
        inline("publisher", "The editors of this edition"),
        inline("idno", escape(entry.slug), {"type": "slug"}),
        *block("availability", _terms(essay), {"status": "free" if essay.is_digest else "restricted"}),
    ]
    yield from block("titleStmt", titles)
    yield from block("publicationStmt", published)
    yield from block("sourceDesc", block("bibl", _source(essay)))


_EDITED = {"resp": EDITORS}


def _editors() -> Iterator[str]:
    lines = [
        inline("resp", "Normalised, emended and annotated by"),
        inline("name", "The editors of this edition"),
    ]
    yield from block("respStmt", lines, {"xml:id": EDITORS[1:]})


def _terms(essay: Essay) -> Iterator[str]:
    if not essay.is_digest:
        yield inline("p", escape(f"The text of the essay belongs to its author. {essay.entry.rights}"))
    whose = (
        "The digest and all else in this file is" if essay.is_digest else "All that is the edition’s own is"
    )
    licence = f"{whose} published under the Creative Commons Attribution 4.0 licence."
    yield inline("licence", escape(licence), {"target": LICENCE})


def _source(essay: Essay) -> Iterator[str]:
    """Yield what is known of the text: who published it, when and where, and its file's SHA-256."""
    entry = essay.entry
    address = entry.address.text if entry.address.text.startswith(("http://", "https://")) else ""
    yield inline("title", escape(entry.title))
    yield from _told("author", entry.author)
    yield from _told("publisher", entry.publisher)
    yield from _told("date", entry.date, _date(entry.date.text))
    yield from text_element("idno", address, {"type": "URI", **_sure(entry.address)})
    if not essay.is_digest:
        yield inline("idno", essay.source.sha256, {"type": "SHA-256"})
    facts = {"author": entry.author, "publisher": entry.publisher, "date": entry.date, "idno": entry.address}
    for name, fact in facts.items():
        yield from text_element("note", fact.note, {"type": name, **_EDITED})


def _told(name: str, fact: Fact, values: Attributes | None = None) -> Iterator[str]:
    yield inline(name, escape(fact.text), {**(values or {}), **_sure(fact)})


def _sure(fact: Fact) -> Attributes:
    return {"cert": CERTAINTY[fact.certainty]}


def _date(words: str) -> Attributes:
    """Return when something was published, where its words are a date and nothing else."""
    found = find_dates(words)
    whole = len(found) == 1 and (found[0].start, found[0].end) == (0, len(words))
    return dated(found[0].edtf) if whole else {}


# --- what was done -------------------------------------------------------------------------------


def _encoding(essay: Essay) -> Iterator[str]:
    yield from block("projectDesc", [inline("p", _project(essay))])
    declared = [
        *block("correction", _corrections(essay), {"method": "markup"}),
        *block("normalization", _rules(essay.ledger), {"method": "silent"}),
        *block("quotation", [inline("p", _QUOTATION)], {"marks": "all"}),
        *block("interpretation", [inline("p", escape(line)) for line in _INTERPRETATION]),
    ]
    yield from block("editorialDecl", declared)


def _project(essay: Essay) -> str:
    what = "The editors’ digest of an essay" if essay.is_digest else "An essay, made from a plain text file"
    page = inline("ref", "its page", {"target": f"{SITE}essays/{essay.entry.slug}/"})
    return f"{what}; part of an edition that reads several essays side by side. A reader finds it on {page}."


def _corrections(essay: Essay) -> Iterator[str]:
    """Yield what was emended, and what was left out."""
    slips = sum(change.kind == "emendation" for change in essay.ledger)
    omitted = [change for change in essay.ledger if change.kind == "omission"]
    ledger = inline("ref", "ledger", {"target": f"../ledger/{essay.entry.slug}.json"})
    yield inline("p", f"Slips of transmission or spelling are corrected ({slips}). {_SLIPS}")
    if omitted:
        items = [inline("item", escape(f"{one.name}: {one.why}")) for one in omitted]
        told = f"Left out, as no part of the essay ({len(omitted)}); the words are in the {ledger}:"
        yield from block("ab", [told, *block("list", items, {"rend": "bulleted"})])


_SLIPS = (
    "Each is a choice of what the source has and what is read instead, and a note says why. "
    "What an author meant is never changed, even where it is mistaken."
)

_QUOTATION = (
    "Quotation marks are kept as characters: around the element of a quotation in running text, "
    "inside that of one that is set apart."
)

_INTERPRETATION = (
    "People, dates and quotations are marked wherever the text names, denotes or quotes them.",
    "The values of dates are in the calendar of the text, but where an attribute names that calendar: "
    "there they are in ours. A season is given as three months, a decade as ten years.",
)


def _rules(ledger: Ledger) -> Iterator[str]:
    """Yield the rules that changed the text, and how often each did."""
    counts = Counter((change.name, change.why) for change in ledger if change.kind == "rule")
    yield inline("p", "What can be said once for all texts is changed by rule, and not marked.")
    items = [
        inline("item", escape(f"{name} ({count}): {why}")) for (name, why), count in sorted(counts.items())
    ]
    if items:
        yield from block("ab", ["With the number of changes:", *block("list", items, {"rend": "bulleted"})])


# --- the text ------------------------------------------------------------------------------------


def _profile(entry: Entry, calendar: Calendar | None) -> Iterator[str]:
    yield from block("abstract", text_element("p", entry.summary), _EDITED)
    if calendar:
        described = [inline("p", escape(calendar.description))]
        lines = block("calendar", described, {"xml:id": calendar_id(calendar)})
        yield from block("calendarDesc", lines)
    yield from block("langUsage", [inline("language", "", {"ident": entry.language})])


def _has_two_calendars(index: EntityIndex, mentions: Iterable[Mention]) -> bool:
    """Whether a date of the text has an entry that gives it in our calendar as well."""
    values = {mention.value for mention in mentions if mention.value}
    entries = ((value, index.dates.get(value)) for value in values)
    return any(entry and entry.new_style and entry.date == value for value, entry in entries)
