"""The entrance as an application: from opening to its exit code, a fault of its own included."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication

from ui import fiction
from ui.app import EntranceContext, EntranceHandle, run_entrance
from ui.entrance import RESTART


def context() -> EntranceContext:
    return EntranceContext(
        desk=fiction.FictionDesk(),
        submit=fiction.at_once,
        scanner=fiction.FictionScanner,
        link_status=fiction.link,
        place=lambda: fiction.PLACE,
        offscreen=True,
        sound=False,
    )


def test_a_script_sees_the_page_and_closes_it(qapp: QGuiApplication, tmp_path: Path) -> None:
    seen: list[str] = []

    def script(handle: EntranceHandle) -> None:
        def look(_: object = None) -> None:
            if handle.shown() == "admit":
                seen.append(handle.shown())
                handle.close(3)
            else:
                handle.save_picture(tmp_path / "page.png").add_done_callback(look)

        handle.present(("code",))
        look()

    assert run_entrance(replace(context(), on_ready=script)) == 3
    assert seen == ["admit"]
    assert (tmp_path / "page.png").stat().st_size > 10_000
    assert qapp is not None


def test_our_own_fault_shows_out_of_order_and_asks_for_a_restart(
    qapp: QGuiApplication, caplog: pytest.LogCaptureFixture
) -> None:
    seen: list[str] = []

    def script(handle: EntranceHandle) -> None:
        def boom() -> None:
            raise ZeroDivisionError("a fault of ours")

        def look() -> None:
            seen.append(handle.shown())
            handle.close(RESTART)

        QTimer.singleShot(0, boom)
        QTimer.singleShot(50, look)

    assert run_entrance(replace(context(), on_ready=script)) == RESTART
    assert seen == ["out_of_order"]
    assert "a fault of the program's own" in caplog.text
    assert qapp is not None
