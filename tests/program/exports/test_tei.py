"""Essays as TEI: valid, complete, and with marks in the right places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import accumulate
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from edition.annotate.entity_index import EntityIndex
from edition.annotate.occurrences import find_occurrences
from edition.build.edition import Edition
from edition.build.outputs import output_files
from edition.build.stages import assemble
from edition.exports.tei.document import MENTION_ELEMENTS, tei_document
from edition.exports.tei.imprint import Imprint
from edition.exports.tei.standoff import date_attributes
from edition.inputs.manifest import load_manifest
from edition.model.edited_essay import EditedEssay
from edition.model.edtf import Edtf
from edition.model.entries import DateEntry, NameEntry, Person, PersonEntry, QuotationEntry, WorkEntry
from edition.model.essay import Block, BlockKind, BlockQuote, Essay, Source
from edition.model.ledger import Change, restore
from edition.model.manifest import Fact
from edition.model.mention import Mention, MentionKind, NameKind
from edition.model.publication import Name, Publication, Release
from edition.model.registry import Registry
from edition.model.vocabulary import Verdict
from tests.support.environment import SHARED, leave_out
from tests.support.making import addressed, edited
from tests.support.schematron import Schematron, read_schematron
from tests.support.strategies import LINES, TEXTS, entry

TEI = "{http://www.tei-c.org/ns/1.0}"
ID = "{http://www.w3.org/XML/1998/namespace}id"
RNG = "{http://relaxng.org/ns/structure/1.0}"
POINTERS = ("ref", "source", "next", "prev", "target", "resp", "calendar", "ana")
LEAVES = {TEI + name for name in ("titlePart", "byline", "p", "ab", "item", "head", "bibl")}

ELEMENTS = """
    TEI teiHeader fileDesc titleStmt title author respStmt resp orgName editionStmt edition
    publicationStmt publisher idno
    availability licence sourceDesc bibl date note encodingDesc projectDesc ref editorialDecl correction
    normalization quotation interpretation classDecl taxonomy desc category catDesc
    profileDesc abstract calendarDesc calendar langUsage language revisionDesc change
    standOff listPerson person persName birth death listOrg org listPlace place placeName
    listEvent event label listBibl biblScope ptr text
    front docTitle titlePart byline argument epigraph body div head p ab list item figure cit quote seg
    choice sic corr supplied anchor certainty
"""
"""Every element that a document may have."""

Tree = Any
"""An element of lxml, which has no types."""


# --- a small edition -----------------------------------------------------------------------------


def person(id_: str, name: str) -> PersonEntry:
    known = Person(id_, (name,), (), (), ())
    born, died = Edtf.parse("1870"), Edtf.parse("19XX")
    return PersonEntry(known, name, "", name, born, died, "A docker.", "Q1", "confirmed", "A book", "")


REGISTRY = Registry(
    people=(person("ada-marlow", "Ada Marlow"), person("tom-reed", "Tom Reed"), person("jo", "Jo")),
    dates=(
        DateEntry(
            *(Edtf.parse("1887-10-25"), Edtf.parse("1887-11-07"), "The strike", "Work stops."),
            *((Edtf.parse("1887-10"),), "confirmed", "A"),
        ),
        DateEntry(Edtf.parse("193X"), None, "The Thirties", "Lean years.", (), "probable", "A"),
    ),
    quotations=(
        QuotationEntry(
            *(
                "no-crane",
                "No crane moves",
                "tom-reed",
                "",
                "cranes",
                Edtf.parse("1887-10"),
                "p. 3",
                "trimmed",
                "Cut.",
            ),
            *("probable", "A copy", (), ("jo",)),
        ),
    ),
    names=(
        NameEntry("lodge", "organisation", "Skerrow Lodge", wikidata="Q2", what="A union of dockers."),
        NameEntry("skerrow", "place", "Skerrow", wikidata="Q1"),
        NameEntry("gannet-point", "place", "Gannet Point"),
    ),
    works=(
        WorkEntry(
            *("cranes", "Cranes & Ropes", "ada-marlow", "", Edtf.parse("1911/1912"), "book", "Quays"),
            *("https://example.org/a?b&c", "confirmed", "A copy"),
        ),
    ),
)
PUBLICATION = Publication(
    "Cranes & Quays",
    "1.1",
    date(2024, 5, 6),
    (Name("Quill", "Robin", "https://orcid.org/0000-0002-1825-0097"), Name("The quay society")),
    language="en",
    licence="MIT",
    doi="10.5281/zenodo.1234567",
)
RELEASES = (Release("1.1", "2024-05-06", "More <cranes>."), Release("1.0", "2023-01-02", "First."))
IMPRINT = Imprint("en", PUBLICATION, RELEASES, "https://example.org/quays/")
CONTEXT = EntityIndex((entry("The"),), REGISTRY, {}, {})
ENTITIES: dict[MentionKind, tuple[str, ...]] = {
    "person": ("ada-marlow", "tom-reed"),
    "date": ("1887-10-25", "193X", "1901"),
    "quotation": ("no-crane",),
    "organisation": ("lodge",),
    "place": ("skerrow", "gannet-point"),
}


def essay_of(blocks: Sequence[Block], text: str, slips: Iterable[tuple[int, int, str]] = ()) -> Essay:
    """Return an essay with these blocks, whose source had other words at `slips`."""
    changes = [Change(s, e, "emendation", "wrong word", text[s:e], b, "A slip.") for s, e, b in sorted(slips)]
    shifts = accumulate((len(c.after) - len(c.before) for c in changes), initial=0)
    ledger = tuple(
        Change(c.start + shift, c.start + shift + len(c.after), c.kind, c.name, c.after, c.before, c.why)
        for c, shift in zip(changes, shifts, strict=False)
    )
    source = Source("cranes.txt", restore(text, ledger), "0" * 64)
    return Essay(entry("The"), source, text, ledger, tuple(blocks))


def laid_out(*parts: tuple[BlockKind, str, str], slips: Iterable[tuple[str, str]] = ()) -> Essay:
    """Return an essay with parts (kind, section, words) and slips (corrected words, reading)."""
    text = "\n\n".join(words for _, _, words in parts)
    ends = accumulate(len(words) + 2 for _, _, words in parts)
    blocks = [
        Block(kind, end - 2 - len(words), end - 2, section)
        for (kind, section, words), end in zip(parts, ends, strict=True)
    ]
    placed = [(text.index(words), text.index(words) + len(words), before) for words, before in slips]
    return essay_of(blocks, text, placed)


def mention(essay: Essay, words: str, kind: MentionKind, entity: str, part: int = 0) -> Mention:
    start = essay.text.index(words)
    value = Edtf.from_id(entity) if kind == "date" else None
    return Mention(start, start + len(words), kind, entity, start, start, value, part=part)


def ordered(mentions: Iterable[Mention]) -> list[Mention]:
    return sorted(mentions, key=lambda m: (m.start, -m.end, m.kind))


def tree_of(
    essay: Essay,
    *mentions: Mention,
    digest: bool = False,
    aliases: bool = False,
    imprint: Imprint = IMPRINT,
) -> Tree:
    """Return the TEI document of an essay, parsed by lxml."""
    others = {0: ("p900", "p901")} if aliases else {}
    shown = addressed(replace(essay, is_digest=digest), others)
    return parsed(tei_document(CONTEXT, marked(shown, mentions), shown, imprint))


def marked(shown: Essay, mentions: Iterable[Mention]) -> EditedEssay:
    """Return an essay in which this is found; organisations and places are found apart from all else."""
    found = ordered(mentions)
    names = [m for m in found if m.kind in get_args(NameKind)]
    others = [m for m in found if m not in names]
    return replace(edited(shown, others), names=tuple(find_occurrences(shown, names)))


def parsed(xml: str) -> Tree:
    return etree.fromstring(xml.encode())


# --- reading a document --------------------------------------------------------------------------


def said(element: Tree) -> str:
    """Return the corrected words of an element, without additions of the editors."""
    if element.tag in (TEI + "sic", TEI + "supplied"):
        return ""
    return (element.text or "") + "".join(said(child) + (child.tail or "") for child in element)


def blocks_of(tree: Tree) -> list[str]:
    """Return the words of each block of the text in order, without supplied ones."""
    leaves = [e for e in tree.find(TEI + "text").iter() if e.tag in LEAVES]
    return [said(e) for e in leaves if e.find(TEI + "supplied") is None]


def by_id(tree: Tree) -> dict[str, Tree]:
    ids = [e.get(ID) for e in tree.iter() if e.get(ID)]
    assert len(ids) == len(set(ids))
    return {e.get(ID): e for e in tree.iter() if e.get(ID)}


def assert_pointers_lead(tree: Tree) -> None:
    known = by_id(tree)
    for e in tree.iter():
        for pointer in (p for name in POINTERS for p in e.get(name, "").split()):
            assert not pointer.startswith("#") or pointer[1:] in known, pointer
        for name, back in (("next", "prev"), ("prev", "next")):
            if e.get(name):
                assert known[e.get(name)[1:]].get(back) == f"#{e.get(ID)}"


def joined(tree: Tree, first: str) -> str:
    """Return the words of an element and its continuations."""
    known, words, at = by_id(tree), "", first
    while at:
        words += said(known[at])
        at = known[at].get("next", "")[1:]
    return words


def names(element: Tree) -> list[str]:
    return [etree.QName(e).localname for e in element.iter()]


# --- the text ------------------------------------------------------------------------------------


def test_each_block_has_its_element() -> None:
    quote, motto = BlockQuote("quotation", 1), BlockQuote("epigraph", 2)
    essay = laid_out(
        ("title", "", "The Cranes"),
        ("subtitle", "", "A story"),
        ("byline", "", "By Ada Marlow"),
        ("standfirst", "", "How work stopped"),
        ("heading", "one", "1. Before"),
        ("paragraph", "one", "“Never.”"),
        ("citation", "one", "(A docker)"),
        ("paragraph", "one", "It began so."),
        ("paragraph", "one", "“They stood still.”"),
        ("item", "one", "ropes"),
        ("item", "one", "hooks"),
        ("caption", "one", "A crane"),
        ("biography", "one", "Ada lives here."),
    )
    quotes = {5: motto, 6: motto, 8: quote}
    blocks = [replace(block, quote=quotes.get(n)) for n, block in enumerate(essay.blocks)]
    tree = tree_of(replace(essay, blocks=tuple(blocks)))
    paths = {
        "text/front/docTitle/titlePart[@type='main']": "The Cranes",
        "text/front/docTitle/titlePart[@type='sub']": "A story",
        "text/front/byline": "By Ada Marlow",
        "text/front/argument/p[@xml:id='p1']": "How work stopped",
        "text/body/div[@xml:id='one']/head": "1. Before",
        "text/body/div/epigraph/cit/quote/p[@xml:id='p2']": "“Never.”",
        "text/body/div/epigraph/cit/bibl": "(A docker)",
        "text/body/div/p[@xml:id='p3']": "It began so.",
        "text/body/div/quote/p[@xml:id='p4']": "“They stood still.”",
        "text/body/div/list[@rend='bulleted']/item[@xml:id='p6']": "hooks",
        "text/body/div/figure[@xml:id='p7']/head": "A crane",
        "text/body/div/ab[@type='biography'][@xml:id='p8']": "Ada lives here.",
    }
    for path, words in paths.items():
        found = tree.xpath("/t:TEI/" + "/".join(f"t:{step}" for step in path.split("/")), namespaces=_SPACES)
        assert [said(e) for e in found] == [words], path


_SPACES = {"t": TEI[1:-1]}


def test_what_the_editors_supply_is_marked() -> None:
    """A title or heading that is missing from the text is supplied."""
    tree = tree_of(laid_out(("paragraph", "opening", "Work stopped.")))
    assert [e.text for e in tree.iter(TEI + "supplied")] == ["The Cranes", "Opening"]
    assert {e.get("resp") for e in tree.iter(TEI + "supplied")} == {"#resp.editors"}


def test_people_and_dates_are_marked_in_the_text() -> None:
    essay = laid_out(("paragraph", "opening", "On 25 October Reed left; in the Thirties he came back."))
    tree = tree_of(
        essay,
        mention(essay, "25 October", "date", "1887-10-25"),
        mention(essay, "Reed", "person", "tom-reed"),
        mention(essay, "Thirties", "date", "193X"),
    )
    (name,) = tree.find(TEI + "text").iter(TEI + "persName")
    assert (name.text, name.get("ref"), name.get(ID)) == ("Reed", "#person.tom-reed", "m.2")
    first, second = tree.find(TEI + "text").iter(TEI + "date")
    assert (first.get("when"), first.get("calendar")) == ("1887-11-07", "#calendar.old-style")
    assert (second.get("from"), second.get("to"), second.get("calendar")) == ("1930", "1939", None)
    assert second.get("ref") == "#event.193X"
    assert_pointers_lead(tree)


def test_a_person_in_a_quotation_is_inside_it() -> None:
    essay = laid_out(("paragraph", "opening", "He said: “No crane of Reed’s moves.”"))
    quoted = mention(essay, "No crane of Reed’s moves.", "quotation", "no-crane")
    tree = tree_of(essay, quoted, mention(essay, "Reed", "person", "tom-reed"))
    (quote,) = tree.iter(TEI + "quote")
    assert [e.text for e in quote.iter(TEI + "persName")] == ["Reed"]
    assert quote.get("next") is None


def test_an_interrupted_quotation_is_joined() -> None:
    essay = laid_out(("paragraph", "opening", "“No crane,” he said, “moves.” Later: “No, none.”"))
    tree = tree_of(
        essay,
        mention(essay, "No crane", "quotation", "no-crane", 1),
        mention(essay, "moves", "quotation", "no-crane", 2),
        mention(essay, "No, none", "quotation", "no-crane", 1),
    )
    assert joined(tree, "m.1") == "No cranemoves"
    assert joined(tree, "m.3") == "No, none"
    assert_pointers_lead(tree)


def test_a_quotation_over_paragraphs_is_joined() -> None:
    essay = laid_out(("paragraph", "opening", "So: “No crane"), ("paragraph", "opening", "moves.” Thus."))
    tree = tree_of(essay, mention(essay, "No crane\n\nmoves.", "quotation", "no-crane"))
    assert [q.getparent().get(ID) for q in tree.iter(TEI + "quote")] == ["p1", "p2"]
    assert joined(tree, "m.1") == "No cranemoves."


def test_a_quotation_that_fills_a_block_quote_is_that_block_quote() -> None:
    """A quotation that is only part of it is marked inside."""
    essay = laid_out(("paragraph", "opening", "So:"), ("paragraph", "opening", "“No crane moves.”"))
    quoted = replace(essay.blocks[1], quote=BlockQuote("quotation", 7))
    essay = replace(essay, blocks=(essay.blocks[0], quoted))
    (whole,) = tree_of(essay, mention(essay, "No crane moves.", "quotation", "no-crane")).iter(TEI + "quote")
    assert (whole.get("source"), whole[0].get(ID)) == ("#quotation.no-crane", "p2")
    outer, inner = tree_of(essay, mention(essay, "No crane", "quotation", "no-crane")).iter(TEI + "quote")
    assert outer.get("source") is None
    assert said(inner) == "No crane"


def test_an_emendation_has_both_readings_and_its_reason() -> None:
    essay = laid_out(("paragraph", "opening", "They received no pay."), slips=[("received", "recieved")])
    tree = tree_of(essay)
    (choice,) = tree.iter(TEI + "choice")
    assert [(etree.QName(e).localname, e.text) for e in choice] == [
        ("sic", "recieved"),
        ("corr", "received"),
    ]
    assert choice[1].get("type") == "wrong-word"
    (reason,) = [e for e in tree.iter(TEI + "note") if e.get("target") == "#e1"]
    assert reason.text == "A slip."


def test_mentions_that_cross_an_emendation_are_divided() -> None:
    essay = laid_out(("paragraph", "opening", "Now Tom Reed’s crane fell."), slips=[("Reed’s", "Read’s")])
    tree = tree_of(essay, mention(essay, "Tom Reed", "person", "tom-reed"))
    outside, inside = tree.find(TEI + "text").iter(TEI + "persName")
    assert (outside.text, inside.text, inside.getparent().tag) == ("Tom ", "Reed", TEI + "corr")
    assert joined(tree, "m.1") == "Tom Reed"
    assert_pointers_lead(tree)


def test_notes_lead_to_their_calls() -> None:
    essay = laid_out(
        ("heading", "one", "1. Reed"),
        ("paragraph", "one", "Then Reed came. Reed left."),
        ("item", "two", "Reed"),
    )
    starts = [at for at in range(len(essay.text)) if essay.text.startswith("Reed", at)]
    tree = tree_of(essay, *(Mention(at, at + 4, "person", "tom-reed", at, at) for at in starts))
    (note,) = [e for e in tree.iter(TEI + "note") if e.get("type") == "annotation"]
    assert note.getparent().get(ID) == "person.tom-reed"
    assert note.get("target") == "#m.2 #m.4"


def test_speaker_and_work_of_a_quotation_are_included() -> None:
    """Its speaker, its work and the author of that, even if the text does not name them."""
    essay = laid_out(("paragraph", "opening", "“No crane” moves."))
    tree = tree_of(essay, mention(essay, "No crane", "quotation", "no-crane"))
    people = [e.get(ID) for e in tree.iter(TEI + "person")]
    assert people == ["person.ada-marlow", "person.tom-reed", "person.jo"]
    assert [e.text for e in by_id(tree)["work.cranes"].iter(TEI + "title")] == ["Cranes & Ropes"]
    assert_pointers_lead(tree)


def test_a_redirected_address_is_an_anchor() -> None:
    tree = tree_of(laid_out(("paragraph", "opening", "Work stopped.")), aliases=True)
    assert [e.get(ID) for e in by_id(tree)["p1"]] == ["p900", "p901"]


def test_a_digest_is_the_editors_own() -> None:
    essay = laid_out(("paragraph", "opening", "Work stopped."))
    found = {}
    for digest in (False, True):
        tree = tree_of(essay, digest=digest)
        terms = next(tree.iter(TEI + "availability"))
        found[digest] = terms.get("status"), [e.text for e in terms.iter(TEI + "p")]
        assert (tree.find(TEI + "text").get("type") == "digest") is digest
        assert "part of an annotated edition." in said(next(tree.iter(TEI + "projectDesc")))
    assert found == {False: ("restricted", ["Ours."]), True: ("free", [])}


def test_provenance_of_the_text() -> None:
    essay = laid_out(("paragraph", "opening", "Work stopped."))
    facts = {
        "author": Fact("Ada Marlow", "probable"),
        "date": Fact("the day after 2 March 2014", "confirmed", "By a letter.", "", Edtf.parse("2014-03-03")),
        "address": Fact("https://example.org/?a=1&b=2", "confirmed"),
        "publisher": Fact("not found", "unknown"),
    }
    tree = tree_of(replace(essay, entry=replace(essay.entry, **facts)))  # type: ignore[arg-type]
    source = next(tree.iter(TEI + "sourceDesc"))[0]
    details = {etree.QName(e).localname: e for e in source if e.get("type") != "SHA-256"}
    assert (details["author"].text, details["author"].get("cert")) == ("Ada Marlow", "medium")
    assert (details["date"].text, details["date"].get("when")) == (
        "the day after 2 March 2014",
        "2014-03-03",
    )
    assert details["idno"].text == "https://example.org/?a=1&b=2"
    assert details["note"].text == "By a letter."
    assert [e.text for e in source if e.get("type") == "SHA-256"] == [essay.source.sha256]


def test_the_header_names_edition_editors_and_address() -> None:
    """As CITATION.cff states them, with the canonical address of the essay and the DOI of the edition."""
    tree = tree_of(laid_out(("paragraph", "opening", "Work stopped.")))
    (edition,) = tree.iter(TEI + "edition")
    assert said(edition) == "Version 1.1 of Cranes & Quays, 6 May 2024"
    responsible = by_id(tree)["resp.editors"]
    assert [(etree.QName(e).localname, e.text, e.get("ref")) for e in responsible[1:]] == [
        ("persName", "Robin Quill", "https://orcid.org/0000-0002-1825-0097"),
        ("orgName", "The quay society", None),
    ]
    published = next(tree.iter(TEI + "publicationStmt"))
    assert [e.text for e in published.iter(TEI + "publisher")] == ["Robin Quill", "The quay society"]
    assert [e.get("when") for e in published.iter(TEI + "date")] == ["2024-05-06"]
    assert {e.get("type"): e.text for e in published.iter(TEI + "idno")} == {
        "slug": "cranes",
        "URI": "https://example.org/quays/essays/cranes/",
        "DOI": "10.5281/zenodo.1234567",
    }


def test_the_header_has_every_version() -> None:
    tree = tree_of(laid_out(("paragraph", "opening", "Work stopped.")))
    changes = [(e.get("n"), e.get("when"), e.text) for e in tree.iter(TEI + "change")]
    assert changes == [("1.1", "2024-05-06", "More <cranes>."), ("1.0", "2023-01-02", "First.")]


def test_an_edition_that_is_not_published_states_neither_version_nor_address() -> None:
    tree = tree_of(laid_out(("paragraph", "opening", "Work stopped.")), imprint=Imprint("en"))
    assert not [
        name for name in ("editionStmt", "revisionDesc", "date") if tree.find(f".//{TEI}{name}") is not None
    ]
    assert [e.get("type") for e in next(tree.iter(TEI + "publicationStmt")).iter(TEI + "idno")] == ["slug"]
    assert [e.text for e in by_id(tree)["resp.editors"]][1:] == ["The editors of this edition"]


def test_a_verdict_is_a_category_of_the_taxonomy() -> None:
    essay = laid_out(("paragraph", "opening", "“No crane” moves."))
    tree = tree_of(essay, mention(essay, "No crane", "quotation", "no-crane"))
    known = by_id(tree)
    (quote,) = tree.iter(TEI + "quote")
    verdicts = {quote.get("ana"), known["quotation.no-crane"].get("ana")}
    assert verdicts == {"#verdict.trimmed"}
    category = known["verdict.trimmed"]
    assert said(category).strip() == "Shortened."
    assert category.getparent().get(ID) == "taxonomy.verdicts"
    assert len(known["taxonomy.verdicts"].findall(TEI + "category")) == len(get_args(Verdict))


def test_the_verdict_on_a_place_is_that_of_its_quotation_there() -> None:
    """A quotation that the entry calls shortened may be whole in one essay."""
    essay = laid_out(("paragraph", "opening", "“No crane” moves. “No crane moves.”"))
    shortened = mention(essay, "No crane", "quotation", "no-crane")
    whole = replace(mention(essay, "No crane moves", "quotation", "no-crane"), verdict="as-published")
    tree = tree_of(essay, shortened, whole)
    assert [e.get("ana") for e in tree.iter(TEI + "quote")] == ["#verdict.trimmed", "#verdict.as-published"]
    assert by_id(tree)["quotation.no-crane"].get("ana") == "#verdict.trimmed"


def test_organisations_and_places_are_marked_and_listed() -> None:
    text = "In Skerrow, Ada Marlow of the Skerrow Lodge spoke."
    essay = laid_out(("paragraph", "opening", text))
    person = mention(essay, "Ada Marlow", "person", "ada-marlow")
    named = (
        mention(essay, "Skerrow", "place", "skerrow"),
        mention(essay, "Skerrow Lodge", "organisation", "lodge"),
    )
    tree = tree_of(essay, person, *named)
    (paragraph,) = tree.findall(f".//{TEI}body//{TEI}p")
    elements = [(etree.QName(e).localname, e.text, e.get(ID), e.get("ref")) for e in paragraph]
    assert elements == [
        ("placeName", "Skerrow", "n.1", "#place.skerrow"),
        ("persName", "Ada Marlow", "m.1", "#person.ada-marlow"),
        ("orgName", "Skerrow Lodge", "n.2", "#organisation.lodge"),
    ]
    lists = [e for name in ("listOrg", "listPlace") for e in tree.find(TEI + "standOff").iter(TEI + name)]
    listed = [[(e.get(ID), [(etree.QName(c).localname, c.text) for c in e]) for e in one] for one in lists]
    assert listed == [
        [
            (
                "organisation.lodge",
                [("orgName", "Skerrow Lodge"), ("idno", "Q2"), ("note", "A union of dockers.")],
            )
        ],
        [("place.skerrow", [("placeName", "Skerrow"), ("idno", "Q1")])],
    ]
    assert_pointers_lead(tree)
    assert "Organisations and places are marked" in said(next(tree.iter(TEI + "interpretation")))


def test_an_edition_without_names_says_nothing_of_them() -> None:
    essay = addressed(laid_out(("paragraph", "opening", "Work stopped in Skerrow.")))
    index = EntityIndex((essay.entry,), replace(REGISTRY, names=()), {}, {})
    tree = parsed(tei_document(index, edited(essay, []), essay, IMPRINT))
    assert "Organisations" not in said(next(tree.iter(TEI + "interpretation")))
    assert not {"listOrg", "listPlace", "placeName"} & set(names(tree))


def test_what_is_uncertain_is_named() -> None:
    """Every entry that is not confirmed, with an XPath to what in it is uncertain; no other entry."""
    essay = laid_out(("paragraph", "opening", "In the Thirties Reed wrote “No crane”, as in cranes of 1887."))
    tree = tree_of(
        essay,
        mention(essay, "Thirties", "date", "193X"),
        mention(essay, "Reed", "person", "tom-reed"),
        mention(essay, "No crane", "quotation", "no-crane"),
    )
    known, named = by_id(tree), []
    for element in tree.iter(TEI + "certainty"):
        for target in element.get("target").split():
            named.append((target, element.get("cert")))
            found = known[target[1:]].xpath(element.get("match"), namespaces={"tei": TEI[1:-1]})
            assert found, element.get("match")
    assert named == [("#event.193X", "medium"), ("#quotation.no-crane", "medium")]


def test_a_date_that_the_text_leaves_open_is_uncertain() -> None:
    essay = laid_out(("paragraph", "opening", "In 1901, perhaps, or about 1902, or in 1903."))
    dates = [
        replace(mention(essay, words, "date", words), value=Edtf.parse(value))
        for words, value in (("1901", "1901?"), ("1902", "1902~"), ("1903", "1903"))
    ]
    found = [(e.get("target"), e.get("cert")) for e in tree_of(essay, *dates).iter(TEI + "certainty")]
    assert found == [("#m.1", "low"), ("#m.2", "medium")]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("1887-10-25", {"when": "1887-10-25"}),
        ("193X", {"from": "1930", "to": "1939"}),
        ("1887-21", {"from": "1887-03", "to": "1887-05"}),
        ("1936/1938", {"from": "1936", "to": "1938"}),
        ("1936/..", {"from": "1936"}),
        ("1936?", {"when": "1936", "cert": "low"}),
        ("1936~", {"when": "1936", "cert": "medium"}),
        ("1936%", {"when": "1936", "cert": "low"}),
        ("-0384", {"when": "-0384"}),
    ],
)
def test_attributes_of_a_date(value: str, expected: dict[str, str]) -> None:
    """A single day, month or year, or an interval."""
    assert date_attributes(Edtf.parse(value)) == expected


def test_no_date_has_no_attributes() -> None:
    assert date_attributes(None) == {}


def test_a_birth_in_an_interval_has_limits() -> None:
    assert date_attributes(Edtf.parse("1845/1846"), "notBefore", "notAfter") == {
        "notBefore": "1845",
        "notAfter": "1846",
    }


# --- anything at all -----------------------------------------------------------------------------

_NAMES: tuple[BlockKind, ...] = (
    *("title", "subtitle", "byline", "standfirst", "paragraph", "item", "caption", "citation", "biography"),
)
_KINDS = st.sampled_from(_NAMES)


@st.composite
def essays(draw: st.DrawFn) -> tuple[Essay, tuple[Mention, ...]]:
    """Essays of any blocks and words, with mentions and emendations anywhere."""
    parts: list[tuple[BlockKind, str, str, BlockQuote | None]] = []
    for section in ("", *(["opening", "two"][: draw(st.integers(1, 2))])):
        if section == "two":
            parts.append(("heading", section, draw(LINES), None))
        count = draw(st.integers(1 if section == "opening" else 0, 4))
        parts += [(draw(_KINDS), section, draw(LINES), draw(_QUOTES)) for _ in range(count)]
    text = "\n\n".join(words for _, _, words, _ in parts)
    ends = accumulate(len(words) + 2 for _, _, words, _ in parts)
    blocks = [
        Block(kind, end - 2 - len(words), end - 2, section, quote if kind in _QUOTED else None)
        for (kind, section, words, quote), end in zip(parts, ends, strict=True)
    ]
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=6)))
    slips = [(s, e, draw(TEXTS)) for s, e in zip(cuts[::2], cuts[1::2], strict=False)]
    mentions = draw(st.lists(_mentions(len(text)), max_size=8))
    return essay_of(blocks, text, slips), tuple(m for m in mentions if text[m.start : m.end].strip())


_QUOTED = {"paragraph", "item", "citation"}
_QUOTES = st.sampled_from(
    [None, None, BlockQuote("quotation", 1), BlockQuote("epigraph", 2), BlockQuote("quotation", 3)]
)


@st.composite
def _mentions(draw: st.DrawFn, length: int) -> Mention:
    start, end = sorted((draw(st.integers(0, length)), draw(st.integers(0, length))))
    kind = draw(st.sampled_from(sorted(ENTITIES)))
    entity = draw(st.sampled_from(ENTITIES[kind]))
    part = draw(st.sampled_from([0, 1, 2])) if kind == "quotation" else 0
    value = Edtf.parse(entity) if kind == "date" else None
    return Mention(start, end, kind, entity, start, end, value, part=part)


@given(essays())
def test_no_word_is_lost_if_marks_cross(drawn: tuple[Essay, tuple[Mention, ...]]) -> None:
    """Blocks are complete and in order, mentions have their words, and pointers lead to elements."""
    essay, mentions = drawn
    tree = tree_of(essay, *mentions)
    assert blocks_of(tree) == [essay.block_text(block) for block in essay.blocks]
    assert_pointers_lead(tree)
    known = by_id(tree)
    of_names = [m for m in ordered(mentions) if m.kind in get_args(NameKind)]
    others = [m for m in ordered(mentions) if m not in of_names]
    numbered = [(f"m.{n}", m) for n, m in enumerate(others, 1)]
    for first, mention_ in [*numbered, *((f"n.{n}", m) for n, m in enumerate(of_names, 1))]:
        pieces = [known[id_] for id_ in _ids(known, first)]
        spans = ((max(mention_.start, b.start), min(mention_.end, b.end)) for b in essay.blocks)
        if all(any(parent.tag in LEAVES for parent in piece.iterancestors()) for piece in pieces):
            assert "".join(map(said, pieces)) == "".join(essay.text[low:high] for low, high in spans)


def _ids(known: dict[str, Tree], first: str) -> Iterator[str]:
    yield from (id_ for id_ in known if id_ == first or id_.startswith(f"{first}."))


# --- validity ------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def schema() -> Tree:
    """The schema of TEI, with the content of elements that our documents do not use removed.

    A document that it accepts is valid TEI; libxml2 takes 15 seconds to compile the complete schema.
    """
    file = SHARED / "schema" / "tei_all.rng"
    if not file.is_file():
        leave_out("that TEI is valid (its schema is not part of the repository)")
    grammar, used = etree.parse(file), ELEMENTS.split()
    for element in grammar.iter(RNG + "element"):
        if element.get("name") and element.get("name") not in used:
            element[:] = [etree.Element(RNG + "empty")]
    return etree.RelaxNG(grammar)


def assert_valid(schema: Tree, tree: Tree) -> None:
    assert schema.validate(tree), schema.error_log


@given(drawn=essays(), digest=st.booleans())
def test_every_document_is_valid(
    schema: Tree, drawn: tuple[Essay, tuple[Mention, ...]], digest: bool
) -> None:
    assert_valid(schema, tree_of(drawn[0], *drawn[1], digest=digest, aliases=digest))


def test_the_schema_finds_errors(schema: Tree) -> None:
    tree = tree_of(laid_out(("paragraph", "opening", "Work stopped.")))
    assert_valid(schema, tree)
    next(tree.iter(TEI + "language")).set("ident", "not a language")
    assert not schema.validate(tree)


def test_a_small_edition_is_valid(schema: Tree, single: Path) -> None:
    edition = assemble(single, None, lambda essays: essays)
    (essay,) = edition.texts
    files = output_files(edition)
    tree = parsed(files["docs/data/tei/harbour-strike.xml"])
    assert_valid(schema, tree)
    assert blocks_of(tree) == [essay.block_text(block) for block in essay.blocks]
    assert len(list(tree.iter(TEI + "choice"))) == len(essay.entry.emendations)


@pytest.fixture(scope="session")
def rules() -> Schematron:
    """The Schematron rules in the schema of TEI: what it asks of a document beyond its grammar."""
    file = SHARED / "schema" / "tei_all.rng"
    if not file.is_file():
        leave_out("the Schematron rules of TEI (its schema is not part of the repository)")
    return read_schematron(file)


def assert_keeps(rules: Schematron, tree: Tree) -> None:
    assert rules.broken(etree.tostring(tree, encoding="unicode")) == []


def test_all_rules_of_the_schema_are_applied(rules: Schematron) -> None:
    """The Consortium's schema of version 4.8.0 has 161 assertions and reports."""
    assert rules.tests == 161


@pytest.mark.parametrize(
    ("element", "words"),
    [
        ('<date calendar="#c" when="1917"/>', "@calendar"),
        ('<date when="1917" from="1916">1917</date>', "@when"),
        ('<seg subtype="a">Work</seg>', "@type"),
        ("<quote><p><ab><p>Work</p></ab></p></quote>", "Abstract model violation"),
        ('<ptr target="#a" cRef="b"/>', "Only one of the attributes"),
        ('<list type="gloss"><item>Work</item></list>', "tei:label"),
    ],
)
def test_the_rules_find_errors(rules: Schematron, element: str, words: str) -> None:
    document = f'<TEI xmlns="{TEI[1:-1]}"><text><body><p>{element}</p></body></text></TEI>'
    assert any(words in message for message in rules.broken(document))


def test_an_element_that_keeps_the_rules_breaks_none(rules: Schematron) -> None:
    document = (
        f'<TEI xmlns="{TEI[1:-1]}"><text><body><p><date when="1917">1917</date></p></body></text></TEI>'
    )
    assert rules.broken(document) == []


def test_the_page_leads_to_it(single_checkout: Path) -> None:
    page = (single_checkout / "site/essays/harbour-strike/index.html").read_text(encoding="utf-8")
    assert 'href="../../data/tei/harbour-strike.xml"' in page
    assert (single_checkout / "site/data/tei/harbour-strike.xml").is_file()


# --- an edition ----------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def trees(full: Edition, full_checkout: Path) -> dict[str, Tree]:
    """The documents of an edition with all of its texts."""
    folder = full_checkout / "site/data/tei"
    return {
        slug: parsed((folder / f"{slug}.xml").read_text(encoding="utf-8"))
        for slug in (essay.entry.slug for essay in full.essays)
    }


def test_documents_are_valid(schema: Tree, trees: dict[str, Tree]) -> None:
    for tree in trees.values():
        assert_valid(schema, tree)


def test_documents_keep_the_rules_of_tei(rules: Schematron, trees: dict[str, Tree]) -> None:
    for tree in trees.values():
        assert_keeps(rules, tree)


def test_pointers_lead_to_elements_of_the_document(trees: dict[str, Tree]) -> None:
    for tree in trees.values():
        assert_pointers_lead(tree)


def test_documents_have_every_word(full: Edition, trees: dict[str, Tree]) -> None:
    for essay in full.texts:
        tree = trees[essay.entry.slug]
        assert blocks_of(tree) == [essay.block_text(block) for block in essay.blocks]


def test_paragraphs_have_their_addresses(full: Edition, trees: dict[str, Tree]) -> None:
    for essay in full.texts:
        known = by_id(trees[essay.entry.slug])
        for block in essay.addressed_blocks():
            assert said(known[block.address]) == essay.block_text(block)


def test_every_mention_has_its_words(full: Edition, trees: dict[str, Tree]) -> None:
    """In a block quote, a quotation includes the marks of its paragraphs."""
    for essay in full.essays:
        assert essay.text
        known = by_id(trees[essay.slug])
        named = [m for m in essay.mentions if m.kind in MENTION_ELEMENTS]
        assert named
        for number, m in enumerate(named, 1):
            words = "".join(said(known[id_]) for id_ in _ids(known, f"m.{number}"))
            assert "".join(essay.text.text[m.start : m.end].split()) in "".join(words.split())
        for number, occurrence in enumerate(essay.names, 1):
            words = "".join(said(known[id_]) for id_ in _ids(known, f"n.{number}"))
            assert words == occurrence.exact


def test_quotations_have_the_verdict_on_their_place(full: Edition, trees: dict[str, Tree]) -> None:
    judged = [(q, p) for q in full.registry.quotations for p in q.places if p.verdict and not p.digest]
    assert judged
    for quotation, place in judged:
        quotes = trees[place.essay].xpath(f"//*[@source='#quotation.{quotation.id}']")
        assert f"#verdict.{place.verdict}" in [quote.get("ana") for quote in quotes]


def test_what_is_uncertain_is_named_by_its_place(trees: dict[str, Tree]) -> None:
    """Each element for certainty says of what element, of what in it, and of what aspect it speaks."""
    elements = [(tree, e) for tree in trees.values() for e in tree.iter(TEI + "certainty")]
    assert elements
    for tree, element in elements:
        known = by_id(tree)
        assert element.get("locus") == "value"
        for target in element.get("target").split():
            assert known[target[1:]].xpath(element.get("match"), namespaces={"tei": TEI[1:-1]})


def documents_of_digests(checkout: Path) -> list[Tree]:
    files = sorted((checkout / "site/data/tei").glob("*.xml"))
    assert len(files) == len(load_manifest(checkout, "en").entries)
    return [parsed(file.read_text(encoding="utf-8")) for file in files]


def test_documents_of_digests_are_valid(schema: Tree, bare_checkout: Path) -> None:
    for tree in documents_of_digests(bare_checkout):
        assert_valid(schema, tree)


def test_documents_of_digests_keep_the_rules_of_tei(rules: Schematron, bare_checkout: Path) -> None:
    for tree in documents_of_digests(bare_checkout):
        assert_keeps(rules, tree)


def test_a_note_of_a_disagreement_names_the_paragraph_that_calls_it(bare_checkout: Path) -> None:
    for tree in documents_of_digests(bare_checkout):
        assert_pointers_lead(tree)
        listed = tree.findall(f".//{TEI}list[@type='disagreements']/{TEI}item/{TEI}note[@target]")
        assert listed
        for note in listed:
            assert all(target.startswith("#d") for target in note.attrib["target"].split())
