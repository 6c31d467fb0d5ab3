"""A site looks the same and does the same after it has been made smaller."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from edition.build.shrink import shrink_script, shrink_style
from tests.support.browsing import Open
from tests.support.environment import ROOT, environment
from tests.support.programs import HOME, need, need_command

STYLES = sorted((ROOT / "docs/assets/styles").glob("*.css"))
SCRIPTS = sorted((ROOT / "docs/assets/scripts").glob("*.js"))
KINDS = (
    "",
    "essays/",
    "essays/dockers-strike/",
    "people/",
    "disagreements/",
    "synopsis/",
    "compare/",
    "search/",
    "about/",
)
"""A page of each kind."""

LOOK = """async ({ drawer }) => {
  document.querySelectorAll("details").forEach((fold) => (fold.open = true));
  document.getElementById("__drawer").checked = drawer;
  await new Promise((resolve) => setTimeout(resolve, 400));
  document.getAnimations().forEach((animation) => animation.finish());
  const parts = (element) => {
    const text = ["", "::before", "::after", "::marker"].map((part) => {
      const style = getComputedStyle(element, part || null);
      return Array.from(style, (name) => `${name}:${style.getPropertyValue(name)}`).join(";");
    });
    return `${element.tagName}.${element.className}#${element.id} ` + text.join(" | ");
  };
  return [...document.querySelectorAll("html, body, body *")]
    .filter((element) => !element.matches(".footnote-backref, script"))
    .map(parts);
}"""


@pytest.fixture(scope="module")
def whole_site(full_checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same site, as the generator makes it."""
    root = tmp_path_factory.mktemp("whole") / "edition"
    shutil.copytree(full_checkout, root, ignore=shutil.ignore_patterns("site", ".build"))
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    variables = environment(NO_MKDOCS_2_WARNING="1")
    subprocess.run(command, cwd=root, env=variables, check=True, capture_output=True)
    return root / "site"


@pytest.mark.parametrize(
    ("width", "options", "drawer"),
    [
        (390, {"has_touch": True, "is_mobile": True}, False),
        (390, {"color_scheme": "dark"}, True),
        (1000, {}, False),
        (1600, {"color_scheme": "dark"}, False),
        (1600, {"java_script_enabled": True}, False),
    ],
)
@pytest.mark.parametrize("kind", KINDS)
def test_every_element_looks_the_same(
    full_checkout: Path,
    whole_site: Path,
    serve: Callable[[Path], str],
    visit: Open,
    kind: str,
    width: int,
    options: dict[str, object],
    drawer: bool,
) -> None:
    looks = []
    for site in (whole_site, full_checkout / "site"):
        page = visit(serve(site) + kind, width, **options)
        page.wait_for_load_state("networkidle")
        looks.append(page.evaluate(LOOK, {"drawer": drawer}))
    whole, shrunk = looks
    assert len(whole) == len(shrunk) > 100
    for before, after in zip(whole, shrunk, strict=True):
        assert before == after


def test_every_printed_element_looks_the_same(
    full_checkout: Path, whole_site: Path, serve: Callable[[Path], str], visit: Open
) -> None:
    looks = []
    for site in (whole_site, full_checkout / "site"):
        page = visit(serve(site) + "essays/dockers-strike/", 800)
        page.emulate_media(media="print")
        looks.append(page.evaluate(LOOK, {"drawer": False}))
    assert looks[0] == looks[1]


def _minified(text: str, kind: str) -> str:
    """Return a script or stylesheet in a form that is the same for all ways to write it."""
    command = [need_command("node"), str(need("esbuild/bin/esbuild")), "--minify", f"--loader={kind}"]
    result = subprocess.run(command, cwd=HOME, input=text, capture_output=True, text=True, check=True)
    return result.stdout


@pytest.mark.parametrize("path", [*STYLES, *SCRIPTS], ids=lambda path: path.name)
def test_only_comments_and_space_are_left_out(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    kind = path.suffix.removeprefix(".")
    shrunk = (shrink_style if kind == "css" else shrink_script)(text)
    assert len(shrunk) < len(text)
    assert _minified(shrunk, kind) == _minified(text, kind)
