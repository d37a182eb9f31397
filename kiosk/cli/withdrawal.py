"""A terminal leaves: what it owes is sealed for central, then its key and its files are destroyed, and it stays out of service.

Every step is noted before the next begins, so that a start after a crash goes on where it was. Nothing is destroyed before
what only this machine knows lies sealed on its disk.
"""

import hashlib
import logging
import secrets
import signal
import threading
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec

from kiosk.cli.enrol import NAME, TOKENS
from kiosk.cli.rekey import present_key
from kiosk.cli.standing_note import forget
from kiosk.domain.clock import utc_text
from kiosk.domain.event import EventKind
from kiosk.domain.revocation import Revocation
from kiosk.domain.sealed_events import seal
from kiosk.errors import Fault, KioskError
from kiosk.store.ledger import Draft
from kiosk.store.recovery import leftovers
from kiosk.store.store import Store
from kiosk.store.withdrawal import (
    Note,
    Stage,
    Why,
    archive_note,
    destroy,
    owed,
    read_note,
    sealed_path,
    write_note,
    write_whole,
)
from sync.credentials import DATABASE_KEY, KeyStore, destroy_database_key
from sync.wire import Enrolment

log = logging.getLogger(__name__)


class Withdrawn(KioskError):
    """This terminal is out of service for good, until it is enrolled anew."""

    def __init__(self, note: Note, unfinished: KioskError | None = None) -> None:
        self.note = note
        rest = f" It is not finished: {unfinished}" if unfinished else ""
        super().__init__(f"This terminal was withdrawn. Give it to a supervisor.{rest}")


def order(path: Path, word: Revocation) -> None:
    """Central has said so. Durable when it returns; what was ordered before stands. Raises Fault."""
    if read_note(path) is None:
        at = utc_text(datetime.now(UTC))
        write_note(path, Note(Why.REVOKED, word.terminal_id, word.store, at, word.sealing_key, word))


def stand_by(path: Path, papers: Enrolment, keys: KeyStore) -> None:
    """Returns where this terminal is in service. Else carries out what is left of its withdrawal, and raises Withdrawn."""
    note = read_note(path)
    if note is None:
        return
    if note.stage is Stage.DONE and note.why is Why.PURGED and papers.token:
        archive_note(path, note)  # it was enrolled anew since: the purge took the token as well
        return
    try:
        note = carry_out(path, note, papers, keys)
    except KioskError as error:
        log.warning("the withdrawal is not finished: %s", error)
        raise Withdrawn(note, error) from error
    raise Withdrawn(note)


def carry_out(path: Path, note: Note, papers: Enrolment, keys: KeyStore) -> Note:
    """What is left to do, in its order. Raises KioskError; then a later call goes on."""
    if note.stage is Stage.ORDERED:
        note = _sealed(path, note, papers, keys)
        write_note(path, note)
        log.warning("withdrawn: %d events are sealed, %d of them unsent", note.events, note.unsent)
    if note.stage is Stage.SEALED:
        destroy_database_key(keys)
        _forget_tokens(papers, keys)
        destroy(path)
        forget(path.parent)
        note = msgspec.structs.replace(note, stage=Stage.DONE, done_at=utc_text(datetime.now(UTC)))
        write_note(path, note)
        log.warning("withdrawn: key and database are destroyed")
    return note


def interrupt_main() -> None:
    """Ends whatever command runs without a window, also one that waits for input."""
    main = threading.main_thread().ident
    if hasattr(signal, "pthread_kill") and main is not None:
        signal.pthread_kill(main, signal.SIGINT)
    else:
        signal.raise_signal(signal.SIGINT)


def _sealed(path: Path, note: Note, papers: Enrolment, keys: KeyStore) -> Note:
    """The sealed file, and the note that says what is in it."""
    if not leftovers(path):
        return msgspec.structs.replace(note, stage=Stage.SEALED)
    if keys.get(DATABASE_KEY) is None:  # nobody can read it any more, and we have not destroyed it: that is what we say
        return msgspec.structs.replace(note, stage=Stage.SEALED, unreadable=-1)
    key = present_key(keys, path)
    store = Store.open(path, key, lambda: secrets.token_hex(16))
    try:
        now = datetime.now(UTC)
        kind = EventKind.PURGED if note.why is Why.PURGED else EventKind.WITHDRAWN
        said = Draft(secrets.token_hex(16), papers.terminal_id, now, 0, 0, "", "", kind, {"why": str(note.why)})
        found = store.worker.submit(owed, store, key, said).result()
    finally:
        store.close()
    content = _content(note, found.events, _tokens(papers, keys))
    write_whole(sealed_path(path), content)
    return msgspec.structs.replace(
        note,
        stage=Stage.SEALED,
        events=len(found.events),
        unsent=found.unsent,
        sealed_sha256=hashlib.sha256(content).hexdigest(),
        unreadable=found.unreadable,
    )


def _content(note: Note, events: Sequence[dict[str, Any]], tokens: Sequence[str]) -> bytes:
    try:
        return seal(events, note.terminal_id, note.store, utc_text(datetime.now(UTC)), tokens, note.sealing_key)
    except ValueError as error:
        raise Fault("seal the events", "Give this terminal to a supervisor: central's key is none", error) from error


def _tokens(papers: Enrolment, keys: KeyStore) -> list[str]:
    """All that central may know this terminal by."""
    try:
        since = msgspec.json.decode(keys.get(TOKENS) or "[]", type=list[str])
    except msgspec.DecodeError:
        since = []
    return [*since, papers.token]


def _forget_tokens(papers: Enrolment, keys: KeyStore) -> None:
    """What is left of the enrolment tells which terminal this was, and opens nothing."""
    keys.forget(TOKENS)
    keys.set(NAME, msgspec.json.encode(replace(papers, token="", pin_pepper="")).decode())
