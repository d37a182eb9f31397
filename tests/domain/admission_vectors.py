"""Reads the cases of tests/vectors/admission: `given` with the case's `change` merged in (RFC 7396), asked at `now`."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from kiosk.domain.admission import Here, decide
from kiosk.domain.clock import parse_utc, to_millis
from kiosk.domain.code import Code
from kiosk.domain.event import Event, EventKind
from kiosk.domain.policy import Policy
from kiosk.domain.rows import parse_row
from kiosk.domain.state import fold
from kiosk.domain.verdict import Verdict

VECTORS = Path(__file__).parent.parent / "vectors"


@dataclass(frozen=True)
class Case:
    name: str
    verdict: str
    given: dict[str, Any]
    now: datetime
    expect: dict[str, Any]

    def decide(self) -> Verdict:
        here = self.given["here"]
        row = self.given["reservation"]
        return decide(
            msgspec.convert(self.given["code"], Code),
            parse_row("reservation", row) if row else None,
            fold(event_of(short) for short in self.given["events"]),
            msgspec.convert(self.given["policy"], Policy),
            Here(here["store"], here["launch"], ZoneInfo(here["zone"])),
            self.now,
        )


def cases() -> Iterator[Case]:
    for path in sorted((VECTORS / "admission").glob("*.json")):
        table = json.loads(path.read_text(encoding="utf-8"))
        for case in table["cases"]:
            yield Case(
                name=f"{path.stem}: {case['name']}",
                verdict=table["verdict"],
                given=merge(table["given"], case.get("change", {})),
                now=parse_utc(case["now"]),
                expect={**table["expect"], **case.get("expect", {})},
            )


def merge(target: Any, change: Any) -> Any:
    """RFC 7396 but for `null`, which stays: a reservation of null is one that is not in the roster."""
    if not isinstance(target, dict) or not isinstance(change, dict):
        return change
    return {**target, **{key: merge(target.get(key), value) for key, value in change.items()}}


def event_of(short: dict[str, Any]) -> Event:
    """An event written with what the fold reads."""
    return Event(
        event_id=short["event_id"],
        terminal_id=short["terminal_id"],
        incarnation="1",
        seq=short["seq"],
        occurred_at=parse_utc(short["occurred_at"]),
        monotonic_ms=0,
        clock_offset_ms=short.get("clock_offset_ms", 0),
        staff_id="S1",
        reservation_id="00c0ffee00000042",
        kind=EventKind(short["kind"]),
        payload=short["payload"],
    )


def same(found: Any, expected: Any) -> bool:
    """Whether a verdict's field is what the vector says; instants compare as instants."""
    if isinstance(found, datetime):
        return to_millis(found) == parse_utc(expected)
    if isinstance(found, date):
        return found.isoformat() == expected
    if isinstance(expected, list):
        return len(found) == len(expected) and all(map(same, found, expected))
    if isinstance(expected, dict):
        return all(same(getattr(found, key), value) for key, value in expected.items())
    return found == expected
