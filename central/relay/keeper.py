"""The hub's side of the sync with central: a `sync.keeper.Keeper` over the hub's own database.

Down, central's rows go into the hub's feed (`mirror.py`). Up go the events of every terminal that the hub took in,
unchanged, each incarnation in its order. `relayed` is the cursor, the events themselves are the ledger.
"""

import json
import logging
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, func, insert, select, update

from central.database import Database
from central.errors import CentralError
from central.facts import NO_FACTS
from central.feed import Change, StoreWriter
from central.relay import mirror, notes
from central.tables import events, relayed, terminals
from kiosk.domain.event import canonical
from kiosk.errors import Fault
from sync.keeper import Place
from sync.signals import Life, SaveAnswers, SaveHeld, SealAgain
from sync.wire import AnswerKind, FeedPage

log = logging.getLogger(__name__)

SET_ASIDE = "set aside: central holds another event in this place"

Rung = Callable[[int], None]
"""Tell those who wait: the store's new seq."""


@dataclass(frozen=True, slots=True)
class RelayedEvent:
    """An event as its terminal sent it, whatever it is worth."""

    event_id: str
    terminal_id: str
    incarnation: str
    seq: int
    wire: dict[str, Any]

    def to_wire(self) -> dict[str, Any]:
        return self.wire


@dataclass(frozen=True, slots=True)
class _Line:
    """How far one incarnation is."""

    life: Life
    held: int
    acknowledged: int


class HubKeeper:
    """Any thread may call; each method is one transaction."""

    def __init__(self, database: Database, store: int, ring: Rung = lambda _seq: None) -> None:
        self._database = database
        self._store = store
        self._ring = ring
        self._gate = threading.Lock()
        self._listeners: list[Callable[[], None]] = []
        self._last: Life | None = None
        """Whose events were read last: the others come first next time, so that nobody holds up all."""

    def subscribe(self, grown: Callable[[], None]) -> Callable[[], None]:
        with self._gate:
            self._listeners.append(grown)

        def leave() -> None:
            with self._gate:
                if grown in self._listeners:
                    self._listeners.remove(grown)

        return leave

    def took(self) -> None:
        """The hub has taken in events. From any thread."""
        with self._gate:
            listeners = tuple(self._listeners)
        for grown in listeners:
            grown()

    # --- down ---------------------------------------------------------------------------------------------------------

    def position(self) -> Place:
        with self._reading() as connection:
            return Place(notes.note(connection, notes.UPSTREAM_EPOCH), notes.number(connection, notes.UPSTREAM_CURSOR))

    def apply(self, page: FeedPage, now: datetime) -> bool | None:
        with self._writing() as connection:
            saved = mirror.apply(connection, self._store, page)
        self._ring(saved.seq)
        return saved.complete

    def start_over(self, epoch: str) -> None:
        with self._writing() as connection:
            mirror.start_over(connection, epoch)

    # --- up -----------------------------------------------------------------------------------------------------------

    def lives(self) -> tuple[Life, ...]:
        """Of terminals that central knows: events of others would only be refused."""
        with self._reading() as connection:
            return tuple(line.life for line in _lines(connection, self._store))

    def unsent(self, limit: int) -> tuple[RelayedEvent, ...]:
        with self._reading() as connection:
            waiting = [one for one in _lines(connection, self._store, aside=False) if one.held > one.acknowledged]
            if not waiting:
                return ()
            last = self._last
            after = [one for one in waiting if last is not None and _rank(one.life) > _rank(last)]
            line = (after or waiting)[0]
            self._last = line.life
            rows = connection.execute(
                select(events.c.event_id, events.c.seq, events.c.wire)
                .where(_of(line.life), events.c.seq > line.acknowledged)
                .order_by(events.c.seq)
                .limit(limit)
            )
            life = line.life
            return tuple(
                RelayedEvent(row.event_id, life.terminal_id, life.incarnation, row.seq, json.loads(row.wire))
                for row in rows
            )

    def save_answers(self, answers: SaveAnswers) -> None:
        seq = 0
        with self._writing() as connection:
            writer = StoreWriter(connection, self._store)
            for final in answers.finals:
                if final.answer in (AnswerKind.REJECTED, AnswerKind.CONFLICT):
                    _take_its_word(connection, writer, answers.life, final.event_id, final.answer, final.reason)
            before = _acknowledged(connection, answers.life)
            reached = max(before, answers.acknowledged or 0)
            if answers.rewind_to is not None:
                reached = min(reached, answers.rewind_to)
            _keep(connection, answers.life, reached, canonical(answers.receipt).decode())
            seq = writer.finish()
        self._ring(seq)

    def save_held(self, held: SaveHeld) -> None:
        """Central's word on what it holds of a life. If its last event is another than the one here, how far both agree is
        unknown: all is sent again, and the answers tell."""
        with self._writing() as connection:
            made = connection.execute(select(func.max(events.c.seq)).where(_of(held.life))).scalar_one() or 0
            reached = min(held.last_seq, made)
            if 0 < held.last_seq <= made:
                ours = connection.execute(
                    select(events.c.hash).where(_of(held.life), events.c.seq == held.last_seq)
                ).scalar_one_or_none()
                if ours != held.receipt.get("head_hash"):
                    reached = 0
            _keep(connection, held.life, reached, canonical(held.receipt).decode())

    def seal_again(self, fork: SealAgain) -> None:
        """Another machine wrote in this life: it is set aside from `seq` on. The hub's new epoch makes its terminals ask what
        is held; whoever made those events hears `fork` (`aside.py`), and sends them again in another life."""
        with self._writing() as connection:
            _keep(connection, fork.life, min(_acknowledged(connection, fork.life), fork.seq - 1))
            connection.execute(update(relayed).where(_mine(fork.life)).values(forked=str(fork.seq)))
            # Their ids are free again for the same acts in another life. Kept, as every rejected event is.
            left = _of(fork.life) & (events.c.seq >= fork.seq)
            connection.execute(update(events).where(left).values(answer=str(AnswerKind.REJECTED), reason=SET_ASIDE))
            # With it, or a plug pulled in between would leave terminals that believe all is held.
            self._database.renew_epoch(connection)
        log.warning("terminal copied: its incarnation is set aside from number %d on", fork.seq)
        self._ring(0)

    # --- the database's faults are the environment's ---------------------------------------------------------------------

    @contextmanager
    def _reading(self) -> Generator[Connection]:
        with _faults("read"), self._database.read() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Generator[Connection]:
        with _faults("save"), self._database.write() as connection:
            yield connection


def unsent_of(connection: Connection, store: int, terminal_id: str) -> int:
    """How many events of a terminal the hub holds and central has not acknowledged."""
    lines = _lines(connection, store, aside=False, terminal_id=terminal_id)
    return sum(max(0, one.held - one.acknowledged) for one in lines)


def _lines(connection: Connection, store: int, *, aside: bool = True, terminal_id: str | None = None) -> list[_Line]:
    """Every incarnation the hub holds events of, in an order that stays. `aside`: those that forked, too."""
    joined = events.join(terminals, terminals.c.terminal_id == events.c.terminal_id).outerjoin(
        relayed,
        and_(relayed.c.terminal_id == events.c.terminal_id, relayed.c.incarnation == events.c.incarnation),
    )
    wanted = (
        select(
            events.c.terminal_id,
            events.c.incarnation,
            func.max(events.c.seq).label("held"),
            func.coalesce(func.max(relayed.c.acknowledged), 0).label("acknowledged"),
            func.coalesce(func.max(relayed.c.forked), "").label("forked"),
        )
        .select_from(joined)
        .where(events.c.store == store)
        .group_by(events.c.terminal_id, events.c.incarnation)
        .order_by(events.c.terminal_id, events.c.incarnation)
    )
    if terminal_id is not None:
        wanted = wanted.where(events.c.terminal_id == terminal_id)
    return [
        _Line(Life(row.terminal_id, row.incarnation), row.held, row.acknowledged)
        for row in connection.execute(wanted)
        if aside or not row.forked
    ]


def _rank(life: Life) -> tuple[str, str]:
    return life.terminal_id, life.incarnation


def _of(life: Life) -> Any:
    return (events.c.terminal_id == life.terminal_id) & (events.c.incarnation == life.incarnation)


def _mine(life: Life) -> Any:
    return (relayed.c.terminal_id == life.terminal_id) & (relayed.c.incarnation == life.incarnation)


def _acknowledged(connection: Connection, life: Life) -> int:
    return connection.execute(select(relayed.c.acknowledged).where(_mine(life))).scalar_one_or_none() or 0


def _keep(connection: Connection, life: Life, acknowledged: int, receipt: str | None = None) -> None:
    """`receipt` None: the one before stays."""
    values: dict[str, Any] = {"acknowledged": acknowledged} | ({} if receipt is None else {"receipt": receipt})
    if not connection.execute(update(relayed).where(_mine(life)).values(values)).rowcount:
        names = {"terminal_id": life.terminal_id, "incarnation": life.incarnation, "forked": "", "receipt": ""}
        connection.execute(insert(relayed).values(names | values))


def _take_its_word(
    connection: Connection, writer: StoreWriter, life: Life, event_id: str, answer: str, reason: str
) -> None:
    """Central judged otherwise than the hub: the terminal gets its answer from now on, and a rejected event is no fact."""
    place = _of(life) & (events.c.event_id == event_id)
    if answer == AnswerKind.CONFLICT:  # of an act that copies have told twice, the fact may stand in another place here
        place = (events.c.event_id == event_id) & events.c.answer.not_in(NO_FACTS)
    connection.execute(update(events).where(place).values(answer=answer, reason=reason))
    if answer != AnswerKind.REJECTED:
        return
    good = select(events.c.seq).where(events.c.event_id == event_id, events.c.answer != AnswerKind.REJECTED)
    if connection.execute(good).first() is None and not mirror.stands(connection, writer.store, event_id):
        writer.publish([Change(mirror.EVENT, event_id, None)])


@contextmanager
def _faults(what: str) -> Generator[None]:
    try:
        yield
    except CentralError as error:
        raise Fault(f"{what} the hub's database", error.hint, error.operation) from error
