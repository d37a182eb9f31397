"""Code text -> durable verdict: `desk.check_in` on the real encrypted file, against the least such an act can cost.

Both run on the store's own thread, one after the other, and both files lie in the same folder.
"""

import hashlib
import secrets
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from kiosk.cli.compose import Terminal
from kiosk.domain import k1
from kiosk.store.database import PRAGMAS
from tests.bench.figures import Figure, Row, median, quantile
from tests.bench.ground import Day, Ground

FLOOR = "Ed25519 verify + one indexed lookup among as many + one durable commit of 500 B (sqlcipher3, WAL, synchronous FULL)"
EVENT_BYTES = 500
"""What an `arrived` event takes in the file, about."""


def measure(ground: Ground) -> Sequence[Row]:
    rows: list[Row] = []
    for count in ground.sizes:
        day = ground.day(count)
        with Terminal.open(ground.synced(count)) as terminal:
            samples = ground.pick(400, 60)
            rows.extend(_rows(terminal, day, samples, ground.folder))
    return rows


def _rows(terminal: Terminal, day: Day, samples: int, folder: Path) -> Sequence[Row]:
    codes = day.codes("scan", samples)
    submit = terminal.store.worker.submit
    act, floor = terminal.desk.check_in, Floor(folder / f"floor-{day.count}.db", day)

    def both() -> tuple[list[Cost], list[Cost]]:
        floor.open()
        taken = [(cost(partial(_admit, act, code)), cost(partial(floor.scan, code))) for code in codes]
        floor.close()
        return [ours for ours, _ in taken], [least for _, least in taken]

    ours, least = submit(both).result()
    hops = [cost(lambda: submit(int).result()).wall for _ in range(samples)]
    what = f"code text -> durable verdict, {day.count:,} reservations"
    note = f"asked through the store's queue, as the screen does, it takes {median(hops) * 1000:.2f} ms more"
    rows: list[Row] = []
    for name, part, most in (("p50", 0.50, 2), ("p99", 0.99, 5)):
        figure, lowest = (1000 * quantile((cost.wall for cost in costs), part) for costs in (ours, least))
        met = figure <= most * lowest
        target = f"<= {most}x floor"
        rows.append(Figure("scan", what, name, "ms", figure, lowest, FLOOR, samples, target, met, note))
    figure, lowest = (1000 * median(cost.thread for cost in costs) for costs in (ours, least))
    note = "the disk's share left out: what a change of ours can change, and steady on a busy machine"
    rows.append(Figure("scan", f"its CPU time, {day.count:,} reservations", "p50", "ms", figure, lowest, FLOOR,
                       samples, note=note))  # fmt: skip
    return rows


def _admit(act: Callable[..., object], code: str) -> None:
    check_in = act((code,))
    if not getattr(check_in, "admitted", False):
        raise AssertionError(f"not admitted: {getattr(check_in, 'verdict', check_in)}")


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds that passed, and seconds this thread computed."""

    wall: float
    thread: float


def cost(act: Callable[[], object]) -> Cost:
    wall, thread = time.perf_counter(), time.thread_time()
    act()
    return Cost(time.perf_counter() - wall, time.thread_time() - thread)


class Floor:
    """A file with the same key size and pragmas; opened on the thread that uses it."""

    def __init__(self, path: Path, day: Day) -> None:
        self._path = path
        self._day = day
        self._public = day.issuer.key.public_key().public_bytes_raw()
        self._body = secrets.token_bytes(EVENT_BYTES)

    def open(self) -> None:
        self._connection = sqlcipher.connect(str(self._path), isolation_level=None)
        self._run(f"PRAGMA key = \"x'{secrets.token_hex(32)}'\"")
        for name, value in PRAGMAS:
            self._run(f"PRAGMA {name} = {value}")
        self._run("CREATE TABLE code (token TEXT PRIMARY KEY, body BLOB) WITHOUT ROWID")
        self._run("CREATE TABLE event (seq INTEGER PRIMARY KEY, body BLOB)")
        rows = [(one.reservation_id, self._body) for one in self._day.reservations]
        self._run("BEGIN")
        self._connection.executemany("INSERT INTO code VALUES (?, ?)", rows)
        self._run("COMMIT")
        self._run("PRAGMA wal_checkpoint(TRUNCATE)")

    def scan(self, text: str) -> None:
        signed = k1.decode(text)
        assert signed is not None
        Ed25519PublicKey.from_public_bytes(self._public).verify(signed.signature, signed.message)
        token = f"{signed.body.reservation:016x}"
        found = self._connection.execute("SELECT body FROM code WHERE token = ?", [token]).fetchone()
        assert found is not None
        self._run("BEGIN IMMEDIATE")
        self._connection.execute("INSERT INTO event (body) VALUES (?)", [hashlib.sha256(found[0]).digest() * 16])
        self._run("COMMIT")

    def close(self) -> None:
        self._connection.close()

    def _run(self, sql: str) -> None:
        self._connection.execute(sql).fetchall()
