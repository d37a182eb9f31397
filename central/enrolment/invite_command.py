"""`kiosk-central terminal invite`, `page` and `confirm`: a code for one new terminal, and the comparing of six digits."""

import argparse
import io
import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from central.errors import CentralError
from central.opening import DEFAULT_DATABASE, open_database
from central.place import chosen_place
from kiosk.domain.invitation import Invitation, typed, write
from kiosk.domain.station import Station

if TYPE_CHECKING:
    from central.enrolment.invitations import Waiting

Act = Callable[[str, Callable[[argparse.Namespace], int], str], argparse.ArgumentParser]
DEFAULT_SERVER = "http://127.0.0.1:8710"


def add_invite_acts(act: Act) -> None:
    sub = act(
        "invite", _invite, "A code for one new terminal: good for 15 minutes, once. Shown, or written as a picture."
    )
    sub.add_argument("--store", type=int, required=True)
    sub.add_argument("--name", required=True, help='as colleagues call it, e.g. "Entrance A"')
    sub.add_argument("--station", choices=[*Station], help="the only one it will be: central holds its token to that")
    _add_code(sub)

    sub = act("re-enrol", _invite_again, "A code for a terminal that lost its keys: itself again, under a new token.")
    sub.add_argument("name", help="or its id")
    sub.add_argument("--store", type=int, help="where several stores have a terminal of that name")
    _add_code(sub)

    sub = act("page", _page, "A link to a page that does the same with a mouse: good once, within ten minutes.")
    sub.add_argument("--store", type=int, default=0, help="terminals of this store only; default: of every store")
    _add_place_of_central(sub)

    sub = act("confirm", _confirm, "Compare the six digits with those on the terminal's screen, and let it in.")
    sub.add_argument("name", nargs="?", help="of the terminal, or the invitation; needed where several wait")
    sub.add_argument("--digits", metavar="NNNNNN", help="as read on the terminal; without it you are asked")


def _add_code(sub: argparse.ArgumentParser) -> None:
    """What the code says besides, and how it is shown."""
    _add_place_of_central(sub)
    sub.add_argument("--out", type=Path, metavar="FILE", help="write the QR symbol here: .png or .svg")
    sub.add_argument("--json", action="store_true")


def _add_place_of_central(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("--server", action="append", help="address the terminal shall use; may be given several times")
    sub.add_argument("--ca", type=Path, help="PEM file of central's authority; default: central's own, if it has one")


def _now() -> datetime:
    return datetime.now(UTC)


def _say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


def _invite(options: argparse.Namespace) -> int:
    from central.enrolment.invitations import invite

    servers: list[str] = options.server or [DEFAULT_SERVER]
    ca_pem = _authority(options, servers)
    with open_database(options) as database, database.write() as connection:
        made = invite(connection, options.store, options.name, servers, _now(), ca_pem=ca_pem, station=options.station)
    return _show(options, made, options.name, options.store)


def _invite_again(options: argparse.Namespace) -> int:
    from central.enrolment.invitations import invite
    from central.enrolment.listing import named

    servers: list[str] = options.server or [DEFAULT_SERVER]
    ca_pem = _authority(options, servers)
    with open_database(options) as database, database.write() as connection:
        one = named(connection, options.name, options.store)
        if one.revoked_at:
            raise CentralError(f"{one.name} was revoked", "Invite it as another terminal.")
        made = invite(connection, one.store, one.name, servers, _now(), ca_pem=ca_pem, again=one.terminal_id)
    return _show(options, made, one.name, one.store)


def _page(options: argparse.Namespace) -> int:
    from central.office.keys import LINK_LASTS, draw_link

    servers: list[str] = options.server or [DEFAULT_SERVER]
    ca_pem = _authority(options, servers)
    with open_database(options) as database, database.write() as connection:
        secret = draw_link(connection, options.store, servers, ca_pem, _now())
    minutes = int(LINK_LASTS.total_seconds()) // 60
    _say(f"Within {minutes} minutes, in one browser, once; over https, or on the machine that central runs on:\n")
    _say(f"  {servers[0].rstrip('/')}/office/open/{secret}")
    return 0


def _show(options: argparse.Namespace, made: Invitation, name: str, store: int) -> int:
    from central.enrolment.invitations import GOOD_FOR

    text = write(made)
    if options.out is not None:
        _write_picture(options.out, text)
    if options.json:
        _say(msgspec.json.encode({"invitation": made.invitation_id, "code": text}).decode())
        return 0
    if options.out is None:
        _say(_drawn(text))
    minutes = int(GOOD_FOR.total_seconds()) // 60
    _say(f"{name}, store {store}: show this to the terminal within {minutes} minutes (`kiosk enrol --scan`),")
    _say("or type it there (`kiosk enrol --code ...`):\n")
    _say(f"  {typed(text)}\n")
    _say("Then both show six digits: compare them with `kiosk-central terminal confirm`.")
    return 0


def _authority(options: argparse.Namespace, servers: list[str]) -> str:
    """The PEM text. Raises CentralError where a terminal would have nobody to believe."""
    if all(server.startswith("http://") for server in servers) and options.ca is None:
        return ""  # terminals take plain http on their own machine only
    place = chosen_place(options.database, options.database_url, DEFAULT_DATABASE)
    own = place.with_name("tls") / "authority.pem" if isinstance(place, Path) else None
    file = options.ca or own
    hint = "Give --ca FILE: the PEM of the authority that central's certificate is of."
    if file is None:
        raise CentralError("A code must say whom the terminal is to believe", hint)
    try:
        return file.read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError) as error:
        raise CentralError(f"The authority {file.name} cannot be read", hint) from error


def _drawn(text: str) -> str:
    """For a terminal's window; half a line a module."""
    from central.issuing.symbol import symbol

    drawn = io.StringIO()
    symbol(text).terminal(out=drawn, compact=True, border=2)
    return drawn.getvalue()


def _write_picture(out: Path, text: str) -> None:
    from central.issuing.symbol import png, svg

    makers = {".png": png, ".svg": svg}
    make = makers.get(out.suffix.lower())
    if make is None:
        raise CentralError(f"{out.name} is no picture that is written here", "Give --out a name in .png or .svg.")
    try:
        with os.fdopen(os.open(out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(make(text))
    except OSError as error:
        raise CentralError(f"{out.name} cannot be written: {error.strerror}", "Give another --out.") from error


def _confirm(options: argparse.Namespace) -> int:
    from central.enrolment.invitations import NOT_THE_SAME, confirm, waiting

    with open_database(options) as database:
        with database.read() as connection:
            found = waiting(connection, _now(), options.name)
        if not found:
            hint = "Scan or type the code at the terminal first; it must show six digits."
            raise CentralError("No terminal waits to be confirmed", hint)
        if len(found) > 1:
            names = ", ".join(f"{one.name} (store {one.store}, {one.invitation_id})" for one in found)
            raise CentralError("Several terminals wait", f"Say which: {names}.")
        (one,) = found
        digits = options.digits if options.digits is not None else _asked(one)
        with database.write() as connection:
            same = confirm(connection, one.invitation_id, digits, _now())
    if not same:
        raise CentralError(
            f"{one.name} was refused: {NOT_THE_SAME}",
            "Somebody may sit between the two. Look at the network, then invite the terminal again.",
        )
    _say(f"{one.name} of store {one.store} is let in.")
    return 0


def _asked(one: "Waiting") -> str:
    """What the person says the terminal shows: central's own digits for a yes, none for everything else."""
    _say(f"{one.name} (store {one.store}):   {one.digits[:3]} {one.digits[3:]}")
    sys.stdout.write("Does the terminal show the same six digits? [yes/no] ")
    sys.stdout.flush()
    return one.digits if sys.stdin.readline().strip().lower() in ("y", "yes", "o", "oui") else ""
