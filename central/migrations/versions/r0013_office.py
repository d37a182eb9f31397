"""Links that open the page of invitations, and the visits that they opened."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "office_keys",
        sa.Column("digest", sa.LargeBinary, primary_key=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("store", sa.Integer, nullable=False),
        sa.Column("servers", sa.Text, nullable=False),
        sa.Column("ca_pem", sa.Text, nullable=False),
        sa.Column("expires_at", sa.Text, nullable=False),
    )
