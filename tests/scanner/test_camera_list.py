"""Which cameras there are: a tree as Linux shows it, and choosing one that stays the same after a replug."""

from pathlib import Path

import pytest

from scanner.cameras import Camera, cameras, choose


def plug(system: Path, number: int, socket: str, serial: str = "", node: str = "0") -> None:
    device = system / "devices" / socket
    interface = device / f"{socket}:1.0"
    interface.mkdir(parents=True, exist_ok=True)
    for name, line in (("idVendor", "1234"), ("idProduct", "00ff"), ("serial", serial)):
        if line:
            (device / name).write_text(f"{line}\n")
    entry = system / f"video{number}"
    entry.mkdir()
    (entry / "name").write_text("Lunaire HD\n")
    (entry / "index").write_text(f"{node}\n")
    (entry / "device").symlink_to(interface)


def test_each_camera_once_with_what_it_is(tmp_path: Path) -> None:
    plug(tmp_path, 10, "1-3")
    plug(tmp_path, 2, "1-2", serial="A17")
    plug(tmp_path, 3, "1-2", serial="A17", node="1")
    assert cameras(tmp_path) == (
        Camera(2, "Lunaire HD", "/dev/video2", "usb:1234:00ff:A17"),
        Camera(10, "Lunaire HD", "/dev/video10", "usb:1234:00ff@1-3"),
    )


def test_a_camera_without_a_maker_has_no_identity(tmp_path: Path) -> None:
    entry = tmp_path / "video0"
    entry.mkdir()
    (entry / "index").write_text("0\n")
    assert cameras(tmp_path) == (Camera(0, "video0", "/dev/video0"),)
    assert choose("", cameras(tmp_path)) == Camera(0, "video0", "/dev/video0")


def test_the_same_camera_under_another_index(tmp_path: Path) -> None:
    plug(tmp_path, 0, "1-1")
    plug(tmp_path, 1, "1-2", serial="A17")
    before = choose("usb:1234:00ff:A17", cameras(tmp_path))
    again = tmp_path / "again"
    again.mkdir()
    plug(again, 0, "1-4", serial="A17")
    plug(again, 1, "1-1")
    after = choose("usb:1234:00ff:A17", cameras(again))
    assert before is not None
    assert after is not None
    assert (before.index, after.index) == (1, 0)


@pytest.mark.parametrize(("wanted", "index"), [("1", 1), ("/dev/video1", 1), ("wide", 1), ("", 0), ("usb:none", None)])
def test_other_ways_to_name_one(wanted: str, index: int | None) -> None:
    present = (Camera(0, "Front", "/dev/video0"), Camera(1, "Wide angle", "/dev/video1"))
    chosen = choose(wanted, present)
    assert (chosen.index if chosen else None) == index
