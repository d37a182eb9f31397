"""The service files: systemd takes every line of them, and gives each few rights."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.house.tracked import ROOT

UNITS = sorted((ROOT / "packaging" / "systemd").iterdir())
SERVICES = [unit for unit in UNITS if unit.suffix == ".service"]
MOST_EXPOSED = 15
"""In tenths, as `systemd-analyze security` counts: 100 is a service without any restriction."""
WITH_DEVICES = {"kiosk-terminal.service": 18}
"""It has a screen, a camera and somebody's fingers."""

pytestmark = pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not here")


def analyze(*arguments: str) -> tuple[int, str]:
    done = subprocess.run(["systemd-analyze", *arguments], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_every_line_is_understood(unit: Path) -> None:
    _, said = analyze("verify", "--man=no", str(unit))
    assert [line for line in said.splitlines() if "is not executable" not in line] == []


@pytest.mark.parametrize("unit", SERVICES, ids=lambda unit: unit.name)
def test_it_may_do_little(unit: Path) -> None:
    code, said = analyze(
        "security", "--offline=yes", "--no-pager", f"--threshold={WITH_DEVICES.get(unit.name, MOST_EXPOSED)}", str(unit)
    )
    assert code == 0, said


def values(unit: str, name: str) -> list[str]:
    lines = (ROOT / "packaging" / "systemd" / unit).read_text(encoding="utf-8").splitlines()
    return [line.partition("=")[2] for line in lines if line.startswith(f"{name}=")]


def calls(words: str) -> set[str]:
    """System calls that systemd here takes `words` for, groups within groups."""
    found: set[str] = set()
    for word in words.split():
        if not word.startswith("@"):
            found.add(word)
            continue
        listed = analyze("syscall-filter", "--no-pager", word)[1].splitlines()[1:]
        found |= calls(" ".join(line.strip() for line in listed if line.strip() and not line.strip().startswith("#")))
    return found


def test_the_scanners_process_may_still_give_up_its_rights() -> None:
    """`@system-service` alone has no seccomp, and what is not in it would kill the process at its start."""
    allowed, refused = values("kiosk-terminal.service", "SystemCallFilter")
    left = calls(allowed) - calls(refused.removeprefix("~"))
    assert {"seccomp", "prctl", "execve", "clone3", "ioctl", "mmap"} <= left
    assert not {"mount", "ptrace", "reboot", "init_module", "iopl", "kexec_load", "bpf"} & left
    assert values("kiosk-terminal.service", "SystemCallErrorNumber") == ["EPERM"]


def test_a_terminal_starts_again_whatever_ended_it_but_a_supervisor() -> None:
    """Also after a hang-up, which systemd counts as a good end, and after any number of falls."""
    assert values("kiosk-terminal.service", "Restart") == ["always"]
    assert values("kiosk-terminal.service", "RestartPreventExitStatus") == ["0"]
    assert values("kiosk-terminal.service", "StartLimitIntervalSec") == ["0"]


def test_a_wrong_line_and_a_careless_service_would_be_seen(tmp_path: Path) -> None:
    careless = tmp_path / "careless.service"
    careless.write_text("[Service]\nExecStart=/bin/true\nProtectSytem=strict\n")
    assert "ProtectSytem" in analyze("verify", "--man=no", str(careless))[1]
    assert analyze("security", "--offline=yes", "--no-pager", f"--threshold={MOST_EXPOSED}", str(careless))[0] != 0
