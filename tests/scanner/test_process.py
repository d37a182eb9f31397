"""The real process with real faults: killed, stopped, blocked, unplugged, frozen. It comes back; the app never notices."""

import os
import re
import signal
import subprocess
import sys
import threading
import time
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path

import psutil
import pytest

from scanner.child import Line, Orders, begin
from scanner.messages import (
    CameraHint,
    CameraState,
    CameraStatus,
    FrameReady,
    Health,
    Inject,
    Scanned,
    SourceSpec,
)
from scanner.process import ScannerProcess, Watch
from tests.scanner.listening import PATIENCE, Heard, scanning, until

PICTURES = Path(__file__).parent.parent / "pictures"
FOLDER = SourceSpec("folder", str(PICTURES), {"faults": True, "seconds": 30})
REPAIRS = [CameraStatus.STARTING, CameraStatus.LIVE]


def statuses(messages: list[object]) -> list[CameraStatus]:
    return [message.status for message in messages if isinstance(message, CameraState)]


def test_starts_reads_and_shows() -> None:
    with scanning(FOLDER) as (process, heard):
        heard.state(CameraStatus.LIVE)
        heard.wait(Health, lambda health: health.frames_per_second > 0)
        # The newest of the announced pictures is there, whole.
        pixels = None
        while pixels is None:
            ready = heard.wait(FrameReady, after=len(heard))
            pixels = process.read_frame(ready)
        assert len(pixels) == ready.width * ready.height * 3
        assert ready.width <= 960
        assert statuses(heard.messages) == REPAIRS


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGSTOP, signal.SIGSEGV])
def test_a_killed_or_stopped_process_is_replaced(how: signal.Signals, caplog: pytest.LogCaptureFixture) -> None:
    with scanning(FOLDER) as (process, heard):
        heard.wait(Health, lambda health: health.frames_per_second > 0)
        before, first = len(heard), process.pid
        assert first is not None
        os.kill(first, how)
        heard.state(CameraStatus.FAILED, before)
        heard.state(CameraStatus.LIVE, before)
        assert process.pid != first
        assert not psutil.pid_exists(first)
    assert "is being restarted" in caplog.text


@pytest.mark.parametrize(
    ("fault", "seconds", "then"),
    [
        ("gone", 3.5, [CameraStatus.STALLED, CameraStatus.NO_CAMERA, CameraStatus.LIVE]),
        ("moved", 3.5, [CameraStatus.STALLED, CameraStatus.NO_CAMERA, CameraStatus.LIVE]),
        ("busy", 3.5, [CameraStatus.STALLED, CameraStatus.NO_CAMERA, CameraStatus.LIVE]),
        ("forbidden", 3.5, [CameraStatus.STALLED, CameraStatus.NO_CAMERA, CameraStatus.LIVE]),
        ("block", 60, [CameraStatus.STALLED, CameraStatus.LIVE]),
        ("crash", 0, [CameraStatus.FAILED, CameraStatus.LIVE]),
        ("hang", 0, [CameraStatus.FAILED, CameraStatus.LIVE]),
    ],
)
def test_a_camera_in_trouble_comes_back(fault: str, seconds: float, then: list[CameraStatus]) -> None:
    with scanning(FOLDER) as (process, heard):
        heard.wait(Health, lambda health: health.frames_per_second > 0)
        before = len(heard)
        process.send(Inject(fault, seconds))
        heard.state(then[0], before)
        heard.state(CameraStatus.LIVE, before)
        assert statuses(heard.messages[before:]) == then
        if fault == "moved":
            assert heard.state(CameraStatus.LIVE, before).name == f"{PICTURES.name} 2"


@pytest.mark.parametrize(
    ("fault", "hint", "status"),
    [
        ("freeze", CameraHint.REPEATING, CameraStatus.STALLED),
        ("black", CameraHint.BLACK, CameraStatus.STALLED),
        ("slow", CameraHint.SLOW, CameraStatus.LIVE),
    ],
)
def test_pictures_that_are_not_alive_are_a_trouble_until_they_are(
    fault: str, hint: CameraHint, status: CameraStatus, tmp_path: Path
) -> None:
    scene = tmp_path / "scene.json"
    scene.write_text('{"codes": []}')
    with scanning(SourceSpec("simulated", str(scene), {"faults": True, "repeats": True})) as (process, heard):
        heard.state(CameraStatus.LIVE)
        before = len(heard)
        process.send(Inject(fault, 4))
        assert heard.wait(CameraState, lambda state: state.hint == hint, before).status == status
        heard.wait(CameraState, lambda state: state.hint == CameraHint.NONE, before)
        assert statuses(heard.messages[before:]) == [status, CameraStatus.LIVE]


@pytest.mark.skipif(sys.platform == "win32", reason="stops a process by a signal")
def test_a_process_that_cannot_be_killed_is_left_behind(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    # As one does that waits in a driver's call. The kernel gives a test no other way to have such a process.
    with scanning(FOLDER, Watch(dying=0.2)) as (process, heard):
        heard.wait(Health, lambda health: health.frames_per_second > 0)
        before, first = len(heard), process.pid
        assert first is not None
        with monkeypatch.context() as patched:
            patched.setattr(SpawnProcess, "kill", lambda _: None)
            os.kill(first, signal.SIGSTOP)
            heard.state(CameraStatus.FAILED, before)
            heard.state(CameraStatus.LIVE, before)
        assert process.pid != first
        left = psutil.Process(first)
        left.kill()
        assert psutil.wait_procs([left], PATIENCE)[0]
    assert "cannot be ended" in caplog.text


@pytest.mark.parametrize(
    ("spec", "hint"),
    [
        (SourceSpec("device", "no camera is called this"), CameraHint.NOT_FOUND),
        (SourceSpec("video", "nowhere.mp4"), CameraHint.NOT_FOUND),
        (SourceSpec("folder", "nowhere"), CameraHint.UNREADABLE),
        (SourceSpec("simulated", "nowhere.json"), CameraHint.UNREADABLE),
        (SourceSpec("periscope"), CameraHint.UNREADABLE),
        (SourceSpec("folder", str(PICTURES), {"seconds": "long"}), CameraHint.UNREADABLE),
    ],
)
def test_no_camera_says_what_to_do(spec: SourceSpec, hint: CameraHint) -> None:
    with scanning(spec) as (_, heard):
        assert heard.state(CameraStatus.NO_CAMERA).hint == hint


def test_restart_takes_another_source(tmp_path: Path) -> None:
    with scanning(SourceSpec("folder", str(tmp_path))) as (process, heard):
        heard.state(CameraStatus.NO_CAMERA)
        process.restart(FOLDER)
        assert heard.state(CameraStatus.LIVE).hint is CameraHint.NONE


def test_a_failing_listener_stops_nothing(caplog: pytest.LogCaptureFixture) -> None:
    count = 0

    def fails(_: object) -> None:
        nonlocal count
        count += 1
        raise RuntimeError("a bug in a listener")

    process = ScannerProcess(FOLDER, fails)
    process.start()
    deadline = time.monotonic() + PATIENCE
    while count < 5 and time.monotonic() < deadline:
        process.join(0.05)
    process.stop()
    assert process.join(PATIENCE)
    assert count >= 5
    assert "a listener of the scanner failed" in caplog.text


def test_never_started_leaves_nothing() -> None:
    process = ScannerProcess(FOLDER, lambda _: None)
    process.stop()
    assert process.join(1)


APP = """
import sys
from scanner.messages import SourceSpec, Health
from scanner.process import ScannerProcess
import PySide6.QtCore  # as the real app has it loaded
def say(message):
    if isinstance(message, Health):
        print(process.pid, flush=True)
process = ScannerProcess(SourceSpec("folder", sys.argv[1]), say)
process.start()
assert "cv2" not in sys.modules and "numpy" not in sys.modules
process.join()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="reads the maps of a Linux process")
def test_the_child_knows_no_qt_and_dies_with_the_app(tmp_path: Path) -> None:
    script = tmp_path / "app.py"
    script.write_text(APP)
    environment = {**os.environ, "PYTHONPATH": str(PICTURES.parent.parent)}
    with subprocess.Popen(
        [sys.executable, str(script), str(PICTURES)], stdout=subprocess.PIPE, text=True, env=environment
    ) as app:
        assert app.stdout is not None
        child = psutil.Process(int(app.stdout.readline()))
        loaded = {Path(each.path).name for each in child.memory_maps()}
        assert any("cv2" in name for name in loaded)
        assert not any("Qt" in name or "shiboken" in name for name in loaded)
        app.kill()
    child.wait(PATIENCE)


def test_a_simulated_customer_is_read_when_called(tmp_path: Path) -> None:
    scene = tmp_path / "scene.json"
    scene.write_text(
        '{"codes": [{"text": "TEST-A"}, {"text": "TEST-B", "carrier": "paper"}], "automatic": false, "speed": 2}'
    )
    with scanning(SourceSpec("simulated", str(scene))) as (process, heard):
        heard.state(CameraStatus.LIVE)
        process.present(1)
        heard.wait(Scanned, lambda scanned: scanned.texts == ("TEST-B",))
        process.present("TEST-A")
        heard.wait(Scanned, lambda scanned: scanned.texts == ("TEST-A",))
        assert len(heard.texts()) == 2


def _mute(connection: "Connection[bytes, bytes]", orders: Orders) -> None:
    """A process that lives, whose loop has said one word and hangs."""
    begin(connection, orders).send(Health(0.0, 0.0, 0))
    threading.Event().wait()


def test_a_loop_that_hangs_is_noticed_although_the_process_lives(caplog: pytest.LogCaptureFixture) -> None:
    heard = Heard()
    process = ScannerProcess(FOLDER, heard, Watch(working=2.0), main=_mute)
    process.start()
    try:
        heard.state(CameraStatus.FAILED)
    finally:
        process.stop()
        assert process.join(PATIENCE)
    assert "its loop was silent" in caplog.text


def _slow(connection: "Connection[bytes, bytes]", orders: Orders) -> None:
    """A sound process on a machine that is too busy: its second word is late."""
    line = Line(connection)
    line.send(Health(0.0, 0.0, 0))
    threading.Event().wait(0.7)
    line.send(CameraState(CameraStatus.LIVE, "late"))
    threading.Event().wait()


def test_what_is_silent_because_the_machine_is_busy_is_given_more_time(caplog: pytest.LogCaptureFixture) -> None:
    heard = Heard()
    process = ScannerProcess(FOLDER, heard, Watch(silent=0.5, most_leeway=8.0), main=_slow)
    process.start()
    try:
        heard.state(CameraStatus.LIVE)
    finally:
        process.stop()
        assert process.join(PATIENCE)
    assert "it was silent" in caplog.text


def test_more_time_is_taken_back_although_processes_ended_for_other_reasons(caplog: pytest.LogCaptureFixture) -> None:
    silent, steady = 1.5, 6.0
    with scanning(FOLDER, Watch(silent=silent, steady=steady)) as (process, heard):
        heard.state(CameraStatus.LIVE)

        def replaced(how: signal.Signals) -> None:
            before, pid = len(heard), process.pid
            assert pid is not None
            os.kill(pid, how)
            heard.state(CameraStatus.LIVE, before)

        replaced(signal.SIGSTOP)
        begun = time.monotonic()
        while time.monotonic() < begun + steady:
            replaced(signal.SIGKILL)
        until(lambda: process.standby_ready)  # watched for a while
        caplog.clear()
        replaced(signal.SIGSTOP)
    silences = [float(found[1]) for found in re.finditer(r"it was silent for ([0-9.]+) s", caplog.text)]
    assert silences[0] < 2 * silent


def test_the_process_kept_ready_takes_over_and_is_followed_by_another() -> None:
    with scanning(FOLDER, Watch(standby=0.0)) as (process, heard):
        until(lambda: process.standby_ready)
        first, kept = process.pid, process.standby_pid
        assert first is not None
        assert kept not in (None, first)
        before = len(heard)
        os.kill(first, signal.SIGKILL)
        heard.state(CameraStatus.LIVE, before)
        assert process.pid == kept
        until(lambda: process.standby_ready)
        assert process.standby_pid not in (None, first, kept)
        last = process.standby_pid
    assert not psutil.pid_exists(last or 0)


def test_the_process_kept_ready_opens_the_source_asked_for_last(tmp_path: Path) -> None:
    with scanning(SourceSpec("folder", str(tmp_path)), Watch(standby=0.0)) as (process, heard):
        until(lambda: process.standby_ready)
        kept = process.standby_pid
        process.restart(FOLDER)
        assert heard.state(CameraStatus.LIVE).name == PICTURES.name
        assert process.pid == kept


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGSTOP])
def test_trouble_of_the_process_kept_ready_costs_only_time(how: signal.Signals) -> None:
    with scanning(FOLDER, Watch(standby=0.0)) as (process, heard):
        until(lambda: process.standby_ready)
        first, kept = process.pid, process.standby_pid
        assert first is not None
        assert kept is not None
        before = len(heard)
        os.kill(kept, how)
        os.kill(first, signal.SIGKILL)
        heard.state(CameraStatus.LIVE, before)
        assert process.pid not in (None, first, kept)
        assert not psutil.pid_exists(kept)


def test_none_is_kept_ready_where_none_is_wanted() -> None:
    with scanning(FOLDER, Watch(standby=None)) as (process, heard):
        heard.wait(Health, lambda health: health.frames_per_second > 0)
        heard.wait(Health, after=len(heard))
        assert process.standby_pid is None
