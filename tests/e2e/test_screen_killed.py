"""The real app, picture by picture, killed without warning: what its screen had shown is at central in the end, once."""

import json
import random
import shutil
import subprocess
from functools import partial
from pathlib import Path

import pytest

from tests.e2e.parts import KIOSK, PAUSE, Entrance, TerminalFolder, arrivals, central_with, reservation, wait_until

KILLS = 4
PICTURES = Path(__file__).parents[1] / "pictures"


def admitted_on_screen(terminal: TerminalFolder) -> set[str]:
    """Events whose green page the app has put up, by its own log; half a line at a kill was never finished."""
    log = terminal.folder / "kiosk.log"
    lines = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
    records = [json.loads(line) for line in lines if line.endswith("}")]
    return {record["event_id"] for record in records if record["message"] == "shown" and record["admitted"]}


def _more_than(count: int, terminal: TerminalFolder) -> bool:
    return len(admitted_on_screen(terminal)) > count


@pytest.mark.slow
def test_what_the_screen_has_shown_survives_the_plug(tmp_path: Path) -> None:
    chance = random.Random(20261123)
    known = json.loads((PICTURES / "manifest.json").read_text(encoding="utf-8"))
    chosen = [(entry["file"], entry["texts"][0]) for entry in known if entry["has_code"]]
    central = central_with(tmp_path, [reservation(f"P{n:02}", text) for n, (_, text) in enumerate(chosen)])
    with central:
        terminal = TerminalFolder(tmp_path / "a").enrol(central, "Entrance A")
        subprocess.run(
            [*KIOSK, "check-in", "--config", str(terminal.config), "--sync-first"], input="", text=True, check=True
        )
        for life in range(KILLS):
            shown = tmp_path / f"pictures-{life}"
            shown.mkdir()
            for file, _ in chosen[life * 10 : life * 10 + 10]:
                shutil.copy(PICTURES / file, shown / file)
            terminal.configure(
                f'kind = "folder"\nlocation = "{shown}"\n'
                "options = { hold = true, seconds = 6.0, gap = 0.3, gone_after = 0.1, frames_per_second = 20 }"
            )
            before = len(admitted_on_screen(terminal))
            app = subprocess.Popen([*KIOSK, "run", "--station", "entrance", "--config", str(terminal.config)])
            wait_until(partial(_more_than, before, terminal), "an admission on the screen")
            PAUSE.wait(chance.random() * 2)
            app.kill()
            app.wait()
        seen = admitted_on_screen(terminal)
        entrance = Entrance(terminal)  # the next life of the same file sends the rest
        wait_until(lambda: seen <= {event["event_id"] for event in arrivals(central)}, "all that was shown at central")
        entrance.finish()
        there = [event["event_id"] for event in arrivals(central)]
    assert len(seen) >= KILLS
    assert len(there) == len(set(there))
