"""`kiosk-central verify` and `rejected`: what was done to the database is found, and dead letters are seen."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Connection, delete, select, text, update

from central.cli import main
from central.conflicts import conflicts
from central.database import Database
from central.intake import take_in
from central.roster import add_store, open_launch
from central.tables import events, feed, heads, tallies
from central.verification import verify
from kiosk.domain.event import GENESIS, Event, EventKind
from kiosk.domain.fork import sealed_again
from sync.wire import EventBatch
from tests.central.day import NOW, POLICY, SHOP
from tests.store.ledgers import foreign


def life(count: int, **changes: object) -> list[Event]:
    made: list[Event] = []
    for seq in range(1, count + 1):
        made.append(foreign(seq, prev=made[-1].hash if made else GENESIS, **changes))
    return made


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Six events, the third of them poison, the last two sealed again; a second terminal that handed something over."""
    place = tmp_path / "central.db"
    with Database(place) as database, database.write() as connection:
        open_launch(connection, 1, "First Light", NOW)
        for store in SHOP:
            add_store(connection, 1, store, POLICY, NOW)
        made = life(6)
        wires = [one.to_wire() for one in made]
        wires[2]["payload"] = {"surprise": 0.5, "half": "\ud800"}
        other = life(2, terminal_id="t-c", incarnation="c" * 32, kind=EventKind.HANDED_OVER)
        batches = [
            EventBatch("t-b", made[0].incarnation, wires),
            EventBatch("t-c", "c" * 32, [o.to_wire() for o in other]),
        ]
        moved = sealed_again(made[4:])
        batches.append(EventBatch("t-b", moved[0].incarnation, [one.to_wire() for one in moved]))
        for batch in batches:
            take_in(connection, 1, batch, NOW, conflicts)
    return place


def test_a_sound_database(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "--database", str(file), "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["sound"], report["findings"], report["events"]) == (True, [], 10)
    assert main(["verify", "--database", str(file)]) == 0
    assert "sound: 10 events" in capsys.readouterr().out


def first(connection: Connection, number: int = 2) -> str:
    return connection.execute(
        select(events.c.event_id).where(events.c.incarnation == "b" * 32, events.c.seq == number).limit(1)
    ).scalar_one()


def rewritten(connection: Connection) -> None:
    """The second event says something else, well sealed: the third no longer continues it."""
    wire = json.loads(
        connection.execute(select(events.c.wire).where(events.c.event_id == first(connection))).scalar_one()
    )
    changed = replace(foreign(2), **{k: v for k, v in wire.items() if k not in ("occurred_at", "kind", "staff_id")})
    sealed = changed.sealed(wire["prev_hash"])
    connection.execute(
        update(events)
        .where(events.c.event_id == sealed.event_id, events.c.seq == 2)
        .values(wire=json.dumps(sealed.to_wire() | {"staff_id": "s-9"}), hash=sealed.hash)
    )


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (lambda c: c.execute(text("UPDATE events SET wire = replace(wire, 's-2', 's-9')")), "changed after it was sealed"),
        (lambda c: c.execute(delete(events).where(events.c.event_id == first(c))), "number 2 is missing"),
        (rewritten, "changed after it was sealed"),
        (lambda c: c.execute(update(feed).where(feed.c.kind == "store").values(body="{}")), "does not fit its content"),
        (lambda c: c.execute(delete(feed).where(feed.c.kind == "product", feed.c.key == "x")) and
         c.execute(delete(feed).where(feed.c.kind == "policy")), "not the sum of the rows"),
        (lambda c: c.execute(update(tallies).values(live=99)), "counts are not those"),
        (lambda c: c.execute(update(heads).values(state_hash="7" * 64)), "not the sum"),
        (lambda c: c.execute(delete(feed).where(feed.c.key == first(c))), "is not in the feed"),
        (lambda c: c.execute(update(heads).values(seq=1)), "beyond the head"),
        (lambda c: c.execute(update(events).where(events.c.event_id == first(c)).values(event_id="0" * 32)),
         "filed as another"),
    ],
)  # fmt: skip
def test_what_was_done_to_it_is_found(
    file: Path, act: Callable[[object], object], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with Database(file) as database:
        with database.write() as connection:
            act(connection)
        with database.read() as connection:
            found = verify(connection)
    assert not found.sound
    assert any(words in one.what for one in found.findings), found.findings
    assert main(["verify", "--database", str(file)]) == 1
    assert words in capsys.readouterr().out


def test_rejected_events_are_listed_and_exported_as_they_came(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["rejected", "list", "--database", str(file)]) == 0
    said = capsys.readouterr().out
    assert "not whole" in said
    out = tmp_path / "rejected.jsonl"
    assert main(["rejected", "export", str(out), "--database", str(file)]) == 0
    (line,) = out.read_text(encoding="utf-8").splitlines()
    one = json.loads(line)
    assert (one["seq"], one["event"]["payload"]["surprise"]) == (3, 0.5)
    assert main(["rejected", "export", "--database", str(file)]) == 1


def test_conflicts_stand_in_the_status(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["status", "--database", str(file), "--json"]) == 0
    status = json.loads(capsys.readouterr().out)
    (conflict,) = status["stores"][0]["conflicts"]
    assert (conflict["kind"], len(conflict["evidence"]), conflict["closing"]) == ("handed_over_twice", 2, None)
    assert [one["answer"] for one in status["problems"]].count("rejected") == 1
    assert main(["status", "--database", str(file)]) == 0
    assert "open handed_over_twice" in capsys.readouterr().out
