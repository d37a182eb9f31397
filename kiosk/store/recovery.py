"""A file that cannot be read is moved aside under a dated name, never deleted, and a person is told.

Database, WAL and shared memory move together and keep belonging together: `kiosk.damaged-20261122T090500Z.db` with
`...db-wal` is a database that a rescuer can open.
"""

import logging
import os
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

log = logging.getLogger(__name__)

SIDE_FILES = ("-wal", "-shm", "")
"""The database itself last: while it is there, an interrupted move is seen and finished at the next start."""


@dataclass(frozen=True, slots=True)
class Recovered:
    """The kiosk began with an empty file, because the one that was there could not be used."""

    at: datetime
    moved_to: tuple[Path, ...]
    reason: str

    @property
    def hint(self) -> str:
        """What happened and what to do, for people."""
        return (
            "The kiosk's file could not be read: it is damaged, or its key is not the one it was made with. The two cannot "
            f"be told apart. It was moved to {self.moved_to[-1].name} and nothing was deleted. The kiosk began with an "
            "empty one and fetches the day from central. Admissions that central had not received yet are only in the "
            "file moved aside: keep it; `kiosk recover` takes them over from it."
        )


def leftovers(path: Path) -> tuple[Path, ...]:
    """The database and its side files, as far as they are there."""
    return tuple(file for suffix in SIDE_FILES if (file := path.with_name(path.name + suffix)).exists())


def keep_wal(path: Path) -> Path | None:
    """A copy of the WAL that an unclean end left; None when there is none."""
    wal = path.with_name(f"{path.name}-wal")
    if not wal.exists() or not wal.stat().st_size:
        return None
    return Path(shutil.copy2(wal, path.with_name(f"{path.name}-wal-kept")))


def restore_wal(path: Path, kept: Path | None) -> None:
    """Put the copy in the WAL's place. Had it been written into the database already, writing it again changes nothing."""
    if kept is not None:
        kept.replace(path.with_name(f"{path.name}-wal"))


def move_aside(path: Path, reason: str) -> Recovered:
    """Rename what is there; raises OSError when even that fails (then nothing has been changed that matters)."""
    at = datetime.now(UTC)
    stem = f"{path.stem}.damaged-{at:%Y%m%dT%H%M%SZ}"
    name, count = f"{stem}{path.suffix}", 1
    while leftovers(path.with_name(name)):
        count += 1
        name = f"{stem}-{count}{path.suffix}"
    moved: list[Path] = []
    for suffix in SIDE_FILES:
        source = path.with_name(path.name + suffix)
        if source.exists():
            moved.append(source.rename(path.with_name(name + suffix)))
    sync_folder(path.parent)
    log.warning("database moved aside", extra={"file": name, "reason": reason})
    return Recovered(at, tuple(moved), reason)


def sync_folder(folder: Path) -> None:
    """Make renames in a folder survive a power cut (where the system can: Windows cannot open folders)."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def suspect_mark(path: Path) -> Path:
    """A file beside the database that says: an earlier run met damage, check all of it at the next start."""
    return path.with_name(path.name + "-suspect")
