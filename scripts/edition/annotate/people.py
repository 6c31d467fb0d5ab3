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
    NameBefore,
    are_given_names,
    given_name_after,
    may_be_misspelt,
    read_name_before,
)
from edition.model.entries import Person
from edition.text.locate import Finder, fold


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
class _Form:
    """A form of a name, folded."""

    text: str
    capitals: str
    owners: tuple[str, ...]
    """The ids of the people who have it."""

    is_given_name: bool = False
    """Whether it is a given name alone, by which a text may call a person whom it has introduced."""

    @property
    def is_single(self) -> bool:
        """Whether it is a single word."""
        return " " not in self.text


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A place in a folded text where there is a form of a name."""

    start: int
    end: int
    form: _Form
    before: NameBefore


@dataclass(frozen=True, slots=True)
class PeopleFinder:
    """Finds people in texts; made by `make_people_finder`, once for a registry."""

    words: re.Pattern[str]
    """Matches words with which a name may begin."""
    forms: Mapping[str, Sequence[_Form]]
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
        exceptions = _MatchSpans(self.exceptions, folded.text)
        titles = _MatchSpans(self.titles, folded.text)
        candidates = list(self._candidates(folded.text))
        identified = _Identified(candidates, self.known_offices, self.called_by_given_name)
        for candidate in candidates:
            if exceptions.contain(candidate.start, candidate.end):
                continue
            in_title = titles.contain(candidate.start, candidate.end)
            found = self._identify(folded.text, candidate, identified, in_title=in_title)
            if found:
                yield PersonMention(*folded.span(found.start, found.end), found.person, in_title)

    def learn(self, texts: Iterable[str]) -> PeopleFinder:
        """Return the finder that knows how `texts`, of one collection, call people by title and given name."""
        offices, called = defaultdict(set), set()
        for text in texts:
            folded = FoldedText(text).text
            candidates = list(self._candidates(folded))
            identified = _Identified(candidates, {}, frozenset())
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
                    start, end = finder.find(where.form, where.left, where.right)
                    yield PersonMention(start, end, person.id)

    def _candidates(self, text: str) -> Iterator[_Candidate]:
        """Yield the longest form of a name at each place, in order."""
        at = 0
        for word in self.words.finditer(text):
            if word.start() < at:
                continue
            form = self._form_at(text, word.start(), word[0])
            if form:
                at = word.start() + len(form.text)
                yield _Candidate(word.start(), at, form, read_name_before(text, word.start()))
            elif word[0].lower() in self.first_names and not _CAPITALISED_NEXT.match(text, word.end()):
                form = _Form(word[0], "", (self.first_names[word[0].lower()],), is_given_name=True)
                yield _Candidate(*word.span(), form, read_name_before(text, word.start()))

    def _form_at(self, text: str, start: int, word: str) -> _Form | None:
        is_in_capitals = len(word) > 1 and word.isupper()
        for form in self.forms.get(word.lower(), ()):
            matches = text.startswith(form.text, start) or (
                is_in_capitals and text.startswith(form.capitals, start)
            )
            if matches and not _continues_word(text, start + len(form.text)):
                return form
        return None

    def _identify(
        self, text: str, candidate: _Candidate, identified: _Identified, *, in_title: bool
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
        if not in_title and _names_a_thing(text, start, end):
            return None
        if before.given:
            own = [person for person in form.owners if self._has_given(person, before.given)]
            if own:
                person = own[0] if len(own) == 1 else ""
                identified.note(person, before, is_full=True)
                return PersonMention(before.start, end, person)
            if not in_title and self._is_somebody_else(form.owners, before):
                return None
        elif _is_joined_to_unknown(text, start, self.forms):
            return None
        after, after_end = given_name_after(text, end)
        own = [person for person in form.owners if after and self._has_given(person, after)]
        if len(own) == 1 and (len(after[0]) > 2 or len(after) > 1 or len(form.owners) > 1):
            identified.note(own[0], before, is_full=True)
            return PersonMention(start, after_end, own[0])
        person = form.owners[0] if len(form.owners) == 1 else identified.choose(form.owners, before)
        identified.note(person, before, is_full=False)
        return PersonMention(start, end, person)

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


class _Identified:
    """The people that a text has named so far."""

    def __init__(
        self,
        candidates: Iterable[_Candidate],
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


_CAPITALISED_NEXT = re.compile(r"(?:'s)?[ -][A-Z]")

# --- what is beside a surname --------------------------------------------------------------------

_THING = re.compile(
    r" (?:Street|St\.|Avenue|Boulevard|Road|Lane|Square|Place|Prize|House|Airport|Library|Institute|University"
    r"|College|School|Hospital|Hotel|Stadium|Island|County|River|Park|Bridge|Station|Museum|Mausoleum|Peak|Canal"
    r"|Mountains?|Works|Factory)(?!\w)"
)
"""What makes a name that of a place or a building: `Lenin Street`."""
_JOINED_BEFORE = re.compile(r"(?<![\w-])([A-Z][a-z]+)-$")
_INITIAL = re.compile(r"[A-Z]\.")


def _continues_word(text: str, end: int) -> bool:
    return end < len(text) and (text[end].isalnum() or text[end] == "_")


def _names_a_thing(text: str, start: int, end: int) -> bool:
    """Return whether a name is part of that of a place or building, or of a web address."""
    return (
        bool(_THING.match(text, end))
        or text[max(0, start - 1) : start] in ("/", ".")
        and _is_address(text, start)
    )


def _is_address(text: str, start: int) -> bool:
    """Return whether a place is in a web address."""
    token = text[max(0, start - 200) : start].split()
    return bool(token) and ("://" in token[-1] or token[-1].startswith("www."))


def _is_joined_to_unknown(text: str, start: int, forms: Mapping[str, object]) -> bool:
    """Return whether a surname is the second part of a double one whose first part is not a name we know."""
    joined = _JOINED_BEFORE.search(text[max(0, start - 30) : start])
    return bool(joined) and joined[1].lower() not in forms  # type: ignore[index]


# --- making a finder -----------------------------------------------------------------------------


def make_people_finder(people: Iterable[Person], titles: Sequence[str]) -> PeopleFinder:
    """Return a finder for `people`; `titles` are names of works and the like that contain a person's name."""
    people = tuple(people)
    owners: dict[str, list[str]] = defaultdict(list)
    for person in people:
        for name in {variant for name in person.names for variant in _variants(fold_letters(name))}:
            owners[name].append(person.id)
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
    by_word: dict[str, list[_Form]] = defaultdict(list)
    for name, ids in owners.items():
        by_word[_first_word(name)].append(_Form(name, name.upper(), tuple(dict.fromkeys(ids))))
    forms = {word: sorted(group, key=lambda form: -len(form.text)) for word, group in by_word.items()}
    given = {person.id: _given_names(person) for person in people}
    first_names = _first_names(people, given)
    first_words = {re.match(r"\w*", form.text)[0] for group in forms.values() for form in group}  # type: ignore[index]
    return PeopleFinder(
        _compile_first_words({*first_words, *(name.title() for name in first_names)}),
        forms,
        given,
        first_names,
        _compile_phrases(phrase for person in people for phrase in person.exceptions),
        _compile_phrases(titles),
        people,
    )


_PARTICLE = re.compile(
    r"(?:(?:de|del|della|di|da|du|des|von|van|der|den|ter|ten|zu|la|le) )+|(?:al|el|as|ar|an)-", re.I
)


def _variants(name: str) -> Iterator[str]:
    """Yield a name, and its other spellings: a particle with or without a capital, `al-` left out after a name."""
    yield name
    particle = _PARTICLE.match(name)
    if particle:
        yield name[0].swapcase() + name[1:]
    elif re.search(r" (?:al|el|as|ar|an)-[A-Z]", name):
        yield re.sub(r" (?:al|el|as|ar|an)-(?=[A-Z])", " ", name)


def _compile_first_words(first_words: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern of words with which a name may begin: quick, because most words have no capital."""
    first_words = sorted(filter(None, first_words))
    capitals = "".join(sorted({re.escape(word[0].upper()) for word in first_words}))
    lower = [re.escape(word) for word in first_words if not word[0].isupper()]
    if not first_words:
        return re.compile(r"(?!)")
    rest = "".join(rf"|{word}(?!\w)" for word in lower)
    return re.compile(rf"(?<!\w)(?:[{capitals}]\w*{rest})")


def _first_word(name: str) -> str:
    match = re.match(r"\w+", name)
    return match[0].lower() if match else name.lower()


def _given_names(person: Person) -> list[tuple[str, ...]]:
    """Return the given names in each full form of a person's name: all words but the last."""
    full = (fold_letters(name).split() for name in person.names if " " in name)
    return [tuple(re.findall(r"[A-Z]\.|[^\s.]+", " ".join(words[:-1]))) for words in full]


def _first_names(people: Sequence[Person], given: Mapping[str, list[tuple[str, ...]]]) -> dict[str, str]:
    """Return by given name, in lower case, the only person of whose name it is the first word."""
    owners: dict[str, set[str]] = defaultdict(set)
    for person in people:
        for name in (*person.names, *person.shared):
            for at, word in enumerate(re.findall(r"\w{2,}", fold_letters(name))):
                owners[word.lower()].add(f"{person.id}" if at == 0 else f"{person.id} ")
    firsts = {
        (names[0].lower(), person)
        for person, full in given.items()
        for names in full
        if len(names[0]) >= MIN_GIVEN_NAME and names[0].title() not in COMMON_GIVEN_NAMES
    }
    return {name: person for name, person in firsts if {id_.strip() for id_ in owners[name]} == {person}}


MIN_GIVEN_NAME = 4
"""Letters of the shortest given name by which alone a person is found."""


def _compile_phrases(phrases: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that matches any of `phrases` at word boundaries, trying the longest first."""
    ordered = sorted({fold_letters(phrase) for phrase in phrases}, key=lambda phrase: (-len(phrase), phrase))
    if not ordered:
        return re.compile(r"(?!)")
    # For speed: most words of a text begin with none of these letters.
    initials = "".join(sorted({re.escape(phrase[0]) for phrase in ordered}))
    return re.compile(rf"(?<!\w)(?=[{initials}])(?:{'|'.join(map(re.escape, ordered))})(?!\w)")


class _MatchSpans:
    """The spans of all matches of a pattern in a text."""

    def __init__(self, pattern: re.Pattern[str], text: str) -> None:
        self._spans = [match.span() for match in pattern.finditer(text)]

    def contain(self, start: int, end: int) -> bool:
        """Return whether one of the matches contains the span."""
        return any(low <= start and end <= high for low, high in self._spans)
