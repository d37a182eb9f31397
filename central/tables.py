"""Central's tables. SQLite today, PostgreSQL without a change here: no autoincrement, no type of one engine only.

Instants are text in the protocol's form (`utc_text`), JSON is text as it travels. Read together with `feed.py` (who
writes `feed`, `heads`, `tallies`) and `intake.py` (who writes `events`).
"""

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)

metadata = MetaData()

meta = Table(
    "meta",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
"""`epoch`, `schema`, `granting` (the epoch in which places are granted, `central/places`), `restored_at` (since when it is another epoch), and the private key that signs receipts (`receipt_key`, base64url)."""

launches = Table(
    "launches",
    metadata,
    Column("launch", Integer, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("lookup_key", Text, nullable=False),
    Column("root_key", Text, nullable=False),
    Column("trust_version", Integer, nullable=False, default=0),
)
"""`root_key`: the private key that signs trust lists, base64url."""

signing_keys = Table(
    "signing_keys",
    metadata,
    Column("launch", Integer, ForeignKey("launches.launch"), primary_key=True),
    Column("public_key", Text, primary_key=True),
    Column("key_id", Integer, nullable=False),
    Column("private_key", Text, nullable=False),
    Column("not_before", Text, nullable=False),
    Column("not_after", Text, nullable=False),
)

stores = Table(
    "stores",
    metadata,
    Column("store", Integer, primary_key=True, autoincrement=False),
    Column("launch", Integer, ForeignKey("launches.launch"), nullable=False),
    Column("name", Text, nullable=False),
    Column("city", Text, nullable=False),
    Column("timezone", Text, nullable=False),
    Column("address", Text, nullable=False, default=""),
)

terminals = Table(
    "terminals",
    metadata,
    Column("terminal_id", Text, primary_key=True),
    Column("store", Integer, ForeignKey("stores.store"), nullable=False),
    Column("name", Text, nullable=False),
    Column("letter", Text, nullable=False),
    Column("token_hash", LargeBinary, nullable=False),
    Column("enrolled_at", Text, nullable=False),
    Column("last_contact_at", Text),
    Column("revoked_at", Text),
    Column("report", Text),
    Column("token_at", Text),
    Column("next_token_hash", LargeBinary),
    Column("rotation_asked_at", Text),
    Column("station", Text),
    Column("device_key", Text),
    Column("revocation", Text),
    Column("revoked_reason", Text),
    UniqueConstraint("store", "letter"),
    UniqueConstraint("store", "name"),
)
"""`revoked_at`: from then on its token opens nothing, here and at the hubs of its store. `revocation`: central's signed word
of it (JSON), the one thing that the token is still told.
A hub keeps all of it of its store's terminals, as central last told it.
`report`: what it last said of itself (JSON). `token_at`: since when it has its token, empty: since its enrolment.
`next_token_hash`: of a token that was offered and not used yet; both are good until then (`central/enrolment/rotation.py`).
`station`: what it may do here (`central/enrolment/allowed.py`); empty: whatever any station may.
`device_key`: what its batches must be signed with, base64url; empty: it was enrolled without one."""

hubs = Table(
    "hubs",
    metadata,
    Column("hub_id", Text, primary_key=True),
    Column("store", Integer, ForeignKey("stores.store"), nullable=False),
    Column("name", Text, nullable=False),
    Column("token_hash", LargeBinary, nullable=False),
    Column("enrolled_at", Text, nullable=False),
    Column("last_contact_at", Text),
    Column("revoked_at", Text),
    UniqueConstraint("store", "name"),
)
"""Central only: who may speak for a store's terminals (`central/relay/registry.py`)."""

invitations = Table(
    "invitations",
    metadata,
    Column("invitation_id", Text, primary_key=True),
    Column("store", Integer, ForeignKey("stores.store"), nullable=False),
    Column("name", Text, nullable=False),
    Column("servers", Text, nullable=False),
    Column("ca_pem", Text, nullable=False),
    Column("secret_hash", LargeBinary, nullable=False),
    Column("created_at", Text, nullable=False),
    Column("expires_at", Text, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("begin", Text, nullable=False),
    Column("begun", Text, nullable=False),
    Column("reveal", Text, nullable=False),
    Column("digits", Text, nullable=False),
    Column("standing", Text, nullable=False),
    Column("terminal_id", Text),
    Column("station", Text),
)
"""Who was invited to become a terminal, and how far it came (`central/enrolment/invitations.py`): what was said, as JSON.
`standing` holds the enrolment sealed to the terminal, so that a lost answer can be given again. Empty: not yet.
`terminal_id`: whom it made; from the beginning where a terminal is to be enrolled again."""

stray_invitations = Table(
    "stray_invitations",
    metadata,
    Column("attempt", Text, primary_key=True),
    Column("at", Text, nullable=False),
)
"""Attempts on invitations that are none, of the last minutes: the limit must outlive a restart."""

bookings = Table(
    "bookings",
    metadata,
    Column("reservation_id", Text, primary_key=True),
    Column("launch", Integer, ForeignKey("launches.launch"), nullable=False),
    Column("reference", Text, nullable=False),
    Column("short_code", Text, nullable=False),
    Column("store", Integer, ForeignKey("stores.store"), nullable=False),
    UniqueConstraint("launch", "reference"),
    UniqueConstraint("launch", "short_code"),
)
"""What central knows of a reservation beyond its feed row: the retailer's reference, and who has which spoken code.
`store` is where it now belongs; a row that moved stays in its old store's feed, to say where the customer belongs."""

lookup_codes = Table(
    "lookup_codes",
    metadata,
    Column("launch", Integer, ForeignKey("launches.launch"), primary_key=True),
    Column("digest", Text, primary_key=True),
    Column("reservation_id", Text, ForeignKey("bookings.reservation_id"), nullable=False),
)
"""Whose each K0 or foreign code is: one code can lead to one reservation only."""

pages = Table(
    "pages",
    metadata,
    Column("token", Text, primary_key=True),
    Column("reservation_id", Text, ForeignKey("bookings.reservation_id"), nullable=False, unique=True),
)
"""Addresses of customers' pages (`central/issuing/links.py`)."""

heads = Table(
    "heads",
    metadata,
    Column("store", Integer, ForeignKey("stores.store"), primary_key=True),
    Column("seq", BigInteger, nullable=False),
    Column("state_hash", Text, nullable=False),
)
"""The store's counter. A writer locks this row first and holds it to its commit, so commit order is seq order."""

tallies = Table(
    "tallies",
    metadata,
    Column("store", Integer, ForeignKey("stores.store"), primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("live", BigInteger, nullable=False),
)

feed = Table(
    "feed",
    metadata,
    Column("store", Integer, ForeignKey("stores.store"), primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("seq", BigInteger, nullable=False),
    Column("body", Text),
    Column("digest", Text, nullable=False),
    Index("feed_by_seq", "store", "seq", unique=True),
)
"""Compacted: one row for each (kind, key), at its last change. `body` is canonical JSON; NULL is a tombstone."""

personal_keys = Table(
    "personal_keys",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("wrapped", LargeBinary, nullable=False),
)
"""The key under which a customer's rows lie, itself under central's key (`central/privacy/vault.py`). Whose is destroyed
is forgotten."""

erasures = Table(
    "erasures",
    metadata,
    Column("reservation_id", Text, primary_key=True),
    Column("launch", Integer, nullable=False),
    Column("erased_at", Text, nullable=False),
    Column("reason", Text, nullable=False),
)
"""Who was forgotten, when and why: that it was done must be shown, to whom it was done must not."""

events = Table(
    "events",
    metadata,
    Column("terminal_id", Text, primary_key=True),
    Column("incarnation", Text, primary_key=True),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("event_id", Text, nullable=False),
    Column("store", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("reservation_id", Text, nullable=False),
    Column("hash", Text, nullable=False),
    Column("wire", Text, nullable=False),
    Column("answer", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("received_at", Text, nullable=False),
    # A rejected event may have been rejected *because* it repeats an id, and an act that was sealed again stands in two
    # places: only the others are unique by id.
    Index(
        "events_by_id",
        "event_id",
        unique=True,
        sqlite_where=text("answer NOT IN ('rejected', 'duplicate')"),
        postgresql_where=text("answer NOT IN ('rejected', 'duplicate')"),
    ),
    Index("events_by_reservation", "reservation_id"),
    Index(
        "events_of_places",
        "store",
        sqlite_where=text("kind IN ('rescheduled', 'rebooked', 'cancelled')"),
        postgresql_where=text("kind IN ('rescheduled', 'rebooked', 'cancelled')"),
    ),
)
"""Everything terminals sent, rejected ones too; never deleted while the launch lasts."""

acts = Table(
    "acts",
    metadata,
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("at", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("store", Integer, nullable=False),
    Column("subject", Text, nullable=False),
    Column("payload", Text, nullable=False),
    Column("prev_hash", Text, nullable=False),
    Column("hash", Text, nullable=False),
)
"""What central's own people did: enrolments, revocations, keys, exports, what was forgotten (`central/acts/ledger.py`). `store` 0:
of none."""

office_keys = Table(
    "office_keys",
    metadata,
    Column("digest", LargeBinary, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("store", Integer, nullable=False),
    Column("servers", Text, nullable=False),
    Column("ca_pem", Text, nullable=False),
    Column("expires_at", Text, nullable=False),
)
"""Links that open the page of invitations once, and the visits they opened (`central/office/keys.py`). `store` 0: all of them."""

shared_subjects = Table(
    "shared_subjects",
    metadata,
    Column("store", Integer, primary_key=True, autoincrement=False),
    Column("kind", Text, primary_key=True),
    Column("subject", Text, primary_key=True),
    Column("reservation_id", Text, primary_key=True),
    Index("shared_subjects_by_reservation", "reservation_id"),
)
"""Serial and call numbers that events of a reservation have spoken of: by them conflicts between reservations are found."""

addresses = Table(
    "addresses",
    metadata,
    Column("reservation_id", Text, ForeignKey("bookings.reservation_id"), primary_key=True),
    Column("email", Text, nullable=False),
)
"""Where receipts are mailed to: central's own, in no feed and no export, sealed like the customer's row
(`central/mailing/addresses.py`). Gone when the receipt is sent."""

receipt_mails = Table(
    "receipt_mails",
    metadata,
    Column("event_id", Text, primary_key=True),
    Column("reservation_id", Text, nullable=False),
    Column("store", Integer, nullable=False),
    Column("status", Text, nullable=False),
    Column("queued_at", Text, nullable=False),
    Column("due_at", Text, nullable=False),
    Column("lease", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("reason", Text, nullable=False),
    Column("settled_at", Text),
    Index("receipt_mails_by_due", "status", "due_at"),
)
"""Receipts to mail, one for each hand-over that promised it (`central/mailing/queue.py`). `due_at`: who sends one moves it
on first, so that nobody else does meanwhile; `lease` says who."""

relayed = Table(
    "relayed",
    metadata,
    Column("terminal_id", Text, primary_key=True),
    Column("incarnation", Text, primary_key=True),
    Column("acknowledged", BigInteger, nullable=False),
    Column("receipt", Text, nullable=False),
    Column("forked", Text, nullable=False),
)
"""A hub only: how far central has what terminals sent here, with its last receipt (JSON). `forked`: the event whose place
is taken by another at central; nothing of that incarnation goes up after it."""

mirrored = Table(
    "mirrored",
    metadata,
    Column("store", Integer, primary_key=True, autoincrement=False),
    Column("kind", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("seq", BigInteger, nullable=False),
    Column("digest", Text, nullable=False),
    Column("mark", BigInteger, nullable=False),
)
"""A hub only: central's rows as they came, without what only the hub holds, so that the copy can be proven whole. `mark`
counts the beginnings of the copy."""

slots = Table(
    "slots",
    metadata,
    Column("store", Integer, ForeignKey("stores.store"), primary_key=True),
    Column("slot_start", Text, primary_key=True),
    Column("slot_end", Text, primary_key=True),
    Column("capacity", Integer),
)
"""The launch day's slots and how many customers each takes; NULL: as many as come (`central/places`)."""

allotments = Table(
    "allotments",
    metadata,
    Column("terminal_id", Text, primary_key=True),
    Column("incarnation", Text, primary_key=True),
    Column("slot_start", Text, primary_key=True),
    Column("slot_end", Text, primary_key=True),
    Column("store", Integer, nullable=False),
    Column("granted", Integer, nullable=False),
    Index("allotments_by_store", "store"),
)
"""Places that a life of a terminal may give away without asking, those it has used included."""

present_lives = Table(
    "present_lives",
    metadata,
    Column("terminal_id", Text, primary_key=True),
    Column("store", Integer, nullable=False),
    Column("incarnation", Text, nullable=False),
)
"""In which life each terminal writes now, as far as it was heard: the one that is granted places."""

placed = Table(
    "placed",
    metadata,
    Column("reservation_id", Text, primary_key=True),
    Column("store", Integer, primary_key=True, autoincrement=False),
    Column("slot_start", Text, nullable=False),
    Column("slot_end", Text, nullable=False),
    Index("placed_by_slot", "store", "slot_start", "slot_end"),
)
"""Who is booked into which slot by their row, so that nobody opens a thousand sealed rows to count them. Follows the feed
(`central/places/booked.py`)."""

placed_through = Table(
    "placed_through",
    metadata,
    Column("store", Integer, ForeignKey("stores.store"), primary_key=True),
    Column("seq", BigInteger, nullable=False),
)
"""How far `placed` has followed the store's feed."""
