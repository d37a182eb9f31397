"""`kiosk-central hub`: this program inside a store, between its terminals and central."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from central.database import Database
from central.errors import CentralError

if TYPE_CHECKING:
    from central.serve import Tls  # a server's libraries are loaded by the commands that serve

HUB_DATABASE = "hub.db"
HUB_PORT = 8711
STOP_WITHIN_S = 10.0

_Command = Callable[[str, Callable[[argparse.Namespace], int], str], argparse.ArgumentParser]


def add_hub_command(command: _Command, add_listening: Callable[[argparse.ArgumentParser, int], None]) -> None:
    sub = command("hub", _hub, "Serve one store's terminals from a copy inside the store, with or without central.")
    sub.add_argument("--enrolment", type=Path, required=True, metavar="FILE", help="of `kiosk-central enrol --hub`")
    sub.add_argument("--upstream", action="append", metavar="URL", help="central, instead of the enrolment's servers")
    sub.add_argument(
        "--address",
        action="append",
        metavar="URL",
        help="where terminals find this hub; default: where it listens. May be given several times",
    )
    sub.add_argument("--announce", action="store_true", help="on the local network too (mDNS)")
    add_listening(sub, HUB_PORT)


def tls_of(options: argparse.Namespace) -> "Tls | None":
    """Both files, or none. Raises CentralError."""
    from central.serve import Tls

    if (options.certificate is None) != (options.key is None):
        raise CentralError("A certificate needs its key, and a key its certificate", "Give --certificate and --key.")
    return Tls(options.certificate, options.key) if options.certificate else None


def _hub(options: argparse.Namespace) -> int:
    from central.relay.hub import Hub, read_papers
    from central.serve import address_of, listen, log_to_stderr, make_server, run_server

    if options.database_url:
        raise CentralError("A hub keeps its copy in a file", "Give --database FILE.")
    try:
        papers = read_papers(options.enrolment.read_bytes())
    except OSError as error:
        raise CentralError(f"{options.enrolment}: {error.strerror}", "Check --enrolment.") from error
    tls = tls_of(options)
    log_to_stderr()
    listener = listen(options.host, options.port)
    addresses = options.address or [address_of(listener, tls)]
    with Database(options.database or HUB_DATABASE) as database:
        hub = Hub(database, papers, addresses, servers=options.upstream)
        server = make_server(hub.app, tls)
        hub.start()
        try:
            run_server(server, database, listener, tls)
        finally:
            hub.stop()
            hub.join(STOP_WITHIN_S)
    return 0
