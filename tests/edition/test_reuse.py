"""Text reuse, on the five essays."""

from __future__ import annotations

from edition.build.edition import Edition
from tests.program.editing.test_reuse import check_recurring


def test_recurring_quotations_of_the_essays_are_found(full: Edition) -> None:
    check_recurring(full, ("red-ribbon", "vast-army", "emancipation"))
