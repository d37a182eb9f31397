"""The scanner process's main loop: newest frame -> texts -> presence -> messages, and the preview picture.

A scene that stands still is searched four times a second (scanner/stillness.py), one that moves at every frame.
It decodes first and paints the preview after, so that the picture never delays a scan. It never waits for the camera:
that is the grabber's thread. Once a second it says how it is; when it stops saying so, the app starts another process.
"""

import os
import threading
import time
from collections import deque
from collections.abc import Callable

import cv2

from scanner.child import EXIT_STUCK, Line, Orders
from scanner.coaching.advice import Coach
from scanner.coaching.line import LineRecord
from scanner.coaching.measures import Observer
from scanner.engine import Engine, live_engine
from scanner.frames import PREVIEW_HEIGHT, PREVIEW_WIDTH, SharedFrames
from scanner.grabber import Grabber, Mailbox, Numbered
from scanner.labels import label_engine
from scanner.messages import (
    Advice,
    AdviceKind,
    BoxSeen,
    CameraHint,
    CameraState,
    CameraStatus,
    Command,
    Expect,
    Health,
    Quad,
    Reads,
    Scanned,
    Seen,
)
from scanner.picture import Picture, fit, grey, rgb
from scanner.presence import Patience, Presence, Reading
from scanner.sources.opening import source_for
from scanner.sources.options import flag, number
from scanner.sources.source import Source, Unavailable
from scanner.stillness import Stillness

HEARTBEAT = 1.0
LOOK_PERIOD = 1 / 16
"""Seconds between two unread frames that are measured for a hint: hints change slower than that by far."""
OUTLINE_STAYS = 0.2
"""Seconds an outline stays although the code was not read: it would flicker otherwise."""
PREVIEW_PERIOD = 1 / 31
"""A preview of more than 30 pictures a second is not worth its cost."""
_ENGINES: dict[Reads, Callable[[], Engine | None]] = {
    Reads.CUSTOMERS: live_engine,
    Reads.BOXES: label_engine,
    Reads.NOTHING: lambda: None,
}


def run(line: Line, orders: Orders) -> None:
    """Until the process is ended from outside."""
    if orders.spec is None:
        raise ValueError("a process without a source is scanner/child.py's matter")
    # One core is the scanner's share of the machine; threads of OpenCV only cost it switching.
    cv2.setNumThreads(1)
    # What OpenCV has to say about a picture or a camera reaches the app as a CameraState.
    cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)
    try:
        source = source_for(orders.spec)
        watch_repeats = flag(orders.spec, "repeats", orders.spec.kind == "device")
        usual = Patience()
        patience = Patience(
            number(orders.spec, "gone_after", usual.gone_after), number(orders.spec, "debounce", usual.debounce)
        )
    except Unavailable as error:
        _stay_without(line, error)
        return
    frames = SharedFrames.attach(orders.frames_name, orders.frames_slot_bytes)
    mailbox = Mailbox()
    grabber = Grabber(source, mailbox, line.send, watch_repeats)
    loop = Loop(line, mailbox, grabber, source, orders.spec.reads, patience, frames)
    threading.Thread(target=line.listen, args=(loop.heed,), name="listener", daemon=True).start()
    grabber.start()
    loop.run()


def _stay_without(line: Line, error: Unavailable) -> None:
    """What was asked for can never be opened. Say so, and stay, so that the app does not start this again and again."""
    line.send(CameraState(CameraStatus.NO_CAMERA, "", error.detail, error.hint))
    threading.Thread(target=line.listen, args=(_ignore,), name="listener", daemon=True).start()
    never = threading.Event()
    while not never.wait(HEARTBEAT):
        line.send(Health(0.0, 0.0, 0))


def _ignore(command: Command) -> None:
    """There is no source to pass it to."""


class Loop:
    """See the file's head."""

    def __init__(
        self,
        line: Line,
        mailbox: Mailbox,
        grabber: Grabber,
        source: Source,
        reads: Reads,
        patience: Patience,
        frames: SharedFrames,
    ) -> None:
        self._line = line
        self._mailbox = mailbox
        self._grabber = grabber
        self._source = source
        self._patience = patience
        self._frames = frames
        self._expected: deque[Reads] = deque()
        self._observer, self._record = Observer(), LineRecord()
        self._advised = AdviceKind.NONE
        self._looked_at = float("-inf")
        self._size = (0, 0)
        self._outlined: tuple[Quad, ...] = ()
        self._outlined_at = 0.0
        self._painted_at = 0.0
        self._count = 0
        self._searched = 0
        self._spent_ms = 0.0
        self._expect(reads)

    def heed(self, command: Command) -> None:
        """The listener's thread: appending is atomic, the loop takes it from there."""
        if isinstance(command, Expect):
            self._expected.append(command.reads)
        else:
            self._source.heed(command)

    def _expect(self, reads: Reads) -> None:
        """Begin anew, with what is to be read from now on."""
        self._reads = reads
        self._engine: Engine | None = _ENGINES[reads]()
        self._presence = Presence(self._patience)
        self._stillness = Stillness()
        self._coach = Coach()
        self._observer.forget()

    def run(self) -> None:
        """For ever. An exception in here is our bug: it ends the process and the app starts another."""
        beat = time.monotonic()
        self._line.send(Health(0.0, 0.0, 0))
        while True:
            taken = self._mailbox.take(timeout=0.25)
            while self._expected:
                self._expect(self._expected.popleft())
                self._hint(AdviceKind.NONE)
            if taken is not None:
                self._look(taken)
            now = time.monotonic()
            if now - beat >= HEARTBEAT:
                self._line.send(self._health(now - beat))
                beat = now
            if self._grabber.stuck() or not self._grabber.alive():
                self._leave()

    def _look(self, taken: Numbered) -> None:
        self._count += 1
        pixels = grey(taken.frame.picture)
        engine = self._engine
        if engine is not None and self._stillness.worth_searching(taken.frame.captured_at, pixels):
            self._search(engine, taken, pixels)
        else:
            self._outline(taken, ())
        self._paint(taken)

    def _search(self, engine: Engine, taken: Numbered, pixels: Picture) -> None:
        frame = taken.frame
        decoded = engine.decode(pixels)
        self._searched += 1
        self._size = (pixels.shape[1], pixels.shape[0])
        self._spent_ms += decoded.decode_ms
        if decoded.readings:
            self._stillness.was_read(frame.captured_at)
        presented = self._presence.step(frame.captured_at, decoded.readings)
        if presented:
            self._present(presented, decoded.decode_ms, taken)
            self._source.was_read()
            began = self._coach.began
            seen_at = frame.captured_at if began is None else min(began, frame.captured_at)
            self._record.was_read(frame.captured_at, (time.monotonic() - seen_at) * 1000)
        if self._reads is Reads.CUSTOMERS:
            self._advise(pixels, frame.captured_at, read=bool(decoded.readings))
        self._outline(taken, tuple(reading.quad for reading in decoded.readings))

    def _present(self, presented: tuple[Reading, ...], decode_ms: float, taken: Numbered) -> None:
        texts = tuple(reading.text for reading in presented)
        quads = tuple(reading.quad for reading in presented)
        captured_at, number = taken.frame.captured_at, taken.number
        if self._reads is Reads.BOXES:
            self._line.send(BoxSeen(texts, quads, decode_ms, captured_at, number))
        else:
            self._line.send(Scanned(texts, quads, presented[-1].engine, decode_ms, captured_at, number))

    def _advise(self, pixels: Picture, now: float, read: bool) -> None:
        """Nothing is measured in a frame that was read: nobody needs a hint then."""
        if read:
            self._observer.forget()
            kind = self._coach.read(now)
        else:
            if now - self._looked_at < LOOK_PERIOD:
                return
            self._looked_at = now
            kind = self._coach.unread(now, self._observer.look(pixels, now))
            self._record.missed(now, self._coach.misses)
        self._hint(kind)

    def _hint(self, kind: AdviceKind) -> None:
        if kind is not self._advised:
            self._advised = kind
            self._line.send(Advice(kind))

    def _outline(self, taken: Numbered, quads: tuple[Quad, ...]) -> None:
        now = taken.frame.captured_at
        if not quads and now - self._outlined_at < OUTLINE_STAYS:
            return
        if quads:
            self._outlined_at = now
        if quads != self._outlined:
            self._outlined = quads
            self._line.send(Seen(quads, taken.number))

    def _paint(self, taken: Numbered) -> None:
        captured_at = taken.frame.captured_at
        if captured_at - self._painted_at < PREVIEW_PERIOD * 0.9:
            return
        self._painted_at = captured_at
        # Reduce first, then convert: fewer pixels to convert.
        picture = rgb(fit(taken.frame.picture, PREVIEW_WIDTH, PREVIEW_HEIGHT, best=False))
        rows, columns = picture.shape[:2]
        ready = self._frames.write(picture.tobytes(), columns, rows, taken.number, captured_at)
        self._line.send(ready)

    def _health(self, seconds: float) -> Health:
        count, searched, spent = self._count, self._searched, self._spent_ms
        self._count, self._searched, self._spent_ms = 0, 0, 0.0
        reads, p50, p95, misses = self._record.last_minute(time.monotonic())
        return Health(
            count / seconds,
            spent / searched if searched else 0.0,
            self._mailbox.dropped,
            reads,
            p50,
            p95,
            misses,
            *self._size,
        )

    def _leave(self) -> None:
        """The camera does not return from a call (or its thread died of a bug): only a new process helps."""
        self._line.send(
            CameraState(CameraStatus.STALLED, self._source.name, "the camera does not answer", CameraHint.NO_PICTURES)
        )
        os._exit(EXIT_STUCK)
