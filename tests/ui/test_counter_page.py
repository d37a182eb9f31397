"""The counter's page: nothing cut in any state, language and size; nobody, one and a thousand; odd names."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from tests.ui.audit import audit
from tests.ui.counter_room import Room
from tests.ui.station_room import Later
from ui import fiction
from ui.fiction_floor import PEOPLE, PRODUCTS, FictionStoreDesk, crowd, entry, odd_names, station_context
from ui.shots_counter import RIGHT, SCENES, FictionPrinter, desk_of, empty_desk, key_of
from ui.shots_floor import FloorScene

OpenRoom = Callable[..., Room]
ALL: dict[str, FloorScene] = {scene.name: scene for scene in SCENES}


@pytest.fixture
def open_room(qtbot: QtBot, qapp: QGuiApplication) -> Iterator[OpenRoom]:
    rooms: list[Room] = []

    def open_it(desk: FictionStoreDesk, size: tuple[int, int] = (1280, 800), **others: object) -> Room:
        rooms.append(Room(qtbot, station_context(desk, desk.fiction, **others), size))
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
    room = open_room(desk, size, language=language, link_status=lambda: scene.link, **scene.context)
    scene.act(room.model, desk)
    for _ in range(4):
        QCoreApplication.processEvents()
    assert audit(room.view) == []


@pytest.mark.parametrize("name", ["identity", "ticked", "unpaid", "done", "proxy", "list"])
def test_larger_text_cuts_nothing_either(open_room: OpenRoom, name: str) -> None:
    scene = ALL[name]
    desk = scene.desk()
    room = open_room(desk, language="fr", large_text=True, **scene.context)
    scene.act(room.model, desk)
    for _ in range(4):
        QCoreApplication.processEvents()
    assert audit(room.view) == []


def test_lines_by_counter_and_who_is_next(open_room: OpenRoom) -> None:
    room = open_room(desk_of())
    assert room.numbers() == ["A024", "A030"]
    assert room.numbers("elsewhere") == ["A027", "A032"]
    assert room.numbers("apart") == ["B009"]
    assert room.numbers("collected") == ["A019", "B004", "A015", "A012"]
    assert room.text("callNext") == "Call A030"
    one = open_room(desk_of(), counter="1")
    assert one.numbers() == ["A027", "A032"]
    none = open_room(desk_of(), counter="")
    assert none.numbers() == ["A024", "A027", "A030", "A032"]


def test_without_a_number_nobody_is_called(open_room: OpenRoom) -> None:
    desk = desk_of()
    room = open_room(desk, counter="")
    room.touch("callNext")
    room.shows("noticeText", "no counter’s number")
    assert not any(act[0] == "call" for act in desk.asked)


def test_another_unit_at_this_counter_is_heard_once(open_room: OpenRoom) -> None:
    desk = desk_of()
    room = open_room(desk)
    assert room.sounds == []
    ready = entry(77, replace(PEOPLE[15], call_number="A099"))
    desk.fiction.change(ready)
    room.wait(lambda: "A099" in room.numbers())
    desk.fiction.change(replace(ready, state=replace(ready.state, calls=1)))
    room.wait(lambda: room.numbers()[0] != "A030")
    assert room.sounds == ["info"]


def test_nobody_one_and_a_thousand(open_room: OpenRoom) -> None:
    assert open_room(empty_desk()).text("emptyTitle") == "Nothing is ready"
    alone = entry(3, replace(PEOPLE[15], call_number="A001"))
    assert open_room(desk_of(alone)).numbers() == ["A001"]
    many = open_room(desk_of(*crowd(1000)), counter="")
    assert len(many.numbers()) > 200
    drawn = [item for item in many.items() if item.objectName().startswith("ready_")]
    assert 4 <= len(drawn) < 20
    many.keys(Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_End)
    assert audit(many.view) == []


def test_odd_texts_stand_as_they_are(open_room: OpenRoom) -> None:
    odd = replace(PRODUCTS[0], name="<b>Méridien</b> 👩🏽‍🚀", band="سوار أزرق")
    desk = desk_of(*(replace(one, product=odd) for one in odd_names()))
    room = open_room(desk, counter="")
    names = {item.property("text") for item in room.items() if item.objectName() == "cardName"}
    assert names == {"<b>Méridien</b> 👩🏽‍🚀"}
    room.model.open(key_of(room.model, "A024"))
    assert room.text("customerName") == "<b>Dominique</b> Lefèvre"
    assert audit(room.view) == []


def test_a_name_is_seen_only_by_whoever_serves(open_room: OpenRoom) -> None:
    desk = desk_of()
    room = open_room(desk)
    names = [person.name for person in PEOPLE]

    def said() -> str:
        return " ".join(str(item.property("text")) for item in room.items() if item.property("text"))

    assert not any(name in said() for name in names)
    room.model.open(key_of(room.model, "A030"))
    assert "Leonardo Bianchi" in said()


def test_offline_for_a_while_the_lists_say_of_when_they_are(open_room: OpenRoom) -> None:
    room = open_room(desk_of(), link_status=lambda: fiction.link(online=False))
    assert room.text("boardStale").startswith("As of 14:31")
    room.touch("language_fr")
    room.wait(lambda: room.text("boardStale").startswith("État de 14"))


def at_the_finish(open_room: OpenRoom) -> tuple[Room, Later]:
    later = Later()
    room = open_room(desk_of(), submit=later.submit)
    room.model.open(key_of(room.model, "A030"))
    room.model.identify("account")
    return room, later


def test_an_answer_that_comes_after_leaving_opens_no_lock(open_room: OpenRoom) -> None:
    room, later = at_the_finish(open_room)
    later.held = True
    room.model.on_text(RIGHT)
    room.model.back()
    later.answer()
    room.wait(lambda: not room.model.acts.pending)
    assert not room.model.customer.shown
    room.model.open(key_of(room.model, "A024"))
    room.model.identify("account")
    assert room.model.customer.stepName == "unit"


def test_a_hand_over_that_is_saved_after_leaving_is_seen_all_the_same(open_room: OpenRoom) -> None:
    room, later = at_the_finish(open_room)
    room.model.on_text(RIGHT)
    room.wait(lambda: room.model.customer.stepName == "finish")
    room.model.present(True)
    room.model.chooseDemo(0)
    later.held = True
    room.model.handOver()
    room.model.back()
    room.wait(lambda: not room.has("faceHeadline"))
    later.answer()
    room.shows("faceHeadline", "A030 is handed over")
    assert room.sounds[-1] != "stop"


def test_what_is_ticked_for_one_is_not_ticked_for_the_next(open_room: OpenRoom) -> None:
    room = open_room(desk_of(), receipts=FictionPrinter())
    scene = ALL["ticked"]
    scene.act(room.model, desk_of())
    assert room.model.customer.mayFinish
    room.touch("toList")
    room.touch("ready_A024")
    assert room.model.customer.stepName == "identity"
    assert (room.model.customer.presented, room.model.customer.ticks.demo) == (-1, None)
