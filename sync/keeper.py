"""What keeps the copy and the events of one side of the sync: a terminal's store, a hub's database, a simulator's.

`sync.hands` calls these for the engine's commands, one at a time for each channel. Each is one whole step: done and
durable when it returns, or not done at all. Any may raise `kiosk.errors.Fault`: the environment's fault, nothing changed.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple, Protocol

from sync.signals import Life, Outgoing, SaveAnswers, SaveHeld, SealAgain
from sync.wire import FeedPage


class Place(NamedTuple):
    """Where the copy of the feed stands."""

    epoch: str
    """Empty before the first contact."""
    cursor: int


class Keeper(Protocol):
    def position(self) -> Place: ...

    def apply(self, page: FeedPage, now: datetime) -> bool | None:
        """Save rows and cursor in one transaction. Whether the copy equals the page's head; None without a head."""
        ...

    def start_over(self, epoch: str) -> None:
        """The copy was proven wrong: the next pull begins at 0. Nothing that happened is forgotten."""
        ...

    def lives(self) -> Sequence[Life]:
        """Every incarnation whose events are sent from here, the older ones too: a server that was restored from an
        older backup may lack events that an older incarnation had acknowledged."""
        ...

    def unsent(self, limit: int) -> Sequence[Outgoing]:
        """Up to `limit` events after the acknowledged seq, all of one life, in order of `seq`."""
        ...

    def save_answers(self, answers: SaveAnswers) -> None:
        """Advance, then go back if `rewind_to` says so; a cut in between only means that something is sent again."""
        ...

    def save_held(self, held: SaveHeld) -> None: ...

    def seal_again(self, fork: SealAgain) -> None:
        """Central holds another event in this place: what is here from it on must not be offered in this life again.

        A terminal seals its own events again, in another life. Who only passes on sets the life aside: its terminal will
        send them again. Doing it twice changes nothing.
        """
        ...
