"""The stock on the screens, over real files: what the door says, the ways out of a shortage, the count, the runner's card."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk.domain.event import EventKind
from kiosk.domain.policy import Role
from kiosk.domain.state import Stage
from kiosk.domain.stock import StockRow
from tests.desk.floor_day import LARGER, PRODUCT, Team, arrived
from tests.store.day import k1_text, reservation
from tests.ui.audit import audit
from tests.ui.conftest import Page
from tests.ui.station_room import OpenTeam, Room, real
from tests.ui.stockroom_room import Room as StockroomRoom
from ui import fiction
from ui.bridge import Bridge
from ui.entry_wait import EntryWait
from ui.floor import FloorFeed
from ui.language import Languages
from ui.stations.supervisor import SupervisorModel
from ui.verdict_page import Setting, supply_line, verdict_page
from ui.window import load_fonts
from ui.words import CONTEXT


def deliver(team: Team, count: int, other: int = 3) -> None:
    team.feed.put_row("product", PRODUCT.sku, replace(PRODUCT, alternatives=(LARGER.sku,)))
    team.feed.put_row("stock", PRODUCT.sku, StockRow(PRODUCT.sku, count))
    team.feed.put_row("stock", LARGER.sku, StockRow(LARGER.sku, other))
    team.pull()


@pytest.mark.parametrize(
    ("left", "wait_s", "language", "line", "tone"),
    [
        (2, 724.0, "en", "Valid, 2 left, about 12 minutes", "go"),
        (2, 724.0, "fr", "Valide, il en reste 2, environ 12 minutes", "go"),
        (1, 20.0, "en", "Valid, 1 left, about a minute", "go"),
        (2, None, "en", "Valid, 2 left", "go"),
        (0, 724.0, "en", "Valid, none left", "wait"),
        (-3, None, "fr", "Valide, il n’en reste plus", "wait"),
    ],
)
def test_the_verdict_says_how_many_are_left_and_how_long_it_takes(
    qapp: QGuiApplication, left: int, wait_s: float | None, language: str, line: str, tone: str
) -> None:
    languages = Languages()
    languages.install(language)
    setting = Setting(fiction.PLACE, fiction.NOW, language, wait_s=wait_s)
    page = verdict_page(fiction.supplied(left), setting, languages.told_in(CONTEXT))
    languages.uninstall()
    assert (page.supply, page.tone) == (line, tone)
    assert page.may_offer_way_out == (left < 1)


def test_where_nobody_knows_nothing_is_said() -> None:
    setting = Setting(fiction.PLACE, fiction.NOW, "en")
    known = fiction.supplied(2)
    assert supply_line(replace(known, supply=None), setting, lambda text, _: text) == ""
    assert supply_line(replace(known, admitted=False), setting, lambda text, _: text) == ""


@pytest.fixture
def short_door(open_team: OpenTeam, open_page: Callable[..., Page]) -> tuple[Team, Page]:
    """Nothing is left of the first customer's model, and they hold up their code."""
    team = open_team()
    deliver(team, 0)
    team.book(reservation(1))
    page = open_page(desk=team.desk, submit=team.store.worker.submit)
    page.model.present((k1_text(1),))
    page.qtbot.waitUntil(lambda: page.model.verdict.shown and not page.model.busy)
    return team, page


def test_a_shortage_is_amber_and_another_model_is_taken_by_touch(short_door: tuple[Team, Page]) -> None:
    team, page = short_door
    assert (page.text("verdictHeadline"), page.model.verdict.tone) == ("None left", "wait")
    assert page.text("verdictSupply") == "Valid, none left"
    page.touch("wayOutFromVerdict")
    page.qtbot.waitUntil(lambda: page.has("alternative_0"))
    assert "Aurelia One, 45 mm" in page.texts()
    assert "3 of it left" in page.texts()
    page.touch("alternative_0")
    page.qtbot.waitUntil(lambda: page.text("verdictHeadline") == "Other model")
    assert not page.has("alternative_0")
    assert team.entry().product == LARGER
    assert page.model.verdict.tone == "info"


def test_a_voucher_is_a_supervisors(short_door: tuple[Team, Page]) -> None:
    team, page = short_door
    page.touch("wayOutFromVerdict")
    page.qtbot.waitUntil(lambda: page.has("voucher_0"))
    page.touch("voucher_0")
    page.qtbot.waitUntil(lambda: page.text("verdictHeadline") == "Not possible")
    assert "A supervisor gives vouchers" in page.text("verdictDetail")
    assert team.entry().stage is Stage.ARRIVED
    team.roles.add(Role.SUPERVISOR)
    page.model.present((k1_text(1),))
    page.qtbot.waitUntil(lambda: page.has("wayOutFromVerdict"))
    page.touch("wayOutFromVerdict")
    page.qtbot.waitUntil(lambda: page.has("voucher_1"))
    page.touch("voucher_1")
    page.qtbot.waitUntil(lambda: page.text("verdictHeadline") == "Voucher")
    assert team.entry().stage is Stage.CANCELLED


def test_the_door_knows_how_long_it_takes(qtbot: QtBot, open_team: OpenTeam) -> None:
    team, bridge = open_team(), Bridge()
    arrived(team, 1, 2)
    floor = FloorFeed(team.desk, team.store.worker.submit, team.store.on_change, bridge, lambda: team.clock.at)
    wait = EntryWait(bridge, floor)
    wait.begin()
    assert wait.seconds is None
    qtbot.waitUntil(lambda: floor.ready)
    wait.tick(team.clock.at)
    qtbot.waitUntil(lambda: wait.seconds is not None)
    assert wait.seconds > 60  # two customers before, one runner
    wait.end()
    floor.end()
    bridge.close()


class SupervisorRoom(Room):
    PAGE = "SupervisorPage"
    MODEL = SupervisorModel


@pytest.fixture
def rooms(qapp: QGuiApplication) -> Iterator[list[Room]]:
    load_fonts()
    opened: list[Room] = []
    yield opened
    for room in opened:
        room.end()


def test_a_supervisor_counts_by_touch_and_by_keys(qtbot: QtBot, open_team: OpenTeam, rooms: list[Room]) -> None:
    team = open_team()
    team.roles.add(Role.SUPERVISOR)
    deliver(team, 1)
    arrived(team, 1, 2)
    for number, serial in ((1, "S-1"), (2, "S-2")):
        team.do(team.desk.stockroom.claim, (reservation(number).reservation_id,))
        team.box(serial, number)
    room = SupervisorRoom(qtbot, real(team, "amelie"))
    rooms.append(room)
    room.wait(lambda: room.model.stock.doubts == 1)
    room.touch("openStock")
    room.wait(lambda: room.has("stockModel_0"))
    assert "-1 on the shelf: count it" in [str(item.property("text")) for item in room.items()]
    assert audit(room.view) == []
    room.touch("digit_1")
    room.touch("digit_erase")
    QTest.keyClick(room.view, Qt.Key.Key_0)
    room.shows("counted", "0")
    room.touch("countReason_0")
    room.wait(lambda: EventKind.STOCK_COUNTED in [event.kind for event in team.events()])
    (counted,) = [event for event in team.events() if event.kind is EventKind.STOCK_COUNTED]
    assert (counted.payload["count"], counted.payload["expected"]) == (0, -1)
    assert counted.payload["reason"] == "Counted twice, by two people"
    room.shows("counted", "Counted?")


def test_the_runners_card_says_that_nothing_lies_on_the_shelf(
    qtbot: QtBot, open_team: OpenTeam, rooms: list[Room]
) -> None:
    team = open_team()
    deliver(team, 0)
    arrived(team, 1)
    room = StockroomRoom(qtbot, real(team, "nadia"))
    rooms.append(room)
    room.model.tick(team.clock.at)
    room.wait(
        lambda: (
            [row.shelfText for row in room.model.lists.tabs["waiting"].rows] == ["None on the shelf: ask a supervisor"]
        )
    )
    team.feed.put_row("stock", PRODUCT.sku, StockRow(PRODUCT.sku, 2))
    team.pull()
    room.model.tick(team.clock.at)
    room.wait(lambda: [row.shelfText for row in room.model.lists.tabs["waiting"].rows] == ["Shelf A3"])
