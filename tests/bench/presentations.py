"""Rendered presentations of two seconds, played in real time to our engine and to plain decoders on the same core.

Share read, and time from the first frame with the whole code in it to its text, by what troubles the code. The table is
written to out/presentations.md. What is played: presentations_kinds and presentations_film; how: presentations_replay.
"""

import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import cv2
from tabulate import tabulate

from tests.bench.figures import Figure, Row, quantile
from tests.bench.ground import Ground
from tests.bench.presentations_film import Film
from tests.bench.presentations_kinds import scripts
from tests.bench.presentations_replay import Outcome, Projector, ours, pyzbar, replay, zxing

SEED = 1
READERS = ("ours", "zxing-cpp", "pyzbar")
PLAIN = READERS[1:]
Outcomes = Mapping[str, Sequence[Outcome]]


def measure(ground: Ground) -> Sequence[Row]:
    threads = cv2.getNumThreads()
    cv2.setNumThreads(1)  # as the scanner's process does
    try:
        outcomes = play(ground.pick(304, 32), SEED, READERS)
    finally:
        cv2.setNumThreads(threads)
    _write_table(ground, outcomes)
    return _rows(outcomes)


def play(count: int, seed: int, readers: Sequence[str]) -> Outcomes:
    """What each of the readers made of each presentation."""
    outcomes: dict[str, list[Outcome]] = {reader: [] for reader in readers}
    for script in scripts(count, seed):
        projector = Projector(Film(script))
        for reader in readers:
            look = ours() if reader == "ours" else zxing if reader == "zxing-cpp" else pyzbar
            outcomes[reader].append(replay(script.kind, projector, look, time.thread_time))
    return outcomes


def _share(outcomes: Sequence[Outcome]) -> float:
    return 100 * sum(outcome.seconds is not None for outcome in outcomes) / len(outcomes)


def _times(outcomes: Sequence[Outcome]) -> list[float]:
    return [outcome.seconds * 1000 for outcome in outcomes if outcome.seconds is not None]


def _milliseconds(outcomes: Sequence[Outcome]) -> str:
    """Median and 95 %, of those read."""
    times = _times(outcomes)
    return f"{quantile(times, 0.5):.0f} / {quantile(times, 0.95):.0f}" if times else "-"


def _write_table(ground: Ground, outcomes: Outcomes) -> None:
    kinds = list(dict.fromkeys(outcome.kind for outcome in outcomes["ours"]))
    lines: list[list[str | int]] = []
    for kind in [*kinds, ""]:
        of = {
            reader: [outcome for outcome in every if kind in ("", outcome.kind)] for reader, every in outcomes.items()
        }
        shares = [f"{_share(each):.0f}" if kind else f"{_share(each):.1f}" for each in of.values()]
        lines.append(
            [kind or "**all**", len(of["ours"]), *shares, *(_milliseconds(each) for each in of.values())]
        )  # fmt: skip
    head = ["kind", "n", *(f"{reader} %" for reader in outcomes), *(f"{reader} ms" for reader in outcomes)]
    table = tabulate(lines, head, tablefmt="github", disable_numparse=True)
    file = Path("out/presentations.md")
    file.parent.mkdir(exist_ok=True)
    file.write_text(table + "\n", encoding="utf-8")
    ground.say(table)


def _rows(outcomes: Outcomes) -> list[Row]:
    share = {reader: _share(outcomes[reader]) for reader in READERS}
    best = max(PLAIN, key=share.__getitem__)
    n = len(outcomes["ours"])
    wrong = {reader: sum(outcome.wrong for outcome in outcomes[reader]) for reader in READERS}
    both = [
        (one.seconds * 1000, other.seconds * 1000)
        for one, other in zip(outcomes["ours"], outcomes["zxing-cpp"], strict=True)
        if one.seconds is not None and other.seconds is not None
    ]
    rows: list[Row] = [
        Figure("presentations", "rendered presentations of 2 s read", "share", "%", share["ours"], share[best],
               f"{best} on every frame in real time", n, note=", ".join(f"{r} {share[r]:.1f} %" for r in READERS)),
        Figure("presentations", "wrong reads", "count", "", wrong["ours"], 0, "none is acceptable", n, "0",
               not wrong["ours"], ", ".join(f"{reader} {wrong[reader]}" for reader in READERS)),
    ]  # fmt: skip
    what, floor = "whole code in view -> Scanned, of those read by both", "zxing-cpp, the same presentations"
    for name, part in (("p50", 0.5), ("p95", 0.95)) if both else ():
        mine, its = (quantile(times, part) for times in zip(*both, strict=True))
        rows.append(Figure("presentations", what, name, "ms", mine, its, floor, len(both)))
    own = _times(outcomes["ours"])
    for name, part in (("p50", 0.5), ("p95", 0.95)) if own else ():
        rows.append(
            Figure("presentations", "whole code in view -> Scanned", name, "ms", quantile(own, part), 0, "", len(own))
        )
    return rows
