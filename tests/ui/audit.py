"""What no page may have, whatever it shows: text that is cut or leaves the window, controls too small or without a name."""

from collections.abc import Iterator

from PySide6.QtCore import QRectF
from PySide6.QtGui import QAccessible
from PySide6.QtQuick import QQuickItem, QQuickView

TOUCH = 64
SLACK = 1.5
"""Pixels; layouts round."""


def visible(item: QQuickItem | None) -> Iterator[QQuickItem]:
    """The item and all below it that are drawn."""
    if item is None or not item.isVisible() or item.opacity() == 0:
        return
    yield item
    for child in item.childItems():
        yield from visible(child)


def audit(view: QQuickView) -> list[str]:
    """What is wrong on the page as it stands; empty when nothing is."""
    view.grabWindow()  # lays out what has just changed
    window = QRectF(0, 0, view.width(), view.height())
    faults: list[str] = []
    for item in visible(view.rootObject()):
        kinds = _kinds(item)
        shown = _shown(item, window)
        if "QQuickText" in kinds and item.property("text"):
            faults += _text_faults(item, shown)
        if "QQuickAbstractButton" in kinds and item.isEnabled() and not shown.isEmpty():
            faults += _control_faults(item)
    return faults


def _text_faults(item: QQuickItem, shown: QRectF) -> list[str]:
    said = repr(str(item.property("text"))[:40])
    faults: list[str] = []
    if item.property("truncated"):
        faults.append(f"{said} is cut")
    box = item.mapRectToScene(item.boundingRect())
    written = float(item.property("contentWidth") or 0)
    if written > item.width() + SLACK and item.width() > 0:
        faults.append(f"{said} is wider than its place ({written:.0f} of {item.width():.0f})")
    if not _scrolls(item) and shown.width() < box.width() - SLACK and not box.isEmpty():
        faults.append(f"{said} leaves the window or its frame")
    return faults


def _control_faults(item: QQuickItem) -> list[str]:
    called = item.objectName() or _kinds(item)[0]
    faults: list[str] = []
    if min(item.width(), item.height()) < TOUCH - SLACK:
        faults.append(f"{called} is {item.width():.0f}x{item.height():.0f}, smaller than a fingertip")
    told = QAccessible.queryAccessibleInterface(item)
    if told is None or not told.text(QAccessible.Text.Name).strip():
        faults.append(f"{called} has no accessible name")
    return faults


def _shown(item: QQuickItem, window: QRectF) -> QRectF:
    """The part of the item that is inside the window and everything that clips it."""
    rect = item.mapRectToScene(item.boundingRect()).intersected(window)
    parent = item.parentItem()
    while parent is not None:
        if parent.clip():
            rect = rect.intersected(parent.mapRectToScene(parent.boundingRect()))
        parent = parent.parentItem()
    return rect


def _scrolls(item: QQuickItem) -> bool:
    """Within a list or page that is moved by hand: being half in sight is no fault there."""
    parent = item.parentItem()
    while parent is not None:
        if "QQuickFlickable" in _kinds(parent):
            return True
        parent = parent.parentItem()
    return False


def _kinds(item: QQuickItem) -> list[str]:
    """Names of the item's classes, the nearest first."""
    kinds: list[str] = []
    meta = item.metaObject()
    while meta is not None:
        kinds.append(meta.className().split("_QML")[0])
        meta = meta.superClass()
    return kinds
