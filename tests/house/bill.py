"""The bill of what is installed (CycloneDX JSON, from cyclonedx-py) -> the bill of what ships: `./dev sbom` runs it.

Keeps what the program needs to run here, directly or not, leaves out what only tests and checks it, and notes for each package
the hashes of the lock, so that a file can be told from a forged one. Says what stands in no lock.
"""

import importlib.metadata
import json
import re
import sys
import tomllib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.house.tracked import ROOT

_PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)", re.MULTILINE)


def locked(text: str) -> dict[tuple[str, str], list[str]]:
    """Name and version -> the SHA-256 of every file of it, from a lock."""
    found: dict[tuple[str, str], list[str]] = {}
    for entry in re.split(r"\n(?=\S)", text.replace("\\\n", " ")):
        pin = _PIN.match(entry)
        if pin:
            found[canonicalize_name(pin[1]), pin[2]] = re.findall(r"--hash=sha256:([0-9a-f]{64})", entry)
    return found


def needed(direct: Iterable[str], requires: Callable[[str], list[str] | None]) -> dict[str, set[str]]:
    """Each package that runs, and the ones it asks for here; of the project itself under "". Extras only where somebody asks for them: a bill by what
    happens to be installed would name the test tools of half the world."""
    found: dict[str, set[str]] = {"": set()}
    seen: set[tuple[str, str]] = set()
    waiting = [("", "", Requirement(text)) for text in direct]
    while waiting:
        asker, extra, requirement = waiting.pop()
        if requirement.marker is not None and not requirement.marker.evaluate({"extra": extra}):
            continue
        name = canonicalize_name(requirement.name)
        found[asker].add(name)
        found.setdefault(name, set())
        for wanted in ("", *sorted(requirement.extras)):
            if (name, wanted) not in seen:
                seen.add((name, wanted))
                waiting += [(name, wanted, Requirement(text)) for text in requires(name) or []]
    return found


def shipped(
    bill: dict[str, Any], needs: dict[str, set[str]], lock: dict[tuple[str, str], list[str]]
) -> tuple[dict[str, Any], list[str]]:
    """The smaller bill, and the packages that no lock names or that are not installed."""
    parts = {canonicalize_name(part["name"]): part for part in bill["components"]}
    names = sorted(name for name in needs if name)
    strays = [name for name in names if name not in parts]
    components: list[dict[str, Any]] = []
    for part in (parts[name] for name in names if name in parts):
        name = canonicalize_name(part["name"])
        hashes = lock.get((name, part["version"]))
        if hashes is None:
            strays.append(name)
        noted = [{"name": "lock:sha256", "value": value} for value in hashes or []]
        components.append({**part, "properties": [*part.get("properties", []), *noted]})

    def refs(names: Iterable[str]) -> list[str]:
        return sorted(parts[name]["bom-ref"] for name in names if name in parts)

    graph = [{"ref": parts[name]["bom-ref"], "dependsOn": refs(needs[name])} for name in names if name in parts]
    top = {"ref": bill["metadata"]["component"]["bom-ref"], "dependsOn": refs(needs[""])}
    return {**bill, "components": components, "dependencies": [top, *graph]}, strays


def _requires(name: str) -> list[str] | None:
    try:
        return importlib.metadata.requires(name)
    except importlib.metadata.PackageNotFoundError:
        return None


def main(source: str, target: str) -> int:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lock = locked((ROOT / "packaging" / "requirements.lock").read_text(encoding="utf-8"))
    needs = needed(project["dependencies"], _requires)
    bill, strays = shipped(json.loads(Path(source).read_text(encoding="utf-8")), needs, lock)
    Path(target).write_text(json.dumps(bill, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(bill['components'])} packages in {target}\n")
    for name in strays:
        sys.stderr.write(f"not as locked: {name}\n")
    return 1 if strays else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
