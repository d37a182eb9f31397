"""Who may give away which places of a slot, so that no terminals together give away more than there are, whoever is offline.

Central grants places to a life of a terminal; what that life has used stands in its own events. Both sides count by the
functions in here. Pure. Why it holds is docs/decisions/036; docs/protocol.md, "Places", changes with this file.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kiosk.domain.booking import slot_of, takes_a_place
from kiosk.domain.event import Event, EventKind
from kiosk.domain.fact import text_of
from kiosk.domain.launch_slot import slot_key
from kiosk.domain.reservation import Reservation
from kiosk.domain.state import fold, moved_to

MOVES = frozenset({EventKind.RESCHEDULED, EventKind.REBOOKED})
"""What takes a place."""


def spent(events: Iterable[Event]) -> Counter[str]:
    """How many places are used of each allotment, by its key. `events`: all of the reservations that were moved.

    A move that its own terminal took back gives the place back; anybody else's word on it does not, since the terminal
    cannot have heard it.
    """
    every = list(events)
    back = taken_back(every)
    return Counter(
        text_of(event.payload, "allotment")
        for event in every
        if event.kind in MOVES and (event.terminal_id, event.event_id) not in back
    )


def taken_back(events: Iterable[Event]) -> set[tuple[str, str]]:
    """(terminal, event id) of whatever a terminal has undone of its own."""
    return {(one.terminal_id, text_of(one.payload, "event_id")) for one in events if one.kind is EventKind.UNDONE}


def revocable(events: Iterable[Event]) -> list[Event]:
    """Moves that may still be taken back: of each life the last one, unless it has been. `events`: all moves of the store,
    and everything that undid one.

    A terminal takes back no other (`kiosk.reception`), so all earlier ones are final, whatever it has not told yet.
    """
    every = list(events)
    last: dict[tuple[str, str], Event] = {}
    for event in every:
        life = (event.terminal_id, event.incarnation)
        if event.kind in MOVES and (life not in last or event.seq > last[life].seq):
            last[life] = event
    back = taken_back(every)
    return [
        one
        for one in last.values()
        if one.kind is EventKind.RESCHEDULED and (one.terminal_id, one.event_id) not in back
    ]


@dataclass(frozen=True, slots=True)
class Taken:
    """By slot key."""

    booked: Counter[str]
    """Who has a place now."""
    kept: Counter[str]
    """Places that can become somebody's again by an event that is not known yet, those of `booked` that cannot get lost
    included: what must not be granted."""


def taken(
    store: int, others: Mapping[str, int], moved: Mapping[str, tuple[Reservation | None, Sequence[Event]]]
) -> Taken:
    """`others`: by slot key, reservations to which nothing of this has happened. `moved`: of all others by id, the row and
    the events.

    A move that may be taken back keeps both places, the one it left and the one it took: which of them comes back is known
    when its terminal is heard again.
    """
    open_moves = revocable(event for _, events in moved.values() for event in events)
    open_ids = {event.event_id for event in open_moves}
    booked, kept = Counter(others), Counter(others)
    for event in open_moves:
        if (slot := moved_to(event)) is not None:
            kept[slot_key(slot)] += 1
    for row, events in moved.values():
        for tally, counted in (
            (booked, events),
            (kept, [event for event in events if event.event_id not in open_ids]),
        ):
            if (key := _place_of(row, counted, store)) is not None:
                tally[key] += 1
    return Taken(booked, kept)


@dataclass(frozen=True, slots=True)
class Held:
    """One life of a terminal and what it has of one slot."""

    terminal_id: str
    incarnation: str
    slot: str
    granted: int
    spent: int

    @property
    def left(self) -> int:
        return max(0, self.granted - self.spent)


def room(capacity: int | None, kept: int, held: Iterable[Held]) -> int | None:
    """Places of a slot that nobody has and nobody may give away; None: no end of them. Negative: so many too many."""
    return None if capacity is None else capacity - kept - sum(one.left for one in held)


def shared_out(room: int | None, holders: Sequence[Held], each: int) -> list[int]:
    """How many places each of these gets in addition: up to `each` unused ones, one at a time to whoever has fewest."""
    more = [0] * len(holders)
    left = sum(each for _ in holders) if room is None else room
    while left > 0 and holders:
        poorest = min(range(len(holders)), key=lambda at: (holders[at].left + more[at], at))
        if holders[poorest].left + more[poorest] >= each:
            break
        more[poorest] += 1
        left -= 1
    return more


def _place_of(row: Reservation | None, events: Sequence[Event], store: int) -> str | None:
    """The slot a reservation has a place in; None: in none. Without a row the last move tells."""
    state = fold(events)
    if row is None:
        return slot_key(state.slot) if state.slot is not None and not state.cancelled else None
    return slot_key(slot_of(row, state)) if takes_a_place(row, state, store) else None
