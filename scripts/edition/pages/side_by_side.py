"""Side by side in Markdown: links that show passages of several essays together, and the page they lead to.

The page itself is filled in the browser, from the pages of the essays.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from string import ascii_lowercase

from edition.inputs.paths import SIDE_BY_SIDE
from edition.markup.markdown import attributes, escape, front_matter, html_block, link
from edition.model.entries import Claim, group_claims
from edition.model.manifest import Entry
from edition.model.mention import PAGE_BY_KIND
from edition.model.registry import Registry

Passage = tuple[str, str]
"""The slug of an essay, and a place in it: the id of a section or a paragraph, or several paragraphs as
`p3,p6-p7`; an empty place is the essay's beginning."""

MAX_PASSAGES = 6
"""The number of passages that the page shows at most."""

_COUNTS = ("no", "one", "both", "all three", "all four", "all five", "all six")


def passage_text(passage: Passage) -> str:
    """Return a passage as it is written in the address of the page.

    >>> passage_text(("cranes", "p12")), passage_text(("quays", ""))
    ('cranes:p12', 'quays')
    """
    return ":".join(filter(None, passage))


def side_by_side_address(passages: Iterable[Passage], entry: str = "") -> str:
    """Return the address that shows passages side by side, for a link from the top level of docs/.

    `entry` is what they belong to, as `page:id`; the page is headed with it.

    >>> side_by_side_address([("cranes", "p12"), ("quays", "p3,p6-p7")], "synopsis:strike")
    'compare.md?a=cranes:p12&b=quays:p3,p6-p7&on=synopsis:strike'
    """
    named = [
        f"{key}={passage_text(passage)}" for key, passage in zip(ascii_lowercase, passages, strict=False)
    ]
    return f"{SIDE_BY_SIDE}.md?{'&'.join([*named, *([f'on={entry}'] if entry else [])])}"


def side_by_side_link(passages: Iterable[Passage], entry: str = "") -> str:
    """Return a link that shows the first of the passages in each essay together.

    It is empty if all are in one essay. `entry` is as for `side_by_side_address`.
    """
    firsts: dict[str, Passage] = {}
    for passage in passages:
        firsts.setdefault(passage[0], passage)
    shown = list(firsts.values())[:MAX_PASSAGES]
    if len(shown) < 2:
        return ""
    return link(f"Read {_COUNTS[len(shown)]} side by side", side_by_side_address(shown, entry))


def side_by_side_line(passages: Iterable[Passage], entry: str = "") -> str:
    """Return `side_by_side_link` as a paragraph of its own."""
    shown = side_by_side_link(passages, entry)
    return f"{shown}\n{attributes(classes=['side-by-side'])}" if shown else ""


def claim_passages(claims: Iterable[Claim]) -> list[Passage]:
    """Return the paragraphs of `claims`, as one passage for each essay."""
    by_essay = group_claims(claims)
    return [(slug, ",".join(dict.fromkeys(claim.at for claim in own))) for slug, own in by_essay.items()]


def side_by_side_page(entries: Sequence[Entry], registry: Registry) -> str:
    """Return the page that shows passages.

    `entries` are the essays to choose from; subjects can be chosen on pages that `registry` has entries for.
    """
    values = {"title": "Side by side", "description": _DESCRIPTION, "hide": ["navigation", "toc"]}
    essays = [f"- {link(escape(entry.short), f'essays/{entry.slug}.md')}" for entry in entries]
    without_scripts = [f"{_NEEDS}\n{attributes(classes=['needs'])}", "\n".join(essays)]
    introduction = " ".join(filter(None, [_WHAT, _subjects(registry), _SHARE]))
    parts = [
        front_matter({**values, "compare": True}) + "\n# Side by side",
        f"{introduction}\n{attributes(classes=['lead'])}",
        html_block("div.compare", without_scripts),
    ]
    return "\n\n".join(parts) + "\n"


def _subjects(registry: Registry) -> str:
    """Return a sentence that leads to the pages on which subjects are chosen; empty if there are none."""
    synopsis = link("synopsis", f"{PAGE_BY_KIND['episode']}.md")
    points = link("points on which the essays disagree", f"{PAGE_BY_KIND['disagreement']}.md")
    places = [
        *([f"in the {synopsis}"] if registry.episodes else []),
        *([f"among the {points}"] if registry.disagreements else []),
    ]
    return f"Choose a subject {' or '.join(places)}." if places else ""


_WHAT = "Passages of the essays, next to each other."
_SHARE = "To share what you see, copy the address of this page."
_DESCRIPTION = f"{_WHAT} {_SHARE}"

_NEEDS = (
    "To put passages next to each other this page needs scripts, which are switched off or did not "
    "start. Every passage stands in its essay, too, and the link that led here has a link to each place "
    "beside it. The essays:"
)
