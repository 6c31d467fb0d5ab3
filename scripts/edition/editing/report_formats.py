"""The report as text for readers, as YAML to be pasted, and as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from edition.editing.proposals import (
    HEADINGS,
    KINDS,
    Proposal,
    ProposalKind,
    count_mentions,
    list_places,
)

_COUNTED: frozenset[ProposalKind] = frozenset({"people", "spellings", "dates"})
"""Kinds whose proposals are mentioned in several places."""


_PLAIN_KEYS = ("certainty", "verdict")
"""Keys whose values need no quotation marks in YAML; nor does an id of several words."""


def text_lines(proposals: Sequence[Proposal], kinds: Sequence[ProposalKind] = KINDS) -> Iterator[str]:
    """Yield the report for readers: a heading for each kind, and its proposals below it; new ones first.

    People are given as entries to paste.
    """
    for kind in kinds:
        yield HEADINGS[kind]
        found = _new_first(proposal for proposal in proposals if proposal.kind == kind)
        for proposal in found:
            lines = _paste_lines(proposal) if kind == "people" else (_line(proposal),)
            yield from (f"  {line}" for line in lines)
        if not found:
            yield "  none"


def yaml_lines(proposals: Sequence[Proposal], kinds: Sequence[ProposalKind] = KINDS) -> Iterator[str]:
    """Yield the report as YAML: the entries of each registry under its key, the rest as comments."""
    for kind in kinds:
        found = _new_first(proposal for proposal in proposals if proposal.kind == kind)
        if not found:
            continue
        yield f"# {HEADINGS[kind]}"
        entries = [proposal for proposal in found if proposal.entry]
        if entries:
            yield f"{kind}:"
        for proposal in entries:
            yield from (f"  {line}" for line in _paste_lines(proposal))
        yield from (f"# {_line(proposal)}" for proposal in found if not proposal.entry)


def json_text(proposals: Sequence[Proposal], kinds: Sequence[ProposalKind] = KINDS) -> str:
    """Return the report as JSON: by kind, the proposals with their places and entries."""
    data = {
        kind: [_data(proposal) for proposal in _new_first(p for p in proposals if p.kind == kind)]
        for kind in kinds
    }
    return json.dumps(data, ensure_ascii=False, indent=1)


def _new_first(proposals: Iterable[Proposal]) -> list[Proposal]:
    return sorted(proposals, key=lambda proposal: (not proposal.is_new, not proposal.entry))


def _data(proposal: Proposal) -> dict[str, object]:
    return {
        "subject": proposal.subject,
        **({"remark": proposal.remark} if proposal.remark else {}),
        "new": proposal.is_new,
        "places": [{"essay": place.essay, "paragraph": place.paragraph} for place in proposal.places],
        **({"entry": proposal.entry} if proposal.entry else {}),
    }


def _line(proposal: Proposal) -> str:
    """Return a proposal in one line: `new: harbour-strike p3: spring is 1912-21`."""
    new = "new: " if proposal.is_new else ""
    remark = f" {proposal.remark}" if proposal.remark.startswith("is ") else ""
    remark = remark or (f" ({proposal.remark})" if proposal.remark else "")
    if proposal.kind in _COUNTED:
        return f"{new}{proposal.subject}{remark}: {count_mentions(proposal)}"
    if proposal.kind == "digests":
        return f"{new}{list_places(proposal.places)}"
    if proposal.kind == "episodes":
        return f"{new}{proposal.subject}"
    places = ", ".join(map(str, proposal.places))
    return f"{new}{places}: {proposal.subject}{remark}"


def _paste_lines(proposal: Proposal) -> Iterator[str]:
    """Yield the entry of a proposal as an item of a list, below a comment on where it is mentioned."""
    if not proposal.entry:
        yield f"# {_line(proposal)}"
        return
    yield f"# {'new; ' if proposal.is_new else ''}{count_mentions(proposal)}"
    yield from entry_lines(proposal.entry)


def entry_lines(entry: Mapping[str, object]) -> Iterator[str]:
    """Yield an entry as an item of a YAML list; values are written as JSON, which is YAML."""
    for number, (key, value) in enumerate(entry.items()):
        yield f"{'- ' if number == 0 else '  '}{key}: {_value(key, value)}"


def _value(key: str, value: object) -> str:
    is_plain = isinstance(value, str) and (key in _PLAIN_KEYS or (key == "id" and "-" in value))
    return str(value) if is_plain else json.dumps(value, ensure_ascii=False)
