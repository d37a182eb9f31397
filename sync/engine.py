"""How a terminal keeps up with central, without doing anything: `step(state, signal) -> (state, commands)`.

Two channels, pull and push, so that a long poll that waits never delays an event. They share only two things: the first
contact after an outage hurries the other channel, and a new epoch seen by either makes push ask what central still holds.
No clock, chance, thread or socket in here: `Moment` brings the time and the jitter, `Sleep` is a command. What may happen
when stands in the tables of `sync.pull` and `sync.push`; a signal that they do not contain raises.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime

from sync import pull, push
from sync.outcome import Reached, Refused
from sync.pull import PullState
from sync.push import PushState
from sync.signals import (
    AnswersSaved,
    AskHeld,
    BatchAnswered,
    Channel,
    Command,
    HeldTold,
    Moment,
    PageFetched,
    PageSaved,
    Probed,
    Signal,
)
from sync.status import LinkProblem, SyncStatus
from sync.wire import Relayed


@dataclass(frozen=True, slots=True)
class Link:
    since: datetime
    online: bool = False
    last_contact: datetime | None = None
    relay: Relayed | None = None
    """The hub's word, when it is a hub that answers."""


ASK_AGAIN_MS = 300_000
"""So often central is asked what it holds although there is nothing to send. A central that was restored from a backup and
has gone on past everybody's cursor cannot be told by the feed."""


@dataclass(frozen=True, slots=True)
class State:
    link: Link
    pull: PullState = field(default_factory=PullState)
    push: PushState = field(default_factory=PushState)
    asked_ms: int = 0
    """When central was last asked what it holds. Not when it answered: the answer may be of long before."""


def begin(now: datetime) -> State:
    """Before anything was tried: offline since now."""
    return State(Link(since=now))


def step(state: State, signal: Signal) -> tuple[State, tuple[Command, ...]]:
    """Raises LookupError for a signal that cannot come now; the state is unchanged then."""
    if signal.channel is Channel.PULL:
        pulled, commands = pull.step(state.pull, signal)
        after = replace(state, pull=pulled)
    else:
        pushed, commands = push.step(state.push, signal)
        after = replace(state, push=pushed)
    if isinstance(signal, PageFetched) and isinstance(signal.outcome, Reached):
        pushed, more = push.learn(after.push, signal.outcome.reply.epoch, signal.moment)
        after, commands = replace(after, push=pushed), commands + more
        after, more = _ask_again(after, signal.moment)
        commands += more
    if _answered(signal):
        after, more = _hurry(after, signal)
        commands += more
    if any(isinstance(command, AskHeld) for command in commands):
        after = replace(after, asked_ms=signal.moment.ms)
    return replace(after, link=_link(after, signal)), commands


def status(state: State, clock_offset_ms: int | None) -> SyncStatus:
    """What people are told."""
    link, pulling, pushing = state.link, state.pull.trouble, state.push.trouble
    shown = next((one for one in (pulling, pushing) if one.down), None)
    if shown is None and not link.online:
        shown = next((one for one in (pulling, pushing) if one.problem is not LinkProblem.NONE), None)
    return SyncStatus(
        online=link.online,
        since=link.since,
        last_contact=link.last_contact,
        clock_offset_ms=clock_offset_ms,
        problem=shown.problem if shown else LinkProblem.NONE,
        detail=shown.detail if shown else "",
        relay=link.relay,
    )


def _answered(signal: Signal) -> bool:
    """Whether central itself spoke."""
    if not isinstance(signal, PageFetched | HeldTold | BatchAnswered | Probed):
        return False
    outcome = signal.outcome
    return isinstance(outcome, Reached) or (isinstance(outcome, Refused) and outcome.problem is not None)


def _ask_again(after: State, moment: Moment) -> tuple[State, tuple[Command, ...]]:
    """Now and then, when a page shows that central is there and nothing is under way."""
    if after.push.phase is not push.Phase.RESTING or moment.ms - after.asked_ms < ASK_AGAIN_MS:
        return after, ()
    pushed, commands = push.go(replace(after.push, lives=None), moment)
    return replace(after, push=pushed), commands


def _hurry(after: State, signal: Signal) -> tuple[State, tuple[Command, ...]]:
    """Central is there: the other channel need not sleep on if it sleeps because nobody was."""
    lost = (LinkProblem.UNREACHABLE, LinkProblem.NOT_CENTRAL)
    if signal.channel is Channel.PULL:
        other = after.push
        if other.phase is push.Phase.PAUSED and other.trouble.problem in lost:
            pushed, commands = push.go(other, signal.moment, probed=True)
            return replace(after, push=pushed), commands
    else:
        other = after.pull
        if other.phase is pull.Phase.PAUSED and other.trouble.problem in lost:
            pulled, commands = pull.go(other, signal.moment, probed=True)
            return replace(after, pull=pulled), commands
    return after, ()


def _link(state: State, signal: Signal) -> Link:
    """Online begins with something exchanged and kept, and ends when pull can exchange nothing any more."""
    link, moment, trouble = state.link, signal.moment, state.pull.trouble
    if _answered(signal):
        link = replace(link, last_contact=moment.wall)
    if (
        isinstance(signal, PageFetched)
        and isinstance(signal.outcome, Reached)
        and signal.outcome.reply.head is not None
    ):
        link = replace(link, relay=signal.outcome.reply.relay)
    cut_off = trouble.down and trouble.problem is not LinkProblem.NOT_SAVED
    online = (link.online or _exchanged(signal)) and not cut_off
    return link if online == link.online else replace(link, online=online, since=moment.wall)


def _exchanged(signal: Signal) -> bool:
    if isinstance(signal, PageFetched | HeldTold | BatchAnswered):
        return isinstance(signal.outcome, Reached)
    return isinstance(signal, PageSaved | AnswersSaved)


__all__ = ["Link", "Moment", "State", "begin", "status", "step"]
