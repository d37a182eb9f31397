"""What the scanner's process tells the app, and what it is told. Picklable values only; no picture travels here.

Pictures go through shared memory (scanner/frames.py). Coordinates are fractions of the frame (0..1, x right, y down).
"""

from dataclasses import dataclass, field
from enum import StrEnum

Quad = tuple[tuple[float, float], tuple[float, float], tuple[float, float], tuple[float, float]]


class CameraStatus(StrEnum):
    STARTING = "starting"
    LIVE = "live"
    NO_CAMERA = "no_camera"
    STALLED = "stalled"
    """It was there and stopped delivering; being restarted."""
    FAILED = "failed"
    """The scanner process ended or hung; being restarted."""


@dataclass(frozen=True, slots=True)
class Scanned:
    """One presentation of one code (or several different ones at once): sent once, re-armed when it has left."""

    texts: tuple[str, ...]
    quads: tuple[Quad, ...]
    engine: str
    """Which reader read it: `zxing`, `pyzbar`."""
    decode_ms: float
    captured_at: float
    """time.monotonic() of the frame's capture (one clock for all processes of the machine)."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What is in the frame now, for the outline over the preview; sent per frame while it changes."""

    quads: tuple[Quad, ...]
    frame_number: int


@dataclass(frozen=True, slots=True)
class FrameReady:
    """A new preview picture lies in slot `slot` of the shared frames."""

    slot: int
    frame_number: int
    width: int
    height: int
    captured_at: float


@dataclass(frozen=True, slots=True)
class CameraState:
    status: CameraStatus
    name: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Health:
    """Once a second; also the heartbeat the watchdog listens for."""

    frames_per_second: float
    decode_ms: float
    dropped: int


Message = Scanned | Seen | FrameReady | CameraState | Health


@dataclass(frozen=True, slots=True)
class SourceSpec:
    """Where pictures come from. `kind`: device | video | folder | stream | simulated."""

    kind: str
    location: str = ""
    """device: index, path or part of the name; video, folder: path; stream: URL; simulated: path of a scene file."""
    options: dict[str, str | int | float | bool] = field(default_factory=dict[str, str | int | float | bool])
