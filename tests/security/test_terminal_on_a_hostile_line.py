"""The real terminal, a process in a hostile environment, on a line that somebody takes over: it goes on deciding, tells
nobody but central, and has everything there when the line is its own again."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.cli.central_process import CentralProcess
from tests.e2e.parts import Entrance, TerminalFolder, arrivals, central_with, reservation, wait_until
from tests.security.crossing import Crossing, Hostile, impostor, in_the_clear
from tests.security.forger import issued, root
from tests.sync.loopback import PAGE, Loopback, reply, says

STRANGER = root()
TEXTS = [f"retailer code {number:02}" for number in range(8)]


@pytest.fixture
def central(tmp_path: Path) -> Iterator[CentralProcess]:
    plain = central_with(tmp_path, [reservation(f"R{number}", text) for number, text in enumerate(TEXTS)])
    with CentralProcess(plain.database, "--tls-self-signed") as secure:
        yield secure


@pytest.fixture
def proxy() -> Iterator[Loopback]:
    with Loopback(says(b"HTTP/1.1 200 Connection established\r\n\r\n")) as one:
        yield one


@pytest.fixture
def hostile_environment(proxy: Loopback, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Returns the file that the environment asks every connection's keys to be written into."""
    bundle, netrc, keys = tmp_path / "bundle.pem", tmp_path / "netrc", tmp_path / "connection-keys"
    bundle.write_text(STRANGER.pem)
    netrc.write_text("machine 127.0.0.1 login somebody password else\n")
    for name in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE"):
        monkeypatch.setenv(name, str(bundle))
    for name in ("https_proxy", "HTTPS_PROXY", "http_proxy", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, proxy.url)
    monkeypatch.setenv("NETRC", str(netrc))
    monkeypatch.setenv("SSLKEYLOGFILE", str(keys))
    return keys


@pytest.mark.slow
def test_the_terminal_decides_on_tells_nobody_and_catches_up(
    central: CentralProcess, proxy: Loopback, hostile_environment: Path, tmp_path: Path
) -> None:
    heard: list[bytes] = []
    portal = reply("302 Found", PAGE, "Location: http://127.0.0.1:1/login")
    takers: list[Hostile] = [
        impostor(issued(STRANGER).server(tmp_path), heard),
        in_the_clear(portal, heard),
        in_the_clear(reply("200 OK", PAGE), heard),
    ]
    with Crossing(lambda: int(central.address.rpartition(":")[2])) as line:
        terminal = TerminalFolder(tmp_path / "a")
        authority = str(tmp_path / "tls" / "authority.pem")
        genuine, central.address = central.address, f"https://127.0.0.1:{line.port}"
        papers = central.enrol("Entrance A", terminal.folder / "enrolment.json", 1, "--ca", authority)
        central.address = genuine
        token = papers.read_bytes().split(b'"token":"')[1].split(b'"')[0]
        terminal.command("enrol", str(papers))

        entrance = Entrance(terminal, "--sync-first")
        waiting = iter(TEXTS)
        answers = [entrance.scan(next(waiting))]
        for taker in takers:
            line.seize(taker)
            answers += [entrance.scan(next(waiting)), entrance.scan(next(waiting))]
            wait_until(lambda: line.caught >= 2, "it has knocked at the hostile one, and again")
            assert len(arrivals(central)) < len(answers)
        line.release()
        answers.append(entrance.scan(next(waiting)))
        wait_until(lambda: len(arrivals(central)) == len(TEXTS), "all of them at central")
        entrance.finish()

    assert [answer["verdict"] for answer in answers] == ["admit"] * len(TEXTS)
    assert [event["event_id"] for event in arrivals(central)] == [answer["event_id"] for answer in answers]
    assert any(heard), "the hostile ones were talked to"
    assert not any(token in data or b"HTTP" in data for data in heard)
    assert proxy.heads == []
    assert not hostile_environment.exists()
