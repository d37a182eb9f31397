"""Two real terminals of one store in this process, each with its own file and sync, beside a real central on loopback."""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from kiosk.cli.central_process import CentralProcess
from kiosk.cli.compose import Terminal
from kiosk.cli.config import CameraConfig, Config, HandConfig, KeysConfig, ScreenConfig, StaffConfig
from kiosk.cli.enrol import enrol
from kiosk.domain.policy import Role
from tests.e2e.parts import wait_until

STORE = 1


def settings(folder: Path, staff_id: str, *roles: Role) -> Config:
    return Config(
        production=False,
        data=str(folder),
        camera=CameraConfig("none"),
        hand=HandConfig(serial=""),
        screen=ScreenConfig(language="en", sound=False),
        staff=StaffConfig(staff_id, roles or tuple(Role)),
        keys=KeysConfig("development"),
    )


class Place:
    """One terminal and whoever stands at it."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal
        self.desk = terminal.desk

    def do(self, act: Callable[..., Any], *args: Any, **more: Any) -> Any:
        return self.terminal.store.worker.submit(lambda: act(*args, **more)).result()

    def is_whole(self) -> bool:
        state = self.do(self.desk.data_state)
        return state.complete and not state.unsent

    def is_linked(self) -> bool:
        return self.terminal.link_status().online


def agree(*places: Place) -> bool:
    """All are linked, have sent everything and hold the same."""
    held = {
        (place.do(place.terminal.store.ledger.count), place.do(place.terminal.store.replica.copy).state_hash)
        for place in places
    }
    return len(held) == 1 and all(place.is_linked() and place.is_whole() for place in places)


@contextmanager
def pair(central: CentralProcess, folder: Path) -> Iterator[tuple[Place, Place]]:
    """A and B, both with the whole day; `central` is serving."""
    with ExitStack() as open_ones:
        places: list[Place] = []
        for letter in "ab":
            config = settings(folder / letter, f"100{1 + len(places)}")
            enrol(config, central.enrol(f"Terminal {letter}", folder / f"{letter}.json"))
            terminal = open_ones.enter_context(Terminal.open(config))
            terminal.start_sync()
            places.append(Place(terminal))
        a, b = places
        wait_until(lambda: a.is_whole() and b.is_whole(), "both copies are whole")
        yield a, b


def busy_day(folder: Path, reservations: int = 60) -> tuple[CentralProcess, list[str]]:
    """The demo's day, not yet serving, and the texts of codes whose customers are to be let in."""
    central = CentralProcess(folder / "central.db")
    codes = folder / "codes.json"
    central.run("demo-day", "--reservations", str(reservations), "--seed", "7", "--codes-out", str(codes))
    cases: list[dict[str, Any]] = json.loads(codes.read_text(encoding="utf-8"))
    return central, [case["text"] for case in cases if case["expected"] == "admit" and case["label"].startswith("Paid")]
