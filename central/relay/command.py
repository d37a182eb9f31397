"""`kiosk-central hub`: this program inside a store, between its terminals and central."""

import argparse
import ipaddress
import logging
import socket
import sys
import threading
from collections.abc import Callable, Generator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from central.errors import CentralError
from central.listening import add_listening, tls_of
from central.relay.handed import read_handed, wait_for_end
from kiosk.errors import Fault
from sync.servers import is_loopback, usable

if TYPE_CHECKING:
    from sync.wire import HubEnrolment

log = logging.getLogger(__name__)

HUB_DATABASE = "hub.db"
HUB_PORT = 8711
STOP_WITHIN_S = 10.0

_Command = Callable[[str, Callable[[argparse.Namespace], int], str], argparse.ArgumentParser]


def add_hub_command(command: _Command) -> None:
    sub = command("hub", _hub, "Serve one store's terminals from a copy inside the store, with or without central.")
    papers = sub.add_mutually_exclusive_group(required=True)
    papers.add_argument("--enrolment", type=Path, metavar="FILE", help="of `kiosk-central enrol --hub`")
    papers.add_argument(
        "--handed", action="store_true", help="by standard input, with the key of an encrypted file; ends with it"
    )
    sub.add_argument("--upstream", action="append", metavar="URL", help="central, instead of the enrolment's servers")
    sub.add_argument(
        "--address",
        action="append",
        metavar="URL",
        help="where terminals find this hub; may be given several times. Default: where it listens, unless only this "
        "machine could ask it there",
    )
    sub.add_argument("--announce", action="store_true", help="on the local network too (mDNS)")
    sub.add_argument("--with-parent", action="store_true", help="end when standard input ends")
    add_listening(sub, HUB_PORT)


def _hub(options: argparse.Namespace) -> int:
    from central.relay.file import open_file
    from central.relay.hub import Hub, read_papers
    from central.serve import address_of, listen, log_to_stderr, make_server, run_server

    if options.database_url:
        raise CentralError("A hub keeps its copy in a file", "Give --database FILE.")
    key = None
    if options.handed:
        handed = read_handed(sys.stdin.fileno())
        papers, key = handed.enrolment, bytes.fromhex(handed.key)
    else:
        try:
            papers = read_papers(options.enrolment.read_bytes())
        except OSError as error:
            raise CentralError(f"{options.enrolment}: {error.strerror}", "Check --enrolment.") from error
    tls = tls_of(options)
    log_to_stderr()
    path = options.database or Path(HUB_DATABASE)
    with listen(options.host, options.port) as listener, open_file(path, key, datetime.now(UTC)) as database:
        servers: list[str] = options.upstream or papers.servers
        addresses = published(options.address or [], address_of(listener, tls), servers)
        hub = Hub(database, papers, addresses, servers=servers)
        server = make_server(hub.app, tls)

        def leave() -> None:
            server.should_exit = True

        if options.with_parent or options.handed:
            ended = (sys.stdin.fileno(), leave)
            threading.Thread(target=wait_for_end, args=ended, name="hub-parent", daemon=True).start()
        hub.start()
        try:
            with _announced(options.announce, papers, addresses, listener):
                run_server(server, database, listener, tls)
        finally:
            hub.stop()
            hub.join(STOP_WITHIN_S)
    return 0


def published(given: Sequence[str], listens_at: str, servers: Sequence[str]) -> list[str]:
    """What the store's terminals are told of where this hub is. Raises CentralError for an address they would not ask.

    Where nothing was given, an address of every machine (loopback) is told only if central is asked by one too: then all
    of it runs on one machine. On any other machine it would lead a terminal to whatever listens there.
    """
    refused = [address for address in given if not usable([address])]
    if refused:
        raise CentralError(
            f"Terminals do not ask {refused[0]}",
            "Give https addresses, with --certificate and --key; http is for loopback.",
        )
    if given:
        return list(given)
    host = urlsplit(listens_at).hostname or ""
    if ipaddress.ip_address(host).is_unspecified:
        log.warning("terminals are not told where this hub is: give it as --address")
        return []
    if is_loopback(host):
        return [listens_at] if all(is_loopback(urlsplit(server).hostname or "") for server in servers) else []
    if not usable([listens_at]):
        log.warning("terminals do not ask a hub without a certificate: give --certificate, --key and --address")
        return []
    return [listens_at]


@contextmanager
def _announced(wanted: bool, papers: "HubEnrolment", addresses: list[str], listener: socket.socket) -> Generator[None]:
    """On the local network, if wanted. A network that does not let us is no reason not to serve."""
    if wanted and not addresses:
        log.warning("this hub cannot be announced: it has no address that others could ask; give --address")
    if not wanted or not addresses:
        yield
        return
    from sync.discovery import Announcement, Presence

    host, port = listener.getsockname()[:2]
    presence = Presence(papers.hub_id, papers.launch, papers.store, addresses[0])
    with ExitStack() as stack:
        try:
            stack.enter_context(Announcement(presence, (host, port)))
        except Fault as fault:
            log.warning("%s", fault)
        yield
