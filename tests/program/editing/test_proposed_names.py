"""Names that `edition report` proposes: how they are cut, whose they are, and which are not people's."""

from __future__ import annotations

import pytest
import yaml

from edition.editing.names import find_names, group_names, person_lines


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
    (name,) = find_names("There the crane of Karlow fell.")
    assert (name.name, name.is_likely) == ("Karlow", False)


def test_forms_of_one_name_are_one_person() -> None:
    text = "John F. Karlow spoke. Karlow and J. Karlow agreed. Ada Tessel and Ida Tessel met Mr. Tessel."
    people = group_names((name, f"mill ¶{at}") for at, name in enumerate(find_names(text), 1))
    assert [(person.name, dict(person.forms)) for person in people] == [
        ("John F. Karlow", {"John F. Karlow": 1, "J. Karlow": 1, "Karlow": 1}),
        ("Ada Tessel", {"Ada Tessel": 1}),
        ("Ida Tessel", {"Ida Tessel": 1}),
        ("Tessel", {"Tessel": 1}),
    ]


def test_proposals_are_yaml_with_counts_and_places() -> None:
    text = "Mr. John F. Karlow spoke. Karlow agreed. There the crane of Tessel fell."
    people = group_names((name, "mill ¶3" if name.start < 40 else "quay ¶7") for name in find_names(text))
    lines = list(person_lines(people))
    assert yaml.safe_load("\n".join(lines)) == [
        {
            "id": "john-f-karlow",
            "name": "John F. Karlow",
            "sort": "Karlow, John F.",
            "role": "To be written.",
            "names": ["John F. Karlow", "Karlow"],
            "certainty": "probable",
            "source": "To be given.",
        }
    ]
    assert "  # 2 mentions: mill ¶3 (2)" in lines
    assert lines[-1] == "# perhaps Tessel: 1 mention: quay ¶7"
