"""Receipts to mail: written with the hand-over that promised one, claimed by one sender at a time, settled once.

A claim is a lease: who crashes while sending leaves a receipt that is due again when the lease has run out. If the mail
server had taken it before the crash, it is sent twice, under the same Message-ID; it is never sent not at all.
"""

import secrets
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from central.mailing.addresses import forget
from central.tables import receipt_mails
from kiosk.domain.clock import parse_utc, utc_text
from kiosk.domain.counter import Receipt
from kiosk.domain.event import Event, EventKind

LEASE = timedelta(minutes=10)
"""Longer than any attempt: `central/mailing/smtp.py` gives up well before."""
GIVE_UP_AFTER = timedelta(days=3)
FIRST_DELAY_S = 60.0
LONGEST_DELAY_S = 3600.0


class Status(StrEnum):
    WAITING = "waiting"
    SENT = "sent"
    REFUSED = "refused"
    """Never sent by itself again; `reason` says why."""
    CANCELLED = "cancelled"
    """The hand-over was taken back before the receipt was sent."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A receipt that nobody else sends until the lease ends."""

    event_id: str
    reservation_id: str
    queued_at: datetime
    attempts: int
    """This one counted in."""
    lease: str


@dataclass(frozen=True, slots=True)
class Entry:
    event_id: str
    reservation_id: str
    store: int
    status: Status
    queued_at: datetime
    attempts: int
    reason: str


def enqueue(connection: Connection, store: int, facts: Iterable[Event], now: datetime) -> int:
    """Those that promise a receipt by mail, once for each event. In the transaction that takes them in; how many are new."""
    promised = {
        event.event_id: event
        for event in facts
        if event.kind is EventKind.HANDED_OVER and event.payload.get("receipt") == Receipt.EMAIL
    }
    if not promised:
        return 0
    known = connection.execute(
        select(receipt_mails.c.event_id).where(receipt_mails.c.event_id.in_(list(promised)))
    ).scalars()
    for event_id in known:
        del promised[event_id]
    rows = [
        {
            "event_id": event.event_id,
            "reservation_id": event.reservation_id,
            "store": store,
            "status": Status.WAITING,
            "queued_at": utc_text(now),
            "due_at": utc_text(now),
            "lease": "",
            "attempts": 0,
            "reason": "",
        }
        for event in promised.values()
    ]
    if rows:
        connection.execute(insert(receipt_mails), rows)
    return len(rows)


def claim(
    connection: Connection, now: datetime, draw: Callable[[], str] = lambda: secrets.token_hex(16)
) -> Claim | None:
    """The one that is due longest; None: none is. Of several senders each gets another one."""
    found = connection.execute(
        select(receipt_mails)
        .where(receipt_mails.c.status == Status.WAITING, receipt_mails.c.due_at <= utc_text(now))
        .order_by(receipt_mails.c.due_at, receipt_mails.c.event_id)
        .limit(1)
        .with_for_update(skip_locked=True)
    ).first()
    if found is None:
        return None
    lease = draw()
    values = {"lease": lease, "due_at": utc_text(now + LEASE), "attempts": found.attempts + 1}
    connection.execute(update(receipt_mails).where(receipt_mails.c.event_id == found.event_id).values(values))
    return Claim(found.event_id, found.reservation_id, parse_utc(found.queued_at), found.attempts + 1, lease)


def settle(connection: Connection, claimed: Claim, status: Status, now: datetime, reason: str = "") -> bool:
    """The end of it. False: the lease had run out, and another sender has it now. Of one that is sent the address goes,
    unless another receipt waits for it."""
    others = connection.execute(
        select(receipt_mails.c.event_id).where(
            receipt_mails.c.reservation_id == claimed.reservation_id,
            receipt_mails.c.status == Status.WAITING,
            receipt_mails.c.event_id != claimed.event_id,
        )
    ).first()
    if status is Status.SENT and others is None:
        forget(connection, [claimed.reservation_id])
    return _write(connection, claimed, {"status": status, "reason": reason, "settled_at": utc_text(now)})


def try_again(
    connection: Connection, claimed: Claim, now: datetime, reason: str, chance: float, *, of_this: bool = True
) -> bool:
    """Later: after a delay that doubles, or (`of_this` False: it is the server, not this receipt) as soon as the sender
    asks again. Refused for good after three days. `chance`: 0 to 1, so that not all come back at once."""
    if now - claimed.queued_at >= GIVE_UP_AFTER:
        return settle(connection, claimed, Status.REFUSED, now, f"given up after three days: {reason}")
    delay = min(FIRST_DELAY_S * 2 ** min(claimed.attempts - 1, 16), LONGEST_DELAY_S) * (0.5 + chance / 2)
    due = now + timedelta(seconds=delay) if of_this else now
    attempts = claimed.attempts if of_this else claimed.attempts - 1
    return _write(connection, claimed, {"due_at": utc_text(due), "reason": reason, "lease": "", "attempts": attempts})


def listed(connection: Connection, *statuses: Status) -> list[Entry]:
    """Oldest first."""
    found = connection.execute(
        select(receipt_mails)
        .where(receipt_mails.c.status.in_(statuses))
        .order_by(receipt_mails.c.queued_at, receipt_mails.c.event_id)
    )
    return [
        Entry(
            row.event_id,
            row.reservation_id,
            row.store,
            Status(row.status),
            parse_utc(row.queued_at),
            row.attempts,
            row.reason,
        )
        for row in found
    ]


def counts(connection: Connection) -> dict[str, int]:
    """Status -> how many; those of which there are none are left out."""
    found = connection.execute(
        select(receipt_mails.c.status, func.count()).group_by(receipt_mails.c.status).order_by(receipt_mails.c.status)
    )
    return dict(found.all())


def retry(connection: Connection, event_ids: Sequence[str], now: datetime) -> int:
    """Refused ones, as if they had been promised now; how many."""
    moment = utc_text(now)
    done = connection.execute(
        update(receipt_mails)
        .where(receipt_mails.c.event_id.in_(event_ids), receipt_mails.c.status == Status.REFUSED)
        .values(
            status=Status.WAITING, queued_at=moment, due_at=moment, lease="", attempts=0, reason="", settled_at=None
        )
    )
    return done.rowcount


def _write(connection: Connection, claimed: Claim, values: dict[str, Any]) -> bool:
    done = connection.execute(
        update(receipt_mails)
        .where(
            receipt_mails.c.event_id == claimed.event_id,
            receipt_mails.c.lease == claimed.lease,
            receipt_mails.c.status == Status.WAITING,
        )
        .values(values)
    )
    return done.rowcount == 1
