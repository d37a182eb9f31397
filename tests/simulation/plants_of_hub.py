"""Faults of the hub: what it must not do between a store's terminals and central."""

from collections.abc import Generator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, text

from central import intake
from central.relay import keeper, notes
from central.relay.keeper import HubKeeper, RelayedEvent
from sync.wire import FeedPage
from tests.simulation.hub import HubBox
from tests.simulation.network import Fate
from tests.simulation.plants import Plant, replaced
from tests.simulation.schedule import Wanted

LOST_ON_THE_WAY = (Fate.LOST, Fate.CUT, Fate.ANSWER_LOST, Fate.NO_GATEWAY)


@contextmanager
def dropped_on_send() -> Generator[None]:
    """What was handed to the network counts as passed on."""

    def made(unsent: Any) -> Any:
        def planted(self: HubKeeper, limit: int) -> tuple[RelayedEvent, ...]:
            found: tuple[RelayedEvent, ...] = unsent(self, limit)
            if found and limit > 1:
                last = found[-1]
                with self._writing() as connection:
                    keeper._keep(connection, keeper.Life(last.terminal_id, last.incarnation), last.seq)
            return found

        return planted

    with replaced(HubKeeper, "unsent", made):
        yield


@contextmanager
def cursor_before_the_rows() -> Generator[None]:
    """How far central was read is saved first, and the rows in a transaction of their own."""

    def made(apply: Any) -> Any:
        def planted(self: HubKeeper, page: FeedPage, now: datetime) -> bool | None:
            if page.epoch == self.position().epoch:
                with self._writing() as connection:
                    notes.put(connection, notes.UPSTREAM_CURSOR, page.cursor)
            return apply(self, page, now)

        return planted

    with replaced(HubKeeper, "apply", made):
        yield


@contextmanager
def signs_as_central() -> Generator[None]:
    """Its receipts do not say whose they are."""

    def made(signed: Any) -> Any:
        return lambda key, batch, taken, now, _issuer="": signed(key, batch, taken, now, "")

    with replaced(intake, "signed_receipt", made):
        yield


@contextmanager
def the_old_epoch_on_an_empty_disk() -> Generator[None]:
    """A hub that lost its disk answers under the name that its terminals know."""

    def made(lose: Any) -> Any:
        def planted(self: HubBox) -> None:
            before = self.server.epoch()
            lose(self)
            begin = self.server.begin

            def renamed() -> None:
                with self.server.database.write() as connection:
                    _call(connection, before)
                self.server.database._epoch = before  # type: ignore[attr-defined]
                begin()

            self.server.begin = renamed  # type: ignore[method-assign]

        return planted

    with replaced(HubBox, "lose_disk", made):
        yield


def _call(connection: Connection, epoch: str) -> None:
    connection.execute(text("UPDATE meta SET value = :epoch WHERE name = 'epoch'"), {"epoch": epoch})


PLANTS = (
    Plant("hub: dropped on send", dropped_on_send, Wanted(frozenset({"network"}), LOST_ON_THE_WAY, hub=True)),
    Plant(
        "hub: cursor before the rows",
        cursor_before_the_rows,
        Wanted(frozenset(), hub=True, hub_faults=("hub disk", "hub crash")),
    ),
    Plant("hub: signs as central", signs_as_central, Wanted(frozenset(), hub=True)),
    Plant(
        "hub: the old epoch on an empty disk",
        the_old_epoch_on_an_empty_disk,
        Wanted(frozenset(), hub=True, hub_faults=("severed", "hub lost")),
    ),
)
