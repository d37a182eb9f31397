"""The pure parts of the screen: tokens, plain text, formats, hand scanners, outlines, translations, sounds."""

import html
import importlib.util
import re
import wave
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QObject
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtQml import QQmlEngine

from kiosk.domain import formats
from kiosk.domain.plain_text import LONGEST, plain
from kiosk.domain.reservation import Slot
from kiosk.domain.verdict import NextStep, Tone, VerdictKind
from ui import lint, translations, words
from ui.context import EntranceContext
from ui.icons import ICONS
from ui.language import Languages, known
from ui.outline import Outline
from ui.screen import QML
from ui.sound import SOUNDS, Loudspeaker
from ui.wedge import Burst

PARIS = ZoneInfo("Europe/Paris")
AT = datetime(2026, 12, 1, 8, 5, tzinfo=UTC)
SQUARE = ((0.0, 0.0), (0.2, 0.0), (0.2, 0.2), (0.0, 0.2))


def luminance(colour: QColor) -> float:
    channels = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour.getRgbF()[:3]]
    return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]


def contrast(one: QColor, other: QColor) -> float:
    """WCAG 2.2, contrast ratio."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("dark", [True, False])
def test_the_tokens_have_contrast(qapp: QGuiApplication, dark: bool) -> None:
    engine = QQmlEngine()
    engine.addImportPath(str(QML))
    theme: QObject = engine.singletonInstance("Kiosk", "Theme")
    theme.setProperty("dark", dark)
    for paper in ("ground", "surface", "raised"):
        for ink in ("ink", "muted", "warn", "accent", "bad"):
            pair = QColor(theme.property(paper)), QColor(theme.property(ink))
            assert contrast(*pair) >= 4.5, (dark, paper, ink)
    assert contrast(QColor(theme.property("accent")), QColor(theme.property("accentInk"))) >= 4.5
    tones = theme.property("tones").toVariant()
    assert set(tones) == {*map(str, Tone), "fault"}
    for name, tone in tones.items():
        for paper in ("field", "panel"):
            assert contrast(QColor(tone[paper]), QColor(tone["ink"])) >= 4.5, (name, paper)
    engine.deleteLater()
    assert isinstance(qapp, QGuiApplication)


@given(st.text(max_size=300))
def test_plain_text_hides_nothing(text: str) -> None:
    shown = plain(text)
    assert len(shown) <= LONGEST
    assert not re.search("[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]", shown)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Zoë O’Neill", "Zoë O’Neill"),
        ("a\u202eb", "a\\u{202E}b"),
        ("a\u200db", "a\\u{200D}b"),
        ("👩\u200d👩\u200d👧", "👩\u200d👩\u200d👧"),
        ("  a \n b ", "a b"),
        ("e\u0301", "e\u0301"),
        ("\u3164", "\\u{3164}"),
    ],
)
def test_plain_text_examples(text: str, shown: str) -> None:
    assert plain(text) == shown


def test_formats_follow_the_language() -> None:
    slot = Slot(AT, AT + timedelta(minutes=90))
    assert formats.span(slot, PARIS, "fr") == "9\u00a0h\u00a005\u00a0–\u00a010\u00a0h\u00a035"
    assert formats.span(slot, PARIS, "en") == "9:05\u00a0–\u00a010:35"
    assert formats.day(date(2026, 12, 1), "fr") == "mardi 1er\u00a0décembre"
    assert formats.day(date(2026, 12, 2), "en") == "Wednesday 2\u00a0December"
    assert formats.number(1234567, "fr") == "1\u202f234\u202f567"
    assert formats.moment(AT, AT + timedelta(days=1), PARIS, "en") == "Tuesday 1\u00a0December, 9:05"
    ages = [(12, "12\u00a0s"), (-3, "0\u00a0s"), (60, "1\u00a0min"), (7200, "2\u00a0h"), (200_000, "2\u00a0j")]
    for elapsed, text in ages:
        assert formats.age(timedelta(seconds=elapsed), "fr") == text


def test_a_burst_is_a_scan_only_when_long_enough() -> None:
    burst = Burst()
    for index, character in enumerate("ABCDEF"):
        assert burst.continues(index * 10.0) is (index > 0)
        burst.add(character, index * 10.0)
    assert burst.continues(150.0), "what has begun as a scan may falter"
    assert not burst.continues(150.1)
    assert burst.take() == "ABCDEF"
    for character in "ABCDE":
        burst.add(character, 0.0)
    assert burst.continues(35.0)
    assert not burst.continues(35.1)
    assert burst.take() == ""
    assert not burst.continues(0.0)


def test_an_outline_glides_and_fades() -> None:
    outline = Outline()
    outline.see((SQUARE,), 0.0)
    outline.step(0.0)
    moved = tuple((x + 0.1, y) for x, y in SQUARE)
    outline.see((moved,), 16.0)  # type: ignore[arg-type]
    assert len(outline.traces) == 1
    outline.step(32.0)
    assert 0.0 < outline.traces[0].shown[0][0] < 0.1
    for moment in range(48, 176, 16):
        outline.see((moved,), moment)  # type: ignore[arg-type]
        outline.step(moment)
    assert outline.traces[0].shown[0][0] == pytest.approx(0.1, abs=0.01)
    assert outline.step(360.0)
    assert not outline.step(600.0)


def test_every_verdict_and_step_has_words_and_a_drawing() -> None:
    assert {*map(str, VerdictKind)} <= {str(kind) for kind in words.WORDS}
    assert set(words.STEPS) == {*NextStep}
    assert all((ICONS / f"{said.icon}.svg").exists() for said in words.WORDS.values())
    drawn = [said.icon for kind, said in words.WORDS.items() if kind in set(VerdictKind)]
    assert len(drawn) == len(set(drawn)), "two verdicts share an icon"


def test_french_is_whole_and_well_set() -> None:
    assert translations.check() == []
    source = html.unescape(translations.SOURCE.read_text(encoding="utf-8"))
    french = re.findall(r"<translation>(.*?)</translation>", source)
    for text in french:
        assert not re.search(r"(?<![\u00a0\u202f])[:;!?»]", text), text
        assert "'" not in text, text


def test_translations_keep_their_fields() -> None:
    languages = Languages()
    for said in words.WORDS.values():
        for source in (said.headline, said.detail, said.say):
            text = languages.text(source, "fr", words.CONTEXT)
            assert set(re.findall(r"{(\w+)}", text)) == set(re.findall(r"{(\w+)}", source)), source
    assert [known(tag) for tag in ("fr-CA", "en_GB", "de", "")] == ["fr", "en", "en", "en"]


def test_qml_holds_plain_text_only_and_its_types_are_current() -> None:
    assert lint.qml_types() == lint.TYPES.read_text()
    for page in lint.MODULE.rglob("*.qml"):
        if page.name != "Label.qml":
            assert not re.search(r"^\s*Text \{", page.read_text(), re.MULTILINE), page.name
    listed = set(re.findall(r"([\w/]+\.qml)$", (lint.MODULE / "qmldir").read_text(), re.MULTILINE))
    assert listed == {page.relative_to(lint.MODULE).as_posix() for page in lint.MODULE.rglob("*.qml")}


def test_each_tone_has_its_own_sound() -> None:
    spec = importlib.util.spec_from_file_location("make_sounds", SOUNDS / "make.py")
    assert spec is not None
    assert spec.loader is not None
    maker = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(maker)
    assert set(maker.SOUNDS) == {*map(str, Tone), "fault", "call"}
    seen: set[bytes] = set()
    for name, notes in maker.SOUNDS.items():
        with wave.open(str(SOUNDS / f"{name}.wav")) as file:
            samples = file.readframes(file.getnframes())
        assert samples == maker.draw(notes)
        seen.add(samples)
    assert len(seen) == len(maker.SOUNDS)


def test_the_loudspeaker_never_blocks_and_ends(tmp_path: Path) -> None:
    loudspeaker = Loudspeaker(tmp_path)
    loudspeaker.start()
    for tone in Tone:
        loudspeaker.play(tone)
    loudspeaker.stop()
    assert not loudspeaker._thread.is_alive()


def test_the_context_needs_no_qt_to_be_imported() -> None:
    assert EntranceContext.__dataclass_fields__["undo_window_s"].default == 300
