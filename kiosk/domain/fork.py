"""What a copied terminal makes of the events whose place in its sequence another has taken: the same acts in a new life.

Two machines that began from one file write different events under the same numbers. Central takes the first and answers
the second `fork`. Nothing may be lost for that, and nothing said twice: an act keeps its `event_id`, only its place
changes. docs/protocol.md, "Forks", changes with this file.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from kiosk.domain.event import GENESIS, Event

_PURPOSE = b"launch-kiosk/heir\0"


def heir(incarnation: str, first: Event) -> str:
    """The incarnation that goes on in place of another one, from the first event that must leave it.

    Derived, not drawn: two copies that must move the same events move them to the same places, so that central sees
    duplicates and not a second set of them.
    """
    return hashlib.sha256(_PURPOSE + f"{incarnation}\0{first.seq}\0{first.event_id}".encode()).hexdigest()[:32]


def sealed_again(events: Sequence[Event]) -> list[Event]:
    """Events of one incarnation, in order of `seq`, as the beginning of its heir. Raises ValueError when there are none."""
    if not events:
        raise ValueError("no event to seal again")
    incarnation = heir(events[0].incarnation, events[0])
    moved: list[Event] = []
    for seq, event in enumerate(events, start=1):
        prev_hash = moved[-1].hash if moved else GENESIS
        moved.append(replace(event, incarnation=incarnation, seq=seq).sealed(prev_hash))
    return moved


def same_act(one: Event, other: Event) -> bool:
    """Whether two events tell the same act in different places of a terminal's sequences."""
    return _placeless(one) == _placeless(other)


def _placeless(event: Event) -> Event:
    return replace(event, incarnation="", seq=0, prev_hash="", hash="")
