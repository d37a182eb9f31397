"""A file that lost its latest commits after the fact (a WAL gone, a copy put back): central holds more, and tells."""

import shutil
import sys
from pathlib import Path

import pytest

from tests.crash.life import Life, file_and_key
from tests.crash.proof import at_central, inspect, known_ids
from tests.e2e.parts import TerminalFolder, central_with, reservation, wait_until

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no fork server on Windows")

TEXTS = [f"retailer code {number:02}" for number in range(12)]


def scanned(life: Life, texts: list[str]) -> list[str]:
    for text in texts:
        life.show(text)
    return [str(answer["event_id"]) for answer in life.hear(len(texts))]


def test_what_an_older_copy_forgot_comes_back_and_nothing_is_sent_as_something_else(tmp_path: Path) -> None:
    central = central_with(tmp_path, [reservation(f"R{n:02}", text) for n, text in enumerate(TEXTS)])

    def held() -> list[str]:
        return [row["event_id"] for row in at_central(central.database) if row["answer"] != "rejected"]

    with central:
        terminal = TerminalFolder(tmp_path / "a").enrol(central, "Entrance A")
        life = Life.begin(terminal, "--sync-first")
        shown = scanned(life, TEXTS[:3])
        wait_until(lambda: set(held()) == set(shown), "three at central")
        life.kill()
        path, key = file_and_key(terminal)
        inspect(path, key)  # its WAL goes in, so that one file is all of it
        older = path.read_bytes()

        life = Life.begin(terminal)
        shown += scanned(life, TEXTS[3:7])
        wait_until(lambda: set(held()) == set(shown), "seven at central")
        life.kill()
        for file in path.parent.glob(f"{path.name}*"):
            file.unlink()
        path.write_bytes(older)

        life = Life.begin(terminal)  # it gives its next numbers to other acts, before or after central tells
        shown += scanned(life, TEXTS[7:10])
        wait_until(lambda: set(held()) > set(shown), "ten at central, and the incident that says what happened")
        life.finish()
        life = Life.begin(terminal, "--sync-first")
        life.finish()
        assert len(held()) == len(set(held())) == len(shown) + 1
        assert [row for row in at_central(central.database) if row["answer"] == "rejected"] == []
        shutil.copy(path, path.with_suffix(".look"))
        assert known_ids(path.with_suffix(".look"), key) == set(held())
