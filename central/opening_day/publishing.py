"""A store's plan and checklist: rows of kinds `plan` and `checklist` in its feed, and nowhere else. The caller's transaction."""

from sqlalchemy import Connection, select

from central.facts import of_store
from central.feed import Change, StoreWriter
from central.opening_day.file import PlanFile
from central.tables import feed
from kiosk.domain.opening.checklist import DEFAULT, Checklist, Tick, ticks
from kiosk.domain.opening.plan import OpeningDay
from kiosk.domain.rows import parse_row, row_body

PLAN, CHECKLIST, MORNING = "plan", "checklist", "morning"


def publish(connection: Connection, store: int, plan: PlanFile) -> None:
    """Days that are not in it stay; a checklist takes the place of the one before."""
    writer = StoreWriter(connection, store)
    changes = [Change(PLAN, one.day, row_body(one)) for one in plan.days]
    if plan.checklist is not None:
        changes.append(Change(CHECKLIST, MORNING, row_body(plan.checklist)))
    writer.publish(changes)
    writer.finish()


def plans_of(connection: Connection, store: int) -> list[OpeningDay]:
    """By day."""
    return [parse_row(PLAN, body) for body in _bodies(connection, store, PLAN)]


def checklist_of(connection: Connection, store: int) -> tuple[Checklist, bool]:
    """And whether it is the store's own."""
    found = [parse_row(CHECKLIST, body) for body in _bodies(connection, store, CHECKLIST)]
    return (found[0], True) if found else (DEFAULT, False)


def ticks_of(connection: Connection, store: int, day: str) -> dict[str, tuple[Tick, ...]]:
    """As far as events have come."""
    return ticks(of_store(connection, store), day)


def _bodies(connection: Connection, store: int, kind: str) -> list[bytes]:
    rows = connection.execute(
        select(feed.c.body)
        .where(feed.c.store == store, feed.c.kind == kind, feed.c.body.is_not(None))
        .order_by(feed.c.key)
    )
    return [body.encode() for body in rows.scalars()]
