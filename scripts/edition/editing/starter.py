"""A new edition: the files of the folder `starter`, with title, language and date filled in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from importlib.resources.abc import Traversable
from string import Template

from edition.inputs.program_files import installed_from
from edition.markup.markdown import escape

_HIDDEN = {"gitignore": ".gitignore", "github": ".github"}
"""Names of the starter's files and folders that begin with a full stop in an edition."""


class _StarterTemplate(Template):
    """A template whose placeholders begin with a section sign, since workflows and schemas use the dollar."""

    delimiter = "§"


def starter_files(title: str, language: str, today: date) -> dict[str, str]:
    """Return the files of a new edition, by path.

    It has one short example text with a person, a date and a quotation, and builds as it is. `title` is
    plain text, `language` a code that the theme knows, `today` the date of its first version.
    """
    values = {
        "title_yaml": json.dumps(title, ensure_ascii=False),
        "title_markdown": escape(title, starts_line=True),
        "language": json.dumps(language),
        "today": today.isoformat(),
        "requirement": installed_from(),
    }
    return {
        path: _StarterTemplate(text).substitute(values)
        for path, text in _texts_below(files("edition.editing") / "starter")
    }


def _texts_below(folder: Traversable) -> Iterator[tuple[str, str]]:
    """Yield path and text of each file in a folder of the package."""
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        name = _HIDDEN.get(item.name, item.name)
        if item.is_dir():
            yield from ((f"{name}/{path}", text) for path, text in _texts_below(item))
        else:
            yield name, item.read_text(encoding="utf-8")
