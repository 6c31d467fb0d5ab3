"""Proposing people for a registry: names in texts that are probably those of people.

A capitalised phrase is taken for a person's name if something says so: a given name, an initial, a title
before it, a particle within it, or a verb beside it that only people are the subject of. A surname alone is
also taken where it is that of a full name, or stands in a list with another name.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from edition.annotate.folding import fold_letters
from edition.annotate.given_names import COMMON_GIVEN_NAMES, TITLES, is_title_word
from edition.text.words import word_set

_CAPITAL = "".join(letter for letter in map(chr, range(0x41, 0x250)) if letter.isupper())
"""The capitals of the Latin alphabets."""
_LETTER = r"[^\W\d_]"
_INITIAL = rf"[{_CAPITAL}]\.(?:\ ?-?[{_CAPITAL}]\.)*"
_PARTICLE = (
    r"(?:van\ der|van\ den|von\ der|de\ la|van|von|de|del|della|di|da|du|der|den|ter|ten|zu"
    r"|ibn|bin|ben|el|al|y)"
)
_JOINED_PARTICLE = rf"(?:al|el|ad|as|ar|an|ul)-[{_CAPITAL}]{_LETTER}+"
_WORD = rf"[{_CAPITAL}](?:['’][{_CAPITAL}])?{_LETTER}+(?:[’'-][{_CAPITAL}]{_LETTER}+|-{_LETTER}+)*"
_PART = rf"(?:{_INITIAL}|{_WORD}|{_JOINED_PARTICLE})"
_PHRASE = re.compile(
    rf"(?<![\w’'-])(?:{_INITIAL}\ ?)?{_WORD}(?:\ (?:{_PARTICLE}\ (?=[{_CAPITAL}]))?{_PART}(?![\w]))*"
)
_ENDING = re.compile(r"(?:[’']s|[’'-])$")

_FUNCTION_WORDS = word_set(
    """
    a about above according after afterwards again against all almost already also although always among an
    and another any anyone anything are as at away back because before behind being below between beyond
    both but by can certainly could did do does down during each either else even every everybody everyone
    everything except few finally first following for former from further had half has have he hence her
    here his how however i if in indeed inside instead into is it its itself just last later least less let
    like likewise long many may me meanwhile might more moreover most much must my neither never
    nevertheless next no nobody none nor not nothing now of off often on once one only or other others our
    out outside over perhaps present quite rather same second several shall she should since so some
    somebody someone something soon still such than that the their them then there therefore these they
    third this those though three through thus till to today together too two under unless until up upon us
    very was we well were what whatever when whenever where wherever whether which while who whoever whole
    whom whose why will with within without would yes yet you your mr mrs ms dr
    """
)
"""Words that begin sentences, and so have a capital."""
_THING_WORDS = word_set(
    """
    good old young new great big social socialist democratic communist revolutionary north south east
    west northern southern eastern western central left right upper lower inner outer red white black green
    middle near far high grand general national international federal royal imperial united republic
    republics state states union unions party parties army armies navy fleet force forces front war wars
    revolution revolutions council councils committee committees congress conference commission government
    ministry minister department office bureau board bank court parliament assembly senate house palace
    castle tower wall street road square avenue bridge station church cathedral temple university college
    school academy institute museum library hospital hotel theatre club society league alliance association
    federation confederation company corporation works factory mill press times news daily post journal
    review gazette chapter part section article volume page book letter letters document documents report
    resolution treaty pact act law bill plan programme program policy question theses manifesto constitution
    charter declaration day days week month year years century spring summer autumn winter monday tuesday
    wednesday thursday friday saturday sunday january february march april june july august september
    october november december christmas easter sea ocean river lake island islands mountain mountains valley
    bay gulf cape strait city town village county province region district empire kingdom commonwealth
    dominion world europe asia africa america russia germany france england britain london paris berlin
    moscow rome vienna washington china japan india italy spain poland god lord bible tel embassy
    secret source memorandum telegram ref subject confidential vol vols box file files record records note
    notes staff project action estimate agreement agreements affairs defense defence intelligence security
    daily press flag guard guards acts
    """
)
"""Words that names of places, bodies, times, books and events are made of."""
_PLACES = word_set(
    """
    afghanistan albania algeria amsterdam angola ankara arabia argentina armenia athens australia austria
    azerbaijan baghdad baku bangkok bangladesh beijing beirut belarus belgium belgrade bolivia bombay bonn
    boston brazil britain brussels bucharest budapest bulgaria burma cairo calcutta california cambodia
    cameroon canada canton caucasus ceylon chicago chile china colombia congo constantinople copenhagen
    crimea croatia cuba cyprus czechoslovakia damascus delhi denmark dresden dublin ecuador egypt estonia
    ethiopia finland florence france galicia geneva genoa georgia germany ghana glasgow greece guatemala
    haiti hamburg hanoi havana helsinki hiroshima holland hungary iceland india indonesia iran iraq ireland
    israel istanbul italy jakarta jamaica japan jerusalem johannesburg jordan kabul karachi kazakhstan kenya
    kiev kiel korea kuwait laos latvia lebanon leipzig libya lisbon lithuania liverpool
    london luxembourg madrid malaya malaysia malta manchester manchuria manila marseille melbourne mexico
    milan minsk moldova mongolia morocco moscow munich namibia naples netherlands nicaragua nigeria norway
    odessa oslo oxford pakistan palestine panama paraguay paris peking peru petersburg philippines
    poland portugal prague prussia pyongyang riga rome romania rumania russia rwanda saigon salzburg samara
    saxony scotland senegal seoul serbia shanghai siberia sicily singapore slovakia slovenia smolensk
    somalia spain stockholm sudan sweden switzerland sydney syria taiwan tallinn tashkent tbilisi
    teheran tehran thailand tibet tiflis tokyo toronto transcaucasia trieste tripoli tunis tunisia
    turin turkestan turkey uganda ukraine uruguay uzbekistan vatican venezuela versailles vienna vietnam
    vilnius wales warsaw washington wellington yemen yokohama york yugoslavia zambia zimbabwe zurich
    """
)
"""Well-known countries and cities, which no text has to introduce."""
_DEMONYM = re.compile(
    r"(?:ism|ist|ists|isms|ian|ians|ish|ese|[^aeiou]ans?|ites?|ic|ics|ity|tion|ment|ness|ship|land)$"
)
_ABBREVIATION = re.compile(r"[A-Z]{2}(?!['’])")
_NO_NAME_AT_START = re.compile(r"(?:ing|ed)$")
_BEFORE_PERSON = re.compile(
    r"\b(?:met|told|asked|saw|joined by|written by|wrote to|spoke to|spoke with|said to|comrade|named|called"
    r"|author"
    r"|letter (?:to|from)|signed by|drafted by|according to)\s$"
)
_AFTER_PERSON = re.compile(
    r",?\s(?:has |had |have |also |then |later |himself |herself |once |again |rightly |even |never |now )*"
    r"(?:said|says|wrote|writes|spoke|speaks|argued|argues|claimed|claims|answered|replied|asked|thought|thinks"
    r"|believed|believes|declared|insisted|remarked|observed|observes|noted|notes|commented|explained|explains|told"
    r"|stated|agreed|suggested|proposed|concluded|recalled|warned|complained|died|dies|was born|resigned|knew"
    r"|wanted|hoped|feared|felt|laughed|smiled|nodded|refused|admitted|confessed|denied|pointed out|expressed"
    r"|inquired|wondered|married|who)\b"
)
_LIST_OF_PEOPLE = re.compile(r"\b(?:[Pp]resent|[Pp]articipants|[Aa]ttending|[Ss]igned|[Mm]embers):\s$")
_ARTICLE = re.compile(r"\b(?:[Tt]he|[Aa]n?|[Tt]his|[Tt]hat|[Ee]ach|[Ee]very)\s$")
_PLACE_BEFORE = re.compile(r"\b(?:in|at|near|into|towards|throughout|across|outside|inside|around)\s$")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;…]['\"”’)\]]*\s|\n\s*|[“‘\"(\[•*])$")
_LIST_BETWEEN = re.compile(r"(?:, | and |, and | & |/)")
_WINDOW = 40


@dataclass(slots=True)
class ProposedPerson:
    """A person whom texts name and no registry has."""

    name: str
    """The longest form of the name."""
    forms: Counter[str] = field(default_factory=Counter)
    places: list[str] = field(default_factory=list)
    """For each mention, where it is: `harbour-strike ¶3`."""
    is_likely: bool = False


@dataclass(frozen=True, slots=True)
class FoundName:
    """A name in a text: `text[start:end]`."""

    start: int
    end: int
    name: str
    is_likely: bool
    """Whether something says that it is a person's, or the text has it more than once."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A capitalised phrase, and what speaks for or against a person's name."""

    start: int
    end: int
    name: str
    has_evidence: bool
    may_be_place: bool
    begins_sentence: bool


def find_names(text: str) -> list[FoundName]:
    """Return each place in `text` that probably names a person, in order."""
    found = list(_phrases(text))
    lower = set(re.findall(rf"(?<![\w’'-]){_LETTER}[^\W\d_]+", text))
    counts = Counter(name.name for name in found)
    in_places = Counter(name.name for name in found if name.may_be_place)
    free = Counter(name.name for name in found if not name.begins_sentence and not name.may_be_place)
    evident = {name.name for name in found if name.has_evidence}
    likely = (
        evident | {name.split()[-1] for name in evident} | {n for n, c in free.items() if c > 1 or " " in n}
    )
    likely |= {name.name for name in found if name.name.split()[-1] in likely}
    names: list[FoundName] = []
    for name in found:
        if not _may_be_name(name, evident, lower, likely | free.keys()):
            continue
        is_place = name.name.lower() in _PLACES or in_places[name.name] * 3 > counts[name.name]
        if is_place and name.name not in evident:
            continue
        last = names[-1] if names else None
        is_listed = bool(last and last.is_likely and _LIST_BETWEEN.fullmatch(text, last.end, name.start))
        if name.name in likely or name.name in free or is_listed:
            names.append(FoundName(name.start, name.end, name.name, name.name in likely or is_listed))
    return names


def _may_be_name(
    name: _Found, evident: AbstractSet[str], lower: AbstractSet[str], known: AbstractSet[str]
) -> bool:
    """Return whether a phrase is more than the first word of a sentence, a plural or a common word."""
    if " " in name.name:
        return True
    if name.begins_sentence and _NO_NAME_AT_START.search(name.name):
        return False
    return name.name in evident or not _is_common_word(name.name, lower, known)


def _is_common_word(name: str, lower: AbstractSet[str], known: AbstractSet[str]) -> bool:
    """Return whether a single word is one that a text also writes small, or a plural."""
    singular = name.removesuffix("s")
    is_plural = singular != name and (singular.lower() in lower or singular in known)
    return name.lower() in lower or is_plural


def _phrases(text: str) -> Iterator[_Found]:
    """Yield the capitalised phrases of a text, cut to what may be a name."""
    for match in _PHRASE.finditer(text):
        for start, words in _cut(match[0], match.start()):
            name = " ".join(words)
            end = start + len(text[start : match.end()]) if not words else start + len(name)
            before, after = text[max(0, start - _WINDOW) : start], text[end : end + _WINDOW]
            if before.endswith(("http://", "www.", "@")) or text[end : end + 1] == "@":
                continue
            yield _Found(
                start,
                end,
                name,
                _is_evident(words, before, after),
                bool(_PLACE_BEFORE.search(before) or (_ARTICLE.search(before) and len(words) == 1)),
                bool(_SENTENCE_START.search(before)),
            )


def _cut(phrase: str, start: int) -> Iterator[tuple[int, list[str]]]:
    """Yield the parts of a phrase that may be names, without titles and words that only begin a sentence.

    Beside a word that things are called by, a single word is no name: `Daily Mail`.
    """
    parts: list[tuple[int, list[str]]] = [(start, [])]
    names_thing = False
    at = start
    for word in phrase.split(" "):
        bare = _ENDING.sub("", word)
        is_thing = bare.lower() in _THING_WORDS or bool(_ABBREVIATION.match(bare))
        names_thing = names_thing or is_thing
        if is_thing or is_title_word(bare) or bare.lower() in _FUNCTION_WORDS:
            parts.append((at + len(word) + 1, []))
        else:
            parts[-1][1].append(bare)
            if bare != word:
                parts.append((at + len(word) + 1, []))
        at += len(word) + 1
    for begin, words in parts:
        if len(words) > names_thing:
            yield from _trimmed(begin, words)


def _trimmed(begin: int, words: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield a name, unless it is only initials or particles, or a word for a people or a doctrine."""
    while words and re.fullmatch(_PARTICLE, words[-1]):
        words = words[:-1]
    if len(words) == 1 and re.search(r"-[a-z]", words[0]) and words[0][2:3] != "-":
        return
    has_surname = any((len(word) > 2 and word[0].isupper()) or "-" in word for word in words)
    if not has_surname or (len(words) == 1 and _is_demonym(words[0])) or len(words) > 6:
        return
    if len(words) > 1 and any(_is_demonym(word) for word in words[:-1]):
        return
    yield begin, list(words)


def _is_demonym(word: str) -> bool:
    """Return whether a word has the form of a people, a doctrine or an abstraction: `Prussian`, `Marxism`."""
    return (
        word[:1].isupper()
        and word not in COMMON_GIVEN_NAMES
        and len(word) > 4
        and bool(_DEMONYM.search(word))
    )


def _is_evident(words: Sequence[str], before: str, after: str) -> bool:
    """Return whether a name or what stands beside it says that it is a person's."""
    plain = [fold_letters(word) for word in words]
    if _ARTICLE.search(before):
        return False
    last = before.split()[-1:] or [""]
    if last[0].rstrip(".").lower() in TITLES - {
        "st",
        "state",
        "under",
        "old",
        "young",
        "field",
        "foreign",
        "pan",
    }:
        return last[0][:1].isupper() or len(words) > 1
    if len(words) > 1:
        has_initial = any(re.fullmatch(_INITIAL, word) for word in words[:-1])
        has_given = plain[0] in COMMON_GIVEN_NAMES or plain[0] in ("Ibn", "Abu", "Abd")
        has_particle = any(re.fullmatch(_PARTICLE, word) or "-" in word[:3] for word in words[1:])
        if has_initial or has_given or has_particle:
            return True
        return not _PLACE_BEFORE.search(before) and not _SENTENCE_START.search(before)
    if _LIST_OF_PEOPLE.search(before) or _BEFORE_PERSON.search(before):
        return True
    return bool(_AFTER_PERSON.match(after))


# --- grouping ------------------------------------------------------------------------------------


def group_names(found: Iterable[tuple[FoundName, str]]) -> list[ProposedPerson]:
    """Return the people whom names mean, each name with its place; the most often named come first.

    A surname, or a name with fewer or shorter given names, is that of the full name that ends with it, if
    there is only one; otherwise it is a person of its own.
    """
    places: dict[str, list[str]] = defaultdict(list)
    likely: set[str] = set()
    for name, place in found:
        places[name.name].append(place)
        likely |= {name.name} if name.is_likely else set()
    people: dict[str, ProposedPerson] = {}
    for form in sorted(places, key=lambda form: (-len(form), form)):
        longer = [person for person in people.values() if _may_be_same(form, person.name)]
        person = longer[0] if len(longer) == 1 else ProposedPerson(form)
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


# --- as YAML -------------------------------------------------------------------------------------


def person_lines(people: Sequence[ProposedPerson]) -> Iterator[str]:
    """Yield YAML for the registry of people, to be pasted and completed; doubtful names are comments."""
    for person in people:
        if not person.is_likely:
            continue
        *given, surname = person.name.split()
        sort = f"{surname}, {' '.join(given)}" if given else surname
        yield f"- id: {_id(person.name)}"
        yield f"  name: {_quoted(person.name)}"
        yield f"  sort: {_quoted(sort)}"
        yield "  role: To be written."
        yield f"  names: [{', '.join(map(_quoted, person.forms))}]"
        yield "  certainty: probable"
        yield "  source: To be given."
        yield f"  # {_mentions(person)}"
    for person in people:
        if not person.is_likely:
            yield f"# perhaps {person.name}: {_mentions(person)}"


def _mentions(person: ProposedPerson) -> str:
    """Return how often a person is named, and where."""
    count = len(person.places)
    places = [place if n == 1 else f"{place} ({n})" for place, n in Counter(person.places).items()]
    return f"{count} mention{'s' if count > 1 else ''}: {', '.join(places)}"


def _id(name: str) -> str:
    """Return an id made from a name: `john-f-karlow`."""
    letters = re.sub(r"[^a-z0-9]+", "-", fold_letters(name).lower()).strip("-")
    return letters if letters[:1].isalpha() else f"person-{letters}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
