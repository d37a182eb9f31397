"""`hostile`: pictures made to harm, through the scanner's own process. The app must live, and nothing but QR come out."""

import argparse
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from scanner.messages import CameraState, CameraStatus, Message, Scanned, SourceSpec
from scanner.process import ScannerProcess, Watch
from tests.soak import feeding
from tests.soak.pictures import plan

SILENT = 20.0
"""Longer than the app's own patience, as the pictures are painted in the same thread; a hang is still a hang."""


@dataclass(slots=True)
class Outcome:
    """What came of it. `wrong`: numbers and kinds of the pictures that gave a text they do not hold."""

    pictures: int = 0
    seconds: float = 0.0
    read: Counter[str] = field(default_factory=Counter[str])
    shown: Counter[str] = field(default_factory=Counter[str])
    wrong: list[tuple[int, str]] = field(default_factory=list)
    crashes: list[tuple[int, str]] = field(default_factory=list)
    longest_ms: float = 0.0
    slowest: int = 0


class Witness:
    """Hears the process and compares each text with what the picture of that number holds."""

    def __init__(self, seed: int, progress: Path) -> None:
        self.outcome = Outcome()
        self.done = threading.Event()
        self._seed = seed
        self._progress = progress

    def __call__(self, message: Message) -> None:
        if isinstance(message, Scanned):
            wanted = plan(self._seed, message.frame_number)
            self.outcome.read[wanted.kind] += 1
            if not all(wanted.allows(text) for text in message.texts):
                self.outcome.wrong.append((wanted.number, wanted.kind))
        elif isinstance(message, CameraState):
            if message.status == CameraStatus.FAILED:
                number = self.at()[0]
                kind = plan(self._seed, number).kind if number >= 0 else "start"
                self.outcome.crashes.append((number, f"{kind}, {message.detail}"))
            elif message.detail == feeding.DONE:
                self.done.set()

    def at(self) -> tuple[int, int, int]:
        number, longest, slowest = feeding.PROGRESS.unpack(self._progress.read_bytes())
        return number, longest, slowest


def through(
    pictures: int, seed: int, first: int = 0, patience: float = 1e6, say: bool = False, width: int = 1280
) -> Outcome:
    """Send that many pictures through a scanner's process, none wider than `width` pixels (or higher than 9/16)."""
    with tempfile.TemporaryDirectory() as folder:
        progress = Path(folder) / "progress"
        progress.write_bytes(feeding.PROGRESS.pack(first - 1, 0, -1))
        spec = SourceSpec("hostile", str(progress), {"seed": seed, "last": first + pictures, "width": width})
        witness = Witness(seed, progress)
        process = ScannerProcess(spec, witness, Watch(silent=SILENT, working=SILENT), main=feeding.main)
        began = time.monotonic()
        process.start()
        try:
            while not witness.done.wait(30.0) and time.monotonic() < began + patience:
                if say:
                    rate = (witness.at()[0] - first) / (time.monotonic() - began)
                    ended, wrong = len(witness.outcome.crashes), len(witness.outcome.wrong)
                    sys.stdout.write(f"{witness.at()[0]} at {rate:.1f}/s; ended {ended} times, {wrong} wrong texts\n")
                    sys.stdout.flush()
        except KeyboardInterrupt:
            sys.stdout.write("broken off; what follows is of the pictures until here\n")
        finally:
            process.stop()
            process.join(20)
        outcome = witness.outcome
        number, longest, outcome.slowest = witness.at()
        outcome.pictures, outcome.longest_ms = number - first, longest / 1000
        outcome.seconds = time.monotonic() - began
        outcome.shown.update(plan(seed, each).kind for each in range(first, number))
    return outcome


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--pictures", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, help="number of the first picture, to see one again")
    parser.add_argument(
        "--width", type=int, default=1280, help="larger pictures are reduced to it; fewer pixels, faster"
    )
    parser.add_argument("--minutes", type=float, default=1e4, help="stop then, wherever it is")


def run(chosen: argparse.Namespace) -> int:
    outcome = through(chosen.pictures, chosen.seed, chosen.first, chosen.minutes * 60, say=True, width=chosen.width)
    write = sys.stdout.write
    write("\n| kind | pictures | presented |\n|---|---|---|\n")
    for kind, count in sorted(outcome.shown.items()):
        write(f"| {kind} | {count} | {outcome.read[kind]} |\n")
    slowest = f"{outcome.slowest}, {plan(chosen.seed, max(0, outcome.slowest)).kind}"
    write(
        f"\n{outcome.pictures} pictures in {outcome.seconds:.0f} s ({outcome.pictures / outcome.seconds:.1f}/s, painting "
        f"included); longest look {outcome.longest_ms:.0f} ms (picture {slowest})\n"
        f"the process ended {len(outcome.crashes)} times {outcome.crashes[:20]}\n"
        f"texts that are not in the picture: {len(outcome.wrong)} {outcome.wrong[:20]}\n"
    )
    return int(bool(outcome.wrong) or outcome.pictures < min(chosen.pictures, 1))
