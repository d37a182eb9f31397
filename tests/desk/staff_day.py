"""A staff list as central sends it, and a terminal that people sign in at."""

import secrets
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from kiosk.desk import Desk, TerminalIdentity
from kiosk.domain import k1
from kiosk.domain.pin import verifier_of
from kiosk.domain.policy import Role
from kiosk.domain.staff import StaffRow
from kiosk.session import Session
from kiosk.store.store import Store
from sync.wire import Enrolment
from tests.desk.door import Door, HandClock
from tests.desk.floor_day import Team, furnish
from tests.store.day import DB_KEY, LAUNCH, NOON, ROOT_KEY, STORE, Feed, k1_text, token

PEPPER = b"\x0e" * 32
PIN = "407193"
_VERIFIER = verifier_of(PIN, PEPPER, secrets.token_bytes)
"""Made once: it is meant to take its time."""
STAFF = (
    StaffRow("1001", "Amélie", (Role.GREETER,)),
    StaffRow("1002", "Yanis", (Role.RUNNER,)),
    StaffRow("1003", "Noor", (Role.COUNTER,)),
    StaffRow("1004", "Sam", (Role.SUPERVISOR,)),
)


def badge_number(staff_id: str) -> int:
    return int(staff_id) << 32


def badge(staff_id: str, **changes: Any) -> str:
    """What the QR on somebody's badge says."""
    return k1_text(badge_number(staff_id), **{"flags": k1.STAFF_BADGE, "store": STORE, **changes})


def listed(row: StaffRow, **changes: Any) -> StaffRow:
    number = f"{badge_number(row.staff_id):016x}"
    return replace(row, badge=number, pin=_VERIFIER, pin_set_at=NOON - timedelta(days=2), **changes)


def list_staff(door: Door, *rows: StaffRow) -> None:
    for row in rows or tuple(map(listed, STAFF)):
        door.feed.put_row("staff", row.staff_id, row)
    door.pull()


class SignInDoor(Team):
    """Whoever acts is whoever is signed in."""

    session: Session

    def badge(self, staff_id: str, **changes: Any) -> Any:
        return self.do(self.desk.sign_in.by_badge, (badge(staff_id, **changes),))

    def pin(self, staff_id: str, pin: str = PIN, *, second: bool = False) -> Any:
        return self.ask(lambda: self.desk.sign_in.by_pin(staff_id, pin, second=second))

    def told(self, kind: str) -> list[Any]:
        return [event for event in self.events() if event.kind == kind]


def sign_in_door(
    path: Path,
    clock: HandClock,
    feed: Feed | None = None,
    letter: str = "A",
    papers: Enrolment | None = None,
    pepper: bytes = PEPPER,
) -> SignInDoor:
    """On a real file; the same path again is a restart. `papers`: of a real central."""
    store = Store.open(path, DB_KEY, token)
    terminal = TerminalIdentity(f"t-{letter.lower()}", f"Entrance {letter}", letter, STORE, LAUNCH, ROOT_KEY)
    if papers is not None:
        terminal = replace(terminal, store=papers.store, launch=papers.launch, root_key=papers.root_key)
    session = Session()
    desk = Desk(store, clock, token, terminal, session.staff, lambda: 0, session, pepper)
    if feed is None:
        furnish(feed := Feed())
    door = SignInDoor(store, clock, feed, desk, set(), [], terminal.terminal_id)
    door.session = session
    door.pull()
    return door
