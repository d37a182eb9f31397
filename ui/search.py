"""The search by name or last four digits: what was typed, and the rows found, names masked until the act."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import (
    Property,
    QAbstractListModel,
    QByteArray,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.answers import Match
from kiosk.domain import formats
from kiosk.domain.plain_text import plain
from ui.context import Place
from ui.single_shot import single_shot

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

_ROLES = ("name", "phone", "product", "slot", "stage")
_PAUSE_MS = 120
"""Typing pauses this long before the desk is asked."""
_ROOT = QModelIndex()


@QmlElement
@QmlUncreatable("made by EntranceModel")  # pyright: ignore[reportCallIssue] (the stub lacks __call__)
class SearchModel(QAbstractListModel):
    changed = Signal()
    wanted = Signal(str)
    """Ask the desk for this text."""

    def __init__(self, place: Callable[[], Place], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._place = place
        self._language = "en"
        self._query = ""
        self._matches: tuple[Match, ...] = ()
        self._answered = ""
        self._pause = single_shot(self, self._ask, _PAUSE_MS)

    def match_at(self, row: int) -> Match | None:
        return self._matches[row] if 0 <= row < len(self._matches) else None

    def show(self, query: str, matches: tuple[Match, ...]) -> None:
        """The desk's answer; an answer to an older text is dropped."""
        if query != self._query.strip():
            return
        self.beginResetModel()
        self._matches = matches
        self._answered = query
        self.endResetModel()
        self.changed.emit()

    def speak(self, language: str) -> None:
        """Times of the rows in another language."""
        self._language = language
        if self._matches:
            self.dataChanged.emit(self.index(0), self.index(len(self._matches) - 1))

    @Slot()
    def clear(self) -> None:
        self._pause.stop()
        self._query = self._answered = ""
        self.beginResetModel()
        self._matches = ()
        self.endResetModel()
        self.changed.emit()

    @Slot(str)
    def setQuery(self, text: str) -> None:
        if text == self._query:
            return
        self._query = text[:40]
        self.changed.emit()
        if self._query.strip():
            self._pause.start()
        else:
            self.clear()

    @Slot(str)
    def typeKey(self, key: str) -> None:
        self.setQuery(self._query + key)

    @Slot()
    def erase(self) -> None:
        self.setQuery(self._query[:-1])

    def _ask(self) -> None:
        self.wanted.emit(self._query.strip())

    @Property(str, notify=changed)
    def query(self) -> str:
        return self._query

    @Property(int, notify=changed)
    def count(self) -> int:
        return len(self._matches)

    @Property(bool, notify=changed)
    def nothingFound(self) -> bool:
        return bool(self._answered) and self._answered == self._query.strip() and not self._matches

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._matches)

    def roleNames(self) -> dict[int, QByteArray]:
        base = int(Qt.ItemDataRole.UserRole)
        return {base + offset: QByteArray(name.encode()) for offset, name in enumerate(_ROLES, 1)}

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> Any:
        match = self.match_at(index.row())
        if match is None:
            return None
        name = _ROLES[role - int(Qt.ItemDataRole.UserRole) - 1] if role > int(Qt.ItemDataRole.UserRole) else ""
        if name == "name":
            return plain(match.name_masked, 60)
        if name == "phone":
            return plain(match.phone_last4, 4)
        if name == "product":
            return (
                plain(" ".join(part for part in (match.product.name, match.product.size) if part))
                if match.product
                else ""
            )
        if name == "slot":
            return formats.span(match.reservation.slot, self._place().zone, self._language)
        return match.stage if name == "stage" else None
