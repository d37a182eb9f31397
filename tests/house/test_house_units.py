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


def test_a_wrong_line_and_a_careless_service_would_be_seen(tmp_path: Path) -> None:
    careless = tmp_path / "careless.service"
    careless.write_text("[Service]\nExecStart=/bin/true\nProtectSytem=strict\n")
    assert "ProtectSytem" in analyze("verify", "--man=no", str(careless))[1]
    assert analyze("security", "--offline=yes", "--no-pager", f"--threshold={MOST_EXPOSED}", str(careless))[0] != 0
