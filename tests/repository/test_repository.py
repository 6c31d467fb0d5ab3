"""The repository: documentation, workflows, imports and dependencies."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import tomllib
from graphlib import TopologicalSorter
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

from edition.importing.readers import INSTALL
from tests.support.commands import COMMANDS
from tests.support.environment import ROOT


def tracked() -> list[Path]:
    """Return the files of the repository, and those that would be added to it."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def readable() -> dict[Path, str]:
    out = {}
    for path in tracked():
        try:
            out[path] = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
    return out


GUIDE = sorted((ROOT / "docs/guide").glob("*.md"))


def load_script(name: str) -> ModuleType:
    """Return a script of `scripts/` as a module."""
    specification = spec_from_file_location(name, ROOT / f"scripts/{name}.py")
    assert specification
    assert specification.loader
    module = module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_and_option_is_documented(command: str) -> None:
    guide = "".join(path.read_text(encoding="utf-8") for path in GUIDE)
    commands = (ROOT / "docs/guide/commands.md").read_text(encoding="utf-8")
    assert f"\n| `edition {command}" in commands
    for option in COMMANDS[command].params:
        for name in option.opts:
            assert not name.startswith("--") or name in guide, name


def test_every_page_of_the_guide_is_reached_from_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert GUIDE
    for path in GUIDE:
        assert f"(docs/guide/{path.name})" in readme


def test_links_between_documents_lead_to_files() -> None:
    for path in (*ROOT.glob("*.md"), *GUIDE):
        text = re.sub(r"`[^`\n]*`", "", path.read_text(encoding="utf-8"))  # without examples
        for target in re.findall(r"\]\(([^)#\s]+)", text):
            assert "://" in target or (path.parent / target).exists(), f"{path}: {target}"


def test_the_reference_of_the_registries_is_that_of_the_schemas() -> None:
    """`python3 scripts/reference.py` writes it."""
    page = (ROOT / "docs/guide/registries.md").read_text(encoding="utf-8")
    assert load_script("reference").reference() == page
    for schema in (ROOT / "docs/annotations").glob("*.schema.json"):
        assert f"\n## {schema.name.partition('.')[0]}.yml\n" in page


def test_every_target_is_documented_with_and_without_make() -> None:
    readme = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    targets = re.findall(r"^([a-z ]+):$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    for target in targets[0].split():
        assert f"make {target}" in readme or f"`{target}`" in readme
    assert "python3 scripts/make.py" in readme


def test_actions_are_pinned() -> None:
    for path in (ROOT / ".github/workflows").glob("*.yml"):
        workflow = path.read_text(encoding="utf-8")
        assert yaml.safe_load(workflow)["permissions"] == {"contents": "read"}
        uses = re.findall(r"uses: (\S+)", workflow)
        assert uses
        others = [use for use in uses if not use.startswith("./.github/workflows/")]
        assert all(re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40}", use) for use in others), path


def test_publishing_waits_for_the_tests() -> None:
    publish = yaml.safe_load((ROOT / ".github/workflows/publish.yml").read_text(encoding="utf-8"))["jobs"]
    assert publish["test"] == {"uses": "./.github/workflows/test.yml"}
    assert (publish["build"]["needs"], publish["deploy"]["needs"]) == ("test", "build")


def test_a_release_waits_for_the_tests_and_only_its_last_job_may_write() -> None:
    release = yaml.safe_load((ROOT / ".github/workflows/release.yml").read_text(encoding="utf-8"))["jobs"]
    assert release["test"] == {"uses": "./.github/workflows/test.yml"}
    assert (release["build"]["needs"], release["release"]["needs"]) == ("test", "build")
    writes = [name for name, job in release.items() if "write" in job.get("permissions", {}).values()]
    assert writes == ["release"]
    assert not [step for step in release["release"]["steps"] if "checkout" in step.get("uses", "")]


def load_make() -> Any:
    """Return scripts/make.py as a module."""
    specification = spec_from_file_location("make", ROOT / "scripts/make.py")
    assert specification
    assert specification.loader
    make = module_from_spec(specification)
    specification.loader.exec_module(make)
    return make


@pytest.mark.parametrize(("variable", "installed"), [("", 0), ("EDITION_SYSTEM_PACKAGES", 1), ("CI", 1)])
def test_packages_of_the_system_are_installed_where_asked_for(
    monkeypatch: pytest.MonkeyPatch, variable: str, installed: int
) -> None:
    make = load_make()
    calls: list[tuple[str, ...]] = []
    for name in ("EDITION_SYSTEM_PACKAGES", "CI"):
        monkeypatch.delenv(name, raising=False)
    if variable:
        monkeypatch.setenv(variable, "1")
    monkeypatch.setattr(make.shutil, "which", lambda _: "/usr/bin/apt-get")
    monkeypatch.setattr(make.os, "geteuid", lambda: 0, raising=False)
    monkeypatch.setattr(make, "_apt_get", lambda *arguments: calls.append(arguments))
    make.apt_install("firefox-esr")
    assert len([call for call in calls if call[0] == "install"]) == installed


def test_an_environment_that_was_not_made_to_an_end_is_made_again(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """An interrupted run leaves a Python without pip, with which every later run would fail."""
    make = load_make()
    venv = tmp_path / ".venv"
    monkeypatch.setattr(make, "VENV", venv)
    monkeypatch.setattr(make, "PYTHON", venv / "bin/python")
    made: list[list[str]] = []

    def run(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        made.append(command)
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(make.subprocess, "run", run)
    (venv / "bin").mkdir(parents=True)
    (venv / "bin/python").touch()
    make.install("requirements.txt")
    assert made[0][1:] == ["-m", "venv", "--clear", str(venv)]
    made.clear()
    (venv / "requirements.txt.installed").unlink()
    make.install("requirements.txt")
    assert [command[2] for command in made] == ["pip", "pip"]


def test_browsers_are_looked_for_unless_they_are_not_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    make = load_make()
    runs = []

    def looked_for() -> None:
        pytest.fail("looked for a browser")

    monkeypatch.setattr(make, "install", lambda _: None)
    monkeypatch.setattr(make, "get_tools", lambda: True)
    monkeypatch.setattr(make, "find_browser", lambda: "chromium")
    monkeypatch.setattr(make, "get_browser", lambda: pytest.fail("installed a browser"))
    monkeypatch.setattr(make, "ENGINES", {"EDITION_FIREFOX": (lambda: None, lambda: "firefox")})
    monkeypatch.setattr(make, "run", lambda command, **variables: runs.append((command, variables)))
    make.test(["tests/program"])
    monkeypatch.setattr(make, "find_browser", looked_for)
    monkeypatch.setattr(make, "ENGINES", {"EDITION_FIREFOX": (looked_for, looked_for)})
    make.test(["--no-browser", "tests/program"])
    (with_browser, variables), (without, other_variables) = runs
    assert with_browser == without
    found = {"EDITION_BROWSER": "chromium", "EDITION_FIREFOX": "firefox"}
    assert {name: variables[name] for name in found} == found
    assert {name: other_variables[name] for name in found} == dict.fromkeys(found, "")


PACKAGE = ROOT / "scripts/edition"
LAYERS = (
    *("model", "markup", "text", "inputs", "annotate", "addresses", "pages", "search", "exports"),
    *("checks", "importing", "editing", "build", "serving", "cli", "__main__"),
)
"""The packages and the modules beside them; none imports a later one."""


def imported(path: Path) -> list[str]:
    """Return the modules of the program that a file imports anywhere, such as `model.essay`."""
    out = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name.partition(".") for alias in node.names]
            out += [module for package, _, module in names if package == "edition"]
        if isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: import by the full name of a module"
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "edition":
            parent = (node.module or "").partition(".")[2]
            for alias in node.names:
                name = f"{parent}.{alias.name}".strip(".")
                found = (PACKAGE / f"{name.replace('.', '/')}.py").is_file() or name in LAYERS
                out.append(name if found else parent)
    return out


def test_packages_import_each_other_in_one_direction() -> None:
    assert {path.stem for path in PACKAGE.iterdir() if path.stem not in ("__init__", "__pycache__")} == {
        *LAYERS
    }
    for path in PACKAGE.rglob("*.py"):
        here = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
        for name in imported(path):
            there = name.partition(".")[0]
            assert here == "__init__" or LAYERS.index(there) <= LAYERS.index(here), f"{path} imports {name}"


def test_there_are_no_circular_imports() -> None:
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for path in PACKAGE.rglob("*.py"):
        name = ".".join(path.relative_to(PACKAGE).with_suffix("").parts)
        sorter.add(name, *imported(path))
    sorter.prepare()  # raises CycleError


def test_every_dependency_has_bounds_and_a_reason() -> None:
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    stated = [line for line in lines if re.match(r'\s+"[\w-]+>=', line)]
    assert len(stated) > 10
    for line in stated:
        assert re.fullmatch(r'\s+"[\w-]+>=[\d.]+,<[\d.]+",\s+# .{10,}', line), line


def test_the_lock_files_pin_every_package_by_hash() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
        pins = [line for line in lines if re.match(r"[a-z]", line)]
        assert all("==" in pin for pin in pins)
        assert sum("--hash=sha256:" in line for line in lines) >= len(pins)
        assert not [line for line in lines if "://" in line]


def test_npm_packages_are_pinned_by_hash_without_a_host() -> None:
    folder = ROOT / "tests/browser"
    stated = json.loads((folder / "package.json").read_text(encoding="utf-8"))
    packages = json.loads((folder / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    wanted = {**stated["dependencies"], **stated["devDependencies"]}
    assert all(re.fullmatch(r"[\d.]+", version) for version in wanted.values())
    assert all(packages[f"node_modules/{name}"]["version"] == wanted[name] for name in wanted)
    for name, package in packages.items():
        assert not name or package["integrity"].startswith("sha512-"), name
        assert "resolved" not in package, name


def test_the_message_on_missing_libraries_names_those_of_the_extra() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        extras = tomllib.load(file)["project"]["optional-dependencies"]
    assert "pip install " + " ".join(f'"{needed}"' for needed in extras["import"]) == INSTALL
    assert set(extras["import"]) <= set(extras["dev"])
