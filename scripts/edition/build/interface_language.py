"""The language of the interface, for the generator: what its settings, the scripts and the stylesheets say.

Templates look their messages up in the configuration (`extra.messages`), scripts in `messages.js`. What a
stylesheet says is in custom properties, which `messages.css` sets; without it English is said.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from edition.inputs.paths import THEME
from edition.model.translation import Catalogue, gettext_noop

SCRIPT = "assets/scripts/messages.js"
"""The script that has the translations for the other scripts."""

STYLE = "assets/styles/messages.css"
"""The stylesheet that has the translations for the other stylesheets."""

STYLE_MESSAGES = {
    "--all-pages": gettext_noop("All pages"),
    "--lost-picture": gettext_noop("Caption of a picture that is lost:"),
}
"""What stylesheets say, by the custom property that they read it from."""

_SETTINGS = {
    ("markdown_extensions", "toc", "title"): (gettext_noop("On this page"),),
    ("markdown_extensions", "toc", "permalink_title"): (gettext_noop("Link to this section"),),
    ("theme", "palette", "toggle", "name"): (gettext_noop("Switch to dark"), gettext_noop("Switch to light")),
}
"""What the program's settings say to readers, by their keys."""


def message_files(catalogue: Catalogue) -> dict[str, str]:
    """Return the script and the stylesheet with translations, by path; none for English."""
    if not _is_translated(catalogue):
        return {}
    texts = json.dumps(catalogue.scripts, ensure_ascii=False, sort_keys=True)
    form = f"(n) => Number({catalogue.plural_forms})"
    script = f"globalThis.editionMessages = {{\n  texts: {texts},\n  form: {form},\n}};\n"
    lines = (
        f"  {name}: {_css_string(catalogue.translations.gettext(message))};\n"
        for name, message in STYLE_MESSAGES.items()
    )
    return {f"{THEME}/{SCRIPT}": script, f"{THEME}/{STYLE}": f":root {{\n{''.join(lines)}}}\n"}


def message_settings(catalogue: Catalogue) -> dict[str, Any]:
    """Return the settings in which templates find the translations of their messages; none for English."""
    if not _is_translated(catalogue):
        return {}
    return {"extra": {"messages": dict(sorted(catalogue.templates.items()))}}


def _is_translated(catalogue: Catalogue) -> bool:
    return bool(catalogue.templates or catalogue.scripts)


def _css_string(text: str) -> str:
    """Return a text as a string of CSS."""
    escaped = (f"\\{ord(c):x} " if c in '"\\<' or not c.isprintable() else c for c in text)
    return f'"{"".join(escaped)}"'


def translated_settings(settings: yaml.MappingNode, catalogue: Catalogue) -> yaml.MappingNode:
    """Return the settings with what the program's own say to readers in the language of the catalogue.

    What an edition says in other words stays as it is.
    """
    for keys, messages in _SETTINGS.items():
        said = {message: catalogue.translations.gettext(message) for message in messages}
        settings = _replaced(settings, keys, said)
    return settings


def _replaced(mapping: yaml.MappingNode, keys: Sequence[str], said: Mapping[str, str]) -> yaml.MappingNode:
    """Return a mapping with other texts at a path of keys, also in each mapping of a list."""

    def replaced(node: yaml.Node, rest: Sequence[str]) -> yaml.Node:
        if isinstance(node, yaml.MappingNode):
            return _replaced(node, rest, said)
        if isinstance(node, yaml.SequenceNode):
            items = [
                _replaced(item, rest, said) if isinstance(item, yaml.MappingNode) else item
                for item in node.value
            ]
            return yaml.SequenceNode(node.tag, items)
        if isinstance(node, yaml.ScalarNode) and not rest and node.value in said:
            return yaml.ScalarNode(node.tag, said[node.value])
        return node

    items = [
        (key, replaced(value, keys[1:]) if keys and key.value == keys[0] else value)
        for key, value in mapping.value
    ]
    return yaml.MappingNode(mapping.tag, items)
