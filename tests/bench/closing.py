"""The report of a day at a terminal: its file read, everything worked out, PDF, HTML and CSV written."""

import secrets
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import msgspec

from central.demo_evening import PLACES, Act, play, sealed
from central.demo_people import PRODUCTS, draw_customer
from kiosk.desk import Desk, TerminalIdentity
from kiosk.domain.closing.day_end import day_end
from kiosk.domain.event import EventKind
from kiosk.domain.policy import Staff
from kiosk.domain.reservation import Reservation, Slot
from kiosk.domain.verdict import VerdictKind
from kiosk.report.files import FORMS, report, write
from kiosk.store.store import Store
from kiosk.timepiece import SystemClock
from tests.bench.figures import Figure, Row, median
from tests.bench.ground import Ground
from tests.store.day import DB_KEY, LAUNCH, ROOT_KEY, STORE, Feed

FLOOR = "the same rows and events read from the file and parsed, nothing made of them"
OPENS = datetime(2026, 11, 22, 7, tzinfo=UTC)
UNTIL = OPENS + timedelta(hours=15)
SIZES = ((1_000, 10_000, 5), (10_000, 100_000, 30))
"""Reservations, events, and the seconds that are to be enough."""


def measure(ground: Ground) -> Sequence[Row]:
    rows: list[Row] = []
    for reservations, events, enough in SIZES[: ground.pick(2, 1)]:
        rows.append(_one(ground, reservations, events, enough))
    return rows


def _one(ground: Ground, reservations: int, events: int, enough: float) -> Row:
    store = Store.open(ground.folder / f"closing-{reservations}.db", DB_KEY, lambda: secrets.token_hex(16))
    try:
        _fill(store, reservations, events)
        terminal = TerminalIdentity("t-a", "Office", "A", STORE, LAUNCH, ROOT_KEY)
        desk = Desk(store, SystemClock(), lambda: secrets.token_hex(16), terminal, lambda: Staff("", frozenset()), int)
        places = {form: ground.folder / f"day.{form}" for form in FORMS}
        figures: list[float] = []
        floors: list[float] = []
        for _ in range(ground.pick(3, 1)):
            floors.append(_floor(store))
            figures.append(_report(store, desk, places))
    finally:
        store.close()
    what = f"report of {reservations:,} reservations, {events:,} events"
    took = median(figures)
    return Figure("closing", what, "p50", "s", took, median(floors), FLOOR, len(figures), f"<= {enough} s",
                  took <= enough)  # fmt: skip


def _report(store: Store, desk: Desk, places: dict[str, Path]) -> float:
    began = time.monotonic()
    book = store.worker.submit(desk.closing.book, OPENS.date()).result()
    write(report(day_end(book), "fr", frozenset(places)), places)
    return time.monotonic() - began


def _floor(store: Store) -> float:
    def read() -> int:
        bodies: list[Any] = store._db.conn.execute("SELECT body FROM event").fetchall()
        bodies += store._db.conn.execute("SELECT body FROM feed_row WHERE body IS NOT NULL").fetchall()
        return len([msgspec.json.decode(row[0]) for row in bodies])

    began = time.monotonic()
    assert store.worker.submit(read).result()
    return time.monotonic() - began


def _fill(store: Store, reservations: int, number: int) -> None:
    """A day of so many reservations and events, as central would have sent it. Played to its end, and then refused scans."""
    chance, feed = Random(reservations), Feed()
    feed.furnish()
    for product in PRODUCTS:
        feed.put_row("product", product.sku, product)
    booked = [_reservation(number, chance) for number in range(1, reservations + 1)]
    feed.book(*booked)
    acts = play(booked, STORE, UNTIL, chance)
    refused = {"verdict": str(VerdictKind.TOO_EARLY)}
    acts += [
        Act(UNTIL, "N", "4001", chance.choice(booked).reservation_id, EventKind.SCAN_REFUSED, refused)
        for _ in range(number - len(acts))
    ]
    chains = sealed(acts, {place: f"t-{place.lower()}" for place in PLACES}, chance)
    events = [event for chain in chains.values() for event in chain]
    for event in events:
        feed.put("event", event.event_id, event.to_wire())
    for page in feed.pages():
        store.worker.submit(store.replica.apply, feed.epoch, *page, UNTIL).result()


def _reservation(number: int, chance: Random) -> Reservation:
    start = OPENS + timedelta(minutes=15 * chance.randrange(0, 52))
    return Reservation(
        reservation_id=f"{number:016x}",
        launch=LAUNCH,
        store=STORE,
        slot=Slot(start, start + timedelta(minutes=60)),
        sku=chance.choice(PRODUCTS).sku,
        customer=draw_customer(chance),
        short_code="",
    )
