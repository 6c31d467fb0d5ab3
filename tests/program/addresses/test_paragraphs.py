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
from edition.addresses.pages import dump_pages, parse_pages
from edition.addresses.paragraphs import (
    Paragraph,
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
def quick() -> Iterator[None]:
    """Read each paragraph's words once: the laws look at thousands of like texts."""
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
    """The essay of an edition that has no other; the essays of one that has four."""
    if request.param == "alone":
        return [body_alone()]
    full: Edition = request.getfixturevalue("full")
    return [body_of_essay(essay) for essay in full.texts]


def everything(body: Body) -> str:
    return " ".join(p.text for p in body.paragraphs)


def each(bodies: Sequence[Body]) -> Iterator[tuple[Body, int, str]]:
    """Yield every paragraph: its essay, its position and a name for messages."""
    for body in bodies:
        for at, name in enumerate(body.ids):
            yield body, at, f"{body.name} {name}"


# --- what the laws are measured with, by other means than the program's ------------------------


def spoken(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", re.sub("['‘’]", "", text.lower()))


def runs(text: str) -> set[tuple[str, ...]]:
    """Every run of three words; the ends of the paragraph count as words."""
    padded = ["^", "^", *spoken(text), "$", "$"]
    return set(zip(padded, padded[1:], padded[2:], strict=False))


def inner_runs(text: str) -> set[tuple[str, ...]]:
    """Every run of three words within the paragraph; all of it where it has fewer."""
    told = spoken(text)
    return {tuple(told[n : n + 3]) for n in range(max(1, len(told) - 2))}


def stands_within(part: str, whole: str) -> float:
    """The share of the runs of `part` that stand in `whole`."""
    whole_runs = inner_runs(whole) | runs(whole)
    return max(len(r & whole_runs) / len(r) for r in (inner_runs(part), runs(part)))


def shared(one: str, other: str) -> float:
    """The share of the shorter paragraph's runs that stand in the other; 1 where all of it does."""
    short, long = sorted((one, other), key=lambda text: len(spoken(text)))
    if f" {' '.join(spoken(short))} " in f" {' '.join(spoken(long))} ":
        return 1
    return len(runs(short) & runs(long)) / min(len(runs(short)), len(runs(long)))


def led(assignment: Assignment) -> dict[str, int]:
    """Where each address leads; fails where one leads to two places."""
    out: dict[str, int] = {}
    pairs = [(name, at) for at, name in enumerate(assignment.ids)]
    pairs += [(name, at) for at, names in assignment.aliases.items() for name in names]
    for name, at in pairs:
        assert name not in out, f"{name} stands twice"
        out[name] = at
    return out


def reworded(paragraph: Paragraph, first: int, new: str = "qualm") -> Paragraph:
    """Replace a fifth of the words, each fifth from `first` on; at least one of three or more."""
    at = list(re.finditer(r"[^\W_]+(?:['’‘][^\W_]+)*", paragraph.text))
    count = max(len(at) // 5, int(len(at) >= 3))
    text = paragraph.text
    for n in reversed((range(first, len(at), 5) or range(len(at) - 1, len(at)))[:count]):
        text = f"{text[: at[n].start()]}{new}{n}x{text[at[n].end() :]}"
    return replace(paragraph, text=text)


def halves(paragraph: Paragraph) -> tuple[Paragraph, Paragraph]:
    """Divide at the space next to the middle."""
    middle = len(paragraph.text) // 2
    cut = min((m.start() for m in re.finditer(" ", paragraph.text)), key=lambda at: abs(at - middle))
    return replace(paragraph, text=paragraph.text[:cut]), replace(paragraph, text=paragraph.text[cut + 1 :])


def joined(first: Paragraph, *others: Paragraph) -> Paragraph:
    return replace(first, text=" ".join(p.text for p in (first, *others)))


# --- the laws ----------------------------------------------------------------------------------


def test_our_own_paragraphs_are_unrelated(bodies: list[Body]) -> None:
    """What the laws insert has no run of words from any essay."""
    for body in bodies:
        assert stands_within(UNRELATED, everything(body)) == stands_within(OTHER, everything(body)) == 0
        assert "qualm" not in everything(body)


def test_first_build_counts(bodies: list[Body]) -> None:
    for body in bodies:
        assert body.ids == tuple(f"p{n}" for n in range(1, len(body.paragraphs) + 1))


def test_nothing_changed(bodies: list[Body]) -> None:
    for body in bodies:
        again = body.after(body.paragraphs)
        assert (again.ids, again.aliases, again.lost) == (body.ids, {}, ())
        assert again.book == body.book


def test_inserted(bodies: list[Body]) -> None:
    """Every old address stays on its paragraph; the new one gets a number never used."""
    for body, at, told in each(bodies):
        new = Paragraph(body.paragraphs[at].section, UNRELATED)
        got = body.after([*body.paragraphs[:at], new, *body.paragraphs[at:]])
        fresh = f"p{len(body.ids) + 1}"
        assert got.ids == (*body.ids[:at], fresh, *body.ids[at:]), told
        assert (got.aliases, got.lost) == ({}, ()), told


def test_deleted(bodies: list[Body]) -> None:
    """Exactly its address is lost, unless most of its words stand in another paragraph too."""
    for body, at, told in each(bodies):
        left = [*body.paragraphs[:at], *body.paragraphs[at + 1 :]]
        got = body.after(left)
        assert got.ids == (*body.ids[:at], *body.ids[at + 1 :]), told
        if got.aliases:
            ((to, names),) = got.aliases.items()
            assert (names, got.lost) == ((body.ids[at],), ()), told
            assert stands_within(body.paragraphs[at].text, left[to].text) >= 0.6, told
        else:
            assert got.lost == (body.ids[at],), told


def test_replaced(bodies: list[Body]) -> None:
    """A paragraph on something else does not inherit the address of the one it replaces."""
    for body, at, told in each(bodies):
        new = replace(body.paragraphs[at], text=OTHER)
        got = body.after([*body.paragraphs[:at], new, *body.paragraphs[at + 1 :]])
        assert got.ids[at] == f"p{len(body.ids) + 1}", told
        assert body.ids[at] in got.lost or at not in got.aliases, told


def test_split(bodies: list[Body]) -> None:
    """The address stays on one of the halves, the other gets a new number, nothing else moves."""
    tried = 0
    for body, at, told in each(bodies):
        if len(spoken(body.paragraphs[at].text)) >= 8:
            tried += 1
            two = halves(body.paragraphs[at])
            got = body.after([*body.paragraphs[:at], *two, *body.paragraphs[at + 1 :]])
            assert {*got.ids[at : at + 2]} == {body.ids[at], f"p{len(body.ids) + 1}"}, told
            assert (*got.ids[:at], *got.ids[at + 2 :]) == (*body.ids[:at], *body.ids[at + 1 :]), told
            assert (got.aliases, got.lost) == ({}, ()), told
    assert tried


def test_joined(bodies: list[Body]) -> None:
    """Both addresses lead to the joined paragraph, one of them as its own, and stay with it.

    Building again changes nothing; nor does rewording the paragraph later; and where it is taken
    apart instead, each part has its first address.
    """
    for body, at, told in each(bodies):
        two, before, after = body.paragraphs[at : at + 2], body.paragraphs[:at], body.paragraphs[at + 2 :]
        if len(two) == 2:
            edited = [*before, joined(*two), *after]
            got = body.after(edited)
            places = [*range(at + 1), *range(at, len(body.ids) - 1)]
            expected = dict(zip(body.ids, places, strict=True))
            assert (got.lost, led(got)) == ((), expected), told

            again = assign_addresses(got.book, edited, {})
            assert (again.ids, again.aliases, again.lost) == (got.ids, got.aliases, ()), told
            assert dump_address_book(again.book) == dump_address_book(got.book), told

            later = assign_addresses(got.book, [*before, reworded(joined(*two), 4), *after], {})
            assert (later.lost, led(later)) == ((), expected), told

            apart = assign_addresses(got.book, body.paragraphs, {})
            assert (apart.ids, apart.aliases, apart.lost) == (body.ids, {}, ()), told


def test_three_joined(bodies: list[Body]) -> None:
    for body, at, told in each(bodies):
        three = body.paragraphs[at : at + 3]
        if len(three) == 3:
            got = body.after([*body.paragraphs[:at], joined(*three), *body.paragraphs[at + 3 :]])
            places = [*range(at + 1), at, *range(at, len(body.ids) - 2)]
            assert got.lost == (), told
            assert led(got) == dict(zip(body.ids, places, strict=True)), told


def test_moved(bodies: list[Body]) -> None:
    """To the front or to the end: every address follows its paragraph."""
    for body, at, told in each(bodies):
        pairs = list(zip(body.paragraphs, body.ids, strict=True))
        rest = pairs[:at] + pairs[at + 1 :]
        for order in ([pairs[at], *rest], [*rest, pairs[at]]):
            got = body.after([p for p, _ in order])
            assert got.ids == tuple(name for _, name in order), told
            assert (got.aliases, got.lost) == ({}, ()), told


@pytest.mark.parametrize("changed", [False, True], ids=["as they are", "reworded too"])
def test_halves_swapped(bodies: list[Body], changed: bool) -> None:
    for body in bodies:
        texts_ = [reworded(p, 4) for p in body.paragraphs] if changed else list(body.paragraphs)
        pairs = [
            (p, name)
            for p, name in zip(texts_, body.ids, strict=True)
            if len(spoken(p.text)) >= 3 or not changed
        ]
        order = pairs[len(pairs) // 2 :] + pairs[: len(pairs) // 2]
        got = body.after([p for p, _ in order])
        assert got.ids == tuple(name for _, name in order)


def test_reworded(bodies: list[Body]) -> None:
    """Where every fifth word is another, the address stays."""
    for body, at, told in each(bodies):
        for first in {4, at % 5}:
            new = reworded(body.paragraphs[at], first)
            assert (new.text != body.paragraphs[at].text) == (len(spoken(new.text)) >= 3), told
            got = body.after([*body.paragraphs[:at], new, *body.paragraphs[at + 1 :]])
            assert (got.ids, got.aliases, got.lost) == (body.ids, {}, ()), told


@pytest.mark.parametrize("first", range(5))
def test_all_reworded(bodies: list[Body], first: int) -> None:
    for body in bodies:
        got = body.after([reworded(p, first) for p in body.paragraphs])
        assert (got.ids, got.aliases, got.lost) == (body.ids, {}, ())


BARGE = "an old barge lay for eleven winters under the bridge until somebody took its bell away by night"
EIGHTEEN = BARGE.split()


@pytest.mark.parametrize(("kept", "stays"), [(18, True), (6, True), (5, False), (0, False)])
def test_how_much_may_be_reworded(kept: int, stays: bool) -> None:
    """The address stays where three in ten of the runs do: of these twenty, six."""
    body = body_of("barge", plain(" ".join(EIGHTEEN)))
    new = " ".join([*EIGHTEEN[:kept], *(f"{word}qualm" for word in EIGHTEEN[kept:])])
    got = body.after(plain(new))
    assert (got.ids, got.lost) == ((("p1",), ()) if stays else (("p2",), ("p1",)))


def test_the_most_alike_takes_the_address() -> None:
    """Of two paragraphs made from one, the one that kept more."""
    body = body_of("barge", plain(" ".join(EIGHTEEN)))
    got = body.after(plain(" ".join(EIGHTEEN[:7]), " ".join(EIGHTEEN[7:])))
    assert got.ids == ("p2", "p1")


def test_a_short_paragraph_is_sought_where_something_changed() -> None:
    """And in the first of such places; a single word tells too little to be followed."""
    told = plain(
        "Fog rose.", "The ferry had left.", "Nobody minded the wait.", "Rain.", "Fog rose late in May."
    )
    body = body_of("ferry", told)
    got = body.after(
        plain("The ferry had left: fog rose.", "Nobody minded the fog. Rose, the wait!", told[4].text)
    )
    assert led(got) == {"p2": 0, "p1": 0, "p3": 1, "p5": 2}
    assert got.lost == ("p4",)
    assert body.after(told[1:]).lost == ("p1",)


def test_marks_and_case_do_not_count(bodies: list[Body]) -> None:
    for body in bodies:
        got = body.after([replace(p, text=f"«{p.text.upper()}»".replace(" ", "  ")) for p in body.paragraphs])
        assert (got.ids, got.book) == (body.ids, body.book)


def test_committed_book_fits(full: Edition, origin: Path) -> None:
    """The addresses that are committed are those of the texts: the build adds none and loses none."""
    for essay in full.texts:
        slug = essay.entry.slug
        kept = parse_address_book((origin / f"{ADDRESS_BOOKS}/{slug}.json").read_text(encoding="utf-8"))
        own = {name for name in kept.paragraphs if name.startswith("p")}
        names = [name for b in essay.addressed_blocks() for name in (b.address, *b.aliases)]
        assert sorted(names) == sorted({*own, *essay.entry.retired}), slug


# --- many edits, many builds -------------------------------------------------------------------

KINDS = ("insert", "delete", "split", "join", "move", "reword", "swap", "copy")
EDITS = st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 999), st.integers(0, 999)), max_size=9)


def edit(text: Sequence[Paragraph], kind: str, one: int, other: int) -> list[Paragraph]:
    """Return the paragraphs after one edit; where and how comes from the two numbers."""
    at, to = one % len(text), other % len(text)
    rest, own = [*text[:at], *text[at + 1 :]], text[at]
    new = " ".join(f"{word}{one}" for word in spoken(UNRELATED)[: 2 + other % 12])
    edited = {
        "insert": [*text[:at], replace(own, text=new), *text[at:]],
        "delete": rest or [own],
        "split": [*text[:at], *(halves(own) if " " in own.text else [own]), *text[at + 1 :]],
        "join": [*text[:at], joined(*text[at : at + 2]), *text[at + 2 :]],
        "move": [*rest[:to], own, *rest[to:]],
        "reword": [*text[:at], reworded(own, other % 5, f"q{one}"), *text[at + 1 :]],
        "swap": [*text[at:], *text[:at]],
        "copy": [*text[:to], own, *text[to:]],
    }
    return edited[kind]


@settings(max_examples=150)
@given(builds=st.lists(EDITS, min_size=1, max_size=4))
def test_any_edits(builds: list[list[tuple[str, int, int]]]) -> None:
    """Whatever is done between builds, no address leads to a paragraph that is not its own.

    It shares a quarter of the runs, at the least, with the paragraph that the address led to; every
    other address is told to be lost; and no number is used twice.
    """
    body = body_alone()
    text, book = list(body.paragraphs), body.book
    stood_for = {name: [p.text] for p, name in zip(text, body.ids, strict=True)}
    retired: dict[str, str] = {}
    for edits in builds:
        for kind, one, other in edits:
            text = edit(text, kind, one, other)
        got = assign_addresses(book, text, retired)
        where = led(got)
        assert len(got.ids) == len(text)
        assert {*where, *got.lost} == {*stood_for, *got.ids}
        assert not {*where} & {*got.lost}
        fresh = {*got.ids} - {*stood_for}
        assert all(int(new[1:]) > max(int(old[1:]) for old in stood_for) for new in fresh)
        for name in {*stood_for} & {*where} - {*retired}:
            assert max(shared(old, text[where[name]].text) for old in stood_for[name]) >= 0.25, name
        book, retired = got.book, retired | dict.fromkeys(got.lost, got.ids[0])
        stood_for |= {name: [*stood_for.get(name, [])[:1], text[at].text] for name, at in where.items()}
        stood_for |= {name: [p.text] for p, name in zip(text, got.ids, strict=True)}


# --- identical paragraphs ----------------------------------------------------------------------


def plain(*texts_: str, section: str = "one") -> list[Paragraph]:
    return [Paragraph(section, text) for text in texts_]


def test_identical_paragraphs_keep_their_order() -> None:
    body = body_of(
        "bells", plain("The bell rang.", "Nobody came.", "The bell rang.", "It rained.", "The bell rang.")
    )
    bell, nobody, _, rained, _ = body.paragraphs
    got = body.after([bell, *plain("A dog barked at the empty quay."), nobody, bell, rained, bell])
    assert got.ids == ("p1", "p6", "p2", "p3", "p4", "p5")
    fewer = body.after([bell, nobody, rained, bell])
    assert (fewer.ids, fewer.lost) == (("p1", "p2", "p4", "p3"), ())
    assert led(fewer)["p5"] in (0, 3)


def test_a_copy_takes_no_address_away() -> None:
    body = body_of("copy", plain("Coal was dear that winter.", "The stove stayed cold."))
    got = body.after([*body.paragraphs, body.paragraphs[0]])
    assert got.ids == ("p1", "p2", "p3")


# --- addresses given up on purpose -------------------------------------------------------------

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
    got = village.after(VILLAGE[1:], p1="p4")
    assert (got.ids, got.aliases, got.lost) == (("p2", "p3", "p4"), {2: ("p1",)}, ())


def test_retired_address_leads_to_a_section(village: Body) -> None:
    got = village.after(VILLAGE[1:], p1="school")
    assert (got.ids, got.aliases, got.lost) == (("p2", "p3", "p4"), {1: ("p1",)}, ())


def test_retired_section_leads_to_a_paragraph(village: Body) -> None:
    book = add_sections(village.book, ["mill", "school"])
    got = assign_addresses(book, [replace(p, section="mill") for p in VILLAGE], {"school": "p3"})
    assert (got.aliases, got.lost) == ({2: ("school",)}, ())


def test_retired_addresses_lead_on(village: Body) -> None:
    """What was retired to an address that is retired later leads where that one leads."""
    got = village.after([VILLAGE[0], VILLAGE[3]], p2="p3", p3="p4")
    assert (got.ids, got.aliases, got.lost) == (("p1", "p4"), {1: ("p2", "p3")}, ())


def test_retired_to_an_alias(village: Body) -> None:
    one = joined(VILLAGE[2], VILLAGE[3])
    got = village.after([VILLAGE[1], one], p1="p4")
    assert led(got) == {"p2": 0, "p3": 1, "p4": 1, "p1": 1}


@pytest.mark.parametrize(
    "retired", [{"p2": "p99"}, {"p2": "nowhere"}, {"p2": "p2"}, {"p2": "p3", "p3": "p2"}]
)
def test_retired_to_nowhere_is_lost(village: Body, retired: dict[str, str]) -> None:
    left = [p for p, name in zip(VILLAGE, village.ids, strict=True) if name not in retired]
    assert village.after(left, **retired).lost == tuple(retired)


def test_retired_while_its_paragraph_stands(village: Body) -> None:
    """The address leads where the manifest says, not to two places; the paragraph gets a new one."""
    got = village.after(VILLAGE, p2="p1")
    assert got.ids == ("p1", "p5", "p3", "p4")
    assert (led(got)["p2"], got.lost) == (0, ())


def test_numbers_are_never_used_again(village: Body) -> None:
    """Neither that of a lost address, nor that of one retired, even if it was the last."""
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
    """A book that also has an address that leads to another."""
    got = body.after([joined(*body.paragraphs[:2]), *body.paragraphs[2:]])
    return add_sections(got.book, sorted({p.section for p in body.paragraphs if p.section}))


def test_dump_and_parse(bodies: list[Body]) -> None:
    for body in bodies:
        book = joined_book(body)
        assert parse_address_book(dump_address_book(book)) == book
        assert parse_address_book(dump_address_book(body.book)) == body.book
        assert dump_address_book(parse_address_book(dump_address_book(book))) == dump_address_book(book)


def test_dump_holds_no_text(bodies: list[Body]) -> None:
    """Nothing but addresses, ids of sections and hashes."""
    for body in bodies:
        dumped = json.loads(dump_address_book(joined_book(body)))
        ours = {
            "sections",
            "paragraphs",
            "section",
            "to",
            "digest",
            "grams",
            "",
            *(p.section for p in body.paragraphs),
        }
        for told in {*strings(dumped)} - ours:
            assert re.fullmatch(r"p\d+|([0-9a-f]{4})+", told), body.name


def test_dump_has_one_paragraph_to_a_line(village: Body) -> None:
    """An editor who looks at a change of the file sees which paragraphs it concerns."""
    got = village.after([*VILLAGE[:3], reworded(VILLAGE[3], 4), *plain(OTHER)])
    before, after = dump_address_book(village.book).splitlines(), dump_address_book(got.book).splitlines()
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
def test_parse_refuses_anything_else(text: str) -> None:
    """As after a merge that went wrong; the build then says so, instead of going astray."""
    parse_address_book(book_with())
    with pytest.raises((ValueError, KeyError, TypeError)):
        parse_address_book(text)


def test_sections_are_kept_in_the_order_they_came() -> None:
    book = add_sections(add_sections(AddressBook(), ["two", "one"]), ["three", "one"])
    assert book.sections == ("two", "one", "three")


def test_pages() -> None:
    pages = PageAddresses(
        ("", "essays/", "essays/harbour-strike/"), {"essays/docks/": "essays/harbour-strike/"}
    )
    assert parse_pages(dump_pages(pages)) == pages
    assert parse_pages("") == PageAddresses()
