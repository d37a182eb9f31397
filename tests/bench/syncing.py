"""A probe: a first sync in a process of its own, so that its peak memory is its own. `tests.bench.syncing ours|bare CONFIG.json`.

`ours` is the real runner and store until the copy is proven whole; `bare` the same pages into a plain table. Both say when
they began, when they were done and the most memory they ever held, which includes what they imported.
"""

import json
import resource
import sys
import time
from pathlib import Path

import msgspec

from kiosk.cli.compose import Terminal
from kiosk.cli.config import Config
from tests.bench.ground import SYNC_LIMIT_S, whole
from tests.bench.waits import wait_until
from tests.bench.wire import RawTerminal, into_plain_sqlite


def main() -> int:
    kind, file = sys.argv[1], Path(sys.argv[2])
    config = msgspec.json.decode(file.read_bytes(), type=Config)
    if kind == "ours":
        began, ended = _ours(config)
    else:
        began, ended = _bare(config, file.with_suffix(".db"))
    print(json.dumps({"synced": ended - began, "peak_mb": peak_mb()}), flush=True)
    return 0


def peak_mb() -> float:
    """Of this program alone: on Linux `ru_maxrss` begins with what the process that started it held (getrusage(2))."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6  # macOS: bytes
    held = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
    return int(held.split()[1]) * 1024 / 1e6


def _ours(config: Config) -> tuple[float, float]:
    with Terminal.open(config) as terminal:
        began = time.monotonic()
        terminal.start_sync()
        return began, wait_until(lambda: whole(terminal), "a whole copy", SYNC_LIMIT_S)


def _bare(config: Config, file: Path) -> tuple[float, float]:
    raw = RawTerminal(config)
    began = time.monotonic()
    into_plain_sqlite(raw, file)
    ended = time.monotonic()
    raw.close()
    return began, ended


if __name__ == "__main__":
    sys.exit(main())
