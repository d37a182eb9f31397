"""pyproject.toml asks for what the packages import, and for nothing else."""

import ast
import sys
import tomllib
from functools import cache
from importlib.metadata import packages_distributions

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.house.tracked import ROOT, text_of, tracked

OURS = {"kiosk", "scanner", "sync", "ui", "central", "assets"}
NEVER_IMPORTED = {
    "keyrings-cryptfile": "keyring finds it by its name",
    "tzdata": "zoneinfo reads it where the system has no time zones",
}


@cache
def imported() -> dict[str, str]:
    """Top-level module -> a file that imports it, over all that ships."""
    found: dict[str, str] = {}
    for path in tracked():
        if not path.endswith(".py") or path.split("/")[0] not in OURS:
            continue
        for node in ast.walk(ast.parse(text_of(path))):
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module:
                names = [node.module]
            else:
                continue
            found |= {name.split(".")[0]: path for name in names}
    return {name: path for name, path in found.items() if name not in OURS and name not in sys.stdlib_module_names}


def declared() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    return {canonicalize_name(Requirement(text).name) for text in project["dependencies"]}


@cache
def installed() -> dict[str, set[str]]:
    """Top-level module -> the distributions that bring it. Reads every file list there is: once."""
    return {
        module: {str(canonicalize_name(one)) for one in names} for module, names in packages_distributions().items()
    }


def distributions(module: str) -> set[str]:
    return installed().get(module, set())


def test_every_import_is_asked_for() -> None:
    missing = {name: path for name, path in imported().items() if not distributions(name) & declared()}
    assert missing == {}


def test_everything_asked_for_is_imported() -> None:
    used = {name for module in imported() for name in distributions(module)}
    assert declared() - used - NEVER_IMPORTED.keys() == set()
