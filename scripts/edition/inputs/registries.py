"""The registries: what the editors know of people, dates, quotations, works and disagreements.

Five YAML files in `docs/annotations`, each checked against the JSON Schema beside it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from edition.inputs.checked_yaml import CheckedYaml, load_yaml
from edition.inputs.dates import read_date, read_date_if_given
from edition.inputs.paths import DATES, DISAGREEMENTS, PEOPLE, QUOTATIONS, WORKS
from edition.inputs.references import check_references
from edition.model.entries import (
    Claim,
    DateEntry,
    DisagreementEntry,
    Person,
    PersonEntry,
    QuotationEntry,
    QuotationPlace,
    Registry,
    Settlement,
    Where,
    WorkEntry,
)
from edition.model.manifest import Steps, TextQuoteSelector


def load_registry(root: Path, essays: Collection[str] | None = None) -> Registry:
    """Read the registries of the edition in `root`; one that is not there is empty.

    `essays` are the slugs that an entry may name. Raises EditionError for a file that breaks its
    schema, repeats an id, gives one form of a name to two persons or refers to what is not there.
    """
    files = (PEOPLE, DATES, QUOTATIONS, WORKS, DISAGREEMENTS)
    people, dates, quotations, works, disagreements = read = [
        load_yaml(root, file) if (root / file).is_file() else CheckedYaml(file, "", {}) for file in files
    ]
    check_references({Path(file.file).stem: file for file in read}, essays)
    return Registry(
        tuple(_person(people, n, d) for n, d in enumerate(people.data.get("people", ()))),
        tuple(people.data.get("titles", ())),
        tuple(_date(dates, n, d) for n, d in enumerate(dates.data.get("dates", ()))),
        tuple(_settlement(dates, n, d) for n, d in enumerate(dates.data.get("settled", ()))),
        tuple(_quotation(quotations, n, d) for n, d in enumerate(quotations.data.get("quotations", ()))),
        tuple(_work(works, n, d) for n, d in enumerate(works.data.get("works", ()))),
        tuple(_disagreement(d, n) for n, d in enumerate(disagreements.data.get("disagreements", ()))),
        _retired({"person": people, "quotation": quotations, "date": dates, "disagreement": disagreements}),
    )


def _person(file: CheckedYaml, number: int, data: Mapping[str, Any]) -> PersonEntry:
    where = tuple(
        Where(w["form"], w.get("left", ""), w.get("right", ""), w.get("essay", ""))
        for w in data.get("where", ())
    )
    names = (*data.get("names", ()), *data.get("misspelt", ()))
    person = Person(data["id"], names, tuple(data.get("shared", ())), where, tuple(data.get("not", ())))
    texts = {key: data.get(key, "") for key in ("full", "sort", "role", "wikidata", "note")}
    born, died = (
        read_date_if_given(file, ("people", number, key), data.get(key, "")) for key in ("born", "died")
    )
    return PersonEntry(
        person=person,
        name=data["name"],
        born=born,
        died=died,
        certainty=data["certainty"],
        source=data["source"],
        **texts,
    )


def _date(file: CheckedYaml, number: int, data: Mapping[str, Any]) -> DateEntry:
    entry = ("dates", number)
    date = read_date(file, (*entry, "date"), data["date"], as_written=True)
    others = tuple(
        read_date(file, (*entry, "places", n), text, as_written=True)
        for n, text in enumerate(data.get("places", ()))
    )
    new_style = read_date_if_given(file, (*entry, "new-style"), data.get("new-style", ""))
    return DateEntry(date, new_style, data["title"], data["what"], others, data["certainty"], data["source"])


def _settlement(file: CheckedYaml, number: int, data: Mapping[str, Any]) -> Settlement:
    value = read_date(file, ("settled", number, "is"), data["is"], as_written=True)
    return Settlement(data["essay"], data["words"], value)


def _quotation(file: CheckedYaml, number: int, data: Mapping[str, Any]) -> QuotationEntry:
    places = tuple(_quotation_place(d, number, n) for n, d in enumerate(data["places"]))
    keys = ("id", "title", "speaker", "said-by", "work", "locator", "verdict", "differs", "certainty")
    texts = {key.replace("-", "_"): data.get(key, "") for key in keys}
    said = read_date_if_given(file, ("quotations", number, "said"), data.get("said", ""))
    return QuotationEntry(
        source=data["source"], said=said, places=places, also=tuple(data.get("with", ())), **texts
    )


def _quotation_place(data: Mapping[str, Any], number: int, at: int) -> QuotationPlace:
    steps = ("quotations", number, "places", at)
    begins, ends = data["begins"], data.get("ends", "")
    place = TextQuoteSelector(steps, begins, ends, data.get("left", ""), data.get("right", ""))
    told = (data.get("verdict", ""), data.get("differs", ""))
    return QuotationPlace(data["essay"], place, data.get("part", 0), *told, data.get("digest", False))


def _work(file: CheckedYaml, number: int, data: Mapping[str, Any]) -> WorkEntry:
    keys = ("id", "title", "author", "by", "form", "published", "read-at", "certainty", "source")
    texts = {key.replace("-", "_"): str(data.get(key, "")) for key in keys}
    year = read_date_if_given(file, ("works", number, "year"), data.get("year", ""))
    return WorkEntry(year=year, also=tuple(data.get("with", ())), named=tuple(data.get("named", ())), **texts)


def _retired(files: Mapping[str, CheckedYaml]) -> dict[str, dict[str, str]]:
    """Return what each kind's file says of addresses given up, where it says anything."""
    said = {kind: file.data.get("retired", ()) for kind, file in files.items()}
    return {kind: {one["address"]: one["to"] for one in them} for kind, them in said.items() if them}


def _disagreement(data: Mapping[str, Any], number: int) -> DisagreementEntry:
    claims = tuple(_claim(d, ("disagreements", number, "claims", n)) for n, d in enumerate(data["claims"]))
    keys = ("id", "title", "kind", "subject", "question", "known", "certainty", "source")
    return DisagreementEntry(claims=claims, **{key: data.get(key, "") for key in keys})


def _claim(data: Mapping[str, Any], steps: Steps) -> Claim:
    begins, ends = data["begins"], data.get("ends", "")
    place = TextQuoteSelector(steps, begins, ends, data.get("left", ""), data.get("right", ""))
    return Claim(data["essay"], data["says"], data["at"], place)
