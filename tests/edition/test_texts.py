"""The five texts: each is recognised in changed files, and none is mistaken for another."""

from __future__ import annotations

import pytest

from edition.build.edition import Edition
from tests.program.inputs.test_texts import (
    Known,
    known_of,
    test_a_tenth_of_the_words_changed,
    test_all_essays_at_once,
    test_essays_are_not_similar_to_each_other,
    test_fingerprint_is_that_of_the_manifest,
    test_the_same_words_are_the_same_text,
)

__all__ = (
    "test_a_tenth_of_the_words_changed",
    "test_all_essays_at_once",
    "test_essays_are_not_similar_to_each_other",
    "test_fingerprint_is_that_of_the_manifest",
    "test_the_same_words_are_the_same_text",
)


@pytest.fixture(scope="module")
def known(full: Edition) -> list[Known]:
    return known_of(full)
