"""The scripts of the pages, checked by TypeScript: what is said of their types holds."""

from __future__ import annotations

import subprocess

from tests.support.environment import ROOT
from tests.support.programs import HOME, need, need_command


def test_types_of_all_scripts_are_sound() -> None:
    compiler = need("typescript/bin/tsc")
    command = [need_command("node"), str(compiler), "--project", str(HOME / "jsconfig.json"), "--listFiles"]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout
    looked_at = set(result.stdout.splitlines())
    scripts = sorted(map(str, (ROOT / "docs/assets").glob("*.js")))
    assert len(scripts) > 10
    assert set(scripts) <= looked_at
