"""Signing in at real windows over a real file: by touch, by keys, by badge, and out again by hand or by nobody moving."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlError
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk import sign_in
from kiosk.domain import pin as pins
from kiosk.domain.policy import Role
from kiosk.domain.reservation import BookingStatus
from kiosk.domain.staff import ROLES, Act, StaffRow
from kiosk.domain.station import Station
from tests.desk.door import HandClock
from tests.desk.floor_day import handing
from tests.desk.staff_day import PIN, STAFF, SignInDoor, badge, list_staff, listed, sign_in_door
from tests.store.day import k1_text, reservation
from tests.ui.audit import visible
from tests.ui.counter_room import Room as CounterRoom
from tests.ui.station_room import real
from ui import fiction, sign_in_words
from ui.context import EntranceContext
from ui.station_context import Choice, TerminalContext
from ui.terminal import SIGN_IN, TerminalWindows
from ui.window import EntranceWindow, load_fonts


class Place:
    """A terminal of the store, as whoever stands there sees it."""

    def __init__(self, qtbot: QtBot, door: SignInDoor, choice: Choice | None, **others: Any) -> None:
        self.qtbot = qtbot
        self.door = door
        self.warnings: list[str] = []
        station = real(door, "", session=door.session, **others)
        entrance = EntranceContext(
            desk=door.desk,
            submit=station.submit,
            scanner=fiction.FictionScanner,
            link_status=fiction.link,
            place=lambda: fiction.PLACE,
            notifiers=(door.store.on_change,),
            language="en",
            sound=False,
            now=station.now,
        )
        self.windows = TerminalWindows(TerminalContext(entrance, station, choice))
        self.windows.open()
        self.until(lambda: self.windows.station() != "")

    @property
    def view(self) -> Any:
        return self.windows.windows[0].view

    def until(self, true: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(true, timeout=15_000)

    def becomes(self, station: str) -> None:
        """It is drawn, and its warnings are heard."""
        self.until(lambda: self.windows.station() == station and self.view.rootObject() is not None)
        self.view.engine().warnings.connect(self._warned)
        self.view.grabWindow()

    def _warned(self, found: list[QQmlError]) -> None:
        self.warnings.extend(error.toString() for error in found)

    def _item(self, name: str) -> Any:
        return next((item for item in visible(self.view.rootObject()) if item.objectName() == name), None)

    def text(self, name: str) -> str:
        item = self._item(name)
        return "" if item is None else str(item.property("text"))

    def touch(self, *names: str) -> None:
        for name in names:
            self.until(lambda name=name: self._item(name) is not None and self._item(name).isEnabled())
            self.view.grabWindow()
            item = self._item(name)
            centre = item.mapToScene(item.boundingRect().center()).toPoint()
            QTest.mouseClick(self.view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(centre))

    def type_pin(self, staff_id: str, pin: str = PIN) -> None:
        self.touch(*(f"pin_{digit}" for digit in staff_id), "pin_enter")
        self.until(lambda: self.text("pinHeadline") in ("Your PIN", "Votre code PIN"))
        self.touch(*(f"pin_{digit}" for digit in pin), "pin_enter")

    def scan(self, text: str) -> None:
        """A hand scanner on a serial line."""
        window = self.windows.windows[0]
        if isinstance(window, EntranceWindow):
            window.hand.on_text(text)
            return
        self.until(lambda: self.windows._hand is not None)
        self.windows._hand.on_text(text)

    def keys(self, digits: str) -> None:
        """As fast as a person: each is there before the next."""
        for digit in digits:
            before = len(self.text("pinTyped"))
            QTest.keyClick(self.view, Qt.Key(ord(digit)))
            self.until(lambda before=before: len(self.text("pinTyped")) > before)

    def told(self) -> list[str]:
        return [f"{event.kind} {event.staff_id}" for event in self.door.events()]


@pytest.fixture
def door(tmp_path: Path) -> Iterator[SignInDoor]:
    door = sign_in_door(tmp_path / "a.db", HandClock())
    list_staff(door, *map(listed, STAFF), listed(STAFF[3].__class__("1005", "<b>Mia</b>", tuple(Role))))
    yield door
    door.store.close()


@pytest.fixture
def open_place(qtbot: QtBot, qapp: QGuiApplication, door: SignInDoor) -> Iterator[Callable[..., Place]]:
    load_fonts()
    places: list[Place] = []

    def open_it(station: Station | None = Station.STOCKROOM, **others: Any) -> Place:
        places.append(Place(qtbot, door, Choice(station) if station else None, **others))
        return places[-1]

    yield open_it
    for place in places:
        place.windows.end()
        assert place.warnings == []


def test_number_and_pin_by_touch_and_out_again(open_place: Callable[..., Place]) -> None:
    place = open_place()
    place.becomes(SIGN_IN)
    place.type_pin("1002")
    place.becomes("stockroom")
    assert place.text("signOut") == "Yanis"
    place.touch("signOut")
    place.becomes(SIGN_IN)
    assert place.told() == ["signed_in 1002", "signed_out 1002"]


def test_by_the_keys_of_a_keyboard_with_a_slip(open_place: Callable[..., Place]) -> None:
    place = open_place()
    place.becomes(SIGN_IN)
    place.keys("10029")
    QTest.keyClick(place.view, Qt.Key.Key_Backspace)
    place.until(lambda: place.text("pinTyped") == "1002")
    QTest.keyClick(place.view, Qt.Key.Key_Return)
    place.until(lambda: place.text("pinHeadline") == "Your PIN")
    place.keys(PIN)
    assert place.text("pinTyped") == "•" * 6, "nobody reads it over a shoulder"
    QTest.keyClick(place.view, Qt.Key.Key_Return)
    place.becomes("stockroom")


def test_what_is_wrong_is_said_in_both_languages_and_a_wait_too(open_place: Callable[..., Place]) -> None:
    place = open_place()
    place.becomes(SIGN_IN)
    place.type_pin("1002", "999000")
    place.until(lambda: "is wrong" in place.text("pinProblem"))
    place.touch("language_fr")
    place.until(lambda: "est faux" in place.text("pinProblem"))
    for _ in range(4):
        place.type_pin("1002", "999000")
        place.until(lambda: place.text("pinProblem") != "")
    place.until(lambda: "Attendez 1" in place.text("pinProblem"))
    assert place.windows.station() == SIGN_IN
    assert "locked_out " in place.told()


def test_a_first_pin_is_changed_on_the_page(open_place: Callable[..., Place], door: SignInDoor) -> None:
    list_staff(door, listed(STAFF[1], pin_first=True))
    place = open_place()
    place.becomes(SIGN_IN)
    place.type_pin("1002")
    place.until(lambda: place.text("pinHeadline") == "Choose your own PIN")
    for first, again in (("111111", "111111"), ("820517", "820518")):
        place.touch(*(f"pin_{digit}" for digit in first), "pin_enter")
        place.until(lambda: place.text("pinHeadline") == "The same PIN again")
        place.touch(*(f"pin_{digit}" for digit in again), "pin_enter")
        place.until(lambda: place.text("pinHeadline") == "Choose your own PIN" and place.text("pinProblem") != "")
    for _ in range(2):
        place.touch(*(f"pin_{digit}" for digit in "820517"), "pin_enter")
    place.becomes("stockroom")
    assert [line.split()[0] for line in place.told()] == ["pin_changed", "signed_in"]


def test_a_badge_signs_in_and_another_switches_without_the_page(open_place: Callable[..., Place]) -> None:
    place = open_place()
    place.becomes(SIGN_IN)
    place.scan("no badge at all")
    place.until(lambda: "no badge of this store" in place.text("pinProblem"))
    place.scan(badge("1002"))
    place.becomes("stockroom")
    place.scan(badge("1005"))
    place.until(lambda: place.text("signOut") == "<b>Mia</b>")
    place.scan(badge("1004", generation=7))
    place.until(lambda: place.told()[-1] == "scan_refused 1004")
    assert place.text("signOut") == "<b>Mia</b>", "a bad badge changes nobody"


def test_at_the_entrance_a_badge_is_a_person_and_a_code_a_customer(
    open_place: Callable[..., Place], door: SignInDoor
) -> None:
    door.book(reservation(1))
    place = open_place(Station.ENTRANCE)
    place.becomes(SIGN_IN)
    place.scan(badge("1001"))
    place.becomes("entrance")
    window = place.windows.windows[0]
    window.model.present((badge("1001"),))
    window.model.present((k1_text(1),))
    place.until(lambda: "arrived 1001" in place.told())
    assert place.windows.windows[0] is window, "a badge that stays before the camera opens nothing anew"
    window.model.present((badge("1005"),))
    place.until(lambda: place.text("signOut") == "<b>Mia</b>")


@pytest.mark.parametrize("row", STAFF, ids=[str(row.roles[0]) for row in STAFF])
def test_only_a_supervisor_chooses_another_station(open_place: Callable[..., Place], row: StaffRow) -> None:
    place = open_place()
    place.becomes(SIGN_IN)
    place.scan(badge(row.staff_id))
    place.becomes("stockroom")
    place.touch("openStations")
    if Role.SUPERVISOR in ROLES[Act.CHANGE_STATION] & set(row.roles):
        place.becomes("choice")
        place.touch("choiceBack")
        place.becomes("stockroom")
    else:
        place.until(lambda: place.text("noticeText") == "Only a supervisor may choose another station.")


def test_who_touches_nothing_is_signed_out(open_place: Callable[..., Place]) -> None:
    place = open_place(auto_lock_s=2)
    place.becomes(SIGN_IN)
    place.scan(badge("1002"))
    place.becomes("stockroom")
    place.becomes(SIGN_IN)
    (out,) = [event for event in place.door.events() if event.kind == "signed_out"]
    assert out.payload == {"why": "idle"}


def test_customers_screen_needs_nobody(open_place: Callable[..., Place]) -> None:
    place = open_place(Station.DISPLAY)
    place.becomes("display")
    assert place.door.session.wanted
    assert place.told() == []


def test_before_a_station_is_chosen_somebody_signs_in(open_place: Callable[..., Place]) -> None:
    place = open_place(None)
    place.becomes(SIGN_IN)
    place.scan(badge("1005"))
    place.becomes("choice")
    assert place.told() == ["signed_in 1005"]


def test_without_a_list_the_page_says_so_until_it_comes(open_place: Callable[..., Place], door: SignInDoor) -> None:
    for staff_id in ("1001", "1002", "1003", "1004", "1005"):
        door.feed.put("staff", staff_id, None)
    door.pull()
    place = open_place()
    place.becomes(SIGN_IN)
    place.until(lambda: place._item("nobodyListed") is not None)
    list_staff(door)
    place.until(lambda: place._item("pinEntry") is not None)
    place.windows.end()
    door.store.close()


def test_the_second_person_comes_to_the_counters_page(qtbot: QtBot, qapp: QGuiApplication, door: SignInDoor) -> None:
    load_fonts()
    door.book(reservation(1))
    door.badge("1005")
    door.scan(k1_text(1))
    door.prepare("S-1")
    door.book(reservation(1, status=BookingStatus.CANCELLED))
    door.badge("1004")
    room = CounterRoom(qtbot, real(door, "1004", session=door.session, supervisor=True, counter="3", person="Sam"))
    done: list[Any] = []
    hand = handing("S-1", reason="the customer changed her mind")
    room.model.act(door.desk.counter.hand_over, hand, done=done.append)
    room.wait(lambda: room.has("pinEntry") or room.has("pinHeadline"))
    assert room.text("pinHeadline") == "It takes two people"
    for digit in "1003":
        room.touch(f"pin_{digit}")
    room.touch("pin_enter")
    room.wait(lambda: room.text("pinHeadline") == "Your PIN")
    for digit in PIN:
        room.touch(f"pin_{digit}")
    room.touch("pin_enter")
    room.shows("noticeText", "Noor stands by")
    assert not room.has("pinHeadline")
    room.model.act(door.desk.counter.hand_over, hand, done=done.append)
    room.wait(lambda: bool(done))
    assert door.events()[-1].payload["second"] == "1003"
    room.end()


def test_every_answer_of_the_desk_has_words() -> None:
    """In both languages: nothing English is left on a French page."""
    from ui.language import Languages

    told = Languages().told_in(sign_in_words.CONTEXT)
    sources = [Path(module.__file__ or "").read_text(encoding="utf-8") for module in (sign_in, pins)]
    hints = set(sign_in_words.HINTS)
    for hint in hints:
        plain_hint = hint.replace("6 to 8", "{SHORTEST} to {LONGEST}")
        assert any(plain_hint in source for source in sources), hint
        assert told(hint, "fr") != hint
    for bad in ("12", "111111", "121212", "410010"):
        assert pins.problem_of(bad, "1001") in hints


def test_colleagues_are_called_by_their_names(open_place: Callable[..., Place], door: SignInDoor) -> None:
    """Events hold numbers; who reads the board does not."""
    door.book(reservation(1))
    door.badge("1005")
    door.scan(k1_text(1))
    door.badge("1002")
    door.do(door.desk.stockroom.claim, (reservation(1).reservation_id,))
    door.do(door.desk.sign_in.end)
    place = open_place(Station.SUPERVISOR)
    place.becomes(SIGN_IN)
    place.scan(badge("1004"))
    place.becomes("supervisor")
    model = place.windows.windows[0].model
    model.openHistory(reservation(1).reservation_id)
    place.until(lambda: any("Yanis" in row.place for row in model.history.rows.rows))
