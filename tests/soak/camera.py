"""`camera`: every fault of a camera in turn, hundreds of times, beside the page; or a day of it compressed by speed."""

import argparse
import math
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from scanner.messages import CameraHint, CameraState, CameraStatus, SourceSpec
from tests.soak import TICK_MS
from tests.soak import screen as screens
from tests.soak.ear import Deaf
from tests.soak.faults import FAULTS, Fault
from tests.soak.screen import Screen
from tests.soak.weight import GROWTH_BOUND, GROWTH_BOUND_ALL, Scale, growth, open_files, segments, zombies

PATIENCE = 30.0
BACK_WITHIN = 3.0
GAP_BOUND = 0.1
FAULT_EVERY = 300.0
"""Seconds of the compressed day between two faults."""
FASTEST_PEOPLE = 4.0
"""A customer who holds up a phone for less than half a second is none; the rest of the speed is the faults'."""


@dataclass(slots=True)
class Course:
    """What a run has measured."""

    noticed: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    back: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    scale: Scale = field(default_factory=Scale)
    deaf: list[str] = field(default_factory=list)
    at_start: tuple[int, int] = (0, 0)
    at_end: tuple[int, int] = (0, 0)


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--restarts", type=int, default=200, help="faults in turn, each followed by a recovery")
    parser.add_argument("--hours", type=float, default=0.0, help="instead: a day of so many hours ...")
    parser.add_argument("--speed", type=float, default=60.0, help="... in a fraction of the time")
    parser.add_argument(
        "--at-once", action="store_true", help="do not wait for another process to be ready before the next fault"
    )
    parser.add_argument("--faults", nargs="+", choices=FAULTS, default=list(FAULTS))


def run(chosen: argparse.Namespace) -> int:
    course = Course()
    with tempfile.TemporaryDirectory() as folder:
        speed = min(max(chosen.speed, 1.0), FASTEST_PEOPLE) if chosen.hours else 1.0
        scene = screens.scene(Path(folder))
        spec = SourceSpec("simulated", str(scene), {"faults": True, "repeats": True, "loop": True, "speed": speed})
        began = time.monotonic()
        with subprocess.Popen(
            [sys.executable, "-m", "tests.soak.idle"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as idle:
            outcome = screens.run(spec, lambda screen: drive(screen, chosen, course))
            late = float(idle.communicate()[0])
        sys.stdout.write(f"a process that only waits was late by up to {1000 * late:.0f} ms in the same time\n")
        return max(outcome, report(course, time.monotonic() - began))


def drive(screen: Screen, chosen: argparse.Namespace, course: Course) -> int:
    """On a thread beside the page."""
    faults = [FAULTS[name] for name in chosen.faults]
    screen.ear.live(0, PATIENCE)
    rest = threading.Event()
    rest.wait(3.0)  # the page's own start is not what is measured
    course.at_start = (open_files(), threading.active_count())
    ends = time.monotonic() + chosen.hours * 3600 / chosen.speed
    number = 0
    while (time.monotonic() < ends) if chosen.hours else (number < chosen.restarts):
        screen.pulse.label = "well"
        if chosen.hours:
            rest.wait(FAULT_EVERY / chosen.speed)
        if not chosen.at_once:
            _until_ready(screen, rest)
        fault = faults[number % len(faults)]
        number += 1
        screen.pulse.label = fault.name
        try:
            noticed, back = once(screen, fault)
        except Deaf as error:
            course.deaf.append(f"{fault.name}: {error}")
            sys.stdout.write(f"{number}: {course.deaf[-1]}\n")
            continue
        course.noticed[fault.name].append(noticed)
        course.back[fault.name].append(back)
        course.scale.weigh(screen.process.standby_pid if screen.process is not None else None)
        if number % 20 == 0:
            own, everyone = course.scale.own[-1], course.scale.everyone[-1]
            sys.stdout.write(f"{number}: {own:.1f} MB, with children {everyone:.1f} MB\n")
            sys.stdout.flush()
    course.at_end = (open_files(), threading.active_count())
    _page(screen)
    return 0


def _until_ready(screen: Screen, rest: threading.Event) -> None:
    """Until another process is ready beside the one at work, as it is but for the first seconds after a fault."""
    ends = time.monotonic() + PATIENCE
    while screen.process is not None and not screen.process.standby_ready and time.monotonic() < ends:
        rest.wait(0.05)


def once(screen: Screen, fault: Fault) -> tuple[float, float]:
    """One fault and its recovery: seconds until the app says so, and from the fault's end to a picture."""
    process, ear = screen.process, screen.ear
    assert process is not None
    before, struck = ear.count, time.monotonic()
    fault.strike(process)

    def tells(state: CameraState) -> bool:
        # A process that ends while its pictures are in doubt, as a starved one's are, has said that it is in trouble.
        ended = fault.hint == CameraHint.RESTARTED and state.status == CameraStatus.STALLED
        return ended or (state.status == fault.status and state.hint == fault.hint)

    said = ear.state(tells, before, PATIENCE)
    healed = struck + fault.lasts
    return said.at - struck, ear.live(said.number, PATIENCE, slow_too=fault.hint == CameraHint.RESTARTED) - healed


def _page(screen: Screen) -> None:
    sys.stdout.write(f"\npage: {screen.pulse.ticks} rounds of a {TICK_MS} ms timer; {screen.ear.reads} reads\n")
    longest = screen.pulse.longest
    sys.stdout.write("longest gap of the event loop, ms: ")
    sys.stdout.write(", ".join(f"{label} {1000 * gap:.0f}" for label, gap in longest.items()) + "\n")
    late = [label for label, gap in longest.items() if gap >= GAP_BOUND and label != "start"]
    sys.stdout.write(f"beyond {1000 * GAP_BOUND:.0f} ms: {', '.join(late) or 'none'}\n")


def report(course: Course, seconds: float) -> int:
    """Print what was measured; 1 when memory grows, something leaks, or the camera did not come back."""
    write = sys.stdout.write
    write("\n| fault | times | said after, s: median / longest | back after, s: median / longest | beyond 3 s |\n")
    write("|---|---|---|---|---|\n")
    for name, back in course.back.items():
        noticed = course.noticed[name]
        beyond = sum(each > BACK_WITHIN for each in back)
        write(
            f"| {name} | {len(back)} | {_quantile(noticed, 0.5):.2f} / {max(noticed):.2f} "
            f"| {_quantile(back, 0.5):.2f} / {max(back):.2f} | {beyond} |\n"
        )
    failed = [f"{len(course.deaf)} times it did not come back"] if course.deaf else []
    total = sum(map(len, course.back.values()))
    write(f"\n{total} faults in {seconds:.0f} s\n")
    for what, samples, bound in (
        ("this process", course.scale.own, GROWTH_BOUND),
        ("with children", course.scale.everyone, GROWTH_BOUND_ALL),
    ):
        if not samples:
            continue
        rise = growth(samples)
        write(
            f"memory, {what}: first {samples[0]:.1f}, last {samples[-1]:.1f}, highest {max(samples):.1f} MB; "
            f"line after the first fifth rises {rise:+.2f} MB, bound {bound:.0f}\n"
        )
        if rise > bound:
            failed.append(f"memory of {what} grows")
    left = segments()
    write(f"open files and threads: {course.at_start} at the start, {course.at_end} at the end; ")
    write(f"afterwards {len(left)} shared segments mapped, {zombies()} zombies\n")
    if course.at_end[0] > course.at_start[0] + 4 or course.at_end[1] > course.at_start[1] + 2:
        failed.append("files or threads are left")
    if left or zombies():
        failed.append("shared memory or processes are left")
    write(f"FAILED: {'; '.join(failed)}\n" if failed else "all well\n")
    return int(bool(failed))


def _quantile(values: Sequence[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, math.floor(share * len(ordered)))]
