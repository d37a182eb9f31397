"""`python -m tests.soak camera|hostile|cost|codes|api [...]`: what takes too long for the tests. Exit code 1: something is wrong."""

import argparse
import logging
import sys

from tests.soak import api, camera, codes, cost, hostile


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    kinds = parser.add_subparsers(required=True)
    for name, module in (("camera", camera), ("hostile", hostile), ("cost", cost), ("codes", codes), ("api", api)):
        kind = kinds.add_parser(name, help=(module.__doc__ or "").splitlines()[0])
        module.options(kind)
        kind.set_defaults(run=module.run)
    logging.basicConfig(level=logging.ERROR)
    chosen = parser.parse_args(arguments)
    result: int = chosen.run(chosen)
    return result


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
