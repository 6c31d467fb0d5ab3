"""The digests of the five essays: their length, language and quotations."""

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
    test_the_digest_covers_every_paragraph,
)
from tests.support.after_october import SLUGS, folder_of_texts
from tests.support.environment import ROOT, leave_out

__all__ = (
    "committed",
    "test_addresses_of_digests_are_committed",
    "test_the_digest_covers_every_paragraph",
)


@pytest.fixture(scope="session")
def five() -> Edition:
    """The edition in the repository, with the texts that are available."""
    return assemble(ROOT, folder_of_texts(), lambda essays: essays)


@pytest.mark.parametrize("slug", SLUGS)
def test_a_digest_has_thirty_to_forty_per_cent_of_the_words(five: Edition, slug: str) -> None:
    digest = digest_of(five, slug)
    length = sum(len(words(digest.block_text(block))) for block in digest.addressed_blocks())
    assert 0.30 <= length / digest.entry.fingerprint.words <= 0.40


@pytest.mark.parametrize("slug", SLUGS)
def test_a_digest_is_plain_prose(five: Edition, slug: str) -> None:
    digest = digest_of(five, slug)
    for block in digest.addressed_blocks():
        text = digest.block_text(block)
        assert not re.search(r"[*_`<>#\[\]{}\"]|\]\(| {2}", text), text
        assert text[-1] in ".!?”’)", text


@pytest.mark.parametrize("slug", SLUGS)
def test_phrases_of_the_essay_are_short_and_quoted(five: Edition, slug: str) -> None:
    """At most eight words in a row, in quotation marks; seven without them."""
    text = next((essay.source.text for essay in five.texts if essay.entry.slug == slug), None)
    if text is None:
        leave_out("that no phrase of a digest is an essay's own (the texts are not here)")
    essay_words = words(text)
    nine, eight = set(ngrams(essay_words, 9)), set(ngrams(essay_words, 8))
    digest = digest_of(five, slug)
    quoted = [(m.start, m.end) for m in digest_mentions(digest) if m.kind == "quotation"]
    for block in digest.addressed_blocks():
        paragraph = digest.block_text(block)
        bare = re.sub(r"“[^”]*”", " … ", paragraph)
        for part in bare.split("…"):
            assert not eight & set(ngrams(words(part), 8)), f"unmarked, of the essay: {part}"
        for match in re.finditer(r"“[^”]*”", paragraph):
            at = block.start + match.start()
            others = any(low <= at + 1 < high for low, high in quoted)
            assert others or not nine & set(ngrams(words(match[0]), 9)), match[0]


def digest_mentions(digest: Essay) -> list[Mention]:
    """Return the mentions in a digest, even if its text is available and shown instead."""
    registry = load_registry(ROOT)
    finder = make_people_finder([p.person for p in registry.people], registry.titles)
    return list(find_mentions(digest, registry, finder))
