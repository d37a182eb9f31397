"""A receipt laid out with Qt's text engine, for any paper and as a picture. Plain text only: nothing in it is markup.

Any thread, after the application has loaded its fonts: text documents and painters are reentrant.
"""

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QImage,
    QImageWriter,
    QPageLayout,
    QPageSize,
    QPaintDevice,
    QPainter,
    QPdfWriter,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextLength,
    QTextOption,
    QTextTableFormat,
)

from kiosk.domain.receipt import ReceiptText

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter  # it brings QtWidgets with it: only for who prints

MM_PER_INCH = 25.4
_DOTS_PER_MM = 12
"""Of the trial that measures a roll's length: what a good office printer has."""
_FAMILY = "Inter"
_GREY, _BLACK = QColor(90, 90, 90), QColor(0, 0, 0)


@dataclass(frozen=True, slots=True)
class _Sheet:
    width_mm: float
    height_mm: float | None
    """None: a roll, as long as what stands on it."""
    margin_mm: float
    type_pt: float


class Paper(Enum):
    """By the name it has in the configuration."""

    ROLL_80 = "80mm"
    ROLL_58 = "58mm"
    A6 = "a6"
    A5 = "a5"

    @property
    def sheet(self) -> _Sheet:
        return _SHEETS[self]


# A roll's margins are what thermal printers cannot reach: 72 of 80 mm and 48 of 58 mm are printed.
_SHEETS = {
    Paper.ROLL_80: _Sheet(80, None, 4, 9),
    Paper.ROLL_58: _Sheet(58, None, 5, 7.5),
    Paper.A6: _Sheet(105, 148, 9, 8.5),
    Paper.A5: _Sheet(148, 210, 14, 11),
}


def page_layout(text: ReceiptText, paper: Paper) -> QPageLayout:
    """The page that `draw` needs; of a roll as long as the receipt."""
    sheet = paper.sheet
    height = sheet.height_mm or _height_mm(text, paper)
    size = QPageSize(
        QSizeF(sheet.width_mm, height), QPageSize.Unit.Millimeter, "", QPageSize.SizeMatchPolicy.ExactMatch
    )
    return QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))


def draw(text: ReceiptText, paper: Paper, painter: QPainter, device: "QPrinter | QPdfWriter") -> None:
    """On as many pages of `device` as it takes; `painter` has begun on it, and it has the page of `page_layout`."""
    sheet = paper.sheet
    dots = device.logicalDpiX() / MM_PER_INCH
    width = (sheet.width_mm - 2 * sheet.margin_mm) * dots
    height = (sheet.height_mm or _height_mm(text, paper)) * dots - 2 * sheet.margin_mm * dots
    document = _document(text, sheet, width, device)
    if sheet.height_mm is not None:
        document.setPageSize(QSizeF(width, height))
    for page in range(document.pageCount() if sheet.height_mm is not None else 1):
        if page:
            device.newPage()
        painter.save()
        painter.translate(sheet.margin_mm * dots, sheet.margin_mm * dots - page * height)
        document.drawContents(painter, QRectF(0, page * height, width, height))
        painter.restore()


def picture(text: ReceiptText, paper: Paper, width: int) -> bytes:
    """A PNG of black dots on white, `width` dots wide, for a printer that has no letters for this text."""
    sheet = paper.sheet
    image = QImage(width, 1, QImage.Format.Format_Grayscale8)
    # The head reaches what the margins leave of the roll: its dots make the resolution.
    dots_per_m = round(width / (sheet.width_mm - 2 * sheet.margin_mm) * 1000)
    image.setDotsPerMeterX(dots_per_m)
    image.setDotsPerMeterY(dots_per_m)
    document = _document(text, sheet, width, image, _BLACK)
    full = QImage(width, round(document.size().height()) + 1, QImage.Format.Format_Grayscale8)
    full.setDotsPerMeterX(dots_per_m)
    full.setDotsPerMeterY(dots_per_m)
    full.fill(Qt.GlobalColor.white)
    painter = QPainter(full)
    document.drawContents(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    # A threshold, not a raster: grey letters would be dotted.
    dots = full.convertToFormat(QImage.Format.Format_Mono, Qt.ImageConversionFlag.ThresholdDither)
    QImageWriter(buffer, QByteArray(b"png")).write(dots)
    return bytes(buffer.data().data())


def _height_mm(text: ReceiptText, paper: Paper) -> float:
    """How long a roll's piece is, with its margins."""
    sheet = paper.sheet
    image = QImage(1, 1, QImage.Format.Format_Grayscale8)
    image.setDotsPerMeterX(_DOTS_PER_MM * 1000)
    image.setDotsPerMeterY(_DOTS_PER_MM * 1000)
    document = _document(text, sheet, (sheet.width_mm - 2 * sheet.margin_mm) * _DOTS_PER_MM, image)
    return document.size().height() / _DOTS_PER_MM + 2 * sheet.margin_mm + 1


def _document(
    text: ReceiptText, sheet: _Sheet, width: float, device: QPaintDevice, aside: QColor = _GREY
) -> QTextDocument:
    """`width`: in dots of `device`, which must outlive the document. `aside`: of what matters less."""
    document = QTextDocument()
    document.documentLayout().setPaintDevice(device)  # before the text: it is laid out once
    document.setUndoRedoEnabled(False)
    document.setDocumentMargin(0)
    font = QFont(_FAMILY)
    font.setPointSizeF(sheet.type_pt)
    # Inter's hyphen between capitals is a letterform of its own, which copies out of a PDF as another character.
    font.setFeature(QFont.Tag("calt"), 0)
    document.setDefaultFont(font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    # Left to right whatever a name begins with: its own letters still run their own way.
    option.setTextDirection(Qt.LayoutDirection.LeftToRight)
    document.setDefaultTextOption(option)
    document.setTextWidth(width)
    _Writer(document, sheet.type_pt, aside).write(text)
    return document


class _Writer:
    def __init__(self, document: QTextDocument, type_pt: float, aside: QColor) -> None:
        self._cursor = QTextCursor(document)
        self._type_pt = type_pt
        self._aside = aside
        self._fresh = True

    def write(self, text: ReceiptText) -> None:
        self._line(text.notice, 1.0, bold=True, centred=True)
        self._line(text.store, 1.45, bold=True, centred=True)
        for part in text.place:
            self._line(part, 1.0, centred=True, grey=True)
        self._rule()
        self._line(text.title, 1.15, bold=True, centred=True, above=1.1)
        if text.call_number:
            self._line(text.call_label, 0.95, centred=True, grey=True, above=1.1)
            self._line(text.call_number, 3.4, bold=True, centred=True)
        self._rule()
        self._line(text.article, 1.2, bold=True, above=1.1)
        self._line(text.details, 1.0)
        self._rows(text.rows)
        self._rule()
        for at, part in enumerate(text.closing):
            self._line(part, 0.9, centred=True, grey=True, above=0.0 if at else 1.1)

    def _line(
        self,
        words: str,
        scale: float,
        *,
        bold: bool = False,
        centred: bool = False,
        grey: bool = False,
        above: float = 0.0,
    ) -> None:
        if words:
            self._block(centred=centred, above=above)
            self._cursor.insertText(words, self._style(scale, bold=bold, grey=grey))

    def _block(self, *, centred: bool = False, above: float = 0.0, ruled: bool = False) -> None:
        shape = QTextBlockFormat()
        shape.setAlignment(Qt.AlignmentFlag.AlignHCenter if centred else Qt.AlignmentFlag.AlignLeft)
        shape.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        shape.setTopMargin(above * self._type_pt)  # Qt scales margins to the device by itself
        if ruled:
            length = QTextLength(QTextLength.Type.PercentageLength, 100)
            shape.setProperty(QTextFormat.Property.BlockTrailingHorizontalRulerWidth, length)
        if self._fresh:
            self._cursor.setBlockFormat(shape)
        else:
            self._cursor.insertBlock(shape)
        self._fresh = False

    def _rule(self) -> None:
        self._block(ruled=True)
        self._cursor.insertText(" ", self._style(0.7))

    def _rows(self, rows: tuple[tuple[str, str], ...]) -> None:
        self._block()
        self._cursor.insertText(" ", self._style(0.4))
        shape = QTextTableFormat()
        shape.setBorder(0)
        shape.setCellPadding(0)
        shape.setCellSpacing(0)
        shape.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        widths = [QTextLength(QTextLength.Type.PercentageLength, share) for share in (42, 58)]
        shape.setColumnWidthConstraints(widths)
        table = self._cursor.insertTable(len(rows), 2, shape)
        for at, (label, value) in enumerate(rows):
            for column, words in enumerate((label, value)):
                cell = table.cellAt(at, column).firstCursorPosition()
                cell.insertText(words, self._style(1.0, grey=not column, bold=bool(column)))
        self._cursor.movePosition(QTextCursor.MoveOperation.End)
        self._fresh = True

    def _style(self, scale: float, *, bold: bool = False, grey: bool = False) -> QTextCharFormat:
        style = QTextCharFormat()
        style.setFontPointSize(self._type_pt * scale)
        style.setFontWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        if grey:
            style.setForeground(self._aside)
        return style
