"""What may come out of the engine: QR text and nothing else; and whose turn it is."""

import numpy as np
import pytest
import zxingcpp

from scanner.engine import TurnEngine, live_engine, still_engine
from scanner.messages import CameraState, CameraStatus, Scanned
from scanner.picture import Picture
from scanner.pipe import Garbled, decode, encode
from scanner.presence import Reading
from scanner.simulation.ink import code_pixels
from scanner.zbar import available, read_pyzbar

QUAD = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0))
BLANK = np.full((720, 1280), 128, dtype=np.uint8)


def picture_of(*codes: Picture) -> Picture:
    picture = np.full((720, 1280), 200, dtype=np.uint8)
    for place, code in enumerate(codes):
        picture[100 : 100 + code.shape[0], 60 + place * 400 : 60 + place * 400 + code.shape[1]] = code
    return picture


def test_two_codes_with_their_places() -> None:
    decoded = live_engine().decode(picture_of(code_pixels("LEFT", 300), code_pixels("RIGHT", 300)))
    places = {reading.text: reading.quad[0] for reading in decoded.readings}
    assert set(places) == {"LEFT", "RIGHT"}
    assert places["LEFT"][0] < places["RIGHT"][0]
    assert all(0 <= x <= 1 and 0 <= y <= 1 for reading in decoded.readings for x, y in reading.quad)


def test_a_dark_screen_is_read() -> None:
    assert still_engine().decode(255 - picture_of(code_pixels("DARK", 300))).readings[0].text == "DARK"


@pytest.mark.parametrize("name", ["Code128", "EAN13", "DataMatrix", "Aztec", "PDF417", "MicroQRCode"])
def test_other_symbologies_do_not_come_out(name: str) -> None:
    content = "4006381333931" if name == "EAN13" else "12345"
    barcode = zxingcpp.create_barcode(content, getattr(zxingcpp.BarcodeFormat, name))
    pixels = np.asarray(barcode.to_image(scale=5), dtype=np.uint8)[:500, :1200]
    picture = picture_of(pixels)
    assert [found.text for found in zxingcpp.read_barcodes(picture)], "the test's picture holds a readable barcode"
    assert still_engine().decode(picture).readings == ()


@pytest.mark.parametrize("text", ["Café 時計 ü", "Straße 5", "€20", "Ångström"])
def test_utf8_is_whole_or_not_read(text: str) -> None:
    picture = picture_of(code_pixels(text, 400))
    assert [reading.text for reading in live_engine().decode(picture).readings] == [text]
    assert [reading.text for reading in read_pyzbar(picture)] in ([], [text])


def test_the_second_opinion_is_there() -> None:
    assert available(), "the zbar library is missing on this machine"
    assert [reading.text for reading in read_pyzbar(picture_of(code_pixels("PLAIN", 300)))] == ["PLAIN"]


def test_rescues_take_turns_only_on_unread_frames() -> None:
    asked: list[str] = []

    def effort(name: str, reads: bool) -> "object":
        def read(grey: Picture) -> list[Reading]:
            asked.append(name)
            return [Reading("T", QUAD, name)] if reads and grey[0, 0] == 0 else []

        return read

    engine = TurnEngine(effort("first", True), (effort("a", False), effort("b", False)), every=2)  # type: ignore[arg-type]
    for _ in range(8):
        engine.decode(BLANK)
    assert [name for name in asked if name != "first"] == ["a", "b", "a", "b"]
    asked.clear()
    assert engine.decode(BLANK * 0).readings
    assert asked == ["first"]


@pytest.mark.parametrize(
    "data", [b"", b"\xff", b"\x00", b"\x00\x93", b"\x04\xa1a", encode(CameraState(CameraStatus.LIVE)) + b"x"]
)
def test_garbled_messages_are_refused(data: bytes) -> None:
    with pytest.raises(Garbled):
        decode(data)


def test_messages_cross_unchanged() -> None:
    message = Scanned(("Café",), (QUAD,), "zxing", 1.5, 2.5, 3)
    assert decode(encode(message)) == message
