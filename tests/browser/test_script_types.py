"""The scripts of the pages: they pass the type check and share one global."""

from __future__ import annotations

import re
import subprocess

from tests.support.environment import ROOT
from tests.support.programs import HOME, need, need_command

SCRIPTS = sorted((ROOT / "docs/assets/scripts").glob("*.js"))


def test_all_scripts_pass_the_type_check() -> None:
    compiler = need("typescript/bin/tsc")
    command = [need_command("node"), str(compiler), "--project", str(HOME / "jsconfig.json"), "--listFiles"]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout
    checked = set(result.stdout.splitlines())
    assert len(SCRIPTS) > 10
    assert set(map(str, SCRIPTS)) <= checked


def test_only_one_script_defines_a_global() -> None:
    """Each script is a function; what it shares with others is in `edition`."""
    defined = {}
    for path in (*SCRIPTS, ROOT / "docs/assets/scripts/vendor/stemmer.js"):
        text = path.read_text(encoding="utf-8")
        code = re.sub(r"/\*.*?\*/|^\s*//[^\n]*", "", text, flags=re.DOTALL | re.MULTILINE).strip()
        assert re.match(r";?\(\(?(?:function )?\(\)", code), path.name
        assert re.search(r"\}\)\(\)\)?;?$", code), path.name
        defined[path.name] = re.findall(r"\b(?:globalThis|window|self)\.(\w+)\s*=(?!=)", code)
    assert {name: globals_ for name, globals_ in defined.items() if globals_} == {"edition.js": ["edition"]}
