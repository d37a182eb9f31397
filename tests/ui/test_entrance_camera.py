"""The hint over the preview, the sheet about the camera's line, and what a fault says in French."""

from collections.abc import Callable

import pytest

from kiosk.errors import Fault, NotSaved, Refused
from scanner.messages import Advice, AdviceKind, CameraState, CameraStatus, Health
from tests.ui.conftest import Page
from tests.ui.test_entrance_pages import SIZES, faults_of_layout
from ui import words
from ui.guide import ADVICE, said_to_customers
from ui.icons import ICONS
from ui.language import LANGUAGES, Languages
from ui.line_health import LineFacts, line_facts

OpenPage = Callable[..., Page]
HINTS = [kind for kind in AdviceKind if kind]


def test_every_hint_has_words_and_an_icon_of_its_own() -> None:
    assert set(ADVICE) == set(HINTS)
    assert len({said.icon for said in ADVICE.values()}) == len(HINTS)
    assert all((ICONS / f"{said.icon}.svg").is_file() for said in ADVICE.values())


def test_customers_are_told_in_both_languages() -> None:
    said = said_to_customers(AdviceKind.TILT, lambda source, language: f"{language} {source}")
    assert set(said) == set(LANGUAGES)
    assert said_to_customers(AdviceKind.NONE, lambda source, _: source) == {}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_hints_fit_over_the_preview(open_page: OpenPage, language: str, size: tuple[int, int]) -> None:
    page = open_page(size=size, language=language)
    languages = Languages()
    for kind in HINTS:
        page.model.on_message(Advice(kind))
        page.qtbot.waitUntil(lambda kind=kind: page.has("advice") and page.model.guide.kind is kind)
        page.picture()
        assert page.text("adviceHeadline") == languages.text(ADVICE[kind].headline, language, "Advice")
        assert faults_of_layout(page) == []
        card, preview = page.item("advice"), page.item("preview")
        assert preview.mapRectToScene(preview.boundingRect()).contains(card.mapRectToScene(card.boundingRect()))


def test_a_hint_goes_with_its_cause_and_with_the_camera(open_page: OpenPage) -> None:
    page = open_page()
    for ending in (Advice(AdviceKind.NONE), CameraState(CameraStatus.STALLED)):
        page.model.on_message(Advice(AdviceKind.CLOSER))
        page.qtbot.waitUntil(lambda: page.has("advice"))
        page.model.on_message(ending)
        page.qtbot.waitUntil(lambda: not page.has("advice"))


def test_a_hint_follows_the_language(open_page: OpenPage) -> None:
    page = open_page()
    page.model.on_message(Advice(AdviceKind.HOLD_STILL))
    page.qtbot.waitUntil(lambda: page.has("advice"))
    page.touch("language_fr")
    assert page.text("adviceHeadline") == "Ne bougez plus"


def test_the_strip_tells_a_stopped_camera_at_once(open_page: OpenPage) -> None:
    page = open_page()
    page.qtbot.waitUntil(lambda: page.model.strip.camera == "live")
    page.model.on_message(CameraState(CameraStatus.STALLED))
    page.qtbot.waitUntil(lambda: page.model.camera.status == "stalled")
    assert page.model.strip.camera == "stalled"


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_line_opens_from_the_strip(open_page: OpenPage, language: str, size: tuple[int, int]) -> None:
    page = open_page(size=size, language=language)
    page.model.on_message(Health(14.8, 3.4, 0, 11, 210.0, 1340.0, 2))
    page.touch("openLine")
    page.qtbot.waitUntil(lambda: page.has("lineFigures"))
    page.picture()
    said = {name: page.item(name).property("value") for name in ("lineFrames", "lineReads", "lineMisses", "lineHalf")}
    half = "0,21\u00a0s" if language == "fr" else "0.21\u00a0s"
    assert said == {"lineFrames": "15", "lineReads": "11", "lineMisses": "2", "lineHalf": half}
    assert page.has("lineAdvice")
    assert faults_of_layout(page) == []
    page.touch("openLine")
    assert not page.has("lineFigures")


def test_what_is_not_known_is_a_dash() -> None:
    assert line_facts(None, "en") == LineFacts()
    idle = line_facts(Health(15.0, 3.0, 0), "en")
    assert (idle.reads, idle.half_read, idle.most_read, idle.many_missed) == ("0", "–", "–", False)
    assert not line_facts(Health(15.0, 3.0, 0, 30, 200.0, 900.0, 2), "en").many_missed


@pytest.mark.parametrize(
    ("error", "step", "french"),
    [
        (NotSaved("save", "Free some space.", "disk full"), "Ne remettez rien", words.FAULT_HINTS["save"]),
        (Fault("read", "Restart the kiosk.", "damaged"), "", words.FAULT_HINTS["read"]),
        (Refused("check in", "One character is wrong."), "Redemandez le code", words.REFUSALS["check in"]),
        (Refused("undo", "Too late."), "", words.REFUSALS["undo"]),
        (Fault("dance", "Nobody wrote this down.", "odd"), "", words.WORDS["technical"].detail),
    ],
)
def test_a_fault_speaks_the_language_of_the_page(
    open_page: OpenPage, error: Exception, step: str, french: str, caplog: pytest.LogCaptureFixture
) -> None:
    page = open_page(language="fr")
    page.show(error)
    told = page.texts()
    translated = Languages().text(french, "fr", words.CONTEXT)
    assert translated != french
    assert any(translated in text for text in told)
    assert not any(getattr(error, "hint", "?") in text for text in told)
    if step:
        assert page.text("verdictStep") == step
    caplog.clear()
