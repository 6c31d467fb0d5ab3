"""Footnotes: which exist, in which order, and where they are called."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.annotate.footnotes import plan_footnotes
from edition.build.edition import Edition
from edition.model.edtf import Edtf
from edition.model.essay import Block, BlockKind, Essay, Source
from edition.model.footnote import Call, Footnote
from edition.model.ledger import Change
from edition.model.mention import Mention, MentionKind
from tests.support.making import addressed, all_footnotes
from tests.support.markup import Element, article
from tests.support.strategies import entry

Part = tuple[BlockKind, str, str]
"""A block's kind, section and words."""


def essay_of(*parts: Part) -> Essay:
    """Return an essay of these blocks, with empty lines between them."""
    blocks, at = [], 0
    for kind, section, words in parts:
        blocks.append(Block(kind, at, at + len(words), section))
        at += len(words) + 2
    text = "\n\n".join(words for _, _, words in parts)
    return addressed(Essay(entry("The"), Source("cranes.txt", text, "0" * 64), text, (), tuple(blocks)))


def mention(
    essay: Essay, words: str, kind: MentionKind = "person", entity: str = "", nth: int = 0
) -> Mention:
    """Return a mention at the `nth` occurrence of `words`; by default, the words name the entity."""
    start = -1
    for _ in range(nth + 1):
        start = essay.text.index(words, start + 1)
    end = start + len(words)
    value = Edtf.parse(entity or words) if kind == "date" else None
    return Mention(start, end, kind, entity or words.lower(), start, end, value)


def calls(essay: Essay, *mentions: Mention) -> list[tuple[str, list[str]]]:
    """Return the label of each note, with the text just before each of its calls."""
    decided = all_footnotes(essay, mentions)
    return [(n.label, [essay.text[max(0, c.at - 7) : c.at] for c in n.calls]) for n in decided]


SECTIONS = essay_of(
    ("title", "", "Marlow and Reed"),
    ("subtitle", "", "On Marlow"),
    ("byline", "", "By Reed"),
    ("standfirst", "", "What Dell saw"),
    ("heading", "one", "1. Marlow"),
    ("paragraph", "one", "First Marlow, then Reed, then Marlow."),
    ("item", "one", "Again Marlow."),
    ("heading", "two", "2. Reed"),
    ("caption", "two", "Picture: Reed"),
    ("paragraph", "two", "Then Dell met Reed and Marlow."),
)


def test_one_note_for_each_entity_in_reading_order() -> None:
    """A note is called at its first mention in each section, and ordered by its first call."""
    mentions = [
        *(mention(SECTIONS, "Reed", nth=n) for n in range(6)),
        *(mention(SECTIONS, "Marlow", nth=n) for n in range(7)),
        *(mention(SECTIONS, "Dell", nth=n) for n in range(2)),
    ]
    assert calls(SECTIONS, *mentions) == [
        ("person-dell", ["at Dell", "en Dell"]),
        ("person-marlow", [" Marlow", " Marlow"]),
        ("person-reed", ["en Reed", "e: Reed"]),
    ]
    found = {n.entity: n.calls for n in all_footnotes(SECTIONS, mentions)}
    assert [c.block.section for c in found["marlow"]] == ["one", "two"]
    assert found["marlow"][0].at == SECTIONS.text.index("First Marlow") + len("First Marlow")


@pytest.mark.parametrize("kind", ["title", "subtitle", "byline", "heading"])
def test_mentions_in_titles_have_no_note(kind: BlockKind) -> None:
    """The same holds for bylines and headings."""
    essay = essay_of((kind, "one", "By Marlow"))
    assert calls(essay, mention(essay, "Marlow")) == []


@pytest.mark.parametrize("kind", ["standfirst", "paragraph", "item", "caption", "citation", "biography"])
def test_mentions_in_all_other_blocks_have_notes(kind: BlockKind) -> None:
    """Notes may be called in the text and in captions, citations and the like."""
    essay = essay_of((kind, "one", "By Marlow"))
    assert calls(essay, mention(essay, "Marlow")) == [("person-marlow", [" Marlow"])]


@pytest.mark.parametrize(
    ("text", "words", "kind", "before"),
    [
        ("See Marlow.", "Marlow", "person", "See Marlow"),
        ("See Marlow’s hat.", "Marlow", "person", "See Marlow’s"),
        ("See James’ hat.", "James", "person", "See James’"),
        ("See ‘Marlow’ here.", "Marlow", "person", "See ‘Marlow’"),
        ("See Marlow’sson.", "Marlow", "person", "See Marlow"),
        ("See “Marlow”.", "Marlow", "person", "See “Marlow"),
        ("In 1917’s heat.", "1917", "date", "In 1917’s"),
        ("In 1917, then.", "1917", "date", "In 1917"),
        ("He said “not now” twice.", "not now", "quotation", "He said “not now”"),
        ("He said “‘not now’” twice.", "not now", "quotation", "He said “‘not now’”"),
        ("He said “not now.” Twice.", "not now.", "quotation", "He said “not now.”"),
        ("He said “not now”, twice.", "not now", "quotation", "He said “not now”"),
        ("He said not now twice.", "not now", "quotation", "He said not now"),
        ("He said “not now”", "not now", "quotation", "He said “not now”"),
    ],
)
def test_a_call_follows_closing_marks_and_possessives(
    text: str, words: str, kind: MentionKind, before: str
) -> None:
    essay = essay_of(("paragraph", "one", text), ("paragraph", "one", "More."))
    (note,) = all_footnotes(essay, [mention(essay, words, kind)])
    assert [text[: c.at] for c in note.calls] == [before]


def test_a_call_at_the_end_of_a_block_is_in_that_block() -> None:
    """A quotation of several paragraphs has its call in the last one."""
    essay = essay_of(
        ("paragraph", "one", "“No crane."), ("paragraph", "one", "No rope.”"), ("heading", "two", "Two")
    )
    quoted = mention(essay, "No crane.\n\nNo rope.", "quotation", "cranes")
    (note,) = all_footnotes(essay, [quoted])
    assert note.calls == (Call(21, essay.blocks[1], quoted),)


def test_a_call_follows_an_emendation() -> None:
    """It is never within words that the editors corrected."""
    plain = essay_of(("paragraph", "one", "See Marlow here, and Reed."))
    change = Change(4, 13, "emendation", "misspelling", "Marlo her", "Marlow here", "")
    essay = replace(plain, ledger=(change,))
    assert calls(essay, mention(essay, "Marlow"), mention(essay, "Reed")) == [
        ("person-marlow", ["ow here"]),
        ("person-reed", ["nd Reed"]),
    ]


def test_only_selected_mentions_have_notes() -> None:
    """Entities of different kinds have separate notes, even with the same id."""
    essay = essay_of(("paragraph", "one", "In 1917 Marlow said so."))
    mentions = [mention(essay, "1917", "date"), mention(essay, "Marlow", entity="1917")]
    assert [n.label for n in all_footnotes(essay, mentions)] == ["date-1917", "person-1917"]
    assert [n.label for n in plan_footnotes(essay, mentions, (), lambda m: m.kind == "date")] == ["date-1917"]
    assert plan_footnotes(essay, mentions, (), lambda _: False) == ()


def test_ids_of_calls_are_unique() -> None:
    """Each ends with the label of its note."""
    blocks = [Block("paragraph", 0, 3, section) for section in ("one", "two", "three")]
    notes = [
        Footnote(
            "person", name, tuple(Call(3, block, Mention(0, 3, "person", name, 0, 3)) for block in blocks)
        )
        for name in ("ada", "ada-2")
    ]
    ids = [(note.call_id(n), note.label) for note in notes for n in range(3)]
    assert len({name for name, _ in ids}) == 6
    assert all(name.endswith(f"-{label}") for name, label in ids)


NAMES = st.lists(
    st.tuples(
        st.sampled_from(["title", "heading", "paragraph", "item"]),
        st.integers(0, 2),
        st.lists(st.sampled_from(["Marlow", "Reed’s", "Dell"]), min_size=1, max_size=4),
    ),
    min_size=1,
    max_size=8,
)


@given(NAMES)
def test_one_note_per_entity_and_one_call_per_section(
    drawn: list[tuple[BlockKind, int, list[str]]],
) -> None:
    """For any mentions; calls are in order, and never in a heading."""
    drawn.sort(key=lambda part: part[1])
    essay = essay_of(*((kind, f"s{number}", " ".join(words)) for kind, number, words in drawn))
    names = [(name, nth) for name in ("Marlow", "Reed", "Dell") for nth in range(essay.text.count(name))]
    mentions = [mention(essay, name, nth=nth) for name, nth in names]
    notes = all_footnotes(essay, mentions)
    assert len({note.label for note in notes}) == len(notes)
    assert [n.calls[0].at for n in notes] == sorted(n.calls[0].at for n in notes)
    for note in notes:
        assert len({call.block.section for call in note.calls}) == len(note.calls)
        assert [c.at for c in note.calls] == sorted(c.at for c in note.calls)
        for call in note.calls:
            (block,) = [b for b in essay.blocks if b.start < call.at <= b.end]
            assert (block.kind in ("paragraph", "item"), block) == (True, call.block)
            first = essay.text.index(note.entity.title(), block.start)
            assert call.at in (first + len(note.entity), first + len(note.entity) + 2)


# --- on the site ---------------------------------------------------------------------------------


def ancestors(element: Element) -> list[str]:
    """Return the tags around an element."""
    out, at = [], element.parent
    while at:
        out.append(at.tag)
        at = at.parent
    return out


@pytest.fixture(scope="session")
def essay_pages(full: Edition, full_checkout: Path) -> dict[str, Element]:
    """The page of each essay."""
    slugs = [essay.entry.slug for essay in full.texts]
    return {slug: article(full_checkout / "site", f"essays/{slug}") for slug in slugs}


def references(page: Element) -> list[Element]:
    """Return the references of a page to its notes, in order."""
    return page.all("a", "footnote-ref")


def definitions(page: Element) -> list[Element]:
    """Return the notes of a page, in order."""
    (listed,) = page.all("div", "footnote")
    return [e for e in listed.all("li") if e.attributes.get("id", "").startswith("fn:")]


def test_references_and_notes_match(essay_pages: dict[str, Element]) -> None:
    """Notes are numbered in the order of their first references."""
    for slug, page in essay_pages.items():
        targets = [a.attributes["href"].removeprefix("#") for a in references(page)]
        noted = [e.attributes["id"] for e in definitions(page)]
        assert list(dict.fromkeys(targets)) == noted, slug
        numbers = {a.attributes["href"]: a.text().strip() for a in references(page)}
        assert list(numbers.values()) == [str(n) for n in range(1, len(noted) + 1)]
        assert all(a.text().strip() == numbers[a.attributes["href"]] for a in references(page))
        assert len(noted) > 10


def test_every_person_and_quotation_has_its_note(full: Edition, essay_pages: dict[str, Element]) -> None:
    """Unless it is mentioned only in titles and headings."""
    for essay in full.essays:
        assert essay.text
        noted = {e.attributes["id"] for e in definitions(essay_pages[essay.entry.slug])}
        without_calls = [b for b in essay.text.blocks if b.kind in ("title", "subtitle", "byline", "heading")]
        for m in essay.mentions:
            if m.kind != "date" and not any(b.start <= m.start < b.end for b in without_calls):
                assert f"fn:{m.kind}-{m.entity}" in noted


def test_no_reference_in_a_heading_or_a_link(essay_pages: dict[str, Element]) -> None:
    """A section has at most one reference to each note."""
    for slug, page in essay_pages.items():
        section, called = "", set()
        calls = {id(call) for call in references(page)}
        for element in page.walk():
            if element.tag == "h2":
                section = element.attributes.get("id", "")
            if id(element) in calls:
                assert not {"a", "h1", "h2", "h3", "h4"} & set(ancestors(element)), slug
                key = section, element.attributes["href"]
                assert key not in called, (slug, key)
                called.add(key)


def test_back_links_lead_back(essay_pages: dict[str, Element]) -> None:
    """The nth back link of a note leads to its nth reference; the links of a note have different names."""
    for slug, page in essay_pages.items():
        order = {id(e): at for at, e in enumerate(page.walk())}
        calls = [(order[id(a)], a.attributes["href"][1:]) for a in references(page)]
        named = {e.attributes["id"]: order[id(e)] for e in page.walk() if "id" in e.attributes}
        for note in definitions(page):
            label, back = note.attributes["id"], note.all("a", "back")
            names = [a.attributes["aria-label"] for a in back]
            assert all(names)
            assert len(set(names)) == len(names), (slug, label)
            targets = [min(c for c in calls if c[0] >= named[a.attributes["href"][1:]]) for a in back]
            assert targets == [call for call in calls if call[1] == label], (slug, label)
