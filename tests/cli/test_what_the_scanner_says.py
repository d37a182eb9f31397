"""How the camera is, as central is told, and whether its process gives up its rights, as `kiosk status` says."""

import os
from pathlib import Path

import pytest

from kiosk.cli import status
from kiosk.cli.config import CameraConfig
from kiosk.cli.report import Reporter
from kiosk.cli.scanners import Scanners
from kiosk.store.store import Store
from scanner.confined import confine
from tests.e2e.parts import wait_until
from tests.store.day import token


def unconfined() -> str:
    return "install libseccomp2"


def dies() -> str:
    os._exit(3)


def test_a_terminal_without_a_camera_says_none_and_one_that_is_not_looked_through_off() -> None:
    assert Scanners(CameraConfig("none")).camera == "none"
    scanners = Scanners(CameraConfig("folder", "/nowhere"))
    assert scanners.camera == "off"


def test_what_the_camera_says_is_what_central_is_told(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "terminal.db", b"k" * 32, token)
    report = Reporter(store, tmp_path)
    scanners = Scanners(CameraConfig("folder", str(tmp_path / "nowhere")))
    report.camera = lambda: scanners.camera
    told: set[str] = set()

    def camera() -> str:
        said = report()
        assert said is not None
        assert said.free_mb > 0
        told.add(said.camera)
        return said.camera

    assert camera() == "off"
    scanners.begin()
    try:
        wait_until(lambda: camera() == "no_camera", "the camera's state")
    finally:
        scanners.join()
    assert camera() == "off"
    assert told == {"off", "starting", "no_camera"}
    store.close()


def test_status_tries_whether_the_scanner_is_confined_here(monkeypatch: pytest.MonkeyPatch) -> None:
    assert status.confine is confine
    monkeypatch.setattr(status, "confine", unconfined)
    assert status.confining_problem() == "install libseccomp2"
    monkeypatch.setattr(status, "confine", dies)
    assert "could not be tried" in status.confining_problem()
