"""Files that the program brings to every edition: templates, styles and scripts, JSON Schemas, settings.

In a checkout they have folders of their own at its top. A wheel has copies of them in the package, in
`edition/files/`, laid out as in the checkout; `setup.py` puts them there.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from edition.inputs.paths import ANNOTATIONS, ASSETS, OVERRIDES, THEME, schema_path

DISTRIBUTION = "annotated-edition"
"""The name under which the program is installed."""


@cache
def program_root() -> Path:
    """Return the folder in which the program's files are laid out as in its checkout."""
    package = Path(str(files("edition")))
    packed = package / "files"
    return packed if packed.is_dir() else package.parent.parent


def read_schema(file: str) -> str:
    """Return the text of the JSON Schema for `file`, such as `docs/annotations/people.yml`."""
    return (program_root() / schema_path(file)).read_text(encoding="utf-8")


def read_settings() -> str:
    """Return the settings of the generator that all editions share, as YAML."""
    return (files("edition.inputs") / "settings.yml").read_text(encoding="utf-8")


def theme_files(root: Path, templates: str, generated: Mapping[str, str]) -> dict[str, bytes]:
    """Return the files of the theme for the edition in `root`, by path: the program's, then its own.

    Templates and assets of the program come first, then those in the edition's folder `templates`, each of
    which replaces the program's file of the same name, then the parts of pages that the build has
    `generated`, by their path below a folder of templates. Assets of the edition are not among them: the
    generator takes them from `docs/assets`, before it looks here. Schemas are, so that they are published
    beside the registries.
    """
    program = program_root()
    found = dict(_files_below(program / OVERRIDES))
    found |= {f"assets/{path}": data for path, data in _files_below(program / ASSETS)}
    for schema in sorted((program / ANNOTATIONS).glob("*.schema.json")):
        found[f"{Path(ANNOTATIONS).name}/{schema.name}"] = schema.read_bytes()
    if root / templates != program / OVERRIDES:
        found |= dict(_files_below(root / templates))
    found |= {path: text.encode("utf-8") for path, text in generated.items()}
    return {f"{THEME}/{path}": data for path, data in found.items()}


def _files_below(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield path and bytes of the files in a folder, without what a build has generated there."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and not name.startswith(("generated/", ".")):
            yield name, path.read_bytes()


def installed_from() -> str:
    """Return the requirement that installs this program again, as a line for requirements.txt.

    An installation from a repository is recorded with its address (PEP 610); one from a folder of this
    machine would be of no use to others, so that only the name is given for it.
    """
    record = _installation()
    kind = record.get("vcs_info", {}).get("vcs")
    if not kind:
        return DISTRIBUTION
    revision = record["vcs_info"].get("requested_revision")
    return f"{DISTRIBUTION} @ {kind}+{record['url']}" + (f"@{revision}" if revision else "")


def installed_from_disk() -> bool:
    """Return whether this program was installed from a folder or file of this computer (PEP 610)."""
    return str(_installation().get("url", "")).startswith("file:")


def _installation() -> dict[str, Any]:
    """Return the record of where this program was installed from; empty for a package index."""
    from importlib.metadata import PackageNotFoundError, distribution  # slow to import, and rarely needed

    try:
        return dict(json.loads(distribution(DISTRIBUTION).read_text("direct_url.json") or "{}"))
    except PackageNotFoundError:
        return {}
