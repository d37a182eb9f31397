"""What every test stands on: no window of the desktop, no real keyring, no thread left behind.

Set before anything imports Qt. Fixtures of one package belong into that package's own conftest.
"""

import os
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")
# A look that depends on nobody's desktop settings.
os.environ.setdefault("QT_QUICK_CONTROLS_STYLE", "Basic")
os.environ.setdefault("QT_SCALE_FACTOR", "1")
if "XDG_RUNTIME_DIR" not in os.environ:
    # Qt warns without one, and a warning fails the test.
    os.environ["XDG_RUNTIME_DIR"] = tempfile.mkdtemp(prefix="kiosk-tests-")
# Whoever asks for the machine's keyring in a test gets a refusal, not the developer's own secrets.
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
# Loopback must not go through a developer's proxy, nor trust another authority's file (sync.http refuses both).
for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
    os.environ.pop(name, None)

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def project_root() -> Path:
    return ROOT


@pytest.fixture(autouse=True)
def no_thread_left_behind() -> Iterator[None]:
    """Each loop has stop() and join(): a test that starts one ends it. Daemon threads count as well."""
    before = set(threading.enumerate())
    yield
    left = [thread for thread in threading.enumerate() if thread not in before and thread.is_alive()]
    for thread in left:
        # One that was told to stop may be on its last line.
        thread.join(timeout=5)
    names = sorted(thread.name for thread in left if thread.is_alive() and not _lives_on(thread))
    assert not names, f"threads left behind: {names}"


def _lives_on(thread: threading.Thread) -> bool:
    # Pools of libraries that live as long as the process; ours are all named.
    return thread.name.startswith(("AnyIO worker thread", "asyncio_", "pydevd"))
