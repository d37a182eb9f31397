"""A store's hall: the real central on loopback, and terminals with the real encrypted store and the real HTTP client."""

import json
import shutil
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import select

from central.database import Database
from central.roster import add_store, open_launch
from central.serve import ServedInThread
from central.tables import events
from central.terminals import enrol
from kiosk.domain.policy import Policy
from kiosk.domain.reservation import StoreRow
from kiosk.store.store import Store
from kiosk.timepiece import SystemClock
from sync.http import Client
from sync.hubs import Hubs
from sync.runner import Runner
from sync.status import SyncStatus
from sync.terminal_keeper import TerminalKeeper
from sync.wire import Enrolment
from tests.store.day import DB_KEY, token
from tests.store.ledgers import append, draft

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
STORE = 1
_tick = threading.Event()


def wait_until(holds: Callable[[], object], what: str, seconds: float = 30) -> None:
    """Returns as soon as it holds; a failure says what did not happen."""
    end = datetime.now(UTC) + timedelta(seconds=seconds)
    while not holds():
        assert datetime.now(UTC) < end, f"did not happen: {what}"
        _tick.wait(0.01)


class Hall:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.file = folder / "central.db"
        self._port = 0
        self._server: ServedInThread | None = None
        self._database: Database | None = None
        with Database(self.file) as database, database.write() as connection:
            open_launch(connection, 1, "First Light", NOW)
            add_store(connection, 1, StoreRow(STORE, "Rivoli", "Paris", "Europe/Paris"), Policy(), NOW)
        self.terminals: list[Terminal] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    def open(self) -> None:
        self._database = Database(self.file)
        self._server = ServedInThread(self._database, port=self._port)
        self._port = urlsplit(self._server.__enter__()).port or 0

    def shut(self) -> None:
        """Central is gone, as when its machine is off."""
        if self._server is not None:
            self._server.stop()
            self._server = None
        if self._database is not None:
            self._database.close()
            self._database = None

    def close(self) -> None:
        for terminal in self.terminals:
            terminal.close()
        self.shut()

    def keep_backup(self) -> None:
        """While it is shut: the WAL has gone into the file then."""
        assert self._database is None
        shutil.copy(self.file, self.folder / "backup.db")

    def restore_backup(self) -> None:
        for suffix in ("", "-wal", "-shm"):
            self.file.with_name(self.file.name + suffix).unlink(missing_ok=True)
        shutil.copy(self.folder / "backup.db", self.file)
        with Database(self.file) as database:
            database.new_epoch()

    def enrol(self, name: str) -> Enrolment:
        with Database(self.file) as database, database.write() as connection:
            return enrol(connection, STORE, name, [self.url], NOW)

    def terminal(self, name: str) -> "Terminal":
        one = Terminal(self.enrol(name), self.folder / f"{name}.db")
        self.terminals.append(one)
        return one

    def held(self, terminal_id: str) -> list[dict[str, Any]]:
        """What central holds of a terminal, in its order, its stored rejections included."""
        with Database(self.file) as database, database.read() as connection:
            rows = connection.execute(
                select(events.c.wire)
                .where(events.c.terminal_id == terminal_id)
                .order_by(events.c.incarnation, events.c.seq)
            )
            return [json.loads(wire) for wire in rows.scalars()]


class Terminal:
    def __init__(self, papers: Enrolment, file: Path) -> None:
        self.papers = papers
        self.file = file
        self.told: list[SyncStatus] = []
        self.store: Store | None = None
        self.runner: Runner | None = None

    def open(self) -> Store:
        self.store = Store.open(self.file, DB_KEY, token)
        return self.store

    def start(self, **changes: Any) -> Runner:
        store = self.store or self.open()
        papers = replace(self.papers, **changes)
        self.client = Client(papers.servers, papers.store, papers.token, papers.ca_pem)
        self.hubs = Hubs(store, self.client, papers.root_key, papers.receipt_key)
        self.runner = Runner(
            TerminalKeeper(store, papers.terminal_id),
            self.client,
            SystemClock(),
            key_of=self.hubs.key_of,
            on_status=self.told.append,
        )
        self.runner.start()
        return self.runner

    def act(self, count: int = 1) -> list[dict[str, Any]]:
        assert self.store is not None
        made: Sequence[Any] = append(self.store, *(draft(one, self.papers.terminal_id) for one in range(count)))
        return [event.to_wire() for event in made]

    def ask(self, what: Callable[..., Any], *args: Any) -> Any:
        assert self.store is not None
        return self.store.worker.submit(what, *args).result(30)

    def unsent(self) -> int:
        assert self.store is not None
        return self.ask(self.store.outbox.count)

    def complete(self) -> bool:
        assert self.store is not None
        return self.ask(self.store.replica.copy).complete

    def knows(self, event_id: str) -> bool:
        assert self.store is not None
        return self.ask(self.store.ledger.event, event_id) is not None

    def stop(self) -> None:
        if self.runner is not None:
            self.runner.stop()
            assert self.runner.join(10), "a thread of the sync did not end"
            self.runner = None

    def close(self) -> None:
        self.stop()
        if self.store is not None:
            self.store.close()
            self.store = None
