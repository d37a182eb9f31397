"""tests/vectors/conflicts/*.json: sets of events and the conflicts that are in them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from kiosk.domain.clock import parse_utc
from kiosk.domain.conflict import Conflict
from kiosk.domain.event import Event, EventKind

FOLDER = Path(__file__).parent.parent / "vectors" / "conflicts"


@dataclass(frozen=True)
class ConflictCase:
    name: str
    events: tuple[Event, ...]
    expect: list[dict[str, Any]]


def conflict_cases() -> Iterator[ConflictCase]:
    for path in sorted(FOLDER.glob("*.json")):
        document = json.loads(path.read_text(encoding="utf-8"))
        noon = parse_utc(document["noon"])
        for case in document["cases"]:
            events: list[Event] = []
            seqs: dict[str, int] = {}
            for one in case["events"]:
                seqs[one["terminal"]] = seq = seqs.get(one["terminal"], 0) + 1
                events.append(
                    Event(
                        event_id=one["id"],
                        terminal_id=one["terminal"],
                        incarnation="1",
                        seq=seq,
                        occurred_at=noon + timedelta(minutes=one["minute"]),
                        monotonic_ms=0,
                        clock_offset_ms=one.get("offset_ms", 0),
                        staff_id=one.get("staff", "s"),
                        reservation_id=one["reservation"],
                        kind=EventKind(one["kind"]),
                        payload=one.get("payload", {}),
                    )
                )
            yield ConflictCase(f"{path.stem}: {case['name']}", tuple(events), case["expect"])


def told(conflicts: tuple[Conflict, ...]) -> list[dict[str, Any]]:
    """In the vectors' form."""
    return [
        {
            "kind": str(one.kind),
            "subject": one.subject,
            "event_ids": list(one.event_ids),
            "closed_by": one.closing.event_id if one.closing else None,
        }
        for one in conflicts
    ]
