"""The codes to try in the demo: one customer for each answer the kiosk can give, and the text each one shows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Protocol

from central.bookings import Booking
from central.codes import CODE_LASTS, Issuer, draw_k0, draw_reservation_id
from central.demo_people import LONG_NAMES, NEEDS
from central.keys import Chance, draw_key
from kiosk.domain import k1
from kiosk.domain.reservation import BookingStatus, Fulfilment, Payment, Reservation, Slot
from kiosk.domain.verdict import VerdictKind

Text = Callable[[Reservation, Issuer], str]


@dataclass(frozen=True, slots=True)
class Showcase:
    """One code to try. `language` is the customer's."""

    text: str
    label: str
    expected: VerdictKind
    language: str = "fr"


class Day(Protocol):
    """What is needed of `central.demo_day`'s day."""

    now: datetime

    @property
    def today(self) -> date: ...
    def slot(self, day: date, at: time, minutes: int) -> Slot: ...
    def slot_from(self, start: datetime, minutes: int) -> Slot: ...
    def plain(self, store: int, slot: Slot) -> Reservation: ...
    def booking(self, reservation: Reservation, code: str = "") -> Booking: ...


@dataclass(frozen=True, slots=True)
class Case:
    """A showcase whose text needs the reservation as it was published: `index` is its place among the special ones."""

    label: str
    expected: VerdictKind
    index: int | None
    text: Text | str

    def finished(self, written: Sequence[Reservation], issuer: Issuer) -> Showcase:
        if isinstance(self.text, str):
            language = "fr" if self.index is None else written[self.index].customer.language
            return Showcase(self.text, self.label, self.expected, language)
        reservation = written[self.index or 0]
        return Showcase(self.text(reservation, issuer), self.label, self.expected, reservation.customer.language)


def showcases(day: Day, issuer: Issuer, chance: Chance, reservations: int) -> tuple[list[Booking], list[Case]]:
    """The special customers, first of the day's list, and the cases in the order to try them."""
    cast = _Cast(day, issuer, chance)
    cast.good()
    cast.at_other_times()
    cast.in_other_states()
    cast.other_codes()
    cast.not_from_the_roster(reservations)
    return cast.bookings, cast.cases


class _Cast:
    def __init__(self, day: Day, issuer: Issuer, chance: Chance) -> None:
        self._day = day
        self._issuer = issuer
        self._chance = chance
        # Begun half an hour ago, good for more than another hour: nobody trying the codes is overtaken by the clock.
        self._due = day.slot_from(day.now - timedelta(minutes=30), 120)
        self.bookings: list[Booking] = []
        self.cases: list[Case] = []

    def good(self) -> None:
        for language, label in (("fr", "Paid, on time"), ("en", "Paid, on time, English")):
            self._add(label, VerdictKind.ADMIT, self._customer(language))
        self._add("Paid, on time, a very long name", VerdictKind.ADMIT, self._customer("fr", name=LONG_NAMES[0][0]))
        self._add("Paid, on time, comes in a wheelchair", VerdictKind.ADMIT, self._customer("en", needs=NEEDS["en"][0]))

    def at_other_times(self) -> None:
        day = self._day
        ended = day.slot_from(day.now, 60).start
        self._add(
            "A few minutes late", VerdictKind.LATE_GRACE, self._customer("fr", Slot(ended - timedelta(hours=1), ended))
        )
        late = day.slot_from(day.now - timedelta(hours=2), 60)
        self._add("Too late", VerdictKind.LATE, self._customer("en", late))
        early = day.slot_from(day.now + timedelta(hours=1, minutes=30), 90)
        self._add("Too early", VerdictKind.TOO_EARLY, self._customer("fr", early))
        tomorrow = day.slot(day.today + timedelta(days=1), time(11), 60)
        self._add("Comes a day early", VerdictKind.WRONG_DAY, self._customer("en", tomorrow))

    def in_other_states(self) -> None:
        plain = self._customer
        reason = "Annulée par le client"
        cancelled = replace(plain("fr"), status=BookingStatus.CANCELLED, status_reason=reason, status_at=self._day.now)
        self._add("Cancelled", VerdictKind.CANCELLED, cancelled)
        self._add("Not yet paid", VerdictKind.PAYMENT_DUE, replace(plain("en"), payment=Payment.DUE))
        self._add("Payment refused", VerdictKind.PAYMENT_REFUSED, replace(plain("fr"), payment=Payment.REFUSED))
        held = replace(plain("en"), status=BookingStatus.ON_HOLD, status_reason="Name on the order to be checked")
        self._add("On hold", VerdictKind.ON_HOLD, held)
        self._add("Home delivery", VerdictKind.HOME_DELIVERY, replace(plain("fr"), fulfilment=Fulfilment.DELIVERY))
        self._add("Already inside, seen at another entrance", VerdictKind.ALREADY_ARRIVED, plain("fr"))
        self._add("Already collected", VerdictKind.ALREADY_COLLECTED, plain("en"))

    def other_codes(self) -> None:
        foreign = f"https://commande.aubepine.example/r/{self._chance(9).hex()}"
        self._add("The retailer's own QR code", VerdictKind.ADMIT, self._customer("fr"), foreign)
        self._add("Short unsigned code (K0)", VerdictKind.ADMIT, self._customer("en"), draw_k0(self._chance))
        reissued = replace(self._customer("fr"), generation=1)
        self._add("Old code, reissued since", VerdictKind.SUPERSEDED_CODE, reissued, text=_older)
        self._add("Expired code", VerdictKind.EXPIRED_CODE, self._customer("en"), text=_expired)

    def not_from_the_roster(self, reservations: int) -> None:
        issuer = self._issuer
        end = self._due.end + CODE_LASTS
        thief = replace(issuer, key=draw_key(self._chance))
        unknown = draw_reservation_id(self._chance)
        good = issuer.signed(draw_reservation_id(self._chance), 1, end)
        texts: tuple[tuple[str, VerdictKind, str], ...] = (
            ("Booked a minute ago, not in the copy yet", VerdictKind.NOT_SYNCED_YET, good),
            (
                "Another store's customer",
                VerdictKind.WRONG_STORE,
                issuer.signed(draw_reservation_id(self._chance), 2, end),
            ),
            ("Forged", VerdictKind.FORGED, thief.signed(unknown, 1, end)),
            ("Damaged code", VerdictKind.MALFORMED, good[:90]),
            ("Somebody else's QR code", VerdictKind.UNKNOWN_CODE, f"https://menu.bistrot.example/{reservations}"),
            ("Training code", VerdictKind.TRAINING_CODE, issuer.signed(unknown, 0, end, flags=k1.TRAINING)),
            ("Staff badge", VerdictKind.STAFF_BADGE, issuer.signed(unknown, 0, end, flags=k1.STAFF_BADGE)),
        )
        self.cases.extend(Case(label, kind, None, text) for label, kind, text in texts)
        self.cases.append(
            replace(self.cases[0], label="The first customer again", expected=VerdictKind.ALREADY_ARRIVED)
        )

    def _customer(self, language: str, slot: Slot | None = None, *, name: str = "", needs: str = "") -> Reservation:
        while True:
            reservation = self._day.plain(1, slot or self._due)
            if reservation.customer.language == language:
                customer = reservation.customer
                return replace(reservation, customer=replace(customer, name=name or customer.name, needs=needs))

    def _add(
        self, label: str, expected: VerdictKind, reservation: Reservation, code: str = "", text: Text | None = None
    ) -> None:
        self.bookings.append(self._day.booking(reservation, code))
        self.cases.append(Case(label, expected, len(self.bookings) - 1, text or code or _own))


def _own(reservation: Reservation, issuer: Issuer) -> str:
    return issuer.code_of(reservation)


def _older(reservation: Reservation, issuer: Issuer) -> str:
    return issuer.code_of(replace(reservation, generation=0))


def _expired(reservation: Reservation, issuer: Issuer) -> str:
    return issuer.signed(reservation.reservation_id, reservation.store, reservation.slot.start - timedelta(hours=2))
