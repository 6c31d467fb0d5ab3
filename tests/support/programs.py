"""Third-party programs that check the site, from tests/browser/package.json."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from tests.support.environment import ROOT, leave_out

HOME = ROOT / "tests/browser"
MODULES = HOME / "node_modules"


def need(path: str) -> Path:
    """Return a file of an installed package; skip the test if it is missing."""
    file = MODULES / path
    if not file.is_file():
        leave_out("what programs from npm would check (`make test` installs them where npm is there)")
    return file


def need_command(name: str) -> str:
    """Return the path of an installed program; skip the test if it is missing."""
    found = shutil.which(name)
    if found is None:
        leave_out(f"what needs the program {name}")
    return found or ""


def bundle(module: str, name: str) -> str:
    """Return a script for a page that makes the ES module `module` the global `name`."""
    command = [need_command("node"), str(need("esbuild/bin/esbuild"))]
    options = ["--bundle", "--format=iife", f"--global-name={name}", "--target=chrome110"]
    source = f"export * from {module!r};"
    result = subprocess.run(
        [*command, *options], cwd=HOME, input=source, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stderr
    return result.stdout
