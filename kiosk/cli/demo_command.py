"""`kiosk demo`: its options, and which of the two demonstrations they ask for."""

import argparse
from pathlib import Path
from typing import Any

LEAST_RESERVATIONS = 40
"""Of a demo's day; central refuses fewer."""


def add_demo_command(commands: Any) -> None:
    """`commands`: of the parser of `kiosk`."""
    demo = commands.add_parser("demo", help="a central, a believable day and this terminal, on this machine")
    demo.add_argument("--seed", type=int, default=7, help="another day (default 7)")
    demo.add_argument("--speed", type=_speed, help="how fast customers step forward (default 1; 2.5 offscreen)")
    demo.add_argument("--reservations", type=_day_size, default=1000, metavar="N", help="40 or more (default 1000)")
    demo.add_argument("--store", action="store_true", help="all five stations, and a morning that walks through them")
    demo.add_argument("--customers", type=_customers, default=120, metavar="N", help="with --store (default 120)")
    demo.add_argument("--fullscreen", action="store_true")
    demo.add_argument("--lang", choices=["fr", "en"], default="fr")
    demo.add_argument("--offscreen", action="store_true", help="play the scripted morning without a display")
    demo.add_argument("--out", type=Path, default=Path("out/demo"), help="for pictures and summary (default out/demo)")
    demo.set_defaults(act=_demo)


def _speed(text: str) -> float:
    if not 0.1 <= (speed := float(text)) <= 10:
        raise argparse.ArgumentTypeError("must be between 0.1 and 10")
    return speed


def _day_size(text: str) -> int:
    if (size := int(text)) < LEAST_RESERVATIONS:
        raise argparse.ArgumentTypeError(f"must be {LEAST_RESERVATIONS} or more: each case needs its customer")
    return size


def _customers(text: str) -> int:
    if not 1 <= (count := int(text)) <= 999:
        raise argparse.ArgumentTypeError("must be between 1 and 999")
    return count


def _demo(options: argparse.Namespace) -> int:
    if options.store:
        return _store_demo(options)
    from kiosk.cli.demo import DemoOptions, run_demo

    return run_demo(
        DemoOptions(
            seed=options.seed,
            speed=options.speed,
            reservations=options.reservations,
            fullscreen=options.fullscreen,
            language=options.lang,
            offscreen=options.offscreen,
            out=options.out,
        )
    )


def _store_demo(options: argparse.Namespace) -> int:
    from kiosk.cli.demo import say
    from kiosk.cli.run import has_display
    from kiosk.cli.store_demo import StoreOptions, run_store_demo

    return run_store_demo(
        StoreOptions(
            seed=options.seed,
            reservations=options.reservations,
            walkers=options.customers,
            language=options.lang,
            offscreen=options.offscreen or not has_display(),
            speed=options.speed,
            out=options.out / "store",
            say=say,
        )
    )
