-- Written by `python -m kiosk.store.schema` from kiosk/store/migrations.py. Do not edit.

CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);

CREATE TABLE answer (
        event_id TEXT PRIMARY KEY, answer TEXT NOT NULL, reason TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

CREATE TABLE call_counter (letter TEXT PRIMARY KEY, last INTEGER NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE conflict (
        kind TEXT NOT NULL,
        subject TEXT NOT NULL,
        open INTEGER NOT NULL,
        body BLOB NOT NULL,
        PRIMARY KEY (kind, subject)
    ) STRICT, WITHOUT ROWID;

CREATE TABLE demand (
        store INTEGER NOT NULL,
        slot_start TEXT NOT NULL,
        slot_end TEXT NOT NULL,
        sku TEXT NOT NULL,
        bookings INTEGER NOT NULL,
        PRIMARY KEY (store, slot_start, slot_end, sku)
    ) STRICT, WITHOUT ROWID;

CREATE TABLE "event" (
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
    ) STRICT;

CREATE INDEX event_count ON event (id) WHERE reservation_id = '' AND kind IN ('stock_counted', 'undone');

CREATE INDEX event_house ON event (id) WHERE kind IN ('doors_checked', 'checklist_ticked', 'checklist_unticked');

CREATE INDEX event_incident ON event (id) WHERE reservation_id = '' AND kind IN ('incident_opened', 'incident_closed');

CREATE UNIQUE INDEX event_made ON event (incarnation, seq) WHERE made_here = 1;

CREATE INDEX event_moved ON event (id) WHERE kind IN ('rescheduled', 'rebooked');

CREATE INDEX event_moved_code ON event (CAST(body AS TEXT) ->> '$.payload.code')
        WHERE kind IN ('rescheduled', 'rebooked');

CREATE INDEX event_pin ON event (id) WHERE kind = 'pin_changed';

CREATE INDEX event_reservation ON event (reservation_id) WHERE reservation_id <> '';

CREATE INDEX event_waitlisted ON event (id) WHERE kind = 'waitlisted';

CREATE TABLE feed_row (
        id INTEGER PRIMARY KEY,
        kind TEXT NOT NULL,
        key TEXT NOT NULL,
        seq INTEGER NOT NULL,
        mark INTEGER NOT NULL,
        digest TEXT NOT NULL,
        body BLOB,
        UNIQUE (kind, key)
    ) STRICT;

CREATE TABLE former (
        id INTEGER PRIMARY KEY,
        event_id TEXT NOT NULL,
        incarnation TEXT NOT NULL,
        seq INTEGER NOT NULL,
        hash TEXT NOT NULL,
        made_here INTEGER NOT NULL,
        body BLOB NOT NULL
    ) STRICT;

CREATE INDEX former_place ON former (incarnation, seq);

CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");

CREATE TABLE incarnation (
        ordinal INTEGER PRIMARY KEY,
        incarnation TEXT NOT NULL UNIQUE,
        terminal_id TEXT NOT NULL DEFAULT '',
        acknowledged INTEGER NOT NULL DEFAULT 0,
        receipt BLOB
    , ended_at TEXT, forked_from INTEGER) STRICT;

CREATE TABLE lookup (
        field INTEGER NOT NULL,
        term BLOB NOT NULL,
        row INTEGER NOT NULL,
        generation INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (field, term, row)
    ) STRICT, WITHOUT ROWID;

CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE quarantine (
        kind TEXT NOT NULL,
        key TEXT NOT NULL,
        seq INTEGER NOT NULL,
        reason TEXT NOT NULL,
        body BLOB,
        PRIMARY KEY (kind, key)
    ) STRICT, WITHOUT ROWID;

CREATE TABLE shared_subject (
        kind TEXT NOT NULL,
        subject TEXT NOT NULL,
        reservation_id TEXT NOT NULL,
        PRIMARY KEY (kind, subject, reservation_id)
    ) STRICT, WITHOUT ROWID;

CREATE INDEX shared_subject_reservation ON shared_subject (reservation_id);

CREATE TABLE state (reservation_id TEXT PRIMARY KEY, body BLOB NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE trust_list (version INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT;

CREATE TABLE unit (
        serial TEXT NOT NULL,
        reservation_id TEXT NOT NULL,
        PRIMARY KEY (serial, reservation_id)
    ) STRICT, WITHOUT ROWID;

CREATE INDEX unit_reservation ON unit (reservation_id);
