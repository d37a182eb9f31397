"""The arguments of `kiosk doctor`: the work is `doctor.py`'s, which is loaded only when it is asked for."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from kiosk.cli.config import read_config
from kiosk.cli.logs import start_logging
from kiosk.errors import ConfigError

TRIALS = ("camera", "hand_scanner", "sound", "printer")
"""What is tried with somebody's help."""
_Add = Callable[..., argparse.ArgumentParser]


def add_doctor(add_parser: _Add, configured: argparse.ArgumentParser) -> None:
    doctor = add_parser(
        "doctor", parents=[configured], help="can the doors open? 0 ready, 1 somebody should look, 2 not ready"
    )
    doctor.add_argument("--json", action="store_true")
    doctor.add_argument("--ask", action="store_true", help="try camera, hand scanner, sound and printer with you")
    doctor.add_argument("--show-card", type=_seconds, default=0.0, metavar="SECONDS", help="wait so long for the card")
    doctor.add_argument("--wait", type=_seconds, default=20.0, metavar="SECONDS", help="for central (default 20)")
    doctor.add_argument("--skip", action="append", default=[], choices=TRIALS, help="leave this one untried (amber)")
    doctor.add_argument("--sign", action="store_true", help="keep the result as an event, which goes to central")
    doctor.add_argument("--card", type=Path, metavar="FILE", help="only write the printable test card (PDF)")
    doctor.set_defaults(act=_doctor)


def _doctor(options: argparse.Namespace) -> int:
    if options.card is not None:
        from kiosk.cli.doors_card import write_card

        write_card(options.card)
        print(f"Written: {options.card.name}. Print it at its full size.")
        return 0
    from kiosk.cli.doctor import Doctoring, doctor
    from kiosk.domain.doors.finding import Check

    if options.ask and options.json:
        raise ConfigError("--ask talks with a person and --json with a program: give one of them")
    config = read_config(options.config)
    start_logging(config.folder)
    skipped = frozenset(map(Check, options.skip))
    wanted = Doctoring(options.wait, options.show_card, ask=options.ask, sign=options.sign, skip=skipped)
    return doctor(config, wanted, sys.stdout, sys.stdin, as_json=options.json)


def _seconds(text: str) -> float:
    if not 0 <= (seconds := float(text)) <= 600:
        raise argparse.ArgumentTypeError("must be between 0 and 600")
    return seconds
