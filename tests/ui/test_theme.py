"""The design tokens: contrast of every ink on every ground it stands on, one place for colours, sizes and motion."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QColor
from PySide6.QtQml import QQmlEngine
from pytestqt.qtbot import QtBot

from ui import lint

CONTRAST = 4.5
"""WCAG 2.2, success criterion 1.4.3; ours for large text as well."""
MARKS = 3.0
"""WCAG 2.2, 1.4.11: what is no text, such as the line around what has the keys."""
INKS = ("ink", "muted", "accent", "good", "warn", "bad")
GROUNDS = ("ground", "surface", "raised")
TONES = ("accent", "good", "warn", "bad")
LITERAL = re.compile(r'"#[0-9a-fA-F]{3,8}"|\b(?:Qt\.rgba|Qt\.hsl[av]|Qt\.(?:lighter|darker|tint))\(')


@pytest.fixture(params=[True, False], ids=["dark", "light"])
def theme(request: pytest.FixtureRequest, qtbot: QtBot) -> Iterator[QObject]:
    engine = QQmlEngine()
    engine.addImportPath(str(lint.MODULE.parent))
    theme = engine.singletonInstance("Kiosk", "Theme")
    assert isinstance(theme, QObject)
    theme.setProperty("dark", request.param)
    yield theme
    engine.deleteLater()


def luminance(colour: QColor) -> float:
    """Relative luminance (WCAG 2.2, definitions)."""

    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF())


def contrast(one: QColor, other: QColor) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def colour(theme: QObject, name: str) -> QColor:
    value = theme.property(name)
    assert isinstance(value, QColor), f"{name} is no token"
    return value


def pairs() -> Iterator[tuple[str, str]]:
    yield from ((ink, ground) for ink in INKS for ground in GROUNDS)
    yield from ((ink, f"{tone}Soft") for tone in TONES for ink in ("ink", "muted", tone))
    yield from ((f"{tone}Ink", tone) for tone in TONES)
    yield "ink", "pressed"
    yield "muted", "pressed"


def test_contrast_is_measured_as_the_standard_says() -> None:
    assert contrast(QColor("#ffffff"), QColor("#000000")) == pytest.approx(21.0)
    assert contrast(QColor("#767676"), QColor("#ffffff")) == pytest.approx(4.54, abs=0.005)


def test_every_ink_can_be_read_on_every_ground_it_stands_on(theme: QObject) -> None:
    poor = [
        f"{ink} on {ground}: {found:.2f}"
        for ink, ground in pairs()
        if (found := contrast(colour(theme, ink), colour(theme, ground))) < CONTRAST
    ]
    assert poor == []


def test_the_colour_fields_of_verdicts_can_be_read(theme: QObject) -> None:
    tones = theme.property("tones").toVariant()
    for name, tone in tones.items():
        for ground in ("field", "panel"):
            assert contrast(QColor(tone["ink"]), QColor(tone[ground])) >= CONTRAST, (name, ground)


def test_where_the_keys_go_is_seen_on_every_ground(theme: QObject) -> None:
    for ground in (*GROUNDS, "pressed", *(f"{tone}Soft" for tone in TONES)):
        assert contrast(colour(theme, "focus"), colour(theme, ground)) >= MARKS, ground


def test_one_of_the_ring_s_two_lines_is_seen_on_every_fill(theme: QObject) -> None:
    fills = [colour(theme, tone) for tone in TONES]
    tones = theme.property("tones").toVariant()
    fills += [QColor(tone[ground]) for tone in tones.values() for ground in ("field", "panel")]
    for fill in fills:
        seen = max(contrast(colour(theme, line), fill) for line in ("focus", "ground"))
        assert seen >= MARKS, fill.name()


def test_reduced_motion_stands_still_and_large_text_grows_type_only(theme: QObject) -> None:
    assert theme.property("quick") > 0
    assert theme.property("calm") > theme.property("quick")
    before = {name: theme.property(name) for name in ("caption", "body", "title", "touch", "three")}
    theme.setProperty("reducedMotion", True)
    theme.setProperty("largeText", True)
    assert theme.property("quick") == theme.property("calm") == 0
    for name in ("caption", "body", "title"):
        assert theme.property(name) >= 1.15 * before[name]
    assert theme.property("touch") == before["touch"] >= 64
    assert theme.property("three") == before["three"]


def _pages() -> list[Path]:
    return sorted(page for page in lint.MODULE.rglob("*.qml") if page.name != "Theme.qml")


def test_no_page_has_a_colour_of_its_own() -> None:
    for page in _pages():
        assert not LITERAL.search(page.read_text(encoding="utf-8")), page.name


def test_motion_takes_its_time_from_the_tokens() -> None:
    for page in _pages():
        for duration in re.findall(r"duration: (.+)", page.read_text(encoding="utf-8")):
            assert "Theme." in duration, (page.name, duration)


def test_what_can_be_touched_has_a_name_and_takes_the_keys() -> None:
    """Every page that makes a control by hand says what it is; TouchButton does it for all the others."""
    for page in _pages():
        text = page.read_text(encoding="utf-8")
        if re.search(r"^T\.(AbstractButton|ItemDelegate)", text, re.MULTILINE):
            assert "Accessible.name" in text, page.name
            assert "focusPolicy" in text, page.name
            assert "FocusRing" in text or "focused:" in text, page.name
