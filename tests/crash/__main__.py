"""`python -m tests.crash kills [...]`: crashes and damage in numbers the tests have no time for. Exit code 1: a promise broke."""

import argparse
import logging
import sys

from tests.crash import damage, full, kills, writes
from tests.crash.proof import Lost


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.crash", description=__doc__)
    kinds = parser.add_subparsers(required=True)
    for name, module in (("kills", kills), ("writes", writes), ("damage", damage), ("full", full)):
        kind = kinds.add_parser(name, help=(module.__doc__ or "").splitlines()[0])
        module.options(kind)
        kind.set_defaults(run=module.run)
    logging.basicConfig(level=logging.ERROR)
    chosen = parser.parse_args(arguments)
    try:
        result: int = chosen.run(chosen)
    except Lost as lost:
        print(f"BROKEN: {lost}", file=sys.stderr)
        return 1
    return result


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
