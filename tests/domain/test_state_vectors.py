"""tests/vectors/states/*.json: events of one reservation and what they add up to, in any order."""

import json
from datetime import timedelta
from itertools import islice, permutations
from pathlib import Path
from typing import Any

import msgspec
import pytest

from kiosk.domain.clock import parse_utc
from kiosk.domain.event import Event, EventKind, canonical
from kiosk.domain.state import State, fold, state_body, state_from_body

FOLDER = Path(__file__).parent.parent / "vectors" / "states"
CASES = [
    pytest.param(document["noon"], case, id=f"{path.stem}: {case['name']}")
    for path in sorted(FOLDER.glob("*.json"))
    for document in [json.loads(path.read_text(encoding="utf-8"))]
    for case in document["cases"]
]


def events_of(noon: str, case: dict[str, Any]) -> list[Event]:
    seqs: dict[str, int] = {}
    events: list[Event] = []
    for one in case["events"]:
        seqs[one["terminal"]] = seq = seqs.get(one["terminal"], 0) + 1
        at = parse_utc(noon) + timedelta(minutes=one["minute"])
        identity = (one["id"], one["terminal"], "1", seq, at, 0, 0)
        what = (EventKind(one["kind"]), one.get("payload", {}))
        events.append(Event(*identity, one.get("staff", "s"), "00000000000000a1", *what))
    return events


@pytest.mark.parametrize(("noon", "case"), CASES)
def test_vector(noon: str, case: dict[str, Any]) -> None:
    events = events_of(noon, case)
    for order in islice(permutations(events), 720):
        body = json.loads(canonical(state_body(fold(order + order[:2]))))
        assert {field: body[field] for field in case["expect"]} == case["expect"]


def test_a_body_of_an_older_kiosk_is_read_and_one_of_a_newer_is_refused() -> None:
    """Fields that are new have a value; what cannot be read is folded again."""
    assert state_from_body(b"{}") == State()
    with pytest.raises(msgspec.ValidationError):
        state_from_body(b'{"stage": "polished"}')


def test_the_body_has_every_field_of_the_state() -> None:
    assert sorted(state_body(State())) == sorted(State.__dataclass_fields__)
