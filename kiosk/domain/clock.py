"""Instants as the ledger writes them: aware UTC datetimes of millisecond precision, and their one text form.

Reads no clock: `now` is always an argument. The text form is part of the protocol (docs/protocol.md, "Times").
"""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo


def to_millis(instant: datetime) -> datetime:
    """Cut an aware instant down to UTC milliseconds, so that writing and reading it back changes nothing."""
    utc = instant.astimezone(UTC)
    return utc.replace(microsecond=utc.microsecond // 1000 * 1000)


def utc_text(instant: datetime) -> str:
    """`2026-11-22T09:05:00.123Z`: always milliseconds, always Z, so that the text sorts as the instants do."""
    return to_millis(instant).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def parse_utc(text: str) -> datetime:
    """Read an RFC 3339 instant. Raises ValueError when it names no time zone: a bare local time is never guessed."""
    instant = datetime.fromisoformat(text)
    if instant.tzinfo is None:
        raise ValueError(f"{text!r} names no time zone")
    try:
        return to_millis(instant)
    except OverflowError as error:
        raise ValueError(f"{text!r} lies outside the calendar") from error


def local_day(instant: datetime, zone: ZoneInfo) -> date:
    """The calendar day it is in the store at this instant."""
    return instant.astimezone(zone).date()


def seconds(count: float) -> timedelta:
    """A policy's number of seconds as a duration."""
    return timedelta(seconds=count)
