"""The thread that waits for the camera, with cameras written by hand."""

import threading

import numpy as np

from scanner.grabber import Grabber, Mailbox
from scanner.messages import CameraState, Command
from scanner.picture import Frame, Picture
from tests.scanner.listening import PATIENCE


class Pictures:
    """A camera that delivers these pictures, and then nothing."""

    name = "by hand"
    ended = False
    detail = ""

    def __init__(self, *pictures: Picture) -> None:
        self._pictures = list(pictures)
        self._never = threading.Event()

    def open(self) -> None:
        """Always there."""

    def read(self) -> Frame | None:
        if self._pictures:
            return Frame(self._pictures.pop(0), 1.0)
        self._never.wait(0.01)
        return None

    def close(self) -> None:
        """Nothing to let go of."""

    def heed(self, command: Command) -> None:
        """Takes no commands."""

    def was_read(self) -> None:
        """Goes on."""


def test_an_empty_picture_is_none() -> None:
    empty, whole = np.zeros((0, 0, 3), np.uint8), np.zeros((9, 16, 3), np.uint8)
    mailbox = Mailbox()
    said: list[CameraState] = []
    grabber = Grabber(Pictures(empty, empty, whole), mailbox, said.append, watched=False)
    grabber.start()
    try:
        taken = mailbox.take(PATIENCE)
        assert taken is not None
        assert taken.number == 1
        assert taken.frame.picture.shape == (9, 16, 3)
    finally:
        grabber.stop()
        grabber.join(PATIENCE)
