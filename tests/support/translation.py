"""The edition `harbour` in another language: German, and one in which each message stands in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from gettext import NullTranslations
from pathlib import Path

from babel.messages.pofile import read_po, write_po

from tests.support.editions import HARBOUR, build, lay_out
from tests.support.environment import ROOT

LOCALES = ROOT / "scripts/edition/inputs/locales"

_NOT_WORDS = re.compile(r"(\{\w+\}|\[|\]\([^)]*\)|<[^>]+>|\*+|`)")
"""Values and what is markup in Markdown; it stands outside of brackets."""


def in_brackets(message: str) -> str:
    """Return a message with everything in it but its values and markup in brackets.

    >>> in_brackets("Version {version}")
    '⟦Version ⟧{version}'
    """
    parts = _NOT_WORDS.split(message)
    return "".join(part if _NOT_WORDS.fullmatch(part) or not part.strip() else f"⟦{part}⟧" for part in parts)


class Bracketed(NullTranslations):
    """Translations into the language of brackets."""

    def gettext(self, message: str) -> str:
        return in_brackets(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return in_brackets(msgid1 if n == 1 else msgid2)

    def pgettext(self, _: str, message: str) -> str:
        return in_brackets(message)


def lay_out_translated(root: Path) -> Path:
    """Make a checkout of `harbour` whose editors write German; its essays are in English as before."""
    lay_out(root, HARBOUR, look=True)
    config = root / "mkdocs.yml"
    start, rest = config.read_text(encoding="utf-8").split("nav:\n", 1)
    settings = start + rest[rest.index("theme:") :]
    config.write_text(settings.replace("  language: en", "  language: de"), encoding="utf-8")
    essays = root / "docs/annotations/essays.yml"
    text = re.sub(r"(?m)^  - slug: .*", r"\g<0>\n    language: en", essays.read_text(encoding="utf-8"))
    essays.write_text(text, encoding="utf-8")
    return root


def make_german(root: Path) -> None:
    """Make `harbour` in German."""
    build(lay_out_translated(root))


def make_bracketed(root: Path) -> None:
    """Make `harbour` with a catalogue of its own, in which each message of the program is in brackets."""
    lay_out_translated(root)
    with (LOCALES / "messages.pot").open("rb") as file:
        catalogue = read_po(file, locale="de")
    for message in catalogue:
        if isinstance(message.id, str):
            message.string = in_brackets(message.id)
        elif message.id:
            message.string = tuple(map(in_brackets, message.id))
    locales = root / "overrides/locales"
    locales.mkdir()
    with (locales / "de.po").open("wb") as file:
        write_po(file, catalogue)
    build(root)


def phrases(text: str) -> Iterator[str]:
    """Yield the words of a text between any two marks or numbers, apart from what stands in brackets."""
    outside = re.sub(r"⟦[^⟦⟧]*⟧", "|", " ".join(text.split()))
    for phrase in re.split(r"[^\w\s-]|\d", outside):
        if re.search(r"[^\W\d_]{2}", phrase):
            yield phrase.strip(" -_")


def own_phrases() -> str:
    """Return the phrases of all that the editors of `harbour` have written, each in a line of its own."""
    files = [path for path in HARBOUR.rglob("*") if path.suffix in (".txt", ".yml", ".md", ".cff")]
    texts = (path.read_text(encoding="utf-8") for path in sorted(files))
    lines = {phrase for text in texts for part in (text, *text.split("\n")) for phrase in phrases(part)}
    return "\n".join(f" {line.casefold()} " for line in sorted(lines))


def untranslated(texts: list[str], own: str, names: frozenset[str] = frozenset()) -> set[str]:
    """Return the phrases in `texts` that are neither in brackets, nor the edition's `own`, nor `names`."""
    found = {phrase for text in texts for phrase in phrases(text)} - names
    return {phrase for phrase in found if f" {phrase.casefold()} " not in own}
