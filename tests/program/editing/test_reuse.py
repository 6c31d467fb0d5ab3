"""Text reuse: quotations inserted into an artificial text, and the essays of an edition."""

from __future__ import annotations

import random
from itertools import accumulate

import pytest

from edition.build.edition import Edition
from edition.editing.reuse import Reuse, find_reuse, merge

WORDS = 18_000


def language(seed: int) -> list[str]:
    """Return words with the frequencies of a language (Zipf's law), each depending on the one before."""
    rng = random.Random(seed)  # noqa: S311 - a test, no secret
    vocabulary = [f"w{n}" for n in range(6000)]
    weights = list(accumulate(1 / (n + 2.7) for n in range(6000)))
    habits = {word: rng.choices(vocabulary, cum_weights=weights, k=6) for word in vocabulary}
    out = ["w0"]
    for _ in range(WORDS - 1):
        free = rng.choices(vocabulary, cum_weights=weights)[0]
        out.append(rng.choice(habits[out[-1]]) if rng.random() < 0.35 else free)
    return out


def edited(words: list[str], edits: int, rng: random.Random) -> list[str]:
    """Return words with a number of them replaced, dropped or followed by another."""
    words = list(words)
    for _ in range(edits):
        at = rng.randrange(len(words))
        kind = rng.choice(["replace", "drop", "add"])
        new = f"w{rng.randrange(6000)}"
        words[at : at + 1] = {"replace": [new], "drop": [], "add": [words[at], new]}[kind]
    return words


def inserted(seed: int = 1) -> tuple[str, str, list[tuple[int, int]]]:
    """Return a source, a host with 216 quotations from it, and their positions in words."""
    rng = random.Random(seed)  # noqa: S311 - a test, no secret
    source, host = language(2), language(3)
    sizes = [(length, edits) for length in (5, 8, 12, 17, 25, 50) for edits in range(5) if edits < length / 2]
    wanted = [sizes[n % len(sizes)] for n in range(216)]
    at, spans, out = 0, [], []
    step = len(host) // len(wanted)
    for length, edits in wanted:
        out += host[at : at + step]
        at += step
        start = rng.randrange(len(source) - length)
        quotation = edited(source[start : start + length], edits, rng)
        spans.append((len(out), len(out) + len(quotation)))
        out += quotation
    return " ".join(source), " ".join(out), spans


def positions(text: str, found: list[Reuse]) -> list[tuple[int, int]]:
    """Return the positions of the findings in the host, in words."""
    starts = {}
    at = 0
    for n, word in enumerate(text.split(" ")):
        starts[at] = n
        at += len(word) + 1
    spans = [(reuse.second if reuse.second.text == "host" else reuse.first) for reuse in found]
    return [(starts[s.start], starts[s.start] + text[s.start : s.end].count(" ") + 1) for s in spans]


def overlap(span: tuple[int, int], other: tuple[int, int]) -> float:
    """Return the share of a span that another one covers."""
    return max(0, min(span[1], other[1]) - max(span[0], other[0])) / (span[1] - span[0])


def test_inserted_quotations_are_found() -> None:
    """F1 is at least 0.85 over 216 quotations of 5 to 50 words with 0 to 4 edits."""
    source, host, spans = inserted()
    found = positions(host, find_reuse({"source": source, "host": host}))
    recall = sum(any(overlap(span, f) >= 0.5 for f in found) for span in spans) / len(spans)
    precision = sum(any(overlap(f, span) >= 0.5 for span in spans) for f in found) / len(found)
    assert 2 * precision * recall / (precision + recall) >= 0.85, (precision, recall)


def test_nothing_is_found_in_texts_that_share_nothing() -> None:
    assert find_reuse({"a": "one two three four five six", "b": "seven eight nine ten eleven twelve"}) == []


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        ("the grey cat sat down on the mat", "a grey cat sat down on a mat", 5),
        ("the grey cat sat down on the mat", "The grey cat, “sat” down – on the mat!", 8),
        ("he said the grey cat sat on the warm old mat", "the grey cat sat by the warm old mat", 9),
        ("four words are few", "four words are few", 0),
    ],
)
def test_passages_and_their_lengths(first: str, second: str, words: int) -> None:
    """Punctuation, case and single changed words do not matter; four words are too few."""
    found = merge(find_reuse({"first": first, "second": second}))
    assert [reuse.words for reuse in found] == ([words] if words else [])


def check_recurring(edition: Edition, names: tuple[str, ...]) -> None:
    """Assert that quotations in two essays are found without the registry."""
    found = merge(find_reuse({essay.entry.slug: essay.text for essay in edition.texts}))
    passages = [passage for reuse in found for passage in (reuse.first, reuse.second)]
    for name in names:
        places = [
            (essay.slug, mention)
            for essay in edition.essays
            for mention in essay.mentions
            if mention.kind == "quotation" and mention.entity == name
        ]
        assert len({slug for slug, _ in places}) > 1
        for slug, mention in places:
            if mention.end - mention.start > 40:
                assert any(
                    passage.text == slug and passage.start < mention.end and mention.start < passage.end
                    for passage in passages
                ), (name, slug)


def test_recurring_quotations_of_an_edition_are_found(full: Edition) -> None:
    check_recurring(full, ("eleven-loaves", "those-who-would-be-missed", "boat-you-cannot-see"))
