"""Invitations of terminals, and how often somebody tried one that is none."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "invitations",
        sa.Column("invitation_id", sa.Text, primary_key=True),
        sa.Column("store", sa.Integer, sa.ForeignKey("stores.store"), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("servers", sa.Text, nullable=False),
        sa.Column("ca_pem", sa.Text, nullable=False),
        sa.Column("secret_hash", sa.LargeBinary, nullable=False),
        sa.Column("created_at", sa.Text, nullable=False),
        sa.Column("expires_at", sa.Text, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("begin", sa.Text, nullable=False),
        sa.Column("begun", sa.Text, nullable=False),
        sa.Column("reveal", sa.Text, nullable=False),
        sa.Column("digits", sa.Text, nullable=False),
        sa.Column("standing", sa.Text, nullable=False),
        sa.Column("terminal_id", sa.Text),
    )
    op.create_table(
        "stray_invitations",
        sa.Column("attempt", sa.Text, primary_key=True),
        sa.Column("at", sa.Text, nullable=False),
    )
