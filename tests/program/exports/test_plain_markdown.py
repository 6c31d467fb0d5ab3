"""Pages as plain Markdown, and the list of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from edition.exports.plain_markdown import llms_txt, plain_markdown
from edition.model.publication import Site
from tests.support.strategies import entry

PAGE = """\
---
title: Cranes
---

# Cranes

Ada Marlow · 1911
{ .imprint }

/// details | About *this* <span class="by">by us</span>
    attrs:
      class: provenance

Author
:   Ada Marlow

///

## The strike { #strike .supplied title="Heading by the editors" }

[](#p1){ .number aria-label="Paragraph 1" }The cranes[^person-a] stood
in [1911](../timeline.md#1911){ .quiet .date }.
{ #p1 }

/// html | figure#p2.lost-picture

/// caption
    attrs: {class: x}

A \\{ #not-an-id \\} picture

///

///

<figure class="picture">
<svg><title>Chart</title></svg>
</figure>

See [the others](index.md), [home](../index.md#top), [data](../data/a.json) and [Q](<https://example.org/q>).

///Footnotes Go Here///

[^person-a]: **Ada**. Also in [*B*](b.md#p3). [↑](#fnref:person-a){ .back role="doc-backlink" }
"""

PLAIN = """\
# Cranes

Ada Marlow · 1911

> **About *this* by us**
>
> Author
> :   Ada Marlow

## The strike

The cranes[^person-a] stood
in [1911](../../timeline/index.html#1911).

A \\{ #not-an-id \\} picture

See [the others](../index.html), [home](../../index.html#top), [data](../../data/a.json) and [Q](<https://example.org/q>).

[^person-a]: **Ada**. Also in [*B*](../b/index.html#p3).
"""


def test_a_page_without_what_only_the_generator_needs() -> None:
    assert plain_markdown(PAGE, "essays/cranes.md", "").replace(" \n", "\n") == PLAIN


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("../timeline.md#1911", "https://example.org/h/timeline/#1911"),
        ("b.md", "https://example.org/h/essays/b/"),
        ("index.md", "https://example.org/h/essays/"),
        ("../index.md", "https://example.org/h/"),
        ("../data/a.json", "https://example.org/h/data/a.json"),
        ("../compare.md?a=b:p3&on=x#y", "https://example.org/h/compare/?a=b:p3&on=x#y"),
        ("#p1", "#p1"),
        ("https://example.org/other", "https://example.org/other"),
    ],
)
def test_links_lead_to_the_site_if_its_address_is_known(link: str, address: str) -> None:
    plain = plain_markdown(f"[A]({link})\n", "essays/cranes.md", "https://example.org/h/")
    assert plain == f"[A]({address})\n"


def test_controls_of_the_page_are_left_out_but_not_their_words() -> None:
    form = '<form class="filters"><label>Essay <select><option>All</option></select></label></form>'
    box = '- <label><input type="checkbox" name="a" value="b:p8" />**B**</label> Rain. [¶ 8](b.md#p8)'
    button = '[Read both](compare.md?a=b:p8) <button name="on" value="x">Compare</button>'
    plain = plain_markdown(f"# Cranes\n\n{form}\n\n{box}\n\n{button}\n", "synopsis.md", "")
    assert plain == (
        "# Cranes\n\n- **B** Rain. [¶ 8](../b/index.html#p8)\n\n[Read both](../compare/index.html?a=b:p8)\n"
    )


def test_comments_make_room_for_parts() -> None:
    page = "# Harbours\n\n<!-- essays -->\n\nWords<!-- repository -->, and more\n"
    plain = plain_markdown(page, "index.md", "", {"essays": "- [A](essays/a.md)"})
    assert plain == "# Harbours\n\n- [A](essays/a/index.html)\n\nWords, and more\n"


def test_code_stays_as_it_is() -> None:
    code = '# Data\n\n    {"id": "a", "places": []}\n    <p xml:id="p7">In</p>\n'
    assert plain_markdown(code, "about.md", "") == code


def test_the_list_has_essays_pages_and_data() -> None:
    cranes = entry("x", title="Cranes [1]", summary="What *stood* still.")
    files = {"people.md": "", "data/anchors.json": "", "search.md": ""}
    site = Site("Harbours", "en", "https://example.org/h/", "Texts about harbours.")
    everybody = "everybody whom the essays name, with every place"
    assert llms_txt(site, [cranes], files) == (
        "# Harbours\n\n> Texts about harbours.\n\n"
        "Every page is also there as Markdown, in a file `index.md` beside it.\n\n"
        "## Essays\n\n"
        "- [Cranes \\[1\\]](https://example.org/h/essays/cranes/index.md): What \\*stood\\* still.\n\n"
        "## Across the essays\n\n"
        f"- [People](https://example.org/h/people/index.md): {everybody}\n\n"
        "## Data\n\n- [anchors.json](https://example.org/h/data/anchors.json): every address of the site\n"
    )


def test_an_essay_without_a_summary_is_listed_by_its_title() -> None:
    site = Site("Harbours", "en", "", "")
    assert "\n- [Cranes](essays/cranes/index.md)\n" in llms_txt(site, [entry("x", title="Cranes")], {})


def test_every_page_has_its_markdown_beside_it(full_checkout: Path) -> None:
    site = full_checkout / "site"
    for page in site.rglob("index.html"):
        if page.relative_to(site).parts[0] != "s":
            markdown = page.with_name("index.md").read_text(encoding="utf-8")
            assert not re.search(
                r"^/{3}|\{ [#.]|<(?:span|form|input|button)|\.md[?#)]", markdown, re.MULTILINE
            ), page
            links = re.findall(r"\]\((?!<|https?:|#)([^)#?]+)", markdown)
            assert [path for path in links if not (page.parent / path).is_file()] == []
            assert 'type="text/markdown" title="Markdown" href="index.md"' in page.read_text(encoding="utf-8")
    listed = re.findall(r"\]\(([^)]+)\)", (site / "llms.txt").read_text(encoding="utf-8"))
    assert len(listed) > 8
    assert all((site / path).is_file() for path in listed)
