"""The registries: they are read, they are consistent, and errors are reported in one line."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from edition.build.edition import Edition
from edition.inputs.checked_yaml import load_yaml
from edition.inputs.paths import ANNOTATIONS, DATES, NAMES, PEOPLE, QUOTATIONS, WORKS, schema_path
from edition.inputs.registries import load_registry
from edition.model.errors import EditionError
from edition.model.registry import Registry, quotation_places
from tests.support.environment import ROOT

FILES = (PEOPLE, DATES, QUOTATIONS, WORKS)

GOOD = {
    PEOPLE: """people:
  - id: ada-marlow
    name: Ada Marlow
    sort: Marlow, Ada
    born: "1890-05"
    role: Clerk of the harbour.
    names: [Ada Marlow, Marlow]
    misspelt: [Marlowe]
    shared: [Ada]
    where: [{form: Ada, essay: cranes, left: "said "}]
    certainty: confirmed
    sources-note: Her own word.
  - id: tom-reed
    name: Tom Reed
    sort: Reed, Tom
    role: Owner of cranes.
    names: [Tom Reed]
    not: [Tom Reed Street]
    certainty: probable
    sources-note: A sign.
titles: [Marlow Hall]
""",
    DATES: """dates:
  - date: "1911"
    new-style: "1912"
    title: The strike
    what: The cranes stood still.
    places: ["1911-05"]
    certainty: confirmed
    sources-note: The Gazette.
settled:
  - {essay: cranes, words: in May, is: "1911-05"}
""",
    QUOTATIONS: """quotations:
  - id: door-shut
    title: The answer
    speaker: ada-marlow
    work: marlow-letters
    verdict: as-published
    certainty: confirmed
    sources-note: The letters.
    places:
      - {essay: cranes, begins: a door, ends: twice, right: .}
      - {essay: quays, begins: a door shut, part: 2}
""",
    WORKS: """works:
  - id: marlow-letters
    title: Letters
    author: ada-marlow
    year: "1911"
    form: letter
    published: By herself.
    certainty: confirmed
    sources-note: The print.
""",
    NAMES: """names:
  - id: skerrow
    kind: place
    name: Skerrow
    forms: [Old Skerrow]
    not: [Skerrow rock]
    wikidata: Q1
  - id: lodge
    kind: organisation
    name: Skerrow Lodge
    what: A union of dockers.
""",
}


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with four small, correct registries."""
    (tmp_path / ANNOTATIONS).mkdir(parents=True)
    for file, text in GOOD.items():
        shutil.copy(ROOT / schema_path(file), tmp_path / ANNOTATIONS)
        (tmp_path / file).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture(scope="session")
def registry(bare_checkout: Path) -> Registry:
    """The registries of the full edition."""
    return load_registry(bare_checkout)


# --- reading -------------------------------------------------------------------------------------


def test_everything_is_read(checkout: Path) -> None:
    """Misspelt forms are among the names, and missing values are empty."""
    read = load_registry(checkout)
    ada, tom = read.people
    assert (ada.id, ada.person.names, ada.person.shared) == (
        "ada-marlow",
        ("Ada Marlow", "Marlow", "Marlowe"),
        ("Ada",),
    )
    assert [(w.form, w.left, w.right, w.essay) for w in ada.person.where] == [("Ada", "said ", "", "cranes")]
    assert (str(ada.born), ada.died, tom.born, tom.full, tom.note) == ("1890-05", None, None, "", "")
    assert (tom.person.exceptions, read.titles) == (("Tom Reed Street",), ("Marlow Hall",))
    (date,) = read.dates
    assert (date.id, str(date.new_style), [*map(str, date.others)]) == ("1911", "1912", ["1911-05"])
    assert [(s.essay, s.words, str(s.value)) for s in read.settled] == [("cranes", "in May", "1911-05")]
    (quotation,) = read.quotations
    assert (quotation.speaker, quotation.said_by, quotation.work) == ("ada-marlow", "", "marlow-letters")
    assert [(p.place.begins, p.place.ends, p.place.right, p.part) for p in quotation.places] == [
        ("a door", "twice", ".", 0),
        ("a door shut", "", "", 2),
    ]
    assert [p.place.begins for _, p in quotation_places(read, "quays")] == ["a door shut"]
    assert [w.author for w in read.works] == ["ada-marlow"]
    assert read.retired == {}
    skerrow, lodge = read.names
    assert (skerrow.kind, skerrow.forms, skerrow.exceptions) == ("place", ("Old Skerrow",), ("Skerrow rock",))
    assert (skerrow.wikidata, skerrow.what) == ("Q1", "")
    assert (lodge.kind, lodge.forms, lodge.what) == ("organisation", (), "A union of dockers.")


def test_groups_of_people_are_read(checkout: Path) -> None:
    """In the order of the file; a person may be in none."""
    groups = "groups:\n  - {id: owners, title: Owners}\n  - {id: clerks, title: Clerks}\n"
    text = GOOD[PEOPLE].replace("    role: Clerk", "    group: clerks\n    role: Clerk")
    (checkout / PEOPLE).write_text(groups + text, encoding="utf-8")
    read = load_registry(checkout)
    assert [(group.id, group.title) for group in read.groups] == [("owners", "Owners"), ("clerks", "Clerks")]
    assert [person.group for person in read.people] == ["clerks", ""]


def test_retired_addresses_are_read(checkout: Path) -> None:
    """By kind of entity, with their replacements."""
    for file, old, new in ((PEOPLE, "jo-reed", "tom-reed"), (DATES, "'1912'", "'1911'")):
        retired = f"retired: [{{address: {old}, to: {new}, why: A slip.}}]\n"
        (checkout / file).write_text(GOOD[file] + retired, encoding="utf-8")
    assert load_registry(checkout).retired == {"person": {"jo-reed": "tom-reed"}, "date": {"1912": "1911"}}


def test_a_registry_may_be_missing(tmp_path: Path, checkout: Path) -> None:
    """It is empty then, and references to it are errors."""
    assert load_registry(tmp_path / "nowhere") == Registry()
    (checkout / DATES).unlink()
    assert load_registry(checkout).dates == ()
    (checkout / WORKS).unlink()
    with pytest.raises(EditionError, match=r"works\.yml"):
        load_registry(checkout)


# --- faults --------------------------------------------------------------------------------------

FAULTS = {
    "a person's id twice": (
        PEOPLE,
        "id: tom-reed",
        "id: ada-marlow",
        13,
        "'ada-marlow' appears twice",
    ),
    "a name of two": (
        PEOPLE,
        "names: [Tom Reed]",
        "names: [Marlow]",
        17,
        "'Marlow' already names 'ada-marlow'",
    ),
    "a misspelt name of two": (PEOPLE, "names: [Tom Reed]", "names: [Marlowe]", 17, "names 'ada-marlow'"),
    "a name of two, misspelt for the second": (
        PEOPLE,
        "names: [Tom Reed]",
        "names: [Tom Reed]\n    misspelt: [Marlowe]",
        18,
        "'Marlowe' already names 'ada-marlow'",
    ),
    "a form of two places": (
        NAMES,
        "name: Skerrow Lodge",
        "name: Old Skerrow",
        8,
        "'Old Skerrow' already names 'skerrow'",
    ),
    "a form that is the name": (NAMES, "[Old Skerrow]", "[Skerrow]", 2, "'Skerrow' already names 'skerrow'"),
    "an item of two places": (
        NAMES,
        "    what:",
        "    wikidata: Q1\n    what:",
        11,
        "'Q1' is already 'skerrow'",
    ),
    "a name that is neither": (NAMES, "kind: place", "kind: ship", 3, "kind must be one of"),
    "an id of two names": (NAMES, "id: lodge", "id: skerrow", 8, "'skerrow' appears twice"),
    "a date twice": (
        DATES,
        "settled:",
        '  - {date: "1911", title: Again, what: So., certainty: confirmed, sources-note: Idem.}\nsettled:',
        9,
        "'1911' appears twice",
    ),
    "a quotation's id twice": (
        QUOTATIONS,
        "      - {essay: quays",
        "  - {id: door-shut, title: Again, said-by: Men, verdict: as-published, certainty: confirmed,\n"
        "     sources-note: It is., places: [{essay: cranes, begins: it}]}\n#     - {essay: quays",
        11,
        "'door-shut' appears twice",
    ),
    "a work's id twice": (
        WORKS,
        "    sources-note: The print.\n",
        "    sources-note: The print.\n  - {id: marlow-letters, title: It, by: Men, year: '1911', form: book,"
        "\n"
        "     published: So., certainty: confirmed, sources-note: So.}\n",
        10,
        "'marlow-letters' appears twice",
    ),
    "an unknown speaker": (QUOTATIONS, "ada-marlow", "ada-marsh", 4, "'ada-marsh' is not in people.yml"),
    "an unknown work": (
        QUOTATIONS,
        "marlow-letters",
        "marlow-notes",
        5,
        "'marlow-notes' is not in works.yml",
    ),
    "an unknown author": (WORKS, "ada-marlow", "ada-marsh", 4, "'ada-marsh' is not in people.yml"),
    "a second speaker unknown": (
        QUOTATIONS,
        "    work:",
        "    with: [ada-marsh]\n    work:",
        5,
        "'ada-marsh' is not in people.yml",
    ),
    "a second author unknown": (
        WORKS,
        "    year:",
        "    with: [ada-marsh]\n    year:",
        5,
        "'ada-marsh' is not in people.yml",
    ),
    "an address retired whose entry is there": (
        PEOPLE,
        "titles: [Marlow Hall]\n",
        "titles: []\nretired:\n  - {address: jo-reed, to: tom-reed}\n"
        "  - {address: ada-marlow, to: tom-reed}\n",
        24,
        "'ada-marlow' appears twice",
    ),
    "an address retired twice": (
        DATES,
        "settled:",
        'retired:\n  - {address: "1912", to: "1911"}\n  - {address: "1912", to: "1911"}\nsettled:',
        11,
        "'1912' appears twice",
    ),
    "an address retired to nothing": (
        QUOTATIONS,
        "quotations:",
        "retired: [{address: door-open}]\nquotations:",
        1,
        "the key 'to' is missing",
    ),
    "a group twice": (
        PEOPLE,
        "titles:",
        "groups:\n  - {id: crew, title: The crew}\n  - {id: crew, title: Others}\ntitles:",
        23,
        "'crew' appears twice",
    ),
    "an unknown group": (PEOPLE, "    role:", "    group: crew\n    role:", 6, "'crew' is not in `groups`"),
    "an identifier of two": (
        PEOPLE,
        "    sources-note: Her own word.\n  - id: tom-reed\n",
        "    viaf: '12'\n    sources-note: Her own word.\n  - id: tom-reed\n    viaf: '12'\n",
        15,
        "'12' is already 'ada-marlow'",
    ),
    "a person's wrong check digit": (
        PEOPLE,
        "    role:",
        '    gnd: "118540239"\n    role:',
        6,
        "gnd: the check digit of '118540239' is wrong",
    ),
    "an identifier that YAML reads as a number": (
        PEOPLE,
        "    role:",
        "    gnd: 118540238\n    role:",
        6,
        "gnd is 118540238, which YAML reads as a number",
    ),
    "an identifier that is an address": (
        WORKS,
        "    certainty:",
        "    doi: https://doi.org/10.1000/182\n    certainty:",
        8,
        "doi must match pattern",
    ),
    "a book's wrong check digit": (
        WORKS,
        "    certainty:",
        "    isbn: 0-306-40615-3\n    certainty:",
        8,
        "isbn: the check digit of '0-306-40615-3' is wrong",
    ),
    "a key unknown": (PEOPLE, "shared:", "shard:", 9, "unknown key 'shard'"),
    "a key missing": (PEOPLE, "    role: Clerk of the harbour.\n", "", 2, "the key 'role' is missing"),
    "a date that is none": (DATES, 'date: "1911"', 'date: "May 1911"', 2, "date must match pattern"),
    "a verdict unknown": (QUOTATIONS, "as-published", "right", 6, "verdict must be one of"),
    "a key twice": (WORKS, "form: letter", "title: Letters", 6, "the key 'title' appears twice"),
}


@pytest.mark.parametrize(("file", "good", "bad", "line", "what"), FAULTS.values(), ids=FAULTS)
def test_an_error_has_file_and_line(
    checkout: Path, file: str, good: str, bad: str, line: int, what: str
) -> None:
    """And a remedy."""
    text = GOOD[file]
    assert good in text
    (checkout / file).write_text(text.replace(good, bad, 1), encoding="utf-8")
    with pytest.raises(EditionError) as error:
        load_registry(checkout)
    assert (error.value.file, error.value.where) == (file, f"line {line}")
    assert what in error.value.what
    assert error.value.todo


@pytest.mark.parametrize("form", ["O'Neil", "O’Neil"])
def test_names_that_differ_only_in_marks_are_the_same(checkout: Path, form: str) -> None:
    """A search finds both forms, so they must belong to the same person."""
    text = GOOD[PEOPLE].replace("misspelt: [Marlowe]", "misspelt: [O'Neil]")
    (checkout / PEOPLE).write_text(text.replace("names: [Tom Reed]", f"names: [{form}]"), encoding="utf-8")
    with pytest.raises(EditionError, match="already names 'ada-marlow'"):
        load_registry(checkout)


# --- the registries of an edition ----------------------------------------------------------------


@pytest.mark.parametrize("file", FILES)
def test_each_file_is_valid(bare_checkout: Path, file: str) -> None:
    """Each registry matches its schema, and names it for text editors."""
    assert load_yaml(bare_checkout, file).data
    first = (bare_checkout / file).read_text(encoding="utf-8").partition("\n")[0]
    assert Path(first.partition("$schema=")[2]).name == Path(schema_path(file)).name


def test_ids_are_unique(registry: Registry) -> None:
    """The same holds for the values of dates."""
    for field in fields(Registry):
        entries = getattr(registry, field.name)
        ids = [entry.id for entry in entries if hasattr(entry, "id")] if isinstance(entries, tuple) else []
        assert len(ids) == len(set(ids)), field.name
    values = Counter(value for date in registry.dates for value in date.values)
    assert max(values.values()) == 1, values.most_common(1)


def test_the_id_of_a_person_may_be_one_word(checkout: Path) -> None:
    """Those with one name, such as Voltaire, speak and write as others do."""
    for file in (PEOPLE, QUOTATIONS, WORKS):
        path = checkout / file
        path.write_text(path.read_text(encoding="utf-8").replace("ada-marlow", "ada"), encoding="utf-8")
    read = load_registry(checkout)
    ids = (read.people[0].id, read.quotations[0].speaker, read.works[0].author)
    assert ids == ("ada", "ada", "ada")


def test_all_references_exist(registry: Registry) -> None:
    """Speakers and authors are people of the registry."""
    persons = {person.id for person in registry.people}
    named = {q.speaker for q in registry.quotations} | {w.author for w in registry.works}
    named |= {name for q in registry.quotations for name in q.also}
    named |= {name for w in registry.works for name in w.also}
    assert named - {""} <= persons
    assert {q.work for q in registry.quotations} - {""} <= {w.id for w in registry.works}


def test_names_and_shared_names_are_distinct(registry: Registry) -> None:
    """A name of one person must not be a shared name of another."""
    names = {form for entry in registry.people for form in entry.person.names}
    shared = {form for entry in registry.people for form in entry.person.shared}
    settled = {w.form for entry in registry.people for w in entry.person.where}
    assert not names & shared
    assert settled <= shared


def test_every_entry_is_mentioned(full: Edition) -> None:
    """Each person, organisation and place, and each quotation, in each of its places."""
    registry = full.registry
    met = Counter((m.kind, m.entity) for essay in full.essays for m in essay.mentions)
    named = {occurrence.mention.entity for essay in full.essays for occurrence in essay.names}
    assert [entry.id for entry in registry.names if entry.id not in named] == []
    assert [p.id for p in registry.people if not met["person", p.id]] == []
    stands = {q.id: sum(not place.digest for place in q.places) for q in registry.quotations}
    assert [name for name, count in stands.items() if met["quotation", name] != count] == []
    unused = [d.id for d in registry.dates if not d.bound and not any(met["date", v.id] for v in d.values)]
    assert unused == []


def test_every_place_names_an_existing_essay(full: Edition, registry: Registry) -> None:
    """It belongs to the edition."""
    slugs = {entry.slug for entry in full.manifest.entries}
    assert {p.essay for q in registry.quotations for p in q.places} <= slugs
    assert {w.essay for entry in registry.people for w in entry.person.where} <= slugs
    assert {s.essay for s in registry.settled} <= slugs


def described(schema: dict[str, Any], definitions: dict[str, Any], path: str) -> Iterator[str]:
    """Yield the keys of a schema that have no description."""
    for key, value in schema.get("properties", {}).items():
        target = definitions.get(value.get("$ref", "").rpartition("/")[2], {})
        if not (value.get("description") or target.get("description")):
            yield f"{path}/{key}"
        yield from described(value, definitions, f"{path}/{key}")
    if isinstance(schema.get("items"), dict):
        yield from described(schema["items"], definitions, f"{path}/items")


@pytest.mark.parametrize("file", FILES)
def test_every_key_is_described(file: str) -> None:
    """The schema documents the keys for editors."""
    schema = json.loads((ROOT / schema_path(file)).read_text(encoding="utf-8"))
    definitions = schema["definitions"]
    assert schema["description"]
    bare = list(described(schema, definitions, "")) + [
        key for name, definition in definitions.items() for key in described(definition, definitions, name)
    ]
    assert bare == []
