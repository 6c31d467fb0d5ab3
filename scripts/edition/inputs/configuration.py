"""What the generator's configuration tells that the rest of a build has to know."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

import yaml

from edition.inputs.checked_yaml import SAFE_LOADER
from edition.inputs.paths import CONFIGURATION
from edition.model.errors import EditionError
from edition.model.publication import Site


def parse_configuration(text: str, environment: Mapping[str, str]) -> Site:
    """Return what the text of a mkdocs.yml tells; `!ENV` is looked up in `environment`.

    Raises yaml.YAMLError for what is no YAML, ValueError for what is no configuration.
    """

    class Loader(SAFE_LOADER):  # type: ignore[misc]
        """Knows the generator's own tags as far as they matter here."""

    Loader.add_constructor("!ENV", lambda loader, node: _looked_up(cast("Loader", loader), node, environment))
    for prefix in ("!", "tag:yaml.org,2002:python/"):
        Loader.add_multi_constructor(prefix, lambda *_: None)
    told = yaml.load(text, Loader=Loader)  # noqa: S506 - a safe loader
    if not isinstance(told, dict):
        raise ValueError("no settings")
    url = str(told.get("site_url") or "")
    name, description = str(told.get("site_name") or ""), str(told.get("site_description") or "")
    return Site(name, f"{url.rstrip('/')}/" if url else "", description, _language(told.get("theme")))


def _language(theme: object) -> str:
    """Return the language of a theme's settings; that which the generator takes where they name none."""
    named = theme.get("language") if isinstance(theme, dict) else None
    return str(named or "en")


def _looked_up(loader: yaml.SafeLoader, node: yaml.Node, environment: Mapping[str, str]) -> Any:  # noqa: ANN401
    """Return the first variable of the environment that is set, or else the default that ends the list."""
    if isinstance(node, yaml.SequenceNode):
        *names, default = loader.construct_sequence(node)
    else:
        names, default = [loader.construct_scalar(node)], None  # type: ignore[arg-type]
    return next((environment[name] for name in names if name in environment), default)


def load_configuration(root: Path) -> Site:
    """Read what the generator's configuration tells of the site. Raises EditionError."""
    try:
        return parse_configuration((root / CONFIGURATION).read_text(encoding="utf-8"), os.environ)
    except (OSError, yaml.YAMLError, ValueError) as error:
        told = " ".join(str(error).split())
        todo = "Restore it from version control"
        raise EditionError(CONFIGURATION, f"cannot be read ({told})", todo=todo) from None
