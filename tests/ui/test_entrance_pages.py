"""Every verdict's page: the right words, the right colour, green only for an admission, nothing cut at any size."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor
from PySide6.QtQuick import QQuickItem

from kiosk.answers import DataState
from kiosk.domain.reservation import Customer, Product
from kiosk.domain.verdict import Tone, VerdictKind
from kiosk.errors import Fault, NotSaved, Refused
from tests.ui.conftest import Page
from ui import fiction, words
from ui.language import Languages

OpenPage = Callable[..., Page]
SIZES = [(1280, 800), (1920, 1080), (800, 1280), (1080, 1920)]
FIELDS = {
    "go": "#0a7a40",
    "wait": "#ffb92e",
    "help": "#3f51d6",
    "stop": "#c11f2e",
    "info": "#3c495b",
    "fault": "#191320",
}
LONG = Customer(
    "Maximiliane-Alexandra Featherstonehaugh-Wolfeschlegelsteinhausenbergerdorff de la Tour d’Auvergne-Lauraguais",
    "4821",
    "fr",
    "Fauteuil roulant, prévoir un comptoir bas et une chaise",
)
LONG_WATCH = Product(
    "X", "Lunaire Méridien Grande Complication", "41 mm", "titane brossé", "bracelet milanais bleu nuit"
)
ODD_NAMES = ["ليلى بنت عبد الرحمن", "שרה לוי", "👩‍👩‍👧 Zoë 🎉", "<b>Bold</b> & <i>co</i>", "Eve\u202egnp.exe\u200b"]


def greens(page: Page) -> int:
    """How many of a grid of points are clearly green."""
    picture = page.picture()
    found = 0
    for x in range(4, picture.width(), 16):
        for y in range(4, picture.height(), 16):
            colour = picture.pixelColor(x, y)
            found += colour.green() > colour.red() + 40 and colour.green() > colour.blue() + 30
    return found


def faults_of_layout(page: Page) -> list[str]:
    """Texts that are cut, and texts or buttons that stick out of the window or over their neighbours."""
    faults: list[str] = []
    window = QRectF(0, 0, page.window.view.width(), page.window.view.height())
    for item in page.items():
        text = str(item.property("text") or "")
        if not text:
            continue
        place = item.mapRectToScene(item.boundingRect())
        if item.property("truncated"):
            faults.append(f"cut: {text}")
        if item.property("paintedWidth") is not None and item.property("paintedWidth") > item.width() + 1:
            faults.append(f"wider than its place: {text}")
        if not window.adjusted(-1, -1, 1, 1).contains(place) and not scrolls(item):
            faults.append(f"outside the window: {text} {place}")
        for ancestor in ancestors(item):
            if ancestor.metaObject().className().startswith("TouchButton"):
                inside = item.mapRectToItem(ancestor, item.boundingRect())
                if inside.left() < 0 or inside.right() > ancestor.width() + 1:
                    faults.append(f"wider than its button: {text}")
    return faults


def ancestors(item: QQuickItem) -> list[QQuickItem]:
    found: list[QQuickItem] = []
    parent = item.parentItem()
    while parent is not None:
        found.append(parent)
        parent = parent.parentItem()
    return found


def scrolls(item: QQuickItem) -> bool:
    return any(ancestor.inherits("QQuickFlickable") for ancestor in ancestors(item))


def overlaps(page: Page) -> list[str]:
    """Parts of the verdict that lie on one another."""
    verdict = page.item("verdict")
    names = ("verdictAnswer", "verdictFacts", "verdictActions", "stripFacts")
    parts = {name: page.item(name) for name in names if page.has(name)}
    places = {name: item.mapRectToScene(item.boundingRect()) for name, item in parts.items()}
    bottom = page.window.view.height()
    facts = parts.get("verdictFacts")
    assert facts is None or inner_height(page) <= facts.height(), "the facts stick out of their panel"
    assert verdict.isVisible()
    return [
        f"{one} on {other}"
        for one in places
        for other in places
        if one < other and places[one].intersects(places[other])
    ] + [f"{name} sticks out" for name, place in places.items() if place.top() < 0 or place.bottom() > bottom + 1]


def inner_height(page: Page) -> float:
    return page.item("verdictWho").height()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_each_verdict_has_its_word_its_colour_and_no_false_green(open_page: OpenPage, language: str) -> None:
    page = open_page(language=language)
    for kind in VerdictKind:
        said = fiction.answer(kind)
        page.show(said)
        assert page.text("verdictHeadline") == Languages().text(words.WORDS[kind].headline, language, words.CONTEXT)
        assert page.colour_of_verdict() == QColor(FIELDS[str(said.verdict.tone)]), kind
        assert (greens(page) > 500) is said.admitted, kind
        assert faults_of_layout(page) == [], kind


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("language", ["en", "fr"])
def test_nothing_is_cut_with_the_longest_texts(open_page: OpenPage, size: tuple[int, int], language: str) -> None:
    page = open_page(size=size, language=language)
    for kind in VerdictKind:
        page.show(fiction.answer(kind, LONG, LONG_WATCH))
        page.picture()
        assert faults_of_layout(page) == [], kind
        assert overlaps(page) == [], kind


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_ordinary_verdicts_lie_well_at_every_size(open_page: OpenPage, size: tuple[int, int]) -> None:
    page = open_page(size=size, language="fr")
    for kind in VerdictKind:
        page.show(fiction.answer(kind))
        page.picture()
        assert overlaps(page) == [], kind


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("sheet", ["keypad", "search", "undo", "override", ""])
def test_sheets_and_the_idle_page_fit(open_page: OpenPage, size: tuple[int, int], sheet: str) -> None:
    page = open_page(size=size, language="fr", database_recovered="old.db")
    page.show(fiction.answer(VerdictKind.LATE if sheet == "override" else VerdictKind.ADMIT))
    if sheet != "override":
        page.model.next()
    if sheet:
        page.model.openSheet(sheet)
        page.qtbot.waitUntil(lambda: page.has("closeSheet") or page.has("askTitle"))
    page.picture()
    assert faults_of_layout(page) == []
    for item in page.items():
        if item.metaObject().className().startswith("TouchButton"):
            assert min(item.width(), item.height()) >= 64, item.objectName()


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("language", ["en", "fr"])
def test_everything_wrong_with_the_data_fits(open_page: OpenPage, size: tuple[int, int], language: str) -> None:
    page = open_page(size=size, language=language)
    assert isinstance(page.desk.state, DataState)
    page.desk.state = replace(page.desk.state, unsent=1204, rejected=1204, conflicts=1204, copied=True, in_doubt=True)
    page.model.refresh()
    page.qtbot.waitUntil(lambda: page.has("banner_copied") and page.has("banner_in_doubt"))
    page.picture()
    assert faults_of_layout(page) == []
    page.show(fiction.answer(VerdictKind.LATE, LONG, LONG_WATCH))
    page.picture()
    assert faults_of_layout(page) == []
    assert overlaps(page) == []


@pytest.mark.parametrize("name", ODD_NAMES)
def test_names_are_plain_text(open_page: OpenPage, name: str) -> None:
    page = open_page()
    page.show(fiction.answer(VerdictKind.ADMIT, Customer(name)))
    shown = page.text("verdictName")
    assert "\u202e" not in shown
    assert "\u200b" not in shown
    if "\u202e" not in name:
        assert shown == name


def test_an_override_is_green_and_a_go_without_admission_is_not(open_page: OpenPage) -> None:
    page = open_page()
    late = fiction.answer(VerdictKind.LATE)
    page.show(replace(late, admitted=True, by_override=True, call_number="A043"))
    assert page.model.verdict.tone == Tone.GO
    assert page.text("verdictNumber") == "A043"
    page.show(replace(fiction.answer(VerdictKind.ADMIT), admitted=False))
    assert page.model.verdict.tone == Tone.INFO
    assert greens(page) == 0


@pytest.mark.parametrize(
    ("error", "kind", "headline"),
    [
        (NotSaved("save", "Free some room.", "disk full"), "not_saved", "Not saved"),
        (Fault("save", "Free some room.", "read-only"), "not_saved", "Not saved"),
        (Fault("read", "Call support.", "broken"), "technical", "Not checked"),
        (Refused("undo", "Too late."), "refused", "Not possible"),
        (ZeroDivisionError("our bug"), "technical", "Not checked"),
    ],
)
def test_an_error_in_the_path_is_never_green(
    open_page: OpenPage, error: Exception, kind: str, headline: str, caplog: pytest.LogCaptureFixture
) -> None:
    page = open_page()
    page.show(error)
    assert page.model.verdict.kind == kind
    assert page.text("verdictHeadline") == headline
    assert greens(page) == 0
    page.model.next()
    assert page.has("banner_not_saved") is (kind == "not_saved")
    page.show(fiction.answer(VerdictKind.ADMIT))
    page.model.next()
    assert not page.has("banner_not_saved")
    caplog.clear()


def test_out_of_order_stays_until_a_restart(open_page: OpenPage) -> None:
    page = open_page()
    page.model.out_of_order()
    page.model.present(("code",))
    page.model.next()
    assert page.text("verdictHeadline") == "Out of order"
    assert page.desk.asked == []
    with page.qtbot.waitSignal(page.model.restartAsked):
        page.touch("restart")
