"""From the counter's page to a receipt in a folder: the real page, desk, store and printer."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from kiosk.domain.receipt import short_reference
from kiosk.floor_answers import Rules
from tests.desk.floor_day import Team
from tests.store.day import reservation
from tests.ui.counter_room import OpenCounter, Printer, Room, number, with_open_lock, with_ready
from tests.ui.receipt_room import PARIS, TillPrinter
from tests.ui.station_room import OpenTeam
from ui.printing.escpos_composer import EscposSetup
from ui.printing.escpos_printer import EscposPrinter
from ui.printing.layout import Paper
from ui.printing.receipts import Device, StationReceipts
from ui.printing.sheet_printer import PdfFolder
from ui.receipts import Trouble
from ui.stations import counter_words as words


def printing_on(team: Team, device: Device) -> StationReceipts:
    rules: Callable[[], Any] = team.desk.floor.rules

    def told() -> Any:
        return team.store.worker.submit(rules)

    return StationReceipts(device, told, lambda: PARIS, team.terminal_id, limit_s=30)


def folder_printer(team: Team, folder: Path) -> StationReceipts:
    return printing_on(team, PdfFolder(folder, Paper.ROLL_80))


def test_a_touch_brings_paper(open_team: OpenTeam, open_counter: OpenCounter, tmp_path: Path) -> None:
    team = with_ready(open_team)
    printer = folder_printer(team, tmp_path / "receipts")
    room = open_counter(team, receipts=printer)
    with_open_lock(team, room)
    room.touch("presented_0")
    room.touch("demo_0")
    room.touch("handOver")
    room.shows("faceText", "is printed")
    (file,) = (tmp_path / "receipts").iterdir()
    event = team.events()[-1]
    assert file.stem == f"receipt-{short_reference(event.event_id)}"
    document = pypdfium2.PdfDocument(file)
    words = document[0].get_textpage().get_text_bounded()
    document.close()
    rules: Rules = team.ask(team.desk.floor.rules)
    assert rules.store is not None
    for expected in (rules.store.name, number(team), "SN1", "Reçu de remise", "Démonstration"):
        assert expected in words
    assert reservation(1).customer.name not in words
    printer.stop()
    assert printer.join(10)


def test_a_printer_that_fails_takes_nothing_back(
    open_team: OpenTeam, open_counter: OpenCounter, tmp_path: Path
) -> None:
    team = with_ready(open_team)
    (tmp_path / "taken").write_text("")
    printer = folder_printer(team, tmp_path / "taken" / "receipts")
    room = open_counter(team, receipts=printer)
    with_open_lock(team, room)
    room.touch("presented_0")
    room.touch("demo_0")
    room.touch("handOver")
    room.shows("faceHeadline", "is handed over")
    room.wait(lambda: "fault" in room.sounds)
    assert team.entry().state.collected is not None
    printer.stop()
    assert printer.join(10)


PRINTERS: tuple[tuple[dict[str, Any], str, str], ...] = (
    ({"rolls": 0}, "has no paper", "plus de papier"),
    ({"online": False}, "is not ready", "pas prête"),
    ({"answers": False}, "does not answer", "ne répond pas"),
)


@pytest.mark.parametrize(("printer", "english", "french"), PRINTERS)
def test_the_page_says_what_is_wrong_with_the_printer(
    open_team: OpenTeam, open_counter: OpenCounter, printer: dict[str, Any], english: str, french: str
) -> None:
    """A real line to a till printer that has no paper, is off line, or says nothing."""
    team = with_ready(open_team)
    with TillPrinter(**printer) as till:
        device = EscposPrinter(EscposSetup("network", till.address, timeout_s=0.3))
        receipts = printing_on(team, device)
        _handed(team, room := open_counter(team, receipts=receipts))
        room.shows("faceText", english)
        room.model.speak("fr")
        room.shows("faceText", french)
        assert team.entry().state.collected is not None
        receipts.stop()
        assert receipts.join(10)


def test_a_printer_that_is_off_cannot_be_reached(open_team: OpenTeam, open_counter: OpenCounter) -> None:
    team = with_ready(open_team)
    with TillPrinter() as gone:
        address = gone.address
    receipts = printing_on(team, EscposPrinter(EscposSetup("network", address, timeout_s=0.3)))
    _handed(team, room := open_counter(team, receipts=receipts))
    room.shows("faceText", "cannot be reached")
    receipts.stop()
    assert receipts.join(10)


def test_who_left_the_page_is_told_all_the_same(open_team: OpenTeam, open_counter: OpenCounter) -> None:
    team = with_ready(open_team)
    printer = Printer()
    _handed(team, room := open_counter(team, receipts=printer))
    room.wait(lambda: len(printer.asked) == 1)
    room.touch("faceAction")
    room.wait(lambda: not room.model.customer.shown)
    printer.fails(Trouble.HALFWAY)
    room.shows("noticeText", "was lost while it printed")


def test_each_trouble_is_told_in_both_languages(open_team: OpenTeam, open_counter: OpenCounter) -> None:
    """No two alike, none left in English."""
    room = open_counter(open_team())
    english = {
        trouble: room.languages.told_in(words.CONTEXT)(text, "en") for trouble, text in words.NOT_PRINTED.items()
    }
    french = {trouble: room.languages.told_in(words.CONTEXT)(text, "fr") for trouble, text in words.NOT_PRINTED.items()}
    assert set(words.NOT_PRINTED) == set(Trouble)
    assert len({*english.values(), *french.values()}) == 2 * len(Trouble)


def test_by_mail_is_offered_where_central_can_and_chosen_by_touch(
    open_team: OpenTeam, open_counter: OpenCounter
) -> None:
    team = with_ready(open_team, receipt_by_email=True)
    printer = Printer()
    room = open_counter(team, receipts=printer)
    with_open_lock(team, room)
    assert [room.text(f"receipt_{index}") for index in range(3)] == ["Printed", "By e-mail", "None"]
    assert [room.item(f"receipt_{index}").property("chosen") for index in range(3)] == [True, False, False]
    room.touch("receipt_1")
    room.wait(lambda: bool(room.item("receipt_1").property("chosen")))
    assert not room.item("receipt_0").property("chosen")
    room.touch("presented_0")
    room.touch("demo_0")
    room.touch("handOver")
    room.shows("faceText", "by e-mail")
    assert team.events()[-1].payload["receipt"] == "email"
    assert printer.asked == []
    assert not room.has("printAgain")


def test_without_a_printer_nothing_is_mailed_unless_it_is_asked_for(
    open_team: OpenTeam, open_counter: OpenCounter
) -> None:
    team = with_ready(open_team, receipt_by_email=True)
    room = open_counter(team)
    with_open_lock(team, room)
    assert [room.text(f"receipt_{index}") for index in range(2)] == ["By e-mail", "None"]
    assert room.item("receipt_1").property("chosen")
    room.touch("presented_0")
    room.touch("demo_0")
    room.touch("handOver")
    room.shows("faceText", "Without a receipt")
    assert team.events()[-1].payload["receipt"] == "none"


def test_an_address_that_goes_while_the_page_is_open_is_not_promised(
    open_team: OpenTeam, open_counter: OpenCounter
) -> None:
    team = with_ready(open_team, receipt_by_email=True)
    room = open_counter(team, receipts=Printer())
    with_open_lock(team, room)
    room.touch("receipt_1")
    room.wait(lambda: bool(room.item("receipt_1").property("chosen")))
    team.book(reservation(1))
    room.wait(lambda: not room.has("receipt_2"))
    assert [room.text(f"receipt_{index}") for index in range(2)] == ["Printed", "None"]
    assert room.item("receipt_0").property("chosen")


def _handed(team: Team, room: Room) -> None:
    with_open_lock(team, room)
    room.touch("presented_0")
    room.touch("demo_0")
    room.touch("handOver")
    room.shows("faceHeadline", "is handed over")
