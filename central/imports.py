"""`kiosk-central import`: all good lines of a file in one transaction, or none; and a report of every bad one.

The file is read twice. The first reading finds all that is wrong while the database stays free for the kiosks; the second
one writes. Importing a file again changes only what differs.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import select

from central.bookings import CHUNK, Booking, BookingWriter, Tally
from central.codes import issuer
from central.database import Database
from central.errors import CentralError
from central.import_file import BadLine, Draft, read_drafts
from central.places.granting import settle
from central.tables import bookings, lookup_codes, stores
from kiosk.domain.clock import to_millis
from kiosk.domain.code import canonical_text
from kiosk.domain.reservation import Customer, Product, Reservation


@dataclass(slots=True)
class Report:
    lines: int = 0
    """Lines with a reservation, good and bad."""
    bad: list[BadLine] = field(default_factory=list[BadLine])
    written: bool = False
    tally: Tally = field(default_factory=Tally)


def import_reservations(
    database: Database,
    file: Path,
    launch: int,
    now: datetime,
    *,
    encoding: str | None = None,
    skip_bad: bool = False,
) -> Report:
    """Nothing is written when a line is bad, unless `skip_bad` asks for the good ones. Raises CentralError."""
    with database.read() as connection:
        found = connection.execute(select(stores.c.store, stores.c.timezone).where(stores.c.launch == launch))
        zones = {store: ZoneInfo(timezone) for store, timezone in found}
        signer = issuer(connection, launch, now)
        owners = dict(
            connection.execute(
                select(lookup_codes.c.digest, bookings.c.reference)
                .join(bookings, bookings.c.reservation_id == lookup_codes.c.reservation_id)
                .where(lookup_codes.c.launch == launch)
            ).all()
        )

    report = Report()
    unique = _Unique(signer.digest, owners)
    for entry in read_drafts(file, zones, encoding):
        report.lines += 1
        problem = entry if isinstance(entry, BadLine) else unique.problem(entry)
        if problem is not None:
            report.bad.append(problem)
    if not report.lines:
        raise CentralError(f"{file.name} holds no reservations", "Is it the right file?")
    if report.bad and not skip_bad:
        return report

    refused = {bad.line for bad in report.bad}
    good = (
        entry for entry in read_drafts(file, zones, encoding) if isinstance(entry, Draft) and entry.line not in refused
    )
    with database.write() as connection:
        writer = BookingWriter(connection, signer)
        for chunk in _chunks(good):
            for draft in chunk:
                writer.offer(Product(draft.sku, draft.product or draft.sku))
            writer.write([_booking(draft, launch, to_millis(now)) for draft in chunk])
        writer.finish()
        for store in zones:
            settle(connection, store, now)
    report.tally, report.written = writer.tally, True
    return report


class _Unique:
    """What can be said only with the lines before: no reference twice, no code for two reservations."""

    def __init__(self, digest: Callable[[str], str], owners: dict[str, str]) -> None:
        self._digest = digest
        self._owners = owners
        self._lines: dict[bytes, int] = {}

    def problem(self, draft: Draft) -> BadLine | None:
        key = hashlib.blake2b(draft.reference.encode(), digest_size=12).digest()
        first = self._lines.setdefault(key, draft.line)
        if first != draft.line:
            return BadLine(draft.line, f"reference: {draft.reference!r} is already in line {first}")
        if not draft.code:
            return None
        if not canonical_text(draft.code):
            return BadLine(draft.line, "code: is blank")
        owner = self._owners.setdefault(self._digest(draft.code), draft.reference)
        if owner != draft.reference:
            return BadLine(draft.line, f"code: already belongs to {owner!r}")
        return None


def _booking(draft: Draft, launch: int, now: datetime) -> Booking:
    customer = Customer(draft.name, draft.phone_last4, draft.language, draft.needs)
    wanted = Reservation(
        reservation_id="",
        launch=launch,
        store=draft.store,
        slot=draft.slot,
        sku=draft.sku,
        customer=customer,
        short_code="",
        status=draft.status,
        payment=draft.payment,
        fulfilment=draft.fulfilment,
        status_reason=draft.status_reason,
        delivery=draft.delivery,
        pickup_allowed=draft.pickup_allowed,
    )
    return Booking(draft.reference, wanted, draft.code, draft.email, now)


def _chunks(drafts: Iterable[Draft]) -> Iterator[list[Draft]]:
    rest = iter(drafts)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk
