"""Preview pictures in shared memory: three slots, the writer never waits, the reader never sees half a picture.

Pixels are RGB888, rows packed (`width * 3` bytes a row, no padding). Each slot starts with a header: a sequence number
that is odd while the slot is being written, then frame number, width and height. A reader copies the pixels and takes
them only if the sequence number was even and the same before and after (a seqlock); with three slots it has two frames'
time for that. No picture is ever written to disk: the memory is `shm_open`'s, not a mapped file.
"""

import struct
import sys
import threading
from multiprocessing import resource_tracker
from multiprocessing.shared_memory import SharedMemory
from typing import Self

from scanner.messages import FrameReady

SLOTS = 3
PREVIEW_WIDTH = 960
PREVIEW_HEIGHT = 540
BYTES_PER_PIXEL = 3

_HEADER = struct.Struct("<QQII")
_HEADER_BYTES = 64
"""A cache line, so that the pixels start aligned."""

_attaching = threading.Lock()


class SharedFrames:
    """The ring. The app creates it (and unlinks it in `close`); the scanner's process attaches to it by name."""

    def __init__(self, memory: SharedMemory, slot_bytes: int, owner: bool) -> None:
        self._memory = memory
        self._slot_bytes = slot_bytes
        self._owner = owner
        self._next = 0
        self._lock = threading.Lock()
        self._closed = False

    @classmethod
    def create(cls, width: int = PREVIEW_WIDTH, height: int = PREVIEW_HEIGHT) -> Self:
        """New zeroed memory for three pictures of up to `width * height` pixels in any proportion."""
        slot_bytes = _HEADER_BYTES + width * height * BYTES_PER_PIXEL
        return cls(SharedMemory(create=True, size=SLOTS * slot_bytes), slot_bytes, owner=True)

    @classmethod
    def attach(cls, name: str, slot_bytes: int) -> Self:
        """The memory another process created. Closing this side leaves it there."""
        return cls(_attach_untracked(name), slot_bytes, owner=False)

    @property
    def name(self) -> str:
        return self._memory.name

    @property
    def slot_bytes(self) -> int:
        """With `name`, what `attach` needs."""
        return self._slot_bytes

    def write(
        self, pixels: bytes | memoryview, width: int, height: int, frame_number: int, captured_at: float
    ) -> FrameReady:
        """Put one RGB888 picture into the next slot. Raises ValueError when it does not fit or has another size."""
        size = width * height * BYTES_PER_PIXEL
        if len(pixels) != size or size > self._slot_bytes - _HEADER_BYTES:
            raise ValueError(f"a picture of {width}x{height} does not fit")
        slot = self._next
        self._next = (slot + 1) % SLOTS
        start = slot * self._slot_bytes
        memory = self._buffer()
        (sequence,) = struct.unpack_from("<Q", memory, start)
        # A process killed in the middle of a write leaves an odd number behind: start from the next odd one.
        writing = sequence + 1 if sequence % 2 == 0 else sequence + 2
        _HEADER.pack_into(memory, start, writing, frame_number, width, height)
        body = start + _HEADER_BYTES
        memory[body : body + size] = pixels
        struct.pack_into("<Q", memory, start, writing + 1)
        return FrameReady(slot, frame_number, width, height, captured_at)

    def read(self, ready: FrameReady) -> bytes | None:
        """A copy of the picture announced by `ready`; None when it has been overwritten since, or after `close`."""
        if not 0 <= ready.slot < SLOTS:
            return None
        size = ready.width * ready.height * BYTES_PER_PIXEL
        if not 0 < size <= self._slot_bytes - _HEADER_BYTES:
            return None
        with self._lock:
            if self._closed:
                return None
            memory = self._buffer()
            start = ready.slot * self._slot_bytes
            before = _HEADER.unpack_from(memory, start)
            if before[0] % 2 or before[1:] != (ready.frame_number, ready.width, ready.height):
                return None
            body = start + _HEADER_BYTES
            pixels = bytes(memory[body : body + size])
            return pixels if _HEADER.unpack_from(memory, start) == before else None

    def _buffer(self) -> memoryview:
        memory = self._memory.buf
        if memory is None:
            raise ValueError("the shared pictures are closed")
        return memory

    def close(self) -> None:
        """Let go of the memory; the side that created it also removes it. May be called again."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
            self._memory.close()
            if self._owner:
                self._memory.unlink()


def _attach_untracked(name: str) -> SharedMemory:
    """Attach without telling the resource tracker.

    WORKAROUND github.com/python/cpython/issues/82300 (mended in 3.13 by `track=False`): attaching registers the memory
    as if this process owned it, so that a tracker of its own would remove it when this process ends, under the app.
    """
    if sys.version_info >= (3, 13):
        return SharedMemory(name=name, track=False)
    with _attaching:
        register = resource_tracker.register
        resource_tracker.register = _leave_untracked
        try:
            return SharedMemory(name=name)
        finally:
            resource_tracker.register = register


def _leave_untracked(name: str, rtype: str) -> None:
    """Stands in for `resource_tracker.register` while attaching."""
