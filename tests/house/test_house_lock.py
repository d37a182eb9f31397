"""The lock: every package pinned, every pin hashed, nothing said about where it comes from."""

import re
import tomllib

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.house.tracked import ROOT

LOCKS = ["requirements.lock", "build-requirements.lock", "audit-requirements.lock"]
PLATFORMS = [
    {
        "sys_platform": system,
        "platform_machine": machine,
        "python_full_version": f"{python}.1",
        "python_version": python,
    }
    for system, machine in (("linux", "x86_64"), ("linux", "aarch64"), ("darwin", "arm64"))
    for python in ("3.11", "3.12", "3.13")
]


def pins(name: str) -> list[tuple[Requirement, int]]:
    """Each pinned requirement and how many hashes it has."""
    text = (ROOT / "packaging" / name).read_text().replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    return [
        (Requirement(line.split(" --hash")[0]), len(re.findall(r"--hash=sha256:[0-9a-f]{64}\b", line)))
        for line in lines
    ]


@pytest.mark.parametrize("name", LOCKS)
def test_every_line_is_a_pin_with_hashes(name: str) -> None:
    for requirement, hashes in pins(name):
        assert hashes, requirement
        assert re.fullmatch(r"==[^*,]+", str(requirement.specifier)), requirement


@pytest.mark.parametrize("name", LOCKS)
def test_no_address_and_no_path(name: str) -> None:
    text = (ROOT / "packaging" / name).read_text()
    assert "://" not in text
    assert " @ " not in text
    assert not re.search(r"^\s*-(?!-hash=)", text, re.MULTILINE), "an option beside the hashes"


@pytest.mark.parametrize(
    "platform", PLATFORMS, ids=lambda p: f"{p['sys_platform']}-{p['platform_machine']}-{p['python_version']}"
)
def test_what_the_project_asks_for_is_locked_on_every_platform(platform: dict[str, str]) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = [Requirement(text) for text in [*project["dependencies"], *project["optional-dependencies"]["dev"]]]
    locked: dict[str, Version] = {}
    for requirement, _hashes in pins("requirements.lock"):
        marker: Marker | None = requirement.marker
        if marker is None or marker.evaluate(platform):
            assert requirement.name not in locked, f"{requirement.name} is pinned twice"
            locked[requirement.name] = Version(str(requirement.specifier)[2:])
    for requirement in wanted:
        if requirement.marker is not None and not requirement.marker.evaluate(platform):
            continue
        name = canonicalize_name(requirement.name)
        assert name in locked, f"{name}: run ./dev lock"
        assert locked[name] in requirement.specifier, f"{name}: run ./dev lock"


def test_the_build_tools_are_the_same_in_both() -> None:
    locked = {requirement.name: str(requirement.specifier) for requirement, _hashes in pins("requirements.lock")}
    for requirement, _hashes in pins("build-requirements.lock"):
        assert locked[requirement.name] == str(requirement.specifier)
