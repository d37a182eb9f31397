"""strace as the hand that cuts: counts the system calls a process makes on some files, or breaks the nth of them.

Injection is per thread and per kind of call. A SIGKILL comes at the entry of the call, which is then not made: what the
disk has is everything before it. An error is answered instead of the call.
"""

import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

CALLS = ("pwrite64", "write", "fdatasync", "fsync", "ftruncate", "rename", "unlink", "copy_file_range", "sendfile")
"""Whatever changes what a folder holds, or makes it last."""
_CALL = re.compile(r"^(\d+) +(?:<\.\.\. )?(\w+)[( ]")
ATTACH_S = 20.0


@dataclass(frozen=True, slots=True)
class Cut:
    """Break the `nth` call of this kind."""

    call: str
    nth: int
    how: str
    """`signal=KILL`, or `error=ENOSPC`."""

    def __str__(self) -> str:
        return f"{self.how} at {self.call} {self.nth}"


@cache
def unavailable() -> str:
    """Why strace cannot be used here; empty when it can."""
    if shutil.which("strace") is None:
        return "strace is not installed"
    probe = [sys.executable, "-S", "-c", "import os; os.write(1, b'x'); os.write(1, b'x')"]
    inject = ["strace", "-qq", "-o", "/dev/null", "-e", "trace=write", "-e", "inject=write:signal=KILL:when=2"]
    done = subprocess.run([*inject, *probe], capture_output=True, check=False)
    if done.stdout != b"x":
        return "ptrace is not allowed here: " + done.stderr.decode(errors="replace").strip()[:200]
    return ""


class Trace:
    """Attached to all threads of a process until it ends."""

    def __init__(self, pid: int, paths: Sequence[Path], log: Path, cut: Cut | None = None) -> None:
        calls = ",".join(CALLS)
        inject = () if cut is None else ("-e", f"inject={cut.call}:{cut.how}:when={cut.nth}")
        watched = [word for path in paths for word in ("-P", str(path))]
        command = ["strace", "-f", "-p", str(pid), "-o", str(log), "-e", f"trace={calls}", *inject, *watched]
        self._log = log
        self._process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        assert self._process.stderr is not None
        for line in self._process.stderr:
            if "attached" in line:
                break
        else:
            raise OSError("strace did not attach")

    def let_go(self) -> None:
        """The disk is well again: a later thread of the process would be counted anew, and broken once more."""
        self._process.terminate()
        self._process.wait(ATTACH_S)

    def end(self) -> Counter[str]:
        """After the process: how many calls of each kind the busiest thread made."""
        assert self._process.stderr is not None
        self._process.stderr.read()
        self._process.stderr.close()
        self._process.wait(ATTACH_S)
        made: Counter[tuple[str, str]] = Counter()
        for line in self._log.read_text(encoding="utf-8", errors="replace").splitlines():
            if (found := _CALL.match(line)) and "resumed>" not in line:
                made[found[1], found[2]] += 1
        most: Counter[str] = Counter()
        for (_, call), count in made.items():
            most[call] = max(most[call], count)
        return most
