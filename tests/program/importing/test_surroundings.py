"""Pages in the manner of blogs, magazines and archives: what is text in them, what stands around it."""

from __future__ import annotations

import pytest

from edition.importing.html_surroundings import MIN_INDENTED, MIN_INDENTED_ALONE
from edition.importing.imported_text import ImportedText, Statement
from edition.importing.readers import import_text

PROSE = "The keeper of the light wrote down what he saw each night of that long winter by the water"


def imported(page: str) -> ImportedText:
    found = import_text("cranes.html", f"<html>{page}</html>".encode())
    assert found is not None
    return found


def body(page: str) -> str:
    return imported(f"<article>{page}</article>").text


def quotations(found: ImportedText) -> list[str]:
    return [found.text[p.start : p.end] for p in found.passages if p.role == "quotation"]


@pytest.mark.parametrize(
    "part",
    [
        '<div class="entry-meta">Posted on <time>3 March</time><time>4 May</time> by Ada Marlow</div>',
        '<div class="jp-relatedposts"><h3>Related</h3><p>Bees and their keepers</p></div>',
        '<p class="c-kicker">Feature</p>',
        '<span class="c-readtime">7 min read</span>',
        '<header><time datetime="2021-10-14">14 October 2021</time></header>',
        '<p><a href="#top">Top of the page</a><br><a href="../">Marlow Archive</a><br>Updated: 14.6.2001</p>',
        '<table><tr><td><a href="/">Reading Room</a> | <a href="../">Marlow Archive</a></td></tr></table>',
    ],
)
def test_what_stands_around_a_text_is_left_out_and_counted(part: str) -> None:
    found = imported(f"<article>{part}<p>{PROSE}.</p></article>")
    assert found.text == f"{PROSE}.\n"
    assert found.left_out == ("1 part around the text",)


@pytest.mark.parametrize(
    "paragraph",
    [
        '<p><a href="/a">Marlow</a> and <a href="/b">Holt</a></p>',  # nothing divides the links
        '<p><a href="/a">Marlow</a> | Holt</p>',  # one link
        '<p><a href="/a">A</a> | <a href="/b">B</a> were all that was left of the alphabet.</p>',
        "<div>By <time>1910</time> it was gone.</div>",
    ],
)
def test_a_paragraph_with_links_or_a_time_is_text(paragraph: str) -> None:
    assert body(f"{paragraph}<p>{PROSE}.</p>").endswith(f"\n\n{PROSE}.\n")


def test_a_time_is_divided_from_what_follows_it() -> None:
    assert body("<p>Kept from <time>1 May</time><span>to autumn</span>, <time>1910</time>.</p>") == (
        "Kept from 1 May to autumn, 1910.\n"
    )


@pytest.mark.parametrize(
    ("quote", "stays"),
    [
        ("the keeper wrote down what he saw", False),  # abridged
        ("the keeper saw what he wrote", True),  # in another order
        ("no ship came", True),  # nowhere else
    ],
)
def test_a_pull_quote_is_left_out_if_a_paragraph_has_its_words(quote: str, *, stays: bool) -> None:
    page = (
        f'<p>{PROSE}.</p><figure class="wp-block-pullquote"><blockquote><p>{quote}</p></blockquote></figure>'
    )
    assert (quote in body(page)) is stays
    assert ("1 pull quote" in imported(f"<article>{page}</article>").left_out) is not stays


def test_notes_within_a_sentence_that_are_shown_beside_it() -> None:
    """As plugins for blogs write them; they become notes at the end, and the sentence goes on."""
    call = '<sup><a href="javascript:void(0)" role="button" aria-describedby="n{0}">{0}</a></sup>'
    note = '<span id="n{0}" role="tooltip">{1}</span>'
    first, second = (call.format(n) + note.format(n, words) for n, words in ((1, "See b."), (2, "Or c.")))
    assert body(f"<p>So{first} it was.{second}</p><p>Then no more.</p>") == (
        "So[1] it was.[2]\n\nThen no more.\n\n[1] See b.\n\n[2] Or c.\n"
    )


def test_a_help_text_is_no_note() -> None:
    page = (
        '<p><a href="#" aria-describedby="n">Harbour</a><span id="n" role="tooltip">a port</span> bees.</p>'
    )
    assert body(page) == "Harboura port bees.\n"


def words(count: int) -> str:
    return " ".join(["word"] * count)


@pytest.mark.parametrize(
    ("heading", "share", "is_quoted"),
    [
        ("<h3>one</h3>", MIN_INDENTED, True),
        ("<h3>one</h3>", MIN_INDENTED + 0.01, False),
        ("one ", MIN_INDENTED_ALONE, True),
        ("one ", MIN_INDENTED_ALONE + 0.01, False),
    ],
)
def test_a_quotation_that_is_most_of_the_page_indents_it(
    heading: str, share: float, *, is_quoted: bool
) -> None:
    """Old pages had no other means to give a text a margin."""
    inside = round(100 * share)
    page = f"<blockquote>{heading} <p>{words(inside - 1)}</p></blockquote> <p>{words(100 - inside)}</p>"
    assert bool(quotations(imported(f"<article>{page}</article>"))) is is_quoted


def test_a_quotation_on_an_indented_page() -> None:
    found = imported(
        f"<blockquote><h3>1. The Light</h3>{PROSE}.<br><br>{PROSE} again.<br><br>"
        "<blockquote>No ship came.</blockquote></blockquote>"
    )
    assert quotations(found) == ["No ship came."]
    assert [found.text[p.start : p.end] for p in found.passages if p.role == "heading"] == ["1. The Light"]


@pytest.mark.parametrize(("kind", "is_quoted"), [("quote", True), ("quoteb", True), ("quoted-by", False)])
def test_a_paragraph_may_have_the_class_of_a_quotation(kind: str, *, is_quoted: bool) -> None:
    found = imported(f"<article><p>{PROSE}.</p><p class='{kind}'>No ship came.</p></article>")
    assert (quotations(found) == ["No ship came."]) is is_quoted


def test_a_source_below_the_paragraphs_of_a_quotation() -> None:
    found = imported(
        f"<p>{PROSE}.</p><blockquote><p>No ship came.</p><cite>Ada Marlow, 1911</cite></blockquote>"
    )
    assert [found.text[p.start : p.end] for p in found.passages if p.role == "citation"] == [
        "Ada Marlow, 1911"
    ]


def test_a_source_with_a_title_in_it() -> None:
    page = (
        "<blockquote><p>No ship came.</p><footer>— Ada Marlow, in <cite>The Log</cite></footer></blockquote>"
    )
    assert body(f"<p>{PROSE}.</p>{page}") == f"{PROSE}.\n\nNo ship came.\n\n— Ada Marlow, in _The Log_\n"


ARCHIVE = f"""<head><title>A. Marlow: The Cranes (1921)</title></head><body>
<center><h1>The Cranes</h1></center><hr><table><tr><td>
<b>First published:</b> <i>The Quay</i>, March 1921.<br>
<b>Source</b>: <i>The Log</i>, p. 7.<br>
<b>Public Domain:</b> You may copy it.</td></tr></table>
<p>{PROSE}.</p><p>The source: unknown, as ever.</p></body>"""


def test_lines_that_say_where_a_text_was_published() -> None:
    found = imported(ARCHIVE)
    assert found.facts.author == Statement("A. Marlow", "the title of the page")
    line = "the line “{key}” above the text"
    assert found.facts.publisher == Statement("The Quay", line, "First published")
    assert found.facts.licence == Statement("Public domain: You may copy it.", line, "Public domain")
    heads = [found.text[p.start : p.end] for p in found.passages if p.role == "publication"]
    assert heads == [
        "_First published:_ _The Quay_, March 1921.",
        "_Source_: _The Log_, p. 7.",
        "_Public Domain:_ You may copy it.",
    ]


def test_a_colon_in_a_title_is_no_author() -> None:
    page = "<title>Iron and salt: The Cranes</title><h1>Iron and salt: The Cranes</h1>"
    assert not imported(f"{page}<p>{PROSE}.</p>").facts.author.text


def test_the_date_in_the_head_of_an_article() -> None:
    head = '<header><time datetime="2021-10-14">14 October</time></header>'
    found = imported(f"<article>{head}<p>{PROSE}.</p></article>")
    assert found.facts.date == Statement("2021-10-14", "the date in the head of the page")
