"""The doors-open check as far as the database knows it: what this terminal holds, what people have signed, the whole store.

What a machine says of itself (disk, power, camera) comes from outside; `kiosk/cli/inspector.py` asks it. The judgement is
`kiosk.domain.doors`.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from kiosk.acting import Acting
from kiosk.answers import DataState
from kiosk.domain.doors.finding import Readiness
from kiosk.domain.doors.memory import Standing
from kiosk.domain.doors.signed import Signed, TerminalDoors, board, latest, payload_of, versions
from kiosk.domain.event import Event, EventKind
from kiosk.domain.hub import verify
from kiosk.domain.staff import Act
from kiosk.store.database import faults


@dataclass(frozen=True, slots=True)
class StoreDoors:
    """The whole store, for the supervisor."""

    terminals: tuple[TerminalDoors, ...]
    at: datetime
    """When it was looked at, by central's clock as far as it is known."""


class Doors:
    """On the store's thread, as the desk's other parts."""

    def __init__(self, acting: Acting) -> None:
        self._acting = acting
        self._store = acting.store

    def standing(self, data: DataState) -> Standing:
        """`data`: the desk's own answer, asked in the same turn."""
        with faults("read"):
            now = self._now()
            people = [one for one in self._store.roster.staff() if one.left_at is None or one.left_at > now]
            terminal = self._acting.terminal
            told = latest(self._store.ledger.of_house())
            root = terminal.root_key
            return Standing(
                at=now,
                reservations=data.reservations,
                expected=data.reservations_expected,
                complete=data.complete,
                in_doubt=data.in_doubt,
                quarantined=data.quarantined,
                updated_at=data.updated_at,
                unsent=data.unsent,
                rejected=data.rejected,
                copied=data.copied,
                people=len(people),
                supervisors=sum("supervisor" in one.roles and bool(one.badge or one.pin) for one in people),
                trusted_until=self._trusted_until(now),
                hubs=sum(verify(hub, root) for hub in self._store.roster.hubs()),
                moved_aside=self._store.recovered is not None,
                versions=versions(self._store.roster.terminals(), told, terminal.terminal_id, now),
            )

    def last(self) -> Signed | None:
        """What was signed here last."""
        with faults("read"):
            return latest(self._store.ledger.of_house()).get(self._acting.terminal.terminal_id)

    def store(self) -> StoreDoors:
        """Every terminal's last word. As much as this terminal's copy holds: offline it shows what it knows."""
        with faults("read"):
            now = self._now()
            return StoreDoors(board(self._store.roster.terminals(), self._store.ledger.of_house(), now), now)

    def sign(self, readiness: Readiness) -> Signed:
        """By whoever is signed in. Records `doors_checked`, which goes to central and from there to every terminal."""
        with self._store.transaction():
            self._acting.require("sign the check", Act.CHECK_DOORS)
            return self._kept(readiness, None)

    def note(self, readiness: Readiness) -> Signed:
        """By the terminal itself, where nobody stands in front of it: signed by its place in the chain alone."""
        with self._store.transaction():
            return self._kept(readiness, "")

    def _kept(self, readiness: Readiness, by: str | None) -> Signed:
        now = self._acting.now()
        kept = replace(readiness, at=now)
        event: Event = self._acting.append(EventKind.DOORS_CHECKED, "", payload_of(kept), now, by=by)
        return Signed(event.event_id, event.terminal_id, event.staff_id, kept)

    def _now(self) -> datetime:
        return self._acting.latest_corrected(self._acting.now())

    def _trusted_until(self, now: datetime) -> datetime | None:
        trust = self._acting.here.trust()
        good = [key.not_after for key in trust.keys if key.not_before <= now <= key.not_after] if trust else []
        return max(good, default=None)
