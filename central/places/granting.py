"""Which terminal may give away which places: granted here and nowhere else, whenever somebody was heard.

How much there is to grant, `kiosk.domain.allotment` says. Called inside the caller's transaction; a hub never calls it.
docs/decisions/036 says why two offline terminals cannot give one place away twice, and what a restored backup does to it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from central import facts
from central.database import epoch_of
from central.feed import Change, StoreWriter, row
from central.places import booked
from central.tables import allotments, events, meta, present_lives, slots, terminals
from central.terminals import report_of
from kiosk.domain.allotment import MOVES, Held, Taken, room, shared_out, spent, taken
from kiosk.domain.clock import parse_utc
from kiosk.domain.event import Event, EventKind
from kiosk.domain.launch_slot import Allotment, LaunchSlot, allotment_key
from kiosk.domain.policy import Policy
from kiosk.domain.reservation import Reservation
from kiosk.domain.rows import parse_row, row_body
from kiosk.domain.station import Station

AHEAD = timedelta(hours=36)
"""Places of later slots are not granted yet."""
HOLDERS = (None, Station.ENTRANCE, Station.SUPERVISOR)
"""Stations that move customers; central was not told which one: any."""
GRANTING = "granting"
"""In `meta`: the epoch in which places are granted. In another one this database is an older copy of itself, which may have
forgotten what it has granted."""
RESTORED = "restored_at"
"""In `meta`: when the present epoch began."""
_PLACE_KINDS = frozenset({*MOVES, EventKind.CANCELLED, EventKind.UNDONE})
_KINDS = [str(EventKind.RESCHEDULED), str(EventKind.REBOOKED), str(EventKind.CANCELLED)]
"""As the index `events_of_places` names them."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A store's slots in order, as far as central knows, and who holds what."""

    slots: tuple[LaunchSlot, ...]
    held: tuple[Held, ...]
    granting: bool
    """False: nothing is granted since this database was restored."""


def manages(connection: Connection, store: int) -> bool:
    return connection.execute(select(slots.c.store).where(slots.c.store == store).limit(1)).first() is not None


def heard(
    connection: Connection, store: int, life: tuple[str, str], last_seq: int, told: Sequence[Event], now: datetime
) -> int | None:
    """A terminal has sent something of this life, or asked what central holds of it. `told`: facts. The store's seq, if it
    has moved."""
    if not manages(connection, store):
        return None
    began = _note_life(connection, store, life, last_seq, bool(told))
    if told and not began and _PLACE_KINDS.isdisjoint(event.kind for event in told):
        return None
    return settle(connection, store, now)


def settle(connection: Connection, store: int, now: datetime) -> int | None:
    """Grant what there is to grant, and publish how the slots stand. The store's seq; None: it manages no slots."""
    if not manages(connection, store):
        return None
    writer = StoreWriter(connection, store)  # first, as everywhere: it locks the store
    standing = stand(connection, store)
    if standing.granting:
        standing = _grant(connection, store, standing, now)
    changes = [Change("slot", one.key, row_body(one)) for one in standing.slots]
    changes += [Change("allotment", _key(one), row_body(_allotment(one))) for one in standing.held]
    writer.publish(changes)
    return writer.finish()


def stand(connection: Connection, store: int) -> Standing:
    """Reads, but for what it follows of the feed."""
    booked.follow(connection, store)
    found = taken_places(connection, store)
    managed = connection.execute(
        select(slots).where(slots.c.store == store).order_by(slots.c.slot_start, slots.c.slot_end)
    ).all()
    used = found.spent
    held = tuple(
        Held(one.terminal_id, one.incarnation, f"{one.slot_start}/{one.slot_end}", one.granted, used[_key_of(one)])
        for one in connection.execute(
            select(allotments)
            .where(allotments.c.store == store)
            .order_by(
                allotments.c.terminal_id, allotments.c.incarnation, allotments.c.slot_start, allotments.c.slot_end
            )
        )
    )
    by_slot = _by_slot(held)
    every: list[LaunchSlot] = []
    for one in managed:
        key = f"{one.slot_start}/{one.slot_end}"
        free = room(one.capacity, found.taken.kept[key], by_slot[key])
        start, end = parse_utc(one.slot_start), parse_utc(one.slot_end)
        every.append(LaunchSlot(start, end, one.capacity, found.taken.booked[key], free))
    return Standing(tuple(every), held, is_granting(connection))


@dataclass(frozen=True, slots=True)
class Found:
    taken: Taken
    spent: Mapping[str, int]
    """By allotment key."""


def taken_places(connection: Connection, store: int) -> Found:
    histories: defaultdict[str, list[Event]] = defaultdict(list)
    for event in facts.of_reservations(connection, moved_reservations(connection, store)):
        histories[event.reservation_id].append(event)
    rows = booked.rows_of(connection, store, histories)
    moved: dict[str, tuple[Reservation | None, Sequence[Event]]] = {
        one: (rows.get(one), history) for one, history in histories.items()
    }
    others = booked.counted(connection, store, histories)
    used = spent(event for history in histories.values() for event in history)
    return Found(taken(store, others, moved), used)


def is_granting(connection: Connection) -> bool:
    return connection.execute(select(meta.c.value).where(meta.c.name == GRANTING)).scalar_one_or_none() == epoch_of(
        connection
    )


def resume(connection: Connection) -> None:
    """Somebody says that every terminal has been heard since the restore."""
    values = {"value": epoch_of(connection)}
    if not connection.execute(update(meta).where(meta.c.name == GRANTING).values(values)).rowcount:
        connection.execute(insert(meta).values(name=GRANTING, **values))


def silent_since_restore(connection: Connection) -> list[str]:
    """Names of terminals that were not in touch since this central was last restored: what they were granted may be
    forgotten here, and what they did with it not told."""
    since = connection.execute(select(meta.c.value).where(meta.c.name == RESTORED)).scalar_one_or_none() or ""
    found = connection.execute(
        select(terminals.c.name, terminals.c.last_contact_at, terminals.c.report)
        .where(terminals.c.revoked_at.is_(None))
        .order_by(terminals.c.store, terminals.c.letter)
    )
    return [one.name for one in found if not _settled(one.last_contact_at, one.report, since)]


def _settled(last_contact_at: str | None, report: str | None, since: str) -> bool:
    """In touch, and with nothing left to send as far as it said."""
    told = report_of(report or "")
    return last_contact_at is not None and last_contact_at > since and (told is None or told.unsent == 0)


def take_away(connection: Connection, store: int, terminal_id: str, incarnation: str | None = None) -> int:
    """What a terminal, or one life of it, has not used of its places as far as central knows is its own no more; how many."""
    writer = StoreWriter(connection, store)
    standing = stand(connection, store) if manages(connection, store) else Standing((), (), True)
    mine = [
        one
        for one in standing.held
        if one.terminal_id == terminal_id and incarnation in (None, one.incarnation) and one.left
    ]
    for one in mine:
        _keep(connection, store, replace(one, granted=one.spent), known=True)
    writer.publish(
        Change("allotment", _key(one), row_body(_allotment(replace(one, granted=one.spent)))) for one in mine
    )
    writer.finish()
    connection.execute(
        delete(present_lives).where(
            present_lives.c.terminal_id == terminal_id,
            *([present_lives.c.incarnation == incarnation] if incarnation is not None else []),
        )
    )
    return sum(one.left for one in mine)


def moved_reservations(connection: Connection, store: int) -> Collection[str]:
    """Reservations that were moved or cancelled in the store."""
    return set(
        connection.execute(
            select(events.c.reservation_id).where(
                events.c.store == store, events.c.kind.in_(_KINDS), events.c.reservation_id != ""
            )
        ).scalars()
    )


def _note_life(connection: Connection, store: int, life: tuple[str, str], last_seq: int, told: bool) -> bool:
    """Whether another life than before is granted places now: one that has told something, or was never heard of."""
    terminal_id, incarnation = life
    mine = present_lives.c.terminal_id == terminal_id
    before = connection.execute(select(present_lives.c.incarnation).where(mine)).scalar_one_or_none()
    if before == incarnation:
        return False
    if before is None:
        values = {"terminal_id": terminal_id, "store": store, "incarnation": incarnation}
        connection.execute(insert(present_lives).values(values))
        return True
    if not told and (last_seq or _has_places(connection, terminal_id, incarnation)):
        return False  # an earlier life, which it asks about at every start
    connection.execute(update(present_lives).where(mine).values(incarnation=incarnation))
    return True


def _has_places(connection: Connection, terminal_id: str, incarnation: str) -> bool:
    mine = (allotments.c.terminal_id == terminal_id) & (allotments.c.incarnation == incarnation)
    return connection.execute(select(allotments.c.granted).where(mine).limit(1)).first() is not None


def _grant(connection: Connection, store: int, standing: Standing, now: datetime) -> Standing:
    each = _policy(connection, store).allotment
    lives = connection.execute(
        select(present_lives.c.terminal_id, present_lives.c.incarnation, terminals.c.station)
        .join(terminals, terminals.c.terminal_id == present_lives.c.terminal_id)
        .where(present_lives.c.store == store, terminals.c.revoked_at.is_(None))
        .order_by(terminals.c.letter, terminals.c.terminal_id)
    ).all()
    holders = [(one.terminal_id, one.incarnation) for one in lives if one.station in HOLDERS]
    held = {_key(one): one for one in standing.held}
    after: list[LaunchSlot] = []
    for slot in standing.slots:
        if not now < slot.end or slot.start >= now + AHEAD:
            after.append(slot)
            continue
        mine = [held.get(allotment_key(*life, slot.key), Held(*life, slot.key, 0, 0)) for life in holders]
        more = shared_out(slot.left, mine, each)
        for one, extra in zip(mine, more, strict=True):
            if extra:
                # Never below what was used: of places that were taken away or forgotten none are left.
                fresh = replace(one, granted=max(one.granted, one.spent) + extra)
                _keep(connection, store, fresh, known=_key(one) in held)
                held[_key(one)] = fresh
        after.append(slot if slot.left is None else replace(slot, left=slot.left - sum(more)))
    return replace(standing, slots=tuple(after), held=tuple(held.values()))


def _keep(connection: Connection, store: int, one: Held, *, known: bool) -> None:
    start, _, end = one.slot.partition("/")
    if not known:
        row = {"terminal_id": one.terminal_id, "incarnation": one.incarnation, "slot_start": start, "slot_end": end}
        connection.execute(insert(allotments).values(store=store, granted=one.granted, **row))
        return
    connection.execute(
        update(allotments)
        .where(
            allotments.c.terminal_id == one.terminal_id,
            allotments.c.incarnation == one.incarnation,
            allotments.c.slot_start == start,
            allotments.c.slot_end == end,
        )
        .values(granted=one.granted)
    )


def _policy(connection: Connection, store: int) -> Policy:
    found = row(connection, store, "policy", "policy")
    return parse_row("policy", found.body) if found is not None and found.body is not None else Policy()


def _by_slot(held: Iterable[Held]) -> defaultdict[str, list[Held]]:
    found: defaultdict[str, list[Held]] = defaultdict(list)
    for one in held:
        found[one.slot].append(one)
    return found


def _key(one: Held) -> str:
    return allotment_key(one.terminal_id, one.incarnation, one.slot)


def _key_of(row: Row[Any]) -> str:
    return allotment_key(row.terminal_id, row.incarnation, f"{row.slot_start}/{row.slot_end}")


def _allotment(one: Held) -> Allotment:
    start, _, end = one.slot.partition("/")
    return Allotment(one.terminal_id, one.incarnation, parse_utc(start), parse_utc(end), one.granted)
