"""The search page as it is without scripts."""

from __future__ import annotations

from collections.abc import Iterable

from edition.markup.markdown import front_matter, html_block, link

LISTS = {
    "people": "People",
    "quotations": "Quotations",
    "timeline": "Timeline",
    "disagreements": "Where they disagree",
    "synopsis": "Synopsis",
    "sources": "Sources",
}
"""The register pages, and their titles."""


def search_page(lists: Iterable[str]) -> str:
    """Return the search page as it is without scripts; `lists` are the names of existing register pages."""
    description = "Search the essays, their digests and notes, and the people, quotations and dates in them."
    values = {"title": "Search", "description": description, "hide": ["navigation", "toc"]}
    links = [link("The essays", "essays/index.md"), *(link(LISTS[name], f"{name}.md") for name in lists)]
    items = "\n".join(f"- {item}" for item in links)
    without_scripts = html_block("div[data-search-here]", [_WITHOUT_SCRIPTS, items])
    return f"{front_matter(values)}\n# Search\n\n{without_scripts}\n"


_WITHOUT_SCRIPTS = """\
The search works in your browser and needs scripts; they are off, or this browser cannot run them. What
is most often looked for stands in these lists:"""
