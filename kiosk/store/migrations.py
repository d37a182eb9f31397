"""The tables, step by step. A migration that has shipped is never changed: the next one corrects it.

`schema.sql` changes with this file: `python -m kiosk.store.schema` writes it, tests/store/test_schema.py compares it.
Whoever changes what `kiosk.store.roster.terms` makes of a reservation adds a migration that empties `lookup` and
rebuilds it.
"""

from kiosk.errors import Fault
from kiosk.store.database import Database, Migrations

migrations = Migrations("kiosk")

_FIRST = (
    # Single facts: `epoch`, `cursor`, `mark`, `sweeping`, `state_hash`, `head`, `complete`, `updated_at`, `latest`.
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
    # Lives of this database, oldest first. `acknowledged` is the outbox's cursor. `terminal_id` is empty until the
    # first event: a terminal enrolled anew begins a new one, since sequences are per (terminal, incarnation).
    """CREATE TABLE incarnation (
        ordinal INTEGER PRIMARY KEY,
        incarnation TEXT NOT NULL UNIQUE,
        terminal_id TEXT NOT NULL DEFAULT '',
        acknowledged INTEGER NOT NULL DEFAULT 0,
        receipt BLOB
    ) STRICT""",
    # The ledger: own events and other terminals'. Nothing is ever deleted from it. `body` is the canonical wire form.
    """CREATE TABLE event (
        id INTEGER PRIMARY KEY,
        event_id TEXT NOT NULL UNIQUE,
        terminal_id TEXT NOT NULL,
        incarnation TEXT NOT NULL,
        seq INTEGER NOT NULL,
        reservation_id TEXT NOT NULL,
        kind TEXT NOT NULL,
        occurred_at TEXT NOT NULL,
        hash TEXT NOT NULL,
        central_seq INTEGER,
        body BLOB NOT NULL,
        UNIQUE (incarnation, seq, terminal_id)
    ) STRICT""",
    "CREATE INDEX event_reservation ON event (reservation_id) WHERE reservation_id <> ''",
    # What the fold says of each reservation that has events; can be made anew from `event` at any time.
    "CREATE TABLE state (reservation_id TEXT PRIMARY KEY, body BLOB NOT NULL) STRICT, WITHOUT ROWID",
    "CREATE TABLE call_counter (letter TEXT PRIMARY KEY, last INTEGER NOT NULL) STRICT, WITHOUT ROWID",
    # Central's final answers to own events.
    """CREATE TABLE answer (
        event_id TEXT PRIMARY KEY, answer TEXT NOT NULL, reason TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
    # The copy of the feed. A tombstone has an empty digest. `body` is the last usable one; NULL for events (they are in
    # `event`), tombstones and reservations in quarantine. `mark` counts the times the copy began again from 0.
    """CREATE TABLE feed_row (
        id INTEGER PRIMARY KEY,
        kind TEXT NOT NULL,
        key TEXT NOT NULL,
        seq INTEGER NOT NULL,
        mark INTEGER NOT NULL,
        digest TEXT NOT NULL,
        body BLOB,
        UNIQUE (kind, key)
    ) STRICT""",
    # How a reservation is found: its codes' digests, short code, words of the name, end of the phone number.
    """CREATE TABLE lookup (
        field INTEGER NOT NULL,
        term BLOB NOT NULL,
        row INTEGER NOT NULL,
        generation INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (field, term, row)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE quarantine (
        kind TEXT NOT NULL,
        key TEXT NOT NULL,
        seq INTEGER NOT NULL,
        reason TEXT NOT NULL,
        body BLOB,
        PRIMARY KEY (kind, key)
    ) STRICT, WITHOUT ROWID""",
    # Every version seen: whose signature holds is decided with the root key, which the store does not have.
    "CREATE TABLE trust_list (version INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT",
)


def m001_first(db: Database) -> None:
    for statement in _FIRST:
        db.conn.execute(statement)


_SECOND = (
    # `ended_at`: another machine writes in this life as well, or this file is an older copy; nothing is appended to it any
    # more. `forked_from`: what stood from this number on has been sealed again elsewhere (see `former`).
    "ALTER TABLE incarnation ADD COLUMN ended_at TEXT",
    "ALTER TABLE incarnation ADD COLUMN forked_from INTEGER",
    # A place in a sequence is unique only among what this file made: of a terminal that was copied there are two events
    # under one number, and both are facts.
    """CREATE TABLE event_with_maker (
        id INTEGER PRIMARY KEY,
        event_id TEXT NOT NULL UNIQUE,
        terminal_id TEXT NOT NULL,
        incarnation TEXT NOT NULL,
        seq INTEGER NOT NULL,
        reservation_id TEXT NOT NULL,
        kind TEXT NOT NULL,
        occurred_at TEXT NOT NULL,
        hash TEXT NOT NULL,
        central_seq INTEGER,
        made_here INTEGER NOT NULL,
        body BLOB NOT NULL
    ) STRICT""",
    """INSERT INTO event_with_maker SELECT id, event_id, terminal_id, incarnation, seq, reservation_id, kind, occurred_at,
        hash, central_seq, EXISTS (SELECT 1 FROM incarnation AS life WHERE life.incarnation = event.incarnation
        AND life.terminal_id = event.terminal_id), body FROM event ORDER BY id""",
    "DROP TABLE event",
    "ALTER TABLE event_with_maker RENAME TO event",
    "CREATE INDEX event_reservation ON event (reservation_id) WHERE reservation_id <> ''",
    "CREATE UNIQUE INDEX event_made ON event (incarnation, seq) WHERE made_here = 1",
    "CREATE INDEX event_incident ON event (id) WHERE reservation_id = '' AND kind IN ('incident_opened', 'incident_closed')",
    # How events stood before they were sealed again in another place. Nothing is ever deleted from it either.
    """CREATE TABLE former (
        id INTEGER PRIMARY KEY,
        event_id TEXT NOT NULL,
        incarnation TEXT NOT NULL,
        seq INTEGER NOT NULL,
        hash TEXT NOT NULL,
        made_here INTEGER NOT NULL,
        body BLOB NOT NULL
    ) STRICT""",
    "CREATE INDEX former_place ON former (incarnation, seq)",
    # Conflicts as far as `meta.conflicts_through`, and by which serial or call number a reservation may be in one with
    # others. Both can be made anew from `event` at any time.
    """CREATE TABLE conflict (
        kind TEXT NOT NULL,
        subject TEXT NOT NULL,
        open INTEGER NOT NULL,
        body BLOB NOT NULL,
        PRIMARY KEY (kind, subject)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE shared_subject (
        kind TEXT NOT NULL,
        subject TEXT NOT NULL,
        reservation_id TEXT NOT NULL,
        PRIMARY KEY (kind, subject, reservation_id)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX shared_subject_reservation ON shared_subject (reservation_id)",
)


def m002_copied_terminals(db: Database) -> None:
    for statement in _SECOND:
        db.conn.execute(statement)


_THIRD = (
    # Which reservations have taken a unit from everybody else (bound, handed over, rejected): kept with `state`, and like it
    # made anew from `event` at any time. A file of before is folded again, which fills it.
    """CREATE TABLE unit (
        serial TEXT NOT NULL,
        reservation_id TEXT NOT NULL,
        PRIMARY KEY (serial, reservation_id)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX unit_reservation ON unit (reservation_id)",
)


def m003_units(db: Database) -> None:
    for statement in _THIRD:
        db.conn.execute(statement)


_FOURTH = (
    # Bookings by slot and product, counted from `feed_row` as it changes; can be made anew from it at any time.
    """CREATE TABLE demand (
        store INTEGER NOT NULL,
        slot_start TEXT NOT NULL,
        slot_end TEXT NOT NULL,
        sku TEXT NOT NULL,
        bookings INTEGER NOT NULL,
        PRIMARY KEY (store, slot_start, slot_end, sku)
    ) STRICT, WITHOUT ROWID""",
)


def m004_demand(db: Database) -> None:
    for statement in _FOURTH:
        db.conn.execute(statement)


_FIFTH = (
    # PINs that people chose themselves: few, and asked for at every sign-in.
    "CREATE INDEX event_pin ON event (id) WHERE kind = 'pin_changed'",
)


def m005_pins(db: Database) -> None:
    for statement in _FIFTH:
        db.conn.execute(statement)


_SIXTH = (
    # Moves into other slots and the waiting list: few, and asked for at every later slot that is shown.
    "CREATE INDEX event_moved ON event (id) WHERE kind IN ('rescheduled', 'rebooked')",
    "CREATE INDEX event_waitlisted ON event (id) WHERE kind = 'waitlisted'",
    # The code on a slip leads to its reservation by its keyed digest, which stands in the event and nowhere else.
    """CREATE INDEX event_moved_code ON event (CAST(body AS TEXT) ->> '$.payload.code')
        WHERE kind IN ('rescheduled', 'rebooked')""",
)


def m006_moves(db: Database) -> None:
    for statement in _SIXTH:
        db.conn.execute(statement)


_SEVENTH = (
    # How the store stands as a house: few events, and asked for while its page is open.
    "CREATE INDEX event_house ON event (id) WHERE kind IN ('doors_checked', 'checklist_ticked', 'checklist_unticked')",
)


def m007_house(db: Database) -> None:
    for statement in _SEVENTH:
        db.conn.execute(statement)


_EIGHTH = (
    # Counts of the stock, and what was taken back that concerns no reservation: few, and looked for at every scan.
    "CREATE INDEX event_count ON event (id) WHERE reservation_id = '' AND kind IN ('stock_counted', 'undone')",
)


def m008_counts(db: Database) -> None:
    for statement in _EIGHTH:
        db.conn.execute(statement)


STEPS = (
    m001_first,
    m002_copied_terminals,
    m003_units,
    m004_demand,
    m005_pins,
    m006_moves,
    m007_house,
    m008_counts,
)
for _step in STEPS:
    migrations()(_step)


def migrate(db: Database) -> None:
    """Apply what is pending, each in its own transaction. Raises Fault on a file that a newer kiosk has written."""
    applied = {step.name for step in migrations.applied(db)}
    if newer := sorted(applied - {step.__name__ for step in STEPS}):
        cause = f"it has had the steps {', '.join(newer)}"
        raise Fault("open the database", "It was written by a newer kiosk: update this one, or start the newer", cause)
    migrations.apply(db)
