"""Calls on the customers' screen: which is new, what is said of it and in whose language, and who says it aloud.

The chime is a tone of the loudspeaker. A voice is whoever is given as `Voice`: the system's, where there is one
(`ui/voice.py`, docs/decisions/024-spoken-calls.md).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from kiosk.domain.shown import Shown, shown_as
from kiosk.floor_answers import Entry

CHIME = "call"
"""Of `assets/sounds`."""


class Voice(Protocol):
    """Says a sentence aloud, in a language (`fr`, `en`). Must return at once; a newer sentence may cut off an older one."""

    def say(self, text: str, language: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Call:
    reservation_id: str
    call_number: str
    counter: str
    at: datetime
    times: int
    language: str
    """The customer's, as booked."""


def calls_of(entries: Iterable[Entry]) -> dict[str, Call]:
    """By reservation id, everybody who has been called and is waited for; not those who did not come."""
    return {
        entry.reservation_id: Call(
            reservation_id=entry.reservation_id,
            call_number=entry.call_number,
            counter=entry.state.called_to,
            at=entry.state.called_at,
            times=entry.state.calls,
            language=entry.reservation.customer.language,
        )
        for entry in entries
        if entry.state.called_at is not None
        and not entry.state.parked
        and shown_as(entry.state, entry.recipe) is Shown.READY
    }


def new_calls(before: dict[str, Call], now: dict[str, Call]) -> list[Call]:
    """Called since, or called again; the latest last."""
    fresh = [call for key, call in now.items() if key not in before or call.at > before[key].at]
    return sorted(fresh, key=lambda call: (call.at, call.reservation_id))
