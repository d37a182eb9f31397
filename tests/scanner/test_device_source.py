"""Opening a camera again after it was unplugged; the cameras are written by hand, as a test machine has none."""

from typing import Any

import numpy as np
import pytest

from scanner.cameras import Camera
from scanner.messages import CameraHint, SourceSpec
from scanner.sources.device import DeviceSource
from scanner.sources.source import Unavailable


class Capture:
    """What OpenCV opens."""

    def __init__(self, opens: bool = True) -> None:
        self.opens = opens
        self.released = False

    def isOpened(self) -> bool:
        return self.opens

    def set(self, name: int, value: float) -> bool:
        return True

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

    def source(self, location: str) -> DeviceSource:
        return DeviceSource(SourceSpec("device", location), lambda: self.present, self._capture)

    def _capture(self, index: int) -> Any:
        self.opened.append(index)
        return Capture(self.opens)


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
