"""`kiosk verify`, `kiosk outbox` and `kiosk status` on a real file: whatever was done to it is found and said where."""

import json
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.cli.main import main
from kiosk.domain.clock import utc_text
from kiosk.domain.event import GENESIS, Event, EventKind, canonical
from kiosk.domain.trust import to_base64url
from kiosk.store.database import Database, open_database
from kiosk.store.outbox import Final
from kiosk.store.store import Store
from sync.credentials import database_key, open_key_store
from sync.wire import Enrolment, Receipt, receipt_bytes
from tests.store.day import LAUNCH, NOON, ROOT_KEY, STORE, Feed, public, reservation, token
from tests.store.ledgers import append, draft, foreign

CENTRAL = Ed25519PrivateKey.from_private_bytes(b"\x0c" * 32)


class Machine:
    """One enrolled terminal's folder, with a day in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.config = folder / "kiosk.toml"
        self.config.write_text(
            f"production = false\ndata = {json.dumps(str(folder))}\n[keys]\nstore = 'development'\n", encoding="utf-8"
        )
        keys = open_key_store("development", folder, production=False)
        papers = Enrolment(
            ["http://127.0.0.1:1"], STORE, LAUNCH, "t-a", "Entrance A", "A", "kt1.t-a.x", ROOT_KEY, public(CENTRAL)
        )
        keys.set("enrolment", msgspec.json.encode(papers).decode())
        self.path = folder / f"launch-{LAUNCH}-t-a.db"
        self.key = database_key(keys)
        store = Store.open(self.path, self.key, token)
        self.made = append(store, *(draft(number % 3) for number in range(6)))
        feed = Feed()
        feed.furnish()
        feed.book(*(reservation(number) for number in range(5)))
        for event in (*self.made[:2], foreign(1, number=1, kind=EventKind.HANDED_OVER, payload={"serial": "S-1"})):
            feed.put("event", event.event_id, event.to_wire())
        for page in feed.pages():
            store.worker.submit(store.replica.apply, feed.epoch, *page, NOON).result()
        finals = [Final(event.event_id, "accepted") for event in self.made[:3]]
        finals.append(Final(self.made[3].event_id, "rejected", "prev_hash: does not continue event 3"))
        receipt = self.receipt(self.made[3])
        store.worker.submit(store.outbox.acknowledge, self.made[0].incarnation, 4, finals, receipt).result()
        store.worker.submit(store.conflicts.all).result()
        store.close()

    def receipt(self, last: Event, key: Ed25519PrivateKey = CENTRAL) -> bytes:
        unsigned = Receipt(last.terminal_id, last.incarnation, last.seq, last.hash, NOON, "")
        signed = replace(unsigned, signature=to_base64url(key.sign(receipt_bytes(unsigned))))
        return canonical({**asdict(signed), "at": utc_text(NOON)})

    def tamper(self, act: Callable[[Database], object]) -> None:
        db = open_database(self.path, self.key)
        act(db)
        db.close()

    def sql(self, statement: str, *values: Any) -> None:
        self.tamper(lambda db: db.conn.execute(statement, values))

    def put(self, event: Event) -> None:
        """In the place of the one with the same id, as somebody with the key would."""
        self.sql(
            "UPDATE event SET hash = ?, body = ?, seq = ? WHERE event_id = ?",
            event.hash, canonical(event.to_wire()), event.seq, event.event_id,
        )  # fmt: skip


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def verified(machine: Machine, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[tuple[str, str]]]:
    code = main(["verify", "--config", str(machine.config), "--json"])
    report = json.loads(capsys.readouterr().out)
    assert report["sound"] == (code == 0) == (not report["findings"])
    return code, [(one["where"], one["what"]) for one in report["findings"]]


def test_a_sound_file(machine: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    assert verified(machine, capsys) == (0, [])
    assert main(["verify", "--config", str(machine.config), "--data", str(machine.folder)]) == 0
    said = capsys.readouterr().out
    assert "holds together (7 events, 16 rows, 1 receipts checked)" in said


def test_a_flipped_byte(machine: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    data = bytearray(machine.path.read_bytes())
    data[len(data) // 2] ^= 1
    machine.path.write_bytes(data)
    code, findings = verified(machine, capsys)
    assert (code, findings[0][0]) == (1, "file")


def test_a_tail_that_was_cut_off(machine: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    machine.sql("DELETE FROM event WHERE made_here = 1 AND seq > 3")
    code, findings = verified(machine, capsys)
    assert code == 1
    assert ("acknowledged 4 events, the ledger ends at 3" in findings[0][1]) or "4" in findings[0][1]
    assert any(where.startswith("receipt") and "central holds event 4" in what for where, what in findings)


def test_a_history_that_was_written_anew_contradicts_the_receipt(
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    previous = GENESIS
    for event in machine.made:
        changed = replace(event, staff_id="s-9").sealed(previous)
        previous = changed.hash
        machine.put(changed)
    code, findings = verified(machine, capsys)
    life = machine.made[0].incarnation
    assert code == 1
    assert (f"receipt of {life}", "central signed another event 4 than stands here") in findings
    assert not any(where.startswith("event ") for where, _ in findings), "the chain itself is whole"


def test_two_events_that_changed_places(machine: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    fifth, sixth = machine.made[4:]
    machine.sql("UPDATE event SET seq = 99 WHERE event_id = ?", fifth.event_id)
    machine.put(replace(sixth, seq=5).sealed(sixth.prev_hash))
    machine.put(replace(fifth, seq=6).sealed(fifth.prev_hash))
    code, findings = verified(machine, capsys)
    assert code == 1
    assert [where for where, what in findings if "does not continue" in what] == [
        f"event {seq} of {fifth.incarnation}" for seq in (5, 6)
    ]


def test_an_event_missing_in_the_middle(machine: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    machine.sql("DELETE FROM event WHERE event_id = ?", machine.made[2].event_id)
    code, findings = verified(machine, capsys)
    assert code == 1
    assert any("number 3 is missing" in what for _, what in findings)


def test_an_event_changed_without_sealing(machine: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    machine.put(replace(machine.made[4], staff_id="s-9"))
    code, findings = verified(machine, capsys)
    assert (code, findings) == (1, [(f"event 5 of {machine.made[4].incarnation}", "was changed after it was sealed")])


def test_a_receipt_that_somebody_else_signed(machine: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    forged = machine.receipt(machine.made[3], Ed25519PrivateKey.generate())
    machine.sql("UPDATE incarnation SET receipt = ? WHERE receipt IS NOT NULL", forged)
    code, findings = verified(machine, capsys)
    assert code == 1
    assert [what for _, what in findings] == ["is not signed by the central this terminal was enrolled at"]


@pytest.mark.parametrize(
    ("statement", "where"),
    [
        ("UPDATE state SET body = '{}' WHERE reservation_id = '0000000000000001'", "state of 0000000000000001"),
        ("DELETE FROM state WHERE reservation_id = '0000000000000001'", "state of 0000000000000001"),
        (
            "UPDATE feed_row SET body = replace(body, 'Dœuvre', 'Dubois') WHERE key = '0000000000000003'",
            "row reservation",
        ),
        ("DELETE FROM feed_row WHERE key = '0000000000000003'", "copy"),
        ("UPDATE meta SET value = '7' WHERE name = 'state_hash'", "copy"),
        ("INSERT INTO conflict VALUES ('claimed_twice', 'x', 1, CAST('{}' AS BLOB))", "conflicts"),
    ],
)
def test_what_is_derived_is_made_anew_and_compared(
    machine: Machine, capsys: pytest.CaptureFixture[str], statement: str, where: str
) -> None:
    statement = statement.replace("body = '{}'", "body = CAST('{}' AS BLOB)")
    statement = statement.replace("body = replace(body, 'Dœuvre', 'Dubois')", "body = CAST(replace(CAST(body AS TEXT),"
                                  " 'Dœuvre', 'Dubois') AS BLOB)")  # fmt: skip
    machine.sql(statement)
    code, findings = verified(machine, capsys)
    assert code == 1
    assert any(one.startswith(where) for one, _ in findings), findings


def test_a_copied_terminals_ledger_is_sound(
    machine: Machine, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("ERROR", "kiosk.store.forks")
    store = Store.open(machine.path, machine.key, token)
    store.worker.submit(store.forks.seal_again, machine.made[0].incarnation, 5, NOON).result()
    append(store, draft(2))
    store.close()
    assert verified(machine, capsys) == (0, [])
    machine.sql("DELETE FROM former WHERE seq = 5")
    assert verified(machine, capsys)[0] == 1


def test_what_cannot_be_checked_is_said_with_2(machine: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    machine.path.rename(machine.path.with_suffix(".elsewhere"))
    assert main(["verify", "--config", str(machine.config)]) == 2
    assert "no file" in capsys.readouterr().err


def test_rejected_events_are_listed_exported_and_counted(
    machine: Machine, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    config = ["--config", str(machine.config)]
    rejected = machine.made[3]
    assert main(["outbox", "list", *config]) == 0
    said = capsys.readouterr().out
    assert rejected.event_id in said
    assert "does not continue event 3" in said
    assert "2 events wait for central" in said
    assert main(["outbox", "export", *config, str(tmp_path / "rejected.jsonl")]) == 0
    lines = (tmp_path / "rejected.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == [
        {"event": rejected.to_wire(), "reason": "prev_hash: does not continue event 3"}
    ]
    store = Store.open(machine.path, machine.key, token)
    (exported,) = store.worker.submit(store.ledger.latest_own, EventKind.EXPORTED, 9).result()
    store.close()
    assert (exported.payload, exported.staff_id) == ({"what": "rejected", "count": 1}, "station")
    capsys.readouterr()
    assert main(["status", *config]) == 0
    status = json.loads(capsys.readouterr().out)
    assert status["scanner_confined"] is (status["scanner_problem"] == "")
    assert (status["rejected"], status["conflicts"], status["copied"], status["in_doubt"]) == (1, 1, False, False)
    assert main(["outbox", "export", *config, str(tmp_path / "no" / "such.jsonl")]) == 2
