"""A build that takes from earlier ones what has not changed writes the same bytes as a build from nothing."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from edition.build import ahead, rendering_cache
from edition.build import cache as cache_module
from edition.build.cache import Cache, key_of
from edition.build.generator import main
from edition.inputs.paths import GENERATOR_CONFIGURATION
from edition.model.essay import Essay, Source
from edition.model.manifest import Entry
from edition.text.normalise import normalise
from tests.support.commands import tree
from tests.support.editions import HARBOUR, lay_out
from tests.support.edits import (
    EDITS,
    change_digest,
    change_page,
    change_person,
    change_text,
    clean_copy,
    damage_cache,
    outcome,
    restore,
)

EDITS_PER_RUN = int(os.environ.get("EDITS", "2"))
"""How many edits in a row are tried: a hundred take some minutes."""


def test_after_random_edits_the_site_is_that_of_a_clean_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ahead, "MIN_SECONDS", 0)  # so that several processes work on so few essays
    seed = int(os.environ.get("SEED", "0"))
    chance = Random(seed)  # noqa: S311 - must be the same in every run
    root = lay_out(tmp_path / "edition", HARBOUR)
    outcome(root)
    built = 0
    for number in range(EDITS_PER_RUN):
        before = clean_copy(root, tmp_path / f"before-{number}")
        edits = chance.sample(EDITS, 3)
        for edit in edits:
            edit(root, chance)
        clean = clean_copy(root, tmp_path / "clean")
        expected, found = outcome(clean), outcome(root)
        names = ", ".join(edit.__name__ for edit in edits)
        assert found == expected, f"edit {number} of seed {seed}: {names}"
        shutil.rmtree(clean)
        if isinstance(found, str):  # an error, which the editor mends
            restore(root, before)
        else:
            built += 1
        shutil.rmtree(before)
    assert built >= EDITS_PER_RUN / 2


def test_an_unchanged_value_is_made_only_once(tmp_path: Path) -> None:
    made: list[int] = []

    def make() -> list[int]:
        made.append(len(made))
        return list(made)

    assert Cache(tmp_path).derive("key", make) == [0]
    assert Cache(tmp_path).derive("key", make) == [0]
    assert Cache(tmp_path).derive("other", make) == [0, 1]
    assert Cache().derive("key", make) == [0, 1, 2]


def test_another_version_of_a_package_has_other_keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What draws pictures or converts Markdown may do it otherwise in another version."""
    monkeypatch.syspath_prepend(tmp_path)
    keys = set()
    for version in ("1.0", "1.1", "1.1"):
        package = tmp_path / f"painter-{version}.dist-info"
        package.mkdir()
        cache_module._program.cache_clear()
        keys.add(key_of("picture"))
        package.rmdir()
    cache_module._program.cache_clear()
    assert len(keys) == 2


@pytest.mark.parametrize("damage", [b"", b"\0" * 40, b"\x80\x05cos\nsystem\n(S'true'\ntR."])
def test_a_damaged_value_is_made_again(damage: bytes, tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.store("key", "first")
    (tmp_path / "key").write_bytes(damage)
    assert cache.derive("key", lambda: "second") == "second"
    assert cache.read("key") == "second"


def test_code_in_a_value_is_not_run(tmp_path: Path) -> None:
    """Not even if its checksum is right: only classes of the program and the generator are made."""
    cache = Cache(tmp_path)
    cache.store("key", os.getcwd)
    assert (tmp_path / "key").is_file()
    assert cache.read("key") is None


def test_what_was_not_used_is_removed(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    for key in ("a", "b"):
        cache.store(key, key)
    cache.remove_unused()
    assert cache.read("a") == "a"
    cache.remove_unused()
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_what_is_kept_is_not_removed(tmp_path: Path) -> None:
    Cache(tmp_path).store("key", 1)
    cache = Cache(tmp_path)
    cache.keep("key")
    cache.remove_unused()
    assert cache.read("key") == 1


def test_in_memory_a_value_is_the_same_object(tmp_path: Path) -> None:
    cache = Cache(tmp_path, in_memory=True)
    value = cache.derive("key", lambda: [1])
    assert cache.read("key") is value
    cache.remove_unused()
    cache.remove_unused()
    assert cache.read("key") == value
    assert cache.read("key") is not value, "it should have been forgotten and read from its file"


def test_a_folder_that_cannot_be_written_to_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    cache = Cache(tmp_path / "file")
    assert cache.derive("key", lambda: 1) == 1
    cache.remove_unused()


def test_keys_tell_their_parts_apart() -> None:
    assert len({key_of("ab", "c"), key_of("a", "bc"), key_of("abc"), key_of("abc", "")}) == 4


def test_only_what_changed_is_rendered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a change of one text, the others are neither normalised nor searched for mentions."""
    root = lay_out(tmp_path / "edition", HARBOUR)
    outcome(root)
    edited: list[str] = []

    def count(source: Source, entry: Entry) -> Essay:
        edited.append(entry.slug)
        return normalise(source, entry)

    monkeypatch.setattr("edition.build.essay_stages.normalise", count)
    text = root / "sources/dockers.txt"
    text.write_text(text.read_text("utf-8").replace(" crane", " big crane", 1), "utf-8")
    outcome(root)
    assert edited == ["dockers-strike"]


@pytest.mark.parametrize("edit", [change_text, change_digest, change_page, change_person, damage_cache])
def test_edits_are_edits(edit: Callable[[Path, Random], None], tmp_path: Path) -> None:
    """Each of them changes a file; otherwise the first test here would try nothing."""
    root = lay_out(tmp_path / "edition", HARBOUR)
    (root / ".build/derived").mkdir(parents=True)
    for number in range(3):
        (root / f".build/derived/{number}").write_bytes(bytes(range(number, 100)))
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    edit(root, Random(1))  # noqa: S311
    assert before != {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.mark.parametrize("processes", [1, 3])
def test_html_that_is_not_in_memory_is_the_same(
    processes: int, single_checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The HTML of very many pages is written from the cache, both when it is new and when it is known."""
    monkeypatch.setattr(ahead, "count_processes", lambda _: processes)
    monkeypatch.setattr(ahead, "MIN_SECONDS", 0)
    configuration, sites = str(single_checkout / GENERATOR_CONFIGURATION), tmp_path / "sites"
    assert main(configuration, str(sites / "usual"), str(tmp_path / "usual")) == 0
    monkeypatch.setattr(rendering_cache, "MANY_PAGES", 1)
    for name in ("new", "known"):
        assert main(configuration, str(sites / name), str(tmp_path / "many")) == 0
        assert tree(sites / name) == tree(sites / "usual")


def test_the_generator_of_a_killed_build_removes_nothing_from_the_cache(
    single_checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another build may be running, whose generator has stored what it will read again."""
    configuration, cache = str(single_checkout / GENERATOR_CONFIGURATION), tmp_path / "cache"
    cache.mkdir()
    (cache / "of-another-build").touch()
    monkeypatch.setattr(os, "getppid", lambda: 1)
    assert main(configuration, str(tmp_path / "killed"), str(cache)) == 0
    assert (cache / "of-another-build").exists()
    monkeypatch.undo()
    assert main(configuration, str(tmp_path / "usual"), str(cache)) == 0
    assert not (cache / "of-another-build").exists()
