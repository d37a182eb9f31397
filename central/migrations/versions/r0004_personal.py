"""Keys of customers' rows, and who was forgotten. Rows that lie open are sealed at their next change, or by `seal`."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "personal_keys",
        sa.Column("kind", sa.Text, primary_key=True),
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("wrapped", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "erasures",
        sa.Column("reservation_id", sa.Text, primary_key=True),
        sa.Column("launch", sa.Integer, nullable=False),
        sa.Column("erased_at", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
    )
