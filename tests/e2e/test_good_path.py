"""One customer from the code to the receipt through the real windows of all stations, by touch and by keys alone.

A wrong box and another unit are tried on the way; every terminal has its own file, and what one does reaches the others
through a real central only.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.slow
@pytest.mark.parametrize("how", ["touch", "keys"])
def test_from_the_code_to_the_receipt(tmp_path: Path, how: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.e2e.floor_by_touch", str(tmp_path), how],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    said = json.loads(done.stdout)
    assert said["trouble"] == [], done.stderr
    assert (done.returncode, said["handed over"]) == (0, 1), done.stderr
    assert "Warning" not in done.stderr
    assert "receipt" in said["receipt"]
    assert len(list(tmp_path.rglob("receipt-*.pdf"))) == 1
