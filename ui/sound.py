"""The sound of a verdict: one short WAV per tone, played on a thread of its own. The only door to `miniaudio`.

Without an audio device it stays silent and says so once in the log. Never blocks the caller: the newest sound waits in
a mailbox of one.
"""

import logging
import os
import sys
import threading
from pathlib import Path

SOUNDS = Path(__file__).parent.parent / "assets" / "sounds"

log = logging.getLogger(__name__)


def may_sound() -> bool:
    """False on a Linux without card and sound server: looking further would only make ALSA fill the console."""
    if sys.platform != "linux":
        return True
    cards = Path("/proc/asound/cards")
    runtime = Path(os.environ.get("XDG_RUNTIME_DIR", "/nonexistent"))
    servers = (runtime / "pulse" / "native", runtime / "pipewire-0")
    has_card = cards.exists() and "no soundcards" not in cards.read_text(encoding="utf-8", errors="replace")
    return has_card or "PULSE_SERVER" in os.environ or any(server.exists() for server in servers)


class Loudspeaker:
    def __init__(self, folder: Path = SOUNDS) -> None:
        self._folder = folder
        self._next = ""
        self._stopping = False
        self._wake = threading.Condition()
        self._thread = threading.Thread(target=self._serve, name="loudspeaker", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def play(self, tone: str) -> None:
        """Any thread; returns at once. A newer sound replaces one that has not begun."""
        with self._wake:
            self._next = tone
            self._wake.notify()

    def stop(self, timeout: float = 2.0) -> None:
        with self._wake:
            self._stopping = True
            self._wake.notify()
        if self._thread.is_alive():
            self._thread.join(timeout)

    def _serve(self) -> None:
        if not may_sound():
            log.info("no audio device, the kiosk stays silent")
            return
        import miniaudio  # heavy, and needed only here

        try:
            device = miniaudio.PlaybackDevice(nchannels=1, sample_rate=44100)
        except miniaudio.MiniaudioError as error:
            log.info("no audio device, the kiosk stays silent: %s", error)
            return
        sounds = {file.stem: file for file in self._folder.glob("*.wav")}
        with device:
            while tone := self._wait():
                if tone in sounds:
                    stream = miniaudio.stream_file(  # pyright: ignore[reportUnknownVariableType, reportUnknownMemberType] (untyped)
                        str(sounds[tone]), nchannels=1, sample_rate=44100, output_format=miniaudio.SampleFormat.SIGNED16
                    )
                    device.stop()
                    device.start(stream)  # pyright: ignore[reportUnknownMemberType] (untyped)

    def _wait(self) -> str:
        """The next tone to play; empty when stopping."""
        with self._wake:
            self._wake.wait_for(lambda: self._stopping or bool(self._next))
            tone, self._next = self._next, ""
            return "" if self._stopping else tone
