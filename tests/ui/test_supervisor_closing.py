"""The end of the day on the supervisor's page: what it says, what a touch does, and what a screen reader hears."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from kiosk.domain.state import Stage
from kiosk.errors import Fault, Refused
from kiosk.store.withdrawal import Missing
from tests.ui.audit import audit
from tests.ui.supervisor_room import Page, opened_pages
from ui.fiction_closing import GONE, RESERVED
from ui.fiction_floor import PEOPLE, entry
from ui.shots_supervisor import day_desk


@pytest.fixture
def open_page(qtbot: QtBot, qapp: QGuiApplication) -> Iterator[Callable[..., Page]]:
    with opened_pages(qtbot) as opener:
        yield opener


def opened(open_page: Callable[..., Page], **others: Any) -> Page:
    page = open_page(**others)
    page.touch("openClosing")
    page.qtbot.waitUntil(lambda: page.has("difference_0"))
    return page


def value(page: Page, name: str) -> str:
    return str(page.item(f"sum_{name}").property("value"))


def asked(page: Page, name: str) -> list[Any]:
    return [one for one in page.desk.asked if one[0] == name]


def test_the_account_is_told_and_what_is_open_is_marked(open_page: Callable[..., Page]) -> None:
    page = opened(open_page)
    assert (value(page, "reserved"), value(page, "collected")) == (str(RESERVED), str(GONE))
    parts = ("collected", "moved", "cancelled", "no_show", "open")
    assert sum(int(value(page, name)) for name in parts) == RESERVED
    assert page.item("sum_open").property("alarming") is True
    assert "Not closed. To be explained: 40" in page.texts()
    assert not page.item("closeDay").isEnabled()


def test_no_shows_are_marked_all_at_once(open_page: Callable[..., Page]) -> None:
    page = opened(open_page)
    assert value(page, "no_show") == "0"
    page.touch("markNoShows")
    page.qtbot.waitUntil(lambda: value(page, "no_show") == "30")
    assert not page.has("markNoShows")


def test_a_touch_on_a_reason_explains_what_is_marked_and_only_that(open_page: Callable[..., Page]) -> None:
    page = opened(open_page)
    before = page.model.ends.differences.rowCount()
    page.touch("difference_1")
    page.touch("explain_1")
    page.qtbot.waitUntil(lambda: "Not closed. To be explained: 37" in page.texts())
    assert any(text.startswith("“Left without waiting” (Amelie, ") for text in page.texts())
    assert [one[2:] for one in asked(page, "explain")] == [(3, "Left without waiting")]
    assert page.model.ends.differences.rowCount() == before


def test_when_all_is_explained_the_day_is_closed_and_what_comes_later_is_said(open_page: Callable[..., Page]) -> None:
    page = opened(open_page)
    page.touch("markNoShows")
    page.qtbot.waitUntil(lambda: not page.has("markNoShows"))
    while page.model.ends.mayExplain:
        told = page.model.ends.standing
        page.touch("explain_0")
        page.qtbot.waitUntil(lambda told=told: page.model.ends.standing != told)
    assert not page.has("explain_0")
    page.touch("closeDay")
    page.qtbot.waitUntil(lambda: page.model.ends.tone == "good")
    assert page.model.ends.standing.startswith("Closed at ")
    assert "Amelie" in page.model.ends.standing
    assert not page.has("closeDay")
    assert page.item("sum_open").property("alarming") is False, "each has its reason"
    page.desk.closing.come_late()
    page.model.ends.ask()
    page.qtbot.waitUntil(lambda: page.model.ends.tone == "bad")
    assert "something has come since. To be explained: 1" in page.model.ends.standing


def test_the_report_is_written_beside_the_screen(open_page: Callable[..., Page]) -> None:
    go = threading.Event()
    made: list[tuple[int, str]] = []

    def write(end: Any, language: str) -> str:
        assert go.wait(20)
        page.desk.closing.note_export("report", 1)
        made.append((end.balance.reserved, language))
        return "reports/day.pdf"

    page = opened(open_page, make_report=write)
    page.touch("makeReport")
    page.qtbot.waitUntil(lambda: "The report is being written…" in page.texts())
    assert not page.item("makeReport").isEnabled()
    go.set()
    page.qtbot.waitUntil(lambda: "The report is in reports/day.pdf" in page.texts())
    assert made == [(RESERVED, "en")]
    page.model.ends.ask()  # that it was written is an event, and takes nothing off it
    page.qtbot.waitUntil(lambda: not page.model.ends._asking)
    assert "The report is in reports/day.pdf" in page.texts()
    page.touch("markNoShows")  # it is of the day as it was
    page.qtbot.waitUntil(lambda: "The report is in reports/day.pdf" not in page.texts())


def test_a_report_that_cannot_be_written_says_why(open_page: Callable[..., Page], caplog: Any) -> None:
    def write(end: Any, language: str) -> str:
        raise Fault("write the report", "Make room on the disk", "full")

    page = opened(open_page, make_report=write)
    page.touch("makeReport")
    page.qtbot.waitUntil(lambda: any("Make room on the disk" in text for text in page.texts()))
    caplog.clear()


def test_a_day_that_changed_meanwhile_is_not_closed_but_shown_anew(open_page: Callable[..., Page]) -> None:
    page = opened(open_page)

    def refuse(*_: object) -> int:
        raise Refused("mark no-shows", "There is nobody to mark")

    page.desk.closing.mark_no_shows = refuse  # type: ignore[method-assign]  # a desk that refuses
    page.touch("markNoShows")
    page.qtbot.waitUntil(lambda: page.model.notice.shown)
    assert "changed meanwhile" in page.model.notice.text
    assert page.model.sheet == "closing"


def test_the_same_by_keys(open_page: Callable[..., Page]) -> None:
    page = opened(open_page)
    page.keys_to("differences")
    while page.item("differences").property("currentIndex") < 1:
        page.key(Qt.Key.Key_Down)
    page.key(Qt.Key.Key_Return)
    assert page.model.ends.chosen.startswith("waiting/")
    page.key(Qt.Key.Key_Escape)
    assert page.model.sheet == ""


def test_a_no_show_is_taken_back_where_its_history_is(open_page: Callable[..., Page]) -> None:
    page = open_page()
    missed = next(index for index, person in enumerate(PEOPLE) if person.stage is Stage.NO_SHOW)
    one = entry(missed, PEOPLE[missed]).reservation_id
    page.model.openHistory(one)
    page.qtbot.waitUntil(lambda: page.has("takeBackNoShow"))
    page.touch("takeBackNoShow")
    assert asked(page, "take_back_no_show") == [("take_back_no_show", one)]
    page.floor.change(entry(missed, replace(PEOPLE[missed], stage=Stage.BOOKED)))
    page.qtbot.waitUntil(lambda: not page.has("takeBackNoShow"))


@pytest.mark.parametrize("size", [(1280, 800), (800, 1280), (1920, 1080)])
@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("settled", [False, True])
def test_nothing_is_cut_and_everything_can_be_touched(
    open_page: Callable[..., Page], size: tuple[int, int], language: str, settled: bool
) -> None:
    desk = day_desk()
    if settled:
        desk.closing.settle()  # type: ignore[attr-defined]  # the fiction's own
    page = opened(open_page, desk=desk, size=size, dark=settled, large=settled, language=language)
    assert audit(page.window.view) == []


def test_the_light_is_green_by_centrals_word_alone_and_early_wants_a_reason(open_page: Callable[..., Page]) -> None:
    gone: list[bool] = []
    page = opened(open_page, purge=lambda: gone.append(True))
    page.desk.closing.missing = Missing(3, 0)
    page.touch("openLeaving")
    page.qtbot.waitUntil(lambda: page.model.ends.leaving.tone == "warn")
    assert "Not safe to wipe" in page.texts()
    assert not page.item("purgeTerminal").isEnabled()
    page.desk.closing.missing = Missing(0, 0)
    page.model.ends.leaving.ask()
    page.qtbot.waitUntil(lambda: page.model.ends.leaving.tone == "good")
    assert not page.item("purgeTerminal").isEnabled(), "the day is not over"
    page.touch("leave_1")
    page.qtbot.waitUntil(lambda: page.item("purgeTerminal").isEnabled())
    page.touch("purgeTerminal")
    page.qtbot.waitUntil(lambda: bool(gone))
    assert asked(page, "order_purge") == [("order_purge", "It goes back to its owner")]


def test_a_touch_keeps_the_terminal(open_page: Callable[..., Page]) -> None:
    page = opened(open_page, purge=lambda: pytest.fail("emptied"))
    page.touch("openLeaving")
    page.qtbot.waitUntil(lambda: page.model.ends.leaving.tone == "good")
    page.touch("keepTerminal")
    page.qtbot.waitUntil(lambda: page.has("difference_0"))
    assert asked(page, "order_purge") == []
