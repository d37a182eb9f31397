"""The stockroom over real files: by touch and by keys, from the arrival to the counter, and all that goes wrong on the way."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from kiosk.domain.state import Stage
from tests.desk.floor_day import GTIN, Team, arrived, sync
from tests.store.day import k1_text
from tests.ui.audit import audit
from tests.ui.station_room import RIGHT, SECOND, WRONG, OpenTeam, real
from tests.ui.stockroom_room import Room
from ui.window import load_fonts

OpenRoom = Callable[..., Room]


@pytest.fixture
def open_room(qtbot: QtBot, qapp: QGuiApplication, open_team: OpenTeam) -> Iterator[OpenRoom]:
    load_fonts()
    rooms: list[Room] = []

    def open_it(team: Team, staff_id: str = "nadia") -> Room:
        rooms.append(Room(qtbot, real(team, staff_id)))
        return rooms[-1]

    yield open_it
    for room in rooms:
        room.end()


def number(team: Team, which: int = 1) -> str:
    return team.entry(which).call_number


def with_task(open_team: OpenTeam, open_room: OpenRoom) -> tuple[Team, Room]:
    """Somebody has arrived, and a runner has just taken the task."""
    team = open_team()
    arrived(team, 1)
    room = open_room(team)
    room.touch(f"task_{number(team)}")
    room.shows("stepTitle", "Scan the box")
    return team, room


def test_from_the_arrival_to_the_counter_by_touch(open_team: OpenTeam, open_room: OpenRoom) -> None:
    team = open_team()
    room = open_room(team)
    assert room.text("emptyTitle") == "Nobody waits"
    arrived(team, 1)
    one = number(team)
    room.wait(lambda: room.numbers() == [one])
    assert room.sounds == ["info"]
    room.touch(f"task_{one}")
    room.shows("stepTitle", "Scan the box")
    assert "shelf A3" in room.text("stepText")
    room.scan(RIGHT)
    room.shows("stepTitle", "Look at the packaging")
    room.touch("packagingGood")
    room.touch("digit_8")
    room.touch("digit_4")
    room.shows("percent", "84")
    room.touch("confirmBattery")
    room.shows("stepTitle", "Bring it to a counter")
    room.touch("digit_3")
    room.touch("confirmCounter")
    room.shows("faceHeadline", "Ready at counter 3")
    assert audit(room.view) == []
    entry = team.entry()
    assert (entry.stage, entry.state.counter, entry.state.serial) == (Stage.READY, "3", "SN1")
    room.touch("faceAction")
    room.wait(lambda: room.has("tasks"))
    assert room.numbers("ready") == [one]
    assert room.sounds == ["info", "go"]


def test_the_same_by_keys(open_team: OpenTeam, open_room: OpenRoom) -> None:
    team = open_team()
    arrived(team, 1)
    room = open_room(team)
    room.wait(lambda: room.numbers() != [])
    room.keys(Qt.Key.Key_Down, Qt.Key.Key_Return)
    room.shows("stepTitle", "Scan the box")
    room.scan(RIGHT)
    room.shows("stepTitle", "Look at the packaging")
    room.keys(Qt.Key.Key_Return)
    room.wait(lambda: room.item("packagingGood").hasActiveFocus())
    room.keys(Qt.Key.Key_Return)
    room.shows("stepTitle", "Test the battery")
    room.type("90")
    room.shows("percent", "90")
    room.keys(Qt.Key.Key_Return)
    room.shows("stepTitle", "Bring it to a counter")
    room.type("12")
    room.keys(Qt.Key.Key_Return)
    room.shows("faceHeadline", "Ready at counter 12")
    room.keys(Qt.Key.Key_Escape)
    room.wait(lambda: room.has("tasks"))
    room.keys(Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right)
    room.wait(lambda: room.has("cardCounter"))
    assert room.text("cardCounter") == "Counter 12"


def test_a_wrong_box_is_refused_loudly_and_binds_nothing(open_team: OpenTeam, open_room: OpenRoom) -> None:
    team, room = with_task(open_team, open_room)
    room.scan(WRONG)
    room.shows("faceHeadline", "Wrong box")
    assert room.sounds[-1] == "stop"
    differs = {row.key: row.differs for row in room.model.task.over.parts.rows}
    assert differs == {"model": False, "size": True}
    assert audit(room.view) == []
    assert team.entry().state.serial == ""
    room.scan("]E04012345678901")
    room.shows("faceHeadline", "Not a box")
    room.scan(f"]E0{GTIN.lstrip('0')}")
    room.shows("faceHeadline", "Scan the other label")
    room.scan("K1:ABC")
    room.shows("faceHeadline", "This is not a box")
    room.touch("faceAction")
    room.shows("stepTitle", "Scan the box")
    room.scan(RIGHT)
    room.shows("stepTitle", "Look at the packaging")


def test_a_weak_battery_goes_aside_and_the_task_keeps_its_place(open_team: OpenTeam, open_room: OpenRoom) -> None:
    team, room = with_task(open_team, open_room)
    room.scan(RIGHT)
    room.touch("packagingGood")
    room.touch("digit_4")
    room.touch("digit_1")
    room.touch("confirmBattery")
    room.shows("faceHeadline", "Battery too weak")
    assert "41\u00a0% of at least 60\u00a0%" in room.text("faceText")
    assert [unit.serial for unit in team.entry().state.rejected] == ["SN1"]
    room.touch("faceAction")
    room.shows("stepTitle", "Scan the box")
    room.wait(lambda: room.has("refusedBefore"))
    room.scan(RIGHT)
    room.shows("faceHeadline", "This unit is taken")
    room.scan(SECOND)
    room.shows("stepTitle", "Look at the packaging")
    state = team.entry().state
    assert (state.serial, state.claimed_by) == ("SN2", "nadia")


def test_damaged_packaging_is_refused_with_a_reason(open_team: OpenTeam, open_room: OpenRoom) -> None:
    team, room = with_task(open_team, open_room)
    room.scan(RIGHT)
    room.touch("packagingBad")
    room.touch("reason_0")
    room.shows("faceHeadline", "Unit refused")
    assert [(unit.serial, unit.reason) for unit in team.entry().state.rejected] == [("SN1", "packaging")]


def test_of_two_who_take_it_offline_both_see_who_was_first(open_team: OpenTeam, open_room: OpenRoom) -> None:
    """Two terminals, each without the other's news; then both hear."""
    near = open_team("A")
    far = open_team("B", near.feed)
    arrived(near, 1)
    sync(near, far)
    one = number(near)
    first, second = open_room(near, "nadia"), open_room(far, "oscar")
    first.touch(f"task_{one}")
    first.shows("stepTitle", "Scan the box")
    far.clock.forward(seconds=20)
    second.touch(f"task_{one}")
    second.shows("stepTitle", "Scan the box")
    sync(near, far)
    second.shows("faceHeadline", "Nadia was first")
    first.wait(lambda: first.has("alsoTaken"))
    assert first.text("alsoTaken") == "Oscar took it too, but you were first"
    second.touch("faceAction")
    second.wait(lambda: second.has("tasks"))
    sync(near, far)
    assert near.entry().state.claimed_by == far.entry().state.claimed_by == "nadia"
    first.wait(lambda: not first.has("alsoTaken"))
    second.wait(lambda: second.numbers("others") == [one])


def test_who_touches_a_card_too_late_is_told_who_has_it(open_team: OpenTeam, open_room: OpenRoom) -> None:
    team = open_team()
    arrived(team, 1)
    room = open_room(team, "nadia")
    one = number(team)
    room.wait(lambda: room.numbers() == [one])
    key = team.entry().reservation_id
    team.staff_id.append("oscar")
    team.do(team.desk.stockroom.claim, (key,))
    team.staff_id.append("nadia")
    room.model.take(key)  # before the screen has heard of it
    room.shows("noticeText", f"Oscar was first: {one} is theirs.")
    assert not room.model.task.shown
    assert room.sounds[-1] == "stop"


def test_the_last_step_is_taken_back(open_team: OpenTeam, open_room: OpenRoom) -> None:
    team, room = with_task(open_team, open_room)
    room.scan(RIGHT)
    room.touch("packagingGood")
    room.shows("stepTitle", "Test the battery")
    room.touch("undoStep")
    room.shows("stepTitle", "Look at the packaging")
    room.touch("undoStep")
    room.shows("stepTitle", "Scan the box")
    assert team.entry().state.serial == ""
    assert not room.has("undoStep")


def test_a_task_is_given_back_or_handed_on(open_team: OpenTeam, open_room: OpenRoom) -> None:
    team = open_team()
    arrived(team, 1, 2)
    team.staff_id.append("oscar")
    team.do(team.desk.stockroom.claim, (team.entry(2).reservation_id,))
    room = open_room(team)
    one = number(team)
    room.touch(f"task_{one}")
    room.touch("release")
    room.touch("releaseNow")
    room.wait(lambda: room.has("tasks") and room.numbers() == [one])
    room.touch(f"task_{one}")
    room.touch("handOn")
    room.touch("colleague_0")
    room.wait(lambda: room.has("tasks") and one in room.numbers("others"))
    assert team.entry().state.claimed_by == "oscar"


def test_who_changes_the_terminal_goes_on_with_their_task(open_team: OpenTeam, open_room: OpenRoom) -> None:
    """The screen of the first one has died in mid-task; its last news had reached the store."""
    dead = open_team("A")
    here = open_team("B", dead.feed)
    arrived(dead, 1, 2)
    sync(dead, here)
    one, two = number(dead), number(dead, 2)
    before = open_room(dead, "nadia")
    before.touch(f"task_{one}")
    before.shows("stepTitle", "Scan the box")
    before.scan(RIGHT)
    before.shows("stepTitle", "Look at the packaging")
    dead.staff_id.append("oscar")
    dead.do(dead.desk.stockroom.claim, (dead.entry(2).reservation_id,))
    sync(dead, here)
    room = open_room(here, "nadia")
    room.wait(lambda: sorted(room.numbers("others")) == sorted([one, two]))
    room.touch("tab_others")
    held = {row.number: row.held for row in room.model.lists.tabs["others"].rows}
    assert held == {
        one: "Yours at another terminal, step 2 of 4. Touch to go on here",
        two: "Oscar has it, step 1 of 4",
    }
    assert audit(room.view) == []
    room.touch(f"task_{one}")
    room.shows("stepTitle", "Look at the packaging")
    room.touch("packagingGood")
    room.shows("stepTitle", "Test the battery")
    state = here.entry().state
    assert (state.claimed_by, state.serial) == ("nadia", "SN1")
    room.touch("toBoard")
    room.touch(f"task_{two}")
    room.shows("noticeText", f"Oscar was first: {two} is theirs.")


def test_what_lies_on_one_shelf_is_taken_together(open_team: OpenTeam, open_room: OpenRoom) -> None:
    team = open_team()
    arrived(team, 1, 2, 3)
    room = open_room(team)
    room.touch(f"task_{number(team)}")
    room.shows("stepTitle", "Scan the box")
    room.touch("takeTogether")
    room.wait(lambda: len(room.numbers("mine")) == 3 and room.numbers() == [])
    assert not room.has("batchOffer")
    room.touch(f"mine_{number(team, 2)}")
    room.shows("taskNumber", number(team, 2))


def test_a_label_is_typed(open_team: OpenTeam, open_room: OpenRoom) -> None:
    team = open_team()
    arrived(team, 1)
    room = open_room(team)
    room.touch(f"task_{number(team)}")
    room.touch("typeLabel")
    for digit in GTIN.lstrip("0")[:-1] + "9":
        room.touch(f"letter_{digit}")
    room.touch("checkLabel")
    room.shows("labelWrong", "One digit")
    room.keys(Qt.Key.Key_Backspace)
    room.touch(f"letter_{GTIN[-1]}")
    room.touch("checkLabel")
    for letter in "sn7":
        room.touch(f"letter_{letter}")
    room.touch("checkLabel")
    room.shows("stepTitle", "Look at the packaging")
    assert team.entry().state.serial == "SN7"


def test_another_language_in_the_middle_of_a_task(open_team: OpenTeam, open_room: OpenRoom) -> None:
    team, room = with_task(open_team, open_room)
    room.scan(WRONG)
    room.shows("faceHeadline", "Wrong box")
    room.touch("language_fr")
    room.shows("faceHeadline", "Mauvaise boîte")
    room.touch("faceAction")
    room.shows("stepTitle", "Scanner la boîte")
    assert team.entry().state.claimed_by == "nadia"


def test_a_scan_without_a_task_does_nothing_but_say_so(open_team: OpenTeam, open_room: OpenRoom) -> None:
    team = open_team()
    arrived(team, 1)
    room = open_room(team)
    room.scan(RIGHT)
    room.shows("noticeText", "Open a task first")
    before = len(team.recorded())
    assert team.scan(k1_text(1)).admitted is False
    assert "step_completed" not in team.recorded()
    assert len(team.recorded()) >= before
