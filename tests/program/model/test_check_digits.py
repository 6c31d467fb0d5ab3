"""Identifiers: a wrong digit is found, whatever its place."""

from __future__ import annotations

import pytest

from edition.model.identifiers import CheckedIdentifier, Gnd, Isbn, Isni

PUBLISHED = [
    (Gnd, "118540238"),
    (Gnd, "11857275X"),
    (Gnd, "1036604829"),
    (Isni, "0000000218250097"),
    (Isni, "000000021694233X"),
    (Isbn, "0-306-40615-2"),
    (Isbn, "0-8044-2957-X"),
    (Isbn, "978-0-306-40615-7"),
    (Isbn, "9780306406157"),
]
"""Identifiers of people and books that exist, or that the agencies give as examples."""


@pytest.mark.parametrize(("kind", "text"), PUBLISHED)
def test_identifiers_that_exist_are_accepted_as_they_are(kind: type[CheckedIdentifier], text: str) -> None:
    """With their hyphens."""
    assert kind.parse(text) == text


@pytest.mark.parametrize(("kind", "text"), PUBLISHED)
def test_every_wrong_digit_is_found(kind: type[CheckedIdentifier], text: str) -> None:
    digits = [at for at, character in enumerate(text[:-1]) if character.isdigit()]
    for at in digits:
        wrong = f"{text[:at]}{(int(text[at]) + 1) % 10}{text[at + 1 :]}"
        with pytest.raises(ValueError, match="check digit"):
            kind.parse(wrong)


@pytest.mark.parametrize(
    ("kind", "swapped"),
    [(Gnd, "118542038"), (Isni, "0000000281250097"), (Isbn, "0-360-40615-2"), (Isbn, "978-0-306-46015-7")],
)
def test_two_digits_that_changed_places_are_found(kind: type[CheckedIdentifier], swapped: str) -> None:
    with pytest.raises(ValueError, match="check digit"):
        kind.parse(swapped)


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        (Gnd, "11854023", "8 characters, not 9 or 10"),
        (Gnd, "11854023811", "11 characters, not 9 or 10"),
        (Isni, "000000021825009", "15 characters, not 16"),
        (Isbn, "978-0-306-40615", "12 characters, not 10 or 13"),
    ],
)
def test_a_wrong_length_is_reported(kind: type[CheckedIdentifier], text: str, expected: str) -> None:
    with pytest.raises(ValueError, match=expected):
        kind.parse(text)
