"""The rows as one table for people and as JSON for programs. Measures nothing."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tabulate import tabulate

from tests.bench.figures import Figure, Missing, Row

HEADERS = ("line", "what", "", "figure", "floor", "ratio", "target", "met", "n")


def text(rows: Sequence[Row]) -> str:
    """The table, then what each floor is and what was noted."""
    table = tabulate([_cells(row) for row in rows], HEADERS, tablefmt="simple", disable_numparse=True)
    floors: dict[str, dict[str, None]] = {}
    notes: dict[str, dict[str, None]] = {}
    for row in rows:
        if isinstance(row, Figure):
            floors.setdefault(row.floor_is, {})[row.line] = None
            if row.note:
                notes.setdefault(f"{row.what}: {row.note}", {})[row.line] = None
    said = [f"floor of {', '.join(lines)}: {floor}" for floor, lines in floors.items()]
    return "\n".join((table, "", *said, "", *notes))


def _cells(row: Row) -> tuple[str, ...]:
    if isinstance(row, Missing):
        return (row.line, row.what, "", "not run", "", "", row.reason, "", "")
    met = {None: "", True: "yes", False: "NO"}[row.met]
    ratio = "" if row.ratio is None else f"{row.ratio:.2f}"
    return (
        row.line,
        row.what,
        row.statistic,
        _amount(row.figure, row.unit),
        _amount(row.floor, row.unit),
        ratio,
        row.target,
        met,
        str(row.samples),
    )


def _amount(value: float, unit: str) -> str:
    return f"{value:.0f} {unit}".strip() if value >= 1000 else f"{value:.3g} {unit}".strip()


def as_json(rows: Sequence[Row], run: dict[str, Any]) -> dict[str, Any]:
    """`run`: when, where and how it was measured."""
    return {"run": run, "rows": [_object(row) for row in rows]}


def _object(row: Row) -> dict[str, Any]:
    if isinstance(row, Missing):
        return {"line": row.line, "what": row.what, "missing": row.reason}
    return {
        "line": row.line,
        "what": row.what,
        "statistic": row.statistic,
        "unit": row.unit,
        "figure": row.figure,
        "floor": row.floor,
        "floor_is": row.floor_is,
        "ratio": row.ratio,
        "target": row.target,
        "met": row.met,
        "samples": row.samples,
        "note": row.note,
    }


def write_json(rows: Sequence[Row], run: dict[str, Any], file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(as_json(rows, run), indent=1) + "\n", encoding="utf-8")
