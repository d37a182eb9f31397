"""The counter's acts, one transaction each: who is called, which unit this is, that it changed hands, that it came back.

On the store's thread, through `desk.counter`. The hand-over lock is here: only the unit that was prepared for a customer
can be handed over to them. What it answers is in `kiosk/floor_answers.py`; docs/decisions/022 says why it is so.
"""

from datetime import datetime, timedelta

from kiosk.acting import Acting, line_of, reason_of
from kiosk.domain import short_code
from kiosk.domain.counter import CallAct, Identity, Receipt, TakeBack
from kiosk.domain.event import EventKind
from kiosk.domain.fact import Fact
from kiosk.domain.obstacle import Obstacle, obstacle_of, standstill
from kiosk.domain.staff import Act
from kiosk.domain.unit import Fit, RejectReason, UnitFit, fit_of, gtin14
from kiosk.errors import NotAllowed, Refused, SecondWanted
from kiosk.floor_answers import Entry, HandedOver, HandOver, UnitAnswer

MAX_COUNTER = 40
_OBSTACLES = {
    Obstacle.CANCELLED: "The reservation is cancelled",
    Obstacle.ON_HOLD: "The reservation is on hold",
    Obstacle.NOT_PAID: "It is not paid",
    Obstacle.PAYMENT_REFUSED: "The payment was refused",
}


class Counter:
    """Every method raises `Refused` with the way out, or `Fault` when the environment failed: then nothing was recorded."""

    def __init__(self, acting: Acting) -> None:
        self._acting = acting
        self._store = acting.store

    def call(self, reservation_id: str, counter: str, act: CallAct = CallAct.CALL) -> Entry:
        """Call the customer of a ready unit to `counter`, again, or let them wait apart (skip, hold)."""
        counter = line_of("call", counter, MAX_COUNTER, "Say which counter is free")
        with self._store.transaction() as changed:
            self._acting.require("call", Act.CALL)
            entry = self._ready("call", reservation_id)
            if act is CallAct.AGAIN and not entry.state.calls:
                act = CallAct.CALL
            payload = {"counter": counter, "act": str(act)}
            self._acting.append(EventKind.CALLED, reservation_id, payload, self._acting.now())
            changed.add(reservation_id)
            return self._acting.entry("call", reservation_id)

    def scan_unit(self, reservation_id: str, gtin: str, serial: str) -> UnitAnswer:
        """Whether this is the unit that was prepared for the customer. Records nothing but that it was not."""
        gtin, serial = gtin.strip(), serial.strip()
        with self._store.transaction():
            self._acting.require("scan the unit", Act.SCAN_UNIT)
            entry = self._prepared("scan the unit", reservation_id)
            fit = self._fit(entry, gtin, serial)
            if fit.fit is Fit.RIGHT:
                return UnitAnswer(True, fit, entry)
            payload = {"verdict": "wrong_unit", "fit": str(fit.fit), "gtin": gtin}
            self._acting.append(EventKind.SCAN_REFUSED, reservation_id, payload, self._acting.now())
            owners = set(self._store.ledger.takers(serial)) - {reservation_id}
            return UnitAnswer(False, fit, entry, self._acting.call_number(sorted(owners)))

    def hand_over(self, hand_over: HandOver) -> HandedOver:
        """The unit changes hands. Refused unless it is ready, `serial` is the prepared unit's, and identity was confirmed by
        a method of the policy. A supervisor may, with a reason, although the reservation is cancelled, on hold or unpaid."""
        reservation_id = hand_over.reservation_id
        with self._store.transaction() as changed:
            self._acting.require("hand over", Act.HAND_OVER)
            now = self._acting.now()
            entry = self._prepared("hand over", reservation_id)
            extra = self._against_obstacle(entry, hand_over.reason)
            self._check_identity(entry, hand_over)
            if hand_over.receipt is Receipt.EMAIL and not entry.reservation.receipt_by_email:
                raise Refused("hand over", "No receipt can be mailed to this customer: choose another one")
            serial = hand_over.serial.strip()
            self._check_lock(entry, serial)
            payload = {
                "serial": serial,
                "call_number": entry.call_number,
                "identity": str(hand_over.identity),
                "presented": hand_over.presented,
                "demo": str(hand_over.demo),
                "receipt": str(hand_over.receipt),
                **extra,
            }
            event = self._acting.append(EventKind.HANDED_OVER, reservation_id, payload, now)
            changed.add(reservation_id)
            after = self._acting.entry("hand over", reservation_id)
            shown = (hand_over.presented, hand_over.demo)
            done = HandedOver(event.event_id, event.occurred_at, after, serial, hand_over.receipt, *shown)
        if "second" in extra:
            self._acting.session.done_by_two()
        return done

    def take_back(self, reservation_id: str, reason: TakeBack, *, quarantine: bool = True, serial: str = "") -> Entry:
        """A unit that was handed over is on the counter again. WRONG: it goes on waiting for its customer. RETURN: the
        reservation is on hold. EXCHANGE: another unit is prepared.

        `quarantine` False: a returned or exchanged unit is sound and goes back to its shelf. `serial` is needed only when
        several units were handed over for one reservation.
        """
        with self._store.transaction() as changed:
            self._acting.require("take back", Act.TAKE_BACK)
            now = self._acting.now()
            entry = self._acting.entry("take back", reservation_id)
            facts = _hand_overs_of(entry, serial.strip())
            until = facts[-1].at + timedelta(seconds=self._acting.policy().undo_window_s)
            if self._acting.latest_corrected(now) > until and not self._acting.may(Act.TAKE_BACK_LATE):
                raise NotAllowed("take back", "Too late to take it back alone: call a supervisor")
            for fact in facts:
                payload = {"event_id": fact.event_id, "reason": str(reason)}
                self._acting.append(EventKind.UNDONE, reservation_id, payload, now)
            if reason is not TakeBack.WRONG:
                self._part_with_unit(reservation_id, facts[0].detail, now, quarantine=quarantine)
            if reason is TakeBack.RETURN:
                self._acting.append(
                    EventKind.INCIDENT_OPENED, reservation_id, {"hold": True, "incident": "returned"}, now
                )
            changed.add(reservation_id)
            return self._acting.entry("take back", reservation_id)

    # --- inside the transaction -------------------------------------------------------------------------------------

    def _ready(self, operation: str, reservation_id: str) -> Entry:
        """Prepared, and nothing against serving the customer: what is to be paid is paid at the counter."""
        entry = self._prepared(operation, reservation_id)
        if obstacle := standstill(entry.reservation, entry.state):
            raise Refused(operation, f"{_OBSTACLES[obstacle]}: call a supervisor")
        return entry

    def _prepared(self, operation: str, reservation_id: str) -> Entry:
        entry = self._acting.entry(operation, reservation_id)
        if entry.state.collected is not None:
            here = self._acting.here
            place = here.terminal_name(entry.state.collected)
            at = entry.state.collected.at.astimezone(here.zone())
            raise Refused(operation, f"It has been handed over already, at {at:%H:%M} ({place})")
        if entry.state.prepared_at is None:
            raise Refused(operation, "The unit is not ready yet: ask the stockroom")
        return entry

    def _fit(self, entry: Entry, gtin: str, serial: str) -> UnitFit:
        """The prepared unit is right by its serial number, if its label does not name another product."""
        products = self._store.roster.products()
        product = entry.product
        prepared = entry.state.serial
        if product is None:
            raise Refused(
                "scan the unit", "What this product is has not come to this terminal: wait until it is in sync"
            )
        others = set(self._store.ledger.takers(serial)) - {entry.reservation_id} if serial else set[str]()
        other_product = gtin and product.gtin and gtin14(gtin) != gtin14(product.gtin)
        if prepared and serial == prepared and not other_product:
            return UnitFit(Fit.SERIAL_TAKEN if self._is_gone(entry, serial) else Fit.RIGHT, product)
        fit = fit_of(gtin, serial, product, products, {serial: ""} if others else {})
        if prepared and fit.fit is Fit.RIGHT:
            return UnitFit(Fit.OTHER_UNIT, fit.product)
        if serial and others and fit.fit is Fit.NOT_OURS:
            return UnitFit(Fit.SERIAL_TAKEN)  # a label without an article number, of somebody else's unit
        return fit

    def _check_lock(self, entry: Entry, serial: str) -> None:
        """Of a unit whose recipe scans no box only: any that nobody else has."""
        prepared = entry.state.serial
        if not serial:
            raise Refused("hand over", "Scan the unit first")
        if prepared and serial != prepared:
            raise Refused(
                "hand over", f"This is not the unit that was prepared for {entry.call_number}: fetch the right one"
            )
        if prepared and self._is_gone(entry, serial):
            raise Refused(
                "hand over", "Another terminal has given this unit away or put it in quarantine: reject it here"
            )
        if not prepared and self._store.ledger.takers(serial):
            raise Refused("hand over", "This unit belongs to another customer, or is in quarantine: fetch another one")

    def _is_gone(self, entry: Entry, serial: str) -> bool:
        """Handed over for another reservation, or rejected from it: two terminals bound it without knowing of each other."""
        others = set(self._store.ledger.takers(serial)) - {entry.reservation_id}
        states = [self._store.ledger.state(one) for one in others]
        return any(
            serial in {*(fact.detail for fact in state.hand_overs), *(one.serial for one in state.rejected)}
            for state in states
        )

    def _check_identity(self, entry: Entry, hand_over: HandOver) -> None:
        if hand_over.identity not in self._acting.policy().identity_methods:
            raise Refused("hand over", "The store's rules do not accept this proof of identity: choose another one")
        code = entry.reservation.short_code
        if hand_over.identity is Identity.PROXY and not short_code.second_half_is(code, hand_over.proxy_code):
            raise Refused("hand over", "The second half of the spoken code is another one: ask the proxy again")

    def _against_obstacle(self, entry: Entry, reason: str) -> dict[str, str]:
        """The supervisor's reason, where there is something against it. Raises Refused."""
        found = obstacle_of(entry.reservation, entry.state)
        if found is None:
            return {}
        obstacle = _OBSTACLES[found]
        if not self._acting.may(Act.HAND_OVER_AGAINST):
            raise NotAllowed("hand over", f"{obstacle}: call a supervisor")
        if not reason.strip():
            raise Refused("hand over", f"{obstacle}: a supervisor must give a reason")
        told = {"reason": reason_of("hand over", reason)}
        if found is Obstacle.CANCELLED and not self._acting.session.alone:
            told["second"] = self._second()
        return told

    def _second(self) -> str:
        """Who else stands by a hand-over after a cancellation. Raises Refused."""
        second = self._acting.session.second(self._acting.monotonic_ms())
        if not second:
            hint = "After a cancellation it takes two people: let a colleague of the counter show a badge, or type their PIN"
            raise SecondWanted("hand over", hint)
        return second

    def _part_with_unit(self, reservation_id: str, serial: str, now: datetime, *, quarantine: bool) -> None:
        if not serial:
            return
        if quarantine:
            payload = {"serial": serial, "reason": str(RejectReason.OTHER)}
            self._acting.append(EventKind.UNIT_REJECTED, reservation_id, payload, now)
        else:
            self._acting.let_go(reservation_id, {serial}, now)


def _hand_overs_of(entry: Entry, serial: str) -> list[Fact]:
    """The hand-overs of the unit that came back, which is one but for copied terminals. Raises Refused when there is none, or several and nobody said which."""
    facts = [fact for fact in entry.state.hand_overs if not serial or fact.detail == serial]
    if not facts:
        raise Refused(
            "take back", "Nothing has been handed over" if not serial else "This unit was not handed over here"
        )
    if len({fact.detail for fact in facts}) > 1:
        raise Refused("take back", "Several units were handed over: scan the one that came back")
    return facts
