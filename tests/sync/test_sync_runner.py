"""The sync as it runs: real central on loopback, real encrypted stores, real threads."""

import logging
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.domain.trust import to_base64url
from sync import pull
from sync.outcome import Outcome
from sync.status import LinkProblem
from sync.wire import FeedPage
from tests.sync.hall import Hall, Terminal, wait_until


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    one = Hall(tmp_path)
    one.open()
    yield one
    one.close()


@pytest.fixture
def terminal(hall: Hall) -> Terminal:
    """Started, online, its copy whole, its long poll waiting."""
    one = hall.terminal("Entrance A")
    one.start()
    wait_until(lambda: at_rest(one), "the first sync")
    return one


def at_rest(terminal: Terminal) -> bool:
    assert terminal.runner is not None
    state = terminal.runner._state
    return state.pull.waited and state.pull.phase is pull.Phase.FETCHING and terminal.complete()


def test_the_first_sync_makes_the_copy_whole_and_says_online(terminal: Terminal) -> None:
    assert terminal.runner is not None
    status = terminal.runner.status()
    assert (status.online, status.problem) == (True, LinkProblem.NONE)
    assert status.last_contact is not None
    assert status.clock_offset_ms is not None
    assert abs(terminal.runner.clock_offset_ms()) < 5_000
    assert terminal.told[-1].online
    assert not terminal.told[0].online


def test_200_events_made_while_central_was_away_arrive_in_order_and_once(hall: Hall, terminal: Terminal) -> None:
    hall.shut()
    made = terminal.act(200)
    wait_until(lambda: not terminal.told[-1].online, "the terminal says offline")
    assert terminal.told[-1].problem is LinkProblem.UNREACHABLE
    assert terminal.unsent() == 200
    hall.open()
    wait_until(lambda: terminal.unsent() == 0, "all 200 are acknowledged")
    assert hall.held(terminal.papers.terminal_id) == made
    wait_until(lambda: at_rest(terminal), "the copy holds them too")
    assert terminal.told[-1].online


def test_a_terminal_sees_what_another_did_through_its_long_poll(hall: Hall, terminal: Terminal) -> None:
    other = hall.terminal("Entrance B")
    other.start()
    wait_until(lambda: at_rest(other) and at_rest(terminal), "both wait")
    for here, there in ((terminal, other), (other, terminal)):
        (made,) = here.act()
        wait_until(lambda there=there, made=made: there.knows(made["event_id"]), "the arrival is known there")
    wait_until(lambda: terminal.unsent() == other.unsent() == 0, "all is acknowledged")
    assert [len(hall.held(one.papers.terminal_id)) for one in (terminal, other)] == [1, 1]


def test_stopping_interrupts_a_waiting_long_poll(terminal: Terminal) -> None:
    assert terminal.runner is not None
    runner = terminal.runner
    runner.stop()
    assert runner.join(5)
    runner.wake()
    runner.stop()
    assert not any(thread.name.startswith("sync-") for thread in threading.enumerate())


def test_stopping_before_starting_and_while_nobody_answers(hall: Hall) -> None:
    hall.shut()
    one = hall.terminal("Entrance A")
    runner = one.start()
    runner.stop()
    assert runner.join(10)


def test_a_central_restored_from_a_backup_gets_everything_again(hall: Hall, terminal: Terminal) -> None:
    made = terminal.act(3)
    wait_until(lambda: terminal.unsent() == 0, "3 are acknowledged")
    hall.shut()
    hall.keep_backup()
    hall.open()
    made += terminal.act(5)
    wait_until(lambda: terminal.unsent() == 0, "8 are acknowledged")
    hall.shut()
    hall.restore_backup()
    assert len(hall.held(terminal.papers.terminal_id)) == 3
    hall.open()
    wait_until(lambda: hall.held(terminal.papers.terminal_id) == made, "central has all 8 again")
    wait_until(lambda: terminal.unsent() == 0 and at_rest(terminal), "and says so")


def test_a_terminal_that_was_off_while_central_was_restored_asks_at_its_start(hall: Hall, terminal: Terminal) -> None:
    hall.shut()
    hall.keep_backup()
    hall.open()
    made = terminal.act(4)
    wait_until(lambda: terminal.unsent() == 0, "4 are acknowledged")
    terminal.close()
    hall.shut()
    hall.restore_backup()
    hall.open()
    assert hall.held(terminal.papers.terminal_id) == [], "the backup is older than all of them"
    terminal.start()
    wait_until(lambda: hall.held(terminal.papers.terminal_id) == made, "central has all 4 again")


def test_a_file_that_is_an_older_copy_of_itself_loses_nothing_and_forks_nothing(hall: Hall, terminal: Terminal) -> None:
    made = terminal.act(2)
    wait_until(lambda: terminal.unsent() == 0, "2 are acknowledged")
    terminal.close()
    shutil.copy(terminal.file, hall.folder / "older.db")
    terminal.start()
    made += terminal.act(3)
    wait_until(lambda: terminal.unsent() == 0, "5 are acknowledged")
    terminal.close()
    shutil.copy(hall.folder / "older.db", terminal.file)
    terminal.start()
    wait_until(lambda: at_rest(terminal), "the older file is up to date again")
    made += terminal.act(2)
    wait_until(lambda: terminal.unsent() == 0, "7 are acknowledged")
    held = [event for event in hall.held(terminal.papers.terminal_id) if event["kind"] != "incident_opened"]
    assert {event["event_id"] for event in held} == {event["event_id"] for event in made}
    assert len(held) == 7
    assert_copied_once(hall, terminal)
    assert terminal.runner is not None
    assert terminal.runner.status().problem is LinkProblem.NONE


def assert_copied_once(hall: Hall, terminal: Terminal) -> None:
    """People are told, at central and so everywhere, and the warning in the log was not the only one."""
    told = [one for one in hall.held(terminal.papers.terminal_id) if one["kind"] == "incident_opened"]
    assert [one["payload"]["incident"] for one in told] == ["terminal_copied"]


def copied(hall: Hall, terminal: Terminal, name: str = "clone.db") -> Terminal:
    """Another machine with a copy of the file as it is now, and the same papers. The first goes on."""
    terminal.close()
    shutil.copy(terminal.file, hall.folder / name)
    clone = Terminal(terminal.papers, hall.folder / name)
    hall.terminals.append(clone)
    clone.open()
    return clone


def test_a_copied_terminal_and_its_copy_lose_nothing_and_people_are_told(hall: Hall, terminal: Terminal) -> None:
    made = terminal.act()
    wait_until(lambda: terminal.unsent() == 0, "1 is acknowledged")
    clone = copied(hall, terminal)
    made += clone.act(3)
    terminal.start()
    made += terminal.act(2)
    wait_until(lambda: terminal.unsent() == 0, "3 of the first machine are acknowledged")
    runner = clone.start()
    wait_until(lambda: clone.unsent() == 0, "the copy's are acknowledged as well")
    everything = {event["event_id"] for event in made}
    for one in (terminal, clone):
        wait_until(lambda one=one: all(one.knows(event_id) for event_id in everything), "both know all of it")
    held = [event["event_id"] for event in hall.held(terminal.papers.terminal_id) if event["reservation_id"]]
    assert sorted(held) == sorted(everything), "each exactly once"
    assert runner.status().problem is LinkProblem.NONE
    assert_copied_once(hall, terminal)
    # Both restart and go on, and never meet again under one number.
    for one in (terminal, clone):
        one.close()
        one.start()
        made += one.act(2)
    for one in (terminal, clone):
        wait_until(lambda one=one: one.unsent() == 0 and one.complete(), "both are whole")
    held = [event["event_id"] for event in hall.held(terminal.papers.terminal_id) if event["reservation_id"]]
    assert sorted(held) == sorted(event["event_id"] for event in made)


def test_central_set_back_and_the_copy_first_again(hall: Hall, terminal: Terminal) -> None:
    """The first machine's acknowledged events are forks for the restored central: they are sent again elsewhere."""
    made = terminal.act()
    wait_until(lambda: terminal.unsent() == 0, "1 is acknowledged")
    clone = copied(hall, terminal)
    hall.shut()
    hall.keep_backup()
    hall.open()
    terminal.start()
    made += terminal.act(3)
    wait_until(lambda: terminal.unsent() == 0, "4 are acknowledged")
    terminal.stop()
    hall.shut()
    hall.restore_backup()
    hall.open()
    made += clone.act(2)
    clone.start()
    wait_until(lambda: clone.unsent() == 0, "the copy was first this time")
    terminal.start()
    everything = sorted(event["event_id"] for event in made)

    def held() -> list[str]:
        return sorted(one["event_id"] for one in hall.held(terminal.papers.terminal_id) if one["reservation_id"])

    wait_until(lambda: held() == everything, "central has all of both again, each once")
    for one in (terminal, clone):
        wait_until(lambda one=one: one.unsent() == 0 and one.complete(), "both are whole")
        wait_until(lambda one=one: all(one.knows(event_id) for event_id in everything), "both know all")
    assert held() == everything, "and nothing came twice"


def test_a_full_disk_is_said_and_nothing_is_lost_when_there_is_room_again(hall: Hall, terminal: Terminal) -> None:
    assert terminal.store is not None
    assert terminal.runner is not None
    runner, connection = terminal.runner, terminal.store._db.conn

    def limit(pages: int) -> None:
        connection.execute(f"PRAGMA max_page_count = {pages}").fetchall()

    terminal.ask(limit, 1)  # no more than there are
    other = hall.terminal("Entrance B")
    other.start()
    made = other.act(150)
    wait_until(lambda: runner.status().problem is LinkProblem.NOT_SAVED, "the terminal says that it cannot save")
    assert runner.status().online
    assert not terminal.knows(made[-1]["event_id"])
    terminal.ask(limit, 1 << 30)
    wait_until(lambda: terminal.knows(made[-1]["event_id"]) and terminal.complete(), "everything is saved after all")
    wait_until(lambda: runner.status().problem is LinkProblem.NONE, "and the problem is gone")


def test_a_revoked_token_is_said_and_the_events_stay(hall: Hall, caplog: pytest.LogCaptureFixture) -> None:
    one = hall.terminal("Entrance A")
    runner = one.start(token="kt1.nobody.secret")
    one.act(3)
    wait_until(lambda: runner.status().problem is LinkProblem.UNAUTHORIZED, "the terminal says unauthorized")
    assert not runner.status().online
    assert one.unsent() == 3
    assert hall.held(one.papers.terminal_id) == []
    assert any(record.levelno == logging.WARNING for record in caplog.records)


def test_without_centrals_signature_nothing_is_acknowledged(hall: Hall) -> None:
    one = hall.terminal("Entrance A")
    stranger = Ed25519PrivateKey.generate().public_key().public_bytes_raw()
    runner = one.start(receipt_key=to_base64url(stranger))
    one.act(2)
    wait_until(lambda: runner.status().problem is LinkProblem.PROTOCOL, "the terminal says protocol")
    assert one.unsent() == 2


def test_a_fault_of_ours_is_logged_and_the_loop_goes_on(
    terminal: Terminal, hall: Hall, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    original, faults = terminal.client.feed, [KeyError("planted"), ValueError("planted")]

    def feed(*args: Any) -> Outcome[FeedPage]:
        if faults:
            raise faults.pop()
        return original(*args)

    monkeypatch.setattr(terminal.client, "feed", feed)
    other = hall.terminal("Entrance B")
    other.start()
    (made,) = other.act()
    wait_until(lambda: terminal.knows(made["event_id"]), "the arrival is known all the same")
    wait_until(lambda: not faults, "both faults were met")
    assert [record for record in caplog.records if record.levelno == logging.ERROR and record.exc_info]
    wait_until(lambda: at_rest(terminal), "the link is well again")


def test_the_listener_of_the_status_may_fail(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    one = hall.terminal("Entrance A")

    class Broken(list[Any]):
        def append(self, status: Any) -> None:
            super().append(status)
            raise RuntimeError("planted")

    one.told = Broken()
    one.start()
    wait_until(lambda: at_rest(one), "the first sync")
    assert one.told
