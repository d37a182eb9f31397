"""From the counter's page to a receipt in a folder: the real page, desk, store and printer."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2

from kiosk.domain.receipt import short_reference
from kiosk.floor_answers import Rules
from tests.desk.floor_day import Team
from tests.store.day import reservation
from tests.ui.counter_room import OpenCounter, number, with_open_lock, with_ready
from tests.ui.receipt_room import PARIS
from tests.ui.station_room import OpenTeam
from ui.printing.layout import Paper
from ui.printing.receipts import StationReceipts
from ui.printing.sheet_printer import PdfFolder


def folder_printer(team: Team, folder: Path) -> StationReceipts:
    rules: Callable[[], Any] = team.desk.floor.rules

    def told() -> Any:
        return team.store.worker.submit(rules)

    return StationReceipts(PdfFolder(folder, Paper.ROLL_80), told, lambda: PARIS, team.terminal_id, limit_s=30)


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
