"""What all stations' models have in common: acts that are refused or fail, the notice, the language, being behind."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from kiosk.errors import Fault, NotSaved, Refused
from scanner.hand.layouts import Keyboard, Mismatch, typed
from scanner.hand.reader import HandReader
from scanner.hand.setup_code import SETUP_TEXT
from ui import fiction, notice, station_words
from ui.bridge import Bridge
from ui.fiction_floor import FictionFloor, FictionStoreDesk, station_context
from ui.floor import FloorFeed
from ui.language import Languages
from ui.notice import NoticeModel
from ui.station import StationModel


@dataclass
class Stand:
    """One station's model on a fictional floor."""

    desk: FictionStoreDesk
    source: FictionFloor
    feed: FloorFeed
    model: StationModel
    sounds: list[str]
    asked: list[bool]

    def claim(self, said: Any) -> list[Any]:
        """The runner claims, and the desk says this; returns what the act was answered with."""
        answers: list[Any] = []
        self.desk.stockroom.says["claim"] = said
        self.model.act(self.desk.stockroom.claim, ("x",), done=answers.append)
        return answers


@pytest.fixture
def make_stand(qtbot: QtBot) -> Iterator[Callable[..., Stand]]:
    ends: list[Callable[[], None]] = []

    def make(**others: object) -> Stand:
        source = FictionFloor()
        desk = FictionStoreDesk(source)
        context = station_context(desk, source, **others)
        bridge, languages = Bridge(), Languages()
        languages.install(context.language)
        feed = FloorFeed(desk, context.submit, source, bridge, context.now)
        model = StationModel(context, bridge, languages, feed)
        stand = Stand(desk, source, feed, model, [], [])
        model.sounded.connect(stand.sounds.append)
        model.stationAsked.connect(lambda: stand.asked.append(True))
        ends.extend((model.end, feed.end, bridge.close, languages.uninstall))
        model.begin()
        qtbot.waitUntil(lambda: model.ready)
        return stand

    yield make
    for end in ends:
        end()


def test_what_went_well_says_nothing(qtbot: QtBot, make_stand: Callable[..., Stand]) -> None:
    stand = make_stand()
    answers = stand.claim("claimed")
    qtbot.waitUntil(lambda: answers == ["claimed"])
    assert not stand.model.notice.shown
    assert stand.sounds == []
    assert not stand.model.busy


def test_a_refusal_is_a_sentence_and_a_sound(qtbot: QtBot, make_stand: Callable[..., Stand]) -> None:
    stand = make_stand()
    answers = stand.claim(Refused("claim", "Amélie holds it"))
    qtbot.waitUntil(lambda: stand.model.notice.shown)
    assert answers == []
    assert stand.model.notice.text == station_words.REFUSED
    assert stand.model.notice.tone == "warn"
    assert stand.sounds == ["stop"]
    stand.claim("claimed")
    assert not stand.model.notice.shown, "the next act takes the notice away"


def test_not_saved_stays_until_it_is_touched(
    qtbot: QtBot, make_stand: Callable[..., Stand], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(notice, "STAYS_MS", 0)
    stand = make_stand()
    with caplog.at_level("WARNING"):
        stand.claim(NotSaved("save", "Free some room on the disk", "disk full"))
        qtbot.waitUntil(lambda: stand.model.notice.shown)
        qtbot.wait(20)
        assert stand.model.notice.text == station_words.NOT_SAVED
        assert stand.model.notice.tone == "bad"
        assert stand.sounds == ["fault"]
        stand.model.notice.dismiss()
        assert not stand.model.notice.shown
        stand.claim(Fault("read", "Restart the program"))
        qtbot.waitUntil(lambda: stand.sounds == ["fault", "fault"])
        qtbot.waitUntil(lambda: not stand.model.notice.shown)
    assert "not saved" in caplog.text
    caplog.clear()


def test_a_notice_goes_by_itself_and_is_never_green(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notice, "STAYS_MS", 0)
    model = NoticeModel()
    model.tell("Somebody else was first", "warn")
    assert model.shown
    qtbot.waitUntil(lambda: not model.shown)
    with pytest.raises(ValueError, match="never good"):
        model.tell("Done", "good")


def test_only_a_supervisor_is_asked_for_another_station(make_stand: Callable[..., Stand]) -> None:
    runner = make_stand(supervisor=False)
    runner.model.askStation()
    assert runner.asked == []
    assert runner.model.notice.text == station_words.SUPERVISORS_ONLY
    supervisor = make_stand(supervisor=True)
    supervisor.model.askStation()
    assert supervisor.asked == [True]


def test_another_language_is_spoken_at_once(qtbot: QtBot, make_stand: Callable[..., Stand]) -> None:
    stand = make_stand()
    stand.model.speak("fr")
    stand.claim(Refused("claim", "Amélie holds it"))
    qtbot.waitUntil(lambda: stand.model.notice.shown)
    assert "boutique" in stand.model.notice.text
    assert "ago" not in stand.model.strip.age
    stand.model.speak("xx")
    assert stand.model.language == "fr"


def test_a_floor_that_is_not_read_is_behind_and_says_for_how_long(
    qtbot: QtBot, make_stand: Callable[..., Stand], caplog: pytest.LogCaptureFixture
) -> None:
    now = [fiction.NOW]
    stand = make_stand(now=lambda: now[0])
    stand.model.tick(now[0])
    assert stand.model.behind == ""
    with caplog.at_level("WARNING"):
        stand.source.fault = Fault("read", "Restart the program")
        stand.source.tell(frozenset({"0000000000000001"}))
        qtbot.waitUntil(lambda: ("entries_of", "0000000000000001") in stand.source.asked)
        now[0] += timedelta(seconds=12)
        with qtbot.waitSignal(stand.model.floorChanged):
            stand.model.tick(now[0])
        assert stand.model.behind == "12\u00a0s"
    caplog.clear()


def test_a_hand_scanner_that_is_set_wrong_is_told_of(make_stand: Callable[..., Stand]) -> None:
    stand = make_stand()
    reading = HandReader().read_keys(typed(SETUP_TEXT, Mismatch(Keyboard.US, Keyboard.FRENCH)))
    stand.model.told_by_hand(reading)
    assert "keyboard" in stand.model.notice.text
    assert stand.model.notice.tone == "warn"
