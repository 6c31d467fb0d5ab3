"""The header of a TEI document: the author, source and rights of a text, and how it was edited."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from edition.annotate.entity_index import EntityIndex
from edition.exports.tei.certainty import CERTAINTY, verdict_taxonomy
from edition.exports.tei.imprint import (
    Imprint,
    edition_statement,
    publication_details,
    responsibility,
    revisions,
)
from edition.exports.tei.standoff import EDITORS, SITE_ROOT, calendar_id, date_attributes
from edition.markup.xml import Attributes, block, escape, inline, text_element
from edition.model.essay import Essay
from edition.model.ledger import Ledger
from edition.model.manifest import Entry, Fact
from edition.model.mention import Mention
from edition.model.registry import Calendar
from edition.model.translation import gettext, gettext_noop

_SPDX = "https://spdx.org/licenses/"


def tei_header(
    index: EntityIndex, essay: Essay, mentions: Collection[Mention], imprint: Imprint
) -> Iterator[str]:
    """Yield the lines of `teiHeader` for an essay or a digest."""
    calendar = index.registry.calendar if _has_two_calendars(index, mentions) else None
    yield from block(
        "teiHeader",
        [
            *block("fileDesc", _file_description(essay, imprint)),
            *block("encodingDesc", _encoding_description(index, essay, mentions)),
            *block("profileDesc", _profile_description(essay.entry, calendar)),
            *revisions(imprint),
        ],
        {"xml:lang": imprint.language},
    )


# --- file description ----------------------------------------------------------------------------


def _file_description(essay: Essay, imprint: Imprint) -> Iterator[str]:
    entry, licence = essay.entry, imprint.licence
    title = (
        escape(entry.title) if not entry.title_supplied else inline("supplied", escape(entry.title), _EDITED)
    )
    titles = [inline("title", title), *_fact("author", entry.author)]
    titles += responsibility(imprint, EDITORS[1:])
    published = [
        *publication_details(imprint, entry.slug),
        *block("availability", _availability(essay, licence), {"status": _status(essay, licence)}),
    ]
    yield from block("titleStmt", titles)
    yield from edition_statement(imprint)
    yield from block("publicationStmt", published)
    yield from block("sourceDesc", block("bibl", _source(essay)))


_EDITED = {"resp": EDITORS}


def _status(essay: Essay, licence: str) -> str:
    if not essay.is_digest:
        return "restricted"
    return "free" if licence else "unknown"


def _availability(essay: Essay, licence: str) -> Iterator[str]:
    if not essay.is_digest:
        yield from text_element("p", essay.entry.rights)
    if not licence:
        words = (
            gettext("The digest and all else in this file is published without a statement of its licence.")
            if essay.is_digest
            else gettext("All that is the edition’s own is published without a statement of its licence.")
        )
        yield inline("p", escape(words))
        return
    words = (
        gettext("The digest and all else in this file is published under the licence {licence}.")
        if essay.is_digest
        else gettext("All that is the edition’s own is published under the licence {licence}.")
    )
    target = "" if " " in licence else f"{_SPDX}{licence}.html"
    yield inline("licence", escape(words.format(licence=licence)), {"target": target})


def _source(essay: Essay) -> Iterator[str]:
    """Yield who published the text, when and where, and the SHA-256 of its file."""
    entry = essay.entry
    yield inline("title", escape(entry.title))
    yield from _fact("author", entry.author)
    yield from _fact("publisher", entry.publisher)
    yield from _fact("date", entry.date, date_attributes(entry.date.edtf))
    yield from text_element("idno", entry.address.url, {"type": "URI", **_certainty(entry.address)})
    if not essay.is_digest:
        yield inline("idno", essay.source.sha256, {"type": "SHA-256"})
    facts = {"author": entry.author, "publisher": entry.publisher, "date": entry.date}
    facts |= {"creation": entry.written, "idno": entry.address}
    for name, fact in facts.items():
        yield from text_element("note", fact.note, {"type": name, **_EDITED})


def _fact(name: str, fact: Fact, values: Attributes | None = None) -> Iterator[str]:
    yield from text_element(name, fact.text, {**(values or {}), **_certainty(fact)})


def _certainty(fact: Fact) -> Attributes:
    return {"cert": CERTAINTY[fact.certainty]}


# --- encoding description ------------------------------------------------------------------------


def _encoding_description(index: EntityIndex, essay: Essay, mentions: Iterable[Mention]) -> Iterator[str]:
    interpretation = [*_INTERPRETATION, *([_NAMES] if index.registry.names else [])]
    yield from block("projectDesc", [inline("p", _project(essay))])
    declarations = [
        *block("correction", _corrections(essay), {"method": "markup"}),
        *block("normalization", _rules(essay.ledger), {"method": "silent"}),
        *block("quotation", [inline("p", escape(gettext(_QUOTATION)))], {"marks": "all"}),
        *block("interpretation", [inline("p", escape(gettext(line))) for line in interpretation]),
    ]
    yield from block("editorialDecl", declarations)
    if any(mention.kind == "quotation" for mention in mentions):
        yield from verdict_taxonomy()


def _project(essay: Essay) -> str:
    words = (
        gettext("The editors’ digest of an essay; part of an annotated edition. A reader finds it on {page}.")
        if essay.is_digest
        else gettext(
            "An essay, made from a plain text file; part of an annotated edition. "
            "A reader finds it on {page}."
        )
    )
    address = f"{SITE_ROOT}essays/{essay.entry.slug}/"
    return escape(words).format(page=inline("ref", escape(gettext("its page")), {"target": address}))


def _corrections(essay: Essay) -> Iterator[str]:
    """Yield paragraphs on the emendations and the omissions."""
    emended = sum(change.kind == "emendation" for change in essay.ledger)
    omissions = [change for change in essay.ledger if change.kind == "omission"]
    address = f"../ledger/{essay.entry.slug}.json"
    ledger = inline("ref", escape(gettext("ledger")), {"target": address})
    corrected = gettext("Slips of transmission or spelling are corrected ({number}).").format(number=emended)
    yield inline("p", escape(f"{corrected} {gettext(_EMENDATIONS)}"))
    if omissions:
        items = [inline("item", escape(f"{omission.name}: {omission.why}")) for omission in omissions]
        words = escape(
            gettext("Left out, as no part of the essay ({number}); the words are in the {ledger}:")
        )
        heading = words.format(number=len(omissions), ledger=ledger)
        yield from block("ab", [heading, *block("list", items, {"rend": "bulleted"})])


_EMENDATIONS = gettext_noop(
    "Each is a choice of what the source has and what is read instead, and a note says why. "
    "What an author meant is never changed, even where it is mistaken."
)

_QUOTATION = gettext_noop(
    "Quotation marks are kept as characters: around the element of a quotation in running text, "
    "inside that of one that is set apart."
)

_INTERPRETATION = (
    gettext_noop("People, dates and quotations are marked wherever the text names, denotes or quotes them."),
    gettext_noop(
        "The values of dates are in the calendar of the text, but where an attribute names that calendar: "
        "there they are in ours. A season is given as three months, a decade as ten years."
    ),
    gettext_noop(
        "How far a quotation agrees with what was published is said by a category of the taxonomy of "
        "verdicts. What is not certain in an entry is said by an element for certainty beside the entries."
    ),
)

_NAMES = gettext_noop(
    "Organisations and places are marked where the text has a name of theirs that the edition lists. Words "
    "derived from such a name are not marked, nor are names in the title of a work."
)


def _rules(ledger: Ledger) -> Iterator[str]:
    """Yield paragraphs on the rules that changed the text, with the number of changes by each."""
    counts = Counter((change.name, change.why) for change in ledger if change.kind == "rule")
    yield inline(
        "p", escape(gettext("What can be said once for all texts is changed by rule, and not marked."))
    )
    items = [
        inline("item", escape(f"{name} ({count}): {gettext(why)}"))
        for (name, why), count in sorted(counts.items())
    ]
    if items:
        yield from block(
            "ab",
            [escape(gettext("With the number of changes:")), *block("list", items, {"rend": "bulleted"})],
        )


# --- profile description -------------------------------------------------------------------------


_CALENDAR = gettext_noop("The calendar of the essays, which is not ours.")
"""What is said of a calendar that an edition does not describe."""


def _profile_description(entry: Entry, calendar: Calendar | None) -> Iterator[str]:
    yield from block("abstract", text_element("p", entry.summary), _EDITED)
    if calendar:
        words = gettext(_CALENDAR) if calendar.description == _CALENDAR else calendar.description
        described = [inline("p", escape(words))]
        lines = block("calendar", described, {"xml:id": calendar_id(calendar)})
        yield from block("calendarDesc", lines)
    yield from block("langUsage", [inline("language", "", {"ident": entry.language})])


def _has_two_calendars(index: EntityIndex, mentions: Iterable[Mention]) -> bool:
    """Return whether a date in the text has an entry that gives it in our calendar as well."""
    values = {mention.value for mention in mentions if mention.value}
    entries = ((value, index.dates.get(value)) for value in values)
    return any(entry and entry.new_style and entry.date == value for value, entry in entries)
