"""A plugin of the generator that has it render a page only if the page has changed since the last build.

Two things are cached: what a page's Markdown is converted to, which takes most of the generator's time, and
the compiled templates. Everything that the conversion of a page depends on is in its key, so that the site is
the same to the byte as without the cache.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import jinja2
from jinja2.bccache import Bucket
from mkdocs.commands.build import _populate_page
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents
from mkdocs.utils.templates import TemplateContext

from edition.build.ahead import ahead
from edition.build.cache import NO_CACHE, Cache, key_of
from edition.build.chapters import key_of_page
from edition.exports.epub.books import has_chapter
from edition.exports.epub.chapters import renders_alike
from edition.inputs.paths import DOCS

NAME = "edition/rendering"
"""The name under which the plugin is added to the generator."""

MANY_PAGES = 500
"""From how many pages on their HTML is not kept in memory until they are written."""

_FIRST, _LAST = 100, -100

_DEPENDING_ON_THE_PAGE_ALONE = frozenset(
    {"abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "meta", "sane_lists", "smarty"}
    | {"tables", "toc", "fenced_code", "nl2br", "wikilinks"}
    | {
        f"pymdownx.blocks.{name}"
        for name in ("admonition", "caption", "definition", "details", "html", "tab")
    }
    | {
        f"pymdownx.{name}"
        for name in ("betterem", "caret", "details", "keys", "mark", "smartsymbols", "tilde")
    }
)
"""Extensions that read no other file. With any other one, pages are rendered anew each time."""


@dataclass(frozen=True)
class _Rendered:
    """What the generator makes of the Markdown of a page."""

    content: str
    title: str | None
    toc: TableOfContents
    anchors: set[str]
    links: dict[str, dict[str, str]]
    """Links to anchors on other pages, as they are written, by page and anchor."""


class RenderingCache(BasePlugin):  # type: ignore[type-arg, no-untyped-call]
    """Gives the generator what it made of unchanged pages and templates in an earlier run.

    Of very many pages, the HTML of each is read again when the page is written, since that of all would fill
    the memory. What e-books need of it is stored in the cache `for_books`, too. `later` are the paths in the
    checkout of files to which pages may link, although they are made only afterwards.
    """

    def __init__(self, cache: Cache, for_books: Cache = NO_CACHE, later: Iterable[str] = ()) -> None:
        self._cache, self._for_books, self._later = cache, for_books, later
        self._settings = ""
        """What all pages depend on; empty if pages depend on what cannot be known."""
        self._key = ""
        self._found: _Rendered | None = None
        self._unloaded: dict[str, str] = {}
        """The keys of pages whose HTML is only in the cache, by path."""
        self._ahead: Iterator[File] = iter(())
        self._is_large = self._fits_books = False
        self._warnings = _Counter(logging.WARNING)
        self._warned = 0

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Put an empty file in the place of each that will be made later, or made again."""
        for path in self._later:
            uri = path.removeprefix(f"{DOCS}/")
            if known := files.get_file_from_path(uri):
                files.remove(known)
            files.append(File.generated(config, uri, content=b""))
        return files

    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
        """Note what all pages depend on, and have other processes convert them, too, if many have changed."""
        self._note_settings(config, files)
        pages = files.documentation_pages()
        # a plugin or a hook of the edition's own might want the HTML of all pages, or change what is rendered
        is_alone = list(config.plugins) == [NAME]
        self._is_large = is_alone and len(pages) > MANY_PAGES
        is_alike = renders_alike(config.markdown_extensions, config.mdx_configs) and config.use_directory_urls
        self._fits_books = is_alone and is_alike
        self._ahead = ahead(self._cache, pages, partial(self._convert, config, files))
        return nav

    def _note_settings(self, config: MkDocsConfig, files: Files) -> None:
        """Note settings, and the files to which pages may link."""
        extensions = config.markdown_extensions
        if all(name in _DEPENDING_ON_THE_PAGE_ALONE for name in extensions):
            linked = [(file.src_uri, file.dest_uri, file.inclusion.name) for file in files]
            settings = (extensions, config.mdx_configs, config.validation, sorted(linked))
            self._settings = key_of(repr(settings))
        logging.getLogger("mkdocs").addHandler(self._warnings)

    def _convert(self, config: MkDocsConfig, files: Files, file: File) -> None:
        """Do with a page, in another process, what the generator does, so that the result is in the cache."""
        self._ahead = iter(())
        page = file.page or Page(None, file, config)
        _populate_page(page, config, files)
        page.markdown = page.content = None

    def on_pre_page(self, page: Page, **_: object) -> Page:
        """Go on to the next page."""
        next(self._ahead, None)
        return page

    @event_priority(_LAST)
    def on_page_markdown(self, markdown: str, page: Page, **_: object) -> str:
        """Have an unchanged page converted from nothing, which takes no time."""
        self._key = key_of(self._settings, page.file.src_uri, markdown) if self._settings else ""
        self._found = self._cache.read(self._key) if self._key else None
        self._warned = self._warnings.count
        return "" if self._found else markdown

    @event_priority(_FIRST)
    def on_page_content(self, html: str, page: Page, files: Files, **_: object) -> str:
        """Return what an unchanged page was converted to; store what any other page is converted to."""
        found = self._found
        if found is None:
            if not self._key or self._warnings.count > self._warned:
                return html
            found = _rendered(page, html)
            self._cache.store(self._key, found)
            if self._fits_books and has_chapter(page.file.src_uri):
                self._for_books.store(key_of_page(page.file.src_uri, page.markdown or ""), html)
        else:
            page.toc, page.present_anchor_ids = found.toc, found.anchors
            page._title_from_render = found.title
            page.links_to_anchors = {
                file: links for uri, links in found.links.items() if (file := files.get_file_from_path(uri))
            }
        # what could not be stored, on a full disk for example, has to stay in memory
        if self._is_large and (self._found or self._cache.read(self._key)):
            page.markdown = ""
            self._unloaded[page.file.src_uri] = self._key
            return ""
        return found.content

    def on_page_context(self, context: TemplateContext, page: Page, **_: object) -> TemplateContext:
        """Read the HTML of a page that is about to be written."""
        if key := self._unloaded.get(page.file.src_uri):
            found: _Rendered | None = self._cache.read(key)
            if not found:
                raise PluginError(f"{page.file.src_uri}: what was cached of it has gone; build again")
            page.content = found.content
        return context

    def on_post_page(self, output: str, page: Page, **_: object) -> str:
        """Leave the HTML of a page that was written."""
        if page.file.src_uri in self._unloaded:
            page.content = ""
        return output

    def on_env(self, env: jinja2.Environment, **_: object) -> jinja2.Environment:
        """Have the templates compiled only if they have changed."""
        next(self._ahead, None)  # ends the other processes
        env.bytecode_cache = _CompiledTemplates(self._cache)
        return env

    def on_post_build(self, **_: object) -> None:
        """Stop counting warnings."""
        logging.getLogger("mkdocs").removeHandler(self._warnings)

    def on_build_error(self, **_: object) -> None:
        """Stop counting warnings, too, if a build of a process that goes on has failed."""
        self.on_post_build()


def _rendered(page: Page, html: str) -> _Rendered:
    links = {file.src_uri: dict(links) for file, links in (page.links_to_anchors or {}).items()}
    return _Rendered(html, page._title_from_render, page.toc, set(page.present_anchor_ids or ()), links)


class _CompiledTemplates(jinja2.BytecodeCache):
    """Compiled templates, in a cache."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what a template was compiled to, if it is known."""
        compiled: bytes | None = self._cache.read(_key_of_template(bucket))
        if compiled:
            bucket.bytecode_from_string(compiled)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Store what a template was compiled to."""
        self._cache.store(_key_of_template(bucket), bucket.bytecode_to_string())


def _key_of_template(bucket: Bucket) -> str:
    return key_of(bucket.key, bucket.checksum)


class _Counter(logging.Handler):
    """Counts messages."""

    def __init__(self, level: int) -> None:
        super().__init__(level)
        self.count = 0

    def emit(self, record: Any) -> None:  # noqa: ANN401, ARG002
        """Count a message."""
        self.count += 1
