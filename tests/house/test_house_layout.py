"""What stands where, and how large a file may grow. The reasons are in docs/decisions/001."""

import re

from tests.house.tracked import ROOT, text_of, tracked

TOP = {
    ".ci", ".gitignore", "CHANGELOG.md", "LICENSE", "README.md", "assets", "central", "dev", "docs", "kiosk",
    "packaging", "pyproject.toml", "scanner", "sync", "tests", "ui",
}  # fmt: skip

LONG: dict[str, str] = {
    # path: why it is one noun all the same
}
LIMIT = 400
DRAWERS = {"utils", "util", "helpers", "helper", "manager", "managers", "misc", "common"}


def test_nothing_else_stands_at_the_top() -> None:
    assert {path.split("/")[0] for path in tracked()} <= TOP


def test_no_file_has_grown_past_one_noun() -> None:
    source = [path for path in tracked() if path.endswith((".py", ".qml")) and "/migrations/" not in path]
    long = {path: len(text_of(path).splitlines()) for path in source}
    assert {path: lines for path, lines in long.items() if lines > LIMIT and path not in LONG} == {}


def test_the_list_of_long_files_is_true() -> None:
    assert [path for path in LONG if len(text_of(path).splitlines()) <= LIMIT] == []


def test_no_drawers() -> None:
    assert [path for path in tracked() if path.endswith(".py") and path.split("/")[-1][:-3] in DRAWERS] == []


def test_every_package_that_ships_is_in_the_wheel() -> None:
    with_code = {path.split("/")[0] for path in tracked() if path.endswith(".py")} - {"tests"}
    wheel = re.search(r"^packages = \[(.*)\]", (ROOT / "pyproject.toml").read_text(), re.MULTILINE)
    assert wheel
    assert with_code == set(re.findall(r'"(\w+)"', wheel[1]))


def test_test_files_have_one_name_each() -> None:
    names = [path.split("/")[-1] for path in tracked() if re.fullmatch(r"tests/.*/test_\w+\.py", path)]
    assert sorted(names) == sorted(set(names))


def test_every_module_says_its_one_job() -> None:
    """The first line of a module with code in it is its docstring."""
    silent = []
    for path in tracked():
        if path.endswith(".py") and not path.startswith("tests/"):
            text = text_of(path).strip()
            if text and not text.startswith(('"""', "#!")):
                silent.append(path)
    assert silent == []
