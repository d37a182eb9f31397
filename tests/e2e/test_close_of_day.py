"""The close of day with the real programs: a central, the demo's evening, a supervisor's terminal, with and without the line."""

import csv
import io
import subprocess
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from kiosk.cli.central_process import CentralProcess
from kiosk.cli.compose import Terminal
from kiosk.cli.config import CameraConfig, Config, HandConfig, KeysConfig, ScreenConfig, StaffConfig
from kiosk.cli.enrol import enrol
from kiosk.domain.closing.day_end import DayEnd, Standing
from kiosk.domain.closing.difference import DifferenceKind
from kiosk.domain.policy import Role
from kiosk.errors import Fault, Refused
from tests.e2e.parts import KIOSK, central_with, reservation, wait_until

THE_DAY = date(2026, 11, 22)
EVENING = "2026-11-22T22:45:00+01:00"


@pytest.fixture
def central(tmp_path: Path) -> Iterator[CentralProcess]:
    central = CentralProcess(tmp_path / "central.db")
    central.run("demo-day", "--reservations", "120", "--seed", "7", "--now", EVENING, "--evening")
    yield central
    central.stop()


def config(folder: Path) -> Config:
    return Config(
        production=False,
        data=str(folder),
        camera=CameraConfig("none"),
        hand=HandConfig(serial=""),
        screen=ScreenConfig(language="en", sound=False),
        staff=StaffConfig("1001", (Role.SUPERVISOR,)),
        keys=KeysConfig("development"),
    )


class Supervisor:
    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal
        self.closing = terminal.desk.closing

    def do(self, act: Callable[..., Any], *args: Any) -> Any:
        return self.terminal.store.worker.submit(act, *args).result()

    def end(self) -> DayEnd:
        return self.do(self.closing.end, THE_DAY)

    def wait_for_the_copy(self) -> None:
        wait_until(lambda: self.do(self.terminal.desk.data_state).complete, "the copy is whole")

    def settle(self) -> DayEnd:
        """Everything a supervisor does to a day that does not come out even."""
        self.do(self.closing.mark_no_shows, THE_DAY)
        end = self.end()
        for kind in dict.fromkeys(one.kind for one in end.unexplained):
            subjects = [one.subject for one in end.unexplained if one.kind is kind]
            self.do(self.closing.explain, THE_DAY, kind, subjects, f"seen: {kind}")
        return self.do(self.closing.close_day, THE_DAY)


def report(folder: Path, out: Path, *options: str) -> tuple[int, str]:
    """`kiosk report day`, as a process of its own."""
    file = folder / "kiosk.toml"
    file.write_text(
        f'production = false\ndata = "{folder}"\n[camera]\nkind = "none"\n[keys]\nstore = "development"\n',
        encoding="utf-8",
    )
    places = [part for form in ("pdf", "html", "csv") for part in (f"--{form}", str(out / f"day.{form}"))]
    done = subprocess.run(
        [*KIOSK, "report", "day", "--config", str(file), "--day", THE_DAY.isoformat(), *places, *options],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


@pytest.mark.slow
def test_a_day_is_settled_and_closed_offline_and_central_says_the_same(tmp_path: Path, central: CentralProcess) -> None:
    folder, out = tmp_path / "v", tmp_path / "out"
    settings = config(folder)
    with central:
        enrol(settings, central.enrol("Office", tmp_path / "v.json"))
        with Terminal.open(settings) as terminal:
            terminal.start_sync()
            Supervisor(terminal).wait_for_the_copy()
    with Terminal.open(settings) as terminal:  # no line from here on
        lead = Supervisor(terminal)
        before = lead.end()
        assert before.standing is Standing.UNEXPLAINED
        assert {one.kind for one in before.differences} >= {DifferenceKind.NOT_MARKED}
        with pytest.raises(Refused, match="Explain"):
            lead.do(lead.closing.close_day, THE_DAY)
    code, said = report(folder, out, "--language", "en")
    assert code == 1
    assert "unexplained" in said
    with Terminal.open(settings) as terminal:
        lead = Supervisor(terminal)
        closed = lead.settle()
        assert closed.standing is Standing.CLOSED
        assert closed.balance.reserved == before.balance.reserved
    code, said = report(folder, out)
    assert code == 0, said
    assert (out / "day.pdf").read_bytes().startswith(b"%PDF")
    page = (out / "day.html").read_text(encoding="utf-8")
    assert "Journée close" in page
    assert "ne sont pas encore au serveur central" in page
    rows = list(csv.DictReader(io.StringIO((out / "day.csv").read_text(encoding="utf-8-sig"))))
    assert {row["kind"] for row in rows} >= {"arrived", "handed_over", "scan_refused"}
    with pytest.raises(Fault, match="unexplained"):
        central.run("report", "--store", "1", "--day", THE_DAY.isoformat())  # it knows nothing of it yet
    with central:
        with Terminal.open(settings) as terminal:
            terminal.start_sync()
            lead = Supervisor(terminal)
            wait_until(lambda: lead.do(terminal.store.outbox.count) == 0, "everything is sent")
        told = central.run("report", "--store", "1", "--day", THE_DAY.isoformat(), "--html", str(out / "central.html"))
    figures = ", ".join(f"{name} {count}" for name, count in closed.balance.figures.items())
    assert f"{THE_DAY}: closed. {figures};" in told
    assert "Journée close" in (out / "central.html").read_text(encoding="utf-8")


@pytest.mark.slow
def test_what_comes_after_the_closing_is_seen_by_everybody(tmp_path: Path, central: CentralProcess) -> None:
    with central:
        folders = [config(tmp_path / name) for name in ("v", "e")]
        for number, settings in enumerate(folders):
            enrol(settings, central.enrol(f"Office {number}", tmp_path / f"{number}.json"))
        with Terminal.open(folders[0]) as office, Terminal.open(folders[1]) as entrance:
            lead, door = Supervisor(office), Supervisor(entrance)
            for terminal, one in ((office, lead), (entrance, door)):
                terminal.start_sync()
                one.wait_for_the_copy()
            assert lead.settle().standing is Standing.CLOSED
            wait_until(lambda: door.end().standing is Standing.CLOSED, "the entrance knows it")
            missed = next(one for one, outcome in lead.end().balance.outcomes.items() if str(outcome) == "no_show")
            assert door.do(entrance.desk.override, missed, "came back at eleven").admitted
            wait_until(lambda: lead.end().standing is Standing.REOPENED, "the office hears of it")
            assert [(one.kind, one.subject) for one in lead.end().unexplained] == [(DifferenceKind.WAITING, missed)]


def test_a_day_without_a_difference_is_closed_as_it_is(tmp_path: Path) -> None:
    over = {"slot_start": _ago(hours=30), "slot_end": _ago(hours=29)}
    central = central_with(tmp_path, [reservation(f"R-{number}", f"CODE-{number}", **over) for number in range(3)])
    settings = config(tmp_path / "v")
    with central:
        enrol(settings, central.enrol("Office", tmp_path / "v.json"))
        with Terminal.open(settings) as terminal:
            terminal.start_sync()
            lead = Supervisor(terminal)
            lead.wait_for_the_copy()
            day = lead.do(lead.closing.day)
            assert lead.do(lead.closing.mark_no_shows, day) == 3
            end = lead.do(lead.closing.end, day)
            assert (end.standing, end.differences) == (Standing.BALANCED, ())
            assert lead.do(lead.closing.close_day, day).standing is Standing.CLOSED
            wait_until(lambda: lead.do(terminal.store.outbox.count) == 0, "everything is sent")
        told = central.run("report", "--store", "1", "--day", day.isoformat())
    assert "closed. reserved 3, collected 0, moved 0, cancelled 0, no_show 3, open 0" in told
    assert "differences 0, unexplained 0" in told


def _ago(hours: float) -> str:
    return (datetime.now(UTC) - timedelta(hours=hours)).isoformat()
