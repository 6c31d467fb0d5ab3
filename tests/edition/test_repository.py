"""The files of After October in the repository: its own pages, and no text."""

from __future__ import annotations

import re
from typing import Any

import yaml

from edition.build.generator_settings import navigation
from edition.inputs.manifest import load_manifest
from edition.inputs.paths import ENTITY_PAGES, SIDE_BY_SIDE
from edition.inputs.program_files import read_settings
from edition.inputs.texts import read_source, text_files
from edition.text.words import ngrams, words
from tests.repository.test_repository import readable
from tests.support.after_october import folder_of_texts
from tests.support.editions import HARBOUR
from tests.support.environment import ROOT, leave_out

RUN = 12
"""How many words of an essay in a row the repository may not hold."""


def test_the_repository_contains_no_text_of_the_essays() -> None:
    folder = folder_of_texts()
    if folder is None:
        leave_out("that no text of the essays is in the repository (the texts are not here)")
    runs = {run for path in text_files(folder) for run in ngrams(words(read_source(path).text), RUN)}
    for path, text in readable().items():
        found = runs & set(ngrams(words(text), RUN))
        assert not found, f"{path}: {sorted(found)[0]}"


def test_every_essay_is_in_the_navigation_and_on_the_home_page() -> None:
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    home = (ROOT / "docs/index.md").read_text(encoding="utf-8")
    listed = re.findall(r"essays/([\w-]+)\.md", config)
    slugs = [entry.slug for entry in load_manifest(ROOT, "en").entries]
    assert [slug for slug in listed if slug != "index"] == slugs
    for part in ("essays", "episodes", "questions"):
        assert f"\n<!-- {part} -->\n" in home


def test_the_page_about_has_an_example_of_each_data_file() -> None:
    about = (ROOT / "docs/about.md").read_text(encoding="utf-8")
    for name in ("annotations", "people", "quotations", "dates", "disagreements", "anchors"):
        assert about.count(f"{name}.json") >= 2, name


class _Loader(yaml.SafeLoader):
    """Reads tags of MkDocs such as `!ENV` as their values."""


_Loader.add_multi_constructor("!", lambda loader, _, node: loader.construct_sequence(node))


def settings(text: str) -> dict[str, Any]:
    """Return the settings in a configuration that an edition does not choose for itself."""
    config = yaml.load(text, _Loader)  # noqa: S506 - a safe one
    config["theme"].pop("custom_dir", None)
    own = {"site_name", "site_description", "nav", "copyright", "exclude_docs", "docs_dir", "site_dir"}
    return {key: value for key, value in config.items() if key not in own}


def test_settings_are_those_that_every_edition_has() -> None:
    """They are written out so that other generators can read them; so are those of the edition for tests."""
    for folder in (ROOT, HARBOUR):
        assert settings((folder / "mkdocs.yml").read_text(encoding="utf-8")) == settings(read_settings())


def test_the_navigation_is_the_one_that_a_build_would_write() -> None:
    config = yaml.load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), _Loader)  # noqa: S506 - a safe one
    pages = ["index.md", "essays/index.md"]
    pages += [f"essays/{entry.slug}.md" for entry in load_manifest(ROOT, "en").entries]
    pages += [f"{name}.md" for name in (*ENTITY_PAGES, SIDE_BY_SIDE, "about")]
    assert navigation(pages) == config["nav"]
