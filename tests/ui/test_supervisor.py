"""The supervisor's page on a fictional day: figures, a bar and the people behind it, history, conflicts, the wall."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlError
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk.answers import ConflictReport
from kiosk.domain.conflict import Conflict
from kiosk.domain.queue import Group
from kiosk.domain.reservation import Slot
from kiosk.domain.state import Stage
from kiosk.errors import Fault, Refused
from kiosk.floor_answers import Entry
from tests.ui.audit import audit, visible
from ui import fiction
from ui.bridge import Bridge
from ui.fiction_floor import NOW, PEOPLE, crowd, entry, expected, odd_names, people, station_context
from ui.floor import FloorFeed
from ui.language import Languages
from ui.screen import Frame, Look
from ui.shots_supervisor import DayDesk, conflicts, day_desk
from ui.station_window import StationWindow
from ui.stations.supervisor import SupervisorModel
from ui.window import load_fonts


class Page:
    """The open page, as a supervisor in front of it."""

    def __init__(self, qtbot: QtBot, desk: DayDesk, size: tuple[int, int], look: Look, **others: Any) -> None:
        self.qtbot = qtbot
        self.desk = desk
        self.floor: Any = desk.floor
        self.bridge, self.languages = Bridge(), Languages()
        context = station_context(desk, self.floor, **others)
        self.languages.install(context.language)
        self.feed = FloorFeed(desk, context.submit, self.floor, self.bridge, context.now)
        self.model = SupervisorModel(context, self.bridge, self.languages, self.feed)
        self.window = StationWindow("SupervisorPage", self.model, look, self.bridge, lambda text, ended: None)
        self.warnings: list[str] = []
        self.window.view.engine().warnings.connect(self._warned)
        with qtbot.waitSignal(self.window.opened, timeout=20_000):
            self.window.open(Frame(size=size))
        qtbot.waitUntil(lambda: self.feed.ready and self.model.queue.lines.rowCount() >= 0)

    def _warned(self, found: list[QQmlError]) -> None:
        self.warnings.extend(error.toString() for error in found)

    def items(self) -> Iterator[QQuickItem]:
        yield from visible(self.window.view.rootObject())

    def has(self, name: str) -> bool:
        return any(item.objectName() == name for item in self.items())

    def item(self, name: str) -> QQuickItem:
        found = [item for item in self.items() if item.objectName() == name]
        assert found, f"no visible item is called {name}"
        return found[0]

    def texts(self) -> list[str]:
        return [str(item.property("text")) for item in self.items() if item.property("text")]

    def touch(self, name: str) -> None:
        self.window.view.grabWindow()
        item = self.item(name)
        centre = item.mapToScene(item.boundingRect().center()).toPoint()
        QTest.mouseClick(self.window.view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(centre))

    def key(self, key: Qt.Key) -> None:
        self.window.view.grabWindow()
        QTest.keyClick(self.window.view, key)

    def keys_to(self, name: str) -> None:
        """Tab until this item, or what is in it, has the keys."""
        for _ in range(40):
            if any(item.objectName() == name and item.hasActiveFocus() for item in self.items()):
                return
            inside = self.window.view.activeFocusItem()
            while inside is not None:
                if inside.objectName() == name:
                    return
                inside = inside.parentItem()
            self.key(Qt.Key.Key_Tab)
        pytest.fail(f"the keys never come to {name}")

    def end(self) -> None:
        self.window.end()
        self.feed.end()
        self.bridge.close()
        self.languages.uninstall()
        self.window.view.deleteLater()
        assert self.warnings == []


@pytest.fixture
def open_page(qtbot: QtBot, qapp: QGuiApplication) -> Iterator[Callable[..., Page]]:
    load_fonts()
    pages: list[Page] = []

    def opener(
        desk: DayDesk | None = None,
        size: tuple[int, int] = (1280, 800),
        *,
        dark: bool = False,
        large: bool = False,
        **others: Any,
    ) -> Page:
        pages.append(Page(qtbot, desk or day_desk(people()), size, Look(dark, large, reduced_motion=True), **others))
        return pages[-1]

    yield opener
    for page in pages:
        page.end()


def changed(index: int, **others: Any) -> Entry:
    return entry(index, replace(PEOPLE[index], **others))


def test_the_numbers_are_those_of_the_floor(open_page: Callable[..., Page]) -> None:
    page = open_page()
    queue = page.model.queue
    stages = [person.stage for person in PEOPLE]
    totals = dict(zip(Group, queue.totals, strict=True))
    assert totals[Group.ARRIVED] == stages.count(Stage.ARRIVED)
    assert totals[Group.PREPARING] == stages.count(Stage.PREPARING)
    assert totals[Group.PROBLEM] == 2
    assert totals[Group.LATE] == 1
    assert totals[Group.EXPECTED] == sum(one.count for one in page.feed.expected)
    assert sum(queue.lines.get(row, "total") for row in range(queue.lines.count)) == sum(totals.values())
    assert queue.oldest == "26\u00a0min"
    assert "B009" in queue.oldestWho
    assert queue.overdue == 1


def days_later(one: Entry, days: int) -> Entry:
    """The same customer on another day, with all that has happened."""
    by, booked, state = timedelta(days=days), one.reservation, one.state
    slot = Slot(booked.slot.start + by, booked.slot.end + by)
    arrivals = tuple(replace(came, at=came.at + by) for came in state.arrivals)
    gone = replace(state.collected, at=state.collected.at + by) if state.collected else None
    reservation = replace(booked, reservation_id=f"{int(booked.reservation_id, 16) + 1000 + days:016x}", slot=slot)
    return replace(one, reservation=reservation, state=replace(state, arrivals=arrivals, collected=gone))


def test_a_launch_of_several_days_shows_its_own_until_midnight(open_page: Callable[..., Page]) -> None:
    """The terminal holds the bookings of all days: yesterday's are no part of this one, tomorrow's only tomorrow."""
    gone = [one for one in people() if one.stage is Stage.COLLECTED]
    page = open_page(day_desk((*people(), *(days_later(one, -1) for one in gone))))
    page.floor.coming = (
        *expected(),
        *(
            replace(one, slot=Slot(one.slot.start + timedelta(days=1), one.slot.end + timedelta(days=1)))
            for one in expected()
        ),
    )
    page.floor.tell()
    queue = page.model.queue
    page.qtbot.waitUntil(lambda: len(page.feed.expected) == 2 * len(expected()))
    page.model.tick(NOW)

    def totals() -> dict[Group, int]:
        return dict(zip(Group, queue.totals, strict=True))

    assert totals()[Group.COLLECTED] == len(gone)
    assert totals()[Group.EXPECTED] == sum(one.count for one in expected())
    assert len(queue.quarter_rows.rows) < 60
    assert len(queue.people("", Group.COLLECTED, page.model._tongue())) == len(gone)
    page.model.tick(NOW + timedelta(days=1))
    assert totals()[Group.COLLECTED] == 0
    assert totals()[Group.EXPECTED] == sum(one.count for one in expected())
    assert totals()[Group.LATE] == 0
    assert totals()[Group.READY] == [person.stage for person in PEOPLE].count(Stage.READY)  # still here


@pytest.mark.parametrize("size", [(1280, 800), (1024, 768), (1920, 1080), (800, 1280)])
@pytest.mark.parametrize("large", [False, True])
def test_the_axis_names_hours_apart_and_no_line_is_cut(
    open_page: Callable[..., Page], size: tuple[int, int], large: bool
) -> None:
    page = open_page(size=size, large=large)
    page.window.view.grabWindow()
    hours = [item for item in page.items() if item.objectName().startswith("hour_")]
    edges = sorted((item.mapToScene(QPointF(0, 0)).x(), item.width()) for item in hours)
    assert len(edges) >= 3
    assert all(left + width <= after for (left, width), (after, _) in pairwise(edges))
    whole = page.item("slots").childItems()
    lines = next(item for item in whole if item.property("contentY") is not None)
    tall = page.item("day_0").height()
    assert lines.height() / tall == pytest.approx(round(lines.height() / tall), abs=0.02)
    assert float(lines.property("contentY")) / tall == pytest.approx(
        round(float(lines.property("contentY")) / tall), abs=0.02
    )


def test_one_event_changes_one_line(open_page: Callable[..., Page]) -> None:
    page = open_page()
    lines = page.model.queue.lines
    told: list[int] = []
    lines.dataChanged.connect(lambda first, last: told.extend(range(first.row(), last.row() + 1)))
    lines.rowsInserted.connect(lambda: pytest.fail("lines were put in"))
    lines.modelReset.connect(lambda: pytest.fail("the list was made anew"))
    before = list(page.model.queue.totals)
    page.floor.change(changed(4, stage=Stage.PREPARING, runner="lucie"))
    page.qtbot.waitUntil(lambda: list(page.model.queue.totals) != before)
    assert len(told) == 1
    assert page.model.queue.totals[1] == before[1] - 1
    assert page.model.queue.totals[2] == before[2] + 1


def test_touch_a_bar_then_a_person_then_back(open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.touch("day_1")
    assert page.model.sheet == "people"
    assert page.item("person_0").property("number") == "A031"
    shown = " ".join(page.texts())
    assert "S. A…" in shown
    assert "Solène" not in shown
    assert "Abadie" not in shown
    page.touch("person_0")
    assert page.model.sheet == "history"
    assert ("history", f"{0:016x}") not in page.desk.fiction.asked
    assert ("history", f"{1:016x}") in page.desk.fiction.asked
    page.qtbot.waitUntil(lambda: page.has("event_0"))
    titles = " ".join(page.texts())
    for word in ("Let in", "handed on to Amelie", "Packaging inspected (taken back)", "Entrée A, Greta"):
        assert word in titles
    page.touch("closeSheet")
    assert page.model.sheet == "people"
    page.touch("closeSheet")
    assert page.model.sheet == ""
    assert page.has("slots")


def test_the_same_by_keys_alone(open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.keys_to("slots")
    page.key(Qt.Key.Key_Down)
    line = page.model.queue.lines.row_at(int(page.item("slots").property("currentIndex")))
    column = next(place for place in range(1, 7) if line.cells[place])
    for _ in range(column - 1):
        page.key(Qt.Key.Key_Right)
    page.key(Qt.Key.Key_Return)
    assert page.model.sheet == "people"
    assert page.model.people.count == line.cells[column]
    page.qtbot.waitUntil(lambda: page.has("person_0"))
    page.key(Qt.Key.Key_Down)
    page.key(Qt.Key.Key_Return)
    assert page.model.sheet == "history"
    page.key(Qt.Key.Key_Escape)
    page.key(Qt.Key.Key_Escape)
    assert page.model.sheet == ""


def test_people_follow_while_they_are_looked_at(open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.model.openBar("", 1)
    before = page.model.people.count
    page.floor.change(changed(4, stage=Stage.PREPARING, runner="lucie"))
    page.qtbot.waitUntil(lambda: page.model.people.count == before - 1)


def test_who_has_not_come_is_counted_without_a_name(open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.touch("day_0")
    assert page.has("peopleAbout")
    assert page.item("person_0").property("mayOpen") is False
    page.touch("person_0")
    assert page.model.sheet == "people"


def test_both_languages_and_the_switch_in_the_middle_of_a_history(open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.model.openHistory(f"{13:016x}")
    page.qtbot.waitUntil(lambda: page.has("event_0"))
    assert "Box scanned" in page.texts()
    page.touch("language_fr")
    assert page.model.sheet == "history"
    page.window.view.grabWindow()
    assert "Boîte lue" in page.texts()
    assert "Box scanned" not in page.texts()


def test_a_search_leads_to_a_history_also_of_who_has_not_come(open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.touch("openSearch")
    page.touch("letter_d")
    page.qtbot.waitUntil(lambda: page.has("match_0"))
    page.touch("match_0")
    assert page.model.sheet == "history"
    assert page.model.history.name
    page.touch("closeSheet")
    assert page.model.sheet == "search"


def test_a_conflict_shows_both_sides_and_is_closed_with_a_reason(open_page: Callable[..., Page]) -> None:
    page = open_page(day_desk(held=conflicts()))
    page.touch("openConflicts")
    page.qtbot.waitUntil(lambda: page.has("side_1"))
    shown = " ".join(page.texts())
    for word in ("LN700017", "LN700044", "Comptoir 3, Noor", "Entrée A, Sami", "identity document seen"):
        assert word in shown
    page.touch("closing_1")
    page.qtbot.waitUntil(lambda: page.has("closedText"))
    assert ("close_conflict", f"{18:016x}", "Put right with the customer") in page.desk.asked
    assert not page.has("closing_1")
    assert "Amelie" in str(page.item("closedText").property("text"))


def test_a_conflict_that_changed_meanwhile_is_asked_for_again(open_page: Callable[..., Page]) -> None:
    class Changed(DayDesk):
        def close_conflict(self, conflict: Conflict, reason: str) -> ConflictReport:
            raise Refused("close the conflict", "It has changed meanwhile: look at it again")

    desk = Changed(held=conflicts())
    page = open_page(desk)
    page.touch("openConflicts")
    page.qtbot.waitUntil(lambda: page.has("closing_0"))
    asked = desk.asked.count(("conflicts",))
    page.touch("closing_0")
    page.qtbot.waitUntil(lambda: page.has("notice"))
    assert desk.asked.count(("conflicts",)) == asked + 1
    assert page.has("closing_0")


def test_the_wall_is_one_touch_away_and_back(open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.touch("openBig")
    page.qtbot.waitUntil(lambda: page.has("wall"))
    assert not page.has("strip")
    number = [item for item in visible(page.item("wall_1")) if item.property("text") == "6"]
    assert number
    assert number[0].height() >= 60
    page.touch("wall")
    page.qtbot.waitUntil(lambda: page.has("slots"))
    page.touch("openBig")
    page.keys_to("wall")
    page.key(Qt.Key.Key_Escape)
    assert page.model.big is False


@pytest.mark.parametrize("tab", ["crew", "stock", "terminals"])
def test_each_tab_tells_what_the_floor_knows(open_page: Callable[..., Page], tab: str) -> None:
    page = open_page()
    page.touch(f"tab_{tab}")
    page.window.view.grabWindow()
    shown = " ".join(page.texts())
    wanted = {
        "crew": ("Yanis", "A033, B014, A038", "Counter 3"),
        "stock": ("Lunaire Aurore", "Needed: "),
        "terminals": ("Central", "Réserve (R)", "This terminal"),
    }[tab]
    for word in wanted:
        assert word in shown
    assert audit(page.window.view) == []


def test_the_forecast_comes_and_says_in_words_who_is_needed(open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.qtbot.waitUntil(lambda: page.model.forecast.horizons.get(0, "wait") != "–", timeout=20_000)
    waits = [page.model.forecast.horizons.get(row, "wait") for row in range(3)]
    assert all(wait.endswith("min") or "h" in wait for wait in waits)
    assert "1 in 10" in page.model.forecast.need or "enough" in page.model.forecast.need


@pytest.mark.parametrize(
    ("make", "size"),
    [
        ((), (1280, 800)),
        (people()[:1], (800, 1280)),
        (crowd(1000), (1920, 1080)),
        (odd_names(), (1280, 800)),
        (odd_names(), (800, 1280)),
    ],
    ids=["nobody", "one", "thousand", "odd", "odd-portrait"],
)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_nothing_is_cut_on_any_sheet(
    open_page: Callable[..., Page], make: tuple[Entry, ...], size: tuple[int, int], language: str
) -> None:
    page = open_page(day_desk(make, held=conflicts()), size, language=language)
    assert audit(page.window.view) == []
    page.model.openBar("", 1)
    assert audit(page.window.view) == []
    page.model.closeSheet()
    page.model.openSheet("conflicts")
    assert audit(page.window.view) == []
    page.model.closeSheet()
    page.model.openSheet("search")
    assert audit(page.window.view) == []
    page.model.toggleBig()
    assert audit(page.window.view) == []


def test_markup_and_bidi_in_a_name_are_only_text(open_page: Callable[..., Page]) -> None:
    page = open_page(day_desk(odd_names()))
    page.model.openBar("", 1)
    page.window.view.grabWindow()
    shown = " ".join(page.texts())
    assert "<b>" not in shown.replace("<b>Dominique</b>", "")
    assert "\u202e" not in shown


def test_a_history_that_cannot_be_read_says_so(open_page: Callable[..., Page]) -> None:
    page = open_page()

    def fails(_reservation_id: str) -> tuple[object, ...]:
        raise Fault("read", "Restart the program")

    page.floor.history = fails
    page.model.openHistory(f"{13:016x}")
    page.qtbot.waitUntil(lambda: page.has("listFailed"))


def test_a_day_that_moves_on_makes_units_late(open_page: Callable[..., Page]) -> None:
    page = open_page()
    before = page.model.queue.overdue
    page.model.tick(fiction.NOW + timedelta(minutes=10))
    assert page.model.queue.overdue > before
    assert page.model.queue.oldest == "36\u00a0min"


def test_nothing_is_told_after_the_end(open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.model.end()
    page.floor.change(changed(4, stage=Stage.PREPARING, runner="lucie"))
    page.qtbot.wait(0)
    page.model.tick(fiction.NOW + timedelta(minutes=1))
    assert page.model.queue.waiting >= 0
