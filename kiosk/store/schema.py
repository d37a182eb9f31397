"""The tables as text, for people and for review. `python -m kiosk.store.schema` writes schema.sql anew."""

import tempfile
from pathlib import Path

from kiosk.store.database import KEY_BYTES, open_database
from kiosk.store.migrations import migrate

SCHEMA_FILE = Path(__file__).with_name("schema.sql")
_HEAD = "-- Written by `python -m kiosk.store.schema` from kiosk/store/migrations.py. Do not edit.\n\n"


def fresh_schema() -> str:
    """What the migrations make of an empty file."""
    with tempfile.TemporaryDirectory() as folder:
        db = open_database(Path(folder) / "schema.db", bytes(KEY_BYTES))
        try:
            migrate(db)
            rows = db.conn.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name").fetchall()
        finally:
            db.close()
    return _HEAD + "\n\n".join(f"{row[0]};" for row in rows) + "\n"


def main() -> None:
    SCHEMA_FILE.write_text(fresh_schema(), encoding="utf-8")


if __name__ == "__main__":
    main()
