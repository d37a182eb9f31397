"""Conflicts kept ready on a real file: the same as from all events at once, whatever came in which order."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from kiosk.domain.conflict import ConflictKind, conflicts
from kiosk.domain.event import GENESIS, Event, EventKind
from kiosk.store.store import Store
from tests.domain.conflict_vectors import conflict_cases, told
from tests.domain.test_conflict import crowds
from tests.store.day import NOON, Feed, reservation_id
from tests.store.ledgers import append, draft, foreign


def run(store: Store, act: Callable[..., Any], *args: Any) -> Any:
    return store.worker.submit(act, *args).result()


def hand_over(store: Store, number: int, serial: str) -> Event:
    return append(store, draft(number, kind=EventKind.HANDED_OVER, serial=serial))[0]


def arrive(store: Store, feed: Feed, *events: Event) -> None:
    cursor = run(store, store.replica.position).cursor
    for event in events:
        feed.put("event", event.event_id, event.to_wire())
    for page in feed.pages(cursor):
        run(store, store.replica.apply, feed.epoch, *page, NOON)


def sealed(events: list[Event]) -> list[Event]:
    """As central would hand them on: each life in a chain of its own."""
    ends: dict[str, tuple[int, str]] = {}
    done: list[Event] = []
    for event in events:
        seq, prev = ends.get(event.terminal_id, (0, GENESIS))
        done.append(replace(event, seq=seq + 1, incarnation=event.terminal_id * 32).sealed(prev))
        ends[event.terminal_id] = (seq + 1, done[-1].hash)
    return done


@pytest.mark.parametrize("case", list(conflict_cases()), ids=lambda case: case.name)
def test_vector(store: Store, feed: Feed, case: Any) -> None:
    for event in reversed(sealed(list(case.events))):
        arrive(store, feed, event)
    assert told(tuple(run(store, store.conflicts.all))) == case.expect
    assert run(store, store.conflicts.open_count) == sum(not one["closed_by"] for one in case.expect)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(events=crowds())
def test_one_at_a_time_is_as_all_at_once(
    open_store: Callable[..., Store], tmp_path_factory: pytest.TempPathFactory, events: list[Event]
) -> None:
    store, feed = open_store(at=tmp_path_factory.mktemp("crowd") / "kiosk.db"), Feed()
    events = sealed(events)
    for at, event in enumerate(events):
        arrive(store, feed, event)
        assert run(store, store.conflicts.all) == list(conflicts(events[: at + 1]))
    store.close()


def test_an_own_act_is_caught_up_with_when_somebody_asks_or_nobody_waits(store: Store, feed: Feed) -> None:
    arrive(store, feed, foreign(1, number=2, kind=EventKind.HANDED_OVER, payload={"serial": "S-1"}))
    hand_over(store, 1, "S-1")
    assert run(store, store.conflicts.open_count) == 0
    run(store, store._tidy)
    assert run(store, store.conflicts.open_count) == 1
    (conflict,) = run(store, store.conflicts.open)
    assert (conflict.kind, conflict.subject) == (ConflictKind.SERIAL_TWICE, "S-1")
    assert set(conflict.reservation_ids) == {reservation_id(1), reservation_id(2)}
    assert not run(store, store.conflicts.behind)


def test_a_check_in_writes_nothing_for_it(store: Store) -> None:
    append(store, draft(1))

    def rows() -> int:
        return store._db.conn.execute("SELECT count(*) FROM shared_subject").fetchone()[0]

    assert run(store, rows) == 0
    assert run(store, store.conflicts.behind)


def test_it_survives_a_restart_and_can_be_made_anew(open_store: Callable[..., Store], feed: Feed) -> None:
    store = open_store()
    arrive(store, feed, foreign(1, kind=EventKind.HANDED_OVER, at=NOON + timedelta(minutes=1)))
    hand_over(store, 1, "S-1")
    before = run(store, store.conflicts.all)
    assert [one.kind for one in before] == [ConflictKind.HANDED_OVER_TWICE]

    def older_kiosk() -> None:
        with store.transaction():
            store.facts.put("fold", 1)
            store._db.conn.execute("DELETE FROM conflict")

    run(store, older_kiosk)
    store.close()
    store = open_store()
    assert run(store, store.conflicts.all) == before
