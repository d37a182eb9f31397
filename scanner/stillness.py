"""Whether anything has moved before the camera, so that an entrance with nobody in it is not searched at full rate.

A code that comes into view is a change, however small it is, and the frame that shows it is searched at once. What has
stood still and unread for `STILL_AFTER` seconds has had every effort several times; it is searched `PERIOD` apart from
then on. Costs a third of a millisecond a frame; a frame without code costs ten and more to search.
"""

import cv2
import numpy as np

from scanner.picture import Picture

STILL_AFTER = 3.0
PERIOD = 0.25
_COLUMNS, _ROWS = 80, 45
_CHANGED = 4.0
"""Grey levels of the mean of 16 x 16 pixels. A sensor's noise, compressed, moves the noisiest of all 3,600 by up to 3; a code
that comes into view moves some by 10 and more."""


class Stillness:
    """Feed it every frame, in order of time."""

    def __init__(self) -> None:
        self._seen: Picture | None = None
        self._moved_at = float("-inf")
        self._searched_at = float("-inf")

    def worth_searching(self, now: float, grey: Picture) -> bool:
        """Whether this frame is to be searched. `now` in seconds."""
        small = np.asarray(cv2.resize(grey, (_COLUMNS, _ROWS), interpolation=cv2.INTER_AREA), dtype=np.uint8)
        if self._seen is None or float(cv2.absdiff(small, self._seen).max()) >= _CHANGED:
            # Compared with the last picture that differed, so that what creeps in slowly is seen as well.
            self._seen = small
            self._moved_at = now
        if now - self._moved_at >= STILL_AFTER and now - self._searched_at < PERIOD:
            return False
        self._searched_at = now
        return True

    def was_read(self, now: float) -> None:
        """Something was read: whoever holds it there is to be followed."""
        self._moved_at = now
