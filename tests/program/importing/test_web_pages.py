"""Saved web pages: the text without what stands around it, and what the page says of it."""

from __future__ import annotations

import pytest

from edition.importing.imported_text import ImportedText, Statement
from edition.importing.readers import import_text

PROSE = (
    "The keeper of the light wrote down what he saw each night of that long winter by the water, "
    "and no ship came"
)
HEAD = """<title>The Cranes | Quays Weekly</title>
<meta name="citation_author" content="Marlow, Ada"><meta name="citation_author" content="Holt, Ina">
<meta property="og:title" content="The Cranes"><meta property="og:site_name" content="Quays Weekly">
<meta property="article:published_time" content="2014-03-03T10:00:00Z">
<link rel="canonical" href="https://example.org/cranes">"""
PAGE = f"""<!doctype html><html lang="en-GB"><head><meta charset="utf-8">{HEAD}</head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/about">About us</a></li></ul></nav>
<div class="page"><div class="story"><h1>The Cranes</h1><p class="byline">By Ada Marlow and Ina Holt</p>
<p>{PROSE}.<sup><a href="#n1" id="r1">1</a></sup>
It was the <em>Ariel</em>, or <i>so</i>me <b>other </b>ship.</p>
<blockquote><p>Not one of us went home that night.</p><p>Not one of us slept.</p>
<footer>Minutes, 1911</footer></blockquote>
<h2>After <i>the</i> storm</h2>
<p>The light went out at ten,<br>The water rose again;<br>
The keeper and his seven men<br>Went down into the rain.</p>
<figure><img src="a.png" alt=""><figcaption>The quay in 1910.</figcaption></figure>
<ol><li>Wages fell.</li><li>Rents rose.</li></ol><hr>
<table><tr><th>Year</th><th>Cranes</th></tr><tr><td>1910</td><td>40</td></tr></table>
<p>{PROSE}; and <q>nobody</q> asked.</p>
<p id="n1"><a href="#r1">1</a>. None but the mail, see <cite>The Log</cite>.</p></div>
<div class="more"><h3>Related</h3><p>Bees and their keepers.</p></div></div>
<footer><p>Copyright 2020 Quays Weekly.</p></footer></body></html>"""
TEXT = f"""The Cranes

By Ada Marlow and Ina Holt

{PROSE}.[1] It was the _Ariel_, or some _other_ ship.

Not one of us went home that night.

Not one of us slept.

Minutes, 1911

After _the_ storm

    The light went out at ten,
    The water rose again;
    The keeper and his seven men
    Went down into the rain.

The quay in 1910.

1. Wages fell.

2. Rents rose.

* * *

| Year | Cranes |
| 1910 | 40     |

{PROSE}; and “nobody” asked.

[1] None but the mail, see _The Log_.
"""


def imported(page: str) -> ImportedText:
    found = import_text("cranes.html", page.encode())
    assert found is not None
    return found


def body(*parts: str) -> str:
    """Return the text of a page with an article."""
    return imported(f"<html><body><article>{''.join(parts)}</article></body></html>").text


def test_a_page() -> None:
    found = imported(PAGE)
    assert found.text == TEXT
    assert found.conventions == ("emphasis", "notes", "breaks", "layout")
    assert found.wrapped
    assert found.left_out == ("1 picture",)
    roles = [(p.role, found.text[p.start : p.end].strip()) for p in found.passages if p.role != "paragraph"]
    assert roles == [
        ("heading", "The Cranes"),
        ("byline", "By Ada Marlow and Ina Holt"),
        ("quotation", "Not one of us went home that night.\n\nNot one of us slept.\n\nMinutes, 1911"),
        ("citation", "Minutes, 1911"),
        ("heading", "After _the_ storm"),
        ("caption", "The quay in 1910."),
        ("note", "[1] None but the mail, see _The Log_."),
    ]


def test_what_a_page_says_of_its_text() -> None:
    facts = imported(PAGE).facts
    assert facts.title == Statement("The Cranes", "the metadata ({key})", "og:title")
    assert facts.author == Statement("Ada Marlow and Ina Holt", "the metadata ({key})", "citation_author")
    assert facts.publisher == Statement("Quays Weekly", "the metadata ({key})", "og:site_name")
    assert facts.date == Statement("2014-03-03T10:00:00Z", "the metadata ({key})", "article:published_time")
    assert facts.address == Statement("https://example.org/cranes", "the canonical link of the page")
    assert facts.language == "en-GB"
    assert not facts.licence.text


LINKED = """{"@context": "https://schema.org", "@graph": [{"@type": "WebPage", "name": "No"},
{"@type": ["Article"], "headline": "The Cranes", "author": [{"@type": "Person", "name": "Ada Marlow"}],
"publisher": {"name": "Quays Weekly"}, "datePublished": "2014-03-03",
"license": "https://example.org/by"}]}"""


def test_linked_data() -> None:
    facts = imported(f'<html><script type="application/ld+json">{LINKED}</script><p>So.</p></html>').facts
    assert facts.title == Statement("The Cranes", "the metadata ({key})", "JSON-LD, headline")
    assert facts.author == Statement("Ada Marlow", "the metadata ({key})", "JSON-LD, author")
    assert facts.licence == Statement("https://example.org/by", "the metadata ({key})", "JSON-LD, license")
    assert facts.date.text == "2014-03-03"


def test_linked_data_that_is_malformed() -> None:
    facts = imported('<html><title>The Cranes</title><script type="application/ld+json">{</script>So.').facts
    assert facts.title == Statement("The Cranes", "the title of the page")


def test_the_address_that_a_browser_writes_when_it_saves_a_page() -> None:
    page = (
        "<!DOCTYPE html>\n<!-- saved from url=(0026)https://example.org/cranes -->\n<html><p>So.</p></html>"
    )
    assert imported(page).facts.address.text == "https://example.org/cranes"


def test_nothing_is_made_up() -> None:
    """Of a page that says nothing, nothing is known."""
    facts = imported('<html xmlns:epub="http://www.idpf.org/2007/ops"><p>So it was in 1911.</p></html>').facts
    assert not any(
        getattr(facts, name).text for name in ("title", "author", "publisher", "date", "address", "licence")
    )


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>un<em>seen</em> and <em>un</em>seen</p>", "unseen and unseen\n"),
        ("<p><em>a <strong>b</strong> c</em>d <i> e </i>f</p>", "a b cd _e_ f\n"),
        ("<p><em>a</em><em>b</em> c</p>", "_ab_ c\n"),
        ("<p><em>snake_case</em></p>", "snake_case\n"),
        ("<p>a\n   b&nbsp;c</p>", "a b\u00a0c\n"),
        ("<div>a<p>b</p>c</div>", "a\n\nb\n\nc\n"),
        ("<p>a<br><br>b</p>", "a\n\nb\n"),
        ("<ul><li>a</li><li><p>b</p><p>c</p></li></ul>", "• a\n\n• b\n\nc\n"),
        ("<ol start='3'><li>a</li><li>b</li></ol>", "3. a\n\n4. b\n"),
        ("<p>a</p><hr><hr><p>b</p><hr>", "a\n\n* * *\n\nb\n"),
        ("<p>a</p><p>* * *</p><p>b</p><p>⁂</p><p>c</p>", "a\n\n* * *\n\nb\n\n* * *\n\nc\n"),
        ("<pre>a\nb\n\nc</pre>", "a\n\nb\n\nc\n"),
        ("<h2>A<br>b</h2><p>c</p>", "A b\n\nc\n"),
        ("<p>a</p><aside>b</aside><p>c</p>", "a\n\nc\n"),
        ("<table><tr><td><p>a</p></td></tr></table>", "a\n"),
        ("<p>a <img src='x'>b</p>", "a b\n"),
    ],
)
def test_markup(page: str, text: str) -> None:
    assert body(page) == text


def test_the_columns_of_a_table_stand_below_one_another() -> None:
    """Also those of shorter rows; a call in brackets has its width."""
    rows = "<tr><th>Year<th>Cranes</tr><tr><td>1910<td>4<td>So</tr><tr><td>1911<td></tr>"
    assert body(f"<p>So.</p><table>{rows}</table>") == (
        "So.\n\n| Year | Cranes |\n| 1910 | 4      | So |\n| 1911 |        |\n"
    )


@pytest.mark.parametrize(("width", "is_aligned"), [(100, True), (101, False)])
def test_a_table_that_is_too_wide_is_not_aligned(width: int, is_aligned: bool) -> None:
    wide = "x" * (width - len("|  | 1911 |"))
    table = f"<table><tr><td>{wide}</td><td>1911</td></tr><tr><td>So</td><td>1</td></tr></table>"
    last = body(f"<p>So.</p>{table}").splitlines()[-1]
    assert last == (f"| So{' ' * (len(wide) - 2)} | 1    |" if is_aligned else "| So | 1 |")


BLOG = f"""<html><body><header id="masthead"><h1><a href="/">Quays Weekly</a></h1></header><main><article>
<header><h1>The Cranes</h1><div>Posted on
<time>March 3, 2014</time> <span class="byline">by Ada Marlow</span></div>
</header><div class="entry-content"><p>{PROSE}.</p><p><strong>Whose harbour?</strong></p>
<blockquote><p>Not one of us went home. <cite>Minutes</cite></p></blockquote><p>{PROSE} again.</p>
<div class="sharedaddy"><h3>Share this:</h3><ul><li>By mail</li></ul></div></div>
<footer>Tagged cranes.</footer>
</article><div id="comments">
<h2>Two thoughts</h2><p>I was there in that winter, and I knew him well.</p></div>
</main></body></html>"""


def test_a_page_of_a_blog() -> None:
    """A short paragraph in bold type is a heading; what stands around the text is left out, and counted."""
    found = imported(BLOG)
    assert found.text == (
        f"The Cranes\n\nPosted on March 3, 2014 by Ada Marlow\n\n{PROSE}.\n\nWhose harbour?\n\n"
        f"Not one of us went home.\n\nMinutes\n\n{PROSE} again.\n"
    )
    roles = [(passage.role, found.text[passage.start : passage.end]) for passage in found.passages]
    assert ("heading", "Whose harbour?") in roles
    assert ("citation", "Minutes") in roles
    assert found.left_out == ("2 parts around the text",)


@pytest.mark.parametrize(
    ("call", "note"),
    [
        ('<a href="#f">1</a>', '<p id="f">1. See b.</p>'),
        ('[<a href="#f">1</a>]', '<ol><li id="f">See b.</li></ol>'),
        ('<sup><a href="#f">[1]</a></sup>', '<div><a name="f"></a>[1] See b.</div>'),
        ('<a href="#f">*</a>', '<p><a id="f" href="#r">*</a> See b.</p>'),
        ('<a href="page.html#f">†</a>', '<aside id="f">† See b.</aside>'),
        ('<a href="#f" role="doc-noteref">a</a>', '<p id="f" class="footnote">See b. <a href="#r">↩</a></p>'),
    ],
)
def test_notes(call: str, note: str) -> None:
    """Whatever calls them, they are numbered, and lose their labels and their ways back."""
    assert body(f'<p id="r">So it was{call}.</p>', note) == "So it was[1].\n\n[1] See b.\n"


def test_a_note_of_several_paragraphs() -> None:
    page = '<p>So<a href="#f">1</a>.</p><ol><li id="f"><p>See b.</p><p>Or c.</p></li></ol>'
    assert body(page) == "So[1].\n\n[Footnote 1: See b.\n\nOr c.]\n"


def test_links_within_a_page_are_no_notes() -> None:
    page = '<p><a href="#b">B</a> <a href="#c">see below</a></p><h2 id="b">B</h2><p id="c">So.</p>'
    assert body(page) == "B see below\n\nB\n\nSo.\n"


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ('<html><meta charset="windows-1252"><p>“Été”</p>'.encode("cp1252"), "“Été”\n"),
        ("<html><p>“Été”</p>".encode("cp1252"), "“Été”\n"),
        ("<html><p>“Été”</p>".encode(), "“Été”\n"),
        ("\ufeff<html><p>“Été”</p>".encode("utf-16-le"), "“Été”\n"),
        ('<?xml version="1.0" encoding="iso-8859-1"?><html><p>Été</p></html>'.encode("latin-1"), "Été\n"),
    ],
)
def test_encodings(raw: bytes, text: str) -> None:
    found = import_text("cranes.html", raw)
    assert found is not None
    assert found.text == text


def test_verse_that_would_not_be_read_as_verse_has_a_paragraph_for_each_line() -> None:
    assert body("<p class='verse'>the light went out at ten<br>the water rose</p>") == (
        "the light went out at ten\n\nthe water rose\n"
    )
