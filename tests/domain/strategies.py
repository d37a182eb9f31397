"""Hypothesis strategies for the domain's values."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from kiosk.domain.code import Code, CodeFault, CodeForm
from kiosk.domain.event import Event, EventKind
from kiosk.domain.policy import Policy, Role
from kiosk.domain.reservation import BookingStatus, Customer, Fulfilment, Payment, Reservation, Slot
from kiosk.domain.state import Stage, State
from kiosk.domain.verdict import Sighting

NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)
ZONES = tuple(map(ZoneInfo, ("UTC", "Europe/Paris", "America/Toronto", "Pacific/Auckland", "Asia/Kathmandu")))

near = st.integers(-200_000, 200_000).map(lambda seconds: NOON + timedelta(seconds=seconds))
anywhere = st.datetimes(timezones=st.sampled_from(ZONES), allow_imaginary=True)
instants = st.one_of(near, anywhere)
small = st.integers(0, 3)
ids = st.sampled_from([f"{number:032x}" for number in range(12)])


@st.composite
def slots(draw: st.DrawFn) -> Slot:
    first, second = draw(st.lists(instants, min_size=2, max_size=2, unique_by=lambda at: at.timestamp()))
    return Slot(min(first, second), max(first, second))


sightings = st.builds(Sighting, event_id=ids, at=near, terminal_id=st.sampled_from("ABC"), call_number=st.just("A001"))
codes = st.builds(
    Code,
    form=st.sampled_from(CodeForm),
    fault=st.one_of(st.none(), st.none(), st.sampled_from(CodeFault)),
    reservation_id=st.sampled_from(["", "00c0ffee00000042"]),
    store=small,
    generation=small,
    not_after=st.one_of(st.none(), near),
    training=st.sampled_from([False, False, False, True]),
    badge=st.sampled_from([False, False, False, True]),
    lookup=st.just(""),
)
reservations = st.builds(
    Reservation,
    reservation_id=st.just("00c0ffee00000042"),
    launch=st.sampled_from([1, 1, 1, 2]),
    store=st.sampled_from([1, 1, 1, 2]),
    slot=slots(),
    sku=st.just("AURA"),
    customer=st.just(Customer("Camille Durand")),
    short_code=st.just(""),
    status=st.sampled_from(BookingStatus),
    payment=st.sampled_from(Payment),
    fulfilment=st.sampled_from(Fulfilment),
    generation=small,
)
states = st.builds(
    State,
    stage=st.sampled_from(Stage),
    slot=st.one_of(st.none(), slots()),
    arrivals=st.lists(sightings, max_size=2).map(tuple),
    collected=st.one_of(st.none(), st.none(), sightings),
    payment=st.one_of(st.none(), st.sampled_from(Payment)),
    cancelled=st.sampled_from([False, False, True]),
    on_hold=st.sampled_from([False, False, True]),
    no_show=st.booleans(),
)
durations = st.one_of(st.sampled_from([0, 600, 900]), st.integers(-(10**20), 10**20))
policies = st.builds(
    Policy,
    early_window_s=durations,
    late_grace_s=durations,
    admit_unsynced=st.booleans(),
    override_roles=st.sampled_from([(), (Role.SUPERVISOR,)]),
)

_TEXT = st.one_of(
    ids,
    st.sampled_from(
        [
            "",
            "A042",
            "S1",
            "skip",
            "scan_box",
            "2026-11-27T12:00:00Z",
            "2026-11-27T14:00:00Z",
            "0001-01-01T00:00:00+09:00",
        ]
    ),
)
payloads: st.SearchStrategy[dict[str, Any]] = st.dictionaries(
    st.sampled_from(
        [
            "event_id",
            "call_number",
            "slot_start",
            "slot_end",
            "serial",
            "hold",
            "step",
            "to",
            "of",
            "act",
            "counter",
            "reason",
        ]
    ),
    st.one_of(_TEXT, st.booleans(), st.none(), st.integers(-3, 3), st.lists(_TEXT, max_size=2)),
    max_size=5,
)


@st.composite
def histories(draw: st.DrawFn) -> list[Event]:
    """Events of one reservation from several terminals, honest or not: clocks jump, undos name anything."""
    count = draw(st.integers(0, 12))
    events: list[Event] = []
    for number in range(count):
        undo = draw(st.booleans()) and draw(st.booleans())
        events.append(
            Event(
                event_id=f"{number:032x}",
                terminal_id=draw(st.sampled_from("AB")),
                incarnation=draw(st.sampled_from("12")),
                seq=draw(st.integers(1, 8)),
                occurred_at=draw(near),
                monotonic_ms=0,
                clock_offset_ms=draw(st.sampled_from([0, 0, -600_000, 10**18])),
                staff_id=draw(st.sampled_from(["S1", "S2"])),
                reservation_id="00c0ffee00000042",
                kind=EventKind.UNDONE if undo else draw(st.sampled_from(EventKind)),
                payload={"event_id": draw(ids)} if undo else draw(payloads),
            )
        )
    return events
