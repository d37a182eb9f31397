"""The real process with real pictures of labels and customers' codes: only what is expected ever comes out."""

import json
import os
import signal
from pathlib import Path
from random import Random

import cv2
import numpy as np
import pytest
import zxingcpp

from scanner.boxes import Box, Symbology, parse_box
from scanner.messages import BoxSeen, CameraStatus, FrameReady, Health, Message, Reads, Scanned, SourceSpec
from scanner.process import Watch
from scanner.simulation.ink import label_pixels
from scanner.simulation.props import draw
from scanner.simulation.scene import Carrier, Customer, SceneFault, dump, parse
from tests.scanner.listening import Heard, scanning

FORMATS = zxingcpp.BarcodeFormat
GTIN = "04006381333931"
TICKET = "TEST-A"


def picture(folder: Path, *codes: tuple[str, zxingcpp.BarcodeFormat]) -> str:
    """A folder with one picture, in which these codes stand side by side."""
    whole = np.full((720, 1280), 255, np.uint8)
    left = 20
    for text, symbology in codes:
        code = zxingcpp.create_barcode(text, symbology, gs1=text.startswith("("))
        drawn = np.asarray(code.to_image(scale=3, add_quiet_zones=True))
        rows, columns = drawn.shape
        whole[200 : 200 + rows, left : left + columns] = drawn
        left += columns + 40
    assert left < 1280
    assert cv2.imwrite(str(folder / "1.png"), whole)
    return str(folder)


def told(heard: Heard) -> list[Message]:
    return [message for message in heard.messages if isinstance(message, Scanned | BoxSeen)]


def searched(heard: Heard, after: int) -> None:
    """Until two more seconds' frames have been looked at."""
    for _ in range(2):
        heard.wait(Health, lambda health: health.frames_per_second > 0, after)
        after = len(heard)


@pytest.mark.parametrize(
    ("text", "symbology", "box"),
    [
        ("4006381333931", FORMATS.EAN13, Box(GTIN, "", "4006381333931", Symbology.EAN_13)),
        ("036000291452", FORMATS.UPCA, Box("00036000291452", "", "036000291452", Symbology.UPC_A)),
        ("SN-0042/A", FORMATS.Code128, Box("", "", "SN-0042/A", Symbology.CODE_128)),
        (
            f"(01){GTIN}(21)SN0042",
            FORMATS.DataMatrix,
            Box(GTIN, "SN0042", f"01{GTIN}21SN0042", Symbology.DATA_MATRIX),
        ),
    ],
)
def test_a_box_before_the_camera_is_told_once(
    text: str, symbology: zxingcpp.BarcodeFormat, box: Box, tmp_path: Path
) -> None:
    where = picture(tmp_path, (text, symbology), (TICKET, FORMATS.QRCode))
    with scanning(SourceSpec("folder", where, {"seconds": 30}, Reads.BOXES)) as (_, heard):
        seen = heard.wait(BoxSeen)
        assert [parse_box(each) for each in seen.texts] == [box]
        assert len(seen.quads) == 1
        searched(heard, len(heard))
        assert told(heard) == [seen]


def test_what_is_expected_changes_while_it_runs(tmp_path: Path) -> None:
    where = picture(tmp_path, ("4006381333931", FORMATS.EAN13), (TICKET, FORMATS.QRCode), ("SN1", FORMATS.DataMatrix))
    with scanning(SourceSpec("folder", where, {"seconds": 60})) as (process, heard):
        customer = heard.wait(Scanned)
        assert customer.texts == (TICKET,)
        searched(heard, len(heard))
        assert told(heard) == [customer]

        process.expect(Reads.BOXES)
        box = heard.wait(BoxSeen)
        assert sorted(each[:2] for each in box.texts) == ["]E", "]d"]
        again = len(heard)
        process.expect(Reads.BOXES)  # the next task begins, and the box lies there
        assert heard.wait(BoxSeen, after=again).texts == box.texts

        process.expect(Reads.NOTHING)
        quiet = len(heard)
        searched(heard, quiet)
        heard.wait(FrameReady, after=quiet)
        assert not any(isinstance(message, Scanned | BoxSeen) for message in heard.messages[quiet:])

        process.expect(Reads.CUSTOMERS)
        assert heard.wait(Scanned, after=quiet).texts == (TICKET,)
        assert not any(isinstance(message, BoxSeen) for message in heard.messages[quiet:])


@pytest.mark.parametrize("standby", [None, 0.0])
def test_what_is_expected_outlives_the_process(standby: float | None, tmp_path: Path) -> None:
    where = picture(tmp_path, ("4006381333931", FORMATS.EAN13), (TICKET, FORMATS.QRCode))
    with scanning(SourceSpec("folder", where, {"seconds": 60}), Watch(standby=standby)) as (process, heard):
        heard.wait(Scanned)
        process.expect(Reads.BOXES)
        heard.wait(BoxSeen)
        before = len(heard)
        assert process.pid is not None
        os.kill(process.pid, signal.SIGKILL)
        heard.state(CameraStatus.LIVE, before)
        heard.wait(BoxSeen, after=before)
        searched(heard, len(heard))
        assert not any(isinstance(message, Scanned) for message in heard.messages[before:])


def test_another_source_reads_what_was_expected(tmp_path: Path) -> None:
    where = picture(tmp_path, ("4006381333931", FORMATS.EAN13), (TICKET, FORMATS.QRCode))
    with scanning(SourceSpec("folder", "nowhere", {}, Reads.BOXES)) as (process, heard):
        heard.state(CameraStatus.NO_CAMERA)
        process.restart(SourceSpec("folder", where, {"seconds": 30}))
        heard.wait(BoxSeen)
        assert not heard.texts()


@pytest.mark.parametrize(
    ("text", "symbology"),
    [
        ("4006381333931", Symbology.EAN_13),
        (f"(01){GTIN}(21)SN0042", Symbology.DATA_MATRIX),
    ],
)
def test_a_simulated_box_is_read_when_called(text: str, symbology: Symbology, tmp_path: Path) -> None:
    scene = tmp_path / "scene.json"
    code = {"text": text, "carrier": "box", "symbology": symbology.value}
    scene.write_text(json.dumps({"codes": [code, {"text": TICKET}], "automatic": False, "speed": 2}))
    with scanning(SourceSpec("simulated", str(scene), {}, Reads.BOXES)) as (process, heard):
        heard.state(CameraStatus.LIVE)
        process.present(1)
        process.present(0)
        box = parse_box(heard.wait(BoxSeen).texts[0])
        assert isinstance(box, Box)
        assert box.symbology is symbology
        assert not heard.texts()


def test_what_does_not_fit_on_a_box_says_so() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        label_pixels("LONG" * 20, Symbology.CODE_128, 100, 100)
    with pytest.raises(ValueError, match="symbology"):
        label_pixels("X", Symbology.UNKNOWN, 100, 100)


def test_a_box_in_a_scene_says_what_its_label_is() -> None:
    with pytest.raises(SceneFault, match="symbology"):
        parse([{"text": "4006381333931", "carrier": "box"}])
    scene = parse([{"text": "4006381333931", "carrier": "box", "symbology": "ean_13"}])
    assert parse(json.loads(dump(scene))) == scene


def test_a_label_that_cannot_be_drawn_breaks_no_camera() -> None:
    drawn = draw(Customer("no digits", Carrier.BOX, symbology=Symbology.EAN_13), Random(1))
    assert drawn.picture.any()
