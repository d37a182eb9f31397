"""`kiosk decode`: one line for each file, whatever the file is."""

import json
from pathlib import Path

import cv2
import numpy as np
import pytest

from kiosk.cli.main import main
from scanner.files import Thoroughness, Unreadable, read_file
from scanner.simulation.ink import code_pixels

PICTURES = Path(__file__).parent.parent / "pictures"


@pytest.fixture
def video(tmp_path: Path) -> Path:
    """Two customers one after the other, the second one upside down, with nobody in between."""
    path = tmp_path / "two.avi"
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), 15, (640, 480))
    for text in ("", "FIRST", "", "SECOND", ""):
        frame = np.full((480, 640, 3), 190, dtype=np.uint8)
        if text:
            code = code_pixels(text, 250)
            rows, columns = code.shape
            frame[90 : 90 + rows, 120 : 120 + columns] = code[::-1, ::-1, np.newaxis]
        for _ in range(3):
            writer.write(frame)
    writer.release()
    return path


@pytest.mark.parametrize("thoroughness", Thoroughness)
def test_a_video_says_its_texts_once_in_order(video: Path, thoroughness: Thoroughness) -> None:
    read = read_file(video, thoroughness)
    assert read.texts == ("FIRST", "SECOND")
    assert read.engine
    assert read.ms > 0


@pytest.mark.parametrize("content", [b"", b"no picture", b"\xff\xd8\xff\xe0broken"])
@pytest.mark.parametrize("name", ["a.jpg", "a.mp4", "a"])
def test_what_is_no_picture_is_unreadable(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(Unreadable):
        read_file(tmp_path / name, Thoroughness.STILL)


@pytest.mark.parametrize("effort", ["live", "still"])
def test_the_command_prints_one_object_for_each_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], effort: str
) -> None:
    files = [PICTURES / "phone-00.jpg", tmp_path / "gone.jpg", PICTURES / "empty-00.jpg"]
    assert main(["decode", *map(str, files), "--json", "--effort", effort]) == 2, "one of them is not there"
    said = capsys.readouterr()
    lines = [json.loads(line) for line in said.out.splitlines()]
    assert [set(line) for line in lines] == [{"file", "texts", "engine", "ms"}] * 3
    assert [line["file"] for line in lines] == list(map(str, files))
    assert [len(line["texts"]) for line in lines] == [1, 0, 0]
    assert lines[0]["texts"][0].startswith("TEST-00-")
    assert (lines[0]["engine"], lines[2]["engine"]) == ("zxing", "")
    assert lines[2]["ms"] > 0
    assert "gone.jpg" in said.err
