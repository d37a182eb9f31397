"""`./dev bench [NAME...]`: measure the named lines, or all, and print one table. No line's figure decides the exit code."""

import argparse
import os
import platform
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psutil

from tests.bench import table
from tests.bench.figures import Row
from tests.bench.ground import Ground
from tests.bench.lines import LINES, chosen


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser("./dev bench", description="Figures and their floors, measured in the same run.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(line.name for line in LINES))
    parser.add_argument("--json", type=Path, default=Path("out/bench.json"), metavar="FILE")
    parser.add_argument("--quick", action="store_true", help="few samples and small days: is everything still there?")
    parser.add_argument(
        "--fresh", type=int, metavar="SEED", help="of scanner: the same pictures, changed by chance with this seed"
    )
    options = parser.parse_args(arguments)
    try:
        lines = list(chosen(options.names))
    except KeyError as error:
        parser.error(f"no line {error}; there are {', '.join(line.name for line in LINES)}")
    began = time.monotonic()
    run = about_this_run(options.quick)
    rows: list[Row] = []
    # On the disk of the checkout: the floor of a durable commit is the disk's, and a temporary folder may be memory.
    out = Path("out").resolve()
    out.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="bench-", dir=out, ignore_cleanup_errors=True) as folder:
        ground = Ground(Path(folder), quick=options.quick, fresh=options.fresh)
        for line in lines:
            started = time.monotonic()
            rows.extend(line.measure(ground))
            ground.say(f"{line.name}: {time.monotonic() - started:.0f} s")
    run |= {"seconds": round(time.monotonic() - began, 1), "load_after": os.getloadavg()[0]}
    print(table.text(rows))
    print(
        f"\n{run['cores']} cores, load {run['load_before']:.1f} before and {run['load_after']:.1f} after, "
        f"{run['seconds']:.0f} s; also as {options.json}"
    )
    table.write_json(rows, run, options.json)
    return 0


def about_this_run(quick: bool) -> dict[str, Any]:
    """What a reader needs to judge the figures."""
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "quick": quick,
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "cores": psutil.cpu_count() or 1,
        "load_before": os.getloadavg()[0],
    }


if __name__ == "__main__":
    sys.exit(main())
