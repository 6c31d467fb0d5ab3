"""Side by side in Markdown: links that show passages of two essays together, and the page they lead to.

The page itself is filled in the browser, from the pages of the essays.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from edition.inputs.paths import SIDE_BY_SIDE
from edition.markup.markdown import attributes, escape, front_matter, html_block, link
from edition.model.manifest import Entry

Passage = tuple[str, str]
"""The slug of an essay, and the id of a paragraph or section in it; an empty id is its beginning."""


def side_by_side_address(left: Passage, right: Passage) -> str:
    """Return the address that shows two passages side by side, for a link from the top level of docs/.

    >>> side_by_side_address(("cranes", "p12"), ("quays", ""))
    'compare.md?a=cranes:p12&b=quays'
    """
    a, b = (":".join(part for part in passage if part) for passage in (left, right))
    return f"{SIDE_BY_SIDE}.md?a={a}&b={b}"


def side_by_side_links(titles: Mapping[str, str], passages: Iterable[Passage]) -> str:
    """Return a line of links that show the first essay's passage beside that of each other essay.

    `titles` has the short title of each essay, by slug. Empty if all passages are in one essay.
    """
    firsts: dict[str, Passage] = {}
    for passage in passages:
        firsts.setdefault(passage[0], passage)
    left, *others = firsts.values() or [("", "")]
    links = [link(_pair(titles, left, right), side_by_side_address(left, right)) for right in others]
    classes = attributes(classes=["side-by-side"])
    return f"Side by side: {' · '.join(links)}\n{classes}" if links else ""


def _pair(titles: Mapping[str, str], left: Passage, right: Passage) -> str:
    return " and ".join(f"*{escape(titles[slug])}*" for slug, _ in (left, right))


def side_by_side_page(entries: Sequence[Entry]) -> str:
    """Return the page that shows two passages; `entries` are the essays to choose from."""
    values = {"title": "Side by side", "description": _DESCRIPTION, "hide": ["navigation", "toc"]}
    essays = [f"- {link(escape(entry.short), f'essays/{entry.slug}.md')}" for entry in entries]
    without_scripts = [f"{_NEEDS}\n{attributes(classes=['needs'])}", "\n".join(essays)]
    parts = [
        front_matter({**values, "compare": True}) + "\n# Side by side",
        _DESCRIPTION,
        html_block("div.compare", without_scripts),
    ]
    return "\n\n".join(parts) + "\n"


_DESCRIPTION = (
    "Two passages of the essays, next to each other. The page’s address keeps them; it can be shared."
)

_NEEDS = (
    "To put passages next to each other this page needs scripts, which are switched off or did not "
    "start. Every passage stands in its essay, too, and the link that led here has a link to each place "
    "beside it. The essays:"
)
