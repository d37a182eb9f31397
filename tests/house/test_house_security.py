"""docs/security.md promises: every test that its table names is there, and no line stands there twice."""

import ast
import re

import pytest

from tests.house.tracked import ROOT, tracked

ROW = re.compile(r"^\| ([\w.-]+) \| (.+?) \| `(tests/[\w/]+\.py)::(test_\w+)` \|$")
ITEM = re.compile(r"\d{1,2}\.\d{1,2}\.\d{1,2}|MASVS-[A-Z]+-\d")


def rows(text: str) -> list[tuple[str, str, str]]:
    """Item, file and test of each line of the table. Raises ValueError for a line that is none."""
    _, _, table = text.partition("## What is proven")
    lines = [line for line in table.splitlines() if line.startswith("|")][2:]
    found: list[tuple[str, str, str]] = []
    for line in lines:
        row = ROW.match(line)
        if row is None or not ITEM.fullmatch(row[1]):
            raise ValueError(f"not an item, what holds and a test: {line}")
        found.append((row[1], row[3], row[4]))
    return found


def missing(found: list[tuple[str, str, str]]) -> list[str]:
    """The tests that are not there."""
    there: dict[str, set[str]] = {}
    for _, file, _ in found:
        if file in tracked() and file not in there:
            tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
            there[file] = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
    return [f"{file}::{test}" for _, file, test in found if test not in there.get(file, set())]


def test_every_test_that_the_table_names_is_there() -> None:
    found = rows((ROOT / "docs" / "security.md").read_text(encoding="utf-8"))
    assert len(found) >= 40
    assert missing(found) == []
    assert len(found) == len(set(found))


def test_a_test_that_is_not_there_would_be_found() -> None:
    head = "## What is proven\n\n| item | what holds here | test |\n|---|---|---|\n"
    good = "| 9.1.1 | signed | `tests/house/test_house_security.py::test_every_test_that_the_table_names_is_there` |\n"
    assert missing(rows(head + good)) == []
    for wrong in (good.replace("is_there`", "is_not`"), good.replace("house_security", "house_nothing")):
        assert len(missing(rows(head + wrong))) == 1
    with pytest.raises(ValueError, match="not an item"):
        rows(head + "| 9.1.1 | signed | we looked |\n")
