"""The end of the day: how it stands, who never came, why it does not come out even, and that it is closed. Supervisors' acts.

On the store's thread, through `desk.closing`. What the balance is, `kiosk.domain.closing` says; docs/decisions/034 says why
it is so. Also what the terminal notes by itself of its line to central.
"""

from collections.abc import Collection
from datetime import date, datetime

from kiosk.acting import Acting, reason_of
from kiosk.domain.clock import parse_utc, utc_text
from kiosk.domain.closing.book import DayBook, day_to_close
from kiosk.domain.closing.day_end import DayEnd, Standing, day_end
from kiosk.domain.closing.difference import DifferenceKind
from kiosk.domain.closing.standing import chain_heads, facts_digest
from kiosk.domain.contact import note
from kiosk.domain.event import EventKind
from kiosk.domain.staff import Act
from kiosk.domain.state import Stage, effective
from kiosk.errors import Refused
from kiosk.leaving import Leaving, leaving, order_purge
from kiosk.store.database import faults

MOST_SUBJECTS = 200
"""Named in one event: more are several."""
MOST_HEADS = 50
_CONTACT = (EventKind.CONTACT_LOST, EventKind.CONTACT_BACK)


class Closing:
    """Every method raises `Refused` with the way out, or `Fault` when the environment failed: then nothing was recorded."""

    def __init__(self, acting: Acting) -> None:
        self._acting = acting
        self._store = acting.store

    # --- questions --------------------------------------------------------------------------------------------------

    def day(self) -> date:
        """Which day is to be closed: the last one with a slot that has begun."""
        with faults("read"):
            starts = (parse_utc(text) for text in self._store.day_rows.slot_starts())
            return day_to_close(starts, self._now(), self._acting.here.zone())

    def book(self, when: date | None = None) -> DayBook:
        """Everything known of a day; None: of the one that is to be closed. Reads the whole file: 0.1 s for 10,000 events."""
        with faults("read"):
            return self._book(when or self.day())

    def end(self, when: date | None = None) -> DayEnd:
        return day_end(self.book(when))

    # --- acts -------------------------------------------------------------------------------------------------------

    def mark_no_shows(self, when: date) -> int:
        """Everybody of the day who never came and is not let in any more; how many that were."""
        with self._store.transaction() as changed:
            self._acting.require("mark no-shows", Act.MARK_NO_SHOWS)
            now = self._acting.now()
            missing = day_end(self._book(when)).no_shows
            if not missing:
                raise Refused("mark no-shows", "There is nobody to mark: wait until slots and their grace are over")
            for reservation_id in missing:
                self._acting.append(EventKind.NO_SHOW, reservation_id, {"day": when.isoformat()}, now)
            changed.update(missing)
            return len(missing)

    def take_back_no_show(self, reservation_id: str) -> None:
        """It was marked by mistake: the reservation is open again. Whoever comes after all needs none of this."""
        with self._store.transaction() as changed:
            self._acting.require("take the no-show back", Act.MARK_NO_SHOWS)
            if self._store.ledger.state(reservation_id).stage is not Stage.NO_SHOW:
                raise Refused("take the no-show back", "It is not marked as a no-show")
            now = self._acting.now()
            for event in effective(self._store.ledger.events_of(reservation_id)):
                if event.kind is EventKind.NO_SHOW:
                    self._acting.append(EventKind.UNDONE, reservation_id, {"event_id": event.event_id}, now)
            changed.add(reservation_id)

    def explain(self, when: date, kind: DifferenceKind, subjects: Collection[str], reason: str) -> int:
        """Why these do not come out even; how many were explained. Again: the later reason stands."""
        reason = reason_of("explain the difference", reason)
        with self._store.transaction():
            self._acting.require("explain the difference", Act.EXPLAIN_DIFFERENCE)
            now = self._acting.now()
            there = {one.subject for one in day_end(self._book(when)).differences if one.kind is kind}
            known = [one for one in dict.fromkeys(subjects) if one in there]
            if not known or len(known) < len(set(subjects)):
                raise Refused("explain the difference", "It has changed meanwhile: look at the day again")
            for first in range(0, len(known), MOST_SUBJECTS):
                payload = {
                    "day": when.isoformat(),
                    "difference": str(kind),
                    "subjects": known[first : first + MOST_SUBJECTS],
                    "reason": reason,
                }
                self._acting.append(EventKind.DIFFERENCE_EXPLAINED, "", payload, now)
            return len(known)

    def close_day(self, when: date) -> DayEnd:
        """Put the balance and how far every terminal's chain goes into the ledger. Refused while a difference is unexplained."""
        with self._store.transaction():
            self._acting.require("close the day", Act.CLOSE_DAY)
            now = self._acting.now()
            book = self._book(when)
            end = day_end(book)
            if end.unexplained:
                raise Refused("close the day", f"Explain {len(end.unexplained)} differences first, or settle them")
            if end.standing is Standing.CLOSED:
                raise Refused("close the day", "It is closed already, and nothing has come since")
            payload: dict[str, object] = {
                "day": when.isoformat(),
                **end.balance.figures,
                "explained": len(end.differences),
                "facts": facts_digest(book),
                "heads": [
                    {"terminal_id": one.terminal_id, "incarnation": one.incarnation, "seq": one.seq, "hash": one.hash}
                    for one in chain_heads(book)[:MOST_HEADS]
                ],
            }
            self._acting.append(EventKind.DAY_CLOSED, "", payload, now)
            return day_end(self._book(when))

    # --- what the terminal notes by itself --------------------------------------------------------------------------

    def noted_lost(self) -> bool:
        """Whether the last note of the line says that central was lost."""
        with faults("read"):
            newest = self._store.ledger.latest_own_of(_CONTACT)
            return newest is not None and newest.kind is EventKind.CONTACT_LOST

    def note_contact(self, in_touch: bool, since: datetime, hub: bool) -> bool:
        """The line to central has been so since then: noted once it has lasted. Whether it was noted. Nobody's act."""
        lost = self.noted_lost()
        now = self._acting.now()
        due = note(in_touch, since, lost, now)
        if due is None:
            return False
        with self._store.transaction():
            payload: dict[str, object] = {"since": utc_text(due.since)}
            if due.kind is EventKind.CONTACT_LOST:
                payload["hub"] = hub
            self._acting.append(due.kind, "", payload, now, by="")
        return True

    def note_export(self, what: str, count: int) -> None:
        """So much is about to leave this terminal as a file. Whose act it is: nobody's where nobody is signed in."""
        with self._store.transaction():
            self._acting.append(EventKind.EXPORTED, "", {"what": what, "count": count}, self._acting.now())

    # --- the end of this terminal -----------------------------------------------------------------------------------

    def leaving(self) -> Leaving:
        """Whether central has signed for all that this terminal did, and whether it would leave early. Reads the whole file."""
        with faults("read"):
            return leaving(self._acting, self.end())

    def order_purge(self, reason: str = "") -> None:
        """This terminal is to be emptied: a supervisor's word, with a reason where the day is not over. The command does it."""
        with self._store.transaction():
            order_purge(self._acting, self.end(), reason)

    def _now(self) -> datetime:
        """By central's clock, as far as it is known: what times of states are compared with."""
        return self._acting.latest_corrected(self._acting.now())

    def _book(self, when: date) -> DayBook:
        roster, terminal, rows = self._store.roster, self._acting.terminal, self._store.day_rows
        store = roster.store(terminal.store)
        return DayBook(
            store=terminal.store,
            store_name=f"{store.name}, {store.city}" if store else "",
            zone=self._acting.here.zone(),
            date=when,
            now=self._now(),
            policy=self._acting.policy(),
            reservations=rows.reservations(),
            products=tuple(roster.products()),
            terminals=tuple(roster.terminals()),
            events=rows.events(),
            unsent=self._store.outbox.not_at_central(),
            made_at=terminal.terminal_id,
        )
