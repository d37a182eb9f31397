"""What central's own people did, as a chain: each act stands in it, nothing of a person does, and what was changed is found."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from central.acts.ledger import ActKind, Head, acts_of, head, note
from central.cli import main
from central.database import Database
from central.enrolment.answering import MAX_TRIES
from central.enrolment.invitations import confirm, waiting
from central.enrolment.stray import MAX_STRAYS
from central.serve import ServedInThread
from central.verification import verify
from kiosk.errors import Fault
from tests.central.customers import ADA, BEN, booked
from tests.central.day import NOW, enrolled
from tests.central.newcomer import Newcomer, invited


def told(database: Database) -> list[tuple[str, str]]:
    """Kind and subject of each act."""
    with database.read() as connection:
        return [(act.kind, act.subject) for act in acts_of(connection)]


def kinds(database: Database) -> list[str]:
    return [kind for kind, _ in told(database)]


def sound(database: Database, *noted: Head) -> list[str]:
    with database.read() as connection:
        return [f"{one.where}: {one.what}" for one in verify(connection, noted).findings]


@pytest.fixture
def address(database: Database) -> Iterator[str]:
    with ServedInThread(database, clock=lambda: NOW) as url:
        yield url


def test_who_is_let_in_stands_in_it_from_the_invitation_on(database: Database, address: str) -> None:
    invitation = invited(database, NOW, address)
    papers = Newcomer(database, lambda: NOW).enrol(invitation)
    assert told(database) == [
        ("terminal_invited", invitation.invitation_id),
        ("enrolment_confirmed", invitation.invitation_id),
        ("terminal_enrolled", papers.terminal_id),
    ]
    with database.read() as connection:
        last = acts_of(connection)[-1]
    assert (last.store, last.payload) == (1, {"invitation": invitation.invitation_id})
    assert sound(database) == []


def test_digits_that_differ_and_codes_that_are_none_stand_in_it(database: Database, address: str) -> None:
    first = invited(database, NOW, address)

    class Deceived(Newcomer):
        def compare(self) -> None:
            with self.database.write() as connection:
                for one in waiting(connection, NOW):
                    assert not confirm(connection, one.invitation_id, "not these", NOW)

    with pytest.raises(Fault):
        Deceived(database, lambda: NOW).enrol(first)
    second = invited(database, NOW, address, name="Entrance B")
    for _ in range(MAX_TRIES):
        with pytest.raises(Fault):
            Newcomer(database, lambda: NOW).enrol(replace(second, secret=b"\1" * len(second.secret)))
    for number in range(MAX_STRAYS):
        with pytest.raises(Fault):
            Newcomer(database, lambda: NOW).enrol(replace(second, invitation_id=f"{number:012x}"))
    assert told(database) == [
        ("terminal_invited", first.invitation_id),
        ("enrolment_refused", first.invitation_id),
        ("terminal_invited", second.invitation_id),
        ("enrolment_refused", second.invitation_id),
        ("strangers_held_off", ""),
    ]
    with database.read() as connection:
        assert [act.payload.get("why") for act in acts_of(connection)][1::2] == ["digits", "tries"]


def test_what_a_person_does_at_the_command_stands_in_it_without_anybodys_name(
    sqlite_database: Database, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KIOSK_ROOT_PASSPHRASE", "a passphrase for tests")
    database, place = sqlite_database, ["--database", str(sqlite_database.place)]
    ada, _ = booked(database, ADA, BEN)
    papers = enrolled(database, "http://127.0.0.1:9", "Entrance A").papers
    staff = tmp_path / "staff.csv"
    staff.write_text("number,name,roles\n1001,Zoé Testard,greeter\n", encoding="utf-8")
    root = ["--root", str(tmp_path / "root.pem")]
    commands = [
        (["person", "export", "R-1", "--out", str(tmp_path / "person.json")], "exported"),
        (["codes", "--all", "--store", "1"], "exported"),
        (["codes", "--all", "--format", "link", "--server", "https://launch.example"], "exported"),
        (["rejected", "export", str(tmp_path / "rejected.jsonl")], "exported"),
        (["person", "erase", "R-2", "--reason", "asked by Ben Okafor"], "forgotten"),
        (["retain", "--days", "0"], "forgotten"),
        (["staff", "import", str(staff), "--store", "1", "--badges", str(tmp_path / "a.pdf")], "exported"),
        (["staff", "badges", "--store", "1", "--badges", str(tmp_path / "b.pdf")], "exported"),
        (["staff", "reset-pin", "1001", "--store", "1"], "pin_reset"),
        (["staff", "renew-badge", "1001", "--store", "1", "--badges", str(tmp_path / "c.pdf")], "exported"),
        (["staff", "leave", "1001", "--store", "1"], "staff_left"),
        (["keys", "next", "--from", "now"], "key_announced"),
        (["keys", "take-out", "--out", str(tmp_path / "root.pem")], "root_taken_out"),
        (["keys", "retire", "1", *root], "key_ended"),
        (["keys", "sign-hubs", *root], "hubs_signed"),
        (["enrol", "--store", "1", "--name", "Hub", "--hub", "--out", str(tmp_path / "hub.json")], "hub_enrolled"),
        (["terminal", "station", "Entrance A", "entrance"], "station_set"),
        (["terminal", "rotate", "Entrance A"], "token_asked"),
        (["terminal", "re-enrol", "Entrance A"], "terminal_invited"),
        (["terminal", "revoke", "Entrance A", "--reason", "lost by Zoé"], "terminal_revoked"),
        (["report", "--store", "1", "--csv", str(tmp_path / "day.csv")], "exported"),
    ]
    for command, last in commands:
        before = len(told(database))
        assert main([*command, *place]) == (1 if command[0] == "report" else 0), (command, capsys.readouterr().err)
        assert len(told(database)) > before, command
        assert kinds(database)[-1] == last, command
    assert ("terminal_enrolled", papers.terminal_id) in told(database)
    assert {"staff_listed", "badge_renewed"} < set(kinds(database))
    capsys.readouterr()
    assert main(["acts", "--json", *place]) == 0
    lines = capsys.readouterr().out
    acts = [json.loads(line) for line in lines.splitlines()]
    assert [act["seq"] for act in acts] == list(range(1, len(acts) + 1))
    everything = lines + "".join((tmp_path / "day.csv").read_text(encoding="utf-8-sig"))
    for secret in ("Ada", "Ben", "Zoé", "Okafor", ada.reservation_id, "4321", papers.token, "kt1."):
        assert secret not in everything, secret
    assert main(["acts", "--store", "1", *place]) == 0
    assert "terminal_revoked" in capsys.readouterr().out
    assert main(["verify", "--json", *place]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["acts"] == {"seq": len(acts), "hash": acts[-1]["hash"]}


CHANGES = {
    "a flipped byte": (
        "UPDATE acts SET subject = 'u' || substr(subject, 2) WHERE seq = 2",
        "act 2 of central: was changed",
    ),
    "another kind": ("UPDATE acts SET kind = 'station_set' WHERE seq = 2", "act 2 of central: was changed"),
    "another time": ("UPDATE acts SET at = replace(at, '2026', '2025') WHERE seq = 1", "act 1 of central: was changed"),
    "another store": ("UPDATE acts SET store = 7 WHERE seq = 3", "act 3 of central: was changed"),
    "another payload": (
        "UPDATE acts SET payload = replace(payload, 'codes', 'cards') WHERE seq = 3",
        "act 3 of central: was changed",
    ),
    "a payload that is none": ("UPDATE acts SET payload = '[' WHERE seq = 3", "act 3 of central: cannot be read"),
    "the same in other bytes": (
        "UPDATE acts SET payload = payload || ' ' WHERE seq = 3",
        "act 3 of central: cannot be",
    ),
    "one that is gone": ("DELETE FROM acts WHERE seq = 2", "act 3 of central: number 2 is missing"),
    "another hash": ("UPDATE acts SET hash = prev_hash WHERE seq = 2", "act 3 of central: does not continue"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_was_done_to_it_is_found(database: Database, change: str, capsys: pytest.CaptureFixture[str]) -> None:
    with database.write() as connection:
        for number in range(3):
            note(connection, ActKind.EXPORTED, NOW, subject=f"subject {number}", store=1, what="codes", count=number)
    assert sound(database) == []
    statement, found = CHANGES[change]
    with database.write() as connection:
        assert connection.execute(text(statement)).rowcount == 1
    assert any(one.startswith(found) for one in sound(database)), sound(database)


def test_an_act_that_was_noted_elsewhere_cannot_be_taken_away_at_the_end(
    sqlite_database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    with sqlite_database.write() as connection:
        for number in range(3):
            note(connection, ActKind.EXPORTED, NOW, what="codes", count=number)
        last = head(connection)
        connection.execute(text("DELETE FROM acts WHERE seq = 3"))
    assert sound(sqlite_database) == []  # from within the file nobody can see it
    assert sound(sqlite_database, last) == ["act 3 of central: is missing here, or is another one than was noted"]
    place = ["--database", str(sqlite_database.place)]
    assert main(["verify", "--act", f"3:{last.hash}", *place]) == 1
    assert "act 3 of central: is missing here" in capsys.readouterr().out
    with pytest.raises(SystemExit):
        main(["verify", "--act", "3:short", *place])
    assert "is no act such as" in capsys.readouterr().err


def test_many_at_once_make_one_chain(database: Database) -> None:
    def one(number: int) -> None:
        with database.write() as connection:
            note(connection, ActKind.EXPORTED, NOW, what="codes", count=number)

    with ThreadPoolExecutor(6) as threads:
        list(threads.map(one, range(30)))
    with database.read() as connection:
        acts = acts_of(connection)
    assert [act.seq for act in acts] == list(range(1, 31))
    assert sorted(act.payload["count"] for act in acts) == list(range(30))
    assert sound(database) == []


def test_an_act_stands_or_falls_with_what_was_done(database: Database) -> None:
    def fails() -> None:
        with database.write() as connection:
            note(connection, ActKind.EXPORTED, NOW, what="codes", count=1)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fails()
    assert told(database) == []
