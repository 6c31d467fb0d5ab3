"""Every page of the site, checked by the Nu HTML Checker."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from tests.support.programs import need, need_command

Message = tuple[str, str, str, str]


def errors_of(*checkouts: Path) -> list[Message]:
    """Return the errors and warnings of the checker on the sites of `checkouts`, and print the warnings."""
    jar = need("vnu-jar/build/dist/vnu.jar")
    pages: list[str] = []
    for checkout in checkouts:
        found = sorted(map(str, (checkout / "site").rglob("*.html")))
        assert len(found) > 3
        pages += found
    # one run for all sites, because the checker takes longer to start than to check one; a run is so short
    # that optimising takes longer than it saves
    java = [need_command("java"), "-Xss8m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]
    command = [*java, "-jar", str(jar), "--format", "json", "--exit-zero-always"]
    result = subprocess.run([*command, *pages], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    messages = [
        (message["type"], message.get("subType", ""), message["url"], message["message"])
        for message in json.loads(result.stderr)["messages"]
    ]
    for warning in sorted({message for message in messages if message[1] == "warning"}):
        print(*warning)
    return [message for message in messages if message[0] != "info"]


def test_html_has_no_error(
    full_checkout: Path, mixed_checkout: Path, bare_checkout: Path, single_checkout: Path
) -> None:
    assert errors_of(full_checkout, mixed_checkout, bare_checkout, single_checkout) == []
