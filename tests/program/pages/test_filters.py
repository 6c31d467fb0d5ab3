"""What the pages of entries can be narrowed by, and how their entries are grouped without scripts."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace

from edition.annotate.entity_index import EntityIndex
from edition.annotate.occurrences import group_by_entity, group_by_essay
from edition.model.edtf import Edtf
from edition.model.entries import (
    Claim,
    DateEntry,
    DisagreementEntry,
    Person,
    PersonEntry,
    PersonGroup,
    QuotationEntry,
)
from edition.model.manifest import TextQuoteSelector
from edition.model.mention import Mention, MentionKind, Occurrence
from edition.model.registry import Registry
from edition.model.vocabulary import DisagreementKind, Subject, Verdict
from edition.pages.disagreements import disagreements_page
from edition.pages.filters import Facet, contents, entry_block, filter_form
from edition.pages.people import people_page
from edition.pages.quotations import quotations_page
from edition.pages.timeline import timeline_page
from tests.support.markup import parse
from tests.support.strategies import entry

Choices = dict[str, dict[str, str]]

ESSAYS = tuple(
    entry("A", slug=slug, title=title, short=title)
    for slug, title in (("cranes", "Cranes"), ("quays", "Quays"))
)


def place(
    essay: str, kind: MentionKind, entity: str, paragraph: int = 1, value: str = "", event: str = ""
) -> Occurrence:
    """Return a place in a paragraph of an essay; of a date, with its value."""
    date = Edtf.parse(value) if value else None
    mention = Mention(paragraph, paragraph + 1, kind, entity, 0, 1, date, event=event)
    return Occurrence(essay, "one", f"p{paragraph}", mention, "so ", value or "words", " it was")


def index_of(registry: Registry, *places: Occurrence) -> EntityIndex:
    """Return an edition of two essays, *Cranes* and *Quays*."""
    found = {key: group_by_essay(found) for key, found in group_by_entity(places).items()}
    return EntityIndex(ESSAYS, registry, found)


def choices(page: str) -> Choices:
    """Return the label of each value that a page's form offers, by the name of the field."""
    return {
        field.attributes["name"]: {o.attributes["value"]: o.text() for o in field.all("option")}
        for field in parse(page).all("select")
    }


def headings(page: str) -> list[str]:
    return re.findall(r"^##+ (.*) \{ #", page, re.MULTILINE)


def tags(page: str) -> list[dict[str, str]]:
    """Return the attributes of each entry."""
    return [json.loads(found) for found in re.findall(r"^ +attrs: (\{\"data-.*)$", page, re.MULTILINE)]


# --- the form --------------------------------------------------------------------------------------

COLOURS = Facet("colour", "Colour", {"red": "Red & pink", "blue": "Blue", "green": "Green"})


def test_a_field_offers_the_values_that_entries_have_with_their_number() -> None:
    """In the order of the facet, after the choice of all; an entry may have several values."""
    form = filter_form([COLOURS], [{"colour": ["blue"]}, {"colour": ["blue", "red"]}, {"colour": []}])
    assert choices(form) == {"colour": {"": "All", "red": "Red & pink (1)", "blue": "Blue (2)"}}
    assert "Red &amp; pink" in form
    assert "\n" not in form


def test_there_is_no_field_where_there_is_no_choice() -> None:
    """Nor a form without fields."""
    sizes = Facet("size", "Size", {"big": "Big", "small": "Small"})
    entries = [{"colour": ["blue"], "size": ["big"]}, {"colour": ["red"], "size": ["big"]}]
    assert [*choices(filter_form([COLOURS, sizes], entries))] == ["colour"]
    assert filter_form([COLOURS, sizes], entries[:1]) == ""


def test_an_entry_has_its_values_as_attributes() -> None:
    """A facet without a value is left out, and so are empty parts."""
    block = entry_block(["## A", "", "B"], {"essay": ["cranes", "quays"], "group": []}, ".event")
    head = '//// html | div.entry.event\n    attrs: {"data-essay": "cranes quays"}'
    assert block == f"{head}\n\n## A\n\nB\n\n////"


def test_contents_leave_out_empty_groups() -> None:
    shown = contents({"Red": [("A *rose*", "rose")], "Blue": []})
    assert shown == "/// html | div.contents\n\n**Red**\n\n- [A \\*rose\\*](#rose)\n\n///"
    assert contents({"Blue": []}) == ""


# --- people ----------------------------------------------------------------------------------------


def person(id_: str, name: str, sort: str, group: str = "") -> PersonEntry:
    blank = PersonEntry(Person(id_, (name,)), name, "", sort, None, None, "Clerk.", "", "confirmed", "-", "")
    return replace(blank, group=group)


PEOPLE = (
    person("dell", "Emile d’Ell", "Élan, Emile", "clerks"),
    person("east", "Eve East", "East, Eve", "owners"),
    person("marlow", "Ada Marlow", "Marlow, Ada"),
)
GROUPS = (PersonGroup("owners", "Owners"), PersonGroup("clerks", "Clerks"))


def test_people_are_listed_by_group_and_by_letter() -> None:
    """Groups are in the order of the registry, people in that of the alphabet; accents do not count."""
    page = people_page(index_of(Registry(PEOPLE, groups=GROUPS)))
    listed = page.partition("/// html | div.contents.names")[2].partition("\n///\n")[0]
    assert [line for line in listed.splitlines() if line] == [
        *("**Owners**", "- [Eve East](#east)", "**Clerks**", "- [Emile d’Ell](#dell)"),
        *("**Others**", "- [Ada Marlow](#marlow)"),
    ]
    assert "[E](#east) [M](#marlow)\n{ .jumps }" in page


def test_people_can_be_chosen_by_essay_and_group() -> None:
    places = (
        place("cranes", "person", "dell"),
        place("quays", "person", "dell"),
        place("quays", "person", "east"),
    )
    page = people_page(index_of(Registry(PEOPLE, groups=GROUPS), *places))
    assert choices(page) == {
        "essay": {"": "All", "cranes": "Cranes (1)", "quays": "Quays (2)"},
        "group": {"": "All", "owners": "Owners (1)", "clerks": "Clerks (1)"},
    }
    assert tags(page) == [
        {"data-essay": "quays", "data-group": "owners"},
        {"data-essay": "cranes quays", "data-group": "clerks"},
    ]


def test_without_groups_people_are_listed_by_letter_alone() -> None:
    page = people_page(index_of(Registry((PEOPLE[1], PEOPLE[2]))))
    assert "div.contents" not in page
    assert "[E](#east) [M](#marlow)" in page
    assert ".jumps" not in people_page(index_of(Registry((PEOPLE[2],))))


def test_all_mentions_are_in_one_list_by_essay() -> None:
    """In the order of the essays and of the paragraphs."""
    places = [place("cranes", "person", "east", n) for n in (2, 5)] + [place("quays", "person", "east", 1)]
    page = people_page(index_of(Registry((PEOPLE[1],)), *places))
    listed = page.partition("/// details | All mentions (3)")[2].partition("\n///\n")[0]
    lines = [line.partition(" so")[0] for line in listed.splitlines() if line.startswith(("*", "-"))]
    assert lines == [
        *("*Cranes*", "- [¶ 2](essays/cranes.md#p2)", "- [¶ 5](essays/cranes.md#p5)"),
        *("*Quays*", "- [¶ 1](essays/quays.md#p1)"),
    ]


# --- quotations ------------------------------------------------------------------------------------


def quotation(id_: str, speaker: str, verdict: Verdict) -> QuotationEntry:
    said_by = "" if speaker else "A crowd"
    return QuotationEntry(
        *(id_, id_.title(), speaker, said_by, "", None, "", verdict, "", "confirmed", "-", ())
    )


QUOTATIONS = (
    quotation("first", "marlow", "as-published"),
    quotation("second", "", "altered"),
    quotation("third", "east", "altered"),
)


def quotation_index(*places: Sequence[str]) -> EntityIndex:
    found = (place(essay, "quotation", id_) for essay, id_ in places)
    return index_of(Registry(PEOPLE, quotations=QUOTATIONS), *found)


def test_quotations_in_several_essays_come_first() -> None:
    """Each group keeps the order of the registry."""
    index = quotation_index(("cranes", "first"), ("quays", "third"), ("cranes", "third"), ("quays", "second"))
    shown = headings(quotations_page(index))
    assert shown == ["In several essays", "Third", "In one essay", "First", "Second", "Quotations they share"]


def test_quotations_of_which_none_recurs_are_one_group() -> None:
    assert headings(quotations_page(quotation_index(("cranes", "first"))))[0] == "All quotations"


def test_quotations_stand_in_the_order_in_which_they_are_listed() -> None:
    """By author, the author of most first and the others last."""
    quotations = (
        quotation("others", "", "altered"),
        quotation("first", "marlow", "altered"),
        quotation("second", "east", "altered"),
        quotation("third", "marlow", "altered"),
    )
    places = (place("cranes", "quotation", each.id) for each in quotations)
    page = quotations_page(index_of(Registry(PEOPLE, quotations=quotations), *places))
    assert headings(page)[1:] == ["First", "Third", "Second", "Others"]
    assert re.findall(r"^- \[(.*)\]\(#", page, re.MULTILINE) == headings(page)[1:]


def test_quotations_can_be_chosen_by_author_verdict_and_essay() -> None:
    """Authors are in the alphabet; whoever is not among the people is one of the others."""
    index = quotation_index(("cranes", "first"), ("quays", "third"), ("cranes", "third"))
    assert choices(quotations_page(index)) == {
        "author": {"": "All", "east": "East, Eve (1)", "marlow": "Marlow, Ada (1)", "others": "Others (1)"},
        "verdict": {
            "": "All",
            "as-published": "Quoted as published (1)",
            "altered": "Differs from the published words (2)",
        },
        "essay": {"": "All", "cranes": "Cranes (2)", "quays": "Quays (1)"},
    }


# --- the timeline ----------------------------------------------------------------------------------


def event(date: str, title: str, *others: str, starts: str = "") -> DateEntry:
    values = tuple(map(Edtf.parse, others))
    begins = Edtf.parse(starts) if starts else None
    return DateEntry(Edtf.parse(date), None, title, "It began.", values, "confirmed", "-", starts=begins)


def date(essay: str, value: str, paragraph: int = 1, means: str = "") -> Occurrence:
    return place(essay, "date", Edtf.parse(value).id, paragraph, value, means)


def lists_of(page: str) -> dict[str, list[str]]:
    """Return the addresses of the places in each entry of the timeline, by the entry's heading."""
    blocks = re.findall(r"^//// html \| div\.entry.*?^////$", page, re.MULTILINE | re.DOTALL)
    return {headings(block)[0]: re.findall(r"^- \[.*?\]\((.*?)\)", block, re.MULTILINE) for block in blocks}


EVENTS = (event("1911-05-02", "The strike", "1911-05", "1911-05-01/1911-05-02"), event("1911", "Two strikes"))


def test_all_dates_of_an_event_are_one_entry() -> None:
    """With a target for each address, and the places of all of them in the order of the essays."""
    places = (
        date("quays", "1911-05-02"),
        date("cranes", "1911-05", 3),
        date("cranes", "1911-05-01/1911-05-02", 2),
    )
    page = timeline_page(index_of(Registry(dates=EVENTS), *places))
    assert headings(page)[:2] == ["Two strikes", "The strike"]
    assert lists_of(page)["The strike"] == [
        f"essays/{at}" for at in ("cranes.md#p2", "cranes.md#p3", "quays.md#p1")
    ]
    assert '<span id="1911-05"></span>' in page
    assert '<span id="1911-05-01--1911-05-02"></span>' in page


def test_events_are_in_the_order_in_which_they_begin() -> None:
    """A year comes before its months, unless it is known when in the year the event begins."""
    events = (
        event("1910/1911", "Hunger", starts="1910-11"),
        event("1910", "A year"),
        event("1910-05", "May"),
        event("1911", "An election", starts="1911-04-03"),
        event("1911-03", "March"),
        event("1911-04", "April"),
        event("1911-04-04", "The day after"),
        event("191X", "A decade"),
    )
    assert headings(timeline_page(index_of(Registry(dates=events)))) == [
        *("A year", "A decade", "May", "Hunger"),
        *("March", "April", "An election", "The day after"),
    ]


def test_a_year_that_means_an_event_stands_under_it() -> None:
    """And not under the year, nor under a year of its own that is only mentioned there."""
    places = (
        date("cranes", "1911", 1, "1911-05-02"),
        date("cranes", "1911", 2),
        date("quays", "1912", 3, "1911-05-02"),
    )
    page = timeline_page(index_of(Registry(dates=EVENTS), *places))
    assert lists_of(page) == {
        "Two strikes": ["essays/cranes.md#p2"],
        "The strike": ["essays/cranes.md#p1", "essays/quays.md#p3"],
    }
    assert '<span id="1912"></span>' in page


def test_dates_without_an_event_stand_below_the_picture() -> None:
    """A date that also means an event in another place is in both lists, each place in one."""
    places = (date("cranes", "1920", 1), date("quays", "1912", 2), date("quays", "1912", 3, "1911-05-02"))
    page = timeline_page(index_of(Registry(dates=EVENTS), *places))
    assert headings(page) == [
        "Two strikes",
        "The strike",
        "Years each essay covers",
        "Other dates",
        "1912",
        "1920",
    ]
    assert lists_of(page)["1912"] == ["essays/quays.md#p2"]
    assert lists_of(page)["The strike"] == ["essays/quays.md#p3"]


def test_the_timeline_has_links_to_decades() -> None:
    index = index_of(Registry(dates=(event("1909", "A"), event("1910", "B"), event("1919", "C"))))
    assert "[1900s](#1909) [1910s](#1910)\n{ .jumps }" in timeline_page(index)


# --- disagreements ---------------------------------------------------------------------------------


def disagreement(id_: str, kind: DisagreementKind, subject: Subject, *essays: str) -> DisagreementEntry:
    selector = TextQuoteSelector((), "It")
    claims = tuple(Claim(essay, "It is so.", "p1", selector) for essay in essays)
    return DisagreementEntry(id_, id_.title(), kind, subject, "Is it?", "It is.", "confirmed", "-", claims)


DISAGREEMENTS = (
    disagreement("loaves", "fact", "figures", "cranes", "quays"),
    disagreement("crane", "fact", "dates", "quays"),
    disagreement("books", "look-alike", "figures", "cranes", "cranes"),
)


def test_disagreements_can_be_chosen_by_topic_kind_and_essay() -> None:
    """An essay with two claims counts once."""
    page = disagreements_page(index_of(Registry(disagreements=DISAGREEMENTS)))
    assert choices(page) == {
        "topic": {"": "All", "figures": "Figures (2)", "dates": "Dates (1)"},
        "kind": {"": "All", "fact": "Facts (2)", "look-alike": "Not really disagreements (1)"},
        "essay": {"": "All", "cranes": "Cranes (2)", "quays": "Quays (2)"},
    }


def test_what_is_no_disagreement_stands_apart() -> None:
    """Below the others, with its links by topic."""
    page = disagreements_page(index_of(Registry(disagreements=DISAGREEMENTS)))
    assert headings(page) == ["Facts", "Loaves", "Crane", "Not really disagreements", "Books"]
    facts, _, others = page.partition("## Not really disagreements")
    assert "**Figures**\n\n- [Loaves](#loaves)\n\n**Dates**\n\n- [Crane](#crane)" in facts
    assert "**Figures**\n\n- [Books](#books)\n\n///" in others
