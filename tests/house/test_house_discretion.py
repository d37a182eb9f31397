"""Tracked files name no package registry's host and no path of the machine they were written on."""

import re
from pathlib import Path

import pytest

from tests.house.tracked import ROOT, text_of, tracked

# Put together here, so that this file does not name them either.
REGISTRIES = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("deb", "debian", "org"),
        ("archive", "ubuntu", "com"),
        ("registry", "npmjs", "org"),
        ("pkg", "dev/"),
    )
]
SHARED_FOLDERS = {"/", "/home", "/Users", "/opt", "/srv", "/tmp", "/usr", "/var", "/mnt"}


def machine_paths() -> list[str]:
    own = {str(ROOT), str(ROOT.parent), str(Path.home())} - SHARED_FOLDERS
    return sorted(f"{path}/" for path in own)


def named(text: str, needle: str) -> bool:
    return re.search(rf"(?<![\w./-]){re.escape(needle)}", text) is not None


@pytest.mark.parametrize("path", ["{}simple/x", "see {}a", "'{}a'"])
def test_a_path_would_be_found(path: str) -> None:
    assert named(path.format("/mill/"), "/mill/")
    assert not named("docs/mill/x", "/mill/")


def test_no_registry_and_no_machine_is_named() -> None:
    found = []
    for path in tracked():
        text = text_of(path)
        found += [f"{path}: {host}" for host in REGISTRIES if host in text]
        found += [f"{path}: {folder}" for folder in machine_paths() if named(text, folder)]
    assert found == []
