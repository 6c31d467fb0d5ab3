"""What the registries must keep among themselves: ids of their own, and references that lead somewhere."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import cast

from edition.inputs.checked_yaml import CheckedYaml
from edition.model.manifest import Steps

Files = Mapping[str, CheckedYaml]
"""The registries as they were read, by what each lists: `people`, `dates`, `quotations` …"""


def check_references(files: Files, essays: Collection[str] | None = None) -> None:
    """Check the registries against each other, and against the slugs of the manifest if given.

    Raises EditionError where an id or a form of a name stands twice, or a reference leads nowhere.
    """
    for key, file in files.items():
        _unique(file, key)
    _check_names(files["people"])
    _check_works(files)
    _check_quotations(files)
    if essays is not None:
        _check_essays(files, essays)


def _check_essays(files: Files, essays: Collection[str]) -> None:
    for file in files.values():
        for steps, slug in _essays(file.data):
            _refer(file, steps, slug, essays, "essays.yml")


def _unique(file: CheckedYaml, key: str) -> None:
    """Raise EditionError where an id stands twice, or an entry has one that is retired."""
    seen: set[str] = set()
    listed = [one.get("id") or one["date"].replace("/", "--") for one in file.data.get(key, ())]
    retired = [one["address"] for one in file.data.get("retired", ())]
    for where, names, todo in (
        (key, listed, "Give the entry an id of its own"),
        ("retired", retired, "Take it out, or the entry"),
    ):
        for n, name in enumerate(names):
            if name in seen:
                raise file.fault((where, n), f"{name!r} stands there already", todo)
            seen.add(name)


def _check_names(people: CheckedYaml) -> None:
    owners: dict[str, str] = {}
    for n, person in enumerate(people.data.get("people", ())):
        for form in (*person.get("names", ()), *person.get("misspelt", ())):
            if owners.setdefault(form, person["id"]) != person["id"]:
                what = f"{form!r} names {owners[form]!r} already"
                todo = "Put it under `shared` of both, and settle each place under `where`"
                raise people.fault(("people", n, "names"), what, todo)


def _check_works(files: Files) -> None:
    persons = _ids(files["people"], "people")
    for n, work in enumerate(files["works"].data.get("works", ())):
        _refer(files["works"], ("works", n, "author"), work.get("author", ""), persons, "people.yml")
        for name in work.get("with", ()):
            _refer(files["works"], ("works", n, "with"), name, persons, "people.yml")


def _check_quotations(files: Files) -> None:
    persons, works = _ids(files["people"], "people"), _ids(files["works"], "works")
    file = files["quotations"]
    for n, quotation in enumerate(file.data.get("quotations", ())):
        _refer(file, ("quotations", n, "speaker"), quotation.get("speaker", ""), persons, "people.yml")
        for name in quotation.get("with", ()):
            _refer(file, ("quotations", n, "with"), name, persons, "people.yml")
        _refer(file, ("quotations", n, "work"), quotation.get("work", ""), works, "works.yml")


def _ids(file: CheckedYaml, key: str) -> set[str]:
    return {one["id"] for one in file.data.get(key, ())}


def _refer(file: CheckedYaml, steps: Steps, name: str, known: Collection[str], where: str) -> None:
    if name and name not in known:
        raise file.fault(steps, f"{name!r} is not in {where}", "Add it there, or correct the id")


def _essays(data: object, steps: Steps = ()) -> Iterator[tuple[Steps, str]]:
    """Yield every essay that an entry names, with the way to it."""
    if isinstance(data, dict):
        if isinstance(data.get("essay"), str):
            yield (*steps, "essay"), data["essay"]
        inside: Iterable[tuple[str | int, object]] = data.items()
    else:
        inside = enumerate(cast("list[object]", data))
    for step, value in inside:
        if isinstance(value, (dict, list)):
            yield from _essays(value, (*steps, step))
