"""The one who mails receipts: a thread of each serving process. Several on one database share the work, and send once.

Knows neither routes nor options. What must survive is in the table (`queue.py`); what is here can be killed at any line.
"""

import logging
import random
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime
from email.errors import MessageError

from central.database import Database
from central.errors import CentralError
from central.mailing import queue
from central.mailing.addresses import address_of
from central.mailing.handing import NobodyThere, TakenBack, written
from central.mailing.letter import letter
from central.mailing.queue import Claim, Status
from central.mailing.smtp import Later, Line, MailServer, Refused, Unreachable

LOOK_EVERY_S = 5.0
"""What other processes took in is found after so long at most."""
LONGEST_REST_S = 300.0
NO_ADDRESS = "no address is known here"

log = logging.getLogger(__name__)


class MailSender:
    """`start`, `wake` after each commit that may have promised something, `stop`, `join`."""

    def __init__(
        self,
        database: Database,
        server: MailServer,
        clock: Callable[[], datetime],
        *,
        chance: Callable[[], float] = random.random,
        now_s: Callable[[], float] = time.monotonic,
        look_every_s: float = LOOK_EVERY_S,
    ) -> None:
        self._database = database
        self._server = server
        self._clock = clock
        self._chance = chance
        self._now_s = now_s
        self._look_every_s = look_every_s
        self._failures = 0
        self._woken = threading.Event()
        self._stopped = threading.Event()
        # A mail server that hangs must not hold up the end of the process: the lease brings back what was under way.
        self._thread = threading.Thread(target=self._run, name="receipts-by-mail", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def wake(self) -> None:
        """Any thread."""
        self._woken.set()

    def stop(self) -> None:
        """What is being sent is sent to its end."""
        self._stopped.set()
        self._woken.set()

    def join(self, timeout: float | None = None) -> bool:
        self._thread.join(timeout)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while not self._stopped.is_set():
            self._woken.clear()
            try:
                self.send_due()
            except CentralError as error:  # busy, or gone for a while: nothing is lost
                log.warning("receipts wait: %s", error)
                self._failures += 1
            except Exception:
                log.exception("a fault of ours while receipts were mailed")
                self._failures += 1
            if self._failures:
                rest = min(2.0**self._failures, LONGEST_REST_S) * (0.5 + self._chance() / 2)
                self._stopped.wait(rest)  # not woken: whoever arrives meanwhile would only find the same
            else:
                self._woken.wait(self._look_every_s)

    def send_due(self) -> int:
        """All that are due, one after the other over one connection; how many were sent."""
        sent = 0
        with ExitStack() as stack:
            line: Line | None = None
            while not self._stopped.is_set():
                with self._database.write() as connection:
                    claimed = queue.claim(connection, self._clock())
                if claimed is None:
                    break
                try:
                    if line is None:
                        line = stack.enter_context(Line(self._server, self._now_s))
                    sent += self._send(line, claimed)
                except Unreachable as error:
                    self._server_failed(claimed, str(error))
                    break
                self._server_works()
        return sent

    def _send(self, line: Line, claimed: Claim) -> bool:
        """True: it is sent. Raises Unreachable."""
        try:
            with self._database.read() as connection:
                told = written(connection, claimed.reservation_id, claimed.event_id)
                address = address_of(connection, claimed.reservation_id)
        except TakenBack:
            self._settle(claimed, Status.CANCELLED, "the hand-over was taken back")
            return False
        except NobodyThere:
            self._settle(claimed, Status.REFUSED, "this reservation is not known here")
            return False
        if not address:
            self._settle(claimed, Status.REFUSED, NO_ADDRESS)
            return False
        try:
            message = letter(told.text, told.name, self._server.sender, address, claimed.event_id, self._clock())
        except (ValueError, MessageError):  # its words may hold the address: they are not kept
            self._settle(claimed, Status.REFUSED, "no mail can be made of it")
            return False
        try:
            line.send(message, address)
        except Later as error:
            with self._database.write() as connection:
                queue.try_again(connection, claimed, self._clock(), str(error), self._chance())
            return False
        except Refused as error:
            self._settle(claimed, Status.REFUSED, str(error))
            return False
        self._settle(claimed, Status.SENT)
        return True

    def _settle(self, claimed: Claim, status: Status, reason: str = "") -> None:
        with self._database.write() as connection:
            held = queue.settle(connection, claimed, status, self._clock(), reason)
        if not held:
            log.warning("receipt of event %s: another central had it meanwhile; it may be sent twice", claimed.event_id)
        elif status is Status.REFUSED:
            log.warning("receipt of event %s will not be mailed: %s", claimed.event_id, reason)
        else:
            log.info("receipt of event %s: %s", claimed.event_id, status)

    def _server_failed(self, claimed: Claim, reason: str) -> None:
        if not self._failures:
            log.warning("the mail server %s cannot be used: %s; receipts wait", self._server.name, reason)
        self._failures += 1
        with self._database.write() as connection:
            queue.try_again(
                connection, claimed, self._clock(), f"the mail server: {reason}", self._chance(), of_this=False
            )

    def _server_works(self) -> None:
        if self._failures:
            log.info("the mail server %s works again", self._server.name)
            self._failures = 0
