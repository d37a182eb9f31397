"""A probe: the least a Qt Quick program can be. One empty window; says when its first picture stood, and what a swap costs.

Imports nothing of the project: it is what the app is compared with.
"""

import json
import sys
import threading
import time

from PySide6.QtCore import QObject, QTimer, QUrl, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlComponent
from PySide6.QtQuick import QQuickView

SWAPS = 60


class Commands(QObject):
    """What is read from standard input, brought to the GUI thread."""

    came = Signal(str)

    def listen(self) -> None:
        for line in sys.stdin:
            self.came.emit(line.strip())
        self.came.emit("end")


def say(**what: object) -> None:
    print(json.dumps(what), flush=True)


def main() -> int:
    application = QGuiApplication(["empty"])
    view = QQuickView()
    component = QQmlComponent(view.engine())
    component.setData(b"import QtQuick\nRectangle { width: 1280; height: 800; color: '#0b0e13' }", QUrl())
    view.setContent(QUrl(), component, component.create())
    taken: list[float] = []
    worked: list[float] = []
    asked = began = 0.0

    def first() -> None:
        view.frameSwapped.disconnect(first)
        say(ready=time.monotonic())

    def ask() -> None:
        nonlocal asked, began
        asked, began = time.monotonic(), time.thread_time()
        view.update()

    def swapped() -> None:
        taken.append(time.monotonic() - asked)
        worked.append(time.thread_time() - began)
        if len(taken) < SWAPS:
            QTimer.singleShot(5, ask)
        else:
            view.frameSwapped.disconnect(swapped)
            say(swaps=taken, cpu=worked)

    def obey(word: str) -> None:
        if word == "end":
            application.quit()
        if word == "swap":
            taken.clear()
            worked.clear()
            view.frameSwapped.connect(swapped)
            ask()

    view.frameSwapped.connect(first)
    view.show()
    commands = Commands()
    commands.came.connect(obey)
    threading.Thread(target=commands.listen, daemon=True).start()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
