"""Addresses stay with their paragraphs, whatever an editor does to the text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edition.addresses import paragraphs
from edition.addresses.matching import Paragraph
from edition.addresses.pages import dump_pages, parse_pages
from edition.addresses.paragraphs import (
    add_sections,
    assign_addresses,
    dump_address_book,
    parse_address_book,
)
from edition.build.edition import Edition
from edition.inputs.manifest import SCHEMA, parse_manifest
from edition.inputs.paths import ADDRESS_BOOKS, MANIFEST
from edition.inputs.texts import read_source
from edition.model.address_book import AddressBook, Assignment, PageAddresses
from edition.model.essay import ADDRESSED, Essay
from edition.text.normalise import normalise
from edition.text.words import words
from tests.support.editions import SINGLE
from tests.support.environment import ROOT

UNRELATED = "Seven herons nest beside the disused lime kiln; walkers photograph them at dusk."
OTHER = "Grandmother's gooseberry jam won second prize, behind a marrow chutney nobody had tasted."


@dataclass(frozen=True)
class Body:
    """The paragraphs of an essay, and the addresses that its first build gave them."""

    name: str
    paragraphs: tuple[Paragraph, ...] = field(repr=False)
    ids: tuple[str, ...]
    book: AddressBook = field(repr=False)

    def after(self, edited: Sequence[Paragraph], **retired: str) -> Assignment:
        return assign_addresses(self.book, edited, retired)


@pytest.fixture(scope="module", autouse=True)
def word_cache() -> Iterator[None]:
    """Cache the words of each paragraph, because the tests compare thousands of similar texts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paragraphs, "words", cache(words))
        yield


def body_of(name: str, paragraphs: Sequence[Paragraph]) -> Body:
    first = assign_addresses(AddressBook(), paragraphs, {})
    return Body(name, tuple(paragraphs), first.ids, first.book)


def body_of_essay(essay: Essay) -> Body:
    blocks = [block for block in essay.blocks if block.kind in ADDRESSED]
    return body_of(essay.entry.slug, [Paragraph(b.section, essay.block_text(b)) for b in blocks])


def body_alone() -> Body:
    schema = (ROOT / SCHEMA).read_text(encoding="utf-8")
    (entry,) = parse_manifest((SINGLE / MANIFEST).read_text(encoding="utf-8"), schema, "en").entries
    return body_of_essay(normalise(read_source(SINGLE / "sources/harbour.txt"), entry))


@pytest.fixture(scope="module", params=["alone", "with others"])
def bodies(request: pytest.FixtureRequest) -> list[Body]:
    """The only essay of one edition, or the four essays of another."""
    if request.param == "alone":
        return [body_alone()]
    full: Edition = request.getfixturevalue("full")
    return [body_of_essay(essay) for essay in full.texts]


def full_text(body: Body) -> str:
    return " ".join(p.text for p in body.paragraphs)


def each_paragraph(bodies: Sequence[Body]) -> Iterator[tuple[Body, int, str]]:
    """Yield every paragraph: its essay, its position and a name for messages."""
    for body in bodies:
        for at, name in enumerate(body.ids):
            yield body, at, f"{body.name} {name}"


# --- measures that do not depend on the program ------------------------------------------------


def words_of(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", re.sub("['‘’]", "", text.lower()))


def runs(text: str) -> set[tuple[str, ...]]:
    """Every run of three words; the ends of the paragraph count as words."""
    padded = ["^", "^", *words_of(text), "$", "$"]
    return set(zip(padded, padded[1:], padded[2:], strict=False))


def inner_runs(text: str) -> set[tuple[str, ...]]:
    """Every run of three words within the paragraph; all of it where it has fewer."""
    own = words_of(text)
    return {tuple(own[n : n + 3]) for n in range(max(1, len(own) - 2))}


def containment(part: str, whole: str) -> float:
    """The share of the runs of `part` that `whole` contains."""
    whole_runs = inner_runs(whole) | runs(whole)
    return max(len(r & whole_runs) / len(r) for r in (inner_runs(part), runs(part)))


def overlap(first: str, second: str) -> float:
    """The share of the shorter paragraph's runs that the longer one contains; 1 if it contains all of it."""
    short, long = sorted((first, second), key=lambda text: len(words_of(text)))
    if f" {' '.join(words_of(short))} " in f" {' '.join(words_of(long))} ":
        return 1
    return len(runs(short) & runs(long)) / min(len(runs(short)), len(runs(long)))


def targets_of(assignment: Assignment) -> dict[str, int]:
    """The position that each address leads to; fails if an address leads to two positions."""
    out: dict[str, int] = {}
    pairs = [(name, at) for at, name in enumerate(assignment.ids)]
    pairs += [(name, at) for at, names in assignment.aliases.items() for name in names]
    for name, at in pairs:
        assert name not in out, f"{name} stands twice"
        out[name] = at
    return out


def reworded(paragraph: Paragraph, first: int, new: str = "qualm") -> Paragraph:
    """Replace every fifth word from `first` on; at least one in a paragraph of three words or more."""
    at = list(re.finditer(r"[^\W_]+(?:['’‘][^\W_]+)*", paragraph.text))
    count = max(len(at) // 5, int(len(at) >= 3))
    text = paragraph.text
    for n in reversed((range(first, len(at), 5) or range(len(at) - 1, len(at)))[:count]):
        text = f"{text[: at[n].start()]}{new}{n}x{text[at[n].end() :]}"
    return replace(paragraph, text=text)


def halves(paragraph: Paragraph) -> tuple[Paragraph, Paragraph]:
    """Divide a paragraph at the space nearest to its middle."""
    middle = len(paragraph.text) // 2
    cut = min((m.start() for m in re.finditer(" ", paragraph.text)), key=lambda at: abs(at - middle))
    return replace(paragraph, text=paragraph.text[:cut]), replace(paragraph, text=paragraph.text[cut + 1 :])


def joined(first: Paragraph, *others: Paragraph) -> Paragraph:
    return replace(first, text=" ".join(p.text for p in (first, *others)))


# --- single edits ------------------------------------------------------------------------------


def test_inserted_paragraphs_share_no_words_with_the_essays(bodies: list[Body]) -> None:
    """Otherwise they could be mistaken for an edited paragraph."""
    for body in bodies:
        assert containment(UNRELATED, full_text(body)) == containment(OTHER, full_text(body)) == 0
        assert "qualm" not in full_text(body)


def test_the_first_build_numbers_paragraphs(bodies: list[Body]) -> None:
    for body in bodies:
        assert body.ids == tuple(f"p{n}" for n in range(1, len(body.paragraphs) + 1))


def test_an_unchanged_text_keeps_its_addresses(bodies: list[Body]) -> None:
    for body in bodies:
        again = body.after(body.paragraphs)
        assert (again.ids, again.aliases, again.lost) == (body.ids, {}, ())
        assert again.book == body.book


def test_inserted(bodies: list[Body]) -> None:
    """Every old address stays on its paragraph; the new paragraph gets an unused number."""
    for body, at, label in each_paragraph(bodies):
        new = Paragraph(body.paragraphs[at].section, UNRELATED)
        result = body.after([*body.paragraphs[:at], new, *body.paragraphs[at:]])
        fresh = f"p{len(body.ids) + 1}"
        assert result.ids == (*body.ids[:at], fresh, *body.ids[at:]), label
        assert (result.aliases, result.lost) == ({}, ()), label


def test_deleted(bodies: list[Body]) -> None:
    """Only its address is lost, or redirected if another paragraph has most of its words."""
    for body, at, label in each_paragraph(bodies):
        left = [*body.paragraphs[:at], *body.paragraphs[at + 1 :]]
        result = body.after(left)
        assert result.ids == (*body.ids[:at], *body.ids[at + 1 :]), label
        if result.aliases:
            ((to, names),) = result.aliases.items()
            assert (names, result.lost) == ((body.ids[at],), ()), label
            assert containment(body.paragraphs[at].text, left[to].text) >= 0.6, label
        else:
            assert result.lost == (body.ids[at],), label


def test_replaced(bodies: list[Body]) -> None:
    """An unrelated paragraph does not inherit the address of the one it replaces."""
    for body, at, label in each_paragraph(bodies):
        new = replace(body.paragraphs[at], text=OTHER)
        result = body.after([*body.paragraphs[:at], new, *body.paragraphs[at + 1 :]])
        assert result.ids[at] == f"p{len(body.ids) + 1}", label
        assert body.ids[at] in result.lost or at not in result.aliases, label


def test_split(bodies: list[Body]) -> None:
    """One half keeps the address, the other gets a new number, and nothing else changes."""
    tried = 0
    for body, at, label in each_paragraph(bodies):
        if len(words_of(body.paragraphs[at].text)) >= 8:
            tried += 1
            two = halves(body.paragraphs[at])
            result = body.after([*body.paragraphs[:at], *two, *body.paragraphs[at + 1 :]])
            assert {*result.ids[at : at + 2]} == {body.ids[at], f"p{len(body.ids) + 1}"}, label
            assert (*result.ids[:at], *result.ids[at + 2 :]) == (*body.ids[:at], *body.ids[at + 1 :]), label
            assert (result.aliases, result.lost) == ({}, ()), label
    assert tried


def test_joined(bodies: list[Body]) -> None:
    """Both addresses lead to the joined paragraph, even after another build or rewording.

    If it is divided again, each part gets its first address back.
    """
    for body, at, label in each_paragraph(bodies):
        two, before, after = body.paragraphs[at : at + 2], body.paragraphs[:at], body.paragraphs[at + 2 :]
        if len(two) == 2:
            edited = [*before, joined(*two), *after]
            result = body.after(edited)
            places = [*range(at + 1), *range(at, len(body.ids) - 1)]
            expected = dict(zip(body.ids, places, strict=True))
            assert (result.lost, targets_of(result)) == ((), expected), label

            again = assign_addresses(result.book, edited, {})
            assert (again.ids, again.aliases, again.lost) == (result.ids, result.aliases, ()), label
            assert dump_address_book(again.book) == dump_address_book(result.book), label

            later = assign_addresses(result.book, [*before, reworded(joined(*two), 4), *after], {})
            assert (later.lost, targets_of(later)) == ((), expected), label

            apart = assign_addresses(result.book, body.paragraphs, {})
            assert (apart.ids, apart.aliases, apart.lost) == (body.ids, {}, ()), label


def test_three_joined(bodies: list[Body]) -> None:
    for body, at, label in each_paragraph(bodies):
        three = body.paragraphs[at : at + 3]
        if len(three) == 3:
            result = body.after([*body.paragraphs[:at], joined(*three), *body.paragraphs[at + 3 :]])
            places = [*range(at + 1), at, *range(at, len(body.ids) - 2)]
            assert result.lost == (), label
            assert targets_of(result) == dict(zip(body.ids, places, strict=True)), label


def test_moved(bodies: list[Body]) -> None:
    """Every address follows its paragraph to the beginning or the end."""
    for body, at, label in each_paragraph(bodies):
        pairs = list(zip(body.paragraphs, body.ids, strict=True))
        rest = pairs[:at] + pairs[at + 1 :]
        for order in ([pairs[at], *rest], [*rest, pairs[at]]):
            result = body.after([p for p, _ in order])
            assert result.ids == tuple(name for _, name in order), label
            assert (result.aliases, result.lost) == ({}, ()), label


@pytest.mark.parametrize("changed", [False, True], ids=["as they are", "reworded too"])
def test_halves_swapped(bodies: list[Body], changed: bool) -> None:
    for body in bodies:
        texts_ = [reworded(p, 4) for p in body.paragraphs] if changed else list(body.paragraphs)
        pairs = [
            (p, name)
            for p, name in zip(texts_, body.ids, strict=True)
            if len(words_of(p.text)) >= 3 or not changed
        ]
        order = pairs[len(pairs) // 2 :] + pairs[: len(pairs) // 2]
        result = body.after([p for p, _ in order])
        assert result.ids == tuple(name for _, name in order)


def test_reworded(bodies: list[Body]) -> None:
    """The address stays if every fifth word is replaced."""
    for body, at, label in each_paragraph(bodies):
        for first in {4, at % 5}:
            new = reworded(body.paragraphs[at], first)
            assert (new.text != body.paragraphs[at].text) == (len(words_of(new.text)) >= 3), label
            result = body.after([*body.paragraphs[:at], new, *body.paragraphs[at + 1 :]])
            assert (result.ids, result.aliases, result.lost) == (body.ids, {}, ()), label


@pytest.mark.parametrize("first", range(5))
def test_all_reworded(bodies: list[Body], first: int) -> None:
    for body in bodies:
        result = body.after([reworded(p, first) for p in body.paragraphs])
        assert (result.ids, result.aliases, result.lost) == (body.ids, {}, ())


BARGE = "an old barge lay for eleven winters under the bridge until somebody took its bell away by night"
EIGHTEEN = BARGE.split()


@pytest.mark.parametrize(("unchanged", "stays"), [(18, True), (6, True), (5, False), (0, False)])
def test_how_much_may_be_reworded(unchanged: int, stays: bool) -> None:
    """The address stays if three in ten runs do; of these twenty, six."""
    body = body_of("barge", plain(" ".join(EIGHTEEN)))
    new = " ".join([*EIGHTEEN[:unchanged], *(f"{word}qualm" for word in EIGHTEEN[unchanged:])])
    result = body.after(plain(new))
    assert (result.ids, result.lost) == ((("p1",), ()) if stays else (("p2",), ("p1",)))


def test_the_more_similar_paragraph_keeps_the_address() -> None:
    """Of two paragraphs made from one, this is the one that has more of it."""
    body = body_of("barge", plain(" ".join(EIGHTEEN)))
    result = body.after(plain(" ".join(EIGHTEEN[:7]), " ".join(EIGHTEEN[7:])))
    assert result.ids == ("p2", "p1")


def test_a_short_paragraph_is_found_in_changed_paragraphs() -> None:
    """The first such paragraph gets its address; a single word is too little to be found."""
    old = plain(
        "Fog rose.", "The ferry had left.", "Nobody minded the wait.", "Rain.", "Fog rose late in May."
    )
    body = body_of("ferry", old)
    result = body.after(
        plain("The ferry had left: fog rose.", "Nobody minded the fog. Rose, the wait!", old[4].text)
    )
    assert targets_of(result) == {"p2": 0, "p1": 0, "p3": 1, "p5": 2}
    assert result.lost == ("p4",)
    assert body.after(old[1:]).lost == ("p1",)


def test_punctuation_and_case_do_not_count(bodies: list[Body]) -> None:
    for body in bodies:
        result = body.after(
            [replace(p, text=f"«{p.text.upper()}»".replace(" ", "  ")) for p in body.paragraphs]
        )
        assert (result.ids, result.book) == (body.ids, body.book)


def test_the_committed_book_matches_the_texts(full: Edition, origin: Path) -> None:
    """The build neither adds nor loses an address."""
    for essay in full.texts:
        slug = essay.entry.slug
        committed = parse_address_book((origin / f"{ADDRESS_BOOKS}/{slug}.json").read_text(encoding="utf-8"))
        own = {name for name in committed.paragraphs if name.startswith("p")}
        names = [name for b in essay.addressed_blocks() for name in (b.address, *b.aliases)]
        assert sorted(names) == sorted({*own, *essay.entry.retired}), slug


# --- many edits, many builds -------------------------------------------------------------------

KINDS = ("insert", "delete", "split", "join", "move", "reword", "swap", "copy")
EDITS = st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 999), st.integers(0, 999)), max_size=9)


def edit(text: Sequence[Paragraph], kind: str, first: int, second: int) -> list[Paragraph]:
    """Return the paragraphs after one edit, whose details follow from the two numbers."""
    at, to = first % len(text), second % len(text)
    rest, own = [*text[:at], *text[at + 1 :]], text[at]
    new = " ".join(f"{word}{first}" for word in words_of(UNRELATED)[: 2 + second % 12])
    edited = {
        "insert": [*text[:at], replace(own, text=new), *text[at:]],
        "delete": rest or [own],
        "split": [*text[:at], *(halves(own) if " " in own.text else [own]), *text[at + 1 :]],
        "join": [*text[:at], joined(*text[at : at + 2]), *text[at + 2 :]],
        "move": [*rest[:to], own, *rest[to:]],
        "reword": [*text[:at], reworded(own, second % 5, f"q{first}"), *text[at + 1 :]],
        "swap": [*text[at:], *text[:at]],
        "copy": [*text[:to], own, *text[to:]],
    }
    return edited[kind]


@settings(max_examples=150)
@given(builds=st.lists(EDITS, min_size=1, max_size=4))
def test_any_edits(builds: list[list[tuple[str, int, int]]]) -> None:
    """After any edits, no address leads to an unrelated paragraph.

    The paragraph shares at least a quarter of its runs with the one that the address led to. Every other
    address is reported as lost, and no number is used twice.
    """
    body = body_alone()
    text, book = list(body.paragraphs), body.book
    history = {name: [p.text] for p, name in zip(text, body.ids, strict=True)}
    retired: dict[str, str] = {}
    for edits in builds:
        for kind, first, second in edits:
            text = edit(text, kind, first, second)
        result = assign_addresses(book, text, retired)
        targets = targets_of(result)
        assert len(result.ids) == len(text)
        assert {*targets, *result.lost} == {*history, *result.ids}
        assert not {*targets} & {*result.lost}
        fresh = {*result.ids} - {*history}
        assert all(int(new[1:]) > max(int(old[1:]) for old in history) for new in fresh)
        for name in {*history} & {*targets} - {*retired}:
            assert max(overlap(old, text[targets[name]].text) for old in history[name]) >= 0.25, name
        book, retired = result.book, retired | dict.fromkeys(result.lost, result.ids[0])
        history |= {name: [*history.get(name, [])[:1], text[at].text] for name, at in targets.items()}
        history |= {name: [p.text] for p, name in zip(text, result.ids, strict=True)}


# --- identical paragraphs ----------------------------------------------------------------------


def plain(*texts_: str, section: str = "one") -> list[Paragraph]:
    return [Paragraph(section, text) for text in texts_]


def test_identical_paragraphs_keep_their_order() -> None:
    body = body_of(
        "bells", plain("The bell rang.", "Nobody came.", "The bell rang.", "It rained.", "The bell rang.")
    )
    bell, nobody, _, rained, _ = body.paragraphs
    result = body.after([bell, *plain("A dog barked at the empty quay."), nobody, bell, rained, bell])
    assert result.ids == ("p1", "p6", "p2", "p3", "p4", "p5")
    fewer = body.after([bell, nobody, rained, bell])
    assert (fewer.ids, fewer.lost) == (("p1", "p2", "p4", "p3"), ())
    assert targets_of(fewer)["p5"] in (0, 3)


def test_a_copy_takes_no_address_away() -> None:
    body = body_of("copy", plain("Coal was dear that winter.", "The stove stayed cold."))
    result = body.after([*body.paragraphs, body.paragraphs[0]])
    assert result.ids == ("p1", "p2", "p3")


# --- retired addresses -------------------------------------------------------------------------

VILLAGE = [
    *plain(
        "The mill burned down in the autumn of the flood.",
        "Three families left for the coast.",
        section="mill",
    ),
    *plain("A school was opened in the old granary.", "Its teacher had been a sailor.", section="school"),
]


@pytest.fixture
def village() -> Body:
    return body_of("village", VILLAGE)


def test_retired_address_leads_to_a_paragraph(village: Body) -> None:
    result = village.after(VILLAGE[1:], p1="p4")
    assert (result.ids, result.aliases, result.lost) == (("p2", "p3", "p4"), {2: ("p1",)}, ())


def test_retired_address_leads_to_a_section(village: Body) -> None:
    result = village.after(VILLAGE[1:], p1="school")
    assert (result.ids, result.aliases, result.lost) == (("p2", "p3", "p4"), {1: ("p1",)}, ())


def test_retired_section_leads_to_a_paragraph(village: Body) -> None:
    book = add_sections(village.book, ["mill", "school"])
    result = assign_addresses(book, [replace(p, section="mill") for p in VILLAGE], {"school": "p3"})
    assert (result.aliases, result.lost) == ({2: ("school",)}, ())


def test_retired_addresses_lead_over_several_steps(village: Body) -> None:
    """An address whose replacement is retired later leads to the replacement of that."""
    result = village.after([VILLAGE[0], VILLAGE[3]], p2="p3", p3="p4")
    assert (result.ids, result.aliases, result.lost) == (("p1", "p4"), {1: ("p2", "p3")}, ())


def test_retired_to_an_alias(village: Body) -> None:
    both = joined(VILLAGE[2], VILLAGE[3])
    result = village.after([VILLAGE[1], both], p1="p4")
    assert targets_of(result) == {"p2": 0, "p3": 1, "p4": 1, "p1": 1}


@pytest.mark.parametrize(
    "retired", [{"p2": "p99"}, {"p2": "nowhere"}, {"p2": "p2"}, {"p2": "p3", "p3": "p2"}]
)
def test_retired_to_nowhere_is_lost(village: Body, retired: dict[str, str]) -> None:
    left = [p for p, name in zip(VILLAGE, village.ids, strict=True) if name not in retired]
    assert village.after(left, **retired).lost == tuple(retired)


def test_retiring_the_address_of_an_existing_paragraph(village: Body) -> None:
    """The address leads only where the manifest says, and the paragraph gets a new one."""
    result = village.after(VILLAGE, p2="p1")
    assert result.ids == ("p1", "p5", "p3", "p4")
    assert (targets_of(result)["p2"], result.lost) == (0, ())


def test_numbers_are_never_used_again(village: Body) -> None:
    """Not even the last number, if its address was lost or retired."""
    lost = village.after(VILLAGE[:3])
    assert lost.lost == ("p4",)
    assert assign_addresses(lost.book, [*VILLAGE[:3], *plain(OTHER)], {}).ids[3] == "p5"
    retired = village.after(VILLAGE[:3], p4="p3")
    new = assign_addresses(retired.book, [*VILLAGE[:3], *plain(OTHER)], {"p4": "p3"})
    assert new.ids[3] == "p5"
    assert (
        assign_addresses(new.book, [*VILLAGE[:3], *plain(UNRELATED)], {"p4": "p3", "p5": "p3"}).ids[3] == "p6"
    )


# --- the book as a file ------------------------------------------------------------------------


def strings(value: object) -> Iterator[str]:
    """Yield every string in JSON data, keys too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)


def joined_book(body: Body) -> AddressBook:
    """A book that also has a redirected address."""
    result = body.after([joined(*body.paragraphs[:2]), *body.paragraphs[2:]])
    return add_sections(result.book, sorted({p.section for p in body.paragraphs if p.section}))


def test_dump_and_parse(bodies: list[Body]) -> None:
    for body in bodies:
        book = joined_book(body)
        assert parse_address_book(dump_address_book(book)) == book
        assert parse_address_book(dump_address_book(body.book)) == body.book
        assert dump_address_book(parse_address_book(dump_address_book(book))) == dump_address_book(book)


def test_dump_holds_no_text(bodies: list[Body]) -> None:
    """It has only addresses, ids of sections and hashes."""
    for body in bodies:
        dumped = json.loads(dump_address_book(joined_book(body)))
        known = {
            "sections",
            "paragraphs",
            "section",
            "to",
            "digest",
            "grams",
            "",
            *(p.section for p in body.paragraphs),
        }
        for string in {*strings(dumped)} - known:
            assert re.fullmatch(r"p\d+|([0-9a-f]{4})+", string), body.name


def test_dump_has_one_paragraph_to_a_line(village: Body) -> None:
    """So a diff shows which paragraphs changed."""
    result = village.after([*VILLAGE[:3], reworded(VILLAGE[3], 4), *plain(OTHER)])
    before, after = dump_address_book(village.book).splitlines(), dump_address_book(result.book).splitlines()
    assert [
        line.split(":")[0].strip()
        for line in after
        if line.rstrip(",") not in {b.rstrip(",") for b in before}
    ] == [
        '"p4"',
        '"p5"',
    ]


ENTRY = {"section": "one", "digest": "0123456789abcdef", "grams": "01234567"}


def book_with(name: str = "p1", **changed: object) -> str:
    return json.dumps({"sections": ["one"], "paragraphs": {name: {**ENTRY, **changed}}})


@pytest.mark.parametrize(
    "text",
    [
        *("", "{", "[]", "{}", "null", '{"sections": []}', '{"sections": [], "paragraphs": [1]}'),
        *('{"sections": [], "paragraphs": {"p1": {}}}', '{"sections": 1, "paragraphs": {}}'),
        *(book_with("paragraph"), book_with("p0"), book_with("p1 "), book_with(digest=7), book_with(grams=7)),
        *(book_with(digest="short"), book_with(grams="012"), book_with(grams="")),
        "<<<<<<< HEAD\n" + book_with(),
    ],
)
def test_parse_refuses_malformed_books(text: str) -> None:
    """For example, after a failed merge; the build reports it instead of continuing."""
    parse_address_book(book_with())
    with pytest.raises((ValueError, KeyError, TypeError)):
        parse_address_book(text)


def test_sections_stay_in_the_order_in_which_they_were_added() -> None:
    book = add_sections(add_sections(AddressBook(), ["two", "one"]), ["three", "one"])
    assert book.sections == ("two", "one", "three")


def test_pages() -> None:
    pages = PageAddresses(
        ("", "essays/", "essays/harbour-strike/"), {"essays/docks/": "essays/harbour-strike/"}
    )
    assert parse_pages(dump_pages(pages)) == pages
    assert parse_pages("") == PageAddresses()
