"""The manifest of the five essays."""

from __future__ import annotations

from edition.inputs.manifest import load_manifest
from tests.program.inputs.test_manifest import test_places_are_named_by_fewer_than_twelve_words
from tests.support.after_october import SLUGS
from tests.support.environment import ROOT

__all__ = ("test_places_are_named_by_fewer_than_twelve_words",)


def test_slugs_do_not_change() -> None:
    assert tuple(entry.slug for entry in load_manifest(ROOT, "en").entries) == SLUGS
