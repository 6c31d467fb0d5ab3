"""From checked data to dataclasses: every key is read, and errors have a place."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pytest

from edition.inputs import converter as module
from edition.inputs.checked_yaml import CheckedYaml
from edition.inputs.converter import INLINED, PATH, add_paths, key_of, keys_of, parse_entries, parse_entry
from edition.inputs.paths import (
    DATES,
    DISAGREEMENTS,
    EDITIONS,
    EPISODES,
    MANIFEST,
    NAMES,
    PEOPLE,
    QUOTATIONS,
    WORKS,
    schema_path,
)
from edition.model import entries, episodes, manifest, registry
from edition.model.errors import EditionError
from edition.model.publication import Release
from edition.model.reference import Reference
from tests.support.environment import ROOT

# --- the dataclasses and the schemas agree -------------------------------------------------------

READ: dict[tuple[str, str], type] = {
    (MANIFEST, "essay"): manifest.Entry,
    (MANIFEST, "fingerprint"): manifest.Fingerprint,
    (MANIFEST, "section"): manifest.Section,
    (MANIFEST, "block"): manifest.Mark,
    (MANIFEST, "omission"): manifest.Omission,
    (MANIFEST, "emendation"): manifest.Emendation,
    (PEOPLE, "person"): entries.PersonEntry,
    (PEOPLE, "place"): entries.NamePlace,
    (PEOPLE, "part"): entries.Part,
    (PEOPLE, "group"): entries.PersonGroup,
    (DATES, "calendar"): registry.Calendar,
    (DATES, "entry"): entries.DateEntry,
    (DATES, "place"): entries.DatePlace,
    (DATES, "settlement"): registry.Settlement,
    (QUOTATIONS, "quotation"): entries.QuotationEntry,
    (QUOTATIONS, "place"): entries.QuotationPlace,
    (WORKS, "work"): entries.WorkEntry,
    (WORKS, "text"): entries.WorkText,
    (DISAGREEMENTS, "disagreement"): entries.DisagreementEntry,
    (DISAGREEMENTS, "claim"): entries.Claim,
    **{(file, "reference"): Reference for file in (PEOPLE, DATES, QUOTATIONS, WORKS, DISAGREEMENTS)},
    (NAMES, "name"): entries.NameEntry,
    (EPISODES, "episode"): episodes.Episode,
    (EPISODES, "account"): episodes.Account,
    (EPISODES, "exception"): episodes.Outside,
    (EDITIONS, "editions/items"): Release,
}
"""By file and object of its schema, the dataclass that is made of it."""

FACTS = {(MANIFEST, "fact"), (MANIFEST, "author"), (MANIFEST, "date")}
"""Objects that are all read as the same dataclass: together they have its keys."""

NOT_READ = "retirement"
"""Only says which address leads where; `why` is for the editors themselves."""

FILES = (MANIFEST, PEOPLE, DATES, QUOTATIONS, WORKS, DISAGREEMENTS, EPISODES, NAMES, EDITIONS)


def schema(file: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((ROOT / schema_path(file)).read_text(encoding="utf-8"))
    return loaded


def objects(file: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every object below the top that a schema describes, by its name or by the key that holds it."""

    def within(node: dict[str, Any], name: str) -> Iterator[tuple[str, dict[str, Any]]]:
        if "properties" in node:
            yield name, node
        for key, value in node.get("properties", {}).items():
            yield from within(value, key)
        if isinstance(node.get("items"), dict):
            yield from within(node["items"], f"{name}/items")

    whole = schema(file)
    for name, node in whole.get("definitions", {}).items():
        yield from within(node, name)
    for key, value in whole["properties"].items():
        yield from within(value, key)


KINDS = list(dict.fromkeys([*READ.values(), manifest.Fact]))
OBJECTS = {(file, name): node for file in FILES for name, node in objects(file)}


def test_every_object_of_a_schema_is_read() -> None:
    """Every object has a dataclass, and every listed object exists."""
    assert {at for at in OBJECTS if at[1] != NOT_READ} == {*READ, *FACTS}


@pytest.mark.parametrize("at", READ, ids="/".join)
def test_the_fields_of_a_dataclass_are_the_keys_of_its_schema(at: tuple[str, str]) -> None:
    """Otherwise keys would be invented or ignored."""
    assert set(keys_of(READ[at])) == set(OBJECTS[at]["properties"])


def test_all_registries_have_references_of_the_same_form() -> None:
    described = [node for at, node in OBJECTS.items() if at[1] == "reference"]
    assert len(described) == 5
    assert all(node == described[0] for node in described)


def test_the_fields_of_a_fact_are_the_keys_of_all_facts() -> None:
    assert set(keys_of(manifest.Fact)) == {key for at in FACTS for key in OBJECTS[at]["properties"]}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_no_field_has_two_keys(kind: type) -> None:
    """Unless a field is made of several keys."""
    plain = [key_of(kind, field.name) for field in fields(kind)]
    assert len(plain) == len(set(plain))


def test_reserved_field_names_are_not_keys() -> None:
    keys = {key for node in OBJECTS.values() for key in node["properties"]}
    assert keys.isdisjoint({PATH, *INLINED})


@pytest.mark.parametrize("table", [module.RENAMED, module.DERIVED], ids=["renamed", "derived"])
def test_declarations_of_fields_name_existing_fields(table: dict[type, dict[str, object]]) -> None:
    for kind, declared in table.items():
        assert set(declared) <= {field.name for field in fields(kind)}


LISTS: dict[str, dict[str, str]] = {
    PEOPLE: {name: name for name in ("people", "titles", "groups", "retired")},
    DATES: {name: name for name in ("calendar", "dates", "settled", "unnoted", "retired")},
    QUOTATIONS: {"quotations": "quotations", "retired": "retired"},
    WORKS: {"introduction": "introduction", "works": "works"},
    DISAGREEMENTS: {"disagreements": "disagreements", "retired": "retired"},
    EPISODES: {"episodes": "episodes", "outside": "outside", "retired": "retired"},
    NAMES: {"names": "names"},
}
"""By file, the keys at its top and the field of Registry in which each arrives."""


@pytest.mark.parametrize("file", LISTS)
def test_every_key_at_the_top_of_a_registry_is_read(file: str) -> None:
    assert set(schema(file)["properties"]) == set(LISTS[file])


def test_every_field_of_the_registry_has_a_key() -> None:
    arrive = {field for keys in LISTS.values() for field in keys.values()}
    computed = {"hashes"}
    assert arrive == {field.name for field in fields(registry.Registry)} - computed


# --- values --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Berth:
    """Where a ship lies."""

    path: tuple[str | int, ...]
    quay: str


@dataclass(frozen=True, slots=True)
class Ship:
    """An example of every kind of field."""

    name: str
    built_at: str
    masts: int
    sunk: bool
    cargo: tuple[str, ...]
    rig: Literal["brig", "sloop"]
    berths: tuple[Berth, ...]
    place: Berth


def ships(*data: dict[str, Any], text: str = "") -> tuple[Ship, ...]:
    return parse_entries(CheckedYaml("ships.yml", text, {"ships": list(data)}), "ships", Ship)


WHOLE = {
    "name": "Erna",
    "built-at": "Wickford",
    "masts": 2,
    "sunk": True,
    "cargo": ["salt", "rope"],
    "rig": "brig",
    "berths": [{"quay": "North"}, {"quay": "South"}],
    "quay": "East",
}


def test_every_value_arrives() -> None:
    """Hyphens become underscores and lists tuples; an inlined dataclass shares the mapping."""
    (erna,) = ships(WHOLE)
    assert (erna.name, erna.built_at, erna.masts, erna.sunk) == ("Erna", "Wickford", 2, True)
    assert (erna.cargo, erna.rig, erna.place.quay) == (("salt", "rope"), "brig", "East")
    assert [berth.quay for berth in erna.berths] == ["North", "South"]


def test_nested_entries_know_their_places() -> None:
    """In a list by key and number; an inlined entry has the place of its parent."""
    _, second = ships(WHOLE, WHOLE)
    assert [berth.path for berth in second.berths] == [
        ("ships", 1, "berths", 0),
        ("ships", 1, "berths", 1),
    ]
    assert second.place.path == ("ships", 1)


def test_missing_values_are_empty() -> None:
    (erna,) = ships({"name": "Erna", "rig": "sloop"})
    assert (erna.built_at, erna.masts, erna.sunk, erna.cargo, erna.berths) == ("", 0, False, (), ())


def test_a_missing_list_is_empty() -> None:
    assert parse_entries(CheckedYaml("ships.yml", "", {}), "ships", Ship) == ()


def test_a_single_entry() -> None:
    """Missing values have the defaults of their fields."""
    file = CheckedYaml("dates.yml", "", {"calendar": {"description": "The old one."}})
    assert parse_entry(file, "calendar", registry.Calendar) == registry.Calendar(description="The old one.")
    assert parse_entry(file, "era", registry.Calendar) is None


def test_the_data_are_not_changed() -> None:
    data = copy.deepcopy(WHOLE)
    ships(data)
    assert data == WHOLE


def test_locate() -> None:
    """Each mapping gets its path; the given data are not changed."""
    data = [{"a": 1}, {"b": [{}, "c"]}]
    assert add_paths(data, ("top",)) == [
        {"path": ("top", 0), "a": 1},
        {"path": ("top", 1), "b": [{"path": ("top", 1, "b", 0)}, "c"]},
    ]
    assert data == [{"a": 1}, {"b": [{}, "c"]}]


# --- types written as a plain value --------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Depth:
    """A type with a notation of its own."""

    feet: int

    @classmethod
    def parse(cls, text: str) -> Depth:
        """Make a depth of `6 ft`; ValueError for anything else."""
        number, _, unit = text.partition(" ")
        if unit != "ft":
            raise ValueError(f"{text!r} is not a depth in feet")
        return cls(int(number))


@dataclass(frozen=True, slots=True)
class Sounding:
    """Where a depth was measured."""

    depth: Depth
    lowest: Depth | None
    others: tuple[Depth, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Several soundings."""

    soundings: tuple[Sounding, ...]


@pytest.fixture
def depths(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let a depth be read."""
    monkeypatch.setattr(module, "PARSERS", {Depth: Depth.parse})
    module._make_converter.cache_clear()
    yield
    module._make_converter.cache_clear()


CHARTS = """\
charts:
  - soundings:
      - depth: 6 ft
  - soundings:
      - depth: 7 ft
        others:
          - 8 ft
          - 9 m
"""


@pytest.mark.usefixtures("depths")
def test_a_parser_applies_to_every_field_of_its_type() -> None:
    """Alone, in a list, or optional."""
    data = {
        "charts": [
            {"soundings": [{"depth": "6 ft", "others": ["7 ft"]}, {"depth": "8 ft", "lowest": "1 ft"}]}
        ]
    }
    (chart,) = parse_entries(CheckedYaml("charts.yml", "", data), "charts", Chart)
    assert chart.soundings == (
        Sounding(Depth(6), None, (Depth(7),)),
        Sounding(Depth(8), Depth(1), ()),
    )


@pytest.mark.usefixtures("depths")
def test_an_invalid_value_is_reported_with_its_place() -> None:
    """In one line with file, line, key, reason and remedy, if the type refuses what the schema accepts."""
    data = {
        "charts": [
            {"soundings": [{"depth": "6 ft"}]},
            {"soundings": [{"depth": "7 ft", "others": ["8 ft", "9 m"]}]},
        ]
    }
    with pytest.raises(EditionError) as raised:
        parse_entries(CheckedYaml("docs/charts.yml", CHARTS, data), "charts", Chart)
    error = raised.value
    assert (error.file, error.where) == ("docs/charts.yml", "line 8")
    assert error.what == "others: '9 m' is not a depth in feet"
    assert "docs/charts.schema.json" in error.todo
    assert "\n" not in str(error)


def test_a_word_unknown_to_the_program_is_reported() -> None:
    """The schema of an edition may allow more words."""
    text = "ships:\n  - name: Erna\n    rig: junk\n"
    with pytest.raises(EditionError, match=r"^ships\.yml, line 3: rig: "):
        ships({"name": "Erna", "rig": "junk"}, text=text)


# --- closed vocabularies -------------------------------------------------------------------------


def literals(kind: type) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield the fields that hold one of a few words, by their key, with the words."""
    hints: dict[str, Any] = get_type_hints(kind)
    for field in fields(kind):
        hint = hints[field.name]
        if field.name in INLINED:
            yield from literals(hint)
        elif words := frozenset(words_of(hint)):
            yield key_of(kind, field.name), words


def words_of(hint: Any) -> Iterator[str]:
    """Yield the words of a Literal, or of Literals that a union joins, but for the empty one."""
    if get_origin(hint) is Literal:
        yield from filter(None, get_args(hint))
    else:
        for part in get_args(hint):
            yield from words_of(part)


def enums(at: tuple[str, str]) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield the keys of an object whose value is one or more of a few words, with the words."""
    definitions = schema(at[0]).get("definitions", {})
    for key, node in OBJECTS[at]["properties"].items():
        for part in (node, node.get("items", {}), *node.get("allOf", ())):
            definition = definitions.get(part.get("$ref", "").rpartition("/")[2], part)
            if "enum" in definition:
                yield key, frozenset(definition["enum"])


MADE_OF = {"lines"}
"""Keys with few words that are no field: `wrapped` is made of it."""

ENUMS = [
    (kind, key, words)
    for at, kind in [*READ.items(), *((at, manifest.Fact) for at in FACTS)]
    for key, words in enums(at)
    if key not in MADE_OF
]


@pytest.mark.parametrize(("kind", "key", "words"), ENUMS, ids=lambda v: v if isinstance(v, str) else "")
def test_a_closed_vocabulary_is_that_of_the_schema(kind: type, key: str, words: frozenset[str]) -> None:
    """Some files allow only two of the certainties."""
    known = dict(literals(kind))
    assert words == known[key] or (key == "certainty" and words == known[key] - {"unknown"})


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_a_schema_lists_the_words_of_each_closed_vocabulary(kind: type) -> None:
    """So that no field has words that the schema does not check."""
    assert {key for key, _ in literals(kind)} == {key for of, key, _ in ENUMS if of is kind}
