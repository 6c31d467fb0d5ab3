"""Finding people in a text by the names that a registry gives for them.

The longest form of a name counts, at word boundaries: derived words (`Marlowism`) are not matched, but
possessives and joined names (`Marlow/Reed`) are, and so are names in capitals, without their accents, or
broken at the end of a line. A surname beside somebody else's given name (`Jack Marlow`) is that of another
person. A form that several people of the registry share names the one whose full name or title is nearest,
or nobody. Positions are code points of the text that is searched.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from edition.annotate.folding import FoldedText, fold_letters
from edition.annotate.given_names import (
    COMMON_GIVEN_NAMES,
    ORDINARY_WORDS,
    NameBefore,
    are_given_names,
    given_name_after,
    may_be_misspelt,
    read_name_before,
)
from edition.annotate.identified_people import Candidate, IdentifiedPeople
from edition.annotate.name_forms import (
    MatchSpans,
    NameForm,
    compile_first_words,
    compile_phrases,
    first_word,
    given_names,
    spelling_variants,
    unique_first_names,
)
from edition.annotate.other_names import (
    CAPITALISED_NEXT,
    DERIVED,
    has_article,
    is_beside_colour,
    is_joined_to_unknown,
    is_part_of_thing,
    names_thing,
)
from edition.model.entries import Person
from edition.text.locate import Finder, PlaceError


@dataclass(frozen=True, slots=True)
class PersonMention:
    """A place where a person is named: `text[start:end]`."""

    start: int
    end: int
    person: str
    """The person's id; empty if several share the name and the text does not say who is meant."""
    in_title: bool = False
    """Whether the name is part of the name of a work, an event or an organisation."""


@dataclass(frozen=True, slots=True)
class PeopleFinder:
    """Finds people in texts; made by `make_people_finder`, once for a registry."""

    words: re.Pattern[str]
    """Matches words with which a name may begin."""
    forms: Mapping[str, Sequence[NameForm]]
    """By first word in lower case, the forms that begin with it, longest first."""
    given: Mapping[str, Sequence[Sequence[str]]]
    """By id, the given names in each full form of the person's name."""
    first_names: Mapping[str, str]
    """By given name in lower case, the id of the only person with it whom the text may call so."""
    exceptions: re.Pattern[str]
    """Matches phrases in which a form does not name the person."""
    titles: re.Pattern[str]
    """Matches names of works, events and organisations that contain a person's name."""
    people: tuple[Person, ...]
    known_offices: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """By id, the words of the titles with which other texts of the collection name people; see `learn`."""
    called_by_given_name: frozenset[str] = frozenset()
    """Ids of the people whom other texts of the collection call by their given name."""

    def find(self, text: str) -> list[PersonMention]:
        """Return every mention in `text` of a person whom the text identifies, in order."""
        return [mention for mention in self.find_all(text) if mention.person]

    def find_all(self, text: str) -> Iterator[PersonMention]:
        """Yield the mentions in `text`, also of people who share their name and are not identified."""
        folded = FoldedText(text)
        exceptions = MatchSpans(self.exceptions, folded.text)
        titles = MatchSpans(self.titles, folded.text)
        candidates = list(self._candidates(folded.text))
        identified = IdentifiedPeople(candidates, self.known_offices, self.called_by_given_name)
        end = 0
        for candidate in candidates:
            if candidate.start < end or exceptions.contain(candidate.start, candidate.end):
                continue
            in_title = titles.contain(candidate.start, candidate.end)
            found = self._identify(folded.text, candidate, identified, in_title=in_title)
            if found:
                # a given name before it may be the family name that was found just before
                start = found.start if found.start >= end else candidate.start
                end = found.end
                yield PersonMention(*folded.span(start, end), found.person, in_title)

    def learn(self, texts: Iterable[str]) -> PeopleFinder:
        """Return a finder that knows with which titles and given names other `texts` call people."""
        offices: dict[str, set[str]] = defaultdict(set)
        called: set[str] = set()
        for text in texts:
            folded = FoldedText(text).text
            candidates = list(self._candidates(folded))
            identified = IdentifiedPeople(candidates, {}, frozenset())
            for candidate in candidates:
                self._identify(folded, candidate, identified, in_title=False)
            called |= identified.called_by_given_name
            for person, words in identified.offices_of_full_names.items():
                offices[person] |= words
        known = {person: frozenset(words) for person, words in offices.items()}
        return replace(self, known_offices=known, called_by_given_name=frozenset(called))

    def find_shared(self, text: str, essay: str = "") -> Iterator[PersonMention]:
        """Yield the mentions in the places where the registry says whom a shared form names.

        `essay` is the slug of the text. Raises PlaceError if a place is not in the text.
        """
        finder = None
        for person in self.people:
            for where in person.where:
                if where.essay in ("", essay):
                    finder = finder or Finder(text)
                    try:
                        start, end = finder.find(where.form, where.left, where.right)
                    except PlaceError as error:
                        what = f"{where.left + where.form + where.right!r} {error}"
                        raise PlaceError(what, sought=error.sought, path=where.path) from None
                    yield PersonMention(start, end, person.id)

    def _candidates(self, text: str) -> Iterator[Candidate]:
        """Yield the longest form of a name at each place, in order."""
        at = 0
        for word in self.words.finditer(text):
            if word.start() < at:
                continue
            form = self._form_at(text, word.start(), word[0])
            if form:
                at = word.start() + len(form.text)
                yield Candidate(word.start(), at, form, read_name_before(text, word.start()))
            elif word[0].lower() in self.first_names and not CAPITALISED_NEXT.match(text, word.end()):
                form = NameForm(word[0], "", (self.first_names[word[0].lower()],), is_given_name=True)
                yield Candidate(*word.span(), form, read_name_before(text, word.start()))

    def _form_at(self, text: str, start: int, word: str) -> NameForm | None:
        is_in_capitals = len(word) > 1 and word.isupper()
        for form in self.forms.get(word.lower(), ()):
            matches = text.startswith(form.text, start) or (
                is_in_capitals and text.startswith(form.capitals, start)
            )
            if matches and not _continues_word(text, start + len(form.text)):
                return form
        return None

    def _identify(
        self, text: str, candidate: Candidate, identified: IdentifiedPeople, *, in_title: bool
    ) -> PersonMention | None:
        """Return the mention at a place, with given names beside it, or None if it names somebody else."""
        start, end, form, before = candidate.start, candidate.end, candidate.form, candidate.before
        if form.is_given_name:
            (person,) = form.owners
            is_called_so = identified.is_called_by_given_name(person, before)
            return PersonMention(start, end, person) if is_called_so else None
        if not form.is_single:
            person = form.owners[0] if len(form.owners) == 1 else ""
            identified.note(person, before, is_full=True)
            return PersonMention(start, end, person)
        own = [person for person in form.owners if self._has_given(person, before.given)]
        if own:
            start = before.start
        elif not in_title and self._names_other(text, candidate):
            return None
        else:
            after, after_end = given_name_after(text, end)
            own = [person for person in form.owners if self._has_given(person, after)]
            end = after_end if own else end
        if own:
            person = own[0] if len(own) == 1 else ""
        else:
            person = form.owners[0] if len(form.owners) == 1 else identified.choose(form.owners, before)
        identified.note(person, before, is_full=bool(own))
        return PersonMention(start, end, person)

    def _names_other(self, text: str, candidate: Candidate) -> bool:
        """Return whether a surname without its own given name before it names somebody or something else."""
        start, end, form, before = candidate.start, candidate.end, candidate.form, candidate.before
        is_word = form.text.lower() in ORDINARY_WORDS
        if names_thing(text, start, end) or DERIVED.match(text, end):
            return True
        if is_word and (
            CAPITALISED_NEXT.match(text, end)
            or is_beside_colour(text, start, end)
            or has_article(text, start)
        ):
            return True
        if not before.given:
            return is_joined_to_unknown(text, start, self.forms)
        return self._is_somebody_else(form.owners, before) or (is_word and is_part_of_thing(text, before))

    def _has_given(self, person: str, words: Sequence[str]) -> bool:
        return any(are_given_names(words, own) for own in self.given.get(person, ()))

    def _is_somebody_else(self, owners: Sequence[str], before: NameBefore) -> bool:
        """Return whether given names, which are not a person's own, are those of another person.

        A capitalised word before a surname may be anything; a common given name or an initial is a name.
        """
        own = [names for person in owners for names in self.given[person]]
        if not own or any(may_be_misspelt(before.given[0], names) for names in own):
            return False
        has_initial = any(_INITIAL.fullmatch(word) for word in before.given)
        return has_initial or before.given[-1] in COMMON_GIVEN_NAMES


def _continues_word(text: str, end: int) -> bool:
    return end < len(text) and (text[end].isalnum() or text[end] == "_")


_INITIAL = re.compile(r"[A-Z]\.")


# --- making a finder -----------------------------------------------------------------------------


def make_people_finder(people: Iterable[Person], titles: Sequence[str]) -> PeopleFinder:
    """Return a finder for `people`; `titles` are names of works and the like that contain a person's name."""
    people = tuple(people)
    owners: dict[str, list[str]] = defaultdict(list)
    for person in people:
        for form in {form for name in person.names for form in spelling_variants(fold_letters(name))}:
            owners[form].append(person.id)
    unique = {name for name, ids in owners.items() if len(set(ids)) == 1}
    shared: dict[str, list[str]] = defaultdict(list)
    for person in people:
        for name in person.shared:
            shared[fold_letters(name)].append(person.id)
    # a shared form that only one person of the registry has is also somebody else's, or an ordinary word
    # where the editors say who is meant in single places, they have decided on all of them
    settled = {fold_letters(place.form) for person in people for place in person.where}
    owners |= {
        name: ids
        for name, ids in shared.items()
        if len(set(ids)) > 1 and name not in unique and name not in settled
    }
    by_word: dict[str, list[NameForm]] = defaultdict(list)
    for name, ids in owners.items():
        by_word[first_word(name)].append(NameForm(name, name.upper(), tuple(dict.fromkeys(ids))))
    forms = {word: sorted(group, key=lambda form: -len(form.text)) for word, group in by_word.items()}
    given = {person.id: given_names(person) for person in people}
    first_names = unique_first_names(people, given)
    first_words = {re.match(r"\w*", form.text)[0] for group in forms.values() for form in group}  # type: ignore[index]
    return PeopleFinder(
        compile_first_words({*first_words, *(name.title() for name in first_names)}),
        forms,
        given,
        first_names,
        compile_phrases(phrase for person in people for phrase in person.exceptions),
        compile_phrases(titles),
        people,
    )
