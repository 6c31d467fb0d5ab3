"""The head of a text: its title, byline and date, and what else stands above its first section."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from edition.annotate.dates import find_dates
from edition.editing.outline import DIVISION, MIN_PROSE_WORDS, NUMERAL, Paragraph
from edition.model.edtf import Edtf
from edition.model.vocabulary import MarkKind
from edition.text.words import word_set, words

MAX_TITLE_LENGTH = 120
"""Code points of the longest paragraph that is taken for a title."""

MAX_HEAD = 8
"""Paragraphs among which the title is looked for."""

MAX_DATELINE_WORDS = 12
"""Words of the longest paragraph that is taken for the line of a date."""

MAX_NOTE_LENGTH = 300
"""Code points of the longest remark in brackets below a title."""

_BYLINE = re.compile(r"(?:written |translated )?(?:by|von|par|por|door|av|di) (\S.{2,80}?)\.?", re.IGNORECASE)
_BY_ALONE = re.compile(r"(?:written )?(?:by|von|par|por|door|av|di)", re.IGNORECASE)
_OTHER_WORKS = re.compile(r"[_*(]*(?:author|auteur|autor|verfasser) (?:of|de|del|von)\b", re.IGNORECASE)
_IMPRINT = re.compile(r"[^.!?]{3,80}[ ,]((?:1[5-9]|20)\d\d)\.?")
"""The place, the publisher and the year at the foot of a title page."""
_BY_AT_END = re.compile(r"\b(?:by|von|par|por) ([^\d]{3,60})$", re.IGNORECASE)
_AUTHOR = re.compile(r"authors?:? (\S.{2,80}?)\.?", re.IGNORECASE)
_BANNER = re.compile(
    r".* (?:[|»›>/•·] ).*"
    r"|(?:home|menu|search|skip to|share|print|subscribe|log ?in|sign in|navigation|you are here)\b.{0,40}"
    r"|(?:https?://|www\.)\S+|.*©.*|(?:page|pg\.?|p\.) ?\d+|.*\b(?:photo|image|credit|picture|foto): .*",
    re.IGNORECASE,
)
_DATE_CUE = re.compile(
    r"_*(?:first )?(?:published|posted|printed|written|issued|dated?|updated|delivered"
    r"|(?:zuerst )?(?:erschienen|veröffentlicht|gedruckt)|geschrieben|verfa(?:ss|ß)t|stand:"
    r"|(?:première )?publi(?:é|cation)|paru|écrit)(?!\w)",
    re.IGNORECASE,
)
_PUBLICATION_CUE = re.compile(
    r"_*(?:first |originally )?published\b|_*(?:zuerst )?(?:erschienen|veröffentlicht)\b", re.IGNORECASE
)
_PLACE_BEFORE = re.compile(r"_*[^\W\d_][^.;:!?\d]{1,40}, (?:(?:den|am|im|le|in) )?")
"""A place before the day on which something was written there: `Bad Ems an der Lahn, den`."""
_NAME = re.compile(r"[^\W\d_][\w.’'-]*(?: (?:& )?[^\W\d_][\w.’'-]*){1,6}")
_NO_GIVEN_NAMES = word_set(
    "the a an on of in to for from and how why what who when where at with after before chapter part section "
    "book letter notes der die das ein eine im am zu über le la les l un une des du de el los las una il lo"
)
"""Words with which titles begin, but no names."""

_PARTICLES = word_set("van von de du da di del der den ten ter la le of y e zu and")
_EDGES = " #*_=~|"

NO_KINDS: Mapping[int, MarkKind] = MappingProxyType({})
"""What a plain text tells of the kinds of its paragraphs."""


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the first section."""

    title: int | None = None
    """The index of the paragraph that is the title."""
    parts: tuple[tuple[int, MarkKind], ...] = ()
    """The other paragraphs above the first section with their kinds, in order."""
    end: int = 0
    """The index of the first paragraph below it."""
    author: str = ""
    date: tuple[str, Edtf] | None = None
    """The date as the text has it, and its value."""


def find_head(
    paragraphs: Sequence[Paragraph],
    title: str = "",
    author: str = "",
    known: Mapping[int, MarkKind] = NO_KINDS,
    title_at: int | None = None,
    language: str = "en",
) -> Head:
    """Return the head of a text.

    `title` and `author` are what the frame of the file says, if it has one; `known` are the kinds of
    paragraphs that the format of the file tells, by index, and `title_at` is the index of the title, if that
    tells it. `language` is the BCP 47 code of the language of the text, for its dates.
    """
    marked = sum(i < 2 * MAX_HEAD for i in known)
    texts = [paragraph.words for paragraph in paragraphs[: MAX_HEAD + marked]]
    at = title_at
    if at is None and len(paragraphs) > 1:
        at = _find_title(texts, title, language)
    if at is None or at >= len(texts):
        return Head()
    byline = _find_byline(texts, at, author)
    parts: list[tuple[int, MarkKind]] = []
    found_author, date = "", None
    end = at + 1
    for i, text in enumerate(texts):
        if i == at:
            continue
        part = _part_of(text, author, language, is_above=i < at, known=known.get(i))
        if part is None and at < i < byline:
            part = _Part("byline" if _BY_ALONE.fullmatch(text) else "subtitle")
        if part is None and 0 < byline < i:
            imprint = _IMPRINT.fullmatch(text)
            date = date or ((imprint[1], Edtf.parse(imprint[1])) if imprint else None)
            part = _Part("standfirst") if imprint or _OTHER_WORKS.match(text) else None
        if part is None and i == end and _is_lone_name(text, texts[i + 1 : i + 2]):
            part = _Part("byline", text)
        if i > at and (part is None or i == len(paragraphs) - 1):
            break
        if part and part.kind:
            parts.append((i, part.kind))
            own_date = _date_of(text, language)
            # a letter has a date of its own above that of its publication
            date = (own_date or date) if _PUBLICATION_CUE.match(text) else (date or own_date)
            found_author = found_author or part.author
        end = max(end, i + 1)
    return Head(at, tuple(parts), end, found_author, date)


def _find_byline(texts: Sequence[str], title: int, author: str) -> int:
    """Return the index of the line of a title page that has nothing but the author's name; 0 if none has."""
    named = words(author)
    below = range(title + 1, len(texts))
    return next((i for i in below if named and words(texts[i]) in (named, ["by", *named])), 0)


def clean_title(text: str) -> str:
    """Return a title without marks around it and without what has no shape."""
    return " ".join("".join(c for c in text if c.isprintable()).strip(_EDGES).split())


def _find_title(texts: Sequence[str], title: str, language: str) -> int | None:
    """Return the index of the title; that which the frame names, if there is one."""
    named = words(title)
    for i, text in enumerate(texts):
        if named and words(text) == named:
            return i
    for i, text in enumerate(texts):
        if _can_be_title(text, language):
            return i
        follows_numeral = i > 0 and is_numeral(texts[i - 1])
        if not _stands_above_title(text, language) or (is_numeral(text) and follows_numeral):
            return None
    return None


def _stands_above_title(text: str, language: str) -> bool:
    is_named = _BYLINE.fullmatch(text) or _AUTHOR.fullmatch(text)
    is_bracketed = text.startswith(("[", "(")) and len(text) <= MAX_NOTE_LENGTH
    return bool(is_named or is_bracketed or is_numeral(text) or _is_banner(text) or _date_of(text, language))


def _can_be_title(text: str, language: str) -> bool:
    if not 1 <= len(clean_title(text)) <= MAX_TITLE_LENGTH or text.startswith(("[", "(")):
        return False
    if is_numeral(text) or _BYLINE.fullmatch(text) or _AUTHOR.fullmatch(text) or _is_banner(text):
        return False
    is_sentence = len(text.split()) > 6 and bool(re.search(r"[.,;:][\"”’)\]]*$", text))
    return not is_sentence and _date_of(text, language) is None


def is_numeral(text: str) -> bool:
    """Return whether a paragraph is nothing but the number of a part."""
    return bool(NUMERAL.fullmatch(text)) or DIVISION.fullmatch(text) is not None


def _is_banner(text: str) -> bool:
    return _BANNER.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class _Part:
    """A paragraph of the head."""

    kind: MarkKind | None
    """None for the place of a picture, which has no part in the text."""
    author: str = ""
    """Whom it names as the author."""


def _part_of(
    text: str, author: str, language: str, *, is_above: bool, known: MarkKind | None
) -> _Part | None:
    """Return what a paragraph is in the head, or None if it is not in it."""
    if known and known != "byline":
        return _Part(known)
    if author and words(text) in (words(author), ["by", *words(author)]):
        return _Part("byline", author)
    if match := _BYLINE.fullmatch(text):
        name = re.split(r",? (?=\d|\()", match[1])[0]
        return _Part("byline", name if _NAME.fullmatch(name) else "")
    if match := _AUTHOR.fullmatch(text):
        return _Part("byline", match[1])
    if known == "byline":
        return _Part("byline", text if _NAME.fullmatch(text) else "")
    if text.startswith("[Illustration"):
        return _Part(None)
    if is_above or _date_of(text, language):
        named = _BY_AT_END.search(text)
        return _Part("standfirst", named[1] if named and _NAME.fullmatch(named[1]) else "")
    is_remark = text.startswith(("[", "(")) and text.endswith(("]", ")")) and len(text) <= MAX_NOTE_LENGTH
    return _Part("standfirst") if is_remark and not re.match(r"\[\w{1,4}\]", text) else None


def _is_lone_name(text: str, following: Sequence[str]) -> bool:
    """Return whether a paragraph below a title has the form of a name, and prose below it."""
    parts = text.split()
    has_form = (
        2 <= len(parts) <= 4 and bool(_NAME.fullmatch(text)) and parts[0].lower() not in _NO_GIVEN_NAMES
    )
    has_form = has_form and all(part[0].isupper() or part.lower() in _PARTICLES for part in parts)
    return has_form and not text.isupper() and any(len(t.split()) >= MIN_PROSE_WORDS for t in following)


def _date_of(text: str, language: str) -> tuple[str, Edtf] | None:
    """Return the date of a paragraph that has little more than one."""
    if len(text.split()) > MAX_DATELINE_WORDS:
        return None
    found = [date for date in find_dates(text, language) if not date.is_inferred]
    if len(found) != 1:
        return None
    date = found[0]
    shown = text[date.start : date.end]
    rest = words(text[: date.start] + " " + text[date.end :])
    # a season may also be a title: "Autumn 1849"
    is_short = len(rest) <= 2 and (date.edtf.names_month or (bool(rest) and date.edtf.names_season))
    is_signed = date.edtf.names_month and bool(_PLACE_BEFORE.fullmatch(text, 0, date.start))
    is_line = is_short or (is_signed and not text[date.end :].strip(" ._*")) or bool(_DATE_CUE.match(text))
    return (shown, date.edtf) if is_line and not date.edtf.is_interval else None
