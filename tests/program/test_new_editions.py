"""Editions made by `edition init`, and the program installed from a wheel, outside any checkout."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any

import pytest
import yaml

from edition.editing.starter import title_of
from edition.inputs import program_files
from edition.inputs.paths import ANNOTATIONS, ENTITY_PAGES, GENERATOR_CONFIGURATION
from tests.support.commands import build_error, change, error_of, output_of, run
from tests.support.environment import ROOT, environment
from tests.support.markup import parse

PAGES = ("essays/the-ferry", "people", "quotations", "timeline", "sources")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new edition; tests must not change it."""
    root = tmp_path_factory.mktemp("new") / "my-ferries"
    output_of("init", str(root))
    return root


@pytest.fixture
def new(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new edition, as the current directory; tests may change it."""
    shutil.copytree(made, tmp_path / "edition")
    monkeypatch.chdir(tmp_path / "edition")
    return tmp_path / "edition"


def page(site: Path, path: str) -> str:
    """Return the words of the article of a page, separated by single spaces."""
    (article,) = parse((site / path / "index.html").read_text(encoding="utf-8")).all("article")
    return " ".join(article.text().split())


def tabs(site: Path) -> list[str]:
    """Return the titles in the navigation at the head of a page."""
    (nav,) = parse((site / "index.html").read_text(encoding="utf-8")).all("nav", "md-tabs")
    return [" ".join(link.text().split()) for link in nav.all("a")]


# --- the program installed from a wheel ----------------------------------------------------------


def copy_of_the_source(target: Path) -> Path:
    """Copy what a package is built of; building leaves files behind."""
    for name in ("scripts/edition", "overrides", "docs/assets"):
        shutil.copytree(ROOT / name, target / name, ignore=shutil.ignore_patterns("__pycache__", "generated"))
    (target / ANNOTATIONS).mkdir()
    for path in (*ROOT.glob("*.py"), *ROOT.glob("*.toml"), ROOT / "README.md", ROOT / "LICENSE"):
        shutil.copy(path, target)
    for path in (ROOT / ANNOTATIONS).glob("*.schema.json"):
        shutil.copy(path, target / ANNOTATIONS)
    return target


def test_a_wheel_makes_and_builds_an_edition_outside_any_checkout(tmp_path: Path) -> None:
    """The example's person, date, quotation and work are on the pages, which have styles and scripts."""
    source, installed = copy_of_the_source(tmp_path / "source"), tmp_path / "lib"
    # pip makes a wheel of the source, and installs that
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", "install"]
    options = ["--no-deps", "--no-build-isolation", "--target", str(installed)]
    subprocess.run([*pip, *options, str(source)], env=environment(), check=True)
    assert list(installed.glob("annotated_edition-*.dist-info/WHEEL"))
    shutil.rmtree(source)
    # without site-packages of the environment itself, which point to the checkout
    path = os.pathsep.join([str(installed), sysconfig.get_path("purelib")])

    def edition(*arguments: str, folder: Path) -> str:
        command = [sys.executable, "-S", "-m", "edition", *arguments]
        variables = environment(PYTHONPATH=path)
        result = subprocess.run(
            command, cwd=folder, env=variables, capture_output=True, text=True, check=False
        )
        assert result.returncode == 0, result.stderr
        return result.stdout

    assert "version 0" in edition("--version", folder=tmp_path)
    edition("init", "ferries", folder=tmp_path)
    printed = edition("check", "--all", folder=tmp_path / "ferries")
    assert "the-ferry: 4 paragraphs" in printed
    assert "no problems found" in printed
    site = tmp_path / "ferries/site"
    assert "Martha Oakes. Owner of the ferry at Linnet Ford." in page(site, "essays/the-ferry")
    for name in PAGES[1:]:
        assert "Made up for this example" in page(site, name), name
    assert (site / "assets/styles/page.css").is_file()
    assert (site / "annotations/people.schema.json").is_file()


# --- edition init --------------------------------------------------------------------------------


def test_the_next_commands_are_printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    next_lines = output_of("init", "ferries").split("Next:\n")[1].splitlines()
    assert next_lines[:3] == ["    cd ferries", "    edition build", "    edition serve"]
    assert not any(line.startswith(" ") for line in next_lines[3:])


@pytest.mark.parametrize(
    ("arguments", "title"),
    [([], "My ferries"), (["--title", 'Ferries: "old" & new'], 'Ferries: "old" & new')],
)
def test_the_title_stands_wherever_the_edition_is_named(
    tmp_path: Path, arguments: list[str], title: str
) -> None:
    root = tmp_path / "my_ferries"
    output_of("init", str(root), *arguments)
    for file, key in (("mkdocs.yml", "site_name"), ("CITATION.cff", "title")):
        assert yaml.safe_load((root / file).read_text(encoding="utf-8"))[key] == title
    assert f"\n# {title.replace('&', '&amp;')}\n" in (root / "docs/index.md").read_text(encoding="utf-8")


def test_the_language_is_one_that_the_theme_knows(tmp_path: Path) -> None:
    output_of("init", str(tmp_path / "faehren"), "--language", "de")
    assert 'language: "de"' in (tmp_path / "faehren/mkdocs.yml").read_text(encoding="utf-8")
    line = error_of(run("init", str(tmp_path / "other"), "--language", "xx"))
    assert line.startswith("--language: 'xx' is not a language of the theme. Use one of af, ")
    assert not (tmp_path / "other").exists()


def test_a_folder_with_files_is_left_alone(tmp_path: Path) -> None:
    """That of a repository without files is empty."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "notes.txt").write_text("Ours.", encoding="utf-8")
    line = error_of(run("init", str(tmp_path)))
    assert line == f"{tmp_path}: is not empty: it has notes.txt. Choose a new or empty folder"
    assert sorted(path.name for path in tmp_path.iterdir()) == [".git", "notes.txt"]
    (tmp_path / "notes.txt").unlink()
    assert "edition build" in output_of("init", str(tmp_path))


def test_a_file_is_no_folder_for_an_edition(tmp_path: Path) -> None:
    (tmp_path / "ferries").write_text("Ours.", encoding="utf-8")
    assert "is a file" in error_of(run("init", str(tmp_path / "ferries")))


def test_a_new_edition_holds_nothing_of_the_program(made: Path) -> None:
    names = {path.relative_to(made).as_posix() for path in made.rglob("*") if path.is_file()}
    assert not [name for name in names if name.endswith((".json", ".js", ".css", ".html"))]
    assert {"requirements.txt", ".gitignore", ".github/workflows/publish.yml"} <= names


def test_a_build_adds_only_what_git_ignores(new: Path) -> None:
    git = ["git", "-c", "core.excludesFile=", "-C", str(new)]
    subprocess.run([*git, "init", "--quiet"], check=True)
    subprocess.run([*git, "add", "."], check=True)
    output_of("build")
    listed = subprocess.run(
        [*git, "ls-files", "--others", "--exclude-standard"], capture_output=True, text=True, check=True
    )
    assert listed.stdout == ""


def test_the_workflow_uses_the_actions_that_this_repository_uses() -> None:
    starter = ROOT / "scripts/edition/editing/starter/github/workflows/publish.yml"
    ours = (ROOT / ".github/workflows/publish.yml").read_text(encoding="utf-8")
    uses = [line.strip() for line in starter.read_text(encoding="utf-8").splitlines() if "uses:" in line]
    assert len(uses) == 5
    for line in uses:
        assert line.removeprefix("- ") in ours


# --- registries without entries ------------------------------------------------------------------


def test_registries_without_entries_have_no_page(new: Path) -> None:
    """Also after a build that had one, and however they say it; a file may be missing altogether."""
    output_of("build", "--markdown-only")
    assert (new / "docs/people.md").is_file()
    emptied = {"people": "", "dates": "# none yet\n", "quotations": "quotations: []\n", "works": "works:\n"}
    for name, text in emptied.items():
        (new / ANNOTATIONS / f"{name}.yml").write_text(text, encoding="utf-8")
    for name in ("disagreements", "episodes"):
        (new / ANNOTATIONS / f"{name}.yml").unlink()
    output_of("check", "--all")
    assert tabs(new / "site") == ["Home", "Essays", "About"]
    assert not [name for name in ENTITY_PAGES if (new / "site" / name).exists()]


@pytest.mark.parametrize("language", ["de", "fr"])
def test_an_edition_in_another_language_builds_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    """The example text is English unless there is a translation of it, and its dates are found."""
    root = tmp_path / "faehren"
    output_of("init", str(root), "--language", language)
    monkeypatch.chdir(root)
    assert "no problems found" in output_of("check", "--all")
    text = (root / "site/essays/the-ferry/index.html").read_text(encoding="utf-8")
    (paragraph,) = [p for p in parse(text).all("p") if p.attributes.get("id") == "p1"]
    assert paragraph.attributes.get("lang") == (None if language == "de" else "en")
    shutil.rmtree(root / "sources")  # readers then get the digest
    assert "no problems found" in output_of("check", "--all")


def test_a_german_edition_speaks_german(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tmp_path / "faehren"
    output_of("init", str(root), "--language", "de", "--title", "Fähren")
    monkeypatch.chdir(root)
    output_of("build")
    assert tabs(root / "site")[1:-1] == ["Essays", "Personen", "Zitate", "Zeittafel", "Quellen"]
    essay = page(root / "site", "essays/the-ferry")
    assert (
        "Die Fähre fährt, 12. Mai 1891. Die Fähre an der Furt Linnet Ford setzt zum ersten Mal über." in essay
    )
    assert "Martha Oakes, Anschlag am Anleger. Wie veröffentlicht zitiert." in essay
    assert "Bevor es bei Linnet Ford eine Brücke gab" in essay
    assert "The ferry" not in essay
    assert "Sagen Sie hier, wer diese Edition herausgibt" in page(root / "site", "about")
    asked = output_of("release").partition("Still to say before you publish it:")[2]
    assert asked.count("Sagen Sie hier") == 3
    assert asked.count("Ein Satz zu dieser Edition") == 2


WORDS = {
    "begins",
    "blocks",
    "ends",
    "fingerprint",
    "heading",
    "language",
    "published",
    "rights",
    "role",
    "sources-note",
    "summary",
    "title",
    "what",
}
"""Keys whose values may differ in a translated starter."""


def without_words(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: without_words(value) for key, value in data.items() if key not in WORDS}
    return [without_words(item) for item in data] if isinstance(data, list) else data


def test_the_entries_of_a_translated_starter_differ_in_words_alone() -> None:
    folder = ROOT / "scripts/edition/editing"
    translated = [path for path in (folder / "starter_de").rglob("*") if path.is_file()]
    assert len(translated) > 8
    for path in translated:
        english = folder / "starter" / path.relative_to(folder / "starter_de")
        assert english.is_file(), path
        if path.suffix == ".yml" and path.parent.name == "annotations":
            texts = (
                file.read_text(encoding="utf-8").replace("§language_of_example", "")
                for file in (path, english)
            )
            ours, theirs = (without_words(yaml.safe_load(text)) for text in texts)
            assert ours == theirs, path


def test_an_edition_without_the_example_begins_with_a_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Until then the build says what to do; then each registry takes entries below its key."""
    root = tmp_path / "quays"
    printed = output_of("init", str(root), "--no-example")
    assert "edition new my-text.txt --write" in printed
    monkeypatch.chdir(root)
    names = [path.name for path in root.rglob("*") if path.is_file()]
    assert not [name for name in names if "ferry" in name]
    assert "example" not in (root / "README.md").read_text(encoding="utf-8")
    advice = "docs/annotations/essays.yml: lists no essay yet. Add one: edition new my-text.txt --write"
    assert error_of(run("build")) == advice
    (tmp_path / "quays.txt").write_text("The Quays\n\nIda Marsh built them.\n", encoding="utf-8")
    run("new", str(tmp_path / "quays.txt"), "--write")
    with (root / ANNOTATIONS / "people.yml").open("a", encoding="utf-8") as file:
        file.write(
            "  - id: ida-marsh\n    name: Ida Marsh\n    sort: Marsh, Ida\n    role: Builder of quays.\n"
            "    names: [Ida Marsh]\n    certainty: probable\n    sources: [{work: The essay}]\n"
        )
    output_of("check", "--all")
    assert tabs(root / "site") == ["Home", "Essays", "People", "About"]


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (None, False),
        ('{"url": "https://example.org/p.git", "vcs_info": {"vcs": "git"}}', False),
        ('{"url": "file:///home/ida/program", "dir_info": {}}', True),
    ],
)
def test_a_program_from_a_folder_has_no_address_for_others(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, record: str | None, expected: bool
) -> None:
    class Installed:
        def read_text(self, name: str) -> str | None:
            return record if name == "direct_url.json" else None

    monkeypatch.setattr("importlib.metadata.distribution", lambda _: Installed())
    assert ("requirements.txt" in output_of("init", str(tmp_path / "quays"))) == expected


def test_a_release_names_what_the_editors_have_not_written(new: Path) -> None:
    """These are the lines of the first files that ask for something, as long as they are as they were."""
    change(
        new / "docs/about.md", "Say here who edits this edition, and why these texts were chosen.", "We do."
    )
    change(new / "docs/index.md", "description: One sentence on this edition.", "description: Two ferries.")
    open_questions = output_of("release").partition("Still to say before you publish it:\n")[2].splitlines()
    assert [line.strip().partition(": ")[0] for line in open_questions] == [
        "docs/about.md, line 34",
        "docs/index.md, line 10",
        "mkdocs.yml, line 5",
    ]
    assert "Say here in two or three sentences what these texts are" in open_questions[1]


# --- navigation ----------------------------------------------------------------------------------


def test_pages_are_in_the_navigation_by_themselves(new: Path) -> None:
    """Those of the editors come after the registers, in the order of their names."""
    (new / "docs/thanks.md").write_text("# Thanks\n", encoding="utf-8")
    (new / "docs/more").mkdir()
    (new / "docs/more/maps.md").write_text("# Maps\n", encoding="utf-8")
    output_of("build")
    registers = ["People", "Quotations", "Timeline", "Sources"]
    assert tabs(new / "site") == ["Home", "Essays", *registers, "Maps", "Thanks", "About"]


def test_an_essay_that_is_removed_is_no_longer_in_the_navigation(new: Path) -> None:
    """Its page of the build before is removed, too."""
    output_of("build", "--markdown-only")
    manifest = new / ANNOTATIONS / "essays.yml"
    change(manifest, "slug: the-ferry", "slug: the-bridge")
    for path in (new / "docs/digests/the-ferry.md", new / ANNOTATIONS / "quotations.yml"):
        path.unlink()
    (new / ANNOTATIONS / "works.yml").unlink()
    output_of("build")
    assert not (new / "site/essays/the-ferry").exists()
    listed = parse((new / "site/essays/index.html").read_text(encoding="utf-8")).all("a")
    links = [link.attributes.get("href", "") for link in listed]
    assert any("the-bridge" in link for link in links)
    assert not any("the-ferry" in link for link in links)


def test_a_page_that_a_navigation_forgets_is_named(new: Path) -> None:
    with (new / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write(
            "nav:\n  - index.md\n  - The texts:\n    - essays/index.md\n  - people.md\n  - timeline.md\n"
        )
    result = run("build")
    assert result.exit_code == 0
    advice = "Add this line under `nav`, or remove `nav`, and every page is listed"
    assert result.stderr.splitlines() == [
        f"edition: warning: mkdocs.yml: the navigation does not list {name}. {advice}: {line}"
        for name, line in (
            ("essays/the-ferry.md", "- essays/the-ferry.md"),
            ("quotations.md", "- Quotations: quotations.md"),
            ("sources.md", "- Sources: sources.md"),
        )
    ]
    assert tabs(new / "site") == ["My ferries", "The texts", "People", "Timeline"]


# --- the edition's own files and settings --------------------------------------------------------


def test_files_of_the_edition_win_over_those_of_the_program(new: Path) -> None:
    own = {"overrides/partials/copyright.html": "<p>Ours alone.</p>", "docs/assets/favicon.svg": "<svg/>"}
    for name, text in own.items():
        (new / name).parent.mkdir(parents=True)
        (new / name).write_text(text, encoding="utf-8")
    output_of("build")
    assert "<p>Ours alone.</p>" in (new / "site/index.html").read_text(encoding="utf-8")
    assert (new / "site/assets/favicon.svg").read_text(encoding="utf-8") == "<svg/>"
    assert (new / "site/assets/styles/page.css").is_file()
    shutil.rmtree(new / "overrides")
    output_of("build")
    assert "Ours alone" not in (new / "site/index.html").read_text(encoding="utf-8")


def test_settings_of_the_edition_are_laid_over_those_of_the_program(new: Path) -> None:
    """So are those that its mkdocs.yml inherits."""
    (new / "shared.yml").write_text("copyright: Shared.\nextra: {room: 4}\n", encoding="utf-8")
    change(
        new / "mkdocs.yml", "theme:\n", "INHERIT: shared.yml\nvalidation: {nav: {not_found: info}}\ntheme:\n"
    )
    change(new / "mkdocs.yml", "copyright: ", "# ")
    output_of("build", "--markdown-only")
    text = (new / GENERATOR_CONFIGURATION).read_text(encoding="utf-8")
    assert 'repository: !ENV [REPOSITORY_URL, ""]' in text
    settings = yaml.safe_load(text.replace("!ENV", ""))
    assert (settings["copyright"], settings["extra"]["room"]) == ("Shared.", 4)
    assert settings["extra"]["generator"] is False
    assert settings["validation"]["nav"] == {"omitted_files": "info", "not_found": "info"}
    assert settings["theme"]["name"] == "material"


@pytest.mark.parametrize("inherited", ["mkdocs.yml", "nowhere.yml"])
def test_settings_that_cannot_be_inherited_are_reported(new: Path, inherited: str) -> None:
    with (new / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write(f"INHERIT: {inherited}\n")
    line = build_error(new)
    assert line.startswith("mkdocs.yml: cannot be read (")
    assert inherited in line


# --- where the program is from -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("record", "requirement"),
    [
        ('{"url": "file:///a/checkout", "dir_info": {"editable": true}}', "annotated-edition"),
        (None, "annotated-edition"),
        (
            '{"url": "https://example.org/p.git", "vcs_info": {"vcs": "git", "commit_id": "1f2e"}}',
            "annotated-edition @ git+https://example.org/p.git",
        ),
        (
            '{"url": "https://example.org/p.git", "vcs_info": {"vcs": "git", "requested_revision": "v2"}}',
            "annotated-edition @ git+https://example.org/p.git@v2",
        ),
    ],
)
def test_an_edition_asks_for_the_program_where_it_came_from(
    monkeypatch: pytest.MonkeyPatch, record: str | None, requirement: str
) -> None:
    class Installed:
        def read_text(self, name: str) -> str | None:
            assert name == "direct_url.json"
            return record

    monkeypatch.setattr("importlib.metadata.distribution", lambda _: Installed())
    assert program_files.installed_from() == requirement


def test_a_title_is_made_of_the_name_of_the_folder() -> None:
    assert title_of(Path("my-old_edition")) == "My old edition"
    assert title_of(Path("briefe-aus-der-stadt"), "de") == "Briefe aus der Stadt"
    assert title_of(Path("meine-edition"), "de-AT") == "Meine Edition"
