"""Names that `edition report` proposes: how they are cut, whose they are, and which are not people's."""

from __future__ import annotations

import pytest

from edition.editing.names import find_names, find_names_in, group_names
from edition.editing.names.spelling import KnownNames
from edition.model.entries import Person


def likely(text: str) -> list[str]:
    return [name.name for name in find_names(text) if name.is_likely]


@pytest.mark.parametrize(
    ("text", "names"),
    {
        "A letter by John F. Karlow and by J. F. Tessel came.": ["John F. Karlow", "J. F. Tessel"],
        "Then Mr. Karlow met Secretary Tessel.": ["Karlow", "Tessel"],
        "Karlow spoke first. Tessel’s answer came: Tessel agreed.": ["Karlow", "Tessel", "Tessel"],
        "They saw Karlow and Tessel.": ["Karlow", "Tessel"],
        "Present: Karlow, Tessel.": ["Karlow", "Tessel"],
        "Here Ludwig van der Karlow met Otto von Tessel and Ibn al-Hadi.": [
            *("Ludwig van der Karlow", "Otto von Tessel", "Ibn al-Hadi"),
        ],
        "There sat Émile Karlow and Ödön Kövári and Świętosławski, Şükrü Çelik.": [
            *("Émile Karlow", "Ödön Kövári", "Świętosławski", "Şükrü Çelik"),
        ],
        "We know that Karlow’s crane fell, as Karlow says.": ["Karlow", "Karlow"],
        "It was as Karlow brilliantly explained, against the historian Tessel.": ["Karlow", "Tessel"],
        "Patrick O’Dell and Jean-Pierre Karlow wrote it.": ["Patrick O’Dell", "Jean-Pierre Karlow"],
    }.items(),
)
def test_names_are_cut_right(text: str, names: list[str]) -> None:
    assert likely(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "The Council of State of the Old Republic met on the Left Bank.",
        "In Vienna and Paris it rained, in Vienna too.",
        "The Daily Mail and the Red Flag lay there.",
        "Having slept, they rose. Nobody spoke. Bread is dear; the bread is old.",
        "The Marlovians and Marlovism came; Working-class Sunday followed.",
        "The USA and NATO met the NCOs.",
    ],
)
def test_bodies_places_and_beginnings_of_sentences_are_no_names(text: str) -> None:
    assert likely(text) == []


def test_a_name_of_which_nothing_says_that_it_is_a_persons_is_doubtful() -> None:
    (name,) = find_names("Nobody had heard of Karlow.")
    assert (name.name, name.is_likely) == ("Karlow", False)


@pytest.mark.parametrize(
    "text",
    [
        "Have no fear of http://mills.example/Karlow/Tessel.html or karlow@mills.example.",
        "B. Outstanding debts of the mill.\nC. Having paid, they left.",
        "A Karlowite met a Karlowish Tesselian.",
        "The DepSec and the FonMin were late.",
        "The Karlows came to the quay.",
    ],
)
def test_addresses_labels_and_derived_words_are_no_names(text: str) -> None:
    assert likely(text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    {
        "Der Drucker Karl Krahn sah die Kinder der Wirtin Maria Tessel.": ["Karl Krahn", "Maria Tessel"],
        "Von Karl Krahn. Die Lampe brannte, und Krahn schrieb.": ["Karl Krahn", "Krahn"],
        "Dort stand Konsul Krahn, und Heinrich von der Tessel kam.": ["Krahn", "Heinrich von der Tessel"],
        "Aber der Roggen am Turm von Sankt Nikolai war nicht das Wort von Gefahr.": [],
        "Zwei von ihnen hatten keine Schuhe was sich zeigte, und Eimer (Eimer) gab es.": [],
        "I. Der Hafen. Nach der Flut kam der Konsul.": [],
    }.items(),
)
def test_names_where_every_noun_has_a_capital(text: str, names: list[str]) -> None:
    found = find_names(text, "de-AT")
    assert [name.name for name in found if name.is_likely] == names
    assert all(text[name.start : name.end] == name.name for name in found)


def test_nouns_alone_are_not_listed_as_doubtful_names() -> None:
    text = "Man sah das Dach, die Bibel und den Speicher; nur Hauke Krahnert fehlte, und Wibo Tessel."
    assert [name.name for name in find_names(text, "de")] == ["Hauke Krahnert", "Wibo Tessel"]


def test_a_surname_with_a_title_once_is_a_name_everywhere() -> None:
    """In all texts of an edition, and although it alone could be the name of a place."""
    texts = {"mill": "In Karlow it rained.", "quay": "Then General Karlow came, and Karlow spoke."}
    assert [(n.name, n.is_likely) for n in find_names_in(texts)["mill"]] == [("Karlow", True)]
    assert find_names("In Karlow it rained.") == []


def test_a_surname_that_is_also_a_word_needs_a_given_name_or_a_title() -> None:
    assert likely("Nina Temple and Senator Church met at the Temple near the Church.") == [
        "Nina Temple",
        "Church",
    ]


def test_a_word_that_only_begins_sentences_is_doubtful_until_more_speaks_for_it() -> None:
    (name,) = find_names("“Karlqvist is late,” they shouted.")
    assert (name.name, name.is_likely) == ("Karlqvist", False)
    assert likely("Karlqvist, the author of the plan, is late.") == ["Karlqvist"]


def test_forms_of_one_name_are_one_person() -> None:
    text = "John F. Karlow spoke. Karlow and J. Karlow agreed. Ada Tessel and Ida Tessel met Mr. Tessel."
    people = group_names((name, f"mill p{at}") for at, name in enumerate(find_names(text), 1))
    assert [(person.name, dict(person.forms)) for person in people] == [
        ("John F. Karlow", {"John F. Karlow": 1, "J. Karlow": 1, "Karlow": 1}),
        ("Ada Tessel", {"Ada Tessel": 1}),
        ("Ida Tessel", {"Ida Tessel": 1}),
        ("Tessel", {"Tessel": 1}),
    ]


@pytest.mark.parametrize(
    ("name", "owner"),
    {
        "Karlovskii": "ada-karlovsky",
        "Karlowsky": "ada-karlovsky",
        "Ada Karlovskij": "ada-karlovsky",
        "Karlovsky": "",
        "Karlovich": "",
        "Chaikhin": "ina-khaikin",
        "Tesl": "",
    }.items(),
)
def test_other_spellings_of_a_known_name_are_recognised(name: str, owner: str) -> None:
    known = KnownNames(
        [
            Person("ada-karlovsky", ("Ada Karlovsky", "Karlovsky")),
            Person("ina-khaikin", ("Khaikhin",)),
            Person("ida-tessl", ("Tessl",)),
        ]
    )
    assert known.likely_owner(name) == owner
