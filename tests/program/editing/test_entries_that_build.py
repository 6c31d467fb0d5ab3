"""Whatever a text is like, the entry that is proposed for it builds."""

from __future__ import annotations

import re
from contextlib import nullcontext, suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from edition.build.stages import assemble
from edition.editing.manifest_file import add_entry
from edition.editing.new_entry import propose_entry
from edition.editing.slugs import propose_slug
from edition.importing.readers import import_text
from edition.inputs.paths import MANIFEST
from edition.inputs.texts import decode_source
from edition.model.errors import EditionError
from edition.model.ledger import restore
from tests.support.editions import SINGLE, lay_out
from tests.support.strategies import TEXTS

_LONG = "The keeper of light number {} wrote down what he saw in each night of that winter, and no ship came."

_TITLES = (
    "The Cranes",
    "Bees: {a} #1 & [b], *c, !d",
    "“Who stopped?” 'No'",
    "XII",
    "CHAPTER I",
    "The _Ariel_",
    "A*",
)
_PARTS = (
    *_TITLES,
    *(
        "By Ada Marlow",
        "Ada Marlow",
        "by A.",
        "3 March 1917",
        "Posted on Monday 3 March 2014",
        "Home | News | Cranes",
    ),
    *(
        "<b>The Cranes</b>",
        "<!doctype html>",
        "<p>So it was.</p>",
        "&mdash;",
        "# The Cranes",
        "no",
        "null: ~",
    ),
    *(
        "* * *",
        "* one",
        "1. one",
        "2. two",
        "[1] See Marlow.",
        "It came.[1]",
        "[Illustration]",
        "[Pg 12]",
        "12",
    ),
    *(
        "I",
        "II",
        "Notes",
        "_",
        "“",
        "‘He came’, she said:",
        "_all_ of it",
        "a",
        "A.",
        "\t",
        "    Indented,\n    Lines.",
    ),
)
_BREAKS = ("\n", "\n\n", "\r\n", "\r\n\r\n", "\r", "\r\r", "\n\n\n\n", " \n \n", "\x0c", "\u2028", "\x85")


@st.composite
def hard_texts(draw: st.DrawFn) -> str:
    """Texts that repeat their titles and bylines, with any line ends, and perhaps with prose."""
    chosen = draw(st.lists(st.sampled_from(_PARTS), min_size=1, max_size=12))
    prose = draw(st.lists(st.integers(0, 12), max_size=6))
    for place, number in enumerate(prose):
        chosen.insert(min(len(chosen), 2 * place + 1), _LONG.format(number + 20 * place))
    line_end = draw(st.sampled_from(_BREAKS))
    mixed = draw(st.booleans())
    text = "".join(part + (draw(st.sampled_from(_BREAKS)) if mixed else line_end) for part in chosen)
    return draw(st.sampled_from(("", "\ufeff"))) + text


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An edition without an essay."""
    root = lay_out(tmp_path_factory.mktemp("empty") / "edition", SINGLE)
    for path in (root / "sources").iterdir():
        path.unlink()
    return root


@given(st.one_of(hard_texts(), TEXTS))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_proposal_builds(empty: Path, text: str) -> None:
    """In an edition that has no other essay; and the text is restored from what is shown."""
    raw = text.encode()
    (empty / "sources/new.txt").write_bytes(raw)
    try:
        source = decode_source("new.txt", raw)
    except EditionError:
        return  # it has no words
    entry = propose_entry(source, propose_slug("new")).yaml
    (empty / MANIFEST).write_text(add_entry("essays: []\n", entry), encoding="utf-8", newline="")
    edition = assemble(empty, None)
    (essay,) = edition.texts
    assert restore(essay.text, essay.ledger) == text


@pytest.mark.parametrize(
    "text",
    [
        "By Ada Marlow\n\nBy Ada Marlow\n\nIt was so.\n",
        "The Cranes\n\nBy Ada Marlow\n\nThe Cranes\n\nBy Ada Marlow\n",
        "I\n\nII\n\nIII\n\nIV\n",
        "The Cranes\rBy Ada Marlow\rIt was so, and nobody knew.\r",
        "\ufeffThe Cranes\r\n\r\nIt was so.\r\n",
        "no\n",
    ],
)
def test_texts_that_repeat_themselves(empty: Path, text: str) -> None:
    test_the_proposal_builds.hypothesis.inner_test(empty, text)  # type: ignore[attr-defined]


_TAGS = (
    *(
        "p",
        "p",
        "div",
        "blockquote",
        "h1",
        "h2",
        "h3",
        "em",
        "b",
        "ul",
        "ol",
        "li",
        "table",
        "tr",
        "td",
        "pre",
    ),
    *("figcaption", "aside", "article", "header", "footer", "sup", "cite", "q", "dl", "dd"),
)


def _page(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Return pages full of elements in one another, notes among them."""
    kinds = ("", ' class="byline"', ' class="verse"', ' class="footnote"', ' id="n1"', ' id="n2"')
    return st.recursive(
        parts,
        lambda inner: st.one_of(
            st.builds(
                lambda tag, kind, content: f"<{tag}{kind}>{' '.join(content)}</{tag}>",
                st.sampled_from(_TAGS),
                st.sampled_from(kinds),
                st.lists(inner, min_size=1, max_size=4),
            ),
            st.sampled_from(('<a href="#n1">1</a>', '<a href="#n2">*</a>', "<br>", "<hr>")),
        ),
        max_leaves=30,
    )


@given(_page(st.sampled_from((*_PARTS, *(_LONG.format(n) for n in range(9))))))
@settings(max_examples=40, deadline=None)
def test_the_proposal_for_a_page_fits_its_text(page: str) -> None:
    """Whatever elements stand in one another."""
    try:
        imported = import_text(
            "page.html", f"<html><title>The Cranes</title><body>{page}</body></html>".encode()
        )
    except EditionError:
        return  # it has no words
    assert imported is not None
    paragraphs = imported.text.removesuffix("\n").split("\n\n")
    assert all(paragraph.strip() for paragraph in paragraphs)
    every = re.findall(r"\w+", imported.text)
    repeats = len({*every}) <= len(every) / 2  # too often, perhaps, for its passages to be told apart
    with suppress(EditionError) if repeats else nullcontext():
        assert propose_entry(decode_source("page.html", imported.text.encode()), "page", imported)


def test_a_text_of_one_word_again_and_again_is_refused_in_one_line() -> None:
    source = decode_source("cranes.txt", ("la " * 100 + "\n\n" + "la " * 100).encode())
    with pytest.raises(EditionError, match="repeats itself"):
        propose_entry(source, "cranes")
