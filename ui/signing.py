"""Who is at a terminal, for all its windows: badges wherever they are read, signing out by touch, and when nobody moves.

The first window is another one for another person; nothing of what one has opened is left for the next. GUI thread only.
"""

import logging
import time
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtQuick import QQuickView

from kiosk.domain.code import names_badge
from kiosk.domain.policy import Role
from kiosk.session import Person
from kiosk.sign_in import SignedIn, Why
from ui.acts import Acts
from ui.bridge import Bridge
from ui.context import EntranceContext
from ui.station_context import StationContext, TerminalContext

log = logging.getLogger(__name__)

LOOK_EVERY_MS = 1000
_MOVES = frozenset({QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.KeyPress, QEvent.Type.Wheel})


class Signing(QObject):
    changed = Signal()
    """Another person is signed in, or nobody."""

    def __init__(self, context: TerminalContext, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._station = context.station
        self._session = context.station.session
        self._acts = Acts(context.station.submit, bridge, self)
        self._moved = time.monotonic()
        self._ending = False
        self._shown = self._person
        """Whose windows are open."""
        self._look = QTimer(self)
        self._look.setInterval(LOOK_EVERY_MS)
        self._look.timeout.connect(self._look_around)

    def begin(self) -> None:
        if self._session is not None:
            self._look.start()

    def end(self) -> None:
        self._look.stop()

    # Who it is

    @property
    def wanted(self) -> bool:
        """Nobody is signed in, and somebody must be."""
        return self._session is not None and self._session.wanted

    def station(self, context: StationContext) -> StationContext:
        """As it is for who is signed in now."""
        person = self._person
        if person is None:
            return context if self._session is None else replace(context, staff_id="", supervisor=False)
        return replace(
            context,
            staff_id=person.staff_id,
            person=person.name,
            sign_out=self.sign_out,
            supervisor=Role.SUPERVISOR in person.roles,
        )

    def entrance(self, context: EntranceContext) -> EntranceContext:
        """Likewise."""
        person = self._person
        if person is None:
            return context if self._session is None else replace(context, may_change=False)
        return replace(
            context,
            person=person.name,
            sign_out=self.sign_out,
            badge=self.badge,
            may_change=Role.SUPERVISOR in person.roles,
        )

    @property
    def _person(self) -> Person | None:
        return self._session.person if self._session is not None else None

    # What happens

    def badge(self, texts: tuple[str, ...]) -> bool:
        """A badge was shown where somebody is signed in already: the next person. False: it is none."""
        if self._session is None or not any(map(names_badge, texts)):
            return False
        self._acts.act(self._station.desk.sign_in.by_badge, texts, done=self._came, failed=self._failed)
        return True

    def signed_in(self, _person: Person) -> None:
        """The sign-in page has let somebody in."""
        self.touch()
        self._tell()

    def _tell(self) -> None:
        self._shown = self._person
        self.changed.emit()

    @Slot()
    def sign_out(self) -> None:
        self._sign_out(Why.ASKED)

    def touch(self, *_: object) -> None:
        """Somebody is here."""
        self._moved = time.monotonic()

    def watch(self, view: QQuickView) -> None:
        """Fingers and keys on this window are somebody."""
        if self._session is not None:
            view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES:
            self.touch()
        return super().eventFilter(watched, event)

    def _look_around(self) -> None:
        if self._person is not None and time.monotonic() - self._moved >= self._station.auto_lock_s:
            self._sign_out(Why.IDLE)

    def _sign_out(self, why: Why) -> None:
        if self._session is None or self._ending:
            return
        self._ending = True
        self._acts.act(self._station.desk.sign_in.end, why, done=self._left, failed=self._stuck)

    def _left(self, _nothing: object) -> None:
        self._ending = False
        self._tell()

    def _stuck(self, error: BaseException) -> None:
        """It could not be written down. The page closes all the same: nobody's name stays on an empty place."""
        self._ending = False
        log.warning("the sign-out was not recorded", exc_info=error)
        if self._session is not None:
            self._session.end()
        self._tell()

    def _came(self, answer: SignedIn) -> None:
        self.touch()
        if answer.person != self._shown:
            self._tell()

    def _failed(self, error: BaseException) -> None:
        """Not a good badge: whoever is signed in stays so."""
        log.info("a badge signed nobody in: %s", error)
