"""One terminal: the real store on a real file, the real desk, the real engine and its hands. It can die at any commit."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
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
from sync import engine, pull, push
from sync.hands import Hands
from sync.outcome import Reached
from sync.signals import (
    AskHeld,
    BeginCopyAgain,
    Channel,
    Command,
    FetchPage,
    Moment,
    Probe,
    SendBatch,
    Signal,
    Sleep,
    SleepEnded,
    Started,
    Woken,
)
from sync.terminal_keeper import TerminalKeeper
from sync.wire import Enrolment
from tests.simulation.day import BEGIN, DB_KEY, LAUNCH, STORE
from tests.simulation.disk import Disk, Image, PowerCut, mounted
from tests.simulation.inline import InlineWorker
from tests.simulation.message import Reader
from tests.simulation.network import Fate, Line, Network
from tests.simulation.story import Story, Violated

T = TypeVar("T")
NETWORK = (FetchPage, AskHeld, SendBatch, Probe)
EVERYBODY = frozenset(Role)


class Time:
    """The world's time, in milliseconds since the doors opened. It passes when somebody waits."""

    def __init__(self) -> None:
        self.ms = 0

    def now(self) -> datetime:
        return BEGIN + timedelta(milliseconds=self.ms)

    def reach(self, ms: int) -> None:
        self.ms = max(self.ms, ms)


class Clock:
    """A terminal's own: its wall clock may be wrong."""

    def __init__(self, time: Time) -> None:
        self._time = time
        self.off = timedelta()
        self.started_ms = time.ms

    def now(self) -> datetime:
        return self._time.now() + self.off

    def monotonic_ms(self) -> int:
        return self._time.ms - self.started_ms


@dataclass(slots=True)
class Pending:
    """What a channel is about."""

    command: Command | None = None
    since_ms: int = 0
    signal: Signal | None = None
    """The answer, on its way back."""
    parked: bool = False
    """A long poll that central holds."""


class Terminal:
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
        self.name = name
        self.papers = papers
        self.image = image
        """What lies on its disk while it is off."""
        self.clock = Clock(time)
        self.up = False
        self.revoked = False
        self.mends = 0
        """How often the copy was proven wrong."""
        self.exchanges = dict.fromkeys(Channel, 0)
        self._folder = folder
        self._boots = 0
        self._time = time
        self._network = network
        self._story = story
        self._chance = chance
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
        self.line = Line(self.name, papers.token, self._network, reader, self._story)
        self._keeper = TerminalKeeper(self.store, papers.terminal_id)
        self._hands = Hands(self._keeper, self.line, lambda issuer: "" if issuer else papers.receipt_key, self.moment)
        self._seen = self._newest()
        self.disk.on_commit = self._note_commit
        self._woken = False
        self._keeper.subscribe(self._wake)
        self.state = engine.begin(self.clock.now())
        self.pending = {channel: Pending() for channel in Channel}
        self.up = True
        self.tell_story("starts")
        for channel in Channel:
            self.tell(Started(channel, self.moment()))

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
        self._tell_woken()
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

    # --- the sync -----------------------------------------------------------------------------------------------------

    def turn(self, channel: Channel, fate: Fate) -> None:
        """One step of a channel: a request reaches central, or its answer the terminal, or something is saved."""
        pending = self.pending[channel]
        self._time.ms += 20
        try:
            if pending.signal is not None:
                signal, pending.signal = pending.signal, None
                self.tell(replace(signal, moment=self.moment()))
            elif isinstance(pending.command, Sleep):
                self._time.reach(pending.since_ms + pending.command.ms)
                pending.command = None
                self.tell(SleepEnded(channel, self.moment()))
            elif isinstance(pending.command, NETWORK):
                self._ask(pending, fate)
            elif pending.command is not None:
                command, pending.command = pending.command, None
                if isinstance(command, BeginCopyAgain):
                    self.mends += 1
                    self.tell_story("its copy is proven wrong, and pulled again")
                self.tell(self._hands.carry_out(command))
                self._tell_woken()
        except PowerCut:
            self.power_cut()
        except (Violated, Fault):
            raise
        except Exception as error:
            raise Violated(f"{self.name} failed at {channel}: {error!r}") from error

    def _ask(self, pending: Pending, fate: Fate) -> None:
        command = pending.command
        self.line.fate, self.line.ms = fate, self._time.ms
        if isinstance(command, FetchPage) and command.wait_s:
            if pending.parked:
                if self._network.centre.up and self._network.centre.head() == command.cursor:
                    self._time.reach(pending.since_ms + command.wait_s * 1000)
                    self.line.ms = self._time.ms
            else:
                outcome = self.line.feed(command.epoch, command.cursor, command.limit, 0)
                if isinstance(outcome, Reached) and not outcome.reply.rows and outcome.reply.epoch == command.epoch:
                    pending.parked, pending.since_ms = True, self._time.ms
                    return
                self.line.kept = outcome
        assert command is not None
        pending.command, pending.parked = None, False
        self.exchanges[command.channel] += 1
        pending.signal = self._hands.carry_out(command)

    def tell(self, signal: Signal) -> None:
        try:
            self.state, commands = engine.step(self.state, signal)
        except LookupError as error:
            raise Violated(f"{self.name}'s engine does not know how to go on: {error}") from error
        for command in commands:
            pending = self.pending[command.channel]
            if pending.signal is not None or not isinstance(pending.command, Sleep | None):
                raise Violated(f"{self.name}'s {command.channel} was asked for two things at once")
            self.pending[command.channel] = Pending(command, self._time.ms)

    def moment(self) -> Moment:
        return Moment(self.clock.monotonic_ms(), self.clock.now(), self._chance.random())

    def at_rest(self) -> bool:
        """Nothing left to send, at central's head, waiting for news."""
        poll = self.pending[Channel.PULL]
        return (
            self.state.push.phase is push.Phase.RESTING and poll.parked and self.state.pull.phase is pull.Phase.FETCHING
        )

    def _wake(self) -> None:
        self._woken = True

    def _tell_woken(self) -> None:
        """After the commit, outside of the listener: what goes wrong here must not be swallowed there."""
        if self._woken and self.up:
            self._woken = False
            self.tell(Woken(self.moment()))

    # --- what the world is told ---------------------------------------------------------------------------------------

    def tell_story(self, what: str) -> None:
        self._story.tell(self._time.ms, self.name, what)

    def _new_id(self) -> str:
        return f"{self._chance.getrandbits(128):032x}"

    def _newest(self) -> int:
        return self.store._db.conn.execute("SELECT coalesce(max(id), 0) FROM event").fetchone()[0]

    def _note_commit(self) -> None:
        sql = "SELECT id, body FROM event WHERE id > ? AND terminal_id = ? ORDER BY id"
        for row_id, body in self.store._db.conn.execute(sql, [self._seen, self.papers.terminal_id]).fetchall():
            self._seen = row_id
            self._committed(self, read_event(body))
