"""Moves that a terminal should not have made: to places it was not granted, or more of them than it was. Kept beside the event,
and never a refusal: the customer has the slip in hand."""

from functools import cached_property

from sqlalchemy import Connection, select

from central import facts
from central.places.granting import manages, moved_reservations
from central.tables import allotments
from kiosk.domain.allotment import MOVES, taken_back
from kiosk.domain.event import Event, EventKind
from kiosk.domain.fact import text_of
from kiosk.domain.launch_slot import allotment_key, slot_key
from kiosk.domain.state import moved_to


class PlaceDoubts:
    """Of one store, asked event by event in the order of a batch. Reads nothing before a move comes."""

    def __init__(self, connection: Connection, store: int) -> None:
        self._connection = connection
        self._store = store

    def of(self, event: Event) -> str:
        """For a person; empty: none."""
        if event.kind is EventKind.UNDONE:
            self._undone(event)
        if event.kind not in MOVES or not self._managed:
            return ""
        slot, key = moved_to(event), text_of(event.payload, "allotment")
        self._drawn[event.event_id] = (event.terminal_id, key)
        if slot is None:
            return "places: it names no slot"
        granted = self._granted.get(key)
        if granted is None or granted[:2] != (event.terminal_id, slot_key(slot)):
            return "places: none of this slot were granted to this terminal"
        used = sum(one == key for _, one in self._drawn.values())
        return f"places: {used} of this slot given away, {granted[2]} granted" if used > granted[2] else ""

    def _undone(self, event: Event) -> None:
        undone = text_of(event.payload, "event_id")
        if self._drawn.get(undone, ("",))[0] == event.terminal_id:
            del self._drawn[undone]

    @cached_property
    def _managed(self) -> bool:
        return manages(self._connection, self._store)

    @cached_property
    def _granted(self) -> dict[str, tuple[str, str, int]]:
        """By key: terminal, slot, how many."""
        found: dict[str, tuple[str, str, int]] = {}
        for one in self._connection.execute(select(allotments).where(allotments.c.store == self._store)):
            slot = f"{one.slot_start}/{one.slot_end}"
            key = allotment_key(one.terminal_id, one.incarnation, slot)
            found[key] = (one.terminal_id, slot, one.granted)
        return found

    @cached_property
    def _drawn(self) -> dict[str, tuple[str, str]]:
        """Moves that their terminal has not taken back: event id -> terminal, allotment."""
        if not self._managed:
            return {}
        known = list(facts.of_reservations(self._connection, moved_reservations(self._connection, self._store)))
        back = taken_back(known)
        return {
            event.event_id: (event.terminal_id, text_of(event.payload, "allotment"))
            for event in known
            if event.kind in MOVES and (event.terminal_id, event.event_id) not in back
        }
