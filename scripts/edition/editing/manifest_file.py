"""Adding an entry to the manifest, whose other bytes stay as they are."""

from __future__ import annotations

import re

import yaml

from edition.inputs.paths import MANIFEST
from edition.inputs.yaml_text import load_plain_data
from edition.model.errors import EditionError

_ADD_BY_HAND = "Write each essay below `essays:`, beginning with `  - slug:`; or add the entry by hand"


def add_entry(manifest: str, entry: str) -> str:
    """Return the text of a manifest with an entry after the last of its essays.

    `entry` is YAML as in a `ProposedEntry`, whose list begins after two spaces. Raises EditionError if
    the manifest is malformed or its essays are written within brackets.
    """
    data = load_plain_data(manifest, MANIFEST)
    line_end = "\r\n" if "\r\n" in manifest else "\n"
    if data is None:
        text = manifest if not manifest or manifest.endswith("\n") else manifest + line_end
        return text + f"essays:{line_end}" + _lines(entry.lstrip("\n"), 2, line_end)
    if not isinstance(data, dict) or "essays" not in data:
        raise EditionError(MANIFEST, "has no key `essays`", todo="Add `essays:` to it")
    essays = _value_of_essays(manifest)
    if not data["essays"]:  # nothing, `[]` or `null`, in whose place the list stands
        end = essays.end_mark.index
        at = _line_end_after(manifest, end)
        before = manifest[: essays.start_mark.index].rstrip(" ") + manifest[end:at]
        before = before if before.endswith("\n") else before + line_end
        return before + _lines(entry.lstrip("\n"), 2, line_end) + manifest[at:]
    if not isinstance(essays, yaml.CollectionNode) or essays.flow_style:
        raise EditionError(MANIFEST, "has its essays within brackets", todo=_ADD_BY_HAND)
    column = essays.start_mark.column
    at = _end_of_last(manifest, essays, column)
    before = manifest[:at] if manifest[:at].endswith("\n") else manifest[:at] + line_end
    return before + _lines(entry, column, line_end) + manifest[at:]


def _value_of_essays(manifest: str) -> yaml.CollectionNode | yaml.ScalarNode:
    # the loader written in Python, whose positions are code points of the text
    root = yaml.compose(manifest, Loader=yaml.SafeLoader)
    assert isinstance(root, yaml.MappingNode)  # noqa: S101 - its data is a dictionary
    return next(
        value
        for key, value in root.value
        if key.value == "essays" and isinstance(value, (yaml.CollectionNode, yaml.ScalarNode))
    )


def _lines(entry: str, column: int, line_end: str) -> str:
    """Return an entry whose list begins in a column."""
    moved = re.sub(r"^  (?=\S| )", " " * column, entry, flags=re.MULTILINE)
    return moved.replace("\n", line_end)


def _end_of_last(manifest: str, essays: yaml.Node, column: int) -> int:
    """Return where the last essay ends: after comments that belong to it by their indentation."""
    node = essays
    while isinstance(node, (yaml.MappingNode, yaml.SequenceNode)) and node.value and not node.flow_style:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    end = node.end_mark.index
    end = end if manifest[:end].endswith("\n") else _line_end_after(manifest, end)
    while match := re.compile(r"(?:[ \t]*\r?\n)*( +)#[^\n]*(?:\n|\Z)").match(manifest, end):
        if len(match[1]) <= column:
            break
        end = match.end()
    return end


def _line_end_after(text: str, at: int) -> int:
    found = text.find("\n", at)
    return len(text) if found < 0 else found + 1
