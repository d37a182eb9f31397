"""Terminals with one deliberate fault each, in their own process only: the tests here must notice every one of them."""

from collections.abc import Generator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path

from kiosk.store.store import Store
from tests.crash.life import check_in

ACTS_A_COMMIT = 8


def shown_before_saved(codes: Connection, said: Connection, config: Path, options: tuple[str, ...]) -> None:
    """Verdicts are said while their transaction is still open: only every eighth act commits."""
    real = Store.transaction
    acts = 0

    @contextmanager
    def lazy(self: Store) -> Generator[set[str]]:
        nonlocal acts
        connection = self._db.conn
        acts += 1
        if not connection.in_transaction:
            connection.execute("BEGIN")
        changed: set[str] = set()
        yield changed
        if acts % ACTS_A_COMMIT == 0:
            connection.execute("COMMIT")
            self.on_commit.tell()
            self.on_change.tell(frozenset(changed))

    assert real is not lazy
    Store.transaction = lazy
    check_in(codes, said, config, options)
