"""People, quotations and dates in Markdown: their notes, and a page for each kind.

Every place where an essay is about an entity is linked, with its words in context.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from edition import compare
from edition.annotate import MentionKind
from edition.crosslink import HOMES, Key, Place
from edition.edtf import display, years
from edition.manifest import Entry
from edition.markdown import attributes, escape, front_matter, link
from edition.registry import DateEntry, PersonEntry, QuotationEntry, Registry, WorkEntry, date_id, date_value

SHOWN = 700
"""Code points of a passage that a list of places shows at most."""

LINKS = 6
"""How many other essays a note links to at most; the entity's own place has them all."""

VERDICTS = {
    "as-published": "Quoted as published.",
    "trimmed": "Shortened.",
    "variant": "Another translation or wording.",
    "altered": "Differs from the published words.",
    "misattributed": "Attributed to the wrong person.",
    "wrong-page": "The page given is not the right one.",
    "wrong-date": "The date or occasion given is not the right one.",
    "not-found": "No published source was found.",
}


@dataclass(frozen=True)
class Context:
    """All that notes and pages draw on."""

    entries: tuple[Entry, ...]
    registry: Registry
    found: Mapping[Key, Mapping[str, Sequence[Place]]]
    """By entity, then by essay."""
    places: Mapping[str, Sequence[Place]]
    """By essay, in the order in which they stand there."""

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """The short form of each essay's title, by slug."""
        return {entry.slug: entry.short for entry in self.entries}

    @cached_property
    def people(self) -> Mapping[str, PersonEntry]:
        """The persons of the registry, by id."""
        return {person.id: person for person in self.registry.people}

    @cached_property
    def dates(self) -> Mapping[str, DateEntry]:
        """What happened, by each EDTF value that means it; of two entries the first."""
        entries = reversed(self.registry.dates)
        return {value: entry for entry in entries for value in (entry.date, *entry.others)}

    @cached_property
    def quotations(self) -> Mapping[str, QuotationEntry]:
        """The quotations of the registry, by id."""
        return {quotation.id: quotation for quotation in self.registry.quotations}

    @cached_property
    def works(self) -> Mapping[str, WorkEntry]:
        """The works of the registry, by id."""
        return {work.id: work for work in self.registry.works}

    def deserves_note(self, kind: MentionKind, entity: str) -> bool:
        """Tell whether an entity gets a note: it has something to say or leads elsewhere."""
        if kind != "date":
            return True
        value = date_value(entity)
        return value in self.dates or len(self.found.get((kind, entity), {})) > 1


# --- notes ---------------------------------------------------------------------------------------


def note(context: Context, kind: MentionKind, entity: str, essay: str) -> str:
    """Return the text of a footnote in `essay`: what an editor would say, and where else to look."""
    tellers = {"person": _person_note, "date": _date_note, "quotation": _quotation_note}
    found = context.found.get((kind, entity), {})
    others = [slug for slug in found if slug != essay]
    links = [_note_link(context, slug, found[slug]) for slug in others[:LINKS]]
    links += [f"and {len(others) - LINKS} more"] if len(others) > LINKS else []
    also = f" Also in {'; '.join(links)}." if links else ""
    recurs = others or len(found.get(essay, ())) > 1
    every = link("All places" if recurs else "More", f"../{HOMES[kind]}.md#{entity}")
    return f"{tellers[kind](context, entity)}{also} {every}."


def _note_link(context: Context, slug: str, found: Sequence[Place]) -> str:
    more = f" ({len(found)})" if len(found) > 1 else ""
    return link(f"*{escape(context.titles[slug])}*", _target(found[0], f"{slug}.md")) + more


def _target(place: Place, page: str) -> str:
    return f"{page}#{place.anchor}" if place.anchor else page


def _person_note(context: Context, entity: str) -> str:
    person = context.people.get(entity)
    if person is None:
        return ""
    lived = years(person.born, person.died)
    return f"**{escape(person.full or person.name)}**{f' ({lived})' if lived else ''}. {escape(person.role)}"


def _date_note(context: Context, entity: str) -> str:
    value = date_value(entity)
    entry = context.dates.get(value)
    if entry is None:
        return f"**{display(value)}**."
    new = f" (new style {display(entry.new_style)})" if entry.new_style else ""
    return f"**{display(entry.date)}**{new}. {escape(entry.what)}"


def _quotation_note(context: Context, entity: str) -> str:
    quotation = context.quotations.get(entity)
    return _source(context, quotation) + " " + _verdict(quotation) if quotation else ""


def _source(context: Context, quotation: QuotationEntry) -> str:
    """Return who said it, in which work, when, and where that is published."""
    speakers = [p.name for p in map(context.people.get, (quotation.speaker, *quotation.also)) if p]
    who = " and ".join(speakers) or quotation.said_by
    work = context.works.get(quotation.work)
    title = f"*{escape(work.title)}*" if work else ""
    parts = [f"**{escape(who)}**", title, display(quotation.said), escape(quotation.locator)]
    return ", ".join(part for part in parts if part) + "."


def _verdict(quotation: QuotationEntry) -> str:
    sure = " (probably)" if quotation.certainty == "probable" else ""
    told = VERDICTS[quotation.verdict].rstrip(".") + sure + "."
    return f"{told} {escape(quotation.differs)}".strip()


# --- pages ---------------------------------------------------------------------------------------


def people_page(context: Context) -> str:
    """Return the page of all persons: who they were, and every place that names them."""
    parts = [_head("People", "Everybody whom the essays name: who that was, and every place.")]
    counts = {p.id: context.found.get(("person", p.id), {}) for p in context.registry.people}
    parts += _table(context, counts)
    for person in context.registry.people:
        parts.append(f"## {escape(person.name)} {attributes(person.id)}")
        lived = " – ".join(display(day) for day in (person.born, person.died) if day)
        name = f"{escape(person.full)}. " if person.full else ""
        sure = "" if person.certainty == "confirmed" else " (not confirmed)"
        parts.append(f"{name}{lived}{'. ' if lived else ''}{escape(person.role)}{sure}")
        if person.note:
            parts.append(escape(person.note, starts_line=True))
        parts.append(_sources(person))
        parts += _places(context, counts[person.id])
    return _join(parts)


def _sources(person: PersonEntry) -> str:
    known = [f"Source: {_pointer(person.source)}"]
    if person.wikidata:
        known.append(link(f"Wikidata {person.wikidata}", f"https://www.wikidata.org/wiki/{person.wikidata}"))
    return " · ".join(known) + "\n" + attributes(classes=["imprint"])


def _pointer(text: str) -> str:
    if text.startswith(("http://", "https://")) and " " not in text:
        return link(escape(text.split("/")[2]), f"<{text}>")
    return escape(text)


def _table(context: Context, counts: Mapping[str, Mapping[str, Sequence[Place]]]) -> Iterator[str]:
    """Yield a table of who is named how often in which essay."""
    slugs = [entry.slug for entry in context.entries if any(entry.slug in c for c in counts.values())]
    if not slugs:
        return
    yield f"## Who is named where {attributes('who-is-named-where')}"
    heads = [link(escape(context.titles[slug]), f"essays/{slug}.md") for slug in slugs]
    rows = [["Person", *heads, "All"], ["---", *["---:"] * (len(slugs) + 1)]]
    order = sorted(counts, key=lambda id_: -sum(map(len, counts[id_].values())))
    for id_ in order:
        person = context.people.get(id_)
        found = [str(len(counts[id_].get(slug, ())) or "") for slug in slugs]
        name = escape(person.name) if person else id_
        rows.append([link(name, f"#{id_}"), *found, str(sum(map(len, counts[id_].values())))])
    yield "\n".join("| " + " | ".join(row) + " |" for row in rows)


def quotations_page(context: Context) -> str:
    """Return the page of all quotations: source, verdict, and every place with its wording."""
    parts = [
        _head(
            "Quotations",
            "Whose words the essays quote, where they are published, and how far they are right.",
        )
    ]
    for quotation in context.registry.quotations:
        parts.append(f"## {escape(quotation.title)} {attributes(quotation.id)}")
        parts.append(_source(context, quotation))
        parts.append(_verdict(quotation))
        parts.append(
            f"Source of what is said here: {_pointer(quotation.source)}\n{attributes(classes=['imprint'])}"
        )
        found = context.found.get(("quotation", quotation.id), {})
        parts += _places(context, found, folded=False)
        parts.append(compare.line(context.titles, ((slug, them[0].anchor) for slug, them in found.items())))
    return _join(parts)


_SEASON_STARTS = {"21": "03", "22": "06", "23": "09", "24": "12"}


def _order(value: str) -> tuple[str, bool, str]:
    """Return what dates are sorted by: when they begin; a range after a date that begins with it."""
    year, _, rest = value.partition("/")[0].replace("X", "0").partition("-")
    return f"{year}-{_SEASON_STARTS.get(rest, rest)}", "/" in value, value


def timeline_page(context: Context) -> str:
    """Return the page of all dates, in order of time, with what happened and every place."""
    parts = [_head("Timeline", "What happened when, and which essay speaks of it.")]
    values = {date_value(key[1]) for key in context.found if key[0] == "date"}
    values |= {entry.date for entry in context.registry.dates}
    for value in sorted(values, key=_order):
        parts.append(f"## {display(value)} {attributes(date_id(value))}")
        entry = next((d for d in context.registry.dates if d.date == value), None)
        other = None if entry else context.dates.get(value)
        if entry:
            new = f" New style: {display(entry.new_style)}." if entry.new_style else ""
            sure = "" if entry.certainty == "confirmed" else " (Not confirmed.)"
            parts.append(f"**{escape(entry.title)}.** {escape(entry.what)}{new}{sure}")
            parts.append(f"Source: {_pointer(entry.source)}\n{attributes(classes=['imprint'])}")
        if other:
            parts.append(f"See {link(escape(f'{display(other.date)}: {other.title}'), f'#{other.id}')}.")
        parts += _places(context, context.found.get(("date", date_id(value)), {}))
    return _join(parts)


def _head(title: str, description: str) -> str:
    values = {"title": title, "description": description, "hide": ["navigation"]}
    return front_matter(values) + f"\n# {title}\n\n{description}"


def _join(parts: Iterable[str]) -> str:
    return "\n\n".join(part for part in parts if part) + "\n"


def _places(context: Context, found: Mapping[str, Sequence[Place]], *, folded: bool = True) -> Iterator[str]:
    """Yield an entity's places, grouped by essay, each with its words in context."""
    for slug, them in found.items():
        title = f"{escape(context.titles[slug])} ({len(them)})"
        lines = "\n".join(f"- {_line(place)}" for place in them)
        if folded:
            yield f'<details class="places" markdown="1">\n<summary markdown="span">{title}</summary>'
            yield lines
            yield "</details>"
        else:
            yield f"In *{escape(context.titles[slug])}*:"
            yield lines


def _line(place: Place) -> str:
    """Return a place as a line: its address, and the words around it."""
    label = f"#{place.anchor}" if place.anchor else "title"
    exact = " ".join(place.exact.split())
    if len(exact) > SHOWN:
        head, tail = exact[: SHOWN // 2].rpartition(" ")[0], exact[-SHOWN // 2 :].partition(" ")[2]
        exact = f"{head} … {tail}"
    page = _target(place, f"essays/{place.essay}.md")
    before, after = (" ".join(context.split("\n")) for context in (place.before, place.after))
    return f"{link(escape(label), page)} {escape(before)}**{escape(exact)}**{escape(after)}"
