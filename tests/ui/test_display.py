"""The customers' screen: numbers under the right word, calls that come and go, no name without leave, never old in silence."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlError
from PySide6.QtQuick import QQuickItem
from pytestqt.qtbot import QtBot

from kiosk.answers import DataState
from kiosk.domain.state import Stage
from kiosk.floor_answers import Entry
from sync.status import LinkProblem, SyncStatus
from tests.ui.audit import audit, visible
from ui import fiction
from ui.bridge import Bridge
from ui.fiction_floor import PEOPLE, crowd, entry, odd_names, people, station_context
from ui.floor import FloorFeed
from ui.language import Languages
from ui.screen import Frame, Look
from ui.shots_display import called_now, display_desk
from ui.station_window import StationWindow
from ui.stations.display import CALL_AT_LEAST, CALL_FOR, SLIDE_FOR, DisplayModel
from ui.stations.display_calls import calls_of, new_calls
from ui.stations.display_guidance import GUIDANCE, slides
from ui.stations.display_rows import as_of, wait_text
from ui.window import load_fonts

SECOND = timedelta(seconds=1)


class Wall:
    """The open screen, as customers see it."""

    def __init__(self, qtbot: QtBot, desk: Any, size: tuple[int, int], **others: Any) -> None:
        self.qtbot = qtbot
        self.desk = desk
        self.now = fiction.NOW
        self.link = fiction.link()
        self.bridge, self.languages = Bridge(), Languages()
        others = {"language": "fr", "link_status": lambda: self.link, "now": lambda: self.now, **others}
        context = station_context(desk, desk.floor, **others)
        self.languages.install(context.language)
        self.feed = FloorFeed(desk, context.submit, desk.floor, self.bridge, context.now)
        self.model = DisplayModel(context, self.bridge, self.languages, self.feed)
        self.sounds: list[str] = []
        self.said: list[tuple[str, str]] = []
        self.model.sounded.connect(self.sounds.append)
        self.model.voice = self
        look = Look(dark=False, reduced_motion=True)
        self.window = StationWindow("DisplayPage", self.model, look, self.bridge, lambda text, ended: None)
        self.warnings: list[str] = []
        self.window.view.engine().warnings.connect(self._warned)
        with qtbot.waitSignal(self.window.opened, timeout=20_000):
            self.window.open(Frame(size=size))
        qtbot.waitUntil(lambda: self.feed.ready)

    def say(self, text: str, language: str) -> None:
        """Honours `Voice`."""
        self.said.append((text, language))

    def _warned(self, found: list[QQmlError]) -> None:
        self.warnings.extend(error.toString() for error in found)

    def wait(self, elapsed: timedelta) -> None:
        self.now += elapsed
        self.model.tick(self.now)

    def change(self, *entries: Entry) -> None:
        rows = self.rows()
        self.desk.floor.change(*entries)
        self.qtbot.waitUntil(lambda: self.rows() != rows)

    def rows(self) -> list[list[Any]]:
        return [list(model.rows) for model in (self.model.called, self.model.almost, self.model.preparing)]

    def numbers(self) -> list[list[str]]:
        return [[row.number for row in rows] for rows in self.rows()]

    def texts(self) -> list[str]:
        self.window.view.grabWindow()
        return [str(item.property("text")) for item in self.items() if item.property("text")]

    def items(self) -> Iterator[QQuickItem]:
        yield from visible(self.window.view.rootObject())

    def has(self, name: str) -> bool:
        return any(item.objectName() == name for item in self.items())

    def end(self) -> None:
        self.window.end()
        self.feed.end()
        self.bridge.close()
        self.languages.uninstall()
        self.window.view.deleteLater()
        assert self.warnings == []


@pytest.fixture
def open_wall(qtbot: QtBot, qapp: QGuiApplication) -> Iterator[Callable[..., Wall]]:
    load_fonts()
    walls: list[Wall] = []

    def opener(desk: Any = None, size: tuple[int, int] = (1280, 800), **others: Any) -> Wall:
        walls.append(Wall(qtbot, desk or display_desk(), size, **others))
        return walls[-1]

    yield opener
    for wall in walls:
        wall.end()


def test_everybody_who_waits_stands_under_one_word(open_wall: Callable[..., Wall]) -> None:
    wall = open_wall()
    ready, almost, preparing = wall.numbers()
    assert ready == ["A027", "A024", "B009"]
    assert almost == ["A030", "A032", "A029"]
    stages = (Stage.ARRIVED, Stage.PREPARING, Stage.READY)
    assert sorted(ready + almost + preparing) == sorted(one.call_number for one in PEOPLE if one.stage in stages)


def test_both_languages_are_there_at_once_whatever_the_staff_speaks(open_wall: Callable[..., Wall]) -> None:
    wall = open_wall()
    for _ in range(2):
        shown = wall.texts()
        for word in ("Prêt", "Ready", "Bientôt prêt", "Almost ready", "Comptoir 1", "Counter 1"):
            assert word in shown
        wall.model.speak("en")


def test_no_name_unless_the_policy_says_so(open_wall: Callable[..., Wall]) -> None:
    wall = open_wall()
    wall.change(called_now())
    shown = " ".join(wall.texts())
    names = {word for one in PEOPLE for word in one.name.split() if len(word) > 3}
    assert not [name for name in names if name in shown]
    assert not wall.has("callName")
    assert not wall.has("waitingName")


def test_with_leave_a_first_name_and_an_initial(open_wall: Callable[..., Wall]) -> None:
    wall = open_wall(display_desk(names=True))
    wall.change(called_now())
    shown = wall.texts()
    assert "Leonardo B." in shown
    assert not [text for text in shown if "Bianchi" in text or "Halvorsen" in text]


def test_a_call_is_large_chimes_is_said_in_the_customers_language_and_goes(open_wall: Callable[..., Wall]) -> None:
    wall = open_wall()
    assert not wall.model.calling
    assert wall.sounds == []
    wall.change(called_now())
    assert (wall.model.callNumber, wall.model.callFirst, wall.model.callSecond) == ("A030", "Comptoir 3", "Counter 3")
    assert wall.sounds == ["call"]
    assert wall.said == [("Number A030, please come to counter 3.", "en")]
    wall.window.view.grabWindow()
    assert wall.has("callNumber")
    wall.wait(CALL_FOR)
    assert not wall.model.calling
    assert wall.numbers()[0][0] == "A030"
    assert wall.sounds == ["call"]


def test_called_again_is_a_call_again(open_wall: Callable[..., Wall]) -> None:
    wall = open_wall()
    wall.change(called_now())
    wall.wait(CALL_FOR)
    again = called_now()
    wall.desk.floor.change(replace(again, state=replace(again.state, calls=2, called_at=wall.now)))
    wall.qtbot.waitUntil(lambda: wall.model.calling)
    assert wall.model.callNumber == "A030"
    assert wall.sounds == ["call", "call"]


def test_two_calls_at_once_are_shown_one_after_the_other(open_wall: Callable[..., Wall]) -> None:
    wall = open_wall()
    wall.change(called_now(15), entry(16, replace(PEOPLE[16], calls=1, called_min=0.02)))
    assert wall.model.callNumber == "A030"
    wall.wait(CALL_AT_LEAST - SECOND)
    assert wall.model.callNumber == "A030"
    wall.wait(SECOND)
    assert wall.model.callNumber == "A032"
    assert wall.sounds == ["call", "call"]


def test_who_is_served_leaves_the_screen_at_once(open_wall: Callable[..., Wall]) -> None:
    wall = open_wall()
    wall.change(called_now())
    wall.change(entry(15, replace(PEOPLE[15], stage=Stage.COLLECTED, calls=1, called_min=0.05, collected_min=0.01)))
    assert "A030" not in " ".join(wall.texts())
    assert not wall.model.calling


def test_who_was_let_in_by_mistake_leaves_too(open_wall: Callable[..., Wall]) -> None:
    wall = open_wall()
    gone = next(iter(people()))
    wall.desk.floor.held.pop(gone.reservation_id)
    wall.desk.floor.tell(frozenset({gone.reservation_id}))
    wall.qtbot.waitUntil(lambda: "A031" not in wall.numbers()[2])


def test_old_numbers_say_so_in_both_languages(open_wall: Callable[..., Wall]) -> None:
    wall = open_wall()
    assert not wall.has("stale")
    wall.desk.state = DataState(1000, 1000, True, 0, fiction.NOW - timedelta(minutes=4), 0)
    wall.wait(SECOND)
    wall.qtbot.waitUntil(lambda: wall.model.staleFirst != "")
    wall.window.view.grabWindow()
    assert wall.has("stale")
    shown = wall.texts()
    assert [text for text in shown if text.startswith("État de 14\u00a0h\u00a028")]
    assert [text for text in shown if text.startswith("As of 14:28")]
    wall.desk.state = DataState(1000, 1000, True, 0, wall.now, 0)
    wall.wait(SECOND)
    wall.qtbot.waitUntil(lambda: wall.model.staleFirst == "")


def link(online: bool, ago: timedelta) -> SyncStatus:
    return SyncStatus(online, fiction.NOW - ago, None, None, LinkProblem.NONE)


@pytest.mark.parametrize(
    ("status", "data_age", "floor_age", "expected"),
    [
        (link(online=True, ago=timedelta(hours=3)), 20, 0, None),
        (link(online=False, ago=timedelta(seconds=60)), 20, 0, None),
        (link(online=False, ago=timedelta(seconds=61)), 20, 0, 61),
        (link(online=True, ago=timedelta(hours=3)), 90, 0, 90),
        (link(online=True, ago=timedelta(hours=3)), 20, 75, 75),
        (link(online=False, ago=timedelta(seconds=70)), 400, 80, 400),
        (link(online=True, ago=timedelta(hours=3)), None, 0, None),
    ],
)
def test_a_minute_is_the_limit_for_link_copy_and_floor(
    status: SyncStatus, data_age: int | None, floor_age: int, expected: int | None
) -> None:
    at: datetime | None = None if data_age is None else fiction.NOW - timedelta(seconds=data_age)
    found = as_of(status, DataState(1, 1, True, 0, at, 0), timedelta(seconds=floor_age), fiction.NOW)
    assert found == (None if expected is None else fiction.NOW - timedelta(seconds=expected))


def test_guidance_passes_in_both_languages(open_wall: Callable[..., Wall]) -> None:
    wall = open_wall()
    seen = [wall.model.slide]
    for _ in range(2 * 5):
        wall.wait(SLIDE_FOR)
        seen.append(wall.model.slide)
    assert seen[0] == seen[10]
    assert len(set(seen[:10])) == 10
    assert seen[0].startswith("Gardez")
    assert seen[1].startswith("Keep")


def test_guidance_is_whole_in_both_languages(tmp_path: Path) -> None:
    told = slides(GUIDANCE, ("fr", "en"))
    assert [language for language, _ in told] == ["fr", "en"] * (len(told) // 2)
    assert max(len(text) for _, text in told) <= 120
    (tmp_path / "fr.txt").write_text("Un\nseul\n\n\n  Deux  \n", encoding="utf-8")
    assert slides(tmp_path, ("en", "fr")) == (("fr", "Un seul"), ("fr", "Deux"))
    assert slides(tmp_path / "nowhere", ("fr",)) == ()


def test_the_wait_comes_and_is_rounded_up(open_wall: Callable[..., Wall]) -> None:
    wall = open_wall()
    wall.qtbot.waitUntil(lambda: wall.model.waitFirst != "", timeout=20_000)
    assert wall.model.waitFirst.endswith("min")

    def plain(text: str, language: str) -> str:
        return text

    assert [wait_text(seconds, "en", plain) for seconds in (None, 0, 299, 301, 901)] == [
        "",
        "less than 5\u00a0min",
        "less than 5\u00a0min",
        "about 10\u00a0min",
        "about 20\u00a0min",
    ]


def test_a_call_that_is_no_news_is_only_listed() -> None:
    before = calls_of(people())
    assert {call.call_number for call in before.values()} == {"A024", "A027"}
    assert new_calls(before, before) == []
    assert [call.call_number for call in new_calls({}, before)] == ["A024", "A027"]


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("size", [(1280, 800), (1920, 1080), (800, 1280)], ids=str)
@pytest.mark.parametrize(
    "make",
    [
        lambda: display_desk(()),
        lambda: display_desk(crowd(1000)),
        lambda: display_desk(odd_names(), names=True),
    ],
    ids=["nobody", "thousand", "odd"],
)
def test_nothing_is_cut(
    open_wall: Callable[..., Wall], make: Callable[[], Any], size: tuple[int, int], language: str
) -> None:
    wall = open_wall(make(), size, language=language)
    assert audit(wall.window.view) == []
    wall.desk.state = DataState(1000, 1000, True, 0, fiction.NOW - timedelta(minutes=4), 0)
    wall.wait(SECOND)
    wall.qtbot.waitUntil(lambda: wall.model.staleFirst != "")
    assert audit(wall.window.view) == []
    called = called_now()
    longest = replace(called.reservation.customer, name="Maximiliane-Alexandra Featherstonehaugh")
    wall.change(replace(called, reservation=replace(called.reservation, customer=longest)))
    assert wall.model.callNumber == "A030"
    assert audit(wall.window.view) == []
