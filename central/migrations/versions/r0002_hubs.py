"""Hubs of stores: who they are at central, what a hub knows of central, and terminals whose token opens nothing any more."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("terminals", sa.Column("revoked_at", sa.Text))
    op.create_table(
        "hubs",
        sa.Column("hub_id", sa.Text, primary_key=True),
        sa.Column("store", sa.Integer, sa.ForeignKey("stores.store"), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("token_hash", sa.LargeBinary, nullable=False),
        sa.Column("enrolled_at", sa.Text, nullable=False),
        sa.Column("last_contact_at", sa.Text),
        sa.Column("revoked_at", sa.Text),
        sa.UniqueConstraint("store", "name"),
    )
    op.create_table(
        "relayed",
        sa.Column("terminal_id", sa.Text, primary_key=True),
        sa.Column("incarnation", sa.Text, primary_key=True),
        sa.Column("acknowledged", sa.BigInteger, nullable=False),
        sa.Column("receipt", sa.Text, nullable=False),
        sa.Column("forked", sa.Text, nullable=False),
    )
    op.create_table(
        "mirrored",
        sa.Column("store", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("kind", sa.Text, primary_key=True),
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("seq", sa.BigInteger, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("mark", sa.BigInteger, nullable=False),
    )
