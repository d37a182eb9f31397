"""One terminal: the real store on a real file, the real desk, the real engine and its hands. It can die at any commit."""

from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any, TypeVar

from kiosk.answers import CheckIn
from kiosk.desk import Desk, TerminalIdentity
from kiosk.domain.clock import to_millis
from kiosk.domain.event import Event, EventKind
from kiosk.domain.policy import Role, Staff
from kiosk.errors import Fault, Refused
from kiosk.store.ledger import Draft, read_event
from kiosk.store.store import Store
from sync.hubs import Hubs
from sync.terminal_keeper import TerminalKeeper
from sync.wire import Enrolment
from tests.simulation.day import DB_KEY, LAUNCH, STORE, URL
from tests.simulation.disk import Disk, Image, PowerCut, mounted
from tests.simulation.inline import InlineWorker
from tests.simulation.message import Reader
from tests.simulation.network import Line, Network
from tests.simulation.story import Story, Violated
from tests.simulation.synced import Synced, Time

T = TypeVar("T")
EVERYBODY = frozenset(Role)


class Terminal(Synced):
    def __init__(
        self,
        name: str,
        papers: Enrolment,
        image: Image,
        folder: Path,
        time: Time,
        network: Network,
        story: Story,
        chance: Random,
        committed: Callable[["Terminal", Event], None],
        confirmed: Callable[["Terminal", str], None],
    ) -> None:
        super().__init__(name, time, network, story, chance)
        self.papers = papers
        self.image = image
        """What lies on its disk while it is off."""
        self.revoked = False
        self._folder = folder
        self._boots = 0
        self._committed = committed
        self._confirmed = confirmed
        self.boot()

    # --- its life -----------------------------------------------------------------------------------------------------

    def boot(self) -> None:
        self._boots += 1
        path = self._folder / f"{self.name}-{self._boots}.db"
        self.image.write(path)
        self.disk = Disk(path)
        self.clock.started_ms = self._time.ms
        with mounted(self.disk):
            self.store = Store.open(path, DB_KEY, self._new_id, worker=InlineWorker())
        if self.store.recovered is not None:
            raise Violated(f"{self.name} moved its file aside: {self.store.recovered.reason}")
        papers = self.papers
        identity = TerminalIdentity(papers.terminal_id, papers.name, papers.letter, STORE, LAUNCH, papers.root_key)
        reader = Reader(self.clock.now)
        staff = Staff(f"staff-{self.name}", EVERYBODY)
        offset = lambda: reader.clock_offset_ms() or 0  # noqa: E731
        self.desk = Desk(self.store, self.clock, self._new_id, identity, lambda: staff, offset)
        line = Line(self.name, papers.token, self._network, reader, self._story, (URL,))
        self._keeper = TerminalKeeper(self.store, papers.terminal_id)
        self.hubs = Hubs(self.store, line, papers.root_key, papers.receipt_key)
        self.begin_sync(self._keeper, line, self.hubs.key_of)
        self._seen = self._newest()
        self.disk.on_commit = self._note_commit
        self._keeper.subscribe(self.wake)
        self.up = True
        self.tell_story("starts")
        self.start_channels()

    def power_cut(self) -> None:
        """The process is gone, now or since the last commit. What lies on the disk stays."""
        self.image = self.disk.image or Image.of(self.disk.path)
        self.tell_story("loses its power")
        self._gone()

    def quit(self) -> None:
        """Ends as it should."""
        self.store.close()
        self.image = Image.of(self.disk.path)
        self.tell_story("is shut down")
        self.up = False

    def _gone(self) -> None:
        self.up = False
        self.store._db.conn.close()
        self.store.worker.stop()

    def abandon(self) -> None:
        """After the schedule."""
        if self.up:
            self._gone()

    def files(self) -> Image:
        return Image.of(self.disk.path) if self.up else self.image

    # --- people -------------------------------------------------------------------------------------------------------

    def act(self, what: str, act: Callable[[], CheckIn | Event]) -> str:
        """One press of a button: what the screen then says. The id of the event that it confirmed, or the empty text."""
        event_id = said = ""
        try:
            done = self.store.worker.submit(act).result()
        except PowerCut:
            self.tell_story(f"{what}: ...")
            self.power_cut()
            return ""
        except Refused as refused:
            said = f"refused, {refused.hint}"
        except Fault as fault:
            said = fault.hint
        else:
            event_id = done.event_id
            said = str(done.verdict.kind) if isinstance(done, CheckIn) else str(done.kind)
            if event_id:
                self._confirmed(self, event_id)
        self.tell_story(f"{what}: {said} {event_id[:6]}".rstrip())
        self.tell_woken()
        return event_id

    def append(self, kind: EventKind, reservation_id: str, payload: dict[str, Any]) -> Event:
        """An act the desk does not offer yet, as it records one: inside its transaction, through the ledger."""
        with self.store.transaction() as changed:
            changed.add(reservation_id)
            draft = Draft(
                self._new_id(),
                self.papers.terminal_id,
                to_millis(self.clock.now()),
                self.clock.monotonic_ms(),
                self.line.reader.clock_offset_ms() or 0,
                f"staff-{self.name}",
                reservation_id,
                kind,
                payload,
            )
            return self.store.ledger.append(draft)

    # --- what the world is told ---------------------------------------------------------------------------------------

    def _new_id(self) -> str:
        return f"{self._chance.getrandbits(128):032x}"

    def _newest(self) -> int:
        return self.store._db.conn.execute("SELECT coalesce(max(id), 0) FROM event").fetchone()[0]

    def _note_commit(self) -> None:
        sql = "SELECT id, body FROM event WHERE id > ? AND terminal_id = ? ORDER BY id"
        for row_id, body in self.store._db.conn.execute(sql, [self._seen, self.papers.terminal_id]).fetchall():
            self._seen = row_id
            self._committed(self, read_event(body))
