"""The file of a hub: nobody else's to read, encrypted where it is given a key, and never the end of the hub."""

import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import inspect

from central.database import Database
from central.errors import CentralError, Unreadable
from central.relay import notes
from central.relay.file import open_file
from central.schema import REVISIONS

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
KEY, OTHER = b"\x5c" * 32, b"\x36" * 32
NAME = "Ada Lovelace, by name"


def filled(path: Path, key: bytes | None) -> Path:
    with open_file(path, key, NOW) as database, database.write() as connection:
        notes.put(connection, "somebody", NAME)
    return path


def kept(database: Database) -> str:
    with database.read() as connection:
        return notes.note(connection, "somebody")


@pytest.mark.parametrize("key", [None, KEY])
def test_it_is_nobody_elses_to_read_from_its_first_byte_on_its_wal_too(tmp_path: Path, key: bytes | None) -> None:
    path = tmp_path / "hub.db"
    path.touch(0o644)
    with open_file(path, key, NOW) as database, database.write() as connection:
        notes.put(connection, "somebody", NAME)
        files = sorted(tmp_path.iterdir())
        assert [file.name for file in files] == ["hub.db", "hub.db-shm", "hub.db-wal"]
        assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


def test_with_a_key_nothing_of_it_can_be_read_without(tmp_path: Path) -> None:
    path = tmp_path / "hub.db"
    with open_file(path, KEY, NOW) as database:
        with database.write() as connection:
            notes.put(connection, "somebody", NAME)
        for file in tmp_path.iterdir():
            content = file.read_bytes()
            assert NAME.encode() not in content, file.name
            assert b"CREATE TABLE" not in content, file.name
        with database.read() as connection:
            assert {"events", "alembic_version"} <= set(inspect(connection).get_table_names()), REVISIONS[-1]
    with Database(path, key=KEY, create=False, migrate=False) as database:
        assert kept(database) == NAME
    for key in (None, OTHER):
        with pytest.raises(Unreadable, match="not a readable database"), Database(path, key=key, create=False):
            pass


@pytest.mark.parametrize("before", [None, OTHER])
def test_a_file_that_its_key_does_not_open_is_moved_aside_and_the_hub_begins_anew(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, before: bytes | None
) -> None:
    path = filled(tmp_path / "hub.db", before)
    with open_file(path, KEY, NOW) as database:
        assert kept(database) == ""
    (aside,) = tmp_path.glob("hub.db.unreadable-20261122T100000Z")
    with Database(aside, key=before, create=False) as database:
        assert kept(database) == NAME, "moved, not deleted"
    assert stat.S_IMODE(aside.stat().st_mode) == 0o600
    assert "moved aside" in caplog.text


def test_without_a_key_a_damaged_file_is_the_persons_who_named_it(tmp_path: Path) -> None:
    path = filled(tmp_path / "hub.db", KEY)
    with pytest.raises(Unreadable, match="another --database"):
        open_file(path, None, NOW)
    assert [one.name for one in tmp_path.iterdir()] == ["hub.db"]


def test_a_place_where_no_file_can_be_is_said(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "nowhere" / "hub.db"):
        with pytest.raises(CentralError, match="Check --database"):
            open_file(path, KEY, NOW)


def test_a_key_has_32_bytes(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        open_file(tmp_path / "hub.db", b"short", NOW)
