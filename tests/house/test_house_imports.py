"""The arrows of the architecture are kept, and each contract would notice a wrong one."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

from tests.house.tracked import ROOT, tracked

PACKAGES = ("kiosk", "scanner", "sync", "ui", "central", "assets")

# One wrong import for each contract: where it is planted, and the first words of the contract that must break.
PLANTED = {
    "A higher line may import a lower one": ("kiosk/domain/verdict.py", "import kiosk.store.worker"),
    "Qt only in ui": ("sync/status.py", "import PySide6.QtCore"),
    "Pure modules decide": ("kiosk/domain/policy.py", "import time"),
    "One door per library: requests": ("scanner/messages.py", "import requests"),
    "One door per library: keyring": ("kiosk/errors.py", "import keyring"),
    "One door per library: SQLite": ("kiosk/desk.py", "import sqlite_utils"),
    "One door per library: pictures": ("kiosk/desk.py", "import numpy"),
    "One door per library: names on the local network": ("kiosk/errors.py", "import zeroconf"),
    "One door per library: central's own": ("kiosk/desk.py", "import fastapi"),
    "One door per library: sound": ("kiosk/errors.py", "import miniaudio"),
    "One door per library: receipt printers": ("kiosk/errors.py", "import escpos"),
    "One door per library: what a customer is given": ("central/errors.py", "import jinja2"),
    "One door per library: serial lines": ("kiosk/errors.py", "import serial"),
    "One door per library: the machine's power": ("kiosk/errors.py", "import psutil"),
    "One door per library: what boxes carry": ("kiosk/errors.py", "import biip"),
    "One door per library: charts": ("kiosk/report/paper.py", "import matplotlib"),
    "Central knows the wire": ("central/__init__.py", "import kiosk.desk"),
    "Nobody imports central": ("ui/__init__.py", "import central"),
}


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).parent / "lint-imports"
    return subprocess.run(
        [str(program), "--no-cache"], cwd=folder, capture_output=True, text=True, check=False, env={"COLUMNS": "200"}
    )


def test_no_part_of_the_terminal_is_forgotten_by_the_wall_around_qt() -> None:
    """kiosk.cli alone may build the screens; a new module beside it must be named in the contract."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    walled = next(contract["source_modules"] for contract in contracts if contract["name"] == "Qt only in ui")
    parts = {path.removesuffix(".py").split("/")[1] for path in tracked() if re.fullmatch(r"kiosk/\w+(/.*)?\.py", path)}
    assert {f"kiosk.{part}" for part in parts - {"__init__", "cli"}} <= set(walled)


def test_each_contract_bites(tmp_path: Path) -> None:
    for path in (path for path in tracked() if path.endswith(".py") and path.startswith(PACKAGES)):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / path, tmp_path / path)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    clean = lint(tmp_path)
    assert clean.returncode == 0, clean.stdout + clean.stderr
    contracts = {line.removesuffix(" KEPT") for line in clean.stdout.splitlines() if line.endswith(" KEPT")}

    for path, wrong in PLANTED.values():
        (tmp_path / path).write_text((tmp_path / path).read_text() + f"\n{wrong}\n")
    broken = {line.removesuffix(" BROKEN") for line in lint(tmp_path).stdout.splitlines() if line.endswith(" BROKEN")}
    for start in PLANTED:
        assert any(line.startswith(start) for line in broken), start
    assert contracts == broken, "a contract for which nothing is planted above"
