"""The slots of a launch day, who is booked into them, and which places terminals may give away."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    kinds = sa.text("kind IN ('rescheduled', 'rebooked', 'cancelled')")
    op.create_index("events_of_places", "events", ["store"], sqlite_where=kinds, postgresql_where=kinds)
    op.create_table(
        "slots",
        sa.Column("store", sa.Integer, sa.ForeignKey("stores.store"), primary_key=True),
        sa.Column("slot_start", sa.Text, primary_key=True),
        sa.Column("slot_end", sa.Text, primary_key=True),
        sa.Column("capacity", sa.Integer),
    )
    op.create_table(
        "allotments",
        sa.Column("terminal_id", sa.Text, primary_key=True),
        sa.Column("incarnation", sa.Text, primary_key=True),
        sa.Column("slot_start", sa.Text, primary_key=True),
        sa.Column("slot_end", sa.Text, primary_key=True),
        sa.Column("store", sa.Integer, nullable=False),
        sa.Column("granted", sa.Integer, nullable=False),
    )
    op.create_index("allotments_by_store", "allotments", ["store"])
    op.create_table(
        "present_lives",
        sa.Column("terminal_id", sa.Text, primary_key=True),
        sa.Column("store", sa.Integer, nullable=False),
        sa.Column("incarnation", sa.Text, nullable=False),
    )
    op.create_table(
        "placed",
        sa.Column("reservation_id", sa.Text, primary_key=True),
        sa.Column("store", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("slot_start", sa.Text, nullable=False),
        sa.Column("slot_end", sa.Text, nullable=False),
    )
    op.create_index("placed_by_slot", "placed", ["store", "slot_start", "slot_end"])
    op.create_table(
        "placed_through",
        sa.Column("store", sa.Integer, sa.ForeignKey("stores.store"), primary_key=True),
        sa.Column("seq", sa.BigInteger, nullable=False),
    )
    # Of a database that is there: its epoch is the one in which places are granted. A new one gets both at once.
    op.execute("INSERT INTO meta (name, value) SELECT 'granting', value FROM meta WHERE name = 'epoch'")
