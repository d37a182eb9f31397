"""Acts of a ledger as tests write them."""

from datetime import datetime
from typing import Any

from kiosk.domain.event import GENESIS, Event, EventKind
from kiosk.store.ledger import Draft
from kiosk.store.store import Store
from tests.store.day import NOON, reservation_id, token


def draft(number: int = 1, terminal_id: str = "t-a", kind: EventKind = EventKind.ARRIVED, **payload: Any) -> Draft:
    return Draft(
        event_id=token(),
        terminal_id=terminal_id,
        occurred_at=NOON,
        monotonic_ms=1,
        clock_offset_ms=0,
        staff_id="s-1",
        reservation_id=reservation_id(number),
        kind=kind,
        payload=payload or {"call_number": "A001", "verdict": "admit"},
    )


def append(store: Store, *drafts: Draft) -> list[Event]:
    """Each in a transaction of its own, on the store's thread."""

    def act() -> list[Event]:
        events: list[Event] = []
        for one in drafts:
            with store.transaction():
                events.append(store.ledger.append(one))
        return events

    return store.worker.submit(act).result()


def foreign(seq: int, number: int = 1, prev: str = GENESIS, at: datetime = NOON, **changes: Any) -> Event:
    """An event as another terminal sealed it."""
    values: dict[str, Any] = {
        "event_id": token(),
        "terminal_id": "t-b",
        "incarnation": "b" * 32,
        "seq": seq,
        "occurred_at": at,
        "monotonic_ms": 5,
        "clock_offset_ms": 0,
        "staff_id": "s-2",
        "reservation_id": reservation_id(number),
        "kind": EventKind.ARRIVED,
        "payload": {"call_number": f"B{seq:03d}", "verdict": "admit"},
    }
    return Event(**{**values, **changes}).sealed(prev)


def assert_chain(events: list[Event]) -> None:
    """Numbers without a gap, each event sealed and bound to the one before it."""
    previous = GENESIS
    for seq, event in enumerate(events, start=1):
        assert event.seq == seq
        assert event.prev_hash == previous
        assert event.hash == event.expected_hash()
        previous = event.hash


def own_events(store: Store) -> list[Event]:
    """All unacknowledged own events, through the outbox as sync reads them."""
    return store.worker.submit(store.outbox.unsent, 1_000_000).result()
