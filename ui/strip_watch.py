"""Keeps the status strip true: asks the desk how the data stands, and shows it with link, camera and clock."""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from PySide6.QtCore import QObject

from kiosk.answers import DataState
from kiosk.desk import Desk
from sync.status import SyncStatus
from ui.acts import Acts
from ui.camera import CameraFeed
from ui.context import Place
from ui.language import Languages
from ui.strip import StripModel, strip_facts

log = logging.getLogger(__name__)


class Watched(Protocol):
    """What the strip tells of: `EntranceContext` and `StationContext` both have it."""

    @property
    def desk(self) -> Desk: ...

    @property
    def link_status(self) -> Callable[[], SyncStatus]: ...

    @property
    def place(self) -> Callable[[], Place]: ...

    @property
    def now(self) -> Callable[[], datetime]: ...

    @property
    def person(self) -> str: ...

    @property
    def sign_out(self) -> Callable[[], None]: ...

    @property
    def check_doors(self) -> Callable[[], None] | None: ...


class StripWatch(QObject):
    """GUI thread only. Without a camera the strip says nothing about one."""

    def __init__(
        self,
        context: Watched,
        acts: Acts,
        camera: CameraFeed | None,
        languages: Languages,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._acts = acts
        self._camera = camera
        self._languages = languages
        self._data: DataState | None = None
        self._asking = False
        self.strip = StripModel(self, context.person, context.sign_out, context.check_doors)
        if camera is not None:
            camera.statusChanged.connect(self.show)

    @property
    def data(self) -> DataState | None:
        """As the desk last told it; None: not yet, or it could not be read."""
        return self._data

    def refresh(self) -> None:
        """Once a second, at every notice and after every act. While an answer is awaited, nothing is asked again."""
        if not self._asking:
            self._asking = True
            self._acts.ask(self._context.desk.data_state, done=self._came, failed=self._failed)
        self.show()

    def show(self) -> None:
        """What is known, in the language of now."""
        context = self._context
        self.strip.show(
            strip_facts(
                context.link_status(),
                self._data,
                self._camera.camera_status if self._camera is not None else None,
                context.place(),
                context.now(),
                self._languages.current,
            )
        )

    def _came(self, state: DataState) -> None:
        self._asking = False
        self._data = state
        self.show()

    def _failed(self, error: BaseException) -> None:
        self._asking = False
        if self._data is not None:
            log.warning("the state of the data could not be read", exc_info=error)
        self._data = None
        self.show()
