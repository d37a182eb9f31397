"""A whole launch day, played from the first customer to the last: who came, waited, was served, and what went wrong. Pure.

The same for the same chance. `demo_day` writes it into a database; tests and benchmarks take the events as they are.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from heapq import heapify, heapreplace
from random import Random
from typing import Any

from kiosk.domain.clock import to_millis, utc_text
from kiosk.domain.counter import Demo, Identity, Receipt
from kiosk.domain.event import GENESIS, Event, EventKind
from kiosk.domain.recipe import Step
from kiosk.domain.reservation import BookingStatus, Fulfilment, Payment, Reservation
from kiosk.domain.unit import RejectReason
from kiosk.domain.verdict import VerdictKind

PLACES = ("N", "S", "R", "Q", "X", "Y", "Z", "V")
"""Letters: two entrances, two of the stockroom, three counters, the supervisor."""
NAMES = {
    "N": "Entrée Nord",
    "S": "Entrée Sud",
    "R": "Réserve 1",
    "Q": "Réserve 2",
    "X": "Comptoir 1",
    "Y": "Comptoir 2",
    "Z": "Comptoir 3",
    "V": "Superviseur",
}
A_RUNNER_FOR, A_TELLER_FOR = 95, 120
"""Customers of the whole day."""
SUPERVISOR = "1001"
SHOWS_UP = 0.9
PACES = ((4.4, 0.35), (3.2, 0.3), (4.0, 0.4), (3.7, 0.3))
"""Of the steps: mean and spread of the logarithm of their seconds."""
REFUSED = (
    (0.050, VerdictKind.TOO_EARLY),
    (0.030, VerdictKind.ALREADY_ARRIVED),
    (0.012, VerdictKind.SUPERSEDED_CODE),
    (0.008, VerdictKind.UNKNOWN_CODE),
    (0.004, VerdictKind.WRONG_DAY),
    (0.002, VerdictKind.FORGED),
)


@dataclass(frozen=True, slots=True)
class Act:
    at: datetime
    place: str
    staff: str
    reservation_id: str
    kind: EventKind
    payload: dict[str, Any]


@dataclass(slots=True)
class _Crew:
    """Whoever is free first goes on."""

    places: Sequence[str]
    count: int
    first: int
    free: list[tuple[datetime, int]] = field(default_factory=list[tuple[datetime, int]])

    def take(self, ready: datetime, seconds: float) -> tuple[datetime, str, str]:
        """From when, at which terminal and under which number."""
        if not self.free:
            self.free = [(ready, number) for number in range(self.count)]
            heapify(self.free)
        free, number = self.free[0]
        begin = max(free, ready)
        heapreplace(self.free, (begin + timedelta(seconds=seconds), number))
        return begin, self.places[number % len(self.places)], str(self.first + number)


def play(reservations: Iterable[Reservation], store: int, until: datetime, chance: Random) -> list[Act]:
    """What the staff did until then, earliest first. Nothing is marked, explained or closed yet."""
    visits = sorted(_visits(reservations, store, until, chance), key=lambda visit: visit[0])
    runners = _Crew("RQ", max(2, -(-len(visits) // A_RUNNER_FOR)), 2001)
    tellers = _Crew("XYZ", max(2, -(-len(visits) // A_TELLER_FOR)), 3001)
    acts: list[Act] = []
    for number, (came_at, reservation) in enumerate(visits, 1):
        acts += _visit(number, came_at, reservation, runners, tellers, chance)
    acts = [act for act in acts if act.at < until]
    if acts:
        acts += _mishaps(acts, chance)
    return sorted(acts, key=lambda act: (act.at, act.place))


def sealed(acts: Iterable[Act], terminals: dict[str, str], chance: Random) -> dict[str, list[Event]]:
    """Each terminal's chain of what it did. `terminals`: terminal id by place."""
    chains: dict[str, list[Event]] = {place: [] for place in terminals}
    lives = {place: chance.randbytes(16).hex() for place in terminals}
    begun = min((act.at for act in acts), default=None) if isinstance(acts, list) else None
    for act in acts:
        chain = chains[act.place]
        event = Event(
            event_id=chance.randbytes(16).hex(),
            terminal_id=terminals[act.place],
            incarnation=lives[act.place],
            seq=len(chain) + 1,
            occurred_at=to_millis(act.at),
            monotonic_ms=int((act.at - begun).total_seconds() * 1000) if begun else 0,
            clock_offset_ms=0,
            staff_id=act.staff,
            reservation_id=act.reservation_id,
            kind=act.kind,
            payload=act.payload,
        )
        chain.append(event.sealed(chain[-1].hash if chain else GENESIS))
    return chains


def _visits(
    reservations: Iterable[Reservation], store: int, until: datetime, chance: Random
) -> Iterator[tuple[datetime, Reservation]]:
    for one in reservations:
        wanted = (
            one.store == store and one.fulfilment is Fulfilment.PICKUP and one.status is not BookingStatus.CANCELLED
        )
        if not wanted or one.payment is Payment.REFUSED or one.slot.end > until or chance.random() > SHOWS_UP:
            continue
        length = (one.slot.end - one.slot.start).total_seconds()
        yield one.slot.start + timedelta(seconds=chance.triangular(-600, length * 0.95, length * 0.25)), one


def _visit(
    number: int, came_at: datetime, one: Reservation, runners: _Crew, tellers: _Crew, chance: Random
) -> Iterator[Act]:
    def act(at: datetime, place: str, staff: str, kind: EventKind, **payload: Any) -> Act:
        return Act(at, place, staff, one.reservation_id, kind, payload)

    door = "NS"[number % 2]
    greeter = f"400{number % 4 + 1}"
    yield from _at_the_door(act, came_at, door, greeter, one, chance)
    call_number = f"{door}{(number + 1) // 2:03}"
    verdict = VerdictKind.ADMIT if one.payment is Payment.PAID else VerdictKind.PAYMENT_DUE
    yield act(came_at, door, greeter, EventKind.ARRIVED, call_number=call_number, verdict=str(verdict))
    if one.status is BookingStatus.ON_HOLD:
        return
    rejected = chance.random() < 0.035
    seconds = [chance.lognormvariate(*pace) for pace in PACES]
    worked = sum(seconds) * (1.8 if rejected else 1.0)
    begin, place, runner = runners.take(came_at + timedelta(seconds=chance.uniform(8, 40)), worked + 25)
    yield act(begin, place, runner, EventKind.PREPARATION_CLAIMED)
    at = begin
    serial = f"LN{number:06}"
    if rejected:
        for step, took in zip(list(Step)[:3], seconds, strict=False):
            at += timedelta(seconds=took)
            if step is not Step.TEST_BATTERY:
                yield act(at, place, runner, EventKind.STEP_COMPLETED, step=str(step), serial=f"LQ{number:06}")
        yield act(at, place, runner, EventKind.UNIT_REJECTED, **_rejection(f"LQ{number:06}", chance))
    if chance.random() < 0.02:
        yield act(at, place, runner, EventKind.SCAN_REFUSED, verdict="wrong_box", fit="wrong_product")
    counter = str(chance.randrange(1, 7))
    for step, took in zip(Step, seconds, strict=True):
        at += timedelta(seconds=took)
        evidence = {Step.TEST_BATTERY: {"battery_percent": chance.randrange(62, 96)},
                    Step.BRING_TO_COUNTER: {"counter": counter}}.get(step, {"passed": True})  # fmt: skip
        yield act(at, place, runner, EventKind.STEP_COMPLETED, step=str(step), serial=serial, **evidence)
    yield act(at, place, runner, EventKind.PREPARATION_COMPLETED, serial=serial, counter=counter)
    if chance.random() < 0.006:
        return  # was called away, and did not come back
    yield from _served(act, at, serial, call_number, tellers, chance)


def _at_the_door(
    act: Any, came_at: datetime, door: str, greeter: str, one: Reservation, chance: Random
) -> Iterator[Act]:
    draw = chance.random()
    for share, verdict in REFUSED:
        draw -= share
        if draw < 0:
            before = came_at - timedelta(seconds=chance.uniform(20, 400))
            yield act(before, door, greeter, EventKind.SCAN_REFUSED, verdict=str(verdict))
            break
    if one.payment is Payment.DUE:
        yield act(came_at - timedelta(seconds=140), door, greeter, EventKind.SCAN_REFUSED, verdict="payment_due")
        yield act(came_at - timedelta(seconds=2), door, SUPERVISOR, EventKind.OVERRIDDEN, verdict="payment_due",
                  reason="Réglé en caisse, ticket vu")  # fmt: skip
        yield act(came_at - timedelta(seconds=1), door, greeter, EventKind.PAYMENT_SETTLED)


def _rejection(serial: str, chance: Random) -> dict[str, Any]:
    reason = chance.choices((RejectReason.BATTERY, RejectReason.PACKAGING, RejectReason.DAMAGED), (7, 2, 1))[0]
    weak = {"battery_percent": chance.randrange(4, 40)} if reason is RejectReason.BATTERY else {}
    return {"serial": serial, "reason": str(reason), **weak}


def _served(act: Any, ready: datetime, serial: str, call_number: str, tellers: _Crew, chance: Random) -> Iterator[Act]:
    takes = chance.lognormvariate(5.2, 0.4)
    begin, place, teller = tellers.take(ready, takes + 20)
    desk = str("XYZ".index(place) * 2 + int(teller) % 2 + 1)
    yield act(begin, place, teller, EventKind.CALLED, counter=desk, act="call")
    if chance.random() < 0.06:
        begin += timedelta(seconds=75)
        yield act(begin, place, teller, EventKind.CALLED, counter=desk, act="again")
    yield act(
        begin + timedelta(seconds=takes),
        place,
        teller,
        EventKind.HANDED_OVER,
        serial=serial,
        call_number=call_number,
        identity=str(chance.choices(tuple(Identity), (50, 25, 15, 6, 4))[0]),
        presented=True,
        demo=str(chance.choices(tuple(Demo), (60, 25, 10, 5))[0]),
        receipt=str(chance.choices(tuple(Receipt), (60, 30, 10))[0]),
    )


def _mishaps(acts: Sequence[Act], chance: Random) -> Iterator[Act]:
    """A line that was cut twice, a watch that came back, and one reservation served at two counters while it was."""
    handed = [act for act in acts if act.kind is EventKind.HANDED_OVER]
    if len(handed) < 20:
        return
    noon = handed[len(handed) // 2].at
    evening = handed[len(handed) * 3 // 4].at
    for place in ("N", "S", "R", "Q", "X", "Y", "Z"):
        begin = noon + timedelta(seconds=chance.uniform(0, 6))
        yield from _cut(place, begin, begin + timedelta(minutes=24), hub=True)
    for place, minutes in (("Y", 41), ("S", 17)):
        yield from _cut(place, evening, evening + timedelta(minutes=minutes), hub=False)
    twice = next((act for act in handed if act.at > evening and act.place == "X"), None)
    if twice is not None:
        payload = {**twice.payload, "serial": f"LN{999_001}"}
        yield Act(twice.at + timedelta(seconds=50), "Y", "3002", twice.reservation_id, EventKind.HANDED_OVER, payload)
    back = handed[len(handed) // 3]
    yield Act(back.at + timedelta(minutes=12), back.place, back.staff, back.reservation_id, EventKind.INCIDENT_OPENED,
              {"incident": "returned", "hold": True})  # fmt: skip


def _cut(place: str, begin: datetime, end: datetime, *, hub: bool) -> Iterator[Act]:
    minute = timedelta(minutes=1)
    yield Act(begin + minute, place, "", "", EventKind.CONTACT_LOST, {"since": utc_text(begin), "hub": hub})
    yield Act(end + minute, place, "", "", EventKind.CONTACT_BACK, {"since": utc_text(end)})
