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
Looks = list[list[str]]
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

LOOK = """async (drawer) => {
  document.querySelectorAll("details").forEach((fold) => (fold.open = true));
  document.getElementById("__drawer").checked = drawer;
  await new Promise((resolve) => setTimeout(resolve, 400));
  document.getAnimations().forEach((animation) => animation.finish());
  const name = (element) => element && `${element.tagName}.${element.className}`;
  const seen = new Map();
  const looks = [];
  for (const element of document.querySelectorAll("html, body, body *")) {
    if (element.matches(".footnote-backref, script")) continue;
    // of elements of one kind in one place the first and the second
    const parent = element.parentElement;
    const kind = [element, parent, parent?.parentElement].map(name).join(" in ");
    seen.set(kind, (seen.get(kind) ?? 0) + 1);
    if (seen.get(kind) > 2) continue;
    for (const part of ["", "::before", "::after"]) {
      const style = getComputedStyle(element, part || null);
      if (part && style.content === "none") continue;
      const keys = [...style].filter((key) => !key.startsWith("--"));
      looks.push([kind + part, ...keys.map((key) => `${key}: ${style.getPropertyValue(key)}`)]);
    }
  }
  return looks;
}"""

ALL_LOADED = """() => {
  const later = document.querySelector("[data-later]")?.dataset.later.split(" ") ?? [];
  const loaded = performance.getEntriesByType("resource").map(({ name }) => name);
  return later.every((file) => loaded.some((name) => name.endsWith(file)));
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


def _looks(site: str, visit: Open, kind: str, width: int, *, scheme: str, drawer: bool, media: str) -> Looks:
    """Return the kind and the styles of elements, and of what is before and after their content."""
    page = visit(site + kind, width, color_scheme=scheme)
    page.emulate_media(media="print" if media == "print" else "screen")
    page.mouse.move(0, 500)  # scripts wait for a sign of the reader
    page.mouse.move(width - 2, 998)  # away from what looks different under the pointer
    page.wait_for_function(ALL_LOADED)
    looks: Looks = page.evaluate(LOOK, drawer)
    return looks


@pytest.mark.parametrize(
    ("width", "scheme", "drawer", "media"),
    [(390, "dark", True, "screen"), (1600, "light", False, "screen"), (800, "light", False, "print")],
)
@pytest.mark.parametrize("kind", KINDS)
def test_every_element_looks_the_same(
    full_checkout: Path,
    whole_site: Path,
    serve: Callable[[Path], str],
    visit: Open,
    kind: str,
    width: int,
    scheme: str,
    drawer: bool,
    media: str,
) -> None:
    whole, shrunk = (
        _looks(serve(site), visit, kind, width, scheme=scheme, drawer=drawer, media=media)
        for site in (whole_site, full_checkout / "site")
    )
    assert len(whole) == len(shrunk) > 50
    assert all(len(look) > 100 for look in whole)
    differences = [
        (before[0], *[pair for pair in zip(before, after, strict=True) if pair[0] != pair[1]])
        for before, after in zip(whole, shrunk, strict=True)
        if before != after
    ]
    assert differences == []


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
