"""`kiosk doctor` with a real terminal, a real central and a real key store: its exit codes, its JSON, its lines."""

import json
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from sqlalchemy import select

from central.database import Database
from central.tables import events
from kiosk.cli import inspector
from kiosk.cli.central_process import CentralProcess
from kiosk.cli.config import CameraConfig, Config, DoorsConfig
from kiosk.cli.doctor_trials import card_read, judged, try_card
from kiosk.cli.main import main
from kiosk.cli.standing_note import FILE, read
from kiosk.domain.doors.finding import Check, Found, Light
from scanner.hand.setup_code import MICRO_TEXT, SETUP_TEXT
from scanner.messages import SourceSpec
from tests.cli.test_withdrawal_command import of_the_day
from tests.e2e.parts import KIOSK, Entrance, TerminalFolder, wait_until

WITHOUT = ("camera", "hand_scanner", "sound", "printer", "second_screen", "power", "hub")
PATIENT = ("--wait", "60")


def doctored(terminal: TerminalFolder, *options: str, **environment: str) -> tuple[int, dict[str, Any]]:
    """Exit code, and what it says as JSON."""
    command = [*KIOSK, "doctor", "--config", str(terminal.config), "--json", *options]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=_environment(environment))
    assert done.stdout, done.stderr
    told = json.loads(done.stdout)
    assert told["exit_code"] == done.returncode
    return done.returncode, told


def _environment(more: dict[str, str]) -> dict[str, str]:
    import os

    return {**os.environ, **more}


def found(told: dict[str, Any]) -> dict[str, str]:
    return {one["check"]: one["found"] for one in told["findings"]}


@pytest.fixture
def central(tmp_path: Path) -> Iterator[CentralProcess]:
    with of_the_day(tmp_path) as running:
        yield running


def waiving(terminal: TerminalFolder, *checks: str) -> None:
    text = terminal.config.read_text() + f"[doors]\nnot_needed = {json.dumps(list(checks))}\n"
    terminal.config.write_text(text)


def production(folder: Path, central: CentralProcess) -> tuple[TerminalFolder, dict[str, str]]:
    """A terminal as on the day: keys in an encrypted file that a credential opens, people who sign in."""
    credentials = folder / "credentials"
    credentials.mkdir(parents=True)
    (credentials / "kiosk-keyring").write_text("a passphrase of the service")
    terminal = TerminalFolder(folder)
    terminal.config.write_text(
        f'production = true\ndata = "{folder}"\n[camera]\nkind = "none"\n[screen]\nfullscreen = false\nsound = false\n'
    )
    environment = {"CREDENTIALS_DIRECTORY": str(credentials)}
    papers = central.enrol("Entrance A", folder / "enrolment.json", 1)
    enrol = [*KIOSK, "enrol", "--config", str(terminal.config), str(papers)]
    subprocess.run(enrol, check=True, env=_environment(environment), capture_output=True)
    people = folder / "staff.csv"
    people.write_text("number,name,roles\n1001,Alma,supervisor\n1002,Bruno,greeter\n")
    central.run("staff", "import", str(people), "--store", "1", "--badges", str(folder / "badges.pdf"))
    return terminal, environment


def test_ready_on_the_day_and_kept_at_central(tmp_path: Path, central: CentralProcess) -> None:
    terminal, environment = production(tmp_path / "a", central)
    waiving(terminal, *WITHOUT)
    code, told = doctored(terminal, "--sign", *PATIENT, **environment)
    assert (code, told["light"]) == (0, "green"), told
    assert {one["light"] for one in told["findings"]} == {"green", "not_needed"}
    assert set(found(told)) == set(Check), "every check is told"
    with Database(central.database, create=False) as database, database.read() as connection:
        (row,) = connection.execute(select(events.c.event_id, events.c.kind)).all()
    assert (row.event_id, row.kind) == (told["signed"], "doors_checked")


def test_amber_while_nobody_has_tried_what_people_try(tmp_path: Path, central: CentralProcess) -> None:
    terminal, environment = production(tmp_path / "a", central)
    waiving(terminal, *(one for one in WITHOUT if one != "hand_scanner"))
    code, told = doctored(terminal, *PATIENT, **environment)
    assert (code, told["light"], told["signed"]) == (1, "amber", "")
    assert [one["found"] for one in told["findings"] if one["light"] == "amber"] == ["hand_scanner.not_heard"]
    assert all(one["do"] for one in told["findings"] if one["light"] == "amber")


def test_red_before_anything_has_come(tmp_path: Path) -> None:
    central = of_the_day(tmp_path)
    with central:
        terminal = TerminalFolder(tmp_path / "a").enrol(central, "Entrance A")
    code, told = doctored(terminal, "--wait", "1")
    assert (code, told["light"]) == (2, "red")
    assert (found(told)["data"], found(told)["link"]) == ("data.empty", "link.offline")
    assert found(told)["codes"] == "codes.untrusted"


def test_red_where_nobody_has_enrolled_it(tmp_path: Path) -> None:
    code, told = doctored(TerminalFolder(tmp_path / "a"))
    assert (code, found(told)["key_store"]) == (2, "key_store.not_enrolled")
    assert "not enrolled" in told["note"]
    assert found(told)["disk"] == "disk.writes", "what can be checked is"


def test_red_where_the_key_store_stays_locked(tmp_path: Path, central: CentralProcess) -> None:
    terminal, environment = production(tmp_path / "a", central)
    (tmp_path / "a" / "credentials" / "kiosk-keyring").write_text("another passphrase")
    code, told = doctored(terminal, **environment)
    assert (code, found(told)["key_store"]) == (2, "key_store.locked")


def test_red_where_the_database_cannot_be_opened(tmp_path: Path, central: CentralProcess) -> None:
    terminal = TerminalFolder(tmp_path / "a").enrol(central, "Entrance A")
    doctored(terminal, *PATIENT)
    (tmp_path / "a" / "development-keys.json").write_text(
        json.dumps(
            {
                name: value
                for name, value in json.loads((tmp_path / "a" / "development-keys.json").read_text()).items()
                if name != "database-key"
            }
        )
    )
    code, told = doctored(terminal)
    assert (code, found(told)["key_store"]) == (2, "key_store.no_database")
    assert found(told)["data"] == "data.unasked"


def test_beside_a_kiosk_that_runs_its_own_word_is_judged(tmp_path: Path, central: CentralProcess) -> None:
    terminal = TerminalFolder(tmp_path / "a").enrol(central, "Entrance A")
    _, first = doctored(terminal, "--sign", *PATIENT)
    assert not first["running"]
    (terminal.folder / FILE).unlink()
    entrance = Entrance(terminal, "--sync-first")
    try:
        wait_until((terminal.folder / FILE).exists, "it notes how it stands")
        wait_until(lambda: found(doctored(terminal)[1])["link"] == "link.online", "the note follows the link")
        code, told = doctored(terminal, "--sign")
        assert told["running"]
        assert (found(told)["data"], found(told)["version"]) == ("data.whole", "version.equal")
        assert code == 1, "a trial's key store is amber"
        assert told["signed"] == ""
        assert "sign on its page" in told["note"]
        note = terminal.folder / FILE
        old = note.read_text().replace(str(datetime.now(UTC).year), "1999")
        note.write_text(old)
        assert found(doctored(terminal)[1])["data"] == "data.unasked", "an old note says nothing"
    finally:
        entrance.finish()


def test_a_note_of_another_terminal_says_nothing(tmp_path: Path, central: CentralProcess) -> None:
    terminal = TerminalFolder(tmp_path / "a").enrol(central, "Entrance A")
    doctored(terminal, *PATIENT)
    told = json.loads((terminal.folder / FILE).read_text())
    assert read(terminal.folder, told["terminal_id"]) is not None
    assert read(terminal.folder, "somebody-else") is None
    assert read(terminal.folder, told["terminal_id"], datetime.now(UTC) + timedelta(minutes=4)) is None
    (terminal.folder / FILE).write_text("{")
    assert read(terminal.folder, told["terminal_id"]) is None


def test_a_terminal_that_was_purged_keeps_no_note_and_says_so(tmp_path: Path, central: CentralProcess) -> None:
    terminal = TerminalFolder(tmp_path / "a").enrol(central, "Entrance A")
    doctored(terminal, *PATIENT)
    assert (terminal.folder / FILE).exists()
    terminal.command("purge")
    assert not (terminal.folder / FILE).exists()
    code, told = doctored(terminal)
    assert (code, found(told)["key_store"]) == (2, "key_store.withdrawn")


def test_lines_for_people(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--config", str(TerminalFolder(tmp_path / "a").config)]) == 2
    said = capsys.readouterr().out
    assert "RED    Key store         This terminal is not enrolled" in said
    assert "-> At central: `kiosk-central terminal invite`" in said
    assert said.endswith("NOT READY: mend what is red\n")


def test_a_waived_check_must_be_one_that_can_be(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    terminal = TerminalFolder(tmp_path / "a")
    waiving(terminal, "data")
    assert main(["doctor", "--config", str(terminal.config)]) == 2
    assert "doors" in capsys.readouterr().err


# --- the card, the camera, the hand scanner -----------------------------------------------------------------------------


def _picture(pdf: bytes, path: Path, dots_per_inch: int = 150) -> Path:
    page = pypdfium2.PdfDocument(pdf)[0]
    page.render(scale=dots_per_inch / 72).to_pil().save(path)
    return path


def test_the_card_is_read_by_the_scanner_at_the_size_it_says(tmp_path: Path) -> None:
    out = tmp_path / "card.pdf"
    assert main(["doctor", "--card", str(out)]) == 0
    page = pypdfium2.PdfDocument(out.read_bytes())[0]
    assert [round(side / 72 * 25.4) for side in page.get_size()] == [105, 148]
    _picture(out.read_bytes(), tmp_path / "card.png")
    told = try_card(SourceSpec("folder", str(tmp_path), {}), 20)
    assert told.found is Found.CAMERA_STAND_IN, "it was read; from a file, and that proves no camera"


def test_a_card_that_cannot_be_written_says_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--card", str(tmp_path / "none" / "card.pdf")]) == 2
    assert "Choose another file" in capsys.readouterr().err


def test_the_camera_without_a_card_and_without_pictures(tmp_path: Path) -> None:
    pictures = tmp_path / "pictures"
    pictures.mkdir()
    missing = try_card(SourceSpec("folder", str(pictures), {}), 1)
    assert (missing.found, missing.light) == (Found.CAMERA_MISSING, Light.RED)
    assert missing.figures["hint"]
    from PIL import Image

    Image.new("RGB", (640, 480), "grey").save(pictures / "grey.png")
    assert try_card(SourceSpec("folder", str(pictures), {}), 1).found is Found.CAMERA_NOT_SHOWN


def test_only_a_camera_proves_a_camera() -> None:
    assert [card_read(kind).light for kind in ("device", "stream")] == [Light.GREEN] * 2
    assert [card_read(kind).light for kind in ("simulated", "folder", "video")] == [Light.AMBER] * 3


def test_what_a_hand_scanner_types() -> None:
    assert judged(SETUP_TEXT).found is Found.HAND_SCANNER_HEARD
    assert judged("").found is Found.HAND_SCANNER_NOT_HEARD
    assert judged(SETUP_TEXT[:-9] + SETUP_TEXT[-8:]).found is Found.HAND_SCANNER_DAMAGES
    assert judged("4006381333931").found is Found.HAND_SCANNER_DAMAGES
    assert judged(MICRO_TEXT).found is Found.HAND_SCANNER_DAMAGES


def test_asked_step_by_step(tmp_path: Path, central: CentralProcess) -> None:
    terminal = TerminalFolder(tmp_path / "a").enrol(central, "Entrance A")
    text = terminal.config.read_text() + '[receipt]\nprinter = "pdf"\n'
    terminal.config.write_text(text)
    command = [*KIOSK, "doctor", "--config", str(terminal.config), "--ask", "--sign", *PATIENT]
    done = subprocess.run(command, input=f"{SETUP_TEXT}\ny\n", capture_output=True, text=True, check=False)
    assert "green  Hand scanner" in done.stdout, done.stderr
    assert "green  Receipt printer" in done.stdout, done.stderr
    assert list((terminal.folder / "receipts").iterdir()), "it was printed"
    _, later = doctored(terminal, *PATIENT)
    told = {one["check"]: one for one in later["findings"]}
    assert told["printer"]["found"] == "printer.legible"
    assert "at 20" in told["printer"]["says"], "tried this morning, and it says when"


# --- the machine --------------------------------------------------------------------------------------------------------


def test_the_disk_of_the_data(tmp_path: Path) -> None:
    assert inspector.write_ms(tmp_path) is not None
    assert list(tmp_path.iterdir()) == [], "nothing is left"
    assert inspector.write_ms(tmp_path / "none") is None
    assert (inspector.free_mb(tmp_path) or 0) > 0
    assert inspector.free_mb(tmp_path / "none") is None


def test_what_is_waived_by_the_configuration() -> None:
    config = Config(camera=CameraConfig(kind="device"), doors=DoorsConfig(not_needed=("camera",)))
    told = {one.check: one.found for one in inspector.person_findings(config)}
    assert told[Check.CAMERA] is Found.CAMERA_WAIVED
    assert {one.check: one.found for one in inspector.person_findings(Config())}[Check.CAMERA] is Found.CAMERA_NOT_TRIED
