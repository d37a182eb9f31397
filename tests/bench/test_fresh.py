"""Pictures changed by chance: the same by the same seed, others by another, and the bench reads them."""

import json
from pathlib import Path

import numpy as np
import pytest

from scanner.picture import Picture
from scanner.simulation.ink import code_pixels
from scanner.zxing import read_zxing
from tests.bench.__main__ import main
from tests.bench.fresh import CHANGES, Change, freshened


def picture() -> Picture:
    whole = np.full((480, 640), 190, np.uint8)
    whole[90:390, 170:470] = code_pixels("FRESH", 300) // 255 * 160 + 40
    return whole


def test_a_seed_and_a_name_decide_everything() -> None:
    one = freshened(picture(), 5, "a.jpg")
    assert (one == freshened(picture(), 5, "a.jpg")).all()
    for other in (freshened(picture(), 6, "a.jpg"), freshened(picture(), 5, "b.jpg")):
        assert one.shape != other.shape or (one != other).any()


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__.strip("_"))
def test_each_change_is_seen_and_leaves_the_code_readable_now_and_then(change: Change) -> None:
    changed = [change(picture(), np.random.default_rng(seed)) for seed in range(4)]
    for each in changed:
        assert each.dtype == np.uint8
        assert each.ndim == 2
        assert each.shape != (480, 640) or (each != picture()).mean() > 0.02
    assert any(reading.text == "FRESH" for each in changed for reading in read_zxing(each))


def test_the_bench_reads_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["--quick", "--fresh", "1", "--json", "bench.json", "scanner"]) == 0
    rows = json.loads((tmp_path / "bench.json").read_text(encoding="utf-8"))["rows"]
    assert any("as seed 1 changes them, still" in row["what"] for row in rows)
    (wrong,) = (row for row in rows if row["what"].startswith("wrong reads"))
    assert wrong["figure"] == 0
    assert "**all**" in (tmp_path / "out/scanner-fresh.md").read_text(encoding="utf-8")
