"""Restoring texts from their ledgers: the proof that nothing of a text is lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256

from edition.model.errors import EditionError
from edition.model.essay import Essay
from edition.model.ledger import restore


def restore_texts(texts: Iterable[Essay]) -> Iterator[str]:
    """Restore each text from its essay and ledger; yield a line on each.

    Raises EditionError if the bytes are not those of the text.
    """
    for essay in texts:
        raw = restore(essay.text, essay.ledger).encode("utf-8")
        if sha256(raw).hexdigest() != essay.source.sha256:
            raise EditionError(
                essay.source.name,
                "differs from the text that the essay and its ledger restore",
                todo="This is a bug in the program; please report it",
            )
        yield f"{essay.entry.slug}: {len(raw):,} bytes restored from {len(essay.ledger)} changes"
