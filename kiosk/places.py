"""Which later slots this terminal has places in, and taking one: what moving and re-booking have in common.

Belongs to the caller's transaction. How many places it has, `kiosk.domain.allotment` says from what central granted and what
stands in this file's own events: nobody is asked, so online and offline are the same. docs/decisions/036 says why it is so.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from kiosk.acting import Acting
from kiosk.answers import Elsewhere, LaterSlot
from kiosk.domain.allotment import spent
from kiosk.domain.clock import local_day, utc_text
from kiosk.domain.code import k0_text, lookup_digest
from kiosk.domain.launch_slot import Allotment, LaunchSlot
from kiosk.domain.reservation import Slot
from kiosk.errors import Refused

CLOCK_AHEAD = (
    "A terminal whose clock is ahead has changed this booking: what is done here would not count. Call a supervisor"
)
"""The later fact counts, by corrected time: nobody is given a slip that it contradicts."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A place and the code that goes with it; the payload says both to everybody."""

    payload: Mapping[str, str]
    code: str
    """Its text, for the slip."""
    places: int
    """Left afterwards."""


class Places:
    def __init__(self, acting: Acting) -> None:
        self._acting = acting
        self._store = acting.store

    def later(self, present: Slot | None, now: datetime) -> tuple[LaterSlot, ...]:
        """Today's slots that are not over and begin after this one (None: any), earliest first."""
        zone = self._acting.here.zone()
        today = local_day(now, zone)
        used = spent(self._store.moves.of_moved())
        return tuple(
            self._later_slot(one, used)
            for one in self._store.roster.slots()
            if one.end > now and (present is None or one.start > present.start) and local_day(one.start, zone) == today
        )

    def take(self, operation: str, slot: Slot, now: datetime) -> Taken:
        """One place of this slot. Raises Refused when there is none here, with the way out."""
        zone = self._acting.here.zone()
        if slot not in {one.slot for one in self._store.roster.slots()}:
            raise Refused(operation, "There is no such slot: choose one of those shown")
        if slot.end <= now or local_day(slot.start, zone) != local_day(now, zone):
            raise Refused(operation, "Only a slot of today that is not over can be chosen: choose another one")
        used = spent(self._store.moves.of_moved())
        mine = self._mine(slot)
        left = 0 if mine is None else mine.granted - used[mine.key]
        if mine is None or left <= 0:
            raise Refused(
                operation, "This terminal has no place left in this slot: choose another, or the waiting list"
            )
        code = self._draw_code()
        payload = {"slot_start": utc_text(slot.start), "slot_end": utc_text(slot.end), "allotment": mine.key}
        if code:
            payload["code"] = lookup_digest(code, self._acting.here.lookup_key())
        return Taken(payload, code, left - 1)

    def _later_slot(self, one: LaunchSlot, used: Counter[str]) -> LaterSlot:
        terminal_id = self._acting.terminal.terminal_id
        mine, others = self._mine(one.slot), list[Elsewhere]()
        for held in self._store.roster.allotments():
            left = held.granted - used[held.key]
            terminal = self._store.roster.terminal(held.terminal_id)
            if held.slot == one.slot and held.terminal_id != terminal_id and left > 0 and terminal is not None:
                others.append(Elsewhere(terminal.name, left))
        places = 0 if mine is None else max(0, mine.granted - used[mine.key])
        nobody = not places and not others and one.left is not None and one.left <= 0
        return LaterSlot(one.slot, places, tuple(others), full=nobody)

    def _mine(self, slot: Slot) -> Allotment | None:
        """Of the present life only: in an earlier one somebody else may write as well."""
        life = (self._acting.terminal.terminal_id, self._store.ledger.incarnation())
        every = self._store.roster.allotments()
        return next((one for one in every if one.slot == slot and (one.terminal_id, one.incarnation) == life), None)

    def _draw_code(self) -> str:
        """A fresh unsigned code; empty before the launch's row has come, without whose key nobody could look it up."""
        return k0_text(bytes.fromhex(self._acting.new_id())) if self._acting.here.lookup_key() else ""
