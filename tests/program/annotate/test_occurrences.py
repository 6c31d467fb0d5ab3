"""Occurrences: the address of a mention, its context, and all places of an entity."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.annotate.occurrences import CONTEXT_LENGTH, find_occurrences, group_by_entity, group_by_essay
from edition.build.edition import Edition
from edition.model.essay import ADDRESSED, Essay
from edition.model.mention import Mention
from tests.program.annotate.test_footnotes import essay_of, mention

HARBOUR = essay_of(
    ("title", "", "The Cranes of Marlow"),
    ("standfirst", "", "Dell tells"),
    ("heading", "one", "One: Reed"),
    ("paragraph", "one", "“No crane moves.”"),
    ("citation", "one", "Cass, 1911"),
    ("item", "one", "Hall came"),
    ("heading", "two", "Two"),
    ("caption", "two", "Cole stands"),
    ("biography", "two", "Page writes"),
)


@pytest.mark.parametrize(
    ("words", "section", "anchor"),
    [
        ("Marlow", "", ""),
        ("Dell", "", "p1"),
        ("Reed", "one", "one"),
        ("No crane moves.", "one", "p2"),
        ("Cass", "one", "p2"),
        ("Hall", "one", "p3"),
        ("Two", "two", "two"),
        ("Cole", "two", "p4"),
        ("Page", "two", "p5"),
    ],
)
def test_anchors(words: str, section: str, anchor: str) -> None:
    """A paragraph has its address, a citation that of its quotation, a heading that of its section."""
    (place,) = find_occurrences(HARBOUR, [mention(HARBOUR, words)])
    assert (place.essay, place.section, place.anchor, place.exact) == ("cranes", section, anchor, words)


def test_context_stays_within_the_block() -> None:
    """A short block is shown whole, without text of its neighbours."""
    (place,) = find_occurrences(HARBOUR, [mention(HARBOUR, "crane", entity="crane")])
    assert (place.before, place.exact, place.after) == ("“No ", "crane", " moves.”")


def test_long_context_is_cut_between_words() -> None:
    """An ellipsis marks the cut."""
    words = " ".join(f"word{n}" for n in range(40))
    essay = essay_of(("paragraph", "one", words))
    (place,) = find_occurrences(essay, [mention(essay, "word20")])
    assert place.before.startswith("…word")
    assert place.after.endswith("…")
    assert 0 < len(place.before) <= CONTEXT_LENGTH + 1
    assert 0 < len(place.after) <= CONTEXT_LENGTH + 1
    shown = (place.before[1:] + place.exact + place.after[:-1]).split()
    assert shown == [f"word{n}" for n in range(int(shown[0][4:]), int(shown[-1][4:]) + 1)]


@pytest.mark.parametrize(
    ("sentence", "ends"),
    [("dell", "…"), ("dell.", "."), ("dell?”", "?”"), ("dell…", "l…"), ("dell,", ",…"), ("(dell.)", ".)")],
)
def test_no_ellipsis_follows_the_end_of_a_sentence(sentence: str, ends: str) -> None:
    """The word after it is too long for the context, so that this is cut there."""
    essay = essay_of(("paragraph", "one", f"Marlow {'crane ' * 9}{sentence} {'y' * 90}"))
    (place,) = find_occurrences(essay, [mention(essay, "Marlow")])
    assert place.after.endswith(ends)
    assert ".…" not in place.after
    assert "……" not in place.after


def test_words_longer_than_the_context_are_left_out() -> None:
    """If no whole word fits, only the ellipsis is shown."""
    essay = essay_of(("paragraph", "one", "x" * 90 + "-Marlow-" + "y" * 90))
    (place,) = find_occurrences(essay, [mention(essay, "Marlow")])
    assert (place.before, place.after) == ("…", "…")


def test_a_mention_across_paragraphs_has_the_address_of_the_first() -> None:
    """Its context before is from the first paragraph, and it has none after."""
    essay = essay_of(("paragraph", "one", "He said: “No."), ("paragraph", "one", "Never.” So."))
    (place,) = find_occurrences(essay, [mention(essay, "No.\n\nNever.", "quotation", "no")])
    assert (place.anchor, place.before, place.exact, place.after) == (
        *("p1", "He said: “"),
        *("No.\n\nNever.", ""),
    )


PARAGRAPHS = st.lists(st.text("abc’-, ", min_size=1, max_size=200).map(str.strip).filter(bool), min_size=1)


@given(PARAGRAPHS.map(lambda texts: essay_of(*(("paragraph", "one", t) for t in texts))), st.data())
def test_context_never_cuts_a_word(essay: Essay, data: st.DataObject) -> None:
    """The context is the text around the mention, cut only between words."""
    block = data.draw(st.sampled_from(essay.blocks))
    start = data.draw(st.integers(block.start, block.end - 1))
    end = data.draw(st.integers(start + 1, block.end))
    marlow = Mention(start, end, "person", "marlow", start, end)
    (place,) = find_occurrences(essay, [marlow])
    before, after = place.before, place.after
    cut_before, cut_after = before.startswith("…"), after.endswith("…")
    low = start - len(before) + cut_before
    high = end + len(after) - cut_after
    assert essay.text[low:start] == before.removeprefix("…")
    assert essay.text[end:high] == after.removesuffix("…")
    assert (low > block.start) == cut_before or low == start
    assert not cut_before or low == start or essay.text[low - 1] == " "
    assert not cut_after or high == end or essay.text[high] == " "
    assert place.anchor == f"p{essay.blocks.index(block) + 1}"


def test_places_are_grouped_in_order() -> None:
    """The places of an entity stay in order."""
    first = essay_of(("paragraph", "one", "Reed and Dell and Reed"))
    found = [
        *find_occurrences(HARBOUR, [mention(HARBOUR, "Dell"), mention(HARBOUR, "Reed")]),
        *(
            replace(place, essay="quays")
            for place in find_occurrences(
                first, [mention(first, "Reed"), mention(first, "Dell"), mention(first, "Reed", nth=1)]
            )
        ),
    ]
    by_entity = group_by_entity(found)
    assert list(by_entity) == [("person", "dell"), ("person", "reed")]
    reed = by_entity["person", "reed"]
    assert [(p.essay, p.mention.start) for p in reed] == [
        ("cranes", HARBOUR.text.index("Reed")),
        ("quays", 0),
        ("quays", 18),
    ]
    assert {slug: len(places) for slug, places in group_by_essay(reed).items()} == {"cranes": 1, "quays": 2}
    assert list(group_by_essay(reversed(reed))) == ["quays", "cranes"]
    assert group_by_entity([]) == {}


def test_each_mention_has_the_address_of_the_paragraph_that_it_begins_in(full: Edition) -> None:
    for edited in full.essays:
        essay = edited.text
        assert essay
        found = list(find_occurrences(essay, edited.mentions))
        assert [p.mention for p in found] == list(edited.mentions)
        spans = {b.address: b for b in essay.blocks if b.kind in ADDRESSED}
        assert len(spans) == len(essay.addressed_blocks())
        assert all(spans)
        for place in found:
            assert place.exact == essay.text[place.mention.start : place.mention.end]
            if block := spans.get(place.anchor):
                cited = [
                    b for b in essay.blocks if b.kind == "citation" and b.start <= place.mention.start < b.end
                ]
                assert cited or block.start <= place.mention.start < block.end
            else:
                assert place.anchor == place.section
            for context in (place.before, place.after):
                assert len(context) <= CONTEXT_LENGTH + 1
            low, high = place.mention.start, place.mention.end
            before, after = place.before, place.after
            assert essay.text[:low].endswith((before, " " + before.removeprefix("…"))) or before == "…"
            assert essay.text[high:].startswith((after, after.removesuffix("…") + " ")) or after == "…"
