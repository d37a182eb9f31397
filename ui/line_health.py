"""How the camera's line goes, for the sheet behind the strip's camera: six figures, worded in LineSheet.qml.

`line_facts` is pure. A figure that is not known yet is a dash, never a nought.
"""

from dataclasses import dataclass

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.domain import formats
from scanner.messages import Health

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

UNKNOWN = "–"


@dataclass(frozen=True, slots=True)
class LineFacts:
    frames: str = UNKNOWN
    decoding: str = UNKNOWN
    half_read: str = UNKNOWN
    most_read: str = UNKNOWN
    reads: str = UNKNOWN
    misses: str = UNKNOWN
    many_missed: bool = False
    """More leave unread than one in ten: somebody should look at the light, the lens or the place."""


def line_facts(health: Health | None, language: str) -> LineFacts:
    if health is None:
        return LineFacts()
    looking = health.frames_per_second > 0
    presented = health.reads_per_minute + health.misses
    return LineFacts(
        frames=formats.number(round(health.frames_per_second), language) if looking else UNKNOWN,
        decoding=f"{formats.number(round(health.decode_ms), language)}{formats.NBSP}ms" if looking else UNKNOWN,
        half_read=formats.seconds(health.read_p50_ms, language) if health.reads_per_minute else UNKNOWN,
        most_read=formats.seconds(health.read_p95_ms, language) if health.reads_per_minute else UNKNOWN,
        reads=formats.number(health.reads_per_minute, language),
        misses=formats.number(health.misses, language),
        many_missed=health.misses >= 2 and health.misses * 10 > presented,
    )


@QmlElement
@QmlUncreatable("made by EntranceModel")  # pyright: ignore[reportCallIssue] (the stub lacks __call__)
class LineModel(QObject):
    changed = Signal()

    def __init__(self, language: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._health: Health | None = None
        self._language = language
        self._facts = LineFacts()

    def report(self, health: Health | None) -> None:
        """None: the camera is gone, and what it said last says nothing about now."""
        self._health = health
        self._show()

    def speak(self, language: str) -> None:
        self._language = language
        self._show()

    def _show(self) -> None:
        facts = line_facts(self._health, self._language)
        if facts != self._facts:
            self._facts = facts
            self.changed.emit()

    @Property(str, notify=changed)
    def frames(self) -> str:
        return self._facts.frames

    @Property(str, notify=changed)
    def decoding(self) -> str:
        return self._facts.decoding

    @Property(str, notify=changed)
    def halfRead(self) -> str:
        return self._facts.half_read

    @Property(str, notify=changed)
    def mostRead(self) -> str:
        return self._facts.most_read

    @Property(str, notify=changed)
    def reads(self) -> str:
        return self._facts.reads

    @Property(str, notify=changed)
    def misses(self) -> str:
        return self._facts.misses

    @Property(bool, notify=changed)
    def manyMissed(self) -> bool:
        return self._facts.many_missed
