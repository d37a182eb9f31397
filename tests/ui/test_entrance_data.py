"""What the entrance says of its data: conflicts, events that central refused, a copied terminal, a copy in doubt."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtGui import QColor

from kiosk.answers import DataState
from kiosk.errors import Fault
from tests.ui.conftest import Page
from ui import fiction

OpenPage = Callable[..., Page]
WARNING = "#ffc247"
WHOLE = DataState(1000, 1000, True, 0, fiction.NOW - timedelta(seconds=12), 0)


@pytest.mark.parametrize(
    ("language", "conflicts", "rejected", "said"),
    [
        ("en", 2, 1, ("2 conflicts", "1 event refused by central")),
        ("fr", 1, 1204, ("1\u00a0conflit", "1\u202f204\u00a0événements refusés par le serveur central")),
    ],
)
def test_the_strip_counts_conflicts_and_refused_events(
    open_page: OpenPage, language: str, conflicts: int, rejected: int, said: tuple[str, str]
) -> None:
    page = open_page(language=language)
    names = ("stripConflicts", "stripRejected")
    assert not any(page.has(name) for name in names), "nothing is said of none"
    before = page.picture()
    page.desk.state = replace(WHOLE, conflicts=conflicts, rejected=rejected)
    page.model.refresh()
    page.qtbot.waitUntil(lambda: all(page.has(name) for name in names))
    assert tuple(page.text(name) for name in names) == said
    assert page.model.banners.names == []
    after = page.picture()
    for name in names:
        item = page.item(name)
        place = item.mapRectToScene(item.boundingRect()).toRect()
        assert before.copy(place) != after.copy(place), name
        assert QColor(item.property("ink")) not in (QColor(WARNING), after.pixelColor(place.topLeft())), (
            "calm, and legible"
        )
    page.desk.state = WHOLE
    page.model.refresh()
    page.qtbot.waitUntil(lambda: not any(page.has(name) for name in names))


@pytest.mark.parametrize(
    ("language", "whole", "copied", "doubt"),
    [
        ("en", "1,000 of", ("exists twice", "Call a supervisor", "enrolled again"), ("differs", "call support")),
        ("fr", "sur 1", ("en double", "Appelez un responsable", "inscrite de nouveau"), ("diffèrent", "l’assistance")),
    ],
)
def test_the_banner_says_what_to_do_about_the_data(
    open_page: OpenPage, language: str, whole: str, copied: tuple[str, ...], doubt: tuple[str, ...]
) -> None:
    page = open_page(language=language)
    page.desk.state = replace(WHOLE, copied=True)
    page.model.refresh()
    page.qtbot.waitUntil(lambda: page.has("banner_copied"))
    assert all(part in page.text("banner_copied") for part in copied)
    assert whole in page.text("stripData"), "a copied terminal's data may be whole"
    assert not page.has("dismiss_copied"), "it goes when somebody has mended it"
    page.desk.state = replace(WHOLE, in_doubt=True)
    page.model.refresh()
    page.qtbot.waitUntil(lambda: page.model.banners.names == ["in_doubt"])
    page.qtbot.waitUntil(lambda: page.has("banner_in_doubt"))
    assert all(part in page.text("banner_in_doubt") for part in doubt)
    assert doubt[0][:4] in page.text("stripData")
    page.desk.state = WHOLE
    page.model.refresh()
    page.qtbot.waitUntil(lambda: page.model.banners.names == [] and whole in page.text("stripData"))


@pytest.mark.parametrize("held", [0, 740, 1000])
@pytest.mark.parametrize("complete", [False, True])
def test_data_in_doubt_is_never_shown_as_complete(open_page: OpenPage, held: int, complete: bool) -> None:
    page = open_page()
    muted = QColor(page.item("stripData").property("ink"))
    page.desk.state = replace(WHOLE, reservations=held, complete=complete, in_doubt=True)
    page.model.refresh()
    page.qtbot.waitUntil(lambda: page.model.strip.dataLevel == "doubtful")
    assert page.text("stripData") == "Data differs from central’s"
    assert QColor(page.item("stripData").property("ink")) != muted


def test_a_doubt_stays_while_the_data_cannot_be_read(open_page: OpenPage, caplog: pytest.LogCaptureFixture) -> None:
    page = open_page()
    page.desk.state = replace(WHOLE, copied=True, in_doubt=True)
    page.model.refresh()
    page.qtbot.waitUntil(lambda: page.model.banners.names == ["copied", "in_doubt"])
    page.desk.state = Fault("read", "Call support.", "broken")
    page.model.refresh()
    page.qtbot.waitUntil(lambda: page.model.strip.dataLevel == "unknown")
    assert page.model.banners.names == ["copied", "in_doubt"]
    caplog.clear()
