"""What stands beside a surname and makes it the name of something else: of a street, a colour, a doctrine."""

from __future__ import annotations

import re
from collections.abc import Mapping

from edition.annotate.given_names import NameBefore

CAPITALISED_NEXT = re.compile(r"(?:'s)?[ -][A-Z]")

_THING = re.compile(
    r" (?:Street|St\.|Avenue|Boulevard|Road|Lane|Square|Place|Prize|House|Airport|Library|Institute"
    r"|University"
    r"|College|School|Hospital|Hotel|Stadium|Island|County|River|Park|Bridge|Station|Museum|Mausoleum|Peak|Canal"
    r"|Mountains?|Works|Factory)(?!\w)"
)
"""What makes a name that of a place or a building: `Marlow Street`."""
DERIVED = re.compile(r"-(?:ite|ist|ism)s?(?!\w)")
"""What makes a name part of a word for something else: `Marlow-ite`."""
_COLOUR = r"(?:black|white|red|green|brown|gr[ae]y|blue|yellow)"
_COLOUR_BEFORE = re.compile(rf"\b{_COLOUR} (?:and|or|nor) $")
_COLOUR_AFTER = re.compile(rf" (?:and|or|nor) {_COLOUR}(?!\w)")
_ARTICLE_BEFORE = re.compile(r"\b[Tt]he $")
_BEGINS_SENTENCE = re.compile(r"(?:^|[.!?:\n\"(])\s*$")
_JOINED_BEFORE = re.compile(r"(?<![\w-])([A-Z][a-z]+)-$")


def is_part_of_thing(text: str, before: NameBefore) -> bool:
    """Return whether a capitalised word before an ordinary one makes it a thing: `the White House`."""
    begins_sentence = _BEGINS_SENTENCE.search(text[max(0, before.start - 3) : before.start])
    return not begins_sentence or (before.given[0] == "The" and len(before.given) > 1)


def is_beside_colour(text: str, start: int, end: int) -> bool:
    """Return whether a word stands beside one for a colour, as colours do: `black and White`."""
    return bool(_COLOUR_BEFORE.search(text[max(0, start - 12) : start]) or _COLOUR_AFTER.match(text, end))


def has_article(text: str, start: int) -> bool:
    """Return whether an article stands before a word, which is then no surname: `the House voted`."""
    return bool(_ARTICLE_BEFORE.search(text[max(0, start - 5) : start]))


def names_thing(text: str, start: int, end: int) -> bool:
    """Return whether a name is part of that of a place or building, or of a web address."""
    return bool(_THING.match(text, end)) or (
        text[max(0, start - 1) : start] in ("/", ".") and _is_address(text, start)
    )


def _is_address(text: str, start: int) -> bool:
    """Return whether a place is in a web address."""
    token = text[max(0, start - 200) : start].split()
    return bool(token) and ("://" in token[-1] or token[-1].startswith("www."))


def is_joined_to_unknown(text: str, start: int, forms: Mapping[str, object]) -> bool:
    """Return whether a surname is the second part of a double one whose first part is not a name we know."""
    joined = _JOINED_BEFORE.search(text[max(0, start - 30) : start])
    return bool(joined) and joined[1].lower() not in forms  # type: ignore[index]
