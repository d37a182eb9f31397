"""A hand scanner on a cable, played by a pseudo-terminal: what it sends, and being plugged in and pulled out."""

import os
import tty
from pathlib import Path


class Plug:
    """A scanner's end of the cable, and the name that the terminal knows it by."""

    def __init__(self, folder: Path) -> None:
        self.name = folder / "scanner"
        self._ends: list[int] = []

    def put_in(self) -> None:
        ours, theirs = os.openpty()
        tty.setraw(theirs)
        self._ends = [ours, theirs]
        self.name.symlink_to(os.ttyname(theirs))

    def send(self, data: bytes) -> None:
        os.write(self._ends[0], data)

    def pull_out(self) -> None:
        if self._ends:
            self.name.unlink()
            for end in self._ends:
                os.close(end)
            self._ends = []
