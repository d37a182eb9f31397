"""A receipt as ESC/POS bytes: text where the printer has every letter, else a picture. Sends nothing.

Any thread, as `layout.py`.
"""

import unicodedata
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Literal

import escpos.printer

from kiosk.domain.receipt import ReceiptText
from ui.printing.layout import Paper, picture
from ui.printing.lines import Style, lines

LONGEST_LINE = {Paper.ROLL_80: 48, Paper.ROLL_58: 32}
DOTS = {Paper.ROLL_80: 576, Paper.ROLL_58: 384}
"""Across, of a roll's printable part at 203 dpi; for printers whose profile does not say."""

_SIMPLE = str.maketrans({"’": "'", "‘": "'", "–": "-", "—": "-", "…": "...", "\u00a0": " ", "\u202f": " "})
"""What old code pages lack, and nobody misses on a till roll."""
_LEFTWARD = {"R", "AL", "AN"}
_STYLES: dict[Style, dict[str, Any]] = {
    Style.PLAIN: {"bold": False, "normal_textsize": True},
    Style.STRONG: {"bold": True, "normal_textsize": True},
    Style.LARGE: {"bold": True, "custom_size": True, "width": 2, "height": 2},
}


@dataclass(frozen=True, slots=True)
class EscposSetup:
    """How the printer is reached and what it is, as configured. Checked by `EscposPrinter`."""

    connection: Literal["network", "usb", "serial", "file"]
    address: str
    """network: `host` or `host:port`; usb: `vid:pid` in hexadecimal; serial: a port; file: a device such as /dev/usb/lp0."""
    paper: Paper = Paper.ROLL_80
    profile: str = "default"
    """Of python-escpos: the model, which says columns, dots and code pages."""
    code_page: str = ""
    """The one to use, e.g. `CP858`; empty: whichever of the profile's has a letter."""
    ask: bool = True
    """Whether it answers when asked for its paper; a `file` is never asked."""
    baud: int = 9600
    flow: Literal["none", "xonxoff", "dsrdtr"] = "dsrdtr"
    timeout_s: float = 5.0
    """For each step: to connect, to take bytes, to answer."""


def compose(text: ReceiptText, setup: EscposSetup) -> bytes:
    """The bytes of one receipt: text where the printer has all letters, else a picture of it."""
    return Composer(setup).compose(text)


class Composer:
    """For one receipt."""

    def __init__(self, setup: EscposSetup) -> None:
        self._paper = setup.paper
        self._forced = setup.code_page
        self._printer: Any = escpos.printer.Dummy(profile=setup.profile)  # it composes, others send
        self.code_pages: list[str] = list(self._printer.magic.encoder.codepages)

    def compose(self, text: ReceiptText) -> bytes:
        self._printer.hw("INIT")
        if self._has_letters("".join(text.texts()).translate(_SIMPLE)):
            self._write(text)
        else:
            self._draw(text)
        self._printer.cut()
        composed: bytes = self._printer.output
        return composed

    def _has_letters(self, text: str) -> bool:
        pages = [self._forced] if self._forced else self.code_pages
        can_encode = self._printer.magic.encoder.can_encode
        # A printer sets letters side by side from the left: what runs the other way needs more than its code page.
        return all(
            unicodedata.bidirectional(character) not in _LEFTWARD and any(can_encode(page, character) for page in pages)
            for character in set(text)
        )

    def _write(self, text: ReceiptText) -> None:
        if self._forced:
            self._printer.charcode(self._forced)
        columns = min(self._printer.profile.get_columns("a"), LONGEST_LINE[self._paper])
        for line in lines(text, columns):
            self._printer.set(align="center" if line.centred else "left", **_STYLES[line.style])
            self._printer.text(line.text.translate(_SIMPLE) + "\n")

    def _draw(self, text: ReceiptText) -> None:
        profile = self._printer.profile
        said = profile.profile_data.get("media", {}).get("width", {}).get("pixels")
        dots = min(said, DOTS[self._paper]) if isinstance(said, int) else DOTS[self._paper]
        dots -= dots % 8
        # WORKAROUND the library prints a complaint to standard output when a profile does not know its width; this
        # instance's copy of the profile says it.
        profile.profile_data = {**profile.profile_data, "media": {"width": {"pixels": dots}}}
        self._printer.image(BytesIO(picture(text, self._paper, dots)))
