"""The list model: it becomes what it is told to show, and tells Qt of no more than what differs."""

from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex
from PySide6.QtTest import QAbstractItemModelTester

from ui.rows import RowsModel


@dataclass(frozen=True, slots=True)
class Line:
    key: str
    name: str = ""
    age: int = 0


def lines(text: str) -> list[Line]:
    return [Line(key) for key in text]


class Mirror:
    """A view that believes only the model's signals."""

    def __init__(self, model: RowsModel) -> None:
        self.model = model
        self.keys: list[str] = []
        self.told: list[tuple[str, int, int]] = []
        self.changed: list[tuple[int, int, list[int]]] = []
        model.rowsInserted.connect(self._inserted)
        model.rowsRemoved.connect(self._removed)
        model.rowsMoved.connect(self._moved)
        model.dataChanged.connect(self._data)
        model.modelReset.connect(lambda: pytest.fail("the whole list was thrown away"))

    def _inserted(self, _parent: QModelIndex, first: int, last: int) -> None:
        self.told.append(("insert", first, last))
        self.keys[first:first] = [self.model.row_at(index).key for index in range(first, last + 1)]

    def _removed(self, _parent: QModelIndex, first: int, last: int) -> None:
        self.told.append(("remove", first, last))
        del self.keys[first : last + 1]

    def _moved(self, _from: QModelIndex, first: int, last: int, _to: QModelIndex, before: int) -> None:
        self.told.append(("move", first, before))
        block = self.keys[first : last + 1]
        del self.keys[first : last + 1]
        at = before - len(block) if before > first else before
        self.keys[at:at] = block

    def _data(self, first: QModelIndex, last: QModelIndex, roles: list[int]) -> None:
        self.changed.append((first.row(), last.row(), list(roles)))

    def stale(self, before: dict[str, Line]) -> list[str]:
        """Keys of `before` whose age is another by now without a word about it."""
        told = {self.keys[index] for first, last, _ in self.changed for index in range(first, last + 1)}
        return [
            row.key for row in self.model.rows if row.key in before and row != before[row.key] and row.key not in told
        ]


def model_and_mirror(text: str = "") -> tuple[RowsModel, Mirror]:
    model = RowsModel(("name", "age"))
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    mirror = Mirror(model)
    model.show(lines(text))
    mirror.told.clear()
    return model, mirror


@given(
    before=st.lists(st.sampled_from("abcdefghij"), unique=True), after=st.permutations("abcdefgh"), cut=st.integers(0)
)
def test_any_list_becomes_any_other(before: list[str], after: list[str], cut: int) -> None:
    model, mirror = model_and_mirror("".join(before))
    wanted = after[: cut % (len(after) + 1)]
    rows = [Line(key, age=cut // 9 % 3 == index % 3) for index, key in enumerate(wanted)]
    model.show(rows)
    assert list(model.rows) == rows
    assert mirror.keys == wanted
    assert mirror.stale({key: Line(key) for key in before}) == []
    stayed = [key for key in before if key in wanted]
    moves = [one for one in mirror.told if one[0] == "move"]
    assert len(moves) <= max(0, len(stayed) - 1)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("abc", "abc", []),
        ("", "abc", [("insert", 0, 2)]),
        ("abc", "", [("remove", 0, 2)]),
        ("abc", "abxc", [("insert", 2, 2)]),
        ("abcdef", "aef", [("remove", 1, 3)]),
        ("abcdef", "fabcde", [("move", 5, 0)]),
        ("abcdef", "bcdefa", [("move", 0, 6)]),
        ("abcdef", "aecdbf", [("move", 4, 1), ("move", 2, 5)]),
    ],
)
def test_only_what_differs_is_told(before: str, after: str, told: list[tuple[str, int, int]]) -> None:
    model, mirror = model_and_mirror(before)
    model.show(lines(after))
    assert mirror.keys == list(after)
    assert mirror.told == told


def test_changed_values_are_told_with_their_roles_and_neighbours_together() -> None:
    model, mirror = model_and_mirror("abcdef")
    names = {bytes(name.data()).decode(): role for role, name in model.roleNames().items()}
    rows = lines("abcdef")
    rows[1], rows[2] = replace(rows[1], age=5), replace(rows[2], age=6)
    rows[5] = replace(rows[5], name="Zoé", age=1)
    model.show(rows)
    assert mirror.told == []
    assert mirror.changed == [(1, 2, [names["age"]]), (5, 5, [names["name"], names["age"]])]
    assert model.data(model.index(5), names["name"]) == "Zoé"
    assert model.get(5, "name") == "Zoé"
    assert model.get(9, "name") is None


def test_a_thousand_rows_with_one_event_is_one_word() -> None:
    model, mirror = model_and_mirror()
    rows = [Line(str(number)) for number in range(1000)]
    model.show(rows)
    mirror.told.clear()
    rows[400] = replace(rows[400], name="claimed")
    model.show(rows)
    assert mirror.told == []
    assert len(mirror.changed) == 1


def test_two_rows_of_one_key_are_refused() -> None:
    model, _ = model_and_mirror()
    with pytest.raises(ValueError, match="one key"):
        model.show(lines("aa"))


def test_the_count_is_told_when_it_is_another() -> None:
    model, _ = model_and_mirror("ab")
    counts: list[int] = []
    model.countChanged.connect(lambda: counts.append(model.rowCount()))
    model.show(lines("ba"))
    model.show(lines("bac"))
    assert counts == [3]
