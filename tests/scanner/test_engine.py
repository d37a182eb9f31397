"""What may come out of the engine: QR text and nothing else; and whose turn it is."""

from collections.abc import Callable

import cv2
import numpy as np
import pytest
import zxingcpp

from scanner.efforts.effort import Effort
from scanner.efforts.frame import FIRST
from scanner.engine import FRAMES, LIMIT_MS, LIVE, STILL, TurnEngine, live_engine, still_engine
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


class Costs:
    """A clock that only efforts move: each takes as many seconds as it says."""

    def __init__(self) -> None:
        self.now = 0.0
        self.asked: list[str] = []

    def effort(self, name: str, seconds: float, reads: bool = False) -> Effort:
        def read(grey: Picture) -> list[Reading]:
            self.asked.append(name)
            self.now += seconds
            return [Reading("T", QUAD, name)] if reads and grey[0, 0] == 0 else []

        return Effort(name, read)

    def turn(self, engine: TurnEngine, picture: Picture = BLANK) -> list[str]:
        self.asked.clear()
        spent = engine.decode(picture).decode_ms
        assert self.asked.pop(0) == "first"
        assert spent <= 1000 * self.now
        return list(self.asked)


def in_turns(costs: Costs, count: int, seconds: float) -> tuple[list[str], list[list[Effort]]]:
    names = [f"effort {number}" for number in range(count)]
    efforts = [costs.effort(name, seconds) for name in names]
    return names, [each for turn in range(FRAMES) if (each := efforts[turn::FRAMES])]


@pytest.mark.parametrize("count", [0, 1, 4, 5, 6, 15, 17])
def test_every_effort_has_its_turn_within_five_frames(count: int) -> None:
    costs = Costs()
    names, turns = in_turns(costs, count, 0.001)
    engine = TurnEngine(costs.effort("first", 0.003, True), turns, 20, lambda: costs.now)
    for started in range(4):
        asked = [costs.turn(engine) for _ in range(FRAMES)]
        assert {name for turn in asked for name in turn} == set(names), started
        assert max(map(len, asked)) <= -(-count // FRAMES), "each frame has its turn only"
        costs.turn(engine)
    assert costs.turn(engine, BLANK * 0) == [], "a frame that the first effort reads costs nothing more"


def test_a_slow_machine_stays_within_the_budget_and_goes_on_where_it_stopped() -> None:
    costs = Costs()
    names, turns = in_turns(costs, 15, 0.009)
    engine = TurnEngine(costs.effort("first", 0.004), turns, 20, lambda: costs.now)
    for _ in range(10):
        costs.turn(engine)  # now it knows what each costs
    asked: list[str] = []
    for _ in range(15):
        before = costs.now
        asked += costs.turn(engine)
        assert costs.now - before <= 0.0221
    assert set(asked) == set(names)


def test_an_effort_beyond_every_budget_still_has_its_turn() -> None:
    costs = Costs()
    turns = [[costs.effort("cheap", 0.001), costs.effort("dear", 0.5)]]
    engine = TurnEngine(costs.effort("first", 0.004), turns, 20, lambda: costs.now)
    assert {name for _ in range(20) for name in costs.turn(engine)} == {"cheap", "dear"}


def test_where_finder_patterns_crowd_the_lighter_first_effort_is_made_until_they_are_gone() -> None:
    costs = Costs()
    first, seconds = Costs.effort(costs, "first", 0.040), {"light": 0.020}

    def light(grey: Picture) -> list[Reading]:
        costs.asked.append("light")
        costs.now += seconds["light"]
        return []

    turns = [[costs.effort("dear", 0.010)]]
    engine = TurnEngine(first, turns, 20, lambda: costs.now, light=Effort("light", light))
    asked: list[list[str]] = []
    for number in range(6):
        costs.asked.clear()
        if number == 3:
            seconds["light"] = 0.005  # the crowd is gone
        engine.decode(BLANK)
        asked.append(list(costs.asked))
    assert [names[0] for names in asked] == ["first", "light", "light", "light", "first", "light"]
    assert asked[0] == ["first"], "in a crowd nothing unknown begins that could be as dear as the first effort"
    assert "dear" in asked[3]


def test_what_was_cheap_is_not_thought_cheap_in_a_crowd() -> None:
    costs = Costs()
    crowded = [False]

    def read(grey: Picture) -> list[Reading]:
        costs.asked.append("quadratic")
        costs.now += 0.090 if crowded[0] else 0.001
        return []

    def first(grey: Picture) -> list[Reading]:
        costs.now += 0.035 if crowded[0] else 0.001
        return []

    engine = TurnEngine(Effort("first", first), [[Effort("quadratic", read)]], 20, lambda: costs.now)
    for _ in range(5):
        engine.decode(BLANK)
    assert costs.asked == ["quadratic"] * 5
    crowded[0] = True
    costs.asked.clear()
    for _ in range(10):
        before = costs.now
        engine.decode(BLANK)
        assert costs.now - before <= LIMIT_MS / 1000
    assert costs.asked == []


@pytest.mark.parametrize("efforts", [(FIRST, *(effort for turn in LIVE for effort in turn)), (FIRST, *STILL)])
def test_no_effort_is_there_twice(efforts: tuple[Effort, ...]) -> None:
    names = [effort.name for effort in efforts]
    assert len(LIVE) == FRAMES
    assert len(names) == len(set(names))


@pytest.mark.parametrize("shape", [(1, 1), (1, 40), (3, 3), (17, 5), (720, 1280)])
@pytest.mark.parametrize("kind", ["noise", "black", "white", "stripes"])
def test_no_effort_reads_or_raises_on_nothing(shape: tuple[int, int], kind: str) -> None:
    pictures = {
        "noise": np.random.default_rng(7).integers(0, 256, shape, dtype=np.uint8),
        "black": np.zeros(shape, np.uint8),
        "white": np.full(shape, 255, np.uint8),
        "stripes": np.broadcast_to(np.uint8(255) * (np.arange(shape[1]) // 4 % 2).astype(np.uint8), shape).copy(),
    }
    assert still_engine().decode(pictures[kind]).readings == ()


@pytest.mark.parametrize(
    ("trouble", "act"),
    [
        ("dim", lambda picture: picture // 12),
        ("washed out", lambda picture: 255 - (255 - picture) // 9),
        ("shadow", lambda picture: (picture * np.linspace(0.04, 1, 1280)).astype(np.uint8)),
        ("far", lambda picture: np.asarray(cv2.resize(picture, None, fx=0.22, fy=0.22, interpolation=cv2.INTER_AREA))),
        ("dark screen", lambda picture: 255 - picture // 3),
    ],
)
def test_five_frames_are_enough(trouble: str, act: Callable[[Picture], Picture]) -> None:
    picture = act(picture_of(code_pixels("TROUBLED", 300)))
    engine = live_engine()
    read = [text for _ in range(FRAMES) for text in [r.text for r in engine.decode(picture).readings]]
    assert "TROUBLED" in read, trouble


@pytest.mark.parametrize(
    "data", [b"", b"\xff", b"\x00", b"\x00\x93", b"\x04\xa1a", encode(CameraState(CameraStatus.LIVE)) + b"x"]
)
def test_garbled_messages_are_refused(data: bytes) -> None:
    with pytest.raises(Garbled):
        decode(data)


def test_messages_cross_unchanged() -> None:
    message = Scanned(("Café",), (QUAD,), "zxing", 1.5, 2.5, 3)
    assert decode(encode(message)) == message
