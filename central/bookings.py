"""Reservations into the feed: who has which id and spoken code, and what a changed reservation keeps.

Used by the import and by the demo's day. A reservation that moves to another store stays in the old store's feed, under
the new store's number, so that the old store's kiosks can say where the customer belongs.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from central.codes import Issuer, draw_reservation_id, short_codes, taken_short_codes
from central.errors import CentralError
from central.feed import Change, StoreWriter
from central.keys import SECRET, Chance
from central.mailing.addresses import keep
from central.privacy.rows import COLUMNS, RESERVATION, WITH_KEYS, reservation_in
from central.roster import stores_of
from central.tables import bookings, feed, lookup_codes
from kiosk.domain.reservation import BookingStatus, LookupCode, Product, Reservation
from kiosk.domain.rows import row_body

CHUNK = 250
"""Reservations written by one statement."""


@dataclass(frozen=True, slots=True)
class Booking:
    """A reservation as the retailer knows it; id, spoken code, generation and digests of `wanted` are filled in here."""

    reference: str
    wanted: Reservation
    code: str = ""
    """The retailer's own code text, or a K0."""
    email: str = ""
    """Where the receipt may be mailed; empty: nowhere."""
    at: datetime | None = None
    """When the retailer said so; None: nobody asked."""


@dataclass(slots=True)
class Tally:
    created: int = 0
    updated: int = 0
    unchanged: int = 0


class DuplicateCode(CentralError):
    """One code text for two reservations: a scan could not tell them apart."""


class BookingWriter:
    """Writes bookings of one launch inside the caller's transaction, which holds all its stores' counters."""

    def __init__(self, connection: Connection, issuer: Issuer, chance: Chance = SECRET) -> None:
        self._connection = connection
        self._issuer = issuer
        self._chance = chance
        self._writers = {store: StoreWriter(connection, store) for store in stores_of(connection, issuer.launch)}
        self._draw_short_code = short_codes(taken_short_codes(connection, issuer.launch), chance)
        self._products = set(
            connection.execute(
                select(feed.c.key).where(feed.c.store.in_(list(self._writers)), feed.c.kind == "product")
            ).scalars()
        )
        self.tally = Tally()

    def offer(self, product: Product, *, replace_known: bool = False) -> None:
        """Tell all stores of a product."""
        if product.sku in self._products and not replace_known:
            return
        self._products.add(product.sku)
        for writer in self._writers.values():
            writer.publish([Change("product", product.sku, row_body(product))])

    def write(self, chunk: Sequence[Booking]) -> list[Reservation]:
        """The reservations as published, in order. Raises DuplicateCode."""
        known = self._known([booking.reference for booking in chunk])
        written = [self._merged(booking, known.get(booking.reference)) for booking in chunk]
        fresh = [
            {
                "reservation_id": reservation.reservation_id,
                "launch": self._issuer.launch,
                "reference": booking.reference,
                "short_code": reservation.short_code,
                "store": reservation.store,
            }
            for booking, reservation in zip(chunk, written, strict=True)
            if booking.reference not in known
        ]
        if fresh:
            self._connection.execute(insert(bookings), fresh)
        addressed = zip(chunk, written, strict=True)
        mailed = keep(self._connection, {one.reservation_id: booking.email for booking, one in addressed})
        written = [replace(one, receipt_by_email=one.reservation_id in mailed) for one in written]
        self._claim_codes(chunk, written)
        self._publish(written, known)
        return written

    def write_all(self, every: Sequence[Booking]) -> list[Reservation]:
        """`write` in pieces that every engine takes."""
        return [reservation for at in range(0, len(every), CHUNK) for reservation in self.write(every[at : at + CHUNK])]

    def finish(self) -> None:
        for writer in self._writers.values():
            writer.finish()

    def _known(self, references: list[str]) -> dict[str, tuple[int, Reservation]]:
        """By reference: the store it was in, and the row as published there."""
        found = self._connection.execute(
            select(bookings.c.reference, bookings.c.store, *COLUMNS)
            .select_from(WITH_KEYS)
            .join(bookings, (feed.c.store == bookings.c.store) & (feed.c.key == bookings.c.reservation_id))
            .where(
                feed.c.kind == RESERVATION,
                feed.c.body.is_not(None),
                bookings.c.launch == self._issuer.launch,
                bookings.c.reference.in_(references),
            )
        )
        return {row.reference: (row.store, reservation_in(self._connection, row)) for row in found}

    def _merged(self, booking: Booking, known: tuple[int, Reservation] | None) -> Reservation:
        digest = self._issuer.digest(booking.code) if booking.code else ""
        wanted = booking.wanted
        if known is None:
            told = booking.at if wanted.status is not BookingStatus.BOOKED else None
            return replace(
                wanted,
                status_at=wanted.status_at or told,
                reservation_id=draw_reservation_id(self._chance),
                short_code=self._draw_short_code(),
                codes=(LookupCode(digest, wanted.generation),) if digest else (),
            )
        _store, before = known
        generation, codes = max(before.generation, wanted.generation), before.codes
        if digest and digest not in {code.digest for code in codes if code.generation == generation}:
            # Another code than before: it is a new generation, and the old one will be said to be superseded.
            generation += bool(codes)
            codes = (*(code for code in codes if code.digest != digest), LookupCode(digest, generation))
        return replace(
            wanted,
            status_at=wanted.status_at or (before.status_at if wanted.status is before.status else booking.at),
            payment_at=wanted.payment_at or (before.payment_at if wanted.payment is before.payment else booking.at),
            reservation_id=before.reservation_id,
            short_code=before.short_code,
            generation=generation,
            codes=codes,
        )

    def _claim_codes(self, chunk: Sequence[Booking], written: Sequence[Reservation]) -> None:
        digests = {code.digest for reservation in written for code in reservation.codes}
        owners = dict(
            self._connection.execute(
                select(lookup_codes.c.digest, lookup_codes.c.reservation_id).where(
                    lookup_codes.c.launch == self._issuer.launch, lookup_codes.c.digest.in_(digests)
                )
            ).all()
        )
        fresh: list[dict[str, object]] = []
        for booking, reservation in zip(chunk, written, strict=True):
            for code in reservation.codes:
                owner = owners.get(code.digest)
                if owner is None:
                    owner = owners[code.digest] = reservation.reservation_id
                    fresh.append({"launch": self._issuer.launch, "digest": code.digest, "reservation_id": owner})
                if owner != reservation.reservation_id:
                    raise DuplicateCode(
                        f"The code of {booking.reference!r} already belongs to another reservation",
                        "Each customer needs an own code.",
                    )
        if fresh:
            self._connection.execute(insert(lookup_codes), fresh)

    def _publish(self, written: Sequence[Reservation], known: dict[str, tuple[int, Reservation]]) -> None:
        before = {reservation.reservation_id: (store, reservation) for store, reservation in known.values()}
        rows: dict[int, list[Change]] = {}
        for reservation in written:
            change = Change("reservation", reservation.reservation_id, row_body(reservation))
            rows.setdefault(reservation.store, []).append(change)
            if reservation.reservation_id not in before:
                self.tally.created += 1
                continue
            store, old = before[reservation.reservation_id]
            if old == reservation:
                self.tally.unchanged += 1
                continue
            self.tally.updated += 1
            if store != reservation.store:
                rows.setdefault(store, []).append(change)
                self._connection.execute(
                    update(bookings)
                    .where(bookings.c.reservation_id == reservation.reservation_id)
                    .values(store=reservation.store)
                )
        for store, changes in rows.items():
            self._writers[store].publish(changes)
