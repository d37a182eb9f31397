"""A conflict of two terminals, put right by one touch: with the real programs, with the line and without.

Two counters that do not hear of each other give one customer two watches. When the line is back both know of both; a supervisor says
which one the customer has, at a terminal that is online or offline at that moment, and everybody sees the same afterwards.
"""

from pathlib import Path
from typing import Any

import pytest

from kiosk.answers import ConflictReport
from kiosk.cli.central_process import CentralProcess
from kiosk.domain.conflict import ConflictKind
from kiosk.domain.counter import Demo, Identity, Receipt
from kiosk.domain.recipe import Step, next_step
from kiosk.domain.stock import Level
from kiosk.floor_answers import Entry, HandOver
from tests.e2e.pair import Place, agree, busy_day, pair
from tests.e2e.parts import wait_until

PATIENCE_S = 90.0
REASON = "Counted: the customer has this one"


@pytest.mark.slow
@pytest.mark.parametrize("cut", [False, True], ids=["online", "offline"])
def test_which_watch_the_customer_has_is_said_once_and_known_everywhere(tmp_path: Path, cut: bool) -> None:
    central, texts = busy_day(tmp_path)
    with central, pair(central, tmp_path) as (a, b):
        reservation_id = a.do(a.desk.check_in, (texts[0],)).verdict.reservation_id
        wait_until(lambda: agree(a, b), "B knows of the arrival", PATIENCE_S)
        sku = a.do(a.desk.floor.entries_of, [reservation_id])[0].product.sku
        before = level(a, sku)
        offline(central, a, b)
        for place, serial in ((a, "S-A"), (b, "S-B")):
            collect(place, reservation_id, serial)
        online(central, a, b)
        for place in (a, b):  # the second one says what the first one means: one of the units has to come back
            assert list(open_ones(place)) == [ConflictKind.HANDED_OVER_TWICE, ConflictKind.TWO_UNITS]
        assert level(a, sku).out == before.out + 2
        if cut:
            offline(central, a, b)
        report = open_ones(b)[ConflictKind.HANDED_OVER_TWICE]
        kept = next(side for side in report.conflict.evidence if side.detail == "S-A")
        b.do(b.desk.inbox.keep, report.conflict, kept.event_id, REASON)
        assert open_ones(b) == {}
        if cut:
            assert len(open_ones(a)) == 2, "A cannot know yet"
            central.start()
        wait_until(lambda: agree(a, b), "everything has come everywhere", PATIENCE_S)
        for place in (a, b):
            assert open_ones(place) == {}
            entry = place.do(place.desk.floor.entries_of, [reservation_id])[0]
            assert [fact.detail for fact in entry.state.hand_overs] == ["S-A"]
            assert level(place, sku).out == before.out + 1
            assert any(
                event.payload.get("reason") == REASON for event in place.do(place.desk.floor.history, reservation_id)
            )
        central.run("verify")


def open_ones(place: Place) -> dict[ConflictKind, ConflictReport]:
    reports = place.do(place.desk.inbox.all)
    return {report.conflict.kind: report for report in reports if report.conflict.is_open}


def offline(central: CentralProcess, *places: Place) -> None:
    central.stop()
    wait_until(lambda: not any(place.is_linked() for place in places), "both know that they are offline")


def online(central: CentralProcess, *places: Place) -> None:
    central.start()
    wait_until(lambda: agree(*places), "everything has come everywhere", PATIENCE_S)


def level(place: Place, sku: str) -> Level:
    return next(one for one in place.do(place.desk.stocktaking.levels) if one.sku == sku)


def collect(place: Place, reservation_id: str, serial: str) -> None:
    """From the claim to the customer's hands."""
    place.do(place.desk.stockroom.claim, (reservation_id,))
    entry: Entry = place.do(place.desk.floor.entries_of, [reservation_id])[0]
    assert entry.product is not None
    entry = place.do(place.desk.stockroom.scan_box, reservation_id, entry.product.gtin, serial).entry
    evidence: dict[Step, dict[str, Any]] = {
        Step.INSPECT_PACKAGING: {"passed": True},
        Step.TEST_BATTERY: {"battery_percent": 80},
        Step.BRING_TO_COUNTER: {"counter": "3"},
    }
    while (step := next_step(entry.recipe, entry.state.steps)) is not None:
        entry = place.do(place.desk.stockroom.complete, reservation_id, step, **evidence[step])
    done = HandOver(reservation_id, serial, Identity.PHONE, True, Demo.GIVEN, Receipt.PRINTED)
    place.do(place.desk.counter.hand_over, done)
