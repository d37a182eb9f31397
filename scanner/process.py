"""The scanner as the app sees it: a process of its own that may hang or crash, and a watchdog that starts another.

Two threads in the app: the watchdog, which owns the process from its start to its end, and one that reads what the
process sends. Neither can be blocked by the process; whatever happens to it, the app gets a CameraState and, within
three seconds, a new process. Nothing here decodes anything: this file must not import cv2 or numpy.
"""

import logging
import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from multiprocessing import connection as channels
from multiprocessing.connection import Connection

from scanner import child
from scanner.frames import SharedFrames
from scanner.messages import (
    BoxSeen,
    CameraHint,
    CameraState,
    CameraStatus,
    Command,
    Expect,
    FrameReady,
    Health,
    Message,
    Present,
    Reads,
    Scanned,
    SourceSpec,
)
from scanner.pipe import LIMIT, Garbled, decode, encode
from scanner.standby import Main, Spawned, Standby, spawn

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Watch:
    """The watchdog's patience, in seconds."""

    silent: float = 1.5
    """Without even the pulse of a thread of its own, four times a second: the process hangs or was stopped."""
    working: float = 5.0
    """Without a word of its loop, which says how it is once a second: longer, as on a busy machine a frame takes long,
    and starting another process there would only make it busier."""
    starting: float = 30.0
    """From the start to the first heartbeat: importing the decoders on a busy machine. One that was kept ready has
    done that: it gets as long as any other."""
    standby: float | None = 2.0
    """After a process's first heartbeat another is made ready; not sooner, as importing costs the first its pictures'
    time. None: none is kept."""
    pause: float = 0.05
    """Before another process is started; doubles up to `longest_pause` while processes die without a heartbeat."""
    longest_pause: float = 5.0
    most_leeway: float = 4.0
    """How many times as patient with silence it becomes: twice after each process that was ended for it. Where the
    machine is so busy that a sound process is silent, ending it and starting another only makes that worse."""
    steady: float = 20.0
    """So long without a process that was ended for silence, and the leeway is taken back."""
    dying: float = 2.0
    """For a killed process to end. One that sits in a driver's call does not, until the driver lets go of it."""


class ScannerProcess:
    """See the file's head. `on_message` runs on a thread of this object: hand the message over and return.

    `start` once, then `stop` and `join`; `restart` in between takes another source. No method blocks but `join`.
    """

    def __init__(
        self,
        spec: SourceSpec,
        on_message: Callable[[Message], None],
        watch: Watch | None = None,
        main: Main = child.main,
    ) -> None:
        self._spec = spec
        self._on_message = on_message
        self._watch = watch or Watch()
        self._main = main
        self._frames = SharedFrames.create()
        self._stop = threading.Event()
        self._again = threading.Event()
        self._thread = threading.Thread(target=self._run, name="scanner-watchdog", daemon=True)
        self._line: Connection[bytes, bytes] | None = None
        self._sending = threading.Lock()
        self._pid: int | None = None
        self._last_heard = 0.0
        self._last_worked = 0.0
        self._beating = False
        self._beating_since = 0.0
        self._leeway = 1.0
        self._patient_since = 0.0
        # A process that was given another main knows nothing of waiting.
        self._readies = self._watch.standby is not None and main is child.main
        self._standby = Standby(lambda: spawn(main, self._orders(None)), self._watch.dying)
        self._state: CameraState | None = None
        self._telling = threading.RLock()

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """End the process soon; returns at once."""
        self._stop.set()
        self._again.set()

    def join(self, timeout: float | None = None) -> bool:
        """Wait until all has ended and the shared memory is gone; False when it has not within `timeout` seconds."""
        if self._thread.ident is None:
            self._frames.close()
            return True
        self._thread.join(timeout)
        return not self._thread.is_alive()

    def restart(self, spec: SourceSpec | None = None) -> None:
        """End the process and start another, with another source if one is given. What is expected stays."""
        with self._sending:
            if spec is not None:
                self._spec = replace(spec, reads=self._spec.reads)
        self._again.set()

    def expect(self, reads: Reads) -> None:
        """Read this from now on, in every process to come as well. Any thread; returns at once.

        Nothing else is passed on from the moment this returns. Each call begins anew: what still lies before the
        camera is told once more, so a task that begins with a box before the camera gets it.
        """
        with self._sending:
            self._spec = replace(self._spec, reads=reads)
        self.send(Expect(reads))

    def send(self, command: Command) -> None:
        """Pass a command to the source; lost while no process is running."""
        with self._sending:
            line = self._line
            if line is None:
                return
            try:
                line.send_bytes(encode(command))
            except OSError:
                log.info("a command was lost: the scanner's process is gone")

    def present(self, code: int | str) -> None:
        """Simulated camera: the customer with this code (its index in the scene, or its text) steps forward next."""
        self.send(Present(text=code) if isinstance(code, str) else Present(index=code))

    def read_frame(self, ready: FrameReady) -> bytes | None:
        """The preview picture announced by `ready`: RGB888, rows packed. None when it is no longer there."""
        return self._frames.read(ready)

    @property
    def pid(self) -> int | None:
        """Of the process now running; for tests and measurements."""
        return self._pid

    @property
    def standby_pid(self) -> int | None:
        """Of the process kept ready; for tests and measurements."""
        return self._standby.pid

    @property
    def standby_ready(self) -> bool:
        """Whether another process waits with everything imported; for tests and measurements."""
        return self._standby.ready()

    # The watchdog's thread from here on.

    def _run(self) -> None:
        pause = self._watch.pause
        try:
            while not self._stop.is_set():
                self._again.clear()
                try:
                    self._one_life()
                except OSError as error:  # no process, pipe or memory to be had just now
                    log.warning("the scanner's process could not be started: %s", error)
                    self._tell(CameraState(CameraStatus.FAILED, "", str(error), CameraHint.RESTARTED))
                pause = self._watch.pause if self._beating else min(pause * 2, self._watch.longest_pause)
                if not self._again.is_set():
                    self._stop.wait(pause)
        finally:
            self._standby.close()
            self._frames.close()

    def _orders(self, spec: SourceSpec | None) -> child.Orders:
        return child.Orders(spec, self._frames.name, self._frames.slot_bytes, os.getpid())

    def _one_life(self) -> None:
        """One process: start it or take the one kept ready, watch it, see it to its end."""
        self._beating = False
        spec = self._spec
        spawned = self._standby.take(spec) or spawn(self._main, self._orders(spec))
        self._last_heard = self._last_worked = time.monotonic()
        process = spawned.process
        self._pid = process.pid
        with self._sending:
            self._line = spawned.line
            missed = self._spec.reads is not spec.reads
        if missed:
            self.send(Expect(self._spec.reads))
        abandoned = threading.Event()
        reader = threading.Thread(target=self._listen, args=(self._line, abandoned), name="scanner-reader", daemon=True)
        reader.start()
        try:
            complaint = self._attend(spawned)
        finally:
            with self._sending:
                self._line = None
            pid, self._pid = self._pid, None
            if spawned.end(self._watch.dying):
                reader.join()  # it ends at the pipe's end, which the process's end is
            else:
                # Its pipe and reader end with it, whenever that is, and multiprocessing reaps it when it starts another.
                abandoned.set()
                log.warning("the scanner's process %s cannot be ended; another one is started beside it", pid)
        if complaint:
            log.warning("the scanner's process is being restarted: %s", complaint)
            self._complain(complaint)

    def _attend(self, spawned: Spawned) -> str:
        """Wait until this process has to be replaced; why, or empty when that was asked for."""
        watch, process = self._watch, spawned.process
        while not (self._stop.is_set() or self._again.is_set()):
            if channels.wait([process.sentinel], timeout=0.1):
                process.join()
                return f"it ended with exit code {process.exitcode}"
            now = time.monotonic()
            silence, idle = now - self._last_heard, now - self._last_worked
            if silence > (self._leeway * watch.silent if self._beating or spawned.warm else watch.starting):
                self._grow_patient(now)
                return f"it was silent for {silence:.1f} s"
            if idle > (self._leeway * watch.working if self._beating else watch.starting):
                self._grow_patient(now)
                return f"its loop was silent for {idle:.1f} s"
            if self._beating and now - self._patient_since > watch.steady:
                self._leeway = 1.0
            if self._readies and self._beating and now - self._beating_since > (watch.standby or 0.0):
                self._standby.keep(now)
        return ""

    def _grow_patient(self, now: float) -> None:
        self._leeway = min(self._leeway * 2, self._watch.most_leeway)
        self._patient_since = now

    def _complain(self, complaint: str) -> None:
        with self._telling:
            # The process ended itself because its camera hangs, and has said so.
            if self._state is not None and self._state.status == CameraStatus.STALLED:
                return
            name = self._state.name if self._state else ""
            self._tell(CameraState(CameraStatus.FAILED, name, complaint, CameraHint.RESTARTED))

    # The reader's thread from here on.

    def _listen(self, line: "Connection[bytes, bytes]", abandoned: threading.Event) -> None:
        with line:
            while (message := self._receive(line)) is not None and not abandoned.is_set():
                self._heed(message)

    def _receive(self, line: "Connection[bytes, bytes]") -> Message | Command | None:
        """The next message; None when none will come."""
        try:
            while not (data := line.recv_bytes(LIMIT)):
                self._last_heard = time.monotonic()
            return decode(data)
        except (EOFError, OSError):
            return None
        except Garbled as error:
            log.warning("the scanner's process sent what is no message: %s", error)
            self._again.set()
            return None

    def _heed(self, message: Message | Command) -> None:
        self._last_heard = self._last_worked = time.monotonic()
        if isinstance(message, Health) and not self._beating:
            self._beating_since = time.monotonic()
            self._beating = True
        if isinstance(message, CameraState):
            self._tell(message)
        elif not isinstance(message, Command) and self._expected(message):
            self._pass_on(message)
        self._last_heard = self._last_worked = time.monotonic()

    def _expected(self, message: Message) -> bool:
        """Not what was on its way when something else began to be expected."""
        if isinstance(message, Scanned):
            return self._spec.reads is Reads.CUSTOMERS
        return not isinstance(message, BoxSeen) or self._spec.reads is Reads.BOXES

    def _tell(self, state: CameraState) -> None:
        with self._telling:
            # A new process starting after a fault changes nothing for the person watching: the fault stays in view
            # until there is a picture again.
            troubled = self._state is not None and self._state.status not in (CameraStatus.LIVE, CameraStatus.STARTING)
            if state == self._state or (state.status == CameraStatus.STARTING and troubled):
                return
            self._state = state
            self._pass_on(state)

    def _pass_on(self, message: Message) -> None:
        try:
            self._on_message(message)
        except Exception:
            log.exception("a listener of the scanner failed")
