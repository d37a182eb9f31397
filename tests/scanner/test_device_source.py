"""Opening a camera again after it was unplugged; the cameras are written by hand, as a test machine has none."""

from typing import Any

import cv2
import numpy as np
import pytest

from scanner.cameras import Camera
from scanner.messages import CameraHint, SourceSpec
from scanner.sources.controls import CONTROLS
from scanner.sources.device import DeviceSource
from scanner.sources.source import Unavailable


class Capture:
    """What OpenCV opens."""

    def __init__(self, opens: bool = True) -> None:
        self.opens = opens
        self.released = False
        self.order: list[int] = []
        self.values = {cv2.CAP_PROP_EXPOSURE: 200.0, cv2.CAP_PROP_AUTO_EXPOSURE: 3.0}

    def isOpened(self) -> bool:
        return self.opens

    def set(self, name: int, value: float) -> bool:
        """As a driver does: a frame rate of its own, no exposure while it chooses that itself, no focus at all."""
        self.order.append(name)
        chosen = name == cv2.CAP_PROP_EXPOSURE and self.values[cv2.CAP_PROP_AUTO_EXPOSURE] != 1.0
        if name == cv2.CAP_PROP_FOCUS or chosen:
            return False
        self.values[name] = 30.0 if name == cv2.CAP_PROP_FPS else value
        return True

    def get(self, name: int) -> float:
        return self.values.get(name, 0.0)

    def read(self) -> tuple[bool, Any]:
        return not self.released, np.zeros((720, 1280, 3), np.uint8)

    def release(self) -> None:
        self.released = True


class Bench:
    """The cameras plugged in now, and the indices that were opened."""

    def __init__(self, *present: Camera) -> None:
        self.present = present
        self.opened: list[int] = []
        self.opens = True
        self.captures: list[Capture] = []

    def source(self, location: str, **options: float | str) -> DeviceSource:
        return DeviceSource(SourceSpec("device", location, dict(options)), lambda: self.present, self._capture)

    def _capture(self, index: int) -> Any:
        self.opened.append(index)
        self.captures.append(Capture(self.opens))
        return self.captures[-1]


FIRST, OTHER = Camera(0, "Door", "", "usb:1:2:A"), Camera(1, "Built in", "", "usb:3:4:B")


@pytest.mark.parametrize("location", ["0", "", "door"])
def test_the_same_camera_is_found_under_another_index(location: str) -> None:
    bench = Bench(FIRST, OTHER)
    source = bench.source(location)
    source.open()
    source.close()
    bench.present = (Camera(1, "Built in", "", "usb:3:4:B"), Camera(2, "Door", "", "usb:1:2:A"))
    source.open()
    assert bench.opened == [0, 2]
    assert source.read() is not None


@pytest.mark.parametrize("location", ["0", "/dev/video0"])
def test_a_new_process_takes_the_only_camera_there_is(location: str) -> None:
    bench = Bench(Camera(1, "Door"))
    bench.source(location).open()
    assert bench.opened == [1]


def test_another_camera_is_not_taken_for_the_one_called_by_name() -> None:
    with pytest.raises(Unavailable) as refused:
        Bench(OTHER).source("door").open()
    assert refused.value.hint == CameraHint.NOT_FOUND


def test_taken_by_another_program() -> None:
    bench = Bench(FIRST)
    bench.opens = False
    with pytest.raises(Unavailable) as refused:
        bench.source("").open()
    assert refused.value.hint == CameraHint.BUSY


def test_may_not_be_opened() -> None:
    with pytest.raises(Unavailable) as refused:
        Bench(Camera(0, "Door", "/dev/there-is-no-such-node")).source("").open()
    assert refused.value.hint == CameraHint.NO_PERMISSION


def test_controls_are_set_and_what_the_camera_makes_of_them_is_told() -> None:
    bench = Bench(FIRST)
    source = bench.source("", exposure=120, auto_exposure=1, focus=40)
    source.open()
    assert source.detail == "1280 x 720 at 30/s, auto_exposure 1, exposure 120, focus 0 instead of 40"
    order = bench.captures[0].order
    assert order.index(cv2.CAP_PROP_AUTO_EXPOSURE) < order.index(cv2.CAP_PROP_EXPOSURE)


def test_controls_are_set_again_when_the_camera_is_opened_again() -> None:
    bench = Bench(FIRST)
    source = bench.source("", gain=7)
    source.open()
    source.close()
    source.open()
    assert [capture.values[cv2.CAP_PROP_GAIN] for capture in bench.captures] == [7, 7]


def test_a_control_that_nobody_asked_for_is_left_alone() -> None:
    bench = Bench(FIRST)
    bench.source("").open()
    assert not set(CONTROLS.values()) & set(bench.captures[0].order)


def test_a_control_that_is_no_number_is_refused_before_the_camera_is_opened() -> None:
    bench = Bench(FIRST)
    with pytest.raises(Unavailable) as refused:
        bench.source("", exposure="bright")
    assert refused.value.hint == CameraHint.UNREADABLE
    assert not bench.opened
