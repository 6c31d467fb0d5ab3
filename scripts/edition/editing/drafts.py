"""Drafts of registries: what a report has proposed before, and what an editor does not want."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Any

from edition.editing.proposals import Proposal, ProposalKind, count_mentions
from edition.editing.report_formats import entry_lines
from edition.inputs.drafts import RegistryDraft
from edition.model.registry import Registry
from edition.model.vocabulary import TO_BE_WRITTEN

REGISTRIES: Mapping[ProposalKind, str] = {"people": "id", "quotations": "id", "dates": "date"}
"""The registries for which entries are proposed, with the key by which an entry is called."""

REGISTRY_OF: Mapping[ProposalKind, str] = {
    "people": "people",
    "spellings": "people",
    "shared-names": "people",
    "quotations": "quotations",
    "passages": "quotations",
    "unclosed": "quotations",
    "dates": "dates",
    "inferred-years": "dates",
    "undated": "dates",
    "episodes": "episodes",
    "digests": "essays",
}
"""By kind, the registry that an editor changes because of it."""


def registered_keys(registry: Registry) -> dict[ProposalKind, set[str]]:
    """Return by kind what the entries of a registry are called by."""
    return {
        "people": {entry.person.id for entry in registry.people},
        "quotations": {entry.id for entry in registry.quotations},
        "dates": {str(value) for entry in registry.dates for value in entry.values},
    }


def mark_new(
    proposals: Iterable[Proposal],
    drafts: Mapping[ProposalKind, RegistryDraft],
    newer: Mapping[str, AbstractSet[str]],
) -> Iterator[Proposal]:
    """Yield proposals that the editor has not declined, marked if they are new.

    An entry is new if the draft of its registry does not have it yet. Without a draft, and for what has no
    entry, a proposal is new if all its places are in texts that have changed since the registry; `newer`
    gives their slugs by registry.
    """
    keys = {
        kind: {str(entry.get(key)) for entry in drafts[kind].entries}
        for kind, key in REGISTRIES.items()
        if kind in drafts
    }
    for proposal in proposals:
        draft = drafts.get(proposal.kind)
        if draft and proposal.key in draft.declined:
            continue
        if draft and proposal.key:
            is_new = proposal.key not in keys[proposal.kind]
        else:
            changed = newer.get(REGISTRY_OF[proposal.kind], frozenset())
            is_new = all(place.essay in changed for place in proposal.places)
        yield replace(proposal, is_new=is_new)


def draft_text(
    kind: ProposalKind, draft: RegistryDraft, proposals: Sequence[Proposal], registered: AbstractSet[str]
) -> str:
    """Return the draft of a registry with the entries proposed now.

    Entries stay as the editor left them. Those that the registry has by now are dropped, and so are those
    that are no longer proposed and that nobody has edited. `registered` are the ids or dates of the registry.
    """
    key = REGISTRIES[kind]
    proposed = {p.key: p for p in proposals if p.kind == kind and p.entry and p.key not in draft.declined}
    entries = {str(entry.get(key)): entry for entry in draft.entries if entry.get(key) not in registered}
    lines = [
        f"# Entries that `edition report --write` proposes for docs/annotations/{kind}.yml.",
        "# No build reads this file.",
        f"# Complete what is right and move it into the registry. The {key} of an entry that you do not want",
        "# goes into the list `declined`; it is not proposed again.",
        "",
        f"{kind}:",
    ]
    for name, proposal in proposed.items():
        lines.append(f"  # {count_mentions(proposal)}")
        lines += (f"  {line}" for line in entry_lines(entries.get(name, proposal.entry)))
    for name, entry in entries.items():
        if name not in proposed and name not in draft.declined and _is_edited(entry):
            lines += (f"  {line}" for line in entry_lines(entry))
    lines += ["", f"declined: {json.dumps(list(draft.declined), ensure_ascii=False)}", ""]
    return "\n".join(lines)


def _is_edited(entry: Mapping[str, Any]) -> bool:
    return TO_BE_WRITTEN not in entry.values()
