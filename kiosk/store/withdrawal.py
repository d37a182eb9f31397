"""A terminal is withdrawn: what is decided, how far it has come, and the destroying of its files.

The note beside the database is written before anything else and tells each start where to go on. It is the proof
afterwards, and holds nothing of a customer. Sealing comes before destroying: `kiosk.cli.withdrawal` keeps that order.
"""

import logging
import os
import shutil
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import msgspec

from kiosk.domain.revocation import Revocation
from kiosk.errors import Fault
from kiosk.store.ledger import Draft
from kiosk.store.recovery import sync_folder
from kiosk.store.rescue import salvage, take_over
from kiosk.store.store import Store

log = logging.getLogger(__name__)

_NAMED = str.maketrans("", "", ":-.")


class Why(StrEnum):
    REVOKED = "revoked"
    PURGED = "purged"


class Stage(StrEnum):
    ORDERED = "ordered"
    """Nothing was done yet: the events are not sealed."""
    SEALED = "sealed"
    """What was owed lies in the sealed file, or nothing was: key and files may go."""
    DONE = "done"


class Note(msgspec.Struct, frozen=True):
    """Instants as `utc_text` writes them."""

    why: Why
    terminal_id: str
    store: int
    ordered_at: str
    sealing_key: str
    revocation: Revocation | None = None
    """Central's signed word, where that was the reason."""
    stage: Stage = Stage.ORDERED
    events: int = 0
    """In the sealed file."""
    unsent: int = 0
    """Of these, how many central had not acknowledged."""
    sealed_sha256: str = ""
    unreadable: int = 0
    """Files moved aside, of which not even the first page could be read; -1: the database's own key was gone."""
    done_at: str = ""


@dataclass(frozen=True, slots=True)
class Owed:
    """All that this terminal did, as it travels, and how much of it central is not known to hold."""

    events: list[dict[str, Any]]
    unsent: int
    unreadable: int


@dataclass(frozen=True, slots=True)
class Missing:
    """What central has not signed for. False when that is nothing."""

    events: int
    files: int
    """Moved aside as unreadable: they may know what nobody else does."""

    def __bool__(self) -> bool:
        return bool(self.events or self.files)


def not_at_central(store: Store) -> Missing:
    """On the store's thread."""
    return Missing(store.outbox.not_at_central(), len(_moved_aside(store.path)))


def archive_note(database: Path, note: Note) -> None:
    """The proof stays under a dated name, and the terminal may serve again. Raises Fault."""
    file = note_path(database)
    try:
        file.rename(file.with_name(f"{database.stem}.withdrawal-{note.done_at.translate(_NAMED)}.json"))
        sync_folder(file.parent)
    except OSError as error:
        raise Fault("keep the proof", "Check the folder's permissions, then start the kiosk", error) from error


def note_path(database: Path) -> Path:
    return database.with_name(f"{database.stem}.withdrawal.json")


def sealed_path(database: Path) -> Path:
    return database.with_name(f"{database.stem}.sealed")


def read_note(database: Path) -> Note | None:
    """None: this terminal is not withdrawn. Raises Fault for a note that cannot be read: it may be."""
    try:
        return msgspec.json.decode(note_path(database).read_bytes(), type=Note)
    except FileNotFoundError:
        return None
    except (OSError, msgspec.DecodeError) as error:
        hint = "Give this terminal to a supervisor: the note of its withdrawal is there and cannot be read"
        raise Fault("read the withdrawal", hint, error) from error


def write_note(database: Path, note: Note) -> None:
    """Durable when it returns. Raises Fault."""
    write_whole(note_path(database), msgspec.json.format(msgspec.json.encode(note), indent=1) + b"\n")


def write_whole(file: Path, content: bytes) -> None:
    """The file has its name only when it is whole and on the disk. Raises Fault."""
    new = file.with_name(file.name + ".new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with new.open("wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        new.replace(file)
        sync_folder(file.parent)
    except OSError as error:
        raise Fault(
            "withdraw this terminal", "Check the disk and its free space, then start the kiosk", error
        ) from error


def owed(store: Store, key: bytes, said: Draft) -> Owed:
    """On the store's thread. Notes the withdrawal in the ledger (`said`, once), takes over what files moved aside still
    know, and gives out every event of this terminal that is here, in the order of its lives: also those that a hub or
    central has acknowledged, so that no gap is in the file, and none is lost with them. Raises Fault."""
    unreadable = 0
    for file in _moved_aside(store.path):
        try:
            take_over(store, salvage(file, key).events, said.terminal_id)
        except Fault:
            log.warning("%s could not be read before it was destroyed", file.name, exc_info=True)
            unreadable += 1
    if not store.ledger.latest_own(said.kind, 1):
        with store.transaction():
            store.ledger.append(said)
    lives = store.lives.all()
    events = [event.to_wire() for life in lives for event in store.ledger.made_from(life.incarnation, 1)]
    return Owed(events, store.outbox.count(), unreadable)


def destroy(database: Path) -> None:
    """The database, its side files and every copy that ever lay beside it. Again does no harm. Raises Fault."""
    kept = {note_path(database), sealed_path(database)}
    try:
        for file in sorted(database.parent.glob(f"{database.stem}*")):
            if file not in kept and file.is_file():
                file.unlink()
        for folder in database.parent.glob("rescue-*"):
            shutil.rmtree(folder)
        sync_folder(database.parent)
    except OSError as error:
        raise Fault("destroy the database", "Check the folder's permissions, then start the kiosk", error) from error


def _moved_aside(database: Path) -> list[Path]:
    return sorted(database.parent.glob(f"{database.stem}.damaged-*{database.suffix}"))
