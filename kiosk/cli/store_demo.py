"""`kiosk demo --store`: one central and the five stations of a store, and a morning that walks through all of them.

Without a display the windows are drawn offscreen and the script ends the demo; at a display it plays, and the windows
stay open for whoever wants to go on by hand.
"""

import json
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from kiosk.cli.central_process import CentralProcess
from kiosk.cli.compose import Terminal
from kiosk.cli.config import CameraConfig
from kiosk.cli.hand import HandScanners
from kiosk.cli.logs import start_logging
from kiosk.cli.receipt import STOP_TIMEOUT_S, terminal_receipts
from kiosk.cli.run import terminal_context
from kiosk.cli.scanners import Scanners
from kiosk.cli.store_day import Walker, five_terminals, make_day
from kiosk.cli.store_morning import StoreMorning
from kiosk.domain.station import Station
from ui.app import Choice, TerminalContext, TerminalHandle, run_terminals
from ui.receipts import ReceiptPrinter
from ui.station_table import is_built

PAUSE_S = 0.04
"""Between two acts of one person, where nobody watches."""
WATCHED_S = 0.7


@dataclass(frozen=True, slots=True)
class StoreOptions:
    seed: int
    reservations: int
    walkers: int
    language: str
    offscreen: bool
    speed: float | None
    out: Path
    say: Callable[[str], None]


def run_store_demo(options: StoreOptions) -> int:
    """0 when every customer of the script went home with a watch, on every terminal's own copy, and all was sent."""
    with tempfile.TemporaryDirectory(prefix="kiosk-store-") as name:
        folder = Path(name)
        options.say(f"Making a day of {options.reservations} reservations, and {options.walkers} who come now ...")
        central = CentralProcess(folder / "central.db")
        walkers = make_day(central, options.seed, options.reservations, options.walkers, folder)
        start_logging(folder)
        with central:
            options.say(f"Central listens on {central.address}")
            camera = _camera(folder, options.seed)
            receipts = fresh_receipts(options.out)
            with five_terminals(central, folder, options.language, options.offscreen, camera, receipts) as terminals:
                return Store(terminals, walkers, options).open()


def fresh_receipts(out: Path) -> Path:
    """The counter's printer is a folder here; those of an earlier morning are thrown away."""
    folder = out / "receipts"
    for old in folder.glob("receipt-*.pdf"):
        old.unlink()
    return folder


def _camera(folder: Path, seed: int) -> CameraConfig:
    """Nobody holds up anything to it: the script's customers come by the hand scanner."""
    scene = folder / "scene.json"
    scene.write_text(json.dumps({"codes": [], "seed": seed}), encoding="utf-8")
    return CameraConfig("simulated", str(scene), options={"automatic": False})


@dataclass
class Store:
    """The five terminals with their windows, and who plays on them."""

    terminals: dict[Station, Terminal]
    walkers: list[Walker]
    options: StoreOptions
    handles: dict[Station, TerminalHandle] = field(default_factory=dict[Station, TerminalHandle])
    windows: int = 0
    player: threading.Thread | None = None

    def open(self) -> int:
        options = self.options
        pause = PAUSE_S if options.offscreen else WATCHED_S
        morning = StoreMorning(
            self.terminals,
            self.handles,
            self.walkers,
            options.out,
            seed=options.seed,
            pause_s=pause / (options.speed or 1.0),
        )
        scanners = [Scanners(terminal.config.camera) for terminal in self.terminals.values()]
        hands = [HandScanners(terminal.config.hand) for terminal in self.terminals.values()]
        printers = [terminal_receipts(terminal) for terminal in self.terminals.values()]
        parts = zip(self.terminals.items(), scanners, hands, printers, strict=True)
        contexts = [
            self._context(station, terminal, scanner, hand, receipts, morning)
            for (station, terminal), scanner, hand, receipts in parts
            if is_built(station)
        ]
        self.windows = len(contexts)
        try:
            code = run_terminals(contexts)
        finally:
            morning.leave()
            for part in (*scanners, *hands):
                part.join()
            for printer in filter(None, printers):
                printer.stop()
                printer.join(STOP_TIMEOUT_S)
        if self.player is not None:
            self.player.join()
        self._report(morning)
        return code or (1 if morning.trouble or not morning.finished else 0)

    def _context(
        self,
        station: Station,
        terminal: Terminal,
        scanners: Scanners,
        hand: HandScanners,
        receipts: ReceiptPrinter | None,
        morning: StoreMorning,
    ) -> TerminalContext:
        choice = Choice(station, terminal.config.station.counter)
        offscreen = self.options.offscreen
        context = terminal_context(terminal, scanners, hand, choice, offscreen=offscreen, receipts=receipts)
        return replace(context, on_ready=partial(self._ready, station, morning))

    def _ready(self, station: Station, morning: StoreMorning, handle: TerminalHandle) -> None:
        """GUI thread: one of the windows stands. When all do, the morning begins."""
        self.handles[station] = handle
        if len(self.handles) == self.windows:
            for terminal in self.terminals.values():
                terminal.start_sync()
            self.player = threading.Thread(target=self._play, args=(morning,), name="morning", daemon=True)
            self.player.start()

    def _play(self, morning: StoreMorning) -> None:
        try:
            morning.play()
        finally:
            if self.options.offscreen:
                self.handles[Station.ENTRANCE].close()

    def _report(self, morning: StoreMorning) -> None:
        """`store.json` beside the pictures, and its gist on the console."""
        summary = {"seconds": round(morning.seconds, 1), **morning.seen, "trouble": morning.trouble}
        self.options.out.mkdir(parents=True, exist_ok=True)
        file = self.options.out / "store.json"
        file.write_text(json.dumps(summary, ensure_ascii=False, indent=2), encoding="utf-8")
        for line in morning.trouble:
            self.options.say(f"  NOT {line}")
        got = morning.seen["handed over"]
        self.options.say(
            f"{got} of {len(self.walkers)} went home with a watch in {morning.seconds:.0f} s; "
            f"{len(morning.pictures)} pictures, {file.name} and their receipts in {self.options.out}"
        )
