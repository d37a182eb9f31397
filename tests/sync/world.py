"""A terminal and a central in memory, one command at a time: what the engine's state machine is played on.

The terminal honours the contracts of `kiosk.store.replica` and `kiosk.store.outbox`, central those of docs/protocol.md.
Everything that can go wrong on the way is a `Luck`.
"""

import random
from collections import deque
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from kiosk.domain.event import GENESIS, Event, EventKind
from kiosk.domain.feed import FeedRow, Head, row_digest
from sync import engine, outcome, push
from sync.outcome import Failure, Outcome, Reached
from sync.signals import (
    AnswersSaved,
    AskHeld,
    BatchAnswered,
    BeginCopyAgain,
    Channel,
    Command,
    CopyBegunAgain,
    Crashed,
    FetchPage,
    HeldTold,
    Life,
    LivesLoaded,
    LoadLives,
    LoadPosition,
    LoadUnsent,
    Moment,
    Outgoing,
    PageFetched,
    PageSaved,
    PositionLoaded,
    Probe,
    Probed,
    SaveAnswers,
    SaveHeld,
    SavePage,
    SealAgain,
    SendBatch,
    Signal,
    Sleep,
    SleepEnded,
    Started,
    StoreFailed,
    UnsentLoaded,
    Woken,
)
from sync.wire import Answer, AnswerKind, BatchAnswer, FeedPage, Health, Problem, Receipt

BEGIN = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
TERMINAL = "t-a"


class Luck(StrEnum):
    GOOD = "good"
    LOST = "lost on the way there"
    ANSWER_LOST = "lost on the way back"
    STALE = "an earlier answer comes once more"
    PORTAL = "somebody else answers"
    GARBLED = "cut"
    FAILS = "500"
    BUSY = "503 with Retry-After"
    UNPROVEN = "signed by nobody"
    TOO_LARGE = "413"
    OVERSIZED = "an answer too large"
    UNAUTHORIZED = "401"
    DISK_FULL = "not saved"
    CRASH = "a fault of ours"


PROBLEM = Problem("x", "x")
FAILURES: dict[Luck, Failure] = {
    Luck.LOST: outcome.Unreachable("lost"),
    Luck.ANSWER_LOST: outcome.Unreachable("lost"),
    Luck.PORTAL: outcome.NotCentral("portal"),
    Luck.GARBLED: outcome.Garbled("cut"),
    Luck.FAILS: outcome.Refused(500, None, PROBLEM),
    Luck.BUSY: outcome.Refused(503, 2.0, PROBLEM),
    Luck.UNPROVEN: outcome.Unproven("nobody"),
    Luck.TOO_LARGE: outcome.Refused(413, None, PROBLEM),
    Luck.OVERSIZED: outcome.Oversized("large"),
    Luck.UNAUTHORIZED: outcome.Refused(401, None, PROBLEM),
}


def event(incarnation: str, seq: int, prev_hash: str = GENESIS) -> Event:
    return Event(
        event_id=f"{incarnation}-{seq}",
        terminal_id=TERMINAL,
        incarnation=incarnation,
        seq=seq,
        occurred_at=BEGIN,
        monotonic_ms=seq,
        clock_offset_ms=0,
        staff_id="s",
        reservation_id="r",
        kind=EventKind.ARRIVED,
        payload={},
    ).sealed(prev_hash)


@dataclass
class Central:
    """The oracle. `take` and `page` are what it does with a request that reached it."""

    epoch: str = "epoch-1"
    seq: int = 0
    rows: dict[str, FeedRow] = field(default_factory=dict)
    held: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    unreadable: set[str] = field(default_factory=set)
    """Ids of events that make a batch fail as a whole."""

    def book(self, key: str, body: dict[str, Any] | None) -> None:
        self.seq += 1
        self.rows[key] = FeedRow(self.seq, "reservation", key, body, row_digest("reservation", key, body))

    def restored(self, backup: "Central") -> "Central":
        old = deepcopy(backup)
        old.epoch = f"{self.epoch}+"
        old.unreadable = self.unreadable
        return old

    def page(self, epoch: str, cursor: int, limit: int) -> FeedPage:
        after = cursor if epoch == self.epoch else 0
        rows = sorted((row for row in self.rows.values() if row.seq > after), key=lambda row: row.seq)
        page = rows[:limit]
        whole = len(rows) <= limit
        live = sorted(row.key for row in self.rows.values() if row.body is not None)
        head = Head(self.seq, {}, ",".join(live)) if whole else None
        return FeedPage(self.epoch, self.seq if whole else page[-1].seq, page, head, after)

    def take(self, incarnation: str, events: tuple[Outgoing, ...]) -> Outcome[BatchAnswer]:
        if any(one.event_id in self.unreadable for one in events):
            return outcome.Refused(422, None, PROBLEM)
        chain = self.held.setdefault(incarnation, [])
        answers = [self._answer(chain, one) for one in events]
        receipt = Receipt(TERMINAL, incarnation, len(chain), "", BEGIN, "")
        return Reached(BatchAnswer(self.epoch, answers, len(chain), receipt))

    def _answer(self, chain: list[dict[str, Any]], one: Outgoing) -> Answer:
        if one.seq > len(chain) + 1:
            return Answer(one.event_id, AnswerKind.GAP, "", len(chain) + 1)
        if one.seq <= len(chain):
            same = chain[one.seq - 1]["hash"] == one.to_wire()["hash"]
            return Answer(one.event_id, AnswerKind.DUPLICATE if same else AnswerKind.FORK)
        chain.append(one.to_wire())
        if one.seq % 5 == 0:
            return Answer(one.event_id, AnswerKind.REJECTED, "for the test")
        self.book(one.event_id, {"event": one.event_id})
        return Answer(one.event_id, AnswerKind.CONFLICT if one.seq % 7 == 0 else AnswerKind.ACCEPTED)


@dataclass
class Terminal:
    """What the store keeps, through every crash."""

    incarnation: str = "life-1"
    ledger: list[Event] = field(default_factory=list)
    acknowledged: int = 0
    answers: dict[str, str] = field(default_factory=dict)
    epoch: str = ""
    cursor: int = 0
    copy: dict[str, tuple[int, bool]] = field(default_factory=dict)
    """Key -> (epoch's mark, live)."""
    mark: int = 0

    def commit(self) -> None:
        prev = self.ledger[-1].hash if self.ledger else GENESIS
        self.ledger.append(event(self.incarnation, len(self.ledger) + 1, prev))

    def apply(self, page: FeedPage) -> bool | None:
        if page.epoch != self.epoch:
            self.epoch, self.cursor, self.mark = page.epoch, 0, self.mark + 1
        for row in page.rows:
            self.copy[row.key] = (self.mark, row.body is not None)
        self.cursor = max(self.cursor, page.cursor)
        if page.head is None:
            return None
        self.copy = {key: one for key, one in self.copy.items() if one[0] == self.mark}
        return ",".join(self.live()) == page.head.state_hash

    def live(self) -> list[str]:
        return sorted(key for key, (_, live) in self.copy.items() if live)


class World:
    """The engine between the two. `turn` carries out the next command of a channel with the luck given."""

    def __init__(self, seed: int = 0) -> None:
        self.central = Central()
        self.terminal = Terminal()
        self.chance = random.Random(seed)
        self.ms = 0
        self.said: list[BatchAnswer] = []
        """Everything central ever answered to events."""
        self.read: tuple[Event, ...] = ()
        self.start()

    def start(self) -> None:
        """The process begins; what the terminal's store holds is all it knows."""
        self.state = engine.begin(self.now())
        self.waiting: dict[Channel, deque[Command]] = {channel: deque() for channel in Channel}
        for channel in Channel:
            self.tell(Started(channel, self.moment()))

    def now(self) -> datetime:
        return BEGIN + timedelta(milliseconds=self.ms)

    def moment(self) -> Moment:
        return Moment(self.ms, self.now(), self.chance.random())

    def commit(self, count: int = 1) -> None:
        for _ in range(count):
            self.terminal.commit()
            self.tell(Woken(self.moment()))

    def tell(self, signal: Signal) -> None:
        self.state, commands = engine.step(self.state, signal)
        for command in commands:
            # A command takes the place of a pause, as in the runner.
            waiting = self.waiting[command.channel]
            if waiting and isinstance(waiting[0], Sleep):
                waiting.clear()
            waiting.append(command)
            if isinstance(command, LoadUnsent):
                # Read now, told later: commits fall in between.
                first = self.terminal.acknowledged
                self.read = tuple(self.terminal.ledger[first : first + min(command.limit, 6)])
        for channel, waiting in self.waiting.items():
            assert len(waiting) <= 1, f"{channel} was asked for two things at once: {list(waiting)}"

    def turn(self, channel: Channel, luck: Luck = Luck.GOOD) -> None:
        if not self.waiting[channel]:
            assert channel is Channel.PUSH
            assert self.state.push.phase in (push.Phase.RESTING, push.Phase.HALTED)
            return
        self.ms += 20
        command = self.waiting[channel].popleft()
        if isinstance(command, Sleep):
            assert command.ms > 0
            self.ms += command.ms
            self.tell(SleepEnded(channel, self.moment()))
        elif luck is Luck.CRASH:
            self.tell(Crashed(channel, "for the test", self.moment()))
        else:
            self.tell(self.carry_out(command, luck))

    def carry_out(self, command: Command, luck: Luck) -> Signal:
        moment, terminal = self.moment(), self.terminal
        stores = LoadPosition | SavePage | BeginCopyAgain | LoadLives | LoadUnsent | SaveAnswers | SaveHeld
        if luck is Luck.DISK_FULL and isinstance(command, stores):
            return StoreFailed(command.channel, "full", moment)
        match command:
            case LoadPosition():
                return PositionLoaded(terminal.epoch, terminal.cursor, moment)
            case FetchPage(epoch, cursor, limit, _):
                page = self.central.page(epoch, cursor, min(limit, 3))
                return PageFetched(FAILURES.get(luck) or Reached(page), moment)
            case SavePage(page):
                return PageSaved(terminal.apply(page), moment)
            case BeginCopyAgain():
                terminal.cursor, terminal.mark = 0, terminal.mark + 1
                return CopyBegunAgain(moment)
            case LoadLives():
                return LivesLoaded((Life(TERMINAL, terminal.incarnation),), moment)
            case AskHeld(life):
                return HeldTold(self.sent(life.incarnation, (), luck), moment)
            case LoadUnsent():
                return UnsentLoaded(self.read, moment)
            case SendBatch(events):
                return BatchAnswered(self.sent(events[0].incarnation, events, luck), moment)
            case SaveHeld(_, last_seq):
                assert last_seq <= len(terminal.ledger)
                terminal.acknowledged = min(terminal.acknowledged, last_seq)
                return AnswersSaved(moment)
            case SaveAnswers() as answers:
                self.save(answers)
                return AnswersSaved(moment)
            case Probe(channel):
                health = Health("ok", self.central.epoch, 1)
                return Probed(channel, FAILURES.get(luck) or Reached(health), moment)
            case SealAgain() | Sleep():
                raise AssertionError("nobody has copied this terminal, and turn() sleeps")

    def sent(self, incarnation: str, events: tuple[Outgoing, ...], luck: Luck) -> Outcome[BatchAnswer]:
        if luck is Luck.STALE and self.said:
            return Reached(self.chance.choice(self.said))
        if luck in FAILURES and luck is not Luck.ANSWER_LOST:
            return FAILURES[luck]
        took = self.central.take(incarnation, events)
        if isinstance(took, Reached):
            self.said.append(took.reply)
        return FAILURES[luck] if luck is Luck.ANSWER_LOST else took

    def save(self, answers: SaveAnswers) -> None:
        terminal = self.terminal
        if answers.acknowledged is not None:
            terminal.acknowledged = max(terminal.acknowledged, answers.acknowledged)
            for one in answers.finals:
                terminal.answers[one.event_id] = one.answer
        if answers.rewind_to is not None:
            terminal.acknowledged = min(terminal.acknowledged, answers.rewind_to)

    # --- after all of it ------------------------------------------------------------------------------------------

    def heal(self) -> None:
        """No more bad luck. Everything must come right by itself."""
        self.central.unreadable = set()
        for _ in range(400):
            if self.whole():
                return
            for channel in Channel:
                self.turn(channel)
        self.check()

    def whole(self) -> bool:
        arrived = self.central.held.get(self.terminal.incarnation, [])
        return (
            arrived == [one.to_wire() for one in self.terminal.ledger]
            and self.terminal.acknowledged == len(self.terminal.ledger)
            and self.terminal.live() == sorted(key for key, row in self.central.rows.items() if row.body is not None)
            and self.state.push.phase is push.Phase.RESTING
            and self.state.link.online
        )

    def check(self) -> None:
        """Nothing lost, nothing twice, in order; both copies equal; and each event has its final answer."""
        arrived = [one["event_id"] for one in self.central.held.get(self.terminal.incarnation, [])]
        made = [one.event_id for one in self.terminal.ledger]
        assert arrived == made
        assert self.terminal.acknowledged == len(made)
        assert set(self.terminal.answers) == set(made)
        assert self.terminal.live() == sorted(key for key, row in self.central.rows.items() if row.body is not None)
        assert self.state.push.phase is push.Phase.RESTING
        assert self.state.link.online
