"""`kiosk-central hub` as a command: what it tells of itself, and how it ends."""

import json
import signal
import subprocess
import sys

import msgspec
import pytest

from central.cli import main
from central.errors import CentralError
from central.relay.command import published
from sync.http import Client
from sync.outcome import Reached
from tests.central.hub_house import HubHouse
from tests.sync.hall import STORE, Hall

CENTRAL = ["https://central.example"]
AT_HOME = ["http://127.0.0.1:8710", "http://localhost:8710"]
NAMED = "https://hub.store.example:8711"


@pytest.mark.parametrize(
    ("given", "listens_at", "servers", "told"),
    [
        ([NAMED], "https://0.0.0.0:8711", CENTRAL, [NAMED]),
        ([], "https://192.0.2.7:8711", CENTRAL, ["https://192.0.2.7:8711"]),
        ([], "https://[2001:db8::7]:8711", CENTRAL, ["https://[2001:db8::7]:8711"]),
        # Each terminal would ask itself, and show its token to whatever listens there.
        ([], "http://127.0.0.1:8711", CENTRAL, []),
        ([], "https://[::1]:8711", CENTRAL, []),
        ([], "http://127.0.0.1:8711", [*AT_HOME, *CENTRAL], []),
        # A demonstration: all on one machine.
        ([], "http://127.0.0.2:8711", AT_HOME, ["http://127.0.0.2:8711"]),
        (["http://127.0.0.1:8711"], "http://127.0.0.1:8711", CENTRAL, ["http://127.0.0.1:8711"]),
    ],
)
def test_what_terminals_are_told_of_where_it_is(
    given: list[str], listens_at: str, servers: list[str], told: list[str]
) -> None:
    assert published(given, listens_at, servers) == told


@pytest.mark.parametrize("listens_at", ["https://0.0.0.0:8711", "https://[::]:8711", "http://192.0.2.7:8711"])
def test_an_address_that_nobody_can_ask_is_remarked_and_not_told(
    listens_at: str, caplog: pytest.LogCaptureFixture
) -> None:
    assert published([], listens_at, AT_HOME) == []
    assert "--address" in caplog.text


@pytest.mark.parametrize("address", ["http://hub.store.example:8711", "hub.store.example", "ftp://hub", "https://a@b"])
def test_an_address_that_terminals_would_not_ask_is_refused(address: str) -> None:
    with pytest.raises(CentralError, match="https"):
        published([NAMED, address], "https://0.0.0.0:8711", CENTRAL)


def test_its_help_names_its_own_file(capsys: pytest.CaptureFixture[str]) -> None:
    for name, file in (("hub", "hub.db"), ("serve", "central.db")):
        with pytest.raises(SystemExit):
            main([name, "--help"])
        assert f"default {file}" in capsys.readouterr().out


def begun(hall: Hall) -> "subprocess.Popen[bytes]":
    papers = hall.folder / "hub.json"
    papers.write_bytes(msgspec.json.encode(HubHouse(hall).papers))
    command = [sys.executable, "-m", "central.cli", "hub", "--database", str(hall.folder / "hub.db")]
    command += ["--enrolment", str(papers), "--port", "0", "--with-parent"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    client = Client([json.loads(process.stdout.readline())["listening"]], STORE, "nobody")
    assert isinstance(client.health(), Reached), "it serves: from now on it hears what it is told"
    client.close()
    return process


def test_it_ends_with_its_parent(hall: Hall) -> None:
    with begun(hall) as process:
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(30) == 0


def test_told_to_end_it_ends_well_although_its_parent_lives_on(hall: Hall) -> None:
    """A thread that waits in `sys.stdin` would abort the interpreter at its end."""
    with begun(hall) as process:
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
        assert process.stderr is not None
        assert b"Fatal" not in process.stderr.read()
