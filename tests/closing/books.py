"""Days drawn by chance, as they stand at their end: bookings of every kind, and histories that fit nothing in particular."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from kiosk.domain.clock import utc_text
from kiosk.domain.closing.book import DayBook
from kiosk.domain.event import Event, EventKind
from kiosk.domain.policy import Policy
from kiosk.domain.reservation import BookingStatus, Customer, Fulfilment, Product, Reservation, Slot, TerminalRow

PARIS = ZoneInfo("Europe/Paris")
DAY = date(2026, 11, 22)
NINE = datetime(2026, 11, 22, 8, tzinfo=UTC)
"""Nine o'clock in Paris."""
STORE = 1


def reservation(number: int, **changes: Any) -> Reservation:
    values: dict[str, Any] = {
        "reservation_id": f"{number:016x}",
        "launch": 1,
        "store": STORE,
        "slot": Slot(NINE, NINE + timedelta(hours=1)),
        "sku": "AUR-41",
        "customer": Customer("Camille Durand"),
        "short_code": "",
    }
    return Reservation(**{**values, **changes})


class Writer:
    """Makes events of one terminal after the other."""

    def __init__(self) -> None:
        self.events: list[Event] = []

    def say(
        self,
        kind: EventKind,
        number: int | None = 1,
        minutes: float = 0,
        terminal: str = "t-a",
        staff: str = "1001",
        **payload: Any,
    ) -> Event:
        mine = [one for one in self.events if one.terminal_id == terminal]
        event = Event(
            event_id=f"{len(self.events):032x}",
            terminal_id=terminal,
            incarnation=f"i-{terminal}",
            seq=len(mine) + 1,
            occurred_at=NINE + timedelta(minutes=minutes),
            monotonic_ms=0,
            clock_offset_ms=0,
            staff_id=staff,
            reservation_id="" if number is None else f"{number:016x}",
            kind=kind,
            payload=payload,
        ).sealed(mine[-1].hash if mine else "0" * 64)
        self.events.append(event)
        return event


def book(reservations: Any = (), events: Any = (), *, hours: float = 12, **changes: Any) -> DayBook:
    """As it stands so many hours after nine."""
    values: dict[str, Any] = {
        "store": STORE,
        "store_name": "Aurelia Opéra, Paris",
        "zone": PARIS,
        "date": DAY,
        "now": NINE + timedelta(hours=hours),
        "policy": Policy(),
        "reservations": tuple(reservations),
        "products": (Product("AUR-41", "Aurelia One", size="41 mm"),),
        "terminals": (TerminalRow("t-a", "Entrance A", "A"), TerminalRow("t-b", "Counter 1", "B")),
        "events": tuple(events),
    }
    return DayBook(**{**values, **changes})


_SLOTS = st.sampled_from([Slot(NINE + timedelta(hours=at), NINE + timedelta(hours=at + 1)) for at in (0, 4, -24, 24)])
_KINDS = st.sampled_from([kind for kind in EventKind if kind is not EventKind.UNDONE])
_SERIALS = st.sampled_from(["", "S-1", "S-2", "S-3"])


@st.composite
def days(draw: st.DrawFn) -> DayBook:
    """Some reservations, and events about them, about strangers and about nobody; some of them taken back."""
    booked = [
        reservation(
            number,
            slot=draw(_SLOTS),
            store=draw(st.sampled_from([STORE, STORE, STORE, 2])),
            status=draw(st.sampled_from(BookingStatus)),
            fulfilment=draw(st.sampled_from([Fulfilment.PICKUP, Fulfilment.PICKUP, Fulfilment.DELIVERY])),
        )
        for number in range(draw(st.integers(0, 5)))
    ]
    writer = Writer()
    for _ in range(draw(st.integers(0, 14))):
        number = draw(st.one_of(st.none(), st.integers(0, 6)))
        if writer.events and draw(st.integers(0, 6)) == 0:
            named = draw(st.sampled_from(writer.events))
            writer.say(EventKind.UNDONE, int(named.reservation_id or "0", 16), event_id=named.event_id)
            continue
        slot = draw(_SLOTS)
        writer.say(
            draw(_KINDS),
            number,
            minutes=draw(st.integers(-2000, 2000)),
            terminal=draw(st.sampled_from(["t-a", "t-b"])),
            serial=draw(_SERIALS),
            step="scan_box",
            reason="battery",
            hold=draw(st.booleans()),
            slot_start=utc_text(slot.start),
            slot_end=utc_text(slot.end),
            day=DAY.isoformat(),
            difference="waiting",
            subjects=["0" * 16],
        )
    return book(booked, writer.events, hours=draw(st.integers(-30, 30)))
