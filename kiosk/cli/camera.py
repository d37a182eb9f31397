"""`kiosk camera list|test`: which cameras there are, and what one sends, seen as the entrance would see it.

The test runs the very process that the entrance runs. It says how many codes were read, never which.
"""

import queue
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TextIO

from kiosk.cli.config import CameraConfig
from kiosk.errors import ConfigError
from scanner.cameras import Camera, cameras, listable
from scanner.messages import CameraHint, CameraState, CameraStatus, Health, Message, Scanned, SourceSpec
from scanner.process import ScannerProcess, Watch

OPENING = 20.0
"""Seconds to wait for the first picture: some drivers take that long."""
PROBLEMS: dict[CameraHint, str] = {
    CameraHint.NOT_FOUND: "No such camera. Plug it in, or choose one of `kiosk camera list`.",
    CameraHint.NO_PERMISSION: "This account may not open it. On Linux, add the account to the group `video`.",
    CameraHint.BUSY: "It cannot be opened: most likely another program has it. Close that program.",
    CameraHint.NO_PICTURES: "It opened and sends no pictures. Plug it out and in again; try another socket or cable.",
    CameraHint.REPEATING: "It repeats its last picture. Plug it out and in again.",
    CameraHint.BLACK: "Its pictures are black. Open its cover, and see that nothing lies on the lens.",
    CameraHint.SLOW: "It sends very few pictures a second. Give it more light, or another socket or cable.",
    CameraHint.UNREADABLE: "This source cannot be read as pictures. Check the path or the address.",
    CameraHint.ENDED: "The end of the folder or video was reached.",
    CameraHint.RESTARTED: "The scanner's process had to be started again. If it happens twice, call support.",
}


@dataclass(slots=True)
class _Seen:
    name: str = ""
    settings: str = ""
    health: Health | None = None
    reads: int = 0
    hint: CameraHint = CameraHint.NONE


def list_cameras(out: TextIO, present: tuple[Camera, ...] | None = None) -> int:
    """One line a camera; 0 when there is one that may be opened."""
    found = cameras() if present is None else present
    if not found:
        told = "No camera was found." if listable() else "This system does not list its cameras: try index 0, 1, ..."
        print(told, file=out)
        return 2 if listable() else 0
    for camera in found:
        allowed = "may be opened" if camera.permitted else "NOT permitted: " + PROBLEMS[CameraHint.NO_PERMISSION]
        parts = (str(camera.index), camera.name, camera.identity or "no identity", camera.path, allowed)
        print("\t".join(part for part in parts if part), file=out)
    return 0 if any(camera.permitted for camera in found) else 2


def source_to_try(config: CameraConfig, camera: str | None) -> SourceSpec:
    """The camera named on the command line, else the configured source. Raises ConfigError when there is neither."""
    if camera is not None:
        return SourceSpec("device", camera, config.options if config.kind == "device" else {})
    if config.kind == "none":
        raise ConfigError('camera.kind is "none": name a camera, as in `kiosk camera test 0`')
    return SourceSpec(config.kind, config.location, config.options)


def try_camera(source: SourceSpec, seconds: float, out: TextIO) -> int:
    """Open the source for so long after its first picture and say what came; 0 when pictures came."""
    inbox: queue.SimpleQueue[Message] = queue.SimpleQueue()
    scanner = ScannerProcess(source, inbox.put, Watch(standby=None))
    scanner.start()
    try:
        seen = _watch(inbox, seconds)
    finally:
        scanner.stop()
        scanner.join(10)
    if seen.name:
        print(f"camera: {seen.name}", file=out)
    if seen.settings:
        print(f"set to: {seen.settings}", file=out)
    health = seen.health
    if health is not None:
        print(f"size: {health.width} x {health.height}", file=out)
        print(f"pictures a second: {health.frames_per_second:.1f}", file=out)
        print(f"to search a picture: {health.decode_ms:.1f} ms", file=out)
        print(f"codes read: {seen.reads}", file=out)
    if seen.hint is not CameraHint.NONE:
        print(f"problem: {PROBLEMS[seen.hint]}", file=out)
    elif health is None:
        print(f"problem: {PROBLEMS[CameraHint.NO_PICTURES]}", file=out)
    return 0 if health is not None else 2


def _watch(inbox: "queue.SimpleQueue[Message]", seconds: float) -> _Seen:
    """What the scanner says until its time is up, or until it says that the source cannot be opened."""
    seen = _Seen()
    for message in _until(inbox, seconds):
        match message:
            case CameraState():
                seen.name = message.name or seen.name
                seen.hint = message.hint
                if message.status is CameraStatus.LIVE and message.hint is CameraHint.NONE:
                    seen.settings = message.detail
                if message.status is CameraStatus.NO_CAMERA:
                    break
            case Health() if message.frames_per_second > 0:
                seen.health = message
            case Scanned():
                seen.reads += 1
            case _:
                pass
    return seen


def _until(inbox: "queue.SimpleQueue[Message]", seconds: float) -> Iterator[Message]:
    """Messages, until `seconds` after the first that says that pictures come."""
    ends = time.monotonic() + OPENING
    live = False
    while (left := ends - time.monotonic()) > 0:
        try:
            message = inbox.get(timeout=left)
        except queue.Empty:
            return
        if not live and isinstance(message, CameraState) and message.status is CameraStatus.LIVE:
            live, ends = True, time.monotonic() + seconds
        yield message
