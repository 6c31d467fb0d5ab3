"""How the edition is cited, and its releases: CITATION.cff and editions.yml."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from edition.inputs.checked_yaml import load_yaml, read_text
from edition.inputs.converter import parse_entries
from edition.inputs.paths import CITATION, EDITIONS
from edition.inputs.yaml_errors import explain_errors, shorten
from edition.inputs.yaml_text import PlainLoader, check_nesting
from edition.model.errors import EditionError
from edition.model.publication import Name, Publication, Release


def parse_publication(text: str, language: str) -> Publication:
    """Return the edition that the text of a CITATION.cff describes; `language` is that of the edition.

    Raises yaml.YAMLError if the text is not valid YAML, and ValueError, KeyError, TypeError or AttributeError
    if title, version, date or authors are missing or malformed, or the DOI or an ORCID is malformed.
    """
    check_nesting(text)
    citation = dict(yaml.load(text, Loader=PlainLoader))  # noqa: S506 - a safe loader
    return Publication(
        title=str(citation["title"]),
        version=str(citation["version"]),
        released=date.fromisoformat(str(citation["date-released"])),
        editors=tuple(_editor(author) for author in citation["authors"]),
        licence=_licence(citation.get("license") or ""),
        language=language,
        doi=_doi(citation),
    )


_DOI = re.compile(r"10\.\d{4,9}/[^\s<>{}]+")
_ORCID = re.compile(r"https://orcid\.org/(?:\d{4}-){3}\d{3}[\dX]")


def _doi(citation: Mapping[str, Any]) -> str:
    """Return the DOI of the edition: `doi`, or else the first of that type among the `identifiers`."""
    others = [item["value"] for item in citation.get("identifiers") or () if item["type"] == "doi"]
    stated = str(citation.get("doi") or next(iter(others), ""))
    doi = re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:)", "", stated)
    if doi and not _DOI.fullmatch(doi):
        raise ValueError(f"{stated!r} is not a DOI")
    return doi


def _licence(licence: str | Sequence[str]) -> str:
    """Return the SPDX expression of a licence, or of several among which a reader may choose."""
    return licence if isinstance(licence, str) else " OR ".join(map(str, licence))


def _editor(author: Mapping[str, str]) -> Name:
    if "name" in author:
        return Name(str(author["name"]))
    orcid = str(author.get("orcid") or "")
    if orcid and not _ORCID.fullmatch(orcid):
        raise ValueError(f"{orcid!r} is not the address of an ORCID")
    return Name(str(author["family-names"]), str(author.get("given-names", "")), orcid)


def load_publication(root: Path, language: str) -> Publication | None:
    """Read the CITATION.cff of the edition in `root`; None if there is no such file.

    `language` is that of the edition. Raises EditionError if the file does not say how to cite it.
    """
    if not (root / CITATION).is_file():
        return None
    text = read_text(root, CITATION)
    try:
        with explain_errors(text, CITATION):
            return parse_publication(text, language)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        missing = isinstance(error, KeyError)
        reason = f"{error} is missing" if missing else shorten(" ".join(str(error).split()))
        todo = "Give title, version, authors, and date-released as YYYY-MM-DD"
        raise EditionError(CITATION, f"does not say how to cite the edition ({reason})", todo=todo) from None


def load_releases(root: Path, published: Publication) -> list[Release]:
    """Read the releases of the edition, newest first.

    Raises EditionError if their file is malformed, or its newest release is not the one `published`.
    """
    newest = Release(published.version, published.released.isoformat(), published.title)
    if not (root / EDITIONS).is_file():
        return [newest]
    file = load_yaml(root, EDITIONS)
    releases = list(parse_entries(file, "editions", Release))
    if (releases[0].version, releases[0].date) != (newest.version, newest.date):
        what = f"the newest version is not that of {CITATION}, {newest.version} of {newest.date}"
        raise file.error(("editions", 0), what, "Describe that version above the others")
    return releases
