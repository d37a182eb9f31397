"""`kiosk report day`: the report of a day from this terminal's own copy, with or without the network."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kiosk.cli.config import read_config
from kiosk.cli.logs import start_logging
from kiosk.domain.closing.day_end import DayEnd
from kiosk.report.options import add_report_options


def add_report_command(commands: Any, configured: argparse.ArgumentParser) -> None:
    """`commands`: of the parser of `kiosk`; `configured`: knows `--config`."""
    report = commands.add_parser("report", help="the day's end: balance, times, what went wrong")
    of_what = report.add_subparsers(required=True, metavar="COMMAND")
    day = of_what.add_parser(
        "day", parents=[configured], help="as PDF, HTML and CSV. 0: the day is closed, 1: it is not"
    )
    add_report_options(day)
    day.set_defaults(act=_report_day)


def make_report(folder: Path, noted: Callable[[str, int], object], end: DayEnd, language: str) -> str:
    """All forms beside the database, for the supervisor's page; says where. `noted`: that it leaves, before it does. Raises Fault."""
    from kiosk.report.files import FORMS, report, write

    noted("report", 1)
    name = f"day-{end.book.date.isoformat()}-{language}"
    write(report(end, language, frozenset(FORMS)), {form: folder / f"{name}.{form}" for form in FORMS})
    return f"{folder.name}/{name}.pdf"


def _report_day(options: argparse.Namespace) -> int:
    from kiosk.cli.compose import Terminal
    from kiosk.domain.closing.day_end import day_end
    from kiosk.report import options as report_options

    config = read_config(options.config)
    start_logging(config.folder)
    with Terminal.open(config) as terminal:
        submit, closing = terminal.store.worker.submit, terminal.desk.closing
        book = submit(closing.book, options.day).result()
        if any((options.pdf, options.html, options.csv)):
            submit(closing.note_export, "report", 1).result()
    return report_options.make_report(day_end(book), options)
