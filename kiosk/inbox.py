"""The conflict inbox: both sides of facts that cannot all be right, and a supervisor's word on them.

Part of `kiosk.desk`, whose contract holds: on the store's thread, one transaction for each act, an answer only after the commit.
"""

from datetime import datetime

from kiosk.acting import Acting, reason_of
from kiosk.answers import ConflictReport
from kiosk.domain.conflict import Conflict, ConflictKind, Evidence
from kiosk.domain.event import Event, EventKind
from kiosk.domain.resolution import DEEDS, Deed, falling, keepable
from kiosk.domain.staff import Act
from kiosk.errors import Refused

OPERATION = "close the conflict"


class Inbox:
    def __init__(self, acting: Acting) -> None:
        self._acting = acting
        self._store = acting.store

    def all(self) -> tuple[ConflictReport, ...]:
        """Facts of the store that cannot all be right, open and closed, by kind and subject."""
        return tuple(self._report(one) for one in self._store.conflicts.all())

    def close(self, conflict: Conflict, reason: str) -> ConflictReport:
        """A supervisor's word on a conflict as it was shown: no fact changes. Records `incident_closed`; it stays closed in
        whatever order events arrive, unless another side comes that nobody has looked at."""
        reason = reason_of(OPERATION, reason)
        with self._store.transaction() as changed:
            now = self._as_shown(conflict)
            self._record(now, reason, {})
            changed.update(now.reservation_ids)
            closed = self._store.conflicts.get(conflict.kind, conflict.subject)
            return self._report(closed or now)

    def keep(self, conflict: Conflict, event_id: str, reason: str) -> tuple[ConflictReport, ...]:
        """This side holds, the others are taken back: claims let go, acts undone, units free again. Answers all conflicts
        as they are now; the one that is put right is none any more.

        Raises Refused where no side can be taken back, or where it has changed since it was shown.
        """
        reason = reason_of(OPERATION, reason)
        with self._store.transaction() as changed:
            now = self._as_shown(conflict)
            events = {event.event_id: event for event in self._report(now).events}
            fallen = falling(now, event_id, events.values())
            if not fallen:
                raise Refused(
                    OPERATION, "Neither side can be taken back here: look into it, then close it with a reason"
                )
            kept = next(side for side in now.evidence if side.event_id == event_id)
            self._record(now, reason, {"kept": event_id})
            at = self._acting.now()
            for side in fallen:
                self._take_back(now.kind, kept, side, events[side.event_id], at)
            changed.update(now.reservation_ids)
            self._store.conflicts.refresh()
        return self.all()

    # --- inside the transaction -------------------------------------------------------------------------------------

    def _as_shown(self, conflict: Conflict) -> Conflict:
        self._acting.require(OPERATION, Act.CLOSE_CONFLICT)
        now = self._store.conflicts.get(conflict.kind, conflict.subject)
        if now is None or now.event_ids != conflict.event_ids:
            raise Refused(OPERATION, "It has changed meanwhile: look at it again")
        if not now.is_open:
            raise Refused(OPERATION, "It has been closed already")
        return now

    def _record(self, conflict: Conflict, reason: str, more: dict[str, str]) -> None:
        payload = {"event_ids": list(conflict.event_ids), "reason": reason, "conflict": str(conflict.kind), **more}
        self._acting.append(EventKind.INCIDENT_CLOSED, conflict.reservation_ids[0], payload, self._acting.now())

    def _take_back(self, kind: ConflictKind, kept: Evidence, side: Evidence, event: Event, at: datetime) -> None:
        match DEEDS[kind]:
            case Deed.RELEASE if event.kind is not EventKind.PREPARATION_CLAIMED:
                # Handed on by somebody: undoing that would give the task back to them.
                self._acting.append(EventKind.CLAIM_RELEASED, side.reservation_id, {"of": side.detail}, at)
            case Deed.FREE:
                self._acting.let_go(side.reservation_id, {side.detail}, at)
            case _:
                self._acting.append(EventKind.UNDONE, side.reservation_id, {"event_id": side.event_id}, at)
                if event.kind is EventKind.HANDED_OVER and side.detail and side.detail != kept.detail:
                    self._acting.let_go(side.reservation_id, {side.detail}, at)

    def _report(self, conflict: Conflict) -> ConflictReport:
        events = (self._store.ledger.event(one.event_id) for one in conflict.evidence)
        told = tuple(event for event in events if event is not None)
        return ConflictReport(conflict, told, keepable(conflict, told))
