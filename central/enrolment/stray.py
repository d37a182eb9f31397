"""Attempts on invitations that are none: so many in ten minutes for the whole server, and a restart forgets none of them.

Whoever has a good code is not held up by them: else anybody could keep a store from enrolling.
"""

import logging
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, func, insert, select

from central.acts.ledger import ActKind, note
from central.enrolment.denied import TOO_MANY, UNKNOWN, Denied
from central.keys import SECRET, Chance
from central.tables import stray_invitations
from kiosk.domain.clock import utc_text

WITHIN = timedelta(minutes=10)
MAX_STRAYS = 20

log = logging.getLogger(__name__)


def strayed(connection: Connection, now: datetime, chance: Chance = SECRET) -> Denied:
    """Count one more, and say no."""
    connection.execute(delete(stray_invitations).where(stray_invitations.c.at <= utc_text(now - WITHIN)))
    before = connection.execute(select(func.count()).select_from(stray_invitations)).scalar_one()
    if before >= MAX_STRAYS:
        return TOO_MANY
    connection.execute(insert(stray_invitations).values(attempt=chance(16).hex(), at=utc_text(now)))
    if before + 1 == MAX_STRAYS:
        log.warning("%d invitations that are none were tried within ten minutes", MAX_STRAYS)
        note(connection, ActKind.STRANGERS_HELD_OFF, now, count=MAX_STRAYS)
    return UNKNOWN
