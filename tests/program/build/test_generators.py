"""The same Markdown, rendered by MkDocs, by ProperDocs and by Zensical."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from edition.build.preview_folders import add_pages
from edition.build.site import markdown_pages
from edition.checks.parsed_site import read_site
from edition.checks.site import site_findings
from edition.inputs.address_files import published_addresses
from edition.model.publication import Site
from tests.support.editions import Workshop
from tests.support.environment import environment
from tests.support.markup import article

OTHERS = {
    "properdocs": ["build", "--strict", "--quiet", "--config-file", "mkdocs.yml"],
    "zensical": ["build", "--strict", "--config-file", "mkdocs.yml"],
}


@pytest.fixture(scope="module", params=["full_checkout", "bare_checkout"])
def checkout(request: pytest.FixtureRequest) -> Path:
    """A checkout with its generated Markdown."""
    root: Path = request.getfixturevalue(request.param)
    return root


@pytest.fixture(scope="module", params=OTHERS)
def other_site(request: pytest.FixtureRequest, checkout: Path, workshop: Workshop) -> Path:
    """The site that another generator makes of the same Markdown; tests must not change it."""

    def make(root: Path) -> None:
        shutil.copytree(checkout, root, ignore=shutil.ignore_patterns("site", ".build"))
        command = [sys.executable, "-m", request.param, *OTHERS[request.param]]
        result = subprocess.run(
            command, cwd=root, env=environment(), capture_output=True, text=True, check=False
        )
        assert result.returncode == 0, result.stdout + result.stderr
        add_pages(root / "site", markdown_pages(root, root / "site", Site("", "en")))

    return workshop.checkout(f"{checkout.parent.name}-{request.param}", make) / "site"


def test_every_address_exists(checkout: Path, other_site: Path) -> None:
    anchors = json.loads((checkout / "docs/data/anchors.json").read_text(encoding="utf-8"))["anchors"]
    for anchor in anchors:
        page, _, name = anchor["address"].partition("#")
        assert (other_site / page / "index.html").is_file(), page
        if name:
            html = (other_site / page / "index.html").read_text(encoding="utf-8")
            assert len(re.findall(rf'\sid="?{re.escape(name)}["\s>]', html)) == 1, anchor["address"]


def test_every_essay_reads_the_same(checkout: Path, other_site: Path) -> None:
    for path in sorted((checkout / "site/essays").glob("*/index.html")):
        page = path.parent.relative_to(checkout / "site").as_posix()
        mkdocs, other = article(checkout / "site", page), article(other_site, page)
        assert other.text().split() == mkdocs.text().split(), page


def test_the_checks_pass(checkout: Path, other_site: Path) -> None:
    assert list(site_findings(read_site(other_site), published_addresses(checkout / "docs"))) == []


def test_mkdocs_alone_gives_no_warning(checkout: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(tmp_path / "site")]
    result = subprocess.run(
        command,
        cwd=checkout,
        env=environment(NO_MKDOCS_2_WARNING="1"),
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0
    assert "WARNING" not in result.stderr + result.stdout
    assert "not found" not in result.stderr + result.stdout
