"""Damaged files: found or harmless. The long run is `python -m tests.crash damage`."""

import sys
from collections import Counter
from pathlib import Path

import pytest

from kiosk.store import checks
from tests.crash.damage import judge, judge_many, prepare
from tests.crash.proof import Lost

COUNT = 150


@pytest.mark.skipif(sys.platform == "win32", reason="there is no fork server on Windows")
def test_each_damage_is_found_or_harmless(tmp_path: Path) -> None:
    outcomes = judge_many(tmp_path, 0, COUNT)
    assert outcomes.total() == COUNT
    by_outcome: Counter[str] = Counter()
    for name, count in outcomes.items():
        by_outcome[name.rpartition(": ")[2]] += count
    assert by_outcome["found"] > COUNT / 4
    assert by_outcome["harmless"] > 0


def test_a_kiosk_that_checks_nothing_is_found_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = prepare(tmp_path)
    monkeypatch.setattr(checks, "damage", lambda db, path, suspect: "")
    with pytest.raises(Lost):
        [judge(tmp_path / "work", kept, number) for number in range(COUNT)]
