"""Set up and run everything, with nothing but Python: `python scripts/make.py site`.

The Makefile's targets call this file, so that each works where make is missing. It uses the
standard library alone, makes the virtual environment `.venv`, and installs the versions that the
lock file pins; it does so again only when the lock file has changed.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
LEAST = (3, 11)
TOOLS = ROOT / "tests/browser"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")

Arguments = Sequence[str]


def install(lock: str) -> None:
    """Make the virtual environment and install what `lock` pins, unless that is done already."""
    stamp = VENV / f"{lock}.installed"
    wanted = hashlib.sha256((ROOT / lock).read_bytes() + (ROOT / "pyproject.toml").read_bytes()).hexdigest()
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    if not PYTHON.exists():
        print("making the virtual environment .venv", flush=True)
        if subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=False).returncode:
            shutil.rmtree(VENV, ignore_errors=True)
            raise SystemExit(
                "make: this Python cannot make a virtual environment; on Debian: apt install python3-venv"
            )
    print(f"installing what {lock} pins", flush=True)
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "-qq", "install"]
    run([*pip, "--require-hashes", "--requirement", lock])
    run([*pip, "--no-deps", "--no-build-isolation", "--editable", "."])
    stamp.write_text(wanted)


def run(command: Arguments, **environment: str) -> None:
    """Run a command in the checkout; end with its status where it fails."""
    try:
        status = subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, check=False).returncode
    except KeyboardInterrupt:
        status = 1
    if status:
        raise SystemExit(status)


def site(arguments: Arguments) -> None:
    """Build the site into site/."""
    install("requirements.txt")
    run([str(PYTHON), "-m", "edition", "build", *arguments])


def serve(arguments: Arguments) -> None:
    """Serve the site on this machine, and make it anew while you edit."""
    install("requirements.txt")
    run([str(PYTHON), "-m", "edition", "serve", *arguments])


def test(arguments: Arguments) -> None:
    """Run the tests, getting a browser for them if there is none."""
    install("requirements-dev.txt")
    browser = find_browser() or get_browser()
    if not browser:
        print(
            "no browser: Chromium could be neither found nor installed; tests that need one are left out",
            flush=True,
        )
    if not get_tools():
        print(
            "no npm, or it failed: tests that need what tests/browser/package.json names are left out",
            flush=True,
        )
    several = ["-n", "auto", "--maxprocesses", "4", "--dist", "worksteal"]
    run([str(PYTHON), "-m", "pytest", *several, *arguments], EDITION_BROWSER=browser or "")


def lighthouse(arguments: Arguments) -> None:
    """Measure with Lighthouse how quickly a phone shows the longest essay."""
    install("requirements.txt")
    browser = find_browser() or get_browser()
    if not browser or not get_tools("--include=dev"):
        raise SystemExit("make: Lighthouse needs Chromium, Node.js and npm")
    run([str(PYTHON), "scripts/lighthouse.py", *arguments], CHROME_PATH=browser)


def check(arguments: Arguments) -> None:
    """Check format, lint and types."""
    install("requirements-dev.txt")
    run([str(PYTHON), "-m", "ruff", "format", "--check", "."])
    run([str(PYTHON), "-m", "ruff", "check", "."])
    run([str(PYTHON), "-m", "mypy", *arguments])


def bench(arguments: Arguments) -> None:
    """Compare our share of a build with the generator's, at 5, 50 and 500 essays."""
    install("requirements.txt")
    run([str(PYTHON), "scripts/bench.py", *arguments])


def lock(arguments: Arguments) -> None:
    """Pin the newest versions that pyproject.toml allows (needs uv)."""
    compile_ = [
        "uv",
        "pip",
        "compile",
        "--universal",
        "--generate-hashes",
        "--no-header",
        "--no-annotate",
        "--quiet",
    ]
    oldest = ["--python-version", ".".join(map(str, LEAST))]
    run([*compile_, *oldest, "--extra", "build", "pyproject.toml", "-o", "requirements.txt", *arguments])
    # the same versions again, and the tools besides
    pins = ["--constraint", "requirements.txt"]
    run(
        [
            *compile_,
            *oldest,
            *pins,
            "--extra",
            "build",
            "--extra",
            "dev",
            "pyproject.toml",
            "-o",
            "requirements-dev.txt",
            *arguments,
        ]
    )


MADE = (
    *(
        "site",
        ".build",
        "docs/essays",
        "docs/data",
        "docs/people.md",
        "docs/quotations.md",
        "docs/timeline.md",
        "docs/disagreements.md",
        "docs/sources.md",
        "docs/compare.md",
        "docs/search.md",
        "docs/feed.xml",
    ),
    "tests/browser/node_modules",
    *(".venv", ".pytest_cache", ".mypy_cache", ".ruff_cache", ".hypothesis", "scripts/edition.egg-info"),
)


def clean(_: Arguments) -> None:
    """Remove everything that was made, the virtual environment too."""
    for path in (*(ROOT / name for name in MADE), *ROOT.rglob("__pycache__")):
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def find_browser() -> str | None:
    """Return the path of a Chromium or Chrome that is installed."""
    named = os.environ.get("EDITION_BROWSER")
    found = named or next(filter(None, map(shutil.which, BROWSERS)), None)
    return found or _own_browser()


_ASK_PLAYWRIGHT = """
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
"""


def _own_browser() -> str | None:
    """Return the path of the Chromium that Playwright keeps, if it has been fetched."""
    result = subprocess.run([str(PYTHON), "-c", _ASK_PLAYWRIGHT], capture_output=True, text=True, check=False)
    path = result.stdout.strip()
    return path if path and Path(path).is_file() else None


def get_browser() -> str | None:
    """Install Chromium: Debian's package where that is allowed, else Playwright's own."""
    apt_install("chromium")
    if not find_browser():
        print("fetching Playwright's Chromium, for the tests", flush=True)
        subprocess.run([str(PYTHON), "-m", "playwright", "install", "chromium"], check=False)
    return find_browser()


def get_tools(kind: str = "--omit=dev") -> bool:
    """Install the programs by others that check the site; tell whether they are there.

    `kind` is `--include=dev` for those that the tests do without, too.
    """
    lock_hash = hashlib.sha256((TOOLS / "package-lock.json").read_bytes()).hexdigest()
    stamp = TOOLS / "node_modules" / ".installed"
    if stamp.is_file() and stamp.read_text() in (f"{lock_hash} {kind}", f"{lock_hash} --include=dev"):
        return True
    missing = {"npm": ("nodejs", "npm"), "java": ("default-jre-headless",)}
    apt_install(*(package for name, them in missing.items() if not shutil.which(name) for package in them))
    npm = shutil.which("npm")
    if not npm:
        return False
    print("installing what tests/browser/package-lock.json pins", flush=True)
    command = [npm, "ci", kind, "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    if subprocess.run(command, cwd=TOOLS, stdout=subprocess.DEVNULL, check=False).returncode:
        return False
    stamp.write_text(f"{lock_hash} {kind}")
    return True


def apt_install(*packages: str) -> None:
    """Install Debian's `packages` where that is allowed; say nothing where it is not."""
    if not packages or not shutil.which("apt-get") or not hasattr(os, "geteuid") or os.geteuid():
        return
    print(f"installing {' '.join(packages)} from Debian's packages, for the tests", flush=True)
    for step in (["update", "-qq"], ["install", "-qq", "--yes", "--no-install-recommends", *packages]):
        subprocess.run(
            ["apt-get", *step],  # noqa: S607 - whatever the machine calls so
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
            stdout=subprocess.DEVNULL,
            check=False,
        )


COMMANDS: dict[str, Callable[[Arguments], None]] = {
    command.__name__: command for command in (site, serve, test, check, bench, lighthouse, clean, lock)
}


def main(arguments: Arguments) -> None:
    """Run the command that is asked for."""
    if sys.version_info < LEAST:
        raise SystemExit(
            f"make: Python {LEAST[0]}.{LEAST[1]} or newer is needed; this is {sys.version.split()[0]}"
        )
    if not arguments or arguments[0] not in COMMANDS:
        lines = [f"  {name:12}{command.__doc__}" for name, command in COMMANDS.items()]
        raise SystemExit("usage: python scripts/make.py COMMAND\n" + "\n".join(lines))
    COMMANDS[arguments[0]](arguments[1:])


if __name__ == "__main__":
    main(sys.argv[1:])
