"""Follows the places where codes are held up and not read yet, from frame to frame, and spends the effort there.

Where zxing-cpp or the finder patterns say that a code is, a stack begins (scanner/stack.py); each further frame is laid
on top and the stack is read, and the efforts that are dear on a whole frame are made on the piece around the place, at a
tenth of the cost. Places are few: what holds more patterns than codes is a poster, or meant to keep the scanner busy.
"""

from collections import deque
from collections.abc import Callable, Sequence
from typing import TypeVar

import numpy as np

from scanner.efforts.effort import Corners, Effort, Left
from scanner.efforts.place import quad, wide
from scanner.efforts.stacked import ALWAYS, LOOKS
from scanner.messages import Quad
from scanner.picture import Picture
from scanner.presence import Reading
from scanner.stack import Stack

MOST = 2
"""Places followed at once; one of them has its turn in a frame."""
BUDGET = 0.02
"""Seconds that a grid is thought to take before one has been timed."""
PATIENCE = 90
"""Frames after which an unread place makes room for another."""

TRIED = 1
"""Of the places found near one that is followed, so many are compared with it: each costs some milliseconds."""

T = TypeVar("T")


class _Followed:
    def __init__(self, grey: Picture, corners: Corners) -> None:
        self.stack = Stack(grey, corners)
        self.looks = deque(LOOKS)


class Follower:
    """`efforts`: what is tried on the piece of the frame around a place."""

    def __init__(self, efforts: Sequence[Effort], clock: Callable[[], float]) -> None:
        self._efforts = deque(efforts)
        self._clock = clock
        # Nobody knows yet what a grid costs on this machine; everything else is cheap.
        self._expected = {name: BUDGET for name, _ in LOOKS if "grid" in name or "bent" in name}
        self._places: deque[_Followed] = deque()

    @property
    def following(self) -> bool:
        return bool(self._places)

    def forget(self) -> None:
        """What was held up has been read."""
        self._places.clear()

    def offer(self, grey: Picture, places: Sequence[Corners]) -> None:
        """Where a code is in this frame, by whatever found it."""
        for corners in places:
            if len(self._places) < MOST and wide(corners) and self._near(corners) is None:
                self._places.append(_Followed(grey, corners))

    def read(
        self, grey: Picture, places: Sequence[Corners], left: Left, pieces: bool, until_limit: Left
    ) -> list[Reading]:
        """Lay this frame on the stack whose turn it is and read that; with `pieces` also the frame itself there.

        No look begins beyond what is `left` of the frame's budget, but one; none goes on beyond the limit.
        """
        good = [corners for corners in places if wide(corners)]
        readings: list[Reading] = []
        if self._places:
            followed = self._places[0]
            if self._too_dear("lay", until_limit()):
                return []
            if self._timed("lay", lambda: self._lay(followed, grey, good)):
                readings = self._look(followed, grey, left, pieces, until_limit)
            if not readings and pieces:
                readings = self._on_piece(grey, followed.stack.corners, left)
            if followed.stack.lost or followed.stack.frames > PATIENCE:
                self._places.popleft()
            else:
                self._places.rotate(1)
        if not readings:
            self.offer(grey, good)
        return readings

    def _near(self, corners: Corners) -> _Followed | None:
        middle = corners.mean(axis=0)
        for followed in self._places:
            there = followed.stack.expected()
            side = float(np.linalg.norm(there[0] - there[2]))
            if float(np.linalg.norm(there.mean(axis=0) - middle)) < 0.6 * side:
                return followed
        return None

    def _lay(self, followed: _Followed, grey: Picture, places: Sequence[Corners]) -> bool:
        stack = followed.stack
        expected = stack.expected()
        near = sorted(
            (_turned(corners, expected) for corners in places if self._near(corners) is followed),
            key=lambda corners: float(np.abs(corners - expected).sum()),
        )
        return any(stack.add(grey, corners) for corners in (*near[:TRIED], expected))

    def _look(self, followed: _Followed, grey: Picture, left: Left, sure: bool, until_limit: Left) -> list[Reading]:
        """The stack as it is, and then other ways of looking at it while there is time; with `sure` at least one."""
        average = followed.stack.average()
        name, look = ALWAYS
        texts, tried = self._timed(name, lambda: ALWAYS[1](average)), 0
        while not texts and tried < len(LOOKS):
            name, look = followed.looks[0]
            if self._too_dear(name, left() if tried or not sure else until_limit()):
                break
            followed.looks.rotate(-1)
            tried += 1
            texts = self._timed(name, lambda look=look: look(average, until_limit))
        place = quad(followed.stack.corners, grey)
        return [Reading(text, place, name) for text in dict.fromkeys(texts)]

    def _on_piece(self, grey: Picture, corners: Corners, left: Left) -> list[Reading]:
        rows, columns = grey.shape
        low, high = corners.min(axis=0), corners.max(axis=0)
        margin = 0.2 * float((high - low).max()) + 8
        x, y = np.clip(low - margin, 0, (columns - 1, rows - 1)).astype(int).tolist()
        right, bottom = np.clip(high + margin, (x + 1, y + 1), (columns, rows)).astype(int).tolist()
        piece = np.ascontiguousarray(grey[y:bottom, x:right])
        for _ in range(len(self._efforts)):
            effort = self._efforts[0]
            name = f"near {effort.name}"
            if self._too_dear(name, left()):
                break
            self._efforts.rotate(-1)
            readings = self._timed(name, lambda effort=effort: effort.read(piece))
            if readings:
                return [Reading(r.text, _moved(r.quad, (x, y), piece, grey), r.engine) for r in readings]
        return []

    def _too_dear(self, name: str, left: float) -> bool:
        """What would not fit is thought a little cheaper each time: what is never tried costs nobody anything."""
        expected = self._expected.get(name, 0.0)
        if left > 0 and expected <= left:
            return False
        self._expected[name] = expected * 0.9
        return True

    def _timed(self, name: str, act: Callable[[], T]) -> T:
        began = self._clock()
        result = act()
        took = self._clock() - began
        known = self._expected.get(name, took)
        self._expected[name] = known + (took - known) / 4
        return result


def _turned(corners: Corners, expected: Corners) -> Corners:
    """The same corners, beginning with the one that is nearest to where the first is expected."""
    turns = [np.roll(corners, turn, axis=0) for turn in range(4)]
    return min(turns, key=lambda turned: float(np.abs(turned - expected).sum()))


def _moved(of_piece: Quad, at: tuple[int, int], piece: Picture, grey: Picture) -> Quad:
    """In fractions of the frame."""
    rows, columns = grey.shape
    high, wide_ = piece.shape
    first, second, third, fourth = (((at[0] + x * wide_) / columns, (at[1] + y * high) / rows) for x, y in of_piece)
    return (first, second, third, fourth)
