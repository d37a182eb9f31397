"""What terminals let happen that they should not have: asked again of every event, kept beside it, and never a refusal."""

from functools import cached_property

from sqlalchemy import Connection

from central.feed import row
from central.staff.people import staff_of
from kiosk.domain.event import Event
from kiosk.domain.policy import Policy
from kiosk.domain.rows import parse_row
from kiosk.domain.staff import StaffRow, doubt


class Doubts:
    """Of one store, as its staff list is now. Reads nothing before it is asked."""

    def __init__(self, connection: Connection, store: int) -> None:
        self._connection = connection
        self._store = store

    def of(self, event: Event) -> str:
        """For a person; empty: none."""
        return doubt(event, self._staff, self._policy) if self._staff else ""

    @cached_property
    def _staff(self) -> dict[str, StaffRow]:
        return staff_of(self._connection, self._store)

    @cached_property
    def _policy(self) -> Policy:
        found = row(self._connection, self._store, "policy", "policy")
        return parse_row("policy", found.body) if found is not None and found.body is not None else Policy()
