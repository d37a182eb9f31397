"""The page of a terminal that was withdrawn: what it says, in both languages, and that nothing on it can be pressed."""

from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtQuick import QQuickItem
from pytestqt.qtbot import QtBot

from ui.language import Languages
from ui.screen import Frame, Look, Screen

WORDS = {"en": "This terminal was withdrawn", "fr": "Cette borne a été retirée"}


@pytest.mark.parametrize("language", WORDS)
def test_it_says_so_and_offers_nothing(qtbot: QtBot, language: str, tmp_path: Path) -> None:
    languages = Languages()
    languages.install(language)
    screen = Screen("WithdrawnPage", QObject(), Look(), lambda _text, _ended: None)
    try:
        with qtbot.waitSignal(screen.drawn, timeout=20_000):
            screen.open(Frame(size=(1280, 800)))
        root = screen.view.rootObject()
        assert root is not None
        title = root.findChild(QQuickItem, "withdrawn")
        assert title is not None
        assert title.property("text") == WORDS[language]
        assert not [item for item in root.findChildren(QQuickItem) if item.acceptedMouseButtons().value]
        picture = screen.view.grabWindow()
        assert picture.save(str(tmp_path / "withdrawn.png"))
        ground = picture.pixelColor(20, 20)
        assert ground.green() <= ground.red() + 40, "nothing green"
    finally:
        screen.end()
        languages.uninstall()
