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
from edition.model.mention import PAGE_BY_KIND, EntityKind
from edition.model.registry import Registry
from edition.model.translation import gettext, gettext_noop

Passage = tuple[str, str]
"""The slug of an essay, and a place in it: the id of a section or a paragraph, or several paragraphs as
`p3,p6-p7`; an empty place is the essay's beginning."""

MAX_PASSAGES = 6
"""The number of passages that the page shows at most."""

_READ = {
    2: gettext_noop("Read both side by side"),
    3: gettext_noop("Read all three side by side"),
    4: gettext_noop("Read all four side by side"),
    5: gettext_noop("Read all five side by side"),
    6: gettext_noop("Read all six side by side"),
}
"""The words of a link, by the number of passages."""


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
    return link(gettext(_READ[len(shown)]), side_by_side_address(shown, entry))


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
    title, what, share = gettext("Side by side"), gettext(_WHAT), gettext(_SHARE)
    values = {"title": title, "description": f"{what} {share}", "hide": ["navigation", "toc"]}
    essays = [f"- {link(escape(entry.short), f'essays/{entry.slug}.md')}" for entry in entries]
    without_scripts = [f"{gettext(_NEEDS)}\n{attributes(classes=['needs'])}", "\n".join(essays)]
    introduction = " ".join(filter(None, [what, _subjects(registry), share]))
    parts = [
        front_matter({**values, "compare": True}) + f"\n# {title}",
        f"{introduction}\n{attributes(classes=['lead'])}",
        html_block("div.compare", without_scripts),
    ]
    return "\n\n".join(parts) + "\n"


def _subjects(registry: Registry) -> str:
    """Return a sentence that leads to the pages on which subjects are chosen; empty if there are none."""
    synopsis, points = (f"{PAGE_BY_KIND[kind]}.md" for kind in _CHOSEN_FROM)
    if registry.episodes and registry.disagreements:
        message = gettext(
            "Choose a subject in the [synopsis]({synopsis}) or among the "
            "[points on which the essays disagree]({points})."
        )
        return message.format(synopsis=synopsis, points=points)
    if registry.episodes:
        return gettext("Choose a subject in the [synopsis]({synopsis}).").format(synopsis=synopsis)
    if registry.disagreements:
        message = gettext("Choose a subject among the [points on which the essays disagree]({points}).")
        return message.format(points=points)
    return ""


_CHOSEN_FROM: tuple[EntityKind, EntityKind] = ("episode", "disagreement")
_WHAT = gettext_noop("Passages of the essays, next to each other.")
_SHARE = gettext_noop("To share what you see, copy the address of this page.")

_NEEDS = gettext_noop(
    "To put passages next to each other this page needs scripts, which are switched off or did not "
    "start. Every passage stands in its essay, too, and the link that led here has a link to each place "
    "beside it. The essays:"
)
