"""Packing: templates, assets and schemas have folders beside the package; a wheel has them in it.

Everything else is said in pyproject.toml. In an editable installation nothing is copied, and the program
reads these files where they are; `edition.inputs.program_files` finds them in both cases.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

ROOT = Path(__file__).parent
FILES = ("overrides/**/*.html", "docs/assets/**/*.*", "docs/annotations/*.schema.json")
"""The files that the program brings to every edition, relative to the checkout."""

WITHOUT = "overrides/generated/"
"""What a build writes for the edition of the checkout."""


class BuildWithFiles(build_py):
    """Copies the files of the program into the package, as `edition/files/`."""

    def run(self) -> None:
        """Build the package, with the files unless it is for an editable installation."""
        super().run()
        for source in () if self.editable_mode else (path for glob in FILES for path in ROOT.glob(glob)):
            name = source.relative_to(ROOT).as_posix()
            if source.is_file() and not name.startswith(WITHOUT):
                target = Path(self.build_lib, "edition/files", name)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(source, target)


setup(cmdclass={"build_py": BuildWithFiles})
