"""The translations: `python -m ui.translations` collects new texts into the .ts file and compiles it to .qm.

Both are committed, so that starting the kiosk needs no tool. `--check` (what the gate runs) fails when a text is missing,
unfinished, or the .qm is not what the .ts says.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

UI = Path(__file__).parent
SOURCE = UI.parent / "assets" / "translations" / "kiosk_fr.ts"
COMPILED = SOURCE.with_suffix(".qm")


def _run(tool: str, *arguments: str) -> str:
    command = [str(Path(sys.executable).parent / tool), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=UI)
    if done.returncode != 0:
        raise SystemExit(f"{tool} failed:\n{done.stdout}{done.stderr}")
    return done.stdout + done.stderr


def collect(into: Path) -> None:
    """Bring the .ts file up to the texts that are in the code now; texts that are gone leave it."""
    words = [
        file
        for file in sorted((*UI.glob("*.py"), *UI.glob("stations/*.py")))
        if "QT_TRANSLATE_NOOP(" in file.read_text(encoding="utf-8")
    ]
    pages = sorted((UI / "qml" / "Kiosk").rglob("*.qml"))
    files = [file.relative_to(UI).as_posix() for file in (*words, *pages)]
    _run("pyside6-lupdate", "-no-obsolete", "-locations", "none", *files, "-ts", str(into))


def compile_to(source: Path, compiled: Path) -> str:
    return _run("pyside6-lrelease", "-compress", str(source), "-qm", str(compiled))


def check() -> list[str]:
    """What is wrong; empty when all is well."""
    faults: list[str] = []
    text = SOURCE.read_text(encoding="utf-8")
    if 'type="unfinished"' in text:
        faults.append("a text of kiosk_fr.ts has no finished translation")
    with tempfile.TemporaryDirectory() as folder:
        again = Path(folder) / SOURCE.name
        again.write_text(text, encoding="utf-8")
        collect(again)
        if again.read_text(encoding="utf-8") != text:
            faults.append("kiosk_fr.ts does not hold the texts of the code: run python -m ui.translations")
        compiled = Path(folder) / "kiosk_fr.qm"
        compile_to(SOURCE, compiled)
        if not COMPILED.exists() or compiled.read_bytes() != COMPILED.read_bytes():
            faults.append("kiosk_fr.qm is not what kiosk_fr.ts says: run python -m ui.translations")
    return faults


def main(arguments: list[str]) -> int:
    if "--check" in arguments:
        faults = check()
        sys.stderr.write("".join(f"{fault}\n" for fault in faults))
        return 1 if faults else 0
    collect(SOURCE)
    sys.stdout.write(compile_to(SOURCE, COMPILED))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
