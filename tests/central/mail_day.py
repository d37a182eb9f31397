"""A central with somebody's address, and a hand-over that promises a receipt by mail."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from email.headerregistry import Address
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from central.app import create_app
from central.database import Database
from central.feed import row
from central.imports import Report, import_reservations
from central.mailing import queue
from central.mailing.addresses import address_of, offer
from central.mailing.queue import Status
from central.mailing.sender import MailSender
from central.mailing.smtp import MailServer, Tls
from central.reprint import find
from central.serve import ServedInThread
from central.tables import receipt_mails
from kiosk.domain.event import EventKind, event_from_wire
from kiosk.domain.reservation import Reservation
from tests.central.day import NOW, Terminal, enrolled
from tests.central.post_office import PostOffice

HEADER = "reference,name,store,sku,product,slot_start,slot_end,language,email"
EMAIL = "camille@mail.example"
SENDER = Address("Lunaire", addr_spec="receipts@lunaire.example")


def line(number: int = 1, *, name: str = "Camille Durand", language: str = "fr", email: str = EMAIL) -> str:
    slot = "2026-11-22T10:00,2026-11-22T11:30"
    return f"R-{number},{name},1,LN-41,Montre Lunaire,{slot},{language},{email}"


class Clock:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **parts: float) -> None:
        self.now += timedelta(**parts)


class MailDay:
    """One terminal at store 1, and the sender of receipts by hand: no thread, no waiting."""

    def __init__(self, database: Database, folder: Path, terminal: Terminal, clock: Clock) -> None:
        self.database = database
        self.folder = folder
        self.terminal = terminal
        self.clock = clock
        offer(database, mailed=True)
        self.imports(line())

    def imports(self, *lines: str, **options: Any) -> Report:
        file = self.folder / "day.csv"
        file.write_text("\n".join([HEADER, *lines]) + "\n", encoding="utf-8")
        return import_reservations(self.database, file, 1, NOW, **options)

    def reservation(self, number: int = 1) -> Reservation:
        with self.database.read() as connection:
            return find(connection, 1, f"R-{number}")

    def offered(self, number: int = 1) -> bool:
        """As the feed says it."""
        with self.database.read() as connection:
            found = row(connection, 1, "reservation", self.reservation(number).reservation_id)
        assert found is not None
        assert found.body is not None
        return bool(found.body["receipt_by_email"])

    def address(self, number: int = 1) -> str:
        with self.database.read() as connection:
            return address_of(connection, self.reservation(number).reservation_id)

    def arrival(self, number: int = 1) -> dict[str, Any]:
        key = self.reservation(number).reservation_id
        return self.terminal.act(EventKind.ARRIVED, key, call_number=f"A{number:03d}")

    def hand_over(self, number: int = 1, *, receipt: str = "email", **fields: Any) -> dict[str, Any]:
        """The event, not sent yet."""
        key = self.reservation(number).reservation_id
        told = {"serial": f"SN{number}", "identity": "account", "presented": True, "demo": "booked"}
        return self.terminal.act(
            EventKind.HANDED_OVER, key, call_number=f"A{number:03d}", receipt=receipt, **told, **fields
        )

    def undo(self, handed: dict[str, Any]) -> dict[str, Any]:
        """Took back what was handed over to the wrong customer."""
        till = self.terminal
        payload = {"event_id": handed["event_id"], "reason": "wrong_hand_over"}
        wire = till.act(EventKind.UNDONE, handed["reservation_id"])
        event = replace(event_from_wire(wire), payload=payload).sealed(wire["prev_hash"])
        till.head = event.hash
        return event.to_wire()

    def sender(self, post: PostOffice | int, **server: Any) -> MailSender:
        port = post if isinstance(post, int) else post.port
        values: dict[str, Any] = {"tls": Tls.NONE, **server}
        return MailSender(
            self.database, MailServer("127.0.0.1", port, SENDER, **values), self.clock, chance=lambda: 1.0
        )

    def standing(self) -> list[tuple[Status, str]]:
        with self.database.read() as connection:
            return [(one.status, one.reason) for one in queue.listed(connection, *Status)]

    def rows(self) -> list[Any]:
        with self.database.read() as connection:
            return list(connection.execute(select(receipt_mails)))


def said(caplog: pytest.LogCaptureFixture) -> list[str]:
    """By central, not by the mail server of the test, and then no more."""
    ours = [one.getMessage() for one in caplog.records if one.name.startswith("central.mailing")]
    caplog.clear()
    return ours


@contextmanager
def mail_day(database: Database, folder: Path) -> Generator[MailDay]:
    clock = Clock()
    app = create_app(database, clock=clock)
    with ServedInThread(database, app=app) as url, enrolled(database, url, "Till") as till:
        yield MailDay(database, folder, till, clock)
