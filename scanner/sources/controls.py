"""A camera's controls: what was asked for, set and read back. The only file that knows OpenCV's names for them.

Options of a device, all optional: `exposure`, `gain`, `brightness`, `contrast`, `sharpness`, `focus`, `zoom`,
`backlight`, `white_balance` (numbers in the driver's own units), `auto_exposure` (V4L2: 1 by hand, 3 by itself; other
systems differ), `autofocus`, `auto_white_balance` (0 or 1). There is none for a torch: UVC has no such control, and OpenCV
none either. Drivers answer as they like: `set` may say no and obey, or say yes and not; so what counts is what is read
back afterwards.
"""

from typing import Protocol

import cv2

from scanner.messages import SourceSpec
from scanner.sources.options import number

CONTROLS: dict[str, int] = {
    # Those that switch something to "by hand" first: drivers refuse a value while they choose it themselves.
    "auto_exposure": cv2.CAP_PROP_AUTO_EXPOSURE,
    "autofocus": cv2.CAP_PROP_AUTOFOCUS,
    "auto_white_balance": cv2.CAP_PROP_AUTO_WB,
    "exposure": cv2.CAP_PROP_EXPOSURE,
    "gain": cv2.CAP_PROP_GAIN,
    "brightness": cv2.CAP_PROP_BRIGHTNESS,
    "contrast": cv2.CAP_PROP_CONTRAST,
    "sharpness": cv2.CAP_PROP_SHARPNESS,
    "focus": cv2.CAP_PROP_FOCUS,
    "zoom": cv2.CAP_PROP_ZOOM,
    "backlight": cv2.CAP_PROP_BACKLIGHT,
    "white_balance": cv2.CAP_PROP_WB_TEMPERATURE,
}


class Adjustable(Protocol):
    """The part of cv2.VideoCapture that is used here."""

    def set(self, propId: int, value: float, /) -> bool: ...  # noqa: N803 (OpenCV's name)

    def get(self, propId: int, /) -> float: ...  # noqa: N803


def asked_for(spec: SourceSpec) -> dict[str, float]:
    """The controls that the options name, in the order in which they are set. Raises Unavailable for what is no number."""
    return {name: number(spec, name, 0.0) for name in CONTROLS if name in spec.options}


def adjust(capture: Adjustable, asked: dict[str, float]) -> str:
    """Set what was asked for; in words, what the camera says it is now."""
    width, height = capture.get(cv2.CAP_PROP_FRAME_WIDTH), capture.get(cv2.CAP_PROP_FRAME_HEIGHT)
    said = [f"{width:.0f} x {height:.0f} at {capture.get(cv2.CAP_PROP_FPS):.0f}/s"]
    for name, value in asked.items():
        capture.set(CONTROLS[name], value)
    for name, value in asked.items():
        now = capture.get(CONTROLS[name])
        said.append(f"{name} {now:g}" if abs(now - value) <= 1e-6 else f"{name} {now:g} instead of {value:g}")
    return ", ".join(said)
