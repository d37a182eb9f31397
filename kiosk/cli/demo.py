"""`kiosk demo`: a central on this machine, a believable day around now, this terminal enrolled, and the entrance open.

Everything is the real thing: central is a process of its own with its own database, the day is imported, the terminal
is enrolled and syncs over loopback. Only the people are invented, and so is the camera when the machine has none.
"""

import json
import sys
import tempfile
import threading
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import segno

from kiosk.cli.central_process import CentralProcess
from kiosk.cli.compose import Terminal
from kiosk.cli.config import CameraConfig, Config, KeysConfig, ScreenConfig, StaffConfig
from kiosk.cli.enrol import enrol
from kiosk.cli.logs import start_logging
from kiosk.cli.morning import Morning, Step
from kiosk.cli.run import has_display, run_terminal
from kiosk.cli.scanners import Scanners
from kiosk.domain.policy import Role
from scanner.cameras import cameras
from ui.app import EntranceHandle
from ui.context import DemoCode

OFFSCREEN_SPEED = 2.5


@dataclass(frozen=True, slots=True)
class DemoOptions:
    seed: int
    speed: float | None
    """None: as people move at a window, faster where nobody watches."""
    reservations: int
    fullscreen: bool
    language: str
    offscreen: bool
    out: Path


@dataclass(frozen=True, slots=True)
class Showcase:
    """A code to try: what it is, and what the kiosk should answer."""

    text: str
    label: str
    expected: str


def run_demo(options: DemoOptions) -> int:
    """Returns when the window is closed, or offscreen when the scripted morning is over."""
    offscreen = options.offscreen or not has_display()
    if offscreen and not options.offscreen:
        say("No display here: playing the same morning offscreen instead of opening a window.")
    with tempfile.TemporaryDirectory(prefix="kiosk-demo-") as name:
        folder = Path(name)
        say(f"Making a day of {options.reservations} reservations around now (seed {options.seed}) ...")
        central = CentralProcess(folder / "central.db")
        codes = _day(central, options, folder)
        with central:
            say(f"Central listens on {central.address}")
            config = _config(options, folder, offscreen, codes)
            start_logging(config.folder)
            enrol(config, central.enrol("Entrance A", folder / "enrolment.json"))
            with Terminal.open(config) as terminal:
                return _open(terminal, options, codes, offscreen, central)


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _day(central: CentralProcess, options: DemoOptions, folder: Path) -> list[Showcase]:
    codes = folder / "codes.json"
    central.run(
        "demo-day", "--seed", str(options.seed), "--reservations", str(options.reservations), "--codes-out", str(codes)
    )
    return [
        Showcase(code["text"], code["label"], code["expected"])
        for code in json.loads(codes.read_text(encoding="utf-8"))
    ]


def _config(options: DemoOptions, folder: Path, offscreen: bool, codes: list[Showcase]) -> Config:
    """A greeter who may also override, so that everything can be tried without signing in."""
    return Config(
        production=False,
        data=str(folder / "terminal"),
        camera=_camera(options, folder, offscreen, codes),
        screen=ScreenConfig(
            language="en" if options.language == "en" else "fr",
            fullscreen=options.fullscreen,
            width=1280,
            height=800,
            sound=not offscreen,
        ),
        staff=StaffConfig("demo-greeter", (Role.GREETER, Role.SUPERVISOR)),
        keys=KeysConfig("development"),
    )


def _camera(options: DemoOptions, folder: Path, offscreen: bool, codes: list[Showcase]) -> CameraConfig:
    real = next((camera for camera in cameras() if camera.permitted), None)
    if real is not None and not offscreen:
        say(f"Using the camera {real.name}: show it the codes.")
        return CameraConfig("device", str(real.index))
    say("Using a simulated camera: people holding up phones and printouts.")
    speed = options.speed or (OFFSCREEN_SPEED if offscreen else 1.0)
    scene = folder / "scene.json"
    people = [
        {"text": code.text, "carrier": "paper" if index % 3 == 2 else "phone", "label": ""}
        for index, code in enumerate(codes)
    ]
    scene.write_text(json.dumps({"codes": people, "seed": options.seed, "speed": speed}), encoding="utf-8")
    # offscreen the script calls each customer; at a window they come by themselves and the drawer calls one forward
    return CameraConfig("simulated", str(scene), options={"automatic": not offscreen})


def write_codes(folder: Path, codes: list[Showcase]) -> None:
    """A picture of each code, to be shown to a camera from a phone or on paper."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, code in enumerate(codes, start=1):
        segno.make_qr(code.text, error="m").save(str(folder / f"{number:02}-{code.expected}.png"), scale=8, border=4)


def _open(
    terminal: Terminal, options: DemoOptions, codes: list[Showcase], offscreen: bool, central: CentralProcess
) -> int:
    folder = options.out / "codes"
    write_codes(folder, codes)
    scanners = Scanners(terminal.config.camera)
    drawer = tuple(
        DemoCode(code.label, partial(scanners.present, code.text), code.expected.replace("_", " ")) for code in codes
    )
    say(f"Codes to try, as pictures in {folder}; the window's drawer presents them to the simulated camera:")
    for code in codes:
        say(f"  {code.label:<44} {code.expected}")
    if not offscreen:
        return run_terminal(terminal, scanners, codes_to_try=drawer)
    steps = [Step(code.label, code.expected, partial(scanners.present, code.text)) for code in codes]
    morning = Morning(terminal, lambda: scanners.delivers, steps, options.out)
    player = threading.Thread(target=lambda: None)

    def ready(handle: EntranceHandle) -> None:
        nonlocal player
        player = threading.Thread(target=morning.play, args=(handle,), name="morning", daemon=True)
        player.start()

    code = run_terminal(terminal, scanners, offscreen=True, on_ready=ready)
    player.join()
    morning.report(central.status())
    return code or morning.exit_code
