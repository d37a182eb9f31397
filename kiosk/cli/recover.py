"""`kiosk recover FILE`: acts that only a file moved aside knows go into the present ledger, and from there to central."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kiosk.answers import DataState
from kiosk.cli.compose import Terminal
from kiosk.cli.enrol import key_store
from kiosk.cli.rekey import present_key
from kiosk.errors import Fault
from kiosk.store.rescue import salvage, take_over

PATIENCE_S = 120.0
LOOK_AGAIN_S = 0.1


@dataclass(frozen=True, slots=True)
class Rescued:
    read: int
    """Events that could be read, of any terminal."""
    taken_over: int
    """This terminal's, that neither the present file nor central knew."""
    lost: int
    """Places in this terminal's sequences that could not be read; central may hold some of them."""
    unsent: int
    """Still waiting for central when the command ended."""


def recover(terminal: Terminal, file: Path, patience_s: float = PATIENCE_S) -> Rescued:
    """Fetch the day, read the file, take over what is new, send it. Raises Fault; then nothing was taken over."""
    key = present_key(key_store(terminal.config), terminal.store.path)
    salvaged = salvage(file, key)
    terminal.start_sync()
    if not _wait(lambda: _state(terminal).complete, patience_s):
        hint = "Connect this terminal to central, then do it again: only central knows which of them it has"
        raise Fault("take over a file moved aside", hint, "the copy of the day is not whole")
    worker, own = terminal.store.worker, terminal.enrolment.terminal_id
    taken = worker.submit(take_over, terminal.store, salvaged.events, own).result()
    _wait(lambda: _state(terminal).unsent == 0, patience_s)
    lost = salvaged.missing(own) + salvaged.unreadable
    return Rescued(len(salvaged.events), taken, lost, _state(terminal).unsent)


def _state(terminal: Terminal) -> DataState:
    return terminal.store.worker.submit(terminal.desk.data_state).result()


def _wait(true: Callable[[], bool], patience_s: float) -> bool:
    pause, end = threading.Event(), time.monotonic() + patience_s
    while not true():
        if time.monotonic() > end:
            return False
        pause.wait(LOOK_AGAIN_S)
    return True
