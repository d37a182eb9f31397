"""The demo as a newcomer without a display gets it: every code gives the verdict it promises, pictures and a summary."""

import json
import os
import subprocess
from pathlib import Path

import cv2
import numpy as np
import pytest

from tests.e2e.parts import KIOSK


@pytest.mark.slow
def test_the_scripted_morning_offscreen(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    out = tmp_path / "demo"
    done = subprocess.run(
        [*KIOSK, "demo", "--seed", "11", "--reservations", "60", "--speed", "4", "--lang", "en", "--out", str(out)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "No display here" in done.stderr
    summary = json.loads((out / "summary.json").read_text(encoding="utf-8"))
    assert [seen["shown"] for seen in summary["customers"]] == [seen["expected"] for seen in summary["customers"]]
    assert len({seen["expected"] for seen in summary["customers"]}) >= 20
    store = next(store for store in summary["central"]["stores"] if store["store"] == 1)
    assert any(terminal["name"] == "Entrance A" and terminal["events"] for terminal in store["terminals"])
    admitted = next(seen for seen in summary["customers"] if seen["shown"] == "admit")
    picture = cv2.imdecode(np.fromfile(out / admitted["picture"], np.uint8), cv2.IMREAD_COLOR)
    blue, green, red = picture[picture.shape[0] // 2, 20].astype(int)
    assert green > red + 40, "an admission is a green field"
    assert green > blue + 20


@pytest.mark.parametrize("wrong", [("--speed", "0"), ("--reservations", "5"), ("--lang", "de")])
def test_a_wrong_option_is_refused_with_the_reason(wrong: tuple[str, str]) -> None:
    done = subprocess.run([*KIOSK, "demo", *wrong], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert wrong[0] in done.stderr
