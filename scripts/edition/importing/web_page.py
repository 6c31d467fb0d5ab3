"""Web pages that were saved: the text itself, without what stands around it."""

from __future__ import annotations

import logging
import re
from collections import Counter

from edition.importing.html_blocks import find_blocks
from edition.importing.html_notes import NOTE, mark_notes
from edition.importing.html_surroundings import unwrap_indented_page
from edition.importing.imported_text import ImportedText
from edition.importing.page_facts import find_facts
from edition.importing.plain_writer import write_plain_text
from edition.importing.publication_lines import add_publication, mark_publication_lines
from edition.importing.safe_input import Element, decode_markup, parse_html, refuse_entities
from edition.text.words import words

MIN_COVERED = 0.9
"""The share of the main text's words that the element taken for it must contain."""

_AROUND = "ancestor-or-self::article|ancestor-or-self::main|ancestor-or-self::*[@role='main']"
_SAVED = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->")


def read_web_page(name: str, raw: bytes) -> ImportedText:
    """Return the text of a saved page, the file `name`. Raises EditionError if it has none."""
    refuse_entities(name, raw)
    page = decode_markup(raw)
    root = parse_html(name, page)
    if saved := _SAVED.search(page[:4096]):
        root.set("data-edition-saved-from", saved[1])
    facts = find_facts(root)
    mark_notes(root)
    body = next(iter(root.iter("body")), root)
    main = find_main(page, body)
    unwrap_indented_page(main)
    blocks, left_out = find_blocks(main)
    blocks = mark_publication_lines([*_title_above(body, main), *blocks])
    facts = add_publication(facts, blocks)
    for note in body.iter():
        if isinstance(note.tag, str) and note.get(NOTE) and not _contains(main, note):
            blocks += find_blocks(note)[0]
    return write_plain_text("HTML", blocks, facts, left_out)


def find_main(page: str, body: Element) -> Element:
    """Return the element of a page that contains its main text.

    Readability finds the text; the result is the smallest element around it that is an article or that has
    nearly all of its words, so that nothing is lost that Readability would drop, such as notes.
    """
    wanted = Counter(_main_words(page))
    if not wanted:
        return body
    best = body
    while True:
        inner = next(
            (child for child in best if isinstance(child.tag, str) and _covers(child, wanted)),
            None,
        )
        if inner is None or inner.tag in ("p", "table", "ol", "ul", "blockquote"):
            break
        best = inner
    around = best.xpath(_AROUND)
    return around[-1] if around else best


def _main_words(page: str) -> list[str]:
    import lxml.html
    from readability import Document

    logging.getLogger("readability").setLevel(logging.CRITICAL)
    try:
        summary = Document(re.sub(r"^\s*<\?xml[^>]*\?>", "", page)).summary(html_partial=True)
        return words(lxml.html.fromstring(summary).text_content())
    except Exception:  # Readability raises errors of many classes for pages without a text
        return []


def _covers(element: Element, wanted: Counter[str]) -> bool:
    """Return whether an element contains nearly all of the words, in any order."""
    needed = MIN_COVERED * wanted.total()
    own = words(element.text_content())
    return len(own) >= needed and (Counter(own) & wanted).total() >= needed


def _title_above(body: Element, main: Element) -> list[Element]:
    """Return the only heading of the first level, if it stands above the main text and not in it."""
    headings = list(body.iter("h1"))
    if len(headings) != 1 or _contains(main, headings[0]):
        return []
    order = {element: at for at, element in enumerate(body.iter())}
    above = order[headings[0]] < order.get(main, -1)
    return [block for block in find_blocks(headings[0])[0] if block.role == "heading"] if above else []


def _contains(outer: Element, inner: Element) -> bool:
    return outer is inner or any(element is outer for element in inner.iterancestors())
