"""`kiosk enrol --code` and `--scan`: this machine becomes a terminal by a one-time code and six digits to compare.

What is said to central is `sync.enrolling`; here are the key that stays, the camera, and the person.
"""

import queue
import threading
import time
from collections.abc import Iterator
from typing import TextIO

from kiosk.cli.camera import PROBLEMS
from kiosk.cli.config import CameraConfig, Config
from kiosk.cli.device import device_key
from kiosk.cli.enrol import keep, key_store
from kiosk.domain.invitation import Invitation, NoInvitation, looks_like, read
from kiosk.errors import ConfigError, Fault
from scanner.messages import CameraHint, CameraState, CameraStatus, Message, Scanned, SourceSpec
from scanner.process import ScannerProcess, Watch
from sync.enrolling import WHAT, Digits, enrol_by_code
from sync.wire import Enrolment

SCAN_FOR_S = 120.0
ASK_EVERY_S = 1.0
WAIT_FOR_S = 1800.0
"""For the person at central. The invitation ends before that; this is for a central that is gone."""
YES = frozenset({"y", "yes", "o", "oui"})


def enrol_with_code(config: Config, code: str | None, say: TextIO, ask: TextIO) -> Enrolment:
    """Take the code (asked for when empty; None: from the camera), compare, and keep what is given. Raises Fault."""
    keys = key_store(config)
    device = device_key(keys)
    if code is None:
        invitation = scanned(config.camera, say)
    else:
        invitation = _typed(code or _asked("The code that central shows: ", say, ask))
    waiting = _Waiting(say)
    enrolment = enrol_by_code(invitation, device, lambda digits: _agreed(digits, say, ask), waiting)
    keep(keys, enrolment)
    return enrolment


def scanned(camera: CameraConfig, say: TextIO, within_s: float = SCAN_FOR_S) -> Invitation:
    """The first invitation in front of this terminal's camera. Raises Fault, or ConfigError where there is no camera."""
    if camera.kind == "none":
        raise ConfigError('camera.kind is "none": type the code instead, `kiosk enrol --code`')
    inbox: queue.SimpleQueue[Message] = queue.SimpleQueue()
    source = SourceSpec(camera.kind, camera.location, dict(camera.options))
    scanner = ScannerProcess(source, inbox.put, Watch(standby=None))
    scanner.start()
    print("Hold the code in front of the camera.", file=say, flush=True)
    try:
        for text in _texts(inbox, within_s, say):
            if looks_like(text):
                return _typed(text)
            print("That is another code, not an invitation.", file=say, flush=True)
    finally:
        scanner.stop()
        scanner.join(10)
    raise Fault(WHAT, "Hold it closer, or type it: `kiosk enrol --code`", "no invitation was seen")


def _texts(inbox: "queue.SimpleQueue[Message]", within_s: float, say: TextIO) -> Iterator[str]:
    ends = time.monotonic() + within_s
    told = CameraHint.NONE
    while (left := ends - time.monotonic()) > 0:
        try:
            message = inbox.get(timeout=left)
        except queue.Empty:
            return
        if isinstance(message, Scanned):
            yield from message.texts
        elif isinstance(message, CameraState):
            if message.hint not in (CameraHint.NONE, told) and message.status is not CameraStatus.STARTING:
                told = message.hint
                print(f"Camera: {PROBLEMS[message.hint]}", file=say, flush=True)
            if message.status is CameraStatus.NO_CAMERA:
                return


def _typed(text: str) -> Invitation:
    try:
        return read(text)
    except NoInvitation as error:
        raise Fault(WHAT, str(error)) from error


def _agreed(digits: Digits, say: TextIO, ask: TextIO) -> bool:
    print(f"This becomes {digits.name} of store {digits.store}.", file=say)
    print(f"\n    {digits.digits[:3]} {digits.digits[3:]}\n", file=say)
    print("Compare them with `kiosk-central terminal confirm`.", file=say)
    return _asked("Does central show the same six digits? [yes/no] ", say, ask).lower() in YES


def _asked(words: str, say: TextIO, ask: TextIO) -> str:
    say.write(words)
    say.flush()
    return ask.readline().strip()


class _Waiting:
    """The pause between two questions to central, until nobody can be expected to answer any more."""

    def __init__(self, say: TextIO) -> None:
        self._say = say
        self._ends: float | None = None
        self._pause = threading.Event()

    def __call__(self) -> None:
        now = time.monotonic()
        if self._ends is None:
            self._ends = now + WAIT_FOR_S
            print("Waiting for central ...", file=self._say, flush=True)
        if now > self._ends:
            raise Fault(WHAT, "Check that central runs, and ask for a new code", "central did not answer any more")
        self._pause.wait(ASK_EVERY_S)
