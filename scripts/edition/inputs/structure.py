"""From checked data to the dataclasses of the model.

The JSON Schema of a file says which keys it may have; the dataclasses have a field for each, whose name
is the key with underscores for hyphens. What differs from that rule is declared here: fields under
another name (`RENAMED`), fields made of several keys (`DERIVED`), dataclasses whose keys stand among those
of the entry that holds them (`INLINED`), and types that are written as a plain value (`PARSERS`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from functools import cache, partial
from typing import TYPE_CHECKING, Any, TypeVar, cast, get_args, get_origin, get_type_hints

from edition.inputs.checked_yaml import CheckedYaml
from edition.inputs.paths import schema_path
from edition.model.edtf import Edtf
from edition.model.entries import DateEntry, Person, QuotationEntry, Settlement, WorkEntry
from edition.model.errors import EditionError
from edition.model.manifest import Emendation, Entry, Fact, Fingerprint, Section, Steps

if TYPE_CHECKING:
    from cattrs import Converter

T = TypeVar("T")
Data = Mapping[str, Any]

PARSERS: Mapping[type, Callable[[str], object]] = {Edtf: Edtf.parse}
"""How a value of a type is made of the text in the file; a ValueError says what is wrong with that."""

AS_WRITTEN: Mapping[type, frozenset[str]] = {
    DateEntry: frozenset({"date", "others"}),
    Settlement: frozenset({"value"}),
}
"""Dates that repeat what an essay writes, days that cannot be included; see `Edtf.parse`."""

PATH = "path"
"""The field that tells where an entry stands in its file; no schema has such a key."""

INLINED = frozenset({"place", "person"})
"""Fields whose own keys stand in the mapping of the entry that has the field."""

RENAMED: Mapping[type, Mapping[str, str]] = {
    DateEntry: {"others": "places"},
    Entry: {"marks": "blocks"},
    Fact: {"text": "is"},
    Person: {"exceptions": "not"},
    QuotationEntry: {"also": "with"},
    Settlement: {"value": "is"},
    WorkEntry: {"also": "with"},
}
"""The keys of fields that have another name; most of these keys are words that Python has for itself."""


@dataclass(frozen=True, slots=True)
class Derived:
    """A field that is made of other keys than its own."""

    keys: tuple[str, ...]
    make: Callable[..., object]
    """Takes the values of the keys, an empty text for one that is left out."""


DERIVED: Mapping[type, Mapping[str, Derived]] = {
    Entry: {
        "short": Derived(("short", "title"), lambda short, title: short or title),
        "wrapped": Derived(("lines",), lambda lines: lines == "wrapped"),
        "retired": Derived(("retired",), lambda retired: {item["address"]: item["to"] for item in retired}),
    },
    Emendation: {
        "place": Derived(
            ("reading", "reading-ends", "left", "right", PATH),
            lambda *values: dict(zip(("begins", "ends", "left", "right", PATH), values, strict=True)),
        ),
    },
    Fingerprint: {
        "sketch": Derived(("sketch",), lambda hashes: [hashes[n : n + 8] for n in range(0, len(hashes), 8)]),
    },
    Person: {
        "names": Derived(("names", "misspelt"), lambda names, misspelt: [*names, *misspelt]),
    },
    Section: {
        "place": Derived(("begins", PATH), lambda begins, path: {"begins": begins, PATH: path}),
    },
}
"""What is more than a value under another name."""


def structure(file: CheckedYaml, key: str, kind: type[T]) -> tuple[T, ...]:
    """Return what is listed under `key` of a checked file, each as a `kind`; nothing without the key.

    Raises EditionError for a value that the schema allows and the model does not.
    """
    items = locate(file.data.get(key, ()), (key,))
    try:
        return tuple(_converter().structure(item, kind) for item in items)
    except Exception as error:  # whatever the maker of a value may raise
        raise _fault(file, key, kind, items) or error from None


def structure_single(file: CheckedYaml, key: str, kind: type[T]) -> T | None:
    """Return what stands under `key` of a checked file as a `kind`; None without the key.

    Raises EditionError as `structure`.
    """
    lone = CheckedYaml(file.file, file.text, {key: [file.data[key]] if key in file.data else []})
    return next(iter(structure(lone, key, kind)), None)


def locate(data: Any, steps: Steps) -> Any:  # noqa: ANN401 - whatever a file holds
    """Return a copy of data in which each mapping tells the way to it, as `path`."""
    if isinstance(data, Mapping):
        return {PATH: steps, **{key: locate(value, (*steps, key)) for key, value in data.items()}}
    if isinstance(data, (list, tuple)):
        return [locate(value, (*steps, at)) for at, value in enumerate(data)]
    return data


def key_of(kind: type, field: str) -> str:
    """Return the key under which a field of a dataclass stands in a file."""
    return RENAMED.get(kind, {}).get(field, field.replace("_", "-"))


def keys_of(kind: type) -> Iterator[str]:
    """Yield the keys of a file that a dataclass is made of, those of inlined dataclasses among them."""
    hints = get_type_hints(kind)
    for field in fields(cast("Any", kind)):
        if derived := DERIVED.get(kind, {}).get(field.name):
            yield from (key for key in derived.keys if key != PATH)
        elif field.name in INLINED:
            yield from keys_of(hints[field.name])
        elif field.name != PATH:
            yield key_of(kind, field.name)


# --- the converter -------------------------------------------------------------------------------


@cache
def _converter(*, detailed: bool = False) -> Converter:
    """Return what makes dataclasses; one that is `detailed` is slower, and tells where it fails."""
    from cattrs import Converter  # here, since a command that only prints its help needs none

    converter = Converter(detailed_validation=detailed)
    converter.register_structure_hook_func(lambda kind: kind == Steps, lambda steps, _: steps)
    converter.register_structure_hook_factory(is_dataclass, lambda kind: _reader(converter, kind))
    for kind, parse in PARSERS.items():
        converter.register_structure_hook(kind, partial(_parsed, parse))
    return converter


def _parsed(parse: Callable[[str], object], value: str, _: object) -> object:
    return parse(value)


def _as_written(value: str | list[str], _: object) -> Edtf | tuple[Edtf, ...]:
    """Return the date, or the dates, that an essay writes."""
    if isinstance(value, str):
        return Edtf.parse(value, as_written=True)
    return tuple(Edtf.parse(text, as_written=True) for text in value)


def _reader(converter: Converter, kind: type) -> Callable[[Data, Any], Any]:
    """Return the function that makes one dataclass of a mapping."""
    from cattrs.gen import make_dict_structure_fn, override

    names = [field.name for field in fields(cast("Any", kind))]
    hooks = dict.fromkeys(AS_WRITTEN.get(kind, ()), _as_written)
    keys: dict[str, Any] = {
        name: override(rename=key_of(kind, name), struct_hook=hooks.get(name)) for name in names
    }
    read: Callable[[Data, Any], Any] = make_dict_structure_fn(kind, converter, **keys)
    blanks, inlined, derived = _blanks(kind), INLINED.intersection(names), DERIVED.get(kind, {})

    def made(data: Data, _: object) -> Any:  # noqa: ANN401 - a `kind`
        whole = {**blanks, **data, **dict.fromkeys(inlined, data)}
        for name, field in derived.items():
            whole[key_of(kind, name)] = field.make(*(data.get(key, "") for key in field.keys))
        return read(whole, kind)

    return made


_EMPTY: Mapping[object, object] = {bool: False, int: 0, tuple: (), Mapping: {}}


def _blanks(kind: type) -> dict[str, object]:
    """Return by key what a field holds whose key is left out; those with a default see to it themselves."""
    hints = get_type_hints(kind)
    lacking = [field.name for field in fields(cast("Any", kind)) if field.default is MISSING]
    return {key_of(kind, name): _blank(hints[name]) for name in lacking}


def _blank(kind: object) -> object:
    """Return the empty value of a type: None where that is allowed, an empty text for all but a few."""
    return None if type(None) in get_args(kind) else _EMPTY.get(get_origin(kind) or kind, "")


# --- faults --------------------------------------------------------------------------------------


def _fault(file: CheckedYaml, key: str, kind: type, items: Iterable[Data]) -> EditionError | None:
    """Return the error that tells of the first value that no `kind` can be made of, if there is one."""
    from cattrs.errors import BaseValidationError

    for at, item in enumerate(items):
        try:
            _converter(detailed=True).structure(item, kind)
        except BaseValidationError as error:
            steps, cause = _first_cause(error, (key, at))
            named = [step for step in steps if isinstance(step, str)][-1]
            todo = f"Correct it; {schema_path(file.file)} describes the key"
            return file.fault(steps, f"{named}: {cause}".rstrip("."), todo)
    return None


def _first_cause(error: Exception, steps: Steps) -> tuple[Steps, Exception]:
    """Return the way to the first value that failed, and why it did."""
    from cattrs.errors import ClassValidationError, IterableValidationError

    if isinstance(error, IterableValidationError):
        cause, item = error.group_exceptions()[0][0]
        return _first_cause(cause, (*steps, item.index))
    if isinstance(error, ClassValidationError):
        cause, field = error.group_exceptions()[0][0]
        inner = () if field.name in INLINED else (key_of(error.cl, field.name),)
        return _first_cause(cause, (*steps, *inner))
    return steps, error
