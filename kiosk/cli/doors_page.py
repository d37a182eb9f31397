"""The doors-open page's questions, asked of this machine on a thread of their own: the GUI thread waits for none of them."""

from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime

from kiosk.cli.compose import Terminal
from kiosk.cli.inspector import PROVEN_BY, machine_findings, memory_findings
from kiosk.cli.receipt import device_of
from kiosk.cli.report import VERSION
from kiosk.domain.doors import machine
from kiosk.domain.doors.finding import Finding, in_order
from kiosk.domain.receipt import trial_text
from ui.doors_context import DoorsContext
from ui.printing.queue import PrintQueue

STOP_TIMEOUT_S = 2.0


class DoorsPage:
    """Of one terminal; `stop` at the end."""

    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal
        self._asking = ThreadPoolExecutor(1, "doors-open")
        self._prints: PrintQueue | None = None

    def context(self) -> DoorsContext:
        config = self._terminal.config
        return DoorsContext(
            inspect=lambda second, monitors: self._asking.submit(self._inspect, second, monitors),
            version=VERSION,
            real_camera=config.camera.kind in PROVEN_BY,
            print_trial=self._print if config.receipt.printer != "none" else None,
        )

    def stop(self) -> None:
        """A server that does not answer is not waited for; a printer that hangs neither."""
        self._asking.shutdown(wait=True, cancel_futures=True)
        if self._prints is not None:
            self._prints.stop()
            self._prints.join(STOP_TIMEOUT_S)

    def _inspect(self, second: bool, monitors: int) -> tuple[Finding, ...]:
        terminal = self._terminal
        standing, last = terminal.store.worker.submit(
            lambda: (terminal.desk.standing(), terminal.desk.doors.last())
        ).result()
        told = [
            *memory_findings(standing, terminal.link_status(), terminal.config),
            *machine_findings(
                terminal.config,
                terminal.enrolment,
                second=second,
                monitors=monitors,
                moved_aside=standing.moved_aside,
            ),
        ]
        return machine.carried(in_order(told), last.readiness if last else None, datetime.now(UTC))

    def _print(self, language: str) -> Future[None]:
        """GUI thread."""
        device = device_of(self._terminal.config)
        if self._prints is None:
            self._prints = PrintQueue(self._terminal.config.receipt.timeout_s)
        text = trial_text(datetime.now(UTC).astimezone(self._terminal.place().zone), language)
        return self._prints.submit(lambda: device(text) if device is not None else None)
