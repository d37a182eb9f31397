"""Pictures of a receipt as a till printer draws it, for the documents. Data and people are fictional."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter

from kiosk.domain.counter import Demo, Receipt
from kiosk.floor_answers import HandedOver
from ui.fiction import NOW, PLACE
from ui.fiction_floor import RULES, people
from ui.printing.layout import Paper, picture
from ui.printing.text import receipt_text
from ui.window import make_application

DOTS = 576
EDGE = 32
"""What the paper has beyond the print head, in dots."""


def render(folder: Path, languages: Iterable[str]) -> list[Path]:
    """`receipt-fr.png` and so on."""
    make_application(offscreen=True)
    ready = next(one for one in people() if one.state.counter)
    handed = HandedOver("3f2a9c01" + 24 * "0", NOW, ready, "LN41-0090042", Receipt.PRINTED, True, Demo.BOOKED)
    folder.mkdir(parents=True, exist_ok=True)
    files: list[Path] = []
    for language in languages:
        text = receipt_text(handed, RULES, PLACE.zone, language)
        drawn = QImage.fromData(picture(text, Paper.ROLL_80, DOTS))
        paper = QImage(DOTS + 2 * EDGE, drawn.height() + 2 * EDGE, QImage.Format.Format_Grayscale8)
        paper.fill(Qt.GlobalColor.white)
        painter = QPainter(paper)
        painter.drawImage(EDGE, EDGE, drawn)
        painter.end()
        files.append(folder / f"receipt-{language}.png")
        paper.save(str(files[-1]))
    return files
