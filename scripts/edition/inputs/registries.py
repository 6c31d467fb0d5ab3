"""The registries: what the editors know of people, dates, quotations, works and disagreements.

Five YAML files in `docs/annotations`, each checked against the JSON Schema beside it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from edition.inputs.checked_yaml import CheckedYaml, load_yaml
from edition.inputs.paths import DATES, DISAGREEMENTS, PEOPLE, QUOTATIONS, WORKS
from edition.inputs.references import check_references
from edition.inputs.structure import structure, structure_single
from edition.model.entries import (
    Calendar,
    DateEntry,
    DisagreementEntry,
    PersonEntry,
    QuotationEntry,
    Registry,
    Settlement,
    WorkEntry,
)


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
        structure(people, "people", PersonEntry),
        tuple(people.data.get("titles", ())),
        structure(dates, "dates", DateEntry),
        structure(dates, "settled", Settlement),
        structure(quotations, "quotations", QuotationEntry),
        structure(works, "works", WorkEntry),
        structure(disagreements, "disagreements", DisagreementEntry),
        _retired({"person": people, "quotation": quotations, "date": dates, "disagreement": disagreements}),
        structure_single(dates, "calendar", Calendar) or Calendar(),
        works.data.get("introduction", "").strip(),
    )


def _retired(files: Mapping[str, CheckedYaml]) -> dict[str, dict[str, str]]:
    """Return what each kind's file says of addresses given up, where it says anything."""
    said = {kind: file.data.get("retired", ()) for kind, file in files.items()}
    return {kind: {one["address"]: one["to"] for one in them} for kind, them in said.items() if them}
