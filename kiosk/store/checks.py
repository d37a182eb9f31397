"""What must hold before a file is trusted with a day's facts. Reads only, except for emptying the WAL first.

How much is read was chosen by measurement (100,000 reservations, 90 MB: whole file 0.4 s, the ledger's tables some
milliseconds). Every page carries an HMAC that SQLCipher verifies whenever it reads it, so a flipped bit can never
become a wrong answer, only an error; the check at start only decides how early it is noticed. Therefore: a file up to
`WHOLE_FILE_BYTES`, or one marked suspect by an error of an earlier run, is read whole; of a larger one the tables that
central cannot give back are.
"""

import re
from pathlib import Path

from kiosk.errors import Fault
from kiosk.store.database import PRAGMAS, Database

OLDEST_SQLITE = (3, 51, 3)
"""3.7.0 to 3.51.2 can corrupt a database when a WAL is reset."""
WHOLE_FILE_BYTES = 24 << 20
OWN_TABLES = (
    "meta", "incarnation", "event", "former", "state", "unit", "conflict", "shared_subject", "answer", "trust_list", "call_counter",
)  # fmt: skip
"""What only this terminal knows. `feed_row`, `lookup` and `quarantine` come again from central."""


def engine_fits(db: Database) -> None:
    """Raises Fault when the library is not the one the kiosk was built on."""
    cipher = _value(db, "PRAGMA cipher_version")
    if not cipher:
        raise Fault("open the database", "SQLCipher is missing: reinstall the kiosk", "this SQLite cannot encrypt")
    version = _value(db, "SELECT sqlite_version()")
    if tuple(int(part) for part in re.findall(r"\d+", version)[:3]) < OLDEST_SQLITE:
        wanted = ".".join(str(part) for part in OLDEST_SQLITE)
        raise Fault("open the database", f"Reinstall the kiosk: it needs SQLite {wanted} or newer", f"SQLite {version}")


def pragmas_hold(db: Database) -> None:
    """Raises Fault when a setting that durability or privacy rests on did not take."""
    for name, wanted in PRAGMAS:
        found = _value(db, f"PRAGMA {name}")
        if found != wanted:
            cause = f"{name} is {found!r}, not {wanted!r}"
            raise Fault("open the database", "The database's settings did not take: reinstall the kiosk", cause)


def damage(db: Database, path: Path, suspect: bool) -> str:
    """What is wrong with the content, empty when nothing is. May raise DatabaseError, which says it as well."""
    # The HMAC check reads the main file past the WAL, where a checkpoint cut short may have left half a page that the
    # WAL still holds whole. So the WAL goes in first.
    db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    if suspect or path.stat().st_size <= WHOLE_FILE_BYTES:
        pages = db.conn.execute("PRAGMA cipher_integrity_check").fetchall()
        if pages:
            return f"{len(pages)} damaged pages, first: {pages[0][0]}"
        return _problem(db, "PRAGMA integrity_check(1)")
    present = set(db.table_names())
    for table in OWN_TABLES:
        if table in present and (problem := _problem(db, f"PRAGMA integrity_check({table})")):
            return problem
    return ""


def _problem(db: Database, pragma: str) -> str:
    found = _value(db, pragma)
    return "" if found == "ok" else found


def _value(db: Database, sql: str) -> str:
    row = db.conn.execute(sql).fetchone()
    return "" if row is None else str(row[0])
