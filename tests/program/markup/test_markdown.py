"""Markdown: the characters of a text are literal, wherever on a page the text is."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from html import escape as escape_html

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown import markdown
from mkdocs.config import load_config
from mkdocs.utils.meta import get_data

from edition.markup.markdown import (
    attributes,
    block_quote,
    caption,
    details,
    escape,
    front_matter,
    html_block,
    link,
    link_urls,
    note,
)
from tests.support.editions import HARBOUR
from tests.support.markup import Element, parse
from tests.support.strategies import LINES, clean

NASTY = [
    *"""
*a*
_a_
**a** __b__
*
_
[^x]
[^x]: y
<script>alert(1)</script>
1. x
1) x
12. x
- x
-
+ x
> x
# x
#
# x #
###### x
x #
: x
:   x
:::
!!! note
!!! note "x"
///
////
/// note
/// note | x
/// html | script
/// details
/// caption
x ///
///Footnotes Go Here///
??? note
!
x!
| a | b |
a | b
|
---
***
___
- - -
===
=
    x
`x`
``x``
```
~~~
~~~ x
\\
\\\\*
\\*
\\`
\\\\`x`
&copy;
&amp;
&amp;amp;
&#42;
&
{ #id }
{#id}
x { .y }
x {.y}
{: #z }
x{: #z }
{
}
[x](y)
![x](y)
![x]
[x]: http://y
x]: y
^x]: y
[x]
[x][y]
[]
](
http://example.org
<http://example.org>
ada@example.org
<ada@example.org>
*[abbr]: x
~~x~~
$x$
</p>
<p>
<br>
<b>x</b>
<
>
< x
<!-- x -->
<!--
-->
<?php ?>
<![CDATA[ x ]]>
]]>
<!DOCTYPE x>
<div markdown="1">x</div>
[TOC]
[[x]]
^x^ ==x== ++x++ --x-- {++x++}
:smile:
"x" 'x' ...
x\\
x\\\\
x -- y (c)
%x% @x ~x /x
wzxhzdk:0
klzzwxh:0000
""".strip("\n").split("\n"),
    *("x  ", "x\\  ", "\tx", "\u00a0\u00a0\u00a0\u00a0x", "\x02wzxhzdk:0\x03"),
]
"""Lines that have a meaning in some dialect of Markdown."""


@cache
def _settings() -> tuple[list[str], dict[str, dict[str, object]]]:
    """Return the extensions that the site has, except for the links it puts beside headings."""
    config = load_config(str(HARBOUR / "mkdocs.yml"), theme="material")
    return config.markdown_extensions, {**config.mdx_configs, "toc": {}}


def html(source: str) -> Element:
    extensions, configs = _settings()
    return parse(markdown(source, extensions=extensions, extension_configs=configs))


def shape(page: Element) -> list[str]:
    """Return the elements of a page by their tags."""
    return [element.tag for element in page.walk()[1:]]


def assert_shows(source: str, text: str, tags: str) -> Element:
    """Assert that Markdown becomes these elements, the innermost of which has exactly this text."""
    page = html(source)
    assert shape(page) == tags.split(), source
    innermost = page.walk()[-1]
    assert innermost.text() == text, source
    assert page.text().strip("\n") == text, source
    return innermost


def every_line(test: Callable[[str], None]) -> Callable[..., None]:
    """Run a test on the nasty lines and on arbitrary lines."""
    arbitrary = settings(max_examples=120)(given(text=LINES)(test))
    for text in map(clean, NASTY):
        arbitrary = example(text=text)(arbitrary)
    return arbitrary


# --- escape -------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", NASTY)
def test_nasty_paragraph(text: str) -> None:
    text = clean(text)
    element = assert_shows(escape(text, starts_line=True), text, "p")
    assert element.attributes == {}


@every_line
def test_paragraph(text: str) -> None:
    element = assert_shows(escape(text, starts_line=True), text, "p")
    assert element.attributes == {}


@every_line
def test_paragraph_with_attributes(text: str) -> None:
    element = assert_shows(f"{escape(text, starts_line=True)}\n{attributes('p1', ['x'])}", text, "p")
    assert element.attributes == {"id": "p1", "class": "x"}


@every_line
def test_heading(text: str) -> None:
    element = assert_shows(f"## {escape(text)} {attributes('id')}", text, "h2")
    assert element.attributes == {"id": "id"}


@every_line
def test_item(text: str) -> None:
    assert_shows(f"- {escape(text, starts_line=True)}", text, "ul li")


@every_line
def test_numbered_item_with_attributes(text: str) -> None:
    element = assert_shows(f"1. {escape(text, starts_line=True)}\n    {attributes('p1')}", text, "ol li")
    assert element.attributes == {"id": "p1"}


@every_line
def test_block_quote(text: str) -> None:
    assert_shows(block_quote(escape(text, starts_line=True)), text, "blockquote p")


@every_line
def test_definition(text: str) -> None:
    page = html(f"Term\n:   {escape(text, starts_line=True)}")
    assert shape(page) == ["dl", "dt", "dd"]
    assert page.all("dd")[0].text() == text


@every_line
def test_cells_of_a_table(text: str) -> None:
    """As the heading of a column, as a cell, and as the label of a link in a cell."""
    cells = f"| {escape(text)} | {link(escape(text), '#x')} |"
    page = html(f"{cells}\n| --- | --- |\n{cells}")
    assert shape(page) == ["table", "thead", "tr", "th", "th", "a", "tbody", "tr", "td", "td", "a"]
    assert [cell.text() for tag in ("th", "td") for cell in page.all(tag)] == [text.strip()] * 4


@every_line
def test_heading_that_is_a_link(text: str) -> None:
    element = assert_shows(f"## {link(escape(text), '#x')} {attributes('id')}", text, "h2 a")
    assert element.attributes == {"href": "#x"}


@every_line
def test_caption(text: str) -> None:
    source = f"x\n\n{caption([escape(text, starts_line=True)], 'quotation')}"
    page = html(source)
    assert shape(page) == ["figure", "p", "figcaption", "p"], source
    assert page.all("figure")[0].attributes == {"class": "quotation"}
    assert page.all("p")[1].text() == text, source


@every_line
def test_inline_block(text: str) -> None:
    assert_shows(html_block("figcaption", [escape(text, starts_line=True)], inline=True), text, "figcaption")


@every_line
def test_block_of_an_element(text: str) -> None:
    page = html(html_block("aside.biography", [escape(text, starts_line=True)]))
    assert shape(page) == ["aside", "p"]
    assert page.all("aside")[0].attributes == {"class": "biography"}
    assert page.all("p")[0].text() == text


@every_line
def test_details(text: str) -> None:
    """As the summary and as the collapsed content."""
    source = details(escape(text), [escape(text, starts_line=True)], "a b")
    page = html(source)
    assert shape(page) == ["details", "summary", "p"], source
    assert page.all("details")[0].attributes == {"class": "a b"}
    assert page.all("summary")[0].text() == text.strip(), source
    assert page.all("p")[0].text() == text, source


@every_line
def test_note(text: str) -> None:
    page = html(note(escape(text), [escape(text, starts_line=True)]))
    assert shape(page) == ["div", "p", "p"]
    assert [p.text() for p in page.all("p")] == [text.strip(), text]


@every_line
def test_blocks_in_blocks(text: str) -> None:
    """The fence of a block must be longer than those inside it."""
    inner = html_block("div", [escape(text, starts_line=True)])
    page = html(html_block("figure", [html_block("aside", [inner, "x"])]))
    assert shape(page) == ["figure", "aside", "div", "p", "p"]
    assert [p.text() for p in page.all("p")] == [text, "x"]


@every_line
def test_label_of_a_link(text: str) -> None:
    element = assert_shows(link(escape(text), "#x", attributes("y")), text, "p a")
    assert element.attributes == {"href": "#x", "id": "y"}


@every_line
def test_label_of_a_link_without_attributes(text: str) -> None:
    element = assert_shows(link(escape(text), "#x"), text, "p a")
    assert element.attributes == {"href": "#x"}


@settings(max_examples=150)
@given(LINES, LINES, LINES)
@example(before="x!", label="y", after="(z)")
@example(before="!", label="!", after="{ .z }")
@example(before="x [", label="y", after="](z)")
@example(before="*", label="*", after="*")
def test_link_within_a_text(before: str, label: str, after: str) -> None:
    page = html(escape(before, starts_line=True) + link(escape(label), "#x", attributes("y")) + escape(after))
    assert shape(page) == ["p", "a"]
    assert page.text() == before + label + after
    assert page.all("a")[0].text() == label


@settings(max_examples=150)
@given(st.lists(LINES, min_size=2, max_size=4))
@example(paragraphs=["a | b", "--- | ---", "c | d"])
@example(paragraphs=["Term", ": x"])
@example(paragraphs=["[x]", "[x]: y"])
@example(paragraphs=["```", "x", "```"])
@example(paragraphs=["<div>", "x", "</div>"])
@example(paragraphs=["x[^1]", "[^1]: y"])
def test_adjacent_paragraphs(paragraphs: list[str]) -> None:
    page = html("\n\n".join(escape(text, starts_line=True) for text in paragraphs))
    assert shape(page) == ["p"] * len(paragraphs)
    assert [p.text() for p in page.all("p")] == paragraphs


def test_plain_text_is_not_escaped() -> None:
    text = "In 1917–21 (or so), “nobody” knew: it’s over – isn’t it? No. 3, p. 7; a/b + c = d."
    assert escape(text, starts_line=True) == text


# --- URLs ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "url"),
    {
        "See https://example.org/a.": "https://example.org/a",
        "See (https://example.org/a).": "https://example.org/a",
        "See (there: https://example.org/a.)": "https://example.org/a",
        "See “https://example.org/a”, p. 3": "https://example.org/a",
        "See (‘https://example.org/a’).": "https://example.org/a",
        'See "https://example.org/a".': "https://example.org/a",
        "See https://example.org/a_(b).": "https://example.org/a_(b)",
        "See (https://example.org/a_(b)).": "https://example.org/a_(b)",
        "See https://example.org/?q=a": "https://example.org/?q=a",
        "https://example.org/a": "https://example.org/a",
    }.items(),
)
def test_a_url_ends_before_the_punctuation_of_its_sentence(text: str, url: str) -> None:
    page = html(link_urls(text))
    assert shape(page) == ["p", "a"]
    assert page.all("a")[0].attributes == {"href": url}
    before, _, after = text.partition(url)
    label = page.all("a")[0].text()
    assert page.text() == f"{before}{label}{after}"


@pytest.mark.parametrize("start", ["1. ", "- ", "> ", "=", "+ ", "# "])
def test_text_before_a_url_is_escaped(start: str) -> None:
    page = html(link_urls(f"{start}x https://example.org/a, - y"))
    assert shape(page) == ["p", "a"]
    assert page.text() == f"{start}x example.org: a, - y"


def test_without_a_host_there_is_no_url() -> None:
    assert shape(html(link_urls("See https://) and http://."))) == ["p"]


# --- attributes ---------------------------------------------------------------------------------

VALUES = st.one_of(LINES, st.text("\"'{}<>&\\`*_[]() =#.:!|\n\r\tab", max_size=20))


@settings(max_examples=200)
@given(VALUES)
@example("")
@example('" onclick="alert(1)')
@example("a } b { .c")
@example("\n\n# x")
@example("one\r\ntwo\rthree")
def test_value_of_an_attribute_of_a_link(value: str) -> None:
    page = html("x " + link("label", "#x", attributes("y", ["z"], title=value)) + " x")
    assert shape(page) == ["p", "a"]
    assert page.all("a")[0].attributes == {"href": "#x", "id": "y", "class": "z", "title": value}
    assert page.text() == "x label x"


@settings(max_examples=200)
@given(VALUES)
def test_value_of_an_attribute_of_a_block(value: str) -> None:
    page = html(f"## x {attributes('y', data_value=value)}\n\nx\n{attributes('z', title=value)}")
    assert shape(page) == ["h2", "p"]
    assert page.all("h2")[0].attributes == {"id": "y", "data-value": value}
    assert page.all("p")[0].attributes == {"id": "z", "title": value}
    assert [page.all(tag)[0].text() for tag in ("h2", "p")] == ["x", "x"]


@every_line
def test_nasty_value_of_an_attribute(text: str) -> None:
    page = html(link("label", "#x", attributes(title=text)))
    assert shape(page) == ["p", "a"]
    assert page.all("a")[0].attributes == {"href": "#x", "title": text}


def test_format_of_attributes() -> None:
    assert attributes("p1", ["a", "b"], aria_label="Paragraph 1") == '{ #p1 .a .b aria-label="Paragraph 1" }'


# --- quotes and front matter --------------------------------------------------------------------


def test_quote_has_every_paragraph_and_no_space_at_line_ends() -> None:
    assert block_quote("One.\n\nTwo.") == "> One.\n>\n> Two."
    page = html(block_quote("One.\n\nTwo."))
    assert shape(page) == ["blockquote", "p", "p"]


@settings(max_examples=200)
@given(LINES, LINES)
@example(title="---", description="...")
@example(title="yes", description="1917")
@example(title="a: b", description="# c")
@example(title="{{ x }}", description="x" * 500 + " y")
def test_front_matter_is_read_back(title: str, description: str) -> None:
    written = front_matter({"title": title, "description": description})
    body, read = get_data(written + "\n# Text\n")
    assert read == {"title": escape_html(title, quote=False), "description": description}
    assert body.strip() == "# Text"
    assert re.fullmatch(r"---\n.*\n---\n", written, re.DOTALL)
    assert yaml.safe_load(written.removesuffix("---\n")) == read
