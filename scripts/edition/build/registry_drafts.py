"""The drafts of an edition's registries: what is new since an editor looked, and writing what is proposed."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from edition.build.edition import Edition
from edition.build.files import write_whole
from edition.editing.drafts import REGISTRIES, REGISTRY_OF, draft_text, registered_keys
from edition.editing.proposals import Proposal, ProposalKind
from edition.inputs.drafts import RegistryDraft, draft_path
from edition.inputs.paths import ANNOTATIONS


def texts_newer_than_registries(root: Path, edition: Edition) -> dict[str, set[str]]:
    """Return by registry the slugs of the essays whose text has changed since the registry has."""
    changed: dict[str, float] = {}
    if edition.folder:
        for text in edition.texts:
            file = edition.folder / Path(text.source.name).name
            changed[text.entry.slug] = file.stat().st_mtime
    newer: dict[str, set[str]] = {}
    for registry in set(REGISTRY_OF.values()):
        file = root / ANNOTATIONS / f"{registry}.yml"
        last = file.stat().st_mtime if file.is_file() else math.inf
        newer[registry] = {slug for slug, time in changed.items() if time > last}
    return newer


def write_drafts(
    root: Path,
    edition: Edition,
    drafts: Mapping[ProposalKind, RegistryDraft],
    proposals: Sequence[Proposal],
) -> Iterator[str]:
    """Write the entries that are proposed into the draft of each registry; yield a line on each."""
    registered = registered_keys(edition.registry)
    for kind in REGISTRIES:
        text = draft_text(kind, drafts.get(kind, RegistryDraft()), proposals, registered[kind])
        path = draft_path(kind)
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        write_whole(root / path, text.encode("utf-8"))
        own = [proposal for proposal in proposals if proposal.kind == kind]
        entries, new = sum(bool(p.entry) for p in own), sum(p.is_new for p in own)
        yield f"{path}: {entries} entries, {new} new"
