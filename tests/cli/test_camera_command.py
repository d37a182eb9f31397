"""`kiosk camera`: a list that says what may be opened, and a test in the real scanner's process."""

import io
import json
from pathlib import Path

import pytest

from kiosk.cli.camera import PROBLEMS, list_cameras, source_to_try, try_camera
from kiosk.cli.config import CameraConfig
from kiosk.errors import ConfigError
from scanner.cameras import Camera
from scanner.messages import CameraHint, SourceSpec

TEXT = "K0:FICTIONALCODEFORATEST"


def test_every_hint_has_words() -> None:
    assert set(PROBLEMS) == set(CameraHint) - {CameraHint.NONE}


def test_the_list_says_what_may_be_opened(tmp_path: Path) -> None:
    device = tmp_path / "video0"
    device.touch()
    out = io.StringIO()
    present = (Camera(0, "Front", str(device), "usb:1:2:3"), Camera(1, "Back", str(tmp_path / "gone")))
    assert list_cameras(out, present) == 0
    front, back = out.getvalue().splitlines()
    assert front == f"0\tFront\tusb:1:2:3\t{device}\tmay be opened"
    assert "NOT permitted" in back
    assert list_cameras(io.StringIO(), present[1:]) == 2


def test_which_source_is_tried() -> None:
    config = CameraConfig(kind="device", location="0", options={"width": 640})
    assert source_to_try(config, None) == SourceSpec("device", "0", {"width": 640})
    assert source_to_try(config, "usb:1:2:3") == SourceSpec("device", "usb:1:2:3", {"width": 640})
    with pytest.raises(ConfigError):
        source_to_try(CameraConfig(kind="none"), None)


def test_a_source_that_works_is_told_in_figures_and_never_which_code(tmp_path: Path) -> None:
    scene = tmp_path / "scene.json"
    scene.write_text(json.dumps({"codes": [{"text": TEXT}], "seed": 4}))
    out = io.StringIO()
    assert try_camera(SourceSpec("simulated", str(scene)), 4.0, out) == 0
    said = dict(line.split(": ", 1) for line in out.getvalue().splitlines())
    assert said["size"] == "1280 x 720"
    assert float(said["pictures a second"]) > 0
    assert "problem" not in said
    assert TEXT not in out.getvalue()


def test_a_source_that_is_not_there_is_told_at_once(tmp_path: Path) -> None:
    out = io.StringIO()
    assert try_camera(SourceSpec("video", str(tmp_path / "none.mp4")), 60.0, out) == 2
    assert "problem: " in out.getvalue()
    assert "size" not in out.getvalue()
