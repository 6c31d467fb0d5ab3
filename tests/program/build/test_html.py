"""Every page of the site, checked by the Nu HTML Checker."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.support.programs import need, need_command

Message = tuple[str, str, str, str]


def errors_of(site: Path) -> list[Message]:
    """Return what the checker finds wrong, and print its warnings."""
    jar = need("vnu-jar/build/dist/vnu.jar")
    pages = sorted(map(str, site.rglob("*.html")))
    assert len(pages) > 3
    # a run is so short that compiling well takes longer than what it saves
    java = [need_command("java"), "-Xss8m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]
    command = [*java, "-jar", str(jar), "--format", "json", "--exit-zero-always"]
    result = subprocess.run([*command, *pages], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    told = [
        (message["type"], message.get("subType", ""), message["url"].split("/site/")[1], message["message"])
        for message in json.loads(result.stderr)["messages"]
    ]
    for one in sorted({one for one in told if one[1] == "warning"}):
        print(*one)
    return [one for one in told if one[0] != "info"]


@pytest.mark.parametrize("made", ["full_checkout", "mixed_checkout", "bare_checkout", "single_checkout"])
def test_html_has_no_error(made: str, request: pytest.FixtureRequest) -> None:
    assert errors_of(request.getfixturevalue(made) / "site") == []
