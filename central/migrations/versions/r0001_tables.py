"""The first tables: launches and their keys, stores, terminals, bookings, the feed, the events."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table("meta", sa.Column("name", sa.Text, primary_key=True), sa.Column("value", sa.Text, nullable=False))
    op.create_table(
        "launches",
        sa.Column("launch", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("lookup_key", sa.Text, nullable=False),
        sa.Column("root_key", sa.Text, nullable=False),
        sa.Column("trust_version", sa.Integer, nullable=False),
    )
    op.create_table(
        "signing_keys",
        sa.Column("launch", sa.Integer, sa.ForeignKey("launches.launch"), primary_key=True),
        sa.Column("public_key", sa.Text, primary_key=True),
        sa.Column("key_id", sa.Integer, nullable=False),
        sa.Column("private_key", sa.Text, nullable=False),
        sa.Column("not_before", sa.Text, nullable=False),
        sa.Column("not_after", sa.Text, nullable=False),
    )
    op.create_table(
        "stores",
        sa.Column("store", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("launch", sa.Integer, sa.ForeignKey("launches.launch"), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("city", sa.Text, nullable=False),
        sa.Column("timezone", sa.Text, nullable=False),
        sa.Column("address", sa.Text, nullable=False),
    )
    op.create_table(
        "terminals",
        sa.Column("terminal_id", sa.Text, primary_key=True),
        sa.Column("store", sa.Integer, sa.ForeignKey("stores.store"), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("letter", sa.Text, nullable=False),
        sa.Column("token_hash", sa.LargeBinary, nullable=False),
        sa.Column("enrolled_at", sa.Text, nullable=False),
        sa.Column("last_contact_at", sa.Text),
        sa.UniqueConstraint("store", "letter"),
        sa.UniqueConstraint("store", "name"),
    )
    op.create_table(
        "bookings",
        sa.Column("reservation_id", sa.Text, primary_key=True),
        sa.Column("launch", sa.Integer, sa.ForeignKey("launches.launch"), nullable=False),
        sa.Column("reference", sa.Text, nullable=False),
        sa.Column("short_code", sa.Text, nullable=False),
        sa.Column("store", sa.Integer, sa.ForeignKey("stores.store"), nullable=False),
        sa.UniqueConstraint("launch", "reference"),
        sa.UniqueConstraint("launch", "short_code"),
    )
    op.create_table(
        "lookup_codes",
        sa.Column("launch", sa.Integer, sa.ForeignKey("launches.launch"), primary_key=True),
        sa.Column("digest", sa.Text, primary_key=True),
        sa.Column("reservation_id", sa.Text, sa.ForeignKey("bookings.reservation_id"), nullable=False),
    )
    op.create_table(
        "pages",
        sa.Column("token", sa.Text, primary_key=True),
        sa.Column("reservation_id", sa.Text, sa.ForeignKey("bookings.reservation_id"), nullable=False, unique=True),
    )
    op.create_table(
        "heads",
        sa.Column("store", sa.Integer, sa.ForeignKey("stores.store"), primary_key=True),
        sa.Column("seq", sa.BigInteger, nullable=False),
        sa.Column("state_hash", sa.Text, nullable=False),
    )
    op.create_table(
        "tallies",
        sa.Column("store", sa.Integer, sa.ForeignKey("stores.store"), primary_key=True),
        sa.Column("kind", sa.Text, primary_key=True),
        sa.Column("live", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "feed",
        sa.Column("store", sa.Integer, sa.ForeignKey("stores.store"), primary_key=True),
        sa.Column("kind", sa.Text, primary_key=True),
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("seq", sa.BigInteger, nullable=False),
        sa.Column("body", sa.Text),
        sa.Column("digest", sa.Text, nullable=False),
    )
    op.create_index("feed_by_seq", "feed", ["store", "seq"], unique=True)
    op.create_table(
        "events",
        sa.Column("terminal_id", sa.Text, primary_key=True),
        sa.Column("incarnation", sa.Text, primary_key=True),
        sa.Column("seq", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("event_id", sa.Text, nullable=False),
        sa.Column("store", sa.Integer, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("reservation_id", sa.Text, nullable=False),
        sa.Column("hash", sa.Text, nullable=False),
        sa.Column("wire", sa.Text, nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("received_at", sa.Text, nullable=False),
    )
    good = sa.text("answer <> 'rejected'")
    op.create_index("events_by_id", "events", ["event_id"], unique=True, sqlite_where=good, postgresql_where=good)
    op.create_index("events_by_reservation", "events", ["reservation_id"])
