"""The episodes that the five essays tell."""

from __future__ import annotations

from collections import Counter
from itertools import chain

from edition.build.edition import Edition
from edition.model.ranges import addresses_in


def test_every_paragraph_tells_of_one_or_two_episodes_or_of_none(full: Edition) -> None:
    for essay in full.essays:
        assert essay.text
        accounts = [episode.account_of(essay.slug) for episode in full.registry.episodes]
        ranges = chain.from_iterable(account.paragraphs for account in accounts if account)
        told = Counter(addresses_in(ranges))
        outside = [part.paragraphs for part in full.registry.outside if part.essay == essay.slug]
        excluded = set(addresses_in(chain.from_iterable(outside)))
        assert {block.address for block in essay.text.addressed_blocks()} == {*told, *excluded}, essay.slug
        assert not excluded & set(told), essay.slug
        assert max(told.values()) <= 2, essay.slug


def test_an_episode_is_told_by_several_essays_in_their_order(full: Edition) -> None:
    order = [entry.slug for entry in full.manifest.entries]
    for episode in full.registry.episodes:
        slugs = [account.essay for account in episode.accounts]
        assert len(slugs) > 1, episode.id
        assert slugs == sorted(set(slugs), key=order.index), episode.id
