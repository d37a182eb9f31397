"""Whether what is kept beside the ledger is what its events add up to: cached states, units and call counters. Reads only.

The start after an unclean end asks it, and so does `kiosk verify`.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from kiosk.domain.event import Event, canonical
from kiosk.domain.state import BOOKED, State, fold
from kiosk.domain.unit import taken_units

Taken = tuple[str, str]
"""A unit's serial number, and the id of a reservation that has taken it."""


def folded(events: Iterable[Event]) -> dict[str, State]:
    """The state of each reservation that these events name, made anew."""
    histories: defaultdict[str, list[Event]] = defaultdict(list)
    for event in events:
        if event.reservation_id:
            histories[event.reservation_id].append(event)
    return {reservation_id: fold(history) for reservation_id, history in histories.items()}


def contradictions(fresh: Mapping[str, State], kept: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """(reservation id, what is wrong with the state that is kept of it), in order of ids. Of a reservation to which nothing
    has happened none need be kept."""
    for reservation_id in sorted(fresh.keys() | kept.keys()):
        state = fresh.get(reservation_id, BOOKED)
        if reservation_id not in kept:
            if state != BOOKED:
                yield reservation_id, "is missing"
        elif kept[reservation_id] != canonical(state):
            yield reservation_id, "is not what its events add up to"


def taken(states: Mapping[str, State]) -> set[Taken]:
    """What these states take."""
    return {(serial, reservation_id) for reservation_id, state in states.items() for serial in taken_units(state)}


def wrong_units(fresh: Mapping[str, State], kept: Collection[Taken]) -> Iterator[tuple[str, str]]:
    """(reservation id, what is wrong with the units that are kept as taken by it), in order of ids."""
    said = {reservation_id for _, reservation_id in taken(fresh) ^ set(kept)}
    return ((reservation_id, "are not those of its events") for reservation_id in sorted(said))
