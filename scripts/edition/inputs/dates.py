"""Dates that editors write in YAML."""

from __future__ import annotations

from edition.inputs.checked_yaml import CheckedYaml
from edition.model.edtf import Edtf
from edition.model.manifest import Steps


def read_date(file: CheckedYaml, steps: Steps, text: str, *, as_written: bool = False) -> Edtf:
    """Return the date that stands as `text` in the entry of `file` to which `steps` lead.

    `as_written` is for dates as the essays have them: see `Edtf.parse`. Raises EditionError, with line
    and key, for a date that cannot be.
    """
    try:
        return Edtf.parse(text, as_written=as_written)
    except ValueError as error:
        key = next(step for step in reversed(steps) if isinstance(step, str))
        raise file.fault(steps, f"{key}: {error}", "Correct the date") from None


def read_date_if_given(file: CheckedYaml, steps: Steps, text: str) -> Edtf | None:
    """Return a date as `read_date` does; None for an empty text, which stands for a key left out."""
    return read_date(file, steps, text) if text else None
