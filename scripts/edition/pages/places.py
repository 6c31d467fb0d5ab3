"""The places where an entity is mentioned: a list in its entry and, in large editions, pages of its own.

The page of a register would grow with the number of essays. From a certain number of places on, an entry
lists the first of its places and links to pages that have all of them, without their words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from edition.annotate.entity_index import EntityIndex, OccurrencesByEssay
from edition.markup.markdown import attributes, details, emphasis, escape, front_matter, link
from edition.model.mention import PAGE_BY_KIND, EntityKind, Occurrence
from edition.model.translation import format_number, gettext

MAX_PASSAGE_LENGTH = 700
"""Code points of the longest passage that a list of places shows whole."""

MAX_PLACES = 2_500
"""Places of all entries of a register for which its page has them all."""

MAX_LISTED = 20
"""Places that each entry lists if there are more."""

PLACES_ON_PAGE = 4_000
"""Places on a page of an entity's own, which are links alone."""

_NUMBERED = re.compile(r"[pd]([0-9]+)")
_NOTE = re.compile(r"note_(\w+)")


def all_mentions(index: EntityIndex, kind: EntityKind, entity: str, found: OccurrencesByEssay) -> str:
    """Return an entity's places in the order of the essays, each with its words in context, in one fold.

    Empty if there are none. In a large edition only the first are listed, with a link to all.
    """
    if not found:
        return ""
    number = format_number(_count(found))
    everywhere = gettext("All mentions ({number})").format(number=number)
    if not has_own_pages(index, kind, found):
        return details(everywhere, _listed(index, found), "places mentions")
    parts = [*_listed(index, _first(found)), link(everywhere, f"{_page_name(kind, entity, 1)}.md")]
    return details(gettext("Mentions"), parts, "places mentions")


def has_own_pages(index: EntityIndex, kind: EntityKind, found: OccurrencesByEssay) -> bool:
    """Return whether the places `found` of an entity are too many for the page of its register."""
    return index.place_counts[kind] > MAX_PLACES and _count(found) > MAX_LISTED


def _count(found: OccurrencesByEssay) -> int:
    return sum(map(len, found.values()))


def _first(found: OccurrencesByEssay) -> OccurrencesByEssay:
    """Return the first places of an entity."""
    first: dict[str, Sequence[Occurrence]] = {}
    left = MAX_LISTED
    for slug, places in found.items():
        if left > 0:
            first[slug] = places[:left]
            left -= len(places)
    return first


def _listed(index: EntityIndex, found: OccurrencesByEssay) -> Iterator[str]:
    for slug, places in found.items():
        yield essay_label(index, slug)
        yield "\n".join(f"- {_line(place)}" for place in places)


def essay_label(index: EntityIndex, slug: str) -> str:
    """Return the title of an essay as a line above the places in it."""
    return f"{emphasis(index.titles[slug])}\n{attributes(classes=['in-essay'])}"


def _line(occurrence: Occurrence) -> str:
    """Return an occurrence as a line: its address, and its words in context."""
    exact = escape(shorten_passage(" ".join(occurrence.exact.split())))
    before, after = (escape(" ".join(words.split("\n"))) for words in (occurrence.before, occurrence.after))
    return f"{occurrence_link(occurrence)} {before}**{exact}**{after}"


def occurrence_link(occurrence: Occurrence, folder: str = "") -> str:
    """Return a link to an occurrence; its label is the number of the paragraph, or what else it is in.

    `folder` leads from the page that has the link to the top of the pages.
    """
    numbered = _NUMBERED.fullmatch(occurrence.anchor)
    note = _NOTE.fullmatch(occurrence.anchor)
    part = gettext("heading") if occurrence.anchor else gettext("title")
    if note:
        part = gettext("note {number}").format(number=note[1])
    label = f"¶ {numbered[1]}" if numbered else part
    return link(label, occurrence.address_on(f"{folder}essays/{occurrence.essay}.md"))


def shorten_passage(text: str) -> str:
    """Return a passage cut to `MAX_PASSAGE_LENGTH` code points, with an ellipsis for the part left out."""
    if len(text) <= MAX_PASSAGE_LENGTH:
        return text
    head, tail = (
        text[: MAX_PASSAGE_LENGTH // 2].rpartition(" ")[0],
        text[-MAX_PASSAGE_LENGTH // 2 :].partition(" ")[2],
    )
    return f"{head} … {tail}"


# --- pages of their own --------------------------------------------------------------------------


def mention_pages(
    index: EntityIndex, kind: EntityKind, entity: str, name: str, found: OccurrencesByEssay
) -> Iterator[tuple[str, str]]:
    """Yield the pages that list all places of an entity called `name`, by path below `docs`, without `.md`.

    There are none if the page of the register has them.
    """
    if not has_own_pages(index, kind, found):
        return
    groups = list(_divide(found))
    pages = [_page_name(kind, entity, number) for number in range(1, len(groups) + 1)]
    title = gettext("Mentions of {name}").format(name=name)
    values = {"title": title, "description": title, "robots": "noindex", "hide": ["navigation", "toc"]}
    entry = link(escape(name), f"../../{PAGE_BY_KIND[kind]}.md#{entity}")
    others = [link(str(n), f"{page.rpartition('/')[2]}.md") for n, page in enumerate(pages, 1)]
    pager = [gettext("Pages: {pages}").format(pages=" ".join(others))] if len(pages) > 1 else []
    for page, group in zip(pages, groups, strict=True):
        lines = [_essay_line(index, slug, places) for slug, places in group.items()]
        parts = [front_matter(values).rstrip("\n"), f"# {escape(title)}", entry, *pager, *lines, *pager]
        yield page, "\n\n".join(parts) + "\n"


def _page_name(kind: EntityKind, entity: str, number: int) -> str:
    return f"mentions/{kind}/{entity}" + (f"-page-{number}" if number > 1 else "")


def _divide(found: OccurrencesByEssay) -> Iterator[OccurrencesByEssay]:
    """Divide places into groups for one page each; those in one essay stay together."""
    group: dict[str, Sequence[Occurrence]] = {}
    number = 0
    for slug, places in found.items():
        if group and number + len(places) > PLACES_ON_PAGE:
            yield group
            group, number = {}, 0
        group[slug] = places
        number += len(places)
    yield group


def _essay_line(index: EntityIndex, slug: str, places: Sequence[Occurrence]) -> str:
    """Return the title of an essay with links to the places in it, each paragraph once."""
    links = dict.fromkeys(occurrence_link(place, "../../") for place in places)
    return f"{link(emphasis(index.titles[slug]), f'../../essays/{slug}.md')}: {', '.join(links)}"
