"""The supervisor's page on a fictional day: figures, a bar and the people behind it, history, conflicts, the wall."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from kiosk.answers import ConflictReport
from kiosk.domain.conflict import Conflict
from kiosk.domain.queue import Group
from kiosk.domain.state import Stage
from kiosk.errors import Fault, Refused
from kiosk.floor_answers import Entry
from tests.ui.audit import audit, visible
from tests.ui.supervisor_room import Page, opened_pages
from ui import fiction
from ui.fiction_floor import PEOPLE, crowd, entry, odd_names, people
from ui.shots_supervisor import FictionInbox, conflicts, day_desk


@pytest.fixture
def open_page(qtbot: QtBot, qapp: QGuiApplication) -> Iterator[Callable[..., Page]]:
    with opened_pages(qtbot) as opener:
        yield opener


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


def test_a_touch_on_the_side_that_holds_puts_a_conflict_right(open_page: Callable[..., Page]) -> None:
    page = open_page(day_desk(held=conflicts()))
    page.touch("openConflicts")
    page.qtbot.waitUntil(lambda: page.has("keep_1"))
    page.touch("keep_1")
    said = "The customer has this one, the other is back"
    page.qtbot.waitUntil(lambda: ("keep", f"{18:016x}", "d" * 32, said) in page.desk.asked)
    page.qtbot.waitUntil(lambda: not page.has("keep_0"))
    assert page.has("closedText")  # the one below, which was closed before


def test_a_conflict_that_changed_meanwhile_is_asked_for_again(open_page: Callable[..., Page]) -> None:
    class Changed(FictionInbox):
        def close(self, conflict: Conflict, reason: str) -> ConflictReport:
            raise Refused("close the conflict", "It has changed meanwhile: look at it again")

    desk = day_desk()
    desk.inbox = Changed(desk.asked, conflicts())
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
