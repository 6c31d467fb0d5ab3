"""The search page as it is without scripts."""

from __future__ import annotations

from collections.abc import Iterable

from edition.markup.markdown import front_matter, html_block, link
from edition.model.translation import gettext, gettext_noop

LISTS = {
    "people": gettext_noop("People"),
    "quotations": gettext_noop("Quotations"),
    "timeline": gettext_noop("Timeline"),
    "disagreements": gettext_noop("Where they disagree"),
    "synopsis": gettext_noop("Synopsis"),
    "sources": gettext_noop("Sources"),
}
"""The register pages, and their titles in English."""


def search_page(lists: Iterable[str]) -> str:
    """Return the search page as it is without scripts; `lists` are the names of existing register pages."""
    title = gettext("Search")
    description = gettext(
        "Search the essays, their digests and notes, and the people, quotations and dates in them."
    )
    values = {"title": title, "description": description, "hide": ["navigation", "toc"]}
    registers = (link(gettext(LISTS[name]), f"{name}.md") for name in lists)
    links = [link(gettext("The essays"), "essays/index.md"), *registers]
    items = "\n".join(f"- {item}" for item in links)
    without_scripts = html_block("div[data-search-here]", [gettext(_WITHOUT_SCRIPTS), items])
    return f"{front_matter(values)}\n# {title}\n\n{without_scripts}\n"


_WITHOUT_SCRIPTS = gettext_noop("""\
The search works in your browser and needs scripts; they are off, or this browser cannot run them. What
is most often looked for stands in these lists:""")
