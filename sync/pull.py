"""The channel from central: pages until the head, then one long poll after the other. Pure; see `sync.engine`.

The next page is asked for only after the one before was saved. A page that could not be saved is kept and saved again;
nothing is fetched meanwhile.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, TypeAlias, cast

from sync.backoff import CALM, Trouble, pause_s, problem_of, troubled
from sync.outcome import Failure, OtherProtocol, Oversized, Reached, Refused
from sync.signals import (
    BeginCopyAgain,
    Channel,
    Command,
    CopyBegunAgain,
    Crashed,
    FetchPage,
    LoadPosition,
    Moment,
    PageFetched,
    PageSaved,
    PositionLoaded,
    Probe,
    Probed,
    SavePage,
    Signal,
    Sleep,
    SleepEnded,
    Started,
    StoreFailed,
)
from sync.status import LinkProblem
from sync.wire import MAX_PAGE, MAX_WAIT_S, FeedPage

SHORTEST_POLL_MS = 1000
"""Between two empty answers: a server that ignores `wait` must not be asked in a busy loop."""
MEND_EVERY_MS = 600_000
"""A copy whose hash does not fit is pulled again from 0, but not over and over: only one that was proven whole meanwhile, and is
wrong again, is pulled at once."""


class Phase(StrEnum):
    NEW = "new"
    LOADING = "loading"
    FETCHING = "fetching"
    SAVING = "saving"
    MENDING = "mending"
    PROBING = "probing"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class PullState:
    phase: Phase = Phase.NEW
    known: bool = False
    """Epoch and cursor are those of the store."""
    epoch: str = ""
    cursor: int = 0
    at_head: bool = False
    limit: int = MAX_PAGE
    page: FeedPage | None = None
    """Fetched, not saved yet."""
    waited: bool = False
    asked_ms: int = 0
    mended_ms: int | None = None
    trouble: Trouble = CALM


Step: TypeAlias = tuple[PullState, tuple[Command, ...]]


def go(state: PullState, moment: Moment, *, probed: bool = False) -> Step:
    """The next thing to do, when nothing is under way."""
    if state.page is not None:
        return replace(state, phase=Phase.SAVING), (SavePage(state.page),)
    if not state.known:
        return replace(state, phase=Phase.LOADING), (LoadPosition(),)
    if state.trouble.open and not probed:
        return replace(state, phase=Phase.PROBING), (Probe(Channel.PULL),)
    # After a failure the answer is wanted at once: it is what tells people that the link is back.
    waits = state.at_head and not state.trouble.failures
    fetching = replace(state, phase=Phase.FETCHING, asked_ms=moment.ms, waited=waits)
    return fetching, (FetchPage(state.epoch, state.cursor, state.limit, MAX_WAIT_S if waits else 0),)


def pause(state: PullState, problem: LinkProblem, detail: str, failure: Failure | None, moment: Moment) -> Step:
    trouble = troubled(state.trouble, problem, detail, moment.ms)
    ms = round(pause_s(trouble, failure, moment.ms, moment.chance) * 1000)
    return replace(state, phase=Phase.PAUSED, trouble=trouble), (Sleep(Channel.PULL, ms),)


def _started(state: PullState, signal: Started) -> Step:
    return go(state, signal.moment)


def _loaded(state: PullState, signal: PositionLoaded) -> Step:
    return go(replace(state, known=True, epoch=signal.epoch, cursor=signal.cursor, at_head=False), signal.moment)


def _fetched(state: PullState, signal: PageFetched) -> Step:
    match signal.outcome:
        case Reached(page):
            if strange := _strange(state, page):
                return _failed(state, OtherProtocol(strange), signal.moment)
            return go(replace(state, page=page), signal.moment)
        case failure:
            return _failed(state, failure, signal.moment)


def _strange(state: PullState, page: FeedPage) -> str:
    """Why a page cannot be central's answer to what was asked; saving it would go round in circles."""
    begins = 0 if page.epoch != state.epoch else state.cursor
    if page.after > begins:
        return f"rows after {page.after} were not asked for, but those after {begins}"
    if page.cursor < begins:
        return f"the feed went back from {begins} to {page.cursor}"
    if page.head is None and page.cursor == begins:
        return "the feed neither moves on nor is at its head"
    return ""


def _failed(state: PullState, failure: Failure, moment: Moment) -> Step:
    if isinstance(failure, Oversized):
        state = replace(state, limit=max(1, state.limit // 4))
    return pause(state, problem_of(failure), failure.detail, failure, moment)


def _saved(state: PullState, signal: PageSaved) -> Step:
    page, moment = state.page, signal.moment
    if page is None:
        raise LookupError("pull: nothing was being saved")
    state = replace(
        state,
        page=None,
        epoch=page.epoch,
        cursor=page.cursor,
        at_head=page.head is not None,
        limit=min(MAX_PAGE, state.limit * 2),
        trouble=CALM,
        mended_ms=None if signal.complete else state.mended_ms,
    )
    if signal.complete is False and (state.mended_ms is None or moment.ms - state.mended_ms >= MEND_EVERY_MS):
        return replace(state, phase=Phase.MENDING), (BeginCopyAgain(state.epoch),)
    took = moment.ms - state.asked_ms
    if state.waited and not page.rows and took < SHORTEST_POLL_MS:
        return replace(state, phase=Phase.PAUSED), (Sleep(Channel.PULL, SHORTEST_POLL_MS - took),)
    return go(state, moment)


def _begun_again(state: PullState, signal: CopyBegunAgain) -> Step:
    # Counted from here: where the store could not begin again, the next page at the head asks for it anew.
    return go(replace(state, cursor=0, at_head=False, mended_ms=signal.moment.ms), signal.moment)


def _probed(state: PullState, signal: Probed) -> Step:
    match signal.outcome:
        case Reached():
            return go(state, signal.moment, probed=True)
        case Refused(status=status, problem=problem) if problem is not None and status < 500:
            return go(state, signal.moment, probed=True)  # central is there, only without this page
        case failure:
            return _failed(state, failure, signal.moment)


def _slept(state: PullState, signal: SleepEnded) -> Step:
    return go(state, signal.moment)


def _not_saved(state: PullState, signal: StoreFailed) -> Step:
    return pause(state, LinkProblem.NOT_SAVED, signal.detail, None, signal.moment)


def _crashed(state: PullState, signal: Crashed) -> Step:
    """Begins again from what the store says; a page in hand is fetched anew."""
    return pause(replace(state, page=None, known=False), LinkProblem.PROTOCOL, signal.detail, None, signal.moment)


TABLE: dict[tuple[Phase, type[Any]], Callable[[PullState, Any], Step]] = {
    (Phase.NEW, Started): _started,
    (Phase.LOADING, PositionLoaded): _loaded,
    (Phase.LOADING, StoreFailed): _not_saved,
    (Phase.FETCHING, PageFetched): _fetched,
    (Phase.SAVING, PageSaved): _saved,
    (Phase.SAVING, StoreFailed): _not_saved,
    (Phase.MENDING, CopyBegunAgain): _begun_again,
    (Phase.MENDING, StoreFailed): _not_saved,
    (Phase.PROBING, Probed): _probed,
    (Phase.PAUSED, SleepEnded): _slept,
    **{(phase, Crashed): _crashed for phase in Phase},
}


def step(state: PullState, signal: Signal) -> Step:
    """Raises LookupError for a signal that cannot come in this phase."""
    handler = TABLE.get((state.phase, cast("type[Any]", type(signal))))
    if handler is None:
        raise LookupError(f"pull: {type(signal).__name__} while {state.phase}")
    return handler(state, signal)
