"""The hub that a terminal runs: what it is handed and how, where its words go, and that the entrance does not wait for it."""

import json
import stat
from pathlib import Path

import msgspec
import pytest

from central.errors import CentralError
from central.relay.handed import LONGEST, Handed, read_handed
from kiosk.cli import hub_process
from kiosk.cli.config import HubConfig
from kiosk.cli.hub_process import KEY, PAPERS, HubProcess, Words, served_hub
from sync.credentials import DevelopmentKeyStore
from sync.wire import HubEnrolment
from tests.sync.hall import wait_until

ENROLMENT = HubEnrolment(["http://127.0.0.1:1"], 1, 1, "ab12", "Back office", "kh1.ab12.x", "ROOT", "RECEIPT")
KEY_HEX = "5c" * 32


@pytest.fixture
def keys(tmp_path: Path) -> DevelopmentKeyStore:
    return DevelopmentKeyStore(tmp_path / "keys.json")


def papers(folder: Path, text: str = "") -> HubConfig:
    file = folder / "hub.json"
    file.write_text(text or msgspec.json.encode(ENROLMENT).decode())
    return HubConfig(serve=True, enrolment=str(file))


def test_the_papers_go_into_the_key_store_and_are_found_there_once_the_file_is_deleted(
    tmp_path: Path, keys: DevelopmentKeyStore
) -> None:
    config = papers(tmp_path)
    Path(config.enrolment).chmod(0o644)
    one = served_hub(config, tmp_path, keys)
    assert one is not None
    assert stat.S_IMODE(Path(config.enrolment).stat().st_mode) == 0o600
    Path(config.enrolment).unlink()
    again = served_hub(config, tmp_path, keys)
    assert again is not None
    assert again.hub_id == ENROLMENT.hub_id
    assert len(bytes.fromhex(keys.get(KEY) or "")) == 32
    assert keys.get(PAPERS)


def test_new_papers_take_the_place_of_the_old_ones(tmp_path: Path, keys: DevelopmentKeyStore) -> None:
    served_hub(papers(tmp_path), tmp_path, keys)
    config = papers(tmp_path, msgspec.json.encode(ENROLMENT).decode().replace("ab12", "cd34"))
    served_hub(config, tmp_path, keys)
    Path(config.enrolment).unlink()
    one = served_hub(config, tmp_path, keys)
    assert one is not None
    assert one.hub_id == "cd34"


@pytest.mark.parametrize("text", ["{}", "no JSON", '{"token": "kh1.secret"'])
def test_papers_that_are_none_are_said_and_keep_nobody_out(
    tmp_path: Path, keys: DevelopmentKeyStore, caplog: pytest.LogCaptureFixture, text: str
) -> None:
    assert served_hub(papers(tmp_path, text), tmp_path, keys) is None
    assert served_hub(HubConfig(serve=True, enrolment=str(tmp_path / "nowhere")), tmp_path, keys) is None
    assert [record.levelname for record in caplog.records] == ["ERROR", "ERROR"]
    assert "kiosk-central enrol --hub" in caplog.text
    assert "secret" not in caplog.text
    assert served_hub(HubConfig(), tmp_path, keys) is None


@pytest.mark.parametrize(
    ("config", "here"),
    [
        (HubConfig(), ("http://127.0.0.1:8711",)),
        (HubConfig(host="::1", certificate="c", key="k"), ("https://[::1]:8711",)),
        (HubConfig(addresses=("https://hub.store.example:8711",)), ()),
        (HubConfig(host="0.0.0.0"), ()),
        (HubConfig(port=0), ()),
    ],
)
def test_only_this_machine_is_told_of_an_address_of_its_own(
    tmp_path: Path, config: HubConfig, here: tuple[str, ...]
) -> None:
    assert HubProcess(config, tmp_path, Handed(ENROLMENT, KEY_HEX)).here == here


def test_the_hubs_words_are_turned_over_and_nobody_elses_to_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub_process, "MAX_BYTES", 2000)
    (tmp_path / "hub.log").touch(0o644)
    words = Words(tmp_path / "hub.log")
    words.say("the first")
    assert stat.S_IMODE((tmp_path / "hub.log").stat().st_mode) == 0o600
    for number in range(400):
        words.say(f"{number} percent %s of nothing")
    words.close()
    files = sorted(path.name for path in tmp_path.iterdir())
    assert files == ["hub.log", "hub.log.1", "hub.log.2", "hub.log.3"]
    assert {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()} == {0o600}
    assert all(path.stat().st_size <= 2000 for path in tmp_path.iterdir())
    assert (tmp_path / "hub.log").read_text().endswith("399 percent %s of nothing\n")


def test_each_hub_that_ends_leaves_no_pipe_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It dies at once and is begun again and again: a pipe for each would in the end leave the terminal none."""
    monkeypatch.setattr(hub_process, "AGAIN_AFTER_S", 0.0)
    monkeypatch.setattr(hub_process, "COMMAND", ("/bin/sh", "-c", 'echo "$0 ends"; exit 3'))
    one = HubProcess(HubConfig(), tmp_path, Handed(ENROLMENT, KEY_HEX))
    one.start()
    log = tmp_path / "hub.log"
    wait_until(lambda: log.exists() and log.read_text().count("ends") >= 30, "it was begun 30 times")
    one.stop()
    pipes = [one for one in Path("/proc/self/fd").iterdir() if one.is_symlink() and "pipe" in str(one.readlink())]
    assert len(pipes) < 20


# --- the other end of the pipe ----------------------------------------------------------------------------------------


def test_what_is_handed_over_arrives(tmp_path: Path) -> None:
    file = tmp_path / "pipe"
    file.write_bytes(Handed(ENROLMENT, KEY_HEX).line())
    with file.open("rb") as pipe:
        assert read_handed(pipe.fileno()) == Handed(ENROLMENT, KEY_HEX)


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"{}\n",
        b"secret\n",
        json.dumps({"enrolment": json.loads(msgspec.json.encode(ENROLMENT)), "key": "secret"}).encode() + b"\n",
        b"x" * (2 * LONGEST),
    ],
)
def test_what_cannot_be_read_is_said_without_repeating_it(tmp_path: Path, line: bytes) -> None:
    file = tmp_path / "pipe"
    file.write_bytes(line)
    with file.open("rb") as pipe, pytest.raises(CentralError, match="Standard input") as caught:
        read_handed(pipe.fileno())
    assert "secret" not in str(caught.value)
    assert caught.value.__cause__ is None
