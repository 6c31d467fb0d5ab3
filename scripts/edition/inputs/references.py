"""Checks across the registries: ids and names are unique, and references lead to existing entries."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import cast

from edition.inputs.checked_yaml import CheckedYaml
from edition.model.edtf import Edtf
from edition.model.manifest import YamlPath
from edition.text.locate import fold

Files = Mapping[str, CheckedYaml]
"""The files of the registries, by the key of their entries: `people`, `dates`, `quotations` …"""


def check_references(files: Files, essays: Collection[str] | None = None) -> None:
    """Check the registries, whose values are valid, against each other and the slugs of `essays`, if given.

    Raises EditionError if an id or a form of a name appears twice, or a reference leads nowhere.
    """
    for key, file in files.items():
        _check_ids(file, key)
    _check_names(files["people"])
    _check_groups(files["people"])
    _check_forms(files["names"])
    for key in ("people", "names"):
        _check_identifiers(files[key], key)
    _check_works(files)
    _check_quotations(files)
    if essays is not None:
        _check_essays(files, essays)


def _check_essays(files: Files, essays: Collection[str]) -> None:
    for file in files.values():
        for path, slug in _essays_named(file.data):
            _check_reference(file, path, slug, essays, "essays.yml")


def _check_ids(file: CheckedYaml, key: str) -> None:
    """Raise EditionError if an id appears twice, or is both retired and in use."""
    used: set[str] = set()
    ids = [
        entry.get("id") or Edtf.parse(entry["date"], as_written=True).id for entry in file.data.get(key, ())
    ]
    retired = [item["address"] for item in file.data.get("retired", ())]
    for list_key, names, todo in (
        (key, ids, "Give the entry an id of its own"),
        ("retired", retired, "Remove it, or remove the entry"),
    ):
        for n, name in enumerate(names):
            if name in used:
                raise file.error((list_key, n), f"{name!r} appears twice", todo)
            used.add(name)


def _check_names(people: CheckedYaml) -> None:
    """Raise EditionError if a form names two people; forms that differ only in their marks are the same."""
    owners: dict[str, str] = {}
    for n, person in enumerate(people.data.get("people", ())):
        for key in ("names", "misspelt"):
            for form in person.get(key, ()):
                owner = owners.setdefault(fold(form), person["id"])
                if owner != person["id"]:
                    todo = "List it under `shared` for both, and each of its places under `where`"
                    raise people.error(("people", n, key), f"{form!r} already names {owner!r}", todo)


def _check_groups(people: CheckedYaml) -> None:
    """Raise EditionError if two groups have the same id, or a person is in a group that does not exist."""
    groups: set[str] = set()
    for n, group in enumerate(people.data.get("groups", ())):
        if group["id"] in groups:
            raise people.error(
                ("groups", n), f"{group['id']!r} appears twice", "Give the group an id of its own"
            )
        groups.add(group["id"])
    for n, person in enumerate(people.data.get("people", ())):
        _check_reference(people, ("people", n, "group"), person.get("group", ""), groups, "`groups`")


def _check_forms(names: CheckedYaml) -> None:
    """Raise EditionError if a form names two organisations or places, or is given twice."""
    owners: dict[str, str] = {}
    for n, entry in enumerate(names.data.get("names", ())):
        for form in (entry["name"], *entry.get("forms", ())):
            if fold(form) in owners:
                what = f"{form!r} already names {owners[fold(form)]!r}"
                raise names.error(("names", n), what, "Leave it to the entry that texts mean by it")
            owners[fold(form)] = entry["id"]


def _check_identifiers(file: CheckedYaml, list_key: str) -> None:
    """Raise EditionError if two entries have the same identifier in an authority file."""
    owners: dict[tuple[str, str], str] = {}
    for n, entry in enumerate(file.data.get(list_key, ())):
        for key in ("wikidata", "viaf", "gnd", "isni"):
            value = entry.get(key, "")
            owner = owners.setdefault((key, value), entry["id"])
            if value and owner != entry["id"]:
                todo = "Find out whose it is, and remove it from the other"
                raise file.error((list_key, n, key), f"{value!r} is already {owner!r}", todo)


def _check_works(files: Files) -> None:
    people, file = _ids(files["people"], "people"), files["works"]
    for n, work in enumerate(file.data.get("works", ())):
        _check_reference(file, ("works", n, "author"), work.get("author", ""), people, "people.yml")
        for name in work.get("with", ()):
            _check_reference(file, ("works", n, "with"), name, people, "people.yml")


def _check_quotations(files: Files) -> None:
    people, works = _ids(files["people"], "people"), _ids(files["works"], "works")
    file = files["quotations"]
    for n, quotation in enumerate(file.data.get("quotations", ())):
        path = ("quotations", n)
        _check_reference(file, (*path, "speaker"), quotation.get("speaker", ""), people, "people.yml")
        for name in quotation.get("with", ()):
            _check_reference(file, (*path, "with"), name, people, "people.yml")
        _check_reference(file, (*path, "work"), quotation.get("work", ""), works, "works.yml")


def _ids(file: CheckedYaml, key: str) -> set[str]:
    return {entry["id"] for entry in file.data.get(key, ())}


def _check_reference(file: CheckedYaml, path: YamlPath, name: str, ids: Collection[str], target: str) -> None:
    """Raise EditionError if `name` is given and is not among the `ids` in the file `target`."""
    if name and name not in ids:
        raise file.error(path, f"{name!r} is not in {target}", "Add it there, or correct the id")


def _essays_named(data: object, path: YamlPath = ()) -> Iterator[tuple[YamlPath, str]]:
    """Yield every slug of an essay in the data, after its path."""
    if isinstance(data, dict):
        if isinstance(data.get("essay"), str):
            yield (*path, "essay"), data["essay"]
        children: Iterable[tuple[str | int, object]] = data.items()
    else:
        children = enumerate(cast("list[object]", data))
    for part, child in children:
        if isinstance(child, (dict, list)):
            yield from _essays_named(child, (*path, part))
