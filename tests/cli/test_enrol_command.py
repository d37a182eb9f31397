"""`kiosk enrol --code` and `--scan` as a person uses them, beside a real central that serves https by itself."""

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.cli.central_process import CentralProcess
from kiosk.domain.invitation import typed
from kiosk.errors import Fault
from tests.e2e.parts import KIOSK, TerminalFolder


@pytest.fixture
def central(tmp_path: Path) -> Iterator[CentralProcess]:
    central = CentralProcess(tmp_path / "central.db", "--tls-self-signed")
    central.run("init", "--store", "1:Rivoli:Paris:Europe/Paris")
    with central:
        yield central


@pytest.fixture
def terminal(tmp_path: Path) -> TerminalFolder:
    return TerminalFolder(tmp_path / "a")


def invite(central: CentralProcess, *more: str) -> str:
    said = central.run(
        "terminal", "invite", "--store", "1", "--name", "Entrance A", "--server", central.address, "--json", *more
    )
    return json.loads(said)["code"]


def enrolling(terminal: TerminalFolder, *how: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [*KIOSK, "enrol", "--config", str(terminal.config), *how],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )


def digits_on(screen: "subprocess.Popen[str]") -> str:
    """What a person reads there."""
    assert screen.stdout is not None
    for line in screen.stdout:
        six = line.strip().replace(" ", "")
        if len(six) == 6 and six.isdecimal():
            return six
    raise AssertionError(screen.stderr.read() if screen.stderr else "")


def let_in(central: CentralProcess, screen: "subprocess.Popen[str]", digits: str, *more: str) -> tuple[str, str]:
    """Central's word and the terminal's."""
    said = central.run("terminal", "confirm", "--digits", digits, *more)
    out, error = screen.communicate("yes\n", timeout=60)
    assert screen.returncode == 0, error
    return said, out


def test_a_typed_code_and_the_same_digits_make_a_terminal(central: CentralProcess, terminal: TerminalFolder) -> None:
    screen = enrolling(terminal, "--code")
    assert screen.stdin is not None
    screen.stdin.write(typed(invite(central)).lower() + "\n")
    screen.stdin.flush()
    at_central, here = let_in(central, screen, digits_on(screen))
    assert "Entrance A of store 1 is let in." in at_central
    assert "This terminal is Entrance A (A) of store 1." in here
    keys = json.loads((terminal.folder / "development-keys.json").read_text(encoding="utf-8"))
    assert len(bytes.fromhex(keys["device-key"])) == 32
    kiosk(terminal, "check-in", "--sync-first", shown="no code of ours\n")
    (listed,) = json.loads(central.run("terminal", "list", "--json"))
    assert listed["last_contact_at"]
    kiosk(terminal, "purge")  # once central holds all that it did, which its device has signed
    (known,) = json.loads(central.run("status", "--json"))["stores"][0]["terminals"]
    assert known["events"] == 2, "the code that was none, and the purge"


def kiosk(terminal: TerminalFolder, *command: str, shown: str = "") -> None:
    done = subprocess.run(
        [*KIOSK, *command, "--config", str(terminal.config)],
        input=shown,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr


def test_the_terminals_camera_reads_the_picture(
    central: CentralProcess, terminal: TerminalFolder, tmp_path: Path
) -> None:
    pictures = tmp_path / "pictures"
    pictures.mkdir()
    invite(central, "--out", str(pictures / "code.png"))
    terminal.configure(f'kind = "folder"\nlocation = "{pictures}"')
    screen = enrolling(terminal, "--scan")
    _, here = let_in(central, screen, digits_on(screen), "Entrance A")
    assert "This terminal is Entrance A (A) of store 1." in here


def test_other_digits_at_central_end_it_on_both_sides(central: CentralProcess, terminal: TerminalFolder) -> None:
    screen = enrolling(terminal, "--code", invite(central))
    digits = digits_on(screen)
    with pytest.raises(Fault, match="were not the same on both screens"):
        central.run("terminal", "confirm", "--digits", f"{(int(digits) + 1) % 10**6:06}")
    _, error = screen.communicate("yes\n", timeout=60)
    assert screen.returncode == 2
    assert "six digits were not the same on both screens" in error
    assert "enrolment" not in (terminal.folder / "development-keys.json").read_text(encoding="utf-8")
    assert json.loads(central.run("terminal", "list", "--json")) == []


def test_the_person_at_central_is_asked_where_no_digits_are_given(
    central: CentralProcess, terminal: TerminalFolder
) -> None:
    screen = enrolling(terminal, "--code", invite(central))
    digits = digits_on(screen)
    confirm = subprocess.run(
        [*KIOSK[:2], "central.cli", "terminal", "confirm", "--database", str(central.database)],
        input="yes\n",
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert confirm.returncode == 0, confirm.stderr
    assert f"{digits[:3]} {digits[3:]}" in confirm.stdout
    out, error = screen.communicate("no\n", timeout=60)
    assert (screen.returncode, "This terminal is" in out) == (2, False)
    assert "the six digits are not the same on both screens" in error


def test_what_is_no_code_is_said_before_anything_is_asked(terminal: TerminalFolder) -> None:
    for text, words in (("KE1:ABCD2345", "not whole"), ("hello", "begins with KE1:")):
        screen = enrolling(terminal, "--code", text)
        _, error = screen.communicate(timeout=60)
        assert screen.returncode == 2
        assert words in error


def test_nobody_waits_and_no_authority_are_said(central: CentralProcess) -> None:
    with pytest.raises(Fault, match="No terminal waits to be confirmed"):
        central.run("terminal", "confirm")
    central.database.with_name("tls").rename(central.database.with_name("elsewhere"))
    with pytest.raises(Fault, match="authority"):
        invite(central)
    shown = central.run(
        "terminal",
        *("invite", "--store", "1", "--name", "B", "--server", "https://central.example"),
        *("--ca", str(central.database.with_name("elsewhere") / "authority.pem")),
    )
    assert "KE1: " in shown
    assert "█" in shown
    assert "15 minutes" in shown
