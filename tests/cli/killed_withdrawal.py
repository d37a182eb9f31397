"""`kiosk`, in a process that pulls its own plug at the step of the withdrawal that KILL_AT names."""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import kiosk.cli.withdrawal as withdrawal
import kiosk.store.withdrawal as files
from kiosk.cli.main import main

STEP = os.environ["KILL_AT"]


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def dying_after(step: str, act: Callable[..., Any]) -> Callable[..., Any]:
    def acted(*args: Any, **kwargs: Any) -> Any:
        result = act(*args, **kwargs)
        if step == STEP:
            die()
        return result

    return acted


def noted(path: Path, note: files.Note) -> None:
    write_note(path, note)
    if str(note.stage) == STEP:
        die()


def half_destroyed(database: Path) -> None:
    """Of the files some are gone."""
    if STEP == "destroying":
        database.unlink()
        die()
    destroy(database)
    if STEP == "destroyed":
        die()


write_note, destroy = withdrawal.write_note, withdrawal.destroy
withdrawal.write_note = noted
withdrawal.write_whole = dying_after("sealing", withdrawal.write_whole)
withdrawal.destroy_database_key = dying_after("key", withdrawal.destroy_database_key)
withdrawal.destroy = half_destroyed

if __name__ == "__main__":
    sys.exit(main())
