"""What `kiosk doctor` tries with a person's help: the camera with the test card, hand scanner, sound and printer.

Without `--ask` only the camera is opened; everything that nobody was asked about stays amber.
"""

import queue
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TextIO

from kiosk.cli.camera import OPENING
from kiosk.cli.config import Config
from kiosk.cli.inspector import PROVEN_BY
from kiosk.domain.doors.finding import Finding, Found, finding
from kiosk.errors import KioskError
from scanner.hand.setup_code import Trial, is_setup_code, tried
from scanner.messages import CameraHint, CameraState, CameraStatus, Message, Scanned, SourceSpec
from scanner.process import ScannerProcess, Watch

PATIENT_S = 30.0
"""How long the camera waits for the card where somebody was asked to show it."""
TONE = "go"


class Trials:
    def __init__(self, config: Config, told: TextIO | None, ask: TextIO, *, card_s: float, asks: bool) -> None:
        """`told` None: nothing is printed (JSON), so nobody can be asked."""
        self._config = config
        self._told = told
        self._ask = ask
        self._asks = asks and told is not None
        self._card_s = max(card_s, PATIENT_S if self._asks else 0.0)

    def run(self, found: Iterable[Finding]) -> list[Finding]:
        """Try what is still untried of `found`, and say what came of it."""
        trials: dict[Found, Callable[[], Finding]] = {Found.CAMERA_NOT_TRIED: self._camera}
        if self._asks:
            trials |= {
                Found.HAND_SCANNER_NOT_HEARD: self._hand_scanner,
                Found.SOUND_NOT_ASKED: self._sound,
                Found.PRINTER_NOT_TRIED: self._printer,
            }
        return [trials[one.found]() for one in found if one.found in trials]

    def monitors(self) -> int | None:
        """None where no display can be asked."""
        from kiosk.cli.run import has_display

        if not has_display():
            return None
        from ui.window import count_monitors

        return count_monitors()

    def _camera(self) -> Finding:
        camera = self._config.camera
        if self._card_s:
            self._say(f"Hold the test card before the camera ({self._card_s:g} s).")
        return try_card(SourceSpec(camera.kind, camera.location, dict(camera.options)), self._card_s)

    def _hand_scanner(self) -> Finding:
        self._say("Scan the test card with the hand scanner, or press Enter to leave it out:")
        return judged(self._line())

    def _sound(self) -> Finding:
        from ui.sound import Loudspeaker

        speaker = Loudspeaker()
        speaker.start()
        speaker.play(TONE)
        heard = self._yes("Did you hear the tone?")
        speaker.stop()  # only now: it would fall silent
        return finding(Found.SOUND_HEARD if heard else Found.SOUND_NOT_HEARD)

    def _printer(self) -> Finding:
        from kiosk.cli.receipt import print_trial

        try:
            print_trial(self._config, self._config.screen.language)
        except KioskError as error:
            self._say(str(error))
            return finding(Found.PRINTER_FAILED)
        return finding(Found.PRINTER_LEGIBLE if self._yes("Is the trial receipt legible?") else Found.PRINTER_ILLEGIBLE)

    def _yes(self, question: str) -> bool:
        """Only a plain yes is one."""
        self._say(f"{question} [y/N]")
        return self._line().strip().lower() in ("y", "yes", "o", "oui")

    def _line(self) -> str:
        return self._ask.readline().rstrip("\r\n")

    def _say(self, text: str) -> None:
        if self._told is not None:
            print(text, file=self._told, flush=True)


def judged(text: str) -> Finding:
    """What a hand scanner's text says of it, when it was to read the test card."""
    if not text.strip():
        return finding(Found.HAND_SCANNER_NOT_HEARD)
    told = tried(text)
    if told is None:
        return finding(Found.HAND_SCANNER_DAMAGES)
    return finding(
        {Trial.RIGHT: Found.HAND_SCANNER_HEARD, Trial.WRONG_KEYBOARD: Found.HAND_SCANNER_WRONG_KEYBOARD}.get(
            told.trial, Found.HAND_SCANNER_DAMAGES
        )
    )


def card_read(kind: str) -> Finding:
    """The card was read from a source of this kind."""
    return finding(Found.CAMERA_READS if kind in PROVEN_BY else Found.CAMERA_STAND_IN)


def try_card(source: SourceSpec, seconds: float) -> Finding:
    """Open the source in a scanner's process of its own, and wait so long for the test card after its first picture."""
    inbox: queue.SimpleQueue[Message] = queue.SimpleQueue()
    scanner = ScannerProcess(replace(source), inbox.put, Watch(standby=None))
    scanner.start()
    try:
        return _watched(inbox, source.kind, seconds)
    finally:
        scanner.stop()
        scanner.join(10)


def _watched(inbox: "queue.SimpleQueue[Message]", kind: str, seconds: float) -> Finding:
    live, hint, ends = False, CameraHint.NO_PICTURES, time.monotonic() + OPENING
    while (left := ends - time.monotonic()) > 0:
        try:
            message = inbox.get(timeout=left)
        except queue.Empty:
            break
        match message:
            case Scanned() if any(map(is_setup_code, message.texts)):
                return card_read(kind)
            case CameraState(status=CameraStatus.LIVE, hint=CameraHint.NONE | CameraHint.SLOW) if not live:
                live, ends = True, time.monotonic() + seconds
            case CameraState(status=CameraStatus.NO_CAMERA):
                return finding(Found.CAMERA_MISSING, hint=str(message.hint))
            case CameraState() if message.hint is not CameraHint.NONE:
                hint = message.hint
            case _:
                pass
    return finding(Found.CAMERA_NOT_SHOWN) if live else finding(Found.CAMERA_MISSING, hint=str(hint))
