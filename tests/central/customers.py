"""Two customers of a small launch, booked the way an import does it: what the tests of codes, slips and pages print."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from central.bookings import Booking, BookingWriter
from central.codes import issuer
from central.database import Database
from kiosk.domain.reservation import Customer, Product, Reservation, Slot
from tests.central.day import NOW

WATCH = Product("AUB-39", "Lueur", "39 mm", "Titane", "Maille grise")
ADA = Reservation(
    reservation_id="",
    launch=1,
    store=1,
    slot=Slot(NOW, NOW + timedelta(hours=1, minutes=30)),
    sku=WATCH.sku,
    customer=Customer("Ada Ferrière", "4321", "fr", "Fauteuil roulant"),
    short_code="",
)
BEN = replace(ADA, store=2, customer=Customer("Ben Okafor", "8765", "en"))


def booked(database: Database, *wanted: Reservation) -> list[Reservation]:
    """As published, under the references R-1, R-2, ..."""
    with database.write() as connection:
        writer = BookingWriter(connection, issuer(connection, 1, NOW))
        writer.offer(WATCH)
        bookings: Sequence[Booking] = [Booking(f"R-{number}", each) for number, each in enumerate(wanted, 1)]
        written = writer.write_all(bookings)
        writer.finish()
    return written
