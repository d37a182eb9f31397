"""Who was forgotten, beside the key file: a database restored from an older backup knows them again, and forgets them again.

Lines of JSON with the reservation's random number, its launch and the day; nothing of a person.
"""

import os
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import msgspec
from sqlalchemy import select

from central.database import Database
from central.errors import CentralError
from central.privacy.person import AGAIN, CHUNK, Person, erase
from central.tables import bookings
from kiosk.domain.clock import utc_text

REGISTER_VARIABLE = "KIOSK_CENTRAL_FORGOTTEN"


class Line(msgspec.Struct):
    reservation_id: str
    launch: int
    at: str


def register_of(key_file: Path) -> Path:
    """Beside the key file, unless the environment names another place (a credential's folder cannot be written)."""
    named = os.environ.get(REGISTER_VARIABLE)
    return Path(named) if named else key_file.with_suffix(".forgotten")


def note(register: Path, persons: Sequence[Person], now: datetime) -> None:
    """Before they are erased: a line too many forgets nobody else. Raises CentralError when it cannot be written."""
    lines = [Line(one.reservation_id, one.launch, utc_text(now)) for one in persons]
    try:
        with os.fdopen(os.open(register, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "wb") as file:
            file.write(msgspec.json.Encoder().encode_lines(lines))
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise CentralError(f"{register.name} cannot be written: {error.strerror}", "Nobody was erased.") from error


def forget(database: Database, register: Path, persons: Sequence[Person], reason: str, now: datetime) -> int:
    """Note and erase them; returns how many. Raises CentralError; then nobody was erased."""
    if not persons:
        return 0
    note(register, persons, now)
    with database.write() as connection:
        return erase(connection, persons, reason, now)


def forget_again(database: Database, register: Path, now: datetime) -> int:
    """Erase whom the register names and the database still knows; returns how many. Raises CentralError."""
    try:
        lines = msgspec.json.Decoder(Line).decode_lines(register.read_bytes())
    except FileNotFoundError:
        return 0
    except (OSError, msgspec.DecodeError) as error:
        raise CentralError(f"{register.name} cannot be read", "Put the file right, or move it away.") from error
    ids = [line.reservation_id for line in lines]
    with database.read() as connection:
        known = [
            Person(row.reservation_id, row.launch, row.reference, row.short_code, row.store)
            for at in range(0, len(ids), CHUNK)
            for row in connection.execute(select(bookings).where(bookings.c.reservation_id.in_(ids[at : at + CHUNK])))
        ]
    if not known:
        return 0
    with database.write() as connection:
        return erase(connection, known, AGAIN, now)
