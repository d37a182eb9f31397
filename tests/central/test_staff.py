"""The staff list from a file to a badge in the hand and a terminal that believes it; and what central doubts."""

import secrets
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from central.cli import main
from central.database import Database
from central.errors import CentralError
from central.overview import problems
from central.privacy.vault import SEALED
from central.staff.file import Line, read_staff
from central.staff.people import draw_pin, leave, list_staff, person, renew_badge, reset_pin, staff_of
from central.tables import feed
from kiosk.domain.event import EventKind
from kiosk.domain.pin import fits, problem_of
from kiosk.domain.policy import Role
from kiosk.domain.rows import parse_row
from kiosk.domain.trust import from_base64url
from tests.central.conftest import VAULT
from tests.central.day import NOW, Terminal, answers
from tests.central.test_issuing import pages_of, texts_in, words_on
from tests.desk.door import HandClock
from tests.desk.staff_day import sign_in_door
from tests.store.day import Feed

SHEET = "number;name;roles\n1001;Amélie;greeter\n1002;Yanis;runner, counter\n1004;Sam;supervisor\n"
STORE = "1:Rivoli:Paris:Europe/Paris"
LINES = (Line("1001", "Amélie", (Role.GREETER,)), Line("1004", "Sam", (Role.SUPERVISOR,)))


@pytest.fixture
def place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """The options that name a new database with a store."""
    options = ["--database", str(tmp_path / "central.db")]
    assert main(["init", *options, "--store", STORE]) == 0
    (tmp_path / "staff.csv").write_text(SHEET, encoding="utf-8")
    capsys.readouterr()
    return options


def run(place: list[str], act: str, *words: str) -> int:
    return main(["staff", act, *words, *place, "--store", "1"])


# --- the list -------------------------------------------------------------------------------------------------------------


def test_a_list_is_published_once_and_again_changes_what_differs(database: Database) -> None:
    with database.write() as connection:
        first = list_staff(connection, 1, LINES, NOW)
        assert set(first.new) == {"1001", "1004"}
        before = staff_of(connection, 1)
        renamed = list_staff(connection, 1, [Line("1001", "Amy", (Role.RUNNER,)), LINES[1]], NOW)
        after = staff_of(connection, 1)
    assert (renamed.new, renamed.changed, renamed.left) == ({}, 1, 0)
    assert (after["1001"].name, after["1001"].roles) == ("Amy", (Role.RUNNER,))
    assert (after["1001"].badge, after["1001"].pin) == (before["1001"].badge, before["1001"].pin)
    assert after["1004"] == before["1004"]
    assert len({row.badge for row in after.values()}) == 2


def test_a_first_pin_opens_under_this_stores_pepper_alone(database: Database, terminal: Terminal) -> None:
    with database.write() as connection:
        pins = list_staff(connection, 1, LINES, NOW).new
        row = person(connection, 1, "1001")
    pepper = from_base64url(terminal.papers.pin_pepper)
    assert pepper == VAULT.pepper(1) != VAULT.pepper(2)
    assert row.pin_first
    assert fits(pins["1001"], row.pin, pepper)
    assert not fits(pins["1001"], row.pin, VAULT.pepper(2))
    assert not fits(pins["1004"], row.pin, pepper)


def test_drawn_pins_may_be_pins() -> None:
    drawn = {draw_pin("407", secrets.token_bytes) for _ in range(300)}
    assert len(drawn) > 290
    assert not any(problem_of(pin, "407") for pin in drawn)


def test_who_has_left_comes_back_with_another_badge_and_pin(database: Database) -> None:
    with database.write() as connection:
        list_staff(connection, 1, LINES, NOW)
        before = person(connection, 1, "1001")
        assert list_staff(connection, 1, LINES[1:], NOW, whole=True).left == 1
        with pytest.raises(CentralError, match="Nobody"):
            person(connection, 1, "1001")
        gone = staff_of(connection, 1)["1001"]
        assert (gone.left_at, gone.pin) == (NOW, "")
        assert set(list_staff(connection, 1, LINES, NOW).new) == {"1001"}
        back = person(connection, 1, "1001")
    assert (back.badge, back.badge_generation) == (before.badge, before.badge_generation + 1)
    assert back.pin != before.pin


def test_names_lie_sealed(database: Database) -> None:
    with database.write() as connection:
        list_staff(connection, 1, LINES, NOW)
        bodies = connection.execute(select(feed.c.body).where(feed.c.kind == "staff")).scalars().all()
    assert len(bodies) == 2
    assert all(body.startswith(SEALED) for body in bodies)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("name;roles\nA;greeter\n", "lacks the columns number"),
        ("number,name,roles\n12,A,greeter\n", "line 2: number '12' has not 3 to 8 digits"),
        ("number,name,roles\n١٢٣,A,greeter\n", "has not 3 to 8 digits"),
        ("number,name,roles\n1001,,greeter\n", "line 2: a name"),
        ("number,name,roles\n1001,A,boss\n", "'boss' is no role"),
        ("number,name,roles\n1001,A,\n", "a role is needed"),
        ("number,name,roles\n1001,A,greeter\n1001,B,runner\n", "line 3: number 1001 stands in line 2 already"),
        ("number,name,roles\n", "names nobody"),
        ('number,name,roles\n1001,"A,greeter\n', "is no CSV"),
    ],
)
def test_a_bad_file_changes_nothing_and_is_told_by_line(tmp_path: Path, text: str, told: str) -> None:
    file = tmp_path / "staff.csv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(CentralError, match=told):
        read_staff(file)


# --- from the command to a terminal -----------------------------------------------------------------------------------------


def test_from_the_file_to_a_terminal_that_believes_badge_and_pin(
    place: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(place, "import", str(tmp_path / "staff.csv")) == 1
    assert "first PINs must go somewhere" in capsys.readouterr().err
    out = tmp_path / "badges.pdf"
    assert run(place, "import", str(tmp_path / "staff.csv"), "--badges", str(out)) == 0
    assert "3 people: 3 new" in capsys.readouterr().out
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    pdf = out.read_bytes()
    words = words_on(pdf)
    for text in ("Amélie", "1001", "runner, counter", "Rivoli, Paris"):
        assert text in words
    badge_texts = [text for picture in pages_of(pdf, 4) for text in texts_in(picture)]
    assert len(badge_texts) == 3

    door = _terminal_of(tmp_path)
    door.clock.at = datetime.now(UTC)
    for text, staff_id in zip(badge_texts, ("1001", "1002", "1004"), strict=True):
        assert door.do(door.desk.sign_in.by_badge, (text,)).person.staff_id == staff_id
    first_pin = next(word for word in words.split() if word.isdecimal() and len(word) == 6)
    assert door.pin("1001", first_pin).wants_pin
    door.store.close()


def _terminal_of(folder: Path):
    """Of central's rows, as they are in its file, with the enrolment it writes."""
    import msgspec

    from central.feed import page
    from central.privacy.vault import read_key_file
    from sync.wire import Enrolment

    place = ["--database", str(folder / "central.db")]
    assert main(["enrol", *place, "--store", "1", "--name", "Entrance A", "--out", str(folder / "a.json")]) == 0
    papers = msgspec.json.decode((folder / "a.json").read_bytes(), type=Enrolment)
    mirror = Feed()
    with (
        Database(folder / "central.db", vault=read_key_file(folder / "central.keys")) as database,
        database.read() as connection,
    ):
        for raw in page(connection, 1, 0, 2000).rows:
            row = msgspec.json.decode(raw)
            mirror.put(row["kind"], row["key"], row["body"])
    return sign_in_door(folder / "a.db", HandClock(), mirror, papers=papers, pepper=from_base64url(papers.pin_pepper))


def test_commands_that_change_one_person(place: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(place, "import", str(tmp_path / "staff.csv"), "--badges", str(tmp_path / "b.pdf")) == 0
    assert run(place, "reset-pin", "1001") == 0
    assert "First PIN of 1001: " in capsys.readouterr().out
    assert run(place, "renew-badge", "1001", "--badges", str(tmp_path / "new.pdf")) == 0
    assert run(place, "leave", "1002") == 0
    assert run(place, "badges", "--badges", str(tmp_path / "all.pdf")) == 0
    assert "2 badges" in capsys.readouterr().out
    assert run(place, "list") == 0
    told = capsys.readouterr().out
    assert "1001" in told
    assert "first PIN" in told
    assert "(left 20" in told
    for words, hint in (
        (["leave", "1002"], "Nobody in store 1 has the number 1002"),
        (["leave"], "wants one number"),
        (["badges"], "Give --badges"),
        (["badges", "--badges", str(tmp_path / "all.pdf")], "already there"),
    ):
        assert run(place, *words) == 1
        assert hint in capsys.readouterr().err
    assert main(["staff", "list", *place, "--store", "9"]) == 1


def test_a_lost_badge_and_a_forgotten_pin(database: Database) -> None:
    with database.write() as connection:
        first = list_staff(connection, 1, LINES, NOW).new["1001"]
        assert renew_badge(connection, 1, "1001", NOW).badge_generation == 1
        again = reset_pin(connection, 1, "1001", NOW)
        row = person(connection, 1, "1001")
        assert fits(again, row.pin, VAULT.pepper(1))
        assert first == again or not fits(first, row.pin, VAULT.pepper(1))
        leave(connection, 1, "1001", NOW)
        with pytest.raises(CentralError):
            renew_badge(connection, 1, "1001", NOW)


# --- asked again at central -------------------------------------------------------------------------------------------------

CELLS = {
    EventKind.ARRIVED: {Role.GREETER, Role.SUPERVISOR},
    EventKind.PREPARATION_CLAIMED: {Role.RUNNER, Role.SUPERVISOR},
    EventKind.STEP_COMPLETED: {Role.RUNNER, Role.SUPERVISOR},
    EventKind.UNIT_REJECTED: {Role.RUNNER, Role.COUNTER, Role.SUPERVISOR},
    EventKind.CALLED: {Role.COUNTER, Role.SUPERVISOR},
    EventKind.HANDED_OVER: {Role.COUNTER, Role.SUPERVISOR},
    EventKind.OVERRIDDEN: {Role.SUPERVISOR},
    EventKind.INCIDENT_CLOSED: {Role.SUPERVISOR},
    EventKind.SIGNED_IN: set(Role),
}


def test_every_cell_is_asked_again_and_nothing_is_refused(database: Database, terminal: Terminal) -> None:
    people = {role: Line(f"20{at}", role.title(), (role,)) for at, role in enumerate(Role)}
    with database.write() as connection:
        list_staff(connection, 1, list(people.values()), NOW)
    wanted: list[str] = []
    for number, (kind, role) in enumerate((kind, role) for kind in CELLS for role in Role):
        event = terminal.act(kind, f"{number + 1:016x}", staff_id=people[role].staff_id)
        assert answers(terminal.send(event)) in (["accepted"], ["conflict"])
        if role not in CELLS[kind]:
            wanted.append(event["event_id"])
    with database.read() as connection:
        found = {one.event_id: one.reason for one in problems(connection)}
    assert set(found) == set(wanted)
    assert all("may not do" in reason for reason in found.values())


def test_nobody_and_who_has_left_are_doubted(database: Database, terminal: Terminal) -> None:
    unlisted = terminal.act(staff_id="666")
    terminal.send(unlisted)
    with database.write() as connection:
        list_staff(connection, 1, LINES, NOW)
        leave(connection, 1, "1001", NOW)
    terminal.send(terminal.act(EventKind.ARRIVED, "00000000000000ab", staff_id="777"))
    terminal.send(terminal.act(EventKind.ARRIVED, "00000000000000ac", staff_id="1001"))
    terminal.send(terminal.act(EventKind.LOCKED_OUT, "", staff_id="", staff="1001", failures=5))
    with database.read() as connection:
        found = [one.reason for one in problems(connection)]
    assert sorted(found) == ["staff: 1001 did not work here any more", "staff: nobody on the list is 777"], (
        "without a list there was nothing to ask"
    )


def test_against_an_obstacle_a_supervisor_hands_over(database: Database, terminal: Terminal) -> None:
    lines = [Line("201", "Noor", (Role.COUNTER,)), Line("202", "Sam", (Role.SUPERVISOR,))]
    with database.write() as connection:
        list_staff(connection, 1, lines, NOW)
    for number, line in enumerate(lines):
        terminal.send(
            terminal.act(EventKind.HANDED_OVER, f"{number + 1:016x}", staff_id=line.staff_id, reason="because")
        )
    with database.read() as connection:
        (found,) = problems(connection)
    assert "201 (counter)" in found.reason


def test_a_list_is_read_as_published(database: Database) -> None:
    with database.write() as connection:
        list_staff(connection, 1, LINES, NOW)
        rows = staff_of(connection, 1)
    from kiosk.domain.rows import row_body

    assert all(parse_row("staff", row_body(row)) == row for row in rows.values())
