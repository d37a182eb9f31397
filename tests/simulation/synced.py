"""Whoever follows central by the real engine, a terminal or the hub: its two channels, one step at a time."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from kiosk.errors import Fault
from sync import engine, pull, push
from sync.hands import Hands, KeyOf
from sync.keeper import Keeper
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
from tests.simulation.day import BEGIN
from tests.simulation.disk import PowerCut
from tests.simulation.network import Fate, Line, Network
from tests.simulation.story import Story, Violated

NETWORK = (FetchPage, AskHeld, SendBatch, Probe)


class Time:
    """The world's time, in milliseconds since the doors opened. It passes when somebody waits."""

    def __init__(self) -> None:
        self.ms = 0

    def now(self) -> datetime:
        return BEGIN + timedelta(milliseconds=self.ms)

    def reach(self, ms: int) -> None:
        self.ms = max(self.ms, ms)


class Clock:
    """A machine's own: its wall clock may be wrong."""

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
    """A long poll that is held."""


class Synced:
    """`begin_sync` at each start; whoever derives says what a lost power means."""

    line: Line
    state: engine.State

    def __init__(self, name: str, time: Time, network: Network, story: Story, chance: Random) -> None:
        self.name = name
        self.clock = Clock(time)
        self.up = False
        self.mends = 0
        """How often the copy was proven wrong."""
        self.exchanges = dict.fromkeys(Channel, 0)
        self.pending: dict[Channel, Pending] = {}
        self._time = time
        self._network = network
        self._story = story
        self._chance = chance
        self._woken = False

    def begin_sync(self, keeper: Keeper, line: Line, key_of: KeyOf) -> None:
        """A new process begins to follow."""
        self.line = line
        self._hands = Hands(keeper, line, key_of, self.moment)
        self._woken = False
        self.state = engine.begin(self.clock.now())
        self.pending = {channel: Pending() for channel in Channel}

    def start_channels(self) -> None:
        for channel in Channel:
            self.tell(Started(channel, self.moment()))

    def power_cut(self) -> None:
        raise NotImplementedError

    # --- the sync -----------------------------------------------------------------------------------------------------

    def turn(self, channel: Channel, fate: Fate) -> None:
        """One step of a channel: a request reaches somebody, or its answer comes back, or something is saved."""
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
                self.tell_woken()
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
                if self.line.holds(command.cursor):
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
        """Nothing left to send, at the head of whoever is asked, waiting for news."""
        poll = self.pending[Channel.PULL]
        return (
            self.state.push.phase is push.Phase.RESTING and poll.parked and self.state.pull.phase is pull.Phase.FETCHING
        )

    def wake(self) -> None:
        """The keeper has something to send."""
        self._woken = True

    def tell_woken(self) -> None:
        """After the commit, outside of the listener: what goes wrong here must not be swallowed there."""
        if self._woken and self.up:
            self._woken = False
            self.tell(Woken(self.moment()))

    def tell_story(self, what: str) -> None:
        self._story.tell(self._time.ms, self.name, what)
