"""Markdown, DOCX, EPUB and TEI: the text that is made of them, and what they say of it."""

from __future__ import annotations

import pytest

from edition.importing.imported_text import ImportedText, Statement
from edition.importing.readers import import_text
from tests.support.documents import NOTE_CALL, docx, epub, paragraph, run_of

PROSE = "The keeper of the light wrote down what he saw each night of that long winter, and no ship came."


def imported(name: str, raw: bytes) -> ImportedText:
    found = import_text(name, raw)
    assert found is not None
    return found


def roles(found: ImportedText) -> list[tuple[str, str]]:
    return [(p.role, found.text[p.start : p.end].strip()) for p in found.passages if p.role != "paragraph"]


# --- Markdown --------------------------------------------------------------------------------------

MARKDOWN = f"""---
title: The Cranes
author: [Ada Marlow, Ina Holt]
date: 2014-03-03
license: CC BY 4.0
lang: en
---

# The Cranes

{PROSE}[^a]

## The *new* Quay

> Not one of us
> went home.

It was the *Ariel*, *not* a **crane**.

***

- Wages fell.
- Rents rose.

[^a]: None but the mail.
"""


def test_markdown() -> None:
    found = imported("cranes.md", MARKDOWN.replace("\n", "\r\n").encode())
    assert found.text == (
        f"The Cranes\n\n{PROSE}[1]\n\nThe _new_ Quay\n\nNot one of us went home.\n\n"
        "It was the _Ariel_, _not_ a _crane_.\n\n* * *\n\n• Wages fell.\n\n• Rents rose.\n\n"
        "[1] None but the mail.\n"
    )
    assert found.conventions == ("emphasis", "notes", "breaks")
    assert ("quotation", "Not one of us went home.") in roles(found)
    assert found.facts.author == Statement(
        "Ada Marlow and Ina Holt", "the YAML above the text ({key})", "author"
    )
    assert found.facts.date.text == "2014-03-03"
    assert found.facts.licence.text == "CC BY 4.0"
    assert found.facts.language == "en"


@pytest.mark.parametrize("front", ["", "---\na: [\n---\n", "---\nno: yes\n---\n"])
def test_markdown_whose_head_says_nothing(front: str) -> None:
    found = imported("cranes.md", f"{front}# The Cranes\n\nSo.\n".encode())
    assert found.text == "The Cranes\n\nSo.\n"
    assert not found.facts.title.text


# --- DOCX ------------------------------------------------------------------------------------------


def test_docx() -> None:
    raw = docx(
        paragraph("The Cranes", style="Title"),
        paragraph("By Ada Marlow", style="Author"),
        paragraph(PROSE, NOTE_CALL),
        paragraph("The Quay", style="Heading 1"),
        paragraph("It was the ", run_of("Ariel", italic=True), ", he said:"),
        paragraph("Not one of us went home.", style="Quote"),
        paragraph("Not one of us slept.", style="Quote"),
        paragraph("So it was."),
        note="None but the mail.",
        title="The Cranes",
        author="Ada Marlow; Ina Holt",
    )
    found = imported("cranes.docx", raw)
    assert found.text == (
        f"The Cranes\n\nBy Ada Marlow\n\n{PROSE}[1]\n\nThe Quay\n\nIt was the _Ariel_, he said:\n\n"
        "Not one of us went home.\n\nNot one of us slept.\n\nSo it was.\n\n[1] None but the mail.\n"
    )
    assert roles(found) == [
        ("heading", "The Cranes"),
        ("byline", "By Ada Marlow"),
        ("heading", "The Quay"),
        ("quotation", "Not one of us went home.\n\nNot one of us slept."),
        ("note", "[1] None but the mail."),
    ]
    assert found.facts.author == Statement(
        "Ada Marlow and Ina Holt", "the properties of the file ({key})", "creator"
    )


def test_headings_of_docx_stand_below_its_title() -> None:
    """Word has a style for titles, and one for headings of the first level."""
    raw = docx(
        paragraph("The Cranes", style="Title"),
        paragraph(PROSE),
        paragraph("The Quay", style="Heading 1"),
        paragraph(PROSE),
    )
    levels = [passage.level for passage in imported("a.docx", raw).passages if passage.role == "heading"]
    assert levels == [1, 2]


def test_a_program_is_not_the_author() -> None:
    assert not imported("a.docx", docx(paragraph("So."), author="python-docx")).facts.author.text


# --- EPUB ------------------------------------------------------------------------------------------

METADATA = """<dc:title>The Cranes</dc:title><dc:creator id="a">Marlow, Ada</dc:creator>
<dc:creator id="b">Ina Holt</dc:creator><meta refines="#b" property="role">trl</meta>
<dc:language>en</dc:language><dc:date>1911</dc:date><dc:publisher>Quays Press</dc:publisher>
<dc:rights>Public domain</dc:rights><dc:source>https://example.org/cranes</dc:source>"""
CHAPTERS = {
    "title.xhtml": '<body><section epub:type="titlepage"><h1>The Cranes</h1></section></body>',
    "one.xhtml": f'<h2>I</h2><p>{PROSE}<a href="notes.xhtml#n1" epub:type="noteref">1</a></p>',
    "two.xhtml": (
        '<h2>II</h2><p id="n1">It <em>ended</em>.<a href="notes.xhtml#n2" epub:type="noteref">2</a></p>'
    ),
    "notes.xhtml": (
        '<section epub:type="endnotes"><h2>Endnotes</h2><ol>'
        '<li id="n1" epub:type="endnote"><p>None. '
        '<a href="one.xhtml#r" epub:type="backlink">↩</a></p></li>'
        '<li id="n2" epub:type="endnote"><p>In May.</p></li></ol></section>'
    ),
}


def test_epub() -> None:
    """One text of all chapters; links lead from one to the other."""
    found = imported("cranes.epub", epub(METADATA, CHAPTERS))
    assert found.text == (
        f"I\n\n{PROSE}[1]\n\nII\n\nIt _ended_.[2]\n\nEndnotes\n\n[1] None.\n\n[2] In May.\n"
    )
    assert found.left_out == ("the part “titlepage”",)
    facts = found.facts
    assert facts.title == Statement("The Cranes", "the metadata of the book ({key})", "dc:title")
    assert facts.author.text == "Ada Marlow"
    assert (facts.publisher.text, facts.date.text, facts.licence.text) == (
        "Quays Press",
        "1911",
        "Public domain",
    )
    assert facts.address.text == "https://example.org/cranes"


# --- TEI -------------------------------------------------------------------------------------------

TEI = f"""<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc>
<titleStmt><title>The Cranes</title><author>Marlow, Ada</author></titleStmt>
<publicationStmt><publisher>Quays Library</publisher><date when="2020"/>
<availability><licence target="https://example.org/by">CC BY</licence></availability></publicationStmt>
<sourceDesc><bibl><publisher>Quays Press</publisher>
<date when="1911-05-03">3 May 1911</date></bibl></sourceDesc>
</fileDesc></teiHeader><text xml:lang="en"><body><head>The Cranes</head>
<byline>By <docAuthor>Ada Marlow</docAuthor></byline>
<div><head>The Quay</head><p>{PROSE}<note place="bottom">None but the mail.</note>
It was the <title>Ariel</title>, <pb n="2"/>and he <q>knew</q> it; he <choice><sic>recieved</sic>
<corr>received</corr></choice> it <sic>to</sic>.</p>
<cit><quote>Not one of us went home.</quote><bibl>Minutes, 1911</bibl></cit>
<lg><l>The light went out at ten,</l><l>The water rose again.</l></lg></div>
<div><head>The Mole</head><list type="ordered"><item>Wages fell.</item><item>Rents rose.</item></list></div>
</body></text></TEI>"""


def test_tei() -> None:
    found = imported("cranes.xml", TEI.encode())
    assert found.text == (
        f"The Cranes\n\nBy Ada Marlow\n\nThe Quay\n\n{PROSE}[1] It was the _Ariel_, and he “knew” it; "
        "he received it to.\n\nNot one of us went home.\n\nMinutes, 1911\n\n    The light went out at ten,\n"
        "    The water rose again.\n\nThe Mole\n\n1. Wages fell.\n\n2. Rents rose.\n\n"
        "[1] None but the mail.\n"
    )
    assert ("quotation", "Not one of us went home.\n\nMinutes, 1911") in roles(found)
    assert ("citation", "Minutes, 1911") in roles(found)
    assert [words for role, words in roles(found) if role == "heading"] == [
        "The Cranes",
        "The Quay",
        "The Mole",
    ]


def test_what_a_tei_header_says() -> None:
    """Of the source, not of the file."""
    facts = imported("cranes.xml", TEI.encode()).facts
    assert facts.author == Statement("Ada Marlow", "the header ({key})", "titleStmt/author")
    assert facts.date == Statement("1911-05-03", "the header ({key})", "sourceDesc, date")
    assert facts.publisher.text == "Quays Press"
    assert facts.licence.text == "https://example.org/by"
