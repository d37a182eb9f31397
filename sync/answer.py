"""What stands in an answer, whoever wrote it: bytes into values, and never an exception for what cannot be read.

Knows nothing of requests and sockets; `sync.http` is who asks. No text from outside leaves here longer than a line.
"""

from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TypeVar

import msgspec

from kiosk.domain.clock import parse_utc
from sync.outcome import Garbled, OtherProtocol, Outcome, Reached
from sync.wire import Problem, Withdrawn

T = TypeVar("T")

LONGEST = 300
"""Characters of a text from outside: it goes into the log and onto the status page."""


def read(content: bytes | bytearray, reply: type[T]) -> Outcome[T]:
    try:
        return Reached(msgspec.json.decode(content, type=reply))
    except msgspec.ValidationError as error:
        return OtherProtocol(f"central's answer does not fit: {line(str(error))}")
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        return Garbled(f"central's answer is damaged: {line(str(error))}")
    except RecursionError:
        # WORKAROUND msgspec raises it for what is nested too deeply, instead of its own DecodeError.
        return Garbled("central's answer is damaged: nested too deeply")


def problem(content: bytes | bytearray) -> Problem:
    try:
        told = msgspec.json.decode(content, type=Withdrawn)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return Problem("unknown", "central gave no reason")
    said = (line(told.error), line(told.message))
    return Problem(*said) if told.revocation is None else Withdrawn(*said, told.revocation)


def retry_after(text: str | None, now: datetime) -> float | None:
    """Seconds, from either form of the header; None for neither."""
    if text is None:
        return None
    if text.strip().isdecimal():
        return float(text.strip()[:9])
    try:
        at = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    return max(0.0, (at - now).total_seconds()) if at.tzinfo else None


def clock_offset_ms(told: str | None, way_s: float, now: datetime) -> int | None:
    """The writer's clock minus ours: it wrote `told` when it began to answer, `way_s` seconds ago."""
    try:
        theirs = parse_utc(told or "")
    except ValueError:
        return None
    # Without adding to their time first: the last hour of the calendar would have no later one.
    return round((theirs - now + timedelta(seconds=way_s)) / timedelta(milliseconds=1))


def line(text: str) -> str:
    """One printable line of it."""
    cut = text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
    return "".join(character if character.isprintable() else "\ufffd" for character in cut)
