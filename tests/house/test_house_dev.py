"""The one command: it is plain POSIX shell, says what it can do and refuses what it cannot."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.house.tracked import ROOT

DEV = ROOT / "dev"
LIBRARIES = ROOT / "packaging" / "system-libraries.txt"


@pytest.mark.parametrize("shell", [shell for shell in ("sh", "dash", "bash", "ksh", "zsh") if shutil.which(shell)])
def test_every_shell_here_can_read_it(shell: str) -> None:
    subprocess.run([shell, "-n", str(DEV)], check=True)


def test_it_and_ci_may_be_executed() -> None:
    for path in (DEV, ROOT / ".ci" / "run"):
        assert path.stat().st_mode & 0o111


def test_help_names_every_command(tmp_path: Path) -> None:
    """From another folder, without a terminal, and without installing anything."""
    said = subprocess.run(
        [str(DEV)], cwd=tmp_path, capture_output=True, text=True, check=True, stdin=subprocess.DEVNULL
    )
    known = re.search(r"^(demo \|.*)\) ;;$", DEV.read_text(), re.MULTILINE)
    assert known
    for command in known[1].split(" | "):
        assert f"./dev {command}" in said.stdout


def test_an_unknown_command_is_refused() -> None:
    done = subprocess.run([str(DEV), "fly"], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "no such command: fly" in done.stderr


def test_the_libraries_are_listed_once_each_with_a_package() -> None:
    rows = [line.split(None, 2) for line in LIBRARIES.read_text().splitlines() if line and not line.startswith("#")]
    assert all(len(row) == 3 and re.fullmatch(r"lib[\w+.-]+\.so\.\d+", row[0]) for row in rows)
    assert len({row[0] for row in rows}) == len(rows)
