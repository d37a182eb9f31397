"""The opening day at the supervisor's by touch: ticks, what is late, the plan by the hour, both languages."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from kiosk.errors import NotSaved, Refused
from tests.ui.audit import audit
from tests.ui.supervisor_room import opened_pages
from ui.fiction_doors import FictionOpeningDay
from ui.fiction_floor import people
from ui.shots_supervisor import DayDesk, day_desk

Open = Callable[..., Any]


@pytest.fixture
def open_page(qtbot: QtBot, qapp: QGuiApplication) -> Iterator[Open]:
    with opened_pages(qtbot) as opener:

        def opened(tab: str, planned: bool = True, **others: Any) -> Any:
            desk: DayDesk = day_desk(people())
            desk.opening_day = FictionOpeningDay(planned=planned)  # pyright: ignore[reportAttributeAccessIssue]
            page = opener(desk, **others)
            page.touch("openStoreDoors")
            page.touch("tab_" + tab)
            qtbot.waitUntil(lambda: page.model.morning.wasRead)
            return page

        yield opened


def row(page: Any, item: str) -> Any:
    return next(one for one in page.model.morning.items.rows if one.key == item)


def test_a_touch_ticks_and_another_takes_it_back(open_page: Open) -> None:
    page = open_page("checklist")
    assert (row(page, "alarm-off").ticked, row(page, "alarm-off").about) == (True, "Amelie, at 14:18")
    assert (row(page, "counters").ticked, row(page, "counters").due) == (False, True)
    page.touch("item_counters")
    page.qtbot.waitUntil(lambda: row(page, "counters").ticked)
    assert not row(page, "counters").due
    page.touch("item_counters")
    page.qtbot.waitUntil(lambda: not row(page, "counters").ticked)
    assert [(act, item) for act, _, item in page.desk.opening_day.asked] == [
        ("tick", "counters"),
        ("untick", "counters"),
    ]


def test_what_was_refused_is_said_and_looked_at_again(open_page: Open) -> None:
    page = open_page("checklist")
    page.desk.opening_day.error = Refused("tick the checklist", "It is ticked already")
    page.touch("item_counters")
    page.qtbot.waitUntil(lambda: any("Not ticked" in text for text in page.texts()))
    assert not row(page, "counters").ticked


def test_what_was_not_saved_is_never_ticked(open_page: Open) -> None:
    page = open_page("checklist")
    page.desk.opening_day.error = NotSaved("save", "The disk is full")
    page.touch("item_counters")
    page.qtbot.waitUntil(lambda: page.has("notice") or any("saved" in text.lower() for text in page.texts()))
    assert not row(page, "counters").ticked


def test_the_plan_by_the_hour(open_page: Open) -> None:
    page = open_page("plan")
    told = [(one.start, one.people, one.places) for one in page.model.morning.hours.rows]
    assert told[0] == ("13:00", "1 supervisor", "")
    assert told[2] == ("15:00", "2 greeters, 3 runners, 3 at the counters, 1 supervisor", "118 of 160 booked")
    assert told[3][1].startswith("2 greeters, 5 runners")
    assert "Open from 15:00 to 21:00. Counters: 1, 2, 3." in page.model.morning.about


def test_without_a_plan_the_list_is_there_and_nothing_is_late(open_page: Open) -> None:
    page = open_page("plan", planned=False)
    assert "No day is planned yet" in page.texts()
    page.touch("tab_checklist")
    assert row(page, "counters").about == "Counter"
    assert not any(one.due for one in page.model.morning.items.rows)


@pytest.mark.parametrize("tab", ["terminals", "checklist", "plan"])
@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("size", [(1280, 800), (800, 1280)])
def test_nothing_is_cut_or_without_a_name(open_page: Open, tab: str, language: str, size: tuple[int, int]) -> None:
    page = open_page(tab, size=size, language=language)
    page.qtbot.wait(300)
    assert audit(page.window.view) == []
