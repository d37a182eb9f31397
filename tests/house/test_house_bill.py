"""`./dev sbom`: what ships and nothing else, with the hashes of the lock. The rest of it is cyclonedx-py's."""

import importlib.metadata
import tomllib
from typing import Any

from tests.house import bill
from tests.house.tracked import ROOT

ASKED = {
    "web": ["shared>=1", "extra-of-web; extra == 'fast'", "never; sys_platform == 'nowhere'"],
    "shared": ["Deep_Down"],
    "deep-down": ["web[fast]"],
    "extra-of-web": [],
}


def test_extras_count_only_where_somebody_asks_for_them() -> None:
    assert bill.needed(["web"], {**ASKED, "deep-down": []}.get) == {
        "": {"web"},
        "web": {"shared"},
        "shared": {"deep-down"},
        "deep-down": set(),
    }
    assert bill.needed(["web"], ASKED.get)["web"] == {"shared", "extra-of-web"}


def test_a_package_that_no_lock_names_or_that_is_missing_is_told() -> None:
    root = {"metadata": {"component": {"bom-ref": "root"}}, "dependencies": []}
    parts = [{"bom-ref": f"{name}==1", "name": name, "version": "1"} for name in ("web", "Shared", "pytest")]
    lock = bill.locked("web==1 \\\n    --hash=sha256:" + "a" * 64 + "\nshared==2 --hash=sha256:" + "b" * 64 + "\n")
    needs = {"": {"web"}, "web": {"shared", "gone"}, "shared": set(), "gone": set()}
    made, strays = bill.shipped({**root, "components": parts}, needs, lock)
    assert [part["name"] for part in made["components"]] == ["Shared", "web"]
    assert made["components"][1]["properties"] == [{"name": "lock:sha256", "value": "a" * 64}]
    assert made["dependencies"][0] == {"ref": "root", "dependsOn": ["web==1"]}
    assert sorted(strays) == ["gone", "shared"]


def test_all_that_this_program_needs_here_is_installed_as_locked() -> None:
    def requires(name: str) -> list[str] | None:
        return importlib.metadata.requires(name)

    project: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    needs = bill.needed(project["dependencies"], requires)
    lock = bill.locked((ROOT / "packaging" / "requirements.lock").read_text())
    installed = {(name, importlib.metadata.version(name)) for name in needs if name}
    assert installed <= set(lock)
    assert all(lock[one] for one in installed)
    assert not {"pytest", "ruff", "hypothesis"} & set(needs)
