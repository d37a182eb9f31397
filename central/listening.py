"""The options of whoever listens: where, and under which certificate. `central.cli` and `central.relay.command` have them."""

import argparse
import logging
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from central.errors import CentralError

if TYPE_CHECKING:
    from central.serve import Tls  # a server's libraries are loaded by the commands that serve

log = logging.getLogger(__name__)

OWN_FOLDER = "tls"


def add_listening(sub: argparse.ArgumentParser, port: int) -> None:
    sub.add_argument("--host", default="127.0.0.1")
    sub.add_argument("--port", type=int, default=port, help=f"default {port}; 0 chooses a free one")
    sub.add_argument("--certificate", type=Path, metavar="FILE", help="PEM, with its chain: serve https")
    sub.add_argument("--key", type=Path, metavar="FILE", help="PEM: the certificate's private key")


def add_own_authority(sub: argparse.ArgumentParser) -> None:
    """For central alone: a hub's certificate must be of the authority that its terminals know already."""
    sub.add_argument(
        "--tls-self-signed",
        type=Path,
        nargs="?",
        const=Path(OWN_FOLDER),
        metavar="FOLDER",
        help="serve https by an authority of its own, made at first use and kept here; "
        f"default: {OWN_FOLDER}, beside the database",
    )
    sub.add_argument(
        "--tls-name",
        action="append",
        metavar="NAME",
        help="with it: a name or address that terminals use, besides --host; may be given several times",
    )


def tls_of(options: argparse.Namespace) -> "Tls | None":
    """Both files, or none. Raises CentralError."""
    from central.serve import Tls

    if (options.certificate is None) != (options.key is None):
        raise CentralError("A certificate needs its key, and a key its certificate", "Give --certificate and --key.")
    own: Path | None = getattr(options, "tls_self_signed", None)
    given: list[str] = getattr(options, "tls_name", None) or []
    if own is not None:
        return _own_tls(options, own, given)
    if given:
        raise CentralError("--tls-name is for the certificate that central makes", "Give --tls-self-signed.")
    return Tls(options.certificate, options.key) if options.certificate else None


def _own_tls(options: argparse.Namespace, folder: Path, given: list[str]) -> "Tls":
    from central.own_authority import AUTHORITY, own_tls

    if options.certificate is not None:
        raise CentralError("There is a certificate already", "Give --certificate and --key, or --tls-self-signed.")
    host, database = str(options.host), options.database
    if folder == Path(OWN_FOLDER) and isinstance(database, Path):
        folder = database.with_name(OWN_FOLDER)
    everywhere = host in ("0.0.0.0", "::")  # noqa: S104  (asked, not bound)
    tls = own_tls(folder, given if everywhere and given else [host, *given], datetime.now(UTC))
    log.info("https by an authority of its own; enrol terminals with --ca %s", folder / AUTHORITY)
    return tls
