"""The generator's configuration for a build: settings of the program and the edition, and the navigation."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pathspec
import yaml

from edition.build.interface_language import message_files, message_settings, translated_settings
from edition.build.swap import SITE
from edition.inputs.merged_settings import compose_settings, dump_settings, merge, merged_settings, value_of
from edition.inputs.paths import (
    CONFIGURATION,
    DOCS,
    ESSAYS,
    GENERATED,
    GENERATOR_CONFIGURATION,
    HOME_PARTS,
    OVERRIDES,
    SIDE_BY_SIDE,
    STAGING,
    THEME,
)
from edition.inputs.program_files import theme_files
from edition.model.errors import EditionError
from edition.model.translation import ENGLISH, Catalogue, gettext, gettext_noop
from edition.pages.large_editions import too_many_to_list

NAV = "nav"
"""The key of the navigation in the generator's settings."""

_HOME, _ABOUT, _ESSAYS, _MENTIONS = "index.md", "about.md", "essays/", "mentions/"
_TITLES = {
    "synopsis.md": gettext_noop("Synopsis"),
    "people.md": gettext_noop("People"),
    "quotations.md": gettext_noop("Quotations"),
    "timeline.md": gettext_noop("Timeline"),
    "disagreements.md": gettext_noop("Where they disagree"),
    f"{SIDE_BY_SIDE}.md": gettext_noop("Side by side"),
    "sources.md": gettext_noop("Sources"),
}
"""The registers in the order of the navigation, with their titles there in English."""


def generator_files(
    root: Path,
    written: Iterable[str],
    home: Mapping[str, str],
    outdated: Collection[str],
    catalogue: Catalogue = ENGLISH,
) -> dict[str, bytes | str]:
    """Return the configuration and the theme for the generator, by path.

    `written` are the paths of the files that the build writes for the edition in `root`, essays in reading
    order; `home` are those of them, with their texts, that the template of the home page includes;
    `outdated` are the pages of an earlier build that it will remove, apart from those in the folders of
    generated files, which hold nothing else. `catalogue` is that of the edition's language.
    Raises EditionError if a page is a pipe or a device, for which the generator would wait.
    """
    settings = merged_settings(root)
    pages = [path.removeprefix(f"{DOCS}/") for path in written if path.startswith(f"{DOCS}/")]
    docs = root / DOCS
    existing = sorted(path.relative_to(root).as_posix() for path in docs.rglob("*.md"))
    for name in existing:
        if (root / name).exists() and not (root / name).is_file() and not (root / name).is_dir():
            raise EditionError(name, "is not a regular file", todo="Save the page in one")
    generated = tuple(f"{folder}/" for folder in GENERATED)
    others = (
        path.removeprefix(f"{DOCS}/")
        for path in existing
        if path not in outdated and not path.startswith(generated)
    )
    pages = list(dict.fromkeys(page for page in (*pages, *others) if page.endswith(".md")))
    parts = {path.removeprefix(f"{OVERRIDES}/"): text for path, text in home.items()}
    return {
        **theme_files(root, own_templates(settings), parts),
        **message_files(catalogue),
        GENERATOR_CONFIGURATION: generator_configuration(settings, listed_pages(settings, pages), catalogue),
    }


def is_home_part(path: str) -> bool:
    """Return whether a build writes the file at `path` for the templates."""
    return path.startswith(f"{HOME_PARTS}/")


def generator_configuration(
    settings: yaml.MappingNode, pages: Sequence[str], catalogue: Catalogue = ENGLISH
) -> str:
    """Return the text of the configuration that a build gives to the generator, for the folder .build.

    `settings` are those of the program and the edition. `pages` become the navigation if the edition has
    none of its own; they are paths below `docs`, essays in reading order.
    """
    own: dict[str, Any] = {
        "docs_dir": f"../{DOCS}",
        "site_dir": f"../{SITE}",
        "theme": {"custom_dir": THEME.removeprefix(f"{STAGING}/")},
    }
    own |= message_settings(catalogue)
    if value_of(settings, NAV) is None:
        own[NAV] = navigation(pages)
    over = compose_settings(yaml.safe_dump(own, allow_unicode=True, sort_keys=False))
    return dump_settings(merge(translated_settings(settings, catalogue), over))


def own_templates(settings: yaml.MappingNode) -> str:
    """Return the folder of the edition's own templates, as it is relative to the edition's folder."""
    named = value_of(settings, "theme", "custom_dir")
    return str(named.value) if isinstance(named, yaml.ScalarNode) and named.value else OVERRIDES


def listed_pages(settings: yaml.MappingNode, pages: Sequence[str]) -> list[str]:
    """Return the pages that belong in a navigation: those that no setting excludes from it or the site."""
    lines = [str(node.value) for key in ("exclude_docs", "not_in_nav") if (node := value_of(settings, key))]
    excluded = pathspec.GitIgnoreSpec.from_lines("\n".join((".*", *lines)).splitlines())
    return [page for page in pages if not excluded.match_file(page)]


def navigation(pages: Sequence[str]) -> list[Any]:
    """Return the navigation of an edition that has the `pages`, as MkDocs expects it.

    Home comes first, then the essays, the registers, the editors' other pages, and what the edition says
    about itself. A page that does not exist is left out. Of very many essays only the list of them is there,
    since the navigation is on every page.
    """
    essays = [page for page in pages if page.startswith(_ESSAYS)]
    usual = {_HOME, _ABOUT, *essays, *_TITLES}
    others = sorted(page for page in pages if page not in usual and not page.startswith(_MENTIONS))
    index = [page for page in essays if page == f"{_ESSAYS}index.md"]
    if too_many_to_list(len(essays) - len(index)):
        essays = index
    return [
        *({gettext("Home"): page} for page in (_HOME,) if page in pages),
        *({gettext("Essays"): essays} for _ in essays[:1]),
        *({gettext(title): page} for page, title in _TITLES.items() if page in pages),
        *others,
        *({gettext("About"): page} for page in (_ABOUT,) if page in pages),
    ]


def navigation_warnings(root: Path) -> list[EditionError]:
    """Return a warning for each page that the navigation in the edition's own settings lacks.

    The pages are those of essays and registers that the last build wrote.
    """
    settings = merged_settings(root)
    essays = sorted(path.name for path in (root / ESSAYS).glob("*.md"))
    pages = [f"{_ESSAYS}{name}" for name in essays] + [
        page for page in _TITLES if (root / DOCS / page).is_file()
    ]
    return forgotten_pages(settings, listed_pages(settings, pages))


def forgotten_pages(settings: yaml.MappingNode, pages: Collection[str]) -> list[EditionError]:
    """Return a warning for each of the `pages` that the edition's own navigation lacks; none without one."""
    nav = value_of(settings, NAV)
    if nav is None:
        return []
    listed = {scalar.value for scalar in _scalars(nav)}
    return [
        EditionError(
            CONFIGURATION,
            f"the navigation does not list {page}",
            todo=f"Add this line under `nav`, or remove `nav`, and every page is listed: {_nav_line(page)}",
        )
        for page in pages
        if page not in listed
    ]


def _nav_line(page: str) -> str:
    return f"- {_TITLES[page]}: {page}" if page in _TITLES else f"- {page}"


def _scalars(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    """Yield every value in a navigation; titles, which are keys, are not among them."""
    if isinstance(node, yaml.ScalarNode):
        yield node
    for child in node.value if isinstance(node, yaml.SequenceNode) else ():
        yield from _scalars(child)
    for _, value in node.value if isinstance(node, yaml.MappingNode) else ():
        yield from _scalars(value)
