"""Real photographs as the camera of the real app: each customer is admitted once, and central lists each once.

Uses the photographs beside the project where they are, else the project's own small set; both have the same manifest.
"""

import json
import shutil
import signal
import subprocess
from pathlib import Path

import cv2
import numpy as np
import pytest
from sqlalchemy import select

from central.database import Database
from central.tables import events
from kiosk.domain.code import canonical_text
from scanner.engine import still_engine
from scanner.picture import fit, grey
from tests.e2e.parts import KIOSK, TerminalFolder, arrivals, central_with, reservation, wait_until

WANTED = 40


def pictures(project_root: Path) -> tuple[Path, list[tuple[str, str]]]:
    """The folder, and 40 (file, text) with one known, readable and different text each: any of them, by name's order."""
    corpus = project_root.parent / "shared" / "qr-corpus"
    folder = corpus if corpus.is_dir() else project_root / "tests" / "pictures"
    engine = still_engine()
    found: dict[str, str] = {}
    for entry in json.loads((folder / "manifest.json").read_text(encoding="utf-8")):
        texts = entry["texts"] or entry.get("agreed_texts") or []
        if not entry["has_code"] or len(texts) != 1 or canonical_text(texts[0]) in found:
            continue
        image = cv2.imdecode(np.fromfile(folder / entry["file"], np.uint8), cv2.IMREAD_COLOR)
        if image is None:
            continue
        read = {canonical_text(reading.text) for reading in engine.decode(grey(fit(image))).readings}
        if read == {canonical_text(texts[0])}:
            found[canonical_text(texts[0])] = entry["file"]
        if len(found) == WANTED:
            break
    return folder, [(file, text) for text, file in found.items()]


@pytest.mark.slow
def test_each_photograph_is_admitted_once_and_is_at_central_once(tmp_path: Path, project_root: Path) -> None:
    folder, chosen = pictures(project_root)
    assert len(chosen) == WANTED
    shown = tmp_path / "pictures"
    shown.mkdir()
    for file, _ in chosen:
        shutil.copy(folder / file, shown / file)
    central = central_with(tmp_path, [reservation(f"P{n:02}", text) for n, (_, text) in enumerate(chosen)])
    with central:
        terminal = TerminalFolder(tmp_path / "a").enrol(central, "Entrance A")
        # the copy comes first, so that the first picture does not meet an empty roster
        subprocess.run(
            [*KIOSK, "check-in", "--config", str(terminal.config), "--sync-first"], input="", text=True, check=True
        )
        terminal.configure(
            f'kind = "folder"\nlocation = "{shown}"\n'
            "options = { hold = true, seconds = 6.0, gap = 0.3, gone_after = 0.1, frames_per_second = 20 }"
        )
        app = subprocess.Popen([*KIOSK, "run", "--station", "entrance", "--config", str(terminal.config)])
        try:
            wait_until(lambda: len(arrivals(central)) == WANTED, "forty arrivals at central", 180)
        finally:
            app.send_signal(signal.SIGTERM)
            assert app.wait(30) == 0
        there = arrivals(central)
        with Database(central.database, create=False) as database, database.read() as connection:
            kinds = [row.kind for row in connection.execute(select(events.c.kind))]
    assert len({event["reservation_id"] for event in there}) == WANTED
    assert [event["payload"]["call_number"] for event in there] == [f"A{n:03}" for n in range(1, WANTED + 1)]
    assert kinds == ["arrived"] * WANTED
    assert terminal.status()["unsent"] == 0
