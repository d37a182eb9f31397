"""How the pictures of the stations are drawn, without a display and without a store: `ui/shots_<station>.py` gives scenes.

Each of those files has `SCENES`, and one `Drawing` for them or pairs of a `Drawing` and a `FloorScene`. File names are
`<station>-<scene>-<language>-<light or dark>-<width>x<height>.png`: `python -m ui.shots OUT` draws those that README and
documents name, with the entrance's; `python -m ui.shots OUT --station counter [--all]` a station's alone.
"""

import argparse
import os
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sync.status import SyncStatus
from ui import fiction
from ui.fiction_floor import FictionStoreDesk, station_context

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
    tour: bool = False
    """One of the few that the documents show; the others are drawn with `--all`."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A station as it can be drawn: `model(context, bridge, languages, floor)` makes what the page shows."""

    station: str
    page: str
    model: Callable[..., Any]


def scenes(station: str = "") -> list[tuple[Drawing, FloorScene]]:
    """Of all stations' files, or of one."""
    found: list[tuple[Drawing, FloorScene]] = []
    for file in sorted(Path(__file__).parent.glob("shots_*.py")):
        module = import_module(f"ui.{file.stem}")
        drawing = next((value for value in vars(module).values() if isinstance(value, Drawing)), None)
        told = getattr(module, "SCENES", ())
        found.extend((drawing, one) if drawing is not None and isinstance(one, FloorScene) else one for one in told)
    return [(drawing, scene) for drawing, scene in found if station in ("", drawing.station)]


def render(
    drawing: Drawing,
    scenes: Iterable[FloorScene],
    folder: Path,
    languages: Iterable[str] = LANGUAGES,
    themes: Iterable[str] = THEMES,
    sizes: Iterable[tuple[int, int]] = SHOWN,
) -> list[Path]:
    """Draw each scene in each language, theme and size."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_QUICK_BACKEND"] = "software"
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
    floor = desk.fiction
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


_NAME = re.compile(r"pictures/([a-z]+)-([a-z-]+)-(fr|en)-(light|dark)-([0-9]+)x([0-9]+)\.png")


def named(root: Path) -> set[tuple[str, str, str, str, int, int]]:
    """The pictures that README and documents show: station, scene, language, theme, width, height."""
    texts = [page.read_text(encoding="utf-8") for page in (root / "README.md", *sorted((root / "docs").rglob("*.md")))]
    return {
        (found[1], found[2], found[3], found[4], int(found[5]), int(found[6]))
        for text in texts
        for found in _NAME.finditer(text)
    }


def draw_named(folder: Path, languages: Iterable[str]) -> list[Path]:
    """Those in these languages, again."""
    wanted = sorted(name for name in named(Path(__file__).parent.parent) if name[2] in languages)
    told = {(drawing.station, scene.name): (drawing, scene) for drawing, scene in scenes()}
    written: list[Path] = []
    for station, name, language, theme, width, height in wanted:
        if (station, name) in told:
            drawing, scene = told[station, name]
            written += render(drawing, [scene], folder, [language], [theme], [(width, height)])
    return written


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m ui.shots OUT --station", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--station", default="")
    parser.add_argument("--only", action="append", help="names of scenes")
    parser.add_argument("--all", action="store_true", help="every scene, not only those that the documents show")
    parser.add_argument("--size", action="append", help="e.g. 3840x2160; default: 1280x800 and 1920x1080")
    parser.add_argument("--lang", action="append", choices=LANGUAGES)
    parser.add_argument("--theme", action="append", choices=THEMES)
    chosen = parser.parse_args(arguments)
    if not (chosen.station or chosen.only or chosen.all or chosen.size or chosen.theme):
        for path in draw_named(chosen.folder, chosen.lang or LANGUAGES):
            sys.stdout.write(f"{path}\n")
        return 0
    sizes = [(int(width), int(height)) for width, height in (size.split("x") for size in chosen.size or ())] or SHOWN
    told = scenes(chosen.station)
    first = {drawing.station: scene.name for drawing, scene in reversed(told)}
    for drawing, scene in told:
        shown = scene.tour or scene.name == first[drawing.station]
        if scene.name in chosen.only if chosen.only else chosen.all or shown:
            languages, themes = chosen.lang or LANGUAGES, chosen.theme or THEMES
            for path in render(drawing, [scene], chosen.folder, languages, themes, sizes):
                sys.stdout.write(f"{path}\n")
    return 0
