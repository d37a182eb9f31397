"""The end of a fictional day, for pictures and tests of the page: a real balance of invented reservations."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from kiosk.domain.closing.book import DayBook
from kiosk.domain.closing.day_end import DayEnd, day_end
from kiosk.domain.closing.difference import DifferenceKind
from kiosk.domain.closing.standing import facts_digest
from kiosk.domain.event import Event, EventKind
from kiosk.domain.policy import Policy
from kiosk.domain.reservation import BookingStatus, Customer, Fulfilment, Reservation, Slot
from kiosk.leaving import Leaving, is_early
from kiosk.store.withdrawal import Missing
from ui.fiction import NOW

ZONE = ZoneInfo("Europe/Paris")
OVER = Slot(NOW - timedelta(hours=4), NOW - timedelta(hours=3))
RESERVED, CAME, GONE, HELD = 412, 371, 364, 2


class FictionClosing:
    """Answers as `kiosk.closing.Closing` does, and remembers what was asked."""

    def __init__(self, asked: list[Any], reserved: int = RESERVED) -> None:
        self._asked = asked
        self._rows = tuple(_reservation(number) for number in range(1, reserved + 1))
        self._events: list[Event] = []
        self.missing = Missing(0, 0)
        self._play(reserved)

    def end(self) -> DayEnd:
        return day_end(self._book())

    def mark_no_shows(self, when: date) -> int:
        self._asked.append(("mark_no_shows", when))
        missing = self.end().no_shows
        for one in missing:
            self._say(EventKind.NO_SHOW, one)
        return len(missing)

    def take_back_no_show(self, reservation_id: str) -> None:
        self._asked.append(("take_back_no_show", reservation_id))

    def explain(self, when: date, kind: DifferenceKind, subjects: Collection[str], reason: str) -> int:
        self._asked.append(("explain", kind, len(subjects), reason))
        self._say(EventKind.DIFFERENCE_EXPLAINED, "", day=when.isoformat(), difference=str(kind),
                  subjects=list(subjects), reason=reason)  # fmt: skip
        return len(subjects)

    def close_day(self, when: date) -> DayEnd:
        self._asked.append(("close_day", when))
        self._say(EventKind.DAY_CLOSED, "", day=when.isoformat(), facts=facts_digest(self._book()))
        return self.end()

    def settle(self) -> None:
        """As a supervisor does who has a reason for everything."""
        when = self.end().book.date
        self.mark_no_shows(when)
        for kind in dict.fromkeys(one.kind for one in self.end().unexplained):
            subjects = [one.subject for one in self.end().unexplained if one.kind is kind]
            self.explain(when, kind, subjects, "Comes back another day")
        self.close_day(when)

    def come_late(self) -> None:
        """Another terminal tells of somebody whom nobody here has seen."""
        self._say(EventKind.ARRIVED, self._rows[-1].reservation_id, call_number="B099")

    def leaving(self) -> Leaving:
        return Leaving(self.missing, is_early(self.end()))

    def order_purge(self, reason: str = "") -> None:
        self._asked.append(("order_purge", reason))

    def note_export(self, what: str, count: int) -> None:
        self._say(EventKind.EXPORTED, "", what=what, count=count)

    def _book(self) -> DayBook:
        return DayBook(
            store=1,
            store_name="Aubépine Rivoli, Paris",
            zone=ZONE,
            date=NOW.astimezone(ZONE).date(),
            now=NOW,
            policy=Policy(),
            reservations=self._rows,
            products=(),
            terminals=(),
            events=tuple(self._events),
        )

    def _play(self, reserved: int) -> None:
        for number in range(1, min(CAME, reserved) + 1):
            one, serial = f"{number:016x}", f"LN{number:06}"
            self._say(EventKind.ARRIVED, one, call_number=f"A{number:03}")
            self._say(EventKind.STEP_COMPLETED, one, step="scan_box", serial=serial)
            if number % 60 == 0:
                self._say(EventKind.UNIT_REJECTED, one, serial=serial, reason="battery")
                serial = f"LQ{number:06}"
                self._say(EventKind.STEP_COMPLETED, one, step="scan_box", serial=serial)
            if number <= GONE:
                self._say(EventKind.HANDED_OVER, one, serial=serial)
            elif number <= GONE + 4:
                self._say(EventKind.PREPARATION_COMPLETED, one, serial=serial, counter="3")
        for number in range(CAME + 1, min(CAME + HELD, reserved) + 1):
            self._say(EventKind.INCIDENT_OPENED, f"{number:016x}", hold=True)
        if reserved > GONE:
            self._say(EventKind.HANDED_OVER, f"{17:016x}", serial="LN999001")

    def _say(self, kind: EventKind, reservation_id: str, **payload: Any) -> None:
        seq = len(self._events) + 1
        told = Event(
            event_id=f"{seq:032x}",
            terminal_id="t-a",
            incarnation="i",
            seq=seq,
            occurred_at=OVER.start + timedelta(milliseconds=seq),
            monotonic_ms=0,
            clock_offset_ms=0,
            staff_id="amelie",
            reservation_id=reservation_id,
            kind=kind,
            payload=payload,
        )
        late = kind in (EventKind.DIFFERENCE_EXPLAINED, EventKind.DAY_CLOSED)
        self._events.append(replace(told, occurred_at=NOW - timedelta(minutes=2)) if late else told)


def _reservation(number: int) -> Reservation:
    return Reservation(
        reservation_id=f"{number:016x}",
        launch=1,
        store=1,
        slot=OVER,
        sku="AUB-41",
        customer=Customer("Camille Durand"),
        short_code="",
        status=BookingStatus.CANCELLED if CAME + HELD < number <= CAME + HELD + 9 else BookingStatus.BOOKED,
        fulfilment=Fulfilment.PICKUP,
    )
