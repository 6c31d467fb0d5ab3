"""People who are not in a registry: which names mean the same person, and how often each has been found."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from edition.annotate.folding import fold_letters
from edition.editing.names.find import FoundName

Place = TypeVar("Place")
"""Where a name is, in the form that the caller uses for places."""


@dataclass(slots=True)
class UnknownPerson(Generic[Place]):
    """A person whom texts name and no registry has."""

    name: str
    """The longest form of the name."""
    forms: Counter[str] = field(default_factory=Counter)
    """The forms of the name, with their number of mentions; the longest come first."""
    places: list[Place] = field(default_factory=list)
    """The place of each mention."""
    is_likely: bool = False
    """Whether something says that the name is a person's."""


def group_names(found: Iterable[tuple[FoundName, Place]]) -> list[UnknownPerson[Place]]:
    """Return the people whom names mean, each name with its place; the most often named come first.

    A surname, or a name with fewer or shorter given names, is that of the full name that ends with it, if
    there is only one; otherwise it is a person of its own.
    """
    places: dict[str, list[Place]] = defaultdict(list)
    likely: set[str] = set()
    for name, place in found:
        places[name.name].append(place)
        likely |= {name.name} if name.is_likely else set()
    people: dict[str, UnknownPerson[Place]] = {}
    for form in sorted(places, key=lambda form: (-len(form), form)):
        longer = [person for person in people.values() if _may_be_same(form, person.name)]
        person = longer[0] if len(longer) == 1 else UnknownPerson[Place](form)
        people.setdefault(person.name, person)
        person.forms[form] += len(places[form])
        person.places += places[form]
        person.is_likely = person.is_likely or form in likely
    return sorted(people.values(), key=lambda person: (-len(person.places), person.name))


def _may_be_same(name: str, full: str) -> bool:
    """Return whether a name may be a shorter form of a full one: `J. Karlow` for `John F. Karlow`."""
    words, others = fold_letters(name).split(), fold_letters(full).split()
    if words[-1] != others[-1]:
        return False
    rest = others[:-1]
    for word in words[:-1]:
        at = next((i for i, o in enumerate(rest) if o == word or (word[1:] == "." and o[0] == word[0])), None)
        if at is None:
            return False
        rest = rest[at + 1 :]
    return True
