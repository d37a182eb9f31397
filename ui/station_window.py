"""The window of any station but the entrance: its model, its page, its second hand, and a camera for boxes if it has one.

What all windows of a terminal share (bridge, languages, floor, hand scanners, loudspeaker) is handed in.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from kiosk.domain.station import Station
from scanner.boxes import Box, parse_box
from scanner.messages import BoxSeen, Message, Scanned
from ui.bridge import Bridge
from ui.context import ScannerLink
from ui.screen import Frame, Look, Screen
from ui.station import StationModel
from ui.station_context import StationContext

TICK_MS = 1000
DARK_BY_ITSELF = frozenset({Station.ENTRANCE})


def look_of(station: Station | None, context: StationContext) -> Look:
    """Boards are light, the entrance is dark, unless the configuration says otherwise."""
    dark = station in DARK_BY_ITSELF if context.dark is None else context.dark
    return Look(dark, context.large_text, context.reduced_motion)


def telling(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Of the labels of one box the one that says which unit it is; where none does, all."""
    for text in texts:
        box = parse_box(text)
        if isinstance(box, Box) and box.gtin and box.serial:
            return (text,)
    return texts


class StationWindow(QObject):
    opened = Signal()
    """Its first picture was drawn, and its model follows the store."""

    def __init__(
        self,
        page: str,
        model: StationModel,
        look: Look,
        bridge: Bridge,
        typed: Callable[[str, bool], None],
        boxes: Callable[[Callable[[Message], None]], ScannerLink] | None = None,
    ) -> None:
        super().__init__()
        self.model = model
        self._bridge = bridge
        self._boxes = boxes
        self._codes = False
        self._camera: ScannerLink | None = None
        self._hear: Callable[[Message], None] = self._heard
        self._watch: Callable[[ScannerLink], None] = lambda camera: None
        self.screen = Screen(page, model, look, typed)
        self.view = self.screen.view
        self._second = QTimer(self)
        self._second.setInterval(TICK_MS)
        self._second.timeout.connect(self._tick)
        self.screen.drawn.connect(self._start_parts)
        model.languageChanged.connect(self.view.engine().retranslate)

    def read_codes(self, scanner: Callable[[Callable[[Message], None]], ScannerLink]) -> None:
        """The camera reads codes as the entrance's does, and what it reads goes to the model. Before `open`."""
        self._boxes, self._codes = scanner, True

    def show_camera(
        self,
        scanner: Callable[[Callable[[Message], None]], ScannerLink],
        hear: Callable[[Message], None],
        watch: Callable[[ScannerLink], None],
    ) -> None:
        """The model shows the pictures, and everything the scanner says goes to `hear`, on the scanner's thread. Before
        `open`."""
        self._boxes, self._hear, self._watch = scanner, hear, watch

    def open(self, frame: Frame) -> None:
        self.screen.open(frame)

    def _start_parts(self) -> None:
        self.model.begin()
        self._second.start()
        if self._boxes is not None:
            self._camera = self._boxes(self._hear)
            self._watch(self._camera)
            self._camera.start()
        self.opened.emit()

    def _heard(self, message: Message) -> None:
        """Any thread: the camera has read the labels of a box, or a code."""
        if isinstance(message, Scanned) and self._codes:
            for text in message.texts:
                self._bridge.post(partial(self.model.on_text, text))
        if isinstance(message, BoxSeen):
            for text in telling(message.texts):
                self._bridge.post(partial(self.model.on_text, text))

    def _tick(self) -> None:
        self.model.tick(self.model.context.now())

    def end(self) -> None:
        """Stop what was started; the window is gone after this."""
        self._second.stop()
        self.model.end()
        if self._camera is not None:
            self._camera.stop()
        self.screen.end()
