"""The terminal's memory as one object: opens the file (or recovers from one that cannot be), hands out its parts.

`transaction` is the only way to write. Everything but `open`, `close` and subscribing to `on_commit` and `on_change`
runs on the store's thread: `store.worker.submit(...)`.
"""

import logging
import os
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

from kiosk.domain.state import FOLD_VERSION
from kiosk.errors import Fault
from kiosk.store import checks
from kiosk.store.attendance import Attendance
from kiosk.store.audit import Audit
from kiosk.store.conflicts import Conflicts
from kiosk.store.database import Database, DatabaseError, faults, is_damage, open_database
from kiosk.store.day_rows import DayRows
from kiosk.store.demand import DEMAND_VERSION, Demand
from kiosk.store.event_rows import EventRows
from kiosk.store.facts import Facts
from kiosk.store.forks import Forks
from kiosk.store.keying import note_key, require_key
from kiosk.store.ledger import Ledger
from kiosk.store.listeners import Listeners
from kiosk.store.lives import Lives
from kiosk.store.migrations import migrate
from kiosk.store.moves import Moves
from kiosk.store.outbox import Outbox
from kiosk.store.recovery import (
    Recovered,
    keep_wal,
    leftovers,
    move_aside,
    restore_wal,
    suspect_mark,
    sync_folder,
)
from kiosk.store.replica import Replica
from kiosk.store.roster import Roster
from kiosk.store.shelves import Shelves
from kiosk.store.worker import Worker

log = logging.getLogger(__name__)

CLOSE_TIMEOUT_S = 10.0
_OPENING = "open the database"


class Store:
    """Make one with `Store.open`."""

    def __init__(
        self,
        worker: Worker,
        db: Database,
        path: Path,
        recovered: Recovered | None,
        new_incarnation: Callable[[], str],
        *,
        unclean: bool = False,
    ) -> None:
        self.worker = worker
        self.path = path
        self.recovered = recovered
        """Set when the file found could not be used and an empty one was begun; `.hint` says so to people."""
        self.facts = Facts(db)
        self.lives = Lives(db, new_incarnation)
        self.ledger = Ledger(db, self.facts, self.lives)
        self.roster = Roster(db)
        self.moves = Moves(db, self.ledger)
        self.forks = Forks(db, self.lives, self.ledger, self.transaction, new_incarnation)
        self.conflicts = Conflicts(db, self.facts, self.ledger, self.transaction)
        event_rows = EventRows(db, self.lives, self.ledger, self.forks, self.conflicts)
        self._audit = Audit(db, self.facts, self.transaction)
        self._demand = Demand(db)
        self.day_rows = DayRows(db)
        self.attendance = Attendance(db, self.ledger, self._demand)
        self.shelves = Shelves(db, self.ledger, self.roster)
        self.replica = Replica(db, self.facts, event_rows, self.roster, self._demand, self.transaction)
        self.outbox = Outbox(db, self.ledger, self.lives, self.forks, self.facts, self.transaction)
        self._db = db
        self._written = True
        self.on_commit: Listeners[[]] = Listeners()
        """Called after each commit that wrote own events: sync has something to send."""
        self.on_change: Listeners[[frozenset[str]]] = Listeners()
        """Called after each commit that changed reservations (with their ids, an empty one for what concerns none: a count of
        the stock, an incident) or other rows of the roster (no ids)."""
        # A WAL that was spoiled after an unclean end can leave pages of different ages, each of them sound: an older state
        # would admit somebody twice. Read first, because a start must not need room on the disk.
        stale = unclean and not (self.ledger.is_followed() and self._demand.is_right())
        if stale or not self.lives.any() or not self._is_of_this_version():
            with self.transaction():
                self._settle_in()
        self.on_change.subscribe(self.attendance.changed)
        self.on_change.subscribe(self.shelves.changed)
        worker.when_idle = self._tidy

    @classmethod
    def open(
        cls, path: Path, key: bytes, new_incarnation: Callable[[], str], *, worker: Worker | None = None
    ) -> "Store":
        """Open or create the encrypted file; the thread it starts owns the connection until `close`.

        `worker`: a started one of another kind, e.g. without a thread.

        A file that cannot be read is moved aside (`recovered`). Raises Fault when the environment does not let us: no
        SQLCipher, another kiosk on the same file, folder not writable, disk full, a file of a newer kiosk.
        """
        worker = worker or Worker()

        def build() -> Store:
            with faults(_OPENING):
                db, recovered, unclean = _opened(path, key)
                try:
                    return cls(worker, db, path, recovered, new_incarnation, unclean=unclean)
                except BaseException:
                    db.close()
                    raise

        try:
            return worker.submit(build).result()
        except OSError as error:
            worker.stop()
            raise Fault(_OPENING, f"Check the folder {path.parent.name} and its permissions", error) from error
        except BaseException:
            worker.stop()
            worker.join(CLOSE_TIMEOUT_S)
            raise

    @property
    def incarnation(self) -> str:
        """The present life of this database; on the store's thread."""
        return self.ledger.incarnation()

    @contextmanager
    def transaction(self) -> Generator[set[str]]:
        """One act: all of it or nothing, durable when the block has ended. Put the ids of reservations it changes into
        the set. Raises NotSaved (rolled back; the next act works as soon as the disk does). Tells the listeners."""
        changed: set[str] = set()
        before = self.ledger.written
        rows_before = self.roster.version
        try:
            with faults("save", self._suspect), self._db.atomic():
                yield changed
        except BaseException:
            self.roster.forget()
            self.ledger.forget()
            self.lives.forget()
            raise
        self._written = True
        if self.ledger.written != before:
            self.on_commit.tell()
        if changed or self.roster.version != rows_before:
            self.on_change.tell(frozenset(changed))

    def close(self) -> None:
        """Finish what was asked for, empty the WAL, let the file go. Safe to call twice."""
        try:
            closing = self.worker.submit(self._db.close)
        except RuntimeError:
            return
        self.worker.stop()
        try:
            closing.result(CLOSE_TIMEOUT_S)
        finally:
            self.worker.join(CLOSE_TIMEOUT_S)

    def _is_of_this_version(self) -> bool:
        return self.facts.number("fold") == FOLD_VERSION and self.facts.number("demand") == DEMAND_VERSION

    def _settle_in(self) -> None:
        """A new file, one whose pages do not fit together, or whose states another version of the kiosk has folded."""
        if not self.lives.any():
            self.lives.begin()
        self.ledger.refold_all()
        self.ledger.recount_calls()
        self.conflicts.forget_all()
        self.conflicts.refresh()
        self.facts.put("fold", FOLD_VERSION)
        self._demand.recount()
        self.facts.put("demand", DEMAND_VERSION)

    def _tidy(self) -> None:
        """What can wait, while nobody does: some rows of the copy are looked at again, conflicts in what was done here are
        found, and what was written moves from the WAL to its place."""
        try:
            self._audit.step()
            if self._written:
                self.conflicts.catch_up()
                self.shelves.stock()
        except (Fault, DatabaseError):
            log.info("copy and conflicts could not be looked after now", exc_info=True)
        if not self._written:
            return
        self._written = False
        try:
            self._db.conn.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
        except DatabaseError:
            log.info("the WAL could not be emptied now", exc_info=True)

    def _suspect(self) -> None:
        suspect(self.path)


def suspect(path: Path) -> None:
    """Have the whole file checked at the next start."""
    try:
        suspect_mark(path).touch()
    except OSError:
        log.warning("cannot mark the database for a whole check", exc_info=True)


def _opened(path: Path, key: bytes) -> tuple[Database, Recovered | None, bool]:
    """A connection to a sound file at `path`, what was moved aside for it, and whether its last end was unclean."""
    path.parent.mkdir(parents=True, exist_ok=True)
    for place in (path.parent, path):
        if place.exists() and not os.access(place, os.W_OK):
            raise Fault(
                _OPENING, f"Check the permissions of {place.name}: the kiosk must be able to write there", "read-only"
            )
    require_key(path, key)
    mark = suspect_mark(path)
    reason = ""
    if path.exists() and path.stat().st_size:
        # SQLite deletes a WAL it cannot use when it closes. What a crash left there may be all that a rescuer has.
        kept = keep_wal(path)
        db, reason = _sound(path, key, suspect=mark.exists())
        if db is not None:
            try:
                if kept is not None:
                    kept.unlink()
                mark.unlink(missing_ok=True)
            except BaseException:
                db.close()  # else the next attempt finds the file held by this one
                raise
            note_key(path, key)
            return db, None, kept is not None
        restore_wal(path, kept)
    elif leftovers(path):
        reason = "the file is empty" if path.exists() else "only side files of a database are there"
    recovered = move_aside(path, reason) if reason else None
    mark.unlink(missing_ok=True)
    _create(path, key)
    note_key(path, key)
    return open_database(path, key), recovered, False


def _sound(path: Path, key: bytes, suspect: bool) -> tuple[Database | None, str]:
    """The connection if the file can be trusted, else why not. Raises for whatever is not the content's fault."""
    db: Database | None = None
    try:
        db = open_database(path, key)
        checks.engine_fits(db)
        checks.pragmas_hold(db)
        problem = checks.damage(db, path, suspect)
        if not problem:
            migrate(db)
            return db, ""
    except DatabaseError as error:
        if db is not None:
            db.close()
        if not is_damage(error):
            raise
        return None, str(error)
    except BaseException:
        if db is not None:
            db.close()
        raise
    db.close()
    return None, problem


def _create(path: Path, key: bytes) -> None:
    """A new file takes its name only when it is whole: a power cut in between leaves nothing that looks damaged."""
    new = path.with_name(f"{path.name}.new")
    for file in leftovers(new):
        file.unlink()  # of an attempt that was cut short: it has never held anything
    db = open_database(new, key)
    try:
        checks.engine_fits(db)
        checks.pragmas_hold(db)
        migrate(db)
        db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        db.close()
    new.rename(path)
    sync_folder(path.parent)
