"""Texts and values made of what is markup to somebody, and what must hold of them.

The tests try a few of each kind, `make fuzz` many. Each check takes a source of chance and raises
AssertionError if the program loses something or takes words for markup, or whatever it fails with besides an
error for users.
"""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from itertools import count
from pathlib import Path
from random import Random
from typing import Any, get_args

import yaml
from markdown import Markdown
from mkdocs.config import load_config
from mkdocs.utils.meta import get_data

from edition.addresses.essays import read_address_book
from edition.annotate.people import make_people_finder
from edition.build.outputs import output_files
from edition.build.stages import assemble
from edition.editing.mentions import find_in_source
from edition.editing.new_entry import propose_entry
from edition.inputs.paths import ADDRESS_BOOKS
from edition.inputs.texts import decode_source
from edition.model.address_book import AddressBook
from edition.model.edited_essay import EditedEssay
from edition.model.entries import Person
from edition.model.errors import EditionError
from edition.model.essay import Essay, Source
from edition.model.ledger import restore
from edition.model.manifest import Emendation, Entry, Fact, Omission, TextQuoteSelector
from edition.model.vocabulary import Convention
from edition.pages.essay import essay_list_page, essay_page
from edition.text.digest import DigestError, parse_digest
from edition.text.normalise import normalise
from edition.text.passages import MismatchError
from edition.text.words import word_set
from tests.support.editions import HARBOUR, lay_out
from tests.support.making import addressed, edited
from tests.support.markup import Element, parse
from tests.support.strategies import entry

LINES = (
    *("# x", "## x {#y}", "x\n===", "> x", "- x", "* x", "1. x", "2. x", "1) x", "    x", "\tx", ":   x"),
    *("!!! note", "!!! note\n    x", "/// html | script", "/// note | x", "////", "///", "???+ x", ":::"),
    *("///Footnotes Go Here///", "[TOC]", "[^1]: x", "[x]: y", "*[x]: y", "| a | b |", "--- | ---", "| |"),
    *("***", "---", "```", "~~~ x", "{ #id .class onclick=evil() }", "{: #id }", "^x", "<div>", "</div>"),
    *("<script>evil()</script>", "<!--", "-->", "<?php ?>", "<![CDATA[", "{{ 7*7 }}", "{% raw %}", "{# x #}"),
    *("“x", "x”", "“x” (Marlow, 1887)", "“x”", "(Marlow, 1887)", "— Marlow", "They said:", "[1] x", "* * *"),
    *("[Illustration: x]", "[Footnote 1: x]", "[Pg 7]", "NOTES", "1917-", "on 3 March", "Ada Marlow"),
)
"""Lines that mean something, to Markdown, to Jinja or to the program itself."""

PIECES = (
    *"abé7-_.,;:!?()[]{}<>/|~`^=+$%@&#*\\\"'“”‘’…–•",
    *(
        " ",
        " ",
        " ",
        "  ",
        "word ",
        "Word ",
        "in 1917 ",
        "**",
        "__",
        "``",
        "![",
        "](",
        "[^1]",
        "]:",
        "{ .x }",
    ),
    *(
        "<b>",
        "</p>",
        "<i>",
        "</i>",
        "&amp;",
        "&#42;",
        "&lt",
        "http://a.org/b_c_d",
        "<a@b.org>",
        "\\",
        "--",
        "...",
    ),
    *(
        "</title>",
        "<script>",
        "</script>",
        "' onload='",
        '" onload="',
        "{{x}}",
        "{%x%}",
        "${x}",
        "///",
        "]]>",
    ),
    *(
        "\r",
        "\x0b",
        "\x0c",
        "\x85",
        "\u2028",
        "\t",
        "\u00a0",
        "\xad",
        "\x00",
        "\x02",
        "\x03",
        "\x1f",
        "\ufeff",
    ),
    *(
        "e\u0301",
        "\u202e",
        "🙂",
        "\ufffe",
        "wzxhzdk:0",
        "klzzwxh:0000",
        "*a*",
        "_a_",
        "*a **b* c**",
        "[1]",
        "[2]",
    ),
)

CONVENTIONS = get_args(Convention)

TAGS = word_set(
    """
    p a h1 h2 h3 ul ol li blockquote figure figcaption section div details summary span em b strong br hr
    pre code table thead tbody tr th td sup dl dt dd
    """
)
ATTRIBUTES = word_set(
    "id class href title role aria-label aria-describedby data-number data-reading start style"
)
"""What a page of an essay has; `style` only to align the cells of a table."""


def words(text: str) -> str:
    """Return what a browser shows of a text: spaces are one, and what HTML cannot hold is replaced."""
    return " ".join(re.sub(f"[{_CONTROLS}]", "\ufffd", text).split())


_CONTROLS = "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufffe"


def line(chance: Random, length: int = 8) -> str:
    """Return one line of hostile text."""
    if chance.random() < 0.4:
        return chance.choice(LINES)
    return "".join(chance.choice(PIECES) for _ in range(chance.randint(1, length)))


def text(chance: Random) -> str:
    """Return a hostile text of a few paragraphs."""
    ends = chance.choice(("\n", "\n\n", "\r\n", "\r", "\n\n    "))
    return "".join(
        line(chance) + chance.choice((ends, ends, "\n\n", "\n")) for _ in range(chance.randint(1, 14))
    )


@cache
def _markdown() -> Markdown:
    config = load_config(str(HARBOUR / "mkdocs.yml"), theme="material")
    return Markdown(
        extensions=config.markdown_extensions, extension_configs={**config.mdx_configs, "toc": {}}
    )


def read_page(page: str) -> tuple[dict[str, Any], Element]:
    """Return the front matter and the parsed HTML of a page of Markdown, as the generator reads them."""
    body, meta = get_data(page)
    return meta, parse(_markdown().reset().convert(body))


def shape(page: Element) -> Counter[tuple[str, ...]]:
    """Return how often a page has each element, with the names of its attributes.

    The lines of a label in a picture are left out: how many there are depends on its length.
    """
    elements = (element for element in page.walk() if element.tag != "text")
    return Counter((element.tag, *sorted(element.attributes)) for element in elements)


# --- texts -----------------------------------------------------------------------------------------

BEGIN = "ZZBEGIN"
"""The first word of every text."""


def check_text(chance: Random) -> None:
    """Check that a text is restored, and that its page says what the essay says, block by block."""
    source = Source("a.txt", f"{BEGIN} x.\n\n{text(chance)}", "0" * 64)
    described = _describe(chance, source)
    try:
        essay = addressed(normalise(source, described))
    except MismatchError:
        return
    assert restore(essay.text, essay.ledger) == source.text
    meta, page = read_page(essay_page(edited(essay, ())))
    assert words(meta["description"]) == words(described.summary)
    _check_elements(page)
    _check_blocks(essay, page)
    for element in page.all("h1"):
        assert words(element.text()) == words(described.title)
    raw = decode_source("a.txt", source.text.encode("utf-8", "replace"))
    find_in_source(raw, _people().learn([raw.text]))
    propose_entry(raw, "a")


LONG = 40_000
"""Repetitions of a piece in a long text: where time grows with the square of the length, it takes minutes."""

REPEATED = (
    *(
        "1917-",
        "1917- ",
        "on 3 March and ",
        "(see Berg 1952) ",
        "from 1917 to ",
        "’60s ",
        '5" x ',
        "5' 3 ",
        "1-2-",
    ),
    *(
        "“It was quiet.\n\n",
        "“word ",
        '"word ',
        "'word ",
        "‘word ",
        "„word ",
        "«word ",
        "workers’ ",
        "`word ",
    ),
    *(
        "*word ",
        "*",
        "_word ",
        "_",
        " *a* b",
        "Ada Marlow ",
        "Marlow, ",
        "ADA MARLOW ",
        "A. B. Marlow, ",
        "A. ",
    ),
    *(
        "It was quiet.\n",
        "It was quiet.\n\n",
        "the har-\nbour and\n",
        "word",
        "é",
        "Ã©",
        ".",
        ". ",
        "-",
        "- ",
        " ",
        "\r",
    ),
    *(
        "* item\n\n",
        "1. item\n\n",
        "Chapter I\n\nIt was.\n\n",
        "<i>a ",
        "<i",
        "&amp;",
        "[1] ",
        "[",
        "[Footnote 1: ",
    ),
    *(
        "http://a.b/",
        "www.",
        "e\u0301",
        "\u0301",
        "said: “a\n\n",
        "“a” (b\n\n",
        "(b ",
        "\n",
        " \n",
        "///\n\n",
    ),
)


def check_long_text(chance: Random) -> None:
    """Check a text in which one or two pieces are repeated many times: it is restored in reasonable time."""
    pieces = [chance.choice(REPEATED) for _ in range(chance.choice((1, 1, 2)))]
    repeated = "".join(pieces) * (LONG // len(pieces))
    source = Source("a.txt", f"{BEGIN} x.\n\n{repeated}", "0" * 64)
    conventions = tuple(chance.sample(CONVENTIONS, chance.choice((0, len(CONVENTIONS)))))
    essay = normalise(source, entry(BEGIN, wrapped=chance.random() < 0.5, conventions=conventions))
    assert restore(essay.text, essay.ledger) == source.text
    find_in_source(source, _people().learn([source.text]))


def _describe(chance: Random, source: Source) -> Entry:
    """Return a manifest entry for a text, with hostile values, and with emendations and omissions."""
    conventions = tuple(chance.sample(CONVENTIONS, chance.choice((0, 0, 1, 2, len(CONVENTIONS)))))
    at = [chance.randrange(len(BEGIN) + 3, len(source.text) + 1) for _ in range(4)]
    low, middle, high, top = sorted(at)
    places = [TextQuoteSelector((), source.text[a:b]) for a, b in ((low, middle), (high, top))]
    emendation = Emendation("misspelling", places[0], value(chance), value(chance))
    omission = Omission("advertisement", places[1], value(chance))
    return entry(
        BEGIN,
        title=value(chance),
        summary=value(chance),
        author=Fact(value(chance), "probable", value(chance)),
        rights=value(chance),
        wrapped=chance.random() < 0.5,
        conventions=conventions,
        emendations=(emendation,) if low < middle and chance.random() < 0.3 else (),
        omissions=(omission,) if high < top and chance.random() < 0.3 else (),
    )


def value(chance: Random) -> str:
    """Return a hostile value of an annotation, which has a word."""
    end = chance.choice(("", "", "\n", "  ", "\n\n!!! note\n    x", "\n\n    x"))
    return f"{chance.choice(('', '^', '[^1]', '    ', '# '))}x{line(chance)}{end}"


@cache
def _people() -> Any:
    return make_people_finder([Person("ada", ("Ada Marlow", "Marlow"))], ())


def _check_elements(page: Element) -> None:
    for element in page.walk()[1:]:
        assert element.tag in TAGS, element.tag
        assert ATTRIBUTES.issuperset(element.attributes), element.attributes
        href = element.attributes.get("href", "#")
        assert href.startswith(("#", "../", "http://a.org/b_c_d")), href


def _check_blocks(essay: Essay, page: Element) -> None:
    """Check the words of each block, and that the blocks are in the order of the text."""
    order = {id(element): at for at, element in enumerate(page.walk())}
    last = -1
    for block in essay.addressed_blocks():
        element = page.by_id(block.address)
        assert words(_own_text(element)) == words(essay.block_text(block)), block
        if block.kind != "note":
            assert order[id(element)] > last, block
            last = order[id(element)]


def _own_text(element: Element) -> str:
    """Return the words of a block, without the calls of notes."""
    if element.classes & {"author-call", "number"}:
        return ""
    parts = (part if isinstance(part, str) else _own_text(part) for part in element.children)
    return "".join(parts) + " " * (element.tag == "br")


# --- values ----------------------------------------------------------------------------------------

PLAIN = frozenset(
    [
        *("title", "short", "summary", "note", "rights", "role", "full"),
        *("what", "known", "question", "says", "differs", "published"),
    ]
)
"""The keys whose values are words for readers, in every file."""

REGISTRIES = ("people", "quotations", "dates", "disagreements", "works", "editions", "episodes")


def changed(value: Any, change: Callable[[str, bool], str], key: str = "", above: str = "") -> Any:
    """Return part of a file with every value for readers changed; `change` also gets whether it is short."""
    if isinstance(value, dict):
        return {name: changed(item, change, name, key or above) for name, item in value.items()}
    if isinstance(value, list):
        return [changed(item, change, key, key) for item in value]
    free = key in PLAIN or (key == "is" and above in ("author", "publisher", "date"))
    if not isinstance(value, str) or not free:
        return value
    is_short = key in ("role", "says", "question") or (key == "title" and above != "essays")
    out = change(value, is_short)
    return out + {"role": ".", "says": ".", "question": "?"}.get(key, "")


def check_page_without_text(chance: Random) -> None:
    """Check that the page of an essay without a text, and the list of essays, show what its entry says."""
    described = entry(
        BEGIN, title=value(chance), summary=value(chance), rights=value(chance), address=Fact("", "unknown")
    )
    essay = EditedEssay(described, None, None, AddressBook())
    meta, page = read_page(essay_page(essay))
    assert words(meta["description"]) == words(described.summary)
    _check_elements(page)
    assert words(page.all("h1")[0].text()) == words(described.title)
    assert words(described.summary) in {words(p.text()) for p in page.all("p")}
    _, page = read_page(essay_list_page([essay]))
    (heading,) = page.all("h2")
    (listed,) = page.all("div", "listed")
    assert words(heading.text()) == words(described.title)
    assert words(described.summary) in {words(p.text()) for p in listed.all("p")}


def check_values(chance: Random, folder: Path) -> int:
    """Check that no value of any file adds to the pages of an edition; return how many were hostile.

    Two copies of the edition are made in `folder`: the values of one have hostile words, those of the other
    harmless ones in the same places. Their pages must have the same elements and attributes.
    """
    hostile: list[str] = []

    def poison(old: str, is_short: bool) -> str:
        hostile.append("xxx" + "".join(line(chance, 4).split()) if is_short else value(chance))
        return hostile[-1] if is_short else f"{hostile[-1]} {old}"

    numbers = count()

    def tame(old: str, is_short: bool) -> str:
        return f"xxx{next(numbers)}" if is_short else f"x {old}"

    shapes = [_shapes(folder / name, change) for name, change in (("hostile", poison), ("tame", tame))]
    assert shapes[0] == shapes[1]
    return len(hostile)


def _shapes(root: Path, change: Callable[[str, bool], str]) -> dict[str, Counter[tuple[str, ...]]]:
    shutil.rmtree(root, ignore_errors=True)
    change_edition(lay_out(root, HARBOUR), change)
    pages = output_files(assemble(root, None))
    return {path: shape(read_page(text)[1]) for path, text in pages.items() if path.endswith(".md")}


def change_edition(root: Path, change: Callable[[str, bool], str]) -> None:
    """Change the values for readers in all files of the edition in `root`, which has all texts."""
    for name in ("essays", *REGISTRIES):
        path = root / f"docs/annotations/{name}.yml"
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        out = changed(data, change)
        for essay, old in zip(out.get("essays", ()), data.get("essays", ()), strict=True):
            essay |= {key: old[key] for key in ("title", "author")}  # they are compared with the text
        path.write_text(yaml.safe_dump(out, allow_unicode=True, sort_keys=False), encoding="utf-8")


# --- digests and books -------------------------------------------------------------------------------

LOCATORS = (
    *("[p1]", "[p1-p3]", "[p1, p2]", "[p6-p4]", "[p1-p99999999999]", f"[p{'9' * 5000}]", "[p0]", "[p]", "[]"),
    "",
)


def check_digest(chance: Random) -> None:
    """Check that a digest is restored, or refused with a message for users."""
    described = entry(BEGIN)
    parts = [
        chance.choice(("## Opening {#opening}", "## Opening {#opening}", line(chance), "## x {#y}")),
        *(f"{line(chance)} {chance.choice(LOCATORS)}" for _ in range(chance.randint(0, 4))),
    ]
    source = Source("a.md", chance.choice(("\n\n", "\n\n", "\n")).join(parts), "0" * 64)
    try:
        digest = parse_digest(source, described)
    except DigestError:
        return
    assert restore(digest.text, digest.ledger) == source.text
    _, page = read_page(essay_page(edited(addressed(digest), ())))
    _check_elements(page)


def check_book(chance: Random, folder: Path) -> None:
    """Check that a damaged address book is read or refused with a message for users."""
    origin = HARBOUR / ADDRESS_BOOKS
    path = chance.choice(sorted(origin.glob("*-*.json")))
    book = json.loads(path.read_text(encoding="utf-8"))
    for _ in range(chance.randint(1, 3)):
        book = _damaged(book, chance)
    written = json.dumps(book)
    if chance.random() < 0.2:
        at = chance.randrange(len(written))
        written = written[:at] + line(chance) + written[at + chance.randint(0, 5) :]
    target = folder / ADDRESS_BOOKS / "cranes.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(written, encoding="utf-8", errors="replace")
    with suppress(EditionError):
        read_address_book(folder, entry(BEGIN))


def _damaged(data: Any, chance: Random) -> Any:
    """Return data with one part replaced, left out or doubled, at any depth."""
    if chance.random() < 0.15 or not isinstance(data, (dict, list)) or not data:
        return chance.choice((None, 0, -1, 10**400, "", "x", line(chance), [], {}, [[]], True, 1.5, [data]))
    if isinstance(data, list):
        at = chance.randrange(len(data))
        return [*data[:at], _damaged(data[at], chance), *data[at + 1 :]]
    key = chance.choice(list(data))
    rest = {name: item for name, item in data.items() if name != key}
    return {**rest, chance.choice((key, key, key, line(chance))): _damaged(data[key], chance)}
