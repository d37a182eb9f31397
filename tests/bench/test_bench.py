"""The benchmark itself: does it run, and is its table what it says? Asserts no time: the figures are for people to read."""

import json
from pathlib import Path

import pytest

from tests.bench import lines, table
from tests.bench.__main__ import main
from tests.bench.figures import Figure, Missing, quantile
from tests.bench.ground import Ground

FIELDS = {
    "line", "what", "statistic", "unit", "figure", "floor", "floor_is", "ratio", "target", "met", "samples", "note",
}  # fmt: skip


def test_the_cheap_lines_run_and_each_figure_stands_on_its_floor(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "bench.json"
    assert main(["--quick", "--json", str(file), *lines.CHEAP]) == 0
    printed = capsys.readouterr().out
    written = json.loads(file.read_text(encoding="utf-8"))
    rows = written["rows"]
    assert {row["line"] for row in rows} == set(lines.CHEAP)
    for row in rows:
        assert set(row) == FIELDS, row
        assert row["samples"] > 0
        assert row["figure"] > 0
        assert row["ratio"] == pytest.approx(row["figure"] / row["floor"])
        assert row["what"] in printed
        assert f"{row['ratio']:.2f}" in printed
        assert isinstance(row["met"], bool) == bool(row["target"])
    assert written["run"]["quick"] is True
    assert not list(tmp_path.glob("out/bench-*")), "the ground is cleared away"


def test_a_line_that_cannot_run_says_why_and_stops_no_other(tmp_path: Path) -> None:
    broken = lines.Line("broken", "what was never built", "tests.bench.never_built")
    (row,) = broken.measure(Ground(tmp_path, quick=True))
    assert isinstance(row, Missing)
    assert "never_built" in row.reason
    assert "not run" in table.text([row])
    assert table.as_json([row], {})["rows"] == [
        {"line": "broken", "what": "what was never built", "missing": row.reason}
    ]


def test_every_line_is_there_by_name() -> None:
    assert [line.name for line in lines.chosen([])] == [line.name for line in lines.LINES]
    assert [line.name for line in lines.chosen(["drain", "scan"])] == ["drain", "scan"]
    with pytest.raises(KeyError):
        list(lines.chosen(["nothing"]))


def test_a_wrong_name_is_said_before_anything_is_measured(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["nothing"])
    assert "nothing" in capsys.readouterr().err


def test_a_quantile_is_a_value_that_was_measured() -> None:
    values = [5.0, 1.0, 4.0, 2.0, 3.0]
    assert [quantile(values, part) for part in (0.0, 0.2, 0.5, 0.95, 1.0)] == [1.0, 1.0, 3.0, 5.0, 5.0]


def test_without_a_floor_there_is_no_ratio() -> None:
    row = Figure("read", "wrong reads", "count", "", 0, 0, "none", 10, "0", True)
    assert row.ratio is None
    assert table.as_json([row], {})["rows"][0]["ratio"] is None
