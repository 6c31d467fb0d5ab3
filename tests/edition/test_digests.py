"""The digests of the five essays: their length, their language, and whose words they use."""

from __future__ import annotations

import re

import pytest

from edition import project
from edition.annotate import Mention, annotate
from edition.essay import Essay
from edition.people import people_finder
from edition.project import Edition
from edition.registry import load_registry
from edition.words import grams, words
from tests.program.text.test_digest import (
    committed,
    test_addresses_of_digests_are_committed,
    test_every_paragraph_of_an_essay_is_told_of,
)
from tests.support.after_october import SLUGS, folder_of_texts
from tests.support.environment import ROOT, leave_out

__all__ = (
    "committed",
    "test_addresses_of_digests_are_committed",
    "test_every_paragraph_of_an_essay_is_told_of",
)


@pytest.fixture(scope="session")
def five() -> Edition:
    """What the repository itself says of each essay, with the texts that are there."""
    return project.assemble(ROOT, folder_of_texts(), lambda essays: essays)


@pytest.mark.parametrize("slug", SLUGS)
def test_a_digest_has_a_fifth_to_a_third_of_its_essay(five: Edition, slug: str) -> None:
    one = five.digests[slug]
    length = sum(len(words(one.words_of(block))) for block in one.addressed())
    assert 0.20 <= length / one.entry.fingerprint.words <= 0.35


@pytest.mark.parametrize("slug", SLUGS)
def test_a_digest_is_plain_prose(five: Edition, slug: str) -> None:
    for block in five.digests[slug].addressed():
        text = five.digests[slug].words_of(block)
        assert not re.search(r"[*_`<>#\[\]{}\"]|\]\(| {2}", text), text
        assert text[-1] in ".!?”’)", text


@pytest.mark.parametrize("slug", SLUGS)
def test_phrases_of_the_essay_are_short_and_marked(five: Edition, slug: str) -> None:
    """At most eight words in a row are the essay's, and then in quotation marks; ten, of others."""
    text = next((one.source.text for one in five.essays if one.entry.slug == slug), None)
    if text is None:
        leave_out("that no phrase of a digest is an essay's own (the texts are not here)")
    spoken = words(text)
    nine, eight = set(grams(spoken, 9)), set(grams(spoken, 8))
    one = five.digests[slug]
    quoted = [(m.start, m.end) for m in five_mentions(one) if m.kind == "quotation"]
    for block in one.addressed():
        told = one.words_of(block)
        bare = re.sub(r"“[^”]*”", " … ", told)
        for part in bare.split("…"):
            assert not eight & set(grams(words(part), 8)), f"unmarked, of the essay: {part}"
        for match in re.finditer(r"“[^”]*”", told):
            at = block.start + match.start()
            others = any(low <= at + 1 < high for low, high in quoted)
            assert others or not nine & set(grams(words(match[0]), 9)), match[0]


def five_mentions(one: Essay) -> list[Mention]:
    """Return what is found in a digest, even where the text is there and is shown instead."""
    registry = load_registry(ROOT)
    finder = people_finder([p.person for p in registry.people], registry.titles)
    return list(annotate(one, registry, finder))
