"""Conversion of checked YAML to the dataclasses of the model.

The JSON Schema of a file defines its keys. The dataclasses have a field for each, named like the key but
with underscores for hyphens. The tables below list the exceptions: fields whose key has another name
(`RENAMED`), fields computed from several keys (`DERIVED`), dataclasses whose keys are not in a mapping of
their own but among those of the entry that has them as a field (`INLINED`), and types that YAML holds as
text (`PARSERS`). Keys that are left out give an empty value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from functools import cache, partial
from typing import TYPE_CHECKING, Any, TypeVar, cast, get_args, get_origin, get_type_hints

from edition.inputs.checked_yaml import CheckedYaml
from edition.inputs.paths import schema_path
from edition.model.edtf import Edtf
from edition.model.entries import DateEntry, NameEntry, Person, QuotationEntry, WorkEntry
from edition.model.episodes import Account, Outside
from edition.model.errors import EditionError
from edition.model.identifiers import Gnd, Isbn, Isni
from edition.model.manifest import Emendation, Entry, Fact, Fingerprint, Section, YamlPath
from edition.model.ranges import Range, parse_ranges
from edition.model.reference import Reference
from edition.model.registry import Settlement

if TYPE_CHECKING:
    from cattrs import Converter

T = TypeVar("T")
Data = Mapping[str, Any]
"""A mapping of a YAML file."""

# --- exceptions ----------------------------------------------------------------------------------

PATH = "path"
"""The field that holds the path of an entry in its file; no schema has such a key."""

INLINED = frozenset({"place", "person"})
"""Fields whose keys are among those of the entry that has the field."""

RENAMED: Mapping[type, Mapping[str, str]] = {
    DateEntry: {"others": "places"},
    Entry: {"marks": "blocks"},
    Fact: {"text": "is"},
    NameEntry: {"exceptions": "not"},
    Person: {"exceptions": "not"},
    QuotationEntry: {"also": "with"},
    Reference: {"access": "seen", "supports": "for"},
    Settlement: {"value": "is"},
    WorkEntry: {"also": "with"},
}
"""By dataclass and field, the key of the field; many of these keys are keywords in Python."""

PARSERS: Mapping[type, Callable[[str], object]] = {
    Edtf: Edtf.parse,
    **{kind: kind.parse for kind in (Gnd, Isni, Isbn)},
}
"""Functions that parse the text of a value; they raise ValueError with a message for editors."""

UNCHECKED_DATES: Mapping[type, frozenset[str]] = {
    DateEntry: frozenset({"date", "others"}),
    Settlement: frozenset({"value"}),
}
"""Fields with dates as the essays give them, which may be days that do not exist; see `Edtf.parse`."""


@dataclass(frozen=True, slots=True)
class Derived:
    """A field computed from the values of other keys."""

    keys: tuple[str, ...]
    compute: Callable[..., object]
    """Takes the value of each key, or an empty text if the key is left out."""


def redirects(retired: Iterable[Data]) -> dict[str, str]:
    """Return the addresses in a list of retired ones, and those that replace them."""
    return {item["address"]: item["to"] for item in retired}


def _reading_place(begins: str, ends: str, left: str, right: str, path: YamlPath) -> Data:
    return {"begins": begins, "ends": ends, "left": left, "right": right, PATH: path}


def _section_place(begins: str, left: str, right: str, path: YamlPath) -> Data:
    return {"begins": begins, "left": left, "right": right, PATH: path}


def _parse_paragraphs(paragraphs: Iterable[str]) -> list[Range]:
    return [range_ for text in paragraphs for range_ in parse_ranges(text)]


def _split_sketch(sketch: str) -> list[str]:
    return [sketch[at : at + 8] for at in range(0, len(sketch), 8)]


DERIVED: Mapping[type, Mapping[str, Derived]] = {
    Entry: {
        "short": Derived(("short", "title"), lambda short, title: short or title),
        "wrapped": Derived(("lines",), lambda lines: lines == "wrapped"),
        "retired": Derived(("retired",), redirects),
    },
    Account: {"paragraphs": Derived(("paragraphs",), _parse_paragraphs)},
    Outside: {"paragraphs": Derived(("paragraphs",), _parse_paragraphs)},
    Emendation: {
        "place": Derived(("reading", "reading-ends", "left", "right", PATH), _reading_place),
    },
    Fingerprint: {"sketch": Derived(("sketch",), _split_sketch)},
    Person: {"names": Derived(("names", "misspelt"), lambda names, misspelt: [*names, *misspelt])},
    Section: {"place": Derived(("begins", "left", "right", PATH), _section_place)},
}
"""By dataclass, the fields that are computed from keys."""


# --- entries -------------------------------------------------------------------------------------


def parse_entries(file: CheckedYaml, key: str, cls: type[T]) -> tuple[T, ...]:
    """Convert the list under `key` to instances of the dataclass `cls`; a missing key is an empty list.

    Raises EditionError if the schema allows a value that the dataclass does not.
    """
    items = add_paths(file.data.get(key, ()), (key,))
    try:
        return tuple(_make_converter().structure(item, cls) for item in items)
    except Exception as error:  # the converter raises whatever a field's type raises
        raise _conversion_error(file, key, cls, items) or error from None


def parse_entry(file: CheckedYaml, key: str, cls: type[T]) -> T | None:
    """Convert the mapping under `key` to an instance of the dataclass `cls`; None if the key is missing.

    Raises EditionError as `parse_entries` does.
    """
    as_list = CheckedYaml(file.file, file.text, {key: [file.data[key]] if key in file.data else []})
    return next(iter(parse_entries(as_list, key, cls)), None)


def add_paths(data: Any, path: YamlPath) -> Any:  # noqa: ANN401 - any part of a file
    """Return a copy of `data`, which is at `path`, with the path of each mapping in it under `PATH`."""
    if isinstance(data, Mapping):
        return {PATH: path, **{key: add_paths(value, (*path, key)) for key, value in data.items()}}
    if isinstance(data, (list, tuple)):
        return [add_paths(value, (*path, at)) for at, value in enumerate(data)]
    return data


def key_of(cls: type, field: str) -> str:
    """Return the key that holds a field of a dataclass."""
    return RENAMED.get(cls, {}).get(field, field.replace("_", "-"))


def keys_of(cls: type) -> Iterator[str]:
    """Yield the keys that hold the fields of a dataclass, including those of inlined dataclasses."""
    hints = get_type_hints(cls)
    for field in fields(cast("Any", cls)):
        if derived := DERIVED.get(cls, {}).get(field.name):
            yield from (key for key in derived.keys if key != PATH)
        elif field.name in INLINED:
            yield from keys_of(hints[field.name])
        elif field.name != PATH:
            yield key_of(cls, field.name)


# --- the converter -------------------------------------------------------------------------------


@cache
def _make_converter(*, detailed: bool = False) -> Converter:
    """Return the converter; a `detailed` one is slower, but its errors say where they occurred."""
    from cattrs import Converter  # not at the top, since not every command needs a converter

    converter = Converter(detailed_validation=detailed)
    converter.register_structure_hook_func(lambda cls: cls == YamlPath, lambda path, _: path)
    converter.register_structure_hook_factory(is_dataclass, lambda cls: _make_hook(converter, cls))
    for cls, parse in PARSERS.items():
        converter.register_structure_hook(cls, partial(_call_parser, parse))
    return converter


def _call_parser(parse: Callable[[str], object], text: str, _: object) -> object:
    return parse(text)


def _parse_unchecked(value: str | list[str], _: object) -> Edtf | tuple[Edtf, ...]:
    """Return the date or dates for a field of UNCHECKED_DATES."""
    if isinstance(value, str):
        return Edtf.parse(value, as_written=True)
    return tuple(Edtf.parse(text, as_written=True) for text in value)


def _make_hook(converter: Converter, cls: type) -> Callable[[Data, Any], Any]:
    """Return the function with which `converter` makes an instance of a dataclass from a mapping."""
    from cattrs.gen import make_dict_structure_fn, override

    names = [field.name for field in fields(cast("Any", cls))]
    parsers = dict.fromkeys(UNCHECKED_DATES.get(cls, ()), _parse_unchecked)
    overrides: dict[str, Any] = {
        name: override(rename=key_of(cls, name), struct_hook=parsers.get(name)) for name in names
    }
    make_instance: Callable[[Data, Any], Any] = make_dict_structure_fn(cls, converter, **overrides)
    defaults, inlined, derived = _default_values(cls), INLINED.intersection(names), DERIVED.get(cls, {})

    def convert(data: Data, _: object) -> Any:  # noqa: ANN401 - an instance of `cls`
        complete = {**defaults, **data, **dict.fromkeys(inlined, data)}
        for name, field in derived.items():
            complete[key_of(cls, name)] = field.compute(*(data.get(key, "") for key in field.keys))
        return make_instance(complete, cls)

    return convert


_EMPTY: Mapping[object, object] = {bool: False, int: 0, tuple: (), Mapping: {}}


def _default_values(cls: type) -> dict[str, object]:
    """Return by key the empty values of all fields for which the dataclass has no default."""
    hints = get_type_hints(cls)
    names = [field.name for field in fields(cast("Any", cls)) if field.default is MISSING]
    return {key_of(cls, name): _empty_value(hints[name]) for name in names}


def _empty_value(hint: object) -> object:
    """Return the empty value of a type: None if that is allowed, or else an empty text, list or the like."""
    return None if type(None) in get_args(hint) else _EMPTY.get(get_origin(hint) or hint, "")


# --- errors --------------------------------------------------------------------------------------


def _conversion_error(file: CheckedYaml, key: str, cls: type, items: Iterable[Data]) -> EditionError | None:
    """Return an error about the first value that cannot be converted, or None if all can be."""
    from cattrs.errors import BaseValidationError

    for at, item in enumerate(items):
        try:
            _make_converter(detailed=True).structure(item, cls)
        except (BaseValidationError, ValueError) as error:
            path, cause = _first_cause(error, (key, at))
            name = [part for part in path if isinstance(part, str)][-1]
            todo = f"Correct it; {schema_path(file.file)} describes the key"
            return file.error(path, f"{name}: {cause}".rstrip("."), todo)
    return None


def _first_cause(error: Exception, path: YamlPath) -> tuple[YamlPath, Exception]:
    """Return the path of the first value that could not be converted, and the error that it caused.

    `path` is the path of the value to which `error` belongs.
    """
    from cattrs.errors import ClassValidationError, IterableValidationError

    if isinstance(error, IterableValidationError):
        cause, item = error.group_exceptions()[0][0]
        return _first_cause(cause, (*path, item.index))
    if isinstance(error, ClassValidationError):
        cause, field = error.group_exceptions()[0][0]
        added = () if field.name in INLINED else (key_of(error.cl, field.name),)
        return _first_cause(cause, (*path, *added))
    return path, error
