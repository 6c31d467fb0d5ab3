"""Set up the project and run its tasks with nothing but Python: `python scripts/make.py site`.

The targets of the Makefile call this file, so that every task works without make, too. It uses only
the standard library. It creates the virtual environment `.venv` and installs the pinned versions of
a lock file, and installs again only when that file has changed.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from functools import cache
from itertools import chain
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
MIN_PYTHON = (3, 11)
TOOLS = ROOT / "tests/browser"
SHELL = "chromium-headless-shell"  # without windows: runs the tests in about two thirds of the time
BROWSERS = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAX_WORKERS = 4
"""Each may take 2 GB of memory."""

Arguments = Sequence[str]


SYSTEM_PACKAGES = "EDITION_SYSTEM_PACKAGES"
"""The variable that allows `make test` to install packages of the system; continuous integration may, too."""


def install(lock: str) -> None:
    """Create the virtual environment and install the packages pinned in `lock`, if not done already."""
    stamp = VENV / f"{lock}.installed"
    expected = hashlib.sha256((ROOT / lock).read_bytes() + (ROOT / "pyproject.toml").read_bytes()).hexdigest()
    if stamp.is_file() and stamp.read_text() == expected:
        return
    created = VENV / "created"
    if not PYTHON.exists() or not (created.is_file() or any(VENV.glob("*.installed"))):
        print("creating the virtual environment .venv", flush=True)
        # --clear: what an interrupted run has left is no environment
        if subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=False).returncode:
            shutil.rmtree(VENV, ignore_errors=True)
            raise SystemExit(
                "make: this Python cannot create a virtual environment; on Debian: apt install python3-venv"
            )
        created.touch()
    print(f"installing the packages pinned in {lock}", flush=True)
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "-qq", "install"]
    run([*pip, "--require-hashes", "--requirement", lock])
    run([*pip, "--no-deps", "--no-build-isolation", "--editable", "."])
    stamp.write_text(expected)


def run(command: Arguments, **environment: str) -> None:
    """Run a command in the checkout; exit with its status if it fails."""
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
    """Serve the site on this machine, and rebuild it after every change."""
    install("requirements.txt")
    run([str(PYTHON), "-m", "edition", "serve", *arguments])


def test(arguments: Arguments) -> None:
    """Run the tests, getting browsers for them where there are none; --no-browser leaves these out."""
    install("requirements-dev.txt")
    wanted = "--no-browser" not in arguments
    browser = (find_browser() or get_browser()) if wanted else None
    if wanted and not browser:
        print(
            "no browser: Chromium could be neither found nor installed; tests that need it are skipped",
            flush=True,
        )
    engines = {
        variable: (find() or get() or "") if wanted else "" for variable, (find, get) in ENGINES.items()
    }
    if not get_tools():
        print(
            "npm is missing or failed: tests that need tests/browser/package.json are skipped",
            flush=True,
        )
    # one more than there are processors, because tests with a browser often wait
    workers = min(MAX_WORKERS, (os.cpu_count() or 1) + 1)
    parallel = ["-n", str(workers), "--dist", "worksteal"]
    options = [argument for argument in arguments if argument != "--no-browser"]
    # many tests start a build in a process of its own, which need not compile the program again
    bytecode = {"PYTHONDONTWRITEBYTECODE": ""}
    variables = {"EDITION_BROWSER": browser or "", **engines, **bytecode}
    run([str(PYTHON), "-m", "pytest", *parallel, *options], **variables)


def lighthouse(arguments: Arguments) -> None:
    """Measure with Lighthouse how fast a phone loads the longest essay."""
    install("requirements.txt")
    browser = find_browser() or get_browser()
    if not browser or not get_tools("--include=dev"):
        raise SystemExit("make: Lighthouse needs Chromium, Node.js and npm")
    run([str(PYTHON), "scripts/lighthouse.py", *arguments], CHROME_PATH=browser)


def tasks(arguments: Arguments) -> None:
    """Measure how long the longest essay keeps a phone busy while it is read."""
    install("requirements-dev.txt")
    browser = find_browser() or get_browser()
    if not browser:
        raise SystemExit("make: this needs Chromium")
    run([str(PYTHON), "scripts/measure_tasks.py", *arguments], EDITION_BROWSER=browser)


def check(arguments: Arguments) -> None:
    """Check format, lint and types."""
    install("requirements-dev.txt")
    run([str(PYTHON), "-m", "ruff", "format", "--check", "."])
    run([str(PYTHON), "-m", "ruff", "check", "."])
    run([str(PYTHON), "-m", "mypy", *arguments])


def messages(arguments: Arguments) -> None:
    """List what the interface says, and bring the catalogues of translations up to date with it."""
    install("requirements-dev.txt")
    run([str(PYTHON), "scripts/messages.py", *arguments])


def fuzz(arguments: Arguments) -> None:
    """Try thousands of hostile texts, values, digests and address books, for some minutes."""
    install("requirements-dev.txt")
    run([str(PYTHON), "scripts/fuzz.py", *arguments])


def bench(arguments: Arguments) -> None:
    """Measure builds, serving, search and text reuse beside others' programs, at 5, 50 and 500 essays."""
    install("requirements-dev.txt")
    run([str(PYTHON), "-m", "bench", *arguments])


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
    oldest = ["--python-version", ".".join(map(str, MIN_PYTHON))]
    run([*compile_, *oldest, "--extra", "build", "pyproject.toml", "-o", "requirements.txt", *arguments])
    # the same versions, and the development tools in addition
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


GENERATED = (
    *(
        "site",
        ".build",
        "build",
        "docs/essays",
        "docs/data",
        "docs/mentions",
        "overrides/generated",
        "docs/people.md",
        "docs/quotations.md",
        "docs/timeline.md",
        "docs/disagreements.md",
        "docs/synopsis.md",
        "docs/sources.md",
        "docs/compare.md",
        "docs/search.md",
        "docs/versions.md",
        "docs/feed.xml",
        "docs/llms.txt",
    ),
    "tests/browser/node_modules",
    *(
        ".venv",
        ".pytest_cache",
        ".mypy_cache",
        ".ruff_cache",
        ".hypothesis",
        "scripts/annotated_edition.egg-info",
    ),
)


def clean(_: Arguments) -> None:
    """Remove everything that was generated, including the virtual environment."""
    for path in (*(ROOT / name for name in GENERATED), *ROOT.rglob("__pycache__")):
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def find_browser() -> str | None:
    """Return the path of an installed Chromium or Chrome, or None if there is none."""
    named = os.environ.get("EDITION_BROWSER")
    installed = named or next(filter(None, map(shutil.which, BROWSERS)), None)
    return installed or _playwright_browser()


_ASK_PLAYWRIGHT = """
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
"""


def _playwright_browser() -> str | None:
    """Return the path of Playwright's own Chromium, or None if it has not been downloaded."""
    result = subprocess.run([str(PYTHON), "-c", _ASK_PLAYWRIGHT], capture_output=True, text=True, check=False)
    path = result.stdout.strip()
    return path if path and Path(path).is_file() else None


def get_browser() -> str | None:
    """Install Chromium, from Debian's packages if allowed, otherwise from Playwright; return its path."""
    apt_install(SHELL)
    if not find_browser():
        print("downloading Playwright's Chromium for the tests", flush=True)
        subprocess.run([str(PYTHON), "-m", "playwright", "install", "chromium"], check=False)
    return find_browser()


def find_firefox() -> str | None:
    """Return the path of an installed Firefox, or None if there is none."""
    return os.environ.get("EDITION_FIREFOX") or shutil.which("firefox-esr") or shutil.which("firefox")


def get_firefox() -> str | None:
    """Install Firefox from Debian's packages if allowed; return its path."""
    apt_install("firefox-esr")
    return find_firefox()


def find_webkit() -> str | None:
    """Return the path of WebKit's test browser, or None if it, its driver or a screen for it is missing."""
    installed = map(str, Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser"))
    path = os.environ.get("EDITION_WEBKIT") or max(installed, default=None)
    return path if path and shutil.which("WebKitWebDriver") and shutil.which("Xvfb") else None


def get_webkit() -> str | None:
    """Install WebKit from Debian's packages if allowed; return the path of its test browser."""
    apt_install("webkit2gtk-driver", "xvfb")
    return find_webkit()


ENGINES = {"EDITION_FIREFOX": (find_firefox, get_firefox), "EDITION_WEBKIT": (find_webkit, get_webkit)}
"""How the engines besides Chromium are found and installed, by the variable that names them to the tests."""


def get_tools(kind: str = "--omit=dev") -> bool:
    """Install the third-party programs that check the site; return whether they are available.

    `kind` is npm's option that includes or omits the programs that the tests do not need.
    """
    lock_hash = hashlib.sha256((TOOLS / "package-lock.json").read_bytes()).hexdigest()
    stamp = TOOLS / "node_modules" / ".installed"
    if stamp.is_file() and stamp.read_text() in (f"{lock_hash} {kind}", f"{lock_hash} --include=dev"):
        return True
    needed = {"npm": ("nodejs", "npm"), "java": ("default-jre-headless",)}
    missing = (packages for program, packages in needed.items() if not shutil.which(program))
    apt_install(*chain.from_iterable(missing))
    npm = shutil.which("npm")
    if not npm:
        return False
    print("installing the packages pinned in tests/browser/package-lock.json", flush=True)
    command = [npm, "ci", kind, "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    if subprocess.run(command, cwd=TOOLS, stdout=subprocess.DEVNULL, check=False).returncode:
        return False
    stamp.write_text(f"{lock_hash} {kind}")
    return True


def apt_install(*packages: str) -> None:
    """Install Debian `packages` if that is asked for and this process may do so; otherwise do nothing."""
    is_asked_for = os.environ.get(SYSTEM_PACKAGES) or os.environ.get("CI")
    if not is_asked_for or not packages:
        return
    if not shutil.which("apt-get") or not hasattr(os, "geteuid") or os.geteuid():
        return
    print(f"installing Debian packages for the tests: {' '.join(packages)}", flush=True)
    _apt_get("update", "-qq")
    _apt_get("install", "-qq", "--yes", "--no-install-recommends", *packages)


@cache
def _apt_get(*arguments: str) -> None:
    """Call apt-get, the same only once."""
    subprocess.run(
        ["apt-get", *arguments],  # noqa: S607 - the one on the path
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        stdout=subprocess.DEVNULL,
        check=False,
    )


COMMANDS: dict[str, Callable[[Arguments], None]] = {
    command.__name__: command
    for command in (site, serve, test, check, bench, fuzz, lighthouse, tasks, messages, clean, lock)
}


def main(arguments: Arguments) -> None:
    """Run the command that `arguments` name."""
    if sys.version_info < MIN_PYTHON:
        needed, present = ".".join(map(str, MIN_PYTHON)), sys.version.split()[0]
        raise SystemExit(f"make: Python {needed} or newer is needed; this is {present}")
    if not arguments or arguments[0] not in COMMANDS:
        lines = [f"  {name:12}{command.__doc__}" for name, command in COMMANDS.items()]
        raise SystemExit("usage: python scripts/make.py COMMAND\n" + "\n".join(lines))
    COMMANDS[arguments[0]](arguments[1:])


if __name__ == "__main__":
    main(sys.argv[1:])
