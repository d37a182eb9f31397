"""What can still be read in a file that was moved aside: acts that central never received, and only that file knows.

Reads a copy and leaves the file as it is. Every event is believed only if its own seal holds. Taking over seals the acts
again, in the present file's own chain and under their own ids, so that sending one that central holds after all changes
nothing. `recovery.py` is what moved the file aside.
"""

import logging
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from kiosk.domain.event import Event
from kiosk.errors import Fault
from kiosk.store.database import Database, DatabaseError, is_damage, open_database
from kiosk.store.ledger import Draft, read_event
from kiosk.store.recovery import SIDE_FILES
from kiosk.store.store import Store

log = logging.getLogger(__name__)

_OPERATION = "read the file moved aside"
_FARTHEST = 1 << 24
"""So far behind an unreadable page the next readable one is looked for, in rows."""


@dataclass(frozen=True, slots=True)
class Salvage:
    events: tuple[Event, ...]
    """All that could be read and whose seal holds, oldest first, whoever made them."""
    unreadable: int
    """Rows that are there and cannot be believed."""

    def missing(self, terminal_id: str) -> int:
        """Numbers of this terminal's sequences below the last readable one that nothing readable stands in. What lay behind
        that one is counted in `unreadable`, as far as an index still knows of it."""
        seqs: defaultdict[str, set[int]] = defaultdict(set)
        for event in self.events:
            if event.terminal_id == terminal_id:
                seqs[event.incarnation].add(event.seq)
        return sum(max(there) - len(there) for there in seqs.values())


def salvage(file: Path, key: bytes) -> Salvage:
    """Read a database moved aside, with its WAL. Raises Fault when not even its first page can be read with this key."""
    if not file.is_file():
        raise Fault(
            _OPERATION, "Check the path: it is the file ending in .db that the kiosk named", f"no file {file.name}"
        )
    try:
        # Beside the original: what is encrypted there stays encrypted here, on the same disk.
        with tempfile.TemporaryDirectory(prefix="rescue-", dir=file.parent) as folder:
            copy = Path(folder) / file.name
            for suffix in SIDE_FILES:
                if (side := file.with_name(file.name + suffix)).exists():
                    shutil.copy2(side, copy.with_name(copy.name + suffix))
            return _read(_Reader(copy, key))
    except OSError as error:
        raise Fault(_OPERATION, f"Check the disk and the permissions of {file.parent.name}", error) from error


def _read(reader: "_Reader") -> Salvage:
    events: list[Event] = []
    unreadable = 0
    try:
        for body in reader.bodies():
            try:
                event = read_event(body)
            except (ValueError, msgspec.DecodeError):
                unreadable += 1
                continue
            if event.hash == event.expected_hash():
                events.append(event)
            else:
                unreadable += 1
        unreadable += reader.behind()
    finally:
        reader.close()
    events.sort(key=lambda event: (event.occurred_at, event.incarnation, event.seq))
    return Salvage(tuple(events), unreadable)


class _Reader:
    """Rows of `event` around pages that cannot be read."""

    def __init__(self, path: Path, key: bytes) -> None:
        self._path = path
        self._key = key
        self._last = 0
        self._broken_off = False
        try:
            self._db: Database = open_database(path, key)
        except DatabaseError as error:
            hint = "Its first page is damaged, or this terminal's key is not the one it was made with: call support"
            raise Fault(_OPERATION, hint, error) from error

    def bodies(self) -> Iterator[bytes]:
        at: int | None = 0
        while at is not None:
            try:
                row = self._first_from(at)
            except DatabaseError as error:
                at = self._past(at, error)
                continue
            if row is None:
                return
            yield row[1]
            self._last = row[0]
            at = row[0] + 1
        self._broken_off = True

    def behind(self) -> int:
        """Rows behind the last that could be read, when reading broke off there; 1 where not even an index tells."""
        if not self._broken_off:
            return 0
        try:
            return int(
                self._db.conn.execute(
                    "SELECT count(*) FROM event INDEXED BY event_made WHERE made_here = 1 AND id > ?", [self._last]
                ).fetchone()[0]
            )
        except DatabaseError:
            return 1

    def _first_from(self, at: int) -> tuple[int, bytes] | None:
        row = self._db.conn.execute("SELECT id, body FROM event WHERE id >= ? ORDER BY id LIMIT 1", [at]).fetchone()
        return None if row is None else (int(row[0]), bytes(row[1]))

    def _past(self, at: int, error: BaseException) -> int | None:
        """The first row number behind an unreadable page; None when nothing more can be read."""
        if not is_damage(error):
            raise Fault(_OPERATION, "Check the disk, then do it again", error) from error
        step = 1
        while not self._readable(at + step):
            step *= 2
            if step > _FARTHEST:
                return None
        low, high = at + step // 2, at + step
        while low + 1 < high:
            middle = (low + high) // 2
            low, high = (low, middle) if self._readable(middle) else (middle, high)
        return high

    def _readable(self, at: int) -> bool:
        # A connection that has met one page with a wrong check sum reads nothing any more.
        self.close()
        self._db = open_database(self._path, self._key)
        try:
            self._first_from(at)
        except DatabaseError:
            self.close()
            self._db = open_database(self._path, self._key)
            return False
        return True

    def close(self) -> None:
        self._db.close()


def take_over(store: Store, events: Iterable[Event], terminal_id: str) -> int:
    """Seal again what this terminal did and the present file does not know; how many. On the store's thread.

    Only into a copy that has been proven whole: then whatever central holds is known here, and what is not known here
    central never received. Raises NotSaved.
    """
    taken = 0
    with store.transaction() as changed:
        for event in events:
            if event.terminal_id != terminal_id or store.ledger.event(event.event_id) is not None:
                continue
            store.ledger.append(
                Draft(
                    event_id=event.event_id,
                    terminal_id=event.terminal_id,
                    occurred_at=event.occurred_at,
                    monotonic_ms=event.monotonic_ms,
                    clock_offset_ms=event.clock_offset_ms,
                    staff_id=event.staff_id,
                    reservation_id=event.reservation_id,
                    kind=event.kind,
                    payload=event.payload,
                )
            )
            if event.reservation_id:
                changed.add(event.reservation_id)
            taken += 1
    return taken
