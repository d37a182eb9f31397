"""The receipt printer of this terminal, made of `[receipt]`; `kiosk receipt test` and `printers` try and list them."""

from concurrent.futures import Future
from datetime import UTC, datetime
from typing import TextIO

from kiosk.cli.compose import Terminal
from kiosk.cli.config import Config, ReceiptConfig
from kiosk.domain.receipt import trial_text
from kiosk.errors import ConfigError
from kiosk.floor_answers import Rules
from ui.printing.layout import Paper
from ui.printing.queue import PrintQueue
from ui.printing.receipts import Device, StationReceipts

STOP_TIMEOUT_S = 2.0
"""A receipt that is still being printed when the kiosk closes is not waited for longer."""
STEPS = 4
"""Connecting, asking, sending, asking again: each may take its part of the time that a receipt has."""


def terminal_receipts(terminal: Terminal) -> StationReceipts | None:
    """None: no printer is set up here. Raises ConfigError, and touches no printer."""
    device = device_of(terminal.config)
    if device is None:
        return None

    def rules() -> Future[Rules]:
        return terminal.store.worker.submit(terminal.desk.floor.rules)

    return StationReceipts(
        device,
        rules,
        lambda: terminal.place().zone,
        terminal.enrolment.terminal_id,
        limit_s=terminal.config.receipt.timeout_s,
    )


def device_of(config: Config) -> Device | None:
    """What `[receipt]` names. Raises ConfigError."""
    receipt = config.receipt
    paper = Paper(receipt.paper)
    match receipt.printer:
        case "none":
            return None
        case "escpos":
            return _escpos(receipt, paper)
        case "system":
            from ui.printing.sheet_printer import SystemPrinter

            return SystemPrinter(receipt.name, paper)
        case "pdf":
            from ui.printing.sheet_printer import PdfFolder

            return PdfFolder(config.receipts_folder, paper)


def _escpos(receipt: ReceiptConfig, paper: Paper) -> Device:
    from ui.printing.escpos_composer import EscposSetup
    from ui.printing.escpos_printer import EscposPrinter  # half a second, and only for who prints this way

    way = receipt.escpos
    setup = EscposSetup(
        connection=way.connection,
        address=way.address,
        paper=paper,
        profile=way.profile,
        code_page=way.code_page,
        ask=way.ask,
        baud=way.baud,
        flow=way.flow,
        timeout_s=receipt.timeout_s / STEPS,
    )
    return EscposPrinter(setup)


def print_trial(config: Config, language: str) -> None:
    """One receipt of nothing. Raises ConfigError where no printer is set up, Fault when it did not come out."""
    from kiosk.cli.run import has_display
    from ui.window import make_application

    device = device_of(config)
    if device is None:
        raise ConfigError('receipt.printer is "none": say in [receipt] what to print on')
    make_application(offscreen=not has_display())
    text = trial_text(datetime.now(UTC).astimezone(), language)
    queue = PrintQueue(config.receipt.timeout_s)
    try:
        queue.submit(lambda: device(text)).result()
    finally:
        queue.stop()
        queue.join(STOP_TIMEOUT_S)


def list_printers(out: TextIO) -> int:
    """One name a line, the default one marked. Exit code 1: there is none."""
    from ui.printing.sheet_printer import printers

    names = printers()
    out.writelines(f"{name}{'  (default)' if is_default else ''}\n" for name, is_default in names)
    return 0 if names else 1
