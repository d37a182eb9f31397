"""The QML's checks: `python -m ui.lint` writes the types that Python gives to QML, then lints every page.

`kiosk.qmltypes` is committed, as `schema.sql` is: `--check` (what the gate runs) fails when it is not what the code says.
"""

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

UI = Path(__file__).parent
MODULE = UI / "qml" / "Kiosk"
TYPES = MODULE / "kiosk.qmltypes"


def sources() -> list[str]:
    """The files with `@QmlElement` classes, as paths below ui; those that stations derive from first, or Qt's tool does not
    know a derived class for an object."""
    return [
        file.relative_to(UI).as_posix()
        for file in (*sorted(UI.glob("*.py")), *sorted(UI.glob("stations/*.py")))
        if "\n@QmlElement\n" in file.read_text(encoding="utf-8")
    ]


def _tool(name: str, *arguments: str) -> str:
    command = [str(Path(sys.executable).parent / name), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=UI)
    if done.returncode != 0:
        raise SystemExit(f"{name} failed:\n{done.stdout}{done.stderr}")
    return done.stdout


def qml_types() -> str:
    """What `kiosk.qmltypes` must be."""
    with tempfile.TemporaryDirectory() as folder:
        meta = Path(folder) / "types.json"
        types = Path(folder) / "kiosk.qmltypes"
        _tool("pyside6-metaobjectdump", "--quiet", "--out-file", str(meta), *sources())
        dumped = json.loads(meta.read_text())
        for file in dumped:
            for entry in file["classes"]:
                for prop in entry.get("properties", []):
                    # WORKAROUND pyside6-metaobjectdump 6.11 drops `constant=True`; here nothing else lacks a notifier.
                    if "notify" not in prop:
                        prop["constant"] = True
        meta.write_text(json.dumps(dumped))
        _tool(
            "pyside6-qmltyperegistrar",
            "--generate-qmltypes",
            str(types),
            *("--import-name", "Kiosk", "--major-version", "1", "-o", str(Path(folder) / "unused.cpp"), str(meta)),
        )
        return re.sub(r"^ *(file|lineNumber): .*\n", "", types.read_text(), flags=re.MULTILINE)


def main(arguments: list[str]) -> int:
    wanted = qml_types()
    if "--check" in arguments and (not TYPES.exists() or TYPES.read_text() != wanted):
        print(f"{TYPES.name} is not what the code says: run python -m ui.lint and commit it", file=sys.stderr)
        return 1
    TYPES.write_text(wanted)
    pages = sorted(str(page) for page in MODULE.rglob("*.qml"))
    lint = [str(Path(sys.executable).parent / "pyside6-qmllint"), "--max-warnings", "0", "-I", str(UI / "qml"), *pages]
    return subprocess.run(lint, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
