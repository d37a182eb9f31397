"""What the engine is told (past tense) and what it asks for (imperative). Frozen values, no I/O.

`sync.hands` carries out every command here and answers each, except `Sleep`, with exactly one signal of its channel.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol, TypeAlias

from sync.outcome import Outcome
from sync.wire import BatchAnswer, FeedPage, Health


class Channel(StrEnum):
    PULL = "pull"
    PUSH = "push"


@dataclass(frozen=True, slots=True)
class Moment:
    """When a signal arrived, by both clocks, and the chance to be used on it."""

    ms: int
    """Monotonic: pauses are measured by it."""
    wall: datetime
    """What people are told."""
    chance: float = 0.5
    """Jitter, [0, 1)."""


@dataclass(frozen=True, slots=True)
class Life:
    """One sequence of events: a terminal's, or one of the many that a hub sends on."""

    terminal_id: str
    incarnation: str


class Outgoing(Protocol):
    """An event on its way up. A terminal's is a `kiosk.domain.event.Event`; a hub sends on what it was given, unchanged,
    also what nobody can read as an event."""

    @property
    def event_id(self) -> str: ...

    @property
    def terminal_id(self) -> str: ...

    @property
    def incarnation(self) -> str: ...

    @property
    def seq(self) -> int: ...

    def to_wire(self) -> dict[str, Any]: ...


@dataclass(frozen=True, slots=True)
class FinalAnswer:
    """Central's last word on one event."""

    event_id: str
    answer: str
    reason: str = ""


# --- told -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Started:
    channel: Channel
    moment: Moment


@dataclass(frozen=True, slots=True)
class SleepEnded:
    channel: Channel
    moment: Moment


@dataclass(frozen=True, slots=True)
class Probed:
    channel: Channel
    outcome: Outcome[Health]
    moment: Moment


@dataclass(frozen=True, slots=True)
class StoreFailed:
    """The store could not read or save; nothing was changed."""

    channel: Channel
    detail: str
    moment: Moment


@dataclass(frozen=True, slots=True)
class Crashed:
    """Our own fault, caught in the loop and logged there. The channel begins again after a pause."""

    channel: Channel
    detail: str
    moment: Moment


@dataclass(frozen=True, slots=True)
class PositionLoaded:
    epoch: str
    cursor: int
    moment: Moment
    channel: Channel = Channel.PULL


@dataclass(frozen=True, slots=True)
class PageFetched:
    outcome: Outcome[FeedPage]
    moment: Moment
    channel: Channel = Channel.PULL


@dataclass(frozen=True, slots=True)
class PageSaved:
    complete: bool | None
    """As `kiosk.store.replica.Applied.complete`."""
    moment: Moment
    channel: Channel = Channel.PULL


@dataclass(frozen=True, slots=True)
class CopyBegunAgain:
    moment: Moment
    channel: Channel = Channel.PULL


@dataclass(frozen=True, slots=True)
class Woken:
    """A commit added own events."""

    moment: Moment
    channel: Channel = Channel.PUSH


@dataclass(frozen=True, slots=True)
class LivesLoaded:
    lives: tuple[Life, ...]
    moment: Moment
    channel: Channel = Channel.PUSH


@dataclass(frozen=True, slots=True)
class HeldTold:
    """Central's answer to a batch without events: what it holds of an incarnation."""

    outcome: Outcome[BatchAnswer]
    moment: Moment
    channel: Channel = Channel.PUSH


@dataclass(frozen=True, slots=True)
class UnsentLoaded:
    events: tuple[Outgoing, ...]
    """All of one life, in order of `seq`."""
    moment: Moment
    channel: Channel = Channel.PUSH


@dataclass(frozen=True, slots=True)
class BatchAnswered:
    outcome: Outcome[BatchAnswer]
    moment: Moment
    channel: Channel = Channel.PUSH


@dataclass(frozen=True, slots=True)
class AnswersSaved:
    """After `SaveAnswers` or `SaveHeld`."""

    moment: Moment
    channel: Channel = Channel.PUSH


@dataclass(frozen=True, slots=True)
class SealedAgain:
    """After `SealAgain`."""

    moment: Moment
    channel: Channel = Channel.PUSH


PullSignal: TypeAlias = PositionLoaded | PageFetched | PageSaved | CopyBegunAgain
PushSignal: TypeAlias = Woken | LivesLoaded | HeldTold | UnsentLoaded | BatchAnswered | AnswersSaved | SealedAgain
Signal: TypeAlias = Started | SleepEnded | Probed | StoreFailed | Crashed | PullSignal | PushSignal


# --- asked for --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Sleep:
    """Tell `SleepEnded` after so long, unless another command of the channel comes first."""

    channel: Channel
    ms: int


@dataclass(frozen=True, slots=True)
class Probe:
    """GET /v1/health."""

    channel: Channel


@dataclass(frozen=True, slots=True)
class LoadPosition:
    channel: Channel = Channel.PULL


@dataclass(frozen=True, slots=True)
class FetchPage:
    epoch: str
    cursor: int
    limit: int
    wait_s: int
    channel: Channel = Channel.PULL


@dataclass(frozen=True, slots=True)
class SavePage:
    page: FeedPage
    channel: Channel = Channel.PULL


@dataclass(frozen=True, slots=True)
class BeginCopyAgain:
    """The copy was proven wrong: pull from 0."""

    epoch: str
    channel: Channel = Channel.PULL


@dataclass(frozen=True, slots=True)
class LoadLives:
    """Whose events are kept here: every incarnation, the older ones too."""

    channel: Channel = Channel.PUSH


@dataclass(frozen=True, slots=True)
class AskHeld:
    """Send a batch without events."""

    life: Life
    channel: Channel = Channel.PUSH


@dataclass(frozen=True, slots=True)
class SaveHeld:
    """Central holds `last_seq`: rewind to it as far as it is the same; if this file never made it, it was copied."""

    life: Life
    last_seq: int
    receipt: dict[str, Any]
    channel: Channel = Channel.PUSH


@dataclass(frozen=True, slots=True)
class LoadUnsent:
    limit: int
    channel: Channel = Channel.PUSH


@dataclass(frozen=True, slots=True)
class SendBatch:
    events: tuple[Outgoing, ...]
    channel: Channel = Channel.PUSH


@dataclass(frozen=True, slots=True)
class SaveAnswers:
    life: Life
    finals: tuple[FinalAnswer, ...]
    acknowledged: int | None
    """Advance to here; None: nothing to advance."""
    rewind_to: int | None
    """After that, go back to here."""
    receipt: dict[str, Any]
    """JSON object of `sync.wire.Receipt`, as it travelled."""
    channel: Channel = Channel.PUSH


@dataclass(frozen=True, slots=True)
class SealAgain:
    """Central holds another event in this place of the life: a machine was copied. What follows goes elsewhere."""

    life: Life
    seq: int
    at: datetime
    channel: Channel = Channel.PUSH


Command: TypeAlias = (
    Sleep
    | Probe
    | LoadPosition
    | FetchPage
    | SavePage
    | BeginCopyAgain
    | LoadLives
    | AskHeld
    | SaveHeld
    | LoadUnsent
    | SendBatch
    | SaveAnswers
    | SealAgain
)
