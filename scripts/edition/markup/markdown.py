"""Writing Markdown in which the characters of a text are never taken for markup.

The dialect is that of Python-Markdown with its extensions `attr_list`, `def_list`, `footnotes` and
`tables`, and with the blocks `admonition`, `caption`, `details` and `html` of pymdown-extensions. Tags of
HTML are written only where it has no notation of its own: for words inside a paragraph, and for pictures.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Mapping
from urllib.parse import unquote

import yaml

# An exclamation mark at the end would turn a link that follows into an image; a colon after a bracket
# would turn a link into a link definition; three slashes would open or close a block; a bar would end a
# cell of a table; a caret at the start would turn the label of a link into the call of a footnote.
_ANYWHERE = re.compile(r"[\\`*_{}\[\]#&<|]|(?<=\]):|!\Z|/(?=//)|\A\^")
_LINE_BREAKS = re.compile(r"\s*[\n\r\x0b\x0c\x1c-\x1f\x85\u2028\u2029]\s*")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
_AT_START = re.compile(r"(?:\d+)?([-+.>:!=)~])")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ":": "&#58;", "=": "&#61;", "~": "&#126;", "|": "&#124;"}
_ENTITIES |= {"/": "&#47;", "^": "&#94;"}
_ATTRIBUTE = {ord(c): f"&#{ord(c)};" for c in "\"'{}<>&\\`*_[]|\n\r\t"}


def escape(text: str, *, starts_line: bool = False) -> str:
    r"""Return Markdown that displays `text` on a single line, with a space for each of its line breaks.

    `starts_line` says that the result is put at the beginning of a line. A control character, which HTML does
    not allow, becomes U+FFFD.

    >>> escape("*1917* & [a]")
    '\\*1917\\* &amp; \\[a\\]'
    >>> escape("1. May", starts_line=True)
    '1\\. May'
    """
    text = single_line(text)
    text = text.lstrip() or text[:1] if starts_line else text
    escaped = _ANYWHERE.sub(lambda match: _ENTITIES.get(match[0], "\\" + match[0]), text)
    start = _AT_START.match(escaped) if starts_line else None
    if start:
        position, mark = start.start(1), start[1]
        escaped = escaped[:position] + _ENTITIES.get(mark, "\\" + mark) + escaped[position + 1 :]
    return escaped


def emphasis(text: str) -> str:
    """Return `text`, escaped, with emphasis; marks beside a space would be those of a list."""
    return f"*{escape(text.strip())}*"


def strong(text: str) -> str:
    """Return `text`, escaped, with strong emphasis."""
    return f"**{escape(text.strip())}**"


def single_line(text: str) -> str:
    r"""Return `text` with a space for each line break, and U+FFFD for what HTML and YAML cannot hold.

    >>> single_line("The end:\r\n\r\n    a beginning")
    'The end: a beginning'
    """
    return text if text.isprintable() else _CONTROLS.sub("\ufffd", _LINE_BREAKS.sub(" ", text))


def attributes(identifier: str = "", classes: Iterable[str] = (), **values: str) -> str:
    """Return an attribute list: `{ #id .class key="value" }`.

    Underscores in the names of `values` become hyphens.
    """
    parts = [f"#{identifier}"] if identifier else []
    parts += [f".{name}" for name in classes]
    parts += [f'{name.replace("_", "-")}="{value.translate(_ATTRIBUTE)}"' for name, value in values.items()]
    return "{ " + " ".join(parts) + " }"


def link(text: str, target: str, attribute_list: str = "") -> str:
    """Return a link; `text` is Markdown, and `target` is a URL without spaces."""
    return f"[{text}]({target}){attribute_list}"


_URL = re.compile(r"https?://\w[^\s<>]*")


def link_urls(text: str) -> str:
    """Return `text`, escaped, with its URLs as links that show the host and the last part of the path.

    >>> link_urls("See https://example.org/works/a.htm.")
    'See [example.org: a.htm](<https://example.org/works/a.htm>).'
    """
    parts: list[str] = []
    position = 0
    for match in _URL.finditer(text):
        url = _trim_url(match[0])
        parts.append(escape(text[position : match.start()], starts_line=not position))
        parts.append(link(escape(_label_url(url)), f"<{url}>"))
        position = match.start() + len(url)
    return "".join([*parts, escape(text[position:], starts_line=not position)])


def _trim_url(url: str) -> str:
    """Return a URL without the marks of its sentence: stops, closing quotation marks and brackets.

    A closing bracket is part of the URL if it has an opening one.
    """
    while True:
        trimmed = url.rstrip(".,;:\"'”’»")
        if trimmed.endswith(")") and trimmed.count(")") > trimmed.count("("):
            trimmed = trimmed[:-1]
        if trimmed == url:
            return url
        url = trimmed


def _label_url(url: str) -> str:
    """Return the host of a URL and the last part of its path."""
    host, _, path = url.partition("://")[2].partition("/")
    last = path.rstrip("/").rpartition("/")[2].partition("#")[0].partition("?")[0]
    return ": ".join(filter(None, (host.removeprefix("www."), unquote(last).replace("_", " "))))


def link_targets(ids: Iterable[str]) -> str:
    """Return an empty element for each of `ids`, for links to lead to."""
    return "".join(f'<span id="{id_}"></span>' for id_ in ids)


def block_quote(content: str) -> str:
    """Return `content`, which is Markdown, as a block quote."""
    return "\n".join(f"> {line}".rstrip() for line in content.split("\n"))


def preformatted(text: str) -> str:
    """Return lines that are shown as they are.

    Markdown sees the fences of blocks and the place of footnotes in them, too; such lines are HTML.
    """
    lines = [line.rstrip() for line in text.split("\n")]
    if "///" in text:
        code = html.escape("\n".join(lines), quote=False)
        return f"<pre><code>{code}\n</code></pre>"
    return "\n".join(f"    {line}".rstrip() for line in lines)


def block(
    header: str, content: Iterable[str], options: Mapping[str, object] | None = None, depth: int = 0
) -> str:
    """Return a block of pymdown-extensions; `header` is its name and argument, `content` its Markdown.

    `depth` is the number of levels of blocks in its content: its fence is longer than theirs.

    >>> print(block("html | div.facts", ["A fact."]))
    /// html | div.facts
    <BLANKLINE>
    A fact.
    <BLANKLINE>
    ///
    """
    fence = "/" * (3 + depth)
    # JSON is YAML, and written ten times as quickly
    lines = [f"    {key}: {json.dumps(value, ensure_ascii=False)}" for key, value in (options or {}).items()]
    head = "\n".join([f"{fence} {header}", *lines])
    return "\n\n".join([head, *content, fence])


def html_block(element: str, content: Iterable[str], *, inline: bool = False, depth: int = 0) -> str:
    """Return Markdown inside an HTML element, which is given as a selector: `div.facts`.

    With `inline`, the content makes no paragraphs. `depth` is as for `block`.
    """
    return block(f"html | {element}", content, {"markdown": "inline"} if inline else None, depth)


_IN_SELECTOR = {ord(c): f"&#{ord(c)};" for c in '"&<>\\'}


def selector_value(text: str) -> str:
    r"""Return `text` as the value of an attribute in the selector of `html_block`.

    >>> selector_value('After "the essay"')
    '"After &#34;the essay&#34;"'
    """
    return f'"{single_line(text).translate(_IN_SELECTOR)}"'


def caption(content: Iterable[str], classes: str) -> str:
    """Return a caption for what stands above it; the `classes` are those of the figure of both."""
    return block("caption", content, {"attrs": {"class": classes}})


def note(title: str, content: Iterable[str]) -> str:
    """Return a note to the reader, set apart under a `title`, which is Markdown."""
    return block(f"note | {title}", content)


def details(summary: str, content: Iterable[str], classes: str, *, depth: int = 0) -> str:
    """Return Markdown that is collapsed below a `summary`, which is Markdown as well.

    `depth` is as for `block`.
    """
    return block(f"details | {summary}", content, {"attrs": {"class": classes}}, depth)


def front_matter(values: Mapping[str, object], metadata: Mapping[str, object] | None = None) -> str:
    """Return YAML front matter for a page: its `values`, and below them `metadata` for other programs.

    Words are on one line; the title becomes HTML, since themes put it into menus as it is. Each value of the
    metadata is one line of JSON, which is also YAML.
    """
    lines = {key: single_line(value) if isinstance(value, str) else value for key, value in values.items()}
    titled = {**lines, "title": html.escape(str(lines["title"]), quote=False)}
    head = yaml.safe_dump(titled, allow_unicode=True, sort_keys=False, width=10_000)
    below = [f"{key}: {_json_line(data)}\n" for key, data in (metadata or {}).items()]
    return f"---\n{head}{''.join(below)}---\n"


_NOT_IN_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
"""Characters that JSON may hold and YAML may not, or takes for the end of a line."""


def _json_line(data: object) -> str:
    dumped = json.dumps(data, ensure_ascii=False)
    return _NOT_IN_YAML.sub(lambda match: f"\\u{ord(match[0]):04x}", dumped)


def split_front_matter(page: str) -> tuple[str, str]:
    r"""Return the front matter of a page, which is YAML, and what follows; both may be empty.

    >>> split_front_matter("---\ntitle: A\n---\n# A\n"), split_front_matter("# A\n")
    (('title: A\n', '# A\n'), ('', '# A\n'))
    """
    match = _FRONT_MATTER.match(page)
    return (match[1], page[match.end() :]) if match else ("", page)


_FRONT_MATTER = re.compile(r"---\n(.*?\n)---\n", re.DOTALL)
