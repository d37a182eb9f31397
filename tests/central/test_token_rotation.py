"""Tokens change in two phases: a real central, a real terminal's client and key store, and every answer that can be lost."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from central.cli import main
from central.database import Database
from central.enrolment.rotation import TOKEN_LASTS, ask
from central.serve import ServedInThread
from central.tables import terminals
from kiosk.cli.central_process import CentralProcess
from kiosk.cli.enrol import TOKENS, kept_tokens
from kiosk.domain.clock import utc_text
from kiosk.errors import Fault
from sync.credentials import DevelopmentKeyStore
from sync.http import Client
from sync.outcome import Outcome, Reached, Refused, Unreachable
from sync.tokens import Tokens
from sync.wire import Enrolment, FeedPage
from tests.central.day import NOW, enrolled, wait_until
from tests.central.hub_house import HubHouse
from tests.central.swallowing import Swallowing
from tests.sync.hall import STORE, Hall


class Machine:
    """What of a terminal knows its tokens: the key store on disk, and a client that ends with the program."""

    def __init__(self, folder: Path, papers: Enrolment, url: str) -> None:
        self.keys = DevelopmentKeyStore(folder / "keys.json")
        self.papers, self.url = papers, url
        self.client: Client | None = None
        self.start()

    def start(self) -> None:
        """As after a power cut: only what the key store holds is known."""
        self.close()
        self.client = Client([self.url], 1, kept_tokens(self.keys, self.papers), report=lambda: None)

    def call(self) -> Outcome[FeedPage]:
        assert self.client is not None
        return self.client.feed("", 0, 10, 0)

    @property
    def kept(self) -> list[str]:
        """Newest first."""
        tokens = kept_tokens(self.keys, self.papers)
        found: list[str] = []
        for _ in range(len(tokens)):
            found.append(tokens.current)
            tokens.refused(tokens.current)
        return found

    def close(self) -> None:
        if self.client is not None:
            self.client.close()


class Clock:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def line(database: Database, clock: Clock) -> Iterator[Swallowing]:
    with ServedInThread(database, clock=clock) as url, Swallowing(lambda: url) as line:
        yield line


@pytest.fixture
def machine(database: Database, line: Swallowing, tmp_path: Path) -> Iterator[Machine]:
    one = Machine(tmp_path, enrolled(database, line.url, "Entrance A").papers, line.url)
    yield one
    one.close()


def rotate(database: Database, machine: Machine) -> None:
    with database.write() as connection:
        ask(connection, machine.papers.terminal_id, NOW)


def opens(machine: Machine, token: str) -> bool:
    client = Client([machine.url], 1, token)
    outcome = client.feed("", 0, 10, 0)
    client.close()
    assert isinstance(outcome, Reached) or (isinstance(outcome, Refused) and outcome.status == 401)
    return isinstance(outcome, Reached)


def test_a_new_token_takes_the_place_of_the_old_one_when_it_was_used(database: Database, machine: Machine) -> None:
    assert isinstance(machine.call(), Reached)
    assert machine.kept == [machine.papers.token]
    rotate(database, machine)
    assert isinstance(machine.call(), Reached)
    new, old = machine.kept
    assert old == machine.papers.token
    assert opens(machine, old)
    assert isinstance(machine.call(), Reached)
    assert not opens(machine, old)
    assert opens(machine, new)
    assert isinstance(machine.call(), Reached)
    assert machine.kept == [new, old], "once is enough"


def test_the_answer_with_the_new_token_is_lost(database: Database, machine: Machine, line: Swallowing) -> None:
    rotate(database, machine)
    line.lose(b"POST /v1/stores/1/token")
    assert isinstance(machine.call(), Reached)
    assert line.lost == 1
    assert machine.kept == [machine.papers.token]
    assert isinstance(machine.call(), Reached)
    machine.start()  # which asks again at once
    assert isinstance(machine.call(), Reached)
    new, old = machine.kept
    assert isinstance(machine.call(), Reached)
    assert (opens(machine, new), opens(machine, old)) == (True, False)


@pytest.mark.parametrize("restart", [False, True])
def test_the_answer_to_the_first_use_of_the_new_token_is_lost(
    database: Database, machine: Machine, line: Swallowing, restart: bool
) -> None:
    rotate(database, machine)
    assert isinstance(machine.call(), Reached)
    line.lose(b"/feed")
    assert isinstance(machine.call(), Unreachable)
    assert line.lost == 1
    assert not opens(machine, machine.papers.token), "central has settled it"
    if restart:
        machine.start()
    assert isinstance(machine.call(), Reached)


def test_the_plug_is_pulled_between_keeping_and_using(database: Database, machine: Machine) -> None:
    rotate(database, machine)
    assert isinstance(machine.call(), Reached)
    machine.start()
    assert isinstance(machine.call(), Reached)
    assert not opens(machine, machine.papers.token)


def test_a_token_that_cannot_be_kept_is_never_used(
    database: Database, machine: Machine, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(name: str, value: str) -> None:
        raise Fault("save the development keys", "There is no space")

    rotate(database, machine)
    monkeypatch.setattr(machine.keys, "set", full)
    with caplog.at_level("CRITICAL"):
        assert isinstance(machine.call(), Reached)
    assert isinstance(machine.call(), Reached)
    assert machine.kept == [machine.papers.token]
    monkeypatch.undo()
    machine.start()
    assert isinstance(machine.call(), Reached)
    assert len(machine.kept) == 2


def test_a_central_of_an_older_backup_is_opened_by_the_token_before(hall: Hall, tmp_path: Path) -> None:
    machine = Machine(tmp_path, hall.enrol("Entrance A"), hall.url)
    hall.shut()
    hall.keep_backup()
    hall.open()
    with Database(hall.file) as database:
        rotate(database, machine)
    assert isinstance(machine.call(), Reached)
    assert isinstance(machine.call(), Reached)
    hall.shut()
    hall.restore_backup()
    hall.open()
    assert isinstance(machine.call(), Reached)
    machine.start()
    assert isinstance(machine.call(), Reached)
    machine.close()


def test_nobody_who_was_revoked_is_let_in_by_any_token(database: Database, machine: Machine) -> None:
    rotate(database, machine)
    machine.call()
    machine.call()
    with database.write() as connection:
        connection.exec_driver_sql("UPDATE terminals SET revoked_at = '2026-11-22T10:00:00.000Z'")
    outcome = machine.call()
    assert isinstance(outcome, Refused)
    assert outcome.status == 401


def test_a_token_of_thirty_days_is_changed_without_anybody(machine: Machine, clock: Clock) -> None:
    clock.now = NOW + TOKEN_LASTS - timedelta(seconds=1)
    machine.call()
    assert len(machine.kept) == 1
    clock.now = NOW + TOKEN_LASTS
    machine.call()
    assert len(machine.kept) == 2
    machine.call()
    clock.now += TOKEN_LASTS - timedelta(seconds=1)
    machine.call()
    assert len(machine.kept) == 2


def test_the_enrolment_is_not_touched_and_no_more_than_three_are_kept(database: Database, machine: Machine) -> None:
    for _ in range(4):
        rotate(database, machine)
        machine.call()
        machine.call()
    text = machine.keys.get(TOKENS)
    assert text is not None
    assert len(text) < 1000, "or a keyring could keep half of it"
    assert text.count("kt1.") == 3
    machine.start()
    assert isinstance(machine.call(), Reached)


def test_a_hub_believes_both_until_central_has_seen_the_new_one(house: HubHouse, hall: Hall, tmp_path: Path) -> None:
    papers = hall.enrol("Entrance A")
    machine = Machine(tmp_path, papers, hall.url)
    with Database(hall.file) as database:
        rotate(database, machine)
    machine.call()
    new, old = machine.kept

    def at_hub(token: str) -> Outcome[FeedPage]:
        client = Client([house.url], STORE, token)
        outcome = client.feed("", 0, 10, 0)
        client.close()
        return outcome

    assert isinstance(at_hub(new), Reached)
    assert isinstance(at_hub(old), Reached)
    assert isinstance(machine.call(), Reached)
    wait_until(lambda: isinstance(at_hub(old), Refused))
    assert isinstance(at_hub(new), Reached)
    machine.close()


def test_a_whole_terminal_sends_on_while_its_token_changes(hall: Hall) -> None:
    one = hall.terminal("Entrance A")
    kept: list[tuple[str, ...]] = []
    one.open()
    one.start(token=Tokens((one.papers.token,), kept.append))
    one.act(3)
    wait_until(lambda: one.unsent() == 0)
    assert main(["terminal", "rotate", "Entrance A", "--database", str(hall.file)]) == 0
    sent = 3
    while not kept:
        # Each one ends a long poll; the next is asked with the new order in force.
        one.act()
        sent += 1
        assert sent < 50
        wait_until(lambda: one.unsent() == 0)
    one.act(3)
    wait_until(lambda: one.unsent() == 0)
    assert len(hall.held(one.papers.terminal_id)) == sent + 3
    assert kept[0][1] == one.papers.token
    client = Client([hall.url], STORE, one.papers.token)
    assert isinstance(client.feed("", 0, 10, 0), Refused)
    client.close()


@pytest.mark.parametrize(("days", "changes"), [("0", False), ("1", True)])
def test_how_long_a_token_lasts_is_the_administrators_word(tmp_path: Path, days: str, changes: bool) -> None:
    central = CentralProcess(tmp_path / "central.db", "--token-days", days)
    central.run("init", "--store", "1:Rivoli:Paris:Europe/Paris")
    with central:
        with Database(central.database, migrate=False) as database:
            papers = enrolled(database, central.address, "Entrance A").papers
            with database.write() as connection:
                connection.execute(
                    update(terminals).values(enrolled_at=utc_text(datetime.now(UTC) - timedelta(days=2)))
                )
        machine = Machine(tmp_path, papers, central.address)
        assert isinstance(machine.call(), Reached)
        assert (len(machine.kept) == 2) is changes
        machine.close()
