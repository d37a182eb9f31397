"""What a person can put right about a PostgreSQL server: said in words with a way out; what passes by itself is `Busy`."""

import gc
import logging
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from sqlalchemy import insert, select, text, update
from sqlalchemy.exc import ProgrammingError

from central.cli import main
from central.database import Database
from central.errors import Busy, CentralError, Unreachable
from central.place import URL_VARIABLE, place_of, spoken
from central.tables import heads, meta
from tests.central.cluster import Cluster

pytestmark = pytest.mark.usefixtures("cluster")
SECRET = "hunter2-not-to-be-seen"


def opening(url: str) -> CentralError:
    with pytest.raises(CentralError) as caught, Database(url, create=False):
        pass
    assert SECRET not in f"{caught.value}{caught.value.__cause__}"
    return caught.value


def test_nobody_listens(server_url: str) -> None:
    error = opening(f"postgresql+psycopg://owner:{SECRET}@127.0.0.1:1/shop")
    assert isinstance(error, Unreachable)
    assert "Cannot connect to postgresql://127.0.0.1:1/shop" in str(error)
    assert "Is the server running" in error.hint


def test_no_such_database_and_no_such_user(cluster: Cluster) -> None:
    missing = opening(cluster.url("nowhere"))
    assert "createdb" in missing.hint
    assert not isinstance(missing, Busy)
    assert "createuser" in opening(cluster.url("shop", user="stranger")).hint


def test_a_wrong_password(cluster: Cluster) -> None:
    rules = cluster.folder / "data" / "pg_hba.conf"
    trusting = rules.read_text()
    try:
        rules.write_text("host all careful 127.0.0.1/32 scram-sha-256\n" + trusting)
        cluster.execute("CREATE ROLE careful LOGIN PASSWORD 'right'", "SELECT pg_reload_conf()")
        error = opening(cluster.url("shop", user=f"careful:{SECRET}"))
        assert "password authentication failed" in str(error)
        assert "~/.pgpass" in error.hint
        assert not isinstance(error, Busy)
    finally:
        rules.write_text(trusting)
        cluster.execute("SELECT pg_reload_conf()", "DROP ROLE careful")


def test_an_empty_database_is_refused_until_init(cluster: Cluster) -> None:
    cluster.execute("CREATE DATABASE bare")
    assert "kiosk-central init" in opening(cluster.url("bare")).hint


def test_a_role_that_may_not_make_tables(cluster: Cluster) -> None:
    cluster.execute("CREATE DATABASE guarded", "CREATE ROLE guest LOGIN")
    with pytest.raises(CentralError, match="permission denied"), Database(cluster.url("guarded", user="guest")):
        pass


def test_a_read_only_standby_is_read_and_not_written(server_url: str) -> None:
    options = "?options=-c%20default_transaction_read_only%3Don"
    with Database(server_url + options) as standby:
        assert standby.epoch
        with pytest.raises(Unreachable, match="read-only standby") as caught:
            standby.new_epoch()
        assert "target_session_attrs=read-write" in caught.value.hint


def test_a_deadlock_is_busy_for_one_of_the_two(server_url: str) -> None:
    both = threading.Barrier(2)
    met: list[type[Exception] | None] = []

    def crosses(database: Database, first: int, second: int) -> None:
        try:
            with database.write() as connection:
                for store in (first, second):
                    connection.execute(select(heads).where(heads.c.store == store).with_for_update()).all()
                    if store == first:
                        both.wait(20)
            met.append(None)
        except CentralError as error:
            met.append(type(error))

    with Database(server_url) as database:
        threads = [threading.Thread(target=crosses, args=(database, *pair)) for pair in ((1, 2), (2, 1))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
    assert set(met) == {None, Busy}


def test_a_lock_that_is_held_too_long_is_busy(server_url: str) -> None:
    with Database(server_url) as holds, Database(server_url, busy_timeout_s=0.05) as waits, holds.write() as connection:
        connection.execute(select(heads).where(heads.c.store == 1).with_for_update()).all()
        with pytest.raises(Busy), waits.write() as other:
            other.execute(update(heads).where(heads.c.store == 1).values(seq=0))


def test_a_serialization_failure_is_busy(server_url: str) -> None:
    bumped = update(heads).where(heads.c.store == 1).values(seq=heads.c.seq + 1)

    def fails(database: Database) -> None:
        with database.read() as snapshot:
            assert snapshot.execute(select(heads.c.seq).where(heads.c.store == 1)).one()
            with database.write() as other:
                other.execute(bumped)
            snapshot.execute(bumped)

    with Database(server_url) as database, pytest.raises(Busy):
        fails(database)


def test_who_writes_what_another_just_wrote_is_told_to_try_again(server_url: str) -> None:
    with Database(server_url) as database:
        with database.write() as connection:
            connection.execute(insert(meta).values(name="twice", value=SECRET))
        with pytest.raises(Busy) as caught, database.write() as connection:
            connection.execute(insert(meta).values(name="twice", value=SECRET))
    assert SECRET not in str(caught.value)


def test_connections_that_died_are_replaced_unnoticed(cluster: Cluster, server_url: str) -> None:
    end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'kiosk-central'"

    def dies_in_the_middle(database: Database) -> None:
        with database.write() as connection:
            cluster.execute(end)
            connection.execute(text("SELECT 1"))

    with Database(server_url) as database:
        before = database.epoch
        cluster.execute(end)
        assert database.epoch == before
        with pytest.raises(Unreachable):
            dies_in_the_middle(database)
        assert database.epoch == before


def test_a_lost_line_takes_none_from_those_who_use_another(cluster: Cluster, server_url: str) -> None:
    """What is closed under somebody, or forgotten open, psycopg remarks: here that fails the test."""

    def dies(database: Database) -> None:
        with database.write() as connection:
            (mine,) = connection.execute(text("SELECT pg_backend_pid()")).one()
            cluster.execute(f"SELECT pg_terminate_backend({mine})")
            connection.execute(text("SELECT 1"))

    with Database(server_url) as database:
        with database.read() as other:
            (before,) = other.execute(text("SELECT pg_backend_pid()")).one()
            with pytest.raises(Unreachable):
                dies(database)
            assert other.execute(text("SELECT pg_backend_pid()")).scalar_one() == before
        gc.collect()
        with database.read() as connection:
            assert connection.execute(select(heads.c.store)).all()
    gc.collect()


def test_after_a_failover_no_line_to_the_standby_is_used_again(cluster: Cluster, server_url: str) -> None:
    """What was the primary answers on, read-only; each session learns that when it is made."""
    name = server_url.rsplit("/", 1)[1]
    mode = f"ALTER DATABASE {name} SET default_transaction_read_only = "
    with Database(server_url) as warmed_up:
        assert warmed_up.epoch
    cluster.execute(mode + "on")
    with Database(server_url) as database:
        with database.read(), database.read(), database.read():
            pass  # three lines, idle from now on
        cluster.execute(mode + "off")
        with pytest.raises(Unreachable):
            database.new_epoch()
        for _ in range(3):
            database.new_epoch()
    gc.collect()


def test_a_bug_of_ours_stays_one_and_shows_no_values(server_url: str) -> None:
    wrong = text("SELECT * FROM no_such_table WHERE name = :name")
    with (
        Database(server_url) as database,
        pytest.raises(ProgrammingError, match="no_such_table") as caught,
        database.read() as connection,
    ):
        connection.execute(wrong, {"name": SECRET})
    assert SECRET not in str(caught.value)


@pytest.mark.parametrize(
    "url",
    [f"mysql://kiosk:{SECRET}@db/central", f"postgresql://kiosk:{SECRET}@db", f"postgresql://x:{SECRET}@db:port/c"],
)
def test_a_url_that_cannot_be_used(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["status", "--database-url", url]) == 1
    said = capsys.readouterr().err
    assert "postgresql+psycopg://" in said
    assert SECRET not in said


def test_a_place_is_said_without_its_secrets() -> None:
    one = place_of(f"postgresql://kiosk:{SECRET}@db.example:5433/central?password={SECRET}&sslmode=require")
    assert spoken(one) == "postgresql://db.example:5433/central"
    several = place_of(f"postgres://kiosk:{SECRET}@/central?host=a:5432&host=b:5432&target_session_attrs=read-write")
    assert spoken(several) == "postgresql://a:5432,b:5432/central"
    assert spoken(Path("x/central.db")) == "x/central.db"


def test_the_url_comes_from_the_environment(
    server_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(URL_VARIABLE, server_url)
    assert main(["status"]) == 0
    assert "Store 1 Rivoli" in capsys.readouterr().out
    assert main(["status", "--database", "other.db"]) == 1, "what is said on the command line wins"


def test_a_password_on_the_command_line_is_remarked_and_never_printed(
    cluster: Cluster, server_url: str, tmp_path: Path
) -> None:
    url = server_url.replace("owner@", f"owner:{SECRET}@")
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "central.cli", "migrate", "--database-url", url],
        capture_output=True,
        text=True,
        check=True,
    )
    assert URL_VARIABLE in done.stderr
    assert SECRET not in done.stdout + done.stderr


def test_nothing_of_it_is_logged(server_url: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with Database(server_url.replace("owner@", f"owner:{SECRET}@")) as database:
        assert database.new_epoch()
    assert SECRET not in caplog.text
