"""`./dev simulate`: any number of schedules from any seed on; one seed again with its story; the table of planted bugs."""

import argparse
import sys
import time
from collections.abc import Generator
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing

from tests.simulation.batch import CHUNK, Chunk, Result, play_chunk, play_one
from tests.simulation.schedule import Played


def main() -> int:
    parser = argparse.ArgumentParser(prog="./dev simulate", description=__doc__)
    parser.add_argument("--schedules", type=int, default=2000, metavar="N", help="how many (2000)")
    parser.add_argument("--seed", type=int, default=1, metavar="S", help="the first seed (1)")
    parser.add_argument("--processes", type=int, default=1, metavar="P", help="how many at once (1)")
    parser.add_argument("--replay", type=int, metavar="SEED", help="this one only, with its story")
    chosen = parser.parse_args()
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
    with ProcessPoolExecutor(processes) as pool:
        try:
            yield from pool.map(play_chunk, chunks)
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def tell(played: Played) -> int:
    print(f"seed {played.seed} violates:\n{played.violation}\nreplay: ./dev simulate --replay {played.seed}")
    return 1


if __name__ == "__main__":
    sys.exit(main())
