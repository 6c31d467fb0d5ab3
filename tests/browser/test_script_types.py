"""The scripts of the pages: what is said of their types holds, and they share one global."""

from __future__ import annotations

import re
import subprocess

from tests.support.environment import ROOT
from tests.support.programs import HOME, need, need_command

SCRIPTS = sorted((ROOT / "docs/assets/scripts").glob("*.js"))


def test_types_of_all_scripts_are_sound() -> None:
    compiler = need("typescript/bin/tsc")
    command = [need_command("node"), str(compiler), "--project", str(HOME / "jsconfig.json"), "--listFiles"]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout
    looked_at = set(result.stdout.splitlines())
    assert len(SCRIPTS) > 10
    assert set(map(str, SCRIPTS)) <= looked_at


def test_one_script_makes_the_one_global() -> None:
    """Each is a function of its own; what it offers to others is in `edition`."""
    made = {}
    for path in (*SCRIPTS, ROOT / "docs/assets/scripts/vendor/stemmer.js"):
        text = path.read_text(encoding="utf-8")
        code = re.sub(r"/\*.*?\*/|^\s*//[^\n]*", "", text, flags=re.DOTALL | re.MULTILINE).strip()
        assert re.match(r";?\(\(?(?:function )?\(\)", code), path.name
        assert re.search(r"\}\)\(\)\)?;?$", code), path.name
        made[path.name] = re.findall(r"\b(?:globalThis|window|self)\.(\w+)\s*=(?!=)", code)
    assert {name: globals_ for name, globals_ in made.items() if globals_} == {"edition.js": ["edition"]}
