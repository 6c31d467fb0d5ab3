"""What a page of entities opens with: a picture of its counts, and the same counts as tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from edition.annotate.index import EntityIndex, OccurrencesByEssay
from edition.markup.markdown import attributes, escape, link
from edition.model.edtf import Edtf
from edition.model.mention import Occurrence
from edition.pages.charts.dot_matrix import Row, Tally, people_chart, shared_quotations_chart
from edition.pages.charts.timeline import Reach, timeline_chart
from edition.pages.charts.timescale import Slot, choose_slots

COLUMNS = 12
"""Essays that a picture and its table show at most."""

ROWS = 30
"""Rows of circles at most."""

OFTEN = 3
"""How often a person whom one essay alone names is named there to be in the picture."""

_AREA = "The area of a circle is in proportion to its number."


def who_is_where(context: EntityIndex) -> Iterator[str]:
    """Yield a picture and a table of who is named how often in which essay."""
    named = [(p.name, p.id, context.occurrences_of("person", p.id)) for p in context.registry.people]
    slugs, tally = _tally(context, named)
    if not slugs:
        return
    yield f"## Who is named where {attributes('who-is-named-where')}"
    everybody = replace(tally, rows=tuple(sorted(tally.rows, key=lambda row: -row.total)))
    often = [row for row in everybody.rows if len(row.filled) > 1 or sum(row.counts) >= OFTEN]
    if often:
        caption = f"Whom several essays name, or one names {OFTEN} times or more, and how often. {_AREA}"
        caption += _limits(context, slugs, len(often))
        label = "Who is named how often in which essay. The table below says the same."
        yield people_chart(replace(tally, rows=tuple(often[:ROWS])), label, caption)
    yield from folded("Everybody, as a table", _table("Person", context, slugs, everybody))


def who_shares_what(context: EntityIndex) -> Iterator[str]:
    """Yield a picture and tables of what stands in several essays, and of how much any two share."""
    named = [(q.title, q.id, context.occurrences_of("quotation", q.id)) for q in context.registry.quotations]
    slugs, tally = _tally(context, [one for one in named if len(one[2]) > 1])
    rows = sorted((r for r in tally.rows if len(r.filled) > 1), key=lambda row: -len(row.filled))
    if not rows:
        return
    yield f"## Who quotes the same {attributes('who-quotes-the-same')}"
    tally = replace(tally, rows=tuple(rows[:ROWS]))
    caption = f"What several essays quote, and in how many places. {_AREA}"
    caption += " The arcs below tell how many of these quotations two essays have in common."
    caption += _limits(context, slugs, len(rows))
    label = "Which essays quote the same. The tables below say the same."
    yield shared_quotations_chart(tally, label, caption)
    tables = _table("Quotation", context, slugs, tally), _pairs(tally)
    yield from folded("The same as tables", *tables)


def who_speaks_of_when(context: EntityIndex, values: Sequence[Edtf]) -> Iterator[str]:
    """Yield a picture and a table of how often which essay speaks of which years.

    `values` are in order of time.
    """
    found = {value: context.occurrences_of("date", value.id) for value in values}
    found = {value: places for value, places in found.items() if places}
    if not found:
        return
    slots = _slots(found)
    reaches, named = _periods(found, slots)
    slugs, tally = _tally(context, named)
    yield f"## Who speaks of when {attributes('who-speaks-of-when')}"
    caption = f"{_scale_told(slots)} The highest bar of each essay has its number."
    caption += " A line below the bars is a time of several years." + _limits(context, slugs)
    label = "How often which essay speaks of which years. The table below says the same."
    yield timeline_chart(tally, reaches, slots, label, caption)
    yield from folded("The same as a table", _table("Years", context, slugs, tally))


def folded(summary: str, *blocks: str) -> Iterator[str]:
    """Yield blocks of Markdown below a summary, in Markdown, that unfolds them."""
    yield f'<details class="places" markdown="1">\n<summary markdown="span">{summary}</summary>'
    yield from blocks
    yield "</details>"


# --- counting ------------------------------------------------------------------------------------


def _tally(
    context: EntityIndex, named: Sequence[tuple[str, str, OccurrencesByEssay]]
) -> tuple[list[str], Tally]:
    """Count by essay the places of what has a name and an id; return also the columns' slugs."""
    slugs = _columns(context, [found for _, _, found in named])
    rows = [
        Row(name, id_, tuple(len(found.get(slug, ())) for slug in slugs), sum(map(len, found.values())))
        for name, id_, found in named
    ]
    return slugs, Tally(tuple(context.titles[slug] for slug in slugs), tuple(rows))


def _columns(context: EntityIndex, counted: Iterable[OccurrencesByEssay]) -> list[str]:
    """Return the essays that have most places, in their own order."""
    totals = {entry.slug: 0 for entry in context.entries}
    for found in counted:
        for slug, places in found.items():
            totals[slug] += len(places)
    most = sorted((slug for slug in totals if totals[slug]), key=lambda slug: -totals[slug])[:COLUMNS]
    return [slug for slug in totals if slug in most]


def _limits(context: EntityIndex, slugs: Sequence[str], rows: int = 0) -> str:
    """Return sentences on what a picture leaves out."""
    columns = len(slugs) == COLUMNS < len(context.entries)
    told = [f"Of the essays, the {COLUMNS} with most are shown."] if columns else []
    told += [f"Of {rows} rows, the first {ROWS} are shown."] if rows > ROWS else []
    return "".join(f" {one}" for one in told)


# --- times ---------------------------------------------------------------------------------------


def _slots(found: Mapping[Edtf, OccurrencesByEssay]) -> tuple[Slot, ...]:
    years = [value.years[0] for value, places in found.items() for them in places.values() for _ in them]
    reach = min(value.years[0] for value in found), max(value.years[1] for value in found)
    return choose_slots(years, reach)


def _periods(
    found: Mapping[Edtf, OccurrencesByEssay], slots: Sequence[Slot]
) -> tuple[list[Reach], list[tuple[str, str, OccurrencesByEssay]]]:
    """Put dates together that lie in the same slots; each has the id of the first date."""
    of_year = {year: at for at, slot in enumerate(slots) for year in range(slot.first, slot.last + 1)}
    periods: dict[Reach, list[Edtf]] = {}
    for value in found:
        first, last = value.years
        periods.setdefault((of_year[first], of_year[last]), []).append(value)
    named = [
        (_name(slots, reach), values[0].id, _together(found[value] for value in values))
        for reach, values in sorted(periods.items())
    ]
    return sorted(periods), named


def _name(slots: Sequence[Slot], reach: Reach) -> str:
    first, last = slots[reach[0]], slots[reach[1]]
    return first.name if first == last else Slot(first.first, last.last).name


def _together(several: Iterable[OccurrencesByEssay]) -> OccurrencesByEssay:
    out: dict[str, list[Occurrence]] = {}
    for found in several:
        for slug, places in found.items():
            out.setdefault(slug, []).extend(places)
    return out


def _scale_told(slots: Sequence[Slot]) -> str:
    years = [slot.first == slot.last for slot in slots]
    if all(years):
        return "The higher a bar, the more often an essay gives a date of that year."
    if any(years):
        told = "a year where most dates lie, on the shaded ground, and a decade before and after"
    else:
        told = f"{slots[0].last - slots[0].first + 1} years"
    return f"The higher a bar, the more dates of that time an essay gives; a bar is {told}."


# --- tables --------------------------------------------------------------------------------------


def _table(first: str, context: EntityIndex, slugs: Sequence[str], tally: Tally) -> str:
    heads = [link(escape(context.titles[slug]), f"essays/{slug}.md") for slug in slugs]
    lines = [[first, *heads, "All"], ["---", *["---:"] * (len(slugs) + 1)]]
    for row in tally.rows:
        counts = [str(count or "") for count in row.counts]
        lines.append([link(escape(row.name), f"#{row.target}"), *counts, str(row.total)])
    return _grid(lines)


def _pairs(tally: Tally) -> str:
    """Return a table of how much any two columns have in common."""
    lines = [["Two essays", "", "In common"], ["---", "---", "---:"]]
    for (one, other), count in tally.pairs().items():
        lines.append([escape(tally.columns[one]), escape(tally.columns[other]), str(count)])
    return _grid(lines)


def _grid(lines: Iterable[Sequence[str]]) -> str:
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
