"""Acts that were sealed again stand in two places; conflicts between reservations are found by what they share."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_SPEAKS_OF = {"handed_over": ("serial_handed_over_twice", "serial"), "arrived": ("call_number_twice", "call_number")}
"""As `kiosk.domain.conflict` said it at this revision."""


def upgrade() -> None:
    good = sa.text("answer NOT IN ('rejected', 'duplicate')")
    op.drop_index("events_by_id", "events")
    op.create_index("events_by_id", "events", ["event_id"], unique=True, sqlite_where=good, postgresql_where=good)
    subjects = op.create_table(
        "shared_subjects",
        sa.Column("store", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("kind", sa.Text, primary_key=True),
        sa.Column("subject", sa.Text, primary_key=True),
        sa.Column("reservation_id", sa.Text, primary_key=True),
    )
    op.create_index("shared_subjects_by_reservation", "shared_subjects", ["reservation_id"])
    rows = op.get_bind().execute(
        sa.text(
            "SELECT store, kind, reservation_id, wire FROM events"
            " WHERE kind IN ('handed_over', 'arrived') AND answer <> 'rejected' AND reservation_id <> ''"
        )
    )
    found: set[tuple[int, str, str, str]] = set()
    for store, kind, reservation_id, wire in rows:
        conflict, field = _SPEAKS_OF[kind]
        subject = json.loads(wire).get("payload", {}).get(field)
        if isinstance(subject, str) and subject:
            found.add((store, conflict, subject, reservation_id))
    names = ("store", "kind", "subject", "reservation_id")
    if found:
        op.bulk_insert(subjects, [dict(zip(names, one, strict=True)) for one in sorted(found)])
