"""Central's signed word that a terminal is withdrawn, and why, for the people at central."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("terminals", sa.Column("revocation", sa.Text))
    op.add_column("terminals", sa.Column("revoked_reason", sa.Text))
