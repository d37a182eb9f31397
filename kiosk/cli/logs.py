"""Logging of a terminal: JSON lines in the data folder, rotated; warnings on the console as well.

Never a code's text nor a person's name: events are named by their id, from the scan to central.
"""

import logging
import sys
from logging.handlers import RotatingFileHandler
from pathlib import Path

from pythonjsonlogger.json import JsonFormatter

FIELDS = ("asctime", "levelname", "name", "threadName", "message")
MAX_BYTES = 5_000_000
KEPT_FILES = 5


def start_logging(folder: Path) -> None:
    """Write `kiosk.log` in `folder` (made if missing)."""
    folder.mkdir(parents=True, exist_ok=True)
    file = RotatingFileHandler(folder / "kiosk.log", maxBytes=MAX_BYTES, backupCount=KEPT_FILES, encoding="utf-8")
    file.setFormatter(
        JsonFormatter(FIELDS, rename_fields={"asctime": "at", "levelname": "level", "threadName": "thread"})
    )
    console = logging.StreamHandler(sys.stderr)
    console.setLevel(logging.WARNING)
    console.setFormatter(logging.Formatter("%(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=logging.INFO, handlers=[file, console], force=True)
