"""What changed between two versions, from what each recorded."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.model.versions import (
    Difference,
    EssayChanges,
    EssayRecord,
    Hashes,
    VersionRecord,
    compare,
    compare_versions,
    hash_contents,
    previous_records,
)

HASHES = st.dictionaries(st.sampled_from("abcdef"), st.sampled_from("123"))


def version(essay: EssayRecord | None = None, **entries: Hashes) -> VersionRecord:
    return VersionRecord("1", "2024-05-06", {"cranes": essay or EssayRecord()}, entries)


@given(HASHES, HASHES)
def test_whatever_is_not_named_has_stayed(before: Hashes, after: Hashes) -> None:
    found = compare(before, after)
    assert set(found.added) == {*after} - {*before}
    assert set(found.retired) == {*before} - {*after}
    for name in {*before} & {*after}:
        assert (name in found.changed) == (before[name] != after[name])


@given(HASHES)
def test_the_same_contents_differ_in_nothing(hashes: Hashes) -> None:
    record = version(EssayRecord(hashes, ("1",), "2"), person=hashes)
    assert not compare_versions(record, record)


@pytest.mark.parametrize(
    ("before", "after", "changes"),
    [
        (EssayRecord({"p1": "1"}), EssayRecord({"p1": "2"}), EssayChanges(Difference(changed=("p1",)))),
        (EssayRecord({"p1": "1"}), EssayRecord({"p1": "1", "d1": "1"}), EssayChanges(Difference(("d1",)))),
        (EssayRecord({}, ("1",)), EssayRecord({}, ("1", "2", "3")), EssayChanges(emended=2)),
        # as many as before, but not the same
        (EssayRecord({}, ("1", "2")), EssayRecord({}, ("1", "3")), EssayChanges(emended=1, withdrawn=1)),
        (EssayRecord({}, (), "1"), EssayRecord({}, (), "2"), EssayChanges(redescribed=True)),
    ],
)
def test_changes_in_an_essay(before: EssayRecord, after: EssayRecord, changes: EssayChanges) -> None:
    assert compare_versions(version(before), version(after)).essays == {"cranes": changes}


def test_a_new_essay_is_new_as_a_whole() -> None:
    before, after = version(), VersionRecord("2", "", {"quays": EssayRecord({"p1": "1"})})
    changes = compare_versions(before, after)
    assert (changes.texts, dict(changes.essays)) == (Difference(("quays",), (), ("cranes",)), {})


def test_kinds_that_only_one_version_has_are_compared() -> None:
    changes = compare_versions(version(person={"jo": "1"}), version(work={"log": "1"}))
    assert changes.entries == {"work": Difference(added=("log",)), "person": Difference(retired=("jo",))}


def test_versions_are_compared_with_the_last_one_that_has_a_record() -> None:
    records = {"3": version(), "1": version()}
    assert previous_records(["3", "2", "1"], records) == {"3": records["1"], "2": records["1"], "1": None}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({"a": 1, "b": [2]}, {"b": [2], "a": 1}, True),
        ({"a": "1"}, {"a": "2"}, False),
        ({"a": "1"}, {"a": "1", "b": ""}, False),
        (["a", "b"], ["b", "a"], False),
        (["a b"], ["a", "b"], False),
    ],
)
def test_a_hash_tells_contents_apart(one: object, other: object, same: bool) -> None:
    assert (hash_contents(one) == hash_contents(other)) is same
