"""A store's staff list: rows of kind `staff` in its feed, and nowhere else. PINs are drawn here and told once."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy import Connection, select

from central.acts.ledger import ActKind, note
from central.errors import CentralError
from central.feed import Change, StoreWriter
from central.keys import SECRET, Chance
from central.privacy.vault import KEY_OF_ROW, opened, vault_of
from central.staff.file import Line
from central.tables import feed, personal_keys
from kiosk.domain import pin as pins
from kiosk.domain.clock import to_millis
from kiosk.domain.policy import Role
from kiosk.domain.rows import parse_row, row_body
from kiosk.domain.staff import StaffRow

KIND = "staff"


@dataclass(slots=True)
class Listed:
    """What an import has done."""

    new: dict[str, str] = field(default_factory=dict[str, str])
    """Number -> first PIN of who was not on the list; empty where central has no key file."""
    changed: int = 0
    left: int = 0


def staff_of(connection: Connection, store: int) -> dict[str, StaffRow]:
    """By number, those who have left too."""
    found = connection.execute(
        select(feed.c.key, feed.c.body, personal_keys.c.wrapped)
        .select_from(feed.outerjoin(personal_keys, KEY_OF_ROW))
        .where(feed.c.store == store, feed.c.kind == KIND, feed.c.body.is_not(None))
        .order_by(feed.c.key)
    )
    return {key: parse_row(KIND, opened(connection, KIND, key, body, wrapped).encode()) for key, body, wrapped in found}


def person(connection: Connection, store: int, staff_id: str) -> StaffRow:
    """Raises CentralError for a number that is not on the list, or of somebody who has left."""
    found = staff_of(connection, store).get(staff_id)
    if found is None or found.left_at is not None:
        raise CentralError(
            f"Nobody in store {store} has the number {staff_id}", "`kiosk-central staff list` names all."
        )
    return found


def list_staff(
    connection: Connection,
    store: int,
    lines: Collection[Line],
    now: datetime,
    *,
    whole: bool = False,
    chance: Chance = SECRET,
) -> Listed:
    """Put these people on the store's list. Who is there already keeps badge and PIN. `whole`: who is not in the file has
    left."""
    writer = StoreWriter(connection, store)  # locks the store before its list is read
    known = staff_of(connection, store)
    listed, rows = Listed(), list[StaffRow]()
    for line in lines:
        before = known.get(line.staff_id)
        if before is None or before.left_at is not None:
            row, first = _new(connection, store, line, before, now, chance)
            listed.new[line.staff_id] = first
        else:
            row = replace(before, name=line.name, roles=line.roles)
            listed.changed += row != before
        rows.append(row)
    here = {line.staff_id for line in lines}
    gone = [row for row in known.values() if whole and row.staff_id not in here and row.left_at is None]
    listed.left = len(gone)
    _publish(writer, [*rows, *(replace(row, left_at=to_millis(now), pin="", pin_set_at=None) for row in gone)])
    note(
        connection,
        ActKind.STAFF_LISTED,
        now,
        store=store,
        new=len(listed.new),
        changed=listed.changed,
        left=listed.left,
    )
    return listed


def leave(connection: Connection, store: int, staff_id: str, now: datetime) -> None:
    """From now on neither badge nor PIN is good. The row stays, for the sake of what they did before."""
    _change(connection, store, staff_id, left_at=to_millis(now), pin="", pin_set_at=None)
    note(connection, ActKind.STAFF_LEFT, now, subject=staff_id, store=store)


def renew_badge(connection: Connection, store: int, staff_id: str, now: datetime) -> StaffRow:
    """The badge they had is good no more."""
    row = person(connection, store, staff_id)
    changed = _change(connection, store, staff_id, badge_generation=row.badge_generation + 1)
    note(connection, ActKind.BADGE_RENEWED, now, subject=staff_id, store=store)
    return changed


def reset_pin(connection: Connection, store: int, staff_id: str, now: datetime, chance: Chance = SECRET) -> str:
    """A first PIN again, told once. Raises CentralError without a key file."""
    vault = vault_of(connection)
    if vault is None:
        raise CentralError("Without a key file there are no PINs", "Give --keys, or let them use their badges.")
    pin = draw_pin(staff_id, chance)
    verifier = pins.verifier_of(pin, vault.pepper(store), chance)
    _change(connection, store, staff_id, pin=verifier, pin_set_at=to_millis(now), pin_first=True)
    note(connection, ActKind.PIN_RESET, now, subject=staff_id, store=store)
    return pin


def draw_pin(staff_id: str, chance: Chance = SECRET) -> str:
    """Six digits that may be a PIN."""
    while True:
        pin = f"{int.from_bytes(chance(8)) % 10**pins.SHORTEST:0{pins.SHORTEST}}"
        if not pins.problem_of(pin, staff_id):
            return pin


def _new(
    connection: Connection, store: int, line: Line, before: StaffRow | None, now: datetime, chance: Chance
) -> tuple[StaffRow, str]:
    """Somebody who is new, or has come back: with a badge that nobody had."""
    vault = vault_of(connection)
    row = StaffRow(line.staff_id, line.name, line.roles, badge=chance(8).hex())
    if before is not None:
        row = replace(row, badge=before.badge, badge_generation=before.badge_generation + 1)
    if vault is None:
        return row, ""
    pin = draw_pin(line.staff_id, chance)
    verifier = pins.verifier_of(pin, vault.pepper(store), chance)
    return replace(row, pin=verifier, pin_set_at=to_millis(now), pin_first=True), pin


def _change(connection: Connection, store: int, staff_id: str, **values: object) -> StaffRow:
    writer = StoreWriter(connection, store)
    row = replace(person(connection, store, staff_id), **values)  # pyright: ignore[reportArgumentType]
    _publish(writer, [row])
    return row


def _publish(writer: StoreWriter, rows: Collection[StaffRow]) -> None:
    writer.publish([Change(KIND, row.staff_id, row_body(row)) for row in rows])
    writer.finish()


def roles_text(row: StaffRow) -> str:
    return ", ".join(str(role) for role in Role if role in row.roles)
