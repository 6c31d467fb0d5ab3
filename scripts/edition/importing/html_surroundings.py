"""What stands around the text on its page: menus, links to share it, and what repeats its words."""

from __future__ import annotations

import re

from edition.importing.html_notes import NOTE
from edition.importing.safe_input import Element
from edition.text.words import word_set, words

MIN_LINKED = 0.6
"""The share of letters within links from which on a row of links is a menu."""

MAX_UNLINKED_WORDS = 6
"""Words beside the links of a menu."""

MIN_INDENTED, MIN_INDENTED_ALONE = 0.5, 0.8
"""The shares of a page's words above which a quotation, with headings or without, is the page indented."""

_AROUND = re.compile(
    r"(?:^|[\s_-])(?:share|sharing|sharedaddy|social|related|relatedposts|comments|respond|breadcrumbs?"
    r"|newsletter|subscribe|cookies?|advert|advertisement|post-navigation|pagination|skip-link"
    r"|screen-reader-text|noprint|entry-meta|post-meta|read-?time|reading-time|kicker|eyebrow"
    r"|cat-links|tags-links)(?:$|[\s_-])"
)
"""Classes of what stands around a text on its page."""

_PULL_QUOTE = re.compile(r"(?:^|[\s_-])pull-?quote(?:$|[\s_-])")
_MENUS = word_set("p div center table")
_DIVIDERS = re.compile(r"[|•·»>/]")
_TEXT_BLOCKS = ("p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "article")


def is_around(element: Element) -> bool:
    """Return whether an element stands beside the text: an aside, a footer, a menu, links to share it."""
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    stands_apart = (
        element.tag in ("aside", "footer")
        or _AROUND.search(names)
        or _is_dateline(element)
        or _is_menu(element)
    )
    if not stands_apart or element.tag in ("body", "article", "main"):
        return False
    in_quotation = any(above.tag == "blockquote" for above in element.iterancestors())
    has_note = any(inner.get(NOTE) for inner in element.iter())
    return not in_quotation and not has_note and any(map(str.isalnum, element.text_content()))


def repeats_text(element: Element) -> bool:
    """Return whether an element is a pull quote: words of one paragraph, set apart to catch the eye."""
    if not _PULL_QUOTE.search(element.get("class") or ""):
        return False
    own = words(element.text_content())
    inside = set(element.iter())
    paragraphs = (p for p in element.getroottree().iter("p") if p not in inside)
    return bool(own) and any(_is_within(own, words(p.text_content())) for p in paragraphs)


def unwrap_indented_page(main: Element) -> None:
    """Make a division of a quotation that has most of a page's words: it only gives the page a margin."""
    total = len(words(main.text_content()))
    for quotation in list(main.iter("blockquote")):
        share = len(words(quotation.text_content())) / total if total else 0
        has_headings = next(quotation.iter("h1", "h2", "h3", "h4", "h5", "h6"), None) is not None
        if share > (MIN_INDENTED if has_headings else MIN_INDENTED_ALONE):
            quotation.tag = "div"


def _is_dateline(element: Element) -> bool:
    """Return whether an element is the date in the head of an article, which its metadata give, too."""
    if element.tag != "time" or not any(above.tag == "header" for above in element.iterancestors()):
        return False
    parent = element.getparent()
    beside = " ".join(filter(None, (parent.text, *(child.tail for child in parent))))
    return parent.tag in ("header", "div", "span") and not any(map(str.isalnum, beside))


def _is_menu(element: Element) -> bool:
    """Return whether an element is a row of links to other pages."""
    if element.tag not in _MENUS or next(element.iterdescendants(*_TEXT_BLOCKS), None) is not None:
        return False
    if any(above.get(NOTE) for above in element.iterancestors()):
        return False
    text = element.text_content()
    links = [link for link in element.iter("a") if (link.get("href") or "#")[0] != "#" or _leads_up(link)]
    linked = " ".join(link.text_content() for link in links)
    letters = sum(map(str.isalnum, text))
    return (
        len(links) > 1
        and sum(map(str.isalnum, linked)) >= MIN_LINKED * letters > 0
        and len(words(text)) - len(words(linked)) <= MAX_UNLINKED_WORDS
        and (_DIVIDERS.search(text) is not None or any(map(_leads_up, links)))
    )


def _leads_up(link: Element) -> bool:
    return (link.get("href") or "").lower() in ("#", "#top")


def _is_within(part: list[str], whole: list[str]) -> bool:
    """Return whether some words occur among others in the same order; a pull quote may be abridged."""
    rest = iter(whole)
    return all(word in rest for word in part)
