"""`kiosk purge`: the day is closed, central holds everything, and this terminal's data goes, key first.

Central itself is asked, past every hub, and its signed receipts decide. The purge is an event that central has before
anything is destroyed; what is left here is the note (`kiosk.store.withdrawal`), which is the proof.
"""

import secrets
import threading
import time
from datetime import UTC, datetime

from kiosk.cli.compose import Terminal
from kiosk.cli.config import Config
from kiosk.cli.device import batch_signer
from kiosk.cli.enrol import kept_enrolment, kept_tokens, key_store
from kiosk.cli.withdrawal import carry_out
from kiosk.domain.clock import utc_text
from kiosk.domain.event import EventKind
from kiosk.errors import Fault
from kiosk.store.ledger import Draft
from kiosk.store.store import Store
from kiosk.store.withdrawal import Missing, Note, Stage, Why, not_at_central, note_path, sealed_path, write_note
from kiosk.timepiece import SystemClock
from sync.http import Client
from sync.runner import Runner
from sync.status import LinkProblem
from sync.terminal_keeper import TerminalKeeper
from sync.wire import Enrolment

WHAT = "purge this terminal"
PATIENCE_S = 15.0
"""Without anything moving."""
LOOK_AGAIN_S = 0.1


def purge(config: Config, *, seal: bool, patience_s: float = PATIENCE_S) -> str:
    """What was done, for people. Raises Fault with what is missing; then nothing was changed that matters."""
    keys = key_store(config)
    papers = kept_enrolment(keys)
    if seal and not papers.sealing_key:
        hint = "Connect it to central and purge it without --seal"
        raise Fault(WHAT, hint, "this terminal was enrolled before central had a key to seal to")
    with Terminal.open(config) as terminal:
        path = terminal.store.path
        if not seal:
            _hand_over(terminal, patience_s)
    stage = Stage.ORDERED if seal else Stage.SEALED  # where central holds everything, nothing is left to seal
    at = utc_text(datetime.now(UTC))
    note = Note(Why.PURGED, papers.terminal_id, papers.store, at, papers.sealing_key, stage=stage)
    write_note(path, note)
    note = carry_out(path, note, papers, keys)
    sealed = (
        f" {note.events} events are sealed in {sealed_path(path).name}: carry it to central." if note.events else ""
    )
    return f"This terminal's data is destroyed; {note_path(path).name} is the proof.{sealed}"


def _hand_over(terminal: Terminal, patience_s: float) -> None:
    """Everything to central, then the word that it is purged. Raises Fault with what is missing."""
    store, papers = terminal.store, terminal.enrolment
    servers = terminal.config.servers or tuple(papers.servers)
    keys = key_store(terminal.config)
    runner = Runner(
        TerminalKeeper(store, papers.terminal_id),
        Client(servers, papers.store, kept_tokens(keys, papers), papers.ca_pem, sign=batch_signer(keys)),
        SystemClock(),
        key_of=lambda issuer: "" if issuer else papers.receipt_key,
    )
    runner.start()
    try:
        _wait(store, runner, patience_s)
        _refuse(store, runner)
        store.worker.submit(_say, store, papers).result()
        _wait(store, runner, patience_s)
        _refuse(store, runner)
    finally:
        runner.stop()
        runner.join(patience_s)


def _refuse(store: Store, runner: Runner) -> None:
    missing, status = _missing(store), runner.status()
    if missing.files:
        hint = "Take over what they know with `kiosk recover FILE`, then move them away; or purge with --seal"
        raise Fault(WHAT, hint, f"{missing.files} files were moved aside as unreadable")
    if not status.online:
        hint = "Connect it and do it again; or purge with --seal, and carry the sealed file to central"
        cause = status.problem if status.problem is not LinkProblem.NONE else "no answer"
        raise Fault(WHAT, hint, f"central was not reached ({cause}); {missing.events} events have no receipt of it")
    if missing:
        raise Fault(WHAT, "Wait, then do it again; or purge with --seal", f"{missing.events} events are not at central")


def _say(store: Store, papers: Enrolment) -> None:
    """On the store's thread. Once, however often it is tried."""
    if store.ledger.latest_own(EventKind.PURGED, 1):
        return
    now, why = datetime.now(UTC), {"why": str(Why.PURGED)}
    said = Draft(secrets.token_hex(16), papers.terminal_id, now, 0, 0, "", "", EventKind.PURGED, why)
    with store.transaction():
        store.ledger.append(said)


def _missing(store: Store) -> Missing:
    return store.worker.submit(not_at_central, store).result()


def _wait(store: Store, runner: Runner, patience_s: float) -> None:
    """Until central has signed for everything, or nothing has moved for so long."""
    pause, left, end = threading.Event(), None, 0.0
    while True:
        missing = _missing(store)
        if not missing and runner.status().online:
            return
        if left != missing.events:
            left, end = missing.events, time.monotonic() + patience_s
        if time.monotonic() > end:
            return
        pause.wait(LOOK_AGAIN_S)
