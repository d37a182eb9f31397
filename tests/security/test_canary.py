"""Names, phones, addresses, codes and secrets that are like no others are planted, and a day is run with crashes: then
every file that was left, and what every process could be seen to say, is searched for them."""

import base64
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from central.cli import main
from central.issuing.symbol import png
from kiosk.cli.central_process import CentralProcess
from kiosk.cli.compose import Terminal
from kiosk.cli.config import read_config
from tests.central.test_issuing import pages_of, texts_in, words_on
from tests.e2e.parts import KIOSK, Entrance, TerminalFolder, arrivals, central_with, reservation, wait_until

PICTURES = Path(__file__).parents[1] / "pictures"
PASSPHRASE = "canari-passphrase-8c1f"
PIN, STAFF_NAME = "71935208", "Ysolde Canari-Equipe"
PLANTED = {
    "name": "Zénobie Quatrevingt-Canari",
    "phone": "+33 6 12 34 98 76",
    "email": "zenobie.canari@example.org",
    "needs": "canari-fauteuil, interprète",
}


class Hall:
    """A central and a terminal in production dress, all of whose files lie under one folder."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        for name in ("home", "tmp", "credentials", "work"):
            (folder / name).mkdir()
        (folder / "credentials" / "kiosk-keyring").write_text(PASSPHRASE)
        monkeypatch.setenv("HOME", str(folder / "home"))
        monkeypatch.setenv("TMPDIR", str(folder / "tmp"))
        monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(folder / "credentials"))
        monkeypatch.chdir(folder / "work")  # where a core file would lie
        self.chosen = [
            (entry["file"], entry["texts"][0])
            for entry in json.loads((PICTURES / "manifest.json").read_text(encoding="utf-8"))
            if entry["has_code"]
        ][:12]
        self.codes = [f"retailer's canary code {number:04}" for number in range(40)]
        texts = [text for _, text in self.chosen] + self.codes
        self.central = central_with(
            folder / "work", [reservation(f"C{n:03}", t, **PLANTED) for n, t in enumerate(texts)]
        )
        (folder / "work" / "reservations.jsonl").unlink()  # the retailer's own, as the manual says
        self.secrets: dict[str, str] = {"PIN": PIN, "staff": STAFF_NAME}
        self.badge, self.first_pin = self._staffed()
        self.secrets["badge"] = self.badge

    def _staffed(self) -> tuple[str, str]:
        """One person on the staff list: what their badge says, and their first PIN."""
        work = self.folder / "work"
        (work / "staff.csv").write_text(f"number,name,roles\n1001,{STAFF_NAME},greeter\n", encoding="utf-8")
        options = ["--database", str(self.central.database), "--store", "1", "--badges", str(work / "badges.pdf")]
        assert main(["staff", "import", str(work / "staff.csv"), *options]) == 0
        pdf = (work / "badges.pdf").read_bytes()
        for file in ("staff.csv", "badges.pdf"):
            (work / file).unlink()  # imported, and printed
        (badge,) = [text for picture in pages_of(pdf, 4) for text in texts_in(picture)]
        return badge, next(word for word in words_on(pdf).split() if word.isdecimal() and len(word) == 6)

    def enrolled(self) -> TerminalFolder:
        terminal = TerminalFolder(self.folder / "terminal")
        dressed(terminal, 'kind = "none"')
        papers = self.central.enrol("Entrance A", terminal.folder / "enrolment.json")
        self.secrets["token"] = json.loads(papers.read_text())["token"]
        terminal.command("enrol", str(papers))
        papers.unlink()  # used, as the manual says
        return terminal

    def planted(self) -> set[tuple[str, bytes]]:
        """Every text that must be nowhere, as files hold texts."""
        texts = {
            **PLANTED,
            **self.secrets,
            "passphrase": PASSPHRASE,
            "phone, digits": "33612349876",
            "name, part": "Quatrevingt",
        }
        texts |= {f"code {at}": text for at, text in enumerate([text for _, text in self.chosen] + self.codes)}
        found: set[tuple[str, bytes]] = set()
        for what, text in texts.items():
            for encoded in (text.encode(), text.encode("utf-16-le"), json.dumps(text).strip('"').encode()):
                found |= {(what, encoded), (what, base64.b64encode(encoded)[:-4])}
        return found


def dressed(terminal: TerminalFolder, camera: str) -> None:
    terminal.configure(camera)
    text = terminal.config.read_text(encoding="utf-8")
    text = text.replace('[staff]\nid = "greeter-1"\nroles = ["greeter"]\n', "")  # there people sign in
    text = text.replace("production = false", "production = true").replace('store = "development"', 'store = "keyring"')
    terminal.config.write_text(text, encoding="utf-8")


@pytest.fixture
def cores_are_kept() -> Iterator[None]:
    """As on a machine that is set to keep core files: the processes begun here inherit it."""
    before = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (before[1], before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_CORE, before)


def seen(process: subprocess.Popen[bytes] | subprocess.Popen[str]) -> bytes:
    """What any other process may read of one: its command line, its environment, its children's."""
    found = b""
    for pid in [process.pid, *children(process.pid)]:
        for what in ("cmdline", "environ"):
            try:
                found += Path(f"/proc/{pid}/{what}").read_bytes()
            except OSError:
                continue  # it has ended, or is not ours to read: then nobody else's either
    return found


def children(pid: int) -> list[int]:
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for task in tasks for child in task.read_text().split()]


def a_day(hall: Hall, terminal: TerminalFolder) -> bytes:
    """Scans, a screen that shows names, crashes of both kinds, a last life that sends the rest; returns what was seen."""
    visible = b""
    texts = iter(hall.codes)
    entrance = Entrance(terminal, "--sync-first")
    assert "Sign in first" in entrance.scan(next(texts))["error"]
    assert entrance.scan(hall.badge)["signed_in"] == "1001"
    for _ in range(3):
        assert entrance.scan(next(texts))["admitted"]
        visible += seen(entrance.process)
        entrance.show(next(texts))
        entrance.kill()
        entrance = Entrance(terminal)
        assert entrance.scan(hall.badge)["signed_in"] == "1001"
    entrance.scan("canari-nobody-has-this-code")
    entrance.finish()
    shown = hall.folder / "shown"
    shown.mkdir()
    (shown / "0-badge.png").write_bytes(png(hall.badge))
    for file, _ in hall.chosen:
        shutil.copy(PICTURES / file, shown / file)
    dressed(
        terminal,
        f'kind = "folder"\nlocation = "{shown}"\n'
        "options = { hold = true, seconds = 6.0, gap = 0.3, gone_after = 0.1, frames_per_second = 20 }",
    )
    for crash in (signal.SIGABRT, signal.SIGSEGV):
        before = admitted(terminal)
        app = subprocess.Popen(
            [*KIOSK, "run", "--station", "entrance", "--config", str(terminal.config)],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        wait_until(lambda before=before: admitted(terminal) > before, "a name on the screen")
        visible += seen(app)
        app.send_signal(crash)
        visible += app.communicate()[0]
        assert app.returncode == -crash
    shutil.rmtree(shown)
    dressed(terminal, 'kind = "none"')
    own_pin(hall, terminal)
    last = Entrance(terminal)
    last.scan(hall.badge)
    last.scan(next(texts))
    wait_until(lambda: terminal_is_empty(hall.central), "all of it at central")
    last.finish()
    return visible


def own_pin(hall: Hall, terminal: TerminalFolder) -> None:
    """The first PIN is changed for one that is like no other, as the sign-in page does it."""
    with Terminal.open(read_config(terminal.config)) as opened:
        submit, sign_in = opened.store.worker.submit, opened.desk.sign_in
        assert submit(sign_in.by_pin, "1001", hall.first_pin).result().wants_pin
        assert submit(sign_in.choose_pin, PIN).result().person.name == STAFF_NAME
        submit(sign_in.end).result()


def admitted(terminal: TerminalFolder) -> int:
    log = terminal.folder / "kiosk.log"
    return log.read_text(encoding="utf-8").count('"message": "shown"') if log.exists() else 0


def terminal_is_empty(central: CentralProcess) -> bool:
    # Three scanned, one on the screen, the last; what was killed may not have been read.
    return len(arrivals(central)) >= 5


def found_in(folder: Path, hall: Hall) -> list[str]:
    """Files that hold what was planted: which, and what."""
    planted = hall.planted()
    return [
        f"{path.relative_to(folder)}: {what}"
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink() and path.parent.name != "credentials"
        for content in [path.read_bytes()]
        for what, needle in planted
        if needle in content
    ]


@pytest.mark.slow
@pytest.mark.usefixtures("cores_are_kept")
def test_nothing_of_a_person_and_no_secret_is_left_anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hall = Hall(tmp_path, monkeypatch)
    with hall.central:
        terminal = hall.enrolled()
        assert found_in(tmp_path, hall) == []
        visible = a_day(hall, terminal)
        running = found_in(tmp_path, hall)  # WAL files are there
        hall.central.kill()
        assert running == []
    assert found_in(tmp_path, hall) == []
    assert [what for what, needle in hall.planted() if needle in visible] == []
    assert not [path for path in tmp_path.rglob("core*") if path.is_file()], "memory on the disk"
    # The search finds what is there: one text in one file.
    (tmp_path / "tmp" / "left").write_text(f"so said {PLANTED['email']}", encoding="utf-8")
    assert found_in(tmp_path, hall) == ["tmp/left: email"]


@pytest.mark.slow
@pytest.mark.parametrize("how", ["revoked", "purged"])
def test_after_a_wipe_the_terminals_folder_holds_no_name_no_token_and_no_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    """In production dress: the encrypted key file, a sign-in, a WAL that a crash left, a file moved aside."""
    hall = Hall(tmp_path, monkeypatch)
    with hall.central:
        terminal = hall.enrolled()
        entrance = Entrance(terminal, "--sync-first")
        assert entrance.scan(hall.badge)["signed_in"] == "1001"
        assert entrance.scan(hall.codes[0])["admitted"]
        entrance.kill()
        (database,) = terminal.folder.glob("launch-*.db")
        if how == "revoked":
            shutil.copy(database, database.with_name(f"{database.stem}.damaged-20261122T090500Z.db"))
            hall.central.run("terminal", "revoke", "Entrance A", "--reason", "canary")
            wiped = Entrance(terminal)
            assert wiped.process.wait(60) == 2
            wiped.finish()
        else:
            terminal.command("purge")
    left = {path.name for path in terminal.folder.rglob("*") if path.is_file()}
    stem = database.stem
    more = {f"{stem}.sealed"} if how == "revoked" else set[str]()
    assert left == {"keys.cfg", "kiosk.log", "kiosk.toml", f"{stem}.withdrawal.json"} | more
    assert found_in(terminal.folder, hall) == []
    assert "database" not in (terminal.folder / "keys.cfg").read_text(encoding="utf-8")


@pytest.mark.skipif(sys.platform != "linux", reason="what is asked is Linux's")
def test_the_kernel_is_told_not_to_dump() -> None:
    asks = "import ctypes, resource; print(*resource.getrlimit(resource.RLIMIT_CORE)[:1], ctypes.CDLL(None).prctl(3, 0, 0, 0, 0));"
    done = subprocess.run(
        [KIOSK[0], "-c", f"{asks} from kiosk.dumps import forbid_dumps; forbid_dumps(); {asks}"],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
        check=True,
    )
    before, after = done.stdout.split("\n")[:2]
    assert (before.split()[1], after) == ("1", "0 0")


@pytest.mark.usefixtures("cores_are_kept")
def test_a_process_that_may_not_be_dumped_leaves_no_core(tmp_path: Path) -> None:
    """On a machine that keeps core files beside the process; the same process without the ban leaves one, or none would."""
    pattern = Path("/proc/sys/kernel/core_pattern")
    if not pattern.exists() or "/" in pattern.read_text() or pattern.read_text().startswith("|"):
        pytest.skip("this machine keeps core files elsewhere")
    for ban, left in (("", True), ("from kiosk.dumps import forbid_dumps; forbid_dumps();", False)):
        folder = tmp_path / ("banned" if ban else "free")
        folder.mkdir()
        done = subprocess.run(
            [KIOSK[0], "-c", f"import os; {ban} os.abort()"],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
            check=False,
        )
        assert done.returncode == -signal.SIGABRT
        if not ban and not list(folder.iterdir()):
            pytest.skip("this machine keeps no core files")
        assert bool(list(folder.iterdir())) is left
