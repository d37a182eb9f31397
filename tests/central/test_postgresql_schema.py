"""The tables' revisions on both engines: what they make is what `tables.py` says, and old rows stay."""

import json
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, inspect, select, text
from sqlalchemy.exc import IntegrityError

import central.migrations
from central.cli import main
from central.conflicts import neighbours
from central.database import Database
from central.errors import CentralError
from central.schema import REVISIONS, UNSTAMPED
from central.serve import ServedInThread
from central.sqlite import sqlite_engine
from central.tables import metadata, shared_subjects
from tests.central.cluster import Cluster
from tests.central.day import answers, enrolled

MIGRATIONS = Path(central.migrations.__file__).parent


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path | str]:
    if request.param == "sqlite":
        yield tmp_path / "empty.db"
        return
    cluster: Cluster = request.getfixturevalue("cluster")
    cluster.execute("CREATE DATABASE empty")
    yield cluster.url("empty")
    cluster.execute("DROP DATABASE empty WITH (FORCE)")


def connected(place: Path | str) -> Engine:
    """Whatever tables are there."""
    if isinstance(place, Path):
        return sqlite_engine(place, create=True, busy_timeout_s=5).execution_options(writer=True)
    return create_engine(place)


def to_revision(connection: Connection, revision: str) -> None:
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(MIGRATIONS))
    command.upgrade(config, revision)


def test_the_list_of_revisions_is_that_of_the_files() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    scripts = ScriptDirectory.from_config(config)
    assert [script.revision for script in reversed(list(scripts.walk_revisions()))] == list(REVISIONS)
    assert all(revision.isdecimal() for revision in REVISIONS), "central.schema writes it as a number too"


def test_metadata_and_migrations_agree(empty_place: Path | str) -> None:
    with Database(empty_place) as database, database.read() as connection:
        options = {"compare_type": True, "compare_server_default": True}
        assert compare_metadata(MigrationContext.configure(connection, opts=options), metadata) == []


def test_a_column_or_table_without_a_revision_is_noticed(empty_place: Path | str) -> None:
    """The test above can fail."""
    with Database(empty_place) as database:
        with database.write() as connection:
            connection.execute(text("ALTER TABLE stores DROP COLUMN address"))
            connection.execute(text("CREATE TABLE strange (name TEXT)"))
        with database.read() as connection:
            found = compare_metadata(MigrationContext.configure(connection), metadata)
    assert {difference[0] for difference in found} == {"add_column", "remove_table"}


def test_indexes_are_the_same_to_the_last_clause(empty_place: Path | str, tmp_path: Path) -> None:
    """Alembic does not compare the condition of a partial index: on SQLite by the text, on PostgreSQL by its own words."""
    if isinstance(empty_place, Path):
        words = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY name"
    else:
        words = "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY indexname"
    with Database(empty_place) as database:
        with database.read() as connection:
            migrated = connection.execute(text(words)).all()
        with database.write() as connection:
            metadata.drop_all(connection)
            connection.execute(text("DROP TABLE alembic_version"))
            metadata.create_all(connection)
        with database.read() as connection:
            made = connection.execute(text(words)).all()
    named = [(name, " ".join(str(definition).split())) for name, definition in migrated if "alembic" not in name]
    assert named == [(name, " ".join(str(definition).split())) for name, definition in made]
    assert any("rejected" in definition for _, definition in named)


def test_a_file_from_before_the_revisions_is_adopted_with_its_rows(tmp_path: Path) -> None:
    """As the first program left it: `meta.schema` is 1, no stamp, no table of pages."""
    file = tmp_path / "central.db"
    engine = connected(file)
    with engine.begin() as connection:
        to_revision(connection, REVISIONS[0])
        for statement in (*OLD_ROWS, "DROP TABLE pages", "DROP TABLE alembic_version"):
            connection.exec_driver_sql(statement)
        before = _all_rows(connection)
    engine.dispose()

    with pytest.raises(CentralError, match="older program") as caught, Database(file, migrate=False):
        pass
    assert "kiosk-central migrate" in caught.value.hint
    assert UNSTAMPED in str(caught.value)
    assert main(["status", "--database", str(file)]) == 1
    assert main(["migrate", "--database", str(file)]) == 0
    assert main(["status", "--database", str(file)]) == 0
    with Database(file, create=False, migrate=False) as database:
        assert database.epoch == "e" * 32
        with database.read() as connection:
            after = _all_rows(connection)
            assert inspect(connection).has_table("pages")
        kept = {table: rows for table, rows in before.items() if table != "meta"}
        assert {table: [row[: len(rows[0])] for row in after[table]] for table, rows in kept.items()} == kept
        assert len(kept["events"]) == 1


@pytest.mark.parametrize("revision", REVISIONS[:-1])
def test_each_older_revision_comes_up_with_its_rows(empty_place: Path | str, revision: str) -> None:
    engine = connected(empty_place)
    with engine.begin() as connection:
        to_revision(connection, revision)
        for statement in OLD_ROWS:
            connection.exec_driver_sql(statement)
        before = _all_rows(connection)
    engine.dispose()
    with Database(empty_place) as database:
        with database.read() as connection:
            after = _all_rows(connection)
            assert compare_metadata(MigrationContext.configure(connection), metadata) == []
        kept = {table: rows for table, rows in before.items() if rows and table not in ("meta", "alembic_version")}
        assert {table: [row[: len(rows[0])] for row in after[table]] for table, rows in kept.items()} == kept


def test_0003_finds_what_the_rows_of_before_share(empty_place: Path | str) -> None:
    """Conflicts between reservations are looked for among them from then on, with the old events too."""
    engine = connected(empty_place)
    with engine.begin() as connection:
        to_revision(connection, "0002")
        for statement in OLD_ROWS:
            connection.exec_driver_sql(statement)
        for seq, (kind, reservation, payload, answer) in enumerate(EVENTS_OF_0002, 2):
            values = {"seq": seq, "id": f"id-{seq}", "kind": kind, "reservation": reservation, "answer": answer}
            connection.execute(
                text(
                    "INSERT INTO events VALUES"
                    " ('t1', 'inc', :seq, :id, 1, :kind, :reservation, 'h', :wire, :answer, '', '')"
                ),
                values | {"wire": json.dumps({"payload": payload} if payload is not None else {})},
            )
    engine.dispose()
    with Database(empty_place) as database:
        with database.read() as connection:
            shared = sorted(tuple(row) for row in connection.execute(select(shared_subjects)))
            of_then = [row for row in shared if row[1] in ("call_number_twice", "serial_handed_over_twice")]
            near = neighbours(connection, 1, [("serial_handed_over_twice", "S-1")], ["00000000000000cc"])
        assert of_then == [
            (1, "call_number_twice", "A001", "00000000000000bb"),
            (1, "call_number_twice", "A001", "00000000000000cc"),
            (1, "serial_handed_over_twice", "S-1", "00000000000000bb"),
            (1, "serial_handed_over_twice", "S-1", "00000000000000cc"),
        ]
        assert near["serial_handed_over_twice", "S-1"] == {"00000000000000bb", "00000000000000cc"}
        assert near["call_number_twice", "A001"] == {"00000000000000bb", "00000000000000cc"}
        again = (
            "INSERT INTO events SELECT 't1', 'other', seq, event_id, store, kind, reservation_id, hash, wire, {}, '', ''"
            " FROM events WHERE event_id = 'id-2'"
        )
        with database.write() as connection:
            connection.execute(text(again.format("'duplicate'")))
        with pytest.raises((IntegrityError, CentralError)), database.write() as connection:
            connection.execute(text(again.replace("'other'", "'third'").format("'accepted'")))


EVENTS_OF_0002 = (
    ("arrived", "00000000000000bb", {"call_number": "A001"}, "accepted"),
    ("arrived", "00000000000000cc", {"call_number": "A001"}, "accepted"),
    ("arrived", "00000000000000bb", {"call_number": "A001"}, "conflict"),
    ("handed_over", "00000000000000bb", {"serial": "S-1"}, "accepted"),
    ("handed_over", "00000000000000cc", {"serial": "S-1"}, "conflict"),
    ("handed_over", "00000000000000dd", {"serial": "S-1"}, "rejected"),
    ("handed_over", "00000000000000dd", {"serial": ""}, "accepted"),
    ("handed_over", "00000000000000dd", {"serial": 7}, "accepted"),
    ("handed_over", "00000000000000dd", None, "accepted"),
    ("handed_over", "", {"serial": "S-1"}, "accepted"),
    ("scan_refused", "00000000000000dd", {"serial": "S-1", "call_number": "A001"}, "accepted"),
)
"""Kind, reservation, payload, answer."""


def test_a_newer_schema_is_refused_and_left_alone(empty_place: Path | str) -> None:
    with Database(empty_place) as database, database.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9001'"))
    for _ in range(2):
        with pytest.raises(CentralError, match="has schema 9001") as caught, Database(empty_place):
            pass
        assert "newer" in caught.value.hint


def test_the_first_program_refuses_what_it_does_not_know(empty_place: Path | str) -> None:
    """It looks at `meta.schema`, which every step raises."""
    with Database(empty_place) as database, database.read() as connection:
        schema = connection.execute(text("SELECT value FROM meta WHERE name = 'schema'")).scalar_one()
    assert schema == str(int(REVISIONS[-1])) != "1"


def test_a_step_that_fails_leaves_everything_as_it_was(
    empty_place: Path | str, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = connected(empty_place)
    with engine.begin() as connection:
        to_revision(connection, REVISIONS[0])
        connection.execute(text("INSERT INTO meta VALUES ('schema', '1'), ('epoch', 'e')"))
        before = _all_rows(connection)
    engine.dispose()

    def breaks(connection: Connection) -> None:
        connection.execute(text("CREATE TABLE half_way (name TEXT)"))
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr("central.schema._upgrade", breaks)
        with pytest.raises(ZeroDivisionError), Database(empty_place):
            pass
    engine = connected(empty_place)
    with engine.begin() as connection:
        assert _all_rows(connection) == before
    engine.dispose()


def test_two_programs_migrate_at_once(empty_place: Path | str) -> None:
    """Real processes; each finds the tables at the newest revision when it has waited for the other."""
    place = ["--database" if isinstance(empty_place, Path) else "--database-url", str(empty_place)]
    engine = connected(empty_place)
    with engine.begin() as connection:
        to_revision(connection, REVISIONS[0])
        connection.execute(text("INSERT INTO meta VALUES ('schema', '1'), ('epoch', 'e')"))
    engine.dispose()

    def migrates(_number: int) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-W", "error", "-m", "central.cli", "migrate", *place],
            capture_output=True,
            text=True,
            check=False,
        )

    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(migrates, range(2)))
    assert [each.returncode for each in done] == [0, 0], [each.stderr for each in done]
    with Database(empty_place, migrate=False) as database:
        assert database.epoch == "e"


def test_an_adopted_file_takes_events(tmp_path: Path) -> None:
    file = tmp_path / "central.db"
    engine = connected(file)
    with engine.begin() as connection:
        to_revision(connection, REVISIONS[0])
        for statement in (*OLD_ROWS, "DROP TABLE pages", "DROP TABLE alembic_version"):
            connection.exec_driver_sql(statement)
    engine.dispose()
    with Database(file) as database, ServedInThread(database) as url, enrolled(database, url, "Entrance B") as terminal:
        assert answers(terminal.send(terminal.act(reservation="00000000000000bb"))) == ["accepted"]
        assert {row.kind for row in terminal.page().rows} >= {"store", "terminal", "event"}


def _all_rows(connection: Connection) -> dict[str, list[tuple[object, ...]]]:
    tables = inspect(connection).get_table_names()
    return {table: sorted(map(tuple, connection.execute(text(f"SELECT * FROM {table}"))), key=str) for table in tables}


OLD_ROWS = (
    f"INSERT INTO meta VALUES ('schema', '1'), ('epoch', '{'e' * 32}')",
    "INSERT INTO launches VALUES (1, 'First Light', 'bG9va3Vw', 'cm9vdGtleXJvb3RrZXlyb290a2V5cm9vdGtleTEyMzQ', 1)",
    "INSERT INTO stores VALUES (1, 1, 'Rivoli', 'Paris', 'Europe/Paris', '')",
    "INSERT INTO bookings VALUES ('00000000000000aa', 1, 'R-1', 'ABCD', 1)",
    "INSERT INTO lookup_codes VALUES (1, 'digest', '00000000000000aa')",
    f"INSERT INTO heads VALUES (1, 2, '{'0' * 64}')",
    "INSERT INTO tallies VALUES (1, 'store', 1), (1, 'event', 1)",
    """INSERT INTO feed VALUES (1, 'store', '1', 1, '{"store":1}', 'd1'), (1, 'event', 'id-1', 2, '{"event_id":1}', 'd2')""",
    "INSERT INTO events VALUES ('t1', 'inc', 1, 'id-1', 1, 'arrived', '00000000000000aa', 'h', '{}', 'accepted', '', '')",
)
