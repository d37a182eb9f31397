"""All windows of one terminal: which station is open on which monitor, and how one becomes another.

One bridge, one set of languages and one floor feed serve them all; scans go to the first window, wherever the keys are.
GUI thread, `TerminalHandle` excepted.
"""

import logging
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from kiosk.domain.code import names_badge
from kiosk.domain.station import Station
from ui.bridge import Bridge
from ui.context import EntranceHandle, HandLink
from ui.entrance import RESTART
from ui.floor import FloorFeed
from ui.hand import HandModel
from ui.language import Languages
from ui.own_faults import own_faults_shown
from ui.screen import Frame
from ui.signing import Signing
from ui.sound import Loudspeaker
from ui.station import StationModel
from ui.station_context import Choice, StationContext, TerminalContext
from ui.station_table import STATIONS, is_built, model_of
from ui.station_window import StationWindow, look_of
from ui.stations.choice import ChoiceModel
from ui.stations.doors import DoorsModel
from ui.stations.sign_in import SignInModel
from ui.voice import find_voice
from ui.window import EntranceWindow

log = logging.getLogger(__name__)

Window = EntranceWindow | StationWindow
CHOICE, SIGN_IN, DOORS = "choice", "sign_in", "doors"


class TerminalWindows(QObject):
    """Implements `ui.station_context.TerminalHandle`."""

    spoken = Signal(str)
    """Somebody chose this language on one of the windows."""
    opened = Signal(str)
    """A station (or `choice`) stands on the first monitor, its first picture drawn."""

    def __init__(self, context: TerminalContext, languages: Languages | None = None) -> None:
        """`languages` is given where terminals share one application; whoever made it also ends it."""
        super().__init__()
        self._context = context
        self._bridge = Bridge(self)
        self._own_languages = Languages() if languages is None else None
        if self._own_languages is not None:
            self._own_languages.install(context.station.language)
        self._languages = languages or self._own_languages or Languages()
        station = context.station
        self.floor = FloorFeed(station.desk, station.submit, station.changes, self._bridge, station.now, self)
        self._loudspeaker = Loudspeaker() if context.entrance.sound else None
        self.windows: dict[int, Window] = {}
        self._names: dict[int, str] = {}
        self._leaving: list[Window] = []
        self._choice = context.choice
        self._hand: HandModel | None = None
        self._hand_line: HandLink | None = None
        self._told_ready = False
        self._signing = Signing(context, self._bridge, self)
        self._signing.changed.connect(self._person_changed)
        self.on_close: Callable[[int], None] = lambda code: None

    # What is open

    def open(self) -> None:
        """The chosen station, or the first screen."""
        if self._loudspeaker is not None:
            self._loudspeaker.start()
        if self._choice is not None and not is_built(self._choice.station):
            log.warning("this version has no page for the station %s", self._choice.station)
            self._choice = None
        if self._choice is None:
            self._ask()
        else:
            self._show_all(self._choice)
        self._signing.begin()

    def _show_all(self, choice: Choice) -> None:
        self._choice = choice
        self._show(0, choice.station)
        if choice.second is not None and is_built(choice.second):
            self._show(1, choice.second)
        else:
            self._close_window(1)

    def _ask(self) -> None:
        if self._signing.wanted:
            self._ask_who()
            return
        monitors = len(QGuiApplication.screens())
        model = ChoiceModel(
            self._station_context(),
            self._bridge,
            self._languages,
            self.floor,
            current=self._choice,
            closed=self._context.entrance.closed,
            monitors=monitors,
            stations=[station for station in Station if is_built(station)],
        )
        model.chosen.connect(self._chosen)
        model.backAsked.connect(self._go_back)
        model.leaveAsked.connect(partial(self.close, 0))
        self._put(0, CHOICE, self._station_window("StationChoicePage", model, None))

    def _chosen(self, choice: Choice) -> None:
        self._context.keep(choice)
        self._show_all(choice)

    def _go_back(self) -> None:
        if self._choice is not None:
            self._show(0, self._choice.station)

    @property
    def _way_to_doors(self) -> Callable[[], None] | None:
        return None if self._context.doors is None else self._check_doors

    def _station_context(self) -> StationContext:
        """For who is signed in now."""
        return replace(self._signing.station(self._context.station), check_doors=self._way_to_doors)

    def _check_doors(self) -> None:
        """The doors-open page, instead of the first monitor's station: it has the camera and the hand scanner then."""
        doors, entrance, choice = self._context.doors, self._context.entrance, self._choice
        if doors is None or self._signing.wanted or self._names.get(0) == DOORS:
            return
        model = DoorsModel(
            replace(self._station_context(), check_doors=None),
            self._bridge,
            self._languages,
            self.floor,
            doors=doors,
            station=str(choice.station) if choice is not None else "",
            second=choice is not None and choice.second is not None,
            monitors=len(QGuiApplication.screens()),
            mirrored=entrance.mirrored,
        )
        model.backAsked.connect(self._leave_doors)
        window = self._station_window("DoorsPage", model, None)
        if self._context.boxes is not None:  # there is a camera
            window.show_camera(entrance.scanner, model.on_message, model.watch)
        self._put(0, DOORS, window)

    def _leave_doors(self) -> None:
        if self._choice is None:
            self._ask()
        else:
            self._show(0, self._choice.station)

    def _ask_who(self) -> None:
        """Nobody is signed in: the first monitor shows nothing else."""
        context = replace(self._signing.station(self._context.station), check_doors=None)
        model = SignInModel(context, self._bridge, self._languages, self.floor)
        model.signedIn.connect(self._signing.signed_in)
        window = self._station_window("SignInPage", model, None)
        if self._context.boxes is not None:  # there is a camera: it reads badges
            window.read_codes(self._context.entrance.scanner)
        self._put(0, SIGN_IN, window)

    def _person_changed(self) -> None:
        """Somebody has signed in or out, or another person has."""
        if self._signing.wanted:
            shown = self._choice.station if self._choice is not None else None
            if self._names.get(0) != SIGN_IN and shown is not Station.DISPLAY:
                self._ask_who()
        elif self._choice is None:
            self._ask()
        else:
            self._show(0, self._choice.station)

    def _show(self, monitor: int, station: Station) -> None:
        if monitor == 0 and self._signing.wanted and station is not Station.DISPLAY:
            self._ask_who()
            return
        if station is Station.ENTRANCE:
            entrance = replace(self._signing.entrance(self._context.entrance), check_doors=self._way_to_doors)
            window = EntranceWindow(entrance, self._bridge, self._languages, self.floor)
            window.on_close = self._closed
            window.model.stationAsked.connect(self._ask)
            window.model.sounded.connect(self._signing.touch)
            self._put(monitor, str(station), window)
            return
        made = STATIONS[station]
        counter = self._choice.counter if self._choice and self._choice.counter else self._context.station.counter
        speaks = station is Station.DISPLAY and self._loudspeaker is not None
        station_context = self._station_context()
        context = replace(station_context, counter=counter, voice=find_voice() if speaks else None)
        model = model_of(station)(context, self._bridge, self._languages, self.floor)
        self._put(monitor, str(station), self._station_window(made.page, model, station))

    def _station_window(self, page: str, model: StationModel, station: Station | None) -> StationWindow:
        if self._loudspeaker is not None:
            model.sounded.connect(self._loudspeaker.play)
        model.stationAsked.connect(self._ask)
        model.restartAsked.connect(partial(self.close, RESTART))
        model.sounded.connect(self._signing.touch)
        reads_boxes = station is not None and STATIONS[station].boxes
        boxes = self._context.boxes if reads_boxes else None
        return StationWindow(page, model, look_of(station, self._context.station), self._bridge, self._typed, boxes)

    def _put(self, monitor: int, name: str, window: Window) -> None:
        """Open the new window before the old one closes, so that the terminal is never without one."""
        before = self.windows.get(monitor)
        if monitor == 0:
            self._end_hand()
        self.windows[monitor], self._names[monitor] = window, name
        window.model.languageChanged.connect(partial(self._spoken, window))
        window.opened.connect(partial(self._opened, monitor, name))
        if monitor == 0:
            self._signing.watch(window.view)
        entrance = self._context.entrance
        if isinstance(window, EntranceWindow):
            window.open(monitor)
        else:
            window.open(Frame(entrance.fullscreen, entrance.size, monitor, entrance.closed))
        self._leave(before)

    def _close_window(self, monitor: int) -> None:
        self._names.pop(monitor, None)
        self._leave(self.windows.pop(monitor, None))

    def _leave(self, window: Window | None) -> None:
        """Later: it may be the window's own button that is being answered."""
        if window is not None:
            self._leaving.append(window)
            QTimer.singleShot(0, self._end_left)

    def _end_left(self) -> None:
        leaving, self._leaving = self._leaving, []
        for window in leaving:
            window.end()
            window.view.deleteLater()
            window.deleteLater()

    def _opened(self, monitor: int, name: str) -> None:
        if monitor != 0 or self._names.get(0) != name:
            return
        if isinstance(self.windows[0], StationWindow):
            self._begin_hand(self.windows[0])
        if not self._told_ready:
            self._told_ready = True
            if self._context.on_ready is not None:
                self._context.on_ready(self)
        self.opened.emit(name)

    def _spoken(self, speaker: Window) -> None:
        """One language for all windows of the terminal."""
        for window in tuple(self.windows.values()):
            if window is not speaker:
                window.model.speak(self._languages.current)
        self.spoken.emit(self._languages.current)

    def speak(self, language: str) -> None:
        """All windows of this terminal in another language."""
        for window in tuple(self.windows.values()):
            window.model.speak(language)

    # Hand scanners of a station that is not the entrance

    def _begin_hand(self, window: StationWindow) -> None:
        entrance = self._context.entrance
        self._hand = HandModel(self._bridge, entrance.hand_expected, self)
        self._hand.read.connect(partial(self._read, window.model))
        self._hand.told.connect(window.model.told_by_hand)
        if entrance.hand is not None:
            self._hand_line = entrance.hand(self._hand.on_text, self._hand.on_state)
            self._hand_line.start()

    def _end_hand(self) -> None:
        if self._hand_line is not None:
            self._hand_line.stop()
        if self._hand is not None:
            self._hand.deleteLater()
        self._hand, self._hand_line = None, None

    def _read(self, model: StationModel, text: str) -> None:
        """A badge is a person, wherever it is read; all else is the station's."""
        if self._context.station.session is None or not names_badge(text):
            model.on_text(text)
        elif model.stands_by(text):
            pass
        elif isinstance(model, SignInModel):
            model.on_text(text)
        else:
            self._signing.badge((text,))

    def _typed(self, text: str, ended: bool) -> None:
        first = self.windows.get(0)
        hand = first.hand if isinstance(first, EntranceWindow) else self._hand
        if hand is not None:
            hand.typed(text, ended)

    # The end

    def out_of_order(self) -> None:
        for window in tuple(self.windows.values()):
            window.model.out_of_order()

    def when_safe(self, act: Callable[[], None]) -> None:
        """Any thread: do this on the GUI thread."""
        self._bridge.post(act)

    def _closed(self, code: int) -> None:
        self.on_close(code)

    def end(self) -> None:
        """Close every window and stop what was started."""
        self._signing.end()
        self._bridge.close()
        self.floor.end()
        self._end_hand()
        for monitor in tuple(self.windows):
            self._close_window(monitor)
        self._end_left()
        if self._loudspeaker is not None:
            self._loudspeaker.stop()
        if self._own_languages is not None:
            self._own_languages.uninstall()

    def run(self, application: QGuiApplication) -> int:
        """Open, serve until closed, and clean up. Own bugs land on the *Out of order* page."""
        self.on_close = application.exit
        try:
            with own_faults_shown(application, partial(self.when_safe, self.out_of_order)):
                self.open()
                return application.exec()
        finally:
            self.end()

    # TerminalHandle

    def station(self, monitor: int = 0) -> str:
        return self._names.get(monitor, "")

    def entrance(self) -> EntranceHandle | None:
        first = self.windows.get(0)
        return first if isinstance(first, EntranceWindow) else None

    def ask(self, act: Callable[[Any], Any], monitor: int = 0) -> Future[Any]:
        answered: Future[Any] = Future()

        def call() -> None:
            try:
                answered.set_result(act(self.windows[monitor].model))
            except Exception as error:  # noqa: BLE001 (the future carries whatever was raised, as an executor's does)
                answered.set_exception(error)

        self._bridge.post(call)
        return answered

    def save_picture(self, path: Path, monitor: int = 0) -> Future[bool]:
        saved: Future[bool] = Future()

        def grab() -> None:
            saved.set_result(self.windows[monitor].view.grabWindow().save(str(path)))

        self._bridge.post(grab)
        return saved

    def choose(self, choice: Choice) -> None:
        self._bridge.post(partial(self._chosen, choice))

    def close(self, code: int = 0) -> None:
        self._bridge.post(partial(self._closed, code))
