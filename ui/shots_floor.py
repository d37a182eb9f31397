"""How the pictures of the stations are drawn, without a display and without a store: each station's own file gives scenes.

File names are `<station>-<scene>-<language>-<light or dark>-<width>x<height>.png`.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sync.status import SyncStatus
from ui import fiction
from ui.fiction_floor import FictionFloor, FictionStoreDesk, station_context

if TYPE_CHECKING:
    from PySide6.QtGui import QGuiApplication, QImage

LANGUAGES = ("fr", "en")
THEMES = ("light", "dark")
SIZES = ((1280, 800), (1920, 1080), (800, 1280), (3840, 2160))
SHOWN = ((1280, 800), (1920, 1080))
SETTLE_MS = 500
"""Motion has come to its end."""


def nothing(model: Any, desk: FictionStoreDesk) -> None:
    """The page as it opens."""


@dataclass(frozen=True, slots=True)
class FloorScene:
    """One state of a page: what the desk holds, how the link stands, what is touched."""

    name: str
    act: Callable[[Any, FictionStoreDesk], None] = nothing
    """Gets the station's model and the desk, after the page was drawn."""
    desk: Callable[[], FictionStoreDesk] = FictionStoreDesk
    link: SyncStatus = field(default_factory=fiction.link)
    context: Mapping[str, object] = field(default_factory=dict[str, object])
    """Fields of `StationContext` that differ."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A station as it can be drawn: `model(context, bridge, languages, floor)` makes what the page shows."""

    station: str
    page: str
    model: Callable[..., Any]


def render(
    drawing: Drawing,
    scenes: Iterable[FloorScene],
    folder: Path,
    languages: Iterable[str] = LANGUAGES,
    themes: Iterable[str] = THEMES,
    sizes: Iterable[tuple[int, int]] = SHOWN,
) -> list[Path]:
    """Draw each scene in each language, theme and size."""
    from ui.window import make_application

    application = make_application(offscreen=True)
    folder.mkdir(parents=True, exist_ok=True)
    languages, themes, sizes = tuple(languages), tuple(themes), tuple(sizes)
    written: list[Path] = []
    for scene in scenes:
        for language in languages:
            for theme in themes:
                for width, height in sizes:
                    path = folder / f"{drawing.station}-{scene.name}-{language}-{theme}-{width}x{height}.png"
                    draw(application, drawing, scene, language, theme == "dark", (width, height)).save(str(path))
                    written.append(path)
    return written


def draw(
    application: "QGuiApplication",
    drawing: Drawing,
    scene: FloorScene,
    language: str,
    dark: bool,
    size: tuple[int, int],
) -> "QImage":
    """One picture of one scene."""
    from ui.bridge import Bridge
    from ui.floor import FloorFeed
    from ui.language import Languages
    from ui.screen import Frame, Look
    from ui.station_window import StationWindow

    desk = scene.desk()
    floor: Any = desk.floor
    assert isinstance(floor, FictionFloor)  # noqa: S101 (a scene's desk is a fiction)
    context = station_context(desk, floor, **{"language": language, "link_status": lambda: scene.link, **scene.context})
    bridge = Bridge()
    languages = Languages()
    languages.install(language)
    feed = FloorFeed(desk, context.submit, floor, bridge, context.now)
    model = drawing.model(context, bridge, languages, feed)
    window = StationWindow(
        drawing.page, model, Look(dark, context.large_text, context.reduced_motion), bridge, _no_keys
    )
    window.open(Frame(size=size))
    try:
        _settle(application, 150)
        scene.act(model, desk)
        _settle(application, SETTLE_MS)
        return window.view.grabWindow()
    finally:
        window.end()
        feed.end()
        bridge.close()
        languages.uninstall()


def _no_keys(text: str, ended: bool) -> None:
    """Nobody types in a picture."""


def _settle(application: "QGuiApplication", milliseconds: int) -> None:
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
    application.processEvents()
