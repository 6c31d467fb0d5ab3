"""Footnotes: which exist, in which order, and where they are called."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.annotate.footnotes import MAX_IN_A_ROW
from edition.build.edition import Edition
from edition.model.edtf import Edtf
from edition.model.essay import Block, BlockKind, Essay, Source
from edition.model.footnote import Call
from edition.model.ledger import Change
from edition.model.mention import Mention, MentionKind
from tests.support.making import addressed, notes_of
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


def event(essay: Essay, words: str, entity: str = "strike") -> Mention:
    """Return a date that means an event of the timeline."""
    return replace(mention(essay, words, "date"), event=entity)


def calls(essay: Essay, *mentions: Mention, recurs: bool = True) -> list[tuple[str, str]]:
    """Return the label of each note, and the text just before its call."""
    planned = notes_of(essay, mentions, recurs=recurs).footnotes
    return [(note.label, essay.text[max(0, note.call.at - 7) : note.call.at]) for note in planned]


def links(essay: Essay, *mentions: Mention, recurs: bool = True) -> list[tuple[str, str]]:
    """Return the section and the label of the note of each quiet link."""
    planned = notes_of(essay, mentions, recurs=recurs).links
    return [(link.block.section, link.label) for link in planned]


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

PEOPLE = sorted(
    [
        *(mention(SECTIONS, "Reed", nth=n) for n in range(6)),
        *(mention(SECTIONS, "Marlow", nth=n) for n in range(7)),
        *(mention(SECTIONS, "Dell", nth=n) for n in range(2)),
    ],
    key=lambda person: person.start,
)

# --- where a note is called ----------------------------------------------------------------------


def test_a_person_has_one_note_called_at_the_first_mention() -> None:
    """Notes are in the order of their calls; titles and headings have none."""
    assert calls(SECTIONS, *PEOPLE) == [
        ("person-dell", "at Dell"),
        ("person-marlow", "Marlow,"),
        ("person-reed", "n Reed,"),
    ]


@pytest.mark.parametrize("kind", ["title", "subtitle", "byline", "heading"])
def test_mentions_in_titles_have_no_note(kind: BlockKind) -> None:
    """The same holds for bylines and headings."""
    essay = essay_of((kind, "one", "By Marlow"))
    assert calls(essay, mention(essay, "Marlow")) == []
    assert links(essay, mention(essay, "Marlow")) == []


@pytest.mark.parametrize("kind", ["standfirst", "paragraph", "item", "caption", "citation", "biography"])
def test_mentions_in_all_other_blocks_have_notes(kind: BlockKind) -> None:
    """Notes may be called in the text and in captions, citations and the like."""
    essay = essay_of((kind, "one", "By Marlow"))
    assert calls(essay, mention(essay, "Marlow")) == [("person-marlow", " Marlow")]


def test_a_date_has_a_note_only_if_it_means_an_event() -> None:
    """Whether or not another essay mentions the date."""
    essay = essay_of(("paragraph", "one", "In 1911 and in 1912."))
    assert calls(essay, mention(essay, "1911", "date"), event(essay, "1912")) == [("date-strike", "n 1912.")]


def test_two_dates_of_one_event_have_one_note() -> None:
    essay = essay_of(("paragraph", "one", "In 1911, or in 1912."))
    assert calls(essay, event(essay, "1911"), event(essay, "1912")) == [("date-strike", "n 1911,")]


def test_a_quotation_has_a_note_after_its_first_part() -> None:
    essay = essay_of(("paragraph", "one", "“Not now”, he said, “nor ever”. “Not now”, they said."))
    first = replace(mention(essay, "Not now", "quotation", "never"), part=1)
    second = replace(mention(essay, "nor ever", "quotation", "never"), part=2)
    again = mention(essay, "Not now", "quotation", "never", nth=1)
    assert calls(essay, first, second, again) == [("quotation-never", "t now”,")]


def test_a_name_in_the_title_of_a_work_has_no_note() -> None:
    """The next mention of the person has it."""
    essay = essay_of(("paragraph", "one", "Reed read Marlow: A Life. Marlow wept."))
    titled = replace(mention(essay, "Marlow"), in_title=True)
    assert calls(essay, titled, mention(essay, "Marlow", nth=1)) == [("person-marlow", " Marlow")]
    assert calls(essay, titled) == []


def test_in_a_digest_only_people_whom_others_mention_have_notes() -> None:
    essay = replace(essay_of(("paragraph", "one", "Marlow said “no”.")), is_digest=True)
    mentions = mention(essay, "Marlow"), mention(essay, "no", "quotation", "no")
    assert [label for label, _ in calls(essay, *mentions)] == ["person-marlow", "quotation-no"]
    assert [label for label, _ in calls(essay, *mentions, recurs=False)] == ["quotation-no"]


def test_disagreements_have_no_footnotes() -> None:
    essay = essay_of(("paragraph", "one", "There were forty cranes."))
    assert calls(essay, mention(essay, "forty cranes", "disagreement", "cranes")) == []


@pytest.mark.parametrize(
    ("text", "words", "kind", "before"),
    [
        ("See Marlow.", "Marlow", "person", "See Marlow."),
        ("See Marlow, then.", "Marlow", "person", "See Marlow,"),
        ("See Marlow’s hat.", "Marlow", "person", "See Marlow’s"),
        ("See James’ hat.", "James", "person", "See James’"),
        ("See ‘Marlow’ here.", "Marlow", "person", "See ‘Marlow’"),
        ("See Marlow’sson.", "Marlow", "person", "See Marlow"),
        ("See “Marlow”.", "Marlow", "person", "See “Marlow”."),
        ("See (Marlow).", "Marlow", "person", "See (Marlow"),
        ("See Marlow – then go.", "Marlow", "person", "See Marlow"),
        ("See Marlow.org now.", "Marlow", "person", "See Marlow"),
        ("He said “not now” twice.", "not now", "quotation", "He said “not now”"),
        ("He said “‘not now’” twice.", "not now", "quotation", "He said “‘not now’”"),
        ("He said “not now.” Twice.", "not now.", "quotation", "He said “not now.”"),
        ("He said “not now”, twice.", "not now", "quotation", "He said “not now”,"),
        ("Did he say “not now”?", "not now", "quotation", "Did he say “not now”?"),
        ("He said not now twice.", "not now", "quotation", "He said not now"),
        ("He said “not now”", "not now", "quotation", "He said “not now”"),
    ],
)
def test_a_call_follows_closing_marks_possessives_and_stops(
    text: str, words: str, kind: MentionKind, before: str
) -> None:
    essay = essay_of(("paragraph", "one", text), ("paragraph", "one", "More."))
    (note,) = notes_of(essay, [mention(essay, words, kind)]).footnotes
    assert text[: note.call.at] == before


def test_a_call_at_the_end_of_a_block_is_in_that_block() -> None:
    """A quotation of several paragraphs has its call in the last one."""
    essay = essay_of(
        ("paragraph", "one", "“No crane."), ("paragraph", "one", "No rope.”"), ("heading", "two", "Two")
    )
    quoted = mention(essay, "No crane.\n\nNo rope.", "quotation", "cranes")
    (note,) = notes_of(essay, [quoted]).footnotes
    assert note.call == Call(21, essay.blocks[1], quoted)


def test_a_call_follows_an_emendation() -> None:
    """It is never within words that the editors corrected."""
    plain = essay_of(("paragraph", "one", "See Marlow here, and Reed."))
    change = Change(4, 13, "emendation", "misspelling", "Marlo her", "Marlow here", "")
    essay = replace(plain, ledger=(change,))
    assert calls(essay, mention(essay, "Marlow"), mention(essay, "Reed")) == [
        ("person-marlow", "ow here"),
        ("person-reed", "d Reed."),
    ]


def test_entities_of_different_kinds_have_separate_notes() -> None:
    """Even with the same id."""
    essay = essay_of(("paragraph", "one", "In 1917 Marlow said so."))
    found = calls(essay, event(essay, "1917", "1917"), mention(essay, "Marlow", entity="1917"))
    assert [label for label, _ in found] == ["date-1917", "person-1917"]


# --- how many stand side by side -----------------------------------------------------------------


def test_two_calls_may_stand_side_by_side() -> None:
    assert MAX_IN_A_ROW == 2
    essay = essay_of(("paragraph", "one", "He said “so in 1911”. Nobody heard."))
    found = calls(essay, mention(essay, "so in 1911", "quotation", "so"), event(essay, "1911"))
    assert [label for label, _ in found] == ["quotation-so", "date-strike"]


def test_of_three_calls_side_by_side_that_of_a_person_waits() -> None:
    """It stands at the next mention, if there is one."""
    essay = essay_of(("paragraph", "one", "He said “so, Marlow”. There Marlow left."))
    quoted = mention(essay, "so, Marlow", "quotation", "so")
    dated = replace(quoted, kind="date", entity="1911", value=Edtf.parse("1911"), event="strike")
    mentions = [quoted, dated, mention(essay, "Marlow")]
    assert [label for label, _ in calls(essay, *mentions)] == ["quotation-so", "date-strike"]
    again = mention(essay, "Marlow", nth=1)
    assert calls(essay, *mentions, again)[-1] == ("person-marlow", " Marlow")


def test_of_three_people_side_by_side_the_last_waits() -> None:
    essay = essay_of(("paragraph", "one", "Ada, …, …, and then some"), ("paragraph", "one", "Bo left."))
    names = [Mention(0, 3, "person", name, 0, 3) for name in ("ada", "bo", "cy")]
    assert [label for label, _ in calls(essay, *names)] == ["person-ada", "person-bo"]


# --- quiet links ---------------------------------------------------------------------------------


def test_a_person_is_a_quiet_link_once_in_each_later_section() -> None:
    assert links(SECTIONS, *PEOPLE) == [
        ("two", "person-reed"),
        ("two", "person-dell"),
        ("two", "person-marlow"),
    ]


def test_a_person_without_a_note_in_a_digest_is_linked_once_to_the_own_entry() -> None:
    essay = replace(
        essay_of(("paragraph", "one", "Marlow left."), ("paragraph", "two", "Marlow came.")), is_digest=True
    )
    mentions = [mention(essay, "Marlow"), mention(essay, "Marlow", nth=1)]
    assert links(essay, *mentions, recurs=False) == [("one", "")]


def test_a_date_that_recurs_elsewhere_is_a_quiet_link() -> None:
    """Unless its note is called there."""
    essay = essay_of(("paragraph", "one", "In 1911 and in 1912."))
    mentions = [mention(essay, "1911", "date"), event(essay, "1912")]
    assert links(essay, *mentions) == [("one", "")]
    assert links(essay, *mentions, recurs=False) == []


def test_a_quiet_link_crosses_no_emendation() -> None:
    """A passage that the editors corrected is a link itself."""
    plain = essay_of(("paragraph", "one", "See Marlow."), ("paragraph", "two", "See Marlow here."))
    start = plain.text.index("low here")
    change = Change(start, start + 3, "emendation", "misspelling", "loe", "low", "")
    essay = replace(plain, ledger=(change,))
    assert links(essay, mention(essay, "Marlow"), mention(essay, "Marlow", nth=1)) == []
    assert len(links(plain, mention(plain, "Marlow"), mention(plain, "Marlow", nth=1))) == 1


# --- signs of disagreement -----------------------------------------------------------------------


def test_a_paragraph_has_one_sign_for_all_disagreements_that_it_touches() -> None:
    essay = essay_of(
        ("paragraph", "one", "There were forty cranes, and nine ropes."),
        ("paragraph", "one", "Nobody counted."),
        ("paragraph", "one", "Forty cranes stood."),
    )
    signs = notes_of(
        essay,
        [
            mention(essay, "forty cranes", "disagreement", "cranes"),
            mention(essay, "cranes", "disagreement", "cranes"),
            mention(essay, "nine ropes", "disagreement", "ropes"),
            mention(essay, "Forty cranes", "disagreement", "cranes"),
        ],
    ).signs
    assert [(sign.note_id, sign.disagreements) for sign in signs] == [
        ("differ-p1", ("cranes", "ropes")),
        ("differ-p3", ("cranes",)),
    ]


def test_the_sign_of_a_claim_in_a_heading_stands_at_the_next_paragraph() -> None:
    essay = essay_of(("heading", "one", "Forty cranes"), ("paragraph", "one", "Nobody counted."))
    (sign,) = notes_of(essay, [mention(essay, "Forty cranes", "disagreement", "cranes")]).signs
    assert sign.block == essay.blocks[1]


# --- properties ----------------------------------------------------------------------------------

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
def test_every_person_has_one_note_and_at_most_one_mark_in_a_section(
    drawn: list[tuple[BlockKind, int, list[str]]],
) -> None:
    """For any mentions; calls are in order, and never in a heading."""
    drawn.sort(key=lambda part: part[1])
    essay = essay_of(*((kind, f"s{number}", " ".join(words)) for kind, number, words in drawn))
    names = [(name, nth) for name in ("Marlow", "Reed", "Dell") for nth in range(essay.text.count(name))]
    mentions = sorted((mention(essay, name, nth=nth) for name, nth in names), key=lambda m: m.start)
    notes = notes_of(essay, mentions)
    in_prose = {m.entity for m in mentions if essay.block_at(m.start).kind in ("paragraph", "item")}
    assert [note.entity for note in notes.footnotes] == list(
        dict.fromkeys(m.entity for m in mentions if essay.block_at(m.start).kind in ("paragraph", "item"))
    )
    assert len(notes.footnotes) == len(in_prose)
    for note in notes.footnotes:
        (block,) = [b for b in essay.blocks if b.start < note.call.at <= b.end]
        assert (block.kind in ("paragraph", "item"), block) == (True, note.call.block)
    marked = [(note.label, note.call.block.section) for note in notes.footnotes]
    marked += [(link.label, link.block.section) for link in notes.links]
    assert len(marked) == len(set(marked))


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
    """Each note has one reference; they are numbered in the order of the text."""
    for slug, page in essay_pages.items():
        targets = [a.attributes["href"].removeprefix("#") for a in references(page)]
        assert targets == [e.attributes["id"] for e in definitions(page)], slug
        assert [a.text().strip() for a in references(page)] == [str(n) for n in range(1, len(targets) + 1)]
        assert len(targets) > 5


def test_every_person_and_quotation_has_its_note(full: Edition, essay_pages: dict[str, Element]) -> None:
    """Unless it is mentioned only in titles and headings, or nothing is known of where it comes from."""
    for essay in full.essays:
        assert essay.text
        noted = {e.attributes["id"] for e in definitions(essay_pages[essay.entry.slug])}
        without_calls = [b for b in essay.text.blocks if b.kind in ("title", "subtitle", "byline", "heading")]
        for m in essay.mentions:
            in_prose = not any(b.start <= m.start < b.end for b in without_calls)
            if (
                m.kind in ("person", "quotation")
                and in_prose
                and not m.in_title
                and full.index.has_provenance(m)
            ):
                assert f"fn:{m.kind}-{m.entity}" in noted


def test_no_reference_in_a_heading_or_a_link(essay_pages: dict[str, Element]) -> None:
    for slug, page in essay_pages.items():
        for call in references(page):
            assert not {"h1", "h2", "h3", "h4"} & set(ancestors(call)), slug
            assert "a" not in ancestors(call), slug


def test_quiet_links_and_signs_lead_to_something(essay_pages: dict[str, Element]) -> None:
    """To a note on the page, or to a note on disagreements; others lead to a register."""
    for slug, page in essay_pages.items():
        for link in [*page.all("a", "quiet"), *page.all("a", "sign")]:
            target = link.attributes["href"]
            assert link.text().strip(), slug
            if target.startswith("#"):
                assert page.by_id(target[1:]).text().strip(), (slug, target)
            else:
                assert target.startswith(("../../people/#", "../../timeline/#")), (slug, target)


def test_back_links_lead_back(essay_pages: dict[str, Element]) -> None:
    """The back link of a note leads to its reference, and is named after the section."""
    for slug, page in essay_pages.items():
        order = {id(e): at for at, e in enumerate(page.walk())}
        calls = {a.attributes["href"][1:]: order[id(a)] for a in references(page)}
        named = {e.attributes["id"]: order[id(e)] for e in page.walk() if "id" in e.attributes}
        for note in definitions(page):
            (back,) = note.all("a", "back")
            assert back.attributes["aria-label"].startswith("Back to "), slug
            assert calls[note.attributes["id"]] - named[back.attributes["href"][1:]] == 1, slug
