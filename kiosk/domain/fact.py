"""One event as a state or a conflict remembers it, and how fields are read from payloads that anybody may have written."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from kiosk.domain.clock import to_millis
from kiosk.domain.event import Event


@dataclass(frozen=True, slots=True)
class Fact:
    """One event that a conflict may be made of."""

    event_id: str
    at: datetime
    """By central's clock, as far as the terminal knew it."""
    terminal_id: str
    detail: str = ""
    """Of a hand-over or a bound unit the serial number, of a claim the staff id, of a step its name."""


def fact_of(event: Event, detail: str = "") -> Fact:
    return Fact(event.event_id, corrected_at(event), event.terminal_id, detail)


def corrected_at(event: Event) -> datetime:
    """When it happened by central's clock; by the terminal's own where that runs out of the calendar."""
    try:
        return to_millis(event.occurred_at + timedelta(milliseconds=event.clock_offset_ms))
    except OverflowError:
        return event.occurred_at


def text_of(payload: Mapping[str, Any], key: str) -> str:
    """A field's text; empty when it is missing or no text."""
    value = payload.get(key)
    return value if isinstance(value, str) else ""
