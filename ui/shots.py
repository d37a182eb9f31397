"""Pictures of the entrance and then of the other stations, without a display: `python -m ui.shots OUT_DIR [--all]`.

The README's and the documents' screenshots come from here (`./dev shots`); data and people are fictional.
"""

import argparse
import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.answers import DataState
from kiosk.domain.verdict import VerdictKind
from kiosk.errors import NotSaved, Refused
from scanner.hand.layouts import Caps, Keyboard, Mismatch, typed
from scanner.hand.line_state import LineState
from scanner.hand.setup_code import MICRO_TEXT, SETUP_TEXT
from scanner.messages import (
    Advice,
    AdviceKind,
    CameraHint,
    CameraState,
    CameraStatus,
    Health,
    Seen,
)
from sync.status import SyncStatus
from ui import fiction, shots_floor, shots_later, shots_receipt
from ui.context import DemoCode, EntranceContext
from ui.shots_camera import CameraPicture, camera_picture, troubled
from ui.shots_supply import supplied, ways_out

if TYPE_CHECKING:
    from PySide6.QtGui import QGuiApplication, QImage

    from ui.window import EntranceWindow

LANGUAGES = ("fr", "en")
SIZES = ((1280, 800), (1920, 1080), (800, 1280), (1080, 1920))
SHOWN = ((1280, 800), (800, 1280))
"""What README and docs show; the larger ones are the same pages with more room."""


WIDE = (1920, 1080)
LIGHT = ((1280, 800), WIDE)

ONLINE = fiction.link()


@dataclass(frozen=True, slots=True)
class Scene:
    """One state of the page to draw: what the desk answers, how the link stands, what is touched."""

    name: str
    act: Callable[["EntranceWindow", fiction.FictionDesk], None]
    link: SyncStatus = ONLINE
    codes: tuple[DemoCode, ...] = ()
    recovered: str = ""
    trouble: AdviceKind = AdviceKind.NONE
    """How the code is held, when not well."""


def _coach(kind: AdviceKind) -> Scene:
    def act(window: "EntranceWindow", _desk: fiction.FictionDesk) -> None:
        window.model.on_message(Advice(kind))

    return Scene(f"coach-{str(kind).replace('_', '-')}", act, trouble=kind)


def _hand(name: str, text: str) -> Scene:
    def act(window: "EntranceWindow", _desk: fiction.FictionDesk) -> None:
        window.hand.typed(text, True)

    return Scene(f"hand-{name}", act)


def _line(window: "EntranceWindow", _desk: fiction.FictionDesk) -> None:
    window.model.on_message(Health(15.0, 3.4, 0, 11, 210.0, 1340.0, 2))
    window.hand.on_state(LineState.OPEN)
    window.model.openSheet("line")


def _hand_missing(window: "EntranceWindow", desk: fiction.FictionDesk) -> None:
    window.hand.on_state(LineState.WAITING)
    window.hand.typed(typed(SETUP_TEXT, US_ON_AZERTY), True)
    window.model.next()
    _idle(window, desk)


def _long_name(window: "EntranceWindow", desk: fiction.FictionDesk) -> None:
    desk.say = fiction.answer(VerdictKind.LATE, fiction.LONG_CUSTOMER)
    window.model.present(("code",))


def _refused(window: "EntranceWindow", desk: fiction.FictionDesk) -> None:
    desk.say = Refused("check in", "One character is wrong")
    window.model.present(("code",))


def _verdict(kind: VerdictKind) -> Scene:
    def act(window: "EntranceWindow", desk: fiction.FictionDesk) -> None:
        desk.say = fiction.answer(kind)
        window.model.present(("code",))

    return Scene(str(kind).replace("_", "-"), act)


def _let_in(window: "EntranceWindow") -> None:
    """One admission, shown and cleared."""
    from PySide6.QtCore import QCoreApplication

    window.model.present(("code",))
    QCoreApplication.processEvents()
    window.model.next()


def _idle(window: "EntranceWindow", _desk: fiction.FictionDesk) -> None:
    """After somebody was let in."""
    _let_in(window)


def _sheet(name: str, typed: str = "", query: str = "") -> Callable[["EntranceWindow", fiction.FictionDesk], None]:
    def act(window: "EntranceWindow", desk: fiction.FictionDesk) -> None:
        from PySide6.QtCore import QCoreApplication

        from ui.search import SearchModel

        if name == "override":
            desk.say = fiction.answer(VerdictKind.LATE)
            window.model.present(("code",))
            QCoreApplication.processEvents()
        else:
            _let_in(window)
        window.model.openSheet(name)
        window.model.spell(typed)
        if query:
            search = window.model.findChild(SearchModel)
            if search is not None:
                search.setQuery(query)
                search.wanted.emit(query)  # without the pause

    return act


def _not_saved(window: "EntranceWindow", desk: fiction.FictionDesk) -> None:
    desk.say = NotSaved("save", "Free some room on the disk.", "disk full")
    window.model.present(("code",))


def _broken(window: "EntranceWindow", _desk: fiction.FictionDesk) -> None:
    window.model.out_of_order()


def _offline(window: "EntranceWindow", desk: fiction.FictionDesk) -> None:
    desk.state = DataState(1000, 1000, True, 0, fiction.NOW - timedelta(minutes=27), 38)
    window.model.on_message(CameraState(CameraStatus.STALLED))
    window.model.refresh()


def _doubted(window: "EntranceWindow", desk: fiction.FictionDesk) -> None:
    """All that a person must look at, though the camera and the line are well."""
    state = DataState(1000, 1000, False, 0, fiction.NOW - timedelta(minutes=4), 3)
    desk.state = replace(state, rejected=1, conflicts=2, copied=True, in_doubt=True)
    window.model.refresh()


def _camera(status: CameraStatus, hint: CameraHint) -> Callable[["EntranceWindow", fiction.FictionDesk], None]:
    return lambda window, _desk: window.model.on_message(CameraState(status, hint=hint))


CODES = tuple(
    DemoCode(label, lambda: None, detail)
    for label, detail in (
        ("Admit", "On time"),
        ("Too early", "Slot in the afternoon"),
        ("Late", "Missed this morning"),
        ("Unpaid", "Payment due"),
        ("Forged", "False signature"),
        ("Other store", "Lyon"),
    )
)
BANNERS = (
    Scene("idle", _idle),
    Scene("offline", _offline, replace(fiction.link(online=False), clock_offset_ms=-185_000), recovered="x"),
    Scene("doubted", _doubted),
    Scene("camera-black", _camera(CameraStatus.STALLED, CameraHint.BLACK)),
    Scene("camera-slow", _camera(CameraStatus.LIVE, CameraHint.SLOW)),
    Scene("not-saved", _not_saved),
    Scene("out-of-order", _broken),
    Scene("refused", _refused),
    Scene("long-name", _long_name),
)
US_ON_AZERTY = Mismatch(Keyboard.US, Keyboard.FRENCH)
HAND = (
    _hand("wrong-keyboard", typed(SETUP_TEXT, US_ON_AZERTY)),
    _hand("caps-lock", SETUP_TEXT.lower()),
    _hand("both", typed(SETUP_TEXT, Mismatch(Keyboard.FRENCH, Keyboard.US, Caps.LETTERS))),
    _hand("right", SETUP_TEXT),
    _hand("damages", SETUP_TEXT[:-9] + SETUP_TEXT[-8:]),
    _hand("micro-qr", MICRO_TEXT),
    Scene("hand-missing", _hand_missing),
)
COACHING = tuple(_coach(kind) for kind in AdviceKind if kind)
SHEETS = (
    Scene("keypad", _sheet("keypad", typed="7KQ4")),
    Scene("search", _sheet("search", query="d")),
    Scene("undo", _sheet("undo")),
    Scene("override", _sheet("override")),
    Scene("line", _line),
    *(Scene(name, act) for name, act in shots_later.ACTED),
    Scene("demo", _sheet("demo"), codes=CODES),
    Scene("two-left", supplied(2)),
    Scene("none-left", supplied(0)),
    Scene("ways-out", ways_out),
)
SHORT = (
    BANNERS[0],
    *(_verdict(kind) for kind in (VerdictKind.ADMIT, VerdictKind.LATE, VerdictKind.FORGED)),
    *(scene for scene in SHEETS if scene.name in ("later", "moved")),
)
EVERYTHING = (*BANNERS, *SHEETS, *COACHING, *HAND, *(_verdict(kind) for kind in VerdictKind))


def render(
    scenes: Iterable[Scene],
    folder: Path,
    languages: Iterable[str] = LANGUAGES,
    sizes: Iterable[tuple[int, int]] = SIZES,
    theme: str = "dark",
) -> list[Path]:
    """Draw each scene in each language and size; file names are `entrance-<scene>-<language>-<width>x<height>.png`, with
    `light-` before the size in that theme."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_QUICK_BACKEND"] = "software"
    from ui.window import make_application

    folder.mkdir(parents=True, exist_ok=True)
    application = make_application(offscreen=True)
    written: list[Path] = []
    languages, sizes = tuple(languages), tuple(sizes)
    picture = camera_picture()
    for scene in scenes:
        for language in languages:
            for width, height in sizes:
                of = "light-" if theme == "light" else ""
                path = folder / f"entrance-{scene.name}-{language}-{of}{width}x{height}.png"
                held = troubled(scene.trouble) if scene.trouble else picture
                draw(application, scene, language, (width, height), held, theme).save(str(path))
                written.append(path)
    return written


def draw(
    application: "QGuiApplication",
    scene: Scene,
    language: str,
    size: tuple[int, int],
    picture: CameraPicture,
    theme: str = "dark",
) -> "QImage":
    """One picture of one scene."""
    from ui.window import EntranceWindow

    desk = fiction.FictionDesk()
    context = EntranceContext(
        desk=desk,
        submit=fiction.at_once,
        scanner=lambda on_message: fiction.FictionScanner(on_message, (picture.width, picture.height, picture.pixels)),
        link_status=lambda: scene.link,
        place=lambda: fiction.PLACE,
        language=language,
        size=size,
        sound=False,
        dark=theme == "dark",
        mirrored=False,
        codes_to_try=scene.codes,
        database_recovered=scene.recovered,
        now=lambda: fiction.NOW,
    )
    window = EntranceWindow(context)
    window.open()
    try:
        _settle(application, 120)
        window.model.on_message(Seen(picture.quads, 1))
        scene.act(window, desk)
        _settle(application, 700)
        if picture.quads:
            window.model.on_message(Seen(picture.quads, 2))
            _settle(application, 60)
        return window.view.grabWindow()
    finally:
        window.end()


def _settle(application: "QGuiApplication", milliseconds: int) -> None:
    """Let motion come to its end."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
    application.processEvents()


def main(arguments: list[str]) -> int:
    if "--station" in arguments:
        return shots_floor.main(arguments)
    parser = argparse.ArgumentParser(prog="python -m ui.shots", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--all", action="store_true", help="every verdict, sheet and fault, not only the README's")
    parser.add_argument("--only", action="append", help="names of scenes")
    parser.add_argument(
        "--size", action="append", help="e.g. 1280x800; default: 1280x800 and 800x1280; with --all four"
    )
    parser.add_argument("--lang", action="append", choices=LANGUAGES)
    chosen = parser.parse_args(arguments)
    scenes = EVERYTHING if chosen.all or chosen.only else SHORT
    if chosen.only:
        scenes = tuple(scene for scene in scenes if scene.name in chosen.only)
    sizes = (
        [tuple(map(int, size.split("x"))) for size in chosen.size] if chosen.size else SIZES if chosen.all else SHOWN
    )
    for path in render(scenes, chosen.folder, chosen.lang or LANGUAGES, [(width, height) for width, height in sizes]):
        sys.stdout.write(f"{path}\n")
    if not chosen.only and not chosen.size:
        languages = chosen.lang or LANGUAGES
        wide = [
            *render(SHORT[1:2], chosen.folder, languages, [WIDE]),
            *render(SHORT[1:2], chosen.folder, languages, LIGHT, "light"),
        ]
        wide += shots_receipt.render(chosen.folder, languages)
        sys.stdout.writelines(f"{path}\n" for path in wide)
        others = [*(["--all"] if chosen.all else []), *(f"--lang={language}" for language in chosen.lang or ())]
        return shots_floor.main([str(chosen.folder), *others])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
