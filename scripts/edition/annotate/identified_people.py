"""Whom a name means that several people have: by what the text has said before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from edition.annotate.given_names import NameBefore
from edition.annotate.name_forms import NameForm


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place in a folded text where there is a form of a name."""

    start: int
    end: int
    form: NameForm
    before: NameBefore


class IdentifiedPeople:
    """The people that a text has named so far."""

    def __init__(
        self,
        candidates: Iterable[Candidate],
        known_offices: Mapping[str, frozenset[str]],
        called_by_given_name: frozenset[str],
    ) -> None:
        self.called_by_given_name = called_by_given_name | {
            candidate.form.owners[0]
            for candidate in candidates
            if candidate.form.is_given_name and candidate.before.has_office
        }
        self._order: dict[str, int] = {}
        self._offices: dict[str, set[str]] = defaultdict(set)
        self.offices_of_full_names: dict[str, set[str]] = defaultdict(set)
        self._known_offices = known_offices
        self._count = 0

    def note(self, person: str, before: NameBefore, *, is_full: bool) -> None:
        """Note that a person is named, and the title before the name."""
        if person:
            self._offices[person] |= before.offices
            if is_full:
                self.offices_of_full_names[person] |= before.offices
                self._count += 1
                self._order[person] = self._count

    def is_called_by_given_name(self, person: str, before: NameBefore) -> bool:
        """Return whether a given name means the person who has it: the text calls the person `King Saud`."""
        return person in self.called_by_given_name and not before.given

    def choose(self, owners: Sequence[str], before: NameBefore) -> str:
        """Return which of several people a shared name means; empty if that is not certain.

        It is the only one with the title before the name, else the one whose full name is nearest before it
        and who is not called by another title.
        """
        if before.offices:
            for offices in (self._offices, self._known_offices):
                titled = [person for person in owners if offices.get(person, set()) & before.offices]
                if len(titled) == 1:
                    return titled[0]
            if any(self._offices[person] for person in owners if person in self._order):
                owners = [person for person in owners if not self._offices[person]]
        named = sorted((self._order[person], person) for person in owners if person in self._order)
        return named[-1][1] if named else ""
