"""What the supervisor's day is made of: the bookings of one day of several, an axis that can be read, whole lines."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from kiosk.domain.queue import Group
from kiosk.domain.reservation import Slot
from kiosk.domain.state import Stage
from kiosk.floor_answers import Entry
from tests.ui.supervisor_room import Page, opened_pages
from ui.fiction_floor import NOW, PEOPLE, expected, people
from ui.shots_supervisor import day_desk


@pytest.fixture
def open_page(qtbot: QtBot, qapp: QGuiApplication) -> Iterator[Callable[..., Page]]:
    with opened_pages(qtbot) as opener:
        yield opener


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
