"""A cache of what a build has derived, by a hash of everything that it was derived from.

An entry is never wrong: its key is a hash of the program and of all that the value depends on. An entry that
was damaged does not have the checksum that it begins with, and counts as missing. Deleting the folder is
always safe.
"""

from __future__ import annotations

import hashlib
import io
import os
import pickle
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cache
from importlib.resources import files
from itertools import chain
from pathlib import Path
from typing import TypeVar, cast

from edition.inputs.paths import STAGING

DERIVED = f"{STAGING}/derived"
"""The folder of what a build derived from essays and their pages."""

Value = TypeVar("Value")

_CHECKSUM = hashlib.sha256().digest_size
_TRUSTED = ("edition.", "mkdocs.structure.")
"""The packages whose classes a cache may contain, so that a file from elsewhere cannot run anything."""


class Cache:
    """Values in the files of a folder, which is made when the first is stored; without a folder, none are.

    With `in_memory`, values are also kept in memory, for a process that builds again and again. If it
    `is_shared`, other processes may be started to fill it; see `edition.build.ahead`.
    """

    def __init__(
        self, folder: Path | None = None, *, in_memory: bool = False, is_shared: bool = False
    ) -> None:
        self._folder = folder
        self.is_shared = is_shared
        self.stored = 0
        """How many values were stored through this object."""
        self._memory: dict[str, object] | None = {} if in_memory else None
        self._used: set[str] = set()

    def derive(self, key: str, make: Callable[[], Value]) -> Value:
        """Return the value with a `key`, which is made and stored if it is not there."""
        found: Value | None = self.read(key)
        if found is None:
            found = make()
            self.store(key, found)
        return found

    def read(self, key: str) -> Value | None:
        """Return the value with a `key`; None if there is none, or if it is damaged."""
        if self._folder is None:
            return None
        self._used.add(key)
        if self._memory is not None and key in self._memory:
            return cast("Value", self._memory[key])
        value: Value | None = _read(self._folder, key)
        if self._memory is not None and value is not None:
            self._memory[key] = value
        return value

    def store(self, key: str, value: object) -> None:
        """Store a value. A disk that is full or cannot be written to is no reason for a build to fail."""
        if self._folder is None:
            return
        self.stored += 1
        self._used.add(key)
        if self._memory is not None:
            self._memory[key] = value
        payload = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
        fresh = self._folder / f"{key}.{os.getpid()}"
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            fresh.write_bytes(_checksum(key, payload) + payload)
            os.replace(fresh, self._folder / key)

    def keep(self, key: str) -> None:
        """Count a value as used."""
        self._used.add(key)

    def remove_unused(self) -> None:
        """Remove what was neither read nor stored since the last call, or else since this object was made.

        From memory, if values are kept there: of the files, other commands may need more.
        """
        if self._folder is None:
            return
        used, self._used = self._used, set()
        if self._memory is not None:
            self._memory = {key: value for key, value in self._memory.items() if key in used}
            return
        with suppress(OSError):
            for entry in list(os.scandir(self._folder)):
                if entry.name not in used:
                    with suppress(OSError):
                        os.unlink(entry.path)  # noqa: PTH108 - faster for thousands of files


def _read(folder: Path, key: str) -> Value | None:
    """Return the value in the file `key`; None if there is no such file, or if it is damaged."""
    try:
        data = (folder / key).read_bytes()
    except OSError:
        return None
    payload = data[_CHECKSUM:]
    if _checksum(key, payload) != data[:_CHECKSUM]:
        return None
    try:
        value: Value = _Reader(io.BytesIO(payload)).load()
    except Exception:  # what pickle raises for a class that has changed can be anything
        return None
    return value


NO_CACHE = Cache()


def _checksum(key: str, payload: bytes) -> bytes:
    """Return a checksum of a file; that of another file under its name would be wrong."""
    return hashlib.sha256(key.encode() + payload).digest()


class _Reader(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> object:
        if not module.startswith(_TRUSTED):
            raise pickle.UnpicklingError(f"{module}.{name} does not belong in a cache")
        return super().find_class(module, name)


def key_of(*parts: str | bytes) -> str:
    """Return a key for what this version of the program, with its libraries, derives from `parts`."""
    data = (part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part for part in parts)
    return hash_parts(chain([_program()], data)).hex()


@cache
def _program() -> bytes:
    """Return a hash of the code of this program, and of the versions of Python and of what is installed."""
    package = Path(str(files("edition")))
    code = (path.read_bytes() for path in sorted(package.rglob("*.py")))
    installed = sorted({path.name for folder in sys.path for path in Path(folder).glob("*.dist-info")})
    return hash_parts(chain([sys.version.encode(), os.fsencode("/".join(installed))], code))


def hash_parts(parts: Iterable[bytes]) -> bytes:
    """Return a hash of several contents, which tells them apart."""
    digest = hashlib.sha256()
    for data in parts:
        digest.update(b"%d:" % len(data))
        digest.update(data)
    return digest.digest()
