"""Compiling the generator's templates once for many runs within this process."""

from __future__ import annotations

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket
from mkdocs.plugins import BasePlugin


class CompiledTemplates(BasePlugin):  # type: ignore[type-arg, no-untyped-call]
    """Keeps compiled templates from one run to the next: to compile them takes a third of a run."""

    def __init__(self) -> None:
        self._cache = _MemoryCache()

    def on_env(self, env: Environment, **_: object) -> Environment:
        """Have the generator's templates compiled once."""
        env.bytecode_cache = self._cache
        return env


class _MemoryCache(BytecodeCache):
    """Compiled templates, in memory; Jinja compares each with the source that it was made of."""

    def __init__(self) -> None:
        self._compiled: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what a template was compiled to, if it is known."""
        if bucket.key in self._compiled:
            bucket.bytecode_from_string(self._compiled[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Remember what a template was compiled to."""
        self._compiled[bucket.key] = bucket.bytecode_to_string()


COMPILED_TEMPLATES = CompiledTemplates()
"""The plugin that `edition.serving.rendering` adds to the generator."""
