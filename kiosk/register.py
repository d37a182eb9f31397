"""The incident register: what people must look at, opened anywhere and closed by a supervisor with a reason. One transaction each.

On the store's thread, through `desk.register`. What an incident is, `kiosk.domain.incident` says.
"""

from kiosk.acting import Acting, reason_of
from kiosk.domain.event import EventKind
from kiosk.domain.incident import Incident
from kiosk.domain.staff import Act
from kiosk.errors import Refused
from kiosk.store.database import faults


class Register:
    """Every method raises `Refused` with the way out, or `Fault` when the environment failed: then nothing was recorded."""

    def __init__(self, acting: Acting) -> None:
        self._acting = acting
        self._store = acting.store

    def incidents(self) -> tuple[Incident, ...]:
        """Open ones that concern no reservation, of every terminal of the store, oldest first."""
        with faults("read"):
            return self._store.forks.incidents()

    def close(self, event_id: str, reason: str) -> None:
        """Of an incident that concerns no reservation, e.g. that a terminal was copied, or of one that holds a reservation
        back, which then goes on where it stood. Supervisors only, with a reason."""
        reason = reason_of("close the incident", reason)
        with self._store.transaction() as changed:
            self._acting.require("close the incident", Act.CLOSE_INCIDENT)
            held = self._held_by(event_id)
            if not held and event_id not in {one.event_id for one in self._store.forks.incidents()}:
                raise Refused("close the incident", "There is no such open incident")
            payload = {"event_id": event_id, "reason": reason}
            self._acting.append(EventKind.INCIDENT_CLOSED, held, payload, self._acting.now())
            changed.add(held)

    def _held_by(self, event_id: str) -> str:
        """The reservation that an open incident holds back; empty: none."""
        event = self._store.ledger.event(event_id)
        if event is None or event.kind is not EventKind.INCIDENT_OPENED or not event.reservation_id:
            return ""
        return event.reservation_id if self._store.ledger.state(event.reservation_id).on_hold else ""
