"""What the scanner says, sorted to whoever shows it. Any thread; everything goes on to the GUI thread."""

from collections.abc import Callable
from functools import partial

from scanner.messages import Advice, BoxSeen, CameraState, FrameReady, Health, Message, Scanned, Seen
from ui.bridge import Bridge
from ui.camera import CameraFeed
from ui.guide import Guide
from ui.line_health import LineModel


class ScannerEar:
    def __init__(
        self,
        bridge: Bridge,
        camera: CameraFeed,
        guide: Guide,
        line: LineModel,
        present: Callable[[tuple[str, ...]], None],
    ) -> None:
        self._bridge = bridge
        self._camera = camera
        self._guide = guide
        self._line = line
        self._present = present

    def on_message(self, message: Message) -> None:
        match message:
            case FrameReady():
                self._camera.offer(message)
            case Scanned():
                self._bridge.post(partial(self._present, message.texts))
            case Seen():
                self._bridge.post(partial(self._camera.see, message))
            case CameraState():
                self._bridge.post(partial(self._camera.set_state, message))
            case Advice():
                self._bridge.post(partial(self._guide.advise, message.kind))
            case Health():
                self._bridge.post(partial(self._line.report, message))
            case BoxSeen():
                pass  # nobody expects a box at the door
