"""Shared preview pictures: whole, current, and gone when closed."""

from collections.abc import Iterator
from multiprocessing.shared_memory import SharedMemory

import pytest

from scanner.frames import SLOTS, SharedFrames


def picture(value: int, width: int = 40, height: int = 30) -> memoryview:
    return memoryview(bytes([value]) * (width * height * 3))


@pytest.fixture
def ring() -> Iterator[tuple[SharedFrames, SharedFrames]]:
    ours = SharedFrames.create(64, 48)
    theirs = SharedFrames.attach(ours.name, ours.slot_bytes)
    yield ours, theirs
    theirs.close()
    ours.close()


def test_a_picture_crosses_whole(ring: "tuple[SharedFrames, SharedFrames]") -> None:
    ours, theirs = ring
    ready = theirs.write(picture(7), 40, 30, 1, 0.5)
    assert ours.read(ready) == picture(7)


def test_an_overwritten_picture_is_not_given(ring: "tuple[SharedFrames, SharedFrames]") -> None:
    ours, theirs = ring
    first = theirs.write(picture(1), 40, 30, 1, 0.0)
    others = [theirs.write(picture(n), 40, 30, n, 0.0) for n in range(2, SLOTS + 2)]
    assert ours.read(first) is None
    assert [ours.read(ready) for ready in others] == [picture(n) for n in range(2, SLOTS + 2)]


def test_a_half_written_slot_is_not_given_and_recovers(ring: "tuple[SharedFrames, SharedFrames]") -> None:
    ours, theirs = ring
    ready = theirs.write(picture(1), 40, 30, 1, 0.0)
    theirs._memory.buf[0] |= 1  # as a writer killed in the middle leaves it
    assert ours.read(ready) is None
    again = SharedFrames.attach(ours.name, ours.slot_bytes)
    assert ours.read(again.write(picture(2), 40, 30, 2, 0.0)) == picture(2)
    again.close()


def test_what_does_not_fit_is_refused(ring: "tuple[SharedFrames, SharedFrames]") -> None:
    _, theirs = ring
    with pytest.raises(ValueError, match="does not fit"):
        theirs.write(picture(1, 65, 64), 65, 64, 1, 0.0)
    with pytest.raises(ValueError, match="does not fit"):
        theirs.write(picture(1), 41, 30, 1, 0.0)


def test_closing_removes_the_memory() -> None:
    ours = SharedFrames.create(8, 8)
    theirs = SharedFrames.attach(ours.name, ours.slot_bytes)
    ready = theirs.write(picture(1, 8, 8), 8, 8, 1, 0.0)
    theirs.close()
    ours.close()
    ours.close()
    assert ours.read(ready) is None
    with pytest.raises(FileNotFoundError):
        SharedMemory(name=ours.name)
