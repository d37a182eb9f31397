"""What a start does with the file it finds: trusts it, says what is in the way, or moves it aside. It deletes nothing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.domain.event import Event, EventKind
from kiosk.errors import Fault
from kiosk.store import checks
from kiosk.store.database import PRAGMAS, open_database
from kiosk.store.keying import key_note
from kiosk.store.proof import prove
from kiosk.store.recovery import suspect_mark
from kiosk.store.store import Store, suspect
from tests.store.day import DB_KEY, NOON, STORE, Feed, reservation, token
from tests.store.ledgers import append, draft, own_events


def filled(open_store, path: Path, reservations: int = 40) -> bytes:
    """A sound file of a day, closed; its bytes."""
    store = open_store()
    feed = Feed()
    feed.furnish()
    feed.book(*(reservation(number) for number in range(reservations)))
    for cursor, rows, head in feed.pages():
        store.worker.submit(store.replica.apply, feed.epoch, cursor, rows, head, NOON).result()
    append(store, *(draft(number) for number in range(20)))
    store.close()
    return path.read_bytes()


def test_the_file_is_encrypted_and_comes_back(open_store, path):
    content = filled(open_store, path)
    assert not content.startswith(b"SQLite format 3")
    assert b"Martin" not in content
    store = open_store()
    assert store.recovered is None
    assert len(own_events(store)) == 20


def test_an_incarnation_is_kept_over_restarts(open_store):
    first = open_store()
    incarnation = first.worker.submit(lambda: first.incarnation).result()
    first.close()
    second = open_store()
    assert second.worker.submit(lambda: second.incarnation).result() == incarnation


def test_where_nothing_names_the_key_a_wrong_one_is_said_and_the_file_moved_aside(open_store, path):
    content = filled(open_store, path)
    key_note(path).unlink()
    store = open_store(key=b"\x99" * 32)
    assert store.recovered is not None
    assert "its key is not the one" in store.recovered.hint
    assert own_events(store) == []
    (moved,) = store.recovered.moved_to
    assert moved.name.startswith("kiosk.damaged-")
    assert moved.read_bytes() == content
    store.close()
    # Nothing was lost: with its own key the file moved aside is a sound database.
    assert len(own_events(open_store(at=moved))) == 20


def _flip(at: float):
    def damage(content: bytes) -> bytes:
        place = int(len(content) * at)
        return content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]

    return damage


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(_flip(0.0), id="bit-in-the-salt"),
        pytest.param(_flip(0.3), id="bit-at-a-third"),
        pytest.param(_flip(0.77), id="bit-at-three-quarters"),
        pytest.param(_flip(0.999), id="bit-at-the-end"),
        pytest.param(lambda content: b"", id="empty"),
        pytest.param(lambda content: bytes(len(content)), id="zeroed"),
        pytest.param(lambda content: content[: len(content) // 2] + bytes(len(content) // 2), id="half-zeroed"),
        pytest.param(lambda content: content[: len(content) // 2 + 100], id="torn"),
        pytest.param(lambda content: os.urandom(5000), id="noise"),
        pytest.param(lambda content: b"SQLite format 3\0" + content[16:], id="plain-head"),
    ],
)
def test_a_damaged_file_is_moved_aside_and_the_kiosk_starts(open_store, path, damage):
    damaged = damage(filled(open_store, path))
    path.write_bytes(damaged)
    store = open_store()
    assert store.recovered is not None
    assert store.recovered.reason
    assert store.recovered.moved_to[-1].read_bytes() == damaged
    assert store.recovered.moved_to[-1].name in store.recovered.hint
    append(store, draft(1))
    store.close()
    assert open_store().recovered is None


def test_side_files_move_along_and_a_second_damage_takes_another_name(open_store, path):
    for _ in range(2):
        path.write_bytes(b"noise" * 2000)
        path.with_name("kiosk.db-wal").write_bytes(b"wal")
        store = open_store()
        moved = {file.name for file in store.recovered.moved_to}
        assert len(moved) == 2
        assert {name.rpartition(".db")[2] for name in moved} == {"", "-wal"}
        store.close()
    assert len([file for file in path.parent.iterdir() if ".damaged-" in file.name]) == 4


def test_a_wal_whose_database_is_gone_is_not_swallowed(open_store, path):
    path.with_name("kiosk.db-wal").write_bytes(b"last words")
    store = open_store()
    assert [file.read_bytes() for file in store.recovered.moved_to] == [b"last words"]


def test_a_cut_short_creation_is_no_damage(open_store, path):
    path.with_name("kiosk.db.new").write_bytes(b"half a file")
    assert open_store().recovered is None
    assert [file.name for file in path.parent.iterdir() if not file.name.endswith(("-wal", "-key"))] == ["kiosk.db"]


def test_a_large_file_is_checked_where_only_this_terminal_knows(open_store, path, monkeypatch):
    """Beyond the size that is read whole, damage to the ledger still shows at start, and a mark has all of it read."""
    monkeypatch.setattr(checks, "WHOLE_FILE_BYTES", 0)
    filled(open_store, path, reservations=300)
    db = open_database(path, DB_KEY)
    page_of = {
        str(name): int(page)
        for name, page in db.conn.execute("SELECT name, rootpage FROM sqlite_master WHERE type = 'table'").fetchall()
    }
    db.close()
    sound = bytearray(path.read_bytes())

    def damaged(table: str) -> None:
        content = bytearray(sound)
        content[(page_of[table] - 1) * 4096 + 700] ^= 1
        path.write_bytes(content)

    damaged("event")
    store = open_store()
    assert store.recovered is not None
    store.close()

    damaged("quarantine")  # central can give it again; every page is verified when it is read
    store = open_store()
    assert store.recovered is None
    with pytest.raises(Fault, match="Restart the kiosk"):
        store.worker.submit(store.replica.apply, "epoch-1", 1, [], None, NOON).result()
    store.close()
    assert suspect_mark(path).exists()
    store = open_store()
    assert store.recovered is not None
    assert not suspect_mark(path).exists()


def test_a_mark_on_a_sound_file_only_costs_a_look(open_store, path):
    filled(open_store, path)
    suspect(path)
    assert open_store().recovered is None
    assert not suspect_mark(path).exists()


def test_a_second_kiosk_on_the_same_file_is_told_so(open_store, path):
    store = open_store()
    append(store, draft(1))
    with pytest.raises(Fault, match="second kiosk"):
        Store.open(path, DB_KEY, token)
    assert len(own_events(store)) == 1


def test_the_checks_look_at_what_they_stand_on(path, monkeypatch):
    db = open_database(path, DB_KEY)
    checks.engine_fits(db)
    checks.pragmas_hold(db)
    with monkeypatch.context() as patch:
        patch.setattr(checks, "OLDEST_SQLITE", (99, 0, 0))
        with pytest.raises(Fault, match=r"99\.0\.0"):
            checks.engine_fits(db)
    for name, _ in PRAGMAS:
        with monkeypatch.context() as patch:
            patch.setattr(checks, "PRAGMAS", ((name, "something else"),))
            with pytest.raises(Fault, match=name):
                checks.pragmas_hold(db)
    db.close()


def test_a_key_of_another_size_is_our_mistake(path):
    with pytest.raises(ValueError, match="32 bytes"):
        open_database(path, b"short")


READ_ONLY = """
import os, sys
from pathlib import Path
from kiosk.domain.event import Event, EventKind
from kiosk.errors import Fault
from kiosk.store.store import Store
if os.getuid() == 0:
    os.setgid(65534), os.setuid(65534)
try:
    Store.open(Path(sys.argv[1]), bytes([11]) * 32, lambda: "f" * 32)
except Fault as fault:
    print(fault.operation, "|", fault.hint)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="file modes")
def test_a_read_only_file_is_left_alone_and_said(open_store, path, tmp_path):
    content = filled(open_store, path)
    path.chmod(0o444)
    folder_mode = tmp_path.stat().st_mode
    parents = [
        parent
        for parent in tmp_path.parents
        if parent.stat().st_uid == os.getuid() and parent.stat().st_mode & 0o077 == 0
    ]
    modes = [parent.stat().st_mode for parent in parents]
    tmp_path.chmod(0o555)
    for parent in parents:
        parent.chmod(0o755)
    try:
        done = subprocess.run([sys.executable, "-c", READ_ONLY, str(path)], capture_output=True, text=True, check=False)
    finally:
        tmp_path.chmod(folder_mode)
        for parent, mode in zip(parents, modes, strict=True):
            parent.chmod(mode)
    assert done.stdout.startswith("open the database |"), done.stderr
    assert "permissions" in done.stdout
    assert path.read_bytes() == content


def test_after_an_unclean_end_what_is_derived_is_made_anew(open_store, path, tmp_path):
    """A spoiled WAL can leave a state older than the ledger: it must not admit anybody a second time."""
    filled(open_store, path)
    store = open_store()
    append(store, draft(50, call_number="A050"))

    def age() -> str:
        (reservation_id,) = {event.reservation_id for event in own_events_here(store)} & {draft(50).reservation_id}
        with store.transaction():
            store._db.conn.execute("UPDATE state SET body = x'7b7d' WHERE reservation_id = ?", [reservation_id])
            store._db.conn.execute("UPDATE call_counter SET last = 1")
        return reservation_id

    reservation_id = store.worker.submit(age).result()
    elsewhere = tmp_path / "cut"
    elsewhere.mkdir()
    for file in path.parent.glob(f"{path.name}*"):  # as a power cut leaves them: the WAL not put in its place
        (elsewhere / file.name).write_bytes(file.read_bytes())
    assert (elsewhere / f"{path.name}-wal").stat().st_size

    found = open_store(at=elsewhere / path.name)
    assert found.recovered is None
    assert found.worker.submit(found.ledger.state, reservation_id).result().arrivals
    assert found.worker.submit(found.ledger.last_call, "A").result() == 50


@pytest.mark.parametrize(
    "spoil",
    ["UPDATE demand SET bookings = 1", "DELETE FROM unit", "INSERT INTO unit VALUES ('S-9', '00000000000000ff')"],
)
def test_after_an_unclean_end_units_and_bookings_are_those_of_the_facts(open_store, path, tmp_path, feed, spoil):
    store = open_store()
    feed.furnish()
    feed.book(*(reservation(number) for number in (1, 2, 3)))
    for page in feed.pages():
        store.worker.submit(store.replica.apply, feed.epoch, *page, NOON).result()
    append(store, draft(1, kind=EventKind.STEP_COMPLETED, step="scan_box", serial="S-1"))
    before = store.worker.submit(store.attendance.expected, STORE).result()

    def age() -> None:
        with store.transaction():
            store._db.conn.execute(spoil)

    store.worker.submit(age).result()
    elsewhere = tmp_path / "cut"
    elsewhere.mkdir()
    for file in path.parent.glob(f"{path.name}*"):
        (elsewhere / file.name).write_bytes(file.read_bytes())
    found = open_store(at=elsewhere / path.name)
    assert found.worker.submit(found.ledger.kept_units).result() == {("S-1", reservation(1).reservation_id)}
    assert found.worker.submit(found.attendance.expected, STORE).result() == before
    assert sum(before.values()) == 2
    store.close()
    found.close()
    what = {(one.where.split(" ")[0], one.what) for one in prove(path, DB_KEY).findings}
    assert what == {
        ("copy", "its bookings are counted wrong") if "demand" in spoil else ("units", "are not those of its events")
    }
    assert prove(elsewhere / path.name, DB_KEY).findings == ()


def own_events_here(store: Store) -> list[Event]:
    """On the store's thread."""
    return store.ledger.made_from(store.incarnation, 1)
