"""The floor as the screens hold it, on a real store and desk: what a commit changed comes, and nothing else."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex
from pytestqt.qtbot import QtBot

from kiosk.desk import Desk, TerminalIdentity
from kiosk.domain.policy import Policy, Role, Staff
from kiosk.domain.recipe import Step
from kiosk.domain.reservation import Product
from kiosk.domain.state import Stage
from kiosk.errors import Fault
from kiosk.floor_answers import Entry
from kiosk.store.store import Store
from tests.store.day import DB_KEY, LAUNCH, NOON, ROOT_KEY, STORE, Feed, k1_text, reservation, reservation_id, token
from ui import fiction, floor
from ui.bridge import Bridge
from ui.fiction_floor import PEOPLE, FictionFloor, FictionStoreDesk, entry
from ui.floor import FloorFeed
from ui.rows import RowsModel

WATCH = Product("AUR-41", "Aurelia One", "41 mm", gtin="04006381333931", shelf="B3")
LATER = NOON + timedelta(hours=1)


class Clock:
    def now(self) -> Any:
        return NOON

    def monotonic_ms(self) -> int:
        return 1_000


@dataclass
class Shop:
    """One terminal's real store and desk, and the feed of its screens."""

    qtbot: QtBot
    store: Store
    desk: Desk
    central: Feed
    bridge: Bridge
    questions: list[str] = field(default_factory=list[str])
    feed: FloorFeed = field(init=False)
    changes: list[frozenset[str]] = field(default_factory=list[frozenset[str]])
    resets: int = 0

    def __post_init__(self) -> None:
        self.feed = FloorFeed(self.desk, self.submit, self.store.on_change, self.bridge, Clock().now)
        self.feed.changed.connect(self.changes.append)
        self.feed.reset.connect(self._was_reset)

    def _was_reset(self) -> None:
        self.resets += 1

    def submit(self, method: Callable[..., Any], *arguments: object) -> Future[Any]:
        self.questions.append(method.__name__)
        return self.store.worker.submit(method, *arguments)

    def do(self, method: Callable[..., Any], *arguments: Any, **others: Any) -> Any:
        return self.store.worker.submit(lambda: method(*arguments, **others)).result()

    def pull(self) -> None:
        cursor = self.do(self.store.replica.position).cursor
        for page in self.central.pages(cursor):
            self.do(self.store.replica.apply, self.central.epoch, *page, NOON)

    def book(self, *numbers: int) -> None:
        self.central.book(*(reservation(number) for number in numbers))
        self.pull()

    def settle(self) -> None:
        """All that was told has been heard and read."""
        heard: list[bool] = []
        self.bridge.post(lambda: heard.append(True))  # behind whatever the store has posted
        self.qtbot.waitUntil(lambda: bool(heard) and self.feed.ready and self.feed.age(LATER) == timedelta(0))

    def began(self) -> "Shop":
        self.feed.begin()
        self.settle()
        self.changes.clear()
        self.resets = 0
        return self


@pytest.fixture
def shop(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shop]:
    monkeypatch.setattr(floor, "EXPECTED_MS", 0)
    store = Store.open(tmp_path / "a.db", DB_KEY, token)
    identity = TerminalIdentity("t-a", "Entrance A", "A", STORE, LAUNCH, ROOT_KEY)
    staff = Staff("amelie", frozenset(Role))
    desk = Desk(store, Clock(), token, identity, lambda: staff, lambda: 0)
    bridge = Bridge()
    shop = Shop(qtbot, store, desk, Feed(), bridge)
    shop.central.furnish()
    shop.central.put_row("product", WATCH.sku, WATCH)
    shop.pull()
    yield shop
    shop.feed.end()
    bridge.close()
    store.close()


def test_a_day_that_has_not_begun_is_empty_and_expected(shop: Shop) -> None:
    shop.book(1, 2, 3)
    shop.began()
    assert shop.feed.entries == {}
    assert [(one.sku, one.count) for one in shop.feed.expected] == [("AUR-41", 3)]
    assert shop.feed.rules.products == (WATCH,)


def test_each_commit_of_a_visit_is_one_change_of_one_customer(shop: Shop) -> None:
    shop.book(1, 2)
    shop.do(shop.desk.check_in, (k1_text(2),))
    shop.began()
    one = reservation_id(1)
    assert set(shop.feed.entries) == {reservation_id(2)}
    room, counter = shop.desk.stockroom, shop.desk.counter
    acts: list[tuple[Callable[[], Any], Stage]] = [
        (lambda: shop.do(shop.desk.check_in, (k1_text(1),)), Stage.ARRIVED),
        (lambda: shop.do(room.claim, (one,)), Stage.PREPARING),
        (lambda: shop.do(room.scan_box, one, WATCH.gtin, "SN1"), Stage.PREPARING),
        (lambda: shop.do(room.complete, one, Step.INSPECT_PACKAGING, passed=True), Stage.PREPARING),
        (lambda: shop.do(room.complete, one, Step.TEST_BATTERY, battery_percent=90), Stage.PREPARING),
        (lambda: shop.do(room.complete, one, Step.BRING_TO_COUNTER, counter="3"), Stage.READY),
        (lambda: shop.do(counter.call, one, "3"), Stage.READY),
    ]
    for act, stage in acts:
        act()
        shop.settle()
        assert shop.changes == [frozenset({one})]
        assert shop.feed.entries[one].stage is stage
        shop.changes.clear()
    assert shop.resets == 0
    assert shop.feed.entries[one] == shop.do(shop.desk.floor.entries_of, (one,))[0]


def test_one_row_of_a_list_changes_with_one_event(shop: Shop) -> None:
    """From the commit to the list in QML: 100 waiting, one claimed, one `dataChanged`."""
    shop.book(*range(1, 101))
    for number in range(1, 101):
        shop.do(shop.desk.check_in, (k1_text(number),))
    shop.began()

    @dataclass(frozen=True, slots=True)
    class Line:
        key: str
        holder: str

    def lines() -> list[Line]:
        return [Line(one.reservation_id, one.state.claimed_by) for one in shop.feed.entries.values()]

    model = RowsModel(("holder",))
    model.show(lines())
    told: list[tuple[int, int]] = []

    def changed(first: QModelIndex, last: QModelIndex) -> None:
        told.append((first.row(), last.row()))

    model.dataChanged.connect(changed)
    model.rowsInserted.connect(lambda: pytest.fail("rows were put in"))
    model.rowsRemoved.connect(lambda: pytest.fail("rows were taken out"))
    shop.feed.changed.connect(lambda: model.show(lines()))
    shop.do(shop.desk.stockroom.claim, (reservation_id(40),))
    shop.settle()
    assert len(told) == 1
    assert told[0][0] == told[0][1]


def test_who_was_let_in_by_mistake_leaves_and_is_expected_again(shop: Shop) -> None:
    shop.book(1)
    shop.began()
    admitted = shop.do(shop.desk.check_in, (k1_text(1),))
    shop.settle()
    assert set(shop.feed.entries) == {reservation_id(1)}
    shop.do(shop.desk.undo, admitted.event_id)
    shop.settle()
    assert shop.feed.entries == {}
    assert shop.changes == [frozenset({reservation_id(1)})] * 2


def test_bookings_that_come_are_counted_and_not_entered(shop: Shop) -> None:
    shop.book(1)
    shop.began()
    shop.book(2, 3)
    shop.qtbot.waitUntil(lambda: [one.count for one in shop.feed.expected] == [3])
    assert shop.feed.entries == {}
    assert shop.changes == []


def test_another_policy_or_product_reads_all_anew(shop: Shop) -> None:
    shop.book(1)
    shop.do(shop.desk.check_in, (k1_text(1),))
    shop.began()
    shop.central.put_row("policy", "policy", Policy(promise_s=60))
    shop.pull()
    shop.settle()
    assert shop.resets == 1
    assert shop.feed.rules.policy.promise_s == 60
    shop.central.put_row("product", WATCH.sku, replace(WATCH, shelf="C9"))
    shop.book(2)
    shop.settle()
    product = shop.feed.entries[reservation_id(1)].product
    assert product is not None
    assert product.shelf == "C9"


def test_what_comes_while_it_reads_is_read_once_together(shop: Shop) -> None:
    shop.book(*range(1, 21))
    shop.began()
    shop.questions.clear()
    for number in range(1, 21):
        shop.do(shop.desk.check_in, (k1_text(number),))
    shop.settle()
    assert len(shop.feed.entries) == 20
    assert shop.questions.count("_read_some") <= 3


def test_two_windows_begin_it_once(shop: Shop) -> None:
    shop.began()
    shop.questions.clear()
    shop.feed.begin()
    shop.qtbot.wait(0)
    assert shop.questions == []


class Failing(FictionFloor):
    """Counts what was asked for by the name of the question."""

    def count(self, question: str) -> int:
        return sum(one[0] == question for one in self.asked)


@pytest.fixture
def pretended(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[FloorFeed, Failing]]:
    monkeypatch.setattr(floor, "RETRY_MS", 0)
    source = Failing()
    bridge = Bridge()
    feed = FloorFeed(FictionStoreDesk(source), fiction.at_once, source, bridge, lambda: fiction.NOW)
    feed.begin()
    qtbot.waitUntil(lambda: feed.ready)
    yield feed, source
    feed.end()
    bridge.close()


def claimed(index: int) -> Entry:
    return entry(index, replace(PEOPLE[index], stage=Stage.PREPARING, runner="lucie"))


def test_a_store_that_cannot_be_read_is_behind_until_it_can(
    qtbot: QtBot, pretended: tuple[FloorFeed, Failing], caplog: pytest.LogCaptureFixture
) -> None:
    feed, source = pretended
    assert feed.age(fiction.NOW + timedelta(minutes=5)) == timedelta(0)
    with caplog.at_level("WARNING"):
        source.fault = Fault("read", "Restart the program")
        source.change(claimed(4))
        qtbot.waitUntil(lambda: source.count("entries_of") > 2)
        assert feed.age(fiction.NOW + timedelta(seconds=7)) == timedelta(seconds=7)
        assert feed.entries[claimed(4).reservation_id].stage is Stage.ARRIVED
        source.fault = None
        qtbot.waitUntil(lambda: feed.entries[claimed(4).reservation_id].stage is Stage.PREPARING)
    assert feed.age(fiction.NOW + timedelta(seconds=7)) == timedelta(0)
    assert "could not be read" in caplog.text
    caplog.clear()


def test_a_thousand_told_of_at_once_are_read_as_a_whole(qtbot: QtBot, pretended: tuple[FloorFeed, Failing]) -> None:
    _feed, source = pretended
    before = source.count("entries")
    source.tell(frozenset(f"{number:016x}" for number in range(floor.MANY + 1)))
    qtbot.waitUntil(lambda: source.count("entries") == before + 1)
    assert source.count("entries_of") == 0


def test_what_did_not_become_different_is_not_told(qtbot: QtBot, pretended: tuple[FloorFeed, Failing]) -> None:
    feed, source = pretended
    told: list[frozenset[str]] = []
    feed.changed.connect(told.append)
    source.change(entry(0, PEOPLE[0]), claimed(4))
    qtbot.waitUntil(lambda: bool(told))
    assert told == [frozenset({claimed(4).reservation_id})]


def test_after_the_end_nothing_is_asked(qtbot: QtBot, pretended: tuple[FloorFeed, Failing]) -> None:
    feed, source = pretended
    feed.end()
    asked = len(source.asked)
    source.change(claimed(4))
    qtbot.wait(0)
    assert len(source.asked) == asked
