"""The settings in the generator's configuration that the rest of a build uses."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, cast

import yaml

from edition.inputs.checked_yaml import read_text
from edition.inputs.merged_settings import dump_settings, merged_settings
from edition.inputs.paths import CONFIGURATION
from edition.inputs.yaml_errors import explain_errors
from edition.inputs.yaml_text import PlainLoader, check_nesting
from edition.model.errors import EditionError
from edition.model.publication import Site


def parse_configuration(text: str, environment: Mapping[str, str]) -> Site:
    """Return the settings in the text of a mkdocs.yml; `!ENV` is looked up in `environment`.

    Raises yaml.YAMLError if the text is not valid YAML, and ValueError if it is not a mapping.
    """

    class Loader(PlainLoader):
        """A loader that evaluates `!ENV` and reads all other tags of the generator as None."""

    Loader.add_constructor("!ENV", lambda loader, node: _read_env(cast("Loader", loader), node, environment))
    for prefix in ("!", "tag:yaml.org,2002:python/"):
        Loader.add_multi_constructor(prefix, lambda *_: None)
    check_nesting(text, anchors=True)
    settings = yaml.load(text, Loader=Loader)  # noqa: S506 - a safe loader
    if not isinstance(settings, dict):
        raise ValueError("it has no settings")
    name, description, url = (_text(settings, key) for key in ("site_name", "site_description", "site_url"))
    extra = settings.get("extra")
    return Site(
        name=name,
        language=_language(settings.get("theme")),
        url=f"{url.rstrip('/')}/" if url else "",
        description=description,
        repository=_text(extra, "repository").rstrip("/"),
        has_policy=isinstance(extra, dict) and extra.get("content_security_policy") is True,
    )


def _text(settings: object, key: str) -> str:
    """Return the text of a setting; empty if there is none, or something else."""
    value = settings.get(key) if isinstance(settings, dict) else None
    return str(value) if isinstance(value, (str, int, float, date)) and value else ""


def _language(theme: object) -> str:
    """Return the language in a theme's settings, or English, which is the generator's default."""
    return _text(theme, "language") or "en"


def _read_env(loader: yaml.SafeLoader, node: yaml.Node, environment: Mapping[str, str]) -> Any:  # noqa: ANN401
    """Return the first environment variable that is set, or else the default: the last of several items."""
    if isinstance(node, yaml.SequenceNode):
        items = loader.construct_sequence(node)
        names, default = (items[:-1], items[-1]) if len(items) > 1 else (items, None)
    else:
        names, default = [loader.construct_scalar(node)], None  # type: ignore[arg-type]
    return next(
        (environment[name] for name in names if isinstance(name, str) and name in environment), default
    )


def load_configuration(root: Path) -> Site:
    """Read the edition's settings and the program's. Raises EditionError if one is missing or malformed."""
    text = read_text(root, CONFIGURATION)
    try:
        with explain_errors(text, CONFIGURATION):
            parse_configuration(text, os.environ)  # merged settings have other lines, which mean nothing
            return parse_configuration(dump_settings(merged_settings(root)), os.environ)
    except (OSError, ValueError, TypeError) as error:
        todo = "Restore it from version control"
        raise EditionError(CONFIGURATION, f"cannot be read ({error})", todo=todo) from None
