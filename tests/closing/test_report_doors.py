"""Whether the stations were ready, in the report: the day's last signed word of each, and who said none."""

from dataclasses import replace
from typing import Any

import pytest

from kiosk.domain.closing.day_end import day_end
from kiosk.domain.doors.finding import Found, finding, in_order
from kiosk.domain.doors.signed import payload_of
from kiosk.domain.event import EventKind
from kiosk.domain.reservation import TerminalRow
from kiosk.report.document import Section, Table, Text
from kiosk.report.doors import doors
from kiosk.report.languages import WORDS
from kiosk.report.tongue import Tongue
from tests.closing.books import Writer, book
from tests.domain.test_doors import READY

SICK = replace(
    READY, findings=in_order([*READY.findings, finding(Found.SPACE_NONE, mb=3), finding(Found.POWER_UNTOLD)])
)
ROWS = (TerminalRow("t-a", "Entrance A", "A"), TerminalRow("t-b", "Entrance B", "B"))


def section(said: Writer, language: str = "en", **others: Any) -> Section:
    day = book((), said.events, terminals=ROWS, **others)
    return doors(day_end(day), Tongue(WORDS[language], day))


def texts(told: Section) -> list[str]:
    return [block.text for block in told.blocks if isinstance(block, Text)]


def test_the_last_word_of_each_station_and_who_said_none() -> None:
    said = Writer()
    said.say(EventKind.DOORS_CHECKED, None, -40, **payload_of(SICK))
    said.say(EventKind.DOORS_CHECKED, None, -20, **payload_of(READY))
    told = section(said)
    (table,) = [block for block in told.blocks if isinstance(block, Table)]
    ((name, light, _, by, red, amber),) = table.rows
    assert (name, light, by, red, amber) == ("Entrance A", "ready", "1001", "0", "0")
    assert texts(told)[-1] == "Not checked: Entrance B."
    said.say(EventKind.DOORS_CHECKED, None, 5, terminal="t-b", staff="", **payload_of(SICK))
    told = section(said)
    (table,) = [block for block in told.blocks if isinstance(block, Table)]
    assert [(row[0], row[1], row[3], row[4], row[5]) for row in table.rows] == [
        ("Entrance A", "ready", "1001", "0", "0"),
        ("Entrance B", "not ready", "by itself", "1", "1"),
    ]
    assert "Not checked" not in " ".join(texts(told))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_another_days_check_is_none(language: str) -> None:
    said = Writer()
    said.say(EventKind.DOORS_CHECKED, None, -24 * 60, **payload_of(READY))
    told = section(said, language)
    assert texts(told)[-1] == WORDS[language].doors_none
    assert not [block for block in told.blocks if isinstance(block, Table)]
