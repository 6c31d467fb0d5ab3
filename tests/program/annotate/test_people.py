"""People: which names are found, which are ignored, and whom a shared name refers to."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import example, given
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
    """Return each name in `text` with the id of its person."""
    return [(text[m.start : m.end], m.person) for m in make_people_finder(people, TITLES).find(text)]


ada, kit, rex = ADA.id, KIT.id, REX.id

CASES: dict[str, list[tuple[str, str]]] = {
    # the longest form first
    "Ada Marlow met A. Marlow and Marlow.": [("Ada Marlow", ada), ("A. Marlow", ada), ("Marlow", ada)],
    "Rex Marlow Bright spoke.": [("Rex Marlow Bright", rex)],
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
    "Marlow-ite, Marlow-ists, Marlow-ism and Marlow-itself": [("Marlow", ada)],
    "Brighton, Brightly, unBright, bright, BRIGHTON": [],
    "Marlow2 and Marlow_x": [],
    "AdaMarlow": [],
    # other kinds of space, but not the end of a paragraph
    "Ada\u00a0Marlow": [("Ada\u00a0Marlow", ada)],
    "Ada\nMarlow": [("Ada\nMarlow", ada)],
    "Ada\n\nMarlow": [("Marlow", ada)],
    # exceptions hide only the names within them
    "Bright and Sons, and Bright": [("Bright", rex)],
    "Bright and Sonship": [("Bright", rex)],
    "": [],
}


@pytest.mark.parametrize(("text", "expected"), CASES.items(), ids=CASES)
def test_whole_names_are_found(text: str, expected: list[tuple[str, str]]) -> None:
    """The longest name counts; it may be followed by a possessive or a hyphen, but not by a letter."""
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "count"),
    {
        "The cranes were black and White.": 0,
        "The cranes were White or red.": 0,
        "Then White and two others spoke.": 1,
        "He blacked it, and White stood by.": 1,
        "The blacks and White spoke.": 1,
    }.items(),
)
def test_a_surname_that_is_a_colour_stands_beside_no_colour(text: str, count: int) -> None:
    assert len(found(text, [Person("ina-white", ("Ina White", "White"))])) == count


def test_names_in_titles_are_flagged() -> None:
    """A name within a title is a mention, but marked; a name beside a title is not marked."""
    text = "Marlow left Marlow Memorial Hall with Letters to Bright, by Bright."
    mentions = make_people_finder(PEOPLE, TITLES).find(text)
    assert [(m.person, m.in_title) for m in mentions] == [
        (ada, False),
        (ada, True),
        (rex, True),
        (rex, False),
    ]


def test_nobody_is_found_without_names() -> None:
    """With or without titles."""
    assert make_people_finder((), ()).find("Marlow") == []
    assert make_people_finder((), TITLES).find("Marlow Memorial Hall") == []


def shared(*where: NamePlace) -> Person:
    """Return a person whose surname is shared with others."""
    return Person("tom-reed", ("Tom Reed",), ("Reed",), where)


TEXT = "The reed bent. Reed spoke, then Reed left; Tom Reed stayed."


def test_a_shared_form_counts_only_where_it_is_assigned() -> None:
    """`where` names these places; `find` ignores shared forms."""
    finder = make_people_finder(
        [shared(NamePlace("Reed", right=" spoke"), NamePlace("Reed", left="then "))], ()
    )
    assert [(m.start, m.end) for m in finder.find(TEXT)] == [(43, 51)]
    settled = list(finder.find_shared(TEXT))
    assert [(m.start, m.end, m.person) for m in settled] == [(15, 19, "tom-reed"), (32, 36, "tom-reed")]
    assert [TEXT[m.start : m.end] for m in settled] == ["Reed", "Reed"]
    assert not any(m.in_title for m in settled)


def test_an_assigned_place_belongs_to_one_essay() -> None:
    """If it names an essay, only that essay is searched."""
    finder = make_people_finder([shared(NamePlace("Reed", right=" spoke", essay="cranes"))], ())
    assert [m.start for m in finder.find_shared(TEXT, "cranes")] == [15]
    assert list(finder.find_shared(TEXT, "quays")) == []


@pytest.mark.parametrize(
    "where", [NamePlace("Reed", right=" sang"), NamePlace("Reed"), NamePlace("reed", left="A ")]
)
def test_an_assigned_place_must_occur_exactly_once(where: NamePlace) -> None:
    with pytest.raises(PlaceError):
        list(make_people_finder([shared(where)], ()).find_shared(TEXT))


PIECES = st.sampled_from(
    ["Ada ", "Marlow", "Marlow’s", "O'Dell", "Kit ", "Bright", " and Sons", "Rex ", " ", "-", "/", "ism", "’"]
)


@given(st.lists(PIECES, max_size=20).map("".join))
@example("Rex Bright")
@example("Marlow Bright")
def test_spans_are_in_order_and_hold_a_name(text: str) -> None:
    """Mentions never overlap, and each is a name of its person, at word boundaries."""
    at = 0
    forms = {form.replace("’", "'"): person.id for person in PEOPLE for form in person.names}
    forms["Rex Bright"] = REX.id  # a given name before the family name belongs to it
    for mention in make_people_finder(PEOPLE, TITLES).find(text):
        assert at <= mention.start < mention.end
        at = mention.end
        assert forms[text[mention.start : mention.end].replace("’", "'")] == mention.person
        around = text[mention.start - 1 : mention.start] + text[mention.end : mention.end + 1]
        assert not any(c.isalnum() or c == "_" for c in around)


# --- who is meant --------------------------------------------------------------------------------

ALL = Person("allen-dunn", ("Allen Dunn", "Allen W. Dunn"), ("Dunn",))
JON = Person("jonathan-dunn", ("Jonathan Foster Dunn",), ("Dunn",))
GAU = Person("rene-de-vaux", ("René de Vaux", "de Vaux"))
SAI = Person("nuri-al-hadi", ("Nuri al-Hadi", "al-Hadi"))
ZOE = Person("zoe-sokova", ("Zoë Šokova", "Šokova"))
NAMED = (ADA, KIT, REX, ALL, JON, GAU, SAI, ZOE)


@pytest.mark.parametrize(
    ("text", "expected"),
    {
        # capitals, accents, invisible marks, hyphens at the end of a line
        "MR. MARLOW: the text": [("MARLOW", ada)],
        "ADA MARLOW IN PARIS": [("ADA MARLOW", ada)],
        "MArlow": [],
        "Sokova, Šokova and So\u030ckova": [("Sokova", ZOE.id), ("Šokova", ZOE.id), ("So\u030ckova", ZOE.id)],
        "Mar\u00adlow, Mar\u200dlow, Ada \u200fMarlow\u200e spoke": [
            *(("Mar\u00adlow", ada), ("Mar\u200dlow", ada), ("Ada \u200fMarlow", ada)),
        ],
        "Mar-\nlow spoke": [("Mar-\nlow", ada)],
        # particles
        "De Vaux, de Vaux and DE VAUX": [("De Vaux", GAU.id), ("de Vaux", GAU.id), ("DE VAUX", GAU.id)],
        "Al-Hadi and Nuri Hadi": [("Al-Hadi", SAI.id), ("Nuri Hadi", SAI.id)],
        # initials, and names turned round
        "J. F. Dunn, J.F. Dunn": [("J. F. Dunn", JON.id), ("J.F. Dunn", JON.id)],
        "Dunn, J. F., too": [("Dunn, J. F.", JON.id)],
        "Marlow, Ada: My Cranes": [("Marlow, Ada", ada)],
        "Foster Dunn": [("Foster Dunn", JON.id)],
        "If Marlow went": [("Marlow", ada)],
        # other people, places and buildings
        "Jack Marlow came": [],
        "P. Marlow came": [],
        "Miles L. O’Dell came": [],
        "Kovarova-Marlow came": [],
        "Marlow Street and the Marlow Library": [],
        "the Grand Bright, the White Bright House, Bright Russians. The Grand Bright": [],
        "The Bright fell. Nobody saw the Bright of old.": [],
        "But Bright spoke. Mr. Bright spoke.": [("Bright", rex), ("Bright", rex)],
        "see http://example.org/Marlow/x": [],
        "Mr. Marlow and Secretary of State Marlow": [("Marlow", ada), ("Marlow", ada)],
        # a given name alone, where the text calls the person so
        "King Nuri came. Nuri spoke.": [("Nuri", SAI.id), ("Nuri", SAI.id)],
        "Nuri spoke.": [],
        "King Nuri Pasha came.": [],
    }.items(),
)
def test_names_as_texts_write_them(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text, NAMED) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    {
        "Allen Dunn came. Dunn spoke.": [ALL.id, ALL.id],
        "Allen Dunn met Jonathan Foster Dunn. Dunn spoke.": [ALL.id, JON.id, JON.id],
        "Secretary Jonathan Foster Dunn met Director Allen Dunn. Secretary Dunn spoke.": [
            JON.id,
            ALL.id,
            JON.id,
        ],
        "Director Allen Dunn came. Secretary Dunn spoke.": [ALL.id, ""],
        "Director Allen Dunn came. Mr. Dunn spoke.": [ALL.id, ALL.id],
        "Dunn spoke. Allen Dunn came.": ["", ALL.id],
    }.items(),
)
def test_a_shared_name_is_that_of_the_nearest_full_name_or_title(text: str, expected: list[str]) -> None:
    """Otherwise it is nobody’s: `find_all` reports it, and `find` leaves it out."""
    finder = make_people_finder(NAMED, ())
    assert [mention.person for mention in finder.find_all(text)] == expected
    assert [mention.person for mention in finder.find(text)] == [person for person in expected if person]


def test_other_texts_of_a_collection_say_who_has_a_title() -> None:
    finder = make_people_finder(NAMED, ())
    assert finder.find("Secretary Dunn and Nuri spoke.") == []
    learnt = finder.learn(["Secretary of State Jonathan Foster Dunn met King Nuri."])
    assert [m.person for m in learnt.find("Secretary Dunn and Nuri spoke.")] == [JON.id, SAI.id]
