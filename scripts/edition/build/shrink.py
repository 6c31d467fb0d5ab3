"""Making the built site smaller without changing what a reader sees.

Pages lose the indentation of their templates, stylesheets and scripts their comments, and the theme's
stylesheets what no page uses. The rest of these is put at the head of the stylesheet that every page has.
The scripts that every page has become one file, and so do the stylesheets that a page has one after the
other: together they are smaller.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple

from edition.build.cache import NO_CACHE, Cache, key_of
from edition.build.theme_styles import reduce_styles, required_names, used_names
from edition.inputs.paths import DOCS
from edition.model.errors import EditionError

STYLES = "assets/styles"
SCRIPTS = "assets/scripts"
THEME_STYLES, THEME_SCRIPTS = "assets/stylesheets", "assets/javascripts"
THEME_PICTURE = "assets/images/favicon.png"
"""The theme's own files."""

COMMON = ("edition", "page", "frame")
"""The scripts of every page, in order; they become `common.js`."""

_Theme = tuple[str, tuple[str, ...]]
"""The order of layers that a page declares, and the stylesheets of the theme that it imports."""

_NEWLINE = re.compile(r"\s*\n\s*")
_SVG_NAMESPACE = ' xmlns="http://www.w3.org/2000/svg"'
"""What the theme says of its pictures, and HTML does not need."""
_EMPTY_LINK = re.compile(r"""&#160;<a class="footnote-backref"[^<>]*></a>""")
_LAYERS = re.compile(r"<style>(@layer [^<]*;)</style>\s*")
_IMPORT = re.compile(
    r"""<style>@import url\("[^"]*?(assets/stylesheets/[^"]+)"\) layer\(theme\);</style>\s*"""
)
_SCRIPTS = re.compile(
    r"""<script defer src="([^"]*assets/scripts/)edition\.js"></script>\s*"""
    r"""<script defer src="[^"]*/page\.js"([^>]*)></script>\s*<script defer src="[^"]*/frame\.js"></script>"""
)
_COMPONENTS = re.compile(
    r"""(?:<link rel="stylesheet" href="[^"]*assets/styles/(?!page\.)[\w-]+\.css">\s*){2,}"""
)
_HREF = re.compile(r"""href="([^"]*assets/styles/)([\w-]+)\.css""")
_CSS_STRING = r"""("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')"""
_CSS_COMMENT = re.compile(rf"{_CSS_STRING}|/\*.*?\*/", re.DOTALL)
_CSS_SPACE = re.compile(rf"{_CSS_STRING}|[;\s]*(\}})\s*|\s*([{{;,])\s*(?:((?!--)[\w-]+:)\s+)?")
"""Space around braces, semicolons and commas and after the name of a property (not of a variable, whose
value may be any text); a semicolon before a brace."""
_JS_COMMENT = re.compile(
    r"^[ \t]*//[^\n]*\n|^[ \t]*/\*(?:(?!\*/).)*\*/[ \t]*\n|/\*\*.*?\*/ ?", re.DOTALL | re.MULTILINE
)


def shrink_site(site: Path, cache: Cache = NO_CACHE) -> None:
    """Make the files of the folder `site` smaller, where they are.

    The reduced stylesheet is taken from the `cache` if nothing has changed on which it depends. Raises
    EditionError if a file is not UTF-8.
    """
    paths = sorted(site.rglob("*.html"))
    styles = {path: shrink_style(_read(path, site)) for path in sorted((site / STYLES).glob("*.css"))}
    scripts = {path: shrink_script(_read(path, site)) for path in sorted((site / SCRIPTS).glob("*.js"))}
    changes: list[Callable[[str], str]] = []
    themes: set[_Theme] = set()
    used = used_names(_shrunk_pages(site, paths, themes), _sources(site))
    if len(themes) == 1:  # otherwise pages go on importing what they need
        styles |= _include_theme(site, themes.pop(), used, styles, cache)
        changes.append(lambda frame: _LAYERS.sub("", _IMPORT.sub("", frame)))
    common = [site / SCRIPTS / f"{name}.js" for name in COMMON]
    joined: set[Path] = set()
    if all(path in scripts for path in common):
        joined.update(common)
        scripts[site / SCRIPTS / "common.js"] = "".join(scripts[path] for path in common)
        changes.append(partial(_SCRIPTS.sub, r'<script defer src="\1common.js"\2></script>'))

    def join(links: re.Match[str]) -> str:
        folder, names = _HREF.findall(links[0])[0][0], [name for _, name in _HREF.findall(links[0])]
        path = f"{'-'.join(names)}.css"
        joined.update(site / STYLES / f"{name}.css" for name in names)
        styles[site / STYLES / path] = "".join(styles[site / STYLES / f"{name}.css"] for name in names)
        return f'<link rel="stylesheet" href="{folder}{path}">\n'

    changes.append(partial(_COMPONENTS.sub, join))
    unused = {f"{THEME_SCRIPTS}/", *(f"/{path.name}" for path in (*styles, *common, Path(THEME_PICTURE)))}
    unused = _without_used(unused, "".join(scripts.values()))
    for path in paths:  # one after another, since all of a large edition would fill the memory
        page = _divide(_read(path, site))
        for change in changes:
            page = page.with_frame(change)
        finished = _shrink_page(page)
        path.write_text(finished, encoding="utf-8", newline="")
        unused = _without_used(unused, finished)
    for path, text in {**styles, **scripts}.items():
        path.write_text(text, encoding="utf-8", newline="")
    _remove_unused(site, unused, joined)


def _shrunk_pages(site: Path, paths: Iterable[Path], themes: set[_Theme]) -> Iterator[str]:
    """Yield each page as it will be, and add how it includes the theme to `themes`."""
    for path in paths:
        page = _divide(_read(path, site))
        if theme := _theme_of(page.before):
            themes.add(theme)
        yield _shrink_page(page)


def _sources(site: Path) -> Iterator[str]:
    """Yield the edition's scripts, as they were written."""
    return (_read(path, site) for path in (site / SCRIPTS).rglob("*.js"))


def _include_theme(
    site: Path, theme: _Theme, used: Collection[str], styles: Mapping[Path, str], cache: Cache
) -> dict[Path, str]:
    """Return the stylesheet of all pages, with what of the theme's can apply, and remove the latter.

    `used` are the names on all pages, as `used_names` returns them.
    """
    layers, imports = theme
    css = "".join(_read(site / path, site) for path in imports)
    # of all names only these, so that the result can be found again after a change of words
    names = required_names(css).intersection(used)
    applied = css.removeprefix('@charset "UTF-8";'), sorted(names), "".join(styles.values())
    reduced = cache.derive(key_of("styles", repr(applied)), partial(reduce_styles, *applied))
    shutil.rmtree(site / THEME_STYLES, ignore_errors=True)
    first = site / STYLES / "page.css"
    return {first: f"{layers}\n@layer theme{{{shrink_style(reduced).strip()}}}\n{styles[first]}"}


class _Page(NamedTuple):
    """A page in three parts, of which the first and the last come from templates."""

    before: str
    article: str
    """The article with its tags; empty if there is none."""
    after: str

    def with_frame(self, change: Callable[[str], str]) -> _Page:
        """Return the page with the parts around its article changed."""
        return self._replace(before=change(self.before), after=change(self.after))


def _divide(html: str) -> _Page:
    before, start, rest = html.partition("<article")
    article, end, after = rest.rpartition("</article>")
    return _Page(before, f"{start}{article}{end}", after)


def _without_used(names: Iterable[str], text: str) -> set[str]:
    """Return those of the `names` that are not in a text."""
    return {name for name in names if name not in text}


def _remove_unused(site: Path, unused: Collection[str], joined: Iterable[Path]) -> None:
    """Remove what no page needs: the theme's scripts and picture, source maps, and files that were joined.

    `unused` are the ends of addresses that are neither in a page nor in a script.
    """
    if f"{THEME_SCRIPTS}/" in unused:
        shutil.rmtree(site / THEME_SCRIPTS, ignore_errors=True)
    files = [path for path in (*joined, site / THEME_PICTURE) if f"/{path.name}" in unused]
    maps = [path for folder in (THEME_STYLES, THEME_SCRIPTS) for path in (site / folder).rglob("*.map")]
    for path in (*files, *maps):
        path.unlink(missing_ok=True)


def _read(path: Path, site: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        # what is not UTF-8 was copied from the editors' pages
        copied = f"{DOCS}/{path.relative_to(site).as_posix()}"
        raise EditionError(copied, "is not UTF-8", todo="Save it as UTF-8") from None


def _theme_of(head: str) -> _Theme | None:
    """Return how a page includes the theme; None if it does not."""
    layers, imports = _LAYERS.search(head), tuple(_IMPORT.findall(head))
    return (layers[1], imports) if layers and imports else None


def shrink_page(html: str) -> str:
    """Return a page without needless space and namespaces around its article, and links that have no text.

    Footnotes get such a link from the Markdown extension, besides those that the edition gives them.
    """
    return _shrink_page(_divide(html))


def _shrink_page(page: _Page) -> str:
    page = page.with_frame(lambda html: _NEWLINE.sub("\n", html).replace(_SVG_NAMESPACE, ""))
    return "".join(page._replace(article=_EMPTY_LINK.sub("", page.article)))


def shrink_style(css: str) -> str:
    """Return a stylesheet of the edition without comments, indentation and space that says nothing."""
    return _CSS_SPACE.sub(r"\1\2\3\4", _CSS_COMMENT.sub(r"\1", css)).strip() + "\n"


def shrink_script(script: str) -> str:
    """Return a script of the edition without comments and indentation.

    Removed are comments on lines of their own, and those with types. This is not a parser of JavaScript:
    a text over several lines must not contain what looks like a comment. The tests compare the scripts
    before and after.
    """
    return _NEWLINE.sub("\n", _JS_COMMENT.sub("", script)).strip() + "\n"
