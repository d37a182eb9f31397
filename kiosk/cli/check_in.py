"""`kiosk check-in`: the entrance without a screen. One code a line in, one verdict a line out, as JSON.

For a hand scanner on a machine without a display, and for scripts. A line is printed after the commit returned and is
flushed before the next code is read: what was printed is on the disk.
"""

import threading
from collections.abc import Iterable
from typing import Any, TextIO

import msgspec

from kiosk.answers import CheckIn
from kiosk.cli.compose import Terminal
from kiosk.domain.code import names_badge
from kiosk.domain.state import Stage
from kiosk.errors import KioskError

LOOK_AGAIN_S = 0.2


class Printer:
    """One JSON object a line, whole, from any thread."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._guard = threading.Lock()

    def say(self, value: dict[str, Any]) -> None:
        with self._guard:
            self._out.write(msgspec.json.encode(value).decode() + "\n")
            self._out.flush()


def follow(terminal: Terminal, printer: Printer) -> None:
    """Print what happens to reservations, here and elsewhere: `changed`, the stage and how many arrivals are known."""

    def tell(reservation_ids: frozenset[str]) -> None:
        for reservation_id in sorted(reservation_ids):
            state = terminal.store.ledger.state(reservation_id)
            if state.arrivals or state.stage is not Stage.BOOKED:
                printer.say({"changed": reservation_id, "stage": str(state.stage), "arrivals": len(state.arrivals)})

    terminal.store.on_change.subscribe(tell)


def _answered(terminal: Terminal, text: str) -> dict[str, Any]:
    """A badge signs in; everything else is a customer's."""
    submit, desk = terminal.store.worker.submit, terminal.desk
    if names_badge(text):
        person = submit(desk.sign_in.by_badge, (text,)).result().person
        return {"signed_in": person.staff_id, "roles": sorted(person.roles)}
    return spoken(submit(desk.check_in, (text,)).result())


def check_in_lines(terminal: Terminal, lines: Iterable[str], printer: Printer) -> int:
    """Answer every line; returns 1 when one could not be recorded, else 0."""
    code = 0
    for line in lines:
        text = line.rstrip("\r\n")
        if not text:
            continue
        try:
            answer = _answered(terminal, text)
        except KioskError as error:
            answer, code = {"error": str(error)}, 1
        printer.say(answer)
    return code


def wait_until_whole(terminal: Terminal) -> None:
    """Return when the copy of the roster has been proven whole; that needs central."""
    news = threading.Event()
    leave = terminal.linked.subscribe(lambda _status: news.set())
    try:
        while not terminal.store.worker.submit(terminal.desk.data_state).result().complete:
            news.wait(LOOK_AGAIN_S)
            news.clear()
    finally:
        leave()


def spoken(check_in: CheckIn) -> dict[str, Any]:
    """What a program needs to know of a check-in: nothing personal."""
    return {
        "verdict": str(check_in.verdict.kind),
        "admitted": check_in.admitted,
        "event_id": check_in.event_id,
        "reservation_id": check_in.verdict.reservation_id,
        "call_number": check_in.call_number,
        "seen_elsewhere": list(check_in.seen_elsewhere),
    }
