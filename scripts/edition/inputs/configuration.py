"""The settings in the generator's configuration that the rest of a build uses."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

import yaml

from edition.inputs.checked_yaml import SAFE_LOADER
from edition.inputs.merged_settings import dump_settings, merged_settings
from edition.inputs.paths import CONFIGURATION
from edition.model.errors import EditionError
from edition.model.publication import Site


def parse_configuration(text: str, environment: Mapping[str, str]) -> Site:
    """Return the settings in the text of a mkdocs.yml; `!ENV` is looked up in `environment`.

    Raises yaml.YAMLError if the text is not valid YAML, and ValueError if it is not a mapping.
    """

    class Loader(SAFE_LOADER):  # type: ignore[misc]
        """A loader that evaluates `!ENV` and reads all other tags of the generator as None."""

    Loader.add_constructor("!ENV", lambda loader, node: _read_env(cast("Loader", loader), node, environment))
    for prefix in ("!", "tag:yaml.org,2002:python/"):
        Loader.add_multi_constructor(prefix, lambda *_: None)
    settings = yaml.load(text, Loader=Loader)  # noqa: S506 - a safe loader
    if not isinstance(settings, dict):
        raise ValueError("no settings")
    name, description = (str(settings.get(key) or "") for key in ("site_name", "site_description"))
    url, extra = str(settings.get("site_url") or ""), settings.get("extra")
    extra = extra if isinstance(extra, dict) else {}
    return Site(
        name=name,
        language=_language(settings.get("theme")),
        url=f"{url.rstrip('/')}/" if url else "",
        description=description,
        repository=str(extra.get("repository") or "").rstrip("/"),
        has_policy=extra.get("content_security_policy") is True,
    )


def _language(theme: object) -> str:
    """Return the language in a theme's settings, or English, which is the generator's default."""
    language = theme.get("language") if isinstance(theme, dict) else None
    return str(language or "en")


def _read_env(loader: yaml.SafeLoader, node: yaml.Node, environment: Mapping[str, str]) -> Any:  # noqa: ANN401
    """Return the first environment variable that is set, or else the default: the last of several items."""
    if isinstance(node, yaml.SequenceNode):
        items = loader.construct_sequence(node)
        names, default = (items[:-1], items[-1]) if len(items) > 1 else (items, None)
    else:
        names, default = [loader.construct_scalar(node)], None  # type: ignore[arg-type]
    return next((environment[name] for name in names if name in environment), default)


def load_configuration(root: Path) -> Site:
    """Read the edition's settings and the program's. Raises EditionError if one is missing or malformed."""
    try:
        return parse_configuration(dump_settings(merged_settings(root)), os.environ)
    except (OSError, yaml.YAMLError, ValueError) as error:
        reason = " ".join(str(error).split())
        todo = "Restore it from version control"
        raise EditionError(CONFIGURATION, f"cannot be read ({reason})", todo=todo) from None
