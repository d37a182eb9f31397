"""How a running kiosk stands, in a small file beside its database, for a `kiosk doctor` that cannot open that database.

Figures only: nothing of a customer. Written about twice a minute; one that is old says nothing any more.
"""

import logging
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from kiosk.domain.doors.finding import Readiness
from kiosk.domain.doors.memory import Link, Standing
from sync.status import SyncStatus

FILE = "standing.json"
FRESH = timedelta(minutes=3)
"""The sync asks for the feed at least once a minute, and writes it before each question."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class StandingNote:
    terminal_id: str
    written_at: datetime
    """By this machine's clock."""
    standing: Standing
    link: Link
    last: Readiness | None
    """What people have signed here last."""


def link_of(status: SyncStatus) -> Link:
    relay = status.relay
    return Link(
        online=status.online,
        problem=str(status.problem),
        offset_ms=status.clock_offset_ms,
        relayed=status.online and relay is not None,
        hub_online=relay is None or relay.online,
        hub_holds=relay.unsent if relay is not None else 0,
    )


def write(folder: Path, note: StandingNote) -> None:
    """That it could not be written stops nobody from working."""
    try:
        unfinished = folder / (FILE + ".new")
        unfinished.write_bytes(msgspec.json.encode(note))
        unfinished.replace(folder / FILE)
    except OSError as error:
        log.info("the standing could not be noted: %s", error)


def read(folder: Path, terminal_id: str, now: datetime | None = None) -> StandingNote | None:
    """None: there is none, it is another terminal's, too old, or not readable."""
    try:
        note = msgspec.json.decode((folder / FILE).read_bytes(), type=StandingNote)
    except (OSError, msgspec.DecodeError, ValueError) as error:
        log.info("no standing is noted: %s", error)
        return None
    fresh = abs((now or datetime.now(UTC)) - note.written_at) <= FRESH
    return note if fresh and note.terminal_id == terminal_id else None


def forget(folder: Path) -> None:
    """The terminal leaves. That it could not be deleted holds up nothing: there are figures in it, and nobody's."""
    try:
        (folder / FILE).unlink(missing_ok=True)
    except OSError as error:
        log.info("the standing that was noted stays: %s", error)
