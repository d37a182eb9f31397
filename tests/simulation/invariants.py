"""What must hold after every healed schedule: docs/reliability.md names each, design section 5. Reads the real files only.

Each check is told by itself what should be there: from what the disks and screens of the terminals had, from central's
tables, never from what the code under test says of itself.
"""

import json
from collections import Counter, defaultdict
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import text

from kiosk.domain.event import GENESIS, Event, EventKind, event_from_wire
from kiosk.domain.fork import same_act
from kiosk.domain.state import fold, state_digest
from kiosk.store.ledger import read_event
from sync.receipts import verify
from sync.wire import Receipt
from tests.simulation.story import Violated
from tests.simulation.terminal import Terminal
from tests.simulation.world import World


class Held(NamedTuple):
    """A row of central's `events`."""

    event: Event
    answer: str


class Central(NamedTuple):
    events: list[Held]
    rows: dict[tuple[str, str], str]
    """Live rows of the feed: their digests."""
    head: int
    epoch: str
    shown: dict[str, Event]
    """Of each event id what the feed shows, in the place where it shows it."""

    def facts(self) -> dict[str, Event]:
        """Of an act that copies have told in several lives all places are stored; the feed says which one counts."""
        held = {held.event.event_id: held.event for held in self.events if held.answer != "rejected"}
        return {event_id: self.shown.get(event_id, event) for event_id, event in held.items()}


def check(world: World) -> None:
    """Raises Violated with everything that does not hold."""
    central = read_central(world)
    wrong = [
        *_confirmed_events_arrived(world, central),
        *_nothing_twice(central),
        *_nothing_invented(world, central),
        *_chains(central),
        *(line for terminal in world.terminals for line in _terminal(world, terminal, central)),
        *_hub(world, central),
    ]
    if wrong:
        raise Violated("\n".join(wrong))


def check_receipts(world: World) -> None:
    """Before anything is healed: what a terminal keeps as central's word is central's. Later asking would hide it."""
    for terminal in world.terminals:
        for (kept,) in (
            _rows(terminal, "SELECT receipt FROM incarnation WHERE receipt IS NOT NULL") if terminal.up else ()
        ):
            receipt = msgspec.json.decode(kept, type=Receipt)
            keys = [terminal.papers.receipt_key] if not receipt.issuer or world.hub is None else world.hub.keys
            if not any(verify(receipt, key) for key in keys):
                whose = "the hub" if receipt.issuer else "central"
                raise Violated(f"{terminal.name}: it keeps a receipt that {whose} has not signed")


def read_central(world: World) -> Central:
    with world.centre.database.read() as connection:
        told = connection.execute(text("SELECT wire, answer FROM events ORDER BY terminal_id, incarnation, seq")).all()
        live = connection.execute(text("SELECT kind, key, digest FROM feed WHERE body IS NOT NULL")).all()
        bodies = connection.execute(text("SELECT key, body FROM feed WHERE kind = 'event' AND body IS NOT NULL")).all()
    events = [Held(event_from_wire(json.loads(wire)), answer) for wire, answer in told]
    rows = {(kind, key): digest for kind, key, digest in live}
    shown = {key: event_from_wire(json.loads(body)) for key, body in bodies}
    return Central(events, rows, world.centre.head(), world.centre.database.epoch, shown)


def _confirmed_events_arrived(world: World, central: Central) -> list[str]:
    """Every event a screen confirmed is at central, or still queued on a terminal that central turns away."""
    there = {held.event.event_id: held.event for held in central.events}
    queued = {
        event.event_id
        for terminal in world.terminals
        if terminal.revoked
        for life in terminal.store.lives.all()
        for event in terminal.store.ledger.made_from(life.incarnation, life.acknowledged + 1)
    }
    wrong: list[str] = []
    for event_id, name in world.confirmed.items():
        if event_id not in world.committed:
            wrong.append(f"{name}'s screen confirmed {event_id[:6]}, which no disk has ever held")
        elif event_id not in there:
            if event_id not in queued:
                wrong.append(
                    f"{name}'s screen confirmed {event_id[:6]}; it is neither at central nor waiting to be sent"
                )
        elif not same_act(there[event_id], world.committed[event_id]):
            wrong.append(f"{name}'s event {event_id[:6]} is another act at central")
    return wrong


def _nothing_twice(central: Central) -> list[str]:
    """Each act is a fact once, and no place is taken twice.

    Copies of a terminal may seal one act again in several lives. Each chain keeps its place at central, answered
    `duplicate`; what stands there must be the very act that is the fact, told in another life.
    """
    places = Counter((held.event.terminal_id, held.event.incarnation, held.event.seq) for held in central.events)
    wrong = [
        f"central holds place {place[1][:6]} {place[2]} {count} times" for place, count in places.items() if count > 1
    ]
    by_id: defaultdict[str, list[Held]] = defaultdict(list)
    for held in central.events:
        if held.answer != "rejected":
            by_id[held.event.event_id].append(held)
    for event_id, rows in by_id.items():
        facts = [held for held in rows if held.answer != "duplicate"]
        if len(facts) != 1:
            wrong.append(f"central holds event {event_id[:6]} as a fact {len(facts)} times")
        if not all(same_act(held.event, rows[0].event) for held in rows):
            wrong.append(f"central holds two acts under {event_id[:6]}")
        if len({held.event.incarnation for held in rows}) != len(rows):
            wrong.append(f"central holds event {event_id[:6]} twice in one life")
    return wrong


def _nothing_invented(world: World, central: Central) -> list[str]:
    wrong = [
        f"central holds {held.event.event_id[:6]}, which no terminal has committed"
        for held in central.events
        if held.event.event_id not in world.committed
    ]
    published = {key for kind, key in central.rows if kind == "event"}
    facts = set(central.facts())
    wrong += [f"the feed tells of {event_id[:6]}, which central does not hold" for event_id in published - facts]
    wrong += [f"the feed does not tell of {event_id[:6]}, which central holds" for event_id in facts - published]
    return wrong


def _chains(central: Central) -> list[str]:
    lives: defaultdict[tuple[str, str], list[Event]] = defaultdict(list)
    for held in central.events:
        lives[held.event.terminal_id, held.event.incarnation].append(held.event)
    return [line for (_, life), events in lives.items() for line in _chain("central", life, events)]


def _chain(who: str, life: str, events: list[Event]) -> list[str]:
    before = GENESIS
    for seq, event in enumerate(sorted(events, key=lambda event: event.seq), start=1):
        if event.seq != seq:
            return [f"{who}: {life[:6]} has no event {seq}"]
        if event.prev_hash != before or event.hash != event.expected_hash():
            return [f"{who}: the chain of {life[:6]} breaks at event {seq}"]
        before = event.hash
    return []


def _terminal(world: World, terminal: Terminal, central: Central) -> list[str]:
    if terminal.revoked:
        return _own_chains(terminal)
    return [
        f"{terminal.name}: {line}"
        for line in (
            *_own_chains(terminal),
            *_copy(world, terminal, central),
            *_states(terminal, central),
            *_conflicts(terminal, central),
            *_queue(world, terminal),
        )
    ]


def _rows(terminal: Terminal, sql: str) -> list[tuple[Any, ...]]:
    return terminal.store._db.conn.execute(sql).fetchall()


def _own_chains(terminal: Terminal) -> list[str]:
    """What this file made is a whole chain in each of its lives, what has moved on included; what copies of it have made in
    them is sealed. (Of theirs each act stands where the feed shows it, or where this file made it: there may be gaps.)"""
    own = [row[0] for row in _rows(terminal, "SELECT incarnation FROM incarnation")]
    rows = _rows(terminal, "SELECT body, made_here FROM event UNION ALL SELECT body, made_here FROM former")
    told = [(read_event(body), made_here) for body, made_here in rows]
    wrong = [f"event {event.event_id[:6]} is not sealed" for event, _ in told if event.hash != event.expected_hash()]
    for life in own:
        made = [event for event, made_here in told if made_here and event.incarnation == life]
        wrong += _chain(terminal.name, life, made)
    return wrong


def _hub(world: World, central: Central) -> list[str]:
    """What it tells its terminals is what central tells, row for row, and it owes central nothing."""
    if world.hub is None:
        return []
    with world.hub.server.database.read() as connection:
        live = connection.execute(text("SELECT kind, key, digest FROM feed WHERE body IS NOT NULL")).all()
        held = connection.execute(text("SELECT event_id FROM events WHERE answer != 'rejected'")).scalars().all()
    here = {(kind, key): digest for kind, key, digest in live}
    wrong: list[str] = []
    if here != central.rows:
        lacks, extra = sorted(central.rows.keys() - here.keys()), sorted(here.keys() - central.rows.keys())
        other = sorted(key for key in here.keys() & central.rows.keys() if here[key] != central.rows[key])
        wrong.append(f"the hub's feed lacks {lacks}, has too much {extra}, has otherwise {other}")
    if world.hub.mends and not (world.restored or world.hub.lost):
        wrong.append("the hub's copy was proven wrong although nothing was ever restored")
    there = {held.event.event_id for held in central.events}
    wrong += [f"the hub holds {one[:6]}, which central does not" for one in held if one not in there]
    return wrong


def _copy(world: World, terminal: Terminal, central: Central) -> list[str]:
    """The copy of the day is central's, row for row, and says of itself that it is whole."""
    position, copy = terminal.store.replica.position(), terminal.store.replica.copy()
    wrong: list[str] = []
    node = terminal.line.node
    if (position.epoch, position.cursor) != (node.epoch(), node.head()):
        wrong.append(f"stands at {position.cursor} of {position.epoch}, {node.name} at {node.head()} of {node.epoch()}")
    here = {
        (kind, key): digest for kind, key, digest in _rows(terminal, "SELECT kind, key, digest FROM feed_row") if digest
    }
    if here != central.rows:
        lacks, extra = sorted(central.rows.keys() - here.keys()), sorted(here.keys() - central.rows.keys())
        other = sorted(key for key in here.keys() & central.rows.keys() if here[key] != central.rows[key])
        wrong.append(f"its copy lacks {lacks}, has too much {extra}, has otherwise {other}")
    if not copy.complete:
        wrong.append("its copy does not count as whole")
    if copy.quarantined:
        wrong.append(f"rows in quarantine: {[one.reason for one in terminal.store.replica.quarantine()]}")
    return wrong


def _states(terminal: Terminal, central: Central) -> list[str]:
    """All that central tells is in the ledger, and the kept states are what all those events add up to."""
    ledger = {
        event.event_id: event for (body,) in _rows(terminal, "SELECT body FROM event") for event in [read_event(body)]
    }
    wrong = [f"event {one[:6]} is not in its ledger" for one in central.facts() if one not in ledger]
    told = {held.event.event_id for held in central.events}
    wrong += [f"event {one[:6]} is in its ledger, not at central" for one in ledger if one not in told]
    wrong += [f"event {one.event_id[:6]} is another act here" for one in central.facts().values()
              if one.event_id in ledger and not same_act(ledger[one.event_id], one)]  # fmt: skip
    histories = _histories(central)
    for reservation_id, events in histories.items():
        if state_digest(terminal.store.ledger.state(reservation_id)) != state_digest(fold(events)):
            wrong.append(f"the state it keeps of {reservation_id[-4:]} is not what the events say")
    return wrong


def _histories(central: Central) -> dict[str, list[Event]]:
    histories: defaultdict[str, list[Event]] = defaultdict(list)
    for event in central.facts().values():
        if event.reservation_id:
            histories[event.reservation_id].append(event)
    return histories


def _conflicts(terminal: Terminal, central: Central) -> list[str]:
    """Two hand-overs of one reservation are a conflict on every terminal, with both sides. Nobody takes one back here."""
    wrong: list[str] = []
    for reservation_id, events in _histories(central).items():
        handed = {event.event_id for event in events if event.kind is EventKind.HANDED_OVER}
        if len(handed) > 1:
            seen = _conflict_sides(terminal, reservation_id)
            if not handed <= seen:
                wrong.append(f"two hand-overs of {reservation_id[-4:]} are no conflict here")
    return wrong


def _conflict_sides(terminal: Terminal, reservation_id: str) -> set[str]:
    from kiosk.domain.conflict import ConflictKind, between

    state = terminal.store.ledger.state(reservation_id)
    found = between({reservation_id: state})
    return {one for conflict in found if conflict.kind is ConflictKind.HANDED_OVER_TWICE for one in conflict.event_ids}


def _queue(world: World, terminal: Terminal) -> list[str]:
    wrong: list[str] = []
    if left := terminal.store.outbox.count():
        wrong.append(f"{left} events still wait to be sent")
    if terminal.mends and not world.restored:
        wrong.append("its copy was proven wrong although nothing was ever restored")
    return wrong
