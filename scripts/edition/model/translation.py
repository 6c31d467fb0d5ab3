"""The language of the interface: what pages say beside the words of texts and editors.

The program says it in English, in the place where it is needed, through the functions of GNU gettext:
`gettext("Notes")`. A catalogue has the translations into another language; without one, English is said.

Values are filled in after the translation, by name, since languages order them differently:
`gettext("Back to “{heading}”").format(heading=heading)`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from gettext import NullTranslations


@dataclass(frozen=True)
class Catalogue:
    """The translations of the interface into a language; by default none, so that English is said."""

    translations: NullTranslations = field(default_factory=NullTranslations)
    templates: Mapping[str, str] = field(default_factory=dict)
    """The translation of each message of the templates, by the English message."""
    scripts: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    """The translation of each message of the scripts, or its forms by number, by the English message."""
    plural_forms: str = "n != 1"
    """Which of the forms goes with a number `n`, as an expression of C, which is one of JavaScript, too."""
    digest: str = ""
    """A hash of the files that it was read from."""


ENGLISH = Catalogue()

_current: ContextVar[Catalogue] = ContextVar("catalogue", default=ENGLISH)


@contextmanager
def translated_by(catalogue: Catalogue) -> Iterator[None]:
    """Make the functions below use the `catalogue` in this context."""
    token = _current.set(catalogue)
    try:
        yield
    finally:
        _current.reset(token)


def gettext(message: str) -> str:
    """Return the translation of an English message, or the message if there is none."""
    # the translation of nothing would be the head of the catalogue
    return _current.get().translations.gettext(message) if message else ""


def ngettext(one: str, many: str, number: int) -> str:
    """Return the translation of the message that goes with a number: `one` or `many` in English."""
    return _current.get().translations.ngettext(one, many, number)


def pgettext(context: str, message: str) -> str:
    """Return the translation of a message that would be ambiguous without a `context`."""
    return _current.get().translations.pgettext(context, message)


def ngettext_noop(one: str, many: str) -> tuple[str, str]:
    """Return the English message for one and for several, which is thereby listed and translated later."""
    return one, many


def gettext_noop(message: str) -> str:
    """Return the English message itself, which is thereby listed in the catalogues and translated later.

    For constants, which are made before the language is known.
    """
    return message


# --- numbers and lists ---------------------------------------------------------------------------


def format_number(number: int) -> str:
    """Return a number with a mark between its thousands.

    >>> format_number(12345)
    '12,345'
    """
    # Translators: the mark between the thousands of a number
    return f"{number:,}".replace(",", pgettext("thousands", ","))


def count(messages: tuple[str, str], number: int) -> str:
    """Return the one of two messages that goes with a number, with the number in place of `{number}`.

    >>> count(("{number} word", "{number} words"), 1200)
    '1,200 words'
    """
    return ngettext(*messages, number).format(number=format_number(number))


def join_with_and(words: Iterable[str]) -> str:
    """Return words with “and” between each two; empty if there are none.

    >>> join_with_and(["a", "b", "c"])
    'a and b and c'
    """
    joined = ""
    for word in words:
        joined = gettext("{first} and {last}").format(first=joined, last=word) if joined else word
    return joined


def join_as_list(words: Sequence[str]) -> str:
    """Return words as a list in a sentence; empty if there are none.

    >>> join_as_list(["a", "b", "c"])
    'a, b and c'
    """
    return join_with_and([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
