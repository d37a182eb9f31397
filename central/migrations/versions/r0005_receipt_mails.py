"""Addresses that receipts are mailed to, and the receipts to mail."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "addresses",
        sa.Column("reservation_id", sa.Text, sa.ForeignKey("bookings.reservation_id"), primary_key=True),
        sa.Column("email", sa.Text, nullable=False),
    )
    op.create_table(
        "receipt_mails",
        sa.Column("event_id", sa.Text, primary_key=True),
        sa.Column("reservation_id", sa.Text, nullable=False),
        sa.Column("store", sa.Integer, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("queued_at", sa.Text, nullable=False),
        sa.Column("due_at", sa.Text, nullable=False),
        sa.Column("lease", sa.Text, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("settled_at", sa.Text),
    )
    op.create_index("receipt_mails_by_due", "receipt_mails", ["status", "due_at"])
