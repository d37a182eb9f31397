"""How one invitation stands, as the page shows it. Pure."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row

from central.enrolment.answering import COLLECTED_WITHIN
from central.enrolment.invitations import State
from kiosk.domain.clock import parse_utc

AGAIN_S = 2
"""So often a page that waits is fetched anew."""
LATE = "late"


@dataclass(frozen=True, slots=True)
class Standing:
    invitation_id: str
    store: int
    name: str
    stage: str
    """A `State`, or LATE."""
    digits: str
    reason: str
    left_s: int
    """Until the code is good for nothing."""

    @property
    def is_open(self) -> bool:
        return self.stage in (State.INVITED, State.BEGUN, State.REVEALED, State.CONFIRMED)

    @property
    def again_s(self) -> int:
        """Look again after so many seconds; 0: nothing changes any more."""
        if self.stage == State.REVEALED:  # nobody's finger is to meet a page that has just moved
            return self.left_s + 1
        return AGAIN_S if self.is_open else 0

    @property
    def left(self) -> str:
        return f"{self.left_s // 60}:{self.left_s % 60:02}"


def standing_of(row: Row[Any], now: datetime) -> Standing:
    """Of a row of `invitations`."""
    state, ends = State(row.state), parse_utc(row.expires_at)
    given = ends + COLLECTED_WITHIN if state is State.CONFIRMED else ends
    over = now >= given and state not in (State.HANDED, State.REFUSED)
    left_s = max(0, int((ends - now).total_seconds()))
    digits = row.digits if state is State.REVEALED and not over else ""
    stage = LATE if over else str(state)
    return Standing(row.invitation_id, row.store, row.name, stage, digits, row.reason, left_s)
