"""Texts and changes for properties: arbitrary ones, and ones full of what the program looks at."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from edition.model.ledger import Change, ChangeKind, Draft, Ledger
from edition.model.manifest import Entry, Fact, Fingerprint, Section, TextQuoteSelector
from edition.text.house_style import house_style
from edition.text.rule import apply_rules

_KINDS: tuple[ChangeKind, ...] = ("rule", "omission", "emendation")

_TELLING = (
    *"abéΩ7-_.,;:!?()[]{}<>/|~`^=+$%@&#*\\\"'“”‘’–—…•·",
    *(" ", "  ", "\n", "\n\n", "\r\n", "\r", "\t", "\x0c", "\x85", "\u2028", "\u00a0", "\u2009"),
    *("\ufeff", "\u00ad", "\u200b", "\x00", "\x02", "\x1f", "e\u0301", "q\u0301", "\u0323"),
    *(
        "--",
        "---",
        "...",
        ". . .",
        "1917-21",
        "1,108",
        "1.5",
        "'tis",
        "'20s",
        " 'n' ",
        "\n1. ",
        "\n2) ",
        "\n* ",
    ),
    *("\n“", "”\n", "” (", "(…)", ")\n", "\n– ", "word", "Words ", ". "),
)

TEXTS = st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from(_TELLING), max_size=40).map("".join),
)
"""Arbitrary texts, and such as make the rules work."""

_MARKDOWN = (
    *"ab7-_.,;:!?()[]{}<>/|~`^=+$%@&#*\\\"'’",
    *(
        " ",
        "  ",
        "**",
        "__",
        "``",
        "~~~",
        "![",
        "](",
        "[^",
        "]:",
        "{:",
        "{ #",
        "{ .",
        "}",
        "<b>",
        "</p>",
        "<!--",
    ),
    *(
        "-->",
        "&amp;",
        "&#42;",
        "&lt",
        "http://",
        "<a",
        "/>",
        "1. ",
        "12) ",
        "!!! ",
        ":   ",
        "---",
        "===",
        "[TOC]",
    ),
)

_CLEANING = [rule for rule in house_style() if rule.name in ("line-end", "invisible-character", "space")]


def clean(text: str) -> str:
    """Return `text` as one line, without what the house style never leaves in a paragraph."""
    return " ".join(apply_rules(_CLEANING, Draft(text, text)).text.split())


LINES = (
    st.one_of(st.text(max_size=40), st.lists(st.sampled_from(_MARKDOWN), max_size=25).map("".join))
    .map(clean)
    .filter(bool)
)
"""Texts of one line, many of them full of Markdown's own characters."""


@st.composite
def ledgers(draw: st.DrawFn, text: str) -> Ledger:
    """Changes of `text` in order, that do not overlap; some insert, some delete, some do nothing."""
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=12)))
    afters = st.one_of(st.just(""), st.text("xyz-“\n", max_size=3))
    return tuple(
        Change(start, end, draw(st.sampled_from(_KINDS)), f"n{at}", text[start:end], draw(afters), "")
        for at, (start, end) in enumerate(zip(cuts[::2], cuts[1::2], strict=False))
    )


def entry(begins: str, **changes: Any) -> Entry:
    """Return an entry whose one section is the editors' own and begins with `begins`."""
    unknown = Fact("", "unknown")
    place = TextQuoteSelector(("essays", 0, "sections", 0), begins)
    plain = Entry(
        slug="cranes",
        title="The Cranes",
        short="The Cranes",
        title_supplied=False,
        language="en",
        summary="",
        verdict="",
        tradition="",
        author=Fact("Ada Marlow", "confirmed"),
        publisher=unknown,
        date=unknown,
        address=unknown,
        rights="Ours.",
        wrapped=False,
        fingerprint=Fingerprint(1, "0" * 16, ()),
        sections=(Section("opening", "Opening", supplied=True, place=place),),
        marks=(),
        omissions=(),
        emendations=(),
        retired={},
    )
    return replace(plain, **changes)
