"""`kiosk-central report`: the report of a store's day, from everything that central knows."""

import argparse
from collections.abc import Callable
from datetime import UTC, datetime

from central.acts.ledger import ActKind, record
from central.opening import open_database
from kiosk.report.options import add_report_options, make_report

_Command = Callable[[str, Callable[[argparse.Namespace], int], str], argparse.ArgumentParser]


def add_report_command(command: _Command) -> None:
    sub = command("report", _report, "The report of a store's day: HTML, PDF, and its events as CSV. 0: it is closed.")
    sub.add_argument("--store", type=int, required=True)
    add_report_options(sub)


def _report(options: argparse.Namespace) -> int:
    from central.day_book import day_book
    from kiosk.domain.closing.day_end import day_end

    now = datetime.now(UTC)
    with open_database(options) as database:
        with database.read() as connection:
            book = day_book(connection, options.store, now, options.day)
        if any((options.pdf, options.html, options.csv)):
            record(database, ActKind.EXPORTED, now, store=options.store, what="report", count=1)
    return make_report(day_end(book), options)
