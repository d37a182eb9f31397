"""Which cameras this machine has. Imports no OpenCV, so the app may ask without loading it."""

import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path

_SYSTEM = Path("/sys/class/video4linux")


@dataclass(frozen=True, slots=True)
class Camera:
    """One camera; `index` is what OpenCV opens, `path` is empty where the system has no such thing."""

    index: int
    name: str
    path: str = ""
    identity: str = ""
    """The same after a replug or a restart, whatever index it gets then; empty where the system does not tell."""

    @property
    def permitted(self) -> bool:
        """Whether this account may open it, as far as that can be told without opening it."""
        return not self.path or os.access(self.path, os.R_OK | os.W_OK)


def cameras(system: Path = _SYSTEM) -> tuple[Camera, ...]:
    """The cameras in order of their index. Linux only; elsewhere empty, which means unknown, not none."""
    found: list[Camera] = []
    for entry in system.glob("video*") if system.is_dir() else ():
        number = re.fullmatch(r"video(\d+)", entry.name)
        # A camera's second node carries metadata, no pictures; its own `index` is not 0.
        if number is None or _line(entry / "index") not in ("", "0"):
            continue
        found.append(
            Camera(int(number[1]), _line(entry / "name") or entry.name, f"/dev/{entry.name}", _identity(entry))
        )
    return tuple(sorted(found, key=lambda camera: camera.index))


def listable() -> bool:
    """Whether `cameras()` can tell that there is none."""
    return sys.platform == "linux"


def choose(location: str, present: tuple[Camera, ...]) -> Camera | None:
    """The camera that `location` names: its identity, index, path, part of its name, or nothing for the first one."""
    wanted = location.strip()
    if not wanted:
        return present[0] if present else None
    known = next((camera for camera in present if camera.identity == wanted), None)
    if known is not None:
        return known
    if wanted.isdecimal():
        return next((camera for camera in present if camera.index == int(wanted)), None)
    if wanted.startswith("/"):
        path = os.path.realpath(wanted)
        return next((camera for camera in present if camera.path == path), None)
    return next((camera for camera in present if wanted.casefold() in camera.name.casefold()), None)


def _identity(entry: Path) -> str:
    """Maker, model and serial number of a USB camera; those without a serial number are known by their socket."""
    device = (entry / "device").resolve().parent
    maker, model, serial = (_line(device / name) for name in ("idVendor", "idProduct", "serial"))
    if not (maker and model):
        return ""
    return f"usb:{maker}:{model}:{serial}" if serial else f"usb:{maker}:{model}@{device.name}"


def _line(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""
