"""One terminal, put together: key store, database, desk and sync. The only place that knows how the parts are made.

No globals: what a part needs is passed in here. Screens and the scanner are added by `run.py`, which knows Qt's side.
"""

import logging
import secrets
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from kiosk.cli.config import Config
from kiosk.cli.contact import ContactNotes
from kiosk.cli.device import batch_signer
from kiosk.cli.enrol import kept_enrolment, kept_tokens, key_store
from kiosk.cli.hub_process import HubProcess, served_hub
from kiosk.cli.rekey import present_key
from kiosk.cli.report import Reporter
from kiosk.cli.standing_note import StandingNote, link_of, write
from kiosk.cli.withdrawal import interrupt_main, order, stand_by
from kiosk.desk import Desk, TerminalIdentity
from kiosk.domain.policy import Staff
from kiosk.domain.revocation import Revocation
from kiosk.domain.trust import from_base64url
from kiosk.dumps import forbid_dumps
from kiosk.errors import Fault
from kiosk.session import Session
from kiosk.store.listeners import Listeners
from kiosk.store.standpoint import Standpoint
from kiosk.store.store import Store
from kiosk.timepiece import SystemClock
from sync.discovery import Listening
from sync.http import Client
from sync.hubs import Hubs
from sync.revocation import RevocationWatch
from sync.runner import Runner
from sync.status import SyncStatus
from sync.terminal_keeper import TerminalKeeper
from sync.tokens import Tokens
from sync.wire import Enrolment
from ui.context import Place

log = logging.getLogger(__name__)
STOP_TIMEOUT_S = 5.0


class Terminal:
    """Open with `Terminal.open`, use `desk` through `store.worker.submit`, `close` at the end."""

    def __init__(
        self,
        config: Config,
        enrolment: Enrolment,
        store: Store,
        hub: HubProcess | None = None,
        tokens: Tokens | None = None,
        sign: Callable[[bytes], str] | None = None,
    ) -> None:
        self.config = config
        self.enrolment = enrolment
        self.store = store
        self.linked: Listeners[[SyncStatus]] = Listeners()
        """Told when the link to central changed."""
        clock = SystemClock()
        configured = None if config.signs_in else Staff(config.staff.id, frozenset(config.staff.roles))
        self.session = Session(configured)
        """Who stands here."""
        servers = config.servers or tuple(enrolment.servers)
        self.reporter = report = Reporter(store, config.folder)
        client = Client(servers, enrolment.store, tokens or enrolment.token, enrolment.ca_pem, report=report, sign=sign)
        self.hub_process = hub
        self._listening: Listening | None = None
        self.hubs = Hubs(store, client, enrolment.root_key, enrolment.receipt_key, pinned=bool(enrolment.ca_pem))
        self._withdrawing = threading.Lock()
        """Both channels of the sync may hear of it at once."""
        self._revoked = threading.Event()
        self.purge_ordered = False
        """A supervisor has said so, and it is in the ledger: whoever opened this terminal does it once it is closed."""
        self.on_purge: Callable[[], None] = interrupt_main
        self.on_withdrawn: Callable[[], None] = interrupt_main
        """Called once, on a thread of the sync, when central has withdrawn this terminal: whoever serves people ends then, and
        `close` does the rest."""
        watched = RevocationWatch(
            client, enrolment.terminal_id, enrolment.store, enrolment.receipt_key, self._withdrawn
        )
        self.runner = Runner(
            TerminalKeeper(store, enrolment.terminal_id),
            watched,
            clock,
            key_of=self.hubs.key_of,
            on_status=self.linked.tell,
        )
        identity = TerminalIdentity(
            enrolment.terminal_id,
            enrolment.name,
            enrolment.letter,
            enrolment.store,
            enrolment.launch,
            enrolment.root_key,
        )
        self.desk = Desk(
            store,
            clock,
            lambda: secrets.token_hex(16),
            identity,
            self.session.staff,
            self.runner.clock_offset_ms,
            self.session,
            from_base64url(enrolment.pin_pepper) if enrolment.pin_pepper else b"",
        )
        self._contact = ContactNotes(self.desk.closing, store.worker.submit, clock)
        self.linked.subscribe(self._contact.heard)
        report.noted = self._note_standing
        self._place = PlaceBoard(store, identity)
        store.on_change.subscribe(self._place.refresh)
        self.linked.subscribe(self._place.refresh)

    @classmethod
    def open(cls, config: Config) -> "Terminal":
        """Open this machine's terminal. Raises ConfigError or Fault with what to do."""
        keys = key_store(config)
        enrolment = kept_enrolment(keys)
        path = database_path(config, enrolment)
        forbid_dumps()
        stand_by(path, enrolment, keys)
        store = Store.open(path, present_key(keys, path), lambda: secrets.token_hex(16))
        if store.recovered is not None:
            log.warning("the database was moved aside: %s", store.recovered.hint)
        hub, tokens = served_hub(config.hub, config.folder, keys), kept_tokens(keys, enrolment)
        return cls(config, enrolment, store, hub, tokens, batch_signer(keys))

    def start_sync(self) -> None:
        """And the hub, where this machine is the one that runs it."""
        if self.hub_process is not None:
            self.hub_process.start()
            self.hubs.configured(self.hub_process.hub_id, self.hub_process.here)
        if self.config.hub.discover:
            self._discover()
        self._contact.start()
        self._contact.heard(self.runner.status())
        self.runner.start()

    def _discover(self) -> None:
        if not self.enrolment.ca_pem:
            log.warning("hubs are not looked for on the local network: this terminal was enrolled without an authority")
            return
        try:
            self._listening = Listening(self.enrolment.launch, self.enrolment.store, self.hubs.found)
        except Fault as fault:
            log.warning("hubs are not looked for on the local network: %s", fault)

    def place(self) -> Place:
        """The store as the roster names it now; never blocks."""
        return self._place.place

    def link_status(self) -> SyncStatus:
        return self.runner.status()

    def _note_standing(self) -> None:
        """For a `kiosk doctor` beside this kiosk. On the sync's thread."""
        if self._revoked.is_set():
            return
        standing, last = self.store.worker.submit(lambda: (self.desk.standing(), self.desk.doors.last())).result()
        readiness = last.readiness if last is not None else None
        link, written_at = link_of(self.runner.status()), datetime.now(UTC)
        write(self.config.folder, StandingNote(self.enrolment.terminal_id, written_at, standing, link, readiness))

    def purge(self) -> None:
        """Ends what serves people; on the GUI's thread."""
        self.purge_ordered = True
        self.on_purge()

    def _withdrawn(self, word: Revocation) -> None:
        with self._withdrawing:
            if self._revoked.is_set():
                return
            try:
                order(self.store.path, word)
            except Fault as fault:
                log.warning("central has withdrawn this terminal, and that cannot be noted: %s", fault)
                return  # central says so again
            self._revoked.set()
        log.warning("central has withdrawn this terminal")
        self.on_withdrawn()

    def close(self) -> None:
        """Raises Withdrawn, when everything is closed and wiped, if central has withdrawn this terminal meanwhile."""
        if self._listening is not None:
            self._listening.close()
        self.runner.stop()
        if not self.runner.join(STOP_TIMEOUT_S):
            log.warning("the sync did not stop within %g s", STOP_TIMEOUT_S)
        self._contact.stop()
        self._contact.join(STOP_TIMEOUT_S)
        self.store.close()
        if self.hub_process is not None:
            self.hub_process.stop()
        if self._revoked.is_set():
            stand_by(self.store.path, self.enrolment, key_store(self.config))

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class PlaceBoard:
    """The store's name and zone, read on the store's thread and kept for threads that must not wait."""

    def __init__(self, store: Store, terminal: TerminalIdentity) -> None:
        self._store = store
        self._number = terminal.store
        self._standpoint = Standpoint(store.roster, terminal.store, terminal.launch, terminal.root_key)
        self._asked = threading.Event()
        self.place = store.worker.submit(self._read).result()

    def refresh(self, *_news: object) -> None:
        """Read again soon; asked many times meanwhile is once."""
        if self._asked.is_set():
            return
        self._asked.set()
        try:
            self._store.worker.submit(self._reread)
        except RuntimeError:
            log.info("the store closed before its name was read again")

    def _reread(self) -> None:
        self._asked.clear()
        self.place = self._read()

    def _read(self) -> Place:
        names = {store.store: f"{store.name}, {store.city}" for store in self._store.roster.stores()}
        return Place(self._standpoint.zone(), names.get(self._number, ""), names)


def database_path(config: Config, enrolment: Enrolment) -> Path:
    """One file per enrolment, so that another launch's key never meets this file."""
    return config.folder / f"launch-{enrolment.launch}-{enrolment.terminal_id}.db"
