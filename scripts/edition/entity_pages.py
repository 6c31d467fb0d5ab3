"""The pages of people, quotations and dates in Markdown.

Every place where an essay is about an entity is linked, with its words in context; each page opens
with a picture of its counts, and the same counts as a table.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from edition.annotate import MentionKind
from edition.compare import line as side_by_side
from edition.crosslink import Place
from edition.edtf import display
from edition.entities import Context, Found, source, target, verdict
from edition.markdown import attributes, escape, front_matter, link, linked, targets
from edition.overviews import folded, who_is_where, who_shares_what, who_speaks_of_when
from edition.registry import DateEntry, PersonEntry, QuotationEntry, date_id
from edition.wordings import Piece, Version, compare, likeness, text_of, versions
from edition.words import tokenise

SHOWN = 700
"""Code points of a passage that a list of places shows at most."""

ELIDED = 12
"""Words that only another wording has, of which at most so many are shown in a row."""


# --- people --------------------------------------------------------------------------------------


def people_page(context: Context) -> str:
    """Return the page of all persons: who they were, and every place that names them."""
    parts = [_head("People", "Everybody whom the essays name: who that was, and every place.")]
    parts += who_is_where(context)
    for person in context.registry.people:
        parts.append(f"## {escape(person.name)} {attributes(person.id)}")
        parts.append(aliases(context, "person", person.id))
        lived = " – ".join(display(day) for day in (person.born, person.died) if day)
        name = f"{escape(person.full)}. " if person.full else ""
        sure = "" if person.certainty == "confirmed" else " (not confirmed)"
        parts.append(f"{name}{lived}{'. ' if lived else ''}{escape(person.role)}{sure}")
        if person.note:
            parts.append(escape(person.note, starts_line=True))
        parts.append(_known(person))
        parts += _places(context, context.places_of("person", person.id))
    return _join(parts)


def _known(person: PersonEntry) -> str:
    known = [f"How we know: {linked(person.source)}"]
    if person.wikidata:
        known.append(link(f"Wikidata {person.wikidata}", f"https://www.wikidata.org/wiki/{person.wikidata}"))
    return " · ".join(known) + "\n" + attributes(classes=["imprint"])


# --- quotations ----------------------------------------------------------------------------------


def quotations_page(context: Context) -> str:
    """Return the page of all quotations: source, verdict, and every place with its wording."""
    described = "Whose words the essays quote, where they are published, and how far they are right."
    parts = [_head("Quotations", described), *who_shares_what(context)]
    for quotation in context.registry.quotations:
        parts.append(f"## {escape(quotation.title)} {attributes(quotation.id)}")
        parts.append(aliases(context, "quotation", quotation.id))
        parts.append(source(context, quotation))
        parts.append(verdict(quotation))
        parts.append(f"How we know: {linked(quotation.source)}\n{attributes(classes=['imprint'])}")
        parts += _quoted(context, quotation)
        found = context.places_of("quotation", quotation.id)
        parts.append(side_by_side(context.titles, ((slug, them[0].anchor) for slug, them in found.items())))
    return _join(parts)


def _quoted(context: Context, quotation: QuotationEntry) -> Iterator[str]:
    """Yield a quotation's places; where it has several versions, with how their words differ."""
    found = context.places_of("quotation", quotation.id)
    them = [version for places in found.values() for version in versions(places)]
    if len(them) < 2:
        them = [(place,) for places in found.values() for place in places]
        told = [_in_context(version, escape(_shortened(text_of(version)))) for version in them]
    else:
        told = _compared(context, them)
    if any("<ins>" in line or "<del>" in line for line in told):
        yield f"{_KEY}\n{attributes(classes=['imprint'])}"
    for slug in found:
        yield f"In *{escape(context.titles[slug])}*:"
        here = [line for line, version in zip(told, them, strict=True) if version[0].essay == slug]
        yield "\n".join(f"- {line}" for line in here)


_UNSEEN = '<span class="unseen">{}</span>'
_ONLY = {
    "here": f"<ins>{_UNSEEN.format('[only here: ')}{{}}{_UNSEEN.format(']')}</ins>",
    "there": f"<del>{_UNSEEN.format('[only in the first: ')}{{}}{_UNSEEN.format(']')}</del>",
}
_KEY = "Compared with the first place: <ins>only here</ins>, <del>only in the first</del>."


def _compared(context: Context, them: Sequence[Version]) -> list[str]:
    """Return versions as lines, marked where their words differ from the first's."""
    seen: dict[tuple[str, ...], Version] = {}
    out = []
    for version in them:
        words = text_of(version)
        same = seen.setdefault(tokenise(words).words, version)
        if version is them[0]:
            out.append(_in_context(version, escape(_shortened(words))))
        elif same is not version:
            out.append(_in_context(version, escape(_shortened(words)), _agreement(context, same, version)))
        else:
            out.append(_differing(text_of(them[0]), version))
    return out


def _differing(base: str, version: Version) -> str:
    words = text_of(version)
    like = likeness(base, words)
    if like == "near":
        return _in_context(version, _marked(compare(base, words)))
    return _in_context(version, escape(words), "in other words" if like == "other" else "some of these words")


def _agreement(context: Context, same: Version, version: Version) -> str:
    if same[0].essay == version[0].essay:
        return "the same words again"
    return f"the same words as in *{escape(context.titles[same[0].essay])}*"


def _in_context(version: Version, words: str, remark: str = "") -> str:
    """Return Markdown of a version: its address, a remark, and its words with those around them."""
    links = ", ".join(_address(place) for place in version)
    before, after = (escape(" ".join(t.split("\n"))) for t in (version[0].before, version[-1].after))
    told = f'<span class="remark">{remark}:</span> ' if remark else ""
    around = f'<span class="around">{before}</span>**{words}**<span class="around">{after}</span>'
    return f"{links} {told}{around}"


def _marked(pieces: Sequence[Piece]) -> str:
    """Return Markdown of two wordings in one."""
    out = []
    for at, piece in enumerate(pieces):
        if piece.kind == "both":
            out.append(escape(piece.text))
        elif piece.kind == "here":
            out.append(_ONLY["here"].format(escape(piece.text)))
        else:
            told = _ONLY["there"].format(escape(_elided(piece.text)))
            out.append(
                f"{told} " if pieces[at + 1 : at + 2] and pieces[at + 1].kind == "here" else f" {told}"
            )
    return "".join(out).strip()


def _elided(text: str) -> str:
    words = text.split()
    if len(words) <= ELIDED:
        return text
    return " ".join([*words[: ELIDED // 2], "…", *words[-ELIDED // 2 :]])


# --- the timeline --------------------------------------------------------------------------------

_SEASON_STARTS = {"21": "03", "22": "06", "23": "09", "24": "12"}


def order(value: str) -> tuple[str, bool, str]:
    """Return what dates are sorted by: when they begin; a range after a date that begins with it."""
    year, _, rest = value.partition("/")[0].replace("X", "0").partition("-")
    return f"{year}-{_SEASON_STARTS.get(rest, rest)}", "/" in value, value


def timeline_page(context: Context) -> str:
    """Return the page of all dates, in order of time, with what happened and every place."""
    parts = [_head("Timeline", "What happened when, and which essay speaks of it.")]
    entries = {entry.date: entry for entry in reversed(context.registry.dates)}
    values = sorted(context.times, key=order)
    parts += who_speaks_of_when(context, values)
    for value in values:
        parts.append(f"## {display(value)} {attributes(date_id(value))}")
        parts.append(aliases(context, "date", date_id(value)))
        entry = entries.get(value)
        other = None if entry else context.dates.get(value)
        if entry:
            parts += _happened(entry)
        if other:
            parts.append(f"See {link(escape(f'{display(other.date)}: {other.title}'), f'#{other.id}')}.")
        parts += _places(context, context.places_of("date", date_id(value)))
    return _join(parts)


def _happened(entry: DateEntry) -> Iterator[str]:
    new = f" New style: {display(entry.new_style)}." if entry.new_style else ""
    sure = "" if entry.certainty == "confirmed" else " (Not confirmed.)"
    yield f"**{escape(entry.title)}.** {escape(entry.what)}{new}{sure}"
    yield f"How we know: {linked(entry.source)}\n{attributes(classes=['imprint'])}"


# --- parts of all pages --------------------------------------------------------------------------


def _head(title: str, description: str) -> str:
    values = {"title": title, "description": description, "hide": ["navigation"]}
    return front_matter(values) + f"\n# {title}\n\n{description}"


def aliases(context: Context, kind: MentionKind, entity: str) -> str:
    """Return the places of the addresses that lead to an entity; empty where there are none."""
    names = context.aliases.get((kind, entity))
    return f"{targets(names)}\n{attributes(classes=['alias'])}" if names else ""


def _join(parts: Iterable[str]) -> str:
    return "\n\n".join(part for part in parts if part) + "\n"


def _places(context: Context, found: Found) -> Iterator[str]:
    """Yield an entity's places, grouped by essay, each with its words in context."""
    for slug, them in found.items():
        lines = "\n".join(f"- {_line(place)}" for place in them)
        yield from folded(f"{escape(context.titles[slug])} ({len(them)})", lines)


def _line(place: Place) -> str:
    """Return a place as a line: its address, and the words around it."""
    exact = escape(_shortened(" ".join(place.exact.split())))
    before, after = (escape(" ".join(context.split("\n"))) for context in (place.before, place.after))
    return f"{_address(place)} {before}**{exact}**{after}"


def _address(place: Place) -> str:
    label = f"#{place.anchor}" if place.anchor else "title"
    return link(escape(label), target(place, f"essays/{place.essay}.md"))


def _shortened(exact: str) -> str:
    if len(exact) <= SHOWN:
        return exact
    head, tail = exact[: SHOWN // 2].rpartition(" ")[0], exact[-SHOWN // 2 :].partition(" ")[2]
    return f"{head} … {tail}"
