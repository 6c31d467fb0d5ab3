"""What the program finds in any text, without an edition: people, dates, quotations, other names."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from edition.annotate.dates import find_dates
from edition.annotate.organisations_and_places import NameFinder, make_name_finder
from edition.annotate.people import PeopleFinder, make_people_finder
from edition.annotate.quotations import find_quotations
from edition.inputs.yaml_text import load_plain_data
from edition.model.entries import NameEntry, Person
from edition.model.errors import EditionError, reason_of
from edition.model.essay import Source, Span
from edition.model.ledger import Alignment, Draft
from edition.model.mention import NameKind
from edition.text.house_style import house_style
from edition.text.lines import is_wrapped
from edition.text.rule import apply_rules


@dataclass(frozen=True, slots=True)
class FoundMention:
    """A person, a date, a quotation, an organisation or a place in a file."""

    kind: str
    """`person`, `date`, `quotation`, `organisation` or `place`."""
    start: int
    """In code points of the decoded file, as is `end`."""
    end: int
    details: Mapping[str, object]
    """What is known of it besides its place, by key."""


def find_in_source(
    source: Source, people: PeopleFinder, language: str = "en", names: NameFinder | None = None
) -> list[FoundMention]:
    """Return every person, date and quotation in a file, and what `names` finds, in order.

    `language` is the BCP 47 code of the text's language.
    """
    rules = house_style(wrapped=is_wrapped(source.text))
    draft = apply_rules(rules, Draft(source.text, source.text))
    alignment = Alignment(draft.ledger)
    found = [*_people(draft.text, people), *_dates(draft.text, language), *_quotations(draft.text)]
    if names:
        spans = [span for kind, span, _ in found if kind == "person"]
        found += (
            (name.kind, (name.start, name.end), {"id": name.entity}) for name in names.find(draft.text, spans)
        )
    placed = [
        FoundMention(kind, *alignment.source_span(start, end), details)
        for kind, (start, end), details in found
        if start < end
    ]
    return sorted(placed, key=lambda mention: (mention.start, -mention.end, mention.kind))


_Found = tuple[str, Span, dict[str, object]]
"""The kind of a mention, its place in the normalised text, and its details."""


def _people(text: str, people: PeopleFinder) -> Iterator[_Found]:
    for mention in people.find(text):
        yield "person", (mention.start, mention.end), {"id": mention.person}


def _dates(text: str, language: str) -> Iterator[_Found]:
    for date in find_dates(text, language):
        details: dict[str, object] = {"value": str(date.edtf), "inferred": date.is_inferred}
        if date.other_calendar:
            details["also"] = str(date.other_calendar)
        if date.qualifiers:
            details["qualifiers"] = list(date.qualifiers)
        if date.is_cited:
            details["cited"] = True
        yield "date", (date.start, date.end), details


def _quotations(text: str) -> Iterator[_Found]:
    for span in find_quotations(text):
        yield "quotation", span, {}


# --- people --------------------------------------------------------------------------------------


def load_people(path: Path) -> PeopleFinder:
    """Return a finder for the people in a file, YAML or JSON, in the form of `people.yml`.

    A person needs an `id`, and forms of the name: `names`, `shared` or else `name`. Raises EditionError
    if the file is unreadable or has another form.
    """
    data = _read_list(path, "people")
    people = [_person(path, number, entry) for number, entry in enumerate(data["people"], 1)]
    return make_people_finder(people, _texts(path, "titles", data.get("titles")))


def _read_list(path: Path, key: str) -> dict[str, Any]:
    """Return the data in a file, YAML or JSON, which has a list under `key`; otherwise raise EditionError."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        what = f"cannot be read ({reason_of(error)})"
        raise EditionError(str(path), what, todo="Check the path") from error
    except UnicodeDecodeError as error:
        raise EditionError(str(path), "is not UTF-8", todo="Save it as UTF-8") from error
    data = load_plain_data(text, str(path))
    if isinstance(data, dict) and isinstance(data.get(key), list):
        return data
    todo = f"List them under `{key}`, as in docs/annotations/{key}.yml"
    raise EditionError(str(path), f"lists no {key}", todo=todo)


def _person(path: Path, number: int, entry: object) -> Person:
    """Return the person described by an entry, the one with this number in the list."""
    where = f"person {number}"
    if not isinstance(entry, dict) or not isinstance(entry.get("id"), str):
        raise EditionError(str(path), "has no id", where=where, todo="Give each person an `id`")
    names, shared, misspelt, exceptions = (
        _texts(path, f"{where}, `{key}`", entry.get(key)) for key in ("names", "shared", "misspelt", "not")
    )
    if not names and not shared:
        names = _texts(path, f"{where}, `name`", [entry["name"]] if "name" in entry else [])
    return Person(entry["id"], (*names, *misspelt), shared, exceptions=exceptions)


def _texts(path: Path, where: str, value: object) -> tuple[str, ...]:
    """Return a list of texts; None is an empty list. Raises EditionError for anything else."""
    items = [] if value is None else value
    if not isinstance(items, list) or not all(isinstance(item, str) and item.strip() for item in items):
        raise EditionError(str(path), "is not a list of texts", where=where, todo="Write it as a list")
    return tuple(items)


# --- organisations and places ------------------------------------------------------------------


def load_names(path: Path) -> NameFinder:
    """Return a finder for the organisations and places in a file, YAML or JSON, in the form of `names.yml`.

    Each needs an `id`, its `kind` and its `name`. Raises EditionError as `load_people` does.
    """
    entries = _read_list(path, "names")["names"]
    return make_name_finder([_name(path, number, entry) for number, entry in enumerate(entries, 1)], ())


def _name(path: Path, number: int, entry: object) -> NameEntry:
    """Return the organisation or place described by an entry, the one with this number in the list."""
    where = f"name {number}"
    known = entry if isinstance(entry, dict) else {}
    if not all(isinstance(known.get(key), str) and known[key].strip() for key in ("id", "name")):
        raise EditionError(
            str(path), "has no id or no name", where=where, todo="Give each an `id` and a `name`"
        )
    if known.get("kind") not in get_args(NameKind):
        todo = "Say whether it is an `organisation` or a `place`"
        raise EditionError(str(path), "has no kind", where=where, todo=todo)
    forms, exceptions = (_texts(path, f"{where}, `{key}`", known.get(key)) for key in ("forms", "not"))
    return NameEntry(known["id"], known["kind"], known["name"], forms, exceptions)


# --- printing ------------------------------------------------------------------------------------


def json_lines(source: Source, mentions: Iterable[FoundMention]) -> Iterator[str]:
    """Yield one JSON object for each mention in a file."""
    for mention in mentions:
        text = source.text[mention.start : mention.end]
        place = {"file": source.name, "kind": mention.kind, "start": mention.start, "end": mention.end}
        yield json.dumps({**place, "text": text, **mention.details}, ensure_ascii=False)


def readable_lines(source: Source, mentions: Iterable[FoundMention]) -> Iterator[str]:
    """Yield a line for each mention in a file: file and line, kind, the words, and what they mean."""
    line = 1
    at = 0
    for mention in mentions:
        line += source.text.count("\n", at, mention.start)
        at = mention.start
        words = " ".join(source.text[mention.start : mention.end].split())
        yield f"{source.name}:{line}: {mention.kind}: {words}{_meaning(mention.details)}"


def _meaning(details: Mapping[str, object]) -> str:
    """Return what a mention means, after an arrow; empty if that is not known."""
    meaning = details.get("id") or details.get("value")
    inferred = " (inferred)" if details.get("inferred") else ""
    return f" → {meaning}{inferred}" if meaning else ""
