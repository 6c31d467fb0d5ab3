"""Write the reference of the registries, docs/guide/registries.md, from their JSON Schemas.

A test compares the page with the schemas. After a change of a schema: `python3 scripts/reference.py`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SCHEMAS = ROOT / "docs/annotations"
PAGE = ROOT / "docs/guide/registries.md"
ORDER = ("essays", "people", "dates", "quotations", "works", "disagreements", "episodes", "names", "editions")

Schema = dict[str, Any]

HEAD = """\
# The registries, key by key

<!-- written by scripts/reference.py from the schemas; change those -->

What the editors know is in YAML files in `docs/annotations/`. Only `essays.yml` is needed; a registry
that is missing or has no entries has no page. Keys in bold must be there. An editor that supports YAML
schemas completes and explains the keys as you type, if the file begins with this line, here for people:

    # yaml-language-server: $schema=../../.build/theme/annotations/people.schema.json

Three kinds of values need care in YAML. Dates and numbers that are meant as text need quotation marks:
`"1917"`, `"0042"`. So does a value with a colon and a space in it: `"The end: a beginning"`. And so do
`"no"`, `"yes"`, `"on"` and `"off"`, which YAML takes for true and false.
"""


def reference() -> str:
    """Return the page, as Markdown."""
    parts = [HEAD]
    for name in ORDER:
        schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
        parts.append(
            f"\n## {name}.yml\n\n{sentence(schema['title'])} {schema['description']}\n".replace("  ", " ")
        )
        parts += tables(schema)
    return "".join(parts)


def sentence(text: str) -> str:
    """Return a text that ends with a full stop."""
    return text if text.endswith(".") else f"{text}."


def tables(schema: Schema) -> Iterator[str]:
    """Yield a table for each mapping that a file may have, from the outside to the inside."""
    pending, done = [("", schema)], set[str]()
    while pending:
        path, mapping = pending.pop(0)
        rows, inner = [], []
        for key, value in mapping["properties"].items():
            rows.append(row(key, value, key in mapping.get("required", ()), schema))
            item = resolve(element(value, schema), schema)
            if "properties" in item:
                inner.append((f"{path}.{key}".strip("."), item))
        table = "".join(rows)
        if table in done:
            continue
        done.add(table)
        if path:
            about = mapping.get("description", "")
            yield f"\n### `{path}` in {schema_name(schema)}\n" + (f"\n{about}\n" if about else "")
        yield f"\n| Key | Value | What it says |\n| --- | --- | --- |\n{table}"
        pending = inner + pending


def schema_name(schema: Schema) -> str:
    """Return the name of the file that a schema is for: that of its first list of entries, with .yml."""
    name = next(key for key in schema["properties"] if key in ORDER)
    return f"{name}.yml"


def row(key: str, value: Schema, required: bool, schema: Schema) -> str:
    """Return a row of a table; a key that an entry must have is in bold."""
    name = f"**`{key}`**" if required else f"`{key}`"
    text = resolve(value, schema).get("description", "") or resolve(element(value, schema), schema).get(
        "description", ""
    )
    return f"| {name} | {kind(value, schema)} | {text.replace('|', '&#124;')} |\n"


def kind(value: Schema, schema: Schema) -> str:
    """Return what a value may be, in a few words."""
    whole = resolve(value, schema)
    if whole.get("type") == "array":
        return f"list of {plural(kind(whole['items'], schema))}"
    if "enum" in whole:
        return ", ".join(f"`{choice}`" for choice in whole["enum"])
    if "properties" in whole:
        return "keys below"
    names = {"string": "text", "integer": "number", "number": "number", "boolean": "`true` or `false`"}
    return names.get(str(whole.get("type")), "text")


def plural(name: str) -> str:
    """Return what is in a list."""
    return {"text": "texts", "number": "numbers", "keys below": "entries"}.get(name, name)


def element(value: Schema, schema: Schema) -> Schema:
    """Return what is in a list, or the value itself if it is no list."""
    whole = resolve(value, schema)
    items: Schema = whole["items"] if whole.get("type") == "array" else value
    return items


def resolve(value: Schema, schema: Schema) -> Schema:
    """Return a part of a schema with what it refers to; its own keys, such as its description, come first."""
    out = dict(value)
    for other in (value, *value.get("allOf", ())):
        if "$ref" in other:
            out = resolve(schema["definitions"][other["$ref"].rpartition("/")[2]], schema) | out
    return out


if __name__ == "__main__":
    PAGE.write_text(reference(), encoding="utf-8")
