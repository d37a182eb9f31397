"""Two machines that began from one file: nothing is lost, nothing counts twice, and people are told."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.domain.event import GENESIS, Event, EventKind
from kiosk.domain.fork import heir, sealed_again
from kiosk.domain.incident import IncidentKind
from kiosk.domain.state import state_digest
from kiosk.errors import NotSaved
from kiosk.store.outbox import Final
from kiosk.store.store import Store
from tests.store.day import NOON, Feed, reservation_id
from tests.store.ledgers import append, assert_chain, draft, foreign, own_events

pytestmark = pytest.mark.usefixtures("quiet")


@pytest.fixture
def quiet(caplog: pytest.LogCaptureFixture) -> None:
    """A copied terminal is a warning, and expected here."""
    caplog.set_level("ERROR", "kiosk.store.forks")


def run(store: Store, act: Callable[..., Any], *args: Any) -> Any:
    return store.worker.submit(act, *args).result()


def receipt(last: Event) -> bytes:
    return msgspec.json.encode({"terminal_id": last.terminal_id, "last_seq": last.seq, "head_hash": last.hash})


def acknowledged(store: Store, *events: Event) -> None:
    finals = [Final(event.event_id, "accepted") for event in events]
    run(store, store.outbox.acknowledge, events[-1].incarnation, events[-1].seq, finals, receipt(events[-1]))


def held(store: Store, last: Event) -> None:
    run(store, store.outbox.held, last.incarnation, last.seq, last.hash, receipt(last), NOON)


def incidents(store: Store) -> list[IncidentKind]:
    return [one.kind for one in run(store, store.forks.incidents)]


def former(store: Store) -> list[tuple[str, int]]:
    def read() -> list[tuple[str, int]]:
        return store._db.conn.execute("SELECT event_id, seq FROM former ORDER BY id").fetchall()

    return run(store, read)


def test_from_the_fork_on_events_are_sealed_again_and_sent_in_their_order(store: Store) -> None:
    made = append(store, *(draft(number) for number in range(5)))
    acknowledged(store, *made[:2])
    life = run(store, store.forks.seal_again, made[0].incarnation, 3, NOON)
    assert life == heir(made[0].incarnation, made[2])
    moved = own_events(store)
    assert moved == sealed_again(made[2:])
    assert_chain(moved)
    acknowledged(store, *moved)
    (incident,) = own_events(store)
    assert (incident.kind, incident.reservation_id, incident.seq) == (EventKind.INCIDENT_OPENED, "", 1)
    assert incident.payload == {"incident": "terminal_copied", "incarnation": made[0].incarnation, "seq": 3}
    assert incidents(store) == [IncidentKind.TERMINAL_COPIED]
    assert former(store) == [(event.event_id, event.seq) for event in made[2:]]
    # What happens next goes on in a life of its own, which no other copy has.
    (after,) = append(store, draft(9))
    assert (after.incarnation, after.seq) == (incident.incarnation, 2)
    assert after.incarnation not in (life, made[0].incarnation)


def test_states_count_each_act_once(store: Store) -> None:
    made = append(store, draft(1), draft(2), draft(1, kind=EventKind.HANDED_OVER, serial="S-1"))
    before = [state_digest(run(store, store.ledger.state, reservation_id(number))) for number in (1, 2)]
    run(store, store.forks.seal_again, made[0].incarnation, 1, NOON)
    assert [state_digest(run(store, store.ledger.state, reservation_id(number))) for number in (1, 2)] == before
    assert run(store, store.conflicts.open) == []


def test_said_twice_or_after_a_restart_it_is_done_once(open_store: Callable[..., Store]) -> None:
    store = open_store()
    made = append(store, draft(1), draft(2))
    run(store, store.forks.seal_again, made[0].incarnation, 1, NOON)
    again = own_events(store)
    assert run(store, store.forks.seal_again, made[0].incarnation, 1, NOON) == ""
    store.close()
    store = open_store()
    assert run(store, store.forks.seal_again, made[0].incarnation, 1, NOON) == ""
    assert own_events(store) == again
    assert len(former(store)) == 2
    assert incidents(store) == [IncidentKind.TERMINAL_COPIED]


def test_a_disk_that_fills_up_meanwhile_changes_nothing(store: Store) -> None:
    made = append(store, *(draft(number) for number in range(40)))

    def limit(pages: int) -> None:
        store._db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        store._db.conn.execute(f"PRAGMA max_page_count = {pages}").fetchall()

    run(store, limit, 1)
    with pytest.raises(NotSaved):
        run(store, store.forks.seal_again, made[0].incarnation, 1, NOON)
    assert own_events(store) == made
    assert former(store) == []
    run(store, limit, 1 << 30)
    run(store, store.forks.seal_again, made[0].incarnation, 1, NOON)
    assert own_events(store) == sealed_again(made)


def test_an_older_life_is_forked_without_ending_the_present_one(store: Store) -> None:
    made = append(store, draft(1), draft(2))
    held(store, replace(made[1], seq=7, hash="7" * 64))
    (present,) = append(store, draft(3))
    assert present.incarnation != made[0].incarnation
    run(store, store.forks.seal_again, made[0].incarnation, 2, NOON)
    (after,) = append(store, draft(4))
    assert (after.incarnation, after.seq) == (present.incarnation, present.seq + 1)
    assert incidents(store) == [IncidentKind.TERMINAL_COPIED]


def test_central_holding_more_than_was_made_here_loses_nothing_that_was(store: Store) -> None:
    """The other copy has sent 1 to 5; this one's third was made when neither knew of the other."""
    made = append(store, draft(1), draft(2), draft(3))
    acknowledged(store, *made[:2])
    held(store, replace(made[2], seq=5, hash="5" * 64))
    sent = own_events(store)
    assert sent[-1] == made[2]
    assert incidents(store) == [IncidentKind.TERMINAL_COPIED]
    (after,) = append(store, draft(4))
    assert after.incarnation != made[0].incarnation
    run(store, store.forks.seal_again, made[0].incarnation, 3, NOON)
    acknowledged(store, *made[:2])
    ids = [event.event_id for event in own_events(store)]
    assert made[2].event_id in ids or after.event_id in ids


def test_a_file_copied_before_its_first_act_says_so_in_its_terminals_name(store: Store) -> None:
    """It does not know yet whose it is; an event in nobody's name would stop its queue for ever."""
    (made,) = append(store, draft(1))
    unused = run(store, store.outbox.lives, "nobody")[-1]
    run(store, store._db.conn.execute, "UPDATE incarnation SET terminal_id = ''")
    run(store, store._db.conn.execute, "DELETE FROM event")
    held(store, replace(made, incarnation=unused))
    assert [event.terminal_id for event in own_events(store)] == [made.terminal_id]


def test_central_holding_another_event_in_the_last_place_is_sent_everything(store: Store) -> None:
    made = append(store, draft(1), draft(2), draft(3))
    acknowledged(store, *made)
    held(store, replace(made[2], hash="3" * 64))
    assert own_events(store) == made
    assert incidents(store) == []


def test_central_holding_less_is_sent_the_rest_only_when_it_holds_the_same(store: Store) -> None:
    made = append(store, draft(1), draft(2), draft(3))
    acknowledged(store, *made)
    held(store, made[1])
    assert own_events(store) == made[2:]
    held(store, replace(made[0], seq=0, hash=GENESIS))
    assert own_events(store) == made


def clone_of(store: Store, open_store: Callable[..., Store], at: Path) -> tuple[Store, Store]:
    """Both machines, each with its file."""
    store.close()
    shutil.copy(store.path, at)
    return open_store(), open_store(at=at)


def test_an_event_of_the_other_copy_ends_the_shared_life_before_anything_collides(
    open_store: Callable[..., Store], tmp_path: Path, feed: Feed
) -> None:
    store = open_store()
    shared = append(store, draft(1))
    ours, theirs = clone_of(store, open_store, tmp_path / "clone.db")
    (other,) = append(theirs, draft(2))
    for event in (*shared, other):
        feed.put("event", event.event_id, event.to_wire())
    run(ours, ours.replica.apply, feed.epoch, *next(feed.pages()), NOON)
    (own,) = append(ours, draft(3))
    assert own.incarnation != other.incarnation
    assert incidents(ours) == [IncidentKind.TERMINAL_COPIED]
    assert own_events(ours)[0] == shared[0]


def test_all_that_must_leave_a_life_leaves_it_together_however_a_page_is_ordered(
    open_store: Callable[..., Store], tmp_path: Path, feed: Feed
) -> None:
    """The other copy's events come sorted by their ids, the later one first: both copies must move theirs alike."""
    store = open_store()
    shared = append(store, draft(1))
    ours, theirs = clone_of(store, open_store, tmp_path / "clone.db")
    made = append(ours, draft(2), draft(3))
    other = append(theirs, replace(draft(2), event_id="f" * 32), replace(draft(3), event_id="0" * 32))
    for event in (*shared, *other):
        feed.put("event", event.event_id, event.to_wire())
    run(ours, ours.replica.apply, feed.epoch, *next(feed.pages()), NOON)
    heirs = [run(ours, ours.ledger.event, event.event_id) for event in made]
    assert heirs == sealed_again(made)


def test_an_act_that_was_sealed_again_moves_in_every_copy(store: Store, feed: Feed) -> None:
    first, second = foreign(1), foreign(2, number=2)
    for event in (first, second):
        feed.put("event", event.event_id, event.to_wire())
    run(store, store.replica.apply, feed.epoch, *next(feed.pages()), NOON)
    (moved,) = sealed_again([second])
    feed.put("event", moved.event_id, moved.to_wire())
    applied = run(store, store.replica.apply, feed.epoch, *next(feed.pages(2)), NOON)
    assert (applied.complete, applied.quarantined) == (True, 0)
    assert reservation_id(2) in applied.changed
    assert run(store, store.ledger.event, second.event_id) == moved
    assert run(store, store.ledger.count) == 2
    assert former(store) == [(second.event_id, 2)]


def test_another_act_under_the_same_id_is_still_refused(store: Store, feed: Feed) -> None:
    (own,) = append(store, draft(1))
    changed = replace(own, payload={"call_number": "A999"}, incarnation="x", seq=1).sealed(GENESIS)
    feed.put("event", changed.event_id, changed.to_wire())
    assert run(store, store.replica.apply, feed.epoch, *next(feed.pages()), NOON).quarantined == 1
    assert run(store, store.ledger.event, own.event_id) == own


class Central:
    """Takes what it is sent, as docs/protocol.md says: one chain a life, each act once."""

    def __init__(self) -> None:
        self.lives: dict[str, list[Event]] = {}
        self.feed = Feed()

    def take(self, events: list[Event]) -> tuple[list[Event], int | None]:
        """What has its final answer, and the number of the first that is a fork."""
        final: list[Event] = []
        for event in events:
            life = self.lives.setdefault(event.incarnation, [])
            if event.seq <= len(life):
                if life[event.seq - 1].hash != event.hash:
                    return final, event.seq
            else:
                assert event.seq == len(life) + 1
                assert event.prev_hash == (life[-1].hash if life else GENESIS)
                life.append(event)
                self.feed.put("event", event.event_id, event.to_wire())
            final.append(event)
        return final, None

    def sync(self, store: Store, limit: int) -> None:
        for incarnation in run(store, store.outbox.lives, "t-a"):
            life = self.lives.get(incarnation, [])
            held(store, life[-1] if life else replace(foreign(1), incarnation=incarnation, seq=0, hash=GENESIS))
        for _ in range(200):
            batch = run(store, store.outbox.unsent, limit)
            if not batch:
                break
            final, fork = self.take(batch)
            if final:
                acknowledged(store, *final)
            if fork is not None:
                run(store, store.forks.seal_again, batch[0].incarnation, fork, NOON)
        else:
            raise AssertionError("the queue did not empty")
        cursor = run(store, store.replica.position).cursor
        for page in self.feed.pages(cursor):
            run(store, store.replica.apply, self.feed.epoch, *page, NOON)


plays = st.lists(
    st.tuples(st.sampled_from(["act", "act", "sync", "restart", "clone", "set back"]), st.integers(0, 2)),
    max_size=24,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(plays=plays)
def test_whatever_is_copied_and_set_back_every_act_arrives_once_and_all_copies_agree(
    open_store: Callable[..., Store], tmp_path_factory: pytest.TempPathFactory, plays: list[tuple[str, int]]
) -> None:
    folder = tmp_path_factory.mktemp("copies")
    central = Central()
    machines = [open_store(at=folder / "0.db")]
    made: list[str] = []
    lost: set[str] = set()
    for play, number in plays:
        one = number % len(machines)
        store = machines[one]
        if play == "act":
            made.append(append(store, draft(len(made) % 4))[0].event_id)
        elif play == "sync":
            central.sync(store, 3)
        else:
            store.close()
            if play == "clone" and len(machines) < 3:
                target = folder / f"{len(machines)}.db"
                shutil.copy(store.path, target)
                machines.append(open_store(at=target))
            elif play == "set back":
                kept = folder / f"picture-{one}.db"
                if kept.exists():
                    shutil.copy(kept, store.path)
                else:
                    shutil.copy(store.path, kept)
            machines[one] = open_store(at=store.path)
            if play == "set back":
                # Gone with the newer file is what nobody had received, and that alone.
                known = {event.event_id for life in central.lives.values() for event in life}
                here = {one for each in machines for one in all_ids(each)}
                lost |= set(made) - known - here
    for _ in range(3):
        for store in machines:
            central.sync(store, 3)
    arrived = [event.event_id for life in central.lives.values() for event in life]
    acts = [event.event_id for life in central.lives.values() for event in life if event.reservation_id]
    assert set(acts) >= set(made) - lost
    assert set(acts) <= set(made)
    feed_ids = {key for kind, key in central.feed.rows if kind == "event"}
    assert feed_ids == set(arrived)
    for store in machines:
        assert run(store, store.outbox.count) == 0
        assert set(all_ids(store)) == feed_ids
        assert run(store, store.replica.copy).complete
        assert run(store, store.replica.quarantine) == []
    for reservation in range(4):
        digests = {state_digest(run(store, store.ledger.state, reservation_id(reservation))) for store in machines}
        assert len(digests) == 1
    for store in machines:
        store.close()


def all_ids(store: Store) -> list[str]:
    def read() -> list[str]:
        return [row[0] for row in store._db.conn.execute("SELECT event_id FROM event").fetchall()]

    return run(store, read)
