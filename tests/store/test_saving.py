"""Nothing is told before it is durable: full disks, read-only files, killed processes."""

import os
import signal
import subprocess
import sys
import threading

import pytest

from kiosk.errors import Fault, NotSaved
from kiosk.store.worker import Worker
from tests.store.day import NOON, Feed, reservation
from tests.store.ledgers import append, assert_chain, draft, own_events


def test_a_full_disk_saves_nothing_and_goes_on_when_there_is_room(store):
    append(store, draft(0))
    told: list[int] = []
    store.on_commit(lambda: told.append(1))

    def fill() -> None:
        pages = store._db.conn.execute("PRAGMA page_count").fetchone()[0]
        store._db.conn.execute(f"PRAGMA max_page_count = {pages}").fetchall()

    store.worker.submit(fill).result()
    saved = 0
    with pytest.raises(NotSaved, match="disk is full") as failure:  # noqa: PT012  # which one fails is the disk's choice
        for number in range(1, 200):
            append(store, draft(number))
            saved += 1
    assert failure.value.operation == "save"
    assert len(told) == saved
    with pytest.raises(NotSaved):
        append(store, *(draft(number) for number in range(300, 400)))
    room = "PRAGMA max_page_count = 100000"
    store.worker.submit(lambda: store._db.conn.execute(room).fetchall()).result()
    before = len(own_events(store))
    append(store, draft(500))
    events = own_events(store)
    assert len(events) == before + 1
    assert_chain(events)


def test_a_file_that_became_read_only_saves_nothing(store):
    store.worker.submit(lambda: store._db.conn.execute("PRAGMA query_only = 1").fetchall()).result()
    with pytest.raises(NotSaved, match="cannot be written"):
        append(store, draft(1))
    with pytest.raises(NotSaved):
        store.worker.submit(store.replica.apply, "e", 1, [], None, NOON).result()
    store.worker.submit(lambda: store._db.conn.execute("PRAGMA query_only = 0").fetchall()).result()
    append(store, draft(1))
    assert_chain(own_events(store))


def test_an_act_that_fails_leaves_no_trace(store):
    def act() -> None:
        with store.transaction():
            store.ledger.append(draft(1))
            raise LookupError("our own mistake")

    with pytest.raises(LookupError):
        store.worker.submit(act).result()
    assert own_events(store) == []
    append(store, draft(1))
    assert_chain(own_events(store))


LIMITED = """
import resource, sys
from pathlib import Path
from kiosk.errors import NotSaved
from kiosk.store.store import Store
from tests.store.day import DB_KEY, token
from tests.store.ledgers import append, assert_chain, draft, own_events

store = Store.open(Path(sys.argv[1]), DB_KEY, token)
append(store, draft(0))
resource.setrlimit(resource.RLIMIT_FSIZE, (150_000, resource.RLIM_INFINITY))
saved, failed = 1, 0
for number in range(1, 60):
    try:
        append(store, draft(number))
        saved += 1
    except NotSaved:
        failed += 1
assert failed, "the limit was never met"
assert len(own_events(store)) == saved
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
append(store, draft(99))
assert_chain(own_events(store))
assert len(own_events(store)) == saved + 1
store.close()
again = Store.open(Path(sys.argv[1]), DB_KEY, token)
assert again.recovered is None
assert len(own_events(again)) == saved + 1
again.close()
print("went on", failed > 0)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX limits")
def test_writes_that_fail_in_the_system_are_not_saved_and_it_goes_on_afterwards(path):
    done = subprocess.run([sys.executable, "-c", LIMITED, str(path)], capture_output=True, text=True, check=False)
    assert "went on True" in done.stdout, done.stderr


LOOP = """
import sys
from pathlib import Path
from kiosk.store.store import Store
from tests.store.day import DB_KEY, token
from tests.store.ledgers import append, draft

store = Store.open(Path(sys.argv[1]), DB_KEY, token)
number = 0
while True:
    (event,) = append(store, draft(number))
    print(event.event_id, flush=True)
    number += 1
"""


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_nothing_confirmed_is_lost_when_the_process_is_killed(path, open_store):
    confirmed: list[str] = []
    for cycle in range(5):
        with subprocess.Popen([sys.executable, "-c", LOOP, str(path)], stdout=subprocess.PIPE, text=True) as process:
            confirmed.extend(process.stdout.readline().strip() for _ in range(7 + 13 * cycle))
            os.kill(process.pid, signal.SIGKILL)
            confirmed.extend(line.strip() for line in process.stdout if line.endswith("\n"))
    store = open_store()
    assert store.recovered is None
    events = own_events(store)
    assert_chain(events)
    found = [event.event_id for event in events]
    assert set(confirmed) <= set(found)
    assert len(found) == len(set(found))


def test_listeners_hear_of_commits_only(store):
    heard: list[str] = []
    threads: set[str] = set()

    def on_commit() -> None:
        heard.append("commit")
        threads.add(threading.current_thread().name)

    leave = store.on_commit.subscribe(on_commit)
    store.on_change(lambda ids: heard.append(",".join(sorted(ids))))
    append(store, draft(1))
    feed = Feed()
    feed.book(reservation(7))
    for cursor, rows, head in feed.pages():
        store.worker.submit(store.replica.apply, feed.epoch, cursor, rows, head, NOON).result()
    leave()
    append(store, draft(2))
    feed.put("store", "12", {"store": 12, "name": "Aurelia", "city": "Paris", "timezone": "Europe/Paris"})
    for _ in range(2):
        for cursor, rows, head in feed.pages(1):
            store.worker.submit(store.replica.apply, feed.epoch, cursor, rows, head, NOON).result()
    assert heard == ["commit", reservation(7).reservation_id, ""]
    assert threads == {"store"}


def test_a_listener_that_fails_disturbs_nobody(store, caplog):
    heard: list[int] = []
    store.on_commit(lambda: 1 / 0)
    store.on_commit(lambda: heard.append(1))
    append(store, draft(1))
    assert heard == [1]
    assert "a listener failed" in caplog.text


def test_the_worker_finishes_what_was_asked_for_and_takes_no_more():
    worker = Worker("a worker")
    gate = threading.Event()
    first = worker.submit(gate.wait, 5)
    second = worker.submit(lambda: "done")
    worker.stop()
    worker.stop()
    with pytest.raises(RuntimeError, match="closed"):
        worker.submit(print)
    assert not worker.join(0)
    gate.set()
    assert first.result(5)
    assert second.result(5) == "done"
    assert worker.join(5)


def test_the_worker_lives_on_after_a_mistake():
    worker = Worker("a worker")
    with pytest.raises(ZeroDivisionError):
        worker.submit(lambda: 1 / 0).result(5)
    assert worker.submit(lambda: 7).result(5) == 7
    worker.stop()
    assert worker.join(5)


def test_damage_met_while_working_is_a_fault(store):
    def act() -> None:
        with store.transaction():
            store._db.conn.execute("PRAGMA writable_schema = 1")
            store._db.conn.execute("UPDATE sqlite_master SET rootpage = 99999 WHERE name = 'state'")
            store._db.conn.execute("PRAGMA writable_schema = RESET")
            store._db.conn.execute("SELECT * FROM state").fetchall()

    with pytest.raises(Fault, match="damaged"):
        store.worker.submit(act).result()
