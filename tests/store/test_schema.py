"""The committed schema is what the migrations make, and migrations keep the rows that are there."""

import pytest

from kiosk.domain.clock import utc_text
from kiosk.domain.event import canonical
from kiosk.domain.state import Stage
from kiosk.errors import Fault
from kiosk.store.database import open_database
from kiosk.store.migrations import STEPS, migrate, migrations
from kiosk.store.schema import SCHEMA_FILE, fresh_schema
from tests.store.day import DB_KEY, Feed, reservation
from tests.store.ledgers import append, assert_chain, draft, foreign, own_events


def test_schema_sql_is_what_the_migrations_make():
    assert SCHEMA_FILE.read_text(encoding="utf-8") == fresh_schema(), "run: python -m kiosk.store.schema"


def test_every_step_is_registered_in_order(path):
    db = open_database(path, DB_KEY)
    assert [step.name for step in migrations.pending(db)] == [step.__name__ for step in STEPS]
    migrate(db)
    assert [step.name for step in migrations.applied(db)] == [step.__name__ for step in STEPS]
    db.close()


def test_migrating_again_keeps_the_rows(open_store, path):
    store = open_store()
    append(store, draft(1), draft(2))
    feed = Feed()
    feed.book(reservation(1))
    for cursor, rows, head in feed.pages():
        store.worker.submit(store.replica.apply, feed.epoch, cursor, rows, head, draft().occurred_at).result()
    store.close()
    db = open_database(path, DB_KEY)
    migrate(db)
    db.close()
    again = open_store()
    assert again.recovered is None
    assert_chain(own_events(again))
    assert len(own_events(again)) == 2
    assert again.worker.submit(again.roster.reservation, reservation(1).reservation_id).result() == reservation(1)


def test_an_older_file_keeps_its_ledger_and_its_place_in_it(open_store, path):
    """Written by the first step's kiosk: own events in two lives, another terminal's, a state it folded its way."""
    db = open_database(path, DB_KEY)
    migrations.apply(db, stop_before="m002_copied_terminals")
    own = [foreign(seq, terminal_id="t-a", incarnation=life) for life, seq in (("1" * 32, 1), ("2" * 32, 1))]
    own.append(foreign(2, terminal_id="t-a", incarnation="2" * 32, prev=own[1].hash))
    for life, acknowledged in (("1" * 32, 1), ("2" * 32, 0)):
        db.conn.execute(
            "INSERT INTO incarnation (incarnation, terminal_id, acknowledged) VALUES (?, 't-a', ?)",
            [life, acknowledged],
        )
    for event in (*own, foreign(1, number=2)):
        place = (event.event_id, event.terminal_id, event.incarnation, event.seq, event.reservation_id)
        db.conn.execute(
            "INSERT INTO event (event_id, terminal_id, incarnation, seq, reservation_id, kind, occurred_at, hash, body)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [*place, str(event.kind), utc_text(event.occurred_at), event.hash, canonical(event.to_wire())],
        )
    db.conn.execute("INSERT INTO state VALUES (?, ?)", [reservation(1).reservation_id, b'{"stage":"cancelled"}'])
    db.close()
    store = open_store()
    assert store.recovered is None
    assert own_events(store) == own[1:]
    (after,) = append(store, draft(3))
    assert (after.incarnation, after.seq, after.prev_hash) == ("2" * 32, 3, own[2].hash)
    state = store.worker.submit(store.ledger.state, reservation(1).reservation_id).result()
    assert (state.stage, len(state.arrivals)) == (Stage.ARRIVED, 3)


def test_a_step_that_fails_changes_nothing(path):
    db = open_database(path, DB_KEY)
    migrate(db)
    db.conn.execute("INSERT INTO meta VALUES ('epoch', 'e')")
    with pytest.raises(RuntimeError, match="half way"), db.atomic():  # noqa: PT012  # a step is several statements
        db.conn.execute("ALTER TABLE meta ADD COLUMN more TEXT")
        raise RuntimeError("half way")
    assert db.conn.execute("SELECT * FROM meta").fetchall() == [("epoch", "e")]
    db.close()


def test_a_file_of_a_newer_kiosk_is_left_alone(open_store, path):
    open_store().close()
    db = open_database(path, DB_KEY)
    db.conn.execute(
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('kiosk', 'm999_later', '')"
    )
    db.close()
    with pytest.raises(Fault, match="newer kiosk"):
        open_store()
    assert [file.name for file in path.parent.iterdir() if not file.name.endswith("-key")] == ["kiosk.db"]
