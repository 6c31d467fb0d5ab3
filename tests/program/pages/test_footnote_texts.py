"""The pages of people, quotations and dates, and the texts of notes."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from edition.annotate.entity_index import EntityIndex
from edition.annotate.occurrences import find_occurrences, group_by_entity, group_by_essay
from edition.build.edition import Edition
from edition.inputs.paths import QUOTATIONS, schema_path
from edition.model.edtf import Edtf
from edition.model.entries import DateEntry, Part, Person, PersonEntry, QuotationEntry, WorkEntry
from edition.model.essay import Essay
from edition.model.manifest import Entry
from edition.model.mention import Mention
from edition.model.registry import Registry
from edition.model.vocabulary import Verdict
from edition.pages.footnotes import entity_note
from edition.pages.people import people_page
from edition.pages.phrases import VERDICTS
from edition.pages.quotations import quotations_page
from edition.pages.timeline import timeline_page
from tests.program.annotate.test_footnotes import essay_of, mention
from tests.support.environment import ROOT
from tests.support.markup import Element, article
from tests.support.strategies import entry

# --- pages ---------------------------------------------------------------------------------------

ADA = PersonEntry(
    Person("ada-marlow", ("Marlow",)),
    "Ada Marlow",
    "Ada *M* Marlow",
    "Marlow, Ada",
    Edtf.parse("1890-05-01"),
    Edtf.parse("1950"),
    "Clerk of the harbour.",
    "Q1",
    "probable",
    "https://a.test/b",
    "1. Much is open.",
)
STRIKE = DateEntry(
    *(Edtf.parse("1911-05"), Edtf.parse("1911-06"), "The strike", "The cranes stood."),
    *((Edtf.parse("1911"),), "probable", "Gazette"),
)
LETTERS = WorkEntry(
    "letters", "Letters [1]", "ada-marlow", "", Edtf.parse("1911"), "letter", "By her.", "", "confirmed", "-"
)
SHUT = QuotationEntry(
    *("door-shut", "The answer", "ada-marlow", "", "letters", Edtf.parse("1911-05-02"), "p. 7", "altered"),
    *("One word is new.", "probable", "The print.", ()),
)


def context() -> EntityIndex:
    """Return an edition of two essays, of which one has a text."""
    cranes = essay_of(("paragraph", "opening", "In 1911 Marlow said “no”. Marlow left in 1920."))
    two: Entry = entry("The", slug="quays", title="The Quays", short="*Quays*")
    mentions = [
        mention(cranes, "1911", "date"),
        mention(cranes, "Marlow", entity="ada-marlow"),
        mention(cranes, "no", "quotation", "door-shut"),
        mention(cranes, "Marlow", entity="ada-marlow", nth=1),
        mention(cranes, "1920", "date"),
    ]
    here = tuple(find_occurrences(cranes, mentions))
    registry = Registry((ADA,), (), (STRIKE,), (), (SHUT,), (LETTERS,))
    found = {key: group_by_essay(places) for key, places in group_by_entity(here).items()}
    return EntityIndex((cranes.entry, two), registry, found)


def test_a_note_says_who_when_and_what() -> None:
    """Notes have the entity, its verdict or event, and a link to its page; their text is escaped."""
    index = context()
    assert entity_note(index, ("person", "ada-marlow"), "cranes") == (
        r"**Ada \*M\* Marlow** (1890–1950). Clerk of the harbour (probable)."
        " [All mentions](../people.md#ada-marlow)."
    )
    assert entity_note(index, ("date", "1911-05"), "cranes") == (
        "**The strike**, May 1911 (new style June 1911). The cranes stood (probable)."
        " [Full entry](../timeline.md#1911-05)."
    )
    assert entity_note(index, ("quotation", "door-shut"), "cranes") == (
        r"**Ada Marlow**, *Letters \[1\]*, 2 May 1911, p. 7. Probably differs from the published words."
        " One word is new. [Full entry](../quotations.md#door-shut)."
    )


@pytest.mark.parametrize(
    ("said_by", "shown"),
    [
        ("The dockers", "**The dockers**, 2 May 1911, in Ada Marlow, *Letters \\[1\\]* (1911), p. 7."),
        (
            "The dockers, as Marlow has it",
            "**The dockers, as Marlow has it**, *Letters \\[1\\]*, 2 May 1911, p. 7.",
        ),
    ],
)
def test_a_note_says_in_whose_work_somebody_is_quoted(said_by: str, shown: str) -> None:
    """Unless the name of the author is there already."""
    index = context()
    quoted = (replace(SHUT, speaker="", said_by=said_by),)
    index = replace(index, registry=replace(index.registry, quotations=quoted))
    assert entity_note(index, ("quotation", "door-shut"), "cranes").startswith(shown)


@pytest.mark.parametrize(
    ("verdict", "shown"),
    [
        ("as-published", "Probably the essay quotes it as published."),
        ("altered", "Probably what the essay quotes differs from the published words."),
        ("wrong-date", "Probably misdated."),
    ],
)
def test_a_note_in_a_digest_says_how_the_essay_quotes(verdict: Verdict, shown: str) -> None:
    """The digest has only a few of the words, so that the note names the essay."""
    index = context()
    quoted = (replace(SHUT, verdict=verdict),)
    index = replace(index, registry=replace(index.registry, quotations=quoted))
    note = entity_note(index, ("quotation", "door-shut"), "cranes", in_digest=True)
    assert f"p. 7. {shown} One word is new. [Full entry]" in note


def test_a_note_says_why_a_person_matters_in_this_essay() -> None:
    parts = (Part("cranes", "The essay calls *Marlow* its witness."), Part("quays", "She is blamed."))
    index = context()
    index = replace(index, registry=replace(index.registry, people=(replace(ADA, here=parts),)))
    note = entity_note(index, ("person", "ada-marlow"), "cranes")
    assert r"(probable). The essay calls \*Marlow\* its witness. [All" in note
    assert "blamed" not in note
    assert (
        "\n\n- *The Cranes*: The essay calls \\*Marlow\\* its witness.\n- *\\*Quays\\**: She is blamed.\n\n"
        in people_page(index)
    )


def test_a_note_links_to_the_other_essays() -> None:
    """With the number of places in each."""
    note = entity_note(context(), ("person", "ada-marlow"), "quays")
    assert "Also in [*The Cranes*](cranes.md#p1) (2)." in note
    quoted = entity_note(context(), ("quotation", "door-shut"), "quays")
    assert "Also in [*The Cranes*](cranes.md#p1)." in quoted


def test_the_parts_of_an_interrupted_quotation_are_counted_as_one() -> None:
    cranes = essay_of(("paragraph", "opening", "“No,” she said, “never.”"))
    parts = [
        replace(mention(cranes, words, "quotation", "door-shut"), part=number)
        for number, words in enumerate(("No,", "never."), start=1)
    ]
    places = tuple(find_occurrences(cranes, parts))
    found = {key: group_by_essay(entity) for key, entity in group_by_entity(places).items()}
    index = replace(context(), by_entity=found)
    assert "[Full entry]" in entity_note(index, ("quotation", "door-shut"), "cranes")
    assert "(2)" not in entity_note(index, ("quotation", "door-shut"), "quays")


def test_a_note_on_an_event_links_only_to_places_that_mean_it() -> None:
    """A place that merely gives the same year may be about anything."""
    cranes = essay_of(("paragraph", "opening", "In 1911 they struck. Grain was dear in 1911."))
    mentions = mention(cranes, "1911", "date"), mention(cranes, "1911", "date", nth=1)
    assert "Also" not in strike_note(cranes, *mentions)
    means_the_strike = replace(mentions[0], event="1911-05")
    assert "Also in [*The Cranes*](cranes.md#p1). [All" in strike_note(cranes, means_the_strike, mentions[1])


def strike_note(essay: Essay, *mentions: Mention) -> str:
    """Return the note on the strike in an essay beside the given one, which has these mentions."""
    places = group_by_entity(find_occurrences(essay, mentions))
    found = {key: group_by_essay(group) for key, group in places.items()}
    index = EntityIndex((essay.entry,), Registry(dates=(STRIKE,)), found)
    return entity_note(index, ("date", "1911-05"), "quays")


def test_pages_show_all_entries() -> None:
    """With their places and certainties."""
    index = context()
    people = people_page(index)
    assert "## Ada Marlow { #ada-marlow }" in people
    assert '| [Ada Marlow](#ada-marlow) | 2 { data-in="The Cranes" } | 2 { data-in="All" } |' in people
    assert "Clerk of the harbour (probable)." in people
    assert "1\\. Much is open." in people
    assert "/// details | All mentions (2)" in people
    assert "- [¶ 1](essays/cranes.md#p1) In 1911 **Marlow** said" in people
    timeline = timeline_page(index)
    assert re.findall(r"^##+ .*\{ #(.*) \}", timeline, re.MULTILINE) == [
        *("1911-05", "who-speaks-of-when", "other-dates", "1920")
    ]
    assert "The cranes stood (probable)." in timeline
    assert "May 1911 (new style June 1911)\n{ .when }" in timeline
    quotations = quotations_page(index)
    assert "## The answer { #door-shut }" in quotations
    assert "said “</span>**no**<span" in quotations
    assert "Source: The print." in quotations


@pytest.mark.parametrize(
    ("born", "died", "summary"),
    [
        ("1890-05-01", "1950", "1 May 1890 – 1950. Clerk."),
        ("1890", "", "Born 1890. Clerk."),
        ("", "1950", "Died 1950. Clerk."),
        ("", "", "Clerk."),
    ],
)
def test_the_page_of_people_shows_a_single_known_date(born: str, died: str, summary: str) -> None:
    dates = [Edtf.parse(value) if value else None for value in (born, died)]
    person = replace(
        ADA, full="", born=dates[0], died=dates[1], role="Clerk.", certainty="confirmed", note=""
    )
    index = context()
    page = people_page(replace(index, registry=replace(index.registry, people=(person,))))
    assert f"\n\n{summary}\n\n" in page


def test_a_page_without_places_has_no_table() -> None:
    """Without texts nothing is counted."""
    index = context()
    assert "who-is-named-where" not in people_page(EntityIndex(index.entries, index.registry, {}, {}))


def test_every_verdict_has_its_words() -> None:
    """For all verdicts of the schema."""
    schema = json.loads((ROOT / schema_path(QUOTATIONS)).read_text(encoding="utf-8"))
    assert set(VERDICTS) == set(schema["definitions"]["verdict"]["enum"])


# --- on the site ---------------------------------------------------------------------------------

KINDS = {"people": "person", "quotations": "quotation", "timeline": "date"}


def entries_of(page: Element) -> dict[str, list[Element]]:
    """Return the items with links in each entry, by the id of its heading."""
    out: dict[str, list[Element]] = {}
    for block in page.all("div", "entry"):
        (heading,) = (e for e in block.walk() if e.tag in {"h2", "h3"})
        out[heading.attributes["id"]] = [item for item in block.all("li") if item.all("a")]
    return out


@pytest.fixture(scope="session")
def site(full_checkout: Path) -> Path:
    """The site of an edition with all of its texts."""
    return full_checkout / "site"


def test_every_entry_has_its_address(full: Edition, site: Path) -> None:
    """Each entity has its id on the page of its kind."""
    named = {
        kind: {m.entity for e in full.essays for m in e.mentions if m.kind == kind} for kind in KINDS.values()
    }
    named["person"] |= {p.id for p in full.registry.people}
    named["quotation"] |= {q.id for q in full.registry.quotations}
    named["date"] |= {d.date.id for d in full.registry.dates}
    for page, kind in KINDS.items():
        shown = article(site, page)
        ids = {
            e.attributes["id"]
            for block in shown.all("div", "entry")
            for e in block.walk()
            if "id" in e.attributes
        }
        assert ids >= named[kind]
        assert set(entries_of(shown)) <= named[kind]


MIN_OVERLAP = 10
"""Minimum letters of a longer passage with which the element must end, so that none matches by chance."""


def has_words(target: Element, text: str) -> bool:
    """Tell whether an element contains the words, or ends with the beginning of a longer passage."""
    own, wanted = "".join(target.text().split()), "".join(text.split())
    return wanted in own or any(
        wanted.startswith(own[-n:]) for n in range(MIN_OVERLAP, min(len(own), len(wanted)))
    )


def targets(page: Element) -> dict[str, Element]:
    """Return the element of each id on a page; within a figure, the figure with its source."""
    out = {"": page}
    for element in page.walk():
        if name := element.attributes.get("id"):
            out[name] = element
            at: Element | None = element
            while at is not None:
                if at.tag == "figure":
                    out[name] = at
                at = at.parent
    return out


def drop(page: Element, tag: str, class_: str = "") -> None:
    """Remove the elements with a tag or a class."""
    for element in page.walk():
        element.children = [
            c for c in element.children if isinstance(c, str) or (c.tag != tag and class_ not in c.classes)
        ]


@pytest.mark.parametrize("page", KINDS)
def test_each_place_leads_to_the_words(full: Edition, site: Path, page: str) -> None:
    """There are as many links as mentions, except that an interrupted quotation has one line."""
    essays: dict[str, dict[str, Element]] = {}
    for essay in full.texts:
        parsed = article(site, f"essays/{essay.entry.slug}")
        drop(parsed, "sup", "sign")
        essays[essay.entry.slug] = targets(parsed)
    found = [m for essay in full.essays for m in essay.mentions if m.kind == KINDS[page]]
    events = {value: event.id for value, event in full.registry.dates_by_value().items()}

    def entry_of(mention: Mention) -> str:
        """Return the id of the entry that lists a mention: for a date, that of its event, if it has one."""
        event = mention.event or (events.get(mention.value) if mention.value else "")
        return event or mention.entity

    counts = Counter(entry_of(m) for m in found)
    whole = Counter(entry_of(m) for m in found if m.part <= 1)
    counts.update({name: whole[name] - counts[name] for name in counts if whole[name] > 1})
    listed = article(site, page)
    drop(listed, "del", "unseen")
    for name, items in entries_of(listed).items():
        assert len(items) == counts[name], name
        for item in items:
            link, exact = item.all("a")[0], item.all("strong")
            assert len(exact) == 1, item.text()
            slug, _, anchor = link.attributes["href"].removeprefix("../essays/").partition("/#")
            words = exact[0].text().partition(" … ")[0]
            assert has_words(essays[slug.strip("/")][anchor], words), (name, item.text())


def test_the_table_counts_the_mentions(full: Edition, site: Path) -> None:
    """In each essay and in total; the people with the most mentions come first."""
    (table,) = article(site, "people").all("table")
    head, *rows = [
        [cell.text().strip() for cell in row.all() if cell.tag in ("td", "th")] for row in table.all("tr")
    ]
    shorts = {entry.short: entry.slug for entry in full.manifest.entries}
    slugs = [shorts[name] for name in head[1:-1]]
    counted = {e.slug: Counter(m.entity for m in e.mentions if m.kind == "person") for e in full.essays}
    assert slugs == [essay.entry.slug for essay in full.texts]
    names = {p.name: p.id for p in full.registry.people}
    assert sorted(row[0] for row in rows) == sorted(names)
    for name, *numbers, total in rows:
        expected = [counted[slug][names[name]] for slug in slugs]
        assert [int(n or 0) for n in numbers] == expected
        assert int(total) == sum(expected)
    totals = [int(row[-1]) for row in rows]
    assert totals == sorted(totals, reverse=True)


def beginning(name: str) -> tuple[int, ...]:
    """Return the beginning of a date by its id."""
    year, *rest = name.partition("--")[0].replace("X", "0").split("-")
    return (int(year), *({21: 3, 22: 6, 23: 9, 24: 12}.get(int(n), int(n)) for n in rest))


def test_the_timeline_is_in_the_order_of_time(full: Edition, site: Path) -> None:
    """Events, and below them other dates: by the beginnings of dates, with a year before its months.

    An event is where it begins, if the registry says that more exactly than its date.
    """
    begins = {event.id: event.start.id for event in full.registry.dates}
    blocks = article(site, "timeline").all("div", "entry")
    for kind in ("event", "date"):
        ids = [
            e.attributes["id"]
            for block in blocks
            if kind in block.classes
            for e in block.walk()
            if e.tag in {"h2", "h3"}
        ]
        dates = [beginning(begins.get(name, name)) for name in ids]
        assert dates
        assert [(a, b) for a, b in pairwise(dates) if a > b] == []
