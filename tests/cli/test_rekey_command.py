"""`kiosk rekey` as an administrator uses it: between two days of a real terminal, and while one is running."""

import subprocess
from pathlib import Path

from tests.e2e.parts import KIOSK, Entrance, TerminalFolder, arrivals, central_with, reservation, wait_until


def test_a_terminal_goes_on_under_its_new_key(tmp_path: Path) -> None:
    codes = [f"retailer code {number}" for number in range(3)]
    with central_with(tmp_path, [reservation(f"R{n}", code) for n, code in enumerate(codes)]) as central:
        terminal = TerminalFolder(tmp_path / "a").enrol(central, "Entrance A")
        rekey = [*KIOSK, "rekey", "--config", str(terminal.config)]
        first = subprocess.run(rekey, capture_output=True, text=True, check=False)
        assert first.returncode == 2
        assert "there is no database yet" in first.stderr
        entrance = Entrance(terminal, "--sync-first")
        shown = [entrance.scan(codes[0])]
        busy = subprocess.run(rekey, capture_output=True, text=True, check=False)
        assert busy.returncode == 2
        assert "second kiosk" in busy.stderr
        shown.append(entrance.scan(codes[1]))
        entrance.finish()
        keys = terminal.folder / "development-keys.json"
        before = keys.read_text(encoding="utf-8")
        assert "has a new key" in terminal.command("rekey")
        assert keys.read_text(encoding="utf-8") != before
        assert terminal.status()["recovered"] == ""
        entrance = Entrance(terminal)
        shown.append(entrance.scan(codes[2]))
        wait_until(lambda: len(arrivals(central)) == len(codes), "all at central")
        entrance.finish()
        there = [event["event_id"] for event in arrivals(central)]
    assert there == [answer["event_id"] for answer in shown]
    assert "holds together (3 events" in terminal.command("verify")
