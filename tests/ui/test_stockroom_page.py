"""The stockroom's page: nothing cut in any state, language and size; order and alerts; nobody, one and a thousand."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from kiosk.domain.unit import differences
from tests.ui.audit import audit
from tests.ui.station_room import Later
from tests.ui.stockroom_room import Room, fictional
from ui import fiction
from ui.fiction_floor import NOW, PEOPLE, PRODUCTS, RULES, FictionStoreDesk, ago, crowd, entry, expected, odd_names
from ui.product_picture import BANDS, CASES, UNKNOWN, drawing, millimetres, shades
from ui.shots_floor import FloorScene
from ui.shots_stockroom import SCENES, desk_of, empty_desk, right_box, take
from ui.stations.stockroom_board import LaidReady, fetches, measured_preparation

OpenRoom = Callable[..., Room]
ALL: dict[str, FloorScene] = {scene.name: scene for _, scene in SCENES}


@pytest.fixture
def open_room(qtbot: QtBot, qapp: QGuiApplication) -> Iterator[OpenRoom]:
    rooms: list[Room] = []

    def open_it(desk: FictionStoreDesk, size: tuple[int, int] = (1280, 800), **others: object) -> Room:
        rooms.append(Room(qtbot, fictional(desk, **others), size))
        return rooms[-1]

    yield open_it
    for room in rooms:
        room.end()


@pytest.mark.parametrize(("language", "size"), [("fr", (1280, 800)), ("fr", (800, 1280)), ("en", (1280, 800))])
@pytest.mark.parametrize("name", sorted(ALL))
def test_no_state_has_cut_texts_or_small_controls(
    open_room: OpenRoom, name: str, language: str, size: tuple[int, int]
) -> None:
    scene = ALL[name]
    desk = scene.desk()
    room = open_room(desk, size, language=language, link_status=lambda: scene.link)
    scene.act(room.model, desk)
    for _ in range(4):
        QCoreApplication.processEvents()
    assert audit(room.view) == []


def test_who_is_late_stands_on_top_and_says_so_by_word_and_icon(open_room: OpenRoom) -> None:
    room = open_room(desk_of())
    assert room.numbers() == ["A031", "B012", "A036", "A040", "B017", "A044"]
    assert [row.alert for row in room.model.lists.waiting.rows] == ["broken", "soon", "soon", "calm", "calm", "calm"]
    assert [row.alertText for row in room.model.lists.waiting.rows][:3] == ["Late", "Hurry", "Hurry"]
    later = NOW + timedelta(minutes=8)
    room.model.tick(later)
    assert [row.alert for row in room.model.lists.waiting.rows][:4] == ["broken", "broken", "broken", "soon"]


def test_a_new_arrival_is_heard_once_and_a_task_given_back_is_not(open_room: OpenRoom) -> None:
    desk = desk_of()
    room = open_room(desk)
    assert room.sounds == []
    new = entry(77, replace(PEOPLE[5], call_number="A099"))
    desk.floor.change(new)  # pyright: ignore[reportAttributeAccessIssue] (a fiction's floor)
    room.wait(lambda: "A099" in room.numbers())
    assert room.sounds == ["info"]
    room.touch("task_A031")
    room.touch("release")
    room.touch("releaseNow")
    room.wait(lambda: "A031" in room.numbers())
    assert room.sounds == ["info"]


def test_another_terminal_with_the_same_name_has_none_of_her_tasks(open_room: OpenRoom) -> None:
    hers = open_room(desk_of()).numbers("mine")
    elsewhere = open_room(desk_of(), terminal_id="t-other")
    assert hers
    assert elsewhere.numbers("mine") == []
    assert set(hers) <= set(elsewhere.numbers("others"))


def test_an_answer_that_comes_after_leaving_opens_no_task(open_room: OpenRoom) -> None:
    later = Later()
    room = open_room(desk_of(), submit=later.submit)
    take(room.model)
    room.wait(lambda: room.model.task.shown)
    later.held = True
    right_box(room.model)
    room.model.back()
    later.answer()
    room.wait(lambda: not room.model.acts.pending)
    assert not room.model.task.shown


def test_nobody_one_and_a_thousand(open_room: OpenRoom) -> None:
    empty = open_room(empty_desk())
    assert empty.text("emptyTitle") == "Nobody waits"
    one = open_room(desk_of(crowd(1)[0]))
    assert one.numbers() == ["A000"]
    many = open_room(desk_of(*crowd(1000)))
    lists = many.model.lists.tabs
    assert sum(len(lists[tab].rows) for tab in lists) == 1000
    drawn = [item for item in many.items() if item.objectName().startswith("task_")]
    assert 4 <= len(drawn) < 20
    many.keys(Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_End)
    assert audit(many.view) == []


def test_a_list_that_goes_on_fades_and_at_its_end_does_not(open_room: OpenRoom) -> None:
    def fades() -> bool:
        pane = next(item for item in room.items() if item.objectName() == "tasks")
        return any(item.objectName() == "moreBelow" and item.isVisible() for item in pane.childItems())

    room = open_room(desk_of(crowd(1)[0]))
    assert not fades()
    room = open_room(desk_of(*crowd(100)))
    assert fades()
    room.item("tasks").setProperty("currentIndex", len(room.numbers()) - 1)
    room.wait(lambda: not fades())


def test_one_arrival_among_a_thousand_moves_no_other_row(open_room: OpenRoom) -> None:
    desk = desk_of(*crowd(1000))
    room = open_room(desk)
    told: list[str] = []
    shown = room.model.lists.shown
    shown.rowsInserted.connect(lambda *_: told.append("in"))
    shown.rowsRemoved.connect(lambda *_: told.append("out"))
    shown.rowsMoved.connect(lambda *_: told.append("moved"))
    shown.dataChanged.connect(lambda *_: told.append("other"))
    shown.modelReset.connect(lambda: told.append("reset"))
    desk.floor.change(entry(5000, replace(PEOPLE[5], call_number="A777")))  # pyright: ignore[reportAttributeAccessIssue]
    room.wait(lambda: bool(told))
    assert told == ["in"]


def test_odd_texts_stand_as_they_are(open_room: OpenRoom) -> None:
    odd = replace(PRODUCTS[0], name="<b>Méridien</b> 👩🏽‍🚀", band="سوار أزرق", shelf="<i>B\u202e3</i>")
    desk = desk_of(*(replace(one, product=odd) for one in odd_names()))
    room = open_room(desk)
    names = [item.property("text") for item in room.items() if item.objectName() == "cardName"]
    assert set(names) == {"<b>Méridien</b> 👩🏽‍🚀"}
    assert all("\u202e" not in str(item.property("text")) for item in room.items())
    assert audit(room.view) == []


def test_a_product_whose_row_has_not_come_is_no_raw_number(open_room: OpenRoom) -> None:
    desk = desk_of(*(replace(one, product=None) for one in crowd(4)))
    room = open_room(desk)
    assert {row.name for row in room.model.lists.waiting.rows} == {"Model not received yet"}


def test_offline_for_a_while_the_board_says_of_when_it_is(open_room: OpenRoom) -> None:
    room = open_room(desk_of(), link_status=lambda: fiction.link(online=False))
    assert room.text("boardStale").startswith("As of 14:31")
    assert not open_room(desk_of()).has("boardStale")


def test_what_to_lay_ready_comes_from_the_slots_and_leaves_when_it_lies_there(open_room: OpenRoom) -> None:
    room = open_room(desk_of())
    rows = room.model.lists.fetches.rows
    assert (rows[0].count, rows[0].forTime) == (4, "for 14:00")
    assert rows[0].spoken == "4 × Lunaire Aurore, 37 mm · or rose · bracelet sable, for 14:00, Shelf A1"
    room.touch("fetch_0")
    room.wait(lambda: len(room.model.lists.fetches.rows) == len(rows) - 1)


def test_a_slot_is_fetched_for_when_a_preparation_begun_now_would_be_late() -> None:
    far = fetches(expected(), RULES, Counter(), timedelta(minutes=10), NOW)
    assert {fetch.by for fetch in far} == {ago(32)}
    near = fetches(expected(), RULES, Counter(), timedelta(minutes=18), NOW)
    assert {fetch.by for fetch in near} == {ago(32), ago(-28)}


def test_what_was_laid_ready_is_used_up_by_those_who_come() -> None:
    laid = LaidReady()
    laid.lay("X", 3, Counter(X=10))
    assert laid.left(Counter(X=10))["X"] == 3
    assert laid.left(Counter(X=12))["X"] == 1
    assert laid.left(Counter(X=20))["X"] == 0


def test_before_anything_is_measured_the_usual_time_counts() -> None:
    assert measured_preparation([]) == timedelta(minutes=6)
    assert measured_preparation(crowd(30)) > timedelta(minutes=1)


def test_the_drawing_follows_the_words() -> None:
    assert shades("Or rose poli", CASES) == CASES["or rose"]
    assert shades("bracelet BLEU NUIT", BANDS) == BANDS["bleu nuit"]
    assert shades("bracelet céladon", BANDS) == UNKNOWN
    assert (millimetres("37 mm"), millimetres(""), millimetres("999")) == (37, 41, 50)
    pictures = {drawing(product.case, product.band, product.size) for product in PRODUCTS}
    assert len(pictures) == len(PRODUCTS)
    assert differences(PRODUCTS[0], PRODUCTS[1])
