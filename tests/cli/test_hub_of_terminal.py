"""What a terminal does about hubs at its start: whom it listens to, and what it knows of the one it runs itself."""

from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from kiosk.cli import compose
from kiosk.cli.compose import Terminal
from kiosk.cli.config import Config, HubConfig, KeysConfig
from kiosk.cli.enrol import NAME
from sync.credentials import open_key_store
from sync.discovery import Found
from sync.wire import Enrolment
from tests.central.test_tls import authority
from tests.cli.test_hub_process import ENROLMENT
from tests.store.day import LAUNCH, ROOT_KEY, STORE

PAPERS = Enrolment(["http://127.0.0.1:1"], STORE, LAUNCH, "t-a", "Entrance A", "A", "kt1.t-a.x", ROOT_KEY, "RECEIPT")


def configured(folder: Path, hub: HubConfig, ca_pem: str = "") -> Config:
    keys = open_key_store("development", folder, production=False)
    keys.set(NAME, msgspec.json.encode(replace(PAPERS, ca_pem=ca_pem)).decode())
    return Config(production=False, data=str(folder), keys=KeysConfig("development"), hub=hub)


class Ear:
    """In the place of the real one, which needs a network: that is tested in tests/sync."""

    open: list[tuple[int, int]] = []

    def __init__(self, launch: int, store: int, found: Found) -> None:
        self.open.append((launch, store))

    def close(self) -> None:
        self.open.pop()


@pytest.mark.parametrize("pinned", [True, False])
def test_a_terminal_listens_for_hubs_only_with_a_pinned_authority(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, pinned: bool
) -> None:
    monkeypatch.setattr(compose, "Listening", Ear)
    ca_pem = authority(tmp_path, "ours", "127.0.0.1")[0] if pinned else ""
    with Terminal.open(configured(tmp_path, HubConfig(discover=True), ca_pem)) as terminal:
        terminal.start_sync()
        assert Ear.open == ([(LAUNCH, STORE)] if pinned else [])
        assert ("without an authority" in caplog.text) is not pinned
    assert Ear.open == []


def test_a_terminal_knows_where_its_own_hub_is_and_runs_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "hub.json"
    file.write_bytes(msgspec.json.encode(ENROLMENT))
    monkeypatch.setattr("kiosk.cli.hub_process.COMMAND", ("/bin/cat",))
    told: list[tuple[str, tuple[str, ...]]] = []

    def tell(hub_id: str, here: tuple[str, ...]) -> None:
        told.append((hub_id, here))

    with Terminal.open(configured(tmp_path, HubConfig(serve=True, enrolment=str(file), port=1))) as terminal:
        monkeypatch.setattr(terminal.hubs, "configured", tell)
        terminal.start_sync()
        assert told == [(ENROLMENT.hub_id, ("http://127.0.0.1:1",))]
        assert terminal.hub_process is not None


def test_a_hub_that_cannot_be_run_keeps_nobody_out(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with Terminal.open(configured(tmp_path, HubConfig(serve=True, enrolment="nowhere.json"))) as terminal:
        terminal.start_sync()
        assert terminal.hub_process is None
    assert "the store's hub is not run" in caplog.text
