"""Programs of their own that a line starts, listens to and ends: the real app, an empty window, a bare import of OpenCV.

A probe speaks JSON lines on its standard output and ends when its standard input closes, so none outlives the benchmark.
"""

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import Any

import psutil

from tests.bench.waits import Late

START_LIMIT_S = 60.0
IMPORT_OPENCV = "import cv2, numpy, sys; print('{\"ready\": true}', flush=True); sys.stdin.read()"
ROOT = Path(__file__).parents[2]


def environment() -> dict[str, str]:
    """Offscreen, in software, in a look that depends on nobody's desktop."""
    wanted = {
        "QT_QPA_PLATFORM": "offscreen",
        "QT_QUICK_BACKEND": "software",
        "QT_QUICK_CONTROLS_STYLE": "Basic",
        "QT_SCALE_FACTOR": "1",
        "PYTHONUNBUFFERED": "1",
    }
    runtime = os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir()
    return {**os.environ, **wanted, "XDG_RUNTIME_DIR": runtime}


class Probe:
    """`with Probe("tests.bench.empty_window") as probe: probe.wait_for("ready")`."""

    def __init__(self, *command: str) -> None:
        self._command = [sys.executable, *(("-c", *command[1:]) if command[0] == "-c" else ("-m", *command))]
        self._said: SimpleQueue[dict[str, Any] | None] = SimpleQueue()
        self._kept: list[dict[str, Any]] = []
        self.started = 0.0
        """time.monotonic() just before the process was started: the same clock the probe speaks of."""

    def __enter__(self) -> "Probe":
        self.started = time.monotonic()
        self._process = subprocess.Popen(
            self._command, cwd=ROOT, env=environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        self._errors: list[str] = []
        self._readers = [
            threading.Thread(target=self._listen, daemon=True),
            threading.Thread(target=self._overhear, daemon=True),
        ]
        for reader in self._readers:
            reader.start()
        return self

    def wait_for(self, word: str, seconds: float = START_LIMIT_S) -> dict[str, Any]:
        """The next thing said that has this key; what else is said meanwhile is kept for who asks later. Raises Late."""
        end = time.monotonic() + seconds
        for index, said in enumerate(self._kept):
            if word in said:
                return self._kept.pop(index)
        while True:
            try:
                said = self._said.get(timeout=max(0.0, end - time.monotonic()))
            except Empty:
                raise Late(f"the probe did not say {word!r} within {seconds:g} s") from None
            if said is None:
                last = "".join(self._errors[-3:]).strip().splitlines()
                raise Late(f"the probe ended before it said {word!r}: {last[-1] if last else 'without a word'}")
            if word in said:
                return said
            self._kept.append(said)

    def tell(self, word: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(word + "\n")
        self._process.stdin.flush()

    def processes(self) -> list[psutil.Process]:
        """It and all its children now."""
        root = psutil.Process(self._process.pid)
        return [root, *root.children(recursive=True)]

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        process = self._process
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        try:
            process.stdin.close()
            process.wait(15)
        except (subprocess.TimeoutExpired, OSError):
            process.kill()
            process.wait()
        for reader in self._readers:
            reader.join(5)
        process.stdout.close()
        process.stderr.close()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if line.startswith("{"):
                self._said.put(json.loads(line))
        self._said.put(None)

    def _overhear(self) -> None:
        assert self._process.stderr is not None
        for line in self._process.stderr:
            self._errors.append(line)


def memory_mb(processes: list[psutil.Process]) -> float:
    """What they take together, MB (10^6): their private pages, and once each what they share through a file or memory.

    Not PSS: that shrinks while other programs of the machine have the same libraries open. Resident sizes where the
    system does not tell pages apart.
    """
    if not hasattr(psutil.Process, "memory_maps") or sys.platform != "linux":
        return sum(process.memory_info().rss for process in processes) / 1e6
    private = 0
    shared: dict[str, int] = {}
    for process in processes:
        for part in process.memory_maps(grouped=True):
            private += part.private_clean + part.private_dirty
            here = part.shared_clean + part.shared_dirty
            shared[part.path] = max(shared.get(part.path, 0), here)
    return (private + sum(shared.values())) / 1e6


def cpu_seconds(processes: list[psutil.Process]) -> float:
    """What they have computed so far."""
    times = [process.cpu_times() for process in processes]
    return sum(one.user + one.system for one in times)
