"""Proposals for the synopsis: sections of different essays that seem to tell of the same.

Sections are compared by what they mention (people, years, quotations) and by their words, each of which
counts the more the fewer sections have it: the cosine of vectors weighted by inverse document frequency
(Salton and Buckley, *Term-weighting approaches in automatic text retrieval*, 1988).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import log, sqrt

from edition.model.edited_essay import EditedEssay
from edition.model.episodes import Episode
from edition.model.mention import Mention
from edition.model.ranges import addresses_in
from edition.text.words import tokenise

MIN_WORD_LENGTH = 4
"""Letters of the shortest word that counts; most shorter ones are found everywhere."""

MIN_LIKENESS = 0.06
"""The lowest likeness of a pair that is proposed. In an edition of five essays whose editors had found the
episodes by reading, five in six of the pairs above it belonged to one; of all pairs, two in five did."""

MENTION_WEIGHT = 2.0
"""How much more a mention counts than a word that as many sections have."""


Term = tuple[str, str]
"""A person, a year, a quotation or a word: the kind, and its id or itself."""


@dataclass(frozen=True, slots=True)
class SectionText:
    """A section of an essay, as it is compared with others."""

    essay: str
    """The slug of the essay."""
    id: str
    heading: str
    addresses: frozenset[str]
    """Its paragraphs."""
    terms: frozenset[Term]
    """What it mentions, and the words that it has."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two sections of different essays, and how alike they are, from 0 to 1."""

    first: SectionText
    second: SectionText
    score: float


def propose_episodes(essays: Iterable[EditedEssay], episodes: Sequence[Episode]) -> list[Likeness]:
    """Return pairs of sections that may tell of the same, the most alike first.

    A section is paired with the one in each other essay that is most like it. Pairs that an episode already
    has together are left out.
    """
    pairs = _best_pairs([section for essay in essays for section in _sections(essay)])
    likely = [pair for pair in pairs if pair.score >= MIN_LIKENESS and not _is_known(pair, episodes)]
    return sorted(likely, key=lambda pair: -pair.score)


def _best_pairs(sections: Sequence[SectionText]) -> Iterable[Likeness]:
    """Return the pairs in which one section is the most like the other in its essay, each once."""
    weights = _weights(sections)
    lengths = {section: _length(section.terms, weights) for section in sections}
    best: dict[tuple[SectionText, str], Likeness] = {}
    for first, second in combinations(sections, 2):
        if first.essay == second.essay:
            continue
        shared = _length(first.terms & second.terms, weights) ** 2
        score = shared / (lengths[first] * lengths[second]) if shared else 0.0
        pair = Likeness(first, second, score)
        for key in ((first, second.essay), (second, first.essay)):
            if key not in best or best[key].score < score:
                best[key] = pair
    return {(pair.first, pair.second): pair for pair in best.values()}.values()


def _weights(sections: Sequence[SectionText]) -> dict[Term, float]:
    """Return the weight of each term: none if all sections have it, the more the fewer do."""
    counts = Counter(term for section in sections for term in section.terms)
    return {
        term: log(len(sections) / count) * (1 if term[0] == "word" else MENTION_WEIGHT)
        for term, count in counts.items()
    }


def _length(terms: Iterable[Term], weights: Mapping[Term, float]) -> float:
    return sqrt(sum(weights[term] ** 2 for term in sorted(terms)))


def _is_known(pair: Likeness, episodes: Iterable[Episode]) -> bool:
    """Return whether one episode has paragraphs of both sections."""
    return any(_tells(episode, pair.first) and _tells(episode, pair.second) for episode in episodes)


def _tells(episode: Episode, section: SectionText) -> bool:
    account = episode.account_of(section.essay)
    return account is not None and not section.addresses.isdisjoint(addresses_in(account.paragraphs))


def _sections(edited: EditedEssay) -> Iterator[SectionText]:
    """Yield the sections of what the page of an essay shows."""
    essay = edited.shown
    if essay is None:
        return
    terms: dict[str, set[Term]] = defaultdict(set)
    addresses: dict[str, list[str]] = defaultdict(list)
    for mention in edited.mentions:
        terms[essay.block_at(mention.start).section].update(_mention_terms(mention))
    for block in essay.addressed_blocks():
        terms[block.section].update(("word", word) for word in _content_words(essay.block_text(block)))
        addresses[block.section] += [block.address, *block.covered_addresses]
    for section in edited.entry.sections:
        own = frozenset(addresses[section.id])
        yield SectionText(edited.slug, section.id, section.heading, own, frozenset(terms[section.id]))


def _mention_terms(mention: Mention) -> Iterator[Term]:
    if mention.value:
        yield from (("date", str(year)) for year in mention.value.years)
    elif mention.kind in ("person", "quotation"):
        yield mention.key


def _content_words(text: str) -> Iterator[str]:
    return (word for word in tokenise(text).words if len(word) >= MIN_WORD_LENGTH and word.isalpha())
