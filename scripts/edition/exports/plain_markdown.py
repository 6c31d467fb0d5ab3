"""The pages of the site as plain Markdown, for programs that read, and `llms.txt`, which lists them.

The Markdown from which the site is generated is full of ids, classes and boxes. Without them it is plain
CommonMark with footnotes, and its links lead to pages of the site.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from edition.markup.markdown import escape, link, split_front_matter
from edition.model.manifest import Entry
from edition.model.publication import Site
from edition.model.translation import gettext, gettext_noop

_VALUE = r"(?:[#.][\w:-]+|[\w-]+=\"[^\"]*\")"
_ATTRIBUTES = re.compile(rf" ?\{{ {_VALUE}(?: {_VALUE})* \}}")
_OPENING = re.compile(r"(/{3,}) (\w+)(?: \| (.*))?")
_CLOSING = re.compile(r"/{3,}|///Footnotes Go Here///")
_BREAK = re.compile(r"<br />(?=\n)")
_EMPHASIS = re.compile(r"</?em>")
_TAG = re.compile(r"</?(?:span|div|kbd|br|label)\b[^>]*>")
_CONTROL = re.compile(r"<form\b.*?</form>|<input\b[^>]*>| ?<button\b.*?</button>")
"""What works only on the page; its labels may be words of the page, and stay."""
_COMMENT = re.compile(r"<!-- \w+ -->")
_PICTURE = re.compile(r"<figure class=\"picture\">.*?</figure>\n*", re.DOTALL)
_LEFT_OUT = re.compile(r"\[(?:↑|)\]\([^)]*\) ?")
"""Links without words, and those from a note back to its call."""
_LINK = re.compile(r"\]\((?!<|https?:|#)([^)\s]+)\)")


def plain_markdown(page: str, path: str, url: str, parts: Mapping[str, str] = MappingProxyType({})) -> str:
    """Return a page as plain Markdown.

    `path` is that of its source from the folder of all pages, as `essays/cranes.md`; `url` is the address of
    the site, or empty: then links are relative, and end in files. `parts` are Markdown by name for comments
    such as `<!-- essays -->`.
    """
    body = _COMMENT.sub(lambda match: parts.get(match[0][5:-4], ""), split_front_matter(page)[1])
    body = _PICTURE.sub("", body)
    lines = _CONTROL.sub("", "\n".join(_plain_lines(body.split("\n"))))
    text = _LEFT_OUT.sub("", _TAG.sub("", _EMPHASIS.sub("*", _BREAK.sub("\\\\", lines))))
    text = _LINK.sub(lambda match: f"]({_address(match[1], path, url)})", text)
    return re.sub(r"\n((?:> ?)?\n){2,}", r"\n\1", text).strip("\n") + "\n"


def _plain_lines(lines: Iterable[str]) -> Iterator[str]:
    """Yield the lines of a page without the fences of blocks and without lists of attributes.

    What stands in a box is quoted, so that it cannot be taken for the text around it.
    """
    in_options, box = False, ""
    for line in lines:
        in_options = in_options and line.startswith("    ")
        quote = "> " * bool(box)
        opening = _OPENING.fullmatch(line)
        if opening:
            in_options = True
            if opening[2] in ("details", "note") and not box:
                box = opening[1]
                yield f"> **{opening[3]}**"
        elif box and line == box:
            box = ""
        elif not in_options and not _CLOSING.fullmatch(line):
            plain = _ATTRIBUTES.sub("", line)
            if plain.strip() or not line.strip():
                yield (quote + plain).rstrip()


def _address(target: str, path: str, url: str) -> str:
    """Return the address of a link from the page at `path`: that of a page or file of the site."""
    file = re.split("[?#]", target, maxsplit=1)[0]
    return _file_address(file, path, url) + target.removeprefix(file)


@lru_cache(maxsize=1000)
def _file_address(file: str, path: str, url: str) -> str:
    """Return the address of a page or file of the site; hundreds of links on a page lead to the same few."""
    page = linked_address(file, path)
    if url:
        return url + page
    # read from a folder on disk, where the address of a folder leads to no page
    file = f"{page}index.html" if page[-1:] in ("", "/") else page
    return posixpath.relpath(file, page_folder(path) or ".")


def linked_address(file: str, path: str) -> str:
    """Return the address, from the top of the site, of what the page at `path` links to as `file`.

    >>> linked_address("../people.md", "essays/cranes.md")
    'people/'
    """
    return page_folder(posixpath.normpath(posixpath.join(posixpath.dirname(path), file)))


def page_folder(path: str) -> str:
    """Return the address of a page, from the top of the site; that of another file is its path.

    >>> page_folder("essays/cranes.md"), page_folder("essays/index.md"), page_folder("data/a.json")
    ('essays/cranes/', 'essays/', 'data/a.json')
    """
    if not path.endswith(".md"):
        return path
    return re.sub(r"(^|/)index$", r"\1", path.removesuffix(".md")) + "/" * (
        posixpath.basename(path) != "index.md"
    )


_PAGES = {
    "people": (gettext_noop("People"), gettext_noop("everybody whom the essays name, with every place")),
    "quotations": (
        gettext_noop("Quotations"),
        gettext_noop("whose words are quoted, and where they are published"),
    ),
    "timeline": (
        gettext_noop("Timeline"),
        gettext_noop("what happened when, and which essay speaks of it"),
    ),
    "disagreements": (
        gettext_noop("Disagreements"),
        gettext_noop("where the essays contradict each other or the record"),
    ),
    "synopsis": (gettext_noop("Synopsis"), gettext_noop("what each essay says of each part of the story")),
    "sources": (
        gettext_noop("Sources"),
        gettext_noop("where the essays are from, and the works that they quote"),
    ),
    "versions": (gettext_noop("Versions"), gettext_noop("what changed with each version of the edition")),
}
"""The title of each page across the essays, and what it has."""
_DATA = {
    "annotations.json": gettext_noop("every mention of a person, date or quotation, as W3C annotations"),
    "anchors.json": gettext_noop("every address of the site"),
}


def llms_txt(site: Site, entries: Sequence[Entry], files: Collection[str]) -> str:
    """Return the list of pages and data for programs that read; see https://llmstxt.org.

    `files` are the paths of all files of the site, with pages as Markdown.
    """
    parts = [f"# {escape(site.name)}"]
    parts += [f"> {escape(site.description)}"] if site.description else []
    parts.append(gettext("Every page is also there as Markdown, in a file `index.md` beside it."))
    essays = [
        f"- {link(escape(entry.title), f'{site.url}essays/{entry.slug}/index.md')}{_remark(entry.summary)}"
        for entry in entries
    ]
    parts += [_heading(gettext("Essays")), "\n".join(essays)]
    pages = [
        f"- {link(escape(gettext(title)), f'{site.url}{name}/index.md')}: {gettext(about)}"
        for name, (title, about) in _PAGES.items()
        if f"{name}.md" in files
    ]
    data = [
        f"- {link(name, f'{site.url}data/{name}')}: {gettext(about)}"
        for name, about in _DATA.items()
        if f"data/{name}" in files
    ]
    parts += [_heading(gettext("Across the essays")), "\n".join(pages)] if pages else []
    parts += [_heading(gettext("Data")), "\n".join(data)] if data else []
    return "\n\n".join(parts) + "\n"


def _remark(summary: str) -> str:
    """Return what follows a link in a list; an essay may have no summary."""
    return f": {escape(summary)}" if summary else ""


def _heading(words: str) -> str:
    return f"## {escape(words)}"
