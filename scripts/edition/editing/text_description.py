"""What is proposed for a plain text, by its outline."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePath

from edition.editing.contents import find_contents
from edition.editing.description import Description, incipit, shown_words, without_head
from edition.editing.head import Head, find_head, is_numeral
from edition.editing.outline import Outline, find_headings, outline
from edition.editing.text_language import guess_language
from edition.importing.imported_text import NOTHING, Facts, Statement
from edition.model.essay import Source
from edition.model.translation import gettext, gettext_noop
from edition.text.words import words

_LANGUAGES = {
    "english": "en",
    "french": "fr",
    "german": "de",
    "spanish": "es",
    "italian": "it",
    "dutch": "nl",
    "portuguese": "pt",
    "russian": "ru",
    "latin": "la",
    "swedish": "sv",
    "danish": "da",
    "finnish": "fi",
}
"""The languages that the frame of Project Gutenberg names in English."""


def describe_text(source: Source, language: str = "") -> Description:
    """Return what is proposed for a plain text; `language` is that of the edition.

    It counts for the dates of a text of which neither frame nor words say in which language it is.
    """
    return _describe_outline(source, outline(source.text), language)


def describe_plainly(source: Source) -> Description:
    """Return what is proposed for a text of which nothing is known but its words."""
    found = replace(outline(source.text, framed=False), conventions=(), wrapped=False)
    return without_head(source, replace(_describe_outline(source, found), headings=()))


def _describe_outline(source: Source, found: Outline, language: str = "") -> Description:
    named = _LANGUAGES.get(found.language.lower(), "")
    head = find_head(
        found.paragraphs,
        found.title,
        found.author,
        language=named or guess_language(source.text) or language or "en",
    )
    # from here on: lines of the head in capitals, as in newspapers, are no table of contents with those below
    below = tuple(find_headings(found.paragraphs, wrapped=found.wrapped, first=max(1, head.end)))
    contents = find_contents(source.text, found.paragraphs, head.end) if head.end else None
    span = None
    if contents:
        listed = found.paragraphs[slice(*contents)]
        span = (listed[0].start, listed[-1].end)
        head = replace(head, end=contents[1])
    headings = [i for i in below if i >= head.end]
    if not head.end and is_numeral(found.paragraphs[0].words) and len(found.paragraphs) > 1:
        headings = [0, *headings]
    own = shown_words(found.paragraphs[head.title].words, found.conventions) if head.title is not None else ""
    title = (
        # the frame has the same title without the capitals of the title page
        (found.title if words(found.title) == words(own) else own)
        if own
        else found.title or _title_of_file(source.name) or incipit(found.paragraphs, found.conventions)
    )
    date = head.date
    return Description(
        found.paragraphs,
        found.wrapped,
        found.conventions,
        title,
        head,
        tuple(headings),
        frame=found.frame,
        contents=span,
        facts=_facts_of_outline(found, head),
        date=date[1] if date else None,
    )


def _facts_of_outline(found: Outline, head: Head) -> Facts:
    author = NOTHING
    if head.author and head.author != found.author:
        author = Statement(head.author, gettext_noop("the byline"))
    elif found.author:
        author = Statement(found.author, gettext_noop("the frame of the file"))
    date = Statement(head.date[0], gettext_noop("the head of the text")) if head.date else NOTHING
    licence = NOTHING
    if any(found.frame) and (found.title or found.author):
        licence = Statement(gettext("Public domain in the United States"), "Project Gutenberg")
    return Facts(
        author=author, date=date, licence=licence, language=_LANGUAGES.get(found.language.lower(), "")
    )


_FILE_NAME = re.compile(r"[^\W\d_]{2,}(?:[ _-]+[^\W_]+)+")


def _title_of_file(name: str) -> str:
    """Return a title made of the name of a file, if that consists of words."""
    stem = PurePath(name).stem
    is_words = _FILE_NAME.fullmatch(stem) and not re.search(r"[0-9a-f]{8}", stem)
    return re.sub(r"[ _-]+", " ", stem).capitalize() if is_words else ""
