"""What the scanner's process can still do, tried in real processes: it reads pictures, and that is all."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from scanner.messages import Scanned, SourceSpec
from tests.scanner.listening import scanning, until

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "tests" / "pictures"

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="other systems offer nothing, and docs/security.md says so"
)


def tried(act: str, confined: str = "confine()") -> str:
    """What comes of `act` in a process of its own, after (or, by `''`, without) giving rights up."""
    program = f"""
import os, socket, subprocess, threading, ctypes
from multiprocessing.shared_memory import SharedMemory
from scanner.confined import confine
frames = SharedMemory(create=True, size=4096)
assert {confined} == ""
try:
    {act}
    print("done")
except OSError as error:
    print(type(error).__name__)
finally:
    os._exit(0)
"""
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "-c", program], capture_output=True, text=True, check=False, env=env, cwd=folder
        )
    return done.stdout.strip() or done.stderr[-300:]


GIVEN_UP = {
    "a connection": "socket.create_connection(('127.0.0.1', 9), 1)",
    "a socket": "socket.socket(socket.AF_INET, socket.SOCK_DGRAM)",
    "a local socket": "socket.socket(socket.AF_UNIX)",
    "a program": "subprocess.run(['/bin/true'])",
    "a process": "os.fork()",
    "a new file": "open('left', 'w')",
    "a file to write": "os.open('/proc/self/comm', os.O_WRONLY)",
    "another's memory": "__import__('os').pidfd_open(os.getppid())",
    "a file's name": "os.rename('/dev/null', '/dev/null2')",
    "a file's rights": "os.chmod('/dev/shm', 0o777)",
}
LEFT = {
    "a thread": "thread = threading.Thread(target=print, args=('',)); thread.start(); thread.join()",
    "a picture": "open('/proc/self/status').read()",
    "a camera's way of opening": "os.close(os.open('/dev/null', os.O_RDWR))",
    "frames": "__import__('scanner.frames')",
}


@pytest.mark.parametrize("what", GIVEN_UP)
def test_it_is_given_up(what: str) -> None:
    assert tried(GIVEN_UP[what]) == "PermissionError"
    if what not in ("a connection", "a file's name", "another's memory"):  # which fail, or not, by themselves
        assert tried(GIVEN_UP[what], "''").startswith("done")  # a process that was begun says it as well, at any moment


@pytest.mark.parametrize("what", LEFT)
def test_it_is_left(what: str) -> None:
    assert tried(LEFT[what]) == "done"


def test_without_the_library_it_says_so(tmp_path: Path) -> None:
    (tmp_path / "pyseccomp.py").write_text("raise RuntimeError('Unable to find libseccomp')\n")
    program = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r}); from scanner.confined import confine; print(confine())"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert "install libseccomp2" in done.stdout


def rights() -> list[str]:
    """Of our children, what the kernel says they may."""
    pids = [pid for task in Path("/proc/self/task").glob("*/children") for pid in task.read_text().split()]
    told = [Path(f"/proc/{pid}/status").read_text() for pid in pids if Path(f"/proc/{pid}/status").exists()]
    return [state for state in told if "Seccomp:\t2\n" in state and "NoNewPrivs:\t1\n" in state]


def test_the_real_process_reads_pictures_and_may_do_nothing_else(tmp_path: Path) -> None:
    """Codes are read behind the filter: at the entrance as ever."""
    shutil.copy(PICTURES / _with_a_code(), tmp_path)
    with scanning(SourceSpec("folder", str(tmp_path), {"hold": True, "seconds": 30.0})) as (_, heard):
        assert heard.wait(Scanned).texts
        until(rights)


def _with_a_code() -> str:
    entries = json.loads((PICTURES / "manifest.json").read_text(encoding="utf-8"))
    return next(entry["file"] for entry in entries if entry["has_code"])


def test_a_camera_on_the_network_keeps_the_network() -> None:
    act = "socket.socket(socket.AF_INET, socket.SOCK_DGRAM)"
    assert tried(act, confined="confine(network=True)") == "done"
    assert tried("subprocess.run(['/bin/true'])", confined="confine(network=True)") == "PermissionError"
