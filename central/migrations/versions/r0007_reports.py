"""What terminals say of themselves, and the token that takes the place of the one they have."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("terminals", sa.Column("report", sa.Text))
    op.add_column("terminals", sa.Column("token_at", sa.Text))
    op.add_column("terminals", sa.Column("next_token_hash", sa.LargeBinary))
    op.add_column("terminals", sa.Column("rotation_asked_at", sa.Text))
