"""Writing the fields of a form in HTML, for which Markdown has no notation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape


def select(name: str, label: str, choices: Mapping[str, str]) -> str:
    """Return a labelled field that offers `choices`: their labels by value.

    >>> select("tea", "Tea", {"gb": "Green & black"})
    '<label>Tea <select name="tea"><option value="gb">Green &amp; black</option></select></label>'
    """
    options = (f'<option value="{escape(value)}">{_words(text)}</option>' for value, text in choices.items())
    return f'<label>{escape(label)} <select name="{escape(name)}">{"".join(options)}</select></label>'


def form(fields: Iterable[str], classes: str) -> str:
    """Return a form of `fields`, which are HTML, as one line, so that no Markdown is seen in it."""
    return f'<form class="{escape(classes)}">{"".join(fields)}</form>'


def _words(text: str) -> str:
    """Return `text` as HTML on one line, since an empty one would end it, without calls of footnotes."""
    return escape(" ".join(text.split())).replace("[", "&#91;")
