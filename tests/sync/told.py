"""States of the engine as tests need them, and the signals that lead there."""

from datetime import UTC, datetime, timedelta

from kiosk.domain.event import GENESIS, Event
from kiosk.domain.feed import EMPTY_HASH, FeedRow, Head
from sync import engine
from sync.engine import State
from sync.outcome import (
    Outcome,
    Reached,
    Unreachable,
)
from sync.signals import (
    AnswersSaved,
    BatchAnswered,
    Channel,
    Command,
    HeldTold,
    Life,
    LivesLoaded,
    Moment,
    PageFetched,
    PageSaved,
    PositionLoaded,
    Signal,
    Started,
    UnsentLoaded,
)
from sync.wire import (
    Answer,
    AnswerKind,
    BatchAnswer,
    FeedPage,
    Problem,
    Receipt,
)
from tests.sync.world import event

BEGIN = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
LIFE = "life-1"
PROBLEM = Problem("bad_request", "cannot be read")
ROW = FeedRow(1, "reservation", "r", {}, "")
DOWN = Unreachable("refused")


def at(ms: int = 0, chance: float = 0.5) -> Moment:
    return Moment(ms, BEGIN + timedelta(milliseconds=ms), chance)


def run(state: State, *signals: Signal) -> tuple[State, tuple[Command, ...]]:
    """The state after all, and the commands of the last."""
    commands: tuple[Command, ...] = ()
    for signal in signals:
        state, commands = engine.step(state, signal)
    return state, commands


def page(
    cursor: int, *, head: bool = True, epoch: str = "e1", rows: tuple[FeedRow, ...] = (), after: int = 0
) -> FeedPage:
    return FeedPage(epoch, cursor, list(rows), Head(cursor, {}, EMPTY_HASH) if head else None, after)


def fetched(outcome: Outcome[FeedPage], ms: int = 0, chance: float = 0.5) -> PageFetched:
    return PageFetched(outcome, at(ms, chance))


def pulling(epoch: str = "", cursor: int = 0) -> State:
    """A page has been asked for."""
    return run(engine.begin(BEGIN), Started(Channel.PULL, at()), PositionLoaded(epoch, cursor, at()))[0]


def at_head(ms: int = 0) -> State:
    """A long poll is waiting."""
    return run(pulling(), fetched(Reached(page(5)), ms), PageSaved(True, at(ms)))[0]


def chain(count: int) -> tuple[Event, ...]:
    made: list[Event] = []
    for seq in range(1, count + 1):
        made.append(event(LIFE, seq, made[-1].hash if made else GENESIS))
    return tuple(made)


def answer(*answers: Answer, last_seq: int, epoch: str = "e1") -> Reached[BatchAnswer]:
    receipt = Receipt("t-a", LIFE, last_seq, "", BEGIN, "signed")
    return Reached(BatchAnswer(epoch, list(answers), last_seq, receipt))


def accepted(*events: Event) -> list[Answer]:
    return [Answer(one.event_id, AnswerKind.ACCEPTED) for one in events]


def asked() -> State:
    """Push has learnt what central holds and is reading the ledger."""
    state = run(engine.begin(BEGIN), Started(Channel.PUSH, at()), LivesLoaded((Life("t-a", LIFE),), at()))[0]
    return run(state, HeldTold(answer(last_seq=0), at()), AnswersSaved(at()))[0]


def sending(*events: Event) -> State:
    return run(asked(), UnsentLoaded(events, at()))[0]


def resting() -> State:
    return run(asked(), UnsentLoaded((), at()))[0]


def answered(outcome: Outcome[BatchAnswer], chance: float = 0.5) -> BatchAnswered:
    return BatchAnswered(outcome, at(chance=chance))
