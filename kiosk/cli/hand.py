"""The serial hand scanner of a terminal, between the configuration and the window that shows what it reads."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TextIO

from kiosk.cli.config import HandConfig
from scanner.hand.line_state import LineState

if TYPE_CHECKING:
    from scanner.hand.serial_line import SerialLine

AUTO = "auto"
JOIN_TIMEOUT_S = 5.0


class HandScanners:
    """Makes the window's line and joins it; scanners that type need neither."""

    def __init__(self, config: HandConfig) -> None:
        self._config = config
        self._lines: list[SerialLine] = []

    @property
    def wanted(self) -> bool:
        return self._config.serial != ""

    @property
    def expected(self) -> bool:
        """A certain scanner is named: its absence is worth a word."""
        return self._config.serial not in ("", AUTO)

    def make(self, on_text: Callable[[str], None], on_state: Callable[[LineState], None]) -> "SerialLine":
        """The line, not started; what it is called with comes on its own thread."""
        # Imported here: the library lists and opens ports, which nobody needs where no line is wanted.
        from scanner.hand.serial_line import SerialLine, Setting

        config = self._config
        setting = Setting(config.baud, config.data_bits, config.parity, config.stop_bits)
        line = SerialLine(config.serial, on_text, on_state, setting=setting)
        self._lines.append(line)  # another for each station that is opened; the one before has been stopped
        return line

    def join(self) -> None:
        for line in self._lines:
            line.stop()
            line.join(JOIN_TIMEOUT_S)


def list_ports(out: TextIO) -> int:
    """One line a serial port, with what `hand.serial` may name it by; 0 when one of them is a scanner."""
    from scanner.hand.serial_line import ports

    found = ports()
    for port in found:
        told = 'a scanner: "auto" finds it' if port.scanner else "not known as a scanner: name it to use it"
        print(
            port.name,
            port.identity or "-",
            port.serial_number or "-",
            port.description or "-",
            told,
            sep="\t",
            file=out,
        )
    if not found:
        print("No serial port. A scanner that acts as a keyboard has none and needs none.", file=out)
    return 0 if any(port.scanner for port in found) else 2
