"""`kiosk-central hub`: this program inside a store, between its terminals and central."""

import argparse
import logging
import socket
import sys
import threading
from collections.abc import Callable, Generator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from central.database import Database
from central.errors import CentralError
from kiosk.errors import Fault

if TYPE_CHECKING:
    from central.serve import Tls  # a server's libraries are loaded by the commands that serve
    from sync.wire import HubEnrolment

log = logging.getLogger(__name__)

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
    sub.add_argument("--with-parent", action="store_true", help="end when standard input ends")
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
    with listen(options.host, options.port) as listener, Database(options.database or HUB_DATABASE) as database:
        addresses = options.address or [address_of(listener, tls)]
        hub = Hub(database, papers, addresses, servers=options.upstream)
        server = make_server(hub.app, tls)

        def leave() -> None:
            sys.stdin.buffer.read()
            server.should_exit = True

        if options.with_parent:
            threading.Thread(target=leave, name="hub-parent", daemon=True).start()
        hub.start()
        try:
            with _announced(options.announce, papers, addresses[0], listener):
                run_server(server, database, listener, tls)
        finally:
            hub.stop()
            hub.join(STOP_WITHIN_S)
    return 0


@contextmanager
def _announced(wanted: bool, papers: "HubEnrolment", address: str, listener: socket.socket) -> Generator[None]:
    """On the local network, if wanted. A network that does not let us is no reason not to serve."""
    if not wanted:
        yield
        return
    from sync.discovery import Announcement, Presence

    host, port = listener.getsockname()[:2]
    presence = Presence(papers.hub_id, papers.launch, papers.store, address)
    with ExitStack() as stack:
        try:
            stack.enter_context(Announcement(presence, (host, port)))
        except Fault as fault:
            log.warning("%s", fault)
        yield
