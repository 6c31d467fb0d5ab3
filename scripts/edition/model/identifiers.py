"""Identifiers of people and works in authority files and catalogues."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import ClassVar, Self


class CheckedIdentifier(str):
    """An identifier whose last character is computed from those before it."""

    __slots__ = ()
    compute: ClassVar[dict[int, Callable[[str], str]]]
    """By the number of characters without hyphens, the function that computes the last one."""

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the identifier; ValueError if its length or its check digit is wrong."""
        plain = text.replace("-", "")
        compute = cls.compute.get(len(plain))
        if compute is None:
            raise ValueError(f"{text!r} has {len(plain)} characters, not {_either(cls.compute)}")
        if compute(plain[:-1]) != plain[-1]:
            raise ValueError(f"the check digit of {text!r} is wrong, so one of its digits is too")
        return cls(text)


def _either(numbers: dict[int, Callable[[str], str]]) -> str:
    return " or ".join(map(str, numbers))


def _modulo_11(digits: str) -> str:
    """Return the check digit of an ISBN of ten characters, and of a GND number of any length."""
    total = sum(weight * int(digit) for weight, digit in enumerate(reversed(digits), start=2))
    return _digit(-total % 11)


def _modulo_11_2(digits: str) -> str:
    """Return the check digit of ISO 7064, MOD 11-2."""
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    return _digit((1 - total) % 11)


def _modulo_10(digits: str) -> str:
    """Return the check digit of an ISBN of thirteen digits."""
    return str(-sum(int(digit) * (3 if at % 2 else 1) for at, digit in enumerate(digits)) % 10)


def _digit(value: int) -> str:
    return "X" if value == 10 else str(value)


class Gnd(CheckedIdentifier):
    """A person in the Gemeinsame Normdatei."""

    __slots__ = ()
    compute: ClassVar = {9: _modulo_11, 10: _modulo_11}


class Isni(CheckedIdentifier):
    """A person's International Standard Name Identifier, without spaces."""

    __slots__ = ()
    compute: ClassVar = {16: _modulo_11_2}


class Isbn(CheckedIdentifier):
    """A book's International Standard Book Number, with or without hyphens."""

    __slots__ = ()
    compute: ClassVar = {10: _modulo_11, 13: _modulo_10}


@dataclass(frozen=True, slots=True)
class Identifier:
    """An identifier, and whose it is."""

    scheme: str
    """What the identifier is called, such as `VIAF`."""
    value: str
    address: str
    """Where the identifier leads; empty if there is no such page."""


DOI_ROOT = "https://doi.org/"
"""The beginning of the addresses of DOIs."""

_SCHEMES = {
    "wikidata": ("Wikidata", "https://www.wikidata.org/entity/"),
    "viaf": ("VIAF", "https://viaf.org/viaf/"),
    "gnd": ("GND", "https://d-nb.info/gnd/"),
    "isni": ("ISNI", "https://isni.org/isni/"),
    "doi": ("DOI", DOI_ROOT),
    "isbn": ("ISBN", ""),
    "oclc": ("OCLC", "https://search.worldcat.org/title/"),
}
"""By field of an entry, the name of the scheme and the beginning of its addresses."""


def identifiers_of(entry: object) -> Iterator[Identifier]:
    """Yield the identifiers of a person or a work, always in the same order."""
    for field, (scheme, root) in _SCHEMES.items():
        if value := getattr(entry, field, ""):
            yield Identifier(scheme, value, root and root + value)
