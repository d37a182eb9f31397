"""A window that whoever stands before it cannot leave: the public room's. Leaving is a supervisor's, at the first screen.

What Qt hears, ends here: closing, minimising, another window in front, menus, drops, keys that mean the desktop. What it never
hears (the compositor's own keys, virtual consoles, the power button) is the session's to forbid: docs/operations.md, "A terminal
in a public room".
"""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtQuick import QQuickView

_RAISES = frozenset({"xcb", "windows", "cocoa"})
"""Where a window may put itself in front of others; elsewhere Qt complains of being asked to."""
_MENUS_AND_DROPS = frozenset(
    {QEvent.Type.ContextMenu, QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.DragLeave, QEvent.Type.Drop}
)
_KEYS = frozenset({QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride})
_DESKTOPS_OWN = frozenset(
    {
        Qt.Key.Key_Meta,
        Qt.Key.Key_Super_L,
        Qt.Key.Key_Super_R,
        Qt.Key.Key_Menu,
        Qt.Key.Key_Print,
        Qt.Key.Key_SysReq,
        Qt.Key.Key_F11,
        Qt.Key.Key_Help,
        Qt.Key.Key_F1,
    }
)
_WITH_ALT = frozenset({Qt.Key.Key_F4, Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Escape, Qt.Key.Key_Space})
_WITH_CONTROL = frozenset(
    {
        Qt.Key.Key_Q,
        Qt.Key.Key_W,
        Qt.Key.Key_N,
        Qt.Key.Key_T,
        Qt.Key.Key_O,
        Qt.Key.Key_P,
        Qt.Key.Key_Escape,
        Qt.Key.Key_Tab,
    }
)


class ClosedWindow(QObject):
    """Holds one window in its place until `open_up`. Hand scanners are heard before it: install it first."""

    def __init__(self, view: QQuickView, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._open = False
        view.setFlags(view.flags() | Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint)
        view.installEventFilter(self)

    def open_up(self) -> None:
        """The program itself closes it now."""
        self._open = True
        self._view.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind is QEvent.Type.Close:
            event.ignore()
            return True
        if kind in _MENUS_AND_DROPS:
            event.ignore()
            return True
        if kind in _KEYS and isinstance(event, QKeyEvent) and _is_desktops(event):
            event.accept()
            return True
        if kind in (QEvent.Type.WindowStateChange, QEvent.Type.WindowDeactivate, QEvent.Type.Hide):
            QTimer.singleShot(0, self._back)
        return super().eventFilter(watched, event)

    def _back(self) -> None:
        """In front, and as large as the monitor."""
        if self._open:
            return
        if self._view.windowStates() != Qt.WindowState.WindowFullScreen or not self._view.isVisible():
            self._view.showFullScreen()
        if QGuiApplication.platformName() in _RAISES:
            self._view.raise_()
        self._view.requestActivate()


def _is_desktops(event: QKeyEvent) -> bool:
    """A key that a desktop or a program would act on. Never what a hand scanner or a person types: AltGr is Control and Alt."""
    key, held = Qt.Key(event.key()), event.modifiers()
    if key in _DESKTOPS_OWN or held & Qt.KeyboardModifier.MetaModifier:
        return True
    alt = bool(held & Qt.KeyboardModifier.AltModifier)
    control = bool(held & Qt.KeyboardModifier.ControlModifier)
    if alt and control:
        return key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Escape, Qt.Key.Key_Tab)
    return (alt and key in _WITH_ALT) or (control and key in _WITH_CONTROL)
