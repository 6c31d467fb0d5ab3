"""The digests of the five essays: their length, their language, and whose words they use."""

from __future__ import annotations

import re

import pytest

from edition.annotate.mentions import find_mentions
from edition.annotate.people import make_people_finder
from edition.build.edition import Edition
from edition.build.stages import assemble
from edition.inputs.registries import load_registry
from edition.model.essay import Essay
from edition.model.mention import Mention
from edition.text.words import ngrams, words
from tests.program.text.test_digest import (
    committed,
    digest_of,
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
    return assemble(ROOT, folder_of_texts(), lambda essays: essays)


@pytest.mark.parametrize("slug", SLUGS)
def test_a_digest_has_a_fifth_to_a_third_of_its_essay(five: Edition, slug: str) -> None:
    one = digest_of(five, slug)
    length = sum(len(words(one.block_text(block))) for block in one.addressed_blocks())
    assert 0.20 <= length / one.entry.fingerprint.words <= 0.35


@pytest.mark.parametrize("slug", SLUGS)
def test_a_digest_is_plain_prose(five: Edition, slug: str) -> None:
    one = digest_of(five, slug)
    for block in one.addressed_blocks():
        text = one.block_text(block)
        assert not re.search(r"[*_`<>#\[\]{}\"]|\]\(| {2}", text), text
        assert text[-1] in ".!?”’)", text


@pytest.mark.parametrize("slug", SLUGS)
def test_phrases_of_the_essay_are_short_and_marked(five: Edition, slug: str) -> None:
    """At most eight words in a row are the essay's, and then in quotation marks; ten, of others."""
    text = next((one.source.text for one in five.texts if one.entry.slug == slug), None)
    if text is None:
        leave_out("that no phrase of a digest is an essay's own (the texts are not here)")
    spoken = words(text)
    nine, eight = set(ngrams(spoken, 9)), set(ngrams(spoken, 8))
    one = digest_of(five, slug)
    quoted = [(m.start, m.end) for m in five_mentions(one) if m.kind == "quotation"]
    for block in one.addressed_blocks():
        told = one.block_text(block)
        bare = re.sub(r"“[^”]*”", " … ", told)
        for part in bare.split("…"):
            assert not eight & set(ngrams(words(part), 8)), f"unmarked, of the essay: {part}"
        for match in re.finditer(r"“[^”]*”", told):
            at = block.start + match.start()
            others = any(low <= at + 1 < high for low, high in quoted)
            assert others or not nine & set(ngrams(words(match[0]), 9)), match[0]


def five_mentions(one: Essay) -> list[Mention]:
    """Return what is found in a digest, even where the text is there and is shown instead."""
    registry = load_registry(ROOT)
    finder = make_people_finder([p.person for p in registry.people], registry.titles)
    return list(find_mentions(one, registry, finder))
