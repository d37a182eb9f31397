"""The whole store as a newcomer without a display gets it: five terminals, and customers who walk through all of them."""

import json
import os
import subprocess
from pathlib import Path

import cv2
import numpy as np
import pytest

from kiosk.domain.station import Station
from tests.e2e.parts import KIOSK
from ui.station_table import is_built

WALKERS = 12


@pytest.mark.slow
def test_everybody_goes_home_with_a_watch(tmp_path: Path) -> None:
    options = ("--reservations", "60", "--customers", str(WALKERS), "--lang", "en", "--out", str(tmp_path))
    done = subprocess.run(
        [*KIOSK, "demo", "--store", "--offscreen", *options],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Warning" not in done.stderr
    summary = json.loads((tmp_path / "store" / "store.json").read_text(encoding="utf-8"))
    assert summary["trouble"] == []
    assert summary["let in"] == summary["handed over"] == WALKERS
    assert summary["wrong box refused"] == summary["lock stayed shut"] == 1
    receipts = list((tmp_path / "store" / "receipts").iterdir())
    assert len(receipts) >= WALKERS  # the day had others who were ready
    assert {file.read_bytes()[:5] for file in receipts} == {b"%PDF-"}
    for station in filter(is_built, Station):
        for moment in ("midway", "end"):
            file = tmp_path / "store" / f"{station}-{moment}.png"
            picture = cv2.imdecode(np.fromfile(file, np.uint8), cv2.IMREAD_COLOR)
            assert picture.shape[:2] == (800, 1280), file.name
            assert len(np.unique(picture.reshape(-1, 3), axis=0)) > 50, f"{file.name} is empty"
    entrance, display = (
        cv2.imdecode(np.fromfile(tmp_path / "store" / f"{station}-end.png", np.uint8), cv2.IMREAD_GRAYSCALE)
        for station in (Station.STOCKROOM, Station.DISPLAY)
    )
    assert (entrance != display).any()


@pytest.mark.slow
def test_a_customer_without_a_watch_is_no_success(tmp_path: Path) -> None:
    """The exit code says it: here the runner's terminal may do nothing."""
    code = (
        "import sys; from kiosk.domain.policy import Role; from kiosk.domain.station import Station;"
        "from kiosk.cli import store_day, store_morning; store_morning.PATIENCE_S = 8.0;"
        "store_day.ROLES[Station.STOCKROOM] = ('Amélie', (Role.GREETER,));"
        "from kiosk.cli.main import main;"
        f"sys.exit(main(['demo', '--store', '--offscreen', '--customers', '2', '--reservations', '60', '--out', {str(tmp_path)!r}]))"
    )
    done = subprocess.run([KIOSK[0], "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr
    assert "had no watch" in done.stderr


@pytest.mark.parametrize("wrong", [("--customers", "0")])
def test_a_wrong_option_is_refused_with_the_reason(wrong: tuple[str, str]) -> None:
    done = subprocess.run([*KIOSK, "demo", "--store", *wrong], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert wrong[0] in done.stderr
