"""`./dev simulate`: any number of schedules from any seed on; one seed again with its story; the table of planted bugs."""

import argparse
import re
import sys
import time
from collections.abc import Generator
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from multiprocessing import get_context
from pathlib import Path

from tests.simulation.batch import CHUNK, PLANTS, Chunk, Result, hunt_one, play_chunk, play_one
from tests.simulation.plants import MOST
from tests.simulation.schedule import Played

CHUNKS_EACH = 20
PAGE = Path(__file__).parents[2] / "docs" / "reliability.md"


def main() -> int:
    parser = argparse.ArgumentParser(prog="./dev simulate", description=__doc__)
    parser.add_argument("--schedules", type=int, default=2000, metavar="N", help="how many (2000)")
    parser.add_argument("--seed", type=int, default=1, metavar="S", help="the first seed (1)")
    parser.add_argument("--processes", type=int, default=1, metavar="P", help="how many at once (1)")
    parser.add_argument("--replay", type=int, metavar="SEED", help="this one only, with its story")
    parser.add_argument("--plants", action="store_true", help="the table of planted faults, into docs/reliability.md")
    chosen = parser.parse_args()
    if chosen.plants:
        return tabulate(chosen.processes)
    if chosen.replay is not None:
        played = play_one(chosen.replay)
        print(played.story)
        return tell(played) if played.violation else 0
    return run(chosen.seed, chosen.schedules, chosen.processes)


def run(first: int, count: int, processes: int) -> int:
    begun = time.monotonic()
    chunks = [Chunk(at, min(CHUNK, first + count - at)) for at in range(first, first + count, CHUNK)]
    done = 0
    with closing(_each(chunks, processes)) as results:
        for result in results:
            done += result.count
            took = time.monotonic() - begun
            if result.violated is not None:
                played = play_one(result.violated)
                print(f"\n{played.story}\n")
                return tell(played)
            print(f"\r{done} of {count}, {done / took:.1f} a second", end="", file=sys.stderr, flush=True)
    took = time.monotonic() - begun
    print(file=sys.stderr)
    print(
        f"{done} schedules, seeds {first} to {first + done - 1}, 0 violations, {took:.0f} s,"
        f" {done / took:.1f} a second in {processes} process{'es' if processes > 1 else ''}"
    )
    return 0


def _each(chunks: list[Chunk], processes: int) -> Generator[Result]:
    if processes == 1:
        yield from map(play_chunk, chunks)
        return
    # Now and then a new process: a hub's application is never given back whole, and ten thousand of them are a machine's
    # memory. Not ProcessPoolExecutor's `max_tasks_per_child`, which waits for ever on Python 3.11 (cpython #115634).
    with get_context("spawn").Pool(processes, maxtasksperchild=CHUNKS_EACH) as pool:
        yield from pool.imap(play_chunk, chunks)


def tabulate(processes: int) -> int:
    """Hunt every planted fault and write the table. 1 when one was not found."""
    lines = ["| planted fault | schedules | found by |", "|---|---|---|"]
    missed = 0
    with ProcessPoolExecutor(processes) as pool:
        for name, caught in zip(PLANTS, pool.map(hunt_one, PLANTS), strict=True):
            missed += not caught.schedules
            lines.append(f"| {name} | {caught.schedules or f'not in {MOST}'} | {worded(caught.by)} |")
            print(lines[-1], flush=True)
    begun, ended = "<!-- plants: ./dev simulate --plants -->\n", "<!-- end of plants -->"
    text = PAGE.read_text(encoding="utf-8")
    before, _, rest = text.partition(begun)
    PAGE.write_text(before + begun + "\n".join(lines) + "\n" + ended + rest.partition(ended)[2], encoding="utf-8")
    return int(missed > 0)


def worded(violation: str) -> str:
    """Without ids and names, which say nothing in a table."""
    first = re.split(r"; it is|: A push|, which", re.sub(r"^[A-D]'*: ", "", violation))[0]
    return re.sub(r"^[A-D]'*'s", "a", re.sub(r" ?\b[0-9a-f]{6}\b", "", first)).split(" after 12 rounds: ")[0][:90]


def tell(played: Played) -> int:
    print(f"seed {played.seed} violates:\n{played.violation}\nreplay: ./dev simulate --replay {played.seed}")
    return 1


if __name__ == "__main__":
    sys.exit(main())
