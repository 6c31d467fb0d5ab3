"""How much notes and pictures show, at the limits and beside them."""

from __future__ import annotations

import re

import pytest

from edition.annotate.entity_index import EntityIndex
from edition.model.entries import Person, PersonEntry
from edition.model.mention import Mention, Occurrence
from edition.model.registry import Registry
from edition.pages.footnotes import entity_note
from edition.pages.overviews import people_overview
from tests.support.strategies import entry


def place(essay: str, person: str = "ada") -> Occurrence:
    return Occurrence(essay, "one", "p1", Mention(0, 6, "person", person, 0, 6), "", "Marlow", "")


def person(id_: str, name: str) -> PersonEntry:
    return PersonEntry(
        Person(id_, (name,)), name, name, name, None, None, "A docker.", "", "confirmed", "Told.", ""
    )


def named(counts: dict[str, dict[str, int]]) -> EntityIndex:
    """Return an edition with these numbers of mentions, by person and essay."""
    slugs = sorted({slug for essays in counts.values() for slug in essays})
    entries = tuple(entry("E", slug=slug, title=slug, short=f"Essay {slug}") for slug in slugs)
    registry = Registry(people=tuple(person(id_, f"Person {id_}") for id_ in counts))
    found = {
        ("person", id_): {slug: [place(slug, id_)] * count for slug, count in essays.items()}
        for id_, essays in counts.items()
    }
    return EntityIndex(entries, registry, found, {})  # type: ignore[arg-type]


# --- notes ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("others", "linked", "more"),
    [(1, 1, ""), (5, 5, ""), (6, 6, ""), (7, 6, "and 1 more"), (9, 6, "and 3 more")],
)
def test_a_note_links_to_six_other_essays(others: int, linked: int, more: str) -> None:
    """The page of the person lists all of them, and the note leads there."""
    counts = dict.fromkeys(["here", *(f"other-{n}" for n in range(others))], 1)
    note = entity_note(named({"ada": counts}), ("person", "ada"), "here")
    assert re.findall(r"\]\((other-\d)\.md#p1\)", note) == [f"other-{n}" for n in range(linked)]
    assert re.findall(r"and \d+ more", note) == ([more] if more else [])
    assert "[All mentions](../people.md#ada)" in note


# --- who is named where --------------------------------------------------------------------------


def drawn(context: EntityIndex) -> set[str]:
    """Return the people in the picture; the table below it must have everybody."""
    blocks = list(people_overview(context))
    pictures = [block for block in blocks if block.startswith("<figure")]
    table = "\n".join(block for block in blocks if "\n| " in block)
    assert {entry.id for entry in context.registry.people} == {*re.findall(r"\]\(#(\w+)\)", table)}
    return {*re.findall(r'href="#(\w+)"', "".join(pictures))}


def test_people_named_three_times_in_one_essay_are_in_the_picture() -> None:
    context = named(
        {
            "once": {"a": 1},
            "twice": {"a": 2},
            "thrice": {"a": 3},
            "often": {"b": 4},
            "shared": {"a": 1, "b": 1},
        }
    )
    assert drawn(context) == {"thrice", "often", "shared"}
    (caption,) = re.findall(r"<figcaption>(.*?)</figcaption>", "".join(people_overview(context)))
    assert "or one names 3 times or more" in caption


def test_without_people_there_is_no_picture() -> None:
    assert drawn(named({"twice": {"a": 2}, "once": {"b": 1}})) == set()
