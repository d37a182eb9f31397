"""The day's plan from a file at a real central to a real terminal, and a tick from there back."""

from datetime import UTC, datetime
from pathlib import Path

from kiosk.cli.compose import Terminal
from kiosk.cli.config import read_config
from kiosk.opening_day import Morning
from tests.cli.test_withdrawal_command import of_the_day
from tests.e2e.parts import TerminalFolder, wait_until


def test_the_plan_goes_there_and_the_tick_comes_back(tmp_path: Path) -> None:
    today = f"{datetime.now(UTC):%Y-%m-%d}"
    plan = tmp_path / "plan.toml"
    with of_the_day(tmp_path) as central:
        plan.write_text(central.run("plan", "template"), encoding="utf-8")
        assert f"Published: {today}" in central.run("plan", "import", str(plan), "--store", "1")
        folder = TerminalFolder(tmp_path / "a").enrol(central, "Entrance A")
        with Terminal.open(read_config(folder.config)) as terminal:
            submit, opening = terminal.store.worker.submit, terminal.desk.opening_day

            def morning() -> Morning:
                return submit(opening.morning).result()

            terminal.start_sync()
            wait_until(lambda: morning().plan is not None, "the plan reaches the terminal")
            told = morning()
            assert (told.day, len(told.lines)) == (today, 14)
            submit(opening.tick, told.day, "doors").result()
            wait_until(
                lambda: "by greeter-1" in central.run("plan", "show", "--store", "1"), "the tick reaches central"
            )
            submit(opening.untick, told.day, "doors").result()
            wait_until(lambda: "by greeter-1" not in central.run("plan", "show", "--store", "1"), "and its end")
