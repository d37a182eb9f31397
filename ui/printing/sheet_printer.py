"""Receipts through the operating system's printers, or as PDF files into a folder. The only door to QtPrintSupport.

What the system's queue has taken counts as printed: whether paper comes out of the machine behind it, only the machine
knows. Runs on the printing thread.
"""

from contextlib import suppress
from pathlib import Path

from PySide6.QtGui import QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from kiosk.domain.receipt import ReceiptText
from ui.printing.layout import Paper, draw, page_layout
from ui.receipts import NotPrinted, Trouble

DPI = 300
"""On every device: what a rule of one dot is made for."""
_PDF_END = b"%%EOF"


def printers() -> list[tuple[str, bool]]:
    """The system's, by name, and whether it is the default one."""
    default = QPrinterInfo.defaultPrinterName()
    return [(name, name == default) for name in QPrinterInfo.availablePrinterNames()]


class SystemPrinter:
    """A `ui.printing.receipts.Device`."""

    def __init__(self, name: str, paper: Paper) -> None:
        """`name` empty: the system's default printer."""
        self._name = name
        self._paper = paper

    def __call__(self, text: ReceiptText) -> None:
        found = QPrinterInfo.printerInfo(self._name) if self._name else QPrinterInfo.defaultPrinter()
        if found.isNull():
            raise self._unknown()
        if found.state() in (QPrinter.PrinterState.Error, QPrinter.PrinterState.Aborted):
            hint = "Look at the printer and start its queue again in the system's settings."
            raise NotPrinted(Trouble.SYSTEM, hint, f"the system has stopped the printer {found.printerName()}")
        _print(text, self._paper, QPrinter(found, QPrinter.PrinterMode.HighResolution))

    def _unknown(self) -> NotPrinted:
        known = ", ".join(QPrinterInfo.availablePrinterNames())
        if not known:
            return NotPrinted(
                Trouble.SYSTEM,
                "Add one in the system's settings, or set [receipt] printer.",
                "this machine has no printer",
            )
        if self._name:
            return NotPrinted(
                Trouble.SYSTEM, f"Set [receipt] name to one of: {known}.", f"this machine has no printer {self._name}"
            )
        return NotPrinted(
            Trouble.SYSTEM,
            f"Choose one in the system's settings, or set [receipt] name to one of: {known}.",
            "no default printer",
        )


class PdfFolder:
    """A `ui.printing.receipts.Device` that writes a file for each receipt, named by its reference."""

    def __init__(self, folder: Path, paper: Paper) -> None:
        self._folder = folder
        self._paper = paper

    def __call__(self, text: ReceiptText) -> None:
        file = self._folder / f"receipt-{text.reference}.pdf"
        unfinished = file.with_suffix(".unfinished")
        hint = "Make room in the folder of [receipt] folder, or choose another one."
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(unfinished))
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            _print(text, self._paper, printer)
            # Qt does not say that a file could not be written to its end.
            if not unfinished.read_bytes().rstrip().endswith(_PDF_END):
                raise NotPrinted(Trouble.FOLDER, hint, "the file is not whole")
            unfinished.replace(file)
        except OSError as error:
            raise NotPrinted(Trouble.FOLDER, hint, error.strerror) from error
        finally:
            with suppress(OSError):
                unfinished.unlink()


def _print(text: ReceiptText, paper: Paper, printer: QPrinter) -> None:
    printer.setResolution(DPI)
    printer.setDocName(f"receipt-{text.reference}")
    printer.setFullPage(True)
    printer.setPageLayout(page_layout(text, paper))
    painter = QPainter()
    if not painter.begin(printer):
        hint = "Look at the printer and its queue in the system's settings, then print again."
        raise NotPrinted(Trouble.SYSTEM, hint, "the system did not take the page")
    draw(text, paper, painter, printer)
    if not painter.end() or printer.printerState() in (QPrinter.PrinterState.Error, QPrinter.PrinterState.Aborted):
        raise NotPrinted(
            Trouble.SYSTEM, "Look at the printer's queue in the system's settings.", "the system gave the page up"
        )
