"""How the edition is cited and which versions it had: CITATION.cff and editions.yml."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import yaml

from edition.inputs.checked_yaml import SAFE_LOADER, load_yaml
from edition.inputs.paths import CITATION, EDITIONS
from edition.inputs.structure import structure
from edition.model.errors import EditionError
from edition.model.publication import Name, Publication, Release


def parse_publication(text: str, language: str = "en") -> Publication:
    """Return what the text of a CITATION.cff tells of an edition in a `language`.

    Raises ValueError, KeyError or TypeError for one that lacks title, version, date or authors.
    """
    told = dict(yaml.load(text, Loader=SAFE_LOADER))  # noqa: S506 - a safe loader
    editors = tuple(_editor(one) for one in told["authors"])
    released = date.fromisoformat(str(told["date-released"]))
    return Publication(
        str(told["title"]), str(told["version"]), released, editors, str(told.get("license", "")), language
    )


def _editor(told: Mapping[str, str]) -> Name:
    if "name" in told:
        return Name(str(told["name"]))
    return Name(str(told["family-names"]), str(told.get("given-names", "")))


def load_publication(root: Path, language: str = "en") -> Publication | None:
    """Read how an edition in a `language` is cited; None where nothing tells. Raises EditionError."""
    path = root / CITATION
    try:
        return parse_publication(path.read_text(encoding="utf-8"), language) if path.is_file() else None
    except (yaml.YAMLError, ValueError, KeyError, TypeError) as error:
        told = " ".join(str(error).split())
        todo = "Give title, version, authors, and date-released as YYYY-MM-DD"
        raise EditionError(CITATION, f"does not tell how to cite the edition ({told})", todo=todo) from None


def load_releases(root: Path, published: Publication) -> list[Release]:
    """Read the versions of the edition, the newest first. Raises EditionError."""
    newest = Release(published.version, published.released.isoformat(), published.title)
    if not (root / EDITIONS).is_file():
        return [newest]
    told = load_yaml(root, EDITIONS)
    known = list(structure(told, "editions", Release))
    if (known[0].version, known[0].date) != (newest.version, newest.date):
        what = f"the newest version is not that of {CITATION}, {newest.version} of {newest.date}"
        raise told.fault(("editions", 0), what, "Tell what is new in it, before the others")
    return known
