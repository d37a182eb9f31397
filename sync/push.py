"""The channel to central: the ledger's unsent events in batches, in order. Pure; see `sync.engine`.

Nothing is ever dropped because of an answer: a final answer advances, `gap` goes back, after a `fork` the events are sealed
again elsewhere and sent from there, a batch that fails as a whole is halved, and a single event that central cannot read
is reported and tried again later.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any, TypeAlias, cast

from kiosk.domain.clock import utc_text
from sync.backoff import CALM, Trouble, pause_s, problem_of, troubled
from sync.outcome import Failure, OtherProtocol, Reached, Refused
from sync.signals import (
    AnswersSaved,
    AskHeld,
    BatchAnswered,
    Channel,
    Command,
    Crashed,
    FinalAnswer,
    HeldTold,
    Life,
    LivesLoaded,
    LoadLives,
    LoadUnsent,
    Moment,
    Outgoing,
    Probe,
    Probed,
    SaveAnswers,
    SaveHeld,
    SealAgain,
    SealedAgain,
    SendBatch,
    Signal,
    Sleep,
    SleepEnded,
    Started,
    StoreFailed,
    UnsentLoaded,
    Woken,
)
from sync.status import LinkProblem
from sync.wire import FINAL_ANSWERS, MAX_BATCH, AnswerKind, BatchAnswer, Receipt

HALVED_ON = frozenset({400, 413, 422})
"""The batch as a whole cannot be read, or is too large."""
MOST_FORKS = 3
"""What is sealed again begins a life that nobody else has written in: a central that finds forks there, too, is wrong."""


class Phase(StrEnum):
    NEW = "new"
    LOADING_LIVES = "loading_lives"
    ASKING = "asking"
    LOADING = "loading"
    SENDING = "sending"
    SAVING = "saving"
    RESTING = "resting"
    PROBING = "probing"
    PAUSED = "paused"
    SEALING = "sealing"
    HALTED = "halted"
    """Central finds a fork in whatever it is sent: only a person, or another central, ends this."""


@dataclass(frozen=True, slots=True)
class PushState:
    phase: Phase = Phase.NEW
    epoch: str = ""
    lives: tuple[Life, ...] | None = None
    """Those that central has still to be asked about; None: not loaded. Asked at each start and in each new epoch."""
    limit: int = MAX_BATCH
    batch: tuple[Outgoing, ...] = ()
    save: SaveAnswers | SaveHeld | None = None
    """To be saved, before anything else is done."""
    fork: SealAgain | None = None
    """To be done after what is to be saved."""
    forks: int = 0
    """So many in a row of the same act, with nothing taken in between."""
    forked: str = ""
    """Id of that act: it stays when it is sealed again. A hub's next fork is another terminal's act, and no circle."""
    gone_back_for: str = ""
    """Id of the act that did not continue what central holds: all before it was sent again, once."""
    again: bool = False
    """A commit happened while the ledger was being read."""
    trouble: Trouble = CALM


Step: TypeAlias = tuple[PushState, tuple[Command, ...]]


def go(state: PushState, moment: Moment, *, probed: bool = False) -> Step:
    """The next thing to do, when nothing is under way."""
    if state.save is not None:
        return replace(state, phase=Phase.SAVING), (state.save,)
    if state.fork is not None and state.forks > MOST_FORKS:
        detail = (
            f"central finds another event in every place, last number {state.fork.seq} of {state.fork.life.incarnation}"
        )
        trouble = troubled(CALM, LinkProblem.PROTOCOL, detail, moment.ms)
        return replace(state, phase=Phase.HALTED, trouble=trouble), ()
    if state.fork is not None:
        return replace(state, phase=Phase.SEALING), (state.fork,)
    if state.trouble.open and not probed:
        return replace(state, phase=Phase.PROBING), (Probe(Channel.PUSH),)
    if state.lives is None:
        return replace(state, phase=Phase.LOADING_LIVES), (LoadLives(),)
    if state.lives:
        return replace(state, phase=Phase.ASKING), (AskHeld(state.lives[0]),)
    return replace(state, phase=Phase.LOADING, again=False), (LoadUnsent(state.limit),)


def learn(state: PushState, epoch: str, moment: Moment) -> Step:
    """Central named its epoch. In another one it may hold less than it acknowledged: ask it before sending more."""
    if epoch == state.epoch:
        return state, ()
    if not state.epoch:
        return replace(state, epoch=epoch), ()
    state = replace(state, epoch=epoch, lives=None, fork=None, forks=0, forked="", gone_back_for="", again=True)
    if state.phase in (Phase.RESTING, Phase.HALTED):
        return go(replace(state, trouble=CALM), moment)
    return state, ()


def pause(state: PushState, problem: LinkProblem, detail: str, failure: Failure | None, moment: Moment) -> Step:
    trouble = troubled(state.trouble, problem, detail, moment.ms)
    ms = round(pause_s(trouble, failure, moment.ms, moment.chance) * 1000)
    return replace(state, phase=Phase.PAUSED, trouble=trouble, batch=()), (Sleep(Channel.PUSH, ms),)


def _failed(state: PushState, failure: Failure, moment: Moment) -> Step:
    return pause(state, problem_of(failure), failure.detail, failure, moment)


def _started(state: PushState, signal: Started) -> Step:
    return go(state, signal.moment)


def _lives(state: PushState, signal: LivesLoaded) -> Step:
    return go(replace(state, lives=signal.lives), signal.moment)


def _held(state: PushState, signal: HeldTold) -> Step:
    match signal.outcome:
        case Reached(answer):
            # Of the present epoch or a newer one: then the incarnations before this one are asked about again.
            state, _ = learn(state, answer.epoch, signal.moment)
            life = Life(answer.receipt.terminal_id, answer.receipt.incarnation)
            save = SaveHeld(life, answer.last_seq, receipt_body(answer.receipt))
            return go(replace(state, save=save), signal.moment)
        case Refused(status=status) if status in HALVED_ON:
            # A server that takes no empty batch: `gap` and `duplicate` will say the same, more slowly.
            return go(replace(state, lives=(state.lives or ())[1:]), signal.moment)
        case failure:
            return _failed(state, failure, signal.moment)


def _loaded(state: PushState, signal: UnsentLoaded) -> Step:
    if state.lives is None:
        return go(state, signal.moment)  # another epoch was seen meanwhile
    if signal.events:
        return replace(state, phase=Phase.SENDING, batch=signal.events), (SendBatch(signal.events),)
    state = replace(state, trouble=CALM)
    return go(state, signal.moment) if state.again else (replace(state, phase=Phase.RESTING), ())


def _answered(state: PushState, signal: BatchAnswered) -> Step:
    match signal.outcome:
        case Reached(answer):
            return _judged(state, answer, signal.moment)
        case Refused(status=status) as refused if status in HALVED_ON:
            first, *more = state.batch
            if more:
                return go(replace(state, limit=len(state.batch) // 2, batch=()), signal.moment)
            detail = f"event {first.event_id}: {refused.detail}"
            return pause(replace(state, limit=1), LinkProblem.PROTOCOL, detail, refused, signal.moment)
        case failure:
            return _failed(state, failure, signal.moment)


def _judged(state: PushState, answer: BatchAnswer, moment: Moment) -> Step:
    """What an answer to a batch means: finals from its beginning advance, the first other one says how to go on."""
    batch = state.batch
    told = {one.event_id: one for one in answer.answers}
    finals: list[FinalAnswer] = []
    rewind_to: int | None = None
    fork: SealAgain | None = None
    forked, gone_back_for = "", state.gone_back_for
    for event in batch:
        one = told.get(event.event_id)
        if one is None:
            break
        if one.answer in FINAL_ANSWERS:
            finals.append(FinalAnswer(event.event_id, str(one.answer), one.reason))
            continue
        if one.answer is AnswerKind.FORK:
            forked = event.event_id
            if _parted_before(event, answer) and event is batch[0] and forked != state.gone_back_for:
                rewind_to, forked, gone_back_for = 0, "", event.event_id
            else:
                fork = SealAgain(Life(event.terminal_id, event.incarnation), event.seq, moment.wall)
        elif one.expected_seq is not None and 1 <= one.expected_seq < batch[0].seq:
            rewind_to = one.expected_seq - 1
        break
    # Not further than what has a final answer: what central holds beyond that is sent again and gets its own.
    reaches = min(answer.last_seq, batch[len(finals) - 1].seq) if finals else 0
    acknowledged = reaches if reaches >= batch[0].seq else None
    if acknowledged is None and rewind_to is None and fork is None:
        return _failed(state, OtherProtocol("central's answer to the events does not move them on"), moment)
    state, _ = learn(state, answer.epoch, moment)
    life = Life(batch[0].terminal_id, batch[0].incarnation)
    save = SaveAnswers(life, tuple(finals), acknowledged, rewind_to, receipt_body(answer.receipt))
    limit = min(MAX_BATCH, state.limit * 2)
    in_a_row = state.forks if forked == state.forked else 0
    forks = 0 if fork is None or acknowledged is not None else in_a_row + 1
    state = replace(state, save=save, batch=(), fork=fork, forks=forks, forked=forked, gone_back_for=gone_back_for)
    return go(replace(state, limit=limit), moment)


def _parted_before(event: Outgoing, answer: BatchAnswer) -> bool:
    """A fork although nothing stands in the event's place: it is an earlier one that is another there. Which one, the
    answers tell when all are sent again; only what is sealed again from the first on stays together in every copy."""
    return event.seq > 1 and answer.last_seq == event.seq - 1


def _saved(state: PushState, signal: AnswersSaved) -> Step:
    lives = state.lives
    if isinstance(state.save, SaveHeld) and lives and lives[0] == state.save.life:
        lives = lives[1:]
    return go(replace(state, save=None, lives=lives, trouble=CALM), signal.moment)


def _sealed(state: PushState, signal: SealedAgain) -> Step:
    return go(replace(state, fork=None, trouble=CALM), signal.moment)


def _woken(state: PushState, signal: Woken) -> Step:
    return go(state, signal.moment)


def _noted(state: PushState, _signal: Woken) -> Step:
    return replace(state, again=True), ()


def _probed(state: PushState, signal: Probed) -> Step:
    match signal.outcome:
        case Reached():
            return go(state, signal.moment, probed=True)
        case Refused(status=status, problem=problem) if problem is not None and status < 500:
            return go(state, signal.moment, probed=True)
        case failure:
            return _failed(state, failure, signal.moment)


def _slept(state: PushState, signal: SleepEnded) -> Step:
    return go(state, signal.moment)


def _not_saved(state: PushState, signal: StoreFailed) -> Step:
    return pause(state, LinkProblem.NOT_SAVED, signal.detail, None, signal.moment)


def _crashed(state: PushState, signal: Crashed) -> Step:
    """Begins again from the ledger: what was not saved is sent again, and central knows it by its id."""
    return pause(replace(state, save=None, fork=None), LinkProblem.PROTOCOL, signal.detail, None, signal.moment)


def receipt_body(receipt: Receipt) -> dict[str, Any]:
    """As it travels, so that its signature can be checked again later."""
    return {**asdict(receipt), "at": utc_text(receipt.at)}


TABLE: dict[tuple[Phase, type[Any]], Callable[[PushState, Any], Step]] = {
    (Phase.NEW, Started): _started,
    (Phase.LOADING_LIVES, LivesLoaded): _lives,
    (Phase.LOADING_LIVES, StoreFailed): _not_saved,
    (Phase.ASKING, HeldTold): _held,
    (Phase.LOADING, UnsentLoaded): _loaded,
    (Phase.LOADING, StoreFailed): _not_saved,
    (Phase.SENDING, BatchAnswered): _answered,
    (Phase.SAVING, AnswersSaved): _saved,
    (Phase.SAVING, StoreFailed): _not_saved,
    (Phase.SEALING, SealedAgain): _sealed,
    (Phase.SEALING, StoreFailed): _not_saved,
    (Phase.PROBING, Probed): _probed,
    (Phase.PAUSED, SleepEnded): _slept,
    **{(phase, Crashed): _crashed for phase in Phase},
    # Whoever is busy reads the ledger again afterwards by itself; a pause is not cut short by a scan.
    **{(phase, Woken): _noted for phase in Phase},
    (Phase.RESTING, Woken): _woken,
}


def step(state: PushState, signal: Signal) -> Step:
    """Raises LookupError for a signal that cannot come in this phase."""
    handler = TABLE.get((state.phase, cast("type[Any]", type(signal))))
    if handler is None:
        raise LookupError(f"push: {type(signal).__name__} while {state.phase}")
    return handler(state, signal)
