"""The author's notes in a page: links whose text is a short label, and the passages to which they lead."""

from __future__ import annotations

import re
from collections.abc import Iterator

from edition.importing.safe_input import Element

NOTE, CALL = "data-edition-note", "data-edition-call"
"""The attributes that hold the number of a note: of the note itself, and of a call."""

_LABEL = re.compile(
    r"[\[(]?(?:\d{1,4}|[ivxlc]{1,6}|[a-z]|[*†‡§¶#]{1,3}|(?:note|n\.?) ?\d{1,4})[\])]?\.?", re.IGNORECASE
)
_BACK = re.compile(r"[↩↑⇑⤴^←⏎\ufe0e\ufe0f\s]*|\(?(?:back|return|zurück|retour)\)?", re.IGNORECASE)
_CONTAINERS = ("li", "aside", "dd", "p", "div", "section")
_NOTE_TYPES = re.compile(r"\b(?:footnote|endnote|rearnote|doc-footnote|doc-endnote|fn|note)\b")


def mark_notes(root: Element) -> int:
    """Give each note in a page its number, and put this where it is called; return how many there are.

    A note is the passage to which a link leads whose text is a short label, and which stands after it. Links
    from the notes back to the text, and the labels of the notes themselves, are removed.
    """
    _move_tooltips(root)
    order = {element: at for at, element in enumerate(root.iter())}
    targets = {
        name: element for element in order for name in (element.get("name"), element.get("id")) if name
    }
    numbers: dict[Element, int] = {}
    calls: list[tuple[Element, int, str]] = []
    for link in [element for element in order if element.tag == "a"]:
        label = _text(link)
        target = (
            targets.get((link.get("href") or "").partition("#")[2])
            if "#" in (link.get("href") or "")
            else None
        )
        if target is None or not _is_call(link, label):
            continue
        note = _note_of(target, label)
        if note is None or order[note] < order[link] or any(note is above for above in link.iterancestors()):
            continue
        number = numbers.setdefault(note, len(numbers) + 1)
        calls.append((link, number, label))
    called = {link for link, _, _ in calls}
    for note, number in numbers.items():
        label = next(label for _, n, label in calls if n == number)
        note.set(NOTE, str(number))
        _remove_ways_back(note, called)
        _remove_label(note, label)
    for link, number, _ in calls:
        _replace_call(link, number)
    return len(numbers)


def _move_tooltips(root: Element) -> None:
    """Put notes that stand within a sentence, to be shown beside it, at the end of the text.

    Plugins such as Modern Footnotes write them so: the call is described by the note that follows it.
    """
    notes = {element.get("id"): element for element in root.iter() if element.get("role") == "tooltip"}
    for link in list(root.iter("a")):
        note = notes.pop(link.get("aria-describedby"), None)
        if note is None or not _is_call(link, _text(link)) or not _text(note):
            continue
        end = next(above for above in note.iterancestors() if above.tag in ("article", "main", "body"))
        _drop(note)
        note.tail = None
        note.tag = "aside"
        end.append(note)
        link.set("href", f"#{note.get('id')}")


def _text(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _is_call(link: Element, label: str) -> bool:
    kind = f"{link.get('epub:type') or ''} {link.get('role') or ''} {link.get('class') or ''}"
    if "backlink" in kind or "backref" in kind:
        return False
    return bool(_LABEL.fullmatch(label)) and bool(label)


def _note_of(target: Element, label: str) -> Element:
    """Return the element that is the note to which a link leads, or None if it leads to something else."""
    for element in [target, *target.iterancestors()]:
        if element.tag in ("body", "html", "article", "main"):
            return None
        if element.tag not in _CONTAINERS or not _text(element):
            continue
        kind = " ".join(filter(None, (element.get("epub:type"), element.get("role"), element.get("class"))))
        is_labelled = re.match(rf"\W*{re.escape(label.strip('[]().'))}(?!\w)", _text(element)) is not None
        if element.tag in ("li", "aside") or is_labelled or _NOTE_TYPES.search(kind):
            return element
        return None
    return None


def _remove_ways_back(note: Element, called: set[Element]) -> None:
    for link in list(note.iter("a")):
        is_link = (link.get("href") or "").partition("#")[2] != ""
        kind = f"{link.get('role') or ''} {link.get('class') or ''} {link.get('epub:type') or ''}"
        is_back = "back" in kind or _BACK.fullmatch(_text(link)) or _LABEL.fullmatch(_text(link))
        if is_link and is_back and link not in called:
            _drop(link)


def _remove_label(note: Element, label: str) -> None:
    """Remove the label with which the words of a note begin, if it has one."""
    bare = re.escape(label.strip("[]()."))
    if not re.match(rf"\W*{bare}(?!\w)|[\[(]\s*[\])]|[.:)\]]", _text(note)):
        return
    left = re.compile(rf"\s*[\[(]?\s*(?:{bare}(?!\w))?\s*[\])]?[.:]?\s*")
    for holder, attribute in _texts(note):
        text = getattr(holder, attribute) or ""
        if not text.strip():
            continue
        match = left.match(text)
        setattr(holder, attribute, text[match.end() if match else 0 :])
        if getattr(holder, attribute).strip():
            return


def _texts(element: Element) -> Iterator[tuple[Element, str]]:
    """Yield each place that holds text in an element, in order."""
    yield element, "text"
    for child in element:
        yield from _texts(child)
        yield child, "tail"


def _replace_call(link: Element, number: int) -> None:
    """Put the number of a note in place of its call, without brackets around it."""
    for child in list(link):
        link.remove(child)
    link.text = None
    link.set(CALL, str(number))
    previous, parent = link.getprevious(), link.getparent()
    before = (previous.tail if previous is not None else parent.text) or ""
    after = link.tail or ""
    if before.rstrip().endswith(("[", "(")) and after.lstrip().startswith(("]", ")")):
        before, link.tail = before.rstrip()[:-1], after.lstrip()[1:]
        if previous is not None:
            previous.tail = before
        else:
            parent.text = before


def _drop(element: Element) -> None:
    """Remove an element, and leave the text after it in its place."""
    parent, previous = element.getparent(), element.getprevious()
    if element.tail:
        if previous is not None:
            previous.tail = (previous.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)
