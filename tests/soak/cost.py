"""`cost`: what a frame of each kind of hostile picture costs, in the thread's CPU time, the hint's measures included.

Each picture is held up for as many frames as a presentation has, to one engine for all pictures of a kind, as a camera
would show them. Nothing else runs in this process, so what is counted is what the scanner would have spent.
"""

import argparse
import sys
import time
from collections.abc import Iterator

import cv2
import numpy as np

from scanner.coaching.measures import Observer
from scanner.engine import FRAMES, live_engine
from scanner.picture import Picture, fit, grey
from tests.soak.pictures import KINDS, paint, plan

WANTED_MS = 60.0
"""Of one frame, on one core."""


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--pictures", type=int, default=200, help="of each kind")
    parser.add_argument("--seed", type=int, default=77)
    parser.add_argument("--kinds", nargs="*", choices=KINDS, default=KINDS, metavar="KIND", help=", ".join(KINDS))


def run(chosen: argparse.Namespace) -> int:
    cv2.setNumThreads(1)  # as the scanner's process does
    sys.stdout.write(
        f"| kind | frames | mean ms | p95 | p99 | longest | beyond {WANTED_MS:.0f} ms |\n|---|---|---|---|---|---|---|\n"
    )
    beyond = 0
    for kind in chosen.kinds:
        taken = np.array(list(costs(kind, chosen.pictures, chosen.seed)))
        dear = int((taken > WANTED_MS).sum())
        beyond += dear
        p95, p99 = np.percentile(taken, (95, 99)).tolist()
        sys.stdout.write(
            f"| {kind} | {len(taken)} | {taken.mean():.1f} | {p95:.1f} | {p99:.1f} | {taken.max():.1f} | {dear} |\n"
        )
        sys.stdout.flush()
    return 1 if beyond else 0


def costs(kind: str, pictures: int, seed: int) -> Iterator[float]:
    """Milliseconds of each frame."""
    engine, observer = live_engine(), Observer()
    for number, picture in enumerate(_pictures(kind, pictures, seed)):
        for frame in range(FRAMES):
            began = time.thread_time()
            if not engine.decode(picture).readings:
                observer.look(picture, number + frame / 15)
            yield (time.thread_time() - began) * 1000


def _pictures(kind: str, count: int, seed: int) -> Iterator[Picture]:
    number = 0
    while count:
        wanted = plan(seed, number)
        number += 1
        if wanted.kind == kind:
            count -= 1
            yield grey(fit(paint(wanted), best=False))
