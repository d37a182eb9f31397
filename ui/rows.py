"""The rows of a list as QML sees them: `show` takes the whole new list and tells Qt only of what became different.

Knows no business: what a row is and in which order rows stand is whoever fills it. GUI thread only.
"""

import itertools
from bisect import bisect_left
from collections.abc import Hashable, Iterable, Sequence
from itertools import compress
from operator import is_not, ne
from typing import Any, Protocol

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

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

_ROOT = QModelIndex()
_FIRST_ROLE = int(Qt.ItemDataRole.UserRole) + 1


class Row(Protocol):
    """One line of a list: a frozen dataclass whose attributes are the roles. Rows with equal keys are the same line."""

    @property
    def key(self) -> Hashable: ...


@QmlElement
@QmlUncreatable("made by a station's model")  # pyright: ignore[reportCallIssue] (the stub lacks __call__)
class RowsModel(QAbstractListModel):
    countChanged = Signal()

    def __init__(self, roles: Sequence[str], parent: QObject | None = None) -> None:
        """`roles` are names of attributes that every row has; a delegate asks for them as required properties."""
        super().__init__(parent)
        self._roles = tuple(roles)
        self._rows: list[Any] = []

    # What the station's model calls

    def show(self, rows: Sequence[Row]) -> None:
        """Become these rows: lines keep their place on the screen, those that moved move. Keys must be distinct."""
        wanted = list(rows)
        if len(wanted) == len(self._rows) and not any(map(is_not, self._rows, wanted)):
            return
        keys = [row.key for row in wanted]
        if len(set(keys)) != len(keys):
            raise ValueError("two rows have one key")
        before = len(self._rows)
        held = [row.key for row in self._rows]
        if held != keys:
            self._arrange(wanted, keys, held)
        self._update(wanted)
        if len(self._rows) != before:
            self.countChanged.emit()

    def row_at(self, index: int) -> Any:
        """None where there is none."""
        return self._rows[index] if 0 <= index < len(self._rows) else None

    @property
    def rows(self) -> tuple[Any, ...]:
        return tuple(self._rows)

    # How one list becomes the other

    def _arrange(self, wanted: list[Any], keys: list[Hashable], held: list[Hashable]) -> None:
        """Remove, move and insert. What stands the same at both ends is passed over: most often one line is another."""
        shorter = min(len(held), len(keys))
        first = _alike(held, keys, shorter)
        rest = _alike(reversed(held), reversed(keys), shorter - first)
        self._remove_all_but(set(keys[first : len(keys) - rest]), first, len(held) - rest)
        self._order(wanted[first : len(keys) - rest], keys[first : len(keys) - rest], first, len(self._rows) - rest)

    def _remove_all_but(self, keys: set[Hashable], start: int, end: int) -> None:
        """Of the rows from `start` to before `end`."""
        last = end - 1
        while last >= start:
            if self._rows[last].key in keys:
                last -= 1
                continue
            first = last
            while first > start and self._rows[first - 1].key not in keys:
                first -= 1
            self.beginRemoveRows(_ROOT, first, last)
            del self._rows[first : last + 1]
            self.endRemoveRows()
            last = first - 1

    def _order(self, wanted: list[Any], keys: list[Hashable], start: int, end: int) -> None:
        """Put each row that is new or does not keep its place directly behind the one that it follows.

        The rows from `start` to before `end` become `wanted`.
        """
        held = {row.key for row in self._rows[start:end]}
        at = {key: index for index, key in enumerate(keys)}
        still = _longest_rising([at[row.key] for row in self._rows[start:end]])
        position = start
        index = 0
        while index < len(wanted):
            key = keys[index]
            if index in still:
                while self._rows[position].key != key:
                    position += 1
                position += 1
                index += 1
            elif key in held:
                self._move(key, position)
                position = self._place_of(key, position - 1) + 1
                index += 1
            else:
                past = index
                while past < len(wanted) and keys[past] not in held:
                    past += 1
                self.beginInsertRows(_ROOT, position, position + past - index - 1)
                self._rows[position:position] = wanted[index:past]
                self.endInsertRows()
                position += past - index
                index = past

    def _place_of(self, key: Hashable, near: int) -> int:
        """Where the row with this key is; most often at `near` or right behind it."""
        for index in range(max(0, near), len(self._rows)):
            if self._rows[index].key == key:
                return index
        return next(index for index in range(near) if self._rows[index].key == key)

    def _move(self, key: Hashable, to: int) -> None:
        """Take the row out and put it in before the one that stands at `to` now."""
        source = self._place_of(key, to)
        if source in (to, to - 1):
            return
        self.beginMoveRows(_ROOT, source, source, _ROOT, to)
        row = self._rows.pop(source)
        self._rows.insert(to - 1 if source < to else to, row)
        self.endMoveRows()

    def _update(self, wanted: list[Any]) -> None:
        """Tell of changed values, neighbours that changed alike in one breath."""
        held, self._rows = self._rows, wanted
        first = last = -2
        pending: tuple[int, ...] = ()
        for index in compress(itertools.count(), map(is_not, held, wanted)):
            roles = self._changed_roles(held[index], wanted[index])
            if roles != pending or index != last + 1:
                self._tell(first, last, pending)
                first, pending = index, roles
            last = index
        self._tell(first, last, pending)

    def _changed_roles(self, old: object, new: object) -> tuple[int, ...]:
        return tuple(
            role for role, name in enumerate(self._roles, _FIRST_ROLE) if getattr(old, name) != getattr(new, name)
        )

    def _tell(self, first: int, last: int, roles: tuple[int, ...]) -> None:
        if roles:
            self.dataChanged.emit(self.index(first), self.index(last), list(roles))

    # What QML reads

    @Property(int, notify=countChanged)
    def count(self) -> int:
        return len(self._rows)

    @Slot(int, str, result="QVariant")
    def get(self, index: int, role: str) -> Any:
        """One value of one row, for a page that needs it without a delegate; nothing where there is none."""
        row = self.row_at(index)
        return getattr(row, role) if row is not None and role in self._roles else None

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def roleNames(self) -> dict[int, QByteArray]:
        return {role: QByteArray(name.encode()) for role, name in enumerate(self._roles, _FIRST_ROLE)}

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> Any:
        row = self.row_at(index.row())
        number = role - _FIRST_ROLE
        return getattr(row, self._roles[number]) if row is not None and 0 <= number < len(self._roles) else None


def _alike(one: Iterable[Hashable], other: Iterable[Hashable], most: int) -> int:
    """How many keys of both are the same from their beginning on; at most `most`."""
    return min(most, next(compress(itertools.count(), map(ne, one, other)), most))


def _longest_rising(numbers: list[int]) -> set[int]:
    """The numbers of one longest rising subsequence (patience sorting): the rows that need not move."""
    tops: list[int] = []
    at_top: list[int] = []
    before: list[int] = []
    for index, number in enumerate(numbers):
        pile = bisect_left(tops, number)
        before.append(at_top[pile - 1] if pile else -1)
        if pile == len(tops):
            tops.append(number)
            at_top.append(index)
        else:
            tops[pile], at_top[pile] = number, index
    chosen: set[int] = set()
    index = at_top[-1] if at_top else -1
    while index >= 0:
        chosen.add(numbers[index])
        index = before[index]
    return chosen
