"""The options of `kiosk report day` and `kiosk-central report`: which day, which files, which language."""

import argparse
from datetime import date
from pathlib import Path

from kiosk.domain.closing.day_end import DayEnd, Standing


def add_report_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--day", type=_date, metavar="YYYY-MM-DD", help="default: the last day that has begun")
    parser.add_argument("--pdf", type=Path, metavar="FILE")
    parser.add_argument("--html", type=Path, metavar="FILE")
    parser.add_argument("--csv", type=Path, metavar="FILE", help="the day's events without anybody's number or name")
    parser.add_argument("--language", choices=("fr", "en"), default="fr")


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no day: write it as 2026-11-22") from error


def make_report(end: DayEnd, options: argparse.Namespace) -> int:
    """Writes the wanted files and says how the day stands. 0: closed; 1: it is not, or not any more."""
    from kiosk.report.files import FORMS, report, write

    places = {form: place for form in FORMS if (place := getattr(options, form)) is not None}
    write(report(end, options.language, frozenset(places)), places)
    account = ", ".join(f"{name} {count}" for name, count in end.balance.figures.items())
    print(f"{end.book.date}: {end.standing}. {account}; differences {len(end.differences)}, "
          f"unexplained {len(end.unexplained)}")  # fmt: skip
    for place in places.values():
        print(f"Written: {place.name}")
    return 0 if end.standing is Standing.CLOSED else 1
