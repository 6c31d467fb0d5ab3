"""The overviews at the top of register pages: a chart of counts, and the same counts as tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from edition.annotate.entity_index import EntityIndex, OccurrencesByEssay
from edition.markup.markdown import attributes, details, escape, link
from edition.model.edtf import Edtf
from edition.model.mention import Occurrence
from edition.model.translation import gettext, gettext_noop, pgettext
from edition.pages.charts.counts_by_essay import Row, Tally, people_chart, shared_quotations_chart
from edition.pages.charts.timeline import Reach, timeline_chart
from edition.pages.charts.year_axis import Slot, choose_slots

MAX_COLUMNS = 12
"""Essays that a chart and its table show."""

MAX_ROWS = 30
"""Rows that a chart of circles shows."""

MIN_COUNT = 3
"""Mentions that put a person whom only one essay names into the chart."""

_AREA = gettext_noop("The area of a circle is in proportion to its number.")


def people_overview(index: EntityIndex) -> Iterator[str]:
    """Yield a chart and a table of how often each essay names each person."""
    named = [(p.name, p.id, index.occurrences_of("person", p.id)) for p in index.registry.people]
    slugs, tally = _tally(index, named)
    if not slugs:
        return
    yield f"## {gettext('Who is named where')} {attributes('who-is-named-where')}"
    everybody = replace(tally, rows=tuple(sorted(tally.rows, key=lambda row: -row.total)))
    charted = [row for row in everybody.rows if len(row.filled) > 1 or sum(row.counts) >= MIN_COUNT]
    if charted:
        named_often = gettext("Whom several essays name, or one names {number} times or more, and how often.")
        sentences = [named_often.format(number=MIN_COUNT), gettext(_AREA)]
        caption = " ".join([*sentences, *_omissions(index, slugs, len(charted))])
        label = gettext("Who is named how often in which essay. The table below says the same.")
        yield people_chart(replace(tally, rows=tuple(charted[:MAX_ROWS])), label, caption)
    table = _table(gettext("Person"), index, slugs, everybody)
    yield details(gettext("Everybody, as a table"), [table], "places counts")


def quotations_overview(index: EntityIndex) -> Iterator[str]:
    """Yield a chart and tables of the quotations in several essays, and of those that each two share."""
    named = [(q.title, q.id, index.occurrences_of("quotation", q.id)) for q in index.registry.quotations]
    slugs, tally = _tally(index, [quotation for quotation in named if len(quotation[2]) > 1])
    rows = sorted((r for r in tally.rows if len(r.filled) > 1), key=lambda row: -len(row.filled))
    if not rows:
        return
    yield f"## {gettext('Quotations they share')} {attributes('who-quotes-the-same')}"
    tally = replace(tally, rows=tuple(rows[:MAX_ROWS]))
    sentences = [
        gettext("What several essays quote, and in how many places."),
        gettext(_AREA),
        gettext("The arcs below tell how many of these quotations two essays have in common."),
    ]
    caption = " ".join([*sentences, *_omissions(index, slugs, len(rows))])
    label = gettext("Which essays quote the same. The tables below say the same.")
    yield shared_quotations_chart(tally, label, caption)
    tables = _table(gettext("Quotation"), index, slugs, tally), _pairs_table(tally)
    yield details(gettext("The same as tables"), tables, "places counts")


def dates_overview(index: EntityIndex, values: Sequence[Edtf]) -> Iterator[str]:
    """Yield a chart and a table of how often each essay mentions which years.

    `values` are in chronological order.
    """
    dates = {value: index.occurrences_of("date", value.id) for value in values}
    dates = {value: occurrences for value, occurrences in dates.items() if occurrences}
    if not dates:
        return
    slots = _choose_slots(dates)
    reaches, named = _group_by_reach(dates, slots)
    slugs, tally = _tally(index, named)
    yield f"## {gettext('Years each essay covers')} {attributes('who-speaks-of-when')}"
    sentences = [
        _describe_scale(slots),
        gettext("The highest bar of each essay has its number."),
        gettext("A line below the bars is a period of several years."),
    ]
    caption = " ".join([*sentences, *_omissions(index, slugs)])
    label = gettext("How often which essay speaks of which years. The table below says the same.")
    yield timeline_chart(tally, reaches, slots, label, caption)
    table = _table(gettext("Years"), index, slugs, tally)
    yield details(gettext("The same as a table"), [table], "places counts")


# --- counting ------------------------------------------------------------------------------------


def _tally(
    index: EntityIndex, named: Sequence[tuple[str, str, OccurrencesByEssay]]
) -> tuple[list[str], Tally]:
    """Count the occurrences of entities by essay; return the slugs of the columns, and the counts.

    `named` gives the name, the id and the occurrences of each entity.
    """
    slugs = _columns(index, [occurrences for _, _, occurrences in named])
    rows = [
        Row(
            name,
            id_,
            tuple(len(occurrences.get(slug, ())) for slug in slugs),
            sum(map(len, occurrences.values())),
        )
        for name, id_, occurrences in named
    ]
    return slugs, Tally(tuple(index.titles[slug] for slug in slugs), tuple(rows))


def _columns(index: EntityIndex, counted: Iterable[OccurrencesByEssay]) -> list[str]:
    """Return the slugs of the essays with most occurrences, in the order of the edition."""
    totals = {entry.slug: 0 for entry in index.entries}
    for by_essay in counted:
        for slug, occurrences in by_essay.items():
            totals[slug] += len(occurrences)
    shown = sorted((slug for slug in totals if totals[slug]), key=lambda slug: -totals[slug])[:MAX_COLUMNS]
    return [slug for slug in totals if slug in shown]


def _omissions(index: EntityIndex, slugs: Sequence[str], rows: int = 0) -> Iterator[str]:
    """Yield sentences on the columns and rows that a chart omits."""
    if len(slugs) == MAX_COLUMNS < len(index.entries):
        yield gettext("Of the essays, the {number} with most are shown.").format(number=MAX_COLUMNS)
    if rows > MAX_ROWS:
        yield gettext("Of {rows} rows, the first {number} are shown.").format(rows=rows, number=MAX_ROWS)


# --- periods ---------------------------------------------------------------------------------------


def _choose_slots(dates: Mapping[Edtf, OccurrencesByEssay]) -> tuple[Slot, ...]:
    years = [
        value.years[0]
        for value, by_essay in dates.items()
        for occurrences in by_essay.values()
        for _ in occurrences
    ]
    reach = min(value.years[0] for value in dates), max(value.years[1] for value in dates)
    return choose_slots(years, reach)


def _group_by_reach(
    dates: Mapping[Edtf, OccurrencesByEssay], slots: Sequence[Slot]
) -> tuple[list[Reach], list[tuple[str, str, OccurrencesByEssay]]]:
    """Group dates that have the same reach; return the reaches, and what `_tally` counts for each.

    A group has the id of its first date.
    """
    slot_numbers = {year: n for n, slot in enumerate(slots) for year in range(slot.first, slot.last + 1)}
    groups: dict[Reach, list[Edtf]] = {}
    for value in dates:
        first, last = value.years
        groups.setdefault((slot_numbers[first], slot_numbers[last]), []).append(value)
    named = [
        (_reach_name(slots, reach), values[0].id, _combine(dates[value] for value in values))
        for reach, values in sorted(groups.items())
    ]
    return sorted(groups), named


def _reach_name(slots: Sequence[Slot], reach: Reach) -> str:
    first, last = slots[reach[0]], slots[reach[1]]
    return first.name if first == last else Slot(first.first, last.last).name


def _combine(dates: Iterable[OccurrencesByEssay]) -> OccurrencesByEssay:
    combined: dict[str, list[Occurrence]] = {}
    for by_essay in dates:
        for slug, occurrences in by_essay.items():
            combined.setdefault(slug, []).extend(occurrences)
    return combined


def _describe_scale(slots: Sequence[Slot]) -> str:
    """Return a sentence on what a bar of the chart stands for."""
    years = [slot.first == slot.last for slot in slots]
    if all(years):
        return gettext("The higher a bar, the more often an essay gives a date of that year.")
    if any(years):
        return gettext(
            "The higher a bar, the more dates of that time an essay gives; a bar is a year where most dates "
            "lie, on the shaded ground, and a decade before and after."
        )
    message = gettext(
        "The higher a bar, the more dates of that time an essay gives; a bar is {number} years."
    )
    return message.format(number=slots[0].last - slots[0].first + 1)


# --- tables --------------------------------------------------------------------------------------


def _table(first_heading: str, index: EntityIndex, slugs: Sequence[str], tally: Tally) -> str:
    headings = [link(escape(index.titles[slug]), f"essays/{slug}.md") for slug in slugs]
    lines = [[first_heading, *headings, pgettext("total", "All")], ["---"] * (len(slugs) + 2)]
    for row in tally.rows:
        counts = [
            # on a narrow screen, where a row is a card, the title of the essay stands before the number
            f"{count} {attributes(data_in=index.titles[slug])}" if count else ""
            for slug, count in zip(slugs, row.counts, strict=True)
        ]
        total = f"{row.total} {attributes(data_in=pgettext('total', 'All'))}"
        lines.append([link(escape(row.name), f"#{row.target}"), *counts, total])
    return _markdown_table(lines)


def _pairs_table(tally: Tally) -> str:
    """Return a table of how many rows each two columns have in common."""
    lines = [[gettext("Two essays"), "", gettext("In common")], ["---"] * 3]
    for (left, right), count in tally.pairs().items():
        lines.append([escape(tally.columns[left]), escape(tally.columns[right]), str(count)])
    return _markdown_table(lines)


def _markdown_table(lines: Iterable[Sequence[str]]) -> str:
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
