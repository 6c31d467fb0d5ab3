"""Laying an edition's settings over those of the program, as YAML, so that tags such as `!ENV` are kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import yaml

from edition.inputs.paths import CONFIGURATION
from edition.inputs.program_files import read_settings
from edition.inputs.yaml_text import SAFE_LOADER, check_nesting

INHERIT = "INHERIT"
"""The key with which MkDocs names another file of settings, relative to the one that has it."""


def merged_settings(root: Path) -> yaml.MappingNode:
    """Return the program's settings with those of the edition in `root` laid over them.

    A file that the edition's mkdocs.yml inherits from comes between. Raises OSError if a file is missing,
    yaml.YAMLError if one is not valid YAML, and ValueError if one is not a mapping or inherits from itself.
    """
    merged = compose_settings(read_settings())
    for settings in reversed(list(_chain(root / CONFIGURATION))):
        merged = merge(merged, settings)
    return merged


def _chain(file: Path) -> Iterator[yaml.MappingNode]:
    """Yield the settings of a file, and those that it inherits from."""
    files: list[Path] = []
    while file not in files:
        files.append(file)
        settings = compose_settings(file.read_text(encoding="utf-8"))
        inherited = value_of(settings, INHERIT)
        yield _without(settings, INHERIT)
        if not isinstance(inherited, yaml.ScalarNode):
            return
        file = (file.parent / inherited.value).resolve()
    raise ValueError(f"{file.name} inherits from itself")


def compose_settings(text: str) -> yaml.MappingNode:
    """Return the nodes of YAML. Raises yaml.YAMLError, and ValueError if it is not a mapping."""
    check_nesting(text, anchors=True)
    node = yaml.compose(text, Loader=SAFE_LOADER)
    if not isinstance(node, yaml.MappingNode):
        raise ValueError("no settings")
    return node


def merge(base: yaml.MappingNode, over: yaml.MappingNode) -> yaml.MappingNode:
    """Return `base` with the keys of `over`: mappings are merged, any other value is replaced."""
    values = {key.value: (key, value) for key, value in base.value}
    for key, value in over.value:
        old = values[key.value][1] if key.value in values else None
        both = isinstance(old, yaml.MappingNode) and isinstance(value, yaml.MappingNode)
        values[key.value] = (key, merge(old, value) if both else value)  # type: ignore[arg-type]
    return yaml.MappingNode(base.tag, list(values.values()))


def value_of(settings: yaml.MappingNode, *path: str) -> yaml.Node | None:
    """Return the node at a path of keys, or None."""
    node: yaml.Node | None = settings
    for name in path:
        if not isinstance(node, yaml.MappingNode):
            return None
        node = next((value for key, value in node.value if key.value == name), None)
    return node


def _without(settings: yaml.MappingNode, name: str) -> yaml.MappingNode:
    return yaml.MappingNode(settings.tag, [item for item in settings.value if item[0].value != name])


def dump_settings(settings: yaml.MappingNode) -> str:
    """Return settings as YAML."""
    return str(yaml.serialize(settings, Dumper=yaml.SafeDumper, allow_unicode=True))
