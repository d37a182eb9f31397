"""What the simulated camera shows in the entrance's pictures: a code held well, or with a trouble that advice is given for."""

import json
import queue
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from scanner.messages import AdviceKind, FrameReady, Message, Quad, Seen, SourceSpec
from scanner.process import ScannerProcess


@dataclass(frozen=True, slots=True)
class CameraPicture:
    """RGB888, and where the codes are in it."""

    width: int
    height: int
    pixels: bytes
    quads: tuple[Quad, ...] = ()


def camera_picture(patience_s: float = 30.0) -> CameraPicture:
    """A frame of the simulated camera with a code just found in it; a plain grey one where no scanner can run."""
    found: queue.Queue[CameraPicture] = queue.Queue(1)
    frames: dict[int, CameraPicture] = {}
    quads: dict[int, tuple[Quad, ...]] = {}
    last: list[Quad] = []

    def on_message(message: Message) -> None:
        if isinstance(message, FrameReady):
            pixels = scanner.read_frame(message)
            if pixels is not None:
                frames[message.frame_number] = CameraPicture(message.width, message.height, pixels)
        elif isinstance(message, Seen) and message.quads:
            quad = message.quads[0]
            if last and _large(quad) and _still(last.pop(), quad):
                quads[message.frame_number] = message.quads
            last[:] = [quad]
        else:
            return
        for number in sorted(frames)[:-3]:
            del frames[number]
        # Which of the two comes first, and whether of the same frame, is the scanner's business: the nearest will do.
        near = min(((abs(one - other), one, other) for one in frames for other in quads), default=None)
        if near is not None and near[0] <= 1 and not found.full():
            found.put_nowait(replace(frames[near[1]], quads=quads[near[2]]))

    with tempfile.TemporaryDirectory() as folder:
        scene = Path(folder) / "scene.json"
        scene.write_text(
            json.dumps({"codes": [{"text": "K0:FICTIONALCODEFORAPICTURE", "carrier": "phone"}], "seed": 4})
        )
        scanner = ScannerProcess(SourceSpec("simulated", str(scene)), on_message)
        scanner.start()
        try:
            return found.get(timeout=patience_s)
        except queue.Empty:
            return CameraPicture(64, 36, bytes((168, 172, 178)) * 64 * 36)
        finally:
            scanner.stop()
            scanner.join(10)


def troubled(kind: AdviceKind) -> CameraPicture:
    """A frame of the simulated camera in which that advice is due."""
    # Imported here: it loads OpenCV, which only a few of the pictures need.
    from scanner.simulation.troubles import troubled_rgb

    width, height, pixels = troubled_rgb(kind)
    return CameraPicture(width, height, pixels)


def _still(before: Quad, after: Quad) -> bool:
    """Hardly moved from one frame to the next, so that outline and picture agree."""
    return all(
        abs(a - b) < 0.006 for one, other in zip(before, after, strict=True) for a, b in zip(one, other, strict=True)
    )


def _large(quad: Quad) -> bool:
    """Held well in front of the camera."""
    xs, ys = [x for x, _ in quad], [y for _, y in quad]
    return max(ys) - min(ys) > 0.2 and min(xs) > 0.2 and max(xs) < 0.8
