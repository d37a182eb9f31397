"""The runners' lists followed one customer at a time are those that a new board would make of the same floor."""

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain.policy import Policy
from kiosk.domain.state import Stage
from kiosk.domain.task import Runner
from kiosk.floor_answers import Entry
from ui.context import Place
from ui.fiction_floor import NOW, PEOPLE, ago, entry
from ui.shots_stockroom import HERE, ME
from ui.stations.stockroom_board import Board, Lists
from ui.stations.stockroom_rows import TaskRow, Tongue

RUNNER = Runner(ME, HERE["terminal_id"])
POLICY = Policy(promise_s=1200, alert_s=300)
TONGUE = Tongue(str, "en", Place(ZoneInfo("Europe/Paris")))
FLOOR = {one.reservation_id: one for one in (entry(index, person) for index, person in enumerate(PEOPLE))}
KEYS = tuple(FLOOR)


def changes() -> st.SearchStrategy[list[tuple[str, str]]]:
    what = st.sampled_from(("gone", "claimed", "released", "ready", "later"))
    return st.lists(st.tuples(st.sampled_from(KEYS), what), min_size=1, max_size=3)


def become(floor: dict[str, Entry], key: str, what: str) -> None:
    """What the feed does to its entries after a commit."""
    if what == "gone":
        floor.pop(key, None)
        return
    held = floor.get(key, FLOOR[key])
    state = replace(held.state, arrivals=held.state.arrivals or FLOOR[KEYS[0]].state.arrivals)
    if what == "claimed":
        state = replace(state, stage=Stage.PREPARING, claimed_by="somebody")
    elif what == "released":
        state = replace(state, stage=Stage.ARRIVED, claimed_by="", claims=())
    elif what == "ready":
        state = replace(state, stage=Stage.READY, prepared_at=ago(len(floor) % 3), counter="1")
    elif state.arrivals:
        first = replace(state.arrivals[0], at=state.arrivals[0].at + timedelta(minutes=1))
        state = replace(state, arrivals=(first, *state.arrivals[1:]))
    floor[key] = replace(held, state=state)


def shown(lists: Lists) -> Iterator[list[TaskRow]]:
    return (getattr(lists, tab.name) for tab in fields(lists))


@settings(deadline=None)
@given(st.lists(st.one_of(changes(), st.integers(-30, 30)), max_size=12))
def test_followed_or_looked_at_as_a_whole_it_is_the_same_board(story: list[list[tuple[str, str]] | int]) -> None:
    """A number is minutes by which the clock goes on, or is set back: then everybody is looked at, as each second."""
    floor, now = dict(FLOOR), NOW
    board = Board(RUNNER)
    board.lists(floor, POLICY, now, TONGUE)
    for step in story:
        ids = None
        if isinstance(step, int):
            now += timedelta(minutes=step)
        else:
            for key, what in step:
                become(floor, key, what)
            ids = frozenset(key for key, _ in step)
        lists = board.lists(floor, POLICY, now, TONGUE, ids)
        anew = Board(RUNNER)
        assert list(shown(lists)) == list(shown(anew.lists(floor, POLICY, now, TONGUE)))
        for key in KEYS:
            assert board.row(key) == anew.row(key)
            assert board.batch(key) == anew.batch(key)


def test_who_did_not_change_keeps_the_very_row() -> None:
    """The list model passes over rows that are the same object."""
    floor = dict(FLOOR)
    board = Board(RUNNER)
    before = board.lists(floor, POLICY, NOW, TONGUE)
    key = before.waiting[0].key
    become(floor, key, "claimed")
    after = board.lists(floor, POLICY, NOW, TONGUE, frozenset({key}))
    assert [id(row) for row in after.waiting] == [id(row) for row in before.waiting[1:]]
    again = board.lists(floor, POLICY, NOW + timedelta(seconds=1), TONGUE)
    assert [id(row) for row in again.waiting] == [id(row) for row in after.waiting]


def test_an_alert_turns_by_itself() -> None:
    """Nobody tells of time that has passed."""
    calm = next(one for one in FLOOR.values() if one.stage is Stage.ARRIVED)
    promised = calm.promised_at(POLICY)
    assert promised is not None
    board = Board(RUNNER)
    moments = (promised - timedelta(seconds=301), promised - timedelta(seconds=300), promised, promised - timedelta(1))
    alerts = [board.lists({calm.reservation_id: calm}, POLICY, now, TONGUE).waiting[0].alert for now in moments]
    assert alerts == ["calm", "soon", "broken", "calm"]
