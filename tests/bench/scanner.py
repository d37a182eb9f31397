"""The reading engine beside its parts: share of pictures read by category, wrong reads, cost with and without a code.

Every picture is brought to at most 1280x720. `still` gets every effort, `live` what five frames of the same picture get;
beside them each plain decoder at its defaults, and all of them together. The table is written to out/scanner.md, also
for two halves drawn by a hash of the file's name: what is true of one half only is chance, or tuned to pictures.
With `--fresh SEED` all of them read the pictures as tests/bench/fresh.py changes them (out/scanner-fresh.md).
"""

import hashlib
import json
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import zxingcpp
from tabulate import tabulate

from scanner.engine import FRAMES, live_engine, still_engine
from scanner.picture import MAX_HEIGHT, MAX_WIDTH, Picture, grey
from scanner.zbar import read_pyzbar
from tests.bench.figures import Figure, Missing, Row, quantile
from tests.bench.fresh import freshened
from tests.bench.ground import Ground
from tests.bench.pictures import OWN, PHOTOGRAPHS, enlarged, folded, without_code

UNION = "at least one of zxing-cpp, pyzbar, cv2.QRCodeDetector, cv2.QRCodeDetectorAruco, each at its defaults"
BEST = "the best of the plain decoders"
QR_FORMATS = {"QRCode", "QRCodeModel1", "QRCodeModel2", "MicroQRCode", "RMQRCode"}
Plain = Callable[[Picture], list[str]]


@dataclass(frozen=True, slots=True)
class Case:
    category: str
    half: int
    """0 or 1, by a hash of the file's name."""
    has_code: bool
    texts: frozenset[str]
    seen: frozenset[str]
    """Besides `texts`, what several decoder families agree upon: not wrong."""
    strict: bool
    picture: Picture


@dataclass(slots=True)
class Outcome:
    case: Case
    texts: dict[str, frozenset[str]] = field(default_factory=dict[str, frozenset[str]])

    def right(self, reader: str) -> bool:
        read = self.texts[reader]
        return bool(read & self.case.texts) if self.case.texts else bool(read)

    def wrong(self, reader: str) -> bool:
        """A text that nobody confirms, or any text from a picture without a code."""
        read, case = self.texts[reader], self.case
        return bool(read) if not case.has_code else case.strict and not read <= case.texts | case.seen


def measure(ground: Ground) -> Sequence[Row]:
    folder = PHOTOGRAPHS if (PHOTOGRAPHS / "manifest.json").is_file() and not ground.quick else OWN
    cases = list(_cases(folder, ground.fresh))[:: 5 if ground.quick else 1]
    threads = cv2.getNumThreads()
    cv2.setNumThreads(1)  # as the scanner's process does
    try:
        outcomes, live_ms, still_ms = _read_all(cases)
        empty_ms = _cost_without_code(ground)
    finally:
        cv2.setNumThreads(threads)
    coded = [outcome for outcome in outcomes if outcome.case.has_code]
    if not coded:
        return [Missing("scanner", "read rate by category", "no picture with a code")]
    _write_table(ground, coded)
    return _rows(ground, folder, coded, outcomes, live_ms, still_ms, empty_ms)


def _cases(folder: Path, seed: int | None = None) -> Iterator[Case]:
    entries: list[dict[str, Any]] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    for entry in entries:
        data = np.fromfile(folder / entry["file"], dtype=np.uint8)
        try:
            picture = cv2.imdecode(data, cv2.IMREAD_COLOR)
        except cv2.error:
            continue
        if picture is None:
            continue
        rows, columns = picture.shape[:2]
        scale = min(MAX_WIDTH / columns, MAX_HEIGHT / rows)
        if scale < 1:
            size = (max(1, round(columns * scale)), max(1, round(rows * scale)))
            picture = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
        reduced = grey(np.asarray(picture, dtype=np.uint8))
        agreed = frozenset(folded(text) for text in entry.get("agreed_texts") or ())
        listed = frozenset(folded(text) for text in entry["texts"] or ())
        yield Case(
            f"{entry['source']}/{entry['category']}",
            hashlib.sha256(entry["file"].encode()).digest()[0] % 2,
            bool(entry["has_code"]),
            listed or agreed,
            agreed,
            bool(listed),
            reduced if seed is None else freshened(reduced, seed, entry["file"]),
        )


def _read_all(cases: Sequence[Case]) -> tuple[list[Outcome], list[float], list[float]]:
    plain: dict[str, Plain] = {
        "zxing-cpp": _zxing,
        "pyzbar": lambda picture: [reading.text for reading in read_pyzbar(picture)],
        "cv2": _opencv(cv2.QRCodeDetector()),
        "cv2 Aruco": _opencv(cv2.QRCodeDetectorAruco()),
    }
    outcomes, live_ms, still_ms = list[Outcome](), list[float](), list[float]()
    still_engine().decode(cases[0].picture)  # what is loaded at first use is no picture's cost
    for case in cases:
        outcome = Outcome(case)
        for name, read in plain.items():
            outcome.texts[name] = frozenset(map(folded, read(case.picture)))
        outcome.texts["union"] = frozenset[str]().union(*outcome.texts.values())
        still = still_engine().decode(case.picture)
        outcome.texts["still"] = frozenset(folded(reading.text) for reading in still.readings)
        engine = live_engine()
        frames = [engine.decode(case.picture) for _ in range(FRAMES)]
        outcome.texts["live"] = frozenset(folded(r.text) for frame in frames for r in frame.readings)
        if case.has_code:
            still_ms.append(still.decode_ms)
            live_ms.append(sum(frame.decode_ms for frame in frames) / FRAMES)
        outcomes.append(outcome)
    return outcomes, live_ms, still_ms


def _zxing(picture: Picture) -> list[str]:
    found = zxingcpp.read_barcodes(picture)
    return [barcode.text for barcode in found if barcode.valid and barcode.format.name in QR_FORMATS]


def _opencv(detector: "cv2.QRCodeDetector | cv2.QRCodeDetectorAruco") -> Plain:
    def read(picture: Picture) -> list[str]:
        try:
            text, _points, _straight = detector.detectAndDecode(picture)
        except (cv2.error, UnicodeDecodeError):
            return []
        return [text] if text else []

    return read


def _cost_without_code(ground: Ground) -> list[float]:
    """Full 1280x720 frames: the entrance, in peace and in unrest, and pictures that hold no code."""
    folder = PHOTOGRAPHS if (PHOTOGRAPHS / "manifest.json").is_file() else OWN
    frames = [grey(picture) for picture in without_code(ground.pick(30, 6))]
    frames += [_whole(enlarged(case.picture)) for case in _cases(folder) if not case.has_code][: ground.pick(99, 3)]
    engine = live_engine()
    taken: list[float] = []
    for frame in frames:
        for _ in range(FRAMES):
            began = time.perf_counter()
            engine.decode(frame)
            taken.append((time.perf_counter() - began) * 1000)
    return taken


def _whole(picture: Picture) -> Picture:
    """A camera's frame: what is missing at the right and the bottom continues as in a mirror."""
    rows, columns = picture.shape
    border = cv2.copyMakeBorder(picture, 0, MAX_HEIGHT - rows, 0, MAX_WIDTH - columns, cv2.BORDER_REFLECT)
    return np.asarray(border, dtype=np.uint8)


READERS = ("still", "live", "zxing-cpp", "pyzbar", "cv2", "cv2 Aruco", "union")
PLAIN = READERS[2:-1]


def _share(outcomes: Sequence[Outcome], reader: str) -> float:
    return 100 * sum(outcome.right(reader) for outcome in outcomes) / len(outcomes) if outcomes else 0.0


def _write_table(ground: Ground, coded: Sequence[Outcome]) -> None:
    groups: dict[str, list[Outcome]] = {}
    for outcome in coded:
        groups.setdefault(outcome.case.category, []).append(outcome)
    groups = dict(sorted(groups.items()))
    groups["**one half**"] = [outcome for outcome in coded if outcome.case.half == 0]
    groups["**other half**"] = [outcome for outcome in coded if outcome.case.half == 1]
    groups["**all**"] = list(coded)
    table = tabulate(
        [
            [name, len(group), *(f"{_share(group, reader):.0f}" if "*" not in name else f"{_share(group, reader):.1f}"
                                 for reader in READERS)]
            for name, group in groups.items()
        ],
        ["category", "n", *READERS], tablefmt="github", disable_numparse=True,
    )  # fmt: skip
    file = Path("out/scanner.md" if ground.fresh is None else "out/scanner-fresh.md")
    file.parent.mkdir(exist_ok=True)
    file.write_text(table + "\n", encoding="utf-8")
    ground.say(table)


def _rows(
    ground: Ground,
    folder: Path,
    coded: Sequence[Outcome],
    outcomes: Sequence[Outcome],
    live_ms: Sequence[float],
    still_ms: Sequence[float],
    empty_ms: Sequence[float],
) -> list[Row]:
    photographs = folder == PHOTOGRAPHS
    what = "photographs read" if photographs else "the project's own pictures read"
    if ground.fresh is not None:
        what = f"{what} as seed {ground.fresh} changes them"
    share = {reader: _share(coded, reader) for reader in READERS}
    best = max(share[reader] for reader in PLAIN)
    n = len(coded)
    each = ", ".join(f"{reader} {share[reader]:.1f} %" for reader in READERS)
    still_met = share["still"] >= share["union"] and share["still"] >= best + 8
    wrong = [outcome for outcome in outcomes if outcome.wrong("still") or outcome.wrong("live")]
    new = [outcome for outcome in wrong if not any(outcome.wrong(reader) for reader in PLAIN)]
    mean, p95 = sum(empty_ms) / len(empty_ms), quantile(empty_ms, 0.95)
    cost = "cost of a live frame, code present"
    empty = "cost of a live frame, no code in it"
    return [
        Figure("scanner", f"{what}, still", "share", "%", share["still"], share["union"], UNION, n,
               ">= union and best + 8", still_met if photographs else None, each),
        Figure("scanner", f"{what}, live", "share", "%", share["live"], best, BEST, n,
               ">= best + 6", share["live"] >= best + 6 if photographs else None),
        Figure("scanner", "wrong reads that no plain decoder makes", "count", "", len(new), 0, "none is acceptable",
               len(outcomes), "0", not new, f"{len(wrong)} wrong in all"),
        Figure("scanner", cost, "p50", "ms", quantile(live_ms, 0.5), 0, "", n),
        Figure("scanner", cost, "p95", "ms", quantile(live_ms, 0.95), 0, "", n),
        Figure("scanner", "cost of a still picture, code present", "p95", "ms", quantile(still_ms, 0.95), 0, "", n),
        Figure("scanner", empty, "mean", "ms", mean, 0, "", len(empty_ms), "<= 15 ms", mean <= 15),
        Figure("scanner", empty, "p95", "ms", p95, 0, "", len(empty_ms), "<= 30 ms", p95 <= 30),
    ]  # fmt: skip
