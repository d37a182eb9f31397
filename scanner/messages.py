"""What the scanner's process tells the app, and what it is told. Plain values only; no picture travels here.

Pictures go through shared memory (scanner/frames.py). Coordinates are fractions of the frame (0..1, x right, y down).
How these values cross the process boundary is scanner/pipe.py's matter: a new message has to be listed there.
"""

from dataclasses import dataclass, field
from enum import StrEnum

Quad = tuple[tuple[float, float], tuple[float, float], tuple[float, float], tuple[float, float]]
"""Corners of a code as printed: top left, top right, bottom right, bottom left (of the code, not of the frame)."""


class CameraStatus(StrEnum):
    STARTING = "starting"
    LIVE = "live"
    NO_CAMERA = "no_camera"
    STALLED = "stalled"
    """It was there and stopped delivering; being restarted."""
    FAILED = "failed"
    """The scanner process ended or hung; being restarted."""


class CameraHint(StrEnum):
    """What a person can do about the camera's state; the screen words it in its own language."""

    NONE = ""
    NOT_FOUND = "not_found"
    """Nothing of that index, path or name is there: plug it in, or choose another one."""
    NO_PERMISSION = "no_permission"
    """It is there, but this account may not open it."""
    BUSY = "busy"
    """It is there and cannot be opened: most likely another program has it."""
    NO_PICTURES = "no_pictures"
    """It opened, and no picture comes (any more)."""
    REPEATING = "repeating"
    """It sends its last picture again and again."""
    BLACK = "black"
    """Its pictures are black: the lens is covered, or the camera asleep."""
    SLOW = "slow"
    """Its pictures come too seldom (status stays LIVE, it still reads): too dark, or a slow USB port."""
    UNREADABLE = "unreadable"
    """The file, folder, address or scene cannot be read as pictures."""
    ENDED = "ended"
    """The last picture of a folder or video has been shown (status stays LIVE, the frame is blank)."""
    RESTARTED = "restarted"
    """The scanner's process ended or stopped answering and is being started again."""


class Reads(StrEnum):
    """What is read in the pictures; everything else in them is passed over."""

    CUSTOMERS = "customers"
    """QR codes, and nothing else: the entrance. Told as `Scanned`."""
    BOXES = "boxes"
    """EAN-13, UPC-A, Code 128 and DataMatrix, and nothing else: stockroom and counter. Told as `BoxSeen`."""
    NOTHING = "nothing"
    """The camera stays on and its pictures are shown."""


@dataclass(frozen=True, slots=True)
class Scanned:
    """One presentation of one code (or several different ones at once): sent once, re-armed when it has left."""

    texts: tuple[str, ...]
    quads: tuple[Quad, ...]
    engine: str
    """Which effort read it: `zxing` at first sight, else the name of one of scanner/efforts (`half`, `flat`, `pyzbar`,
    `place:flat`, ...). For the log and for measurements."""
    decode_ms: float
    captured_at: float
    """time.monotonic() of the frame's capture (one clock for all processes of the machine)."""
    frame_number: int = 0


@dataclass(frozen=True, slots=True)
class BoxSeen:
    """One presentation of a box: sent once, re-armed when its labels have left. Only while boxes are expected.

    `texts`: each begins with its symbology identifier (`]E0`, `]C1`, `]d2`), as hand scanners send it;
    `scanner.boxes.parse_box` says what one of them means. A box may carry several labels at once.
    """

    texts: tuple[str, ...]
    quads: tuple[Quad, ...]
    decode_ms: float
    captured_at: float
    """time.monotonic() of the frame's capture."""
    frame_number: int = 0


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
    """English, for the log and for support: the trouble, or how a live camera is set; the screen words `hint` instead."""
    hint: CameraHint = CameraHint.NONE


class AdviceKind(StrEnum):
    """What the hand that holds the code could do; the screen words and draws it."""

    NONE = ""
    TILT = "tilt"
    """A reflection lies on the code."""
    BRIGHTEN = "brighten"
    """The phone's screen is too dim."""
    CLOSER = "closer"
    FURTHER = "further"
    CENTRE = "centre"
    """Part of the code is outside of the picture."""
    HOLD_STILL = "hold_still"
    TYPE_CODE = "type_code"
    """It is sharp, near and bright and stays unread: a cracked screen. The eight characters below it are typed."""


@dataclass(frozen=True, slots=True)
class Advice:
    """The hint to show from now on; sent only when it changes, never faster than a person reads."""

    kind: AdviceKind


@dataclass(frozen=True, slots=True)
class Health:
    """Once a second; also the heartbeat the watchdog listens for."""

    frames_per_second: float
    decode_ms: float
    """Mean over the last second, of the frames that were searched: of a still scene not all are."""
    dropped: int
    """Frames that were replaced by a newer one before they were looked at, since the process started."""
    reads_per_minute: int = 0
    """Presentations read in the last minute, and so for the other three."""
    read_p50_ms: float = 0.0
    """From the first frame with something like a code in it to its text; 0 while nothing has been read."""
    read_p95_ms: float = 0.0
    misses: int = 0
    """Presentations that ended unread."""
    width: int = 0
    """Of the frames searched, in pixels; 0 while there have been none."""
    height: int = 0


Message = Scanned | BoxSeen | Seen | FrameReady | CameraState | Health | Advice


@dataclass(frozen=True, slots=True)
class Present:
    """To the simulated camera: the customer with this code steps forward next (`index` into the scene, or `text`)."""

    index: int = -1
    text: str = ""


@dataclass(frozen=True, slots=True)
class Inject:
    """To a source opened with the option `faults`: misbehave for `seconds`, as real cameras do. For tests and drills.

    `fault`: gone (unplugged) | moved (unplugged, and back under another name) | busy (taken by another program) |
    forbidden (this account may not open it) | block (a read never returns) | freeze (last picture again and again) |
    black | slow (one frame a second) | crash (the process ends) | hang (the whole process stops answering).
    """

    fault: str
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class SourceSpec:
    """Where pictures come from. `kind`: device | video | folder | stream | simulated.

    Options of all kinds: `faults` (bool, obey `Inject`), `repeats` (bool, watch for a repeated last picture, black and
    slow ones; default true for device only). The options of each kind are in its own file under scanner/sources.
    """

    kind: str
    location: str = ""
    """device: index, path or part of the name; video, folder: path; stream: URL; simulated: path of a scene file."""
    options: dict[str, str | int | float | bool] = field(default_factory=dict[str, str | int | float | bool])
    reads: Reads = Reads.CUSTOMERS
    """What is expected from the start; `Expect` changes it."""


@dataclass(frozen=True, slots=True)
class Open:
    """To a process that was kept ready (scanner/standby.py): begin with this source. Sent once."""

    spec: SourceSpec


@dataclass(frozen=True, slots=True)
class Expect:
    """From now on read this. What lies before the camera is told anew, also when nothing else is expected than was."""

    reads: Reads


Command = Present | Inject | Open | Expect
