"""People: which names are found, which are left alone, and whom a shared name names."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.annotate.people import make_people_finder
from edition.model.entries import NamePlace, Person
from edition.text.locate import PlaceError

ADA = Person("ada-marlow", ("Marlow", "Ada Marlow", "A. Marlow"))
KIT = Person("kit-o-dell", ("O’Dell", "Kit O'Dell"))
REX = Person("rex-marlow-bright", ("Rex Marlow Bright", "Bright"), exceptions=("Bright and Sons",))
PEOPLE = (ADA, KIT, REX)
TITLES = ("Marlow Memorial Hall", "Letters to Bright")


def found(text: str, people: Sequence[Person] = PEOPLE) -> list[tuple[str, str]]:
    """Return each name in `text` with whom it names."""
    return [(text[m.start : m.end], m.person) for m in make_people_finder(people, TITLES).find(text)]


ada, kit, rex = ADA.id, KIT.id, REX.id

CASES: dict[str, list[tuple[str, str]]] = {
    # the longest form first
    "Ada Marlow met A. Marlow and Marlow.": [("Ada Marlow", ada), ("A. Marlow", ada), ("Marlow", ada)],
    "Rex Marlow Bright spoke.": [("Rex Marlow Bright", rex)],
    "Rex Marlow spoke.": [("Marlow", ada)],
    # possessives
    "Marlow’s cranes": [("Marlow", ada)],
    "Marlow's cranes": [("Marlow", ada)],
    "the Marlows’ cranes": [],
    "O’Dell’s and O'Dell's": [("O’Dell", kit), ("O'Dell", kit)],
    # apostrophes of either kind, whichever the registry has
    "Kit O’Dell, Kit O'Dell, Kit O‘Dell": [("Kit O’Dell", kit), ("Kit O'Dell", kit), ("Kit O‘Dell", kit)],
    # joined names
    "Marlow/Bright": [("Marlow", ada), ("Bright", rex)],
    "Marlow-Bright": [("Marlow", ada), ("Bright", rex)],
    "Marlow–Bright line": [("Marlow", ada), ("Bright", rex)],
    "anti-Marlow": [("Marlow", ada)],
    "pre-Bright, Bright-like": [("Bright", rex), ("Bright", rex)],
    # marks around
    "(Marlow), “Bright”, [O’Dell]; Marlow: Bright!": [
        *(("Marlow", ada), ("Bright", rex), ("O’Dell", kit)),
        *(("Marlow", ada), ("Bright", rex)),
    ],
    # derived and other words
    "Marlowism, Marlowite, Marlowian and neoMarlow": [],
    "Brighton, Brightly, unBright, bright, BRIGHT": [],
    "Marlow2 and Marlow_x": [],
    "AdaMarlow": [],
    # spaces of other kinds, but no end of a paragraph
    "Ada\u00a0Marlow": [("Ada\u00a0Marlow", ada)],
    "Ada\nMarlow": [("Ada\nMarlow", ada)],
    "Ada\n\nMarlow": [("Marlow", ada)],
    # exceptions hide only what they hold
    "Bright and Sons, and Bright": [("Bright", rex)],
    "Bright and Sonship": [("Bright", rex)],
    "": [],
}


@pytest.mark.parametrize(("text", "expected"), CASES.items(), ids=CASES)
def test_names_are_found_whole(text: str, expected: list[tuple[str, str]]) -> None:
    """The longest name counts, at word boundaries; a possessive or a joint ends it, a letter does not."""
    assert found(text) == expected


def test_names_in_titles_are_flagged() -> None:
    """A name within a title is a mention like others, and marked; one beside it is not."""
    text = "Marlow left Marlow Memorial Hall with Letters to Bright, by Bright."
    mentions = make_people_finder(PEOPLE, TITLES).find(text)
    assert [(m.person, m.in_title) for m in mentions] == [
        (ada, False),
        (ada, True),
        (rex, True),
        (rex, False),
    ]


def test_nobody_is_found_without_names() -> None:
    """An empty registry finds nobody, titles or not."""
    assert make_people_finder((), ()).find("Marlow") == []
    assert make_people_finder((), TITLES).find("Marlow Memorial Hall") == []


def shared(*where: NamePlace) -> Person:
    """Return a person whose only name others bear too."""
    return Person("tom-reed", ("Tom Reed",), ("Reed",), where)


TEXT = "The reed bent. Reed spoke, then Reed left; Tom Reed stayed."


def test_a_shared_form_counts_where_it_is_settled() -> None:
    """Only the place that `where` tells is a mention; `find` knows nothing of shared forms."""
    finder = make_people_finder(
        [shared(NamePlace("Reed", right=" spoke"), NamePlace("Reed", left="then "))], ()
    )
    assert [(m.start, m.end) for m in finder.find(TEXT)] == [(43, 51)]
    settled = list(finder.find_shared(TEXT))
    assert [(m.start, m.end, m.person) for m in settled] == [(15, 19, "tom-reed"), (32, 36, "tom-reed")]
    assert [TEXT[m.start : m.end] for m in settled] == ["Reed", "Reed"]
    assert not any(m.in_title for m in settled)


def test_a_settled_place_is_of_one_essay() -> None:
    """A place that names an essay is looked for there only."""
    finder = make_people_finder([shared(NamePlace("Reed", right=" spoke", essay="cranes"))], ())
    assert [m.start for m in finder.find_shared(TEXT, "cranes")] == [15]
    assert list(finder.find_shared(TEXT, "quays")) == []


@pytest.mark.parametrize(
    "where", [NamePlace("Reed", right=" sang"), NamePlace("Reed"), NamePlace("reed", left="A ")]
)
def test_a_settled_place_must_stand_once(where: NamePlace) -> None:
    """A place that is nowhere in the text, or twice, is an error."""
    with pytest.raises(PlaceError):
        list(make_people_finder([shared(where)], ()).find_shared(TEXT))


PIECES = st.sampled_from(
    ["Ada ", "Marlow", "Marlow’s", "O'Dell", "Kit ", "Bright", " and Sons", "Rex ", " ", "-", "/", "ism", "’"]
)


@given(st.lists(PIECES, max_size=20).map("".join))
def test_spans_are_in_order_and_hold_a_name(text: str) -> None:
    """Mentions never overlap, and each is a form of its person at word boundaries."""
    at = 0
    forms = {form.replace("’", "'"): person.id for person in PEOPLE for form in person.names}
    for mention in make_people_finder(PEOPLE, TITLES).find(text):
        assert at <= mention.start < mention.end
        at = mention.end
        assert forms[text[mention.start : mention.end].replace("’", "'")] == mention.person
        around = text[mention.start - 1 : mention.start] + text[mention.end : mention.end + 1]
        assert not any(c.isalnum() or c == "_" for c in around)
