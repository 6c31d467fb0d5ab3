"""A site looks the same and does the same after it has been made smaller."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from edition.build.generator_process import Generator, generator_environment, run_generator
from edition.build.shrink import shrink_script, shrink_style
from tests.support.browsing import Open
from tests.support.editions import Workshop
from tests.support.environment import ROOT
from tests.support.programs import HOME, need, need_command

STYLES = sorted((ROOT / "docs/assets/styles").glob("*.css"))
SCRIPTS = sorted((ROOT / "docs/assets/scripts").glob("*.js"))
Looks = list[tuple[str, str]]
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

OPEN_ALL = """(drawer) => {
  document.querySelectorAll("details").forEach((fold) => (fold.open = true));
  document.getElementById("__drawer").checked = drawer;
}"""

LOOK = """(isPrint) => {
  document.getAnimations().forEach((animation) => animation.finish());
  const name = (element) => element && `${element.tagName}.${element.className}`;
  // what begins with -webkit- is a second name of another property, or never used here; the colour of a
  // scrollbar depends on the pointer, which a menu may come under while it opens
  const other = /^(--|-webkit-|scrollbar-color)/;
  const all = [...getComputedStyle(document.body)].filter((key) => !other.test(key));
  // in print, sizes depend on which notes have been laid out
  const size = /^(block-size|inline-size|height|width|inset.*|top|right|bottom|left|.*-origin)$/;
  const keys = all.filter((key) => !isPrint || !size.test(key));
  const seen = new Map();
  const looks = [];
  for (const element of document.querySelectorAll("html, body, body *")) {
    if (element.matches(".footnote-backref, script")) continue;
    // what is in view is marked in parts that paper does not have
    if (isPrint && element.matches(":is(.md-header, .md-sidebar) *")) continue;
    // of elements of one kind in one place the first and the second
    const parent = element.parentElement;
    const kind = [element, parent, parent?.parentElement].map(name).join(" in ");
    seen.set(kind, (seen.get(kind) ?? 0) + 1);
    if (seen.get(kind) > 2) continue;
    for (const part of ["", "::before", "::after"]) {
      const style = getComputedStyle(element, part || null);
      if (part && style.content === "none") continue;
      looks.push([kind + part, keys.map((key) => `${key}: ${style.getPropertyValue(key)}`).join("\\n")]);
    }
  }
  return looks;
}"""

ALL_LOADED = """() => {
  const later = document.querySelector("[data-later]")?.dataset.later.split(" ") ?? [];
  const loaded = performance.getEntriesByType("resource").map(({ name }) => name);
  const made = { "details.cite": ".cite .copy", "[data-later*=sections]": ".section-bar" };
  return later.every((file) => loaded.some((name) => name.endsWith(file)))
    && Object.entries(made).every((pair) => pair.every((part) => document.querySelector(part))
      || !document.querySelector(pair[0]));
}"""


@pytest.fixture(scope="module")
def whole_site(full_checkout: Path, workshop: Workshop) -> Path:
    """The same site, as the generator makes it."""

    def make(root: Path) -> None:
        # `served` has links to the sites that are served
        shutil.copytree(full_checkout, root, ignore=shutil.ignore_patterns("site", "served"))
        with Generator(root) as generator:
            run_generator(generator, root / "site", generator_environment(None), [])

    return workshop.checkout("whole", make) / "site"


def _looks(site: str, visit: Open, kind: str, width: int, *, scheme: str, drawer: bool, media: str) -> Looks:
    """Return the kind and the styles of elements, and of what is before and after their content."""
    page = visit("about:blank", width, color_scheme=scheme)
    page.emulate_media(media="print" if media == "print" else "screen")
    page.goto(site + kind)
    page.keyboard.press(
        "Shift"
    )  # scripts wait for a sign of the reader; a pointer would change what it is on
    page.evaluate(OPEN_ALL, drawer)
    page.wait_for_function(ALL_LOADED)
    page.wait_for_timeout(100)
    return [(kind, style) for kind, style in page.evaluate(LOOK, media == "print")]


@pytest.mark.parametrize(
    ("kind", "width", "scheme", "drawer", "media"),
    [
        *((kind, 390, "dark", True, "screen") for kind in KINDS),
        *((kind, 1600, "light", False, "screen") for kind in KINDS),
        *((kind, 800, "light", False, "print") for kind in ("", "essays/dockers-strike/", "people/")),
    ],
)
def test_every_element_looks_the_same(
    full_checkout: Path,
    whole_site: Path,
    serve: Callable[..., str],
    visit: Open,
    kind: str,
    width: int,
    scheme: str,
    drawer: bool,
    media: str,
) -> None:
    # the policy of a site allows what is in its pages after they have been made smaller
    whole, shrunk = (
        _looks(address, visit, kind, width, scheme=scheme, drawer=drawer, media=media)
        for address in (serve(whole_site, has_policy=False), serve(full_checkout / "site"))
    )
    assert len(whole) > 40
    assert all(style.count("\n") > 100 for _, style in whole)
    assert [kind for kind, _ in whole] == [kind for kind, _ in shrunk]
    differences = [
        (kind, sorted(set(before.splitlines()) ^ set(after.splitlines())))
        for (kind, before), (_, after) in zip(whole, shrunk, strict=True)
        if before != after
    ]
    assert differences == []


@pytest.fixture(scope="module")
def minified(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Each script and stylesheet, `as-written` and `shrunk`, without comments and space.

    One run makes all, because the program takes longer to start than to read a file.
    """
    folder = tmp_path_factory.mktemp("minified")
    for name in ("as-written", "shrunk"):
        (folder / "read" / name).mkdir(parents=True)
    for path in (*STYLES, *SCRIPTS):
        text = path.read_text(encoding="utf-8")
        (folder / "read/as-written" / path.name).write_text(text, encoding="utf-8")
        (folder / "read/shrunk" / path.name).write_text(shrunk(path), encoding="utf-8")
    command = [need_command("node"), str(need("esbuild/bin/esbuild")), "--minify"]
    places = [f"--outbase={folder / 'read'}", f"--outdir={folder}"]
    files = map(str, sorted((folder / "read").glob("*/*")))
    subprocess.run([*command, *places, *files], cwd=HOME, capture_output=True, text=True, check=True)
    return folder


def shrunk(path: Path) -> str:
    """Return a script or stylesheet as sites have it."""
    text = path.read_text(encoding="utf-8")
    return (shrink_style if path.suffix == ".css" else shrink_script)(text)


@pytest.mark.parametrize("path", [*STYLES, *SCRIPTS], ids=lambda path: path.name)
def test_only_comments_and_space_are_left_out(path: Path, minified: Path) -> None:
    assert len(shrunk(path)) < len(path.read_text(encoding="utf-8"))
    as_written, shrunk_ = (
        # esbuild keeps the space after a comma in the value of a variable
        re.sub(r",\s+", ",", (minified / name / path.name).read_text(encoding="utf-8"))
        for name in ("as-written", "shrunk")
    )
    assert as_written
    assert shrunk_ == as_written
