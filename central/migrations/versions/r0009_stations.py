"""Which station a terminal is, as central was told."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("terminals", sa.Column("station", sa.Text))
    op.add_column("invitations", sa.Column("station", sa.Text))
