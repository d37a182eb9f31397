"""`kiosk report day`: the report of a day from this terminal's own copy, with or without the network."""

import argparse
from typing import Any

from kiosk.cli.config import read_config
from kiosk.cli.logs import start_logging
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


def _report_day(options: argparse.Namespace) -> int:
    from kiosk.cli.compose import Terminal
    from kiosk.domain.closing.day_end import day_end
    from kiosk.report.options import make_report

    config = read_config(options.config)
    start_logging(config.folder)
    with Terminal.open(config) as terminal:
        book = terminal.store.worker.submit(terminal.desk.closing.book, options.day).result()
    return make_report(day_end(book), options)
