"""Sections that `edition report` proposes as accounts of one episode."""

from __future__ import annotations

from dataclasses import replace

from edition.editing.episodes import propose_episodes
from edition.model.address_book import AddressBook
from edition.model.edited_essay import EditedEssay
from edition.model.episodes import Account, Episode
from edition.model.essay import BlockKind
from edition.model.manifest import Section, TextQuoteSelector
from edition.model.mention import Mention
from tests.program.annotate.test_footnotes import essay_of, mention
from tests.support.strategies import entry


def edited(slug: str, *sections: str, named: str = "") -> EditedEssay:
    """Return an essay with a paragraph in each section, s0, s1, …; `named` is a person in it, if any."""
    blocks: list[tuple[BlockKind, str, str]] = [("paragraph", f"s{n}", t) for n, t in enumerate(sections)]
    essay = essay_of(*blocks)
    own = [
        Section(f"s{n}", f"Section {n}", supplied=True, place=TextQuoteSelector((), text))
        for n, text in enumerate(sections)
    ]
    described = entry("The", slug=slug, sections=tuple(own))
    mentions: tuple[Mention, ...] = (mention(essay, named),) if named else ()
    return EditedEssay(described, replace(essay, entry=described), None, AddressBook(), mentions=mentions)


CRANES = edited("cranes", "The dockers struck for bread.", "A lighthouse burned above Skerrow.")
QUAYS = edited("quays", "Above Skerrow burned a lighthouse.", "For bread the dockers struck, and sang.")


def proposed(*essays: EditedEssay, episodes: tuple[Episode, ...] = ()) -> list[tuple[str, ...]]:
    """Return essay and section of both members of each pair."""
    pairs = propose_episodes(essays, episodes)
    return [(pair.first.essay, pair.first.id, pair.second.essay, pair.second.id) for pair in pairs]


def test_sections_with_the_same_words_are_paired_the_most_alike_first() -> None:
    assert proposed(CRANES, QUAYS) == [("cranes", "s1", "quays", "s0"), ("cranes", "s0", "quays", "s1")]


def test_sections_of_one_essay_are_not_paired() -> None:
    assert proposed(edited("cranes", "The dockers struck.", "The dockers struck again.")) == []


def test_a_pair_that_an_episode_has_is_not_proposed_again() -> None:
    accounts = Account("cranes", ((2, 2),), "It burned."), Account("quays", ((1, 1),), "It burned.")
    light = Episode("light", "The light", None, accounts)
    assert proposed(CRANES, QUAYS, episodes=(light,)) == [("cranes", "s0", "quays", "s1")]
    alone = replace(light, accounts=accounts[:1])
    assert len(proposed(CRANES, QUAYS, episodes=(alone,))) == 2


def test_sections_that_share_only_what_all_have_are_not_paired() -> None:
    """Nor those with nothing in common."""
    assert (
        proposed(edited("cranes", "Dockers came.", "Dockers left."), edited("quays", "Dockers sang.")) == []
    )
    assert proposed(edited("cranes", "Cranes stood."), edited("quays", "Gulls cried.")) == []


def test_a_person_whom_both_mention_counts() -> None:
    """Whatever the words are: the names differ."""
    cranes = edited("cranes", "Marlow spoke long.", "Nothing else happened.", named="Marlow")
    quays = edited("quays", "Grain rose again.", "Then Marlow went home.", named="Marlow")
    assert proposed(cranes, quays) == [("cranes", "s0", "quays", "s1")]


def test_an_essay_of_which_the_site_has_nothing_is_passed_over() -> None:
    assert proposed(CRANES, EditedEssay(entry("The", slug="quays"), None, None, AddressBook())) == []
