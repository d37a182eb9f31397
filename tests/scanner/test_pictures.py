"""Pictures to texts, the whole way: every one of our own set through the real process; photographs through the engine."""

import json
from pathlib import Path
from typing import Any

import pytest

from scanner.engine import still_engine
from scanner.messages import CameraHint, CameraState, SourceSpec
from scanner.picture import grey
from scanner.sources.folder import load
from tests.pictures.make import text_of
from tests.scanner.listening import scanning

OWN = Path(__file__).parent.parent / "pictures"
PHOTOGRAPHS = Path(__file__).parents[2].parent / "shared" / "qr-corpus"
SETS = [folder for folder in (OWN, PHOTOGRAPHS) if (folder / "manifest.json").is_file()]


def manifest(folder: Path) -> list[dict[str, Any]]:
    return json.loads((folder / "manifest.json").read_text(encoding="utf-8"))


def folded(text: str) -> str:
    return " ".join(text.split())


def test_every_picture_of_our_own_set_is_presented_once_through_the_process() -> None:
    expected = [tuple(entry["texts"]) for entry in manifest(OWN) if entry["has_code"]]
    options: dict[str, str | int | float | bool] = {
        "hold": True, "seconds": 1.5, "gap": 0.15, "gone_after": 0.1, "frames_per_second": 30,
    }  # fmt: skip
    with scanning(SourceSpec("folder", str(OWN), options)) as (_, heard):
        heard.wait(CameraState, lambda state: state.hint == CameraHint.ENDED, patience=90)
        assert sorted(heard.texts()) == sorted(expected)


@pytest.mark.parametrize("folder", SETS, ids=[folder.name for folder in SETS])
def test_nothing_is_read_wrong(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    engine, read, wrong, codes = still_engine(), 0, list[str](), 0
    for entry in manifest(folder):
        picture = load(folder / entry["file"])
        readings = () if picture is None else engine.decode(grey(picture)).readings
        texts = {folded(reading.text) for reading in readings}
        # What several families of decoders agree upon is right, though the source's own list may have a slip of the pen.
        listed = entry["texts"] or []
        truth = {folded(text) for text in [*listed, *((listed and entry.get("agreed_texts")) or [])]}
        codes += entry["has_code"]
        read += bool(texts & truth) if truth else bool(texts)
        if (texts and not entry["has_code"]) or (truth and texts and not texts & truth):
            wrong.append(entry["file"])
    with capsys.disabled():
        print(f"\n{folder.name}: {read} of {codes} pictures with a code read ({read / codes:.1%}), {len(wrong)} wrong")
    assert wrong == []
    assert folder != OWN or read == codes


def test_the_manifest_is_what_the_script_says() -> None:
    coded = [entry["texts"][0] for entry in manifest(OWN) if entry["has_code"]]
    assert sorted(coded) == [text_of(index) for index in range(len(coded))]
