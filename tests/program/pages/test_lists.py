"""Two adjacent lists of an essay stay separate, on its page and in TEI."""

from __future__ import annotations

import markdown
import pytest

from edition.exports.tei.text import TextWriter
from edition.model.essay import Essay, Source
from edition.model.manifest import Section, TextQuoteSelector
from edition.pages.blocks import flow
from edition.text.normalise import normalise
from tests.support.making import addressed
from tests.support.markup import parse
from tests.support.strategies import entry

EXTENSIONS = ["attr_list", "pymdownx.blocks.html"]


def read(*paragraphs: str) -> Essay:
    place = TextQuoteSelector((), "They asked:")
    source = Source("a.txt", "\n".join(["They asked:", *paragraphs]) + "\n", "0" * 64)
    return addressed(
        normalise(source, entry("", sections=(Section("all", "All", supplied=True, place=place),)))
    )


LISTS = {
    "one": (["1. a", "2. b", "3. c"], [("ol", 3)]),
    "two": (["1. a", "2. b", "1. c", "2. d", "3. e"], [("ol", 2), ("ol", 3)]),
    "three": (["1. a", "2. b", "1. c", "2. d", "1. e", "2. f"], [("ol", 2), ("ol", 2), ("ol", 2)]),
    "numbers and bullets": (["1. a", "2. b", "* c"], [("ol", 2), ("ul", 1)]),
    "words between": (["1. a", "2. b", "So:", "1. c", "2. d"], [("ol", 2), ("ol", 2)]),
    "in a quotation": (["“So:", "1. a", "2. b", "1. c", "2. d”"], [("ol", 2), ("ol", 2)]),
}


@pytest.mark.parametrize(("paragraphs", "lists"), LISTS.values(), ids=LISTS)
def test_a_list_ends_where_its_numbers_do_not_continue(
    paragraphs: list[str], lists: list[tuple[str, int]]
) -> None:
    essay = read(*paragraphs)
    page = parse(markdown.markdown("\n\n".join(flow(essay, essay.blocks, {})), extensions=EXTENSIONS))
    found = [(e.tag, len(e.all("li"))) for e in page.walk()[1:] if e.tag in ("ol", "ul")]
    assert found == lists
    tei = "\n".join(TextWriter(essay, {}, {}).text())
    assert [part.count("<item") for part in tei.split("<list ")[1:]] == [count for _, count in lists]
